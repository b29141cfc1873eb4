//! Boxes that stand in the lines of texts.

use crate::spec::{Fixture, Spec, frame, image, mixed, rectangle, rich, text, vector};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running";

fn button(words: &str) -> Spec {
    frame(
        "padding: 6px 14px; border-width: 1px",
        [text("font-size: 14px", words)],
    )
}

fn square(size: u32, style: &str) -> Spec {
    rectangle(&format!("width: {size}px; height: {size}px; {style}"))
}

fn fixture(name: impl Into<String>, root: Spec) -> Fixture {
    Fixture::new(name, 600.0, root)
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut all = lines();
    all.extend(alignments());
    all.extend(sizes());
    all.extend(insides());
    all.extend(surroundings());
    all
}

fn lines() -> Vec<Fixture> {
    let mut all = vec![
        fixture(
            "buttons in centred texts",
            frame(
                "",
                ["left", "center", "right", "justify", "end"].map(|align| {
                    mixed(
                        &format!("text-align: {align}"),
                        "See @ or @ now",
                        [button("Buy"), button("Try it first")],
                    )
                }),
            ),
        ),
        fixture(
            "boxes before, between and after words",
            frame(
                "",
                [
                    mixed("", "@first", [square(20, "")]),
                    mixed("", "last@", [square(20, "")]),
                    mixed("", "@", [square(20, "")]),
                    mixed("", "@@ @", [square(20, ""), square(10, ""), square(30, "")]),
                    mixed("", "a@b@c", [square(20, ""), square(10, "")]),
                    mixed("", "line\n@ line\nline @", [square(30, ""), square(40, "")]),
                    mixed("", "  @  ", [square(20, "")]),
                    mixed(
                        "white-space: normal",
                        "  @   a  @ ",
                        [square(20, ""), square(10, "")],
                    ),
                    mixed("", "without places", [square(20, ""), square(10, "")]),
                    mixed("", "one @ place", [square(20, ""), square(10, "")]),
                    mixed("", "two @ places @", [square(20, "")]),
                    mixed(
                        "",
                        "hidden @ and @ shown",
                        [square(20, "hidden: true"), square(10, "")],
                    ),
                    mixed(
                        "white-space: normal",
                        "hidden @ and @ shown",
                        [square(20, "hidden: true"), square(10, "")],
                    ),
                ],
            ),
        ),
        fixture(
            "lines break beside boxes",
            frame(
                "",
                [
                    mixed("width: 30px", "(@)", [square(20, "")]),
                    mixed("width: 30px", "a.@, b", [square(20, "")]),
                    mixed("width: 60px", "word\u{a0}@\u{a0}word", [square(20, "")]),
                    mixed("width: 30px", "“@”", [square(20, "")]),
                    mixed("width: 30px", "word-@-word", [square(20, "")]),
                    mixed("width: 45px", "@@@@@", [(); 5].map(|()| square(20, ""))),
                    mixed("width: 45px", "@ @ @ @ @", [(); 5].map(|()| square(20, ""))),
                    mixed(
                        "width: 45px; white-space: nowrap",
                        "@ @ word @",
                        [(); 3].map(|()| square(20, "")),
                    ),
                    mixed(
                        "width: 45px; white-space: pre",
                        "@ @ word @",
                        [(); 3].map(|()| square(20, "")),
                    ),
                    mixed("width: 10px", "a@b", [square(20, "")]),
                ],
            ),
        ),
        fixture(
            "justified lines",
            frame(
                "width: 210px",
                [
                    mixed(
                        "text-align: justify",
                        "The quick @ brown fox @ jumps over the @ lazy dog and keeps @ running",
                        [button("a"), square(20, ""), button("bc"), square(30, "")],
                    ),
                    mixed(
                        "text-align: justify; direction: rtl",
                        "The quick @ brown fox @ jumps over the @ lazy dog and keeps @ running",
                        [button("a"), square(20, ""), button("bc"), square(30, "")],
                    ),
                ],
            ),
        ),
        fixture(
            "indented lines",
            frame(
                "width: 200px",
                [
                    mixed(
                        "text-indent: 40px",
                        "@ and words that wrap",
                        [square(20, "")],
                    ),
                    mixed("text-indent: 10%", "@ and words that wrap", [button("Buy")]),
                    mixed(
                        "text-indent: 170px",
                        "@ and words that wrap",
                        [square(40, "")],
                    ),
                    mixed(
                        "text-align: center; text-indent: -20px",
                        "@ and words that wrap",
                        [button("Buy")],
                    ),
                ],
            ),
        ),
        fixture(
            "letter and word spacing are no box's",
            frame(
                "",
                [mixed(
                    "letter-spacing: 3px; word-spacing: 5px; width: 300px",
                    "Spaced @ words@and @ more of them",
                    [button("Buy"), square(20, ""), button("Try it")],
                )],
            ),
        ),
        fixture(
            "from right to left",
            frame(
                "direction: rtl",
                [
                    mixed("", "See @ or @ now", [button("Buy"), button("Try")]),
                    mixed("", "שלום @ עולם @", [button("Buy"), square(20, "")]),
                    mixed(
                        "direction: ltr",
                        "שלום @ עולם @ abc",
                        [button("Buy"), square(20, "")],
                    ),
                    mixed("direction: ltr", "abc שלום @ עולם def", [button("Buy")]),
                    mixed(
                        "text-align: center; width: 150px",
                        "שלום @ עולם @ שלום @ עולם",
                        [button("Buy"), square(20, ""), button("שלום")],
                    ),
                    mixed(
                        "width: 200px",
                        "@@@ @",
                        [
                            square(80, ""),
                            square(90, ""),
                            square(20, ""),
                            button("Buy"),
                        ],
                    ),
                ],
            ),
        ),
    ];
    for width in [40, 75, 110, 145, 180, 240, 320, 410] {
        all.push(fixture(
            format!("wrapping at {width} px"),
            frame(
                &format!("width: {width}px"),
                [
                    mixed(
                        "",
                        "The quick @ brown fox @ jumps over@ the lazy @dog and keeps (@) running.",
                        [
                            button("Buy"),
                            square(24, ""),
                            button("Try it first"),
                            image("width: 40px"),
                            square(10, ""),
                        ],
                    ),
                    mixed(
                        "text-align: center; white-space: normal",
                        "The quick @ brown fox @ jumps over@ the lazy @dog and keeps (@) running.",
                        [
                            button("Buy"),
                            square(24, ""),
                            button("Try it first"),
                            image("width: 40px"),
                            square(10, ""),
                        ],
                    ),
                    mixed(
                        "text-align: right",
                        "@ The@ quick @ @ brown fox",
                        [square(24, ""), square(24, ""), button("a b"), button("c d")],
                    ),
                ],
            ),
        ));
    }
    all
}

