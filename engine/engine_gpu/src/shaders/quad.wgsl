// Boxes, borders, shadows, masks, pictures and overlay lines as instanced quads.

const KIND_FILL: u32 = 0u;
const KIND_BORDER: u32 = 1u;
const KIND_OUTER_SHADOW: u32 = 2u;
const KIND_INNER_SHADOW: u32 = 3u;
const KIND_MASK: u32 = 4u;
const KIND_GLYPH: u32 = 5u;
const KIND_PICTURE: u32 = 6u;
const KIND_SEGMENT: u32 = 7u;
const KIND_HATCH: u32 = 8u;
const KIND_RECOLOR: u32 = 9u;
const KIND_BLUR: u32 = 10u;
const KIND_HALVE: u32 = 11u;
const KIND_RESAMPLE: u32 = 12u;

struct Instance {
    @location(0) quad: vec4f,
    @location(1) shape: vec4f,
    @location(2) radii_x: vec4f,
    @location(3) radii_y: vec4f,
    @location(4) scissor: vec4f,
    @location(5) clip: vec4f,
    @location(6) clip_x: vec4f,
    @location(7) clip_y: vec4f,
    @location(8) paint: vec4f,
    @location(9) extra: vec4f,
    @location(10) color: vec4f,
    @location(11) kind_and_space: vec2u,
}

struct Varying {
    @builtin(position) clip_position: vec4f,
    // Before the transform, then on the target.
    @location(0) positions: vec4f,
    @location(1) @interpolate(flat) shape: vec4f,
    @location(2) @interpolate(flat) radii_x: vec4f,
    @location(3) @interpolate(flat) radii_y: vec4f,
    @location(4) @interpolate(flat) scissor: vec4f,
    @location(5) @interpolate(flat) clip: vec4f,
    @location(6) @interpolate(flat) clip_x: vec4f,
    @location(7) @interpolate(flat) clip_y: vec4f,
    @location(8) @interpolate(flat) paint: vec4f,
    @location(9) @interpolate(flat) extra: vec4f,
    @location(10) @interpolate(flat) color: vec4f,
    @location(11) @interpolate(flat) kind: u32,
    @location(12) @interpolate(flat) pixel: vec4f,
}

@vertex
fn vertex(@builtin(vertex_index) index: u32, it: Instance) -> Varying {
    let corner = vec2f(f32(index & 1u), f32(index >> 1u));
    let position = mix(it.quad.xy, it.quad.zw, corner);
    var out: Varying;
    let seen = transformed(position, it.kind_and_space.y);
    out.clip_position = to_clip_space(seen.device);
    out.positions = vec4f(position, seen.device);
    out.pixel = seen.pixel;
    out.shape = it.shape;
    out.radii_x = it.radii_x;
    out.radii_y = it.radii_y;
    out.scissor = it.scissor;
    out.clip = it.clip;
    out.clip_x = it.clip_x;
    out.clip_y = it.clip_y;
    out.paint = it.paint;
    out.extra = it.extra;
    out.color = it.color;
    out.kind = it.kind_and_space.x;
    return out;
}

// `toward_center` runs from the pixel to the middle of the corner's ellipse, positive inside the
// corner. The distance is exact for circles; for ellipses it is the first-order estimate from
// the implicit function and its gradient, good to a fraction of a pixel near the edge.
fn corner_coverage(toward_center: vec2f, radius: vec2f, pixel: vec4f) -> f32 {
    if toward_center.x <= 0.0 || toward_center.y <= 0.0 || min(radius.x, radius.y) < 0.01 {
        return 1.0;
    }
    let scaled = length(toward_center / radius);
    let slope = toward_center / (radius * radius);
    let gradient = length(vec2f(dot(slope, pixel.xy), dot(slope, pixel.zw)));
    return clamp(0.5 - scaled * (scaled - 1.0) / gradient, 0.0, 1.0);
}

// How large a pixel is, measured across upright and across level edges.
fn pixel_size(pixel: vec4f) -> vec2f {
    return vec2f(length(pixel.xz), length(pixel.yw));
}

