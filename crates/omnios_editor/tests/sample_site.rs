//! The sample site, built by its commands on a blank project.

use std::collections::BTreeSet;

use engine::Fonts;
use omnios_editor::{Editor, new_project};
use omnios_model::{Property, PropertyKey};
use omnios_protocol::BatchEntry;
use serde_json::{Value as Json, json};

const COMMANDS: &str = include_str!("../../../assets/samples/site/commands.json");
const ASSETS: &str = include_str!("../../../assets/samples/site/assets.json");

/// What an ordinary site is made of; the sample must show all of it. Grids, effects, motion and
/// the like have tests of their own.
const PLAIN: &[Property] = &[
    Property::Position,
    Property::Left,
    Property::Top,
    Property::Right,
    Property::Bottom,
    Property::Display,
    Property::FlexDirection,
    Property::FlexWrap,
    Property::JustifyContent,
    Property::AlignItems,
    Property::RowGap,
    Property::ColumnGap,
    Property::AlignSelf,
    Property::FlexGrow,
    Property::FlexShrink,
    Property::FlexBasis,
    Property::Overflow,
    Property::Hidden,
    Property::Width,
    Property::Height,
    Property::MinWidth,
    Property::MinHeight,
    Property::MaxWidth,
    Property::MaxHeight,
    Property::PaddingTop,
    Property::PaddingRight,
    Property::PaddingBottom,
    Property::PaddingLeft,
    Property::MarginTop,
    Property::MarginRight,
    Property::MarginBottom,
    Property::MarginLeft,
    Property::Background,
    Property::Fill,
    Property::Stroke,
    Property::StrokeWidth,
    Property::BorderTopWidth,
    Property::BorderRightWidth,
    Property::BorderBottomWidth,
    Property::BorderLeftWidth,
    Property::BorderTopStyle,
    Property::BorderTopColor,
    Property::BorderTopLeftRadius,
    Property::BorderTopRightRadius,
    Property::BorderBottomRightRadius,
    Property::BorderBottomLeftRadius,
    Property::BoxShadow,
    Property::Opacity,
    Property::Color,
    Property::FontFamily,
    Property::FontSize,
    Property::FontWeight,
    Property::FontStyle,
    Property::LineHeight,
    Property::LetterSpacing,
    Property::TextAlign,
    Property::TextDecoration,
    Property::TextTransform,
    Property::Source,
    Property::AlternativeText,
    Property::ObjectFit,
    Property::Href,
    Property::Tag,
    Property::PathData,
    Property::ViewBox,
];

fn blank() -> Editor {
    let (document, _) = new_project("Test", 1, 1).unwrap();
    Editor::headless(document, 2, Fonts::new())
}

fn entry(command: &str, args: Json) -> BatchEntry {
    BatchEntry {
        command: command.to_owned(),
        args,
        label: None,
    }
}

/// The sample's commands, after those that add its images under made-up content addresses.
fn sample_commands() -> Vec<BatchEntry> {
    let mut commands = COMMANDS.to_owned();
    let mut entries = Vec::new();
    let assets: Vec<Json> = serde_json::from_str(ASSETS).unwrap();
    for (index, asset) in assets.iter().enumerate() {
        let file = asset["file"].as_str().unwrap();
        let hash = format!("{index:064x}");
        commands = commands.replace(&format!("asset:{file}"), &hash);
        let args = json!({
            "hash": hash, "name": file, "mediaType": "image/png", "width": 8, "height": 8,
        });
        entries.push(entry("asset.add", args));
    }
    entries.extend(serde_json::from_str::<Vec<BatchEntry>>(&commands).unwrap());
    entries
}

#[test]
fn the_sample_site_uses_the_plain_properties_and_its_links_lead_to_its_pages() {
    let mut editor = blank();
    editor.apply(&sample_commands()).unwrap();
    let document = editor.document();
    let pages = &document.project().pages;
    assert_eq!(pages.len(), 5);

    let routes: BTreeSet<&str> = pages.iter().map(|page| page.route.as_str()).collect();
    let mut used = BTreeSet::new();
    for page in pages {
        let route = &page.route;
        assert!(!page.title.is_empty(), "{route} has no title");
        assert!(!page.description.is_empty(), "{route} has no description");
        let tree = document.tree(page.id).unwrap();
        for id in tree.subtree(tree.root()) {
            let element = tree.get(id).unwrap();
            used.extend(element.properties.keys().map(|key| key.property));
            let href = element.text_value(Property::Href);
            if href.starts_with('/') {
                let target = href.split('#').next().unwrap_or_default();
                assert!(routes.contains(target), "{} leads to {href}", element.name);
            }
        }
    }
    let plain: Vec<&str> = PLAIN
        .iter()
        .filter(|property| !used.contains(property))
        .map(|property| property.name())
        .collect();
    assert!(plain.is_empty(), "not used: {plain:?}");
}

#[test]
fn a_route_names_the_root_of_its_page() {
    let mut editor = blank();
    let batch = [
        entry(
            "element.set",
            json!({"ids": ["/"], "properties": {"background": "#123456"}}),
        ),
        entry(
            "element.create",
            json!({"parent": "/", "kind": "frame", "name": "Header"}),
        ),
    ];
    editor.apply(&batch).unwrap();
    let document = editor.document();
    let tree = document.tree(document.project().pages[0].id).unwrap();
    let root = tree.get(tree.root()).unwrap();
    let background = root.own_value(PropertyKey::base(Property::Background));
    assert_eq!(
        background.map(ToString::to_string).as_deref(),
        Some("#123456")
    );
    assert_eq!(tree.children(tree.root()).len(), 1);

    let missing = entry("element.set", json!({"ids": ["/shop"], "properties": {}}));
    assert!(editor.apply(&[missing]).is_err());
}
