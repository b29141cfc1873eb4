//! One small page a feature, written by hand.

use crate::spec::{Fixture, Spec, frame, image, rectangle, text, vector};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running through the \
                     wide, well-kept meadow until nightfall.";

fn box_of(size: &str) -> Spec {
    rectangle(&format!("width: {size}; height: {size}"))
}

fn fixture(name: &str, root: Spec) -> Fixture {
    Fixture::new(name, 600.0, root)
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut all = block();
    all.extend(flex());
    all.extend(flex_text());
    all.extend(absolute());
    all.extend(replaced());
    all.extend(texts());
    all.extend(compositions());
    all
}

fn block() -> Vec<Fixture> {
    vec![
        fixture(
            "block stacks and fills",
            frame(
                "padding: 10px 20px",
                [
                    rectangle("height: 30px; margin: 0px 0px 12px 0px"),
                    rectangle("height: 30px; width: 50%"),
                    rectangle("height: 30px; width: 33.333%; max-width: 150px"),
                    rectangle("height: 30px; width: 10px; min-width: 25%"),
                ],
            ),
        ),
        fixture(
            "margins collapse between siblings",
            frame(
                "",
                [
                    rectangle("height: 20px; margin: 10px 0px 30px 0px"),
                    rectangle("height: 20px; margin: 20px 0px 5px 0px"),
                    rectangle("height: 20px; margin: -8px 0px 0px 0px"),
                    rectangle("margin: 15px 0px 25px 0px"),
                    rectangle("height: 20px"),
                ],
            ),
        ),
        fixture(
            "margins collapse through parents",
            frame(
                "",
                [
                    frame(
                        "margin: 10px 0px",
                        [frame(
                            "margin: 25px 0px",
                            [rectangle("height: 20px; margin: 5px 0px 40px 0px")],
                        )],
                    ),
                    frame(
                        "padding: 1px 0px",
                        [rectangle("height: 20px; margin: 30px 0px")],
                    ),
                    frame(
                        "border-width: 2px; margin: 10px 0px",
                        [rectangle("height: 20px; margin: 30px 0px")],
                    ),
                    frame(
                        "overflow: hidden; margin: 10px 0px",
                        [rectangle("height: 20px; margin: 30px 0px")],
                    ),
                    frame(
                        "display: flex; margin: 10px 0px",
                        [rectangle("height: 20px; width: 20px; margin: 30px 0px")],
                    ),
                    frame(
                        "min-height: 10px",
                        [rectangle("height: 20px; margin: 30px 0px")],
                    ),
                    frame(
                        "height: 60px",
                        [rectangle("height: 20px; margin: 30px 0px")],
                    ),
                    rectangle("height: 10px"),
                ],
            ),
        ),
        fixture(
            "margins stay inside the root",
            frame(
                "",
                [
                    text("margin: 24px 0px", "First"),
                    text("margin: 40px 0px", "Last"),
                ],
            ),
        ),
        fixture(
            "auto margins centre blocks",
            frame(
                "",
                [
                    rectangle("width: 200px; height: 20px; margin: 0px auto"),
                    rectangle("width: 200px; height: 20px; margin: 0px 0px 0px auto"),
                    rectangle("width: 200px; height: 20px; margin: 0px auto 0px 30px"),
                    rectangle("width: 800px; height: 20px; margin: 0px auto"),
                    text("width: 200px; margin: 0px auto", "centred"),
                ],
            ),
        ),
        fixture(
            "per cents follow the width, heights only definite ones",
            frame(
                "",
                [
                    frame(
                        "height: 200px; padding: 5% 10%",
                        [
                            rectangle("height: 50%"),
                            frame("height: 25%; margin: 2%", [rectangle("height: 100%")]),
                        ],
                    ),
                    frame("", [rectangle("height: 50%"), rectangle("height: 10px")]),
                    frame("min-height: 100px", [rectangle("height: 50%")]),
                ],
            ),
        ),
        fixture(
            "borders take whole px",
            frame(
                "border-width: 3px 1.5px 0.4px 2.9px",
                [
                    frame(
                        "border-width: 4px; padding: 3px; width: 20px; height: 4px",
                        [rectangle("height: 10px")],
                    ),
                    frame(
                        "border-width: 1px; width: 50%; height: 40px",
                        [rectangle("height: 100%")],
                    ),
                ],
            ),
        ),
        fixture(
            "hidden elements take no room",
            frame(
                "display: flex; gap: 10px",
                [
                    box_of("30px"),
                    frame("hidden: true; width: 100px", [text("", "not seen")]),
                    box_of("30px"),
                    text("hidden: true", "not seen"),
                    box_of("30px"),
                ],
            ),
        ),
        fixture(
            "root grows with its content and keeps its minimum",
            frame(
                "min-height: 300px; padding: 20px",
                [rectangle("height: 50px")],
            ),
        ),
        fixture(
            "root as a column",
            frame(
                "display: flex; flex-direction: column; gap: 16px; padding: 24px",
                [
                    text("", "Title"),
                    rectangle("height: 40px; align-self: center; width: 50%"),
                    text("align-self: flex-end", "End"),
                ],
            ),
        ),
    ]
}

