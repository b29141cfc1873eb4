//! Sizes and distances that are sums, or that follow from the content.

use crate::spec::{Fixture, frame, image, rectangle, text};

const LOREM: &str = "The quick brown fox jumps over the lazy dog and keeps running.";

fn fixture(name: &str, root: crate::spec::Spec) -> Fixture {
    Fixture::new(name, 600.0, root)
}

pub(crate) fn all() -> Vec<Fixture> {
    let mut all = sums();
    all.extend(intrinsic());
    all
}

fn sums() -> Vec<Fixture> {
    vec![
        fixture(
            "sums of shares and px in blocks",
            frame(
                "padding-left: calc(10% - 20px)",
                [
                    rectangle("width: calc(50% - 20px); height: 20px"),
                    rectangle(
                        "width: calc(30px + 25%); height: 20px; margin-left: calc(100% - 300px)",
                    ),
                    rectangle("max-width: calc(20% + 1px); min-height: 12px"),
                    rectangle("width: calc(10% - 200px); height: 20px"),
                    frame(
                        "height: 200px",
                        [
                            rectangle("height: calc(50% + 10px)"),
                            rectangle("height: calc(100% - 170px); width: 10px"),
                        ],
                    ),
                    text(
                        "width: calc(50% - 100px); padding-left: calc(1% + 2px); padding-top: calc(1% + 2px)",
                        LOREM,
                    ),
                    image("width: calc(25% + 10px)"),
                ],
            ),
        ),
        fixture(
            "sums of shares and px in flex containers",
            frame(
                "display: flex; flex-wrap: wrap",
                [
                    rectangle(
                        "width: calc(50% - 20px); height: 20px; margin-left: calc(1% + 1px); margin-bottom: calc(1% + 1px)",
                    ),
                    rectangle("flex-basis: calc(50% - 40px); height: 20px"),
                    text("flex-basis: calc(30% - 1px)", LOREM),
                    frame(
                        "flex-grow: 1; height: 100px; display: flex; flex-direction: column",
                        [
                            rectangle("height: calc(50% - 10px)"),
                            rectangle("flex-basis: calc(20% + 4px); width: calc(50% - 5px)"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "sums of shares and px place what is absolute",
            frame(
                "height: 200px; border-width: 5px",
                [
                    rectangle(
                        "position: absolute; left: calc(50% - 40px); top: calc(50% - 20px); \
                         width: 80px; height: 40px",
                    ),
                    rectangle(
                        "position: absolute; left: calc(25% + 3px); right: calc(25% - 3px); \
                         top: 10px; bottom: calc(50% + 30px)",
                    ),
                    text(
                        "position: absolute; right: calc(10% + 1px); bottom: 0px; \
                         width: calc(40% - 7px)",
                        LOREM,
                    ),
                ],
            ),
        ),
    ]
}

fn intrinsic() -> Vec<Fixture> {
    let columns = || {
        [
            text("width: min-content", LOREM),
            text("width: max-content", LOREM),
            text("width: fit-content", LOREM),
            text("width: fit-content; margin: 0px auto", "short"),
            frame(
                "width: min-content; padding: 4px",
                [text("", LOREM), rectangle("height: 10px")],
            ),
            frame("width: max-content", [text("", LOREM), text("", "short")]),
            frame(
                "width: fit-content; padding: 4px",
                [text("", "one"), text("", "two three")],
            ),
            image("width: min-content"),
            rectangle("width: max-content; height: 10px"),
        ]
    };
    vec![
        fixture("blocks as wide as their content", frame("", columns())),
        fixture(
            "blocks as wide as their content in little room",
            frame("", [frame("width: 120px", columns())]),
        ),
        fixture(
            "flex items as wide as their content",
            frame(
                "display: flex; flex-direction: column; width: 300px",
                columns(),
            ),
        ),
        fixture(
            "flex items as wide as their content in a row",
            frame(
                "display: flex; flex-wrap: wrap; align-items: flex-start",
                columns(),
            ),
        ),
        fixture(
            "a basis that follows from the content",
            frame(
                "display: flex",
                [
                    text("flex-basis: min-content", LOREM),
                    text("flex-basis: max-content; flex-grow: 1", "short"),
                    text("flex-basis: fit-content; width: 10px", LOREM),
                ],
            ),
        ),
        fixture(
            "heights that follow from the content",
            frame(
                "height: 300px; display: flex",
                [
                    text("height: min-content; width: 100px", LOREM),
                    text("height: max-content; width: 100px", LOREM),
                    frame(
                        "height: fit-content; width: 150px",
                        [text("", LOREM), rectangle("height: 10px")],
                    ),
                    frame(
                        "width: 150px",
                        [
                            text("height: min-content", LOREM),
                            rectangle("height: max-content"),
                        ],
                    ),
                ],
            ),
        ),
        fixture(
            "absolute boxes as wide as their content",
            frame(
                "height: 200px; width: 200px",
                [
                    text(
                        "position: absolute; left: 10px; right: 10px; width: fit-content",
                        LOREM,
                    ),
                    text(
                        "position: absolute; left: 0px; right: 0px; margin: 0px auto; top: 90px; width: max-content",
                        "short",
                    ),
                    frame(
                        "position: absolute; top: 120px; bottom: 0px; left: 0px; height: fit-content; width: min-content",
                        [text("", "two words")],
                    ),
                ],
            ),
        ),
    ]
}
