//! `layout.cleanup`: what a hand placed roughly, placed exactly.
//!
//! Frames that do nothing go, fractions of a px are rounded, and freely placed siblings that
//! are nearly as large, nearly aligned or nearly evenly spaced become so. Nothing moves farther
//! than [`NEARLY_PX`] for each of these.

use omnios_model::{
    Display, Element, ElementId, ElementKind, Length, PageId, Position, Property, PropertyGroup,
    PropertyKey, Rect, Style, Tree, Value,
};
use omnios_protocol::args::Elements;
use omnios_protocol::{CommandError, CommandOutcome};

use super::placement::move_to;
use crate::edit::{Edit, Geometry, Targets};

type Outcome = Result<CommandOutcome, CommandError>;

/// Differences up to this one weren't meant, in px.
const NEARLY_PX: f32 = 2.0;
/// Below this one there is nothing to clean up, in px.
const EXACT_PX: f32 = 0.01;

/// Lengths that a person reads as whole px.
const ROUNDED: [Property; 22] = [
    Property::Left,
    Property::Top,
    Property::Right,
    Property::Bottom,
    Property::Width,
    Property::Height,
    Property::MinWidth,
    Property::MinHeight,
    Property::MaxWidth,
    Property::MaxHeight,
    Property::RowGap,
    Property::ColumnGap,
    Property::FlexBasis,
    Property::PaddingTop,
    Property::PaddingRight,
    Property::PaddingBottom,
    Property::PaddingLeft,
    Property::MarginTop,
    Property::MarginRight,
    Property::MarginBottom,
    Property::MarginLeft,
    Property::BorderTopLeftRadius,
];

/// What was done.
#[derive(Debug, Default)]
struct Tally {
    removed: usize,
    rounded: usize,
    sized: usize,
    aligned: usize,
    spaced: usize,
}

/// A freely placed sibling, in its parent's padding box.
#[derive(Debug, Clone, Copy)]
struct Sibling {
    id: ElementId,
    rect: Rect,
    /// Whether `width` and `height` are set in px.
    sized: [bool; 2],
    /// Which direction has been aligned already.
    settled: [bool; 2],
}

pub(crate) fn cleanup(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets_with_root(&args.ids)?;
    let mut tally = Tally::default();
    for id in &ids {
        remove_idle_frames(edit, page, *id, &mut tally)?;
    }
    let mut all = Vec::new();
    for id in ids {
        if edit.tree(page)?.contains(id) {
            all.extend(edit.tree(page)?.subtree(id));
        }
    }
    for id in &all {
        round(edit, page, *id, &mut tally)?;
    }
    edit.stage_is_stale = true;
    let geometry = edit.geometry(page)?;
    for id in all {
        let mut siblings = free_children(edit, page, id, &geometry)?;
        if siblings.len() > 1 {
            for axis in 0..2 {
                even_sizes(&mut siblings, axis, &mut tally);
                align(&mut siblings, axis, &mut tally);
            }
            // Rows are known as such only once their elements are aligned across.
            for axis in 0..2 {
                even_gaps(&mut siblings, axis, &mut tally);
            }
            write(edit, page, id, &siblings, &geometry)?;
        }
    }
    let mut report = Vec::new();
    for (count, what) in [
        (tally.removed, "frames that did nothing removed"),
        (tally.rounded, "lengths rounded"),
        (tally.sized, "sizes made equal"),
        (tally.aligned, "edges aligned"),
        (tally.spaced, "gaps evened out"),
    ] {
        if count > 0 {
            report.push(format!("{what}: {count}"));
        }
    }
    if report.is_empty() {
        report.push("there was nothing to clean up".to_owned());
    }
    Ok(CommandOutcome {
        report,
        ..CommandOutcome::default()
    })
}

fn remove_idle_frames(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    top: ElementId,
    tally: &mut Tally,
) -> Result<(), CommandError> {
    let geometry = edit.geometry(page)?;
    // Children first, so that a frame in a frame in a frame goes at once.
    let mut ids = edit.tree(page)?.subtree(top);
    ids.reverse();
    for id in ids {
        let element = edit.get(page, id)?;
        let tree = edit.tree(page)?;
        let Some(parent) = tree.parent(id) else {
            continue;
        };
        if !shows_nothing(&element) {
            continue;
        }
        let style = Style::resolve(&element, edit.breakpoint);
        let rect = geometry.rect(id);
        let children = tree.children(id).to_vec();
        match children[..] {
            [] if rect.width * rect.height == 0.0 && !style.hidden => {}
            [only] if stands_alone(edit, page, &style, parent, only, &geometry)? => {
                let index = edit.tree(page)?.index_in_parent(id).unwrap_or(0);
                move_to(edit, page, &[only], parent, index, false)?;
                let child = Style::resolve(&*edit.get(page, only)?, edit.breakpoint);
                if child.position == Position::Absolute {
                    let at = geometry.rect_in(parent, only);
                    super::placement::set_origin(edit, page, only, Some(at.x), Some(at.y))?;
                }
            }
            _ => continue,
        }
        edit.remove(page, id)?;
        edit.stage_is_stale = true;
        tally.removed += 1;
    }
    Ok(())
}