fn flex() -> Vec<Fixture> {
    let mut all = vec![
        fixture(
            "grow shares what is left",
            frame(
                "display: flex; gap: 7px",
                [
                    rectangle("flex-grow: 1; height: 20px"),
                    rectangle("flex-grow: 2; height: 20px; flex-basis: 0px"),
                    rectangle("flex-grow: 1; height: 20px; flex-basis: 25%"),
                    rectangle("flex-grow: 3; height: 20px; max-width: 90px"),
                ],
            ),
        ),
        fixture(
            "grow below one leaves room",
            frame(
                "display: flex",
                [
                    rectangle("flex-grow: 0.25; height: 20px"),
                    rectangle("flex-grow: 0.25; height: 20px; width: 100px"),
                ],
            ),
        ),
        fixture(
            "shrink follows the base size",
            frame(
                "display: flex; gap: 10px",
                [
                    rectangle("width: 400px; height: 20px"),
                    rectangle("width: 400px; height: 20px; flex-shrink: 3"),
                    rectangle("width: 200px; height: 20px; flex-shrink: 0"),
                    rectangle("width: 200px; height: 20px; min-width: 150px"),
                ],
            ),
        ),
        fixture(
            "wrap makes lines",
            frame(
                "display: flex; flex-wrap: wrap; gap: 8px 12px",
                [
                    box_of("180px"),
                    box_of("180px"),
                    box_of("200px"),
                    box_of("260px"),
                    box_of("100px"),
                ],
            ),
        ),
        fixture(
            "wrapped lines stretch",
            frame(
                "display: flex; flex-wrap: wrap; height: 400px",
                [
                    rectangle("width: 250px"),
                    rectangle("width: 250px; height: 40px"),
                    rectangle("width: 250px; align-self: flex-end; height: 10px"),
                    rectangle("width: 250px"),
                ],
            ),
        ),
        fixture(
            "wrapped columns",
            frame(
                "display: flex; flex-direction: column; flex-wrap: wrap; height: 220px; gap: 10px",
                [
                    box_of("90px"),
                    box_of("90px"),
                    box_of("90px"),
                    box_of("40px"),
                ],
            ),
        ),
        fixture(
            "nested flex",
            frame(
                "display: flex; gap: 20px; padding: 20px",
                [
                    frame(
                        "display: flex; flex-direction: column; gap: 8px; flex-grow: 1; padding: 12px",
                        [
                            text("font-size: 24px", "A card"),
                            text("", LOREM),
                            frame(
                                "display: flex; gap: 8px; justify-content: flex-end",
                                [
                                    frame("padding: 8px 16px", [text("", "Cancel")]),
                                    frame("padding: 8px 16px", [text("", "Save")]),
                                ],
                            ),
                        ],
                    ),
                    frame(
                        "display: flex; flex-direction: column; width: 30%; justify-content: space-between",
                        [box_of("40px"), box_of("40px")],
                    ),
                ],
            ),
        ),
        fixture(
            "auto margins in flex",
            frame(
                "display: flex; height: 120px",
                [
                    box_of("30px"),
                    rectangle("width: 30px; height: 30px; margin: auto 0px auto auto"),
                    rectangle("width: 30px; height: 30px; margin: auto"),
                ],
            ),
        ),
        fixture(
            "stretch makes per cents definite",
            frame(
                "display: flex; height: 150px",
                [
                    frame("width: 100px", [rectangle("height: 50%")]),
                    frame(
                        "width: 100px; align-self: flex-start",
                        [rectangle("height: 50%")],
                    ),
                    frame("width: 100px; height: 100%", [rectangle("height: 50%")]),
                ],
            ),
        ),
        fixture(
            "column grow gives definite heights",
            frame(
                "display: flex; flex-direction: column; height: 300px",
                [
                    rectangle("height: 40px"),
                    frame("flex-grow: 1", [rectangle("height: 50%")]),
                    frame(
                        "flex-grow: 1; flex-basis: 0px; min-height: 0px",
                        [rectangle("height: 100%")],
                    ),
                ],
            ),
        ),
        fixture(
            "minimum size of content",
            frame(
                "display: flex; width: 600px",
                [
                    frame(
                        "flex-basis: 0px; flex-grow: 1",
                        [rectangle("width: 320px; height: 10px")],
                    ),
                    frame(
                        "flex-basis: 0px; flex-grow: 1",
                        [rectangle("width: 20px; height: 10px")],
                    ),
                    frame(
                        "flex-basis: 0px; flex-grow: 1; overflow: hidden",
                        [rectangle("width: 320px; height: 10px")],
                    ),
                    frame(
                        "flex-basis: 0px; flex-grow: 1; min-width: 0px",
                        [rectangle("width: 320px; height: 10px")],
                    ),
                ],
            ),
        ),
        fixture(
            "reversed",
            frame(
                "",
                [
                    frame(
                        "display: flex; flex-direction: row-reverse; gap: 5px",
                        [box_of("20px"), box_of("30px"), box_of("40px")],
                    ),
                    frame(
                        "display: flex; flex-direction: column-reverse; gap: 5px; height: 200px",
                        [box_of("20px"), box_of("30px"), box_of("40px")],
                    ),
                    frame(
                        "display: flex; flex-direction: row-reverse; flex-wrap: wrap; width: 100px",
                        [box_of("40px"), box_of("40px"), box_of("40px")],
                    ),
                ],
            ),
        ),
        fixture(
            "padding and borders in flex items",
            frame(
                "display: flex; padding: 10px; border-width: 5px",
                [
                    frame(
                        "padding: 10px; border-width: 2px; flex-basis: 10px",
                        [rectangle("height: 10px")],
                    ),
                    frame(
                        "padding: 5%; flex-grow: 1; border-width: 1px",
                        [rectangle("height: 10px; width: 50%")],
                    ),
                    frame(
                        "width: 100px; padding: 10px 60px",
                        [rectangle("height: 10px")],
                    ),
                ],
            ),
        ),
    ];
    for justify in [
        "flex-start",
        "center",
        "flex-end",
        "space-between",
        "space-around",
        "space-evenly",
    ] {
        all.push(fixture(&format!("justify {justify}"), frame("", [
            frame(&format!("display: flex; justify-content: {justify}; gap: 6px"), [box_of("40px"), box_of("70px"), box_of("50px")]),
            frame(&format!("display: flex; justify-content: {justify}"), [box_of("70px")]),
            frame(&format!("display: flex; justify-content: {justify}; width: 90px"), [
                rectangle("width: 60px; height: 10px; flex-shrink: 0"), rectangle("width: 60px; height: 10px; flex-shrink: 0"),
            ]),
            frame(&format!("display: flex; flex-direction: column; justify-content: {justify}; height: 200px"), [box_of("40px"), box_of("20px")]),
        ])));
    }
    for align in ["stretch", "flex-start", "center", "flex-end", "baseline"] {
        all.push(fixture(
            &format!("align {align}"),
            frame(
                "",
                [
                    frame(
                        &format!("display: flex; align-items: {align}; height: 100px"),
                        [
                            box_of("40px"),
                            text("", "Text"),
                            text("font-size: 40px", "Big"),
                            rectangle("width: 30px"),
                            frame("padding: 10px", [text("", "In a frame")]),
                            frame("align-self: stretch; width: 20px", []),
                        ],
                    ),
                    frame(
                        &format!("display: flex; flex-direction: column; align-items: {align}"),
                        [
                            rectangle("height: 10px"),
                            text("", "Text"),
                            text("max-width: 120px", LOREM),
                            image("width: 30px"),
                            vector(""),
                        ],
                    ),
                ],
            ),
        ));
    }
    all
}

