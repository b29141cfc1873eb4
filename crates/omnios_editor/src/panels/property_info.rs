//! The property table as the inspector reads it.

use omnios_model::{Property, PropertyGroup, Syntax};
use omnios_protocol::session::PropertyInfo;

/// Every property with its syntax and section.
pub fn property_table() -> Vec<PropertyInfo> {
    Property::ALL
        .iter()
        .map(|property| PropertyInfo {
            name: property.name().to_owned(),
            group: group_name(property.group()).to_owned(),
            syntax: syntax_name(property.syntax()).to_owned(),
            keywords: match property.syntax() {
                Syntax::Keyword(keywords) | Syntax::KeywordOrPx(keywords) => {
                    keywords.iter().map(|it| (*it).to_owned()).collect()
                }
                _ => Vec::new(),
            },
            initial: property.initial().to_owned(),
            varies: property.varies_by_breakpoint(),
        })
        .collect()
}

fn group_name(group: PropertyGroup) -> &'static str {
    match group {
        PropertyGroup::Position => "position",
        PropertyGroup::Layout => "layout",
        PropertyGroup::Size => "size",
        PropertyGroup::Spacing => "spacing",
        PropertyGroup::Fill => "fill",
        PropertyGroup::Border => "border",
        PropertyGroup::Effects => "effects",
        PropertyGroup::Typography => "typography",
        PropertyGroup::Content => "content",
        PropertyGroup::Motion => "motion",
    }
}

fn syntax_name(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Length { .. } => "length",
        Syntax::Number { .. } => "number",
        Syntax::Integer { .. } => "integer",
        Syntax::Ratio => "ratio",
        Syntax::GridTemplate => "grid-template",
        Syntax::GridTracks => "grid-tracks",
        Syntax::GridAreas => "grid-areas",
        Syntax::GridLines => "grid-lines",
        Syntax::Color => "color",
        Syntax::Keyword(_) => "keyword",
        Syntax::KeywordOrPx(_) => "keyword-or-px",
        Syntax::Paints => "paints",
        Syntax::Paint => "paint",
        Syntax::Shadows | Syntax::TextShadows => "shadows",
        Syntax::Transform => "transform",
        Syntax::Anchor => "anchor",
        Syntax::Filters => "filters",
        Syntax::ClipPath => "clip-path",
        Syntax::LineHeight => "line-height",
        Syntax::ColorOrCurrent => "color",
        Syntax::FontFeatures => "font-features",
        Syntax::FontVariations => "font-variations",
        Syntax::Guides => "guides",
        Syntax::Flag => "flag",
        Syntax::Text => "text",
        Syntax::Href => "href",
        Syntax::Asset => "asset",
        Syntax::PathData => "path-data",
        Syntax::ViewBox => "view-box",
        Syntax::Animations => "animations",
        Syntax::StateMachine => "state-machine",
        Syntax::Body => "body",
        Syntax::Emitter => "emitter",
        Syntax::Dashes => "dashes",
    }
}
