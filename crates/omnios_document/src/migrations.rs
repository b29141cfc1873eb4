//! Bringing documents of earlier schemas up to date.
//!
//! A migration runs at the first local write, inside its transaction, so that merely opening a
//! file changes nothing in it. Two peers may migrate at once: a migration has to come to the
//! same result whoever runs it, and to keep what it doesn't understand.

use yrs::{Map, TransactionMut};

use crate::schema::{CURRENT_SCHEMA, Collection, SCHEMA};

/// One step from the schema before `to`.
struct Migration {
    to: u32,
    reshape: fn(&mut TransactionMut<'_>),
}

/// Every step, oldest first.
const MIGRATIONS: [Migration; CURRENT_SCHEMA as usize] = [
    // From the empty document to schema 1 there is nothing to reshape.
    Migration {
        to: 1,
        reshape: |_| {},
    },
];

/// Reshapes what an earlier program wrote. `stored` is the document's schema, if it has one.
pub(crate) fn bring_up_to_date(stored: Option<u32>, txn: &mut TransactionMut<'_>) {
    let stored = stored.unwrap_or(0);
    if stored >= CURRENT_SCHEMA {
        return;
    }
    for migration in MIGRATIONS.iter().filter(|it| it.to > stored) {
        (migration.reshape)(txn);
    }
    if let Some(meta) = Collection::Meta.root(txn) {
        meta.insert(txn, SCHEMA, i64::from(CURRENT_SCHEMA));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_migration_for_each_schema_in_order() {
        let targets: Vec<u32> = MIGRATIONS.iter().map(|it| it.to).collect();
        assert_eq!(targets, (1..=CURRENT_SCHEMA).collect::<Vec<_>>());
    }
}
