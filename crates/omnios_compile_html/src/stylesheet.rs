//! The site's one stylesheet.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use omnios_compile::{Declaration, FontUse, OwnFontUse, Site, css_string};
use omnios_model::{AssetHash, BREAKPOINTS, FALLBACK_FONTS, FallbackFont};

use crate::path::{self, SitePath};
use crate::{font_file, motion};

pub(crate) fn stylesheet(site: &Site) -> String {
    let mut writer = StylesheetWriter {
        site,
        path: path::stylesheet(),
        css: String::new(),
    };
    if !site.fonts.is_empty() || !site.own_fonts.is_empty() {
        writer.heading("Fonts");
        // Of faces of one family the last is asked first: its own, then those that fill its gaps,
        // in the order of the fallback families.
        let mut fonts: Vec<&FontUse> = site.fonts.iter().collect();
        fonts.sort_by_key(|font| {
            let place = |it: &FallbackFont| FALLBACK_FONTS.iter().position(|font| font == it);
            Reverse(font.fallback.and_then(place).map_or(0, |place| place + 1))
        });
        for font in fonts {
            writer.bundled_face(font);
        }
        for font in &site.own_fonts {
            writer.own_face(font);
        }
    }
    if !site.custom_properties.is_empty() {
        writer.heading("Design tokens");
        writer.tokens();
    }
    writer.heading("Base");
    for rule in &site.base {
        writer.rule(&rule.selector, &rule.declarations, "");
    }
    let mut last_page = None;
    for class in &site.classes {
        if class.declarations[0].is_empty() {
            continue;
        }
        if last_page != Some(class.first_page) {
            last_page = Some(class.first_page);
            if let Some(page) = site.pages.get(class.first_page) {
                writer.heading(&page.name);
            }
        }
        let selector = format!(".{}", class.name);
        writer.rule(&selector, &class.declarations[0], "");
    }
    for (index, breakpoint) in BREAKPOINTS.iter().enumerate() {
        let Some(width_px) = breakpoint.max_width_px() else {
            continue;
        };
        let overrides = || {
            let with_some = site.classes.iter().map(|it| (it, &it.declarations[index]));
            with_some.filter(|(_, declarations)| !declarations.is_empty())
        };
        if overrides().next().is_none() {
            continue;
        }
        writer.blank_line();
        let _ = writeln!(writer.css, "@media (max-width: {width_px}px) {{");
        for (number, (class, declarations)) in overrides().enumerate() {
            if number > 0 {
                writer.css.push('\n');
            }
            writer.block(&format!(".{}", class.name), declarations, "  ");
        }
        writer.css.push_str("}\n");
    }
    motion::write(&mut writer, &site.classes);
    writer.css
}

pub(crate) struct StylesheetWriter<'a> {
    site: &'a Site,
    path: SitePath,
    pub(crate) css: String,
}

