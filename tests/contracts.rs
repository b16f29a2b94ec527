//! The contract test itself: real traffic keeps the contracts, and every kind of breach is found. All journeys are held against
//! the contracts as well, each when its house is dropped.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use bench::House;
use bench::contracts::{Vendor, breaches};
use simulators::bench::{Exchange, ExchangeAnswer};
use simulators::ridgeline::{Company, job};
use std::collections::BTreeSet;

fn one_job() -> Company {
    let job = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00");
    Company::with_jobs([job.estimate("05-12-00", "MATERIAL", "1200.50").budget("03-30-00", "S", "588900.00")])
}

/// The traffic of reading a company, re-importing its job and signing out.
async fn traffic(vendor: Vendor) -> Vec<Exchange> {
    let house = House::with(one_job()).await;
    house.reimport("24-101").await.unwrap();
    house.application.close_connection().await.unwrap();
    match vendor {
        Vendor::Acumatica => house.simulation.acumatica.bench.exchanges.all(),
        Vendor::Procore => house.simulation.procore.bench.exchanges.all(),
    }
}

/// What is found when the first exchange with such a path is changed like this.
fn found_after(vendor: Vendor, exchanges: &[Exchange], route: &str, wrong: impl FnOnce(&mut Exchange)) -> Vec<String> {
    let (method, path) = route.split_once(' ').unwrap();
    let of_route = |one: &&Exchange| one.request.method == method && one.request.path.contains(path);
    let mut exchange = exchanges.iter().find(of_route).unwrap_or_else(|| panic!("nobody called {route}")).clone();
    assert_eq!(breaches(vendor, std::slice::from_ref(&exchange)), [], "as it was recorded");
    wrong(&mut exchange);
    breaches(vendor, &[exchange]).iter().map(|breach| breach.what.clone()).collect()
}

fn answer(exchange: &mut Exchange) -> &mut ExchangeAnswer {
    exchange.answer.as_mut().unwrap()
}

/// Replaces text that must be there, for a change that changes nothing would show nothing.
fn replace(text: &mut String, find: &str, with: &str) {
    assert!(text.contains(find), "{find} is not in {text}");
    *text = text.replacen(find, with, 1);
}

#[tokio::test]
async fn the_traffic_of_a_reimport_keeps_the_contracts() {
    let (acumatica, procore) = (traffic(Vendor::Acumatica).await, traffic(Vendor::Procore).await);
    assert_eq!(breaches(Vendor::Acumatica, &acumatica), []);
    assert_eq!(breaches(Vendor::Procore, &procore), []);
    let methods: BTreeSet<&str> = procore.iter().map(|one| one.request.method.as_str()).collect();
    assert_eq!(methods, BTreeSet::from(["GET", "POST"]), "reading and writing were both seen");
    assert!(acumatica.iter().chain(&procore).all(|one| one.answer.is_some()), "and every answer");
}

#[tokio::test]
async fn tieout_only_reads_acumatica() {
    let requests = traffic(Vendor::Acumatica).await.into_iter().map(|exchange| exchange.request);
    let business: Vec<_> = requests.filter(|request| !request.sign_in).collect();
    assert!(business.len() > 3);
    assert!(business.iter().all(|request| request.method == "GET"), "{business:#?}");
}

#[tokio::test]
async fn every_kind_of_wrong_request_is_found() {
    let exchanges = traffic(Vendor::Procore).await;
    let found = |route: &str, wrong: &dyn Fn(&mut Exchange)| found_after(Vendor::Procore, &exchanges, route, wrong);
    let path =
        |find: &'static str, with: &'static str| move |one: &mut Exchange| replace(&mut one.request.path, find, with);
    let body =
        |find: &'static str, with: &'static str| move |one: &mut Exchange| replace(&mut one.request.body, find, with);

    let projects = "GET /rest/v1.1/projects";
    assert_eq!(found(projects, &path("view=", "shape=")), ["parameter: shape: not in the contract"]);
    assert_eq!(
        found(projects, &path("company_id=", "company=")),
        ["parameter: company: not in the contract", "parameter: company_id: missing"]
    );
    assert_eq!(
        found(projects, &path("per_page=300", "per_page=all")),
        ["parameter: per_page: \"all\" where the contract says an integer"]
    );
    assert_eq!(found(projects, &path("/projects", "/project")), ["there is no contract for this route"]);
    let without_company = |one: &mut Exchange| drop(one.request.headers.remove("procore-company-id"));
    assert_eq!(found(projects, &without_company), ["header: procore-company-id: missing"]);
    let with_header = |one: &mut Exchange| drop(one.request.headers.insert("idempotency-token".into(), "1".into()));
    assert_eq!(found(projects, &with_header), ["header: idempotency-token: not in the contract"]);

    let sync = "POST /rest/v1.0/budget_line_items/sync";
    assert_eq!(
        found(sync, &body("\"wbs_code_id\"", "\"wbs_code\"")),
        [
            "request: budget_line_items[].wbs_code: not in the contract",
            "request: budget_line_items[].wbs_code_id: missing"
        ]
    );
    assert_eq!(
        found(sync, &body("612400.0", "\"612400.0\"")),
        ["request: budget_line_items[].original_budget_amount: the text \"612400.0\" where the contract says a number"]
    );
    assert_eq!(
        found(sync, &body("\"manual\"", "\"by hand\"")),
        [
            "request: budget_line_items[].calculation_strategy: the text \"by hand\" where the contract says \"automatic\" or \"manual\""
        ]
    );
    let token = found("POST /oauth/token", &body("client_id=", "client="));
    assert_eq!(token, ["request: client: not in the contract", "request: client_id: missing"]);
}

