//! Figma's gradients as CSS's.
//!
//! Figma places a gradient by three points of the unit square that the box is stretched from; CSS
//! by an angle, or by a middle and radii. Both agree on where colours lie once the box's size is
//! known.

use super::json::Item;
use super::node::Rgba;
use super::place::rounded;

/// A gradient in CSS, and what isn't quite the same.
pub(crate) struct GradientText {
    pub(crate) css: String,
    pub(crate) differs: Option<&'static str>,
}

#[derive(Clone, Copy)]
struct Vector {
    x: f64,
    y: f64,
}

impl Vector {
    fn minus(self, other: Self) -> Self {
        Self {
            x: self.x - other.x,
            y: self.y - other.y,
        }
    }

    fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// Degrees clockwise from straight up, as CSS counts.
    fn css_degrees(self) -> f64 {
        self.x.atan2(-self.y).to_degrees().rem_euclid(360.0)
    }
}

/// Where the handles are in a box, in px: start, end, and what gives the width.
struct Handles {
    start: Vector,
    end: Vector,
    side: Vector,
}

/// A colour at a place from 0 to 1; beyond where the gradient's line leaves the box.
pub(crate) type Stop = (f64, Rgba);

/// The gradient in a box of that size in px. `None` where it has fewer than two colours.
pub(crate) fn gradient(paint: Item<'_>, size: (f64, f64)) -> Option<GradientText> {
    let opacity = paint.get("opacity").number().unwrap_or(1.0);
    let stops = stops(paint, opacity)?;
    let size = (size.0.max(0.01), size.1.max(0.01));
    let handles = handles(paint, size);
    Some(match paint.get("type").text().unwrap_or("") {
        "GRADIENT_RADIAL" => radial(&handles, &stops, size, None),
        "GRADIENT_DIAMOND" => radial(
            &handles,
            &stops,
            size,
            Some("is filled with a diamond gradient, which became a radial one"),
        ),
        "GRADIENT_ANGULAR" => angular(&handles, &stops, size),
        _ => linear(&handles, stops, size),
    })
}

/// The gradient's colours in order, faded by the paint's opacity.
pub(crate) fn stops(paint: Item<'_>, opacity: f64) -> Option<Vec<Stop>> {
    let mut stops: Vec<Stop> = paint
        .get("gradientStops")
        .items()
        .filter_map(|stop| {
            let color = Rgba::read(stop.get("color"))?;
            let position = stop.get("position").number().unwrap_or(0.0);
            Some((position.clamp(0.0, 1.0), color.faded(opacity)))
        })
        .collect();
    stops.sort_by(|one, other| one.0.total_cmp(&other.0));
    match stops.as_slice() {
        [] => None,
        [only] => Some(vec![(0.0, only.1), (1.0, only.1)]),
        _ => Some(stops),
    }
}

fn handles(paint: Item<'_>, (width, height): (f64, f64)) -> Handles {
    let points: Vec<Vector> = paint
        .get("gradientHandlePositions")
        .items()
        .filter_map(|point| {
            Some(Vector {
                x: point.get("x").number()? * width,
                y: point.get("y").number()? * height,
            })
        })
        .collect();
    let (start, end) = match points.as_slice() {
        [start, end, ..] => (*start, *end),
        // Figma's own: from the middle of the top to the middle of the bottom.
        _ => (
            Vector {
                x: width / 2.0,
                y: 0.0,
            },
            Vector {
                x: width / 2.0,
                y: height,
            },
        ),
    };
    let along = end.minus(start);
    let side = points.get(2).copied().unwrap_or(Vector {
        x: start.x - along.y,
        y: start.y + along.x,
    });
    Handles { start, end, side }
}

