//! Pictures of everything that is done to boxes, at 1× and 2×, beside Chromium's.
//!
//! `OMNIOS_RECORD_CHROMIUM=chromium` records Chromium's anew. Printed with `--nocapture`: how far
//! the two are apart.

use crate::support::{Nearness, check_against_chromium, frame, part, rectangle, text};
use omnios_model::ElementKind;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 160;

const fn near(mean: f64, visible_share: f64) -> Nearness {
    Nearness {
        visible_share,
        mean,
    }
}

#[test]
fn border_sides() {
    check_against_chromium(
        "border_sides",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 12px; top: 10px; width: 64px; height: 40px; border-top-width: 8px; border-right-width: 8px; border-bottom-width: 8px; border-left-width: 8px; border-top-color: #e5484d; border-right-color: #30a46c; border-bottom-color: #5b5bd6; border-left-color: #ffd60a",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 10px; width: 64px; height: 40px; border-top-width: 4px; border-right-width: 12px; border-bottom-width: 8px; border-left-width: 2px; border-top-color: #e5484d; border-right-color: #30a46c; border-bottom-color: #5b5bd6; border-left-color: #11181c; border-top-left-radius: 16px; border-bottom-right-radius: 20px",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 10px; width: 64px; height: 40px; border-bottom-width: 3px; border-bottom-color: #5b5bd6; background: #eeeef8",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 60px; width: 64px; height: 40px; border-top-width: 6px; border-right-width: 6px; border-bottom-width: 6px; border-left-width: 6px; border-top-style: double; border-right-style: double; border-bottom-style: double; border-left-style: double; border-top-color: #11181c; border-right-color: #11181c; border-bottom-color: #11181c; border-left-color: #11181c; border-top-left-radius: 12px",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 60px; width: 64px; height: 40px; border-top-width: 4px; border-right-width: 4px; border-bottom-width: 4px; border-left-width: 4px; border-top-style: dashed; border-right-style: solid; border-bottom-style: dotted; border-left-style: none; border-top-color: #e5484d; border-right-color: #30a46c; border-bottom-color: #5b5bd6",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 60px; width: 64px; height: 40px; border-top-width: 10px; border-right-width: 10px; border-bottom-width: 10px; border-left-width: 10px; border-top-color: #e5484d80; border-right-color: #30a46c80; border-bottom-color: #5b5bd680; border-left-color: #ffd60a80; border-top-left-radius: 28px; border-top-right-radius: 28px; border-bottom-right-radius: 28px; border-bottom-left-radius: 28px",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 110px; width: 64px; height: 40px; border-left-width: 6px; border-left-color: #e5484d; border-top-width: 1px; border-right-width: 1px; border-bottom-width: 1px; border-top-color: #c9c9d1; border-right-color: #c9c9d1; border-bottom-color: #c9c9d1; border-top-left-radius: 8px; border-bottom-left-radius: 8px; border-top-right-radius: 8px; border-bottom-right-radius: 8px",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 110px; width: 64px; height: 40px; border-top-width: 9px; border-right-width: 9px; border-bottom-width: 9px; border-left-width: 9px; border-top-style: double; border-right-style: double; border-bottom-style: double; border-left-style: double; border-top-color: #e5484d; border-right-color: #30a46c; border-bottom-color: #e5484d; border-left-color: #30a46c",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 110px; width: 64px; height: 40px; border-top-width: 2px; border-right-width: 20px; border-left-width: 20px; border-top-color: #e5484d; border-right-color: #30a46c; border-left-color: #5b5bd6",
            ),
        ],
    );
}

#[test]
fn all_gradients() {
    check_against_chromium(
        "all_gradients",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 12px; top: 10px; width: 64px; height: 40px; background: conic-gradient(#ff0000 0%, #ffff00 17%, #00ff00 33%, #00ffff 50%, #0000ff 67%, #ff00ff 83%, #ff0000 100%)",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 10px; width: 64px; height: 40px; background: conic-gradient(from 45deg at 30% 60%, #5b5bd6 0%, #ffffff 50%, #5b5bd6 100%)",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 10px; width: 64px; height: 40px; background: radial-gradient(circle closest-side, #ffffff 0%, #e5484d 100%)",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 60px; width: 64px; height: 40px; background: radial-gradient(ellipse closest-corner at 20% 30%, #ffffff 0%, #30a46c 60%, #11181c 100%)",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 60px; width: 64px; height: 40px; background: radial-gradient(circle farthest-side at 100% 0%, #ffd60a 0%, #5b5bd6 100%)",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 60px; width: 64px; height: 40px; background: radial-gradient(20px 12px at 50% 50%, #ffffff 0%, #11181c 100%)",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 110px; width: 64px; height: 40px; background: repeating-linear-gradient(45deg, #5b5bd6 0%, #5b5bd6 10%, #ffffff 10%, #ffffff 20%)",
            ),
            rectangle(
                "position: absolute; left: 88px; top: 110px; width: 64px; height: 40px; background: repeating-radial-gradient(circle 20px at 50% 50%, #e5484d 0%, #ffd60a 50%, #e5484d 100%)",
            ),
            rectangle(
                "position: absolute; left: 164px; top: 110px; width: 64px; height: 40px; background: repeating-conic-gradient(#11181c 0%, #11181c 5%, #ffffff 5%, #ffffff 10%); border-top-left-radius: 20px; border-bottom-right-radius: 20px",
            ),
        ],
    );
}