/// A frame without a look of its own, and without anything that acts on what is in it.
fn shows_nothing(element: &Element) -> bool {
    let idle = |key: &PropertyKey, value: &Value| {
        let zero = matches!(value, Value::Length(length) if *length == Length::ZERO);
        match key.property.group() {
            PropertyGroup::Position | PropertyGroup::Size => true,
            PropertyGroup::Layout => !matches!(
                key.property,
                Property::Overflow | Property::Hidden | Property::FlexGrow | Property::AlignSelf
            ),
            PropertyGroup::Spacing => zero,
            _ => false,
        }
    };
    element.kind == ElementKind::Frame
        && !element.locked
        && element
            .properties
            .iter()
            .all(|(key, value)| idle(key, value))
}

/// Whether the only child would stand and be sized the same without the frame around it.
fn stands_alone(
    edit: &Edit<'_, '_>,
    page: PageId,
    frame: &Style,
    parent: ElementId,
    child: ElementId,
    geometry: &Geometry,
) -> Result<bool, CommandError> {
    let element = edit.get(page, child)?;
    let style = Style::resolve(&element, edit.breakpoint);
    let lengths = [
        style.inset.left,
        style.inset.top,
        style.inset.right,
        style.inset.bottom,
        style.width,
        style.height,
        style.min_width,
        style.max_width,
    ];
    let own_size = !lengths.iter().any(|length| length.has_percent());
    if frame.position == Position::Absolute {
        let pinned = style.inset.right == Length::Auto && style.inset.bottom == Length::Auto;
        return Ok(style.position == Position::Absolute && pinned && own_size);
    }
    let container = Style::resolve(&*edit.get(page, parent)?, edit.breakpoint);
    let holder = edit.tree(page)?.parent(child).unwrap_or(parent);
    let (outer, inner) = (geometry.rect(holder), geometry.rect(child));
    let same = (outer.x - inner.x).abs() < EXACT_PX
        && (outer.y - inner.y).abs() < EXACT_PX
        && (outer.width - inner.width).abs() < EXACT_PX
        && (outer.height - inner.height).abs() < EXACT_PX;
    Ok(same
        && own_size
        && frame.position == Position::Static
        && style.position == Position::Static
        && frame.width == Length::Auto
        && frame.height == Length::Auto
        && frame.display == Display::Block
        && container.display == Display::Block)
}

fn round(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    tally: &mut Tally,
) -> Result<(), CommandError> {
    let element = edit.get(page, id)?;
    for (key, value) in &element.properties {
        if !ROUNDED.contains(&key.property) {
            continue;
        }
        let Value::Length(Length::Px(px)) = value else {
            continue;
        };
        // A text in a box narrower than it breaks.
        let up = element.kind == ElementKind::Text && key.property == Property::Width;
        let whole = if up { px.ceil() } else { px.round() };
        if (whole - px).abs() > 1e-4 {
            let whole = if whole == 0.0 { 0.0 } else { whole };
            edit.set_key(page, id, *key, Some(Value::Length(Length::Px(whole))))?;
            tally.rounded += 1;
        }
    }
    Ok(())
}

/// The children whose left and top are set in px.
fn free_children(
    edit: &Edit<'_, '_>,
    page: PageId,
    parent: ElementId,
    geometry: &Geometry,
) -> Result<Vec<Sibling>, CommandError> {
    let tree: &Tree = edit.tree(page)?;
    let mut found = Vec::new();
    for id in tree.children(parent) {
        let element = edit.get(page, *id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        let in_px = |length: Length| matches!(length, Length::Px(_));
        if style.position == Position::Absolute
            && !style.hidden
            && !element.locked
            && in_px(style.inset.left)
            && in_px(style.inset.top)
        {
            found.push(Sibling {
                id: *id,
                rect: geometry.rect_in(parent, *id),
                sized: [in_px(style.width), in_px(style.height)],
                settled: [false, false],
            });
        }
    }
    Ok(found)
}

fn start(rect: &Rect, axis: usize) -> f32 {
    [rect.x, rect.y][axis]
}

fn extent(rect: &Rect, axis: usize) -> f32 {
    [rect.width, rect.height][axis]
}

fn set_start(rect: &mut Rect, axis: usize, value: f32) {
    *[&mut rect.x, &mut rect.y][axis] = value;
}

/// Groups of values that are nearly the same, ascending; each spans at most [`NEARLY_PX`].
fn clusters(values: &[(usize, f32)]) -> Vec<Vec<(usize, f32)>> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut found: Vec<Vec<(usize, f32)>> = Vec::new();
    for value in sorted {
        match found.last_mut() {
            Some(cluster) if value.1 - cluster[0].1 <= NEARLY_PX => cluster.push(value),
            _ => found.push(vec![value]),
        }
    }
    found.retain(|cluster| cluster.len() > 1);
    found
}

