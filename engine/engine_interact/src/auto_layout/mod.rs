//! Freely placed boxes as rows and columns that stand where the boxes stand.
//!
//! [`infer`] cuts the boxes apart where no box is in the way, again and again (the recursive X-Y
//! cut of document analysis, Nagy and Seth 1984), and reads padding, gaps and alignment off what
//! it finds. Boxes that overlap can't stand in one flow: a hindmost box around all others becomes
//! their frame, and of two that overlap otherwise the upper one stays freely placed, so that it
//! still covers the lower.
//!
//! It knows boxes alone. What becomes of the elements is the editor's business.

mod cuts;
mod spacing;

use omnios_model::{Edges, Rect};

/// A box to arrange.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FreeBox {
    /// Where it stands.
    pub rect: Rect,
    /// Whether it may become the frame of boxes that lie on it.
    pub can_hold: bool,
}

/// Which way a stack runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StackDirection {
    /// Left to right.
    Row,
    /// Top to bottom.
    Column,
}

/// Where something stands across a stack's direction, or along it as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// At the left or the top.
    Start,
    /// In the middle.
    Center,
    /// At the right or the bottom.
    End,
}

/// How a stack's items share its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Justify {
    /// One after the other from the start.
    Start,
    /// One after the other up to the end.
    End,
    /// The first at the start, the last at the end.
    SpaceBetween,
}

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// Which way it runs.
    pub direction: StackDirection,
    /// Its border box, where borders aren't counted.
    pub area: Rect,
    /// The box that becomes its frame. Without one it is a new frame, or the given container.
    pub backdrop: Option<usize>,
    /// Room between the area and its items.
    pub padding: Edges<f32>,
    /// Room between items, not below 0.
    pub gap: f32,
    /// How items share the length.
    pub justify: Justify,
    /// Where most items stand across the direction.
    pub align: Place,
    /// The items along the direction.
    pub items: Vec<Item>,
}

/// Something that stands in a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is.
    pub content: Content,
    /// Where it stands.
    pub rect: Rect,
    /// Where it stands across the direction, if not where most do.
    pub align: Option<Place>,
    /// Whether it is a stack as long across the direction as there is room.
    pub fills: bool,
    /// Room before it besides the gap; below 0 where it is nearer.
    pub margin_before: f32,
    /// Room across the direction, from the start.
    pub margin_across: f32,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One of the boxes, by its index.
    Box(usize),
    /// A stack in the stack.
    Stack(Stack),
}

/// What [`infer`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct AutoLayout {
    /// The container as a stack.
    pub stack: Stack,
    /// Boxes that stay freely placed, in painting order, above everything else.
    pub floating: Vec<usize>,
}

/// Boxes may overlap by this much and still count as side by side, in px.
pub(crate) const TOUCHING_PX: f32 = 0.5;