#[test]
fn image_positions() {
    check_against_chromium(
        "image_positions",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 60px; height: 60px; background: image(abababababababababababababababababababababababababababababababab cover 0% 50%)",
            ),
            rectangle(
                "position: absolute; left: 76px; top: 8px; width: 60px; height: 60px; background: image(abababababababababababababababababababababababababababababababab contain 50% 100%), #eeeeee",
            ),
            rectangle(
                "position: absolute; left: 144px; top: 8px; width: 88px; height: 60px; background: image(abababababababababababababababababababababababababababababababab none 10px 20px), conic-gradient(#ffffff 0%, #c9c9d1 100%)",
            ),
            part(
                ElementKind::Image,
                "position: absolute; left: 8px; top: 80px; width: 60px; height: 60px; src: abababababababababababababababababababababababababababababababab; object-fit: cover; object-position: 100% 0%",
            ),
            part(
                ElementKind::Image,
                "position: absolute; left: 76px; top: 80px; width: 60px; height: 60px; src: abababababababababababababababababababababababababababababababab; object-fit: contain; object-position: 50% 0%",
            ),
            part(
                ElementKind::Image,
                "position: absolute; left: 144px; top: 80px; width: 88px; height: 60px; src: abababababababababababababababababababababababababababababababab; object-fit: none; object-position: right bottom; border-top-left-radius: 20px; border-bottom-right-radius: 20px",
            ),
        ],
    );
}

#[test]
fn tiled_backgrounds() {
    check_against_chromium(
        "tiled_backgrounds",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 100px; height: 44px; background: image(abababababababababababababababababababababababababababababababab 0% 0% / auto repeat)",
            ),
            rectangle(
                "position: absolute; left: 116px; top: 8px; width: 60px; height: 44px; background: image(abababababababababababababababababababababababababababababababab 100% 50% / 150% auto no-repeat), #eeeeee",
            ),
            rectangle(
                "position: absolute; left: 184px; top: 8px; width: 48px; height: 44px; background: image(abababababababababababababababababababababababababababababababab 50% 50% / 16px 8px repeat)",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 60px; width: 60px; height: 40px; background: radial-gradient(circle closest-side, #5b5bd6 60%, #5b5bd600 70%) 0% 0% / 12px 12px repeat, #f2f2f5",
            ),
            rectangle(
                "position: absolute; left: 76px; top: 60px; width: 60px; height: 40px; background: linear-gradient(90deg, #e5484d 0%, #ffd60a 100%) 5px 8px / 10px 20px repeat-x, #eeeeee",
            ),
            rectangle(
                "position: absolute; left: 144px; top: 60px; width: 40px; height: 40px; background: image(abababababababababababababababababababababababababababababababab 50% 0% / 20px auto repeat-y); border-top-width: 4px; border-right-width: 4px; border-bottom-width: 4px; border-left-width: 4px; border-color: #11181c80; border-top-left-radius: 12px; border-bottom-right-radius: 12px",
            ),
            rectangle(
                "position: absolute; left: 192px; top: 60px; width: 40px; height: 40px; background: image(abababababababababababababababababababababababababababababababab 4px 2px / 32px 16px repeat fixed)",
            ),
            rectangle(
                "position: absolute; left: 16px; top: 112px; width: 50px; height: 36px; background: image(abababababababababababababababababababababababababababababababab 0% 0% / 24px 12px repeat), conic-gradient(#ffffff 0%, #c9c9d1 100%) 0% 0% / 10px 10px repeat; transform: rotate(15deg)",
            ),
            rectangle(
                "position: absolute; left: 80px; top: 110px; width: 70px; height: 42px; background: #30a46c; mask-image: linear-gradient(90deg, #000000 50%, #00000000 50%) 0% 0% / 10px 14px repeat",
            ),
            rectangle(
                "position: absolute; left: 160px; top: 110px; width: 72px; height: 42px; background: conic-gradient(from 45deg, #e5484d 25%, #ffffff 25%, #ffffff 50%, #5b5bd6 50%, #5b5bd6 75%, #ffffff 75%) 50% 100% / 24px 14px no-repeat, linear-gradient(180deg, #ffe8a3 0%, #ffffff 100%) 0% 0% / 36px 100% repeat",
            ),
        ],
    );
}

