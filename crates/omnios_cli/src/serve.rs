//! `omnios serve`.

use std::path::PathBuf;

use anyhow::Context as _;
use omnios_host::{Randomness, Session, open_or_create_sample};
use omnios_server::{Port, Server};
use serde_json::json;

use crate::failure::Failure;
use crate::output::{self, Output};

pub(crate) fn serve(
    output: Output,
    file: Option<PathBuf>,
    port: Option<u16>,
    ui: Option<PathBuf>,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()
        .context("The server can't be started. The project was not opened")?;
    runtime.block_on(async {
        // The port first: a project is not opened for a server that can't be reached.
        let server = Server::bind(port.map_or(Port::Any, Port::Fixed)).await?;
        // From here on a signal ends the server, and not the program in the middle of something.
        let stop = stop_signal()?;
        let mut random = Randomness::from_system();
        let file = match file {
            Some(file) => file,
            None => open_or_create_sample(&mut random)?,
        };
        let session = Session::open(&file, random.client_id())?;
        let (url, path) = (server.url(), session.path().display().to_string());
        if output.json {
            output::print(&format!("{}\n", json!({ "url": url, "file": path })))?;
        } else {
            output::print(&format!(
                "Omnios Studio is at {url}\nProject: {path}. Ctrl+C closes it.\n"
            ))?;
        }
        server.run(session, ui, stop).await?;
        if !output.json {
            output::print("Everything is saved; the project is closed.\n")?;
        }
        Ok(())
    })
}

/// Done when the person or the system asks the program to end.
#[cfg(unix)]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).context("The system's signals can't be listened to");
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut terminate = listen(SignalKind::terminate())?;
    let mut hang_up = listen(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    Ok(async {
        // Without such a signal, only the end of the process ends the server.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
