//! Sends requests to one server: paced, at most so many at once, again where that is safe, and with every ending told apart.

use crate::address::{check, shown_host};
use crate::answer::{Answer, cookies, looks_like_html};
use crate::body::whole_body;
use crate::call::{Body, Call};
use crate::clock::{Clock, SystemClock, pause};
use crate::cryptography::provide_cryptography;
use crate::error::{HiddenWords, RestError, RestErrorKind};
use crate::pacer::{LimitState, Pacer, RequestGuard, told_to_wait_until};
use crate::plain::plain_text;
use crate::problem::{oauth_word, problem_text_without};
use crate::proxy::{Way, way_to};
use crate::redact::{REDACTED, Redactor};
use crate::retry::{Attempt, Decision, decide};
use crate::timeouts::Timeouts;
use crate::tls;
use rand::Rng;
use reqwest::header::HeaderMap;
use reqwest::{Client, Response};
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use url::Url;

/// No server's name for a request is longer.
const REFERENCE_MAX: usize = 100;

/// How patient a client is, and how restrained.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Manners {
    /// How long it waits.
    pub timeouts: Timeouts,
    /// The longest wait for a rate limit; a longer one is told to the caller instead.
    pub wait_max: Duration,
    /// Requests under way at once.
    pub in_flight_max: usize,
    /// Keeps cookies.
    pub cookies: bool,
}

/// A client of one server.
pub struct RestClient {
    http: Client,
    base: Url,
    way: Way,
    clock: Arc<dyn Clock>,
    manners: Manners,
    pacer: Pacer,
    in_flight: Semaphore,
    redactor: Redactor,
}

impl RestClient {
    /// A client of the server at this address; paths of calls are appended to it.
    pub fn new(base: Url, manners: Manners, redactor: Redactor) -> Result<Self, RestError> {
        check(&base).map_err(|error| never_sent(error.sentence()))?;
        let way = way_to(&base);
        tracing::debug!(host = shown_host(&base), ?way, "the way to a server");
        provide_cryptography();
        let builder = match way {
            Way::ThisComputer => Client::builder().no_proxy(),
            Way::Direct | Way::Proxy(_) => Client::builder(),
        };
        // Plain HTTP leads to this computer only (`address.rs`). The system's certificates, which are not needed there, would be read for each
        // client; unoptimised, that was a fifth of what the journeys cost.
        let builder = if base.scheme() == "http" { builder.tls_certs_only([]) } else { builder };
        let http = builder
            .user_agent(concat!("Tieout/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(manners.timeouts.connect)
            .timeout(manners.timeouts.answer)
            .cookie_store(manners.cookies)
            // A redirection of an API call leads to a login or an error page; it is told, not followed with credentials.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| never_sent(&error.without_url().to_string()))?;
        let in_flight = Semaphore::new(manners.in_flight_max.max(1));
        let (clock, pacer) = (Arc::new(SystemClock), Pacer::new());
        Ok(Self { http, base, way, clock, manners, pacer, in_flight, redactor })
    }

    /// The same client by another clock, on which its waits and the ends of its tokens then depend.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// Its clock.
    pub const fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The server's address.
    pub const fn base(&self) -> &Url {
        &self.base
    }

    /// The proxy through which requests go, where one is set in the environment or the system; without its name and password.
    pub fn proxy(&self) -> Option<&str> {
        match &self.way {
            Way::Proxy(address) => Some(address),
            Way::ThisComputer | Way::Direct => None,
        }
    }

    /// What is known of the server's limits.
    pub fn limits(&self) -> watch::Receiver<LimitState> {
        self.pacer.state()
    }

    /// Blacks out the secrets of this connection.
    pub const fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// Sends a call, again where that is safe, and gives a 2xx answer read to its end.
    pub async fn send(&self, call: Call) -> Result<Answer, RestError> {
        let _permit = if call.paced { Some(self.turn(&call).await?) } else { None };
        let mut number = 0;
        loop {
            number += 1;
            let under_way = if call.paced { Some(self.room(&call).await?) } else { None };
            let sent = self.send_once(&call).await;
            drop(under_way);
            let (mut error, headers) = match sent {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let now = self.clock.now();
            let refused = error.kind == RestErrorKind::RateLimited;
            let told_to_wait_until = headers.as_ref().and_then(|headers| told_to_wait_until(headers, refused, now));
            error.resumes_at = told_to_wait_until.filter(|_| refused);
            if call.once {
                return Err(error);
            }
            if let Some(until) = error.resumes_at {
                self.pacer.close_until(until);
            }
            let decision = decide(Attempt {
                number,
                repeatable: call.repeatable,
                error: &error,
                told_to_wait_until,
                now,
                first_pause: self.manners.timeouts.first_pause,
                wait_max: self.manners.wait_max,
                jitter_per_mille: rand::rng().random_range(0..=1_000),
            });
            match decision {
                Decision::Again(pause) => {
                    tracing::info!(path = call.path, %error, ?pause, "sending again");
                    self.pause(pause, error.kind == RestErrorKind::RateLimited).await;
                }
                Decision::GiveUp => return Err(error),
            }
        }
    }

    /// Waits for its turn among the requests under way.
    async fn turn(&self, call: &Call) -> Result<SemaphorePermit<'_>, RestError> {
        self.in_flight.acquire().await.map_err(|_| self.unreachable(call, "the client was closed", false))
    }

    /// Waits until every window has room, or says that it would take too long.
    async fn room(&self, call: &Call) -> Result<RequestGuard<'_>, RestError> {
        loop {
            let now = self.clock.now();
            let until = match self.pacer.take(now) {
                Ok(under_way) => return Ok(under_way),
                Err(until) => until,
            };
            let pause = Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO);
            if pause > self.manners.wait_max {
                let error = self.error(call, RestErrorKind::RateLimited, None, "", None);
                return Err(RestError { resumes_at: Some(until), ..error });
            }
            self.pause(pause, true).await;
        }
    }

