//! Designer's words for sizes and free placement, turned into CSS: fixed, hug and fill; pinned to
//! the left, right, both, the centre, or scaled along.
//!
//! A word is chosen at the current size and leaves the box where it is, except where the word
//! itself says otherwise (hugging shrinks, filling grows).

use omnios_model::{
    Display, Element, ElementId, ElementKind, FlexDirection, Length, PageId, Position, Property,
    Rect, Style, Tree, Value,
};
use omnios_protocol::args::{LayoutConstraints, LayoutSizing};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use crate::edit::{Edit, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// The properties of one axis.
#[derive(Debug, Clone, Copy)]
struct Axis {
    size: Property,
    start: Property,
    end: Property,
    is_horizontal: bool,
}

const HORIZONTAL: Axis = Axis {
    size: Property::Width,
    start: Property::Left,
    end: Property::Right,
    is_horizontal: true,
};
const VERTICAL: Axis = Axis {
    size: Property::Height,
    start: Property::Top,
    end: Property::Bottom,
    is_horizontal: false,
};

/// What an element's box is to follow along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Constraint {
    Start,
    End,
    Both,
    Center,
    Scale,
}

impl Axis {
    fn constraint(self, word: &str) -> Result<Constraint, CommandError> {
        let words = if self.is_horizontal {
            ["left", "right", "left-right", "center", "scale"]
        } else {
            ["top", "bottom", "top-bottom", "center", "scale"]
        };
        let all = [
            Constraint::Start,
            Constraint::End,
            Constraint::Both,
            Constraint::Center,
            Constraint::Scale,
        ];
        let known = words.iter().zip(all).find(|(name, _)| **name == word);
        known.map(|(_, constraint)| constraint).ok_or_else(|| {
            refuse(
                ErrorCode::InvalidValue,
                format!(
                    "“{word}” is no constraint. Give one of {}",
                    words.join(", ")
                ),
            )
        })
    }
}

pub(crate) fn set_constraints(edit: &mut Edit<'_, '_>, args: &LayoutConstraints) -> Outcome {
    edit.breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let read = |axis: Axis, word: &Option<String>| {
        word.as_ref().map(|word| axis.constraint(word)).transpose()
    };
    let wanted = [
        (HORIZONTAL, read(HORIZONTAL, &args.horizontal)?),
        (VERTICAL, read(VERTICAL, &args.vertical)?),
    ];
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    for id in ids {
        let element = edit.get(page, id)?;
        if Style::resolve(&element, edit.breakpoint).position != Position::Absolute {
            return Err(refuse(
                ErrorCode::NotApplicable,
                format!(
                    "“{}” stands in its parent's flow, which places it. Run layout.absolute first \
                     to place it freely",
                    element.name
                ),
            ));
        }
        let parent = edit.tree(page)?.parent(id).unwrap_or(Tree::root_id(page));
        let (rect, area) = (geometry.rect_in(parent, id), geometry.padding_box(parent));
        for (axis, constraint) in wanted {
            if let Some(constraint) = constraint {
                constrain(edit, page, &element, axis, constraint, (rect, area))?;
            }
        }
    }
    Ok(CommandOutcome::default())
}

/// Sets insets and size so that the box stays where it is in its parent's padding box.
fn constrain(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    element: &Element,
    axis: Axis,
    constraint: Constraint,
    (rect, area): (Rect, Rect),
) -> Result<(), CommandError> {
    let style = Style::resolve(element, edit.breakpoint);
    let margin = style.margin;
    // Insets go to the margin box. Shares of margins are of the width on all sides.
    let (margins, origin, size, room) = if axis.is_horizontal {
        ((margin.left, margin.right), rect.x, rect.width, area.width)
    } else {
        (
            (margin.top, margin.bottom),
            rect.y,
            rect.height,
            area.height,
        )
    };
    let start = origin - margins.0.resolve_or_zero(area.width);
    let end = room - origin - size - margins.1.resolve_or_zero(area.width);
    let share = |part: f32| if room > 0.0 { 100.0 * part / room } else { 0.0 };
    // Pictures keep their own size between two insets.
    let keeps_size = matches!(element.kind, ElementKind::Image | ElementKind::Vector);
    let px = |px: f32| Length::Px(rounded(px));
    let (start, end, size) = match constraint {
        Constraint::Start => (px(start), Length::Auto, px(size)),
        Constraint::End => (Length::Auto, px(end), px(size)),
        Constraint::Both if keeps_size => {
            (px(start), px(end), Length::sum(100.0, rounded(size - room)))
        }
        Constraint::Both => (px(start), px(end), Length::Auto),
        Constraint::Center => {
            let offset = Length::sum(50.0, rounded(start - room / 2.0));
            (offset, Length::Auto, px(size))
        }
        Constraint::Scale => (
            Length::Percent(rounded(share(start))),
            Length::Auto,
            Length::Percent(rounded(share(size))),
        ),
    };
    for (property, length) in [(axis.start, start), (axis.end, end), (axis.size, size)] {
        set_length(edit, page, element.id, property, length)?;
    }
    Ok(())
}

/// To four decimals: what shares of a wide page lose is below a hundredth of a pixel.
fn rounded(number: f32) -> f32 {
    let rounded = (f64::from(number) * 10_000.0).round() / 10_000.0;
    (rounded + 0.0) as f32
}

