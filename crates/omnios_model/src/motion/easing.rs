//! How a change goes from its start to its end.

use std::fmt;
use std::sync::Arc;

use super::Spring;
use super::reader::{Read, Reader};
use crate::length::parse_finite;

/// A CSS easing function, or a spring.
#[derive(Debug, Clone, PartialEq)]
pub enum Easing {
    /// At constant speed.
    Linear,
    /// CSS `cubic-bezier(x1, y1, x2, y2)`.
    CubicBezier([f32; 4]),
    /// CSS `steps(count, position)`.
    Steps {
        /// How many; at least 1.
        count: u32,
        /// Where the jumps are.
        position: StepPosition,
    },
    /// CSS `linear(…)`: points of progress, output; progress ascends from 0 to 1.
    Points(Arc<[[f32; 2]]>),
    /// A spring, its settling time stretched over the duration.
    Spring(Spring),
}

/// Where the jumps of [`Easing::Steps`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepPosition {
    /// At each interval's start.
    Start,
    /// At each interval's end.
    End,
    /// Neither at 0 nor at 1.
    None,
    /// At 0 and at 1.
    Both,
}

/// CSS's named curves.
const NAMED: [(&str, [f32; 4]); 4] = [
    ("ease", [0.25, 0.1, 0.25, 1.0]),
    ("ease-in", [0.42, 0.0, 1.0, 1.0]),
    ("ease-out", [0.0, 0.0, 0.58, 1.0]),
    ("ease-in-out", [0.42, 0.0, 0.58, 1.0]),
];

/// The largest distance of an exported spring from its curve, as a share of the way.
const LINEAR_TOLERANCE: f64 = 0.001;

impl Easing {
    /// CSS `ease`, what holds where nothing is said.
    pub const EASE: Self = Self::CubicBezier(NAMED[0].1);

    /// Reads a whole text, such as `ease-out` or `spring(1, 170, 26)`.
    ///
    /// # Errors
    /// Where it is no easing; the error says what was expected where.
    pub fn parse(text: &str) -> Result<Self, super::MotionError> {
        let mut reader = Reader::new(text)?;
        let easing = Self::read(&mut reader)?.ok_or_else(|| {
            reader.error("an easing such as ease-out, cubic-bezier(…), steps(…) or spring(…)")
        })?;
        if reader.is_at_end() {
            Ok(easing)
        } else {
            Err(reader.error("nothing more is expected"))
        }
    }

    /// Reads an easing if one comes next.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Read<Option<Self>> {
        let Some(word) = reader.peek_word() else {
            return Ok(None);
        };
        let start = reader.position();
        if let Some((_, curve)) = NAMED.iter().find(|(name, _)| *name == word) {
            reader.word();
            return Ok(Some(Self::CubicBezier(*curve)));
        }
        let step = |position| Self::Steps { count: 1, position };
        match word {
            "step-start" => {
                reader.word();
                return Ok(Some(step(StepPosition::Start)));
            }
            "step-end" => {
                reader.word();
                return Ok(Some(step(StepPosition::End)));
            }
            "linear" => {
                reader.word();
                if !reader.peeks("(") {
                    return Ok(Some(Self::Linear));
                }
            }
            "cubic-bezier" | "steps" | "spring" => {
                reader.word();
            }
            _ => return Ok(None),
        }
        let arguments = reader.arguments()?;
        let easing = match word {
            "cubic-bezier" => bezier(&arguments),
            "steps" => steps(&arguments),
            "spring" => spring(&arguments),
            _ => points(&arguments),
        };
        easing.map(Some).ok_or_else(|| {
            let expected = match word {
                "cubic-bezier" => "cubic-bezier(X1, Y1, X2, Y2) with X1 and X2 from 0 to 1",
                "steps" => "steps(COUNT) or steps(COUNT, jump-start)",
                "spring" => {
                    "spring(MASS, STIFFNESS, DAMPING) with a mass from 0.01 to 1,000, a stiffness \
                     from 0.1 to 100,000 and a damping from 0 to 10,000"
                }
                _ => "linear(0, 0.4 30%, 1) with at least two numbers",
            };
            reader.error_at(start, format!("{expected} is expected"))
        })
    }

    /// The output at a progress; both are 0 at the start and 1 at the end, and the output may
    /// overshoot.
    pub fn at(&self, progress: f64) -> f64 {
        match self {
            Self::Linear => progress,
            Self::CubicBezier(curve) => bezier_at(*curve, progress),
            Self::Steps { count, position } => steps_at(*count, *position, progress),
            Self::Points(points) => points_at(points, progress),
            Self::Spring(spring) => {
                if progress >= 1.0 {
                    1.0
                } else {
                    spring.position(progress * spring.settling_time().as_secs_f64())
                }
            }
        }
    }

    /// The easing in CSS; a spring as `linear(…)` within a thousandth of its curve.
    pub fn to_css(&self) -> String {
        let Self::Spring(spring) = self else {
            return self.to_string();
        };
        let points = sampled(*spring);
        let texts: Vec<String> = points
            .iter()
            .map(|[progress, output]| {
                let output = (output * 10_000.0).round() / 10_000.0 + 0.0;
                match *progress {
                    edge if edge == 0.0 || edge == 1.0 => format!("{output}"),
                    progress => {
                        format!("{output} {}%", (progress * 100_000.0).round() / 1000.0)
                    }
                }
            })
            .collect();
        format!("linear({})", texts.join(", "))
    }
}

