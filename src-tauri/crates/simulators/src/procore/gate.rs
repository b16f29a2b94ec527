//! What every call under `/rest/` passes: the rate windows, the token, the company header.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::caller::Caller;
use super::limits::Reading;
use super::office::Office;
use super::refusal::Refusal;

const COMPANY: HeaderName = HeaderName::from_static("procore-company-id");
const LIMIT: HeaderName = HeaderName::from_static("x-rate-limit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-rate-limit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-rate-limit-reset");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Lets a request through, or says why not; either way the answer carries the rate headers.
pub(super) async fn pass(State(office): State<Office>, mut request: Request, next: Next) -> Response {
    // Nested in `/rest`: what is left of the path begins with the version.
    let in_v2 = request.uri().path().starts_with("/v2");
    let now = office.now();
    let (reading, answer) = match office.with(|books| books.meter.take(now)) {
        Err(reading) => (reading, Err(Refusal::TooManyRequests)),
        Ok(reading) => match admit(&office, &request, now) {
            Ok(caller) => {
                request.extensions_mut().insert(caller);
                (reading, Ok(next.run(request).await))
            }
            Err(refusal) => (reading, Err(refusal)),
        },
    };
    let mut response = match answer {
        Ok(response) => response,
        Err(Refusal::TooManyRequests) => too_many(&office, reading, now, in_v2),
        Err(refusal) => speak(refusal, in_v2),
    };
    add_headers(response.headers_mut(), reading);
    response
}

/// Token first, then the company. Service accounts have to name the company on every call; a person need not where they ask
/// who they are and which companies they have (Procore: multiple zones guide).
fn admit(office: &Office, request: &Request, now: Timestamp) -> Result<Caller, Refusal> {
    let token = bearer(request.headers());
    let company = request.headers().get(COMPANY).and_then(|value| value.to_str().ok());
    office.with(|books| {
        let live = token.and_then(|token| books.oauth.live(token, now)).ok_or(Refusal::Unauthorized)?;
        let caller = if live.grant.by_person { Caller::Person } else { Caller::ServiceAccount };
        match company {
            None if caller == Caller::Person && needs_no_company(request.uri()) => Ok(caller),
            None => Err(Refusal::CompanyHeaderMissing { as_json: books.switches.company_error_as_json }),
            Some(_) if needs_no_installation(request.uri()) => Ok(caller),
            Some(company) if books.switches.installed && company.parse() == Ok(books.company_id) => Ok(caller),
            Some(_) => Err(Refusal::NotConnected),
        }
    })
}

/// Before the app is installed in a company its people can sign in and see which companies they have; every call for a company is
/// refused (seen with a contractor's own app).
fn needs_no_installation(uri: &Uri) -> bool {
    uri.path().ends_with("/v1.0/companies")
}

/// `/me` needs the company once it is asked about one.
fn needs_no_company(uri: &Uri) -> bool {
    let names = ["company_id=", "project_id="];
    let asks_about_one = uri.query().is_some_and(|query| names.iter().any(|name| query.contains(name)));
    let path = uri.path();
    path.ends_with("/v1.0/companies") || (path.ends_with("/v1.0/me") && !asks_about_one)
}

/// The token of `Authorization: Bearer`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

fn too_many(office: &Office, reading: Reading, now: Timestamp, in_v2: bool) -> Response {
    let mut response = speak(Refusal::TooManyRequests, in_v2);
    if office.with(|books| books.switches.retry_after) {
        let seconds = whole_seconds_until(reading.reset, now);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn speak(refusal: Refusal, in_v2: bool) -> Response {
    match refusal {
        // The header's own message comes before any version speaks.
        Refusal::CompanyHeaderMissing { .. } => refusal.into_response(),
        _ if in_v2 => refusal.in_v2(),
        _ => refusal.into_response(),
    }
}

fn add_headers(headers: &mut HeaderMap, reading: Reading) {
    headers.insert(LIMIT, HeaderValue::from(reading.limit));
    headers.insert(REMAINING, HeaderValue::from(reading.remaining));
    headers.insert(RESET, HeaderValue::from(whole_seconds_until(reading.reset, Timestamp::UNIX_EPOCH)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, must-revalidate, private, max-age=0"));
    let id = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()).expect("a UUID is a header value");
    headers.insert(REQUEST_ID, id);
}

/// Rounded up: a client that waits that long is never early.
fn whole_seconds_until(later: Timestamp, earlier: Timestamp) -> i64 {
    let milliseconds = later.duration_since(earlier).as_millis();
    i64::try_from(milliseconds.max(0)).unwrap_or(i64::MAX).saturating_add(999) / 1_000
}
