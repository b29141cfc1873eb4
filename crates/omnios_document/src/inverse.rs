//! Undo: what takes a commit back.
//!
//! Undo is by person, not by document: each editor keeps the [`Inverse`]s of its own commits,
//! and applying one leaves alone what others have done since. In particular
//! - a name, lock, place or property is restored only while it holds the value that the undone
//!   change gave it, so nobody's later edit is overwritten;
//! - a removed element comes back with everything that was in it, text and unknown keys
//!   included, and a removed page or asset likewise;
//! - an inserted element goes, whatever others did to it, and comes back with that by redo;
//! - a text edit is taken back character by character (see the `text` module).
//!
//! Keys are restored as they lay in the document: where a property's own key wasn't there, it
//! is deleted, and the element's `base` shows again. Undo followed by redo therefore gives the
//! very same project.

use std::collections::BTreeMap;

use crate::schema::Target;
use crate::step::{Assignment, Condition, Edit, Step};
use crate::text::push_earlier;

/// The steps of each entry, in the order in which to do them.
pub(crate) type Steps = BTreeMap<Target, Vec<Step>>;

/// Takes one commit back, or several that were joined by [`Inverse::then`].
///
/// [`Document::apply_inverse`](crate::Document::apply_inverse) applies it, and returns the
/// inverse of that: the redo.
#[derive(Debug, Clone, Default)]
pub struct Inverse {
    pub(crate) steps: Steps,
}

impl Inverse {
    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The inverse of this commit and then `later`, as one: the steps of a gesture become one
    /// step of undo. Of each key only the first value before and the last one after are kept,
    /// so that a drag of a thousand moves costs what one move does.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        for (target, later) in later.steps {
            let earlier = self.steps.remove(&target).unwrap_or_default();
            let steps = join(later, earlier);
            if !steps.is_empty() {
                self.steps.insert(target, steps);
            }
        }
        self
    }
}

/// Undo goes backwards: the later steps first.
fn join(later: Vec<Step>, earlier: Vec<Step>) -> Vec<Step> {
    let mut steps = later;
    for step in earlier {
        match (steps.last_mut(), step) {
            // The gesture made the entry and took it away again.
            (Some(Step::Insert(_)), Step::Remove) => {
                steps.pop();
            }
            // Whatever was edited goes with the entry.
            (Some(Step::Edit(_)), Step::Remove) => {
                steps.pop();
                steps.push(Step::Remove);
            }
            (Some(Step::Edit(later)), Step::Edit(earlier)) => join_edits(later, earlier),
            (_, step) => steps.push(step),
        }
    }
    steps
}

fn join_edits(later: &mut Edit, earlier: Edit) {
    for (key, earlier) in earlier.fields {
        match later.fields.get_mut(&key) {
            None => {
                later.fields.insert(key, earlier);
            }
            Some(Assignment { value, .. }) => {
                // Where the two don't meet, somebody else has set the key in between, and it is
                // their value that has to come back.
                if matches!(&earlier.condition, Condition::Holds(left) if left == value) {
                    *value = earlier.value;
                }
            }
        }
    }
    later.fields.retain(|_, assignment| {
        !matches!(&assignment.condition, Condition::Holds(left) if *left == assignment.value)
    });
    for step in earlier.text {
        push_earlier(&mut later.text, step);
    }
}
