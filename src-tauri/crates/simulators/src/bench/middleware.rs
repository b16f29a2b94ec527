use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use jiff::fmt::rfc2822;

use super::answer::{Answer, Route};
use super::exchanges::ExchangeAnswer;
use super::fault::{Effect, Later};
use super::gate::{Barrier, FaultEffect};
use super::late::LateRequest;
use super::record::RequestRecord;
use super::{Bench, control, redact};

/// Bodies beyond this are refused with 413 before the simulator sees them.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// Puts the bench in front of a simulator's routes and adds the control routes beside them, which are neither logged nor faulted.
///
/// Closing the connection needs [`super::serve()`]: under another server those effects would answer 200 with an empty body.
pub fn attach(router: Router, bench: &Bench) -> Router {
    let observed =
        router.layer(from_fn_with_state(bench.clone(), observe)).layer(from_fn_with_state(bench.clone(), date));
    // A fallback and not a merge: merging two routers drops the layer from the answer to an unknown path.
    control::routes(bench.clone()).fallback_service(observed)
}

/// Dates every answer by the simulator's clock, as a server has one alone.
async fn date(State(bench): State<Bench>, request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    let now = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&bench.clock.now());
    if let Some(date) = now.ok().and_then(|now| HeaderValue::try_from(now).ok()) {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    response
}

async fn observe(State(bench): State<Bench>, request: Request, next: Next) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return Answer::status(StatusCode::PAYLOAD_TOO_LARGE.as_u16(), "The request is too large.", &[]).whole();
    };
    let record = record_of(&bench, &parts, &body);
    let sign_in = record.sign_in;
    let number = bench.log.arrived(record.clone());
    bench.exchanges.arrived(number, record);
    bench.late.run_due(number).await;
    let (method, path) = (parts.method.as_str(), path_of(&parts.uri));
    let met = bench.faults.meet(method, &path);
    let mut around = bench.happenings.meet(method, &path);

    bench.latency.wait().await;
    if let Some(early) = before(&bench, number, &met).await {
        return early;
    }
    around.before();
    let request = Request::from_parts(parts, Body::from(body));
    if let Some((put_off, barrier)) = met.iter().find_map(LateAnswer::of) {
        let late = LateRequest { number, request, next, log: bench.log.clone() };
        bench.late.put_off(late, put_off.later, barrier);
        around.after();
        return put_off.answer(&bench, number);
    }
    let response = next.run(request).await;
    around.after();
    after(&bench, number, sign_in, &met, response).await
}

/// A request that is answered now and handled later.
struct LateAnswer {
    later: Later,
    code: Option<u16>,
}

impl LateAnswer {
    fn of(met: &FaultEffect) -> Option<(Self, Barrier)> {
        match &met.effect {
            Effect::HandleLater { later, code } => Some((Self { later: *later, code: *code }, met.barrier.clone())),
            _ => None,
        }
    }

    fn answer(&self, bench: &Bench, number: u64) -> Response<Body> {
        let Some(code) = self.code else { return Answer::closed() };
        let answer = Answer::status(code, "<html><body><h1>Gateway Time-out</h1></body></html>", &[]);
        note_answer(bench, number, &answer, answer.body.len());
        answer.whole()
    }
}

fn record_of(bench: &Bench, parts: &axum::http::request::Parts, body: &Bytes) -> RequestRecord {
    let path = path_of(&parts.uri);
    let sign_in = bench.log.is_sign_in(&path);
    let text = String::from_utf8_lossy(body);
    let content_type =
        parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    RequestRecord {
        number: 0,
        at: bench.clock.now(),
        method: parts.method.to_string(),
        route: parts.extensions.get::<MatchedPath>().map(|matched| matched.as_str().to_owned()),
        headers: redact::headers(&parts.headers),
        body: if sign_in { redact::sign_in_body(content_type, &text) } else { text.into_owned() },
        path,
        status: None,
        answer_bytes: None,
        faults: Vec::new(),
        sign_in,
    }
}

fn path_of(uri: &axum::http::Uri) -> String {
    uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string)
}

/// The effects that act before the request is handled. Some of them answer in its place.
async fn before(bench: &Bench, number: u64, met: &[FaultEffect]) -> Option<Response<Body>> {
    for FaultEffect { effect, barrier } in met {
        bench.log.update(number, |request| request.faults.push(effect.word().to_owned()));
        match effect {
            Effect::Delay { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Effect::Hold => barrier.pass().await,
            Effect::CloseBefore => return Some(Answer::closed()),
            Effect::Status { code, body, headers } => {
                let answer = Answer::status(*code, body, headers);
                note_answer(bench, number, &answer, answer.body.len());
                return Some(answer.whole());
            }
            _ => {}
        }
    }
    None
}

/// The effects on the finished answer. The one that cuts it comes last, whatever the order of injection.
async fn after(
    bench: &Bench,
    number: u64,
    sign_in: bool,
    met: &[FaultEffect],
    response: Response<Body>,
) -> Response<Body> {
    let (parts, body) = response.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return Answer::closed();
    };
    let mut answer = Answer { parts, body };
    keep_exchange(bench, number, &answer, sign_in);
    let mut lost = false;
    let mut kept = None;
    for FaultEffect { effect, barrier } in met {
        match effect {
            Effect::DelayAnswer { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Effect::HoldAnswer => barrier.pass().await,
            Effect::LoseAnswer => lost = true,
            Effect::TruncateBody { bytes } => kept = Some(*bytes),
            other => answer.suffer(other),
        }
    }
    if lost {
        note_route(bench, number, &answer);
        return Answer::closed();
    }
    let sent = kept.map_or(answer.body.len(), |bytes| bytes.min(answer.body.len()));
    note_answer(bench, number, &answer, sent);
    match kept {
        Some(bytes) => answer.truncated(bytes),
        None => answer.whole(),
    }
}

/// Keeps what the simulator itself answers, before a fault does anything to it.
fn keep_exchange(bench: &Bench, number: u64, answer: &Answer, sign_in: bool) {
    if !bench.exchanges.are_kept() {
        return;
    }
    let headers = redact::headers(&answer.parts.headers);
    let content_type = headers.get("content-type").map(String::as_str).unwrap_or_default();
    let text = String::from_utf8_lossy(&answer.body);
    let body = if sign_in { redact::sign_in_body(content_type, &text) } else { text.into_owned() };
    bench.exchanges.answered(number, ExchangeAnswer { status: answer.parts.status.as_u16(), headers, body });
}

fn note_answer(bench: &Bench, number: u64, answer: &Answer, sent: usize) {
    note_route(bench, number, answer);
    bench.log.update(number, |request| {
        request.status = Some(answer.parts.status.as_u16());
        request.answer_bytes = Some(u64::try_from(sent).expect("a body in memory is no longer than u64 counts"));
    });
}

fn note_route(bench: &Bench, number: u64, answer: &Answer) {
    if let Some(Route(route)) = answer.parts.extensions.get::<Route>() {
        bench.log.update(number, |request| request.route = Some(route.clone()));
    }
}
