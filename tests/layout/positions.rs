//! Relative, fixed and sticky positions, ratios, and what is cut off.

use crate::spec::{Fixture, Spec, frame, image, rectangle, text};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running.";

fn fixture(name: &str, root: Spec) -> Fixture {
    Fixture::new(name, 600.0, root)
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut all = positions();
    all.extend(sticky());
    all.extend(ratios());
    all.extend(overflow());
    all
}

fn positions() -> Vec<Fixture> {
    vec![
        fixture(
            "relative boxes are shifted",
            frame(
                "",
                [
                    rectangle("position: relative; left: 10px; top: 5px; height: 20px"),
                    rectangle("position: relative; right: 10%; bottom: 5px; height: 20px"),
                    rectangle("position: relative; left: 4px; right: 10px; height: 20px"),
                    frame(
                        "height: 100px",
                        [rectangle("position: relative; top: 25%; height: 10px; left: calc(10% + 1px)")],
                    ),
                    frame(
                        "",
                        [rectangle("position: relative; top: 25%; height: 10px")],
                    ),
                    frame(
                        "display: flex; gap: 4px",
                        [
                            rectangle("width: 20px; height: 20px; position: relative; top: -5px"),
                            rectangle("width: 20px; height: 20px"),
                        ],
                    ),
                    frame(
                        "display: grid; grid-template-columns: 1fr 1fr; grid-template-rows: 50px",
                        [
                            rectangle("position: relative; left: 50%; top: 10%"),
                            rectangle("height: 20px"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "a relative frame holds absolute ones",
            frame(
                "",
                [frame(
                    "position: relative; left: 20px; padding: 10px; height: 60px",
                    [rectangle("position: absolute; right: 0px; bottom: 0px; width: 10px; height: 10px")],
                )],
            ),
        ),
        fixture(
            "fixed boxes keep to the window",
            frame(
                "padding: 30px",
                [
                    rectangle("position: fixed; left: 0px; top: 0px; width: 100%; height: 50px"),
                    frame(
                        "height: 2000px; padding: 20px; overflow: hidden",
                        [
                            rectangle("height: 40px"),
                            frame(
                                "position: fixed; right: 20px; bottom: 20px; padding: 8px",
                                [text("", "chat"), rectangle("height: 10px")],
                            ),
                            rectangle("position: fixed; width: 30px; height: 10%"),
                            rectangle("position: fixed; inset: 10%; margin: auto; width: 50%; height: 60px"),
                            rectangle("height: 40px"),
                        ],
                    ),
                    frame(
                        "display: flex; justify-content: center; height: 100px",
                        [
                            rectangle("position: fixed; width: 30px; height: 10px"),
                            rectangle("width: 50px"),
                        ],
                    ),
                ],
            ),
        )
        .scrolled(0.0),
    ]
}

fn sticky() -> Vec<Fixture> {
    let page = || {
        frame(
            "",
            [
                rectangle("height: 100px"),
                rectangle("position: sticky; top: 0px; height: 40px"),
                frame(
                    "padding: 10px; margin: 20px 0px; border-width: 3px",
                    [
                        rectangle(
                            "position: sticky; top: 50px; height: 30px; margin: 5px 0px 8px 0px",
                        ),
                        rectangle("height: 400px"),
                        rectangle("position: sticky; bottom: 10px; height: 30px"),
                    ],
                ),
                frame(
                    "display: flex; align-items: flex-start; gap: 10px",
                    [
                        frame(
                            "position: sticky; top: 10%; width: 100px",
                            [text("", "contents"), rectangle("height: 20px")],
                        ),
                        rectangle("height: 900px; flex-grow: 1"),
                        rectangle(
                            "position: sticky; top: calc(10% - 20px); bottom: 0px; width: 50px; height: 50px",
                        ),
                    ],
                ),
                frame(
                    "overflow: hidden; height: 120px; padding: 20px",
                    [
                        rectangle("position: sticky; top: 40px; height: 20px"),
                        rectangle("height: 300px"),
                        rectangle("position: sticky; bottom: 5px; height: 20px"),
                    ],
                ),
                rectangle("position: sticky; bottom: 0px; height: 40px"),
                rectangle("height: 900px"),
            ],
        )
    };
    [0.0, 60.0, 130.0, 480.0, 700.0, 1200.0, 1500.0]
        .into_iter()
        .map(|scroll| {
            fixture(&format!("sticky boxes scrolled by {scroll}"), page()).scrolled(scroll)
        })
        .collect()
}

fn ratios() -> Vec<Fixture> {
    vec![
        fixture(
            "ratios in blocks",
            frame(
                "",
                [
                    rectangle("aspect-ratio: 16 / 9; width: 200px"),
                    rectangle("aspect-ratio: 2; height: 30px"),
                    rectangle("aspect-ratio: 4"),
                    rectangle("aspect-ratio: 1 / 2; width: 100px; max-height: 120px"),
                    rectangle("aspect-ratio: 1; width: 50%; min-height: 400px"),
                    frame(
                        "aspect-ratio: 3; width: 120px; padding: 5px; border-width: 2px",
                        [text("", LOREM)],
                    ),
                    frame("aspect-ratio: 3; width: 300px", [rectangle("height: 50%")]),
                    text("aspect-ratio: 2; width: 100px", "few"),
                ],
            ),
        ),
        fixture(
            "ratios of pictures",
            frame(
                "",
                [
                    image("aspect-ratio: 1"),
                    image("aspect-ratio: 1; width: 50%"),
                    image("aspect-ratio: 2; height: 30px"),
                    image("aspect-ratio: 16 / 9; width: 100%"),
                    frame(
                        "display: flex; align-items: flex-start",
                        [
                            image("aspect-ratio: 1; width: 40px"),
                            image("aspect-ratio: 3; height: 20px"),
                            image("aspect-ratio: 1"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "ratios in flex containers",
            frame(
                "",
                [
                    frame(
                        "display: flex; height: 60px; gap: 4px",
                        [
                            rectangle("aspect-ratio: 1"),
                            rectangle("aspect-ratio: 2; height: 20px"),
                            rectangle("aspect-ratio: 2; width: 20px; align-self: flex-start"),
                            rectangle(
                                "aspect-ratio: 1; flex-grow: 1; align-self: center; max-width: 80px",
                            ),
                        ],
                    ),
                    frame(
                        "display: flex; flex-direction: column; width: 120px",
                        [
                            rectangle("aspect-ratio: 4"),
                            rectangle("aspect-ratio: 2; width: 50%"),
                            rectangle("aspect-ratio: 2; height: 30px; align-self: flex-end"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "ratios in grids and out of the flow",
            frame(
                "display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 6px; padding-bottom: 120px",
                [
                    rectangle("aspect-ratio: 1"),
                    rectangle("aspect-ratio: 2; justify-self: start; height: 40px"),
                    rectangle("aspect-ratio: 1; width: 50%"),
                    rectangle(
                        "aspect-ratio: 3; position: absolute; left: 10px; bottom: 10px; width: 90px",
                    ),
                    rectangle(
                        "aspect-ratio: 3; position: absolute; right: 10px; bottom: 10px; height: 20px",
                    ),
                    rectangle(
                        "aspect-ratio: 3; position: absolute; left: 200px; right: 200px; bottom: 0px",
                    ),
                ],
            ),
        ),
    ]
}

fn overflow() -> Vec<Fixture> {
    let boxes = || {
        ["visible", "hidden", "clip", "auto"].map(|overflow| {
            frame(
                &format!("overflow: {overflow}; width: 100px; max-height: 50px; flex-shrink: 1"),
                [
                    rectangle("height: 20px; margin: 10px 0px"),
                    rectangle("width: 300px; height: 60px"),
                ],
            )
        })
    };
    vec![
        fixture("what is cut off, in blocks", frame("", boxes())),
        fixture(
            "what is cut off, in flex containers",
            frame(
                "",
                [
                    frame("display: flex; width: 250px", boxes()),
                    frame(
                        "display: flex; flex-direction: column; height: 120px",
                        boxes(),
                    ),
                    frame(
                        "display: flex; width: 100px",
                        ["visible", "hidden", "clip", "auto"].map(|overflow| {
                            frame(&format!("overflow: {overflow}"), [text("", "unbreakable")])
                        }),
                    ),
                ],
            ),
        ),
    ]
}
