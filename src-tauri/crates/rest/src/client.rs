//! Sends requests to one server: paced, at most so many at once, again where that is safe, and with every ending told apart.

use crate::address::is_private;
use crate::answer::{Answer, looks_like_html};
use crate::body::whole_body;
use crate::call::{Body, Call};
use crate::error::{RestError, RestErrorKind};
use crate::pacer::{LimitState, Pacer, UnderWay, told_to_wait_until};
use crate::problem::problem_text;
use crate::redact::Redactor;
use crate::retry::{Attempt, Decision, decide};
use jiff::Timestamp;
use rand::Rng;
use reqwest::header::HeaderMap;
use reqwest::{Client, Response};
use secrecy::ExposeSecret;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use url::Url;

/// How patient a client is, and how restrained.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Manners {
    /// For a connection.
    pub connect_patience: Duration,
    /// For an answer, read to its end.
    pub answer_patience: Duration,
    /// The first pause before a request is sent again.
    pub first_pause: Duration,
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
    manners: Manners,
    pacer: Pacer,
    in_flight: Semaphore,
    redactor: Redactor,
}

impl RestClient {
    /// A client of the server at this address; paths of calls are appended to it.
    pub fn new(base: Url, manners: Manners, redactor: Redactor) -> Result<Self, RestError> {
        if !is_private(&base) {
            return Err(never_sent("its address must begin with https://"));
        }
        let http = Client::builder()
            .user_agent(concat!("Tieout/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(manners.connect_patience)
            .timeout(manners.answer_patience)
            .cookie_store(manners.cookies)
            // A redirection of an API call leads to a login or an error page; it is told, not followed with credentials.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| never_sent(&error.without_url().to_string()))?;
        let in_flight = Semaphore::new(manners.in_flight_max.max(1));
        Ok(Self { http, base, manners, pacer: Pacer::new(), in_flight, redactor })
    }

    /// The server's address.
    pub const fn base(&self) -> &Url {
        &self.base
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
            let now = Timestamp::now();
            let told_to_wait_until = headers.as_ref().and_then(|headers| told_to_wait_until(headers, now));
            error.resumes_at = told_to_wait_until.filter(|_| error.kind == RestErrorKind::RateLimited);
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
                first_pause: self.manners.first_pause,
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
    async fn room(&self, call: &Call) -> Result<UnderWay<'_>, RestError> {
        loop {
            let now = Timestamp::now();
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

    async fn pause(&self, pause: Duration, for_the_limit: bool) {
        if for_the_limit {
            self.pacer.paused(Timestamp::now().checked_add(pause).ok());
        }
        tokio::time::sleep(pause).await;
        self.pacer.paused(None);
    }

    async fn send_once(&self, call: &Call) -> Result<Answer, (RestError, Option<HeaderMap>)> {
        let started = std::time::Instant::now();
        let response = self.request(call).send().await;
        let response = response.map_err(|error| (self.not_sent(call, &error), None))?;
        self.pacer.learn(response.headers(), Timestamp::now());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let reference = header(&headers, "x-request-id");
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
        let mut request = self.http.request(call.method.clone(), url).header("accept", "application/json");
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(cookies) = &call.cookies {
            request = request.header(reqwest::header::COOKIE, cookies.expose_secret());
        }
        if let Some(token) = &call.bearer {
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
        if (200..300).contains(&status) {
            return Ok(Answer {
                status,
                headers,
                body,
                reference: reference.map(str::to_owned),
                path: call.path.clone(),
            });
        }
        let html = looks_like_html(header(&headers, "content-type").as_deref(), &body);
        let kind = kind_of(status);
        let words = match kind {
            RestErrorKind::NotUnderstood => "a redirection instead of data".to_owned(),
            _ if html && kind == RestErrorKind::ServerFailed => String::new(),
            _ => problem_text(&body),
        };
        Err(self.error(call, kind, Some(status), &words, reference))
    }

    fn not_sent(&self, call: &Call, error: &reqwest::Error) -> RestError {
        if error.is_timeout() && !error.is_connect() {
            return self.error(call, RestErrorKind::TooSlow, None, "", None);
        }
        // Without a connection nothing was sent; afterwards nobody knows.
        let words = if error.is_connect() { "no connection" } else { "the connection broke" };
        self.unreachable(call, words, !error.is_connect())
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
        let maybe_applied = match kind {
            RestErrorKind::Unreachable
            | RestErrorKind::TooSlow
            | RestErrorKind::NotUnderstood
            | RestErrorKind::ServerFailed
            | RestErrorKind::Refused => true,
            RestErrorKind::Unauthorized
            | RestErrorKind::Forbidden
            | RestErrorKind::NotFound
            | RestErrorKind::TooLarge
            | RestErrorKind::RateLimited => false,
        };
        RestError {
            kind,
            status,
            words: self.redactor.redact(words),
            reference: reference.map(str::to_owned),
            path: call.path.clone(),
            maybe_applied,
            resumes_at: None,
        }
    }
}

fn never_sent(words: &str) -> RestError {
    RestError {
        kind: RestErrorKind::Unreachable,
        status: None,
        words: words.to_owned(),
        reference: None,
        path: String::new(),
        maybe_applied: false,
        resumes_at: None,
    }
}

fn kind_of(status: u16) -> RestErrorKind {
    match status {
        401 => RestErrorKind::Unauthorized,
        403 => RestErrorKind::Forbidden,
        404 | 405 => RestErrorKind::NotFound,
        408 | 504 => RestErrorKind::TooSlow,
        413 => RestErrorKind::TooLarge,
        429 => RestErrorKind::RateLimited,
        400..=499 => RestErrorKind::Refused,
        500.. => RestErrorKind::ServerFailed,
        _ => RestErrorKind::NotUnderstood,
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