#[test]
fn filters() {
    check_against_chromium(
        "filters",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 12px; top: 10px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: blur(3px)",
            ),
            rectangle(
                "position: absolute; left: 70px; top: 10px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: brightness(1.4)",
            ),
            rectangle(
                "position: absolute; left: 128px; top: 10px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: contrast(0.5)",
            ),
            rectangle(
                "position: absolute; left: 186px; top: 10px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: grayscale(0.8)",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 56px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: hue-rotate(90deg)",
            ),
            rectangle(
                "position: absolute; left: 70px; top: 56px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: invert(1)",
            ),
            rectangle(
                "position: absolute; left: 128px; top: 56px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: opacity(0.4)",
            ),
            rectangle(
                "position: absolute; left: 186px; top: 56px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: saturate(2)",
            ),
            rectangle(
                "position: absolute; left: 12px; top: 102px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: sepia(1)",
            ),
            rectangle(
                "position: absolute; left: 70px; top: 102px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: drop-shadow(4px 4px 3px #000000aa)",
            ),
            rectangle(
                "position: absolute; left: 128px; top: 102px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: blur(1px) brightness(0.7) contrast(1.5)",
            ),
            rectangle(
                "position: absolute; left: 186px; top: 102px; width: 44px; height: 36px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%); filter: blur(12px)",
            ),
        ],
    );
}

#[test]
fn backdrops() {
    check_against_chromium(
        "backdrops",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 0px; top: 0px; width: 240px; height: 160px; background: repeating-linear-gradient(90deg, #5b5bd6 0%, #5b5bd6 5%, #ffd60a 5%, #ffd60a 10%)",
            ),
            frame(
                "position: absolute; left: 12px; top: 12px; width: 64px; height: 56px; backdrop-filter: blur(4px)",
                vec![],
            ),
            frame(
                "position: absolute; left: 88px; top: 12px; width: 64px; height: 56px; backdrop-filter: blur(6px); background: #ffffff80; border-top-left-radius: 20px; border-top-right-radius: 20px; border-bottom-right-radius: 20px; border-bottom-left-radius: 20px",
                vec![],
            ),
            frame(
                "position: absolute; left: 164px; top: 12px; width: 64px; height: 56px; backdrop-filter: grayscale(1)",
                vec![],
            ),
            frame(
                "position: absolute; left: 12px; top: 84px; width: 64px; height: 56px; backdrop-filter: invert(1); opacity: 0.5",
                vec![],
            ),
            frame(
                "position: absolute; left: 88px; top: 84px; width: 64px; height: 56px; backdrop-filter: blur(20px)",
                vec![],
            ),
            frame(
                "position: absolute; left: 164px; top: 84px; width: 64px; height: 56px; backdrop-filter: hue-rotate(120deg) brightness(0.8); border-top-width: 4px; border-right-width: 4px; border-bottom-width: 4px; border-left-width: 4px; border-top-color: #11181c80; border-right-color: #11181c80; border-bottom-color: #11181c80; border-left-color: #11181c80",
                vec![],
            ),
        ],
    );
}

#[test]
fn blend_modes() {
    check_against_chromium(
        "blend_modes",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 0px; top: 0px; width: 240px; height: 160px; background: linear-gradient(90deg, #11181c 0%, #e5484d 30%, #ffd60a 60%, #5b5bd6 80%, #ffffff 100%)",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 6px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: normal",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 6px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: multiply",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 6px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: screen",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 6px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: overlay",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 44px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: darken",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 44px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: lighten",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 44px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: color-dodge",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 44px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: color-burn",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 82px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: hard-light",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 82px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: soft-light",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 82px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: difference",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 82px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: exclusion",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 120px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: hue",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 120px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: saturation",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 120px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: color",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 120px; width: 50px; height: 32px; background: linear-gradient(180deg, #30a46c 0%, #e54fd080 60%, #ffffff 100%); mix-blend-mode: luminosity",
            ),
        ],
    );
}

