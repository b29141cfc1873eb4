//! What each document command does. One file a category of the table.

mod arrange;
mod asset;
mod auto_layout;
mod cleanup;
mod clipboard;
mod constraints;
mod element;
mod guide;
mod intent;
mod layout;
mod machine;
mod motion;
mod page;
mod path;
mod placement;
mod style;
mod text;
mod text_run;
mod token;

use omnios_model::BooleanOperation;
use omnios_protocol::{Command, CommandError, CommandOutcome, ErrorCode};

use crate::edit::{Edit, refuse};

pub use asset::{asset_row, face_values};
pub(crate) use clipboard::clipboard_of;
pub(crate) use guide::guides_of;
pub(crate) use machine::machine_of;
pub(crate) use motion::animations_of;
pub(crate) use page::blank_page;
pub(crate) use path::{drawable, view_box};
pub(crate) use placement::{move_freely, move_into_flow, pin_into};
pub(crate) use text_run::written as written_runs;

/// Runs a command that changes the document. The match is exhaustive: a new row of the table
/// doesn't compile until it is answered here or refused as a session command.
pub(crate) fn run(
    edit: &mut Edit<'_, '_>,
    command: &Command,
) -> Result<CommandOutcome, CommandError> {
    use Command as C;
    match command {
        C::ProjectRename(args) => page::rename_project(edit, args),
        C::PageCreate(args) => page::create(edit, args),
        C::PageImport(args) => page::import(edit, args),
        C::PageRename(args) => page::rename(edit, args),
        C::PageSetRoute(args) => page::set_route(edit, args),
        C::PageSetMeta(args) => page::set_meta(edit, args),
        C::PageDuplicate(args) => page::duplicate(edit, args),
        C::PageDelete(args) => page::delete(edit, args),
        C::PageMove(args) => page::move_in_list(edit, args),
        C::AssetAdd(args) => asset::add(edit, args),
        C::AssetRemove(args) => asset::remove(edit, args),
        C::TokenSet(args) => token::set(edit, args),
        C::TokenRemove(args) => token::remove(edit, args),
        C::TokenAdopt(args) => token::adopt(edit, args),
        C::ElementCreate(args) => element::create(edit, args),
        C::ElementDelete(args) | C::EditCut(args) => element::delete(edit, args),
        C::ElementDuplicate(args) => element::duplicate(edit, args),
        C::ElementPaste(args) => clipboard::paste(edit, args),
        C::ElementRename(args) => element::rename(edit, args),
        C::ElementMove(args) => placement::move_in_tree(edit, args),
        C::ElementNudge(args) => placement::nudge(edit, args),
        C::ElementResize(args) => placement::resize(edit, args),
        C::ElementSet(args) => element::set(edit, args),
        C::ElementReset(args) => element::reset(edit, args),
        C::ElementSetText(args) => text::set(edit, args),
        C::ElementHide(args) => element::set_hidden(edit, args, Some(true)),
        C::ElementShow(args) => element::set_hidden(edit, args, Some(false)),
        C::ElementToggleHidden(args) => element::set_hidden(edit, args, None),
        C::ElementLock(args) => element::set_locked(edit, args, Some(true)),
        C::ElementUnlock(args) => element::set_locked(edit, args, Some(false)),
        C::ElementToggleLocked(args) => element::set_locked(edit, args, None),
        C::ArrangeGroup(args) => arrange::group(edit, args),
        C::ArrangeUngroup(args) => arrange::ungroup(edit, args),
        C::ArrangeBringForward(args) => arrange::restack(edit, args, arrange::Restack::Forward),
        C::ArrangeSendBackward(args) => arrange::restack(edit, args, arrange::Restack::Backward),
        C::ArrangeBringToFront(args) => arrange::restack(edit, args, arrange::Restack::Front),
        C::ArrangeSendToBack(args) => arrange::restack(edit, args, arrange::Restack::Back),
        C::ArrangeAlignLeft(args) => arrange::align(edit, args, arrange::Axis::X, 0.0),
        C::ArrangeAlignCenter(args) => arrange::align(edit, args, arrange::Axis::X, 0.5),
        C::ArrangeAlignRight(args) => arrange::align(edit, args, arrange::Axis::X, 1.0),
        C::ArrangeAlignTop(args) => arrange::align(edit, args, arrange::Axis::Y, 0.0),
        C::ArrangeAlignMiddle(args) => arrange::align(edit, args, arrange::Axis::Y, 0.5),
        C::ArrangeAlignBottom(args) => arrange::align(edit, args, arrange::Axis::Y, 1.0),
        C::ArrangeDistributeHorizontally(args) => arrange::distribute(edit, args, arrange::Axis::X),
        C::ArrangeDistributeVertically(args) => arrange::distribute(edit, args, arrange::Axis::Y),
        C::LayoutAddAuto(args) => layout::add_auto(edit, args),
        C::LayoutRemoveAuto(args) => layout::remove_auto(edit, args),
        C::LayoutToFlow(args) => auto_layout::to_flow(edit, args),
        C::LayoutSmartStack(args) => auto_layout::smart_stack(edit, args),
        C::LayoutGuessIntent(args) => intent::guess(edit, args),
        C::LayoutCleanup(args) => cleanup::cleanup(edit, args),
        C::LayoutAbsolute(args) => layout::place_freely(edit, args),
        C::LayoutInFlow(args) => layout::put_in_flow(edit, args),
        C::LayoutSetSizing(args) => constraints::set_sizing(edit, args),
        C::LayoutSetConstraints(args) => constraints::set_constraints(edit, args),
        C::LayoutGap(args) => layout::gap(edit, args),
        C::LayoutPadding(args) => layout::padding(edit, args),
        C::GuideAdd(args) => guide::add(edit, args),
        C::GuideMove(args) => guide::move_to(edit, args),
        C::GuideRemove(args) => guide::remove(edit, args),
        C::GuideClear(args) => guide::clear(edit, args),
        C::StyleFill(args) => style::fill(edit, args),
        C::StyleBorder(args) => style::border(edit, args),
        C::StyleRadius(args) => style::radius(edit, args),
        C::StyleOpacity(args) => style::opacity(edit, args),
        C::StylePaste(args) => style::paste(edit, args),
        C::TextFormat(args) => text_run::format(edit, args),
        C::PathUnion(args) => path::combine(edit, args, BooleanOperation::Union),
        C::PathSubtract(args) => path::combine(edit, args, BooleanOperation::Subtract),
        C::PathIntersect(args) => path::combine(edit, args, BooleanOperation::Intersect),
        C::PathExclude(args) => path::combine(edit, args, BooleanOperation::Exclude),
        C::PathFlatten(args) => path::flatten(edit, args),
        C::PathOutlineStroke(args) => path::outline(edit, args),
        C::TextColor(args) => text::color(edit, args),
        C::TextSize(args) => text::size(edit, args),
        C::TextBold(args) => text::bold(edit, args),
        C::TextItalic(args) => text::italic(edit, args),
        C::TextUnderline(args) => text::underline(edit, args),
        C::TextAlignLeft(args) => text::align(edit, args, "left"),
        C::TextAlignCenter(args) => text::align(edit, args, "center"),
        C::TextAlignRight(args) => text::align(edit, args, "right"),
        C::MotionAddAnimation(args) => motion::add(edit, args),
        C::MotionRemoveAnimation(args) => motion::remove(edit, args),
        C::MotionSetTiming(args) => motion::set_timing(edit, args),
        C::MotionAddKeyframe(args) => motion::add_keyframe(edit, args),
        C::MotionSetKeyframe(args) => motion::set_keyframe(edit, args),
        C::MotionMoveKeyframe(args) => motion::move_keyframe(edit, args),
        C::MotionRemoveKeyframe(args) => motion::remove_keyframe(edit, args),
        C::MotionAddState(args) => machine::add_state(edit, args),
        C::MotionRemoveState(args) => machine::remove_state(edit, args),
        C::MotionAddTransition(args) => machine::add_transition(edit, args),
        C::MotionRemoveTransition(args) => machine::remove_transition(edit, args),
        C::MotionAddVariable(args) => machine::add_variable(edit, args),
        C::MotionRemoveVariable(args) => machine::remove_variable(edit, args),
        C::PageOpen(_)
        | C::StyleCopy(_)
        | C::EditUndo(_)
        | C::EditRedo(_)
        | C::EditCopy(_)
        | C::SelectSet(_)
        | C::SelectAll(_)
        | C::SelectNone(_)
        | C::SelectParent(_)
        | C::SelectChildren(_)
        | C::SelectNext(_)
        | C::SelectPrevious(_)
        | C::ViewRulers(_)
        | C::ViewKeepInParent(_)
        | C::ViewZoomIn(_)
        | C::ViewZoomOut(_)
        | C::ViewZoom(_)
        | C::ViewZoomActual(_)
        | C::ViewZoomFit(_)
        | C::ViewZoomSelection(_)
        | C::ViewTimeline(_)
        | C::ViewBreakpoint(_)
        | C::ToolSelect(_) => Err(refuse(
            ErrorCode::NoSession,
            format!(
                "{} acts on a window's session. Run it in the studio",
                command.id()
            ),
        )),
    }
}
