//! Node and npm, which build and test the UI. They are looked for, never installed: people have
//! their own way of keeping Node versions.

use anyhow::{Context as _, Result, bail};

use crate::process;

const OLDEST_NODE: u32 = 20;

pub(crate) fn expect_recent_node() -> Result<()> {
    let advice = format!(
        "Install Node {OLDEST_NODE} or newer (its own installer, or a version tool such as fnm or \
         nvm), then run the same command again. Nothing was changed."
    );
    let Some(node) = process::find_on_path(&["node"]) else {
        bail!("Node is missing; it builds and tests the UI. {advice}");
    };
    let version = process::output(process::command(&node).arg("--version"))?;
    let major = major_version(&version)
        .with_context(|| format!("`node --version` printed {version:?}, which is no version"))?;
    if major < OLDEST_NODE {
        bail!(
            "Node {} is too old for the UI's tools. {advice}",
            version.trim()
        );
    }
    if process::find_on_path(&["npm"]).is_none() {
        bail!("npm is missing, though Node is there. {advice}");
    }
    Ok(())
}

fn major_version(version: &str) -> Option<u32> {
    let version = version.trim();
    let version = version.strip_prefix('v').unwrap_or(version);
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major_version("v20.20.2\n"), Some(20));
        assert_eq!(major_version("24.1.0"), Some(24));
        assert_eq!(major_version("command not found"), None);
    }
}
