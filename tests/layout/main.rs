//! Chromium is the layout oracle: the same trees laid out by the engine and by Chromium, from
//! HTML that follows the export's rules, must have the same boxes and the same lines of text.
//!
//! Chromium's boxes are recorded in `recorded/`, so that this test needs no browser. With
//! `OMNIOS_BLESS=1` it starts one and records them anew (`CHROMIUM` names the program,
//! `/usr/bin/chromium` by default). `OMNIOS_SHOW=1` names the styles of what differs.

mod browser;
mod chromium;
mod compare;
mod degenerate;
mod directions;
mod fixtures;
mod fuzz;
mod grids;
mod html;
mod incremental;
mod inline;
mod own_fonts;
mod positions;
mod random;
mod scripts;
mod sizes;
mod spec;
mod texts;
mod typography;

use compare::{Tolerance, check};

/// Chromium breaks ligatures in words that don't fit and breaks such words at other places; no
/// height depends on it in these texts.
const BROKEN_WORDS: Tolerance = Tolerance {
    within_px: 0.25,
    share: 0.99,
    worst_px: 50.0,
};

/// Widths of texts up to 1000 px, where advances of 32 bits add up otherwise than in Chromium.
const WIDE: Tolerance = Tolerance {
    within_px: 0.1,
    share: 0.995,
    worst_px: 0.15,
};

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
fn sums_and_intrinsic_sizes_are_those_of_chromium() {
    check("sizes", &sizes::all(), EXACT);
}

#[test]
fn grids_are_those_of_chromium() {
    check("grids", &grids::all(), EXACT);
}

#[test]
fn what_stands_in_texts_stands_where_chromium_puts_it() {
    check("inline", &inline::all(), EXACT);
}

#[test]
fn positions_ratios_and_overflow_are_those_of_chromium() {
    check("positions", &positions::all(), EXACT);
}

#[test]
fn right_to_left_is_that_of_chromium() {
    check("directions", &directions::all(), EXACT);
}

#[test]
fn random_designs_have_the_boxes_that_chromium_gives_them() {
    check("designs", &random::designs(), EXACT);
}

#[test]
fn random_pages_have_the_boxes_that_chromium_gives_them() {
    check("random", &random::pages(), EXACT);
}

#[test]
fn runs_and_everything_typographic_are_laid_out_as_in_chromium() {
    check("typography", &typography::all(), EXACT);
}

#[test]
fn a_projects_own_fonts_are_chosen_and_set_as_in_chromium() {
    check("own-fonts", &own_fonts::all(), EXACT);
}

#[test]
fn scripts_directions_and_emoji_are_laid_out_as_in_chromium() {
    check("scripts", &scripts::all(), EXACT);
}

#[test]
fn texts_are_as_wide_as_in_chromium() {
    check("text-widths", &texts::widths(), WIDE);
}

#[test]
fn texts_break_where_chromium_breaks_them() {
    check("text-lines", &texts::lines(), BROKEN_WORDS);
}
