//! Where boxes stand: their own coordinates, and free placement by constraints.
//!
//! Figma says where a node's box is on the canvas, and how it is turned within its parent. CSS lays
//! out the box as if it weren't turned, and turns it around its middle; so the middle is what
//! counts.

use omnios_model::{Affine, ElementKind, Length, Property, Value};

use super::importer::Importer;
use super::node::{Axis, Bounds, Flow, Kind, Node, Sizing};
use crate::{ImportedElement, Loss};

/// Below this, in px or in parts of a turn, differences are noise of floating point.
const NOISE: f64 = 1.0e-4;

/// What holds an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Container {
    /// The canvas's point of a point of its border box.
    pub(crate) page_from_box: Affine,
    /// How the node's parent in the file is turned on the canvas. A mask's box stands between.
    pub(crate) parent_turn: Affine,
    /// Width and height in px.
    pub(crate) size: (f64, f64),
    /// Widths of the CSS border: top, right, bottom, left.
    pub(crate) border: [f64; 4],
    /// How it lays out.
    pub(crate) flow: Flow,
    /// Whether it is a page, on which nodes stand as they are, whatever they say of a parent.
    pub(crate) is_page: bool,
}

impl Container {
    /// Whether a node stands outside what the container lays out.
    pub(crate) fn leaves_alone(&self, node: Node<'_>) -> bool {
        self.flow == Flow::Free || node.is_free() && !self.is_page
    }
}

/// The box of one node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// The canvas's point of a point of the box.
    pub(crate) page_from_box: Affine,
    /// Width and height in px, before it is turned.
    pub(crate) size: (f64, f64),
    /// The room that Figma's layout gives it, before it is turned: for lines, less than they cover.
    room: (f64, f64),
    /// How the box is turned within its container, without moving.
    pub(crate) turn: Affine,
    /// How it is sized, horizontally and vertically.
    pub(crate) sizing: [Sizing; 2],
}

impl Slot {
    pub(crate) fn new(node: Node<'_>, container: &Container) -> Self {
        let relative = node.parent_from_box().filter(Affine::is_finite);
        let turn = relative.map_or_else(|| Affine::rotate(node.rotation_degrees()), linear);
        let bounds = node.bounds();
        let size = node
            .size()
            .unwrap_or_else(|| size_in(bounds, &turn, node.kind()));
        let middle = match (bounds, relative) {
            (Some(bounds), _) => (
                bounds.x + bounds.width / 2.0,
                bounds.y + bounds.height / 2.0,
            ),
            (None, relative) => {
                let to_parent = relative.unwrap_or(Affine::IDENTITY);
                let to_page = to_parent.then(container.page_from_box);
                map(&to_page, (size.0 / 2.0, size.1 / 2.0))
            }
        };
        let on_page = turn.then(container.parent_turn);
        let upright = linear(container.page_from_box).inverse();
        let flow = if container.leaves_alone(node) {
            Flow::Free
        } else {
            container.flow
        };
        let sizing = |axis| match node.sizing(axis, flow) {
            Sizing::Fill if container.is_page => Sizing::Fixed,
            sizing => sizing,
        };
        Self {
            page_from_box: around_middle(on_page, size, middle),
            size,
            room: size,
            turn: upright.map_or(on_page, |it| on_page.then(it)),
            sizing: [sizing(Axis::Horizontal), sizing(Axis::Vertical)],
        }
    }

    /// What holds the node's children.
    pub(crate) fn inside(&self, border: [f64; 4], flow: Flow) -> Container {
        Container {
            page_from_box: self.page_from_box,
            parent_turn: linear(self.page_from_box),
            size: self.size,
            border,
            flow,
            is_page: false,
        }
    }

    /// Another width and height, with the middle, and the room in a layout, as they are.
    pub(crate) fn resize(&mut self, size: (f64, f64)) {
        let middle = map(&self.page_from_box, (self.size.0 / 2.0, self.size.1 / 2.0));
        self.page_from_box = around_middle(linear(self.page_from_box), size, middle);
        self.size = size;
    }

    /// Takes another upright place on the canvas.
    pub(crate) fn cover(&mut self, bounds: Bounds) {
        self.page_from_box = Affine::translate(bounds.x, bounds.y);
        self.size = (bounds.width, bounds.height);
    }

