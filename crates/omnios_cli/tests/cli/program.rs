//! Running the program in a folder of its own.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder that the program runs in.
pub(crate) struct Folder {
    pub(crate) folder: tempfile::TempDir,
}

/// What the program did.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with a blank project, `a.omnios`.
    pub(crate) fn with_project() -> Self {
        let folder = Self::new();
        folder.ok(&["new", "a.omnios"]);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_omnios"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            // Graphics drivers complain on standard error where there is none.
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env_remove("OMNIOS_UI_DIR");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap().into()
    }

    /// Runs what has to succeed, and gives what it printed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "omnios {arguments:?}: {}", run.stderr);
        run.stdout
    }

    /// Runs what has to succeed, and reads the JSON it printed.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let mut with_json = vec!["--json"];
        with_json.extend(arguments);
        serde_json::from_str(&self.ok(&with_json)).unwrap()
    }

    /// Runs what has to fail with this code, for people and for programs, and gives the message.
    pub(crate) fn fails(&self, arguments: &[&str], code: &str) -> String {
        let for_people = self.run(arguments);
        assert_eq!(
            for_people.code, 1,
            "omnios {arguments:?}: {}",
            for_people.stdout
        );
        let message = for_people
            .stderr
            .strip_prefix("error: ")
            .unwrap_or_else(|| panic!("{:?}", for_people.stderr))
            .trim_end()
            .to_owned();
        assert!(!message.contains('\n'), "one paragraph: {message}");
        let mut with_json = arguments.to_vec();
        with_json.push("--json");
        let for_programs = self.run(&with_json);
        assert_eq!(for_programs.code, 1);
        let error: Value = serde_json::from_str(&for_programs.stderr).unwrap();
        assert_eq!(error["error"]["code"], code, "{message}");
        assert_eq!(error["error"]["message"], message.as_str());
        message
    }

    /// The id of the only page.
    pub(crate) fn first_page(&self) -> String {
        let info = self.json(&["info", "a.omnios"]);
        info["pages"][0]["id"].as_str().unwrap().to_owned()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
