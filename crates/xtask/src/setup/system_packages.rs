//! Libraries and programs that come from the operating system.
//!
//! The main table is [`REQUIREMENTS`]. Where apt-get is present, what is missing is installed, the
//! command printed first; on other systems the packages are named and nothing is changed.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::process;
use crate::setup::Purpose;
use crate::steps::say;

/// How the presence of something is found out without a package manager.
#[derive(Clone, Copy)]
enum Probe {
    /// `pkg-config --exists` knows this module.
    Library(&'static str),
    /// One of these programs is on the PATH.
    Program(&'static [&'static str]),
    /// One of these folders has a file in it.
    FileIn(&'static [&'static str]),
}

/// Something the operating system provides, and what its packages are called.
struct Requirement {
    what_for: &'static str,
    purposes: &'static [Purpose],
    probe: Probe,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

const DESKTOP: &[Purpose] = &[Purpose::Check, Purpose::RunOnDesktop, Purpose::Test];
const EVERYTHING: &[Purpose] = &[
    Purpose::Check,
    Purpose::RunInBrowser,
    Purpose::RunOnDesktop,
    Purpose::Test,
];
const RENDERING: &[Purpose] = &[Purpose::RunInBrowser, Purpose::RunOnDesktop, Purpose::Test];
const TEST: &[Purpose] = &[Purpose::Test];

const REQUIREMENTS: &[Requirement] = &[
    Requirement {
        what_for: "a C compiler, for SQLite",
        purposes: EVERYTHING,
        probe: Probe::Program(&["cc"]),
        apt: "build-essential",
        dnf: "gcc-c++ make",
        pacman: "base-devel",
    },
    Requirement {
        what_for: "finding libraries",
        purposes: EVERYTHING,
        probe: Probe::Program(&["pkg-config"]),
        apt: "pkg-config",
        dnf: "pkgconf-pkg-config",
        pacman: "pkgconf",
    },
    Requirement {
        what_for: "the window's web view",
        purposes: DESKTOP,
        probe: Probe::Library("webkit2gtk-4.1"),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
    },
    Requirement {
        what_for: "the system tray",
        purposes: DESKTOP,
        probe: Probe::Library("ayatana-appindicator3-0.1"),
        apt: "libayatana-appindicator3-dev",
        dnf: "libayatana-appindicator-gtk3-devel",
        pacman: "libayatana-appindicator",
    },
    Requirement {
        what_for: "icons in the window",
        purposes: DESKTOP,
        probe: Probe::Library("librsvg-2.0"),
        apt: "librsvg2-dev",
        dnf: "librsvg2-devel",
        pacman: "librsvg",
    },
    Requirement {
        what_for: "rendering with no graphics card",
        purposes: RENDERING,
        probe: Probe::FileIn(&["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"]),
        apt: "mesa-vulkan-drivers",
        dnf: "mesa-vulkan-drivers",
        pacman: "vulkan-swrast",
    },
    Requirement {
        what_for: "a display for the desktop smoke test",
        purposes: TEST,
        probe: Probe::Program(&["Xvfb"]),
        apt: "xvfb",
        dnf: "xorg-x11-server-Xvfb",
        pacman: "xorg-server-xvfb",
    },
    Requirement {
        what_for: "xvfb-run's access to that display",
        purposes: TEST,
        probe: Probe::Program(&["xauth"]),
        apt: "xauth",
        dnf: "xorg-x11-xauth",
        pacman: "xorg-xauth",
    },
    Requirement {
        what_for: "the browser of the end-to-end tests",
        purposes: TEST,
        probe: Probe::Program(&["chromium", "chromium-browser", "google-chrome"]),
        apt: "chromium",
        dnf: "chromium",
        pacman: "chromium",
    },
    Requirement {
        what_for: "driving the window in the desktop smoke test",
        purposes: TEST,
        probe: Probe::Program(&["WebKitWebDriver"]),
        apt: "webkit2gtk-driver",
        dnf: "webkit2gtk-driver",
        pacman: "webkit2gtk-4.1",
    },
];

/// Installs the packages that are missing, or names them where that cannot be done.
pub(crate) fn install_missing(purpose: Purpose) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return expect_host_tools();
    }
    if process::find_on_path(&["apt-get"]).is_some() {
        // A browser of another origin than apt's is as good.
        let packages: Vec<&str> = needed_for(purpose)
            .filter(|needed| needed.apt != "chromium" || !is_there(needed.probe))
            .map(|needed| needed.apt)
            .collect();
        return install_with_apt(&packages);
    }
    let missing: Vec<&Requirement> = needed_for(purpose)
        .filter(|needed| !is_there(needed.probe))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("{}", advice(&missing));
}

