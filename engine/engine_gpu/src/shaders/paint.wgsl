// What both pipelines share: the target, transforms, gradients, coverage of shapes. Positions are
// device px: those of the target, or, where something is transformed, those before that.

struct Target {
    origin: vec2f,
    size: vec2f,
}

@group(0) @binding(0) var<uniform> target_area: Target;
@group(0) @binding(1) var atlas: texture_2d<f32>;
@group(0) @binding(2) var table: texture_2d<f32>;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;
@group(2) @binding(0) var second_picture: texture_2d<f32>;
@group(2) @binding(1) var second_sampler: sampler;

const PAINT_SOLID: u32 = 0u;
const PAINT_LINEAR: u32 = 1u;
const PAINT_RADIAL: u32 = 2u;
const PAINT_IMAGE: u32 = 3u;
const PAINT_CONIC: u32 = 4u;

const FLAG_ROUNDED_CLIP: u32 = 256u;
const FLAG_ROUNDED: u32 = 512u;
const FLAG_UNIT_SQUARE: u32 = 1024u;
const FLAG_SHAPED: u32 = 2048u;
const FLAG_REPEATING: u32 = 128u;
const FLAG_MASKED: u32 = 4096u;
const FLAG_BLENDED: u32 = 8192u;
const FLAG_SIDE: u32 = 16384u;
const FLAG_TILED_X: u32 = 32768u;
const FLAG_TILED_Y: u32 = 65536u;

fn to_clip_space(position: vec2f) -> vec4f {
    let unit = (position - target_area.origin) / target_area.size;
    return vec4f(unit.x * 2.0 - 1.0, 1.0 - unit.y * 2.0, 0.0, 1.0);
}

fn table_texel(index: i32) -> vec4f {
    return textureLoad(table, vec2i(index & 255, index >> 8u), 0);
}

struct Transformed {
    device: vec2f,
    // How far the position before the transform moves for a pixel to the right and for one down.
    pixel: vec4f,
}

fn transformed(position: vec2f, space: u32) -> Transformed {
    var out: Transformed;
    if space == 0u {
        out.device = position;
        out.pixel = vec4f(1.0, 0.0, 0.0, 1.0);
    } else {
        let linear = table_texel(i32(space));
        let moved = table_texel(i32(space) + 1).xy;
        out.device = linear.xy * position.x + linear.zw * position.y + moved;
        out.pixel = table_texel(i32(space) + 2);
    }
    return out;
}

fn paint_kind(kind: u32) -> u32 {
    return (kind >> 4u) & 7u;
}

// A gradient's table entry is its geometry, then two texels a stop: the premultiplied colour, and
// the position. Mixing premultiplied colours is what CSS Images §3.4.2 asks for.
fn gradient_color(kind: u32, entry: i32, wanted: f32) -> vec4f {
    let first = entry + 1;
    let count = i32(kind >> 17u);
    var position = wanted;
    if (kind & FLAG_REPEATING) != 0u {
        let low = table_texel(first + 1).x;
        let span = table_texel(first + 2 * count - 1).x - low;
        if span > 0.0 {
            let turns = (wanted - low) / span;
            position = low + (turns - floor(turns)) * span;
        }
    }
    var last_color = table_texel(first);
    var last_position = table_texel(first + 1).x;
    if position <= last_position {
        return last_color;
    }
    for (var index = 1; index < count; index += 1) {
        let color = table_texel(first + 2 * index);
        let at = table_texel(first + 2 * index + 1).x;
        if position < at {
            return mix(last_color, color, (position - last_position) / (at - last_position));
        }
        last_color = color;
        last_position = at;
    }
    return last_color;
}

// Along which axes tiles stand side by side.
fn tiled(kind: u32) -> vec2<bool> {
    return (vec2u(kind) & vec2u(FLAG_TILED_X, FLAG_TILED_Y)) != vec2u(0u);
}

// Where a position lies in its tile, from the tile's corner; `tile` is any of them.
fn in_tile(kind: u32, position: vec2f, tile: vec4f) -> vec2f {
    let size = max(tile.zw - tile.xy, vec2f(1e-6));
    let from_corner = position - tile.xy;
    let turns = floor(clamp(from_corner / size, vec2f(-1e6), vec2f(1e6)));
    return from_corner - select(vec2f(0.0), turns * size, tiled(kind));
}

// The share of a pixel that tiles cover: where they don't repeat, there is but one.
fn tile_coverage(kind: u32, position: vec2f, tile: vec4f, pixel: vec2f) -> f32 {
    let endless = vec4f(-1e9, -1e9, 1e9, 1e9);
    return box_coverage_of(position, select(tile, endless, tiled(kind).xyxy), pixel);
}

// `area` is the rectangle the gradient's geometry comes from.
fn gradient_position(kind: u32, entry: i32, position: vec2f, area: vec4f, angle: f32) -> f32 {
    let size = max(area.zw - area.xy, vec2f(1e-6));
    let from_corner = in_tile(kind, position, area);
    let unit_square = (kind & FLAG_UNIT_SQUARE) != 0u;
    switch paint_kind(kind) {
        case PAINT_RADIAL: {
            let geometry = table_texel(entry);
            return length((from_corner - geometry.xy) / geometry.zw);
        }
        case PAINT_CONIC: {
            let from_center = from_corner - table_texel(entry).xy;
            let turn = (atan2(from_center.x, -from_center.y) - angle) / 6.28318531;
            return turn - floor(turn);
        }
        default: {}
    }
    let offset = from_corner - size * 0.5;
    let direction = vec2f(sin(angle), -cos(angle));
    if unit_square {
        let along = abs(direction.x) + abs(direction.y);
        return dot(offset / size, direction) / along + 0.5;
    }
    let along = abs(direction.x) * size.x + abs(direction.y) * size.y;
    return dot(offset, direction) / along + 0.5;
}

// The share of the pixel around `position` that an axis-aligned rectangle covers.
fn box_coverage(position: vec2f, shape: vec4f) -> f32 {
    return box_coverage_of(position, shape, vec2f(1.0));
}

// The same for a pixel that is `size` large, measured across the rectangle's edges.
fn box_coverage_of(position: vec2f, shape: vec4f, size: vec2f) -> f32 {
    let low = max(position - 0.5 * size, shape.xy);
    let high = min(position + 0.5 * size, shape.zw);
    let covered = clamp((high - low) / size, vec2f(0.0), vec2f(1.0));
    return covered.x * covered.y;
}
