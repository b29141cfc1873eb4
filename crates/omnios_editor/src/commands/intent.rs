//! `layout.guess-intent`: what a size and a position are meant to be, read off the geometry.
//!
//! In a flow an element hugs its content, fills its parent, or keeps its size; freely placed it
//! holds on to the left, the right, both, the middle, or scales with its parent. Nothing moves at
//! the width it is decided at; how it behaves at others is what changes.

use omnios_model::{
    Display, ElementId, ElementKind, FlexDirection, Length, PageId, Position, Property,
    PropertyKey, Rect, Style, Value,
};
use omnios_protocol::args::Elements;
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::placement::set_origin;
use crate::edit::{Edit, Geometry, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// How far a box may be from where a rule puts it, in px.
const NEAR_PX: f32 = 1.0;
/// From this share of its parent on, something with room on both sides spans it.
const SPANS: f32 = 0.6;

/// What an element holds on to along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Constraint {
    Start,
    End,
    Both,
    Center,
    Scale,
}

/// What an element of a flow does along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sizing {
    Hug,
    Fill,
    Fixed,
}

/// A guess that is tried: what was set before, to take it back.
struct Trial {
    id: ElementId,
    horizontal: bool,
    sizing: Sizing,
    before: Vec<(PropertyKey, Value)>,
    touched: Vec<Property>,
}

pub(crate) fn guess(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets_with_root(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let tree = edit.tree(page)?;
    let mut subjects: Vec<ElementId> = Vec::new();
    for id in ids {
        match tree.children(id) {
            [] if id != tree.root() => subjects.push(id),
            children => subjects.extend(children),
        }
    }
    let mut outcome = CommandOutcome::default();
    let mut in_flow = Vec::new();
    for id in subjects {
        let element = edit.get(page, id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        let Some(parent) = edit.tree(page)?.parent(id).filter(|_| !style.hidden) else {
            continue;
        };
        match style.position {
            Position::Absolute => {
                let decided = constrain(edit, page, parent, id, &style, &geometry)?;
                outcome.report.push(format!("{}: {decided}", element.name));
            }
            Position::Static => in_flow.push((parent, id)),
            // They are shifted or held by what else was chosen for them.
            Position::Relative | Position::Sticky | Position::Fixed => {}
        }
    }
    for line in size_in_flow(edit, page, &in_flow, &geometry)? {
        outcome.report.push(line);
    }
    if outcome.report.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "there is nothing here to guess for. Select elements on the page",
        ));
    }
    Ok(outcome)
}

fn constrain(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    parent: ElementId,
    id: ElementId,
    style: &Style,
    geometry: &Geometry,
) -> Result<String, CommandError> {
    let room = geometry.padding_box(parent);
    let rect = geometry.rect_in(parent, id);
    let kind = edit.get(page, id)?.kind;
    let across = decide(rect.x, room.width - rect.right(), rect.width, room.width);
    let mut down = decide(
        rect.y,
        room.height - rect.bottom(),
        rect.height,
        room.height,
    );
    if kind == ElementKind::Text && matches!(down, Constraint::Both | Constraint::Scale) {
        // A text's height follows from its lines.
        down = Constraint::Start;
    }
    let stretched = |near: Length, far: Length, size: Length| {
        size == Length::Auto && near != Length::Auto && far != Length::Auto
    };
    for (constraint, horizontal) in [(across, true), (down, false)] {
        let axis = Axis {
            horizontal,
            start: if horizontal { rect.x } else { rect.y },
            size: if horizontal { rect.width } else { rect.height },
            room: if horizontal { room.width } else { room.height },
            was_stretched: if horizontal {
                stretched(style.inset.left, style.inset.right, style.width)
            } else {
                stretched(style.inset.top, style.inset.bottom, style.height)
            },
            replaced: matches!(kind, ElementKind::Image | ElementKind::Vector),
        };
        axis.hold(edit, page, id, constraint)?;
    }
    Ok(format!("{}, {}", words(across, true), words(down, false)))
}

/// `start` and `end` are the distances from the parent's edges.
fn decide(start: f32, end: f32, size: f32, room: f32) -> Constraint {
    let near = NEAR_PX.max(room * 0.005);
    let spans = size >= SPANS * room;
    if room <= 0.0 {
        Constraint::Start
    } else if (start - end).abs() <= 2.0 * near {
        if spans || start.abs() <= near {
            Constraint::Both
        } else {
            Constraint::Center
        }
    } else if spans && start >= -near && end >= -near {
        Constraint::Both
    } else if start <= end / 2.0 || start <= near {
        Constraint::Start
    } else if end <= start / 2.0 || end <= near {
        Constraint::End
    } else {
        Constraint::Scale
    }
}