    /// Whether it stands as it was drawn.
    pub(crate) fn is_turned(&self) -> bool {
        let it = &self.turn;
        [it.a - 1.0, it.b, it.c, it.d - 1.0]
            .into_iter()
            .any(|part| part.abs() > NOISE)
    }

    /// Width and height of the upright room that it has in a layout.
    pub(crate) fn upright_room(&self) -> (f64, f64) {
        let (width, height) = self.room;
        (
            (self.turn.a * width).abs() + (self.turn.c * height).abs(),
            (self.turn.b * width).abs() + (self.turn.d * height).abs(),
        )
    }
}

/// The map without its movement.
fn linear(map: Affine) -> Affine {
    Affine {
        e: 0.0,
        f: 0.0,
        ..map
    }
}

fn map(affine: &Affine, (x, y): (f64, f64)) -> (f64, f64) {
    (
        affine.a * x + affine.c * y + affine.e,
        affine.b * x + affine.d * y + affine.f,
    )
}

/// The map of a box of that size that is turned and has its middle there.
fn around_middle(turn: Affine, size: (f64, f64), middle: (f64, f64)) -> Affine {
    Affine::translate(-size.0 / 2.0, -size.1 / 2.0)
        .then(turn)
        .then(Affine::translate(middle.0, middle.1))
}

/// The size of a turned box by the upright one around it.
fn size_in(bounds: Option<Bounds>, turn: &Affine, kind: Kind) -> (f64, f64) {
    let Some(Bounds { width, height, .. }) = bounds else {
        return (0.0, 0.0);
    };
    let (cos, sin) = (turn.a.abs(), turn.b.abs());
    if kind == Kind::Line && sin > NOISE {
        return (width.hypot(height), 0.0);
    }
    let determinant = cos * cos - sin * sin;
    if sin < NOISE {
        (width, height)
    } else if determinant.abs() < 0.01 {
        // At half a right angle only the sum of both is known.
        (width / (cos + sin), height / (cos + sin))
    } else {
        (
            ((width * cos - height * sin) / determinant).max(0.0),
            ((height * cos - width * sin) / determinant).max(0.0),
        )
    }
}

/// To four decimals.
pub(crate) fn rounded(number: f64) -> f32 {
    (((number * 10_000.0).round() / 10_000.0) + 0.0) as f32
}

pub(crate) fn px(number: f64) -> Value {
    Value::Length(Length::Px(rounded(number)))
}

/// Properties of one axis.
struct Sides {
    size: Property,
    start: Property,
    end: Property,
    /// The constraints' words: to the start, to the end, to both.
    words: [&'static str; 3],
}

const SIDES: [Sides; 2] = [
    Sides {
        size: Property::Width,
        start: Property::Left,
        end: Property::Right,
        words: ["LEFT", "RIGHT", "LEFT_RIGHT"],
    },
    Sides {
        size: Property::Height,
        start: Property::Top,
        end: Property::Bottom,
        words: ["TOP", "BOTTOM", "TOP_BOTTOM"],
    },
];

impl<'a> Importer<'a, '_> {
    /// Sets an element at its place by px alone, as the shapes of a boolean operation stand.
    pub(crate) fn put_plainly(element: &mut ImportedElement, slot: &Slot, container: &Container) {
        let middle = middle_in(slot, container);
        element.set_text(Property::Position, "absolute");
        element.set(Property::Left, px(middle.0 - slot.size.0 / 2.0));
        element.set(Property::Top, px(middle.1 - slot.size.1 / 2.0));
        element.set(Property::Width, px(slot.size.0));
        element.set(Property::Height, px(slot.size.1));
        turn(element, &slot.turn);
    }

    /// Sets an element at its place in its container's padding box, by its constraints.
    pub(crate) fn put_freely(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        slot: &Slot,
        container: &Container,
    ) {
        element.set_text(Property::Position, "absolute");
        let middle = middle_in(slot, container);
        let [top, right, bottom, left] = container.border;
        let origins = [
            middle.0 - slot.size.0 / 2.0 - left,
            middle.1 - slot.size.1 / 2.0 - top,
        ];
        let rooms = [
            container.size.0 - left - right,
            container.size.1 - top - bottom,
        ];
        let sizes = [slot.size.0, slot.size.1];
        let constraints = node.0.get("constraints");
        for (index, key) in ["horizontal", "vertical"].into_iter().enumerate() {
            let sides = &SIDES[index];
            let word = constraints.get(key).text().unwrap_or("");
            let word = match container.is_page {
                true => "",
                false => self.checked_constraint(word, sides, slot),
            };
            let hugs = slot.sizing[index] == Sizing::Hug;
            let span = Span {
                origin: origins[index],
                size: sizes[index],
                room: rooms[index],
                hugs,
            };
            constrain(element, sides, word, &span);
        }
        super::flow::bound(node, element);
        turn(element, &slot.turn);
    }

