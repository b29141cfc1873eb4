//! The layers of an element's background.

use omnios_model::{GradientShape, Length, Paint, Property, RadialSize, Size, Value};
use style::properties::LonghandId as L;

use super::computed::{Computed, Context, color, gradient, split_commas, split_words, sum, url};

/// CSS's lists of a background's layers. What is shorter than the list of images begins again.
struct Layers {
    images: String,
    sizes: String,
    repeats: String,
    xs: String,
    ys: String,
    attachments: String,
}

impl Layers {
    fn new(computed: Computed<'_>) -> Self {
        Self {
            images: computed.text(L::BackgroundImage),
            sizes: sum(&computed.text(L::BackgroundSize)),
            repeats: computed.text(L::BackgroundRepeat),
            xs: sum(&computed.text(L::BackgroundPositionX)),
            ys: sum(&computed.text(L::BackgroundPositionY)),
            attachments: computed.text(L::BackgroundAttachment),
        }
    }

    /// The size of a layer's tiles, where it doesn't depend on the box.
    fn tile_px(&self, index: usize) -> Option<Size> {
        let words = split_words(nth(&self.sizes, index));
        match words.as_slice() {
            [width, height] => match (Length::parse(width)?, Length::parse(height)?) {
                (Length::Px(width), Length::Px(height)) => Some(Size::new(width, height)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Where the gradient of this number lies, as the document writes it: nothing where it is all
    /// over the box anyway.
    fn gradient_placement(&self, index: usize, context: &mut impl Context) -> String {
        let whole = matches!(
            nth(&self.sizes, index),
            "" | "auto" | "cover" | "contain" | "100% 100%"
        );
        let (x, y) = (nth(&self.xs, index), nth(&self.ys, index));
        if whole && stays_inside(x) && stays_inside(y) && nth(&self.attachments, index) != "fixed" {
            return String::new();
        }
        self.placement(index, context)
    }

    /// Where the layer of this number lies, as the document writes it.
    fn placement(&self, index: usize, context: &mut impl Context) -> String {
        let (x, y) = (nth(&self.xs, index), nth(&self.ys, index));
        let size = nth(&self.sizes, index);
        let is_fixed = nth(&self.attachments, index) == "fixed";
        let repeat = if !is_fixed && is_always_covered(x, y, size) {
            "no-repeat"
        } else {
            repeat(nth(&self.repeats, index), context)
        };
        let fixed = if is_fixed { " fixed" } else { "" };
        let size = if size.is_empty() { "auto" } else { size };
        format!("{x} {y} / {size} {repeat}{fixed}")
    }
}

/// A gradient whose colours stand at shares of its line, as the document has it, in place of px. It
/// stays as it is where the line's length isn't known, or a colour stands beyond its end.
fn in_shares(gradient: &str, tile: Option<Size>) -> String {
    let Some((name, inner)) = gradient.split_once('(') else {
        return gradient.to_owned();
    };
    let parts = split_commas(inner.strip_suffix(')').unwrap_or(inner));
    let with_stops = |position: &dyn Fn(f32) -> Option<String>| -> Option<String> {
        let parts: Option<Vec<String>> = parts
            .iter()
            .map(|part| {
                let words = split_words(part);
                let is_stop = words.first().is_some_and(|word| color(word).is_some());
                let words: Option<Vec<String>> = words
                    .iter()
                    .map(|word| match word.strip_suffix("px") {
                        Some(px) if is_stop => position(px.parse().ok()?),
                        _ => Some((*word).to_owned()),
                    })
                    .collect();
                Some(words?.join(" "))
            })
            .collect();
        Some(format!("{name}({})", parts?.join(", ")))
    };
    let line_px = || {
        let paint = Paint::parse(&with_stops(&|_| Some("0%".to_owned()))?)?;
        let Paint::Gradient(gradient) = paint else {
            return None;
        };
        line_px(&gradient.shape, tile?)
    };
    let line_px = line_px().unwrap_or(0.0);
    with_stops(&|px| match px {
        0.0 => Some("0%".to_owned()),
        px if (0.0..=line_px).contains(&px) => Some(format!("{}%", px / line_px * 100.0)),
        _ => None,
    })
    .unwrap_or_else(|| gradient.to_owned())
}

/// How long the line is along which px of a gradient's colours are counted.
fn line_px(shape: &GradientShape, tile: Size) -> Option<f32> {
    match shape {
        GradientShape::Linear { angle_deg } => {
            let (sin, cos) = angle_deg.to_radians().sin_cos();
            Some((tile.width * sin).abs() + (tile.height * cos).abs())
        }
        GradientShape::Radial {
            circle,
            size: RadialSize::FarthestCorner,
            center,
        } => {
            let at = center.in_box(tile);
            let far_x = at.x.abs().max((tile.width - at.x).abs());
            let far_y = at.y.abs().max((tile.height - at.y).abs());
            Some(if *circle {
                far_x.hypot(far_y)
            } else {
                far_x * std::f32::consts::SQRT_2
            })
        }
        GradientShape::Radial {
            size: RadialSize::Radii(Length::Px(radius), _),
            ..
        } => Some(*radius),
        _ => None,
    }
}

/// Whether what is at least as large as its area covers it at this position.
fn stays_inside(position: &str) -> bool {
    match Length::parse(position) {
        Some(Length::Percent(share)) => (0.0..=100.0).contains(&share),
        _ => false,
    }
}

fn nth(list: &str, index: usize) -> &str {
    let items = split_commas(list);
    items.get(index % items.len().max(1)).map_or("", |it| it)
}

/// Whether a single tile is seen wherever the layer is, so that repeating it does nothing.
fn is_always_covered(x: &str, y: &str, size: &str) -> bool {
    matches!(size, "cover" | "100% 100%") && stays_inside(x) && stays_inside(y)
}

fn repeat(text: &str, context: &mut impl Context) -> &'static str {
    let words = split_words(text);
    if words.iter().any(|word| matches!(*word, "round" | "space")) {
        context.approximated(format!(
            "a background that repeats as `{text}` says is cut off at the edges"
        ));
    }
    let (x, y) = match words.as_slice() {
        ["repeat-x"] => ("repeat", "no-repeat"),
        ["repeat-y"] => ("no-repeat", "repeat"),
        [both] => (*both, *both),
        [x, y] => (*x, *y),
        _ => ("repeat", "repeat"),
    };
    match (x == "no-repeat", y == "no-repeat") {
        (false, false) => "repeat",
        (false, true) => "repeat-x",
        (true, false) => "repeat-y",
        (true, true) => "no-repeat",
    }
}

impl Computed<'_> {
    /// The background's layers, topmost first.
    pub(super) fn background(self, context: &mut impl Context) -> String {
        let layers = if self.clips_to_text() {
            Vec::new()
        } else {
            self.background_layers(context)
        };
        let (read, lost): (Vec<String>, Vec<String>) = layers
            .into_iter()
            .partition(|layer| Value::parse(Property::Background, layer).is_ok());
        for layer in lost {
            let layer: String = layer.chars().take(80).collect();
            context.approximated(format!("the background `{layer}` has no counterpart"));
        }
        if read.is_empty() {
            return "none".to_owned();
        }
        read.join(", ")
    }

    fn background_layers(self, context: &mut impl Context) -> Vec<String> {
        let lists = Layers::new(self);
        let mut layers = Vec::new();
        for (index, image) in split_commas(&lists.images).into_iter().enumerate() {
            if image == "none" {
                continue;
            }
            if let Some(address) = url(image) {
                if let Some(asset) = context.image(&address) {
                    layers.push(format!(
                        "image({asset} {})",
                        lists.placement(index, context)
                    ));
                }
            } else {
                let placement = lists.gradient_placement(index, context);
                let tile = lists.tile_px(index);
                layers.push(format!("{} {placement}", in_shares(&gradient(image), tile)));
            }
        }
        let color = self.color(L::BackgroundColor);
        if color.a > 0 {
            layers.push(color.to_string());
        }
        self.note_other_boxes(&layers, context);
        layers
    }

    /// Backgrounds are placed in the padding box and seen in the border box. Others are noted where
    /// that makes a difference.
    fn note_other_boxes(self, layers: &[String], context: &mut impl Context) {
        let is_color_alone = self.text(L::BackgroundImage) == "none";
        let origin = self.text(L::BackgroundOrigin);
        let origins = split_commas(&origin);
        let clip = self.text(L::BackgroundClip);
        let clips = split_commas(&clip);
        let moved = origins.contains(&"border-box") && self.has_border()
            || origins.contains(&"content-box") && self.has_padding();
        if moved && !is_color_alone {
            context.approximated(
                "a background placed in another box is placed inside the border".to_owned(),
            );
        }
        let cut = clips.contains(&"padding-box") && self.has_border_to_see_through()
            || clips.contains(&"content-box") && (self.has_padding() || self.has_border());
        if cut && !layers.is_empty() {
            context.approximated(
                "a background cut off at another box reaches to the border's edge".to_owned(),
            );
        }
    }
}
