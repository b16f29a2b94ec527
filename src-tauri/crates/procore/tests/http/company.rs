//! A small company: its token route, and whatever else a test hangs on it. And: whether the account sees it at all.

use procore::{ProcoreAccount, ProcoreClient, ProcoreSignIn};
use reimport::SideErrorKind;
use reimport::ports::{BudgetReader, ProjectReader};
use rest::{Clock, SystemClock, Timeouts};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub(crate) const SECRET: &str = "canary-secret-4711";
/// Of the newer zone, where numbers have 15 digits.
pub(crate) const COMPANY: i64 = 562_949_953_443_325;
pub(crate) const PROJECT: i64 = 562_949_953_600_000;
pub(crate) const TOKEN: &str = "/oauth/token";
pub(crate) const COMPANIES: &str = "/rest/v1.0/companies";
pub(crate) const PROJECTS: &str = "/rest/v1.1/projects";
pub(crate) const TYPES: &str = "/rest/v1.0/line_item_types";
pub(crate) const VIEWS: &str = "/rest/v1.0/budget_views";
pub(crate) const ROWS: &str = "/rest/v1.0/budget_views/7/detail_rows";
pub(crate) const CODES: &str = "/rest/v1.0/projects/562949953600000/work_breakdown_structure/wbs_codes";
pub(crate) const BUDGET: &str = "/rest/v1.0/projects/562949953600000/budget";
pub(crate) const SYNC: &str = "/rest/v1.0/budget_line_items/sync";

/// A company that gives everybody a token.
pub(crate) async fn company() -> MockServer {
    let server = MockServer::start().await;
    let token = r#"{"access_token":"token-1","token_type":"Bearer","expires_in":5400,"created_at":1511289006}"#;
    mount(&server, "POST", TOKEN, json(token)).await;
    server
}

