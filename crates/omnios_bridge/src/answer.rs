//! The engine's answers, written for the wire.

use engine::bridge::{Deltas, DragConstraints, DragFreedom, ElementLayout, SnapAnswer};
use engine::{Pose, Preview};
use omnios_model::motion::VariableValue;
use omnios_model::{Edges, ElementId, Rect};
use omnios_protocol::bridge::{
    BridgeAnswer, BridgeBox, BridgeEdges, BridgeGuide, BridgeLine, BridgeRect, BridgeValue,
};

fn rect(rect: Rect) -> BridgeRect {
    BridgeRect {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}

fn edges(edges: Edges<f32>) -> BridgeEdges {
    BridgeEdges {
        top: edges.top,
        right: edges.right,
        bottom: edges.bottom,
        left: edges.left,
    }
}

fn texts(ids: &[ElementId]) -> Vec<String> {
    ids.iter().map(ElementId::to_string).collect()
}

pub(crate) fn elements(ids: &[ElementId]) -> BridgeAnswer {
    BridgeAnswer::Elements { ids: texts(ids) }
}

pub(crate) fn deltas(deltas: Deltas) -> BridgeAnswer {
    let moved = deltas.moved.iter();
    BridgeAnswer::Deltas {
        version: deltas.version,
        complete: deltas.complete,
        moved: moved
            .map(|(id, it)| BridgeBox {
                id: id.to_string(),
                rect: rect(*it),
            })
            .collect(),
        repainted: texts(&deltas.repainted),
        removed: texts(&deltas.removed),
    }
}

pub(crate) fn layout(layout: ElementLayout) -> BridgeAnswer {
    let lines = layout.lines.iter();
    BridgeAnswer::Layout {
        rect: rect(layout.boxes.rect),
        content: rect(layout.boxes.content),
        border: edges(layout.boxes.border),
        padding: edges(layout.boxes.padding),
        containing_block: rect(layout.containing_block),
        lines: lines
            .map(|line| BridgeLine {
                rect: rect(line.rect),
                baseline: line.baseline,
                from: line.from,
                to: line.to,
            })
            .collect(),
    }
}

pub(crate) fn snap(answer: SnapAnswer) -> BridgeAnswer {
    let guides = answer.snap.guides.iter();
    BridgeAnswer::Snap {
        targets: answer.targets.into_iter().map(rect).collect(),
        correction: [answer.snap.correction.x, answer.snap.correction.y],
        guides: guides
            .map(|guide| BridgeGuide {
                vertical: guide.vertical,
                at: guide.at,
                from: guide.from,
                to: guide.to,
            })
            .collect(),
        distances: answer
            .snap
            .distances
            .iter()
            .map(|it| [it.from.x, it.from.y, it.to.x, it.to.y])
            .collect(),
    }
}

pub(crate) fn constraints(constraints: DragConstraints) -> BridgeAnswer {
    let freedom = match constraints.freedom {
        DragFreedom::Free => "free",
        DragFreedom::Row => "row",
        DragFreedom::Column => "column",
        DragFreedom::None => "none",
    };
    BridgeAnswer::Constraints {
        freedom: freedom.to_owned(),
        visible_within: rect(constraints.visible_within),
    }
}

pub(crate) fn bounds(bounds: Option<Rect>) -> BridgeAnswer {
    BridgeAnswer::Bounds {
        bounds: bounds.map(rect),
    }
}

pub(crate) fn playing(preview: &Preview) -> BridgeAnswer {
    BridgeAnswer::Playing {
        elapsed_millis: preview.elapsed().as_nanos() as f64 / 1.0e6,
        at_rest: preview.is_at_rest(),
        fingerprint: format!("{:016x}", preview.fingerprint()),
    }
}

pub(crate) fn variable(value: &VariableValue) -> BridgeAnswer {
    BridgeAnswer::Variable {
        value: match value {
            VariableValue::Number(number) => BridgeValue::Number(*number),
            VariableValue::Flag(flag) => BridgeValue::Flag(*flag),
            VariableValue::Text(text) => BridgeValue::Text(text.clone()),
        },
    }
}

pub(crate) fn pose(pose: Pose) -> BridgeAnswer {
    BridgeAnswer::Pose {
        offset: [pose.offset.x, pose.offset.y],
        angle: pose.angle,
    }
}