#[test]
fn isolation() {
    check_against_chromium(
        "isolation",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 0px; top: 0px; width: 120px; height: 160px; background: #ffd60a",
            ),
            frame(
                "position: absolute; left: 20px; top: 20px; width: 200px; height: 50px; isolation: isolate",
                vec![
                    rectangle(
                        "position: absolute; left: 0px; top: 0px; width: 100px; height: 50px; background: #5b5bd6; mix-blend-mode: multiply",
                    ),
                    rectangle(
                        "position: absolute; left: 60px; top: 10px; width: 100px; height: 30px; background: #e5484d; mix-blend-mode: screen",
                    ),
                ],
            ),
            frame(
                "position: absolute; left: 20px; top: 90px; width: 200px; height: 50px; opacity: 0.7",
                vec![
                    rectangle(
                        "position: absolute; left: 0px; top: 0px; width: 100px; height: 50px; background: #5b5bd6; mix-blend-mode: multiply",
                    ),
                    rectangle(
                        "position: absolute; left: 60px; top: 10px; width: 100px; height: 30px; background: #e5484d; mix-blend-mode: difference",
                    ),
                ],
            ),
        ],
    );
}

#[test]
fn masks() {
    check_against_chromium(
        "masks",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: linear-gradient(180deg, #000000 0%, #00000000 100%)",
            ),
            rectangle(
                "position: absolute; left: 84px; top: 8px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: radial-gradient(circle closest-side, #000000 0%, #000000 70%, #00000000 72%)",
            ),
            rectangle(
                "position: absolute; left: 160px; top: 8px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: image(abababababababababababababababababababababababababababababababab contain)",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 84px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: linear-gradient(90deg, #000000 0%, #00000000 50%), linear-gradient(0deg, #000000 0%, #00000000 40%); opacity: 0.8",
            ),
            rectangle(
                "position: absolute; left: 84px; top: 84px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: conic-gradient(#000000 0%, #00000000 100%); filter: blur(2px)",
            ),
            rectangle(
                "position: absolute; left: 160px; top: 84px; width: 68px; height: 68px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); mask-image: linear-gradient(45deg, #00000000 20%, #000000 80%); mix-blend-mode: multiply",
            ),
        ],
    );
}

#[test]
fn clip_paths() {
    check_against_chromium(
        "clip_paths",
        WIDTH,
        HEIGHT,
        near(1.5, 0.01),
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: inset(6px 10% 4px 0px)",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 8px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: inset(4px round 12px 4px)",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 8px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: circle(40% at 50% 50%)",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 8px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: circle(closest-side at 30% 40%)",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 60px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: ellipse(20px 14px at 60% 50%)",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 60px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: polygon(50% 0%, 100% 38%, 82% 100%, 18% 100%, 0% 38%)",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 60px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: path(\"M5 5C30 -10 60 40 25 40Z\")",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 60px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: polygon(0% 0%, 100% 100%, 0% 100%); opacity: 0.5",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 112px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: inset(-10px 0px 0px 20px); box-shadow: 0px -4px 6px 0px #11181c",
            ),
            rectangle(
                "position: absolute; left: 66px; top: 112px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: circle(50%); filter: blur(3px)",
            ),
            rectangle(
                "position: absolute; left: 124px; top: 112px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: ellipse(); transform: rotate(30deg)",
            ),
            rectangle(
                "position: absolute; left: 182px; top: 112px; width: 50px; height: 44px; background: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%); clip-path: polygon(50% 0%, 100% 100%, 0% 100%); transform: rotate(20deg); border-top-width: 4px; border-bottom-width: 4px; border-right-width: 4px; border-left-width: 4px",
            ),
        ],
    );
}

#[test]
fn turned_effects() {
    check_against_chromium(
        "turned_effects",
        WIDTH,
        HEIGHT,
        near(3.0, 0.02),
        vec![
            frame(
                "position: absolute; left: 30px; top: 20px; width: 80px; height: 60px; transform: rotate(20deg); filter: drop-shadow(6px 0px 4px #000000aa); background: #ffffff",
                vec![text("font-size: 14px", "Turned shadow")],
            ),
            frame(
                "position: absolute; left: 140px; top: 20px; width: 70px; height: 60px; transform: rotate(-15deg) scale(1.3); overflow: hidden; background: #ffe8a3; border-top-left-radius: 16px; border-bottom-right-radius: 16px",
                vec![rectangle(
                    "position: absolute; left: 20px; top: 20px; width: 60px; height: 60px; background: radial-gradient(#ffffff 0%, #e5484d 100%); filter: blur(3px)",
                )],
            ),
            frame(
                "position: absolute; left: 20px; top: 100px; width: 200px; height: 40px; transform: skewX(-20deg); border-top-width: 6px; border-right-width: 6px; border-bottom-width: 6px; border-left-width: 6px; border-top-color: #e5484d; border-right-color: #30a46c; border-bottom-color: #5b5bd6; border-left-color: #ffd60a; background: conic-gradient(#ffffff 0%, #c9c9d1 100%)",
                vec![text(
                    "font-size: 14px; opacity: 0.5",
                    "Slanted and bordered",
                )],
            ),
        ],
    );
}
