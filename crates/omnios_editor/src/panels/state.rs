//! The window's state as a whole.

use std::collections::BTreeMap;

use engine::TextLayout;
use omnios_model::{LineHeight, OBJECT, Style};
use omnios_protocol::session::{
    InlineRoom, PageRow, RecurringValue, RepeatedBlock, StudioState, TextEditing, TokenRow,
};

use super::inspector::box_rect;
use crate::commands::{asset_row, written_runs};
use crate::editor::Editor;
use crate::recurring::recurring;
use crate::repeated::repeated;

impl Editor {
    /// Grows whenever [`Self::state`] may answer differently.
    pub fn revision(&self) -> u32 {
        self.session.revisions.state
    }

    /// Grows whenever the canvas has to be drawn again.
    pub fn canvas_revision(&self) -> u32 {
        self.session.revisions.canvas
    }

    /// What the whole window shows.
    pub fn state(&mut self) -> StudioState {
        let selection_size = self.selection_bounds().map(|it| (it.width, it.height));
        let editing = self.text_editing();
        let area = self.active_area();
        let project = self.document.project();
        let session = &self.session;
        StudioState {
            project_name: project.name.clone(),
            pages: project
                .pages
                .iter()
                .map(|page| PageRow {
                    id: page.id.to_string(),
                    name: page.name.clone(),
                    route: page.route.clone(),
                    title: page.title.clone(),
                    description: page.description.clone(),
                })
                .collect(),
            page: session.page.map(|page| page.to_string()),
            page_loaded: session
                .page
                .is_some_and(|page| self.document.tree(page).is_some()),
            tool: session.tool.id().to_owned(),
            breakpoint: session.breakpoint.to_string(),
            zoom: session.camera.zoom,
            artboard: area.map(|it| box_rect(session.camera.screen_rect(it))),
            selection: session.selection.iter().map(ToString::to_string).collect(),
            selection_size,
            undo: self.history.undo_label().map(str::to_owned),
            redo: self.history.redo_label().map(str::to_owned),
            editing,
            cursor: session.cursor.to_owned(),
            can_paste: session.clipboard.is_some(),
            assets: project.assets.values().map(asset_row).collect(),
            layers_revision: session.revisions.layers,
            inspector_revision: session.revisions.inspector,
            tokens_revision: session.revisions.tokens,
        }
    }

    /// The design tokens, by name.
    pub fn tokens(&self) -> Vec<TokenRow> {
        let tokens = &self.document.project().tokens;
        let rows = tokens.iter().map(|(name, token)| TokenRow {
            name: name.to_string(),
            kind: token.kind.as_str().to_owned(),
            label: token.label.clone(),
            value: token.value.to_string(),
            modes: token
                .modes
                .iter()
                .map(|(mode, value)| (mode.clone(), value.to_string()))
                .collect(),
            description: token.description.clone(),
            resolved: tokens.text(name.as_str(), None).map(ToString::to_string),
        });
        rows.collect()
    }

    /// Values that recur on the loaded pages and could be design tokens.
    pub fn recurring_values(&self) -> Vec<RecurringValue> {
        let document = &self.document;
        let pages = document.loaded_pages();
        let trees = pages.iter().filter_map(|page| document.tree(*page));
        let found = recurring(document.project(), trees).into_iter();
        let rows = found.map(|it| RecurringValue {
            group: it.group.to_owned(),
            kind: it.kind.as_str().to_owned(),
            value: it.value,
            count: it.count,
            name: it.name.to_string(),
            label: it.label,
        });
        rows.collect()
    }

    /// Blocks that repeat on the loaded pages and could be components.
    pub fn repeated_blocks(&self) -> Vec<RepeatedBlock> {
        let document = &self.document;
        let pages = document.loaded_pages();
        let found = repeated(pages.iter().filter_map(|page| document.tree(*page)));
        let rows = found.into_iter().map(|it| RepeatedBlock {
            name: it.name,
            ids: it.ids.iter().map(ToString::to_string).collect(),
            elements: it.elements,
        });
        rows.collect()
    }

    fn text_editing(&mut self) -> Option<TextEditing> {
        let editing = self.session.editing?;
        let area = self.active_area()?;
        let artboard = self.artboard(self.session.breakpoint)?;
        let content = artboard.layout_box(editing.id)?.content;
        let node = artboard.scene().node(editing.id)?;
        let mut css = css_of(&node.style);
        css.insert("direction".to_owned(), node.direction.as_str().to_owned());
        let element = &node.element;
        let layout = artboard.text_layout(editing.id);
        let objects = element.text.matches(OBJECT).enumerate();
        let objects = objects.map(|(index, _)| room(layout, index)).collect();
        let (text, runs) = (element.text.clone(), written_runs(element));
        let on_canvas = content.translated(area.origin());
        Some(TextEditing {
            id: editing.id.to_string(),
            text,
            runs,
            objects,
            screen: box_rect(self.session.camera.screen_rect(on_canvas)),
            zoom: self.session.camera.zoom,
            css,
        })
    }
}

/// The room that the text has for the `index`-th of what stands in it.
fn room(layout: Option<&TextLayout>, index: usize) -> InlineRoom {
    let mut objects = layout.into_iter().flat_map(|it| &it.objects);
    let found = objects.find(|object| object.index == index);
    found.map_or_else(InlineRoom::default, |it| InlineRoom {
        width: it.rect.width,
        above: it.line_baseline - it.rect.y,
        below: it.rect.bottom() - it.line_baseline,
    })
}

fn css_of(style: &Style) -> BTreeMap<String, String> {
    let declarations = [
        ("font-family", format!("\"{}\"", style.font_family)),
        ("font-size", format!("{}px", style.font_size)),
        ("font-weight", style.font_weight.to_string()),
        ("font-style", style.font_style.as_str().to_owned()),
        (
            "line-height",
            match style.line_height {
                LineHeight::Normal => "normal".to_owned(),
                LineHeight::Number(number) => number.to_string(),
                LineHeight::Px(px) => format!("{px}px"),
            },
        ),
        ("word-spacing", format!("{}px", style.word_spacing)),
        ("font-feature-settings", style.font_features.to_string()),
        ("font-variation-settings", style.font_variations.to_string()),
        ("white-space", style.white_space.as_str().to_owned()),
        ("word-break", style.word_break.as_str().to_owned()),
        ("letter-spacing", format!("{}px", style.letter_spacing)),
        ("text-align", style.text_align.as_str().to_owned()),
        ("text-decoration", style.text_decoration.as_str().to_owned()),
        ("text-transform", style.text_transform.as_str().to_owned()),
        ("color", style.color.to_string()),
    ];
    declarations
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
