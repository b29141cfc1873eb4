//! [`Server`]: the listener, the routes, and the end.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use omnios_host::Session;
use tokio::net::TcpListener;

use crate::exports::Archives;
use crate::guard::{OwnNames, guard};
use crate::headers::add_headers;
use crate::port::{Port, listen};
use crate::{assets, exports, requests, sync, ui};

/// How long answers under way may take once the server is told to stop.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// What every route has at hand.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) session: Arc<Session>,
    pub(crate) ui: Option<PathBuf>,
    pub(crate) archives: Archives,
}

/// A server that has its port.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port on the loopback address.
    pub async fn bind(port: Port) -> Result<Self> {
        let listener = listen(port).await?;
        let address = listener.local_addr().context("The port can't be read")?;
        Ok(Self { listener, address })
    }

    /// Where the studio is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves the project until `stop` is done, then closes it: what was acknowledged is in one
    /// file. `ui` is the folder with the studio's page; without it the places where it is
    /// installed are tried.
    ///
    /// # Errors
    /// What could not be saved at the end, or a failing listener.
    pub async fn run(
        self,
        session: Session,
        ui: Option<PathBuf>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let session = Arc::new(session);
        let routes = routes(Arc::new(Shared {
            session: Arc::clone(&session),
            ui: ui::find_folder(ui),
            archives: Archives::default(),
        }));
        let guarded = routes
            .layer(from_fn_with_state(
                OwnNames::new(self.address.port()),
                guard,
            ))
            .layer(from_fn(add_headers));
        let (stopping, mut stopped) = tokio::sync::watch::channel(false);
        let closing = tokio::spawn(async move {
            stop.await;
            // The file first: whatever else takes its time must not hold that up.
            let closed = tokio::task::spawn_blocking(move || session.close()).await;
            let _ = stopping.send(true);
            closed
        });
        let mut stopped_too = stopped.clone();
        let serving = axum::serve(self.listener, guarded).with_graceful_shutdown(async move {
            let _ = stopped_too.wait_for(|stopped| *stopped).await;
        });
        tokio::select! {
            served = serving => served.context("The server failed")?,
            () = async {
                let _ = stopped.wait_for(|stopped| *stopped).await;
                tokio::time::sleep(STOP_LIMIT).await;
            } => {}
        }
        closing
            .await
            .and_then(|closed| closed)
            .context("The project could not be closed because of a fault in the program; everything acknowledged is safe")??;
        Ok(())
    }
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/sync", get(sync::open))
        .route("/api/request", post(requests::answer))
        .route("/assets", post(assets::add))
        .route("/import", post(assets::import))
        .route("/drawings", post(assets::read_drawing))
        .route("/assets/{name}", get(assets::read))
        .route("/exports/{name}", get(exports::download))
        .fallback(get(ui::file))
        .with_state(shared)
}
