//! Exported motion as Chromium plays it: values at given times against the engine's.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;

use engine::motion::sample;
use omnios_compile_html::{AssetSource, HtmlOptions};
use omnios_model::motion::{Animatable, MotionValue};
use omnios_model::{
    AssetHash, Breakpoint, Element, ElementId, ElementKind, OrderKey, PageId, PageInfo, Place,
    Project, Property, PropertyKey, Tree, Value,
};

/// Springs are exported within a thousandth of the way, numbers with four decimals.
const TOLERANCE: f64 = 0.005;
const TIMES_MS: [u64; 9] = [0, 50, 125, 250, 333, 500, 700, 950, 1200];

const ANIMATIONS: &[&str] = &[
    "load 1s linear { from { opacity: 0 } to { opacity: 1 } }",
    "load 800ms ease-in-out delay 100ms { from { translate: 0 40px; rotate: -30deg } }",
    "load 1s cubic-bezier(0.3, -0.4, 0.6, 1.6) { to { scale: 2 0.5; translate: 50% -10px } }",
    "load 900ms steps(5, jump-both) { from { width: 20px } 60% { width: 300px; easing: ease-in } to { width: 100px } }",
    "load spring(1, 120, 9) { from { scale: 0 } to { scale: 1 } }",
    "load 700ms spring(1, 400, 12, 4) { from { translate: -200px 0 } }",
    "load 300ms linear 3 alternate { from { border-top-left-radius: 0px } to { border-top-left-radius: 40px } }",
    "load 400ms ease infinite alternate-reverse { from { rotate: 0deg } to { rotate: 720deg } }",
    "load 1s linear(0, 0.8 30%, 0.6, 1) { from { margin-left: 0px } to { margin-left: 80px } }",
    "load 1s linear { from { background: #ff0000 } 50% { background: #00ff0080 } to { background: #0000ff } }",
];

struct NoFiles;

impl AssetSource for NoFiles {
    fn asset(&self, _: &AssetHash) -> Option<Vec<u8>> {
        None
    }

