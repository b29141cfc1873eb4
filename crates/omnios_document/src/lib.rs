//! The project as Yjs documents: schema, transactions, undo, change sets.
