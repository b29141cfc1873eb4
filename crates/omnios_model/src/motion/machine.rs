//! State machines: states, what each changes, and what leads from one to another.

use std::fmt;
use std::time::Duration;

use super::animation::Trigger;
use super::keyframe::{read_block, write_declarations};
use super::reader::{Read, Reader, quote, write_duration};
use super::{Animation, Declaration, Easing, MotionError};

/// A machine that is in one state at a time, on an element and those in it.
#[derive(Debug, Clone, PartialEq)]
pub struct StateMachine {
    /// What conditions ask and transitions set.
    pub variables: Vec<Variable>,
    /// The states; the machine starts in the first.
    pub states: Vec<MachineState>,
    /// What leads from state to state; the first that applies is taken.
    pub transitions: Vec<Transition>,
}

/// A variable and what it is at the start.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its first value; later ones are of the same kind.
    pub initial: VariableValue,
}

/// The value of a variable.
#[derive(Debug, Clone, PartialEq)]
pub enum VariableValue {
    /// A number.
    Number(f32),
    /// True or false.
    Flag(bool),
    /// A text.
    Text(String),
}

/// A state and what it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct MachineState {
    /// Its name.
    pub name: String,
    /// What it changes.
    pub rules: Vec<StateRule>,
}

/// What a state changes on some elements.
#[derive(Debug, Clone, PartialEq)]
pub struct StateRule {
    /// Which elements.
    pub target: StateTarget,
    /// Values that hold while the state does.
    pub declarations: Vec<Declaration>,
    /// An animation that starts with the state; its trigger is [`Trigger::Load`].
    pub animation: Option<Animation>,
}

/// Elements that a state changes or an event happens on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateTarget {
    /// The element that has the machine.
    Own,
    /// Every element of that name within it.
    Named(String),
}

/// A way from one state to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// The state it leads from; `None` for any other than its goal.
    pub from: Option<String>,
    /// The state it leads to.
    pub to: String,
    /// What must happen; `None` where the conditions alone decide.
    pub event: Option<Event>,
    /// What must hold, all of it.
    pub conditions: Vec<Condition>,
    /// What it sets.
    pub assignments: Vec<Assignment>,
    /// How long values take to get to those of the new state.
    pub own_duration: Option<Duration>,
    /// How they get there.
    pub easing: Easing,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A trigger by name, from outside or from the pointer: `hover`, `leave`, `press`, `release`
    /// and `enter` happen by themselves.
    Fired {
        /// Its name.
        trigger: String,
        /// Where it must happen; the machine's own element holds all that is in it.
        on: StateTarget,
    },
    /// The machine has been in the state for so long.
    After(Duration),
}

/// A comparison of a variable with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The variable's name.
    pub variable: String,
    /// How they compare.
    pub comparison: Comparison,
    /// With what.
    pub value: VariableValue,
}

/// How two values compare. All but the first two need numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is the relation of its name")]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// What a transition does to a variable.
#[derive(Debug, Clone, PartialEq)]
pub enum Assignment {
    /// `set NAME = VALUE`.
    Set {
        /// The variable's name.
        variable: String,
        /// Its value from now on.
        value: VariableValue,
    },
    /// `set NAME += NUMBER`.
    Add {
        /// The variable's name.
        variable: String,
        /// How much is added.
        amount: f32,
    },
    /// `toggle NAME`.
    Toggle {
        /// The variable's name.
        variable: String,
    },
}