impl fmt::Display for Easing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Linear => f.write_str("linear"),
            Self::CubicBezier(curve) => match NAMED.iter().find(|(_, named)| named == curve) {
                Some((name, _)) => f.write_str(name),
                None => {
                    let [x1, y1, x2, y2] = curve;
                    write!(f, "cubic-bezier({x1}, {y1}, {x2}, {y2})")
                }
            },
            Self::Steps { count, position } => {
                let position = match position {
                    StepPosition::Start => ", jump-start",
                    StepPosition::End => "",
                    StepPosition::None => ", jump-none",
                    StepPosition::Both => ", jump-both",
                };
                write!(f, "steps({count}{position})")
            }
            Self::Points(points) => {
                f.write_str("linear(")?;
                for (index, [progress, output]) in points.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{output} {}%", progress * 100.0)?;
                }
                f.write_str(")")
            }
            Self::Spring(spring) => spring.fmt(f),
        }
    }
}

fn numbers<const N: usize>(arguments: &[&str]) -> Option<[f32; N]> {
    let numbers: Option<Vec<f32>> = arguments.iter().map(|text| parse_finite(text)).collect();
    numbers?.try_into().ok()
}

fn bezier(arguments: &[&str]) -> Option<Easing> {
    let curve = numbers::<4>(arguments)?;
    let inside = |x: f32| (0.0..=1.0).contains(&x);
    (inside(curve[0]) && inside(curve[2])).then_some(Easing::CubicBezier(curve))
}

fn steps(arguments: &[&str]) -> Option<Easing> {
    let (count, position) = match arguments {
        [count] => (count, StepPosition::End),
        [count, position] => (
            count,
            match *position {
                "jump-start" | "start" => StepPosition::Start,
                "jump-end" | "end" => StepPosition::End,
                "jump-none" => StepPosition::None,
                "jump-both" => StepPosition::Both,
                _ => return None,
            },
        ),
        _ => return None,
    };
    let count: u32 = count.parse().ok()?;
    let least = if position == StepPosition::None { 2 } else { 1 };
    (least..=10_000)
        .contains(&count)
        .then_some(Easing::Steps { count, position })
}

