//! From the texts of a command to typed property values: shorthands, breakpoints, and checks
//! that need to know the project.

use std::collections::BTreeMap;

use omnios_model::{
    AssetHash, BUNDLED_FONT_FAMILIES, Breakpoint, Paint, Project, Property, PropertyKey, Value,
};
use omnios_protocol::{CommandError, ErrorCode};

/// A property and what to set it to; `None` unsets it.
pub(crate) type Assignment = (PropertyKey, Option<Value>);

/// Reads one `name: value` pair of a command, which may be a shorthand for several properties.
/// A breakpoint in the name (`width@mobile`) wins over `breakpoint`.
pub(crate) fn read_assignments(
    project: &Project,
    name: &str,
    text: Option<&str>,
    breakpoint: Breakpoint,
) -> Result<Vec<Assignment>, CommandError> {
    let (name, breakpoint) = match name.split_once('@') {
        Some((name, at)) => (name, read_breakpoint(at)?),
        None => (name, breakpoint),
    };
    if let Some(property) = Property::from_name(name) {
        if breakpoint != Breakpoint::Desktop && !property.varies_by_breakpoint() {
            return Err(invalid(format!(
                "{name} is the same at every width. Set it without a breakpoint"
            )));
        }
        return Ok(vec![read(project, property, breakpoint, text)?]);
    }
    let longhands = shorthand(name).ok_or_else(|| {
        invalid(format!(
            "there is no property “{name}”. The property table in crates/README.md lists them all"
        ))
    })?;
    let Some(text) = text else {
        return Ok(longhands
            .iter()
            .map(|property| (PropertyKey::at(*property, breakpoint), None))
            .collect());
    };
    if name == "border" {
        return read_border(project, breakpoint, text);
    }
    if name == "grid-area" {
        return read_grid_area(project, breakpoint, text);
    }
    let parts = words(text);
    let count = longhands.len();
    let part = |side: usize| match (parts.len(), count) {
        (1, _) => Some(parts[0]),
        (2, _) => Some(parts[side % 2]),
        (3, 4) => Some([parts[0], parts[1], parts[2], parts[1]][side]),
        (4, 4) => Some(parts[side]),
        _ => None,
    };
    longhands
        .iter()
        .enumerate()
        .map(|(side, property)| {
            let part = part(side).ok_or_else(|| {
                invalid(format!(
                    "“{text}” is no value for {name}: give 1 to {count} values"
                ))
            })?;
            read(project, *property, breakpoint, Some(part))
        })
        .collect()
}

/// The words of a shorthand's value; what stands in parentheses is one.
fn words(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && letter.is_whitespace()
    })
    .filter(|word| !word.is_empty())
    .collect()
}

/// The pairs of a command in the order in which they are set: shorthands first, so that a
/// longhand beside one refines it.
pub(crate) fn in_order<V>(texts: &BTreeMap<String, V>) -> impl Iterator<Item = (&String, &V)> {
    let is_shorthand = |name: &str| {
        let name = name.split_once('@').map_or(name, |(name, _)| name);
        // `border` spreads to what `border-width` sets, too.
        shorthand(name).map(|_| name != "border")
    };
    let mut pairs: Vec<(&String, &V)> = texts.iter().collect();
    pairs.sort_by_key(|(name, _)| match is_shorthand(name) {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    });
    pairs.into_iter()
}

/// The longhands of a shorthand, in the order of its values.
fn shorthand(name: &str) -> Option<&'static [Property]> {
    use Property as P;
    Some(match name {
        "padding" => &[
            P::PaddingTop,
            P::PaddingRight,
            P::PaddingBottom,
            P::PaddingLeft,
        ],
        "margin" => &[P::MarginTop, P::MarginRight, P::MarginBottom, P::MarginLeft],
        "inset" => &[P::Top, P::Right, P::Bottom, P::Left],
        "gap" => &[P::RowGap, P::ColumnGap],
        "grid-area" => &[P::GridRow, P::GridColumn],
        "border-width" => BORDER_WIDTHS,
        "border-style" => BORDER_STYLES,
        "border-color" => BORDER_COLORS,
        "border-radius" => &[
            P::BorderTopLeftRadius,
            P::BorderTopRightRadius,
            P::BorderBottomRightRadius,
            P::BorderBottomLeftRadius,
        ],
        "border" => &[
            P::BorderTopWidth,
            P::BorderRightWidth,
            P::BorderBottomWidth,
            P::BorderLeftWidth,
            P::BorderTopStyle,
            P::BorderRightStyle,
            P::BorderBottomStyle,
            P::BorderLeftStyle,
            P::BorderTopColor,
            P::BorderRightColor,
            P::BorderBottomColor,
            P::BorderLeftColor,
        ],
        _ => return None,
    })
}

