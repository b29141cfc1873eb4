//! Writes what the benchmarks work on: `bench-document project FILE ELEMENTS PAGES` a project
//! file with pictures, `bench-document flex FILE BOXES` flex containers as JSON for other
//! engines.

use std::path::Path;
use std::process::ExitCode;

use omnios_assets::{encode_png, hash, inspect};
use omnios_model::AssetInfo;
use omnios_store::{Entry, NewBlob, Store, Update};
use omnios_testkit::{Random, Spec, flex_page};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["project", file, elements, pages] => project(Path::new(file), elements, pages),
        ["flex", file, boxes] => flex(Path::new(file), boxes),
        _ => Err("usage: bench-document project FILE ELEMENTS PAGES | flex FILE BOXES".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn project(path: &Path, elements: &str, pages: &str) -> Result<(), Failure> {
    let mut spec = Spec::new(elements.parse()?, pages.parse()?);
    let mut random = Random::new(spec.seed);
    let mut assets: Vec<AssetInfo> = Vec::new();
    let mut entries = Vec::new();
    for number in 0..8 {
        let bytes = picture(&mut random)?;
        let info = inspect(&bytes)?;
        assets.push(AssetInfo {
            hash: hash(&bytes),
            name: format!("picture-{number}.png"),
            media_type: info.media_type.to_owned(),
            width: info.width,
            height: info.height,
            faces: Vec::new(),
        });
        entries.push(Entry::Blob(NewBlob {
            bytes,
            media_type: info.media_type.to_owned(),
        }));
    }
    spec.images = assets.iter().map(|asset| asset.hash.clone()).collect();
    let (_, updates) = omnios_testkit::document(random.bits(), &spec.pages(), &assets)?;
    entries.extend(updates.into_iter().map(|update| {
        Entry::Update(Update {
            document: update.document.to_string(),
            bytes: update.bytes,
        })
    }));
    let mut store = Store::create(path)?;
    store.commit(&entries)?;
    store.close()?;
    Ok(())
}

/// A gradient of two colours, 480 × 320 px.
fn picture(random: &mut Random) -> Result<Vec<u8>, Failure> {
    let colour = |random: &mut Random| [0; 3].map(|_: u8| random.below(256) as f32);
    let (from, to) = (colour(random), colour(random));
    let (width, height) = (480_u32, 320_u32);
    let mut rgba = Vec::with_capacity((width * height * 4) as usize);
    for y in 0..height {
        for x in 0..width {
            let share = (x + y) as f32 / (width + height) as f32;
            let mixed = |at: usize| (from[at] + (to[at] - from[at]) * share) as u8;
            rgba.extend([mixed(0), mixed(1), mixed(2), 255]);
        }
    }
    Ok(encode_png(width, height, &rgba)?)
}

fn flex(path: &Path, boxes: &str) -> Result<(), Failure> {
    let (boxes, _) = flex_page(boxes.parse()?, 1);
    let rows: Vec<_> = boxes
        .iter()
        .map(|it| {
            json!({
                "parent": it.parent,
                "row": it.is_row,
                "wrap": it.wraps,
                "gap": it.gap,
                "padding": it.padding,
                "grow": it.grow,
                "width": it.width,
                "height": it.height,
            })
        })
        .collect();
    std::fs::write(path, serde_json::to_vec(&rows)?)?;
    Ok(())
}