fn spring(arguments: &[&str]) -> Option<Easing> {
    let [mass, stiffness, damping, velocity] = match arguments.len() {
        3 => {
            let [mass, stiffness, damping] = numbers::<3>(arguments)?;
            [mass, stiffness, damping, 0.0]
        }
        _ => numbers::<4>(arguments)?,
    };
    let possible = (0.01..=1000.0).contains(&mass)
        && (0.1..=100_000.0).contains(&stiffness)
        && (0.0..=10_000.0).contains(&damping)
        && (-1000.0..=1000.0).contains(&velocity);
    possible.then_some(Easing::Spring(Spring {
        mass,
        stiffness,
        damping,
        velocity,
    }))
}

/// The points of `linear(…)`, those without a place spread evenly as CSS Easing §2.2 has it.
fn points(arguments: &[&str]) -> Option<Easing> {
    let mut found: Vec<(f32, Option<f32>)> = Vec::new();
    for argument in arguments {
        let mut output = None;
        let mut places = Vec::new();
        for word in argument.split_whitespace() {
            match word.strip_suffix('%') {
                Some(percent) => places.push(parse_finite(percent)? / 100.0),
                None if output.is_none() => output = Some(parse_finite(word)?),
                None => return None,
            }
        }
        let output = output?;
        match places.as_slice() {
            [] => found.push((output, None)),
            [place] => found.push((output, Some(*place))),
            [from, to] => found.extend([(output, Some(*from)), (output, Some(*to))]),
            _ => return None,
        }
    }
    let last = found.len().checked_sub(1).filter(|last| *last > 0)?;
    found[0].1.get_or_insert(0.0);
    found[last].1.get_or_insert(1.0);
    let mut highest = f32::NEG_INFINITY;
    for place in found.iter_mut().filter_map(|(_, place)| place.as_mut()) {
        highest = highest.max(*place);
        *place = highest;
    }
    let mut known = 0;
    for index in 1..=last {
        let Some(place) = found[index].1 else {
            continue;
        };
        let from = found[known].1.unwrap_or(0.0);
        let gaps = (index - known) as f32;
        for (step, point) in found[known + 1..index].iter_mut().enumerate() {
            point.1 = Some(from + (place - from) * (step + 1) as f32 / gaps);
        }
        known = index;
    }
    Some(Easing::Points(
        found
            .into_iter()
            .map(|(output, place)| [place.unwrap_or(0.0), output])
            .collect(),
    ))
}

fn bezier_at([x1, y1, x2, y2]: [f32; 4], x: f64) -> f64 {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(f64::from);
    if x <= 0.0 || x >= 1.0 {
        // Beyond its ends the curve goes on as its tangent does (CSS Easing §2.3).
        let slope = |rise: f64, run: f64| if run > 0.0 { rise / run } else { 0.0 };
        return if x <= 0.0 {
            let slope = if x1 > 0.0 {
                slope(y1, x1)
            } else {
                slope(y2, x2)
            };
            slope * x
        } else {
            let slope = if x2 < 1.0 {
                slope(1.0 - y2, 1.0 - x2)
            } else {
                slope(1.0 - y1, 1.0 - x1)
            };
            1.0 + slope * (x - 1.0)
        };
    }
    let along = |a: f64, b: f64, t: f64| {
        let rest = 1.0 - t;
        3.0 * a * rest * rest * t + 3.0 * b * rest * t * t + t * t * t
    };
    // x rises with t, so that halving always finds it; 40 halvings leave 10⁻¹².
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if along(x1, x2, middle) < x {
            low = middle;
        } else {
            high = middle;
        }
    }
    along(y1, y2, (low + high) / 2.0)
}

fn steps_at(count: u32, position: StepPosition, progress: f64) -> f64 {
    let count = f64::from(count);
    let mut step = (progress * count + 1.0e-9).floor();
    if matches!(position, StepPosition::Start | StepPosition::Both) {
        step += 1.0;
    }
    let jumps = match position {
        StepPosition::Start | StepPosition::End => count,
        StepPosition::None => count - 1.0,
        StepPosition::Both => count + 1.0,
    };
    if progress >= 0.0 {
        step = step.max(0.0);
    }
    if progress <= 1.0 {
        step = step.min(jumps);
    }
    step / jumps
}

