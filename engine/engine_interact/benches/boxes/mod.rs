//! The boxes that are measured: pages side by side, each of sections, each of cards with a
//! picture, texts and buttons. Nested as designs are, so that a point has some eight boxes
//! under it.

use omnios_model::{Point, Rect};

const PAGE_WIDTH: f32 = 1_440.0;
const PAGES_PER_ROW: usize = 40;

/// SplitMix64, so that a seed repeats a run on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// 64 random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// A point on one of the boxes.
    pub(crate) fn point_on(&mut self, rects: &[Rect]) -> Point {
        let rect = rects[self.below(rects.len())];
        let part = |random: &mut Self| random.below(1_000) as f32 / 1_000.0;
        Point::new(
            rect.x + rect.width * part(self),
            rect.y + rect.height * part(self),
        )
    }
}

/// `count` boxes, parents before children, in px.
pub(crate) fn page_boxes(count: usize, random: &mut Random) -> Vec<Rect> {
    let mut rects = Vec::with_capacity(count);
    let mut page = 0;
    let mut bottom_of_row = 0.0_f32;
    let mut top = 0.0;
    while rects.len() < count {
        if page % PAGES_PER_ROW == 0 {
            top = bottom_of_row + 240.0;
        }
        let left = (page % PAGES_PER_ROW) as f32 * (PAGE_WIDTH + 120.0);
        let at = rects.len();
        rects.push(Rect::new(left, top, PAGE_WIDTH, 0.0));
        let mut y = top;
        for _ in 0..8 {
            y += section(Rect::new(left, y, PAGE_WIDTH, 0.0), random, &mut rects);
        }
        rects[at].height = y - top;
        bottom_of_row = bottom_of_row.max(y);
        page += 1;
    }
    rects.truncate(count);
    rects
}

/// Fills a section from its top; returns how high it came out.
fn section(area: Rect, random: &mut Random, rects: &mut Vec<Rect>) -> f32 {
    let columns = 2 + random.below(3);
    let rows = 1 + random.below(3);
    let (padding, gap) = (64.0, 24.0);
    let width = (area.width - 2.0 * padding - gap * (columns - 1) as f32) / columns as f32;
    let height = 240.0 + random.below(120) as f32;
    let full = 2.0 * padding + rows as f32 * (height + gap) - gap;
    rects.push(Rect::new(area.x, area.y, area.width, full));
    rects.push(Rect::new(
        area.x + padding,
        area.y + padding,
        area.width - 2.0 * padding,
        full - 2.0 * padding,
    ));
    for index in 0..rows * columns {
        let (row, column) = (index / columns, index % columns);
        let x = area.x + padding + column as f32 * (width + gap);
        let y = area.y + padding + row as f32 * (height + gap);
        card(Rect::new(x, y, width, height), random, rects);
    }
    full
}

fn card(area: Rect, random: &mut Random, rects: &mut Vec<Rect>) {
    rects.push(area);
    let picture = area.height * 0.45;
    rects.push(Rect::new(area.x, area.y, area.width, picture));
    let body = Rect::new(
        area.x + 16.0,
        area.y + picture + 16.0,
        area.width - 32.0,
        area.height - picture - 32.0,
    );
    rects.push(body);
    let mut y = body.y;
    for _ in 0..3 + random.below(4) {
        let width = body.width * (0.4 + random.below(60) as f32 / 100.0);
        rects.push(Rect::new(body.x, y, width, 16.0));
        y += 20.0;
    }
    let buttons = 1 + random.below(3);
    for index in 0..buttons {
        let button = Rect::new(
            body.x + index as f32 * 96.0,
            body.bottom() - 32.0,
            88.0,
            32.0,
        );
        rects.push(button);
        rects.push(button.inflated(-8.0));
    }
}