fn words(constraint: Constraint, horizontal: bool) -> &'static str {
    match (constraint, horizontal) {
        (Constraint::Start, true) => "left",
        (Constraint::End, true) => "right",
        (Constraint::Both, true) => "left and right",
        (Constraint::Start, false) => "top",
        (Constraint::End, false) => "bottom",
        (Constraint::Both, false) => "top and bottom",
        (Constraint::Center, true) => "center",
        (Constraint::Center, false) => "middle",
        (Constraint::Scale, true) => "scales in width",
        (Constraint::Scale, false) => "scales in height",
    }
}

/// One direction of a freely placed box, in its parent's padding box.
struct Axis {
    horizontal: bool,
    start: f32,
    size: f32,
    room: f32,
    /// Its size followed from being held on both sides.
    was_stretched: bool,
    /// Images and vectors keep their natural size where CSS would stretch other boxes.
    replaced: bool,
}

impl Axis {
    fn hold(
        &self,
        edit: &mut Edit<'_, '_>,
        page: PageId,
        id: ElementId,
        constraint: Constraint,
    ) -> Result<(), CommandError> {
        let (near, far, size) = if self.horizontal {
            (Property::Left, Property::Right, Property::Width)
        } else {
            (Property::Top, Property::Bottom, Property::Height)
        };
        let end = self.room - self.start - self.size;
        let length = |value: Length| Some(Value::Length(value));
        let at = edit.breakpoint;
        let hundredth = |px: f32| (px * 100.0).round() / 100.0;
        let share = |px: f32| Length::Percent((px / self.room * 1e4).round() / 100.0);
        if self.was_stretched && constraint != Constraint::Both {
            edit.set_px(page, id, size, self.size)?;
        }
        match constraint {
            Constraint::Start => {
                let (x, y) = if self.horizontal {
                    (Some(self.start), None)
                } else {
                    (None, Some(self.start))
                };
                set_origin(edit, page, id, x, y)?;
            }
            Constraint::End => {
                edit.set_px(page, id, far, end)?;
                edit.clear(page, id, near)?;
            }
            Constraint::Both => {
                edit.set_px(page, id, near, self.start)?;
                edit.set_px(page, id, far, end)?;
                edit.clear(page, id, size)?;
                if self.replaced {
                    let rest = hundredth(-(self.start + end));
                    edit.set(page, id, size, at, length(Length::sum(100.0, rest)))?;
                }
            }
            Constraint::Center => {
                let from_middle = hundredth(self.start - self.room / 2.0);
                edit.set(page, id, near, at, length(Length::sum(50.0, from_middle)))?;
                edit.clear(page, id, far)?;
            }
            Constraint::Scale => {
                edit.set(page, id, near, at, length(share(self.start)))?;
                edit.clear(page, id, far)?;
                edit.set(page, id, size, at, length(share(self.size)))?;
            }
        }
        Ok(())
    }
}

/// Tries for every element and direction to fill, then to hug; what moves a box is taken back.
fn size_in_flow(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    subjects: &[(ElementId, ElementId)],
    before: &Geometry,
) -> Result<Vec<String>, CommandError> {
    let mut decided: Vec<(ElementId, [Sizing; 2])> = subjects
        .iter()
        .map(|(_, id)| (*id, [Sizing::Fixed, Sizing::Fixed]))
        .collect();
    for wanted in [Sizing::Fill, Sizing::Hug] {
        let mut trials = Vec::new();
        for (at, (parent, id)) in subjects.iter().enumerate() {
            for (slot, horizontal) in [(0, true), (1, false)] {
                if decided[at].1[slot] == Sizing::Fixed
                    && let Some(trial) =
                        try_sizing(edit, page, *parent, *id, horizontal, wanted, before)?
                {
                    trials.push((at, slot, trial));
                }
            }
        }
        // Taking one back may make another one fit or not, so look again until all fit.
        while !trials.is_empty() {
            edit.stage_is_stale = true;
            let now = edit.geometry(page)?;
            let moved = |rect: Rect, other: Rect| {
                (rect.x - other.x).abs() > NEAR_PX
                    || (rect.y - other.y).abs() > NEAR_PX
                    || (rect.width - other.width).abs() > NEAR_PX
                    || (rect.height - other.height).abs() > NEAR_PX
            };
            let wrong = |id: ElementId, horizontal: bool| {
                let (now, before) = (now.rect(id), before.rect(id));
                let off = if horizontal {
                    now.width - before.width
                } else {
                    now.height - before.height
                };
                off.abs() > NEAR_PX
            };
            let any = subjects
                .iter()
                .any(|(_, id)| moved(now.rect(*id), before.rect(*id)));
            let own: Vec<bool> = trials
                .iter()
                .map(|(_, _, trial)| wrong(trial.id, trial.horizontal))
                .collect();
            if !any {
                break;
            }
            let all = !own.contains(&true);
            let mut kept = Vec::new();
            for ((at, slot, trial), wrong) in trials.into_iter().zip(own) {
                if wrong || all {
                    take_back(edit, page, trial)?;
                } else {
                    kept.push((at, slot, trial));
                }
            }
            trials = kept;
        }
        for (at, slot, trial) in trials {
            decided[at].1[slot] = trial.sizing;
        }
    }
    edit.stage_is_stale = true;
    let word = |sizing: Sizing| match sizing {
        Sizing::Hug => "hugs",
        Sizing::Fill => "fills",
        Sizing::Fixed => "fixed",
    };
    decided
        .into_iter()
        .map(|(id, [width, height])| {
            let name = edit.get(page, id)?.name.clone();
            Ok(format!(
                "{name}: width {}, height {}",
                word(width),
                word(height)
            ))
        })
        .collect()
}

