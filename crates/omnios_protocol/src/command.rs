//! The command table: one row a command.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::args::{
    AssetAdd, AssetRemove, ElementAmount, ElementColor, ElementCreate, ElementMove, ElementNudge,
    ElementPaste, ElementRename, ElementReset, ElementResize, ElementSet, ElementSetText, Elements,
    GuideAt, GuideMove, LayoutConstraints, LayoutDirection, LayoutSizing, MotionAnimation,
    MotionFromPreset, MotionKeyframe, MotionKeyframeMove, MotionState, MotionTiming,
    MotionTransition, MotionTransitionRef, MotionVariable, NoArgs, PageCreate, PageImport,
    PageMove, PageOnly, PageRename, PageSetMeta, PageSetRoute, ProjectRename, SelectSet,
    StylePaste, TextFormat, TextStretch, TokenAdopt, TokenRemove, TokenSet, ToolSelect,
    ViewBreakpoint, ViewZoom,
};
use crate::outcome::{CommandError, ErrorCode};

/// What a command acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The project: saved, undoable, the same from every host.
    Document,
    /// This person's view of it: selection, zoom, tool, clipboard, undo stack.
    Session,
}

/// When a command can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// At any time.
    Always,
    /// With at least one element selected or given.
    Selection,
    /// With at least two.
    Several,
    /// With a selected frame.
    Frame,
    /// With something to undo.
    Undoable,
    /// With something to redo.
    Redoable,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandInfo {
    /// Stable name, `element.align-left`.
    pub id: &'static str,
    /// What menus and the palette say.
    pub title: &'static str,
    /// Heading in the palette.
    pub category: &'static str,
    /// Default shortcuts; `Mod` is ⌘ on macOS and Ctrl elsewhere.
    pub keys: &'static [&'static str],
    /// When it can be run.
    pub when: When,
    /// What it acts on.
    pub effect: Effect,
    /// What “Undo …” says afterwards; empty for commands that leave nothing to undo.
    pub undo_label: &'static str,
    /// JSON Schema of the arguments.
    #[ts(type = "Record<string, unknown>")]
    pub args: Schema,
}

macro_rules! commands {
    ($($variant:ident($args:ident) $id:literal, $title:literal, $category:literal, [$($key:literal),*], $when:ident, $effect:ident, $undo:literal;)+) => {
        /// A command with its arguments: `{"command": ID, "args": {…}}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
        #[serde(tag = "command", content = "args")]
        pub enum Command {
            $(
                #[doc = concat!("`", $id, "`: ", $title, ".")]
                #[serde(rename = $id)]
                $variant($args),
            )+
        }

        impl Command {
            /// Every command's id, in the table's order.
            pub const IDS: &'static [&'static str] = &[$($id),+];

            /// The stable name.
            pub fn id(&self) -> &'static str {
                match self { $(Self::$variant(_) => $id,)+ }
            }

            /// What “Undo …” says after it.
            pub fn undo_label(&self) -> &'static str {
                match self { $(Self::$variant(_) => $undo,)+ }
            }

            /// What it acts on.
            pub fn effect(&self) -> Effect {
                match self { $(Self::$variant(_) => Effect::$effect,)+ }
            }

            /// Reads a command from its id and its arguments (`null` for none).
            pub fn from_parts(id: &str, args: serde_json::Value) -> Result<Self, CommandError> {
                let args = if args.is_null() { serde_json::json!({}) } else { args };
                match id {
                    $($id => serde_json::from_value::<$args>(args)
                        .map(Self::$variant)
                        .map_err(|error| CommandError::new(
                            ErrorCode::InvalidArguments,
                            format!("{id} can't be run: {error}. `omnios commands {id}` shows its arguments"),
                        )),)+
                    _ => Err(CommandError::new(
                        ErrorCode::UnknownCommand,
                        format!("there is no command “{id}”. `omnios commands` lists them all"),
                    )),
                }
            }
        }

        /// The whole table.
        pub fn command_table() -> Vec<CommandInfo> {
            vec![$(CommandInfo {
                id: $id,
                title: $title,
                category: $category,
                keys: &[$($key),*],
                when: When::$when,
                effect: Effect::$effect,
                undo_label: $undo,
                args: schema_for!($args),
            },)+]
        }
    };
}

