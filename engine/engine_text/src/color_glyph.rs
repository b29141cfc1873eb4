//! Glyphs in several colours (COLR version 0): each is a stack of plain glyphs.

use omnios_model::Color;
use skrifa::color::{Brush, ColorPainter, CompositeMode, Transform};
use skrifa::instance::LocationRef;
use skrifa::metrics::BoundingBox;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::{FontData, Glyph, GlyphRun};

/// Parts runs of fonts with colours: each glyph that has layers becomes a run for each of them, in
/// painting order.
pub(crate) fn separate(runs: &mut Vec<GlyphRun>, faces: &[FontData]) {
    let has_colors = |run: &GlyphRun| {
        let face = faces.get(run.font.0 as usize);
        face.filter(|face| face.has_colors())
    };
    if !runs.iter().any(|run| has_colors(run).is_some()) {
        return;
    }
    let mut separated: Vec<GlyphRun> = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        let Some(face) = has_colors(&run) else {
            separated.push(run);
            continue;
        };
        for glyph in &run.glyphs {
            // A glyph without layers is of the text's colour.
            let layers = layers(face, glyph.id).unwrap_or_else(|| vec![(glyph.id, None)]);
            separated.extend(layers.into_iter().map(|(id, color)| GlyphRun {
                color,
                glyphs: vec![Glyph { id, ..*glyph }],
                coordinates: run.coordinates.clone(),
                ..run
            }));
        }
    }
    *runs = separated;
}

/// The layers of a glyph, hindmost first: a glyph of the font, and its colour where it isn't the
/// text's own. `None` for glyphs of one colour. Gradients and transforms (version 1) are left out.
fn layers(face: &FontData, glyph: u32) -> Option<Vec<(u32, Option<Color>)>> {
    let font = FontRef::from_index(face.bytes(), face.index()).ok()?;
    let color_glyph = font.color_glyphs().get(GlyphId::new(glyph))?;
    let palette = font.cpal().ok()?;
    let records = palette.color_records_array()?.ok()?;
    let mut layers = Layers { found: Vec::new() };
    color_glyph
        .paint(LocationRef::default(), &mut layers)
        .ok()?;
    let colored = |(glyph, index, alpha): (GlyphId, u16, f32)| {
        let color = records.get(usize::from(index)).map(|record| {
            let alpha = f32::from(record.alpha) * alpha.clamp(0.0, 1.0);
            Color::rgba(record.red, record.green, record.blue, alpha.round() as u8)
        });
        (glyph.to_u32(), color)
    };
    Some(layers.found.into_iter().map(colored).collect())
}

struct Layers {
    found: Vec<(GlyphId, u16, f32)>,
}

impl ColorPainter for Layers {
    fn push_transform(&mut self, _: Transform) {}
    fn pop_transform(&mut self) {}
    fn push_clip_glyph(&mut self, _: GlyphId) {}
    fn push_clip_box(&mut self, _: BoundingBox) {}
    fn pop_clip(&mut self) {}
    fn fill(&mut self, _: Brush<'_>) {}
    fn push_layer(&mut self, _: CompositeMode) {}

    fn fill_glyph(&mut self, glyph: GlyphId, _: Option<Transform>, brush: Brush<'_>) {
        if let Brush::Solid {
            palette_index,
            alpha,
        } = brush
        {
            self.found.push((glyph, palette_index, alpha));
        }
    }
}
