//! Texts with runs, and what can be set on a text beyond its font.

use crate::spec::{Fixture, Spec, frame, rich, text};

const WORDS: &str = "The quick brown fox jumps over the lazy dog, and nobody at the farm is \
                     surprised by it any more.";

fn page(name: &str, texts: Vec<Spec>) -> Fixture {
    let column = "display: flex; flex-direction: column; align-items: flex-start; gap: 7px";
    Fixture::new(name, 600.0, frame(column, texts))
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut pages = vec![runs(), mixed_sizes(), line_heights()];
    pages.push(page(
        "word spacing",
        ["0px", "3px", "-1.5px", "12.25px"]
            .iter()
            .flat_map(|spacing| {
                ["", "width: 220px", "width: 220px; text-align: justify"]
                    .map(|more| text(&format!("word-spacing: {spacing}; {more}"), WORDS))
            })
            .collect(),
    ));
    pages.push(page(
        "features",
        [
            "\"tnum\"",
            "\"ss01\", \"cv11\"",
            "\"liga\" off, \"calt\" off",
            "\"smcp\"",
            "\"zero\", \"frac\"",
            "\"kern\" off",
        ]
        .iter()
        .flat_map(|features| {
            ["Inter", "Fraunces", "JetBrains Mono"].map(|family| {
                text(
                    &format!("font-family: {family}; font-feature-settings: {features}"),
                    "office 1/2 -> 3x4 (10:30) 0123456789 1711 a1g AVATAR Toy",
                )
            })
        })
        .collect(),
    ));
    pages.push(page(
        "axes",
        [
            "\"opsz\" 14",
            "\"opsz\" 32",
            "\"opsz\" 144",
            "\"SOFT\" 100, \"WONK\" 1",
            "\"wght\" 650",
        ]
        .iter()
        .flat_map(|axes| {
            ["Inter", "Fraunces"].map(|family| {
                text(
                    &format!(
                        "font-family: {family}; font-size: 28px; font-variation-settings: {axes}"
                    ),
                    "Hamburgefonstiv 123",
                )
            })
        })
        .collect(),
    ));
    pages.push(white_space());
    pages.push(page(
        "indent",
        ["24px", "-10px", "20%"]
            .iter()
            .flat_map(|indent| {
                [
                    "width: 200px",
                    "width: 200px; text-align: right",
                    "width: 200px; text-align: justify",
                    "",
                ]
                .map(|more| text(&format!("text-indent: {indent}; {more}"), WORDS))
            })
            .collect(),
    ));
    pages.push(page(
        "clamp",
        [1, 2, 3, 9]
            .iter()
            .flat_map(|lines| {
                [
                    "width: 180px",
                    "width: 181.5px; line-height: 1.2; padding: 5px",
                    "max-width: 240px",
                ]
                .map(|more| text(&format!("line-clamp: {lines}; {more}"), WORDS))
            })
            .collect(),
    ));
    pages.push(Fixture::new(
        "ellipsis in a row",
        300.0,
        frame(
            "display: flex; gap: 8px",
            [
                text("text-overflow: ellipsis; white-space: nowrap", WORDS),
                text("", "Price: 12 €"),
            ],
        ),
    ));
    pages
}

fn runs() -> Fixture {
    let bold = "font-weight: 700";
    let mut texts = Vec::new();
    for width in [
        "",
        "width: 150px",
        "width: 97px",
        "width: 240px; text-align: right",
        "width: 240px; text-align: center",
        "width: 200px; text-align: justify",
    ] {
        texts.push(rich(
            width,
            &[
                ("", "Bread is "),
                (bold, "baked fresh"),
                ("", " every "),
                ("font-style: italic", "single"),
                ("", " morning, "),
                ("color: #c0392b; letter-spacing: 2px", "without exception"),
                ("", "."),
            ],
        ));
    }
    texts.push(rich(
        "",
        &[
            (bold, "AV"),
            ("", "AV"),
            ("color: #ff0000", "AV"),
            ("", "AV"),
        ],
    ));
    texts.push(rich(
        "",
        &[("font-family: Fraunces", "Fraunces"), ("", " and Inter")],
    ));
    texts.push(rich(
        "text-transform: uppercase",
        &[("", "Große "), (bold, "Straße"), ("", " 7")],
    ));
    texts.push(rich(
        "text-transform: capitalize",
        &[("", "one tw"), (bold, "o three"), ("", " four")],
    ));
    page("runs", texts)
}

fn mixed_sizes() -> Fixture {
    let mut texts = Vec::new();
    for size in ["9px", "16px", "22.5px", "40px"] {
        for width in ["", "width: 160px"] {
            texts.push(rich(
                width,
                &[
                    ("", "Small words around "),
                    (&format!("font-size: {size}"), "a different size"),
                    ("", " on one baseline"),
                ],
            ));
        }
    }
    for (family, line_height) in [("Fraunces", "1.1"), ("JetBrains Mono", "1"), ("Inter", "2")] {
        texts.push(rich(
            &format!("line-height: {line_height}; width: 300px"),
            &[
                ("", "One "),
                (&format!("font-family: {family}; font-size: 33px"), "two"),
                ("", " three four five six seven eight nine ten "),
                ("font-size: 11px", "eleven"),
            ],
        ));
    }
    page("mixed sizes", texts)
}

fn line_heights() -> Fixture {
    let mut texts = Vec::new();
    for line_height in ["normal", "24px", "10px", "17.3px", "0.9"] {
        for family in ["Inter", "Fraunces", "JetBrains Mono"] {
            texts.push(text(
                &format!("line-height: {line_height}; font-family: {family}; width: 300px; font-size: 15px"),
                WORDS,
            ));
        }
        texts.push(rich(
            &format!("line-height: {line_height}; width: 300px"),
            &[
                ("", "Some "),
                ("font-size: 30px", "large"),
                ("", " words in a line of small ones"),
            ],
        ));
    }
    page("line heights", texts)
}

fn white_space() -> Fixture {
    let mut texts = Vec::new();
    for space in ["pre-wrap", "normal", "nowrap", "pre"] {
        for width in ["", "width: 120px", "width: 120px; text-align: right"] {
            texts.push(text(
                &format!("white-space: {space}; {width}"),
                "  Two  spaces   and\n a  line  \n  break at the end ",
            ));
        }
    }
    page("white space", texts)
}
