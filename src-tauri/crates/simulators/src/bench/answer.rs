use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};

use super::fault::Effect;

/// The route that handled a request, for simulators that find their way without axum's router: put it into the answer's
/// extensions, and the log shows it.
#[derive(Clone, Debug)]
pub struct Route(pub String);

/// Marks an answer that must not be sent: the server closes the connection instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct CloseConnection;

/// An answer whose body is in memory, as every simulator's is.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) parts: axum::http::response::Parts,
    pub(super) body: Bytes,
}

impl Answer {
    pub(super) fn closed() -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(CloseConnection);
        response
    }

    pub(super) fn status(code: u16, body: &str, headers: &[(String, String)]) -> Self {
        let mut response = Response::new(());
        // A number that is no status is the test's mistake; it is told in the answer, where the test will look.
        *response.status_mut() = StatusCode::from_u16(code).unwrap_or(StatusCode::NOT_IMPLEMENTED);
        let (parts, ()) = response.into_parts();
        let mut answer = Self { parts, body: Bytes::from(body.to_owned()) };
        for (name, value) in headers {
            answer.set_header(name, Some(value));
        }
        answer
    }

    /// Does to the finished answer what an effect says. Effects that act before the request is handled do nothing here.
    pub(super) fn suffer(&mut self, effect: &Effect) {
        match effect {
            Effect::HtmlInsteadOfJson => self.become_html(),
            Effect::ReplaceBody { body } => self.body = Bytes::from(body.clone()),
            Effect::ReplaceText { find, with } => {
                self.body = Bytes::from(String::from_utf8_lossy(&self.body).replace(find.as_str(), with));
            }
            Effect::ReplaceHeader { name, value } => self.set_header(name, value.as_deref()),
            _ => {}
        }
    }

    fn become_html(&mut self) {
        self.parts.status = StatusCode::OK;
        self.set_header("content-type", Some("text/html; charset=utf-8"));
        self.body = Bytes::from_static(
            b"<!DOCTYPE html><html><head><title>Service temporarily unavailable</title></head>\
              <body><h1>We will be back soon</h1></body></html>",
        );
    }

    fn set_header(&mut self, name: &str, value: Option<&str>) {
        let Ok(name) = HeaderName::try_from(name) else { return };
        match value.map(HeaderValue::try_from) {
            Some(Ok(value)) => drop(self.parts.headers.insert(name, value)),
            Some(Err(_)) => {}
            None => drop(self.parts.headers.remove(name)),
        }
    }

    pub(super) fn whole(mut self) -> Response<Body> {
        self.parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(self.parts, Body::from(self.body))
    }

    /// Declares the whole length, sends the first `bytes` and then breaks off, which makes the server close the connection.
    pub(super) fn truncated(mut self, bytes: usize) -> Response<Body> {
        let whole = self.body.len();
        let part = self.body.slice(..bytes.min(whole));
        self.parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole));
        let pieces = futures::stream::unfold(Some(part), |part| async move {
            if let Some(part) = part {
                return Some((Ok::<Bytes, Infallible>(part), None));
            }
            // The server flushes what it has when the body lets it wait; ending at once could lose the part itself.
            tokio::time::sleep(Duration::from_millis(20)).await;
            None
        });
        Response::from_parts(self.parts, Body::from_stream(pieces))
    }
}
