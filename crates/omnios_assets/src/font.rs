//! The bundled fonts as WOFF2, for exports, and the licences that go with them.

macro_rules! fonts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../assets/fonts/", $name)))),+]
    };
}

const FONTS: &[(&str, &[u8])] = fonts![
    "Fraunces-Italic.woff2",
    "Fraunces-LICENSE.txt",
    "Fraunces.woff2",
    "Inter-Italic.woff2",
    "Inter-LICENSE.txt",
    "Inter.woff2",
    "JetBrainsMono-LICENSE.txt",
    "JetBrainsMono.woff2",
    "NotoSansArabic-LICENSE.txt",
    "NotoSansArabic.woff2",
    "NotoSansHebrew-LICENSE.txt",
    "NotoSansHebrew.woff2",
    "Twemoji-LICENSE.txt",
    "Twemoji.woff2",
];

/// The font file or licence of that name, `Inter.woff2` or `Inter-LICENSE.txt` say.
#[must_use]
pub fn font_file(name: &str) -> Option<&'static [u8]> {
    FONTS
        .iter()
        .find(|(font, _)| *font == name)
        .map(|(_, bytes)| *bytes)
}

/// The names that [`font_file`] knows.
pub fn font_files() -> impl Iterator<Item = &'static str> {
    FONTS.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_in_the_folder_is_bundled_and_is_one() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");
        let mut in_folder: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.ends_with(".ttf"))
            .collect();
        in_folder.sort();
        assert_eq!(in_folder, font_files().collect::<Vec<_>>());
        for name in font_files() {
            let bytes = font_file(name).unwrap();
            assert_eq!(
                bytes.starts_with(b"wOF2"),
                name.ends_with(".woff2"),
                "{name}"
            );
        }
        assert_eq!(font_file("../Inter.woff2"), None);
    }
}