pub(crate) fn set_sizing(edit: &mut Edit<'_, '_>, args: &LayoutSizing) -> Outcome {
    edit.breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let axis = match args.axis.as_str() {
        "width" => HORIZONTAL,
        "height" => VERTICAL,
        other => {
            return Err(refuse(
                ErrorCode::InvalidValue,
                format!("“{other}” is no axis. Give width or height"),
            ));
        }
    };
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    for id in ids {
        let element = edit.get(page, id)?;
        let rect = geometry.rect(id);
        let current = if axis.is_horizontal {
            rect.width
        } else {
            rect.height
        };
        let place = Place::of(edit, page, &element, axis)?;
        match args.mode.as_str() {
            "fixed" => fix(edit, page, id, axis, place, current)?,
            "hug" => hug(edit, page, &element, axis, place)?,
            "fill" => fill(edit, page, &element, axis, place)?,
            other => {
                return Err(refuse(
                    ErrorCode::InvalidValue,
                    format!("“{other}” is no way to size. Give fixed, hug or fill"),
                ));
            }
        }
    }
    Ok(CommandOutcome::default())
}

/// How the parent sizes an element along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Out of the flow.
    Free,
    /// Along a flex line.
    Main,
    /// Across a flex line.
    Cross,
    /// In a grid's cell.
    Cell,
    /// In block flow.
    Block,
}

impl Place {
    fn of(
        edit: &Edit<'_, '_>,
        page: PageId,
        element: &Element,
        axis: Axis,
    ) -> Result<Self, CommandError> {
        let style = Style::resolve(element, edit.breakpoint);
        if style.position.is_out_of_flow() {
            return Ok(Self::Free);
        }
        let parent = edit
            .tree(page)?
            .parent(element.id)
            .unwrap_or(Tree::root_id(page));
        let parent = Style::resolve(&*edit.get(page, parent)?, edit.breakpoint);
        let is_row = matches!(
            parent.flex_direction,
            FlexDirection::Row | FlexDirection::RowReverse
        );
        Ok(match parent.display {
            Display::Block => Self::Block,
            Display::Grid => Self::Cell,
            Display::Flex if is_row == axis.is_horizontal => Self::Main,
            Display::Flex => Self::Cross,
        })
    }
}

fn fix(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    axis: Axis,
    place: Place,
    current_px: f32,
) -> Result<(), CommandError> {
    if place == Place::Main {
        set_flex(edit, page, id, 0.0, Some(0.0), Length::Auto)?;
    }
    set_length(edit, page, id, axis.size, Length::Px(rounded(current_px)))
}

fn hug(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    element: &Element,
    axis: Axis,
    place: Place,
) -> Result<(), CommandError> {
    let id = element.id;
    let is_replaced = matches!(element.kind, ElementKind::Image | ElementKind::Vector);
    if place == Place::Main {
        set_flex(edit, page, id, 0.0, None, Length::Auto)?;
    }
    // A height in block flow and a size along a flex line follow from the content by themselves;
    // elsewhere `auto` may stretch.
    let by_itself =
        is_replaced || place == Place::Main || place == Place::Block && !axis.is_horizontal;
    let size = if by_itself {
        Length::Auto
    } else {
        Length::FitContent
    };
    set_length(edit, page, id, axis.size, size)
}

fn fill(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    element: &Element,
    axis: Axis,
    place: Place,
) -> Result<(), CommandError> {
    let id = element.id;
    let is_replaced = matches!(element.kind, ElementKind::Image | ElementKind::Vector);
    let size = match place {
        Place::Main => {
            set_flex(edit, page, id, 1.0, None, Length::ZERO)?;
            Length::Auto
        }
        Place::Cross => {
            edit.set_keyword(page, id, Property::AlignSelf, "stretch")?;
            Length::Auto
        }
        Place::Cell => {
            let property = if axis.is_horizontal {
                Property::JustifySelf
            } else {
                Property::AlignSelf
            };
            edit.set_keyword(page, id, property, "stretch")?;
            Length::Auto
        }
        Place::Block if axis.is_horizontal && !is_replaced => Length::Auto,
        Place::Block => Length::Percent(100.0),
        Place::Free => {
            set_length(edit, page, id, axis.start, Length::ZERO)?;
            set_length(edit, page, id, axis.end, Length::Auto)?;
            Length::Percent(100.0)
        }
    };
    set_length(edit, page, id, axis.size, size)
}

/// Growing, shrinking where it is given, and the basis.
fn set_flex(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    grow: f32,
    shrink: Option<f32>,
    basis: Length,
) -> Result<(), CommandError> {
    let style = Style::resolve(&*edit.get(page, id)?, edit.breakpoint);
    let shrink = shrink.unwrap_or(1.0);
    for (now, wanted, property) in [
        (style.flex_grow, grow, Property::FlexGrow),
        (style.flex_shrink, shrink, Property::FlexShrink),
    ] {
        if now != wanted {
            edit.set(
                page,
                id,
                property,
                edit.breakpoint,
                Some(Value::Number(wanted)),
            )?;
        }
    }
    set_length(edit, page, id, Property::FlexBasis, basis)
}

/// Sets a length where another one holds, so that no property is written that says nothing.
fn set_length(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    property: Property,
    length: Length,
) -> Result<(), CommandError> {
    let element = edit.get(page, id)?;
    let now = match element.value(property, edit.breakpoint) {
        Some(Value::Length(now)) => *now,
        _ => Length::Auto,
    };
    if now == length {
        return Ok(());
    }
    edit.set(
        page,
        id,
        property,
        edit.breakpoint,
        Some(Value::Length(length)),
    )
}
