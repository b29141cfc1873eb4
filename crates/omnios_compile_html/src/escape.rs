//! Text in HTML.

/// Text between tags.
pub(crate) fn text(text: &str) -> String {
    escape(text, false)
}

/// The value of an attribute in double quotes.
pub(crate) fn attribute(value: &str) -> String {
    escape(value, true)
}

fn escape(text: &str, in_quotes: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if in_quotes => escaped.push_str("&quot;"),
            // Invisible in a source file, and easily lost by an editor.
            '\u{a0}' => escaped.push_str("&nbsp;"),
            '\t' | '\n' => escaped.push(letter),
            // Parsers replace or refuse the other control characters.
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(
            text("</p><script>a && b\0</script>"),
            "&lt;/p&gt;&lt;script&gt;a &amp;&amp; b&lt;/script&gt;"
        );
        assert_eq!(attribute("\" onload=\"x' <"), "&quot; onload=&quot;x' &lt;");
    }
}
