//! [`OpenProject`]: the project in the window, as the commands find it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use omnios_host::{Arrival, Error, Peer, Randomness, Session, open_or_create_sample};
use omnios_protocol::host::HostError;
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::{AppHandle, Manager as _};

/// A session and the page that is connected to it.
pub(crate) struct OpenProject {
    pub(crate) session: Session,
    page: Mutex<Option<Peer>>,
}

impl OpenProject {
    /// Opens the file, or the person's own sample where none is named.
    pub(crate) fn open(file: Option<PathBuf>) -> Result<Self, Error> {
        let mut random = Randomness::from_system();
        let file = match file {
            Some(file) => file,
            None => open_or_create_sample(&mut random)?,
        };
        Ok(Self {
            session: Session::open(&file, random.client_id())?,
            page: Mutex::new(None),
        })
    }

    /// The project in the window.
    pub(crate) fn of(app: &AppHandle) -> Result<Arc<Self>, HostError> {
        app.try_state::<Arc<Self>>()
            .map(|state| Arc::clone(&state))
            .ok_or_else(|| HostError {
                code: "host.no-project".to_owned(),
                message: "No project is open. Open one first.".to_owned(),
            })
    }

    /// Connects the page. A page that was loaded anew takes the former one's place.
    pub(crate) fn connect(&self, channel: Channel<InvokeResponseBody>) {
        let peer = self.session.connect(Arrival::AnyOrder, move |frame| {
            // A page that has gone needs no frame.
            let _ = channel.send(InvokeResponseBody::Raw(frame));
        });
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(peer);
    }

    /// Takes a frame from the page.
    pub(crate) fn receive(&self, frame: &[u8]) -> Result<(), Error> {
        let page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        page.as_ref().ok_or(Error::NotServed)?.receive(frame)
    }

    /// Closes the file when the program ends.
    pub(crate) fn close(app: &AppHandle) {
        if let Ok(project) = Self::of(app)
            && let Err(error) = project.session.close()
        {
            // The window is gone. What was acknowledged is safe, and the person was asked before
            // anything else was left behind.
            eprintln!("error: {error}");
        }
    }
}
