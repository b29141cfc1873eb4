//! Font files that a project brings: what they are, and as the engine reads them.
//!
//! A file is kept as it came, packed or not, since browsers take each of these formats; texts are
//! shaped with what [`unpack_font`] gives. WOFF and WOFF2 are unpacked by `wuff`, which is a port
//! of Google's decoder.

use std::borrow::Cow;

use omnios_model::{FontStyle, FontWeights};
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

/// File name endings of fonts, for file dialogs.
pub const FONT_EXTENSIONS: [&str; 4] = ["woff2", "woff", "ttf", "otf"];
/// The largest file.
pub const MAX_FONT_BYTES: usize = 30 * 1024 * 1024;
/// The largest font once it is unpacked.
pub const MAX_UNPACKED_FONT_BYTES: usize = 64 * 1024 * 1024;

/// What a font file is, by what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontInfo {
    /// Its media type; from the content, never from a name.
    pub media_type: &'static str,
    /// The family that it calls itself.
    pub family: String,
    /// The weights that it has.
    pub weights: FontWeights,
    /// Whether its letters are italic.
    pub style: FontStyle,
}

/// Why a file can't be used as a font. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectFontError {
    /// The file has more bytes than a page should carry.
    #[error(
        "The font file has {} MB; the most is {} MB. Nothing was added. Make a smaller one with the letters that you need, and add that.",
        .bytes / 1_048_576, MAX_FONT_BYTES / 1_048_576
    )]
    FileTooLarge {
        /// Its length.
        bytes: usize,
    },
    /// What is packed in it is larger than a font may be.
    #[error(
        "The font has more than {} MB once it is unpacked. Nothing was added. Make a smaller one with the letters that you need, and add that.",
        MAX_UNPACKED_FONT_BYTES / 1_048_576
    )]
    UnpackedTooLarge,
    /// Several fonts in one file.
    #[error(
        "The file holds several fonts. Nothing was added. Take them apart, and add each as a file of its own."
    )]
    Collection,
    /// Something else than a font, or a format that not every browser takes.
    #[error("The file is no font. Nothing was added. Add a .woff2, .woff, .ttf or .otf file.")]
    UnknownFormat,
    /// The file says it is a font and isn't, or is cut off.
    #[error("The font file can't be read: {detail}. Nothing was added. Get the file once more.")]
    Unreadable {
        /// What is wrong with it.
        detail: String,
    },
}

impl ProjectFontError {
    /// A stable name for the kind of error, for programs that read it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } | Self::UnpackedTooLarge => "asset.file-too-large",
            Self::Collection | Self::UnknownFormat => "asset.unknown-format",
            Self::Unreadable { .. } => "asset.unreadable",
        }
    }
}

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    TrueType,
    OpenType,
    Woff,
    Woff2,
}

/// Whether a file is a font, or several, by how it begins.
#[must_use]
pub fn is_font(bytes: &[u8]) -> bool {
    format(bytes) != Err(ProjectFontError::UnknownFormat)
}

/// Checks a font file and says what it is.
pub fn inspect_font(bytes: &[u8]) -> Result<FontInfo, ProjectFontError> {
    let media_type = match format(bytes)? {
        Format::TrueType => "font/ttf",
        Format::OpenType => "font/otf",
        Format::Woff => "font/woff",
        Format::Woff2 => "font/woff2",
    };
    let unpacked = unpack_font(bytes)?;
    let font = FontRef::new(&unpacked).map_err(|error| unreadable(&error))?;
    let attributes = font.attributes();
    let style = match attributes.style {
        skrifa::attribute::Style::Normal => FontStyle::Normal,
        _ => FontStyle::Italic,
    };
    Ok(FontInfo {
        media_type,
        family: family(&font).ok_or_else(|| unreadable(&"it has no name"))?,
        weights: weights(&font, attributes.weight.value()),
        style,
    })
}

