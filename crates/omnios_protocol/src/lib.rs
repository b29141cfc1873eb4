//! What crosses a boundary: commands, transfer types, host requests and error codes.
//!
//! The command table in [`command`] is the product's spine. Menus, shortcuts, the palette,
//! `omnios do` and tests all read it; the editor answers each variant of [`Command`] in one
//! exhaustive match, so a command that nobody answers doesn't compile. The TypeScript in
//! `src-ui/src/protocol` is generated from these types (`cargo xtask codegen`).
//!
//! Absent on purpose: any other workspace crate. Ids and values are texts here; the editor
//! turns them into the types of `omnios_model` and says clearly when it can't.

pub mod args;
pub mod bridge;
pub mod command;
pub mod host;
pub mod outcome;
pub mod session;
pub mod timeline;

pub use args::{ElementRef, PageRef};
pub use command::{Command, CommandInfo, Effect, When, command_table};
pub use outcome::{BatchEntry, CommandError, CommandOutcome, ErrorCode};

/// Writes every type that the studio's TypeScript uses into `folder`, one file a type.
pub fn export_typescript(folder: &std::path::Path) -> Result<(), ts_rs::ExportError> {
    use ts_rs::TS;
    let config = ts_rs::Config::new()
        .with_out_dir(folder)
        .with_large_int("number");
    Command::export_all(&config)?;
    CommandInfo::export_all(&config)?;
    CommandOutcome::export_all(&config)?;
    CommandError::export_all(&config)?;
    BatchEntry::export_all(&config)?;
    session::StudioState::export_all(&config)?;
    session::LayerPage::export_all(&config)?;
    session::InspectorState::export_all(&config)?;
    session::TokenRow::export_all(&config)?;
    session::RecurringValue::export_all(&config)?;
    session::RepeatedBlock::export_all(&config)?;
    session::PropertyInfo::export_all(&config)?;
    session::PointerInput::export_all(&config)?;
    session::SaveState::export_all(&config)?;
    timeline::MotionPreset::export_all(&config)?;
    timeline::TimelineState::export_all(&config)?;
    timeline::PlaybackState::export_all(&config)?;
    host::HostRequest::export_all(&config)?;
    host::HostResponse::export_all(&config)?;
    host::ImportAnswer::export_all(&config)?;
    host::DrawingAnswer::export_all(&config)?;
    host::HostError::export_all(&config)
}
