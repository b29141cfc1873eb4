//! A scene drawn by `engine_gpu`.

use std::sync::Arc;

use engine_gpu::{Artboard, Camera, Frame, Gpu, Renderer};
use engine_paint::{
    Border, DisplayItem, DisplayList, Fragment, GlyphPaint, PaintSource, Part, PathPaint,
    PathStyle, Primitive, RoundedRect, ViewBoxTransform, parse_path_data,
};
use engine_text::Fonts;
use omnios_model::{BorderStyle, Color, Edges, ElementId, Point, Rect};

use crate::scene::{Scene, Thing, View};

/// An element's drawing, made once and kept, as the painter keeps it.
#[derive(Debug)]
struct Drawing {
    fragment: Arc<Fragment>,
    origin: Point,
    clip: Option<RoundedRect>,
    group: Option<Rect>,
}

#[derive(Debug)]
pub(crate) struct Ours {
    pub(crate) gpu: Gpu,
    renderer: Renderer,
    drawings: Vec<Drawing>,
}

impl Ours {
    pub(crate) fn new(gpu: Gpu, scene: &Scene) -> Self {
        let renderer = Renderer::new(&gpu);
        let outlines: Vec<Arc<_>> = scene
            .outlines
            .iter()
            .map(|data| Arc::new(parse_path_data(data)))
            .collect();
        let drawings = scene
            .things
            .iter()
            .map(|thing| drawing(thing, &outlines))
            .collect();
        Self {
            gpu,
            renderer,
            drawings,
        }
    }

    /// Everything the processor does for a frame: display list, instances, commands.
    pub(crate) fn frame(
        &mut self,
        fonts: &Fonts,
        view: &View,
        visible: &[usize],
        target: &wgpu::TextureView,
        (width, height): (u32, u32),
    ) {
        let mut list = DisplayList::default();
        for n in visible {
            let it = &self.drawings[*n];
            let draw = DisplayItem::Draw {
                fragment: Arc::clone(&it.fragment),
                part: Part::Box,
                origin: it.origin,
                opacity: 1.0,
            };
            if let Some(clip) = it.clip {
                list.items.push(DisplayItem::PushClip(clip));
                list.items.push(draw);
                list.items.push(DisplayItem::PopClip);
            } else if let Some(bounds) = it.group {
                let opacity = 0.5;
                list.items.push(DisplayItem::PushLayer { opacity, bounds });
                list.items.push(draw);
                list.items.push(DisplayItem::PopLayer);
            } else {
                list.items.push(draw);
            }
        }
        let frame = Frame {
            artboards: &[Artboard {
                list: &list,
                offset: Point::default(),
                clip: None,
            }],
            camera: Camera {
                offset: Point::new(view.offset.0, view.offset.1),
                zoom: view.scale,
                device_scale: 1.0,
            },
            overlay: None,
            background: Color::WHITE,
            fonts,
        };
        self.renderer
            .render_to_view(&self.gpu, &frame, target, width, height)
            .expect("the frame is drawn");
    }
}

fn drawing(thing: &Thing, outlines: &[Arc<lyon::path::Path>]) -> Drawing {
    let solid = |color: &Color| PaintSource::Solid(*color);
    let (primitives, origin, clip, group) = match thing {
        Thing::Box { rect, color } => (bordered(*rect, *color).to_vec(), rect.origin(), None, None),
        Thing::Text {
            origin,
            text,
            color,
        } => {
            let glyphs = Primitive::Glyphs(GlyphPaint {
                text: Arc::clone(text),
                origin: Point::default(),
                color: *color,
            });
            (vec![glyphs], Point::new(origin.0, origin.1), None, None)
        }
        Thing::Path {
            area,
            outline,
            color,
        } => {
            let own = Rect::new(0.0, 0.0, area.width, area.height);
            let path = Primitive::Path(PathPaint {
                path: Arc::clone(&outlines[*outline]),
                key: *outline as u64,
                transform: ViewBoxTransform::meet([0.0, 0.0, 24.0, 24.0], own),
                style: PathStyle::Fill,
                source: solid(color),
                bounds: own,
            });
            (vec![path], area.origin(), None, None)
        }
        Thing::Clipped { clip, rect, color } => (
            vec![Primitive::Fill {
                shape: RoundedRect::square(at_zero(*rect)),
                source: solid(color),
            }],
            rect.origin(),
            Some(RoundedRect::uniform(*clip, 8.0)),
            None,
        ),
        Thing::Group { rects, color } => {
            let origin = rects[0].origin();
            let primitives = rects
                .iter()
                .map(|rect| Primitive::Fill {
                    shape: RoundedRect::uniform(
                        rect.translated(Point::new(-origin.x, -origin.y)),
                        6.0,
                    ),
                    source: solid(color),
                })
                .collect();
            (primitives, origin, None, Some(rects[0].union(&rects[1])))
        }
    };
    Drawing {
        fragment: Arc::new(Fragment {
            element: ElementId::from_random_bits(1),
            box_primitives: primitives,
            content_primitives: Vec::new(),
            ink: None,
        }),
        origin,
        clip,
        group,
    }
}

fn at_zero(rect: Rect) -> Rect {
    Rect::new(0.0, 0.0, rect.width, rect.height)
}

fn bordered(rect: Rect, color: Color) -> [Primitive; 2] {
    let shape = RoundedRect::uniform(at_zero(rect), 6.0);
    [
        Primitive::Fill {
            shape,
            source: PaintSource::Solid(color),
        },
        Primitive::Border(Border {
            shape,
            widths: Edges {
                top: 1.0,
                right: 1.0,
                bottom: 1.0,
                left: 1.0,
            },
            style: BorderStyle::Solid,
            color: Color::BLACK,
        }),
    ]
}
