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
use std::sync::atomic::{AtomicU32, Ordering};
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
    #[error("nobody came back from the browser ({strays} other requests came)")]
    TooLate {
        /// Requests that came to the address and were not the answer: of an old page, a scanner, somebody else's.
        strays: u32,
    },
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

    /// Waits for the answer to this sign-in. The port is known to everybody, so whatever else comes there is sent away, and the waiting
    /// goes on: only the answer with this sign-in's `state` ends it.
    pub async fn code(self, authorization: &Authorization, patience: Duration) -> Result<SecretString, LoopbackError> {
        let strays = AtomicU32::new(0);
        let answer = tokio::time::timeout(patience, self.answer(authorization, &strays)).await;
        answer.unwrap_or(Err(LoopbackError::TooLate { strays: strays.into_inner() }))
    }

    async fn answer(self, authorization: &Authorization, strays: &AtomicU32) -> Result<SecretString, LoopbackError> {
        let (brought, mut requests) = mpsc::channel(1);
        let _serving = ListenerTasks(
            self.listeners
                .into_iter()
                .map(|listener| tokio::spawn(serve(listener, self.port, brought.clone())))
                .collect(),
        );
        drop(brought);
        while let Some(request) = requests.recv().await {
            let Arrival::Query { query, verdict } = request else {
                strays.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            let code = authorization.code(&query);
            let _ = verdict.send(code.as_ref().err().cloned());
            if code.as_ref().err() == Some(&CallbackError::WrongState) {
                let strays = strays.fetch_add(1, Ordering::Relaxed) + 1;
                tracing::info!(strays, "an answer to another sign-in was sent away");
                continue;
            }
            // The page that was just sent still has to arrive.
            tokio::task::yield_now().await;
            return Ok(code?);
        }
        Err(LoopbackError::TooLate { strays: strays.load(Ordering::Relaxed) })
    }
}

/// The tasks that listen; they end with the waiting.
struct ListenerTasks(Vec<tokio::task::JoinHandle<()>>);

impl Drop for ListenerTasks {
    fn drop(&mut self) {
        self.0.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

/// What came to the redirection's address.
enum Arrival {
    /// A browser's query, and where its verdict goes.
    Query { query: String, verdict: tokio::sync::oneshot::Sender<Option<CallbackError>> },
    /// Something that is no browser coming back.
    Stray,
}

async fn serve(listener: TcpListener, port: u16, brought: mpsc::Sender<Arrival>) {
    while let Ok((stream, _)) = listener.accept().await {
        // Not awaited here: browsers open a second connection in advance and leave it silent.
        tokio::spawn(connection(stream, port, brought.clone()));
    }
}

async fn connection(stream: TcpStream, port: u16, brought: mpsc::Sender<Arrival>) {
    let service = service_fn(|request: Request<Incoming>| {
        let brought = brought.clone();
        async move { Ok::<_, Infallible>(page(&request, port, &brought).await) }
    });
    let served =
        hyper::server::conn::http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "a connection of the browser broke");
    }
}

async fn page(request: &Request<Incoming>, port: u16, brought: &mpsc::Sender<Arrival>) -> Response<Full<Bytes>> {
    if request.uri().path() != PATH {
        return text(404, "Nothing is here.");
    }
    if request.method() != hyper::Method::GET || !is_ours(request, port) {
        let _ = brought.send(Arrival::Stray).await;
        return text(400, "This is not the answer to a sign-in.");
    }
    let (verdict, told) = tokio::sync::oneshot::channel();
    let query = request.uri().query().unwrap_or_default().to_owned();
    if brought.send(Arrival::Query { query, verdict }).await.is_err() {
        return text(410, "This sign-in is over. You can close this window.");
    }
    match told.await {
        Ok(None) => text(200, "You are signed in. You can close this window and return to Tieout."),
        Ok(Some(CallbackError::WrongState)) => {
            text(400, "This is the answer to another sign-in, and was not used. You can close this window.")
        }
        Ok(Some(_)) => text(400, "The sign-in did not succeed. You can close this window; Tieout says why."),
        Err(_) => text(410, "This sign-in is over. You can close this window."),
    }
}

/// The request is addressed to this listener, by one of the names it has on this computer.
fn is_ours(request: &Request<Incoming>, port: u16) -> bool {
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let (name, told) = host.rsplit_once(':').unwrap_or_default();
    told.parse() == Ok(port) && ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
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
    // Nothing on the page comes from anywhere, and nothing of it runs.
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    headers.insert("content-security-policy", hyper::header::HeaderValue::from_static(policy));
    headers.insert("x-content-type-options", hyper::header::HeaderValue::from_static("nosniff"));
    headers.insert("cache-control", hyper::header::HeaderValue::from_static("no-store"));
    response
}
