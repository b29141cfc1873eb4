//! Chromium is the layout oracle: the same trees laid out by the engine and by Chromium, from
//! HTML that follows the export's rules, must have the same boxes and the same lines of text.
//!
//! Chromium's boxes are recorded in `recorded/`, so that this test needs no browser. With
//! `OMNIOS_BLESS=1` it starts one and records them anew (`CHROMIUM` names the program,
//! `/usr/bin/chromium` by default).

mod chromium;
mod compare;
mod fixtures;
mod html;
mod incremental;
mod random;
mod spec;
mod texts;

use compare::{Tolerance, check};

/// A 64th of a px is Chromium's unit of length; sums of a few of them stay below this.
const EXACT: Tolerance = Tolerance {
    within_px: 0.1,
    share: 1.0,
    worst_px: 0.1,
};

#[test]
fn each_feature_has_the_boxes_that_chromium_gives_it() {
    check("fixtures", &fixtures::all(), EXACT);
}

#[test]
fn random_pages_have_the_boxes_that_chromium_gives_them() {
    check("random", &random::pages(), EXACT);
}

#[test]
fn texts_are_as_wide_as_in_chromium() {
    check("text-widths", &texts::widths(), EXACT);
}

#[test]
fn texts_break_where_chromium_breaks_them() {
    check("text-lines", &texts::lines(), EXACT);
}
