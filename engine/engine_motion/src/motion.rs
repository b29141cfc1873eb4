//! One page's motion: every animation and machine, and what they give now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use omnios_model::motion::{Animatable, Animation, MotionValue, Trigger, VariableValue};
use omnios_model::{Breakpoint, Element, ElementId, Property, Tree, Value};

use crate::machine::Machine;
use crate::swing::Swing;
use crate::timeline::{Timeline, base_value, sample};

/// The values that hold instead of the elements' own.
pub type Overrides = BTreeMap<ElementId, BTreeMap<Animatable, MotionValue>>;

/// A variable that can't be set or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VariableError {
    /// No machine has it.
    #[error("no state machine of this page has a variable “{name}”")]
    Unknown {
        /// The name that was given.
        name: String,
    },
    /// The value is of another kind than the variable.
    #[error("“{name}” is {value} now: give a value of the same kind")]
    OtherKind {
        /// The variable's name.
        name: String,
        /// Its value, as it is written.
        value: String,
    },
}

/// Plays a page's animations and state machines.
#[derive(Debug, Clone)]
pub struct Motion {
    breakpoint: Breakpoint,
    elements: BTreeMap<ElementId, Arc<Element>>,
    players: Vec<Player>,
    machines: Vec<Machine>,
    /// What the pointer is over, innermost first.
    hovered: Vec<ElementId>,
    /// What was under the pointer when it was pressed.
    pressed: Vec<ElementId>,
    page_scroll: f64,
    held: Option<(ElementId, usize, f64)>,
}

#[derive(Debug, Clone)]
struct Player {
    element: ElementId,
    animation: Arc<Animation>,
    timeline: Timeline,
    run: Run,
}

/// How an animation is played, and how far it is.
#[derive(Debug, Clone)]
enum Run {
    /// From its trigger on; `None` before it.
    Once(Option<f64>),
    /// As long as it is hovered or pressed, from the start each time.
    While(Option<f64>),
    Swing(Swing),
    /// The share of the way through the viewport; `None` until it is known.
    Along(Option<f64>),
    AlongPage,
}

impl Motion {
    /// The motion of a page at its start: what runs on load begins now.
    pub fn new(tree: &Tree, breakpoint: Breakpoint) -> Self {
        let mut motion = Self {
            breakpoint,
            elements: BTreeMap::new(),
            players: Vec::new(),
            machines: Vec::new(),
            hovered: Vec::new(),
            pressed: Vec::new(),
            page_scroll: 0.0,
            held: None,
        };
        // In document order, so that the same page always plays the same.
        for id in tree.subtree(tree.root()) {
            let Some(element) = tree.get(id) else {
                continue;
            };
            let animations = element.value(Property::Animations, Breakpoint::Desktop);
            if let Some(Value::Animations(animations)) = animations {
                for animation in animations.iter() {
                    motion.players.push(Player::new(id, animation));
                }
            }
            let machine = element.value(Property::StateMachine, Breakpoint::Desktop);
            if let Some(Value::StateMachine(Some(machine))) = machine {
                let machine = Machine::new(tree, id, Arc::clone(machine));
                motion.machines.push(machine);
            }
        }
        let moving: BTreeSet<ElementId> = motion.players.iter().map(|it| it.element).collect();
        let held_by_machines = motion
            .machines
            .iter()
            .flat_map(|machine| tree.subtree(machine.owner));
        motion.elements = moving
            .into_iter()
            .chain(held_by_machines)
            .filter_map(|id| Some((id, Arc::clone(tree.get(id)?))))
            .collect();
        motion.with_machines(|machine, base| machine.settle(base));
        motion
    }

    /// Lets time pass.
    pub fn advance(&mut self, elapsed: Duration) {
        let secs = elapsed.as_secs_f64();
        for player in &mut self.players {
            match &mut player.run {
                Run::Once(Some(at)) | Run::While(Some(at)) => *at += secs,
                Run::Swing(swing) => swing.advance(secs),
                Run::Once(None) | Run::While(None) | Run::Along(_) | Run::AlongPage => {}
            }
        }
        self.with_machines(|machine, base| machine.advance(secs, base));
    }

    /// The pointer is over these elements now, the innermost first, with all that holds it.
    pub fn hover(&mut self, chain: &[ElementId]) {
        let before = std::mem::replace(&mut self.hovered, chain.to_vec());
        self.while_on(Trigger::Hover);
        let left: Vec<ElementId> = only_in(&before, chain);
        let entered: Vec<ElementId> = only_in(chain, &before);
        if !left.is_empty() {
            self.happens("leave", &left);
        }
        if !entered.is_empty() {
            self.happens("hover", &entered);
        }
    }

