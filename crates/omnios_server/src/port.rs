//! Finding a port to listen on.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context as _, Result, bail};
use tokio::net::TcpListener;

/// Where the studio is unless it is told otherwise.
pub const DEFAULT_PORT: u16 = 4680;

/// How many ports from [`DEFAULT_PORT`] on are tried.
const TRIED_PORTS: u16 = 20;

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// [`DEFAULT_PORT`], or the next one that is free.
    Any,
    /// This one and no other; 0 lets the system choose.
    Fixed(u16),
}

/// Listens on the loopback address.
pub(crate) async fn listen(port: Port) -> Result<TcpListener> {
    let on = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Port::Fixed(port) => match on(port).await {
            Ok(listener) => Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
                "Port {port} is taken by another program. The project was not opened. Choose another with --port, or leave --port out to take the next free one."
            ),
            Err(error) => Err(error).with_context(|| {
                format!("Port {port} can't be used. The project was not opened. Choose another with --port (those below 1024 are often reserved)")
            }),
        },
        Port::Any => {
            for port in DEFAULT_PORT..DEFAULT_PORT + TRIED_PORTS {
                match on(port).await {
                    Ok(listener) => return Ok(listener),
                    Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                    Err(error) => return Err(error).context("This machine's own address can't be used"),
                }
            }
            bail!(
                "The ports {DEFAULT_PORT} to {} are all taken. The project was not opened. Close another studio, or choose a port with --port.",
                DEFAULT_PORT + TRIED_PORTS - 1
            )
        }
    }
}
