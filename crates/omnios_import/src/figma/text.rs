//! Texts: their letters, the parts that are set otherwise, and their boxes.

use std::collections::BTreeMap;
use std::ops::Range;

use omnios_model::{ElementKind, Property, TextRun, TextRuns, TokenKind, Value};

use super::importer::{Importer, name};
use super::json::Item;
use super::node::{Node, Sizing, visible_paints};
use super::place::{Slot, px, rounded};
use crate::{ImportedElement, Loss};

/// How far a level of a list is moved in.
const INDENT: &str = "    ";

/// Words in a font's name that tell what may stand for it.
const SERIF_WORDS: [&str; 9] = [
    "serif",
    "georgia",
    "times",
    "garamond",
    "playfair",
    "merriweather",
    "baskerville",
    "lora",
    "slab",
];
const MONO_WORDS: [&str; 6] = ["mono", "code", "courier", "consolas", "menlo", "monaco"];

/// A text as it is written here, and which of its parts are set otherwise, by the id of how.
struct Written {
    text: String,
    parts: Vec<(Range<usize>, u32)>,
    has_lists: bool,
}

impl<'a> Importer<'a, '_> {
    /// A text; in a frame of its own where it stands in the middle or at the bottom of its box.
    pub(crate) fn text(&mut self, node: Node<'a>, slot: &mut Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Text, name(node));
        let written = written(node);
        let style = node.0.get("style");
        let line_px = line_px(style, lines_of(node, &written, slot));
        let is_stand_in = self.set_letters(node, &mut element, line_px);
        element.runs = self.runs(node, &written);
        element.text = written.text;
        self.align(node, &mut element, slot, (line_px, is_stand_in));
        if is_stand_in && slot.sizing[0] == Sizing::Hug && slot.size.0 > 0.0 {
            // Its letters would be as wide as another font's, and move what is around them.
            slot.sizing[0] = Sizing::Fixed;
        }
        self.note_text(node, written.has_lists, element.text.contains('\n'));
        let at = match node.text_style("textAlignVertical") {
            "CENTER" => Some("center"),
            "BOTTOM" => Some("flex-end"),
            _ => None,
        };
        match at.filter(|_| slot.sizing[1] != Sizing::Hug) {
            Some(at) => {
                self.effects(node, &mut element, true, Vec::new());
                let mut frame = ImportedElement::new(ElementKind::Frame, name(node));
                frame.set_text(Property::Display, "flex");
                frame.set_text(Property::FlexDirection, "column");
                frame.set_text(Property::JustifyContent, at);
                self.blend(node, &mut frame);
                self.count += 1;
                frame.children.push(element);
                frame
            }
            None => {
                self.effects(node, &mut element, true, Vec::new());
                self.blend(node, &mut element);
                element
            }
        }
    }

    /// A text in one style, of a node that is something else.
    pub(crate) fn plain_text(&mut self, node: Node<'a>, words: &str) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Text, name(node));
        for (property, value) in self.letters(node.0.get("style"), None) {
            element.set_text(property, &value);
        }
        element.text = words.chars().flat_map(kept).collect();
        element
    }

    /// Sets how the letters look. Says whether another font stands for theirs.
    fn set_letters(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        line_px: Option<f64>,
    ) -> bool {
        let style = node.0.get("style");
        for (property, value) in self.letters(style, line_px) {
            let token = token_part(property, &value);
            let reference = token
                .and_then(|(part, kind)| self.style_reference(node, "text", part, kind, &value));
            element.set_text(property, &reference.unwrap_or(value));
        }
        let fills = node.fills();
        let color = self.one_color(&fills, "letters");
        let css = color.map_or_else(|| "transparent".to_owned(), |color| color.css());
        let is_plain = fills.len() == 1 && fills[0].get("type").text() == Some("SOLID");
        let reference = is_plain
            .then(|| self.style_reference(node, "fill", "", TokenKind::Color, &css))
            .flatten();
        element.set_text(Property::Color, &reference.unwrap_or(css));
        let family = style.get("fontFamily").text().unwrap_or("");
        !family.is_empty() && stand_in(family).1.is_some()
    }

    /// What a style sets, as CSS. What it doesn't say isn't set.
    fn letters(&mut self, style: Item<'a>, line_px: Option<f64>) -> Vec<(Property, String)> {
        let number = |key: &str| style.get(key).number();
        let word = |key: &str| style.get(key).text().unwrap_or("");
        let mut letters: Vec<(Property, String)> = Vec::new();
        let family = word("fontFamily");
        if !family.is_empty() {
            let (bundled, missing) = stand_in(family);
            if let Some(missing) = missing {
                let message = format!(
                    "the font {missing} isn't there; {bundled} stands for it, and texts keep the width that they had"
                );
                self.note_file(Loss::Approximated, message);
            }
            letters.push((Property::FontFamily, bundled.to_owned()));
        }
        if let Some(size) = number("fontSize") {
            letters.push((Property::FontSize, format!("{}px", rounded(size.max(0.0)))));
        }
        let bold = (word("semanticWeight") == "BOLD").then_some(700.0);
        if let Some(weight) = number("fontWeight").or(bold) {
            let weight = rounded(weight.clamp(1.0, 1000.0));
            letters.push((Property::FontWeight, weight.to_string()));
        }
        if let Some(slant) = slant(style) {
            letters.push((Property::FontStyle, slant.to_owned()));
        }
        if let Some(height) = line_height(style, line_px) {
            letters.push((Property::LineHeight, height));
        }
        if let Some(spacing) = number("letterSpacing") {
            letters.push((Property::LetterSpacing, format!("{}px", rounded(spacing))));
        }
        let decoration = match word("textDecoration") {
            "UNDERLINE" => Some("underline"),
            "STRIKETHROUGH" => Some("line-through"),
            "NONE" => Some("none"),
            _ => None,
        };
        letters.extend(decoration.map(|it| (Property::TextDecoration, it.to_owned())));
        let case = match word("textCase") {
            "UPPER" => Some("uppercase"),
            "LOWER" => Some("lowercase"),
            "TITLE" => Some("capitalize"),
            _ => None,
        };
        letters.extend(case.map(|it| (Property::TextTransform, it.to_owned())));
        let features = features(style);
        if !features.is_empty() {
            letters.push((Property::FontFeatureSettings, features.join(", ")));
        }
        if let Some(target) = self.text_target(style) {
            letters.push((Property::Href, target));
        }
        letters
    }

    /// The parts of the text that are set otherwise.
    fn runs(&mut self, node: Node<'a>, written: &Written) -> TextRuns {
        let table = node.0.get("styleOverrideTable");
        let mut known: BTreeMap<u32, BTreeMap<Property, Value>> = BTreeMap::new();
        let mut runs = Vec::new();
        for (range, id) in &written.parts {
            if !known.contains_key(id) {
                let made = self.run_values(table.get(&id.to_string()));
                known.insert(*id, made);
            }
            let properties = known.get(id).cloned().unwrap_or_default();
            if !properties.is_empty() {
                runs.push(TextRun {
                    range: range.clone(),
                    properties,
                });
            }
        }
        TextRuns::new(&written.text, runs)
    }

    fn run_values(&mut self, style: Item<'a>) -> BTreeMap<Property, Value> {
        let mut letters = self.letters(style, None);
        let fills = visible_paints(style.get("fills"));
        if let Some(color) = self.one_color(&fills, "letters") {
            letters.push((Property::Color, color.css()));
        }
        let mut values = BTreeMap::new();
        for (property, text) in letters {
            match Value::parse(property, &text) {
                Ok(value) if property.formats_text() => {
                    values.insert(property, value);
                }
                _ => self.note(
                    Loss::LeftOut,
                    format!(
                        "sets {} in a part of its text, where it can't be set",
                        property.name()
                    ),
                ),
            }
        }
        values
    }

    /// Alignment, lines and what happens to text that is too long.
    fn align(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        slot: &Slot,
        (line_px, is_stand_in): (Option<f64>, bool),
    ) {
        let style = node.0.get("style");
        let align = match node.text_style("textAlignHorizontal") {
            "CENTER" => Some("center"),
            "RIGHT" => Some("right"),
            "JUSTIFIED" => Some("justify"),
            "LEFT" => Some("left"),
            _ => None,
        };
        if let Some(align) = align {
            element.set_text(Property::TextAlign, align);
        }
        if let Some(indent) = style
            .get("paragraphIndent")
            .number()
            .filter(|it| *it != 0.0)
        {
            element.set(Property::TextIndent, px(indent));
        }
        let resize = node.text_style("textAutoResize");
        let cuts = node.text_style("textTruncation") == "ENDING" || resize == "TRUNCATE";
        let height = line_px.unwrap_or(0.0).max(1.0);
        if cuts {
            let fitting = (slot.size.1 / height + 0.01).floor().max(1.0);
            let lines = style.get("maxLines").number().unwrap_or(fitting);
            element.set_text(Property::TextOverflow, "ellipsis");
            let lines = rounded(lines.clamp(1.0, 1000.0));
            element.set(Property::LineClamp, Value::Number(lines));
        } else {
            let is_one_line = !element.text.contains('\n') && slot.size.1 < 1.5 * height;
            if slot.sizing[0] == Sizing::Hug || is_one_line && (is_stand_in || resize != "HEIGHT") {
                element.set_text(Property::WhiteSpace, "pre");
            }
        }
    }

    fn note_text(&mut self, node: Node<'a>, has_lists: bool, has_paragraphs: bool) {
        let style = node.0.get("style");
        let is_set = |key: &str| style.get(key).number().is_some_and(|it| it != 0.0);
        if node.type_name() == "TEXT_PATH" {
            self.note(Loss::Approximated, "runs along a path; it became straight");
        }
        if has_lists {
            self.note(
                Loss::Approximated,
                "has lists, whose bullets and numbers became letters",
            );
        }
        if has_paragraphs && is_set("paragraphSpacing") {
            self.note(
                Loss::Approximated,
                "has room between its paragraphs, which was left out",
            );
        }
        if has_paragraphs && is_set("paragraphIndent") {
            self.note(
                Loss::Approximated,
                "moves each paragraph in, of which only the first still is",
            );
        }
        if has_lists && is_set("listSpacing") {
            self.note(
                Loss::Approximated,
                "has room between the items of its lists, which was left out",
            );
        }
        if !node.paints("strokes").is_empty() && node.number("strokeWeight").unwrap_or(1.0) > 0.0 {
            self.note(
                Loss::LeftOut,
                "has letters with a stroke, which was left out",
            );
        }
    }
}

