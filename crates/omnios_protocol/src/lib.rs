//! Commands, transfer types and error codes; TypeScript is generated from here.