/// The words that compare, those first that start with another.
const COMPARISONS: [(&str, Comparison); 6] = [
    ("==", Comparison::Equal),
    ("!=", Comparison::NotEqual),
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

impl VariableValue {
    /// Whether both are numbers, both flags or both texts.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Reads `true`, `3` or `"text"`.
    ///
    /// # Errors
    /// Where the text is none of them.
    pub fn parse(text: &str) -> Result<Self, MotionError> {
        let mut reader = Reader::new(text)?;
        let value = read_value(&mut reader)?;
        if reader.is_at_end() {
            Ok(value)
        } else {
            Err(reader.error("nothing more is expected"))
        }
    }
}

impl Transition {
    /// How long values take to get to those of the new state: nothing where nothing was said,
    /// but the settling time where there is a spring.
    pub fn duration(&self) -> Duration {
        self.own_duration.unwrap_or(match &self.easing {
            Easing::Spring(spring) => spring.settling_time(),
            _ => Duration::ZERO,
        })
    }
}

impl StateMachine {
    /// The variable of that name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|it| it.name == name)
    }

    /// The state of that name.
    pub fn state(&self, name: &str) -> Option<&MachineState> {
        self.states.iter().find(|it| it.name == name)
    }

    /// Reads a machine; `none` is none.
    ///
    /// # Errors
    /// Where the text is no machine, or names a state or variable that it hasn't; the error says
    /// what was expected where.
    pub fn parse(text: &str) -> Result<Option<Self>, MotionError> {
        let mut reader = Reader::new(text)?;
        if reader.is_at_end() {
            return Ok(None);
        }
        if reader.takes_word("none") {
            return if reader.is_at_end() {
                Ok(None)
            } else {
                Err(reader.error("nothing more is expected after none"))
            };
        }
        let mut machine = Self {
            variables: Vec::new(),
            states: Vec::new(),
            transitions: Vec::new(),
        };
        // States may be named before they are described.
        let mut named: Vec<(usize, String)> = Vec::new();
        while !reader.is_at_end() {
            let start = reader.position();
            match reader.word() {
                Some("variable") => machine.read_variable(&mut reader)?,
                Some("state") => machine.read_state(&mut reader)?,
                Some("transition") => machine.read_transition(&mut reader, &mut named)?,
                _ => {
                    return Err(
                        reader.error_at(start, "variable, state, transition or none is expected")
                    );
                }
            }
        }
        if machine.states.is_empty() {
            return Err(reader.error("at least one state is expected, such as state closed { }"));
        }
        match named.iter().find(|(_, name)| machine.state(name).is_none()) {
            Some((at, name)) => Err(reader.error_at(*at, format!("there is no state “{name}”"))),
            None => Ok(Some(machine)),
        }
    }

    fn read_variable(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let start = reader.position();
        let name = reader.expect_word("the variable's name")?.to_owned();
        if self.variable(&name).is_some() {
            return Err(reader.error_at(start, format!("“{name}” is there already")));
        }
        reader.expect(":")?;
        let initial = read_value(reader)?;
        reader.expect(";")?;
        self.variables.push(Variable { name, initial });
        Ok(())
    }

    fn read_state(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let start = reader.position();
        let name = reader.expect_word("the state's name")?.to_owned();
        if name == "any" || self.state(&name).is_some() {
            return Err(reader.error_at(start, format!("“{name}” is there already")));
        }
        reader.expect("{")?;
        let mut rules = Vec::new();
        while !reader.takes("}") {
            let target = read_target(reader)?
                .ok_or_else(|| reader.error("self or an element's name in quotes is expected"))?;
            let rule = if reader.takes_word("animate") {
                StateRule {
                    target,
                    declarations: Vec::new(),
                    animation: Some(Animation::read(reader, Trigger::Load)?),
                }
            } else {
                StateRule {
                    target,
                    declarations: read_block(reader, false)?.1,
                    animation: None,
                }
            };
            rules.push(rule);
        }
        self.states.push(MachineState { name, rules });
        Ok(())
    }

    fn read_transition(
        &mut self,
        reader: &mut Reader<'_>,
        named: &mut Vec<(usize, String)>,
    ) -> Read<()> {
        let mut state = |reader: &mut Reader<'_>| -> Read<String> {
            let at = reader.position();
            let name = reader.expect_word("a state's name")?.to_owned();
            named.push((at, name.clone()));
            Ok(name)
        };
        let from = if reader.takes_word("any") {
            None
        } else {
            Some(state(reader)?)
        };
        reader.expect("->")?;
        let mut transition = Transition {
            from,
            to: state(reader)?,
            event: None,
            conditions: Vec::new(),
            assignments: Vec::new(),
            own_duration: None,
            easing: Easing::EASE,
        };
        while !reader.takes(";") {
            let start = reader.position();
            if let Some(time) = reader.duration()? {
                transition.own_duration = Some(time);
            } else if let Some(easing) = Easing::read(reader)? {
                transition.easing = easing;
            } else {
                match reader.word() {
                    Some("on") => transition.event = Some(read_event(reader)?),
                    Some("when") => loop {
                        transition.conditions.push(self.read_condition(reader)?);
                        if !reader.takes("&&") {
                            break;
                        }
                    },
                    Some("set") => transition.assignments.push(self.read_set(reader)?),
                    Some("toggle") => {
                        let flag = VariableValue::Flag(true);
                        let variable = self.read_variable_name(reader, Some(&flag))?;
                        transition.assignments.push(Assignment::Toggle { variable });
                    }
                    _ => {
                        return Err(reader.error_at(
                            start,
                            "on, when, set, toggle, a time, an easing or “;” is expected",
                        ));
                    }
                }
            }
        }
        if transition.event.is_none() && transition.conditions.is_empty() {
            return Err(reader.error("a transition needs on … or when …"));
        }
        self.transitions.push(transition);
        Ok(())
    }

    fn read_variable_name(
        &self,
        reader: &mut Reader<'_>,
        kind: Option<&VariableValue>,
    ) -> Read<String> {
        let start = reader.position();
        let name = reader.expect_word("a variable's name")?;
        let variable = self.variable(name).ok_or_else(|| {
            reader.error_at(
                start,
                format!("there is no variable “{name}” before this place"),
            )
        })?;
        match kind {
            Some(kind) if !variable.initial.is_of_kind(kind) => {
                Err(reader.error_at(start, format!("“{name}” is {}", kind_of(&variable.initial))))
            }
            _ => Ok(name.to_owned()),
        }
    }

    fn read_condition(&self, reader: &mut Reader<'_>) -> Read<Condition> {
        let flag = VariableValue::Flag(true);
        if !reader.peeks("!=") && reader.takes("!") {
            return Ok(Condition {
                variable: self.read_variable_name(reader, Some(&flag))?,
                comparison: Comparison::Equal,
                value: VariableValue::Flag(false),
            });
        }
        let start = reader.position();
        let variable = self.read_variable_name(reader, None)?;
        let initial = self.variable(&variable).map(|it| &it.initial);
        let comparison = COMPARISONS
            .iter()
            .find(|(sign, _)| reader.takes(sign))
            .map(|(_, comparison)| *comparison);
        let (comparison, value) = match comparison {
            Some(comparison) => (comparison, read_value(reader)?),
            None => (Comparison::Equal, flag),
        };
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let same_kind = initial.is_some_and(|initial| initial.is_of_kind(&value));
        if !same_kind || ordered && !matches!(value, VariableValue::Number(_)) {
            let kind = initial.map_or("unknown", kind_of);
            return Err(reader.error_at(
                start,
                format!("“{variable}” is {kind}, which doesn't compare so"),
            ));
        }
        Ok(Condition {
            variable,
            comparison,
            value,
        })
    }

    fn read_set(&self, reader: &mut Reader<'_>) -> Read<Assignment> {
        let start = reader.position();
        let variable = self.read_variable_name(reader, None)?;
        let initial = self.variable(&variable).map(|it| &it.initial);
        let sign = if reader.takes("+=") {
            1.0
        } else if reader.takes("-=") {
            -1.0
        } else {
            reader.expect("=")?;
            let value = read_value(reader)?;
            return if initial.is_some_and(|initial| initial.is_of_kind(&value)) {
                Ok(Assignment::Set { variable, value })
            } else {
                let kind = initial.map_or("unknown", kind_of);
                Err(reader.error_at(start, format!("“{variable}” is {kind}")))
            };
        };
        let amount = sign * reader.number("a number")?;
        match initial {
            Some(VariableValue::Number(_)) => Ok(Assignment::Add { variable, amount }),
            _ => Err(reader.error_at(start, format!("“{variable}” is no number"))),
        }
    }
}