const ALIGNMENTS: [&str; 11] = [
    "baseline",
    "top",
    "middle",
    "bottom",
    "text-top",
    "text-bottom",
    "sub",
    "super",
    "7px",
    "-5.5px",
    "30px",
];

fn alignments() -> Vec<Fixture> {
    let mut all = Vec::new();
    for align in ALIGNMENTS {
        let style = format!("vertical-align: {align}");
        all.push(fixture(
            format!("aligned {align}"),
            frame(
                "",
                [
                    mixed("", "Words @ here", [square(12, &style)]),
                    mixed("", "Words @ here", [square(60, &style)]),
                    mixed(
                        "font-size: 31px; line-height: 1.1; font-family: Fraunces",
                        "Words @ here",
                        [square(20, &style)],
                    ),
                    mixed(
                        "line-height: 3",
                        "Words @ and @ here",
                        [
                            square(20, &style),
                            frame(&format!("padding: 3px; {style}"), [text("", "Two\nlines")]),
                        ],
                    ),
                    mixed(
                        "line-height: 0.6; font-size: 20px",
                        "Words @ and @ here",
                        [square(20, &style), text(&style, "Text")],
                    ),
                    mixed(
                        "",
                        "Words @ and @ here",
                        [square(90, ""), square(20, &style)],
                    ),
                    mixed(
                        "",
                        "Words @ and @ here",
                        [
                            square(40, &format!("margin: 5px 3px 9px 7px; {style}")),
                            image(&format!("width: 60px; {style}")),
                        ],
                    ),
                    mixed(
                        "font-size: 13px; font-family: JetBrains Mono",
                        "Words @ and @ here",
                        [
                            text(&format!("font-size: 28px; {style}"), "Large"),
                            text(&format!("font-size: 8px; {style}"), "small"),
                        ],
                    ),
                ],
            ),
        ));
    }
    all.push(fixture(
        "aligned at both edges of the line",
        frame(
            "",
            [
                mixed(
                    "",
                    "a @ b @ c",
                    [
                        square(60, "vertical-align: top"),
                        square(80, "vertical-align: bottom"),
                    ],
                ),
                mixed(
                    "",
                    "a @ b @ c",
                    [
                        square(80, "vertical-align: top"),
                        square(60, "vertical-align: bottom"),
                    ],
                ),
                mixed(
                    "",
                    "a @ b @ c",
                    [
                        square(80, "vertical-align: bottom"),
                        square(60, "vertical-align: top"),
                    ],
                ),
                mixed(
                    "",
                    "a @ b @ c @ d",
                    [
                        square(50, "vertical-align: middle"),
                        square(60, "vertical-align: bottom"),
                        square(70, "vertical-align: top"),
                    ],
                ),
                mixed(
                    "",
                    "a @ b @ c @ d @",
                    [
                        square(50, "vertical-align: text-top"),
                        square(60, "vertical-align: bottom"),
                        square(55, "vertical-align: bottom"),
                        square(40, ""),
                    ],
                ),
            ],
        ),
    ));
    all.push(fixture(
        "aligned by the run around",
        frame(
            "",
            ALIGNMENTS.map(|align| {
                let mut spec = rich(
                    "",
                    &[
                        ("", "Words "),
                        ("font-size: 28px", "and \u{fffc} large"),
                        ("", " ones"),
                    ],
                );
                spec.children = vec![square(20, &format!("vertical-align: {align}"))];
                spec
            }),
        ),
    ));
    all
}

