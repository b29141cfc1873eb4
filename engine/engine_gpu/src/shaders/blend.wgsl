// CSS Compositing §10: what a picture's colour and the colour behind it make together. Colours
// are not premultiplied. Modes are numbered as `BlendMode` in the model.

fn luminosity(color: vec3f) -> f32 {
    return dot(color, vec3f(0.3, 0.59, 0.11));
}

fn clip_color(color: vec3f) -> vec3f {
    let light = luminosity(color);
    let low = min(min(color.r, color.g), color.b);
    let high = max(max(color.r, color.g), color.b);
    var out = color;
    if low < 0.0 {
        out = light + (out - light) * light / max(light - low, 1e-6);
    }
    if high > 1.0 {
        out = light + (out - light) * (1.0 - light) / max(high - light, 1e-6);
    }
    return out;
}

fn with_luminosity(color: vec3f, light: f32) -> vec3f {
    return clip_color(color + (light - luminosity(color)));
}

fn saturation(color: vec3f) -> f32 {
    return max(max(color.r, color.g), color.b) - min(min(color.r, color.g), color.b);
}

fn with_saturation(color: vec3f, amount: f32) -> vec3f {
    let low = min(min(color.r, color.g), color.b);
    let range = saturation(color);
    return select(vec3f(0.0), (color - low) * amount / max(range, 1e-6), range > 0.0);
}

fn hard_light(behind: f32, front: f32) -> f32 {
    if front <= 0.5 {
        return behind * 2.0 * front;
    }
    return behind + (2.0 * front - 1.0) - behind * (2.0 * front - 1.0);
}

fn blend_channel(mode: u32, behind: f32, front: f32) -> f32 {
    switch mode {
        case 1u: { return behind * front; }
        case 2u: { return behind + front - behind * front; }
        case 3u: { return hard_light(front, behind); }
        case 4u: { return min(behind, front); }
        case 5u: { return max(behind, front); }
        case 6u: {
            if behind <= 0.0 { return 0.0; }
            if front >= 1.0 { return 1.0; }
            return min(1.0, behind / (1.0 - front));
        }
        case 7u: {
            if behind >= 1.0 { return 1.0; }
            if front <= 0.0 { return 0.0; }
            return 1.0 - min(1.0, (1.0 - behind) / front);
        }
        case 8u: { return hard_light(behind, front); }
        case 9u: {
            if front <= 0.5 {
                return behind - (1.0 - 2.0 * front) * behind * (1.0 - behind);
            }
            var root = sqrt(behind);
            if behind <= 0.25 {
                root = ((16.0 * behind - 12.0) * behind + 4.0) * behind;
            }
            return behind + (2.0 * front - 1.0) * (root - behind);
        }
        case 10u: { return abs(behind - front); }
        case 11u: { return behind + front - 2.0 * behind * front; }
        default: { return front; }
    }
}

fn blended(mode: u32, behind: vec3f, front: vec3f) -> vec3f {
    switch mode {
        case 12u: {
            return with_luminosity(with_saturation(front, saturation(behind)), luminosity(behind));
        }
        case 13u: {
            return with_luminosity(with_saturation(behind, saturation(front)), luminosity(behind));
        }
        case 14u: { return with_luminosity(front, luminosity(behind)); }
        case 15u: { return with_luminosity(behind, luminosity(front)); }
        default: {
            return vec3f(
                blend_channel(mode, behind.r, front.r),
                blend_channel(mode, behind.g, front.g),
                blend_channel(mode, behind.b, front.b),
            );
        }
    }
}

fn straight(color: vec4f) -> vec3f {
    return clamp(color.rgb / max(color.a, 1e-6), vec3f(0.0), vec3f(1.0));
}

// What to draw over `behind` so that covering it gives the blended picture: both premultiplied.
fn blended_over(mode: u32, behind: vec4f, front: vec4f) -> vec4f {
    let mixed = blended(mode, straight(behind), straight(front));
    return vec4f(front.rgb * (1.0 - behind.a) + mixed * (front.a * behind.a), front.a);
}
