//! Texts in every bundled font at many sizes, weights and spacings.

use crate::spec::{Fixture, Spec, frame, text};

/// The bundled fonts as family and style.
const FONTS: [(&str, &str); 6] = [
    ("Inter", "normal"),
    ("Inter", "italic"),
    ("Fraunces", "normal"),
    ("Fraunces", "italic"),
    ("JetBrains Mono", "normal"),
    ("JetBrains Mono", "italic"),
];

const SIZES: [&str; 12] = [
    "8px", "11px", "12.5px", "14px", "15px", "16px", "18px", "20px", "24px", "31.7px", "48px",
    "96px",
];

const WEIGHTS: [&str; 6] = ["100", "300", "400", "550", "700", "900"];

const SPACINGS: [&str; 4] = ["0px", "0.5px", "-0.3px", "4px"];

const SENTENCES: [&str; 8] = [
    "Hamburgefonstiv AVATAR Type To. WAVE",
    "The quick brown fox jumps over the lazy dog",
    "fi fl ffi office waffle “quotes” — 1/2 (3×4) 0123456789",
    "Ångström Čapek Łódź naïve façade señor",
    "ÄÖÜ äöü ß — Straße, Größe, Mühe",
    "-> => != <= 10:30 A1 x*y @ #1 $5.00 €7,50",
    "Tyrannosaurus, Yolk. Voila; Lute: P.A. r, f.",
    "Grow your business with calm, considered design",
];

const PARAGRAPHS: [&str; 4] = [
    "We plan, plant and look after gardens in the old town: courtyards, roof terraces and the \
     narrow strips behind terraced houses that nobody knows what to do with.",
    "Opening hours: Monday–Friday 9:00–18:00, Saturday 10:00–14:00 (closed on public holidays). \
     Call +49 30 1234-5678 or write to hello@example.org/contact?from=web.",
    "“It's the light,” she said, “that makes a room.” Well—nobody argued; we couldn't, and \
     didn't want to. So: more windows, fewer walls… and 40% less paint.",
    "Schöne Grüße aus München! Über 1.000 Möbelstücke, z. B. Tische, Stühle und Bücherregale, \
     finden Sie in unserer Ausstellung an der Donaudampfschifffahrtsstraße.",
];

fn page(name: String, style: &str, texts: Vec<Spec>) -> Fixture {
    Fixture::new(name, 1000.0, frame(style, texts))
}

/// Texts as wide as they are, one line each.
pub(crate) fn widths() -> Vec<Fixture> {
    let column = "display: flex; flex-direction: column; align-items: flex-start";
    let mut pages = Vec::new();
    for (family, style) in FONTS {
        let mut texts = Vec::new();
        for (s, size) in SIZES.iter().enumerate() {
            for (w, weight) in WEIGHTS.iter().enumerate() {
                for (l, spacing) in SPACINGS.iter().enumerate() {
                    if l > 0 && (s + w + l) % 3 != 0 {
                        continue;
                    }
                    let sentence = SENTENCES[(s * 5 + w * 3 + l) % SENTENCES.len()];
                    texts.push(text(
                        &format!(
                            "font-family: {family}; font-style: {style}; font-size: {size}; \
                             font-weight: {weight}; letter-spacing: {spacing}"
                        ),
                        sentence,
                    ));
                }
            }
        }
        pages.push(page(format!("{family} {style}"), column, texts));
    }
    pages
}

/// Paragraphs at many widths.
pub(crate) fn lines() -> Vec<Fixture> {
    let mut pages = Vec::new();
    for (f, (family, style)) in FONTS.iter().enumerate() {
        let mut texts = Vec::new();
        for step in 0..48 {
            let width = 60.0 + 13.7 * f64::from(step);
            let size = ["13px", "16px", "18.5px", "27px"][(step as usize + f) % 4];
            let align = ["left", "center", "right", "justify"][(step as usize / 2) % 4];
            let spacing = ["0px", "0px", "0.7px"][step as usize % 3];
            texts.push(text(
                &format!(
                    "font-family: {family}; font-style: {style}; font-size: {size}; \
                     font-weight: {}; letter-spacing: {spacing}; text-align: {align}; width: {width}px",
                    WEIGHTS[(step as usize + f) % WEIGHTS.len()]
                ),
                PARAGRAPHS[(step as usize + f) % PARAGRAPHS.len()],
            ));
        }
        pages.push(page(format!("{family} {style}"), "", texts));
    }
    pages
}