fn linear(handles: &Handles, stops: Vec<Stop>, (width, height): (f64, f64)) -> GradientText {
    let along = handles.end.minus(handles.start);
    let side = handles.side.minus(handles.start);
    // Lines of one colour run along the side; CSS's direction is across them.
    let mut across = Vector {
        x: side.y,
        y: -side.x,
    };
    if across.dot(along) < 0.0 {
        across = Vector {
            x: -across.x,
            y: -across.y,
        };
    }
    let reach = across.dot(along);
    if reach.abs() < 1.0e-9 {
        let last = stops[stops.len() - 1].1.css();
        return GradientText {
            css: format!("linear-gradient(180deg, {last} 0%, {last} 100%)"),
            differs: None,
        };
    }
    let unit = Vector {
        x: across.x / across.length(),
        y: across.y / across.length(),
    };
    let line = (unit.x * width).abs() + (unit.y * height).abs();
    let middle = Vector {
        x: width / 2.0,
        y: height / 2.0,
    };
    let first = handles.start.minus(middle).dot(unit) / line + 0.5;
    let length = along.dot(unit) / line;
    let placed: Vec<Stop> = stops
        .into_iter()
        .map(|(position, color)| (first + position * length, color))
        .collect();
    let degrees = rounded(unit.css_degrees());
    GradientText {
        css: format!("linear-gradient({degrees}deg, {})", list(&within(&placed))),
        differs: None,
    }
}

fn radial(
    handles: &Handles,
    stops: &[Stop],
    (width, height): (f64, f64),
    differs: Option<&'static str>,
) -> GradientText {
    let along = handles.end.minus(handles.start);
    let side = handles.side.minus(handles.start);
    let is_level = |it: Vector| it.y.abs() <= 0.01 * it.length();
    let is_upright = |it: Vector| it.x.abs() <= 0.01 * it.length();
    let fits = is_level(along) && is_upright(side)
        || is_upright(along) && is_level(side)
        || (along.length() - side.length()).abs() <= 0.01 * along.length()
            && along.dot(side).abs() <= 0.01 * along.length() * side.length();
    let radii = (along.x.hypot(side.x), along.y.hypot(side.y));
    let turned =
        (!fits).then_some("is filled with a turned oval gradient, which became an upright one");
    let share = |part: f64, whole: f64| rounded(100.0 * part / whole);
    let css = format!(
        "radial-gradient({}% {}% at {}% {}%, {})",
        share(radii.0, width),
        share(radii.1, height),
        share(handles.start.x, width),
        share(handles.start.y, height),
        list(stops)
    );
    GradientText {
        css,
        differs: differs.or(turned),
    }
}

fn angular(handles: &Handles, stops: &[Stop], (width, height): (f64, f64)) -> GradientText {
    let along = handles.end.minus(handles.start);
    let side = handles.side.minus(handles.start);
    let is_circle = (along.length() - side.length()).abs() <= 0.01 * along.length()
        && along.dot(side).abs() <= 0.01 * along.length() * side.length();
    let is_clockwise = along.x * side.y - along.y * side.x >= 0.0;
    let share = |part: f64, whole: f64| rounded(100.0 * part / whole);
    let mut stops = closed(stops);
    if !is_clockwise {
        stops.reverse();
        for stop in &mut stops {
            stop.0 = 1.0 - stop.0;
        }
    }
    let css = format!(
        "conic-gradient(from {}deg at {}% {}%, {})",
        rounded(along.css_degrees()),
        share(handles.start.x, width),
        share(handles.start.y, height),
        list(&stops)
    );
    GradientText {
        css,
        differs: (!is_circle)
            .then_some("is filled with an oval gradient around a point, which became a round one"),
    }
}

/// Around a point, the last colour runs into the first one.
fn closed(stops: &[Stop]) -> Vec<Stop> {
    let (first, last) = (stops[0], stops[stops.len() - 1]);
    let gap = first.0 + 1.0 - last.0;
    let mut closed = stops.to_vec();
    if gap > 1.0e-6 {
        let seam = mixed(last.1, first.1, (1.0 - last.0) / gap);
        if first.0 > 0.0 {
            closed.insert(0, (0.0, seam));
        }
        if last.0 < 1.0 {
            closed.push((1.0, seam));
        }
    }
    closed
}

fn mixed(one: Rgba, other: Rgba, share: f64) -> Rgba {
    let mix = |one: f64, other: f64| one + (other - one) * share;
    Rgba {
        r: mix(one.r, other.r),
        g: mix(one.g, other.g),
        b: mix(one.b, other.b),
        a: mix(one.a, other.a),
    }
}