fn try_sizing(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    parent: ElementId,
    id: ElementId,
    horizontal: bool,
    sizing: Sizing,
    geometry: &Geometry,
) -> Result<Option<Trial>, CommandError> {
    let element = edit.get(page, id)?;
    let container = Style::resolve(&*edit.get(page, parent)?, edit.breakpoint);
    if container.display == Display::Grid {
        return Ok(None);
    }
    let row = container.display == Display::Flex
        && matches!(
            container.flex_direction,
            FlexDirection::Row | FlexDirection::RowReverse
        );
    let along = row == horizontal;
    let size = if horizontal {
        Property::Width
    } else {
        Property::Height
    };
    let extent = |rect: Rect| {
        if horizontal { rect.width } else { rect.height }
    };
    let mut sets: Vec<(Property, Option<Value>)> = vec![(size, None)];
    match sizing {
        Sizing::Fill if container.display != Display::Flex => {
            if !horizontal || extent(geometry.rect(id)) <= 0.0 {
                return Ok(None);
            }
        }
        Sizing::Fill if along => {
            // The widest takes what the others leave; two that are as wide share it.
            let siblings = edit.tree(page)?.children(parent).to_vec();
            let widest = siblings
                .iter()
                .map(|sibling| extent(geometry.rect(*sibling)))
                .fold(0.0, f32::max);
            if extent(geometry.rect(id)) < widest - NEAR_PX || element.kind == ElementKind::Text {
                return Ok(None);
            }
            sets.push((Property::FlexGrow, Some(Value::Number(1.0))));
            sets.push((Property::FlexBasis, Some(Value::Length(Length::Px(0.0)))));
        }
        Sizing::Fill => {
            let inner = extent(geometry.padding_box(parent));
            if extent(geometry.rect(id)) < SPANS * inner {
                return Ok(None);
            }
            sets.push((Property::AlignSelf, Some(Value::Keyword("stretch"))));
        }
        Sizing::Hug => {
            let has_content = matches!(element.kind, ElementKind::Text | ElementKind::Frame);
            if !has_content || container.display != Display::Flex && horizontal {
                return Ok(None);
            }
        }
        Sizing::Fixed => return Ok(None),
    }
    let touched: Vec<Property> = sets.iter().map(|(property, _)| *property).collect();
    let before = element
        .properties
        .iter()
        .filter(|(key, _)| touched.contains(&key.property))
        .map(|(key, value)| (*key, value.clone()))
        .collect();
    for (property, value) in sets {
        edit.clear(page, id, property)?;
        if value.is_some() {
            edit.set(page, id, property, edit.breakpoint, value)?;
        }
    }
    Ok(Some(Trial {
        id,
        horizontal,
        sizing,
        before,
        touched,
    }))
}

fn take_back(edit: &mut Edit<'_, '_>, page: PageId, trial: Trial) -> Result<(), CommandError> {
    for property in trial.touched {
        edit.clear(page, trial.id, property)?;
    }
    for (key, value) in trial.before {
        edit.set_key(page, trial.id, key, Some(value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_box_holds_on_to_follows_from_where_it_stands() {
        let decide = |start: f32, size: f32| decide(start, 1_000.0 - start - size, size, 1_000.0);
        assert_eq!(decide(0.0, 1_000.0), Constraint::Both);
        assert_eq!(decide(40.0, 920.0), Constraint::Both);
        assert_eq!(decide(24.0, 120.0), Constraint::Start);
        assert_eq!(decide(856.0, 120.0), Constraint::End);
        assert_eq!(decide(440.0, 120.0), Constraint::Center);
        assert_eq!(decide(350.0, 200.0), Constraint::Scale);
    }
}
