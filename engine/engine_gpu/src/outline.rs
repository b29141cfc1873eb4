//! Glyph outlines from fonts, as paths, and coverage masks of paths.

use engine_text::{FontData, GlyphRun};
use lyon::math::{Point, point};
use lyon::path::{Event, Path};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use zeno::{Command, Fill, Mask, Vector};

use engine_paint::{PathStyle, StrokeStyle};
use omnios_model::FillRule;

/// A coverage mask and where its top left corner stands, in device px.
pub(crate) struct CoverageMask {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
}

/// How far a synthetic bold moves each edge outwards, in ems. Skia thickens outlines by 1/24 em
/// at 9 px to 1/32 em at 36 px; the middle of that serves every size.
const EMBOLDEN_EM: f32 = 1.0 / 28.0;

/// The outline of a glyph at `size` px an em, y downwards from the baseline. `None` where the
/// font lacks the glyph or it can't be read.
pub(crate) fn glyph_path(font: &FontData, run: &GlyphRun, glyph: u32, size: f32) -> Option<Path> {
    let font = FontRef::from_index(font.bytes(), font.index()).ok()?;
    let outline = font.outline_glyphs().get(GlyphId::new(glyph))?;
    let coordinates: Vec<NormalizedCoord> = run
        .coordinates
        .iter()
        .map(|bits| NormalizedCoord::from_bits(*bits))
        .collect();
    let mut pen = PathPen {
        builder: Path::builder(),
        slant: run.slant,
        open: false,
    };
    let settings = DrawSettings::unhinted(Size::new(size), LocationRef::new(&coordinates));
    outline.draw(settings, &mut pen).ok()?;
    pen.finish_contour(false);
    Some(pen.builder.build())
}

/// The width of the line to draw around a glyph that must be thickened; 0 for others.
pub(crate) fn embolden_width(run: &GlyphRun, size: f32) -> f32 {
    if run.embolden {
        2.0 * EMBOLDEN_EM * size / 2.0
    } else {
        0.0
    }
}

/// Lines' curves become straight pieces that stay this close to them, in device px.
const STROKE_TOLERANCE_PX: f32 = 0.05;

struct PathPen {
    builder: lyon::path::path::Builder,
    slant: f32,
    open: bool,
}

impl PathPen {
    fn at(&self, x: f32, y: f32) -> Point {
        point(x + y * self.slant, -y)
    }