fn sizes() -> Vec<Fixture> {
    vec![
        fixture(
            "per cents of the text's content box",
            frame(
                "",
                [
                    mixed(
                        "padding: 10px 20px",
                        "a @ b @ c",
                        [
                            rectangle("width: 25%; height: 20px"),
                            rectangle("width: 50%; height: 20px; margin: 0px 2% 0px 5%"),
                        ],
                    ),
                    mixed(
                        "height: 200px; border-width: 3px",
                        "a @ b @ c",
                        [
                            rectangle("width: 10%; height: 50%"),
                            frame("padding: 5%; height: 25%", [square(10, "")]),
                        ],
                    ),
                    mixed("", "a @ b", [rectangle("width: 10%; height: 50%")]),
                ],
            ),
        ),
        fixture(
            "bounds and set sizes",
            frame(
                "",
                [mixed(
                    "width: 300px",
                    "a @ b @ c @ d @ e",
                    [
                        frame("min-width: 120px; border-width: 1px", [text("", "Buy")]),
                        frame("max-width: 90px; border-width: 1px", [text("", LOREM)]),
                        frame(
                            "width: 80px; height: 50px; border-width: 1px",
                            [text("", "Buy")],
                        ),
                        frame(
                            "width: min-content; border-width: 1px",
                            [text("", "Try it first")],
                        ),
                    ],
                )],
            ),
        ),
        fixture(
            "as wide as the content within the room",
            frame(
                "width: 220px",
                [
                    mixed("", "a @ b", [frame("border-width: 1px", [text("", LOREM)])]),
                    mixed("", "a @ b", [text("", LOREM)]),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; gap: 8px",
                            [text("", "one two"), text("", LOREM)],
                        )],
                    ),
                    mixed("", "a @ b", [frame("margin: 0px 30px", [text("", LOREM)])]),
                ],
            ),
        ),
        fixture(
            "margins count in the line",
            frame(
                "",
                [
                    mixed(
                        "",
                        "a @ b @ c",
                        [
                            square(20, "margin: 10px 20px 15px 5px"),
                            square(20, "margin: -10px -5px"),
                        ],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame("margin: 12px auto; padding: 4px", [text("", "Buy")])],
                    ),
                    mixed(
                        "width: 90px",
                        "a @ b @ c",
                        [
                            square(20, "margin: 0px 30px"),
                            square(20, "margin: 0px -30px 0px 0px"),
                        ],
                    ),
                    mixed("", "a @ b", [square(20, "margin: 0px 0px -20px 0px")]),
                ],
            ),
        ),
        fixture(
            "pictures stand on the baseline",
            frame(
                "",
                [
                    mixed("", "@", [image("")]),
                    mixed(
                        "",
                        "a @ b @ c",
                        [image("width: 30px"), vector("height: 40px")],
                    ),
                    mixed(
                        "font-size: 40px",
                        "a @ b",
                        [image("width: 30px; margin: 0px 0px 4px 0px")],
                    ),
                    mixed("", "@", [image("width: 100%")]),
                    mixed("line-height: 0", "@", [image("width: 50%")]),
                ],
            ),
        ),
        fixture(
            "texts that shrink to what stands in them",
            frame(
                "display: flex; gap: 5px; align-items: flex-start",
                [
                    mixed("", "See @ now", [button("Buy")]),
                    mixed(
                        "width: min-content",
                        "See @ now",
                        [button("Buy more of it")],
                    ),
                    mixed(
                        "width: max-content",
                        "@ a@",
                        [square(20, ""), rectangle("width: 50%; height: 5px")],
                    ),
                    mixed(
                        "width: min-content",
                        "a @",
                        [frame("", [text("white-space: nowrap", "Try it")])],
                    ),
                ],
            ),
        ),
        fixture(
            "texts with boxes in grids and columns",
            frame(
                "",
                [
                    frame(
                        "display: grid; grid-template-columns: auto 1fr min-content; gap: 4px",
                        [
                            mixed("", "See @ now", [button("Buy")]),
                            mixed(
                                "",
                                "See @ now and wrap if there is no room for @ it all",
                                [button("Buy"), square(40, "")],
                            ),
                            mixed("", "See @ now", [button("Buy")]),
                        ],
                    ),
                    frame(
                        "display: flex; flex-direction: column; align-items: center",
                        [
                            mixed("", "See @ now", [button("Buy")]),
                            mixed(
                                "width: 60%; text-align: center",
                                "See @ now",
                                [button("Buy")],
                            ),
                        ],
                    ),
                    frame(
                        "display: flex; align-items: baseline",
                        [
                            mixed("", "See @ now", [square(50, "")]),
                            text("font-size: 30px", "Large"),
                        ],
                    ),
                ],
            ),
        ),
    ]
}