/// Installs those of the packages that dpkg does not know as installed.
pub(crate) fn install_with_apt(packages: &[&str]) -> Result<()> {
    let mut query = process::command("dpkg-query");
    query
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(packages);
    // dpkg-query fails if it has never heard of one of them, which is an answer as well.
    let listing = query.output()?;
    let listing = String::from_utf8_lossy(&listing.stdout);
    let installed = installed_packages(&listing);
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !installed.contains(*package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }

    let is_root = process::output(process::command("id").arg("-u"))?.trim() == "0";
    if !is_root && process::find_on_path(&["sudo"]).is_none() {
        bail!(
            "these packages are missing: {0}. There is no sudo here, so run as root: \
             apt-get install --no-install-recommends {0}",
            missing.join(" ")
        );
    }
    let privileged = |arguments: &[&str]| {
        // sudo drops the environment, so debconf's setting goes through env.
        let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let mut command = if is_root {
            process::command(words[0])
        } else {
            let mut command = process::command("sudo");
            command.arg(words[0]);
            command
        };
        command.args(&words[1..]).args(arguments);
        command
    };
    say(&format!("Missing system packages: {}", missing.join(" ")));
    if !package_lists_are_recent() {
        run_announced(&mut privileged(&["update"]))?;
    }
    let mut install = privileged(&["install", "--yes", "--no-install-recommends"]);
    install.args(&missing);
    if run_announced(&mut install).is_err() {
        // Lists of this morning may name packages that the archive has replaced since.
        say("That failed; once more with fresh package lists.");
        run_announced(&mut privileged(&["update"]))?;
        run_announced(&mut install)?;
    }
    Ok(())
}

fn run_announced(command: &mut std::process::Command) -> Result<()> {
    say(&format!("Running: {}", process::spell(command)));
    // sudo may ask for a password, so the keyboard stays connected.
    let status = command.status()?;
    if !status.success() {
        bail!("`{}` failed ({status})", process::spell(command));
    }
    Ok(())
}

/// Whether apt looked for new packages within the last day. The lists themselves carry the
/// archive's time; their folder has that of the last look.
fn package_lists_are_recent() -> bool {
    const RECENT: Duration = Duration::from_secs(24 * 60 * 60);
    let folder = Path::new("/var/lib/apt/lists");
    let has_lists = folder.read_dir().is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
    });
    let looked = folder.metadata().and_then(|data| data.modified());
    has_lists
        && looked.is_ok_and(|looked| {
            SystemTime::now()
                .duration_since(looked)
                .is_ok_and(|age| age < RECENT)
        })
}

fn installed_packages(listing: &str) -> HashSet<&str> {
    listing
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, status)| *status == "installed")
        .map(|(package, _)| package)
        .collect()
}

fn needed_for(purpose: Purpose) -> impl Iterator<Item = &'static Requirement> {
    REQUIREMENTS
        .iter()
        .filter(move |needed| needed.purposes.contains(&purpose))
}

fn is_there(probe: Probe) -> bool {
    match probe {
        Probe::Library(module) => process::command("pkg-config")
            .args(["--exists", module])
            .status()
            .is_ok_and(|status| status.success()),
        Probe::Program(names) => process::find_on_path(names).is_some(),
        Probe::FileIn(folders) => folders.iter().any(|folder| {
            Path::new(folder)
                .read_dir()
                .is_ok_and(|mut entries| entries.next().is_some())
        }),
    }
}

/// macOS and Windows bring the web view along; only the compiler can be missing there.
fn expect_host_tools() -> Result<()> {
    if cfg!(target_os = "macos") && process::find_on_path(&["cc"]).is_none() {
        bail!("Xcode's command-line tools are missing; run `xcode-select --install`");
    }
    Ok(())
}

fn advice(missing: &[&Requirement]) -> String {
    let column = |name: fn(&Requirement) -> &'static str| {
        let mut packages: Vec<&str> = missing.iter().map(|needed| name(needed)).collect();
        packages.dedup();
        packages.join(" ")
    };
    let reasons: Vec<String> = missing
        .iter()
        .map(|needed| format!("  {} ({})", needed.apt, needed.what_for))
        .collect();
    format!(
        "these are missing, by their Debian names:\n{}\nNothing was changed. Install them, then \
         run the same command again:\n  Fedora:  sudo dnf install {}\n  Arch:    sudo pacman -S --needed {}\n  \
         Debian:  sudo apt-get install {}",
        reasons.join("\n"),
        column(|needed| needed.dnf),
        column(|needed| needed.pacman),
        column(|needed| needed.apt),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_package_with_leftover_settings_counts_as_missing() {
        let installed =
            installed_packages("xvfb installed\nchromium config-files\nlld-22 not-installed\n");
        assert!(installed.contains("xvfb"));
        assert_eq!(installed.len(), 1);
    }

    #[test]
    fn a_browser_tab_needs_no_window_libraries() {
        let packages: Vec<&str> = needed_for(Purpose::RunInBrowser)
            .map(|needed| needed.apt)
            .collect();
        assert!(packages.contains(&"mesa-vulkan-drivers"));
        assert!(!packages.contains(&"libwebkit2gtk-4.1-dev"));
    }

    #[test]
    fn tests_need_all_that_running_needs() {
        let test: HashSet<&str> = needed_for(Purpose::Test).map(|needed| needed.apt).collect();
        for needed in needed_for(Purpose::RunOnDesktop) {
            assert!(test.contains(needed.apt), "{}", needed.apt);
        }
        assert!(test.contains("webkit2gtk-driver"));
    }

    #[test]
    fn the_advice_names_exact_packages_for_each_system() {
        let missing: Vec<&Requirement> = needed_for(Purpose::Test)
            .filter(|needed| ["xvfb", "chromium"].contains(&needed.apt))
            .collect();
        let text = advice(&missing);
        assert!(
            text.contains("dnf install xorg-x11-server-Xvfb chromium"),
            "{text}"
        );
        assert!(
            text.contains("pacman -S --needed xorg-server-xvfb chromium"),
            "{text}"
        );
    }
}