    fn font(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

fn element(own: ElementId, parent: Option<ElementId>, properties: &[(Property, &str)]) -> Element {
    let read = |(property, text): &(Property, &str)| {
        let value = Value::parse(*property, text).unwrap_or_else(|error| panic!("{error}"));
        (PropertyKey::base(*property), value)
    };
    Element {
        id: own,
        kind: ElementKind::Frame,
        name: format!("Element {own}"),
        place: Place {
            parent,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: properties.iter().map(read).collect(),
        text: String::new(),
        runs: Default::default(),
    }
}

/// What a value is, as numbers that can be compared.
fn numbers(value: &MotionValue) -> Vec<f64> {
    match value {
        MotionValue::Translate(distances) => distances
            .iter()
            .flat_map(|it| [f64::from(it.percent), f64::from(it.px)])
            .collect(),
        MotionValue::Rotate(angle) => vec![f64::from(*angle)],
        MotionValue::Scale(factors) => factors.map(f64::from).to_vec(),
        MotionValue::Value(Value::Paints(paints)) => match paints.as_slice() {
            [omnios_model::Paint::Solid(color)] => vec![
                f64::from(color.r),
                f64::from(color.g),
                f64::from(color.b),
                f64::from(color.a),
            ],
            _ => Vec::new(),
        },
        value => vec![number(&value.to_string())],
    }
}

fn number(text: &str) -> f64 {
    let digits: String = text
        .chars()
        .take_while(|it| it.is_ascii_digit() || matches!(it, '.' | '-' | 'e'))
        .collect();
    digits.parse().unwrap_or(f64::NAN)
}

#[test]
fn chromium_plays_the_export_as_the_engine_plays_the_page() {
    let page = PageId::from_random_bits(9);
    let root = Tree::root_id(page);
    let mut elements = vec![Arc::new(element(root, None, &[]))];
    for (index, animations) in ANIMATIONS.iter().enumerate() {
        let own = ElementId::from_random_bits(100 + index as u64);
        elements.push(Arc::new(element(
            own,
            Some(root),
            &[
                (Property::Width, "100px"),
                (Property::Height, "50px"),
                (Property::Background, "#808080"),
                (Property::Animations, animations),
            ],
        )));
    }
    let tree = Tree::new(page, elements);
    let project = Project {
        name: "Motion".to_owned(),
        pages: vec![PageInfo {
            id: page,
            name: "Home".to_owned(),
            route: "/".to_owned(),
            title: String::new(),
            description: String::new(),
            order: OrderKey::between(None, None),
        }],
        ..Project::default()
    };
    let compiled = omnios_compile::compile(&project, &BTreeMap::from([(page, &tree)]));
    let options = HtmlOptions { with_ids: true };
    let export = omnios_compile_html::compile(&compiled.site, &NoFiles, options);
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in &export.files {
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().expect("a parent")).expect("folders");
        std::fs::write(target, bytes).expect("the export");
    }
    let index = folder.path().join("index.html");
    let html = std::fs::read_to_string(&index).expect("the page");
    let script = format!(
        "<script>const times = {TIMES_MS:?}; const result = {{}};
        for (const it of document.querySelectorAll('[data-omnios-id]')) {{
          const animations = it.getAnimations();
          for (const one of animations) one.pause();
          if (animations.length === 0) continue;
          result[it.dataset.omniosId] = times.map((time) => {{
            for (const one of animations) one.currentTime = time;
            const css = getComputedStyle(it);
            return {{ opacity: css.opacity, translate: css.translate, rotate: css.rotate,
              scale: css.scale, width: css.width, background: css.backgroundColor,
              'margin-left': css.marginLeft,
              'border-top-left-radius': css.borderTopLeftRadius }};
          }});
        }}
        document.body.textContent = ''; const pre = document.createElement('pre');
        pre.id = 'result'; pre.textContent = JSON.stringify(result); document.body.append(pre);
        </script></body>"
    );
    std::fs::write(&index, html.replace("</body>", &script)).expect("the page");
    let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let output = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--allow-file-access-from-files",
        ])
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(&index)
        .output()
        .expect("Chromium starts; CHROMIUM names the program");
    let dom = String::from_utf8_lossy(&output.stdout);
    let json = dom
        .split_once("<pre id=\"result\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(json, _)| json)
        .unwrap_or_else(|| panic!("Chromium gave no values: {dom:.2000}"));
    let played: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let (mut compared, mut worst) = (0, 0.0_f64);
    for (index, text) in ANIMATIONS.iter().enumerate() {
        let own = ElementId::from_random_bits(100 + index as u64);
        let element = tree.get(own).expect("the element");
        let Some(Value::Animations(animations)) =
            element.value(Property::Animations, Breakpoint::Desktop)
        else {
            panic!("no animations");
        };
        for (at, time) in TIMES_MS.iter().enumerate() {
            let secs = *time as f64 / 1000.0;
            for (target, value) in sample(element, Breakpoint::Desktop, &animations[0], secs) {
                let seen = &played[own.to_string()][at][target.name()];
                let seen = chromium(target, seen.as_str().expect("a value"));
                let ours = numbers(&value);
                assert_eq!(ours.len(), seen.len(), "{text} {target} at {time}");
                // A share of the whole range, which is 1 where the values are small.
                let range = match target {
                    Animatable::Translate => 200.0,
                    Animatable::Rotate => 720.0,
                    Animatable::Property(Property::Width) => 300.0,
                    Animatable::Property(Property::Opacity) | Animatable::Scale => 1.0,
                    // Chromium and the engine may round a channel to either side.
                    Animatable::Property(Property::Background) => 255.0,
                    Animatable::Property(_) => 80.0,
                };
                for (ours, seen) in ours.iter().zip(&seen) {
                    let difference = (ours - seen).abs() / range;
                    assert!(
                        difference <= TOLERANCE,
                        "{text}\n{target} at {time} ms: {ours} here, {seen} in Chromium"
                    );
                    worst = worst.max(difference);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100);
    eprintln!("{compared} values compared, the worst is {worst:.5} of its range away");
}

/// The numbers in a computed value.
fn chromium(target: Animatable, text: &str) -> Vec<f64> {
    let words: Vec<f64> = text
        .split([' ', ',', '(', ')'])
        .filter(|word| word.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '.')))
        .map(number)
        .filter(|it| it.is_finite())
        .collect();
    match target {
        Animatable::Translate => {
            // Parts are px unless they end in %.
            let mut axes = vec![];
            let text = text.replace("calc(", "").replace(')', "");
            let mut current = [0.0; 2];
            let mut sign = 1.0;
            let mut open = false;
            for word in text.split_whitespace() {
                match word {
                    "+" => {
                        sign = 1.0;
                        open = false;
                    }
                    "-" => {
                        sign = -1.0;
                        open = false;
                    }
                    "none" => return vec![0.0; 4],
                    word => {
                        if open {
                            axes.extend(current);
                            current = [0.0; 2];
                            sign = 1.0;
                        }
                        let part = usize::from(!word.ends_with('%'));
                        current[part] += sign * number(word);
                        open = true;
                    }
                }
            }
            axes.extend(current);
            axes.resize(4, 0.0);
            axes
        }
        Animatable::Scale if text == "none" => vec![1.0, 1.0],
        Animatable::Scale if words.len() == 1 => vec![words[0], words[0]],
        Animatable::Rotate if text == "none" => vec![0.0],
        Animatable::Property(Property::Background) => {
            let alpha = words.get(3).copied().unwrap_or(1.0) * 255.0;
            vec![words[0], words[1], words[2], alpha]
        }
        Animatable::Property(_) => vec![words[0]],
        _ => words,
    }
}
