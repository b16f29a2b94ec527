//! What a client sees of the bench: each effect over a real connection, the log, the control routes.

use crate::http;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::{get, post};
use reqwest::Method;
use simulators::bench::{Bench, CONTROL_HEADER, Effect, Fault, FaultId, Nth, RequestRecord, Running, attach, serve};

const LONG: Duration = Duration::from_secs(10);

/// A counter behind HTTP: `POST /add` changes state, `GET /total` tells it.
struct Counter {
    running: Running,
    bench: Bench,
    added: Arc<AtomicU32>,
    client: reqwest::Client,
}

impl Counter {
    async fn start() -> Self {
        let bench = Bench::new(&["/sign-in"]);
        let added = Arc::new(AtomicU32::new(0));
        let (adding, telling) = (added.clone(), added.clone());
        let router = Router::new()
            .route("/add", post(|| async move { (adding.fetch_add(1, Ordering::SeqCst) + 1).to_string() }))
            .route("/total", get(|| async move { format!("{{\"total\":{}}}", telling.load(Ordering::SeqCst)) }))
            .route("/sign-in", post(|| async { "welcome" }))
            .route("/items/{id}", get(|| async { "item" }));
        let running = serve(attach(router, &bench), None).await.unwrap();
        Self { running, bench, added, client: http::client().build().unwrap() }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.base_url)
    }

    async fn add(&self) -> reqwest::Result<reqwest::Response> {
        self.client.post(self.url("/add")).body("one").send().await
    }

    async fn total(&self) -> reqwest::Result<reqwest::Response> {
        self.client.get(self.url("/total")).send().await
    }

    fn added(&self) -> u32 {
        self.added.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_status_is_answered_in_place_of_the_answer() {
    let counter = Counter::start().await;
    let effect =
        Effect::Status { code: 429, body: "slow down".into(), headers: vec![("Retry-After".into(), "7".into())] };
    counter.bench.faults.inject(Fault::only(2, "/add", effect));

    assert_eq!(counter.add().await.unwrap().status(), 200);
    let refused = counter.add().await.unwrap();
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "7");
    assert_eq!(refused.text().await.unwrap(), "slow down");
    assert_eq!(counter.add().await.unwrap().status(), 200);
    assert_eq!(counter.added(), 2, "the refused one was not handled");
}