fn kind_of(value: &VariableValue) -> &'static str {
    match value {
        VariableValue::Number(_) => "a number",
        VariableValue::Flag(_) => "true or false",
        VariableValue::Text(_) => "a text",
    }
}

fn read_value(reader: &mut Reader<'_>) -> Read<VariableValue> {
    if reader.takes_word("true") {
        return Ok(VariableValue::Flag(true));
    }
    if reader.takes_word("false") {
        return Ok(VariableValue::Flag(false));
    }
    if let Some(text) = reader.string()? {
        return Ok(VariableValue::Text(text));
    }
    reader
        .number("true, false, a number or a text in quotes")
        .map(VariableValue::Number)
}

fn read_target(reader: &mut Reader<'_>) -> Read<Option<StateTarget>> {
    if reader.takes_word("self") {
        return Ok(Some(StateTarget::Own));
    }
    Ok(reader.string()?.map(StateTarget::Named))
}

fn read_event(reader: &mut Reader<'_>) -> Read<Event> {
    if reader.takes_word("after") {
        let time = reader.duration()?;
        return time
            .map(Event::After)
            .ok_or_else(|| reader.error("a time such as 2s is expected"));
    }
    let trigger = reader.expect_word("a trigger's name")?.to_owned();
    let on = read_target(reader)?.unwrap_or(StateTarget::Own);
    Ok(Event::Fired { trigger, on })
}

