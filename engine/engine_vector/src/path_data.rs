//! SVG path data to a path and back.

use std::fmt::Write as _;

use lyon::geom::SvgArc;
use lyon::math::{Angle, Point, Vector, point, vector};
use lyon::path::builder::{SvgPathBuilder, WithSvg};
use lyon::path::path::BuilderImpl;
use lyon::path::{ArcFlags, Event, Path};

/// Reads SVG path data (SVG 2 §9.3). As SVG requires of renderers, a mistake ends the path: what
/// stands before it is kept.
pub fn parse_path_data(data: &str) -> Path {
    let mut builder = Path::svg_builder();
    let mut reader = Reader {
        bytes: data.as_bytes(),
        at: 0,
    };
    // `None` is where a mistake, or the end, was met.
    let _ = read_commands(&mut reader, &mut builder);
    builder.build()
}

fn read_commands(reader: &mut Reader<'_>, path: &mut WithSvg<BuilderImpl>) -> Option<()> {
    let mut command = reader.command()?;
    if !matches!(command, b'M' | b'm') {
        return None;
    }
    loop {
        read_one(reader, path, command)?;
        reader.skip_separators();
        match reader.peek()? {
            byte if byte.is_ascii_alphabetic() => command = reader.command()?,
            // Numbers that follow a command repeat it; after a move they are lines.
            _ => match command {
                b'M' => command = b'L',
                b'm' => command = b'l',
                b'Z' | b'z' => return None,
                _ => {}
            },
        }
    }
}

fn read_one(reader: &mut Reader<'_>, path: &mut WithSvg<BuilderImpl>, command: u8) -> Option<()> {
    match command {
        b'M' => {
            path.move_to(reader.point()?);
        }
        b'm' => {
            path.relative_move_to(reader.vector()?);
        }
        b'L' => {
            path.line_to(reader.point()?);
        }
        b'l' => {
            path.relative_line_to(reader.vector()?);
        }
        b'H' => path.horizontal_line_to(reader.number()?),
        b'h' => path.relative_horizontal_line_to(reader.number()?),
        b'V' => path.vertical_line_to(reader.number()?),
        b'v' => path.relative_vertical_line_to(reader.number()?),
        b'C' => {
            path.cubic_bezier_to(reader.point()?, reader.point()?, reader.point()?);
        }
        b'c' => path.relative_cubic_bezier_to(reader.vector()?, reader.vector()?, reader.vector()?),
        b'S' => path.smooth_cubic_bezier_to(reader.point()?, reader.point()?),
        b's' => path.smooth_relative_cubic_bezier_to(reader.vector()?, reader.vector()?),
        b'Q' => {
            path.quadratic_bezier_to(reader.point()?, reader.point()?);
        }
        b'q' => path.relative_quadratic_bezier_to(reader.vector()?, reader.vector()?),
        b'T' => path.smooth_quadratic_bezier_to(reader.point()?),
        b't' => path.smooth_relative_quadratic_bezier_to(reader.vector()?),
        b'A' => {
            let (radii, rotation, flags) = reader.arc()?;
            arc_to(path, radii, rotation, flags, reader.point()?);
        }
        b'a' => {
            let (radii, rotation, flags) = reader.arc()?;
            let to = path.current_position() + reader.vector()?;
            arc_to(path, radii, rotation, flags, to);
        }
        b'Z' | b'z' => path.close(),
        _ => return None,
    }
    Some(())
}

/// lyon's own arcs are quadratic curves, which miss a circle by 0.3% of its radius; cubic ones
/// miss it by 0.03%.
fn arc_to(
    path: &mut WithSvg<BuilderImpl>,
    radii: Vector,
    x_rotation: Angle,
    flags: ArcFlags,
    to: Point,
) {
    let arc = SvgArc {
        from: path.current_position(),
        to,
        radii,
        x_rotation,
        flags,
    };
    if arc.is_straight_line() {
        path.line_to(to);
    } else {
        arc.for_each_cubic_bezier(&mut |it| {
            path.cubic_bezier_to(it.ctrl1, it.ctrl2, it.to);
        });
    }
}

/// Writes a path as SVG path data: absolute commands, at most three digits after the point.
pub fn write_path_data(path: &Path) -> String {
    let mut data = String::new();
    for event in path.iter() {
        match event {
            Event::Begin { at } => command(&mut data, 'M', &[at]),
            Event::Line { to, .. } => command(&mut data, 'L', &[to]),
            Event::Quadratic { ctrl, to, .. } => command(&mut data, 'Q', &[ctrl, to]),
            Event::Cubic {
                ctrl1, ctrl2, to, ..
            } => command(&mut data, 'C', &[ctrl1, ctrl2, to]),
            Event::End { close: true, .. } => data.push('Z'),
            Event::End { close: false, .. } => {}
        }
    }
    data
}