    fn checked_constraint<'w>(&mut self, word: &'w str, sides: &Sides, slot: &Slot) -> &'w str {
        let stretches = word == "SCALE" || word == sides.words[2];
        if stretches && slot.is_turned() && !is_mirrored(&slot.turn) {
            self.note(
                Loss::Approximated,
                "is turned and stretches with its frame; it keeps its size",
            );
            return "";
        }
        if !word.is_empty() && word != "CENTER" && word != "SCALE" && !sides.words.contains(&word) {
            self.note(
                Loss::Approximated,
                format!("has the constraint {word}, which isn't known here: it keeps its place"),
            );
        }
        word
    }
}

/// Where the box's middle is in its container's border box.
fn middle_in(slot: &Slot, container: &Container) -> (f64, f64) {
    let middle = map(&slot.page_from_box, (slot.size.0 / 2.0, slot.size.1 / 2.0));
    let box_from_page = container.page_from_box.inverse();
    map(&box_from_page.unwrap_or(Affine::IDENTITY), middle)
}

/// A box along one axis of its container's padding box.
struct Span {
    origin: f64,
    size: f64,
    room: f64,
    hugs: bool,
}

fn constrain(element: &mut ImportedElement, sides: &Sides, word: &str, span: &Span) {
    let end = span.room - span.origin - span.size;
    let share = |part: f64| {
        if span.room > 0.0 {
            100.0 * part / span.room
        } else {
            0.0
        }
    };
    let percent = |part: f64| Value::Length(Length::Percent(rounded(share(part))));
    let own_size = || {
        if span.hugs {
            Value::Length(Length::FitContent)
        } else {
            px(span.size)
        }
    };
    let keeps_size = matches!(
        element.kind,
        ElementKind::Image | ElementKind::Vector | ElementKind::Boolean
    );
    let [_, to_end, to_both] = sides.words;
    if word == to_end {
        element.set(sides.end, px(end));
        element.set(sides.size, own_size());
    } else if word == to_both {
        element.set(sides.start, px(span.origin));
        element.set(sides.end, px(end));
        if keeps_size {
            let size = Length::sum(100.0, rounded(span.size - span.room));
            element.set(sides.size, Value::Length(size));
        }
    } else if word == "CENTER" {
        let offset = Length::sum(50.0, rounded(span.origin - span.room / 2.0));
        element.set(sides.start, Value::Length(offset));
        element.set(sides.size, own_size());
    } else if word == "SCALE" && span.room > 0.0 {
        element.set(sides.start, percent(span.origin));
        element.set(sides.size, percent(span.size));
    } else {
        element.set(sides.start, px(span.origin));
        element.set(sides.size, own_size());
    }
}

/// Whether it is only turned over, so that its box is where it was.
fn is_mirrored(turn: &Affine) -> bool {
    let upright =
        |diagonal: f64, other: f64| (diagonal.abs() - 1.0).abs() < NOISE && other.abs() < NOISE;
    upright(turn.a, turn.b) && upright(turn.d, turn.c)
}

/// Turns the element around its middle.
pub(crate) fn turn(element: &mut ImportedElement, turn: &Affine) {
    let parts = [turn.a, turn.b, turn.c, turn.d].map(rounded);
    let [a, b, c, d] = parts;
    if parts == [1.0, 0.0, 0.0, 1.0] {
        return;
    }
    let is_rotation = (turn.a - turn.d).abs() < NOISE
        && (turn.b + turn.c).abs() < NOISE
        && (turn.a.hypot(turn.b) - 1.0).abs() < NOISE;
    let text = if is_rotation {
        format!("rotate({}deg)", rounded(turn.b.atan2(turn.a).to_degrees()))
    } else if b == 0.0 && c == 0.0 {
        format!("scale({a}, {d})")
    } else {
        format!("matrix({a}, {b}, {c}, {d}, 0, 0)")
    };
    element.set_text(Property::Transform, &text);
}
