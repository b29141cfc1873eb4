//! Padding, gaps and alignment of boxes that were cut apart.

use omnios_model::{Edges, Rect};

use super::cuts::Group;
use super::{Content, FreeBox, Item, Justify, Place, Stack, StackDirection};

/// How far a box may be from where a rule puts it, in px.
const OFF_PX: f32 = 0.5;
/// Gaps from here on may mean “to either end”.
pub(super) const WIDE_GAP_PX: f32 = 64.0;
/// And from this share of the stack's length.
const WIDE_GAP_SHARE: f32 = 0.25;

/// A group's content and its box.
pub(super) fn content(group: Group, boxes: &[FreeBox]) -> (Content, Rect) {
    match group {
        Group::Box(index) => (Content::Box(index), boxes[index].rect),
        Group::Several {
            direction,
            backdrop,
            groups,
        } => {
            let contents: Vec<(Content, Rect)> = groups
                .into_iter()
                .map(|group| content(group, boxes))
                .collect();
            let area = match backdrop {
                Some(index) => boxes[index].rect,
                None => bounds(&contents),
            };
            let stack = stack(area, direction, backdrop, contents);
            (Content::Stack(stack), area)
        }
    }
}

fn bounds(contents: &[(Content, Rect)]) -> Rect {
    let mut rects = contents.iter().map(|(_, rect)| *rect);
    let first = rects.next().unwrap_or_default();
    rects.fold(first, |all, rect| all.union(&rect))
}

fn span(rect: &Rect, along_x: bool) -> (f32, f32) {
    if along_x {
        (rect.x, rect.right())
    } else {
        (rect.y, rect.bottom())
    }
}

/// A stack in `area` whose items stand where they stand.
pub(super) fn stack(
    area: Rect,
    direction: StackDirection,
    backdrop: Option<usize>,
    contents: Vec<(Content, Rect)>,
) -> Stack {
    let row = direction == StackDirection::Row;
    let inner = bounds(&contents);
    let ((from, to), (first, last)) = (span(&area, row), span(&inner, row));
    let (before, after) = ((first - from).max(0.0), (to - last).max(0.0));
    // What stands at the far end stays there when the frame grows.
    let to_the_end = before > after + OFF_PX && before > 2.0 * after && to >= last - OFF_PX;
    let (justify, before, after) = if to_the_end {
        (Justify::End, after.min(before), after)
    } else {
        (Justify::Start, before, after.min(before))
    };
    let ((low, high), (near, far)) = (span(&area, !row), span(&inner, !row));
    let across = (near - low).min(high - far).max(0.0);
    let room = (low + across, high - across);
    let align = common_place(room, &contents, row);
    let (gap, margins) = gaps(&contents, row);
    let origin = from + before;
    let items = contents
        .into_iter()
        .zip(margins)
        .enumerate()
        .map(|(index, ((content, rect), margin))| {
            let (start, end) = span(&rect, !row);
            let own = place_of(room, (start, end), align);
            let fills = matches!(content, Content::Stack(Stack { backdrop: None, .. }))
                && (start - room.0).abs() <= OFF_PX
                && (end - room.1).abs() <= OFF_PX;
            let overhang = if index == 0 && justify == Justify::Start {
                first - origin
            } else {
                0.0
            };
            Item {
                content,
                rect,
                align: own
                    .filter(|place| *place != align)
                    .or_else(|| (own.is_none() && align != Place::Start).then_some(Place::Start)),
                fills,
                margin_before: tidy(margin + overhang),
                margin_across: if own.is_none() {
                    tidy(start - room.0)
                } else {
                    0.0
                },
            }
        })
        .collect();
    let padding = if row {
        Edges {
            top: tidy(across),
            right: tidy(after),
            bottom: tidy(across),
            left: tidy(before),
        }
    } else {
        Edges {
            top: tidy(before),
            right: tidy(across),
            bottom: tidy(after),
            left: tidy(across),
        }
    };
    Stack {
        direction,
        area,
        backdrop,
        padding,
        gap,
        justify,
        align,
        items,
    }
}

