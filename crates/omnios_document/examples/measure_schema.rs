//! Measures what the schema costs: memory and load time of 100,000 elements with twelve
//! properties each, against the plainer shape of a map per element with an entry a property.
//!
//! `cargo run --release -p omnios_document --example measure_schema [ELEMENTS]`
//!
//! Each shape is loaded in a process of its own, since memory that was freed stays with the
//! process. Memory is the growth of the resident set, which only Linux tells.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and prints"
)]

use std::process::Command;
use std::time::Instant;

use omnios_document::{Document, DocumentName};
use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageId, PageInfo, Place, PropertyKey, Tree, Value,
};
use yrs::updates::decoder::Decode;
use yrs::{
    ClientID, Doc, In, Map, MapPrelim, OffsetKind, Options, ReadTxn, StateVector, Transact, Update,
};

const PROPERTIES: [(&str, &str); 12] = [
    ("position", "absolute"),
    ("left", "120px"),
    ("top", "48px"),
    ("width", "320px"),
    ("height", "200px"),
    ("padding-top", "16px"),
    ("padding-left", "16px"),
    ("background", "#f4f1ea"),
    ("border-top-left-radius", "8px"),
    ("opacity", "0.9"),
    ("margin-top", "4px"),
    ("box-shadow", "0px 4px 12px 0px #00000033"),
];

fn page() -> PageId {
    PageId::from_random_bits(1)
}

fn elements(count: u64) -> Vec<Element> {
    let root = Tree::root_id(page());
    let orders = OrderKey::spread(None, None, count as usize);
    let numbered = (0_u64..).zip(orders);
    numbered
        .map(|(number, order)| Element {
            id: ElementId::from_random_bits((number + 2).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            kind: ElementKind::Rectangle,
            name: format!("Card {number}"),
            place: Place {
                parent: Some(root),
                order,
            },
            locked: false,
            properties: PROPERTIES
                .iter()
                .filter_map(|(key, text)| {
                    let key = PropertyKey::parse(key)?;
                    Some((key, Value::parse(key.property, text).ok()?))
                })
                .collect(),
            text: String::new(),
            runs: omnios_model::TextRuns::default(),
        })
        .collect()
}

/// The page in this program's schema, as one update.
fn in_schema(count: u64) -> Result<Vec<u8>, omnios_document::DocumentError> {
    let mut document = Document::new(1);
    document.load(&DocumentName::Project, &[])?;
    document.transact(|transaction| {
        let info = PageInfo {
            id: page(),
            name: String::new(),
            route: "/".to_owned(),
            title: String::new(),
            description: String::new(),
            order: OrderKey::between(None, None),
        };
        let root = Element {
            id: Tree::root_id(page()),
            kind: ElementKind::Frame,
            name: "Page".to_owned(),
            place: Place {
                parent: None,
                order: OrderKey::between(None, None),
            },
            locked: false,
            properties: omnios_model::Properties::default(),
            text: String::new(),
            runs: omnios_model::TextRuns::default(),
        };
        transaction.insert_page(info, root)?;
        for element in elements(count) {
            transaction.insert_element(page(), element)?;
        }
        Ok::<(), omnios_document::DocumentError>(())
    })?;
    Ok(document.encode(&DocumentName::Page(page())))
}

/// The same elements as maps with an entry a property, as one update.
fn entry_a_property(count: u64) -> Vec<u8> {
    let doc = plain_doc();
    let root = doc.get_or_insert_map("elements");
    let mut txn = doc.transact_mut();
    for element in elements(count) {
        let entry = root.insert(&mut txn, element.id.to_string(), MapPrelim::default());
        let mut put = |key: &str, value: String| {
            entry.insert(&mut txn, key.to_owned(), In::from(value));
        };
        put("kind", element.kind.to_string());
        put("name", element.name.clone());
        put(
            "place",
            format!("{}:{}", Tree::root_id(page()), element.place.order),
        );
        for (key, value) in &element.properties {
            put(&key.to_string(), value.to_string());
        }
    }
    drop(txn);
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

fn plain_doc() -> Doc {
    let mut options = Options::with_guid_and_client_id("measured".into(), ClientID::new(1));
    options.offset_kind = OffsetKind::Utf16;
    Doc::with_options(options)
}

/// Resident memory of this process in MiB.
fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}

/// Loads the update in this process and prints what it took.
fn load(shape: &str, update: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = update.len();
    let before = resident_mib();
    let start = Instant::now();
    // Kept to the end, so that it counts.
    let (kept_doc, kept_document);
    if shape == "document" {
        let mut document = Document::new(2);
        document.load(&DocumentName::Page(page()), &[update])?;
        kept_document = document;
        std::hint::black_box(&kept_document);
    } else {
        let doc = plain_doc();
        let decoded = Update::decode_v1(&update)?;
        drop(update);
        doc.transact_mut().apply_update(decoded)?;
        kept_doc = doc;
        std::hint::black_box(&kept_doc);
    }
    let seconds = start.elapsed().as_secs_f64();
    let mib = resident_mib() - before;
    println!("{mib:.1} {seconds:.3} {bytes}");
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().unwrap_or_else(|| "100000".to_owned());
    if first == "load" {
        let shape = arguments.next().unwrap_or_default();
        let path = arguments.next().unwrap_or_default();
        return load(&shape, std::fs::read(path)?);
    }
    let count: u64 = first.parse()?;
    let folder = std::env::temp_dir();
    let shapes = [
        ("entry a property", "crdt", entry_a_property(count)),
        ("schema v1", "crdt", in_schema(count)?),
        ("schema v1 with its tree", "document", in_schema(count)?),
    ];
    println!("{count} elements, {} properties each", PROPERTIES.len());
    println!("| shape | memory, MiB | load, s | update, MiB |");
    println!("|---|---|---|---|");
    for (label, shape, update) in shapes {
        let path = folder.join(format!("omnios-measure-{}.bin", std::process::id()));
        std::fs::write(&path, &update)?;
        let mut best: Option<(f64, f64)> = None;
        for _ in 0..5 {
            let output = Command::new(std::env::current_exe()?)
                .args(["load", shape])
                .arg(&path)
                .output()?;
            let text = String::from_utf8(output.stdout)?;
            let mut numbers = text.split_whitespace().map(str::parse::<f64>);
            let (Some(mib), Some(seconds)) = (numbers.next(), numbers.next()) else {
                return Err(String::from_utf8_lossy(&output.stderr).into());
            };
            let (mib, seconds) = (mib?, seconds?);
            if best.is_none_or(|(_, fastest)| seconds < fastest) {
                best = Some((mib, seconds));
            }
        }
        std::fs::remove_file(&path)?;
        let (mib, seconds) = best.unwrap_or_default();
        let update_mib = update.len() as f64 / 1_048_576.0;
        println!("| {label} | {mib:.0} | {seconds:.2} | {update_mib:.1} |");
    }
    Ok(())
}