const BORDER_WIDTHS: &[Property] = &[
    Property::BorderTopWidth,
    Property::BorderRightWidth,
    Property::BorderBottomWidth,
    Property::BorderLeftWidth,
];

const BORDER_STYLES: &[Property] = &[
    Property::BorderTopStyle,
    Property::BorderRightStyle,
    Property::BorderBottomStyle,
    Property::BorderLeftStyle,
];

pub(crate) const BORDER_COLORS: &[Property] = &[
    Property::BorderTopColor,
    Property::BorderRightColor,
    Property::BorderBottomColor,
    Property::BorderLeftColor,
];

/// `WIDTH [STYLE] [COLOR]`, or `none`.
fn read_border(
    project: &Project,
    breakpoint: Breakpoint,
    text: &str,
) -> Result<Vec<Assignment>, CommandError> {
    let text = text.trim();
    let (width, rest) = text.split_once(' ').unwrap_or((text, ""));
    let width = if width == "none" { "0px" } else { width };
    let mut assignments = BORDER_WIDTHS
        .iter()
        .map(|property| read(project, *property, breakpoint, Some(width)))
        .collect::<Result<Vec<_>, _>>()?;
    let rest = rest.trim();
    let (style, color) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_style = omnios_model::BorderStyle::from_keyword(style).is_some();
    let (style, color) = if is_style {
        (style, color.trim())
    } else {
        ("", rest)
    };
    if !style.is_empty() {
        for property in BORDER_STYLES {
            assignments.push(read(project, *property, breakpoint, Some(style))?);
        }
    }
    if !color.is_empty() {
        for property in BORDER_COLORS {
            assignments.push(read(project, *property, breakpoint, Some(color))?);
        }
    }
    Ok(assignments)
}

/// `AREA`, or `ROW [/ COLUMN [/ ROW END [/ COLUMN END]]]`.
fn read_grid_area(
    project: &Project,
    breakpoint: Breakpoint,
    text: &str,
) -> Result<Vec<Assignment>, CommandError> {
    let lines: Vec<&str> = text.split('/').map(str::trim).collect();
    let row = lines[0];
    let is_name = row.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && row != "auto"
        && !row.contains(' ');
    // A name alone is the area's in both directions.
    let column = lines
        .get(1)
        .copied()
        .unwrap_or(if is_name { row } else { "auto" });
    let until = |start: &str, end: Option<&&str>| match end {
        Some(end) => format!("{start} / {end}"),
        None => start.to_owned(),
    };
    if lines.len() > 4 {
        return Err(invalid(format!(
            "“{text}” is no value for grid-area: give an area's name, or 1 to 4 lines"
        )));
    }
    let row = until(row, lines.get(2));
    let column = until(column, lines.get(3));
    Ok(vec![
        read(project, Property::GridRow, breakpoint, Some(&row))?,
        read(project, Property::GridColumn, breakpoint, Some(&column))?,
    ])
}

fn read(
    project: &Project,
    property: Property,
    breakpoint: Breakpoint,
    text: Option<&str>,
) -> Result<Assignment, CommandError> {
    let key = PropertyKey::at(property, breakpoint);
    let Some(text) = text else {
        return Ok((key, None));
    };
    let mut value = Value::parse(property, text).map_err(|error| invalid(error.to_string()))?;
    value.bind(property, &project.tokens);
    check_against_project(project, property, &value)?;
    Ok((key, Some(value)))
}

fn check_against_project(
    project: &Project,
    property: Property,
    value: &Value,
) -> Result<(), CommandError> {
    match (property, value) {
        (_, Value::Token(token)) => match &token.value {
            Some(value) => check_against_project(project, property, value),
            None => Err(invalid(meaningless(project, property, token.name.as_str()))),
        },
        (Property::FontFamily, Value::Text(family)) => known_family(project, family),
        (Property::Source, Value::Text(hash)) if !hash.is_empty() => {
            known_asset(project, hash.parse().ok().as_ref(), hash)
        }
        (_, Value::Paints(paints)) => paints.iter().try_for_each(|paint| match paint {
            Paint::Image { asset, .. } => known_asset(project, Some(asset), asset.as_str()),
            _ => Ok(()),
        }),
        _ => Ok(()),
    }
}

/// Why a property can't refer to the token.
fn meaningless(project: &Project, property: Property, name: &str) -> String {
    match project.tokens.text(name, None) {
        Some(text) => format!(
            "--{name} stands for “{text}”, which is no value for {}. Choose another token",
            property.name()
        ),
        None if project.tokens.get(name).is_some() => {
            format!("--{name} stands for a token that is missing. Change it with token.set first")
        }
        None => format!("there is no token --{name} in this project. Add it with token.set first"),
    }
}

