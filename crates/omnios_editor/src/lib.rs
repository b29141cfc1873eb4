//! The command table and the tools, headless.