/// The same colours with none beyond 0 and 1.
fn within(stops: &[Stop]) -> Vec<Stop> {
    let at = |place: f64| {
        let after = stops.iter().position(|stop| stop.0 > place);
        match after {
            Some(0) => stops[0].1,
            None => stops[stops.len() - 1].1,
            Some(after) => {
                let (one, other) = (stops[after - 1], stops[after]);
                mixed(one.1, other.1, (place - one.0) / (other.0 - one.0))
            }
        }
    };
    let is_inside = |stop: &&Stop| (0.0..=1.0).contains(&stop.0);
    let mut inside: Vec<Stop> = stops.iter().filter(is_inside).copied().collect();
    if stops[0].0 < 0.0 {
        inside.insert(0, (0.0, at(0.0)));
    }
    if stops[stops.len() - 1].0 > 1.0 {
        inside.push((1.0, at(1.0)));
    }
    match inside.as_slice() {
        [] => vec![(0.0, at(0.0)), (1.0, at(1.0))],
        [only] => vec![*only, (1.0, only.1)],
        _ => inside,
    }
}

fn list(stops: &[Stop]) -> String {
    let texts: Vec<String> = stops
        .iter()
        .map(|(position, color)| format!("{} {}%", color.css(), rounded(100.0 * position)))
        .collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figma::json::Json;

    fn css(kind: &str, handles: [(f64, f64); 3], size: (f64, f64)) -> String {
        let points: Vec<String> = handles
            .iter()
            .map(|(x, y)| format!(r#"{{"x":{x},"y":{y}}}"#))
            .collect();
        let text = format!(
            r#"{{"type":"{kind}","gradientHandlePositions":[{}],"gradientStops":[
            {{"position":0,"color":{{"r":1,"g":0,"b":0,"a":1}}}},
            {{"position":1,"color":{{"r":0,"g":0,"b":1,"a":1}}}}]}}"#,
            points.join(",")
        );
        gradient(Json::parse(&text).unwrap().root(), size)
            .unwrap()
            .css
    }

    #[test]
    fn straight_gradients_have_css_angles() {
        let linear = |handles, size| css("GRADIENT_LINEAR", handles, size);
        assert_eq!(
            linear([(0.5, 0.0), (0.5, 1.0), (0.0, 0.0)], (200.0, 50.0)),
            "linear-gradient(180deg, #ff0000 0%, #0000ff 100%)"
        );
        assert_eq!(
            linear([(0.0, 0.5), (1.0, 0.5), (0.0, 1.0)], (200.0, 50.0)),
            "linear-gradient(90deg, #ff0000 0%, #0000ff 100%)"
        );
        // From corner to corner of a square.
        assert_eq!(
            linear([(0.0, 0.0), (1.0, 1.0), (-1.0, 1.0)], (80.0, 80.0)),
            "linear-gradient(135deg, #ff0000 0%, #0000ff 100%)"
        );
    }

    #[test]
    fn colours_beyond_the_box_are_cut() {
        assert_eq!(
            css(
                "GRADIENT_LINEAR",
                [(0.5, -1.0), (0.5, 1.0), (0.0, -1.0)],
                (10.0, 10.0)
            ),
            "linear-gradient(180deg, #800080 0%, #0000ff 100%)"
        );
        assert_eq!(
            css(
                "GRADIENT_LINEAR",
                [(0.5, 0.0), (0.5, 0.5), (0.0, 0.0)],
                (10.0, 10.0)
            ),
            "linear-gradient(180deg, #ff0000 0%, #0000ff 50%)"
        );
    }

    #[test]
    fn round_gradients_have_radii_and_a_middle() {
        assert_eq!(
            css(
                "GRADIENT_RADIAL",
                [(0.5, 0.5), (0.5, 1.0), (0.0, 0.5)],
                (200.0, 100.0)
            ),
            "radial-gradient(50% 50% at 50% 50%, #ff0000 0%, #0000ff 100%)"
        );
        assert_eq!(
            css(
                "GRADIENT_ANGULAR",
                [(0.5, 0.5), (1.0, 0.5), (0.5, 1.0)],
                (100.0, 100.0)
            ),
            "conic-gradient(from 90deg at 50% 50%, #ff0000 0%, #0000ff 100%)"
        );
    }
}
