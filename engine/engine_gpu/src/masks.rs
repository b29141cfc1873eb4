//! Glyphs and small paths as masks in the atlas.

use std::collections::HashMap;

use engine_paint::PathStyle;
use engine_text::{FontId, Fonts, GlyphRun};
use lyon::math::point;
use lyon::path::Path;

use crate::atlas::{AtlasFull, AtlasSlot, MaskAtlas};
use crate::outline::{self, CoverageMask};

/// The largest font size, in device px an em, that is drawn from masks; beyond it glyphs are
/// triangles.
pub const MAX_GLYPH_PX: f32 = 300.0;

/// The largest path, in device px, that is drawn from a mask.
pub(crate) const MAX_MASK_PX: f32 = 512.0;

/// Positions across a pixel that glyphs and paths are rasterised at.
pub(crate) const SUBPIXEL_STEPS: f32 = 4.0;

/// A mask in the atlas and where it stands relative to the whole pixel it was rasterised for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedMask {
    pub(crate) slot: AtlasSlot,
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A font at one size and variation; small, so that looking up a glyph hashes little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FaceIndex(u32);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Face {
    font: FontId,
    size_bits: u32,
    coordinates: Vec<i16>,
    slant_bits: u32,
    embolden: bool,
    linear_bits: [u32; 4],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct GlyphKey {
    face: FaceIndex,
    glyph: u32,
    step_x: u8,
    step_y: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct PathKey {
    path: u64,
    linear_bits: [u32; 4],
    step_x: u8,
    step_y: u8,
}

/// How large glyphs are rasterised: at `device_px` an em, then mapped by the `linear` part of a
/// transform.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GlyphSize {
    pub(crate) device_px: f32,
    pub(crate) linear: [f32; 4],
}

#[derive(Debug)]
pub(crate) struct Masks {
    pub(crate) atlas: MaskAtlas,
    faces: HashMap<Face, FaceIndex>,
    glyphs: HashMap<GlyphKey, Option<PlacedMask>>,
    paths: HashMap<PathKey, Option<PlacedMask>>,
    /// How many masks were rasterised since the start.
    pub(crate) rasterised: u64,
}

impl Masks {
    pub(crate) fn new(limit: u32) -> Self {
        Self {
            atlas: MaskAtlas::new(1024.min(limit), limit.min(4096)),
            faces: HashMap::new(),
            glyphs: HashMap::new(),
            paths: HashMap::new(),
            rasterised: 0,
        }
    }

    /// Forgets every mask.
    pub(crate) fn clear(&mut self) {
        self.atlas.clear();
        self.faces.clear();
        self.glyphs.clear();
        self.paths.clear();
    }

    /// The face of a run at a size.
    pub(crate) fn face(&mut self, run: &GlyphRun, size: GlyphSize) -> FaceIndex {
        let GlyphSize { device_px, linear } = size;
        let face = Face {
            font: run.font,
            size_bits: device_px.to_bits(),
            coordinates: run.coordinates.clone(),
            slant_bits: run.slant.to_bits(),
            embolden: run.embolden,
            linear_bits: linear.map(f32::to_bits),
        };
        let next = FaceIndex(self.faces.len() as u32);
        *self.faces.entry(face).or_insert(next)
    }

    /// The mask of a glyph whose origin stands `steps` quarters of a pixel right of and below a
    /// whole one.
    /// `None` for glyphs without an outline, such as spaces.
    pub(crate) fn glyph(
        &mut self,
        fonts: &Fonts,
        run: &GlyphRun,
        (face, size): (FaceIndex, GlyphSize),
        glyph: u32,
        steps: (u8, u8),
    ) -> Result<Option<PlacedMask>, AtlasFull> {
        let GlyphSize { device_px, linear } = size;
        let key = GlyphKey {
            face,
            glyph,
            step_x: steps.0,
            step_y: steps.1,
        };
        if let Some(known) = self.glyphs.get(&key) {
            return Ok(*known);
        }
        let offset = offset_of(steps);
        let mask = fonts
            .font_data(run.font)
            .and_then(|font| outline::glyph_path(font, run, glyph, device_px))
            .and_then(|path| {
                let embolden = outline::embolden_width(run, device_px);
                outline::rasterise_glyph(&path, embolden, linear, offset)
            });
        let placed = self.place(mask)?;
        self.glyphs.insert(key, placed);
        Ok(placed)
    }

    /// The mask of a path mapped by the `linear` part of a transform, its origin `steps` quarters of a
    /// pixel right of and below a whole one.
    pub(crate) fn path(
        &mut self,
        path: &Path,
        key: u64,
        style: PathStyle,
        linear: [f32; 4],
        steps: (u8, u8),
    ) -> Result<Option<PlacedMask>, AtlasFull> {
        let key = PathKey {
            path: key,
            linear_bits: linear.map(f32::to_bits),
            step_x: steps.0,
            step_y: steps.1,
        };
        if let Some(known) = self.paths.get(&key) {
            return Ok(*known);
        }
        let mask = outline::rasterise(path, style, linear, offset_of(steps));
        let placed = self.place(mask)?;
        self.paths.insert(key, placed);
        Ok(placed)
    }

    fn place(&mut self, mask: Option<CoverageMask>) -> Result<Option<PlacedMask>, AtlasFull> {
        let Some(mask) = mask else { return Ok(None) };
        self.rasterised += 1;
        let slot = self.atlas.insert(mask.width, mask.height, &mask.bytes)?;
        Ok(Some(PlacedMask {
            slot,
            left: mask.left,
            top: mask.top,
            width: mask.width,
            height: mask.height,
        }))
    }
}

fn offset_of(steps: (u8, u8)) -> lyon::math::Point {
    point(
        f32::from(steps.0) / SUBPIXEL_STEPS,
        f32::from(steps.1) / SUBPIXEL_STEPS,
    )
}
