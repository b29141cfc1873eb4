//! State machines: their states, transitions and variables.
//!
//! A machine is changed and then read back from its own text, so that the rules of the text,
//! such as that a transition leads to a state that is there, are the rules of the commands.

use std::sync::Arc;

use omnios_model::motion::{MachineState, MotionError, StateMachine, Variable, VariableValue};
use omnios_model::{Breakpoint, Element, ElementId, PageId, Property, Value};
use omnios_protocol::args::{MotionState, MotionTransition, MotionTransitionRef, MotionVariable};
use omnios_protocol::{CommandError, CommandOutcome, ElementRef, ErrorCode};

use super::motion::{duration, easing};
use crate::edit::{Edit, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// An element's state machine.
pub(crate) fn machine_of(element: &Element) -> Option<&Arc<StateMachine>> {
    match element.value(Property::StateMachine, Breakpoint::Desktop) {
        Some(Value::StateMachine(machine)) => machine.as_ref(),
        _ => None,
    }
}

/// The element and its machine, an empty one where it has none.
fn found(
    edit: &Edit<'_, '_>,
    id: Option<&ElementRef>,
) -> Result<(PageId, Arc<Element>, StateMachine), CommandError> {
    let (page, id) = edit.single(id)?;
    let element = edit.get(page, id)?;
    let machine = machine_of(&element).map_or_else(
        || StateMachine {
            variables: Vec::new(),
            states: Vec::new(),
            transitions: Vec::new(),
        },
        |it| it.as_ref().clone(),
    );
    Ok((page, element, machine))
}

fn write(edit: &mut Edit<'_, '_>, page: PageId, id: ElementId, machine: &StateMachine) -> Outcome {
    let value = if machine.states.is_empty() {
        None
    } else {
        let read = StateMachine::parse(&machine.to_string()).map_err(|error| invalid(&error))?;
        if read.as_ref() != Some(machine) {
            return Err(refuse(
                ErrorCode::InvalidValue,
                "names are letters, digits, - and _, and begin with a letter",
            ));
        }
        Some(Value::StateMachine(read.map(Arc::new)))
    };
    edit.set(page, id, Property::StateMachine, Breakpoint::Desktop, value)?;
    Ok(CommandOutcome::default())
}

/// The place in the text means nothing to who gave a command.
fn invalid(error: &MotionError) -> CommandError {
    refuse(ErrorCode::InvalidValue, error.message.clone())
}

fn absent(element: &Element, what: &str, name: &str, there: &[&str]) -> CommandError {
    let there = if there.is_empty() {
        "It has none".to_owned()
    } else {
        format!("It has {}", there.join(", "))
    };
    refuse(
        ErrorCode::NotApplicable,
        format!("“{}” has no {what} “{name}”. {there}", element.name),
    )
}

pub(crate) fn add_state(edit: &mut Edit<'_, '_>, args: &MotionState) -> Outcome {
    let (page, element, mut machine) = found(edit, args.id.as_ref())?;
    let name = args.name.clone().unwrap_or_else(|| {
        let numbered = (machine.states.len() + 1..).map(|number| format!("state-{number}"));
        let mut free = numbered.filter(|name| machine.state(name).is_none());
        free.next().unwrap_or_default()
    });
    machine.states.push(MachineState {
        name,
        rules: Vec::new(),
    });
    write(edit, page, element.id, &machine)
}

/// Removes a state and the transitions from it and to it.
pub(crate) fn remove_state(edit: &mut Edit<'_, '_>, args: &MotionState) -> Outcome {
    let (page, element, mut machine) = found(edit, args.id.as_ref())?;
    let name = args.name.as_deref().unwrap_or_default();
    if machine.state(name).is_none() {
        let there: Vec<&str> = machine.states.iter().map(|it| it.name.as_str()).collect();
        return Err(absent(&element, "state", name, &there));
    }
    machine.states.retain(|it| it.name != name);
    machine
        .transitions
        .retain(|it| it.to != name && it.from.as_deref() != Some(name));
    write(edit, page, element.id, &machine)
}

pub(crate) fn add_transition(edit: &mut Edit<'_, '_>, args: &MotionTransition) -> Outcome {
    let (page, element, machine) = found(edit, args.id.as_ref())?;
    let mut text = format!(
        "{machine} transition {} -> {}",
        args.from.as_deref().unwrap_or("any"),
        args.to
    );
    if let Some(event) = &args.on {
        text += &format!(" on {event}");
    }
    if let Some(conditions) = &args.when {
        text += &format!(" when {conditions}");
    }
    if let Some(millis) = args.duration_millis {
        let micros = duration("a duration", millis)?.as_micros();
        text += &format!(" {}ms", micros as f64 / 1000.0);
    }
    if let Some(text_of) = &args.easing {
        text += &format!(" {}", easing(text_of)?);
    }
    text.push(';');
    let read = StateMachine::parse(&text).map_err(|error| invalid(&error))?;
    let read = read.unwrap_or_else(|| machine.clone());
    let kept = read.states == machine.states
        && read.variables == machine.variables
        && read.transitions.len() == machine.transitions.len() + 1;
    if !kept {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "one transition is expected, with nothing after it",
        ));
    }
    write(edit, page, element.id, &read)
}

pub(crate) fn remove_transition(edit: &mut Edit<'_, '_>, args: &MotionTransitionRef) -> Outcome {
    let (page, element, mut machine) = found(edit, args.id.as_ref())?;
    let count = machine.transitions.len();
    if args.transition >= count {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!(
                "“{}” has no transition {}. It has {count}, numbered from 0",
                element.name, args.transition
            ),
        ));
    }
    machine.transitions.remove(args.transition);
    write(edit, page, element.id, &machine)
}

pub(crate) fn add_variable(edit: &mut Edit<'_, '_>, args: &MotionVariable) -> Outcome {
    let (page, element, mut machine) = found(edit, args.id.as_ref())?;
    if machine.states.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!(
                "“{}” has no state machine. Run motion.add-state first",
                element.name
            ),
        ));
    }
    let initial = match &args.value {
        None => VariableValue::Flag(false),
        Some(text) => VariableValue::parse(text).map_err(|error| {
            refuse(
                ErrorCode::InvalidValue,
                format!("“{text}” is no value: {}", error.message),
            )
        })?,
    };
    machine.variables.push(Variable {
        name: args.name.clone(),
        initial,
    });
    write(edit, page, element.id, &machine)
}

pub(crate) fn remove_variable(edit: &mut Edit<'_, '_>, args: &MotionVariable) -> Outcome {
    let (page, element, mut machine) = found(edit, args.id.as_ref())?;
    if machine.variable(&args.name).is_none() {
        let there: Vec<&str> = machine
            .variables
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        return Err(absent(&element, "variable", &args.name, &there));
    }
    machine.variables.retain(|it| it.name != args.name);
    if StateMachine::parse(&machine.to_string()).is_err() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!(
                "a transition uses “{}”. Remove that transition first",
                args.name
            ),
        ));
    }
    write(edit, page, element.id, &machine)
}