/// The value that most of a cluster have; of those as common the one nearest to their mean.
fn commonest(cluster: &[(usize, f32)]) -> f32 {
    let mean = cluster.iter().map(|it| it.1).sum::<f32>() / cluster.len() as f32;
    let count = |value: f32| {
        cluster
            .iter()
            .filter(|it| (it.1 - value).abs() < EXACT_PX)
            .count()
    };
    let best = cluster.iter().map(|it| it.1).max_by(|a, b| {
        let nearer = (b - mean).abs().total_cmp(&(a - mean).abs());
        count(*a).cmp(&count(*b)).then(nearer)
    });
    best.unwrap_or(mean)
}

fn even_sizes(siblings: &mut [Sibling], axis: usize, tally: &mut Tally) {
    let sizes: Vec<(usize, f32)> = siblings
        .iter()
        .enumerate()
        .filter(|(_, it)| it.sized[axis] && extent(&it.rect, axis) > 8.0 * NEARLY_PX)
        .map(|(at, it)| (at, extent(&it.rect, axis)))
        .collect();
    for cluster in clusters(&sizes) {
        let size = commonest(&cluster);
        for (at, own) in cluster {
            if (own - size).abs() > EXACT_PX {
                let rect = &mut siblings[at].rect;
                *[&mut rect.width, &mut rect.height][axis] = size;
                tally.sized += 1;
            }
        }
    }
}

/// Left edges first, then right ones, then middles, each for what isn't aligned yet.
fn align(siblings: &mut [Sibling], axis: usize, tally: &mut Tally) {
    for share in [0.0, 1.0, 0.5] {
        let line = |rect: &Rect| start(rect, axis) + share * extent(rect, axis);
        let lines: Vec<(usize, f32)> = siblings
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.settled[axis])
            .map(|(at, it)| (at, line(&it.rect)))
            .collect();
        for cluster in clusters(&lines) {
            let wanted = commonest(&cluster);
            for (at, own) in cluster {
                siblings[at].settled[axis] = true;
                if (own - wanted).abs() > EXACT_PX {
                    let moved = start(&siblings[at].rect, axis) + wanted - own;
                    set_start(&mut siblings[at].rect, axis, moved);
                    tally.aligned += 1;
                }
            }
        }
    }
}

/// Rows (or columns) of three and more whose gaps are nearly the same.
fn even_gaps(siblings: &mut [Sibling], axis: usize, tally: &mut Tally) {
    let across = 1 - axis;
    let mut order: Vec<usize> = (0..siblings.len()).collect();
    order.sort_by(|a, b| {
        start(&siblings[*a].rect, axis).total_cmp(&start(&siblings[*b].rect, axis))
    });
    let mut taken = vec![false; siblings.len()];
    for first in 0..order.len() {
        if taken[order[first]] {
            continue;
        }
        // Those that stand in the same line across: the same start there.
        let line = start(&siblings[order[first]].rect, across);
        let row: Vec<usize> = order[first..]
            .iter()
            .copied()
            .filter(|at| (start(&siblings[*at].rect, across) - line).abs() < EXACT_PX)
            .collect();
        for at in &row {
            taken[*at] = true;
        }
        if row.len() < 3 {
            continue;
        }
        let gaps: Vec<f32> = row
            .windows(2)
            .map(|pair| {
                let before = &siblings[pair[0]].rect;
                start(&siblings[pair[1]].rect, axis) - start(before, axis) - extent(before, axis)
            })
            .collect();
        let mean = gaps.iter().sum::<f32>() / gaps.len() as f32;
        let even = mean.round();
        let nearly = gaps
            .iter()
            .all(|gap| (gap - even).abs() <= NEARLY_PX && *gap >= 0.0);
        if !nearly || gaps.iter().all(|gap| (gap - even).abs() <= EXACT_PX) {
            continue;
        }
        // Those after the first move by what the gaps before them changed; none farther than
        // the tolerance, or the row stays as it is.
        let mut moved = Vec::new();
        let mut at = start(&siblings[row[0]].rect, axis);
        for (index, sibling) in row.iter().enumerate() {
            if index > 0 {
                at += even;
            }
            moved.push((*sibling, at));
            at += extent(&siblings[*sibling].rect, axis);
        }
        let close = |(sibling, to): &(usize, f32)| {
            (start(&siblings[*sibling].rect, axis) - to).abs() <= NEARLY_PX
        };
        if moved.iter().all(close) {
            for (sibling, to) in moved {
                set_start(&mut siblings[sibling].rect, axis, to);
            }
            tally.spaced += gaps.len();
        }
    }
}

fn write(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    parent: ElementId,
    siblings: &[Sibling],
    geometry: &Geometry,
) -> Result<(), CommandError> {
    for sibling in siblings {
        let (old, new) = (geometry.rect_in(parent, sibling.id), sibling.rect);
        for (property, old, new) in [
            (Property::Left, old.x, new.x),
            (Property::Top, old.y, new.y),
            (Property::Width, old.width, new.width),
            (Property::Height, old.height, new.height),
        ] {
            if (old - new).abs() > EXACT_PX {
                edit.set_px(page, sibling.id, property, new)?;
            }
        }
    }
    Ok(())
}
