//! Starting other programs: with a clean environment, and with errors that name the command.
//!
//! `cargo run` and rustup tell a program about themselves in environment variables. Passed on,
//! they would pin a child to this toolchain, or make it load this toolchain's libraries, so
//! [`command`] takes them out.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;

use anyhow::{Context as _, Result, bail};

use crate::steps::say;

/// The variables by which the system finds shared libraries; `cargo run` puts its own in front.
const LIBRARY_PATHS: [&str; 3] = [
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
];

/// A command without what `cargo run` adds to the environment.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(describes_xtask_itself) {
            command.env_remove(&name);
        }
    }
    for name in LIBRARY_PATHS {
        if let Some(value) = std::env::var_os(name) {
            match without_toolchain_folders(&value) {
                Some(rest) => command.env(name, rest),
                None => command.env_remove(name),
            };
        }
    }
    command
}

/// A command that must not inherit the toolchain that runs xtask either: another distribution's
/// cargo, say.
pub(crate) fn command_outside_rustup(program: impl AsRef<OsStr>) -> Command {
    let mut command = command(program);
    for name in ["RUSTUP_TOOLCHAIN", "RUST_RECURSION_COUNT", "RUSTDOC"] {
        command.env_remove(name);
    }
    command
}

fn describes_xtask_itself(name: &str) -> bool {
    matches!(
        name,
        "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_PRIMARY_PACKAGE"
    ) || name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_BIN_")
        || name.starts_with("CARGO_CRATE_")
}

fn without_toolchain_folders(value: &OsStr) -> Option<std::ffi::OsString> {
    let kept: Vec<PathBuf> = std::env::split_paths(value)
        .filter(|folder| {
            let is_toolchain = folder.components().any(|part| {
                let part = part.as_os_str();
                part == "toolchains" || part == "rustlib"
            });
            let is_build_output = folder
                .components()
                .any(|part| matches!(part.as_os_str().to_str(), Some("debug" | "release")));
            !is_toolchain && !is_build_output && !folder.as_os_str().is_empty()
        })
        .collect();
    if kept.is_empty() {
        return None;
    }
    std::env::join_paths(kept).ok()
}

/// Runs a command whose output the person should see.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("`{}` could not be started", spell(command)))?;
    expect_success(command, status)
}

/// Runs a command in the foreground in place of xtask, so that it gets the keyboard and signals.
pub(crate) fn replace_with(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        let error = command.exec();
        Err(error).with_context(|| format!("`{}` could not be started", spell(command)))
    }
    #[cfg(not(unix))]
    {
        let status = command
            .status()
            .with_context(|| format!("`{}` could not be started", spell(command)))?;
        expect_success(command, status)
    }
}

/// Runs a command and returns its standard output; its errors are part of the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", spell(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({})\n{}",
            spell(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command whose output the person should see, and returns that output as well, lines of
/// both streams in the order in which they came. The flag says whether the command succeeded.
pub(crate) fn run_and_record(command: &mut Command) -> Result<(String, bool)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", spell(command)))?;
    let recorded = Mutex::new(String::new());
    let stdout = child.stdout.take().context("the child has a stdout pipe")?;
    let stderr = child.stderr.take().context("the child has a stderr pipe")?;
    std::thread::scope(|scope| {
        scope.spawn(|| echo(stdout, &recorded));
        scope.spawn(|| echo(stderr, &recorded));
    });
    let status = child.wait()?;
    let text = recorded
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok((text, status.success()))
}

fn echo(stream: impl Read, recorded: &Mutex<String>) {
    let mut lines = BufReader::new(stream);
    let mut line = Vec::new();
    while lines
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        let mut recorded = recorded
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        say(text);
        recorded.push_str(text);
        recorded.push('\n');
        drop(recorded);
        line.clear();
    }
}

/// Whether the program answers with success, within the given time.
pub(crate) fn succeeds_within(command: &mut Command, limit: std::time::Duration) -> bool {
    let Ok(mut child) = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
    else {
        return false;
    };
    let start = std::time::Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            _ => {
                // A child that has ended by itself meanwhile is no error.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

fn expect_success(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", spell(command));
    }
    Ok(())
}

/// The command as one would type it.
pub(crate) fn spell(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        if argument.is_empty() || argument.contains([' ', '"', '$', '\'']) {
            words.push(format!("'{}'", argument.replace('\'', "'\\''")));
        } else {
            words.push(argument.into_owned());
        }
    }
    words.join(" ")
}

/// The first of the programs that is on the PATH.
pub(crate) fn find_on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).find_map(|folder| {
            [format!("{name}{}", std::env::consts::EXE_SUFFIX)]
                .iter()
                .chain(cfg!(windows).then(|| format!("{name}.cmd")).iter())
                .map(|file| folder.join(file))
                .find(|file| is_program(file))
        })
    })
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_does_not_see_the_libraries_of_the_toolchain_that_runs_xtask() {
        let value = "/home/a/.rustup/toolchains/1.95.0/lib:/opt/own/lib:/src/target/debug/deps";
        let kept = without_toolchain_folders(OsStr::new(value));
        assert_eq!(kept.as_deref(), Some(OsStr::new("/opt/own/lib")));
        assert_eq!(without_toolchain_folders(OsStr::new("")), None);
    }

    #[test]
    fn only_variables_about_xtask_are_taken_out() {
        assert!(describes_xtask_itself("CARGO_MANIFEST_DIR"));
        assert!(describes_xtask_itself("CARGO_PKG_NAME"));
        assert!(!describes_xtask_itself("CARGO_TARGET_DIR"));
        assert!(!describes_xtask_itself("CARGO_HOME"));
        assert!(!describes_xtask_itself("CARGO_NET_OFFLINE"));
    }

    #[test]
    fn a_failing_command_is_named_in_the_error() {
        let mut failing = Command::new("cargo");
        failing.arg("no such subcommand");
        let error = output(&mut failing).expect_err("there is no such subcommand");
        assert!(
            error.to_string().contains("cargo 'no such subcommand'"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_a_command_prints_is_recorded_with_its_outcome() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo one; echo two >&2; exit 3"]);
        let (text, succeeded) = run_and_record(&mut shell).expect("sh starts");
        assert!(!succeeded);
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["one", "two"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_takes_too_long_counts_as_failed() {
        let mut slow = Command::new("sleep");
        slow.arg("30");
        let start = std::time::Instant::now();
        assert!(!succeeds_within(
            &mut slow,
            std::time::Duration::from_millis(100)
        ));
        assert!(start.elapsed() < std::time::Duration::from_secs(10));
    }
}
