//! Tables that commands write into a README, between two comments.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`; the rest of the file stays.
pub(crate) fn write(file: &Path, name: &str, content: &str) -> Result<()> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{} could not be read", file.display()))?;
    let replaced = replaced(&text, name, content).with_context(|| {
        format!(
            "{} has no lines <!-- {name} --> and <!-- /{name} --> to write between; put them where \
             the table should stand",
            file.display()
        )
    })?;
    fs::write(file, replaced).with_context(|| format!("{} could not be written", file.display()))
}

fn replaced(text: &str, name: &str, content: &str) -> Option<String> {
    let begin = format!("<!-- {name} -->\n");
    let end = format!("<!-- /{name} -->");
    let start = text.find(&begin)? + begin.len();
    let length = text[start..].find(&end)?;
    Some(format!(
        "{}{}\n{}",
        &text[..start],
        content.trim_end(),
        &text[start + length..]
    ))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_the_marked_lines_change() {
        let text = "before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n";
        assert_eq!(
            replaced(text, "speed", "new\n").as_deref(),
            Some("before\n<!-- speed -->\nnew\n<!-- /speed -->\nafter\n")
        );
        assert_eq!(replaced(text, "size", "new"), None);
    }
}