/// The font as TrueType or OpenType tables, none of which leads out of the file.
pub fn unpack_font(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ProjectFontError> {
    if bytes.len() > MAX_FONT_BYTES {
        return Err(ProjectFontError::FileTooLarge { bytes: bytes.len() });
    }
    let format = format(bytes)?;
    if matches!(format, Format::Woff | Format::Woff2) {
        check_promise(bytes, format)?;
    }
    let unpacked = match format {
        Format::TrueType | Format::OpenType => Cow::Borrowed(bytes),
        Format::Woff => Cow::Owned(wuff::decompress_woff1(bytes).map_err(|it| packed_badly(&it))?),
        Format::Woff2 => Cow::Owned(wuff::decompress_woff2(bytes).map_err(|it| packed_badly(&it))?),
    };
    check_tables(&unpacked)?;
    Ok(unpacked)
}

fn format(bytes: &[u8]) -> Result<Format, ProjectFontError> {
    match bytes.first_chunk::<4>() {
        Some(b"wOF2") => Ok(Format::Woff2),
        Some(b"wOFF") => Ok(Format::Woff),
        Some(b"OTTO") => Ok(Format::OpenType),
        Some([0, 1, 0, 0] | b"true") => Ok(Format::TrueType),
        Some(b"ttcf") => Err(ProjectFontError::Collection),
        _ => Err(ProjectFontError::UnknownFormat),
    }
}

/// Refuses a packed font that is cut off or promises more than a font may hold, before memory is
/// spent on it.
fn check_promise(bytes: &[u8], format: Format) -> Result<(), ProjectFontError> {
    let cut_off = || unreadable(&"it is cut off");
    let length = number(bytes, 8).ok_or_else(cut_off)?;
    let unpacked = number(bytes, 16).ok_or_else(cut_off)?;
    if length != bytes.len() {
        return Err(cut_off());
    }
    let in_tables = match format {
        Format::Woff => promised_by_woff(bytes).ok_or_else(cut_off)?,
        _ => promised_by_woff2(bytes),
    };
    match unpacked.max(in_tables) > MAX_UNPACKED_FONT_BYTES {
        true => Err(ProjectFontError::UnpackedTooLarge),
        false => Ok(()),
    }
}

/// The lengths of all tables together. `None` where one is longer packed than not.
fn promised_by_woff(bytes: &[u8]) -> Option<usize> {
    let tables = usize::from(u16::from_be_bytes(*bytes.get(12..)?.first_chunk()?));
    let mut sum = 0_usize;
    for table in 0..tables {
        let entry = 44 + table * 20;
        let (packed, plain) = (number(bytes, entry + 8)?, number(bytes, entry + 12)?);
        sum = sum.saturating_add(plain);
        (packed <= plain).then_some(())?;
    }
    Some(sum)
}

/// The length of what is packed together, which only the decoder works out.
fn promised_by_woff2(bytes: &[u8]) -> usize {
    let mut promised = 0;
    let _ = wuff::decompress_woff2_with_custom_brotli(bytes, &mut |_, length| {
        promised = length;
        Err("only the length was asked for".into())
    });
    promised
}

/// The number of 32 bits at a place of the file.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

/// Refuses fonts that lack what shaping needs, and those whose tables aren't all there.
fn check_tables(bytes: &[u8]) -> Result<(), ProjectFontError> {
    let font = FontRef::new(bytes).map_err(|error| unreadable(&error))?;
    for record in font.table_directory.table_records() {
        let end = u64::from(record.offset()) + u64::from(record.length());
        if end > bytes.len() as u64 {
            return Err(unreadable(&"it is cut off"));
        }
    }
    let has = |tags: &[&[u8; 4]]| {
        tags.iter()
            .any(|it| font.table_data(Tag::new(it)).is_some())
    };
    let has_outlines = has(&[
        b"glyf", b"CFF ", b"CFF2", b"COLR", b"CBDT", b"sbix", b"SVG ",
    ]);
    let metrics = font.metrics(
        skrifa::instance::Size::unscaled(),
        skrifa::instance::LocationRef::default(),
    );
    if !has_outlines || metrics.units_per_em == 0 || !font.charmap().has_map() {
        return Err(unreadable(&"it has no letters"));
    }
    match has(&[b"hhea"]) && has(&[b"hmtx"]) && has(&[b"maxp"]) {
        true => Ok(()),
        false => Err(unreadable(&"it doesn't say how wide its letters are")),
    }
}

fn family(font: &FontRef<'_>) -> Option<String> {
    let name = |id| {
        let strings = font.localized_strings(id);
        let name: String = strings.english_or_first()?.chars().collect();
        let name: String = name
            .chars()
            .filter(|it| !it.is_control())
            .take(60)
            .collect();
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    };
    let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME))?;
    // Old names of a variable font end in the weight that it has when nobody asks.
    let is_variable = font.axes().iter().any(|axis| axis.tag() == WEIGHT_AXIS);
    let weight = WEIGHT_NAMES.iter().find(|it| family.ends_with(**it));
    let stem = weight
        .filter(|_| is_variable)
        .and_then(|it| family.strip_suffix(it));
    Some(stem.unwrap_or(&family).trim_end().to_owned())
}

