//! Fonts of a project: brought with a page or by hand, laid out, exported, removed.

use std::fs;

use serde_json::{Value, json};

use crate::program::Folder;

fn bundled(name: &str) -> Vec<u8> {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/");
    fs::read(format!("{fonts}{name}")).unwrap()
}

/// The width of the line that begins with this text.
fn width_of(rows: &Value, text: &str) -> f64 {
    let lines = rows.as_array().unwrap().iter();
    let mut lines = lines.flat_map(|row| row["lines"].as_array().into_iter().flatten());
    let is_it = |line: &&Value| line["text"].as_str().unwrap().starts_with(text);
    let line = lines.find(is_it);
    line.unwrap_or_else(|| panic!("no {text} in {rows}"))["width"]
        .as_f64()
        .unwrap()
}

#[test]
fn fonts_that_came_with_a_page_set_its_texts_and_go_out_with_the_site() {
    let folder = Folder::with_project();
    let page = "<style>
        @font-face{font-family:Brand;src:url(fonts/brand.woff2) format('woff2')}
        @font-face{font-family:Brand;font-weight:700;src:url(fonts/brand-bold.ttf)}
        p{font-family:Brand,serif;margin:0;font-size:20px} b{font-weight:700}
        </style><p>iiiiiiii</p><p>WWWWWWWW</p><p><b>iiiiiiiib</b></p>";
    fs::create_dir_all(folder.path("site/fonts")).unwrap();
    folder.write("site/index.html", page);
    // One font has letters of one width, so that it is seen who set them.
    folder.write("site/fonts/brand.woff2", bundled("JetBrainsMono.woff2"));
    folder.write("site/fonts/brand-bold.ttf", bundled("Fraunces.ttf"));
    let report = folder.json(&["import", "a.omnios", "site", "--route", "/"]);
    assert_eq!(
        (&report["fonts"], &report["pictures"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(report["notes"], json!([]), "{report}");

    let rows = folder.json(&["layout", "a.omnios", "--page", "/"]);
    assert_eq!(width_of(&rows, "iiiiiiii"), 96.0);
    assert_eq!(width_of(&rows, "WWWWWWWW"), 96.0);
    assert!(width_of(&rows, "iiiiiiiib") < 80.0);
    let info = folder.json(&["info", "a.omnios"]);
    let assets = info["assets"].as_array().unwrap();
    let faces: Vec<&Value> = assets
        .iter()
        .map(|asset| &asset["faces"][0]["weight"])
        .collect();
    assert!(
        faces.contains(&&json!("400")) && faces.contains(&&json!("700")),
        "{info}"
    );
    folder.ok(&["verify", "a.omnios"]);

    folder.ok(&["export", "a.omnios", "--target", "html", "--out", "public"]);
    let css = String::from_utf8(folder.read("public/styles.css")).unwrap();
    let packed = fs::read_dir(folder.path("public/fonts")).unwrap();
    let packed = packed.map(|file| file.unwrap().path());
    let packed: Vec<_> = packed
        .filter(|path| path.to_string_lossy().contains("brand-") && css.contains("\"Brand\""))
        .collect();
    assert_eq!(packed.len(), 2, "{packed:?} {css}");
    let same =
        |path: &std::path::PathBuf| fs::read(path).unwrap() == bundled("JetBrainsMono.woff2");
    assert!(packed.iter().any(same));
}

#[test]
fn a_font_added_by_hand_can_be_chosen_and_is_kept_while_a_text_is_set_in_it() {
    let folder = Folder::with_project();
    folder.write("mono.woff2", bundled("NotoSansHebrew.woff2"));
    let set = json!({
        "page": "/", "kind": "text", "name": "Words", "text": "שלום",
        "properties": { "font-family": "Noto Sans Hebrew" }
    });
    let create = [
        "do",
        "a.omnios",
        "element.create",
        "--args",
        &set.to_string(),
    ];
    let refused = folder.fails(&create, "command.invalid-value");
    assert!(refused.contains("add-asset"), "{refused}");

    let rows = folder.json(&["add-asset", "a.omnios", "mono.woff2"]);
    assert_eq!(rows[0]["faces"][0]["family"], "Noto Sans Hebrew");
    assert_eq!(rows[0]["mediaType"], "font/woff2");
    folder.ok(&create);
    let hash = rows[0]["hash"].as_str().unwrap();
    let args = json!({ "hash": hash }).to_string();
    let remove = ["do", "a.omnios", "asset.remove", "--args", &args];
    let refused = folder.fails(&remove, "command.not-applicable");
    assert!(refused.contains("Words"), "{refused}");
    let info = folder.ok(&["info", "a.omnios"]);
    assert!(
        info.contains("mono.woff2 (Noto Sans Hebrew 100 900)"),
        "{info}"
    );
}

#[test]
fn a_font_that_is_none_changes_nothing() {
    let folder = Folder::with_project();
    let before = folder.read("a.omnios");
    let whole = bundled("Inter.woff2");
    folder.write("cut.woff2", &whole[..whole.len() / 2]);
    folder.write("not.ttf", [&[0, 1, 0, 0][..], &[0xff; 400]].concat());
    folder.write("several.ttc", b"ttcf\0\x01\0\0\0\0\0\x02");
    folder.fails(&["add-asset", "a.omnios", "cut.woff2"], "asset.unreadable");
    folder.fails(&["add-asset", "a.omnios", "not.ttf"], "asset.unreadable");
    folder.fails(
        &["add-asset", "a.omnios", "several.ttc"],
        "asset.unknown-format",
    );
    assert_eq!(folder.read("a.omnios"), before);
}