#[tokio::test]
async fn every_kind_of_wrong_answer_is_found() {
    let exchanges = traffic(Vendor::Procore).await;
    let found = |route: &str, wrong: &dyn Fn(&mut Exchange)| found_after(Vendor::Procore, &exchanges, route, wrong);
    let body =
        |find: &'static str, with: &'static str| move |one: &mut Exchange| replace(&mut answer(one).body, find, with);

    let rows = "GET /detail_rows";
    assert_eq!(
        found(rows, &body("\"588900.00\"", "588900.00")),
        ["answer 200: [].original_budget_amount: the number 588900.0 where the contract says a decimal number as text"]
    );
    assert_eq!(
        found(rows, &body("\"wbs_code_id\"", "\"colour\"")),
        ["answer 200: [].colour: not in the contract", "answer 200: [].wbs_code_id: missing"]
    );
    assert_eq!(
        found(rows, &body("\"currency_iso_code\"", "\"iso\"")),
        [
            "answer 200: [].currency_configuration.currency_iso_code: missing",
            "answer 200: [].currency_configuration.iso: not in the contract"
        ]
    );
    assert_eq!(
        found(rows, &body("\"category\":\"Subcontract\"", "\"category\":null")),
        ["answer 200: [].category: null where the contract says a text"]
    );
    assert_eq!(found(rows, &|one| answer(one).body.truncate(20)).len(), 1);
    assert_eq!(found(rows, &|one| answer(one).status = 418), ["answer 418: this status is not in the contract"]);
    let without_limit = |one: &mut Exchange| drop(answer(one).headers.remove("x-rate-limit-remaining"));
    assert_eq!(found(rows, &without_limit), ["answer 200: header x-rate-limit-remaining: missing"]);
}

#[tokio::test]
async fn acumaticas_fields_and_queries_are_looked_into() {
    let exchanges = traffic(Vendor::Acumatica).await;
    let found = |route: &str, wrong: &dyn Fn(&mut Exchange)| found_after(Vendor::Acumatica, &exchanges, route, wrong);
    let path =
        |find: &'static str, with: &'static str| move |one: &mut Exchange| replace(&mut one.request.path, find, with);
    let body =
        |find: &'static str, with: &'static str| move |one: &mut Exchange| replace(&mut answer(one).body, find, with);

    let lines = "GET /ProjectBudget";
    assert_eq!(
        found(lines, &path("OriginalBudgetedAmount", "OriginalAmount")),
        [
            "answer 200: [].OriginalAmount: asked for and missing",
            "parameter: $select: @ProjectBudget has no field OriginalAmount"
        ]
    );
    assert_eq!(found(lines, &path("%24top", "%24first")), ["parameter: $first: not in the contract"]);
    let filtered = "GET /ProjectBudget?%24top=2000&%24skip=0&%24filter";
    assert_eq!(found(filtered, &path("ProjectID+eq", "Project+is")).len(), 1);
    assert_eq!(found(lines, &path("24.200.001", "26.200.001")).len(), 1, "Contract 5 is another contract");
    assert_eq!(found(lines, &body("{\"value\":\"Expense\"}", "\"Expense\"")).len(), 1);
    assert_eq!(
        found(lines, &body("\"value\":612400", "\"amount\":612400")),
        [
            "answer 200: [].OriginalBudgetedAmount.amount: not in the contract",
            "answer 200: [].OriginalBudgetedAmount: no value"
        ]
    );
    let signed_out_with_body = |one: &mut Exchange| answer(one).body = "{}".into();
    assert_eq!(
        found("POST /entity/auth/logout", &signed_out_with_body),
        ["answer 204: a body where the contract says none"]
    );
    let sign_in = found("POST /entity/auth/login", &|one| replace(&mut one.request.body, "\"name\"", "\"user\""));
    assert_eq!(sign_in, ["request: name: missing", "request: user: not in the contract"]);
}

#[tokio::test]
#[should_panic(expected = "Procore GET /rest/v1.0/companies: parameter: colour: not in the contract")]
async fn a_house_with_a_wrong_request_fails_its_test() {
    let house = House::with(one_job()).await;
    let url = format!("{}/rest/v1.0/companies?colour=red", house.simulation.procore.base_url);
    bench::client().get(url).send().await.unwrap();
}

#[tokio::test]
async fn no_secret_is_kept_with_the_traffic() {
    let house = House::with(one_job()).await;
    house.application.close_connection().await.unwrap();
    let bench = [&house.simulation.acumatica.bench, &house.simulation.procore.bench];
    let kept = format!("{:?}", bench.map(|bench| bench.exchanges.all()));
    let secrets =
        [&house.simulation.acumatica.credentials().password, &house.simulation.procore.credentials().client_secret];
    assert!(secrets.iter().all(|secret| !kept.contains(secret.as_str())));
    assert!(kept.contains("[redacted]") && kept.contains("access_token"), "the sign-in was kept, without the token");
}