impl StylesheetWriter<'_> {
    pub(crate) fn blank_line(&mut self) {
        if !self.css.is_empty() {
            self.css.push('\n');
        }
    }

    pub(crate) fn heading(&mut self, text: &str) {
        self.blank_line();
        // A page's name must not end the comment.
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_control() && !matches!(letter, '*' | '<' | '>'))
            .collect();
        let _ = writeln!(self.css, "/* {} */", text.trim());
    }

    pub(crate) fn rule(&mut self, selector: &str, declarations: &[Declaration], indent: &str) {
        self.blank_line();
        self.block(selector, declarations, indent);
    }

    pub(crate) fn block(&mut self, selector: &str, declarations: &[Declaration], indent: &str) {
        let _ = writeln!(self.css, "{indent}{selector} {{");
        for declaration in declarations {
            let value = declaration.value.to_css(|hash| self.asset_url(hash));
            let property = declaration.property;
            let _ = writeln!(self.css, "{indent}  {property}: {value};");
        }
        let _ = writeln!(self.css, "{indent}}}");
    }

    /// The custom properties, and what of them differs in a mode: by an attribute of `<html>`, and
    /// for `dark` and `light` by what the visitor prefers where there is no attribute.
    fn tokens(&mut self) {
        let tokens = &self.site.custom_properties;
        let all = tokens
            .iter()
            .map(|it| (it.name.as_str(), it.value.as_str()));
        self.custom_properties(":root", all, "");
        let modes: BTreeSet<&str> = tokens
            .iter()
            .flat_map(|it| it.modes.keys().map(String::as_str))
            .collect();
        for mode in modes {
            let own = || {
                let own = tokens.iter();
                own.filter_map(|it| Some((it.name.as_str(), it.modes.get(mode)?.as_str())))
            };
            if matches!(mode, "dark" | "light") {
                self.blank_line();
                let _ = writeln!(self.css, "@media (prefers-color-scheme: {mode}) {{");
                self.block_of(":root:not([data-mode])", own(), "  ");
                self.css.push_str("}\n");
            }
            self.custom_properties(&format!(":root[data-mode=\"{mode}\"]"), own(), "");
        }
    }

    fn custom_properties<'t>(
        &mut self,
        selector: &str,
        values: impl Iterator<Item = (&'t str, &'t str)>,
        indent: &str,
    ) {
        self.blank_line();
        self.block_of(selector, values, indent);
    }

    fn block_of<'t>(
        &mut self,
        selector: &str,
        values: impl Iterator<Item = (&'t str, &'t str)>,
        indent: &str,
    ) {
        let _ = writeln!(self.css, "{indent}{selector} {{");
        for (name, value) in values {
            let _ = writeln!(self.css, "{indent}  {name}: {value};");
        }
        let _ = writeln!(self.css, "{indent}}}");
    }

    /// The URL of an asset; `data:,` for one that the site lacks, which a diagnostic has said.
    fn asset_url(&self, hash: &AssetHash) -> String {
        match self.site.assets.get(hash) {
            Some(file) => self.path.url_to(&path::asset(&file.file_name)),
            None => "data:,".to_owned(),
        }
    }

    fn bundled_face(&mut self, font: &FontUse) {
        let family = if font.family.contains(' ') {
            css_string(font.family)
        } else {
            font.family.to_owned()
        };
        let url = self.path.url_to(&path::font(&font_file(font)));
        self.font_face([
            ("font-family", &family),
            ("font-style", if font.italic { "italic" } else { "normal" }),
            ("font-weight", weights(font.family)),
            ("src", &source(&url, "woff2")),
            ("unicode-range", &unicode_range(font)),
        ]);
    }

    /// A face of the project's own. One whose file the site lacks has no rule.
    fn own_face(&mut self, font: &OwnFontUse) {
        let Some(file) = self.site.assets.get(&font.asset) else {
            return;
        };
        let format = match font.media_type.as_str() {
            "font/woff2" => "woff2",
            "font/woff" => "woff",
            "font/otf" => "opentype",
            _ => "truetype",
        };
        let url = self.path.url_to(&path::font(&file.file_name));
        self.font_face([
            ("font-family", &css_string(&font.face.family)),
            ("font-style", font.face.style.as_str()),
            ("font-weight", &font.face.weights.to_string()),
            ("src", &source(&url, format)),
            ("unicode-range", &font.face.unicode_range()),
        ]);
    }

    fn font_face(&mut self, [family, style, weight, source, letters]: [(&str, &str); 5]) {
        self.blank_line();
        self.css.push_str("@font-face {\n");
        let display = ("font-display", "swap");
        for (property, value) in [family, style, weight, display, source, letters] {
            if !value.is_empty() {
                let _ = writeln!(self.css, "  {property}: {value};");
            }
        }
        self.css.push_str("}\n");
    }
}

fn source(url: &str, format: &str) -> String {
    format!("url({}) format(\"{format}\")", css_string(url))
}

fn unicode_range(font: &FontUse) -> String {
    font.fallback
        .map_or_else(String::new, FallbackFont::unicode_range)
}

/// The weights that the variable font has; browsers clamp what a text asks for to them.
fn weights(family: &str) -> &'static str {
    match family {
        "JetBrains Mono" => "100 800",
        _ => "100 900",
    }
}