fn points_at(points: &[[f32; 2]], progress: f64) -> f64 {
    let after = points
        .iter()
        .position(|[place, _]| f64::from(*place) > progress)
        .unwrap_or(points.len() - 1)
        .max(1);
    let [from, to] = [points[after - 1], points[after]].map(|point| point.map(f64::from));
    let way = to[0] - from[0];
    if way <= 0.0 {
        return to[1];
    }
    from[1] + (to[1] - from[1]) * (progress - from[0]) / way
}

/// Points on the spring's curve, as few as stay within [`LINEAR_TOLERANCE`] of it.
fn sampled(spring: Spring) -> Vec<[f64; 2]> {
    let duration = spring.settling_time().as_secs_f64();
    let fine: Vec<[f64; 2]> = (0..=1000)
        .map(|index| {
            let progress = f64::from(index) / 1000.0;
            let output = match index {
                1000 => 1.0,
                _ => spring.position(progress * duration),
            };
            [progress, output]
        })
        .collect();
    // Ramer, Douglas and Peucker's simplification, with distances measured upwards.
    let mut kept = vec![0, fine.len() - 1];
    let mut open = vec![(0, fine.len() - 1)];
    while let Some((start, end)) = open.pop() {
        let [from, to] = [fine[start], fine[end]];
        let distance = |point: &[f64; 2]| {
            let share = (point[0] - from[0]) / (to[0] - from[0]);
            (from[1] + (to[1] - from[1]) * share - point[1]).abs()
        };
        let farthest = (start + 1..end)
            .map(|index| (index, distance(&fine[index])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, distance)) = farthest
            && distance > LINEAR_TOLERANCE
        {
            kept.push(index);
            open.extend([(start, index), (index, end)]);
        }
    }
    kept.sort_unstable();
    kept.into_iter().map(|index| fine[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn easing(text: &str) -> Easing {
        Easing::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn easings_read_back_what_they_write() {
        for text in [
            "linear",
            "ease",
            "ease-in-out",
            "cubic-bezier(0.3, -0.5, 0.7, 1.5)",
            "steps(4)",
            "steps(3, jump-both)",
            "spring(1, 170, 26)",
            "spring(1, 170, 26, 2)",
            "linear(0 0%, 0.5 25%, 1 100%)",
        ] {
            assert_eq!(easing(text).to_string(), text);
        }
    }

    #[test]
    fn curves_pass_through_known_points() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1.0e-4, "{a} {b}");
        near(easing("ease").at(0.5), 0.802_4);
        near(easing("ease-in-out").at(0.5), 0.5);
        near(easing("ease-in").at(0.25), 0.093_46);
        near(easing("steps(4)").at(0.3), 0.25);
        near(easing("steps(4, jump-start)").at(0.3), 0.5);
        near(easing("steps(2, jump-none)").at(0.6), 1.0);
        near(easing("linear(0, 1, 0)").at(0.25), 0.5);
        near(easing("linear(0, 0.5 80%, 1)").at(0.4), 0.25);
    }

    #[test]
    fn a_spring_in_css_stays_on_its_curve() {
        for text in [
            "spring(1, 170, 26)",
            "spring(1, 300, 5)",
            "spring(2, 50, 40)",
        ] {
            let spring = easing(text);
            let css = spring.to_css();
            assert!(css.len() < 4000, "{} bytes", css.len());
            let exported = easing(&css);
            for step in 0..=500 {
                let progress = f64::from(step) / 500.0;
                let difference = exported.at(progress) - spring.at(progress);
                assert!(difference.abs() < 0.002_5, "{text} at {progress}");
            }
        }
    }

    #[test]
    fn malformed_easings_say_what_would_do() {
        for (text, expected) in [
            ("spring(0, 1, 1)", "mass"),
            ("cubic-bezier(2, 0, 0, 1)", "from 0 to 1"),
            ("steps(0)", "COUNT"),
            ("swift", "easing"),
            ("linear(1)", "two"),
            ("ease 3", "nothing more"),
        ] {
            let error = Easing::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
