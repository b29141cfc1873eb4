// Filters: quads that read a layer and draw what becomes of it. `region` is where the layer's
// picture lies, in the px that the quad's positions are in (or half or twice of them).

// A texel of the layer; beyond its region nothing, or what is mirrored at its edges.
fn layer_texel(at: vec2i, size: vec2i, mirrored: bool) -> vec4f {
    if mirrored {
        let period = 2 * size;
        let turn = ((at % period) + period) % period;
        // One axis at a time: WebGL2 selects among whole numbers in scalars alone.
        let x = select(turn.x, period.x - 1 - turn.x, turn.x >= size.x);
        let y = select(turn.y, period.y - 1 - turn.y, turn.y >= size.y);
        return textureLoad(picture, vec2i(x, y), 0);
    }
    if any(at < vec2i(0)) || any(at >= size) {
        return vec4f(0.0);
    }
    return textureLoad(picture, at, 0);
}

// One direction of a Gaussian.
fn blurred_texel(device: vec2f, region: vec4f, step: vec2f, sigma: f32, mirrored: bool) -> vec4f {
    let at = vec2i(floor(device) - region.xy);
    let size = vec2i(region.zw - region.xy);
    let reach = i32(ceil(3.0 * sigma));
    let falloff = -0.5 / (sigma * sigma);
    var sum = vec4f(0.0);
    var weights = 0.0;
    for (var index = -reach; index <= reach; index += 1) {
        let weight = exp(falloff * f32(index * index));
        sum += weight * layer_texel(at + vec2i(step) * index, size, mirrored);
        weights += weight;
    }
    return sum / weights;
}

// The mean of the four texels that a px of half the size covers.
fn halved_texel(device: vec2f, region: vec4f, mirrored: bool) -> vec4f {
    let at = 2 * vec2i(floor(device)) - vec2i(region.xy);
    let size = vec2i(region.zw - region.xy);
    return 0.25 * (layer_texel(at, size, mirrored) + layer_texel(at + vec2i(1, 0), size, mirrored)
        + layer_texel(at + vec2i(0, 1), size, mirrored) + layer_texel(at + vec2i(1, 1), size, mirrored));
}

// The layer between its texels, `factor` times its size, moved by `offset`.
fn resampled_texel(device: vec2f, region: vec4f, offset: vec2f, factor: f32, mirrored: bool) -> vec4f {
    let at = (device - offset) / factor - region.xy - 0.5;
    let size = vec2i(region.zw - region.xy);
    let low = floor(at);
    let part = at - low;
    let corner = vec2i(low);
    let above = mix(layer_texel(corner, size, mirrored), layer_texel(corner + vec2i(1, 0), size, mirrored), part.x);
    let below = mix(layer_texel(corner + vec2i(0, 1), size, mirrored), layer_texel(corner + vec2i(1, 1), size, mirrored), part.x);
    return mix(above, below, part.y);
}

// Colours mapped by one matrix after another: five texels each, four rows and the offsets.
fn filtered_color(color: vec4f, first: i32, count: i32) -> vec4f {
    var out = vec4f(straight(color), color.a);
    for (var index = 0; index < count; index += 1) {
        let at = first + 5 * index;
        out = clamp(vec4f(
            dot(table_texel(at), out),
            dot(table_texel(at + 1), out),
            dot(table_texel(at + 2), out),
            dot(table_texel(at + 3), out),
        ) + table_texel(at + 4), vec4f(0.0), vec4f(1.0));
    }
    return vec4f(out.rgb * out.a, out.a);
}