commands! {
    ProjectRename(ProjectRename) "project.rename", "Rename project", "Project", [], Always, Document, "Rename project";
    PageCreate(PageCreate) "page.create", "New page", "Page", [], Always, Document, "New page";
    PageImport(PageImport) "page.import", "Import pages", "Page", [], Always, Document, "Import pages";
    PageRename(PageRename) "page.rename", "Rename page", "Page", [], Always, Document, "Rename page";
    PageSetRoute(PageSetRoute) "page.set-route", "Change route", "Page", [], Always, Document, "Change route";
    PageSetMeta(PageSetMeta) "page.set-meta", "Change title and description", "Page", [], Always, Document, "Change page details";
    PageDuplicate(PageOnly) "page.duplicate", "Duplicate page", "Page", [], Always, Document, "Duplicate page";
    PageDelete(PageOnly) "page.delete", "Delete page", "Page", [], Always, Document, "Delete page";
    PageMove(PageMove) "page.move", "Move page", "Page", [], Always, Document, "Move page";
    PageOpen(PageOnly) "page.open", "Open page", "Page", [], Always, Session, "";

    AssetAdd(AssetAdd) "asset.add", "Add asset", "Asset", [], Always, Document, "Add asset";
    AssetRemove(AssetRemove) "asset.remove", "Remove asset", "Asset", [], Always, Document, "Remove asset";

    TokenSet(TokenSet) "token.set", "Set design token", "Token", [], Always, Document, "Set token";
    TokenAdopt(TokenAdopt) "token.adopt", "Make tokens of recurring values", "Token", [], Always, Document, "Make tokens";
    TokenRemove(TokenRemove) "token.remove", "Remove design token", "Token", [], Always, Document, "Remove token";

    ElementCreate(ElementCreate) "element.create", "Create element", "Element", [], Always, Document, "Create";
    ElementDelete(Elements) "element.delete", "Delete", "Element", ["Delete", "Backspace"], Selection, Document, "Delete";
    ElementDuplicate(Elements) "element.duplicate", "Duplicate", "Element", ["Mod+D"], Selection, Document, "Duplicate";
    ElementPaste(ElementPaste) "element.paste", "Paste", "Element", ["Mod+V"], Always, Document, "Paste";
    ElementRename(ElementRename) "element.rename", "Rename", "Element", ["Mod+R"], Selection, Document, "Rename";
    ElementMove(ElementMove) "element.move", "Move in tree", "Element", [], Selection, Document, "Move";
    ElementNudge(ElementNudge) "element.nudge", "Nudge", "Element", [], Selection, Document, "Move";
    ElementResize(ElementResize) "element.resize", "Resize", "Element", [], Selection, Document, "Resize";
    ElementSet(ElementSet) "element.set", "Set properties", "Element", [], Selection, Document, "Change style";
    ElementReset(ElementReset) "element.reset", "Reset overrides", "Element", [], Selection, Document, "Reset overrides";
    ElementSetText(ElementSetText) "element.set-text", "Edit text", "Element", [], Selection, Document, "Edit text";
    ElementHide(Elements) "element.hide", "Hide", "Element", [], Selection, Document, "Hide";
    ElementShow(Elements) "element.show", "Show", "Element", [], Selection, Document, "Show";
    ElementToggleHidden(Elements) "element.toggle-hidden", "Show or hide", "Element", ["Mod+Shift+H"], Selection, Document, "Show or hide";
    ElementLock(Elements) "element.lock", "Lock", "Element", [], Selection, Document, "Lock";
    ElementUnlock(Elements) "element.unlock", "Unlock", "Element", [], Selection, Document, "Unlock";
    ElementToggleLocked(Elements) "element.toggle-locked", "Lock or unlock", "Element", ["Mod+Shift+L"], Selection, Document, "Lock or unlock";

    ArrangeGroup(Elements) "arrange.group", "Group", "Arrange", ["Mod+G"], Selection, Document, "Group";
    ArrangeUngroup(Elements) "arrange.ungroup", "Ungroup", "Arrange", ["Mod+Shift+G"], Frame, Document, "Ungroup";
    ArrangeBringForward(Elements) "arrange.bring-forward", "Bring forward", "Arrange", ["Mod+]"], Selection, Document, "Bring forward";
    ArrangeSendBackward(Elements) "arrange.send-backward", "Send backward", "Arrange", ["Mod+["], Selection, Document, "Send backward";
    ArrangeBringToFront(Elements) "arrange.bring-to-front", "Bring to front", "Arrange", ["Mod+Alt+]"], Selection, Document, "Bring to front";
    ArrangeSendToBack(Elements) "arrange.send-to-back", "Send to back", "Arrange", ["Mod+Alt+["], Selection, Document, "Send to back";
    ArrangeAlignLeft(Elements) "arrange.align-left", "Align left", "Arrange", ["Alt+A"], Selection, Document, "Align left";
    ArrangeAlignCenter(Elements) "arrange.align-center", "Align horizontal centers", "Arrange", ["Alt+H"], Selection, Document, "Align centers";
    ArrangeAlignRight(Elements) "arrange.align-right", "Align right", "Arrange", ["Alt+D"], Selection, Document, "Align right";
    ArrangeAlignTop(Elements) "arrange.align-top", "Align top", "Arrange", ["Alt+W"], Selection, Document, "Align top";
    ArrangeAlignMiddle(Elements) "arrange.align-middle", "Align vertical centers", "Arrange", ["Alt+V"], Selection, Document, "Align middles";
    ArrangeAlignBottom(Elements) "arrange.align-bottom", "Align bottom", "Arrange", ["Alt+S"], Selection, Document, "Align bottom";
    ArrangeDistributeHorizontally(Elements) "arrange.distribute-horizontally", "Distribute horizontally", "Arrange", [], Several, Document, "Distribute";
    ArrangeDistributeVertically(Elements) "arrange.distribute-vertically", "Distribute vertically", "Arrange", [], Several, Document, "Distribute";

    LayoutAddAuto(LayoutDirection) "layout.add-auto", "Add auto layout", "Layout", ["Shift+A"], Selection, Document, "Add auto layout";
    LayoutRemoveAuto(Elements) "layout.remove-auto", "Remove auto layout", "Layout", ["Shift+Alt+A"], Frame, Document, "Remove auto layout";
    LayoutToFlow(Elements) "layout.to-flow", "Convert to auto layout", "Layout", [], Frame, Document, "Convert to auto layout";
    LayoutSmartStack(Elements) "layout.smart-stack", "Stack selection", "Layout", ["Mod+Shift+S"], Selection, Document, "Stack";
    LayoutGuessIntent(Elements) "layout.guess-intent", "Guess sizing and constraints", "Layout", [], Selection, Document, "Guess sizing";
    LayoutCleanup(Elements) "layout.cleanup", "Clean up layout", "Layout", [], Selection, Document, "Clean up layout";
    LayoutAbsolute(Elements) "layout.absolute", "Place freely", "Layout", [], Selection, Document, "Place freely";
    LayoutInFlow(Elements) "layout.in-flow", "Put in flow", "Layout", [], Selection, Document, "Put in flow";
    LayoutSetSizing(LayoutSizing) "layout.set-sizing", "Set sizing", "Layout", [], Selection, Document, "Set sizing";
    LayoutSetConstraints(LayoutConstraints) "layout.set-constraints", "Set constraints", "Layout", [], Selection, Document, "Set constraints";
    LayoutGap(ElementAmount) "layout.gap", "Set gap", "Layout", [], Frame, Document, "Set gap";
    LayoutPadding(ElementAmount) "layout.padding", "Set padding", "Layout", [], Selection, Document, "Set padding";

    GuideAdd(GuideAt) "guide.add", "Add guide", "Guide", [], Always, Document, "Add guide";
    GuideMove(GuideMove) "guide.move", "Move guide", "Guide", [], Always, Document, "Move guide";
    GuideRemove(GuideAt) "guide.remove", "Remove guide", "Guide", [], Always, Document, "Remove guide";
    GuideClear(PageOnly) "guide.clear", "Remove all guides", "Guide", [], Always, Document, "Remove all guides";

    StyleFill(ElementColor) "style.fill", "Set fill", "Style", [], Selection, Document, "Set fill";
    StyleBorder(ElementColor) "style.border", "Set border color", "Style", [], Selection, Document, "Set border";
    StyleRadius(ElementAmount) "style.radius", "Set corner radius", "Style", [], Selection, Document, "Set corner radius";
    StyleOpacity(ElementAmount) "style.opacity", "Set opacity", "Style", [], Selection, Document, "Set opacity";
    StylePaste(StylePaste) "style.paste", "Paste style", "Style", ["Mod+Alt+V"], Selection, Document, "Paste style";
    StyleCopy(Elements) "style.copy", "Copy style", "Style", ["Mod+Alt+C"], Selection, Session, "";

    PathUnion(Elements) "path.union", "Union", "Path", ["Shift+Alt+U"], Selection, Document, "Union";
    PathSubtract(Elements) "path.subtract", "Subtract", "Path", ["Shift+Alt+S"], Selection, Document, "Subtract";
    PathIntersect(Elements) "path.intersect", "Intersect", "Path", ["Shift+Alt+I"], Selection, Document, "Intersect";
    PathExclude(Elements) "path.exclude", "Exclude", "Path", ["Shift+Alt+E"], Selection, Document, "Exclude";
    PathFlatten(Elements) "path.flatten", "Flatten to vector", "Path", ["Mod+E"], Selection, Document, "Flatten";
    PathOutlineStroke(Elements) "path.outline-stroke", "Outline stroke", "Path", ["Mod+Shift+O"], Selection, Document, "Outline stroke";

    TextColor(ElementColor) "text.color", "Set text color", "Text", [], Selection, Document, "Set text color";
    TextSize(ElementAmount) "text.size", "Set font size", "Text", [], Selection, Document, "Set font size";
    TextFormat(TextFormat) "text.format", "Format part of a text", "Text", [], Selection, Document, "Format text";
    TextBold(TextStretch) "text.bold", "Bold", "Text", ["Mod+B"], Selection, Document, "Bold";
    TextItalic(TextStretch) "text.italic", "Italic", "Text", ["Mod+I"], Selection, Document, "Italic";
    TextUnderline(TextStretch) "text.underline", "Underline", "Text", ["Mod+U"], Selection, Document, "Underline";
    TextAlignLeft(Elements) "text.align-left", "Align text left", "Text", ["Mod+Alt+L"], Selection, Document, "Align text";
    TextAlignCenter(Elements) "text.align-center", "Center text", "Text", ["Mod+Alt+T"], Selection, Document, "Align text";
    TextAlignRight(Elements) "text.align-right", "Align text right", "Text", ["Mod+Alt+R"], Selection, Document, "Align text";

    MotionAddAnimation(MotionFromPreset) "motion.add-animation", "Add animation", "Motion", [], Selection, Document, "Add animation";
    MotionRemoveAnimation(MotionAnimation) "motion.remove-animation", "Remove animation", "Motion", [], Selection, Document, "Remove animation";
    MotionSetTiming(MotionTiming) "motion.set-timing", "Set trigger and timing", "Motion", [], Selection, Document, "Change timing";
    MotionAddKeyframe(MotionKeyframe) "motion.add-keyframe", "Add keyframe", "Motion", [], Selection, Document, "Add keyframe";
    MotionSetKeyframe(MotionKeyframe) "motion.set-keyframe", "Change keyframe", "Motion", [], Selection, Document, "Change keyframe";
    MotionMoveKeyframe(MotionKeyframeMove) "motion.move-keyframe", "Move keyframe", "Motion", [], Selection, Document, "Move keyframe";
    MotionRemoveKeyframe(MotionKeyframe) "motion.remove-keyframe", "Remove keyframe", "Motion", [], Selection, Document, "Remove keyframe";
    MotionAddState(MotionState) "motion.add-state", "Add state", "Motion", [], Selection, Document, "Add state";
    MotionRemoveState(MotionState) "motion.remove-state", "Remove state", "Motion", [], Selection, Document, "Remove state";
    MotionAddTransition(MotionTransition) "motion.add-transition", "Add transition", "Motion", [], Selection, Document, "Add transition";
    MotionRemoveTransition(MotionTransitionRef) "motion.remove-transition", "Remove transition", "Motion", [], Selection, Document, "Remove transition";
    MotionAddVariable(MotionVariable) "motion.add-variable", "Add variable", "Motion", [], Selection, Document, "Add variable";
    MotionRemoveVariable(MotionVariable) "motion.remove-variable", "Remove variable", "Motion", [], Selection, Document, "Remove variable";

    EditUndo(NoArgs) "edit.undo", "Undo", "Edit", ["Mod+Z"], Undoable, Session, "";
    EditRedo(NoArgs) "edit.redo", "Redo", "Edit", ["Mod+Shift+Z", "Mod+Y"], Redoable, Session, "";
    EditCopy(Elements) "edit.copy", "Copy", "Edit", ["Mod+C"], Selection, Session, "";
    EditCut(Elements) "edit.cut", "Cut", "Edit", ["Mod+X"], Selection, Document, "Cut";
    SelectSet(SelectSet) "select.set", "Select", "Select", [], Always, Session, "";
    SelectAll(NoArgs) "select.all", "Select all", "Select", ["Mod+A"], Always, Session, "";
    SelectNone(NoArgs) "select.none", "Deselect", "Select", ["Escape"], Always, Session, "";
    SelectParent(NoArgs) "select.parent", "Select parent", "Select", ["Shift+Enter"], Selection, Session, "";
    SelectChildren(NoArgs) "select.children", "Select children or edit text", "Select", ["Enter"], Selection, Session, "";
    SelectNext(NoArgs) "select.next", "Select next sibling", "Select", ["Tab"], Selection, Session, "";
    SelectPrevious(NoArgs) "select.previous", "Select previous sibling", "Select", ["Shift+Tab"], Selection, Session, "";

    ViewZoomIn(NoArgs) "view.zoom-in", "Zoom in", "View", ["Mod+=", "Mod++"], Always, Session, "";
    ViewZoomOut(NoArgs) "view.zoom-out", "Zoom out", "View", ["Mod+-"], Always, Session, "";
    ViewZoom(ViewZoom) "view.zoom", "Zoom to", "View", [], Always, Session, "";
    ViewZoomActual(NoArgs) "view.zoom-100", "Zoom to 100%", "View", ["Mod+0"], Always, Session, "";
    ViewZoomFit(NoArgs) "view.zoom-fit", "Zoom to fit", "View", ["Mod+1", "Shift+1"], Always, Session, "";
    ViewZoomSelection(NoArgs) "view.zoom-selection", "Zoom to selection", "View", ["Mod+2", "Shift+2"], Always, Session, "";
    ViewRulers(NoArgs) "view.rulers", "Show or hide rulers and guides", "View", ["Shift+R"], Always, Session, "";
    ViewKeepInParent(NoArgs) "view.keep-in-parent", "Keep dragged elements inside their parent, or not", "View", [], Always, Session, "";
    ViewTimeline(NoArgs) "view.timeline", "Show or hide the timeline", "View", ["Shift+T"], Always, Session, "";
    ViewBreakpoint(ViewBreakpoint) "view.breakpoint", "Edit at breakpoint", "View", [], Always, Session, "";
    ToolSelect(ToolSelect) "tool.select", "Choose tool", "Tool", [], Always, Session, "";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_and_shortcuts_are_unique() {
        let table = command_table();
        assert!(table.len() >= 40, "only {} commands", table.len());
        let mut ids = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for command in &table {
            assert!(ids.insert(command.id), "{} stands twice", command.id);
            for key in command.keys {
                assert!(keys.insert(*key), "{key} is taken twice");
            }
            let undoable = command.effect == Effect::Document;
            assert_eq!(undoable, !command.undo_label.is_empty(), "{}", command.id);
        }
    }

    #[test]
    fn a_wrong_argument_is_named() {
        let args = serde_json::json!({ "colour": "#fff" });
        let error = Command::from_parts("style.fill", args).unwrap_err();
        assert!(error.message.contains("colour"), "{}", error.message);
        let error = Command::from_parts("style.fil", serde_json::Value::Null).unwrap_err();
        assert_eq!(error.code, ErrorCode::UnknownCommand);
    }
}
