//! The stylesheet's part on motion: keyframes, and when they run.
//!
//! Whoever asks for less motion gets the values that hold on hover and press at once, and no
//! animation. What follows scrolling stands where browsers know `animation-timeline`.

use std::fmt::Write as _;

use omnios_compile::{Class, ClassAnimation, Declaration};

use crate::stylesheet::StylesheetWriter;

/// The states that an element's animations are listed for.
const STATES: [Option<&str>; 3] = [None, Some(":hover"), Some(":active")];

pub(crate) fn write(writer: &mut StylesheetWriter<'_>, classes: &[Class]) {
    let moving: Vec<&Class> = classes.iter().filter(|it| !it.motion.is_empty()).collect();
    if moving.is_empty() {
        return;
    }
    writer.heading("Motion");
    for class in &moving {
        for animation in &class.motion.animations {
            keyframes(writer, class, animation);
        }
    }
    for class in &moving {
        for transition in &class.motion.transitions {
            let selector = format!(".{}{}", class.name, transition.while_in);
            writer.rule(&selector, &transition.declarations, "");
        }
    }
    writer.blank_line();
    writer
        .css
        .push_str("@media (prefers-reduced-motion: no-preference) {\n");
    for class in &moving {
        for state in STATES {
            let mut lines = animations(class, state, false);
            lines.extend(transitions(class, state));
            block(writer, &selector(class, state), &lines, "  ");
        }
    }
    let scrolled: Vec<&&Class> = moving
        .iter()
        .filter(|it| it.motion.animations.iter().any(|it| it.timeline.is_some()))
        .collect();
    if !scrolled.is_empty() {
        writer
            .css
            .push_str("  @supports (animation-timeline: view()) {\n");
        for class in scrolled {
            for state in STATES {
                let lines = animations(class, state, true);
                block(writer, &selector(class, state), &lines, "    ");
            }
        }
        writer.css.push_str("  }\n");
    }
    writer.css.push_str("}\n");
}

fn selector(class: &Class, state: Option<&str>) -> String {
    format!(".{}{}", class.name, state.unwrap_or_default())
}

fn keyframes(writer: &mut StylesheetWriter<'_>, class: &Class, animation: &ClassAnimation) {
    writer.blank_line();
    let _ = writeln!(
        writer.css,
        "@keyframes {}{} {{",
        class.name, animation.suffix
    );
    for (selector, declarations) in &animation.frames {
        writer.block(selector, declarations, "  ");
    }
    writer.css.push_str("}\n");
}

/// `animation` in a state, with what runs in every state, so that entering the state doesn't end
/// it. Nothing where the state adds nothing.
fn animations(class: &Class, state: Option<&str>, with_timelines: bool) -> Vec<(String, String)> {
    let all = &class.motion.animations;
    let listed: Vec<&ClassAnimation> = all
        .iter()
        .filter(|it| it.while_in.is_none() || it.while_in == state)
        .filter(|it| with_timelines || it.timeline.is_none())
        .collect();
    let adds = |it: &&ClassAnimation| it.while_in == state;
    if !listed.iter().any(adds) {
        return Vec::new();
    }
    let texts: Vec<String> = listed
        .iter()
        .map(|it| format!("{}{} {}", class.name, it.suffix, it.timing))
        .collect();
    let mut lines = vec![("animation".to_owned(), texts.join(", "))];
    if with_timelines {
        let timelines: Vec<&str> = listed
            .iter()
            .map(|it| it.timeline.unwrap_or("auto"))
            .collect();
        lines.push(("animation-timeline".to_owned(), timelines.join(", ")));
    }
    lines
}

/// `transition`: outside the states for the way back, in `:active` for the way there. Of two
/// timings for one property the first holds.
fn transitions(class: &Class, state: Option<&str>) -> Option<(String, String)> {
    let mut seen: Vec<&Declaration> = Vec::new();
    let mut texts = Vec::new();
    for transition in &class.motion.transitions {
        if state.is_some_and(|state| state != transition.while_in) {
            continue;
        }
        for declaration in &transition.declarations {
            if seen.iter().any(|it| it.property == declaration.property) {
                continue;
            }
            seen.push(declaration);
            texts.push(format!("{} {}", declaration.property, transition.timing));
        }
    }
    let wanted = state.is_none() || state == Some(":active");
    (wanted && !texts.is_empty()).then(|| ("transition".to_owned(), texts.join(", ")))
}

fn block(
    writer: &mut StylesheetWriter<'_>,
    selector: &str,
    lines: &[(String, String)],
    indent: &str,
) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(writer.css, "{indent}{selector} {{");
    for (property, value) in lines {
        let _ = writeln!(writer.css, "{indent}  {property}: {value};");
    }
    let _ = writeln!(writer.css, "{indent}}}");
}