    /// The pointer was pressed where it is, or released.
    pub fn press(&mut self, is_down: bool) {
        let chain = if is_down {
            self.hovered.clone()
        } else {
            Vec::new()
        };
        let before = std::mem::replace(&mut self.pressed, chain);
        self.while_on(Trigger::Press);
        let (name, chain) = if is_down {
            ("press", self.pressed.clone())
        } else {
            ("release", before)
        };
        if !chain.is_empty() {
            self.happens(name, &chain);
        }
    }

    /// The element came into view. Later calls change nothing.
    pub fn enter(&mut self, element: ElementId) {
        for player in &mut self.players {
            if player.element == element
                && player.animation.trigger == Trigger::Enter
                && let Run::Once(at @ None) = &mut player.run
            {
                *at = Some(0.0);
            }
        }
        self.happens("enter", &[element]);
    }

    /// How far the element is through the viewport, 0 to 1.
    pub fn set_scroll(&mut self, element: ElementId, share: f64) {
        for player in &mut self.players {
            if player.element == element
                && let Run::Along(along) = &mut player.run
            {
                *along = Some(share);
            }
        }
    }

    /// How far the page is scrolled, 0 to 1.
    pub fn set_page_scroll(&mut self, share: f64) {
        self.page_scroll = share;
    }

    /// Elements that ask where they are in the viewport.
    pub fn watching(&self) -> BTreeSet<ElementId> {
        self.players
            .iter()
            .filter(|it| matches!(it.run, Run::Along(_)) || matches!(it.run, Run::Once(None)))
            .map(|it| it.element)
            .chain(self.machines.iter().map(|it| it.owner))
            .collect()
    }

    /// Fires a trigger of every machine; `on` restricts it to machines that hold the element.
    /// Whether any took a transition.
    pub fn fire(&mut self, trigger: &str, on: Option<ElementId>) -> bool {
        let chain: Vec<ElementId> = on.into_iter().collect();
        self.happens(trigger, &chain)
    }

    /// The state that the element's machine is in.
    pub fn state(&self, owner: ElementId) -> Option<&str> {
        self.machines
            .iter()
            .find(|it| it.owner == owner)
            .map(Machine::state)
    }

    /// The value of a variable, of the first machine that has it.
    ///
    /// # Errors
    /// Where none has.
    pub fn variable(&self, name: &str) -> Result<&VariableValue, VariableError> {
        self.machines
            .iter()
            .find_map(|it| it.variable(name))
            .ok_or_else(|| VariableError::Unknown {
                name: name.to_owned(),
            })
    }

    /// Sets a variable in every machine that has it.
    ///
    /// # Errors
    /// Where none has it, or where it holds another kind of value; nothing is changed then.
    pub fn set_variable(&mut self, name: &str, value: &VariableValue) -> Result<(), VariableError> {
        let present = self.variable(name)?;
        let other = self
            .machines
            .iter()
            .filter_map(|it| it.variable(name))
            .find(|it| !it.is_of_kind(value));
        if other.is_some() {
            return Err(VariableError::OtherKind {
                name: name.to_owned(),
                value: present.to_string(),
            });
        }
        self.with_machines(|machine, base| machine.set_variable(name, value.clone(), base));
        Ok(())
    }

    /// Shows one animation of an element at a time and lets nothing else of the page move; `None`
    /// lets go.
    pub fn hold(&mut self, held: Option<(ElementId, usize, Duration)>) {
        self.held = held.map(|(id, index, time)| (id, index, time.as_secs_f64()));
    }

    /// Whether nothing changes until something happens.
    pub fn is_at_rest(&self) -> bool {
        let rests = |player: &Player| match &player.run {
            Run::Once(Some(at)) | Run::While(Some(at)) => player.timeline.end_secs() <= *at,
            Run::Swing(swing) => swing.is_at_rest(),
            Run::Once(None) | Run::While(None) | Run::Along(_) | Run::AlongPage => true,
        };
        self.players.iter().all(rests) && self.machines.iter().all(Machine::is_at_rest)
    }

