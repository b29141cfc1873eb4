//! Figma files as elements: what each piece of the REST API's JSON becomes ([`boxes`],
//! [`content`]), and whole files ([`files`]).

mod boxes;
mod content;
mod files;

use omnios_import::{Assets, Imported, ImportedElement, MemoryFiles, figma};
use omnios_model::{AssetInfo, FontFace, Property, PropertyKey};

/// Takes every picture for one of 4 × 3 px.
struct Pictures;

impl Assets for Pictures {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String> {
        let hash = format!("{:064x}", bytes.len());
        Ok(AssetInfo {
            hash: hash.parse().map_err(|_| "no hash".to_owned())?,
            name: name.to_owned(),
            media_type: "image/png".to_owned(),
            width: 4,
            height: 3,
            faces: Vec::new(),
        })
    }

    fn add_font(&mut self, _: &str, _: &[u8], _: &FontFace) -> Result<AssetInfo, String> {
        Err("Figma files bring no fonts".to_owned())
    }
}

fn import_with(json: &str, others: &[(&str, &[u8])]) -> Imported {
    let mut files = MemoryFiles::default();
    files.insert("a.json", json.as_bytes().to_vec()).unwrap();
    for (path, bytes) in others {
        files.insert(path, bytes.to_vec()).unwrap();
    }
    figma::import_files(&files, &["a.json".to_owned()], &mut Pictures, &mut ()).unwrap()
}

/// A file with these nodes on its one canvas, and a second hidden one that makes the canvas a
/// board, where everything stands at its place.
fn file(nodes: &str, tables: &str) -> String {
    format!(
        r#"{{"name":"Test","document":{{"id":"0:0","type":"DOCUMENT","children":[
        {{"id":"0:1","type":"CANVAS","name":"Page 1","children":[{nodes},
        {{"id":"9:9","type":"RECTANGLE","name":"Far",{}}}]}}]}}{tables}}}"#,
        at(1000, 1000, 1, 1)
    )
}

fn at(x: i32, y: i32, width: i32, height: i32) -> String {
    format!(r#""absoluteBoundingBox":{{"x":{x},"y":{y},"width":{width},"height":{height}}}"#)
}

/// The first element on the canvas, and everything else.
fn one(nodes: &str) -> (ImportedElement, Imported) {
    one_of(&file(nodes, ""))
}

fn one_of(json: &str) -> (ImportedElement, Imported) {
    let imported = import_with(json, &[]);
    (imported.pages[0].root.children[0].clone(), imported)
}

fn get(element: &ImportedElement, property: Property) -> String {
    let value = element.properties.get(&PropertyKey::base(property));
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

fn all<const N: usize>(element: &ImportedElement, properties: [Property; N]) -> [String; N] {
    properties.map(|property| get(element, property))
}

const BOX: [Property; 4] = [
    Property::Left,
    Property::Top,
    Property::Width,
    Property::Height,
];

fn says(imported: &Imported, part: &str) -> bool {
    let notes = imported.report.notes();
    notes.iter().any(|note| note.message.contains(part))
}

const RED: &str = r#"{"type":"SOLID","blendMode":"NORMAL","color":{"r":1,"g":0,"b":0,"a":1}}"#;
const BLUE: &str = r#"{"type":"SOLID","opacity":0.5,"color":{"r":0,"g":0,"b":1,"a":1}}"#;