fn insides() -> Vec<Fixture> {
    vec![
        fixture(
            "rows in lines",
            frame(
                "",
                [
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; gap: 6px; padding: 5px",
                            [square(16, ""), text("font-size: 20px", "Words")],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; align-items: baseline",
                            [square(30, ""), text("font-size: 20px", "Words")],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; flex-direction: column",
                            [text("", "First"), text("", "Second")],
                        )],
                    ),
                    mixed("", "a @ b", [frame("display: flex; padding: 9px", [])]),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; overflow: hidden; height: 10px",
                            [text("", "Cut")],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: flex; flex-wrap: wrap; width: 100px",
                            [text("width: 70px", "First"), text("width: 70px", "Second")],
                        )],
                    ),
                ],
            ),
        ),
        fixture(
            "grids in lines",
            frame(
                "",
                [
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: grid; grid-template-columns: 40px 60px; gap: 5px",
                            [square(20, ""), text("", "b"), text("", "c"), square(30, "")],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: grid; padding: 4px",
                            [text("font-size: 24px", "One"), text("", "Two")],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "display: grid; height: 60px; align-content: center",
                            [text("", "One")],
                        )],
                    ),
                ],
            ),
        ),
        fixture(
            "the last line's baseline",
            frame(
                "",
                [
                    mixed("", "a @ b", [text("width: 100px", LOREM)]),
                    mixed(
                        "",
                        "a @ b",
                        [frame("", [text("", "One"), text("margin: 5px 0px", "Two")])],
                    ),
                    mixed("", "a @ b", [frame("", [text("", "One"), square(20, "")])]),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "",
                            [
                                frame("", [text("", "One")]),
                                frame("padding: 7px", [square(20, "")]),
                            ],
                        )],
                    ),
                    mixed(
                        "",
                        "a @ b",
                        [frame(
                            "",
                            [frame(
                                "display: flex",
                                [text("", "One"), text("font-size: 30px", "Two")],
                            )],
                        )],
                    ),
                    mixed("", "a @ b", [frame("overflow: hidden", [text("", "One")])]),
                    mixed("", "a @ b", [frame("overflow: clip", [text("", "One")])]),
                    mixed("", "a @ b", [frame("height: 10px", [text("", "One\nTwo")])]),
                    mixed(
                        "",
                        "a @ b",
                        [text(
                            "text-overflow: ellipsis; white-space: nowrap; width: 50px",
                            LOREM,
                        )],
                    ),
                    mixed("", "a @ b", [text("", "")]),
                    mixed("", "a @ b", [frame("", [])]),
                    mixed("", "a @ b", [frame("padding: 5px", [])]),
                ],
            ),
        ),
        fixture(
            "texts in texts in texts",
            frame(
                "",
                [
                    mixed(
                        "",
                        "a @ b",
                        [mixed(
                            "font-size: 20px; padding: 4px",
                            "c @ d",
                            [mixed(
                                "font-size: 12px; border-width: 1px",
                                "e @ f",
                                [square(10, "")],
                            )],
                        )],
                    ),
                    mixed(
                        "width: 120px; text-align: center",
                        "a @ b",
                        [mixed(
                            "text-align: right",
                            "c @ d\nlonger line",
                            [square(30, "")],
                        )],
                    ),
                ],
            ),
        ),
        fixture(
            "margins inside stay inside",
            frame(
                "",
                [mixed(
                    "",
                    "a @ b",
                    [frame(
                        "border-width: 0px",
                        [
                            square(20, "margin: 10px 0px"),
                            text("margin: 15px 0px", "Words"),
                        ],
                    )],
                )],
            ),
        ),
        fixture(
            "moved, and out of the flow",
            frame(
                "",
                [
                    mixed(
                        "",
                        "a @ b @ c",
                        [
                            square(20, "position: relative; left: 5px; top: -3px"),
                            button("Buy"),
                        ],
                    ),
                    mixed(
                        "padding: 10px",
                        "a @ b\nc",
                        [
                            button("Buy"),
                            square(20, "position: absolute; right: 5px; top: 3px"),
                            square(20, "position: absolute"),
                        ],
                    ),
                ],
            ),
        ),
    ]
}

