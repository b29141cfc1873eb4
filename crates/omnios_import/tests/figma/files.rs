//! Figma files that others made, and ones that nobody should: nothing is lost silently, and
//! nothing brings the program down.
//!
//! The real files lie in the folder `figma` of `OMNIOS_TEST_DATA`, else of `../shared/data` beside
//! the repository. Where there are none, their tests say so and pass.

use std::collections::BTreeSet;
use std::path::PathBuf;

use omnios_import::{Assets, ImportError, Imported, ImportedElement, MemoryFiles, figma};
use omnios_model::AssetInfo;
use serde_json::Value;

struct NoPictures;

impl Assets for NoPictures {
    fn add(&mut self, _: &str, _: &[u8]) -> Result<AssetInfo, String> {
        Err("no picture is kept here".to_owned())
    }

    fn add_font(
        &mut self,
        _: &str,
        _: &[u8],
        _: &omnios_model::FontFace,
    ) -> Result<AssetInfo, String> {
        Err("Figma files bring no fonts".to_owned())
    }
}

fn import(bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut files = MemoryFiles::default();
    files.insert("a.json", bytes.to_vec())?;
    figma::import_files(&files, &["a.json".to_owned()], &mut NoPictures, &mut ())
}

/// The real files, by their names; empty where there are none.
fn real_files() -> Vec<(String, Vec<u8>)> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("OMNIOS_TEST_DATA").map_or_else(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(data.join("figma")) else {
        eprintln!("skipped: there is no folder figma in {}", data.display());
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") {
            files.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
    files.sort();
    files
}

fn elements(imported: &Imported) -> Vec<&ImportedElement> {
    let mut all = Vec::new();
    let mut open: Vec<&ImportedElement> = imported.pages.iter().map(|page| &page.root).collect();
    while let Some(element) = open.pop() {
        all.push(element);
        open.extend(&element.children);
    }
    all
}

/// Names every node by its id, and collects the ids of those that are drawn.
fn name_by_id(node: &mut Value, ids: &mut Vec<String>) {
    if let Some(map) = node.as_object_mut() {
        let id = map
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned();
        let kind = map.get("type").and_then(Value::as_str).unwrap_or("");
        if !matches!(kind, "DOCUMENT" | "CANVAS") {
            map.insert("name".to_owned(), Value::String(id.clone()));
            ids.push(id);
        }
        if let Some(children) = map.get_mut("children").and_then(Value::as_array_mut) {
            for child in children {
                name_by_id(child, ids);
            }
        }
    }
}

#[test]
fn every_node_is_an_element_or_is_named_in_the_report() {
    for (name, bytes) in real_files() {
        let text = String::from_utf8(bytes).unwrap();
        let mut file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        let mut ids = Vec::new();
        name_by_id(&mut file["document"], &mut ids);
        if let Some(nodes) = file["nodes"].as_object_mut() {
            for entry in nodes.values_mut() {
                name_by_id(&mut entry["document"], &mut ids);
            }
        }
        let imported = import(file.to_string().as_bytes()).unwrap();
        let all = elements(&imported);
        let named: BTreeSet<&str> = all.iter().map(|it| it.name.as_str()).collect();
        let notes = imported.report.notes();
        let told = |id: &str| {
            notes
                .iter()
                .any(|note| note.place.contains(&format!("({id})")))
        };
        let lost: Vec<&String> = ids
            .iter()
            .filter(|id| !named.contains(id.as_str()) && !told(id))
            .collect();
        assert!(ids.len() > 20, "{name} has {} nodes", ids.len());
        assert_eq!(lost, Vec::<&String>::new(), "{name}");
    }
}

#[test]
fn real_files_give_pages_tokens_and_notes() {
    for (name, bytes) in real_files() {
        let imported = import(&bytes).unwrap();
        assert!(!imported.pages.is_empty(), "{name}");
        let routes: BTreeSet<&str> = imported.pages.iter().map(|it| it.route.as_str()).collect();
        assert_eq!(routes.len(), imported.pages.len(), "{name}");
        assert!(routes.contains("/"), "{name}");
        if name.contains("design-system") {
            assert_eq!(imported.pages.len(), 5);
            let sizes = imported.tokens.iter();
            let sizes = sizes.filter(|(_, token)| token.label.ends_with("/size"));
            assert_eq!(sizes.count(), 9, "one for each of its text styles");
        }
    }
}

#[test]
fn a_file_that_was_cut_off_is_located() {
    for (name, bytes) in real_files() {
        let step = (bytes.len() / 60).max(1);
        for length in (0..bytes.len()).step_by(step) {
            match import(&bytes[..length]) {
                Err(ImportError::Malformed { line, column, .. }) => {
                    assert!(line >= 1 && column >= 1);
                }
                Err(error) => panic!("{name} cut at {length}: {error}"),
                Ok(_) => panic!("{name} cut at {length} was read"),
            }
        }
    }
    let error = import(b"{\"document\": {\n  \"children\": [").unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.json can't be read at line 2, column 16: the file ends here, before it is complete. Fetch or save it again"
    );
}