// Corners in the order of CSS: top left, top right, bottom right, bottom left.
fn rounded_coverage(position: vec2f, shape: vec4f, radii_x: vec4f, radii_y: vec4f, pixel: vec4f) -> f32 {
    let from_low = position - shape.xy;
    let from_high = shape.zw - position;
    let top_left = corner_coverage(vec2f(radii_x.x, radii_y.x) - from_low, vec2f(radii_x.x, radii_y.x), pixel);
    let top_right = corner_coverage(
        vec2f(radii_x.y - from_high.x, radii_y.y - from_low.y), vec2f(radii_x.y, radii_y.y), pixel);
    let bottom_right = corner_coverage(
        vec2f(radii_x.z, radii_y.z) - from_high, vec2f(radii_x.z, radii_y.z), pixel);
    let bottom_left = corner_coverage(
        vec2f(radii_x.w - from_low.x, radii_y.w - from_high.y), vec2f(radii_x.w, radii_y.w), pixel);
    let corners = min(min(top_left, top_right), min(bottom_right, bottom_left));
    return min(box_coverage_of(position, shape, pixel_size(pixel)), corners);
}

// Abramowitz and Stegun 7.1.27: off by at most 0.0005.
fn error_function(x: vec2f) -> vec2f {
    let a = abs(x);
    var p = 1.0 + (0.278393 + (0.230389 + (0.000972 + 0.078108 * a) * a) * a) * a;
    p *= p;
    return sign(x) * (1.0 - 1.0 / (p * p));
}

fn blurred_span(low: f32, high: f32, inverse: f32) -> f32 {
    let at = error_function(vec2f(high, low) * inverse);
    return 0.5 * (at.x - at.y);
}

// How far a corner's ellipse stands back from the side, `depth` px into a corner of height
// `radius.y`.
fn corner_setback(depth: f32, radius: vec2f) -> f32 {
    if depth >= radius.y || radius.y < 0.01 {
        return 0.0;
    }
    let rise = (radius.y - max(depth, 0.0)) / radius.y;
    return radius.x * (1.0 - sqrt(max(1.0 - rise * rise, 0.0)));
}

// A rounded rectangle convolved with a Gaussian. Across, the integral is exact; down, it is summed
// over slices, after Evan Wallace's "Fast Rounded Rectangle Shadows". Away from the corners
// both directions are exact.
fn blurred_coverage(
    position: vec2f, shape: vec4f, radii_x: vec4f, radii_y: vec4f, sigma: f32, pixel: vec4f,
) -> f32 {
    if shape.z <= shape.x || shape.w <= shape.y {
        return 0.0;
    }
    if sigma < 0.2 {
        return rounded_coverage(position, shape, radii_x, radii_y, pixel);
    }
    let inverse = 0.70710678 / sigma;
    let reach = 3.0 * sigma;
    let near_left = position.x - reach < shape.x + max(radii_x.x, radii_x.w);
    let near_right = position.x + reach > shape.z - max(radii_x.y, radii_x.z);
    let near_top = position.y - reach < shape.y + max(radii_y.x, radii_y.y);
    let near_bottom = position.y + reach > shape.w - max(radii_y.z, radii_y.w);
    let round = max(max(radii_x.x, radii_x.y), max(radii_x.z, radii_x.w)) > 0.01;
    if !(round && (near_left || near_right) && (near_top || near_bottom)) {
        return blurred_span(shape.x - position.x, shape.z - position.x, inverse)
            * blurred_span(shape.y - position.y, shape.w - position.y, inverse);
    }
    let low = max(position.y - reach, shape.y);
    let high = min(position.y + reach, shape.w);
    if low >= high {
        return 0.0;
    }
    let slices = 12;
    let step = (high - low) / f32(slices);
    var sum = 0.0;
    for (var slice = 0; slice < slices; slice += 1) {
        let y = low + (f32(slice) + 0.5) * step;
        let left = shape.x + corner_setback(y - shape.y, vec2f(radii_x.x, radii_y.x))
            + corner_setback(shape.w - y, vec2f(radii_x.w, radii_y.w));
        let right = shape.z - corner_setback(y - shape.y, vec2f(radii_x.y, radii_y.y))
            - corner_setback(shape.w - y, vec2f(radii_x.z, radii_y.z));
        let weight = blurred_span(y - 0.5 * step - position.y, y + 0.5 * step - position.y, inverse);
        sum += weight * max(blurred_span(left - position.x, right - position.x, inverse), 0.0);
    }
    return sum;
}