    async fn pause(&self, duration: Duration, for_the_limit: bool) {
        if for_the_limit {
            self.pacer.paused(self.clock.now().checked_add(duration).ok());
        }
        pause(self.clock.as_ref(), duration).await;
        self.pacer.paused(None);
    }

    async fn send_once(&self, call: &Call) -> Result<Answer, (RestError, Option<HeaderMap>)> {
        let started = std::time::Instant::now();
        let response = self.request(call).send().await;
        let response = response.map_err(|error| (self.not_sent(call, error), None))?;
        self.pacer.learn(response.headers(), self.clock.now());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if let Some(cookies) = cookies(&headers) {
            self.redactor.know_cookies(&cookies);
        }
        let reference = header(&headers, "x-request-id").map(|name| self.reference(&name));
        let result = self.read(call, response, reference.as_deref()).await;
        tracing::debug!(method = %call.method, path = call.path, status, reference, elapsed = ?started.elapsed(), "answered");
        result.map_err(|error| (error, Some(headers)))
    }

    fn request(&self, call: &Call) -> reqwest::RequestBuilder {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{}", self.base.path().trim_end_matches('/'), call.path.trim_start_matches('/')));
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let request = self.http.request(call.method.clone(), url).header("accept", "application/json");
        let mut request = request.header("accept-encoding", "identity");
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(cookies) = &call.cookies {
            self.redactor.know_cookies(cookies);
            request = request.header(reqwest::header::COOKIE, cookies.expose_secret());
        }
        if let Some(token) = &call.bearer {
            self.redactor.know(token);
            request = request.bearer_auth(token.expose_secret());
        }
        match &call.body {
            Body::Empty if call.method == reqwest::Method::GET => request,
            Body::Empty => request.header("content-length", "0"),
            Body::Json(json) => request.header("content-type", "application/json").body(json.clone()),
            Body::SecretJson(json) => {
                request.header("content-type", "application/json").body(json.expose_secret().to_owned())
            }
            Body::EncodedForm(form) => request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.expose_secret().to_owned()),
            Body::Form(fields) => {
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.expose_secret())).collect();
                request.form(&fields)
            }
        }
    }

    async fn read(&self, call: &Call, response: Response, reference: Option<&str>) -> Result<Answer, RestError> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = whole_body(response)
            .await
            .map_err(|(kind, words)| self.error(call, kind, Some(status), words, reference))?;
        let html = looks_like_html(header(&headers, "content-type").as_deref(), &body);
        let (kind, words) = match kind_of(status) {
            // A login or a maintenance page with a good status is no answer.
            None if html => (RestErrorKind::NotUnderstood, "a web page instead of data".to_owned()),
            None => {
                let (reference, path) = (reference.map(str::to_owned), call.path.clone());
                return Ok(Answer { status, headers, body, reference, path });
            }
            Some(RestErrorKind::NotUnderstood) => {
                (RestErrorKind::NotUnderstood, "a redirection instead of data".to_owned())
            }
            Some(RestErrorKind::ServerFailed) if html => (RestErrorKind::ServerFailed, String::new()),
            Some(kind) => (kind, problem_text_without(&body, |text| self.redactor.redact(text))),
        };
        let error = self.error(call, kind, Some(status), &words, reference);
        let quotes_the_server = kind != RestErrorKind::NotUnderstood && !words.is_empty();
        Err(if call.body.is_secret() && quotes_the_server { not_quoted(error, &body) } else { error })
    }

    fn not_sent(&self, call: &Call, error: reqwest::Error) -> RestError {
        let error = error.without_url();
        let host = shown_host(&self.base);
        let chain = self.redactor.redact(&plain_text(&tls::told(&error)));
        tracing::info!(path = call.path, host, way = ?self.way, chain, "no answer");
        if error.is_timeout() && !error.is_connect() {
            return self.error(call, RestErrorKind::TooSlow, None, "", None);
        }
        // Without a connection nothing was sent; afterwards nobody knows.
        let maybe_applied = !error.is_connect();
        if let Some(reason) = tls::reason(&error) {
            let error = self.error(call, RestErrorKind::Tls(reason), None, &reason.words(&host), None);
            return RestError { maybe_applied, ..error };
        }
        let words = match (&self.way, error.is_connect()) {
            (Way::Proxy(proxy), true) => format!("no connection through the proxy {proxy}"),
            (Way::ThisComputer | Way::Direct, true) => "no connection".to_owned(),
            (_, false) => "the connection broke".to_owned(),
        };
        self.unreachable(call, &words, maybe_applied)
    }

    fn unreachable(&self, call: &Call, words: &str, maybe_applied: bool) -> RestError {
        RestError { maybe_applied, ..self.error(call, RestErrorKind::Unreachable, None, words, None) }
    }

    fn error(
        &self,
        call: &Call,
        kind: RestErrorKind,
        status: Option<u16>,
        words: &str,
        reference: Option<&str>,
    ) -> RestError {
        let (reference, path) = (reference.map(str::to_owned), call.path.clone());
        RestError { status, words: self.redactor.redact(words), reference, path, ..RestError::of(kind) }
    }

    /// The server's name for a request: its text too, so it may hold anything.
    fn reference(&self, name: &str) -> String {
        plain_text(&self.redactor.redact(name)).chars().take(REFERENCE_MAX).collect()
    }
}

/// The answer to a sign-in is not quoted: it may repeat what was sent in a way that nobody recognises.
fn not_quoted(error: RestError, body: &str) -> RestError {
    let words = oauth_word(body)
        .map_or_else(|| format!("its words are {REDACTED}, for they may repeat what was sent"), str::to_owned);
    RestError { unshown: HiddenWords(Some(error.words.into_boxed_str())), words, ..error }
}

fn never_sent(words: &str) -> RestError {
    RestError { words: words.to_owned(), maybe_applied: false, ..RestError::of(RestErrorKind::Unreachable) }
}

/// What a status means; `None` where it is a good one.
fn kind_of(status: u16) -> Option<RestErrorKind> {
    Some(match status {
        200..=299 => return None,
        401 => RestErrorKind::Unauthorized,
        403 => RestErrorKind::Forbidden,
        404 | 405 => RestErrorKind::NotFound,
        408 | 504 => RestErrorKind::TooSlow,
        413 => RestErrorKind::TooLarge,
        429 => RestErrorKind::RateLimited,
        400..=499 => RestErrorKind::Refused,
        500.. => RestErrorKind::ServerFailed,
        _ => RestErrorKind::NotUnderstood,
    })
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
