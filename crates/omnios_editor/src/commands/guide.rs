//! Ruler guides. They are a property of the page's root, for each breakpoint its own.

use omnios_model::{Breakpoint, PageId, Property, PropertyKey, RulerGuides, Tree, Value};
use omnios_protocol::args::{GuideAt, GuideMove, PageOnly};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode, PageRef};

use crate::edit::{Edit, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// Guides nearer to one another than this are the same, in px.
const SAME_PX: f32 = 0.005;

/// The guides of a page at exactly this breakpoint: those of a wider one don't hold, since
/// their places mean nothing there.
pub(crate) fn guides_of(tree: &Tree, breakpoint: Breakpoint) -> RulerGuides {
    let key = PropertyKey::at(Property::Guides, breakpoint);
    match tree
        .get(tree.root())
        .and_then(|root| root.properties.get(&key))
    {
        Some(Value::Text(text)) => RulerGuides::parse(text).unwrap_or_default(),
        _ => RulerGuides::default(),
    }
}

pub(crate) fn add(edit: &mut Edit<'_, '_>, args: &GuideAt) -> Outcome {
    let upright = is_upright(&args.axis)?;
    let at = place(args.at)?;
    change(
        edit,
        args.page.as_ref(),
        args.breakpoint.as_ref(),
        |guides| {
            guides.places_mut(upright).push(at);
            Ok(())
        },
    )
}

pub(crate) fn move_to(edit: &mut Edit<'_, '_>, args: &GuideMove) -> Outcome {
    let upright = is_upright(&args.axis)?;
    let to = place(args.to)?;
    change(
        edit,
        args.page.as_ref(),
        args.breakpoint.as_ref(),
        |guides| {
            let found = find(guides, upright, args.at)?;
            guides.places_mut(upright)[found] = to;
            Ok(())
        },
    )
}

pub(crate) fn remove(edit: &mut Edit<'_, '_>, args: &GuideAt) -> Outcome {
    let upright = is_upright(&args.axis)?;
    change(
        edit,
        args.page.as_ref(),
        args.breakpoint.as_ref(),
        |guides| {
            let found = find(guides, upright, args.at)?;
            guides.places_mut(upright).remove(found);
            Ok(())
        },
    )
}

/// Takes them away at every breakpoint.
pub(crate) fn clear(edit: &mut Edit<'_, '_>, args: &PageOnly) -> Outcome {
    let page = edit.page(args.page.as_ref())?;
    edit.clear(page, Tree::root_id(page), Property::Guides)?;
    Ok(CommandOutcome::default())
}

fn is_upright(axis: &str) -> Result<bool, CommandError> {
    match axis {
        "x" => Ok(true),
        "y" => Ok(false),
        other => Err(refuse(
            ErrorCode::InvalidValue,
            format!("“{other}” is no axis. Give x for an upright guide, y for a level one"),
        )),
    }
}

fn place(at: f32) -> Result<f32, CommandError> {
    if at.is_finite() && at.abs() <= 1.0e7 {
        let rounded = (at * 100.0).round() / 100.0;
        return Ok(if rounded == 0.0 { 0.0 } else { rounded });
    }
    Err(refuse(
        ErrorCode::InvalidValue,
        "a guide stands within 10,000,000 px of the page's corner",
    ))
}

fn find(guides: &mut RulerGuides, upright: bool, at: f32) -> Result<usize, CommandError> {
    guides
        .places_mut(upright)
        .iter()
        .position(|place| (place - at).abs() <= SAME_PX)
        .ok_or_else(|| {
            refuse(
                ErrorCode::NotApplicable,
                format!("there is no guide at {at} px. The page's guides are {guides}"),
            )
        })
}

fn change(
    edit: &mut Edit<'_, '_>,
    page: Option<&PageRef>,
    breakpoint: Option<&String>,
    change: impl FnOnce(&mut RulerGuides) -> Result<(), CommandError>,
) -> Outcome {
    let page: PageId = edit.page(page)?;
    let breakpoint = edit.breakpoint(breakpoint)?;
    let mut guides = guides_of(edit.tree(page)?, breakpoint);
    change(&mut guides)?;
    // Reading sorts them and drops those that stand twice, and refuses too many.
    let text = guides.to_string();
    let guides = RulerGuides::parse(&text).ok_or_else(|| {
        refuse(
            ErrorCode::NotApplicable,
            "a page takes 200 guides. Remove some first",
        )
    })?;
    let value = (!guides.is_empty()).then(|| Value::Text(guides.to_string().into()));
    edit.set(
        page,
        Tree::root_id(page),
        Property::Guides,
        breakpoint,
        value,
    )?;
    Ok(CommandOutcome::default())
}