/// Which token of a text style a property's value is.
fn token_part(property: Property, value: &str) -> Option<(&'static str, TokenKind)> {
    Some(match property {
        Property::FontFamily => ("family", TokenKind::FontFamily),
        Property::FontSize => ("size", TokenKind::Dimension),
        Property::FontWeight => ("weight", TokenKind::FontWeight),
        Property::LineHeight if value.ends_with("px") => ("line-height", TokenKind::Dimension),
        Property::LineHeight => ("line-height", TokenKind::Number),
        Property::LetterSpacing => ("letter-spacing", TokenKind::Dimension),
        _ => return None,
    })
}

/// The bundled font for a family, and the family where it is another one.
fn stand_in(family: &str) -> (String, Option<String>) {
    let lower = family.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let generic = if says(&MONO_WORDS) {
        "monospace"
    } else if says(&SERIF_WORDS) && !lower.contains("sans") {
        "serif"
    } else {
        "sans-serif"
    };
    let clean = family.replace(['"', ','], " ");
    crate::html::fonts::family(&format!("\"{clean}\", {generic}"), |_| None)
}

fn slant(style: Item<'_>) -> Option<&'static str> {
    let named = |key: &str| {
        let name = style.get(key).text().unwrap_or("");
        name.contains("Italic") || name.contains("Oblique")
    };
    let is_slanted = style.get("italic").flag() == Some(true)
        || style.get("semanticItalic").text() == Some("ITALIC")
        || named("fontPostScriptName")
        || named("fontStyle");
    match (is_slanted, style.get("italic").flag()) {
        (true, _) => Some("italic"),
        (false, Some(false)) => Some("normal"),
        _ => None,
    }
}

/// A line's height in px, where all lines have the same.
fn line_px(style: Item<'_>, lines: Option<(f64, f64)>) -> Option<f64> {
    let said = style.get("lineHeightPx").number()?;
    let unit = style.get("lineHeightUnit").text().unwrap_or("INTRINSIC_%");
    match lines.filter(|_| unit == "INTRINSIC_%") {
        // Figma makes heights that follow from the font whole.
        Some((height, _)) if said > 0.0 => {
            let count = (height / said).round().max(1.0);
            let line = height / count;
            Some(if (line - said).abs() < 1.0 {
                line
            } else {
                said
            })
        }
        _ => Some(said),
    }
}

/// The height of a text's box that hugs its lines, and its width.
fn lines_of(node: Node<'_>, written: &Written, slot: &Slot) -> Option<(f64, f64)> {
    let hugs = slot.sizing[1] == Sizing::Hug && written.parts.is_empty();
    let spacing = node.0.get("style").get("paragraphSpacing").number();
    (hugs && spacing.is_none_or(|it| it == 0.0)).then_some((slot.size.1, slot.size.0))
}

fn line_height(style: Item<'_>, line_px: Option<f64>) -> Option<String> {
    let percent = style.get("lineHeightPercentFontSize").number();
    if style.get("lineHeightUnit").text() == Some("FONT_SIZE_%")
        && let Some(percent) = percent.filter(|it| *it >= 0.0)
    {
        return Some(rounded(percent / 100.0).to_string());
    }
    let height = line_px.or_else(|| style.get("lineHeightPx").number())?;
    (height > 0.0).then(|| format!("{}px", rounded(height)))
}

/// OpenType features as CSS writes them.
fn features(style: Item<'_>) -> Vec<String> {
    let mut features: Vec<String> = style
        .get("opentypeFlags")
        .entries()
        .filter(|(tag, _)| tag.len() == 4 && tag.bytes().all(|it| it.is_ascii_alphanumeric()))
        .filter_map(|(tag, value)| {
            let value = value.number()?.clamp(0.0, 99.0) as u8;
            Some(format!("\"{}\" {value}", tag.to_ascii_lowercase()))
        })
        .collect();
    match style.get("textCase").text() {
        Some("SMALL_CAPS") => features.push("\"smcp\" 1".to_owned()),
        Some("SMALL_CAPS_FORCED") => {
            features.push("\"smcp\" 1".to_owned());
            features.push("\"c2sc\" 1".to_owned());
        }
        _ => {}
    }
    features
}

/// A letter as texts here may have it.
fn kept(letter: char) -> impl Iterator<Item = char> {
    let (letter, count) = match letter {
        '\u{2028}' | '\u{2029}' | '\r' => ('\n', 1),
        '\t' => (' ', 4),
        omnios_model::OBJECT => (' ', 1),
        '\n' => ('\n', 1),
        letter if letter.is_control() => (' ', 0),
        letter => (letter, 1),
    };
    std::iter::repeat_n(letter, count)
}

/// Writes a text out, with bullets and numbers before the lines of lists. Figma counts in UTF-16
/// units.
fn written(node: Node<'_>) -> Written {
    let overrides = node.0.get("characterStyleOverrides").items();
    let overrides: Vec<u32> = overrides
        .map(|it| it.number().unwrap_or(0.0) as u32)
        .collect();
    let mut types = node.0.get("lineTypes").items();
    let mut indents = node.0.get("lineIndentations").items();
    let mut written = Written {
        text: String::new(),
        parts: Vec::new(),
        has_lists: false,
    };
    // The number of the last item on each level.
    let mut numbers: Vec<u32> = Vec::new();
    let mut unit = 0;
    let characters = node.word("characters");
    for line in characters.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let kind = types.next().and_then(Item::text).unwrap_or("NONE");
        let level = indents.next().and_then(Item::number).unwrap_or(0.0);
        let prefix = bullet(kind, level.clamp(0.0, 20.0) as usize, &mut numbers);
        written.has_lists |= !prefix.is_empty();
        written.text.push_str(&prefix);
        for letter in line.chars() {
            let id = overrides.get(unit).copied().unwrap_or(0);
            unit += letter.len_utf16();
            let start = written.text.len();
            written.text.extend(kept(letter));
            let end = written.text.len();
            match written.parts.last_mut() {
                Some((range, last)) if *last == id && range.end == start => range.end = end,
                _ if id != 0 => written.parts.push((start..end, id)),
                _ => {}
            }
        }
    }
    written
}

