//! Design model to target-neutral page IR with located diagnostics.