fn flex_text() -> Vec<Fixture> {
    vec![
        fixture(
            "text shrinks and wraps in a row",
            frame(
                "display: flex; gap: 16px",
                [
                    rectangle("width: 100px; height: 50px; flex-shrink: 0"),
                    text("", LOREM),
                    text("flex-shrink: 0", "fixed"),
                ],
            ),
        ),
        fixture(
            "two texts share a row",
            frame(
                "display: flex; gap: 16px",
                [
                    text("flex-grow: 1; flex-basis: 0px", LOREM),
                    text("flex-grow: 1; flex-basis: 0px", "Short"),
                    text(
                        "flex-grow: 1; flex-basis: 0px",
                        "unbreakably-long-word-that-does-not-fit-in-its-share-of-the-row",
                    ),
                ],
            ),
        ),
        fixture(
            "text in a shrink-wrapped frame",
            frame(
                "display: flex; flex-direction: column; align-items: flex-start; gap: 10px",
                [
                    frame(
                        "padding: 12px 24px; border-width: 1px",
                        [text("font-weight: 600", "Get started")],
                    ),
                    frame("padding: 12px 24px; max-width: 200px", [text("", LOREM)]),
                    frame(
                        "display: flex; padding: 4%",
                        [text("", "Per cent padding"), text("font-size: 30px", "!")],
                    ),
                ],
            ),
        ),
        fixture(
            "baselines of several lines",
            frame(
                "display: flex; align-items: baseline; gap: 10px",
                [
                    text("font-size: 48px; line-height: 1", "Ag"),
                    text("width: 120px", LOREM),
                    frame(
                        "padding: 20px 0px",
                        [text("font-size: 12px", "small"), text("", "second")],
                    ),
                    image("width: 40px"),
                    frame(
                        "display: flex; flex-direction: column",
                        [box_of("10px"), text("", "after a box")],
                    ),
                    text("font-family: JetBrains Mono; line-height: 2.3", "mono"),
                    text("font-family: Fraunces; font-size: 33px", "serif"),
                ],
            ),
        ),
        fixture(
            "text in wrapped flex",
            frame(
                "display: flex; flex-wrap: wrap; gap: 10px",
                [
                    text("", "One tag"),
                    text("", "Another tag"),
                    text("", "A third tag that is longer"),
                    text("", LOREM),
                    text("", "End"),
                ],
            ),
        ),
    ]
}