/// A file with frames in frames.
fn nested(depth: usize) -> String {
    let mut text = r#"{"document":{"type":"DOCUMENT","children":[{"id":"0:1","type":"CANVAS","name":"Deep","children":["#.to_owned();
    for level in 0..depth {
        text.push_str(&format!(
            r#"{{"id":"1:{level}","type":"FRAME","name":"F{level}","absoluteBoundingBox":{{"x":{level},"y":0,"width":9,"height":9}},"children":["#
        ));
    }
    text.push_str(&"]}".repeat(depth + 2));
    text.push('}');
    text
}

#[test]
fn ten_thousand_nested_frames_are_imported_as_deep_as_can_be() {
    let imported = import(nested(10_000).as_bytes()).unwrap();
    let count = imported.pages[0].root.count();
    assert!((200..1_000).contains(&count), "{count}");
    let left_out: usize = imported.report.notes().iter().map(|note| note.count).sum();
    assert_eq!(count - 1 + left_out, 10_000);
    let lists = "[".repeat(50_000);
    assert!(import(format!("{{\"document\": {lists}").as_bytes()).is_err());
}

#[test]
fn values_of_the_wrong_kind_are_passed_over() {
    let node = |more: &str| {
        format!(
            r#"{{"document":{{"type":"DOCUMENT","children":[{{"id":"0:1","type":"CANVAS","children":[{{"id":"1:1",{more}}}]}}]}}}}"#
        )
    };
    for more in [
        r#""type":7,"name":[],"children":{}"#,
        r#""type":"FRAME","absoluteBoundingBox":null,"fills":"red","strokes":[null,1],"effects":[{}]"#,
        r#""type":"FRAME","absoluteBoundingBox":{"x":1e300,"y":-1e300,"width":-5,"height":1e300}"#,
        r#""type":"TEXT","characters":"\u0000\ufffc\ud800","style":[],"characterStyleOverrides":["x",-3,1e99]"#,
        r#""type":"VECTOR","fillGeometry":[{"path":"<script>"},{}],"size":{"x":0,"y":0}"#,
        r#""type":"RECTANGLE","relativeTransform":[[0,0,0],[0,0,0]],"size":{"x":1,"y":1},"children":[{"type":"GROUP"}]"#,
        r#""type":"BOOLEAN_OPERATION","children":[{"type":"BOOLEAN_OPERATION"},{"type":"SLICE"}]"#,
        r#""type":"FRAME","layoutMode":"GRID","gridColumnCount":-1,"gridRowCount":1e9,"cornerRadius":"x""#,
        r#""type":"ELLIPSE","fills":[{"type":"GRADIENT_RADIAL","gradientStops":[],"gradientHandlePositions":[{}]},{"type":"IMAGE"}]"#,
        r#""type":"FRAME","isMask":true,"children":[{"isMask":true,"type":"TEXT"},{"type":"LINE"}]"#,
    ] {
        let imported = import(node(more).as_bytes());
        assert!(imported.is_ok(), "{more}: {imported:?}");
    }
}

#[test]
fn other_json_is_refused_by_name() {
    for text in ["{}", r#"{"color":{"$value":"red"}}"#, r#"{"document":3}"#] {
        let error = import(text.as_bytes()).unwrap_err();
        assert_eq!(error, ImportError::NoFigma("a.json".to_owned()), "{text}");
    }
    assert!(matches!(
        import(b"<p>no JSON"),
        Err(ImportError::Malformed {
            line: 1,
            column: 1,
            ..
        })
    ));
}

#[test]
fn figma_files_are_found_by_what_they_hold() {
    let mut files = MemoryFiles::default();
    let design = nested(1);
    let marked = [b"\xEF\xBB\xBF".as_slice(), design.as_bytes()].concat();
    files.insert("export/design.json", marked.clone()).unwrap();
    files
        .insert("package.json", b"{\"name\":\"x\"}".to_vec())
        .unwrap();
    assert_eq!(figma::files_of(&files), ["export/design.json"]);
    assert!(import(&marked).is_ok());
}
