//! The selection's animations and state machine.

use std::collections::BTreeSet;
use std::sync::Arc;

use omnios_model::motion::{Animatable, Animation, Event, Iterations, StateMachine, StateTarget};
use omnios_model::{Element, ElementId, Property};
use omnios_protocol::timeline::{
    AnimationRow, KeyframeMark, MachineView, TimelineState, TrackRow, TransitionRow, VariableRow,
};

use crate::commands::{animations_of, machine_of};
use crate::editor::Editor;

/// What is animated most, before the rest in the property table's order.
const FIRST: [&str; 8] = [
    "opacity",
    "translate",
    "scale",
    "rotate",
    "background",
    "color",
    "width",
    "height",
];

impl Editor {
    /// The timeline panel's contents.
    pub fn timeline(&self) -> TimelineState {
        let element = self.selected_element();
        let animations: Vec<AnimationRow> = element.map_or_else(Vec::new, |element| {
            animations_of(element).iter().map(animation_row).collect()
        });
        let machine = self.shown_machine().and_then(|(owner, machine)| {
            let tree = self.document.tree(self.session.page?)?;
            Some(machine_view(tree.get(owner)?, &machine))
        });
        let has_own_machine = element.is_some_and(|it| {
            machine
                .as_ref()
                .is_some_and(|of| of.element == it.id.to_string())
        });
        let by_itself = !animations.is_empty() || has_own_machine;
        TimelineState {
            open: self.session.timeline.shown.unwrap_or(by_itself),
            element: element.map(|it| it.id.to_string()),
            name: element.map(|it| it.name.clone()).unwrap_or_default(),
            animations,
            properties: element.map(|it| properties(it)).unwrap_or_default(),
            machine,
        }
    }

    /// The one selected element; the page's root isn't one that moves.
    fn selected_element(&self) -> Option<&Arc<Element>> {
        let [id] = self.session.selection[..] else {
            return None;
        };
        let tree = self.document.tree(self.session.page?)?;
        tree.get(id).filter(|it| it.place.parent.is_some())
    }

    /// The state machine that the selected element is in: its own, or that of the nearest
    /// element around it.
    pub(crate) fn shown_machine(&self) -> Option<(ElementId, Arc<StateMachine>)> {
        let [id] = self.session.selection[..] else {
            return None;
        };
        let tree = self.document.tree(self.session.page?)?;
        std::iter::once(id)
            .chain(tree.ancestors(id))
            .find_map(|id| Some((id, Arc::clone(machine_of(tree.get(id)?)?))))
    }
}

fn properties(element: &Element) -> Vec<String> {
    let transforms = Animatable::TRANSFORMS.iter().map(|it| it.name());
    let styles = Property::ALL
        .iter()
        .filter(|it| it.applies_to(element.kind));
    let mut names: Vec<&str> = transforms
        .chain(styles.map(|it| it.name()))
        .filter(|name| Animatable::from_name(name).is_some())
        .collect();
    names.sort_by_key(|name| {
        FIRST
            .iter()
            .position(|it| it == name)
            .unwrap_or(FIRST.len())
    });
    names.into_iter().map(str::to_owned).collect()
}

fn animation_row(animation: &Animation) -> AnimationRow {
    AnimationRow {
        trigger: animation.trigger.as_str().to_owned(),
        follows_scrolling: animation.follows_scrolling(),
        duration_millis: millis(animation.duration()),
        own_duration: animation.own_duration.is_some(),
        delay_millis: millis(animation.delay),
        easing: animation.easing.to_string(),
        iterations: match animation.iterations {
            Iterations::Count(count) => count.to_string(),
            Iterations::Infinite => "infinite".to_owned(),
        },
        direction: animation.direction.as_str().to_owned(),
        tracks: animation
            .targets()
            .into_iter()
            .map(|target| TrackRow {
                property: target.name().to_owned(),
                keyframes: animation
                    .keys(target)
                    .map(|(keyframe, value)| KeyframeMark {
                        at: (f64::from(keyframe.offset) * 1.0e6).round() / 1.0e6,
                        value: value.to_string(),
                        easing: keyframe.easing.as_ref().map(ToString::to_string),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn machine_view(owner: &Element, machine: &StateMachine) -> MachineView {
    let mut triggers = BTreeSet::new();
    for transition in &machine.transitions {
        if let Some(Event::Fired { trigger, .. }) = &transition.event {
            triggers.insert(trigger.clone());
        }
    }
    MachineView {
        element: owner.id.to_string(),
        name: owner.name.clone(),
        states: machine.states.iter().map(|it| it.name.clone()).collect(),
        transitions: machine
            .transitions
            .iter()
            .map(|it| {
                let mut when: Vec<String> = Vec::new();
                when.extend(it.conditions.iter().map(ToString::to_string));
                when.extend(it.assignments.iter().map(ToString::to_string));
                TransitionRow {
                    from: it.from.clone(),
                    to: it.to.clone(),
                    on: match &it.event {
                        None => String::new(),
                        Some(Event::After(time)) => format!("after {} s", time.as_secs_f64()),
                        Some(Event::Fired { trigger, on }) => match on {
                            StateTarget::Own => trigger.clone(),
                            StateTarget::Named(name) => format!("{trigger} “{name}”"),
                        },
                    },
                    when: when.join(", "),
                    duration_millis: millis(it.duration()),
                    easing: it.easing.to_string(),
                }
            })
            .collect(),
        variables: machine
            .variables
            .iter()
            .map(|it| VariableRow {
                name: it.name.clone(),
                initial: it.initial.to_string(),
            })
            .collect(),
        triggers: triggers.into_iter().collect(),
    }
}

/// To a microsecond, as texts have times.
fn millis(duration: std::time::Duration) -> f64 {
    duration.as_micros() as f64 / 1000.0
}
