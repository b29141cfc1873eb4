//! Headless editors, document builders and image comparison for tests.
