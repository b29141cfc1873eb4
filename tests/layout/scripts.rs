//! Texts in several scripts and directions, emoji among them, and ideographs.

use crate::spec::{Fixture, Spec, frame, rich, text};

fn page(name: &str, texts: Vec<Spec>) -> Fixture {
    let column = "display: flex; flex-direction: column; align-items: flex-start; gap: 7px";
    Fixture::new(name, 600.0, frame(column, texts))
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut pages = scripts();
    pages.extend(ideographs());
    pages
}

const HEBREW: &str = "שלום עולם, זה משפט בעברית עם מספר 123 ומילה English באמצע";
const ARABIC: &str = "مرحبا بالعالم، هذه جملة بالعربية مع رقم 123 وكلمة English في الوسط";

/// Hebrew, Arabic and emoji among other letters, in both directions.
fn scripts() -> Vec<Fixture> {
    let sentences = [
        HEBREW,
        ARABIC,
        "Hello שלום 123 مرحبا 👋🏽 world",
        "Fresh 🥖 bread, 👩‍👩‍👧 family, 🇩🇪 flag, 👍🏽 thumb, 1️⃣ key, ❤️ heart and ☀ sun with שלום.",
        "Łódź, Привет, Ελλάδα → 5 ≤ 7",
    ];
    let styles = [
        "",
        "width: 170px",
        "direction: rtl",
        "direction: rtl; width: 170px",
        "direction: rtl; width: 170px; text-align: left",
        "direction: rtl; width: 170px; text-align: justify",
        "direction: rtl; width: 170px; text-indent: 20px",
        "width: 190px; font-size: 21px; font-weight: 700; text-align: center",
        "font-family: Fraunces; font-style: italic; width: 200px",
        "font-family: JetBrains Mono; font-weight: 300; width: 230px",
        "line-height: normal; width: 150px",
        "line-height: normal; font-family: Fraunces; font-size: 23px; width: 300px",
    ];
    let of = |sentence: &str| styles.map(|style| text(style, sentence)).to_vec();
    let name = |index: usize| format!("scripts {}", index + 1);
    let numbered = sentences.into_iter().enumerate();
    let mut pages: Vec<Fixture> = numbered
        .map(|(index, sentence)| page(&name(index), of(sentence)))
        .collect();
    let mut runs = Vec::new();
    for style in [
        "",
        "width: 150px",
        "direction: rtl",
        "direction: rtl; width: 150px",
    ] {
        runs.push(rich(
            style,
            &[
                ("", "Bread "),
                ("font-weight: 700", "לחם טרי"),
                ("", " and 🥖 "),
                ("font-style: italic; color: #c0392b", "خبز طازج"),
                ("", " every day"),
            ],
        ));
    }
    pages.push(page("runs of scripts", runs));
    pages
}

/// Ideographs, kana and hangul, with the rules for what can't begin or end a line.
fn ideographs() -> Vec<Fixture> {
    let sentences = [
        "日本語の文章では、行の先頭に句読点（「」や。など）が来ないように改行します。ちょっとしたルールです。",
        "这是一个中文句子，其中有标点符号：“引号”、《书名》和（括号）。价格是￥128元，折扣50%！",
        "한국어 문장은 단어 사이에서 줄을 바꿉니다. 그렇지만 글자 사이에서도 바꿀 수 있습니다.",
        "Mixed 日本語 and English words、2026年11月21日（土）に open します。https://example.com/路径",
        "データベースのインターフェースっていいね・・・ァィゥ々〻ー「開く」『二重』【角】〔亀〕？！",
    ];
    let breaks = ["normal", "break-all", "keep-all"];
    breaks
        .iter()
        .map(|breaks| {
            let texts = sentences.iter().flat_map(|sentence| {
                [80, 97, 131, 160, 208, 290]
                    .map(|width| text(&format!("word-break: {breaks}; width: {width}px"), sentence))
            });
            page(&format!("ideographs, {breaks}"), texts.collect())
        })
        .collect()
}
