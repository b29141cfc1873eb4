//! The site's one stylesheet.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use omnios_compile::{Declaration, FontUse, Site, css_string};
use omnios_model::{AssetHash, BREAKPOINTS, FALLBACK_FONTS, FallbackFont};

use crate::path::{self, SitePath};
use crate::{font_file, motion};

pub(crate) fn stylesheet(site: &Site) -> String {
    let mut writer = StylesheetWriter {
        site,
        path: path::stylesheet(),
        css: String::new(),
    };
    if !site.fonts.is_empty() {
        writer.heading("Fonts");
        // Of faces of one family the last is asked first: its own, then those that fill its gaps,
        // in the order of the fallback families.
        let mut fonts: Vec<&FontUse> = site.fonts.iter().collect();
        fonts.sort_by_key(|font| {
            let place = |it: &FallbackFont| FALLBACK_FONTS.iter().position(|font| font == it);
            Reverse(font.fallback.and_then(place).map_or(0, |place| place + 1))
        });
        for font in fonts {
            writer.font_face(font);
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

    fn font_face(&mut self, font: &FontUse) {
        let family = if font.family.contains(' ') {
            css_string(font.family)
        } else {
            font.family.to_owned()
        };
        let url = css_string(&self.path.url_to(&path::font(&font_file(font))));
        let slant = if font.italic { "italic" } else { "normal" };
        let source = format!("url({url}) format(\"woff2\")");
        self.blank_line();
        self.css.push_str("@font-face {\n");
        for (property, value) in [
            ("font-family", family.as_str()),
            ("font-style", slant),
            ("font-weight", weights(font.family)),
            ("font-display", "swap"),
            ("src", &source),
        ] {
            let _ = writeln!(self.css, "  {property}: {value};");
        }
        if let Some(fallback) = font.fallback {
            let _ = writeln!(self.css, "  unicode-range: {};", fallback.unicode_range());
        }
        self.css.push_str("}\n");
    }
}

/// The weights that the variable font has; browsers clamp what a text asks for to them.
fn weights(family: &str) -> &'static str {
    match family {
        "JetBrains Mono" => "100 800",
        _ => "100 900",
    }
}
