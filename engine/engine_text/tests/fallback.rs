//! Letters that the chosen family lacks.

use engine_text::{Fonts, TextLayout, TextStyle};
use omnios_model::FontStyle;

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/");
    std::fs::read(format!("{folder}{name}.ttf")).expect("a bundled font")
}

fn with_inter() -> Fonts {
    let mut fonts = Fonts::new();
    fonts
        .add("Inter", file("Inter"), FontStyle::Normal)
        .expect("it is a font");
    fonts
}

fn set(fonts: &mut Fonts, text: &str) -> TextLayout {
    fonts.layout(text, &TextStyle::default(), None)
}

fn has_missing_glyph(text: &TextLayout) -> bool {
    let mut glyphs = text.runs.iter().flat_map(|run| &run.glyphs);
    glyphs.any(|glyph| glyph.id == 0)
}

#[test]
fn a_family_is_wanted_from_the_first_text_that_needs_it_until_it_is_there() {
    let mut fonts = with_inter();
    set(&mut fonts, "Größe, 42 € ☀ Привет");
    assert_eq!(fonts.wanted().count(), 0);
    assert!(has_missing_glyph(&set(&mut fonts, "שלום 🥖")));
    let wanted: Vec<&str> = fonts.wanted().collect();
    assert_eq!(wanted, ["Noto Sans Hebrew", "Twemoji"]);
    let before = fonts.generation();
    for family in wanted {
        let bytes = file(&family.replace(' ', ""));
        fonts
            .add(family, bytes, FontStyle::Normal)
            .expect("it is a font");
    }
    assert_ne!(fonts.generation(), before);
    assert!(!has_missing_glyph(&set(&mut fonts, "שלום 🥖")));
    assert_eq!(fonts.wanted().count(), 0);
}

#[test]
fn emoji_are_layers_in_colours_of_their_own() {
    let mut fonts = Fonts::bundled();
    let flag = set(&mut fonts, "🇩🇪");
    let colors: Vec<_> = flag.runs.iter().map(|run| run.color).collect();
    assert!(
        colors.len() >= 3 && colors.iter().all(Option::is_some),
        "{colors:?}"
    );
    let text = set(&mut fonts, "DE");
    assert!(text.runs.iter().all(|run| run.color.is_none()));
    // A sign that Inter has too becomes an emoji where a selector asks for it.
    assert!(
        set(&mut fonts, "❤")
            .runs
            .iter()
            .all(|run| run.color.is_none())
    );
    assert!(
        set(&mut fonts, "❤\u{fe0f}")
            .runs
            .iter()
            .all(|run| run.color.is_some())
    );
}

#[test]
fn wide_letters_are_boxes_of_one_em() {
    let mut fonts = with_inter();
    let text = set(&mut fonts, "日本語");
    assert_eq!(text.size.width, 48.0);
    assert!(!has_missing_glyph(&text));
    assert_eq!(fonts.wanted().count(), 0);
}

#[test]
fn the_direction_is_the_elements_whatever_the_letters_are() {
    let mut fonts = Fonts::bundled();
    let mut style = TextStyle::default();
    let mut glyphs = |style: &TextStyle| -> Vec<u32> {
        let text = fonts.layout("שלום.", style, None);
        let glyphs = text.runs.iter().flat_map(|run| &run.glyphs);
        glyphs.map(|glyph| glyph.id).collect()
    };
    // The full stop stands where reading ends.
    let from_left = glyphs(&style);
    style.is_rtl = true;
    let from_right = glyphs(&style);
    assert_eq!(from_left.last(), from_right.first());
    assert_eq!(from_left[..4], from_right[1..]);
}
