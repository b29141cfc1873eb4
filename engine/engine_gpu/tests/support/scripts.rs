//! Pictures of texts in several scripts, and of emoji, beside Chromium's.

use crate::support::{Nearness, check_against_chromium, text};

const GREETING: &str = "Hello שלום 123 مرحبا 👋🏽 world";

#[test]
fn text_shadows() {
    check_against_chromium(
        "text_shadows",
        240,
        160,
        Nearness {
            mean: 1.5,
            visible_share: 0.015,
        },
        vec![
            text(
                "position: absolute; left: 8px; top: 4px; font-size: 20px; \
                 text-shadow: 0px 2px 4px #00000080",
                "Soft below",
            ),
            text(
                "position: absolute; left: 8px; top: 44px; font-size: 20px; font-weight: 700; \
                 text-shadow: 3px 3px 0px #e5484d, -3px -2px 0px #5b5bd680",
                "Two hard ones",
            ),
            text(
                "position: absolute; left: 8px; top: 84px; font-size: 20px; color: #11181c00; \
                 text-shadow: 0px 0px 3px #30a46c",
                "Glow alone",
            ),
            text(
                "position: absolute; left: 130px; top: 84px; font-size: 20px; \
                 text-decoration: underline; text-shadow: 4px 4px 2px #00000099",
                "Toast 🍞",
            ),
            text(
                "position: absolute; left: 8px; top: 120px; font-size: 20px; opacity: 0.5; \
                 text-shadow: 2px 2px 0px #5b5bd6",
                "Half of both",
            ),
        ],
    );
}

#[test]
fn scripts_and_emoji() {
    check_against_chromium(
        "scripts_and_emoji",
        320,
        200,
        Nearness {
            mean: 1.5,
            // At 2× Chromium rounds a font's ascent to device pixels: its first line stands half a
            // CSS px higher.
            visible_share: 0.015,
        },
        vec![
            text("position: absolute; left: 8px; top: 4px", GREETING),
            text(
                "position: absolute; left: 8px; top: 32px; direction: rtl; width: 300px; \
                 font-weight: 700; font-size: 20px",
                "שלום world, مرحبا بالعالم 42!",
            ),
            text(
                "position: absolute; left: 8px; top: 68px; font-size: 28px",
                "🥖 👩‍👩‍👧 🇩🇪 ❤️ 1️⃣ 🏳️‍🌈 ☀",
            ),
            text(
                "position: absolute; left: 8px; top: 116px; font-family: Fraunces; \
                 font-size: 22px; color: #5b5bd6",
                "Łódź → Привет 🎉",
            ),
            text(
                "position: absolute; left: 8px; top: 156px; opacity: 0.5; font-size: 20px",
                "Half 👋🏽 seen",
            ),
            text(
                "position: absolute; left: 170px; top: 156px; width: 138px; direction: rtl; \
                 white-space: nowrap; text-overflow: ellipsis; font-size: 20px",
                "זה משפט ארוך מדי לתיבה",
            ),
            text(
                "position: absolute; left: 200px; top: 120px; width: 112px; direction: rtl; \
                 white-space: nowrap; text-overflow: ellipsis; font-size: 20px",
                "English in a box from the right",
            ),
        ],
    );
}
