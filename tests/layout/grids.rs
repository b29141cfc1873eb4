//! Grids: tracks, names, areas, places, alignment.

use crate::spec::{Fixture, Spec, frame, image, rectangle, text};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running.";

fn fixture(name: &str, root: Spec) -> Fixture {
    Fixture::new(name, 600.0, root)
}

fn cells(count: usize) -> Vec<Spec> {
    (0..count)
        .map(|index| rectangle(&format!("min-height: {}px", 20 + index * 3)))
        .collect()
}

fn grid(style: &str, children: impl IntoIterator<Item = Spec>) -> Spec {
    frame(&format!("display: grid; {style}"), children)
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut all = tracks();
    all.extend(places());
    all.extend(alignment());
    all.extend(content());
    all.extend(designs());
    all
}

fn tracks() -> Vec<Fixture> {
    let lists = [
        "100px 200px",
        "1fr 2fr 1fr",
        "auto auto auto",
        "100px auto 1fr",
        "20% calc(30% - 20px) 1fr",
        "minmax(100px, 1fr) minmax(auto, 150px) minmax(200px, 2fr)",
        "min-content max-content auto",
        "fit-content(120px) 1fr fit-content(50%)",
        "repeat(3, 1fr)",
        "repeat(2, 50px 1fr)",
        "repeat(auto-fill, 140px)",
        "repeat(auto-fit, minmax(140px, 1fr))",
        "repeat(auto-fill, minmax(90px, 1fr))",
        "[a] 100px repeat(auto-fit, [b] 60px [c]) 50px [d]",
        "0.3fr 0.2fr",
    ];
    let mut all: Vec<Fixture> = lists
        .into_iter()
        .map(|list| {
            fixture(
                &format!("columns {list}"),
                grid(
                    &format!("grid-template-columns: {list}; gap: 8px 12px"),
                    [
                        text("", "one two three"),
                        rectangle("height: 30px"),
                        text("", LOREM),
                        image(""),
                        text("", "short"),
                    ],
                ),
            )
        })
        .collect();
    all.extend([
        fixture(
            "rows share a definite height",
            grid(
                "height: 300px; grid-template-rows: 1fr auto 2fr; row-gap: 5%",
                [cells(2), vec![text("", LOREM)]].concat(),
            ),
        ),
        fixture(
            "rows with shares and minimums",
            grid(
                "height: 300px; grid-template-rows: 20% minmax(50px, 1fr) fit-content(40px); \
                 grid-template-columns: 1fr 1fr",
                cells(6),
            ),
        ),
        fixture(
            "rows that come by themselves",
            grid(
                "grid-auto-rows: 30px minmax(40px, auto); grid-auto-columns: 70px; \
                 grid-template-columns: 1fr 1fr",
                [cells(7), vec![rectangle("grid-column: 4; height: 10px")]].concat(),
            ),
        ),
        fixture(
            "columns that come by themselves",
            grid(
                "grid-auto-flow: column; grid-auto-columns: 1fr; grid-template-rows: 40px 40px; \
                 gap: 10px",
                cells(5),
            ),
        ),
        fixture(
            "shares as gaps",
            grid(
                "grid-template-columns: repeat(3, 1fr); gap: 4% 10%; padding: 10px",
                cells(5),
            ),
        ),
        fixture(
            "a grid without items has its tracks",
            frame(
                "",
                [
                    grid("grid-template-rows: 40px 30px; row-gap: 5px", []),
                    grid("grid-template-columns: 40px 30px; padding: 3px", []),
                    rectangle("height: 5px"),
                ],
            ),
        ),
    ]);
    all
}

