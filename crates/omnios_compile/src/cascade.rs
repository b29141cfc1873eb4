//! The fewest declarations that give each breakpoint its values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::css::{CssValue, Declaration};

/// A longhand at one breakpoint.
#[derive(Debug, Clone)]
pub(crate) struct Longhand {
    pub(crate) property: &'static str,
    /// The value under the base rules, where no class declares one.
    pub(crate) initial: Cow<'static, str>,
    /// The value wanted; `None` where the property makes no difference, so that whatever holds
    /// may stay.
    pub(crate) wanted: Option<CssValue>,
}

/// Longhands of one box, in the order top, right, bottom, left, and the shorthand that sets all.
const BOXES: [(&str, [&str; 4]); 3] = [
    (
        "margin",
        ["margin-top", "margin-right", "margin-bottom", "margin-left"],
    ),
    (
        "padding",
        [
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
        ],
    ),
    (
        "border-radius",
        [
            "border-top-left-radius",
            "border-top-right-radius",
            "border-bottom-right-radius",
            "border-bottom-left-radius",
        ],
    ),
];
const INSETS: [&str; 4] = ["top", "right", "bottom", "left"];
const BORDERS: [&str; 4] = ["border-top", "border-right", "border-bottom", "border-left"];
const FLEX: [&str; 3] = ["flex-grow", "flex-shrink", "flex-basis"];

/// Declarations for each breakpoint, widest first, where every range inherits from the wider
/// ones. `None` for a breakpoint means that nothing of the element can be seen there.
pub(crate) fn minimal(ranges: [Option<Vec<Longhand>>; 3]) -> [Vec<Declaration>; 3] {
    let mut current: BTreeMap<&'static str, CssValue> = BTreeMap::new();
    ranges.map(|range| {
        let mut changed = Vec::new();
        for longhand in range.unwrap_or_default() {
            let initial = || CssValue::from(longhand.initial.as_ref());
            let now = current.entry(longhand.property).or_insert_with(initial);
            if let Some(wanted) = longhand.wanted
                && *now != wanted
            {
                now.clone_from(&wanted);
                changed.push(Declaration::new(longhand.property, wanted));
            }
        }
        fold(changed, &current)
    })
}

/// Puts longhands together as shorthands, at the place of the first.
fn fold(
    mut changed: Vec<Declaration>,
    current: &BTreeMap<&'static str, CssValue>,
) -> Vec<Declaration> {
    for (shorthand, sides) in BOXES {
        if count(&changed, &sides) >= 2
            && let Some(values) = values(current, sides)
        {
            replace(&mut changed, shorthand, &sides, four_sides(values));
        }
    }
    if count(&changed, &INSETS) == 4
        && let Some(values) = values(current, INSETS)
    {
        replace(&mut changed, "inset", &INSETS, four_sides(values));
    }
    if count(&changed, &BORDERS) >= 2
        && let Some([top, right, bottom, left]) = values(current, BORDERS)
        && top == right
        && top == bottom
        && top == left
    {
        replace(&mut changed, "border", &BORDERS, top.to_owned());
    }
    if count(&changed, &FLEX) >= 2
        && let Some([grow, shrink, basis]) = values(current, FLEX)
    {
        let flex = format!("{grow} {shrink} {basis}");
        replace(&mut changed, "flex", &FLEX, flex);
    }
    if count(&changed, &["row-gap", "column-gap"]) == 2
        && let Some([row, column]) = values(current, ["row-gap", "column-gap"])
    {
        let gap = if row == column {
            row.to_owned()
        } else {
            format!("{row} {column}")
        };
        replace(&mut changed, "gap", &["row-gap", "column-gap"], gap);
    }
    changed
}

fn count(changed: &[Declaration], properties: &[&str]) -> usize {
    let is_one = |it: &&Declaration| properties.contains(&it.property);
    changed.iter().filter(is_one).count()
}

fn values<'a, const N: usize>(
    current: &'a BTreeMap<&'static str, CssValue>,
    properties: [&'static str; N],
) -> Option<[&'a str; N]> {
    let found: Option<Vec<&str>> = properties
        .into_iter()
        .map(|property| current.get(property).and_then(CssValue::as_plain))
        .collect();
    found?.try_into().ok()
}

fn replace(
    changed: &mut Vec<Declaration>,
    shorthand: &'static str,
    longhands: &[&str],
    value: String,
) {
    let is_one = |it: &Declaration| longhands.contains(&it.property);
    if let Some(first) = changed.iter().position(is_one) {
        changed.retain(|it| !is_one(it));
        changed.insert(first, Declaration::new(shorthand, value));
    }
}

/// One value where all sides agree, two where the opposite ones do, and so on, as CSS reads them.
fn four_sides([top, right, bottom, left]: [&str; 4]) -> String {
    if right != left {
        format!("{top} {right} {bottom} {left}")
    } else if top != bottom {
        format!("{top} {right} {bottom}")
    } else if top != right {
        format!("{top} {right}")
    } else {
        top.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(values: &[(&'static str, &'static str, Option<&str>)]) -> Option<Vec<Longhand>> {
        let longhand = |&(property, initial, wanted): &(_, _, Option<&str>)| Longhand {
            property,
            initial: Cow::Borrowed(initial),
            wanted: wanted.map(CssValue::from),
        };
        Some(values.iter().map(longhand).collect())
    }

    fn css(ranges: [Option<Vec<Longhand>>; 3]) -> [String; 3] {
        minimal(ranges).map(|declarations| {
            let written: Vec<String> = declarations
                .iter()
                .map(|it| format!("{}: {}", it.property, it.value.to_css(|_| String::new())))
                .collect();
            written.join("; ")
        })
    }

    fn padding(top: &'static str, side: &'static str) -> Option<Vec<Longhand>> {
        range(&[
            ("padding-top", "0", Some(top)),
            ("padding-right", "0", Some(side)),
            ("padding-bottom", "0", Some(top)),
            ("padding-left", "0", Some(side)),
        ])
    }

    #[test]
    fn sides_fold_and_overrides_say_only_what_differs() {
        assert_eq!(
            css([
                padding("0", "16px"),
                padding("0", "16px"),
                padding("8px", "8px")
            ]),
            ["padding: 0 16px", "", "padding: 8px"]
        );
    }

    #[test]
    fn what_makes_no_difference_waits_until_it_does() {
        let at = |display, direction| {
            range(&[
                ("display", "block", Some(display)),
                ("flex-direction", "row", direction),
            ])
        };
        assert_eq!(
            css([
                at("flex", Some("column")),
                at("none", None),
                at("flex", Some("column"))
            ]),
            [
                "display: flex; flex-direction: column",
                "display: none",
                "display: flex"
            ]
        );
    }

    #[test]
    fn an_element_whose_parent_is_hidden_declares_nothing_there() {
        let width = |value| range(&[("width", "auto", Some(value))]);
        assert_eq!(
            css([width("10px"), None, width("20px")]),
            ["width: 10px", "", "width: 20px"]
        );
    }

    #[test]
    fn borders_and_flex_fold_when_they_can() {
        let side = |value| {
            range(&[
                ("border-top", "0", Some(value)),
                ("border-right", "0", Some(value)),
                ("border-bottom", "0", Some(value)),
                ("border-left", "0", Some(value)),
                ("flex-grow", "0", Some("1")),
                ("flex-shrink", "1", Some("1")),
                ("flex-basis", "auto", Some("0")),
            ])
        };
        assert_eq!(
            css([side("1px solid #000000"), side("0"), side("0")]),
            ["border: 1px solid #000000; flex: 1 1 0", "border: 0", ""]
        );
    }
}
