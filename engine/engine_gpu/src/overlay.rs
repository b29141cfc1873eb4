//! The overlay's items to quads.

use engine_paint::{Overlay, OverlayItem, PaintSource, RoundedRect};
use omnios_model::{Color, Edges, Point, Rect};

use crate::atlas::AtlasFull;
use crate::camera::DeviceTransform;
use crate::instance::{QuadKind, channels, edges};
use crate::paint::FramePainter;

impl FramePainter<'_> {
    pub(crate) fn overlay(
        &mut self,
        overlay: &Overlay,
        screen: DeviceTransform,
    ) -> Result<(), AtlasFull> {
        for item in &overlay.items {
            match item {
                OverlayItem::Line {
                    from,
                    to,
                    width,
                    color,
                } => self.line(
                    screen.point(*from),
                    screen.point(*to),
                    *width,
                    *color,
                    screen,
                ),
                OverlayItem::Rect {
                    rect,
                    radius,
                    fill,
                    stroke,
                } => {
                    let shape = RoundedRect::uniform(snapped(screen, *rect), radius * screen.scale);
                    self.outlined(&shape, *fill, *stroke, screen);
                }
                OverlayItem::Ellipse { rect, fill, stroke } => {
                    let half = omnios_model::Length::Percent(50.0);
                    let shape = RoundedRect::from_style(
                        screen.rect(*rect),
                        &omnios_model::Corners {
                            top_left: half,
                            top_right: half,
                            bottom_right: half,
                            bottom_left: half,
                        },
                    );
                    self.outlined(&shape, *fill, *stroke, screen);
                }
                OverlayItem::Hatch {
                    rect,
                    spacing,
                    color,
                } => {
                    let rect = snapped(screen, *rect);
                    let mut quad = self.frame.quad(QuadKind::Hatch, rect);
                    quad.shape = edges(rect);
                    quad.extra[0] = (spacing * screen.scale).max(2.0);
                    quad.color = channels(*color, 1.0);
                    self.frame.push_quad(quad, None);
                }
                OverlayItem::Label(label) => {
                    let text = screen.within(label.origin);
                    for run in &label.text.runs {
                        self.run(run, text, label.color, 1.0)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn outlined(
        &mut self,
        shape: &RoundedRect,
        fill: Option<Color>,
        stroke: Option<(f32, Color)>,
        screen: DeviceTransform,
    ) {
        if let Some(color) = fill {
            self.fill(shape, &PaintSource::Solid(color), screen, 1.0);
        }
        if let Some((width, color)) = stroke {
            let width = line_width(width, screen);
            let widths = Edges {
                top: width,
                right: width,
                bottom: width,
                left: width,
            };
            self.ring(shape, &widths, channels(color, 1.0));
        }
    }

    /// Upright and level lines stand on whole pixels; others are smoothed.
    fn line(&mut self, from: Point, to: Point, width: f32, color: Color, screen: DeviceTransform) {
        let level = (from.y - to.y).abs() < 0.01;
        let upright = (from.x - to.x).abs() < 0.01;
        if level || upright {
            let width = line_width(width, screen);
            let corners = Rect::from_corners(from, to);
            let on_pixels = |middle: f32| (middle - width / 2.0 + 0.5).floor();
            let rect = if level {
                Rect::new(
                    corners.x.round(),
                    on_pixels(from.y),
                    corners.width.round(),
                    width,
                )
            } else {
                Rect::new(
                    on_pixels(from.x),
                    corners.y.round(),
                    width,
                    corners.height.round(),
                )
            };
            self.fill(
                &RoundedRect::square(rect),
                &PaintSource::Solid(color),
                screen,
                1.0,
            );
            return;
        }
        let half = (width * screen.scale / 2.0).max(0.5);
        let bounds = Rect::from_corners(from, to).inflated(half + 1.0);
        let mut quad = self.frame.quad(QuadKind::Segment, bounds);
        quad.paint = [from.x, from.y, to.x, to.y];
        quad.extra[0] = half;
        quad.color = channels(color, 1.0);
        self.frame.push_quad(quad, None);
    }
}

fn line_width(width: f32, screen: DeviceTransform) -> f32 {
    (width * screen.scale).round().max(1.0)
}

/// Overlay edges are crisp at any device scale.
fn snapped(screen: DeviceTransform, rect: Rect) -> Rect {
    let exact = screen.rect(rect);
    let round = |value: f32| (value + 0.5).floor();
    let (x, y) = (round(exact.x), round(exact.y));
    Rect::new(x, y, round(exact.right()) - x, round(exact.bottom()) - y)
}