#[tokio::test]
async fn a_closed_connection_changes_nothing_and_answers_nothing() {
    let counter = Counter::start().await;
    counter.bench.faults.inject(Fault::only(1, "/add", Effect::CloseBefore).on("POST"));
    let error = counter.add().await.unwrap_err();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!(counter.added(), 0);
    assert!(counter.bench.log.all()[0].is_unanswered());
    assert_eq!(counter.add().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_lost_answer_has_changed_something() {
    let counter = Counter::start().await;
    counter.bench.faults.inject(Fault::only(1, "/add", Effect::LoseAnswer));
    counter.add().await.unwrap_err();
    assert_eq!(counter.added(), 1);
    let request = &counter.bench.log.all()[0];
    assert_eq!((request.status, request.faults.as_slice()), (None, ["lose_answer".to_owned()].as_slice()));
}

#[tokio::test]
async fn a_truncated_body_declares_its_whole_length() {
    let counter = Counter::start().await;
    counter.bench.faults.inject(Fault::only(1, "/total", Effect::TruncateBody { bytes: 5 }));
    let mut answer = counter.total().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-length"], "11");
    assert_eq!(answer.chunk().await.unwrap().unwrap(), "{\"tot");
    answer.chunk().await.unwrap_err();
    assert_eq!(counter.bench.log.all()[0].answer_bytes, Some(5));
}

#[tokio::test]
async fn answers_can_be_html_or_other_or_wrong() {
    let counter = Counter::start().await;
    let faults = &counter.bench.faults;
    faults.inject(Fault::only(1, "/total", Effect::HtmlInsteadOfJson));
    faults.inject(Fault::only(2, "/total", Effect::ReplaceBody { body: "[]".into() }));
    faults.inject(Fault::only(3, "/total", Effect::ReplaceText { find: ":0".into(), with: ":7".into() }));
    faults.inject(Fault::only(3, "/total", Effect::ReplaceHeader { name: "Total".into(), value: Some("9".into()) }));

    let html = counter.total().await.unwrap();
    assert_eq!(html.headers()["content-type"], "text/html; charset=utf-8");
    assert!(html.text().await.unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(counter.total().await.unwrap().text().await.unwrap(), "[]");
    let wrong = counter.total().await.unwrap();
    assert_eq!(wrong.headers()["total"], "9");
    assert_eq!(wrong.text().await.unwrap(), "{\"total\":7}");
    assert_eq!(counter.total().await.unwrap().text().await.unwrap(), "{\"total\":0}");
}

#[tokio::test]
async fn a_delayed_request_is_handled_late_and_a_delayed_answer_at_once() {
    let counter = Counter::start().await;
    counter.bench.faults.inject(Fault::only(1, "/add", Effect::Delay { ms: 60_000 }));
    counter.bench.faults.inject(Fault::only(2, "/add", Effect::DelayAnswer { ms: 60_000 }));
    let impatient = http::client().timeout(Duration::from_millis(200)).build().unwrap();

    assert!(impatient.post(counter.url("/add")).send().await.unwrap_err().is_timeout());
    assert_eq!(counter.added(), 0);
    assert!(impatient.post(counter.url("/add")).send().await.unwrap_err().is_timeout());
    assert_eq!(counter.added(), 1);
}

#[tokio::test]
async fn a_held_request_waits_for_its_release() {
    let counter = Arc::new(Counter::start().await);
    let hold = counter.bench.faults.inject(Fault {
        method: None,
        path_contains: "/add".into(),
        nth: Nth::Every,
        effect: Effect::Hold,
    });
    let adding = tokio::spawn({
        let counter = counter.clone();
        async move { counter.add().await.unwrap().text().await.unwrap() }
    });
    counter.bench.log.wait_until(|all| all.iter().any(|request| request.faults == ["hold"]), LONG).await.unwrap();
    assert_eq!(counter.added(), 0);
    assert!(counter.bench.faults.release(hold));
    assert_eq!(adding.await.unwrap(), "1");
    assert!(!counter.bench.faults.release(FaultId(99)));
}

#[tokio::test]
async fn clearing_the_faults_lets_the_held_go() {
    let counter = Arc::new(Counter::start().await);
    counter.bench.faults.inject(Fault::every("/add", Effect::HoldAnswer));
    let adding = tokio::spawn({
        let counter = counter.clone();
        async move { counter.add().await.unwrap().status() }
    });
    let seen = |all: &[RequestRecord]| all.iter().any(|request| request.faults == ["hold_answer"]);
    counter.bench.log.wait_until(seen, LONG).await.unwrap();
    counter.bench.faults.clear();
    assert_eq!(adding.await.unwrap(), 200);
}

#[tokio::test]
async fn latency_is_the_least_time_an_answer_takes() {
    let counter = Counter::start().await;
    counter.bench.latency.set_ms(120);
    let started = Instant::now();
    counter.total().await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn the_log_tells_what_was_asked_and_answered() {
    let counter = Counter::start().await;
    counter.client.post(counter.url("/sign-in")).form(&[("password", "canary")]).send().await.unwrap();
    counter.add().await.unwrap();
    counter.client.get(counter.url("/items/7?x=1")).header("authorization", "Bearer canary").send().await.unwrap();
    let missing = counter.client.get(counter.url("/nowhere")).send().await.unwrap();
    assert_eq!(missing.status(), 404);

    let all = counter.bench.log.all();
    assert_eq!(all.iter().map(|request| request.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(all[0].body, "password=%5Bredacted%5D");
    assert_eq!((all[1].body.as_str(), all[1].answer_bytes), ("one", Some(1)));
    assert_eq!((all[2].path.as_str(), all[2].route.as_deref()), ("/items/7?x=1", Some("/items/{id}")));
    assert_eq!(all[2].headers["authorization"], "Bearer [redacted]");
    assert_eq!((all[3].status, all[3].route.as_deref()), (Some(404), None));
    assert_eq!(counter.bench.log.writes().len(), 1, "a sign-in is no write");
    assert_eq!(counter.bench.log.count(|request| request.method == "GET"), 2);

    counter.bench.log.clear();
    counter.total().await.unwrap();
    assert_eq!(counter.bench.log.all()[0].number, 5);
}

#[tokio::test]
async fn waiting_for_what_never_comes_ends_with_what_came() {
    let counter = Counter::start().await;
    counter.total().await.unwrap();
    let error = counter.bench.log.wait_until(|all| all.len() > 1, Duration::from_millis(50)).await.unwrap_err();
    assert!(error.to_string().contains("1 GET /total -> 200"), "{error}");
}

#[tokio::test]
async fn another_process_can_use_the_control_routes() {
    let counter = Counter::start().await;
    let control = |method: Method, path: &str| {
        let request = counter.client.request(method, counter.url(&format!("/__simulator/{path}")));
        request.header(CONTROL_HEADER, counter.bench.door.token().to_string())
    };
    let fault = r#"{"method":"GET","path_contains":"/total","nth":{"only":1},"effect":{"kind":"status","code":503}}"#;
    let injected =
        control(Method::POST, "faults").header("content-type", "application/json").body(fault).send().await.unwrap();
    assert_eq!(injected.status(), 201);
    assert_eq!(injected.text().await.unwrap(), "{\"id\":1}");
    assert_eq!(counter.total().await.unwrap().status(), 503);

    let released = control(Method::POST, "faults/1/release").send().await.unwrap();
    assert_eq!(released.status(), 204);
    assert_eq!(control(Method::DELETE, "faults/9").send().await.unwrap().status(), 404);
    assert_eq!(control(Method::DELETE, "faults").send().await.unwrap().status(), 204);

    let latency = control(Method::POST, "latency")
        .header("content-type", "application/json")
        .body("{\"ms\":3}")
        .send()
        .await
        .unwrap();
    assert_eq!((latency.status().as_u16(), counter.bench.latency.ms()), (204, 3));

    let before = counter.bench.clock.now();
    let hour = control(Method::POST, "clock").header("content-type", "application/json");
    assert_eq!(hour.body("{\"advance_seconds\":3600}").send().await.unwrap().status(), 204);
    assert!(counter.bench.clock.now().duration_since(before).as_hours() >= 1);

    let requests: Vec<RequestRecord> = control(Method::GET, "requests").send().await.unwrap().json().await.unwrap();
    assert_eq!(requests, counter.bench.log.all(), "control requests are not in the log");
    assert_eq!(requests.len(), 1);
    assert_eq!(control(Method::DELETE, "requests").send().await.unwrap().status(), 204);
    assert!(counter.bench.log.all().is_empty());
}

#[tokio::test]
async fn without_the_token_no_control_route_answers() {
    let counter = Counter::start().await;
    let token = counter.bench.door.token().to_string();
    let asked = async |sent: &[(&str, &str)]| {
        let mut request = counter.client.get(counter.url("/__simulator/requests"));
        for (name, value) in sent {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(asked(&[]).await, 403);
    assert_eq!(asked(&[(CONTROL_HEADER, "5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11")]).await, 403);
    assert_eq!(asked(&[(CONTROL_HEADER, &token), ("origin", "https://example.com")]).await, 403);
    assert_eq!(asked(&[(CONTROL_HEADER, &token), ("origin", &counter.running.base_url)]).await, 200);
    assert_eq!(asked(&[(CONTROL_HEADER, &token)]).await, 200);
}

#[tokio::test]
async fn a_stopped_server_frees_its_port_even_while_it_holds_a_request() {
    let counter = Counter::start().await;
    counter.bench.faults.inject(Fault::every("/add", Effect::Hold));
    let (client, url, bench) = (counter.client.clone(), counter.url("/add"), counter.bench.clone());
    let adding = tokio::spawn(async move { client.post(url).send().await });
    bench.log.wait_until(|all| all.len() == 1, LONG).await.unwrap();
    let port = counter.running.port;
    tokio::time::timeout(LONG, counter.running.stop()).await.unwrap();
    adding.await.unwrap().unwrap_err();
    serve(Router::new(), Some(port)).await.unwrap();
}
