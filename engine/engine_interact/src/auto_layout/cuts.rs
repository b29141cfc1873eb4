//! Cutting boxes apart into rows and columns.

use omnios_model::Rect;

use super::spacing::WIDE_GAP_PX;
use super::{FreeBox, StackDirection, TOUCHING_PX};

/// Boxes that were cut apart.
#[derive(Debug)]
pub(super) enum Group {
    /// One box.
    Box(usize),
    /// Groups along a direction, perhaps on a box that holds them.
    Several {
        direction: StackDirection,
        backdrop: Option<usize>,
        groups: Vec<Self>,
    },
}

/// The boxes as nested groups, and those that stand in none.
pub(super) fn arrange(
    boxes: &[FreeBox],
    direction: Option<StackDirection>,
) -> (Option<Group>, Vec<usize>) {
    let mut floating = Vec::new();
    let all = (0..boxes.len()).collect();
    let group = group(boxes, all, direction, &mut floating);
    (group, floating)
}

/// `indices` ascend, that is they are in painting order.
fn group(
    boxes: &[FreeBox],
    mut indices: Vec<usize>,
    wanted: Option<StackDirection>,
    floating: &mut Vec<usize>,
) -> Option<Group> {
    loop {
        match indices[..] {
            [] => return None,
            [only] => return Some(Group::Box(only)),
            _ => {}
        }
        let rows = split(boxes, &indices, false);
        let columns = split(boxes, &indices, true);
        let chosen = match (rows, columns) {
            (Some(rows), Some(columns)) => {
                // The wider gap parts what belongs together less.
                let by_columns = match wanted {
                    Some(direction) => direction == StackDirection::Row,
                    None => columns.1 > rows.1 + TOUCHING_PX,
                };
                if by_columns {
                    (StackDirection::Row, columns.0)
                } else {
                    (StackDirection::Column, rows.0)
                }
            }
            (Some(rows), None) => (StackDirection::Column, rows.0),
            (None, Some(columns)) => (StackDirection::Row, columns.0),
            (None, None) => {
                if let Some(on_backdrop) = on_backdrop(boxes, &indices, floating) {
                    return Some(on_backdrop);
                }
                let top = topmost_overlapping(boxes, &indices);
                floating.push(indices.remove(top));
                continue;
            }
        };
        let (direction, mut parts) = chosen;
        if direction == StackDirection::Row
            && let Some(at) = wide_gap(boxes, &parts)
        {
            let merge = |parts: &[Vec<usize>]| {
                let mut merged = parts.concat();
                merged.sort_unstable();
                merged
            };
            parts = vec![merge(&parts[..at]), merge(&parts[at..])];
        }
        let mut groups: Vec<Group> = parts
            .into_iter()
            .filter_map(|part| group(boxes, part, None, floating))
            .collect();
        if groups.len() <= 1 {
            return groups.pop();
        }
        return Some(Group::Several {
            direction,
            backdrop: None,
            groups,
        });
    }
}

/// Parts the boxes where a line from side to side meets none; with the narrowest of the gaps.
fn split(boxes: &[FreeBox], indices: &[usize], along_x: bool) -> Option<(Vec<Vec<usize>>, f32)> {
    let start = |rect: &Rect| if along_x { rect.x } else { rect.y };
    let end = |rect: &Rect| if along_x { rect.right() } else { rect.bottom() };
    let mut sorted = indices.to_vec();
    sorted.sort_by(|a, b| start(&boxes[*a].rect).total_cmp(&start(&boxes[*b].rect)));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut reached = f32::NEG_INFINITY;
    let mut narrowest = f32::INFINITY;
    for index in sorted {
        let rect = &boxes[index].rect;
        let gap = start(rect) - reached;
        // A box without extent at another's edge would be cut off to either side of it.
        if gap >= -TOUCHING_PX && end(rect) > reached {
            if !parts.is_empty() {
                narrowest = narrowest.min(gap);
            }
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(index);
        }
        reached = reached.max(end(rect));
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    (parts.len() > 1).then_some((parts, narrowest))
}

/// Where one gap of a row is so much wider than all others that it parts two groups, as the name
/// and the links of a navigation bar: the index of the part after it.
fn wide_gap(boxes: &[FreeBox], parts: &[Vec<usize>]) -> Option<usize> {
    let end = |part: &[usize]| {
        let ends = part.iter().map(|index| boxes[*index].rect.right());
        ends.fold(f32::NEG_INFINITY, f32::max)
    };
    let start = |part: &[usize]| {
        let starts = part.iter().map(|index| boxes[*index].rect.x);
        starts.fold(f32::INFINITY, f32::min)
    };
    let mut gaps: Vec<(f32, usize)> = parts
        .windows(2)
        .enumerate()
        .map(|(index, pair)| (start(&pair[1]) - end(&pair[0]), index + 1))
        .collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    match gaps[..] {
        [widest, next, ..] if widest.0 >= WIDE_GAP_PX && widest.0 >= 3.0 * next.0.max(1.0) => {
            Some(widest.1)
        }
        _ => None,
    }
}

/// The hindmost box as the frame of the others, where they all lie on it.
fn on_backdrop(boxes: &[FreeBox], indices: &[usize], floating: &mut Vec<usize>) -> Option<Group> {
    let (backdrop, others) = indices.split_first()?;
    let holder = &boxes[*backdrop];
    let around = holder.rect.inflated(TOUCHING_PX);
    let holds_all = others
        .iter()
        .all(|index| around.contains_rect(&boxes[*index].rect));
    if !holder.can_hold || !holds_all {
        return None;
    }
    let (direction, groups) = match group(boxes, others.to_vec(), None, floating)? {
        Group::Several {
            direction,
            backdrop: None,
            groups,
        } => (direction, groups),
        single => (StackDirection::Column, vec![single]),
    };
    Some(Group::Several {
        direction,
        backdrop: Some(*backdrop),
        groups,
    })
}

/// Where in `indices` the topmost box is that covers another; the topmost of all where none
/// does, but no straight cut parts them.
fn topmost_overlapping(boxes: &[FreeBox], indices: &[usize]) -> usize {
    let covers = |at: &usize| {
        let rect = boxes[indices[*at]].rect.inflated(-TOUCHING_PX);
        indices[..*at]
            .iter()
            .any(|below| rect.intersects(&boxes[*below].rect.inflated(-TOUCHING_PX)))
    };
    (0..indices.len())
        .rev()
        .find(covers)
        .unwrap_or(indices.len() - 1)
}
