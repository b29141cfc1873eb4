//! Where a dragged element would land among a frame's children.

use omnios_model::{Point, Rect};

/// A gap between children in a flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Insertion {
    /// Index among the children that were given.
    pub index: usize,
    /// The line to draw, without thickness: it is as long as the neighbours are wide or high.
    pub line: Rect,
}

/// The gap nearest to `point` among in-flow `children` (their boxes in flow order) of a frame
/// whose content box is `content`. `horizontal` tells the main axis, `reversed` that the flow
/// runs against it. Wrapped lines are told apart by the cross axis.
pub fn insertion_in_flow(
    point: Point,
    content: Rect,
    children: &[Rect],
    horizontal: bool,
    reversed: bool,
) -> Insertion {
    let main = |rect: &Rect| {
        if horizontal {
            (rect.x, rect.right())
        } else {
            (rect.y, rect.bottom())
        }
    };
    let cross = |rect: &Rect| {
        if horizontal {
            (rect.y, rect.bottom())
        } else {
            (rect.x, rect.right())
        }
    };
    let (at_main, at_cross) = if horizontal {
        (point.x, point.y)
    } else {
        (point.y, point.x)
    };
    let cross_distance = |rect: &Rect| {
        let (low, high) = cross(rect);
        (low - at_cross).max(at_cross - high).max(0.0)
    };
    let Some(nearest_line) = children.iter().map(cross_distance).min_by(f32::total_cmp) else {
        return Insertion {
            index: 0,
            line: line(
                &content,
                if reversed {
                    main(&content).1
                } else {
                    main(&content).0
                },
                horizontal,
            ),
        };
    };
    let in_line: Vec<usize> = (0..children.len())
        .filter(|index| cross_distance(&children[*index]) <= nearest_line + 0.5)
        .collect();
    let before = in_line.iter().copied().find(|index| {
        let (low, high) = main(&children[*index]);
        let middle = f32::midpoint(low, high);
        if reversed {
            at_main > middle
        } else {
            at_main < middle
        }
    });
    let start = |rect: &Rect| if reversed { main(rect).1 } else { main(rect).0 };
    let end = |rect: &Rect| if reversed { main(rect).0 } else { main(rect).1 };
    match before {
        Some(index) => {
            let follows = index > 0 && in_line.contains(&(index - 1));
            let at = if follows {
                f32::midpoint(end(&children[index - 1]), start(&children[index]))
            } else {
                start(&children[index])
            };
            Insertion {
                index,
                line: line(&children[index], at, horizontal),
            }
        }
        None => {
            let last = in_line.last().copied().unwrap_or(0);
            Insertion {
                index: last + 1,
                line: line(&children[last], end(&children[last]), horizontal),
            }
        }
    }
}

fn line(beside: &Rect, at: f32, horizontal: bool) -> Rect {
    if horizontal {
        Rect::new(at, beside.y, 0.0, beside.height)
    } else {
        Rect::new(beside.x, at, beside.width, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: Rect = Rect::new(0.0, 0.0, 400.0, 300.0);

    #[test]
    fn a_row_takes_the_element_in_the_nearest_gap() {
        let children = [
            Rect::new(0.0, 0.0, 100.0, 50.0),
            Rect::new(120.0, 0.0, 100.0, 50.0),
            Rect::new(0.0, 70.0, 100.0, 50.0),
        ];
        let at = |x, y| insertion_in_flow(Point::new(x, y), CONTENT, &children, true, false);
        assert_eq!(at(10.0, 20.0).index, 0);
        assert_eq!(at(110.0, 20.0).index, 1);
        assert_eq!(at(110.0, 20.0).line, Rect::new(110.0, 0.0, 0.0, 50.0));
        assert_eq!(at(300.0, 20.0).index, 2);
        assert_eq!(at(300.0, 90.0).index, 3, "the wrapped line");
        assert_eq!(at(10.0, 90.0).index, 2);
    }

    #[test]
    fn a_reversed_row_counts_from_the_right() {
        let children = [
            Rect::new(300.0, 0.0, 100.0, 50.0),
            Rect::new(180.0, 0.0, 100.0, 50.0),
        ];
        let at = |x| insertion_in_flow(Point::new(x, 10.0), CONTENT, &children, true, true).index;
        assert_eq!(at(390.0), 0);
        assert_eq!(at(290.0), 1);
        assert_eq!(at(20.0), 2);
    }

    #[test]
    fn an_empty_frame_takes_it_first() {
        let insertion = insertion_in_flow(Point::new(50.0, 50.0), CONTENT, &[], false, false);
        assert_eq!(insertion.index, 0);
        assert_eq!(insertion.line, Rect::new(0.0, 0.0, 400.0, 0.0));
    }
}