fn absolute() -> Vec<Fixture> {
    vec![
        fixture(
            "offsets from each side",
            frame(
                "height: 300px; padding: 20px; border-width: 5px",
                [
                    rectangle(
                        "position: absolute; left: 10px; top: 15px; width: 40px; height: 40px",
                    ),
                    rectangle(
                        "position: absolute; right: 10px; bottom: 15px; width: 40px; height: 40px",
                    ),
                    rectangle("position: absolute; left: 50%; top: 25%; width: 10%; height: 10%"),
                    rectangle("position: absolute; inset: 100px 50px 60px 200px"),
                    rectangle(
                        "position: absolute; inset: 100px 50px 60px 200px; width: 30px; height: 30px; margin: auto",
                    ),
                    rectangle(
                        "position: absolute; left: -10px; top: -10px; width: 5px; height: 5px; margin: 3px",
                    ),
                    text("position: absolute; left: 400px; top: 10px", LOREM),
                    text(
                        "position: absolute; right: 0px; top: 200px",
                        "Shrinks to fit",
                    ),
                    text(
                        "position: absolute; left: 20px; right: 20px; bottom: 0px",
                        LOREM,
                    ),
                ],
            ),
        ),
        fixture(
            "static positions",
            frame(
                "padding: 10px",
                [
                    text("", "Before"),
                    rectangle("position: absolute; width: 20px; height: 20px"),
                    rectangle("position: absolute; width: 20px; height: 20px; left: 100px"),
                    rectangle(
                        "position: absolute; width: 20px; height: 20px; top: 5px; margin: 4px",
                    ),
                    rectangle("height: 10px; margin: 10px 0px"),
                    rectangle("position: absolute; width: 20px; height: 20px; margin: 6px"),
                    text("", "After"),
                ],
            ),
        ),
        fixture(
            "static positions in flex",
            frame(
                "",
                [
                    frame(
                        "display: flex; height: 100px; justify-content: center; align-items: center",
                        [
                            box_of("30px"),
                            rectangle("position: absolute; width: 20px; height: 20px"),
                            box_of("30px"),
                        ],
                    ),
                    frame(
                        "display: flex; height: 100px; justify-content: flex-end; align-items: flex-end; padding: 7px",
                        [text("position: absolute", "badge"), box_of("30px")],
                    ),
                    frame(
                        "display: flex; height: 100px; justify-content: space-between",
                        [
                            box_of("30px"),
                            rectangle(
                                "position: absolute; width: 20px; height: 20px; align-self: center",
                            ),
                        ],
                    ),
                    frame(
                        "display: flex; flex-direction: column; height: 100px; justify-content: center; align-items: flex-end",
                        [rectangle("position: absolute; width: 20px; height: 20px")],
                    ),
                ],
            ),
        ),
        fixture(
            "frames inside absolute frames",
            frame(
                "height: 200px",
                [
                    frame(
                        "position: absolute; right: 20px; top: 20px; padding: 10px; display: flex; gap: 8px",
                        [
                            text("", "Menu"),
                            text("", "About"),
                            frame("width: 50px", [rectangle("position: absolute; inset: 0px")]),
                        ],
                    ),
                    frame(
                        "position: absolute; left: 10%; width: 30%; top: 50%",
                        [
                            text("", LOREM),
                            rectangle(
                                "position: absolute; right: 0px; bottom: 0px; width: 50%; height: 50%",
                            ),
                        ],
                    ),
                    frame(
                        "position: absolute; inset: 10px 300px 10px 200px; padding: 5px",
                        [rectangle("height: 100%"), rectangle("height: 50%")],
                    ),
                ],
            ),
        ),
        fixture(
            "absolute elements don't count for their parent",
            frame(
                "display: flex",
                [
                    frame(
                        "padding: 5px",
                        [
                            rectangle(
                                "position: absolute; width: 300px; height: 300px; left: 0px; top: 0px",
                            ),
                            text("", "in flow"),
                        ],
                    ),
                    frame(
                        "",
                        [rectangle("position: absolute; width: 300px; height: 300px")],
                    ),
                    box_of("10px"),
                ],
            ),
        ),
    ]
}