fn known_family(project: &Project, family: &str) -> Result<(), CommandError> {
    let is_own = || project.font_faces().any(|(_, face)| face.is_of(family));
    if BUNDLED_FONT_FAMILIES.contains(&family) || is_own() {
        return Ok(());
    }
    let mut known = BUNDLED_FONT_FAMILIES.to_vec();
    known.extend(project.font_families());
    Err(invalid(format!(
        "there is no font family “{family}” in this project. Choose one of {}, or add its file \
         first (`omnios add-asset`)",
        known.join(", ")
    )))
}

fn known_asset(
    project: &Project,
    hash: Option<&AssetHash>,
    text: &str,
) -> Result<(), CommandError> {
    if hash.is_some_and(|hash| project.assets.contains_key(hash)) {
        return Ok(());
    }
    let short: String = text.chars().take(12).collect();
    Err(invalid(format!(
        "there is no asset {short}… in this project. Add the image first (`omnios add-asset`)"
    )))
}

/// Reads a breakpoint's name; absent means everywhere.
pub(crate) fn read_breakpoint(name: &str) -> Result<Breakpoint, CommandError> {
    Breakpoint::from_name(name).ok_or_else(|| {
        invalid(format!(
            "there is no breakpoint “{name}”. Give desktop, tablet or mobile"
        ))
    })
}

fn invalid(message: String) -> CommandError {
    CommandError::new(ErrorCode::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(name: &str, text: &str) -> Vec<String> {
        let project = Project::default();
        read_assignments(&project, name, Some(text), Breakpoint::Desktop)
            .unwrap()
            .into_iter()
            .map(|(key, value)| format!("{key}: {}", value.unwrap()))
            .collect()
    }

    #[test]
    fn shorthands_spread_like_in_css() {
        assert_eq!(
            read_all("padding", "8px 16px 4px"),
            [
                "padding-top: 8px",
                "padding-right: 16px",
                "padding-bottom: 4px",
                "padding-left: 16px"
            ]
        );
        assert_eq!(read_all("gap", "calc(2% + 4px) 8px")[1], "column-gap: 8px");
        assert_eq!(
            read_all("margin", "auto calc(50% - 4px)")[3],
            "margin-left: calc(50% - 4px)"
        );
        assert_eq!(
            read_all("gap@mobile", "8"),
            ["row-gap@mobile: 8px", "column-gap@mobile: 8px"]
        );
        assert_eq!(
            read_all("border", "2px dashed rgba(0, 0, 0, 0.5)")[7..9],
            ["border-left-style: dashed", "border-top-color: #00000080"]
        );
        assert_eq!(read_all("border", "1px #ff0000").len(), 8);
        assert_eq!(
            read_all("border-color", "rgb(1, 2, 3) #ffffff")[3],
            "border-left-color: #ffffff"
        );
    }

    #[test]
    fn an_area_is_a_place_in_both_directions() {
        assert_eq!(
            read_all("grid-area", "head"),
            ["grid-row: head", "grid-column: head"]
        );
        assert_eq!(
            read_all("grid-area", "1 / 2 / span 2 / -1"),
            ["grid-row: 1 / span 2", "grid-column: 2 / -1"]
        );
    }

    #[test]
    fn a_longhand_refines_the_shorthand_beside_it() {
        let names = [
            "border-bottom-left-radius",
            "border",
            "border-radius",
            "padding@mobile",
        ];
        let texts: BTreeMap<String, ()> =
            names.iter().map(|name| ((*name).to_owned(), ())).collect();
        let ordered: Vec<&str> = in_order(&texts).map(|(name, ())| name.as_str()).collect();
        assert_eq!(ordered[0], "border");
        assert_eq!(ordered[3], "border-bottom-left-radius");
    }

    #[test]
    fn what_the_project_does_not_have_is_refused() {
        let project = Project::default();
        let fails = |name: &str, text: &str| {
            read_assignments(&project, name, Some(text), Breakpoint::Desktop)
                .unwrap_err()
                .message
        };
        assert!(fails("font-family", "Comic Sans").contains("Inter"));
        assert!(fails("src", &"ab".repeat(32)).contains("no asset"));
        assert!(fails("background", &format!("image({})", "ab".repeat(32))).contains("no asset"));
        assert!(fails("colour", "#fff").contains("no property"));
        assert!(fails("href@mobile", "/a").contains("same at every width"));
        assert!(fails("padding", "1 2 3 4 5").contains("1 to 4"));
    }
}
