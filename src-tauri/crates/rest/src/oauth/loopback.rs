//! The listener on this computer to which the browser brings the code (RFC 8252, 7.3). The port is fixed, for both vendors compare the
//! redirection with the registered one letter by letter; a free port each time, as that document recommends, would never match.

use crate::oauth::callback::CallbackError;
use crate::oauth::flow::Authorization;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use secrecy::SecretString;
use std::convert::Infallible;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use url::Url;

const PATH: &str = "/callback";

/// Why nobody brought a code.
#[derive(Debug, thiserror::Error)]
pub enum LoopbackError {
    /// Another program listens there.
    #[error("port {port} is taken")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// Nobody came back in time: the browser was closed, or the person went to lunch.
    #[error("nobody came back from the browser")]
    TooLate,
    /// Somebody came, without a code.
    #[error(transparent)]
    Callback(#[from] CallbackError),
}

/// Listens for one answer. It stops listening when it is dropped.
pub struct Loopback {
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Loopback {
    /// Listens on a port. `localhost` may mean either family, so both are listened to where both are there.
    pub async fn listen(port: u16) -> Result<Self, LoopbackError> {
        let taken = |_| LoopbackError::PortTaken { port };
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(taken)?;
        let port = first.local_addr().map_err(taken)?.port();
        let mut listeners = vec![first];
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(second) => listeners.push(second),
            // Another program has the other family: the browser might ask that one.
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                return Err(LoopbackError::PortTaken { port });
            }
            Err(_) => {}
        }
        Ok(Self { port, listeners })
    }

    /// What is registered with the vendor, letter by letter.
    pub fn redirect_uri(port: u16) -> Option<Url> {
        Url::parse(&format!("http://localhost:{port}{PATH}")).ok()
    }

    /// The port it listens on.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the answer to this sign-in.
    pub async fn code(self, authorization: &Authorization, patience: Duration) -> Result<SecretString, LoopbackError> {
        tokio::time::timeout(patience, self.first_answer(authorization)).await.map_err(|_| LoopbackError::TooLate)?
    }

    async fn first_answer(self, authorization: &Authorization) -> Result<SecretString, LoopbackError> {
        let (brought, mut queries) = mpsc::channel(1);
        let tasks: Vec<_> =
            self.listeners.into_iter().map(|listener| tokio::spawn(serve(listener, brought.clone()))).collect();
        let query = queries.recv().await.ok_or(LoopbackError::TooLate);
        // The page that was just sent still has to arrive.
        queries.close();
        let answer = query.and_then(|query: Brought| {
            let code = authorization.code(&query.query);
            let _ = query.verdict.send(code.as_ref().err().cloned());
            Ok(code?)
        });
        tokio::task::yield_now().await;
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        answer
    }
}

/// A query that came in, and where its verdict goes.
struct Brought {
    query: String,
    verdict: tokio::sync::oneshot::Sender<Option<CallbackError>>,
}

async fn serve(listener: TcpListener, brought: mpsc::Sender<Brought>) {
    while let Ok((stream, _)) = listener.accept().await {
        // Not awaited here: browsers open a second connection in advance and leave it silent.
        tokio::spawn(answer(stream, brought.clone()));
    }
}

async fn answer(stream: TcpStream, brought: mpsc::Sender<Brought>) {
    let service = service_fn(|request: Request<Incoming>| {
        let brought = brought.clone();
        async move { Ok::<_, Infallible>(page(&request, &brought).await) }
    });
    let served =
        hyper::server::conn::http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "a connection of the browser broke");
    }
}

async fn page(request: &Request<Incoming>, brought: &mpsc::Sender<Brought>) -> Response<Full<Bytes>> {
    if request.uri().path() != PATH {
        return text(404, "Nothing is here.");
    }
    let (verdict, told) = tokio::sync::oneshot::channel();
    let query = request.uri().query().unwrap_or_default().to_owned();
    if brought.send(Brought { query, verdict }).await.is_err() {
        return text(410, "This sign-in is over. You can close this window.");
    }
    match told.await {
        Ok(None) => text(200, "You are signed in. You can close this window and return to Tieout."),
        Ok(Some(_)) => text(400, "The sign-in did not succeed. You can close this window; Tieout says why."),
        Err(_) => text(410, "This sign-in is over. You can close this window."),
    }
}

fn text(status: u16, sentence: &str) -> Response<Full<Bytes>> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tieout</title>\
         <body style=\"font:16px system-ui;margin:15vh auto;max-width:32em\"><h1 style=\"font-size:20px\">Tieout</h1><p>{sentence}</p></body></html>"
    );
    let mut response = Response::new(Full::new(Bytes::from(page)));
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert("content-type", hyper::header::HeaderValue::from_static("text/html; charset=utf-8"));
    // The address in the browser's bar held the code.
    headers.insert("referrer-policy", hyper::header::HeaderValue::from_static("no-referrer"));
    headers.insert("cache-control", hyper::header::HeaderValue::from_static("no-store"));
    response
}
