// Tessellated paths; edges are smoothed by multisampling.

struct Instance {
    @location(1) transform: vec4f,
    @location(2) paint: vec4f,
    @location(3) extra: vec4f,
    @location(4) color: vec4f,
    @location(5) kind_and_space: vec2u,
}

struct Varying {
    @builtin(position) clip_position: vec4f,
    @location(0) position: vec2f,
    @location(1) @interpolate(flat) paint: vec4f,
    @location(2) @interpolate(flat) extra: vec4f,
    @location(3) @interpolate(flat) color: vec4f,
    @location(4) @interpolate(flat) kind: u32,
}

@vertex
fn vertex(@location(0) point: vec2f, it: Instance) -> Varying {
    let position = point * it.transform.xy + it.transform.zw;
    var out: Varying;
    out.clip_position = to_clip_space(transformed(position, it.kind_and_space.y).device);
    out.position = position;
    out.paint = it.paint;
    out.extra = it.extra;
    out.color = it.color;
    out.kind = it.kind_and_space.x;
    return out;
}

@fragment
fn fragment(it: Varying) -> @location(0) vec4f {
    if paint_kind(it.kind) == PAINT_SOLID {
        return vec4f(it.color.rgb * it.color.a, it.color.a);
    }
    let entry = i32(it.extra.x);
    let position = gradient_position(it.kind, entry, it.position, it.paint, it.extra.y);
    return gradient_color(it.kind, entry, position) * it.color.a;
}