impl fmt::Display for VariableValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::Text(text) => f.write_str(&quote(text)),
        }
    }
}

impl fmt::Display for StateTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => f.write_str("self"),
            Self::Named(name) => f.write_str(&quote(name)),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = COMPARISONS
            .iter()
            .find(|(_, comparison)| *comparison == self.comparison)
            .map_or("==", |(sign, _)| sign);
        write!(f, "{} {sign} {}", self.variable, self.value)
    }
}

impl fmt::Display for Assignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { variable, value } => write!(f, "set {variable} = {value}"),
            Self::Add { variable, amount } => write!(f, "set {variable} += {amount}"),
            Self::Toggle { variable } => write!(f, "toggle {variable}"),
        }
    }
}

impl fmt::Display for Transition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.as_deref().unwrap_or("any");
        write!(f, "transition {from} -> {}", self.to)?;
        match &self.event {
            None => {}
            Some(Event::After(time)) => write!(f, " on after {}", write_duration(*time))?,
            Some(Event::Fired { trigger, on }) => {
                write!(f, " on {trigger}")?;
                if let StateTarget::Named(_) = on {
                    write!(f, " {on}")?;
                }
            }
        }
        for (index, condition) in self.conditions.iter().enumerate() {
            let word = if index == 0 { "when" } else { "&&" };
            write!(f, " {word} {condition}")?;
        }
        for assignment in &self.assignments {
            write!(f, " {assignment}")?;
        }
        if let Some(duration) = self.own_duration {
            write!(f, " {}", write_duration(duration))?;
        }
        if self.easing != Easing::EASE {
            write!(f, " {}", self.easing)?;
        }
        f.write_str(";")
    }
}

impl fmt::Display for StateMachine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for variable in &self.variables {
            write!(
                f,
                "{separator}variable {}: {};",
                variable.name, variable.initial
            )?;
            separator = " ";
        }
        for state in &self.states {
            write!(f, "{separator}state {} {{", state.name)?;
            for rule in &state.rules {
                write!(f, " {}", rule.target)?;
                if let Some(animation) = &rule.animation {
                    f.write_str(" animate")?;
                    animation.write_rest(f)?;
                } else {
                    f.write_str(" { ")?;
                    write_declarations(f, &rule.declarations)?;
                    f.write_str(" }")?;
                }
            }
            f.write_str(" }")?;
            separator = " ";
        }
        for transition in &self.transitions {
            write!(f, "{separator}{transition}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_read_back_what_they_write() {
        let text = "variable open: false; variable count: 0; variable label: \"a\"; state closed { \
                    } state open { self { opacity: 0.5 } \"Menu\" { height: 200px; translate: 0px \
                    8px } \"Dot\" animate 600ms linear infinite both { to { rotate: 360deg } } } \
                    transition closed -> open on press \"Button\" when open == false && count <= 2 \
                    set count += 1 toggle open 300ms spring(1, 170, 26); transition any -> closed \
                    on after 2s; transition open -> closed when label == \"b\" 200ms;";
        let machine = StateMachine::parse(text).unwrap().unwrap();
        assert_eq!(machine.to_string(), text);
        let short = "state a{}state b{} variable on:true; transition a->b when !on && on;";
        let machine = StateMachine::parse(short).unwrap().unwrap();
        assert_eq!(machine.transitions[0].conditions.len(), 2);
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        for (text, at, message) in [
            (
                "state a { } transition a -> b on press;",
                29,
                "no state “b”",
            ),
            (
                "state a { } transition a -> a on press when x;",
                45,
                "variable",
            ),
            (
                "variable n: 1; state a { } transition any -> a when n == true;",
                53,
                "number",
            ),
            (
                "variable n: 1; state a { } transition any -> a on x toggle n;",
                60,
                "number",
            ),
            ("state a { } state a { }", 19, "already"),
            ("state a { them { opacity: 1 } }", 11, "self"),
            ("variable n: 1;", 15, "state"),
            ("state a { } transition any -> a;", 33, "needs"),
        ] {
            let error = StateMachine::parse(text).unwrap_err();
            assert_eq!(error.at, at, "{text}: {error}");
            assert!(error.message.contains(message), "{text}: {error}");
        }
    }
}