const WEIGHT_AXIS: Tag = Tag::new(b"wght");

/// How families end that are named by their weight.
const WEIGHT_NAMES: [&str; 4] = [" Thin", " Light", " Regular", " Medium"];

fn weights(font: &FontRef<'_>, weight: f32) -> FontWeights {
    let mut axes = font.axes().iter();
    let axis = axes.find(|axis| axis.tag() == WEIGHT_AXIS);
    let (lightest, boldest) = match axis {
        Some(axis) => (axis.min_value(), axis.max_value()),
        None => (weight, weight),
    };
    let whole = |weight: f32| weight.round().clamp(1.0, 1000.0) as u16;
    FontWeights::new(whole(lightest), whole(boldest)).unwrap_or(FontWeights::NORMAL)
}

fn packed_badly(error: &impl std::fmt::Debug) -> ProjectFontError {
    unreadable(&format!("it can't be unpacked ({error:?})"))
}

fn unreadable(detail: &impl std::fmt::Display) -> ProjectFontError {
    ProjectFontError::Unreadable {
        detail: detail.to_string().trim_end_matches('.').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");
        std::fs::read(format!("{folder}/{name}")).unwrap()
    }

    #[test]
    fn a_font_says_what_it_is_in_either_form() {
        let packed = inspect_font(&bundled("Fraunces-Italic.woff2")).unwrap();
        assert_eq!(
            (packed.media_type, packed.style),
            ("font/woff2", FontStyle::Italic)
        );
        assert_eq!(packed.family, "Fraunces");
        assert_eq!(packed.weights, FontWeights::new(100, 900).unwrap());
        let plain = inspect_font(&bundled("Fraunces-Italic.ttf")).unwrap();
        assert_eq!(plain.media_type, "font/ttf");
        assert_eq!(
            (plain.family, plain.weights),
            (packed.family, packed.weights)
        );
    }

    #[test]
    fn a_packed_font_has_the_letters_of_the_plain_one() {
        let (packed, plain) = (bundled("JetBrainsMono.woff2"), bundled("JetBrainsMono.ttf"));
        let unpacked = unpack_font(&packed).unwrap();
        let (unpacked, plain) = (
            FontRef::new(&unpacked).unwrap(),
            FontRef::new(&plain).unwrap(),
        );
        for letter in ['A', 'é', '0', '{'] {
            let glyph = unpacked.charmap().map(letter);
            assert!(glyph.is_some());
            assert_eq!(glyph, plain.charmap().map(letter));
        }
    }

    #[test]
    fn a_font_that_was_cut_off_is_refused_at_any_length() {
        for name in ["JetBrainsMono.woff2", "JetBrainsMono.ttf"] {
            let bytes = bundled(name);
            let lengths = (0..200).chain((200..bytes.len()).step_by(997));
            for length in lengths.chain([bytes.len() - 1]) {
                assert!(
                    inspect_font(&bytes[..length]).is_err(),
                    "{name} at {length}"
                );
            }
        }
    }

    #[test]
    fn a_font_with_wrong_bytes_is_refused_or_read_but_never_fatal() {
        for name in ["JetBrainsMono.woff2", "NotoSansHebrew.ttf"] {
            let whole = bundled(name);
            let mut state = 7_u64;
            for _ in 0..150 {
                let mut bytes = whole.clone();
                for _ in 0..4 {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                    // Headers and tables of contents are what lies.
                    let reach = if state & 64 == 0 { 400 } else { bytes.len() };
                    let at = (state >> 33) as usize % reach.min(bytes.len());
                    bytes[at] = (state >> 24) as u8;
                }
                let _ = inspect_font(&bytes);
            }
        }
    }

    #[test]
    fn what_is_no_font_of_a_page_is_refused_with_a_reason() {
        let reason = |bytes: &[u8]| inspect_font(bytes).unwrap_err().to_string();
        assert!(reason(b"").contains("no font"));
        assert!(reason(b"\x89PNG\r\n\x1a\n").contains("no font"));
        assert!(reason(b"ttcf\0\x01\0\0").contains("several fonts"));
        let mut huge = bundled("Inter.ttf");
        huge.resize(100 << 20, 0);
        assert!(reason(&huge).contains("100 MB"));
        let mut bomb = bundled("Inter.woff2");
        bomb[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
        assert!(reason(&bomb).contains("unpacked"));
    }
}