/// Rows and columns in `container` for these boxes, given in painting order, that keep every box
/// within half a px of where it is. `direction` decides how the outermost stack runs where
/// both ways are possible. `None` where there is no box.
pub fn infer(
    container: Rect,
    boxes: &[FreeBox],
    direction: Option<StackDirection>,
) -> Option<AutoLayout> {
    let (group, mut floating) = cuts::arrange(boxes, direction);
    let group = group?;
    floating.sort_unstable();
    let mut stack = match group {
        // A frame of its own inside of the container, or the only box.
        cuts::Group::Box(_) => spacing::stack(
            container,
            direction.unwrap_or(StackDirection::Column),
            None,
            vec![spacing::content(group, boxes)],
        ),
        cuts::Group::Several {
            direction,
            backdrop: None,
            groups,
        } => {
            let contents = groups
                .into_iter()
                .map(|group| spacing::content(group, boxes))
                .collect();
            spacing::stack(container, direction, None, contents)
        }
        cuts::Group::Several { .. } => spacing::stack(
            container,
            direction.unwrap_or(StackDirection::Column),
            None,
            vec![spacing::content(group, boxes)],
        ),
    };
    spacing::spread(&mut stack, true);
    Some(AutoLayout { stack, floating })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(rects: &[Rect]) -> Vec<FreeBox> {
        let free = |rect: &Rect| FreeBox {
            rect: *rect,
            can_hold: false,
        };
        rects.iter().map(free).collect()
    }

    /// Where flex layout puts the boxes of a stack.
    fn lay_out(stack: &Stack, area: Rect, found: &mut Vec<(usize, Rect)>) {
        let row = stack.direction == StackDirection::Row;
        let padding = stack.padding;
        let content = Rect::new(
            area.x + padding.left,
            area.y + padding.top,
            area.width - padding.left - padding.right,
            area.height - padding.top - padding.bottom,
        );
        let main = |rect: &Rect| if row { rect.width } else { rect.height };
        let cross = |rect: &Rect| if row { rect.height } else { rect.width };
        let gaps = stack.gap * (stack.items.len() - 1) as f32;
        let filled: f32 = stack
            .items
            .iter()
            .map(|item| main(&item.rect) + item.margin_before)
            .sum();
        let rest = main(&content) - filled - gaps;
        let (mut at, between) = match stack.justify {
            Justify::Start => (0.0, 0.0),
            Justify::End => (rest, 0.0),
            Justify::SpaceBetween => (0.0, rest / (stack.items.len() - 1) as f32),
        };
        for item in &stack.items {
            at += item.margin_before;
            let room = cross(&content) - cross(&item.rect);
            let across = match item.align.unwrap_or(stack.align) {
                Place::Start => item.margin_across,
                Place::Center => room / 2.0,
                Place::End => room,
            };
            let (x, y) = if row { (at, across) } else { (across, at) };
            let rect = Rect::new(
                content.x + x,
                content.y + y,
                item.rect.width,
                item.rect.height,
            );
            match &item.content {
                Content::Box(index) => found.push((*index, rect)),
                Content::Stack(stack) => {
                    found.extend(stack.backdrop.map(|index| (index, rect)));
                    lay_out(stack, rect, found);
                }
            }
            at += main(&item.rect) + stack.gap + between;
        }
    }

    fn assert_in_place(layout: &AutoLayout, container: Rect, boxes: &[FreeBox]) {
        let mut found = Vec::new();
        lay_out(&layout.stack, container, &mut found);
        assert_eq!(
            found.len() + layout.floating.len(),
            boxes.len(),
            "every box has its place once"
        );
        for (index, rect) in found {
            let wanted = boxes[index].rect;
            let off = (rect.x - wanted.x).abs().max((rect.y - wanted.y).abs());
            assert!(off <= 1.0, "box {index} is at {rect:?}, not at {wanted:?}");
        }
    }

    #[test]
    fn a_card_becomes_a_column_with_its_padding_and_gap() {
        let container = Rect::new(0.0, 0.0, 320.0, 240.0);
        let boxes = boxes(&[
            Rect::new(24.0, 24.0, 272.0, 80.0),
            Rect::new(24.0, 120.0, 200.0, 24.0),
            Rect::new(24.0, 160.0, 240.0, 40.0),
        ]);
        let layout = infer(container, &boxes, None).unwrap();
        assert_eq!(layout.stack.direction, StackDirection::Column);
        assert_eq!(layout.stack.gap, 16.0);
        assert_eq!(layout.stack.padding.left, 24.0);
        assert_eq!(layout.stack.padding.top, 24.0);
        assert_in_place(&layout, container, &boxes);
    }

    #[test]
    fn a_bar_spreads_its_two_ends() {
        let container = Rect::new(0.0, 0.0, 1440.0, 600.0);
        let boxes = boxes(&[
            Rect::new(40.0, 20.0, 100.0, 40.0),
            Rect::new(1240.0, 30.0, 60.0, 20.0),
            Rect::new(1324.0, 28.0, 76.0, 24.0),
            Rect::new(40.0, 120.0, 1360.0, 300.0),
        ]);
        let layout = infer(container, &boxes, None).unwrap();
        assert_eq!(layout.stack.direction, StackDirection::Column);
        let Content::Stack(bar) = &layout.stack.items[0].content else {
            panic!("the bar is a row");
        };
        assert_eq!(bar.justify, Justify::SpaceBetween);
        assert_eq!(bar.items.len(), 2);
        assert!(layout.stack.items[0].fills);
        assert_eq!(bar.align, Place::Center);
        assert_in_place(&layout, container, &boxes);
    }

    #[test]
    fn what_covers_something_stays_free_and_a_backdrop_becomes_a_frame() {
        let container = Rect::new(0.0, 0.0, 600.0, 400.0);
        let mut given = boxes(&[
            Rect::new(20.0, 20.0, 300.0, 200.0),
            Rect::new(40.0, 40.0, 100.0, 20.0),
            Rect::new(40.0, 70.0, 160.0, 20.0),
            Rect::new(360.0, 20.0, 100.0, 100.0),
            Rect::new(440.0, 10.0, 40.0, 40.0),
        ]);
        given[0].can_hold = true;
        let layout = infer(container, &given, None).unwrap();
        assert_eq!(layout.floating, [4]);
        assert_in_place(&layout, container, &given);
        given[0].can_hold = false;
        let layout = infer(container, &given, None).unwrap();
        assert_eq!(layout.floating, [1, 2, 4]);
    }

    #[test]
    fn boxes_of_any_arrangement_stay_where_they_are() {
        let mut state = 5_u64;
        let mut next = |bound: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((state >> 33) % bound) as f32
        };
        for round in 0..600 {
            let container = Rect::new(30.0, 10.0, 1_000.0, 800.0);
            let count = 1 + round % 14;
            let given: Vec<FreeBox> = (0..count)
                .map(|_| FreeBox {
                    rect: Rect::new(
                        next(900) + next(4) / 4.0,
                        next(700),
                        5.0 + next(if round % 3 == 0 { 60 } else { 300 }),
                        5.0 + next(120),
                    ),
                    can_hold: next(2) == 0.0,
                })
                .collect();
            let layout = infer(container, &given, None).unwrap();
            assert_in_place(&layout, container, &given);
            // What floats is painted above what it covers.
            for index in &layout.floating {
                for below in index + 1..given.len() {
                    let covers = given[*index]
                        .rect
                        .inflated(-TOUCHING_PX)
                        .intersects(&given[below].rect.inflated(-TOUCHING_PX));
                    assert!(!covers || layout.floating.contains(&below));
                }
            }
        }
    }
}