fn command(data: &mut String, letter: char, points: &[Point]) {
    data.push(letter);
    for (index, it) in points.iter().enumerate() {
        let separator = if index > 0 { " " } else { "" };
        // Writing to a string can't fail.
        let _ = write!(data, "{separator}{} {}", rounded(it.x), rounded(it.y));
    }
}

fn rounded(value: f32) -> f64 {
    // Adding zero turns -0 into 0.
    (f64::from(value) * 1000.0).round() / 1000.0 + 0.0
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_separators(&mut self) {
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte == b',')
        {
            self.at += 1;
        }
    }

    fn command(&mut self) -> Option<u8> {
        self.skip_separators();
        let byte = self.peek().filter(u8::is_ascii_alphabetic)?;
        self.at += 1;
        Some(byte)
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    /// A number ends where the next can't be part of it: `1.5.5-2` are three.
    fn number(&mut self) -> Option<f32> {
        self.skip_separators();
        let start = self.at;
        if matches!(self.peek(), Some(b'+' | b'-')) {
            self.at += 1;
        }
        let mut digits = self.digits();
        if self.peek() == Some(b'.') {
            self.at += 1;
            digits += self.digits();
        }
        if digits == 0 {
            return None;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let before_exponent = self.at;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                self.at = before_exponent;
            }
        }
        let text = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        let number: f32 = text.parse().ok()?;
        // Beyond this, single precision can't tell neighbouring pixels apart, and the
        // tessellator refuses what is not finite.
        (number.abs() <= 1.0e9).then_some(number)
    }

    /// An arc's flag is one digit, which needs no separator after it.
    fn flag(&mut self) -> Option<bool> {
        self.skip_separators();
        let flag = match self.peek()? {
            b'0' => false,
            b'1' => true,
            _ => return None,
        };
        self.at += 1;
        Some(flag)
    }

    fn point(&mut self) -> Option<Point> {
        Some(point(self.number()?, self.number()?))
    }

    fn vector(&mut self) -> Option<Vector> {
        Some(vector(self.number()?, self.number()?))
    }

    fn arc(&mut self) -> Option<(Vector, Angle, ArcFlags)> {
        let radii = vector(self.number()?.abs(), self.number()?.abs());
        let rotation = Angle::degrees(self.number()?);
        let flags = ArcFlags {
            large_arc: self.flag()?,
            sweep: self.flag()?,
        };
        Some((radii, rotation, flags))
    }
}

#[cfg(test)]
mod tests {
    use lyon::algorithms::aabb::bounding_box;

    use super::*;

    fn bounds(data: &str) -> [f32; 4] {
        let path = parse_path_data(data);
        let it = bounding_box(path.iter());
        [it.min.x, it.min.y, it.max.x, it.max.y].map(|edge| (edge * 100.0).round() / 100.0)
    }

    #[test]
    fn numbers_need_no_separators_where_they_are_clear_without() {
        assert_eq!(bounds("M0 0l10.5.5-2-3z"), [0.0, -2.5, 10.5, 0.5]);
        assert_eq!(bounds("M1e1,2E0L20 4"), [10.0, 2.0, 20.0, 4.0]);
    }

    #[test]
    fn repeated_numbers_repeat_the_command() {
        assert_eq!(bounds("m1 1 2 0 0 2"), [1.0, 1.0, 3.0, 3.0]);
        assert_eq!(bounds("M0 0H5 7V2 3"), [0.0, 0.0, 7.0, 3.0]);
    }

    #[test]
    fn arcs_read_packed_flags() {
        let [left, top, right, bottom] = bounds("M12 2a10 10 0 100 20 10 10 0 000-20");
        assert!((left - 2.0).abs() < 0.05 && (right - 22.0).abs() < 0.05);
        assert!((top - 2.0).abs() < 0.05 && (bottom - 22.0).abs() < 0.05);
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        for data in ["M0 0L4 4Q5 5 6 4C7 7.5 8 8 9.125 0ZM-1 2L3 4", "", "M1 2"] {
            assert_eq!(write_path_data(&parse_path_data(data)), data);
        }
    }

    #[test]
    fn a_mistake_keeps_what_stands_before_it() {
        assert_eq!(bounds("M0 0L4 4L9"), [0.0, 0.0, 4.0, 4.0]);
        assert_eq!(parse_path_data("L4 4").iter().count(), 0);
        assert_eq!(parse_path_data("").iter().count(), 0);
        assert_eq!(parse_path_data("M").iter().count(), 0);
        assert_eq!(bounds("M0 0 3 3 Z 5 5"), [0.0, 0.0, 3.0, 3.0]);
    }
}
