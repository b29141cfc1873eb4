//! Texts in fonts that a project brings: which face serves them, and what it makes of their style.

use std::fmt::Write as _;
use std::path::Path;

use engine_text::Fonts;
use omnios_model::FontFace;

use crate::chromium::font_file;
use crate::spec::{Fixture, Spec, frame, rich, text};

/// A face of a made-up family, and the bundled file that plays it.
struct OwnFace {
    family: &'static str,
    weight: &'static str,
    style: &'static str,
    letters: &'static str,
    file: &'static str,
    /// Whether the file loses its axes.
    is_static: bool,
}

const fn face(family: &'static str, weight: &'static str, file: &'static str) -> OwnFace {
    OwnFace {
        family,
        weight,
        style: "normal",
        letters: "",
        file,
        is_static: false,
    }
}

const FACES: [OwnFace; 8] = [
    // One file, thickened and slanted where bold and italic are asked for.
    OwnFace {
        is_static: true,
        ..face("Own Plain", "400", "Fraunces")
    },
    // Less than the file could do.
    face("Own Range", "300 500", "JetBrainsMono"),
    // A file a style.
    OwnFace {
        is_static: true,
        ..face("Own Family", "400", "Inter")
    },
    OwnFace {
        style: "italic",
        ..face("Own Family", "400", "Fraunces-Italic")
    },
    face("Own Family", "700", "JetBrainsMono"),
    // A file for some letters, and one for others.
    OwnFace {
        letters: "U+30-39, U+2C",
        ..face("Own Split", "100 900", "JetBrainsMono")
    },
    OwnFace {
        letters: "U+20, U+41-5A, U+61-7A",
        ..face("Own Split", "100 900", "Fraunces")
    },
    // Letters but no space: heights come from elsewhere.
    OwnFace {
        letters: "U+61-7A",
        ..face("Own Small", "400", "Fraunces")
    },
];

/// The rules that declare the faces; their files are in `folder`.
pub(crate) fn style_sheet(folder: &str) -> String {
    let mut css = String::new();
    for (index, face) in FACES.iter().enumerate() {
        let letters = match face.letters {
            "" => String::new(),
            letters => format!("; unicode-range: {letters}"),
        };
        let _ = write!(
            css,
            "@font-face {{ font-family: '{}'; font-weight: {}; font-style: {}; \
             src: url('{folder}/{}'){letters} }}",
            face.family,
            face.weight,
            face.style,
            file_name(index)
        );
    }
    css
}

fn file_name(index: usize) -> String {
    format!("own-{index}.ttf")
}

/// Writes the files of the faces.
pub(crate) fn write_files(folder: &Path) {
    for (index, face) in FACES.iter().enumerate() {
        std::fs::write(folder.join(file_name(index)), bytes(face)).expect("room for a font");
    }
}

/// Adds the faces as a project's.
pub(crate) fn add_to(fonts: &mut Fonts) {
    for (index, own) in FACES.iter().enumerate() {
        let asset = format!("{index:064x}").parse().expect("a hash");
        let face = FontFace::from_css(own.family, own.weight, own.style, own.letters);
        let face = face.expect("a face");
        fonts
            .add_face(&asset, &face, bytes(own).into())
            .expect("a font");
    }
}

fn bytes(face: &OwnFace) -> Vec<u8> {
    let file = font_file(&format!("{}.ttf", face.file));
    let bytes = std::fs::read(file).expect("a bundled font");
    match face.is_static {
        true => without_axes(&bytes),
        false => bytes,
    }
}

/// The font at the default of every axis: its file without the tables that vary it.
fn without_axes(bytes: &[u8]) -> Vec<u8> {
    const VARYING: [&[u8]; 7] = [
        b"fvar", b"gvar", b"avar", b"cvar", b"HVAR", b"MVAR", b"STAT",
    ];
    let number =
        |at: usize| u32::from_be_bytes(*bytes[at..].first_chunk().expect("it is whole")) as usize;
    let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let records = bytes[12..12 + count * 16].chunks_exact(16);
    let kept: Vec<(usize, &[u8])> = records
        .enumerate()
        .filter(|(_, record)| !VARYING.contains(&&record[..4]))
        .collect();
    let mut font = bytes[..4].to_vec();
    font.extend((kept.len() as u16).to_be_bytes());
    // What helps a search; readers work it out themselves.
    font.extend([0; 6]);
    let mut tables = Vec::new();
    for (index, record) in &kept {
        let entry = 12 + index * 16;
        let (offset, length) = (number(entry + 8), number(entry + 12));
        let at = 12 + kept.len() * 16 + tables.len();
        font.extend(&record[..8]);
        font.extend((at as u32).to_be_bytes());
        font.extend((length as u32).to_be_bytes());
        tables.extend(&bytes[offset..offset + length]);
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    font.extend(tables);
    font
}

const WORDS: &str = "Hamburgefonstiv, 42 AVATAR toys and 1,234.50 waffles";

pub(crate) fn all() -> Vec<Fixture> {
    let mut pages: Vec<Fixture> = ["Own Plain", "Own Range", "Own Family", "Own Split"]
        .into_iter()
        .map(styles)
        .collect();
    pages.push(heights());
    pages.push(parts());
    pages
}

fn page(name: &str, texts: Vec<Spec>) -> Fixture {
    let column = "display: flex; flex-direction: column; align-items: flex-start; gap: 7px";
    Fixture::new(name, 700.0, frame(column, texts))
}

/// A family at every weight, upright and italic, wide and in a column.
fn styles(family: &str) -> Fixture {
    let mut texts = Vec::new();
    for weight in ["100", "350", "400", "500", "550", "600", "700", "900"] {
        for slant in ["normal", "italic"] {
            let style = format!(
                "font-family: {family}; font-weight: {weight}; font-style: {slant}; font-size: 18px"
            );
            texts.push(text(&style, WORDS));
            texts.push(text(&format!("{style}; width: 150px"), WORDS));
        }
    }
    page(family, texts)
}

/// Lines as high as their font says.
fn heights() -> Fixture {
    let texts = [
        "Own Plain",
        "Own Range",
        "Own Family",
        "Own Split",
        "Own Small",
    ];
    let texts = texts.iter().flat_map(|family| {
        ["small words", "Words, 42 → ☀ and שלום"].map(|words| {
            let style = format!("font-family: {family}; line-height: normal; width: 120px");
            text(&style, words)
        })
    });
    page("heights", texts.collect())
}

/// Parts of texts in another family, or bolder than the rest.
fn parts() -> Fixture {
    let texts = ["", "width: 140px"].map(|style| {
        let style = format!("font-family: Own Family; {style}");
        rich(
            &style,
            &[
                ("", "Plain words, "),
                ("font-weight: 700", "bold words, "),
                ("font-style: italic", "slanted words "),
                ("font-family: Own Range; font-weight: 900", "and others"),
                ("", " to end with"),
            ],
        )
    });
    page("parts", texts.to_vec())
}
