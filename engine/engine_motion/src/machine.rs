//! State machines at work.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::motion::{
    Animatable, Assignment, Comparison, Condition, Event, MotionValue, StateMachine, StateTarget,
    Transition, VariableValue,
};
use omnios_model::{ElementId, Tree};

use crate::{Timeline, interpolate};

/// Transitions that follow one another without any time between them; more are a circle.
const MOST_AT_ONCE: usize = 32;

/// A value and what it is for.
type Slot = (ElementId, Animatable);

/// A machine of an element and the state it is in.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub(crate) owner: ElementId,
    definition: Arc<StateMachine>,
    /// The elements within the owner by the names that the machine uses.
    named: BTreeMap<String, Vec<ElementId>>,
    variables: BTreeMap<String, VariableValue>,
    state: usize,
    in_state_secs: f64,
    /// What each value was when the transition began.
    leaving: BTreeMap<Slot, MotionValue>,
    arriving: BTreeMap<Slot, MotionValue>,
    elapsed_secs: f64,
    transition: Option<Transition>,
    timelines: Vec<(ElementId, Timeline)>,
}

/// Gives what holds where nothing moves.
pub(crate) type Base<'a> = &'a dyn Fn(ElementId, Animatable) -> MotionValue;

impl Machine {
    pub(crate) fn new(tree: &Tree, owner: ElementId, definition: Arc<StateMachine>) -> Self {
        let mut named: BTreeMap<String, Vec<ElementId>> = BTreeMap::new();
        for element in tree.subtree(owner).iter().filter_map(|id| tree.get(*id)) {
            named
                .entry(element.name.clone())
                .or_default()
                .push(element.id);
        }
        let variables = definition
            .variables
            .iter()
            .map(|it| (it.name.clone(), it.initial.clone()))
            .collect();
        let mut machine = Self {
            owner,
            definition,
            named,
            variables,
            state: 0,
            in_state_secs: 0.0,
            leaving: BTreeMap::new(),
            arriving: BTreeMap::new(),
            elapsed_secs: 0.0,
            transition: None,
            timelines: Vec::new(),
        };
        machine.take_state();
        machine
    }

    pub(crate) fn state(&self) -> &str {
        &self.definition.states[self.state].name
    }

    pub(crate) fn variable(&self, name: &str) -> Option<&VariableValue> {
        self.variables.get(name)
    }

    /// Sets a variable; its kind must be the variable's.
    pub(crate) fn set_variable(&mut self, name: &str, value: VariableValue, base: Base<'_>) {
        if let Some(slot) = self.variables.get_mut(name) {
            *slot = value;
            self.settle(base);
        }
    }

    /// Something happened: on the elements of `chain` (the innermost first), or from outside
    /// where it is empty. Whether a transition was taken.
    pub(crate) fn fire(&mut self, name: &str, chain: &[ElementId], base: Base<'_>) -> bool {
        let found = self.find(|event| {
            let Some(Event::Fired { trigger, on }) = event else {
                return false;
            };
            trigger == name
                && (chain.is_empty()
                    || match on {
                        StateTarget::Own => chain.contains(&self.owner),
                        StateTarget::Named(_) => {
                            self.elements(on).iter().any(|id| chain.contains(id))
                        }
                    })
        });
        match found {
            Some(transition) => {
                self.follow(transition, base);
                self.settle(base);
                true
            }
            None => false,
        }
    }

    /// Takes the transitions that conditions alone decide.
    pub(crate) fn settle(&mut self, base: Base<'_>) {
        for _ in 0..MOST_AT_ONCE {
            match self.find(Option::is_none) {
                Some(transition) => self.follow(transition, base),
                None => return,
            }
        }
    }

    pub(crate) fn advance(&mut self, mut secs: f64, base: Base<'_>) {
        for _ in 0..MOST_AT_ONCE {
            let due = |event: &Option<Event>| match event {
                Some(Event::After(time)) => {
                    let left = time.as_secs_f64() - self.in_state_secs;
                    (left <= secs).then_some(left.max(0.0))
                }
                _ => None,
            };
            let next = self
                .open_transitions()
                .filter_map(|it| Some((due(&it.event)?, it.clone())))
                .min_by(|a, b| a.0.total_cmp(&b.0));
            let Some((left, transition)) = next else {
                break;
            };
            self.pass(left);
            secs -= left;
            self.follow(transition, base);
            self.settle(base);
        }
        self.pass(secs);
    }

    fn pass(&mut self, secs: f64) {
        self.in_state_secs += secs;
        self.elapsed_secs += secs;
        let over = |it: &Transition| self.elapsed_secs >= it.duration().as_secs_f64();
        if self.transition.as_ref().is_some_and(over) {
            self.transition = None;
            self.leaving.clear();
        }
    }