fn bullet(kind: &str, level: usize, numbers: &mut Vec<u32>) -> String {
    let depth = level.max(1);
    match kind {
        "ORDERED" => {
            numbers.resize(depth, 0);
            numbers[depth - 1] += 1;
            format!("{}{}. ", INDENT.repeat(depth - 1), numbers[depth - 1])
        }
        "UNORDERED" => {
            numbers.truncate(depth - 1);
            format!("{}• ", INDENT.repeat(depth - 1))
        }
        _ => {
            numbers.clear();
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figma::json::Json;

    fn of(text: &str) -> Written {
        written(Node(Json::parse(text).unwrap().root()))
    }

    #[test]
    fn parts_are_counted_in_utf16_units() {
        let it = of(r#"{"characters":"a😀bc","characterStyleOverrides":[0,7,7,7]}"#);
        assert_eq!(it.text, "a😀bc");
        assert_eq!(it.parts, [(1..6, 7)]);
    }

    #[test]
    fn lists_have_bullets_and_numbers() {
        let it = of(r#"{"characters":"Title\none\ntwo\ndeep\nthree",
            "lineTypes":["NONE","ORDERED","ORDERED","UNORDERED","ORDERED"],
            "lineIndentations":[0,1,1,2,1],"characterStyleOverrides":[0,0,0,0,0,0,3,3,3]}"#);
        assert_eq!(it.text, "Title\n1. one\n2. two\n    • deep\n3. three");
        assert_eq!(&it.text[it.parts[0].0.clone()], "one");
    }

    #[test]
    fn fonts_give_way_to_their_like() {
        assert_eq!(stand_in("Inter"), ("Inter".to_owned(), None));
        assert_eq!(stand_in("Roboto Mono").0, "JetBrains Mono");
        assert_eq!(stand_in("Playfair Display").0, "Fraunces");
        assert_eq!(
            stand_in("Noto Sans"),
            ("Inter".to_owned(), Some("Noto Sans".to_owned()))
        );
    }
}