fn surroundings() -> Vec<Fixture> {
    vec![
        fixture(
            "runs around boxes",
            frame(
                "width: 260px",
                [{
                    let mut spec = rich(
                        "",
                        &[
                            ("", "Words and "),
                            (
                                "font-weight: 700; background: #ffff00",
                                "bold \u{fffc} ones",
                            ),
                            ("", " then \u{fffc}"),
                            ("font-size: 24px", "large\u{fffc}"),
                            ("font-size: 12px", "small"),
                        ],
                    );
                    spec.children = vec![button("Buy"), square(20, ""), square(30, "")];
                    spec
                }],
            ),
        ),
        fixture(
            "lines as high as the font says",
            frame(
                "",
                [
                    mixed("line-height: normal", "a @ b", [square(30, "")]),
                    mixed(
                        "line-height: normal; font-family: Fraunces",
                        "שלום @ b",
                        [square(3, "")],
                    ),
                    mixed(
                        "line-height: 40px",
                        "a @ b",
                        [square(10, "vertical-align: middle")],
                    ),
                    mixed(
                        "line-height: 10px",
                        "a @ b",
                        [text("line-height: 10px", "c")],
                    ),
                ],
            ),
        ),
        fixture(
            "words of other cases",
            frame(
                "",
                [mixed(
                    "text-transform: uppercase",
                    "straße @ weiß @",
                    [button("Buy"), square(20, "")],
                )],
            ),
        ),
        fixture(
            "words broken anywhere",
            frame(
                "width: 100px",
                [
                    mixed(
                        "word-break: break-all",
                        "abcdefgh@ijklmnopqr st@uv",
                        [square(20, ""), square(40, "")],
                    ),
                    mixed(
                        "word-break: keep-all",
                        "中文字@中文字中文字",
                        [square(20, "")],
                    ),
                ],
            ),
        ),
    ]
}