    /// What holds now. Of several values for one thing a later animation's counts, and a
    /// machine's most.
    pub fn overrides(&self) -> Overrides {
        if let Some((id, index, at)) = self.held {
            return self.held_values(id, index, at);
        }
        let mut overrides = Overrides::new();
        for player in &self.players {
            let values = self.values(player);
            if !values.is_empty() {
                overrides.entry(player.element).or_default().extend(values);
            }
        }
        let base = |id, target| self.base(id, target);
        for machine in &self.machines {
            machine.write(&base, |id, target, value| {
                overrides.entry(id).or_default().insert(target, value);
            });
        }
        overrides
    }

    fn held_values(&self, id: ElementId, index: usize, at_secs: f64) -> Overrides {
        let values = self.elements.get(&id).and_then(|element| {
            match element.value(Property::Animations, Breakpoint::Desktop) {
                Some(Value::Animations(animations)) => {
                    let animation = animations.get(index)?;
                    Some(sample(element, self.breakpoint, animation, at_secs))
                }
                _ => None,
            }
        });
        let held = values.map(|values| (id, values.into_iter().collect()));
        held.into_iter().collect()
    }

    fn values(&self, player: &Player) -> Vec<(Animatable, MotionValue)> {
        let base = |target| self.base(player.element, target);
        let timeline = &player.timeline;
        let progress = match &player.run {
            // Waiting for its trigger counts as a delay.
            Run::Once(None) => timeline.progress(-1.0),
            Run::While(None) | Run::Along(None) => None,
            Run::Once(Some(at)) | Run::While(Some(at)) => timeline.progress(*at),
            Run::Along(Some(share)) => Some(timeline.progress_along(*share)),
            Run::AlongPage => Some(timeline.progress_along(self.page_scroll)),
            Run::Swing(swing) => {
                let share = swing.at(&player.animation.easing);
                if share == 0.0 {
                    return Vec::new();
                }
                let end = timeline.values(1.0, base);
                return end
                    .into_iter()
                    .map(|(target, to)| {
                        let property = match target {
                            Animatable::Property(property) => Some(property),
                            _ => None,
                        };
                        let from = base(target);
                        (target, crate::interpolate(property, &from, &to, share))
                    })
                    .collect();
            }
        };
        progress.map_or_else(Vec::new, |progress| timeline.values(progress, base))
    }

    fn base(&self, id: ElementId, target: Animatable) -> MotionValue {
        match self.elements.get(&id) {
            Some(element) => base_value(element, self.breakpoint, target),
            None => target.identity().unwrap_or(MotionValue::Rotate(0.0)),
        }
    }

    /// Starts and ends what plays while the pointer is on its element.
    fn while_on(&mut self, trigger: Trigger) {
        let on = match trigger {
            Trigger::Hover => &self.hovered,
            _ => &self.pressed,
        };
        for player in &mut self.players {
            if player.animation.trigger != trigger {
                continue;
            }
            let is_on = on.contains(&player.element);
            match &mut player.run {
                Run::While(at) => *at = is_on.then(|| at.unwrap_or(0.0)),
                Run::Swing(swing) => swing.turn(
                    f64::from(u8::from(is_on)),
                    player.animation.duration().as_secs_f64(),
                    player.animation.delay.as_secs_f64(),
                    &player.animation.easing,
                ),
                Run::Once(_) | Run::Along(_) | Run::AlongPage => {}
            }
        }
    }

    fn happens(&mut self, trigger: &str, chain: &[ElementId]) -> bool {
        let mut taken = false;
        self.with_machines(|machine, base| taken |= machine.fire(trigger, chain, base));
        taken
    }

    fn with_machines(&mut self, mut act: impl FnMut(&mut Machine, crate::machine::Base<'_>)) {
        let mut machines = std::mem::take(&mut self.machines);
        let base = |id, target| self.base(id, target);
        for machine in &mut machines {
            act(machine, &base);
        }
        self.machines = machines;
    }
}

impl Player {
    fn new(element: ElementId, animation: &Animation) -> Self {
        let run = match animation.trigger {
            Trigger::Load => Run::Once(Some(0.0)),
            Trigger::Enter => Run::Once(None),
            Trigger::Scroll => Run::Along(None),
            Trigger::PageScroll => Run::AlongPage,
            Trigger::Hover | Trigger::Press if animation.is_transition() => {
                Run::Swing(Swing::default())
            }
            Trigger::Hover | Trigger::Press => Run::While(None),
        };
        Self {
            element,
            timeline: Timeline::new(animation),
            animation: Arc::new(animation.clone()),
            run,
        }
    }
}

fn only_in(these: &[ElementId], not_those: &[ElementId]) -> Vec<ElementId> {
    these
        .iter()
        .filter(|id| !not_those.contains(id))
        .copied()
        .collect()
}