// CSS Backgrounds §6.1.1: corners that are sharper than the spread stay sharp.
fn spread_radius(radius: vec4f, spread: f32) -> vec4f {
    if spread <= 0.0 {
        return max(radius + spread, vec4f(0.0));
    }
    let ratio = min(radius / spread, vec4f(1.0));
    let short = ratio - 1.0;
    return radius + spread * (1.0 + short * short * short);
}


// Blending coverage in sRGB makes dark text look heavier than light text. Browsers even it
// out by changing the coverage, by the text's luminance, so that the result is what blending in
// a space of exponent `gamma` on the opposite background would give, plus some contrast.
fn text_coverage(coverage: f32, color: vec3f) -> f32 {
    let gamma = TEXT_GAMMA;
    let contrast = TEXT_CONTRAST;
    let linear_text = dot(pow(color, vec3f(gamma)), vec3f(0.2126, 0.7152, 0.0722));
    let text = pow(linear_text, 1.0 / gamma);
    let ground = 1.0 - text;
    let linear_ground = pow(ground, gamma);
    let boosted = coverage + (1.0 - coverage) * contrast * linear_ground * coverage;
    let difference = text - ground;
    if abs(difference) < 0.004 {
        return boosted;
    }
    let mixed = linear_text * boosted + linear_ground * (1.0 - boosted);
    return clamp((pow(mixed, 1.0 / gamma) - ground) / difference, 0.0, 1.0);
}

fn tiled_texel(kind: u32, texel: vec2i) -> vec4f {
    let size = vec2i(textureDimensions(picture, 0));
    // In floats, since WebGL 2 selects no whole numbers.
    let wrapped = vec2f((texel + size) % size);
    let held = vec2f(clamp(texel, vec2i(0), size - 1));
    return textureLoad(picture, vec2i(select(held, wrapped, tiled(kind))), 0);
}

// An image that repeats and is drawn larger than it is: smoothed across the seams of its tiles.
fn magnified_tile(kind: u32, texel: vec2f) -> vec4f {
    let low = floor(texel - 0.5);
    let share = texel - 0.5 - low;
    let corner = vec2i(low);
    let above = mix(tiled_texel(kind, corner), tiled_texel(kind, corner + vec2i(1, 0)), share.x);
    let below = mix(
        tiled_texel(kind, corner + vec2i(0, 1)), tiled_texel(kind, corner + vec2i(1, 1)), share.x);
    return mix(above, below, share.y);
}

fn image_color(kind: u32, position: vec2f, tile: vec4f, pixel: vec2f) -> vec4f {
    let size = tile.zw - tile.xy;
    let texels = vec2f(textureDimensions(picture, 0));
    let level = max(log2(max(texels.x / size.x * pixel.x, texels.y / size.y * pixel.y)), 0.0);
    let at = in_tile(kind, position, tile) / size;
    var color: vec4f;
    if level == 0.0 && any(tiled(kind)) {
        color = magnified_tile(kind, at * texels);
    } else {
        color = textureSampleLevel(picture, picture_sampler, at, level);
    }
    return color * tile_coverage(kind, position, tile, pixel);
}

fn paint_color(it: Varying) -> vec4f {
    switch paint_kind(it.kind) {
        case PAINT_IMAGE: {
            return image_color(it.kind, it.positions.xy, it.paint, pixel_size(it.pixel)) * it.color.a;
        }
        case PAINT_LINEAR, PAINT_RADIAL, PAINT_CONIC: {
            let entry = i32(it.extra.x);
            let position = gradient_position(it.kind, entry, it.positions.xy, it.paint, it.extra.y);
            var covered = 1.0;
            if (it.kind & FLAG_UNIT_SQUARE) == 0u {
                covered = tile_coverage(it.kind, it.positions.xy, it.paint, pixel_size(it.pixel));
            }
            return gradient_color(it.kind, entry, position) * (it.color.a * covered);
        }
        default: {
            return vec4f(it.color.rgb * it.color.a, it.color.a);
        }
    }
}