    /// Whether nothing changes until something happens.
    pub(crate) fn is_at_rest(&self) -> bool {
        let waits = |it: &Transition| matches!(it.event, Some(Event::After(_)));
        self.transition.is_none()
            && !self.open_transitions().any(waits)
            && self
                .timelines
                .iter()
                .all(|(_, timeline)| timeline.end_secs() <= self.in_state_secs)
    }

    /// Puts the values that hold now into `set`.
    pub(crate) fn write(
        &self,
        base: Base<'_>,
        mut set: impl FnMut(ElementId, Animatable, MotionValue),
    ) {
        for ((id, target), value) in self.values(base) {
            set(id, target, value);
        }
        for (id, timeline) in &self.timelines {
            if let Some(progress) = timeline.progress(self.in_state_secs) {
                for (target, value) in timeline.values(progress, |target| base(*id, target)) {
                    set(*id, target, value);
                }
            }
        }
    }

    fn values(&self, base: Base<'_>) -> BTreeMap<Slot, MotionValue> {
        let Some(transition) = &self.transition else {
            return self.arriving.clone();
        };
        let duration = transition.duration().as_secs_f64().max(1.0e-9);
        let share = (self.elapsed_secs / duration).clamp(0.0, 1.0);
        let share = transition.easing.at(share);
        self.leaving
            .iter()
            .map(|(slot, from)| {
                let own;
                let to = match self.arriving.get(slot) {
                    Some(to) => to,
                    None => {
                        own = base(slot.0, slot.1);
                        &own
                    }
                };
                let property = match slot.1 {
                    Animatable::Property(property) => Some(property),
                    _ => None,
                };
                (*slot, interpolate(property, from, to, share))
            })
            .collect()
    }

    /// Transitions that may be taken from the present state, as far as conditions go.
    fn open_transitions(&self) -> impl Iterator<Item = &Transition> {
        let state = self.state();
        self.definition.transitions.iter().filter(move |it| {
            let leads_away = match &it.from {
                Some(from) => from == state,
                None => it.to != state,
            };
            leads_away && it.conditions.iter().all(|it| self.holds(it))
        })
    }

    fn find(&self, fits: impl Fn(&Option<Event>) -> bool) -> Option<Transition> {
        self.open_transitions().find(|it| fits(&it.event)).cloned()
    }

    fn holds(&self, condition: &Condition) -> bool {
        let Some(value) = self.variables.get(&condition.variable) else {
            return false;
        };
        match condition.comparison {
            Comparison::Equal => *value == condition.value,
            Comparison::NotEqual => *value != condition.value,
            ordered => {
                let (VariableValue::Number(value), VariableValue::Number(bound)) =
                    (value, &condition.value)
                else {
                    return false;
                };
                match ordered {
                    Comparison::Less => value < bound,
                    Comparison::AtMost => value <= bound,
                    Comparison::Greater => value > bound,
                    _ => value >= bound,
                }
            }
        }
    }

    fn follow(&mut self, transition: Transition, base: Base<'_>) {
        let Some(state) = self
            .definition
            .states
            .iter()
            .position(|it| it.name == transition.to)
        else {
            return;
        };
        for assignment in &transition.assignments {
            self.assign(assignment);
        }
        let mut leaving = BTreeMap::new();
        self.write(base, |id, target, value| {
            leaving.insert((id, target), value);
        });
        self.state = state;
        self.in_state_secs = 0.0;
        self.take_state();
        for slot in self.arriving.keys() {
            leaving.entry(*slot).or_insert_with(|| base(slot.0, slot.1));
        }
        self.elapsed_secs = 0.0;
        if transition.duration().is_zero() {
            self.transition = None;
            self.leaving.clear();
        } else {
            self.leaving = leaving;
            self.transition = Some(transition);
        }
    }

    fn assign(&mut self, assignment: &Assignment) {
        match assignment {
            Assignment::Set { variable, value } => {
                self.variables.insert(variable.clone(), value.clone());
            }
            Assignment::Add { variable, amount } => {
                if let Some(VariableValue::Number(number)) = self.variables.get_mut(variable) {
                    *number = (*number + amount).clamp(-1.0e9, 1.0e9);
                }
            }
            Assignment::Toggle { variable } => {
                if let Some(VariableValue::Flag(flag)) = self.variables.get_mut(variable) {
                    *flag = !*flag;
                }
            }
        }
    }

    fn take_state(&mut self) {
        let definition = Arc::clone(&self.definition);
        self.arriving.clear();
        self.timelines.clear();
        for rule in &definition.states[self.state].rules {
            for id in self.elements(&rule.target) {
                for it in &rule.declarations {
                    self.arriving.insert((id, it.target), it.value.clone());
                }
                if let Some(animation) = &rule.animation {
                    self.timelines.push((id, Timeline::new(animation)));
                }
            }
        }
    }

    fn elements(&self, target: &StateTarget) -> Vec<ElementId> {
        match target {
            StateTarget::Own => vec![self.owner],
            StateTarget::Named(name) => self.named.get(name).cloned().unwrap_or_default(),
        }
    }
}
