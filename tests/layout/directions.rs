//! Right to left.

use crate::spec::{Fixture, Spec, frame, image, rectangle, text};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running";

pub(crate) fn all() -> Vec<Fixture> {
    let fixture = |name: &str, root: Spec| Fixture::new(name, 600.0, root);
    let items = || {
        [
            rectangle("width: 40px; height: 20px; margin-left: 5px"),
            text("", "words"),
            rectangle("width: 60px; height: 30px; margin-right: auto"),
        ]
    };
    vec![
        fixture(
            "blocks from right to left",
            frame(
                "direction: rtl; padding: 0px 30px 0px 10px",
                [
                    rectangle("width: 200px; height: 20px"),
                    rectangle("width: 200px; height: 20px; margin-left: 40px; margin-right: 10px"),
                    rectangle("width: 900px; height: 20px"),
                    rectangle("width: 200px; height: 20px; margin: 0px auto"),
                    rectangle("width: 200px; height: 20px; margin-right: auto"),
                    image("width: 80px"),
                    text("width: fit-content", "short"),
                    frame("direction: ltr", [rectangle("width: 50px; height: 10px")]),
                    frame("", [rectangle("width: 50px; height: 10px; position: relative; left: 5px; right: 20px")]),
                ],
            ),
        ),
        fixture(
            "texts from right to left",
            frame(
                "direction: rtl",
                ["start", "end", "left", "right", "center"].map(|align| {
                    text(&format!("text-align: {align}; width: 300px"), LOREM)
                }),
            ),
        ),
        fixture(
            "rows from right to left",
            frame(
                "direction: rtl",
                ["normal", "flex-start", "flex-end", "start", "end", "center", "space-between"].map(|justify| {
                    frame("", [
                        frame(&format!("display: flex; gap: 6px; justify-content: {justify}"), items()),
                        frame(&format!("display: flex; gap: 6px; flex-direction: row-reverse; justify-content: {justify}"), [
                            rectangle("width: 40px; height: 20px"),
                            rectangle("width: 30px; height: 20px"),
                        ]),
                        frame(&format!("display: flex; flex-wrap: wrap; width: 100px; justify-content: {justify}"), [
                            rectangle("width: 40px; height: 20px"),
                            rectangle("width: 30px; height: 20px"),
                            rectangle("width: 50px; height: 20px"),
                        ]),
                    ])
                }),
            ),
        ),
        fixture(
            "columns from right to left",
            frame(
                "direction: rtl",
                ["stretch", "flex-start", "flex-end", "start", "end", "center"].map(|align| {
                    frame(
                        &format!("display: flex; flex-direction: column; width: 300px; align-items: {align}"),
                        [
                            rectangle("width: 40px; height: 20px"),
                            text("", "words"),
                            rectangle("height: 10px; min-width: 30px; align-self: end"),
                        ],
                    )
                }),
            ),
        ),
        fixture(
            "grids from right to left",
            frame(
                "direction: rtl; display: grid; grid-template-columns: 100px 1fr 50px; gap: 8px",
                [
                    rectangle("height: 20px"),
                    rectangle("height: 20px; width: 30px; justify-self: start"),
                    rectangle("height: 20px; width: 30px; justify-self: end"),
                    rectangle("grid-column: 2 / -1; height: 20px"),
                    text("grid-column: 1", LOREM),
                    frame("direction: ltr; grid-column: 2", [rectangle("width: 10px; height: 10px")]),
                    rectangle("position: absolute; left: 5px; width: 10px; height: 10px"),
                    rectangle("position: absolute; grid-column: 1; width: 10px; height: 10px"),
                ],
            ),
        ),
        fixture(
            "absolute boxes from right to left",
            frame(
                "direction: rtl; height: 200px",
                [
                    rectangle("height: 20px"),
                    rectangle("position: absolute; width: 30px; height: 10px"),
                    rectangle("position: absolute; left: 10px; right: 20px; width: 30px; height: 10px; top: 50px"),
                    rectangle("position: absolute; left: 10px; width: 30px; height: 10px; top: 70px"),
                    text("position: absolute; top: 90px", "words"),
                    frame("position: absolute; top: 120px; right: 10%", [text("", "words"), rectangle("width: 10px; height: 4px")]),
                ],
            ),
        ),
    ]
}
