use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::answer::CloseConnection;

/// How long requests in progress may go on after the stop; then their connections are closed, since a held one never ends.
const GRACE: Duration = Duration::from_millis(500);

/// A server that runs on loopback until it is dropped.
#[derive(Debug)]
pub struct Running {
    /// `http://127.0.0.1:{port}`, without a slash at the end.
    pub base_url: String,
    /// The port it listens on.
    pub port: u16,
    stop: watch::Sender<bool>,
}

/// Serves a router on 127.0.0.1, on this port or on a free one.
///
/// Fails when the port is taken. It stops when [`Running`] is dropped: no new connection, requests in progress get a moment.
///
/// The road not taken is `axum::serve`: there a handler always answers, and closing the connection instead is what the
/// faults are about.
pub async fn serve(router: Router, port: Option<u16>) -> io::Result<Running> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).await?;
    let port = listener.local_addr()?.port();
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(accept(listener, router, stopped));
    Ok(Running { base_url: format!("http://127.0.0.1:{port}"), port, stop })
}

impl Running {
    /// Stops, and returns when the port is free and the last connection is closed.
    pub async fn stop(self) {
        // A failed send means that the server has ended already.
        let _ = self.stop.send(true);
        self.stop.closed().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = told_to_stop(&mut stopped) => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(converse(stream, router.clone(), stopped.clone()))),
                Err(error) => tracing::warn!(%error, "a connection could not be accepted"),
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Returns when the server is to stop, which a vanished [`Running`] means as well.
async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    drop(stopped.wait_for(|stopped| *stopped).await);
}

/// One connection, until the client or a fault closes it.
async fn converse(stream: TcpStream, router: Router, mut stopped: watch::Receiver<bool>) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "answers may be sent late");
    }
    let simulator = TowerToHyperService::new(router);
    let service = service_fn(move |request| answer_or_close(simulator.clone(), request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told_to_stop(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            match tokio::time::timeout(GRACE, connection.as_mut()).await {
                Ok(ended) => ended,
                Err(_) => return,
            }
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the connection was closed on purpose")]
struct ClosedOnPurpose;

/// An error of the service makes hyper close the connection without an answer.
async fn answer_or_close(
    simulator: TowerToHyperService<Router>,
    request: Request<Incoming>,
) -> Result<Response<Body>, ClosedOnPurpose> {
    let response = match simulator.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    if response.extensions().get::<CloseConnection>().is_some() { Err(ClosedOnPurpose) } else { Ok(response) }
}