// How much of a pixel lies on this side of the line from `corner` along `diagonal`, which runs
// to the inner corner; `inward` is a direction on that side.
fn half_coverage(position: vec2f, corner: vec2f, diagonal: vec2f, inward: vec2f, pixel: vec4f) -> f32 {
    var normal = vec2f(-diagonal.y, diagonal.x);
    normal *= sign(dot(normal, inward));
    let slope = length(vec2f(dot(normal, pixel.xy), dot(normal, pixel.zw)));
    return clamp(dot(position - corner, normal) / max(slope, 1e-6) + 0.5, 0.0, 1.0);
}

// The part of a border that belongs to one side: 0 is the top, 3 the left. Its table entry is the
// border box, then the widths.
fn side_coverage(position: vec2f, entry: i32, side: i32, pixel: vec4f) -> f32 {
    let outer = table_texel(entry);
    let widths = table_texel(entry + 1);
    let top_left = vec2f(widths.w, widths.x);
    let top_right = vec2f(-widths.y, widths.x);
    let bottom_right = vec2f(-widths.y, -widths.z);
    let bottom_left = vec2f(widths.w, -widths.z);
    // Opposite sides part where their widths say, so that none reaches into the other.
    let meet = outer.xy + (outer.zw - outer.xy) * widths.wx / max(widths.wx + widths.yz, vec2f(1e-6));
    switch side {
        case 0: {
            if position.y > meet.y { return 0.0; }
            return half_coverage(position, outer.xy, top_left, vec2f(1.0, -1.0), pixel)
                * half_coverage(position, outer.zy, top_right, vec2f(-1.0, -1.0), pixel);
        }
        case 1: {
            if position.x < meet.x { return 0.0; }
            return half_coverage(position, outer.zy, top_right, vec2f(1.0, 1.0), pixel)
                * half_coverage(position, outer.zw, bottom_right, vec2f(1.0, -1.0), pixel);
        }
        case 2: {
            if position.y < meet.y { return 0.0; }
            return half_coverage(position, outer.zw, bottom_right, vec2f(-1.0, 1.0), pixel)
                * half_coverage(position, outer.xw, bottom_left, vec2f(1.0, 1.0), pixel);
        }
        default: {
            if position.x > meet.x { return 0.0; }
            return half_coverage(position, outer.xw, bottom_left, vec2f(-1.0, -1.0), pixel)
                * half_coverage(position, outer.xy, top_left, vec2f(-1.0, 1.0), pixel);
        }
    }
}

fn mask_coverage(it: Varying) -> f32 {
    return textureLoad(atlas, vec2i(floor(it.positions.zw + it.extra.zw)), 0).r;
}