/// A company with one project whose budget has these rows.
pub(crate) async fn company_with(rows: &str) -> MockServer {
    let server = company().await;
    mount(&server, "GET", BUDGET, json(r#"{"locked":false}"#)).await;
    mount(&server, "GET", VIEWS, json(r#"[{"id":7,"name":"Procore Standard Budget"}]"#)).await;
    mount(&server, "GET", TYPES, json(r#"[{"id":9,"name":"Subcontract","code":"S"}]"#)).await;
    mount(&server, "GET", CODES, json(&format!("[{}]", code(44, "03-30-00.S")))).await;
    mount(&server, "GET", ROWS, json(rows)).await;
    server
}

/// An active WBS code of a cost code and a cost type.
pub(crate) fn code(id: i64, flat_code: &str) -> String {
    let items = segment_items(flat_code);
    format!(
        r#"{{"id":{id},"flat_code":"{flat_code}","description":"Code {id}","status":"active","segment_items":{items}}}"#
    )
}

/// The items of a code that a test prints as cost code, dot, cost type.
pub(crate) fn segment_items(flat_code: &str) -> String {
    let (cost_code, cost_type) = flat_code.rsplit_once('.').unwrap();
    let item = |code: &str, kind: &str| format!(r#"{{"code":"{code}","segment":{{"type":"{kind}"}}}}"#);
    format!("[{},{}]", item(cost_type, "line_item_type"), item(cost_code, "cost_code"))
}

pub(crate) fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

pub(crate) async fn mount(server: &MockServer, verb: &str, at: &str, response: impl Respond + 'static) {
    Mock::given(method(verb)).and(path(at)).respond_with(response).mount(server).await;
}

/// Answers the first request there; what is mounted later answers the others.
pub(crate) async fn mount_once(server: &MockServer, verb: &str, at: &str, response: ResponseTemplate) {
    Mock::given(method(verb))
        .and(path(at))
        .respond_with(response)
        .up_to_n_times(1)
        .with_priority(1)
        .mount(server)
        .await;
}

pub(crate) fn client(server: &MockServer) -> ProcoreClient {
    client_of(server, ProcoreSignIn::ServiceAccount)
}

pub(crate) fn client_of(server: &MockServer, sign_in: ProcoreSignIn) -> ProcoreClient {
    client_by(server, sign_in, Arc::new(SystemClock))
}

/// A client by another clock.
pub(crate) fn client_by(server: &MockServer, sign_in: ProcoreSignIn, clock: Arc<dyn Clock>) -> ProcoreClient {
    let account = ProcoreAccount {
        api_url: server.uri().parse().unwrap(),
        login_url: server.uri().parse().unwrap(),
        web_url: None,
        sign_in,
        client_id: "ridgeline".into(),
        client_secret: SecretString::from(SECRET),
        company_id: COMPANY,
    };
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        answer: Duration::from_millis(800),
        first_pause: Duration::from_millis(1),
    };
    ProcoreClient::with_clock(account, timeouts, clock).unwrap()
}

/// The requests to a place.
pub(crate) async fn requests(server: &MockServer, at: &str) -> Vec<Request> {
    let requests = server.received_requests().await.unwrap();
    requests.into_iter().filter(|request| request.url.path() == at).collect()
}

/// A parameter of a request.
pub(crate) fn parameter(request: &Request, name: &str) -> Option<String> {
    request.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn a_company_the_account_does_not_see_is_told_by_its_number() {
    let server = company().await;
    mount(&server, "GET", COMPANIES, json(r#"[{"id":1,"name":"Other"}]"#)).await;
    let error = client(&server).check().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::NotFound);
    assert!(error.sentence.contains(&COMPANY.to_string()), "{}", error.sentence);
}

#[tokio::test]
async fn numbers_of_15_digits_are_kept_whole() {
    let server = company().await;
    mount(&server, "GET", COMPANIES, json(&format!(r#"[{{"id":{COMPANY},"name":"Ridgeline"}}]"#))).await;
    let project = format!(r#"[{{"id":{PROJECT},"name":"Harbor Point","origin_id":24101,"project_number":"24-101"}}]"#);
    mount(&server, "GET", PROJECTS, json(&project)).await;
    let client = client(&server);
    assert_eq!(client.check().await.unwrap(), "Ridgeline");
    let projects = client.projects().await.unwrap();
    assert_eq!(projects[0].project.0, PROJECT);
    let identifiers = &projects[0].identifiers;
    assert_eq!(
        (identifiers.origin_id.as_str(), identifiers.number.as_str()),
        ("24101", "24-101"),
        "an origin id that looks like a number is text"
    );
    assert_eq!(projects[0].budget_url, format!("https://us02.procore.com/{PROJECT}/project/budgeting"));
}

#[tokio::test]
async fn an_inactive_project_is_listed_as_one() {
    let listed = r#"[{"id":1,"name":"Open  ","active":true},{"id":2,"name":"Closed out","active":false}]"#;
    let server = company().await;
    mount(&server, "GET", PROJECTS, json(listed)).await;
    let projects = client(&server).projects().await.unwrap();
    let shown: Vec<_> = projects.iter().map(|project| (project.name.as_str(), project.active)).collect();
    assert_eq!(shown, [("Open", true), ("Closed out", false)]);
    let asked = requests(&server, PROJECTS).await;
    assert_eq!((asked.len(), parameter(&asked[0], "filters[by_status]").as_deref()), (1, Some("All")));
}

#[tokio::test]
async fn where_inactive_projects_are_not_to_be_seen_the_active_ones_are_listed() {
    for status in [400, 403, 404, 422] {
        let server = company().await;
        mount(&server, "GET", PROJECTS, move |request: &Request| match parameter(request, "filters[by_status]") {
            Some(_) => ResponseTemplate::new(status),
            None => json(r#"[{"id":1,"name":"Open"}]"#),
        })
        .await;
        let projects = client(&server).projects().await.unwrap();
        assert_eq!(projects.iter().map(|project| project.active).collect::<Vec<_>>(), [true], "{status}");
    }
}

#[tokio::test]
async fn identifiers_of_every_integration_are_kept_as_they_are_and_a_flag_is_no_link() {
    let server = company().await;
    let project = |id: u8, origin: &str| {
        format!(
            r#"{{"id":{id},"name":"P","active":true,"erp_integrated":true,"estimated_value":"1.0","fax":null,"origin_id":{origin}}}"#
        )
    };
    let forms = [
        r#""800003DD-1600977189""#,
        r#""7|42""#,
        r#""0f8fad5b-d9cb-469f-a165-70867728950e""#,
        r#""CE_12""#,
        "null",
        "24101",
    ];
    let listed: Vec<String> = (1..).zip(forms).map(|(id, origin)| project(id, origin)).collect();
    mount(&server, "GET", PROJECTS, json(&format!("[{}]", listed.join(",")))).await;
    let projects = client(&server).projects().await.unwrap();
    let kept: Vec<_> = projects.iter().map(|project| project.identifiers.origin_id.as_str()).collect();
    assert_eq!(kept, ["800003DD-1600977189", "7|42", "0f8fad5b-d9cb-469f-a165-70867728950e", "CE_12", "", "24101"]);
}

#[tokio::test]
async fn every_call_names_the_company_even_the_list_of_companies() {
    let server = company_with("[]").await;
    mount(&server, "GET", COMPANIES, json(&format!(r#"[{{"id":{COMPANY},"name":"Ridgeline"}}]"#))).await;
    mount(&server, "GET", "/rest/v1.0/me", json(r#"{"id":1,"login":"service@ridgeline.example"}"#)).await;
    mount(&server, "GET", PROJECTS, json("[]")).await;
    let client = client(&server);
    client.check().await.unwrap();
    client.introduction().await.unwrap();
    client.projects().await.unwrap();
    client.budget(jobcost::ProjectId(PROJECT)).await.unwrap();
    let all = server.received_requests().await.unwrap();
    let rest: Vec<&Request> = all.iter().filter(|request| request.url.path().starts_with("/rest/")).collect();
    assert!(rest.len() > 5);
    for request in rest {
        assert_eq!(request.headers["procore-company-id"], COMPANY.to_string(), "{}", request.url);
        assert_eq!(request.headers["authorization"], "Bearer token-1", "{}", request.url);
    }
}