fn places() -> Vec<Fixture> {
    vec![
        fixture(
            "items at lines",
            grid(
                "grid-template-columns: repeat(4, 1fr); grid-auto-rows: 30px; gap: 6px",
                [
                    rectangle("grid-column: 2 / 4"),
                    rectangle("grid-column: 1 / -1; grid-row: 2"),
                    rectangle("grid-column: span 2"),
                    rectangle("grid-row: span 2; grid-column: -2"),
                    rectangle("grid-column: span 3 / -1"),
                    rectangle(""),
                    rectangle(""),
                ],
            ),
        ),
        fixture(
            "items at names",
            grid(
                "grid-template-columns: [full-start] 40px [main-start] 1fr [main-end] 40px \
                 [full-end]; grid-template-rows: repeat(3, [row] 30px)",
                [
                    rectangle("grid-column: full"),
                    rectangle("grid-column: main; grid-row: 2 row"),
                    rectangle("grid-column: full-start / main-end; grid-row: row 3"),
                    rectangle("grid-column: main-start / span full-end; grid-row: 5"),
                ],
            ),
        ),
        fixture(
            "items in areas",
            grid(
                "grid-template-areas: \"head head head\" \"side main main\" \". foot foot\"; \
                 grid-template-columns: 120px 1fr 80px; grid-template-rows: 40px auto 30px; \
                 gap: 10px",
                [
                    rectangle("grid-row: head; grid-column: head"),
                    text("grid-row: side; grid-column: side", LOREM),
                    text("grid-row: main; grid-column: main", LOREM),
                    rectangle("grid-row: foot; grid-column: foot"),
                    rectangle("grid-column: side-start / main-end; grid-row: foot"),
                ],
            ),
        ),
        fixture(
            "areas without a template",
            grid(
                "grid-template-areas: \"a b\" \"c b\"; grid-auto-columns: 1fr; gap: 4px",
                [
                    text("grid-row: b; grid-column: b", LOREM),
                    rectangle("grid-row: c; grid-column: c; height: 30px"),
                    rectangle("grid-row: a; grid-column: a; height: 20px"),
                ],
            ),
        ),
        fixture(
            "holes stay or are filled",
            frame(
                "",
                ["row", "row dense", "column", "column dense"].map(|flow| {
                    grid(
                        &format!(
                            "grid-auto-flow: {flow}; grid-template-columns: repeat(3, 60px); \
                             grid-template-rows: repeat(3, 20px); grid-auto-rows: 20px; \
                             grid-auto-columns: 30px; margin-bottom: 10px"
                        ),
                        [
                            rectangle("grid-column: span 2"),
                            rectangle("grid-column: span 2; grid-row: span 2"),
                            rectangle(""),
                            rectangle(""),
                            rectangle("grid-column: 3"),
                            rectangle(""),
                            rectangle("grid-row: 2"),
                        ],
                    )
                }),
            ),
        ),
        fixture(
            "order sorts items",
            frame(
                "",
                [
                    grid(
                        "grid-template-columns: 1fr 2fr",
                        [
                            rectangle("height: 10px; order: 2"),
                            rectangle("height: 20px"),
                            rectangle("height: 30px; order: -1"),
                        ],
                    ),
                    frame(
                        "display: flex",
                        [
                            rectangle("height: 10px; width: 10px; order: 2"),
                            rectangle("height: 20px; width: 20px"),
                            rectangle("height: 30px; width: 30px; order: -1"),
                            rectangle("height: 30px; width: 40px"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "absolute children of a grid",
            grid(
                "grid-template-columns: 100px 1fr [end]; grid-template-rows: 50px 60px; \
                 gap: 10px; padding: 7px; border-width: 2px",
                [
                    rectangle("position: absolute; grid-column: 2; grid-row: 1; inset: 5px"),
                    rectangle(
                        "position: absolute; grid-column: 1 / end; grid-row: 2; \
                         width: 50px; height: 10px; right: 3px; bottom: 3px",
                    ),
                    rectangle("position: absolute; inset: 0px"),
                    rectangle(
                        "position: absolute; width: 30px; height: 20px; align-self: center; \
                         justify-self: end",
                    ),
                    rectangle(""),
                ],
            ),
        ),
    ]
}

fn alignment() -> Vec<Fixture> {
    let mut all = Vec::new();
    for value in [
        "normal",
        "start",
        "center",
        "end",
        "stretch",
        "space-between",
        "space-around",
        "space-evenly",
    ] {
        all.push(fixture(
            &format!("tracks {value}"),
            grid(
                &format!(
                    "height: 260px; grid-template-columns: 80px auto 60px; \
                     justify-content: {value}; align-content: {value}; gap: 5px"
                ),
                [cells(4), vec![text("", "a few words")]].concat(),
            ),
        ));
    }
    for value in ["normal", "start", "center", "end", "stretch"] {
        all.push(fixture(
            &format!("items {value}"),
            grid(
                &format!(
                    "grid-template-columns: 1fr 1fr 1fr; grid-auto-rows: 120px; \
                     justify-items: {value}"
                ),
                [
                    text("", "words"),
                    rectangle("width: 40px; height: 20px"),
                    image(""),
                    frame("padding: 5px", [text("", LOREM)]),
                    image("width: 50px"),
                    rectangle("height: 10px"),
                    rectangle("margin: auto; width: 20px; height: 20px"),
                    rectangle("margin: 10px auto 4px 6px; width: 20px"),
                    rectangle("aspect-ratio: 2; width: 50%"),
                ],
            ),
        ));
    }
    for value in [
        "auto",
        "start",
        "center",
        "end",
        "flex-start",
        "flex-end",
        "stretch",
        "baseline",
    ] {
        let itself = if matches!(value, "flex-start" | "flex-end" | "baseline") {
            "auto"
        } else {
            value
        };
        all.push(fixture(
            &format!("one item {value}"),
            grid(
                "grid-template-columns: 1fr 1fr; grid-auto-rows: minmax(90px, auto); \
                 align-items: center",
                [
                    text(
                        &format!("align-self: {value}; justify-self: {itself}"),
                        "words",
                    ),
                    text(
                        &format!(
                            "align-self: {value}; justify-self: {itself}; font-size: 30px; \
                             line-height: 2"
                        ),
                        "words",
                    ),
                    image(&format!("align-self: {value}; justify-self: {itself}")),
                    rectangle(&format!(
                        "align-self: {value}; justify-self: {itself}; min-width: 30px; \
                         min-height: 12px"
                    )),
                ],
            ),
        ));
    }
    all
}

fn content() -> Vec<Fixture> {
    vec![
        fixture(
            "items that span share their size out",
            grid(
                "grid-template-columns: auto auto 1fr; gap: 6px",
                [
                    text("grid-column: span 2", LOREM),
                    text("", "x"),
                    text("", "y"),
                    text("grid-column: span 2", "short words"),
                    text("grid-column: 1 / -1", LOREM),
                ],
            ),
        ),
        fixture(
            "grids in what shrinks to fit",
            frame(
                "display: flex; flex-direction: column; align-items: flex-start; gap: 5px",
                [
                    grid(
                        "grid-template-columns: auto auto; gap: 4px",
                        [text("", "one two"), text("", "three"), text("", "four")],
                    ),
                    grid(
                        "grid-template-columns: 1fr 2fr",
                        [text("", "one two"), text("", "three")],
                    ),
                    grid("grid-template-columns: repeat(auto-fill, 100px)", cells(3)),
                    grid(
                        "grid-template-columns: 1fr 50px; width: min-content",
                        [text("", LOREM), rectangle("height: 4px")],
                    ),
                ],
            ),
        ),
        fixture(
            "grids in grids",
            grid(
                "grid-template-columns: 1fr 1fr; gap: 10px",
                [
                    grid(
                        "grid-template-columns: 1fr auto; gap: 2px",
                        [text("", LOREM), text("", "end"), image("width: 100%")],
                    ),
                    grid(
                        "grid-template-rows: auto 1fr; padding: 6px",
                        [text("", "head"), rectangle("min-height: 20px")],
                    ),
                ],
            ),
        ),
        fixture(
            "shares of a cell",
            grid(
                "grid-template-columns: 200px 1fr; grid-template-rows: 100px auto",
                [
                    rectangle("width: 50%; height: 50%"),
                    frame("padding: 10%", [rectangle("height: 10px; width: 50%")]),
                    frame("height: 100%", [rectangle("height: 50%")]),
                    frame("", [image("width: 100%; height: 40px")]),
                ],
            ),
        ),
        fixture(
            "minimums and maximums of items",
            grid(
                "grid-template-columns: auto 1fr",
                [
                    rectangle("min-width: 120px; height: 10px"),
                    rectangle("max-width: 90px; height: 10px"),
                    text("max-width: 60px", LOREM),
                    text("min-width: 300px; max-height: 20px", LOREM),
                    frame("overflow: hidden", [text("", "overflowing")]),
                    frame(
                        "overflow: hidden; min-width: 0px",
                        [rectangle("width: 900px; height: 5px")],
                    ),
                ],
            ),
        ),
        fixture(
            "margins in cells don't collapse",
            grid(
                "grid-template-columns: 1fr 1fr",
                [
                    frame("margin: 10px", [rectangle("height: 20px; margin: 15px")]),
                    text("margin: 20px 5px", LOREM),
                    rectangle("margin: -5px; height: 20px"),
                    rectangle("margin: 0px 10%; height: 20px"),
                ],
            ),
        ),
        fixture(
            "a page that is a grid",
            grid(
                "grid-template-columns: 1fr minmax(0px, 400px) 1fr; row-gap: 20px; height: 400px",
                [
                    rectangle("grid-column: 1 / -1; height: 40px"),
                    text("grid-column: 2", LOREM),
                    rectangle("grid-column: 2 / 4; height: 60px"),
                ],
            ),
        ),
    ]
}

fn designs() -> Vec<Fixture> {
    let card = |words: &str| {
        frame(
            "display: flex; flex-direction: column; gap: 8px; padding: 12px; border-width: 1px",
            [
                image("width: 100%; aspect-ratio: 16 / 9"),
                text("font-size: 20px; font-weight: 600; line-height: 1.2", words),
                text("flex-grow: 1", LOREM),
                frame(
                    "display: flex; justify-content: space-between",
                    [text("", "$ 12"), text("", "Buy")],
                ),
            ],
        )
    };
    vec![
        fixture(
            "a gallery of cards",
            grid(
                "grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 16px; \
                 padding: 16px",
                [
                    card("One"),
                    card("A rather long title of two lines"),
                    card("Three"),
                    card("Four"),
                ],
            ),
        ),
        fixture(
            "a mosaic",
            grid(
                "grid-template-columns: repeat(4, 1fr); grid-auto-rows: 80px; gap: 8px; \
                 grid-auto-flow: row dense",
                [
                    image("grid-column: span 2; grid-row: span 2; width: 100%; height: 100%"),
                    image("width: 100%; height: 100%"),
                    image("grid-row: span 2; width: 100%; height: 100%"),
                    image("grid-column: span 3; width: 100%; height: 100%"),
                    image("width: 100%; height: 100%"),
                ],
            ),
        ),
        fixture(
            "a form",
            grid(
                "grid-template-columns: max-content 1fr; gap: 12px 20px; align-items: baseline",
                [
                    text("", "Name"),
                    frame("border-width: 1px; padding: 8px", [text("", "Ada")]),
                    text("", "Electronic mail"),
                    frame(
                        "border-width: 1px; padding: 8px",
                        [text("", "ada@example.org")],
                    ),
                    frame(
                        "grid-column: 2; justify-self: end; padding: 10px 20px",
                        [text("", "Send")],
                    ),
                ],
            ),
        ),
    ]
}