fn replaced() -> Vec<Fixture> {
    let each = |make: fn(&str) -> Spec| -> Vec<Spec> {
        vec![
            make(""),
            make("width: 60px"),
            make("height: 30px"),
            make("width: 50%"),
            make("width: 200px; height: 20px"),
            make("max-width: 70px"),
            make("max-height: 15px"),
            make("min-width: 240px"),
            make("min-height: 100px"),
            make("max-width: 50px; min-height: 60px"),
            make("max-width: 100%; width: 900px"),
            make("width: 300px; max-height: 40px"),
            make("margin: 0px auto; width: 40px"),
        ]
    };
    vec![
        fixture("images in a block", frame("", each(image))),
        fixture("vectors in a block", frame("", each(vector))),
        fixture(
            "images in a row",
            frame(
                "display: flex; flex-wrap: wrap; align-items: flex-start",
                each(image),
            ),
        ),
        fixture(
            "images in stretching rows",
            frame(
                "",
                [
                    frame("display: flex", [image(""), box_of("150px")]),
                    frame("display: flex", [image("width: 60px"), box_of("150px")]),
                    frame("display: flex; height: 100px", [image(""), vector("")]),
                    frame("display: flex; width: 100px", [image(""), image("")]),
                    frame(
                        "display: flex; width: 100px",
                        [
                            image("min-width: 0px"),
                            image("min-width: 0px; flex-shrink: 3"),
                        ],
                    ),
                    frame(
                        "display: flex",
                        [image("flex-grow: 1"), image("align-self: center")],
                    ),
                ],
            ),
        ),
        fixture(
            "images in columns",
            frame(
                "",
                [
                    frame(
                        "display: flex; flex-direction: column; width: 200px",
                        [
                            image(""),
                            image("height: 40px"),
                            image("align-self: center"),
                        ],
                    ),
                    frame(
                        "display: flex; flex-direction: column; width: 200px; height: 100px",
                        [image("flex-grow: 1"), image("min-height: 0px")],
                    ),
                    frame(
                        "display: flex; flex-direction: column; align-items: center; width: 200px",
                        [image(""), image("width: 100%"), vector("width: 50%")],
                    ),
                ],
            ),
        ),
        fixture(
            "images with borders",
            frame(
                "",
                [
                    image("border-width: 5px"),
                    image("border-width: 5px; width: 60px"),
                    image("border-width: 5px; height: 60px"),
                    image("border-width: 5px; max-width: 60px"),
                ],
            ),
        ),
        fixture(
            "absolute images",
            frame(
                "height: 300px",
                [
                    image("position: absolute; left: 10px; top: 10px"),
                    image("position: absolute; right: 10px; width: 30px"),
                    image("position: absolute; inset: 0px; width: 100%; height: 100%"),
                    image("position: absolute; left: 0px; right: 0px; bottom: 5px"),
                    image("position: absolute; inset: 0px; height: 50%"),
                    vector("position: absolute; inset: 20px; margin: auto"),
                ],
            ),
        ),
    ]
}