@fragment
fn fragment(it: Varying) -> @location(0) vec4f {
    let position = it.positions.xy;
    let device = it.positions.zw;
    var coverage = box_coverage(device, it.scissor);
    if (it.kind & FLAG_ROUNDED_CLIP) != 0u {
        coverage *= rounded_coverage(device, it.clip, it.clip_x, it.clip_y, vec4f(1.0, 0.0, 0.0, 1.0));
    }
    if coverage <= 0.0 {
        return vec4f(0.0);
    }
    switch it.kind & 15u {
        case KIND_FILL: {
            if (it.kind & FLAG_ROUNDED) != 0u {
                coverage *= rounded_coverage(position, it.shape, it.radii_x, it.radii_y, it.pixel);
            } else {
                coverage *= box_coverage_of(position, it.shape, pixel_size(it.pixel));
            }
        }
        case KIND_BORDER: {
            let top = it.paint.x;
            let right = it.paint.y;
            let bottom = it.paint.z;
            let left = it.paint.w;
            let inner = it.shape + vec4f(left, top, -right, -bottom);
            let inner_x = max(it.radii_x - vec4f(left, right, right, left), vec4f(0.0));
            let inner_y = max(it.radii_y - vec4f(top, top, bottom, bottom), vec4f(0.0));
            let hole = rounded_coverage(position, inner, inner_x, inner_y, it.pixel);
            let whole = rounded_coverage(position, it.shape, it.radii_x, it.radii_y, it.pixel);
            coverage *= max(whole - hole, 0.0);
            if (it.kind & FLAG_SIDE) != 0u {
                coverage *= side_coverage(position, i32(it.extra.x), i32(it.extra.y), it.pixel);
            }
            return vec4f(it.color.rgb * it.color.a, it.color.a) * coverage;
        }
        case KIND_OUTER_SHADOW: {
            let spread = it.extra.y;
            let radii_x = spread_radius(it.radii_x, spread);
            let radii_y = spread_radius(it.radii_y, spread);
            let square = (it.kind & FLAG_ROUNDED) == 0u;
            let blurred = blurred_coverage(position, it.paint,
                select(radii_x, vec4f(0.0), square), select(radii_y, vec4f(0.0), square), it.extra.x, it.pixel);
            coverage *= 1.0 - rounded_coverage(position, it.shape, it.radii_x, it.radii_y, it.pixel);
            return vec4f(it.color.rgb * it.color.a, it.color.a) * (coverage * blurred);
        }
        case KIND_INNER_SHADOW: {
            let radii_x = max(it.radii_x - it.extra.y, vec4f(0.0));
            let radii_y = max(it.radii_y - it.extra.y, vec4f(0.0));
            let hole = blurred_coverage(position, it.paint, radii_x, radii_y, it.extra.x, it.pixel);
            coverage *= rounded_coverage(position, it.shape, it.radii_x, it.radii_y, it.pixel);
            return vec4f(it.color.rgb * it.color.a, it.color.a) * (coverage * (1.0 - hole));
        }
        case KIND_MASK: {
            coverage *= mask_coverage(it);
        }
        case KIND_GLYPH: {
            coverage *= text_coverage(mask_coverage(it), it.color.rgb);
        }
        case KIND_PICTURE: {
            if (it.kind & FLAG_SHAPED) != 0u {
                coverage *= rounded_coverage(position, it.shape, it.radii_x, it.radii_y, it.pixel);
            }
            let texel = vec2i(floor(device - it.paint.xy));
            var color = textureLoad(picture, texel, 0) * (it.color.a * coverage);
            let beside = vec2i(floor(device - it.extra.yz));
            if (it.kind & FLAG_MASKED) != 0u {
                color *= textureLoad(second_picture, beside, 0).a;
            }
            if (it.kind & FLAG_BLENDED) != 0u {
                color = blended_over(u32(it.extra.x), textureLoad(second_picture, beside, 0), color);
            }
            return color;
        }
        case KIND_RECOLOR: {
            let texel = textureLoad(picture, vec2i(floor(device - it.paint.xy)), 0);
            return filtered_color(texel, i32(it.extra.x), i32(it.extra.y));
        }
        case KIND_BLUR: {
            return blurred_texel(device, it.paint, it.extra.xy, it.extra.z, it.extra.w > 0.5);
        }
        case KIND_HALVE: {
            return halved_texel(device, it.paint, it.extra.w > 0.5);
        }
        case KIND_RESAMPLE: {
            return resampled_texel(device, it.paint, it.extra.xy, it.extra.z, it.extra.w > 0.5);
        }
        case KIND_SEGMENT: {
            let along = it.paint.zw - it.paint.xy;
            let length_along = max(length(along), 1e-6);
            let direction = along / length_along;
            let from_start = position - it.paint.xy;
            let at = dot(from_start, direction);
            let beside = abs(from_start.x * direction.y - from_start.y * direction.x);
            coverage *= clamp(it.extra.x + 0.5 - beside, 0.0, min(2.0 * it.extra.x, 1.0))
                * clamp(min(at, length_along - at) + 0.5, 0.0, 1.0);
        }
        case KIND_HATCH: {
            // Stripes at 45 degrees, anchored to the screen.
            let spacing = it.extra.x;
            let phase = fract((position.x + position.y) * 0.70710678 / spacing);
            let from_middle = abs(phase - 0.5) * spacing;
            coverage *= box_coverage(position, it.shape)
                * clamp(spacing * 0.25 - from_middle + 0.5, 0.0, 1.0);
        }
        default: {}
    }
    return paint_color(it) * coverage;
}
