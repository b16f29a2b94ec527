//! A small instance: its endpoints, its sign-in, and whatever else a test hangs on it.

use acumatica::{AcumaticaAccount, AcumaticaClient, AcumaticaSignIn};
use rest::{Clock, SystemClock, Timeouts};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub(crate) const PASSWORD: &str = "canary-password-4711";
pub(crate) const LINES: &str = "/site/entity/Default/24.200.001/ProjectBudget";
pub(crate) const PROJECTS: &str = "/site/entity/Default/24.200.001/Project";

/// An instance that lists its endpoints and lets everybody in.
pub(crate) async fn instance() -> MockServer {
    let server = MockServer::start().await;
    let endpoints = r#"{"version":{},"endpoints":[{"name":"Default","version":"24.200.001","href":"/site/"}]}"#;
    mount(&server, "GET", "/site/entity", json(endpoints)).await;
    let let_in = ResponseTemplate::new(204).insert_header("set-cookie", "ASP.NET_SessionId=s1; path=/; HttpOnly");
    mount(&server, "POST", "/site/entity/auth/login", let_in).await;
    mount(&server, "POST", "/site/entity/auth/logout", ResponseTemplate::new(204)).await;
    server
}

pub(crate) fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

pub(crate) async fn mount(server: &MockServer, verb: &str, at: &str, response: impl Respond + 'static) {
    Mock::given(method(verb)).and(path(at)).respond_with(response).mount(server).await;
}

/// Answers the first request there; what is mounted later answers the others.
pub(crate) async fn mount_once(server: &MockServer, verb: &str, at: &str, response: ResponseTemplate) {
    Mock::given(method(verb)).and(path(at)).respond_with(response).up_to_n_times(1).mount(server).await;
}

pub(crate) fn client(server: &MockServer) -> AcumaticaClient {
    client_waiting(server, Duration::from_secs(5))
}

/// A client that waits so long for an answer.
pub(crate) fn client_waiting(server: &MockServer, answer: Duration) -> AcumaticaClient {
    client_by(server, answer, Arc::new(SystemClock))
}

/// The same by another clock.
pub(crate) fn client_by(server: &MockServer, answer: Duration, clock: Arc<dyn Clock>) -> AcumaticaClient {
    let account = AcumaticaAccount {
        instance_url: acumatica::clean_instance_url(&format!("{}/site/Main", server.uri())).unwrap(),
        tenant: "Ridgeline".into(),
        sign_in: AcumaticaSignIn::Cookie {
            user: "okafor".into(),
            password: SecretString::from(PASSWORD),
            keeper: None,
        },
    };
    let timeouts = Timeouts { connect: Duration::from_secs(2), answer, first_pause: Duration::from_millis(1) };
    AcumaticaClient::with_clock(account, timeouts, clock).unwrap()
}

/// A project with its totals by account group.
pub(crate) fn balances(totals: &[(&str, &str)]) -> ResponseTemplate {
    let balance = |(group, amount): &(&str, &str)| {
        format!(r#"{{"AccountGroup":{{"value":"{group}"}},"OriginalBudgetedAmount":{{"value":{amount}}}}}"#)
    };
    let balances: Vec<String> = totals.iter().map(balance).collect();
    json(&format!(r#"{{"ProjectID":{{"value":"24-101"}},"Balances":[{}]}}"#, balances.join(",")))
}

/// Every request so far: method and path.
pub(crate) async fn log(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| format!("{} {}", request.method, request.url.path())).collect()
}

/// A parameter of a request.
pub(crate) fn parameter(request: &Request, name: &str) -> Option<String> {
    request.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Parameters of the requests to a place.
pub(crate) async fn parameters(server: &MockServer, at: &str, name: &str) -> Vec<Option<String>> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().filter(|request| request.url.path() == at).map(|request| parameter(request, name)).collect()
}