/// Whole px where that is next to nothing off, else hundredths.
fn tidy(px: f32) -> f32 {
    let whole = px.round();
    let tidied = if (px - whole).abs() < 0.01 {
        whole
    } else {
        (px * 100.0).round() / 100.0
    };
    if tidied == 0.0 { 0.0 } else { tidied }
}

fn fits(room: (f32, f32), item: (f32, f32), place: Place) -> bool {
    let (start, end) = (item.0 - room.0, room.1 - item.1);
    match place {
        Place::Start => start.abs() <= OFF_PX,
        Place::Center => (start - end).abs() <= 2.0 * OFF_PX,
        Place::End => end.abs() <= OFF_PX,
    }
}

/// Where most items stand; the start where as many stand there.
fn common_place(room: (f32, f32), contents: &[(Content, Rect)], row: bool) -> Place {
    let count = |place: Place| {
        contents
            .iter()
            .filter(|(_, rect)| fits(room, span(rect, !row), place))
            .count()
    };
    let mut best = (Place::Start, count(Place::Start));
    for place in [Place::Center, Place::End] {
        let count = count(place);
        if count > best.1 {
            best = (place, count);
        }
    }
    best.0
}

/// The place that says where an item stands, the common one first.
fn place_of(room: (f32, f32), item: (f32, f32), common: Place) -> Option<Place> {
    [common, Place::Start, Place::Center, Place::End]
        .into_iter()
        .find(|place| fits(room, item, *place))
}

/// One gap for all, and what each item needs besides.
fn gaps(contents: &[(Content, Rect)], row: bool) -> (f32, Vec<f32>) {
    let found: Vec<f32> = contents
        .windows(2)
        .map(|pair| span(&pair[1].1, row).0 - span(&pair[0].1, row).1)
        .collect();
    let mut margins = vec![0.0; contents.len()];
    if found.is_empty() {
        return (0.0, margins);
    }
    let mean = found.iter().sum::<f32>() / found.len() as f32;
    for gap in [mean.round(), tidy(mean)] {
        let mut off = 0.0_f32;
        let stays = found.iter().all(|exact| {
            off += exact - gap;
            off.abs() <= OFF_PX
        });
        if stays && gap >= 0.0 {
            return (gap, margins);
        }
    }
    // The commonest gap; of those as common the smallest.
    let common = found
        .iter()
        .map(|gap| gap.round())
        .filter(|gap| *gap >= 0.0)
        .map(|gap| {
            let like_it = found.iter().filter(|it| it.round() == gap).count();
            (like_it, gap)
        })
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)))
        .map_or(0.0, |(_, gap)| gap);
    for (margin, exact) in margins[1..].iter_mut().zip(&found) {
        *margin = exact - common;
    }
    (common, margins)
}

/// Two items far apart stand at either end, where the stack has a length of its own.
pub(super) fn spread(stack: &mut Stack, has_length: bool) {
    let row = stack.direction == StackDirection::Row;
    let (from, to) = span(&stack.area, row);
    let gap = stack.gap;
    let whole = stack.items.iter().all(|item| item.margin_before == 0.0);
    if has_length
        && row
        && stack.items.len() == 2
        && whole
        && stack.justify == Justify::Start
        && gap >= WIDE_GAP_PX
        && gap >= WIDE_GAP_SHARE * (to - from)
    {
        let (_, last) = span(&stack.items[1].rect, row);
        let after = to - last;
        // Else the end isn't where the second item stands.
        if (stack.padding.right - after).abs() <= OFF_PX {
            stack.justify = Justify::SpaceBetween;
            stack.gap = 0.0;
        }
    }
    for item in &mut stack.items {
        let fills = item.fills;
        if let Content::Stack(inner) = &mut item.content {
            // Its length is along its own direction: filling across a column is that of a row.
            let definite = inner.backdrop.is_some() || fills && inner.direction != stack.direction;
            spread(inner, definite);
        }
    }
}