    fn finish_contour(&mut self, close: bool) {
        if self.open {
            self.builder.end(close);
            self.open = false;
        }
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.finish_contour(false);
        self.builder.begin(self.at(x, y));
        self.open = true;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let control = self.at(cx0, cy0);
        self.builder.quadratic_bezier_to(control, self.at(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (first, second) = (self.at(cx0, cy0), self.at(cx1, cy1));
        self.builder.cubic_bezier_to(first, second, self.at(x, y));
    }

    fn close(&mut self) {
        self.finish_contour(true);
    }
}

/// The coverage of a path, mapped by the `linear` part of a transform (CSS's a, b, c, d) and moved
/// by `offset` (fractions of a pixel included). `None` where nothing is covered.
pub(crate) fn rasterise(
    path: &Path,
    style: PathStyle,
    linear: [f32; 4],
    offset: Point,
) -> Option<CoverageMask> {
    let [a, b, c, d] = linear;
    let at = |it: Point| {
        Vector::new(
            it.x * a + it.y * c + offset.x,
            it.x * b + it.y * d + offset.y,
        )
    };
    let scale = (a * d - b * c).abs().sqrt();
    let commands = match style {
        PathStyle::Fill(_) => fill_commands(path, at),
        PathStyle::Stroke(_) => stroke_commands(path, style, scale.max(1.0e-6), at)?,
    };
    let rule = match style {
        PathStyle::Fill(FillRule::Evenodd) => Fill::EvenOdd,
        PathStyle::Fill(FillRule::Nonzero) | PathStyle::Stroke(_) => Fill::NonZero,
    };
    let (bytes, placement) = Mask::new(commands.as_slice()).style(rule).render();
    (placement.width > 0 && placement.height > 0).then_some(CoverageMask {
        left: placement.left,
        top: placement.top,
        width: placement.width,
        height: placement.height,
        bytes,
    })
}

/// A glyph's coverage; `embolden` is the width of a line drawn around it.
pub(crate) fn rasterise_glyph(
    path: &Path,
    embolden: f32,
    linear: [f32; 4],
    offset: Point,
) -> Option<CoverageMask> {
    let thin = rasterise(path, PathStyle::Fill(FillRule::Nonzero), linear, offset)?;
    if embolden <= 0.0 {
        return Some(thin);
    }
    let line = PathStyle::Stroke(StrokeStyle::plain(embolden));
    let mut bold = rasterise(path, line, linear, offset)?;
    for y in 0..thin.height {
        for x in 0..thin.width {
            let to_x = x as i32 + thin.left - bold.left;
            let to_y = y as i32 + thin.top - bold.top;
            let inside =
                (0..bold.width as i32).contains(&to_x) && (0..bold.height as i32).contains(&to_y);
            if inside {
                let to = &mut bold.bytes[(to_y as u32 * bold.width + to_x as u32) as usize];
                *to = (*to).max(thin.bytes[(y * thin.width + x) as usize]);
            }
        }
    }
    Some(bold)
}

fn fill_commands(path: &Path, at: impl Fn(Point) -> Vector) -> Vec<Command> {
    path.iter()
        .filter_map(|event| match event {
            Event::Begin { at: start } => Some(Command::MoveTo(at(start))),
            Event::Line { to, .. } => Some(Command::LineTo(at(to))),
            Event::Quadratic { ctrl, to, .. } => Some(Command::QuadTo(at(ctrl), at(to))),
            Event::Cubic {
                ctrl1, ctrl2, to, ..
            } => Some(Command::CurveTo(at(ctrl1), at(ctrl2), at(to))),
            Event::End { close, .. } => close.then_some(Command::Close),
        })
        .collect()
}

/// The line's triangles, all turning the same way, so that the nonzero rule makes them one
/// area. zeno's own lines have no mitres where the path turns by more than a right angle.
fn stroke_commands(
    path: &Path,
    style: PathStyle,
    scale: f32,
    at: impl Fn(Point) -> Vector,
) -> Option<Vec<Command>> {
    let triangles = crate::meshes::tessellate(path, style, STROKE_TOLERANCE_PX / scale)?;
    let mut commands = Vec::with_capacity(triangles.indices.len() * 4 / 3);
    for corners in triangles.indices.as_chunks::<3>().0 {
        let [a, b, c] = corners.map(|index| Point::from(triangles.vertices[index as usize]));
        let turns_left = (b - a).cross(c - a) < 0.0;
        let (b, c) = if turns_left { (c, b) } else { (b, c) };
        commands.extend([
            Command::MoveTo(at(a)),
            Command::LineTo(at(b)),
            Command::LineTo(at(c)),
            Command::Close,
        ]);
    }
    Some(commands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharp_corners_of_a_line_are_mitred() {
        let mut builder = Path::builder();
        builder.begin(point(0.0, 10.0));
        builder.line_to(point(10.0, 30.0));
        builder.line_to(point(20.0, 10.0));
        builder.end(false);
        let style = PathStyle::Stroke(StrokeStyle::plain(4.0));
        let mask = rasterise(
            &builder.build(),
            style,
            [1.0, 0.0, 0.0, 1.0],
            point(0.0, 0.0),
        )
        .unwrap();
        // Half the angle is atan(10/20), so the mitre reaches 2 / sin = 4.47 px further down.
        let bottom = mask.top + mask.height as i32;
        assert!((34..=35).contains(&bottom), "{bottom}");
    }

    #[test]
    fn a_square_covers_its_pixels_and_shares_of_its_neighbours() {
        let mut builder = Path::builder();
        builder.begin(point(0.0, 0.0));
        builder.line_to(point(2.0, 0.0));
        builder.line_to(point(2.0, 2.0));
        builder.line_to(point(0.0, 2.0));
        builder.close();
        let path = builder.build();
        let mask = rasterise(
            &path,
            PathStyle::Fill(FillRule::Nonzero),
            [2.0, 0.0, 0.0, 2.0],
            point(10.5, 0.0),
        )
        .unwrap();
        assert_eq!((mask.left, mask.top), (10, 0));
        assert_eq!((mask.width, mask.height), (5, 4));
        let row = &mask.bytes[..5];
        assert!(
            row[0].abs_diff(128) < 3 && row[4].abs_diff(128) < 3,
            "{row:?}"
        );
        assert_eq!(&row[1..4], [255, 255, 255]);
    }
}