fn texts() -> Vec<Fixture> {
    vec![
        fixture(
            "text fills and wraps",
            frame(
                "",
                [
                    text("", LOREM),
                    text("width: 200px", LOREM),
                    text("max-width: 33%", LOREM),
                    text("padding: 10px 20px; width: 50%", LOREM),
                    text("height: 20px; width: 100px", LOREM),
                    text("min-height: 100px", "short"),
                ],
            ),
        ),
        fixture(
            "newlines and spaces are kept",
            frame(
                "",
                [
                    text("", "One\nTwo\n\nFour"),
                    text("", "a  b   c"),
                    text("width: 60px", "word     word     word"),
                    text("", "  leading"),
                    text("", "trailing   "),
                    text("", "ends with a newline\n"),
                    text("", "\nstarts with one"),
                    text("", "\n"),
                    text("", ""),
                    text("", " "),
                    text("width: 1px", "narrow but whole"),
                    text("text-align: right", "trailing   \nspaces  "),
                ],
            ),
        ),
        fixture(
            "alignment",
            frame(
                "width: 100%; padding: 11px",
                [
                    text("text-align: center", LOREM),
                    text("text-align: right", LOREM),
                    text("text-align: justify", LOREM),
                    text(
                        "text-align: justify; width: 300px",
                        "Two lines here that end\nat a newline, and then go on for a while longer",
                    ),
                    text("text-align: center; width: 30px", "overflowing"),
                    text("text-align: right; width: 30px", "overflowing"),
                ],
            ),
        ),
        fixture(
            "line heights",
            frame(
                "",
                ["0.8", "1", "1.15", "1.333", "1.5", "1.618", "2", "3"].map(|height| {
                    text(
                        &format!("width: 250px; font-size: 17.3px; line-height: {height}"),
                        LOREM,
                    )
                }),
            ),
        ),
        fixture(
            "no line height",
            frame("", [text("line-height: 0", "flat"), text("", "below")]),
        ),
        fixture(
            "long words break",
            frame(
                "",
                [
                    text("width: 120px", "Donaudampfschifffahrtsgesellschaftskapitän"),
                    text(
                        "width: 120px",
                        "see https://example.org/a/very/long/path?with=query&more=true",
                    ),
                    text(
                        "width: 90px",
                        "co-operation re-entry 2024-11-21 a/b/c/d/e/f/g",
                    ),
                    text("width: 80px", "e-mail: someone.with.dots@example.org"),
                    text(
                        "width: 100px",
                        "„Zitat“ (in Klammern), dann—noch etwas… und 100 % davon",
                    ),
                ],
            ),
        ),
        fixture(
            "case changes",
            frame(
                "display: flex; flex-direction: column; align-items: flex-start",
                [
                    text("text-transform: uppercase", "Straße and café"),
                    text("text-transform: lowercase", "LOUD Noises"),
                    text(
                        "text-transform: capitalize",
                        "a well-known 'quote' (in brackets) 3rd o'clock",
                    ),
                ],
            ),
        ),
        fixture(
            "families and fallbacks",
            frame(
                "display: flex; flex-direction: column; align-items: flex-start",
                [
                    text("font-family: Fraunces", "Fraunces Ελληνικά"),
                    text("font-family: JetBrains Mono", "let x => 1 != 2; // ->"),
                    text("font-family: No Such Font", "Unknown family"),
                    text("font-style: italic", "Italic"),
                    text("font-family: JetBrains Mono; font-style: italic", "slanted"),
                    text(
                        "font-family: Fraunces; font-style: italic; font-weight: 700",
                        "Bold italic",
                    ),
                ],
            ),
        ),
    ]
}

