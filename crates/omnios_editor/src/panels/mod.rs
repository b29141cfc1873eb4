//! What the studio's panels show, in the protocol's words.

mod inspector;
mod layers;
mod property_info;
mod state;
mod timeline;

pub use property_info::property_table;