fn compositions() -> Vec<Fixture> {
    let long = "in paint roof of terrace paint considered plan the considered light plan plan of roof and then some more of it until it is wide";
    let fixture = |name: &str, root: Spec| Fixture::new(name, 500.0, root);
    vec![
        fixture(
            "row in an absolute frame",
            frame(
                "height:100px",
                [frame(
                    "position:absolute;left:0px",
                    [frame(
                        "display:flex",
                        [image(""), text("font-size:28px", long)],
                    )],
                )],
            ),
        ),
        fixture(
            "row in a column in an absolute frame",
            frame(
                "height:100px",
                [frame(
                    "position:absolute;left:0px",
                    [frame(
                        "display:flex;flex-direction:column",
                        [frame(
                            "display:flex",
                            [image(""), text("font-size:28px", long)],
                        )],
                    )],
                )],
            ),
        ),
        fixture(
            "absolute row",
            frame(
                "height:100px",
                [frame(
                    "position:absolute;left:0px;display:flex",
                    [image(""), text("font-size:28px", long)],
                )],
            ),
        ),
        fixture(
            "column in an absolute frame",
            frame(
                "height:100px",
                [frame(
                    "position:absolute;left:0px",
                    [frame(
                        "display:flex;flex-direction:column",
                        [text("font-size:28px", long)],
                    )],
                )],
            ),
        ),
        fixture(
            "row that shrinks to fit",
            frame(
                "display:flex;align-items:flex-start;flex-direction:column",
                [frame(
                    "display:flex",
                    [image(""), text("font-size:28px", long)],
                )],
            ),
        ),
        fixture(
            "row and column that shrink to fit",
            frame(
                "display:flex;align-items:flex-start;flex-direction:column",
                [frame(
                    "display:flex;flex-direction:column;gap:4px",
                    [
                        frame("display:flex", [image(""), text("font-size:28px", long)]),
                        text("", "below"),
                    ],
                )],
            ),
        ),
        fixture(
            "row with a basis of nought in a column",
            frame(
                "height:100px",
                [frame(
                    "position:absolute;left:0px",
                    [frame(
                        "display:flex;flex-direction:column",
                        [frame(
                            "display:flex;flex-basis:0px;height:240px",
                            [image(""), text("font-size:28px", long)],
                        )],
                    )],
                )],
            ),
        ),
        fixture(
            "wrapping row that shrinks to fit",
            frame(
                "display:flex;align-items:flex-start;flex-direction:column",
                [frame(
                    "display:flex;flex-wrap:wrap;gap:10px",
                    [
                        image(""),
                        image(""),
                        image(""),
                        image(""),
                        image(""),
                        text("font-size:28px", long),
                    ],
                )],
            ),
        ),
        fixture(
            "centred column of rows",
            frame(
                "display:flex;align-items:center;flex-direction:column",
                [frame(
                    "display:flex;flex-direction:column;align-items:center;gap:20px",
                    [
                        text("font-size:28px", long),
                        frame(
                            "display:flex;gap:12px",
                            [
                                frame("padding: 10px 20px", [text("", "One")]),
                                frame("padding: 10px 20px", [text("", "Two")]),
                            ],
                        ),
                    ],
                )],
            ),
        ),
        fixture(
            "cards with pictures as wide as they are",
            frame(
                "display:flex;padding:5%",
                [
                    frame(
                        "flex-grow:1;padding:5%",
                        [image("width:100%"), text("", long)],
                    ),
                    frame(
                        "flex-grow:1;flex-basis:0px",
                        [image("width:100%"), text("", "short")],
                    ),
                    frame("flex-grow:1", [image("max-width:100%"), text("", "short")]),
                ],
            ),
        ),
        fixture(
            "wrapping cards that grow",
            frame(
                "display:flex;flex-wrap:wrap;gap:16px",
                [
                    frame(
                        "flex-grow:1;flex-basis:200px",
                        [image("width:100%;height:120px"), text("", long)],
                    ),
                    frame(
                        "flex-grow:1;flex-basis:200px;display:flex;flex-direction:column",
                        [image("height:80px"), text("flex-grow:1", "short")],
                    ),
                    frame("flex-grow:1;flex-basis:200px", [text("", "short")]),
                ],
            ),
        ),
        fixture(
            "halves of a definite height",
            frame(
                "display:flex;height:200px",
                [
                    frame(
                        "width:50%;display:flex;flex-direction:column;justify-content:center",
                        [text("", long)],
                    ),
                    frame("width:50%", [image("width:100%;height:100%")]),
                ],
            ),
        ),
        fixture(
            "halves of an indefinite height",
            frame(
                "display:flex",
                [
                    frame(
                        "width:50%;display:flex;flex-direction:column;justify-content:center",
                        [text("", long)],
                    ),
                    frame("width:50%", [image("width:100%;height:100%")]),
                ],
            ),
        ),
        fixture(
            "pictures give way in what shrinks",
            frame(
                "",
                [
                    frame(
                        "display: flex; gap: 8px",
                        [
                            frame(
                                "display: flex; flex-direction: column; gap: 4px",
                                [image("max-width: 100%"), text("", "t")],
                            ),
                            text("", long),
                        ],
                    ),
                    frame(
                        "display: flex; gap: 8px",
                        [
                            frame("", [image("max-width: 100%"), text("", "t")]),
                            text("", long),
                        ],
                    ),
                    frame(
                        "display: flex; gap: 8px",
                        [
                            frame("", [image("width: 100%"), text("", "t")]),
                            text("", long),
                        ],
                    ),
                    frame(
                        "display: flex; gap: 8px",
                        [image("max-width: 100%"), text("", long)],
                    ),
                    frame(
                        "display: flex; gap: 8px",
                        [image("width: 100%"), text("", long)],
                    ),
                    frame(
                        "display: flex; flex-direction: column; align-items: center",
                        [frame(
                            "display: flex; gap: 8px; flex-wrap: wrap",
                            [image("width: 100%"), text("", "one two three")],
                        )],
                    ),
                ],
            ),
        ),
    ]
}
