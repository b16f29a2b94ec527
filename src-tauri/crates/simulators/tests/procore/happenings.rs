//! What others do meanwhile, and what a gateway leaves open.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json as value};
use simulators::bench::{Effect, Fault, HANDLED_LATE, Later, Moment};
use simulators::procore::Deed;

use crate::bench::{Procore, amount, harbor, json};

fn item(code: u64, digits: &str) -> String {
    format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":{digits}}}]"#)
}

fn handle_later(procore: &Procore, path: &str, later: Later, code: Option<u16>) -> simulators::bench::FaultId {
    procore.simulator.bench.faults.inject(Fault::only(1, path, Effect::HandleLater { later, code }))
}

#[tokio::test]
async fn a_write_that_timed_out_lands_so_many_requests_later() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    handle_later(&procore, "/sync", Later::Requests(2), Some(504));
    assert_eq!(procore.sync(&item(concrete, "7")).await.status(), 504);
    let now = || procore.simulator.amount(procore.project, "03-30-00.S");
    procore.get("/rest/v1.0/me").await;
    assert_eq!(now(), Some(amount("588900.00")), "not yet");
    procore.get("/rest/v1.0/me").await;
    assert_eq!(now(), Some(amount("7")));
    assert!(procore.simulator.bench.log.writes()[0].faults.contains(&HANDLED_LATE.to_owned()));
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_lands_when_it_is_let_go() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    let fault = handle_later(&procore, "/sync", Later::Released, None);
    let body = format!(r#"{{"project_id":{},"budget_line_items":{}}}"#, procore.project, item(concrete, "7"));
    let request = procore.request(Method::POST, "/rest/v1.0/budget_line_items/sync").body(body);
    assert!(request.header("Content-Type", "application/json").send().await.is_err(), "no answer at all");
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("588900.00")));
    procore.simulator.bench.faults.release(fault);
    let log = &procore.simulator.bench.log;
    let landed = |requests: &[simulators::bench::RequestRecord]| {
        requests.iter().any(|one| one.faults.iter().any(|fault| fault == HANDLED_LATE))
    };
    log.wait_until(landed, Duration::from_secs(20)).await.unwrap();
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("7")));
}

#[tokio::test]
async fn every_kind_of_write_can_land_late() {
    let procore = Procore::of(harbor()).await;
    let (metal, line) = (procore.wbs_code("05-50-00.M").await, procore.line("03-30-00.S"));
    let lock = "/rest/v1.0/projects/{project}/budget/lock?destroy_all_budget_line_item_transfers=false";
    let of_line = |fields: &str| format!(r#"{{"project_id":{{project}},"budget_line_item":{fields}}}"#);
    let create = of_line(&format!(r#"{{"wbs_code_id":{metal},"original_budget_amount":2}}"#));
    let update = of_line(r#"{"original_budget_amount":3}"#);
    let update_path = format!("/rest/v1.1/budget_line_items/{line}");
    let bulk = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes/bulk_create";
    let writes = [
        (Method::POST, "/rest/v1.1/budget_line_items", create.as_str()),
        (Method::PATCH, update_path.as_str(), update.as_str()),
        (Method::POST, lock, ""),
        (Method::DELETE, lock, ""),
        (Method::PATCH, bulk, r#"{"bulk":[]}"#),
    ];
    let state = || {
        let amount = |code| procore.simulator.amount(procore.project, code);
        (amount("05-50-00.M"), amount("03-30-00.S"), procore.simulator.is_locked(procore.project))
    };
    let before = state();
    for (method, path, body) in writes {
        let fault = Fault::only(1, "", Effect::HandleLater { later: Later::Requests(1), code: Some(504) });
        procore.simulator.bench.faults.inject(fault);
        assert_eq!(procore.send(method.clone(), path, body).await.status(), 504, "{method} {path}");
        let early = state();
        procore.get("/rest/v1.0/me").await;
        assert!(early != state() || path == bulk || path == lock, "{method} {path} landed late");
    }
    assert_eq!(state(), (Some(amount("2")), Some(amount("3")), false));
    assert_ne!(before, state());
}

#[tokio::test]
async fn a_second_program_writes_between_two_requests() {
    let procore = Procore::of(harbor()).await;
    let total = procore.simulator.total(procore.project);
    let moved = Deed::MoveMoney { from: "03-30-00.S".into(), to: "03-35-00.L".into(), amount: amount("90") };
    procore.simulator.somebody_at(Moment::after(2, "/me"), procore.project, moved);
    procore.simulator.somebody_at(Moment::before(3, "/me").on("GET"), procore.project, Deed::Lock);
    let seen = || {
        (procore.simulator.amount(procore.project, "03-30-00.S").unwrap(), procore.simulator.is_locked(procore.project))
    };
    procore.get("/rest/v1.0/me").await;
    assert_eq!(seen(), (amount("588900.00"), false));
    procore.get("/rest/v1.0/me").await;
    assert_eq!(seen(), (amount("588810.00"), false));
    procore.get("/rest/v1.0/me").await;
    assert_eq!(seen(), (amount("588810.00"), true));
    assert_eq!(procore.simulator.total(procore.project), total, "the sum is what it was");
}

#[tokio::test]
async fn a_line_appears_while_pages_are_read() {
    let procore = Procore::of(harbor()).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let page = async |number: u32| {
        let path = format!(
            "/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}&per_page=1&page={number}",
            views[0]["id"]
        );
        let rows = json(procore.get(&path).await).await;
        rows.as_array().unwrap().iter().map(|row| row["wbs_code"]["flat_code"].clone()).collect::<Vec<_>>()
    };
    let added = Deed::SetAmount { code: "01-31-00.L".into(), amount: amount("5") };
    procore.simulator.somebody_at(Moment::after(1, "/detail_rows"), procore.project, added);
    let first = page(1).await;
    assert_eq!((&first, page(2).await), (&vec![Value::from("03-30-00.S")], first.clone()), "the row came twice");
}

#[tokio::test]
async fn a_doubled_line_is_two_rows_of_one_code() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.somebody(procore.project, &Deed::DoubleLine { code: "03-30-00.S".into(), amount: amount("8") });
    let rows = procore.rows().await;
    assert_eq!(rows[0]["budget_row_id"], rows[1]["budget_row_id"]);
    assert_ne!(rows[0]["id"], rows[1]["id"]);
    assert_eq!(procore.simulator.total(procore.project), amount("637158.10"));
}

#[tokio::test]
async fn a_code_gets_another_number_or_another_codes_number() {
    let procore = Procore::of(harbor()).await;
    let project = procore.project;
    let (concrete, finishing) = (procore.wbs_code("03-30-00.S").await, procore.wbs_code("03-35-00.L").await);
    procore.simulator.somebody(project, &Deed::Exchange { one: "03-30-00.S".into(), other: "03-35-00.L".into() });
    assert_eq!((procore.wbs_code("03-30-00.S").await, procore.wbs_code("03-35-00.L").await), (finishing, concrete));
    procore.simulator.somebody(project, &Deed::Renumber { code: "03-30-00.S".into() });
    let new = procore.wbs_code("03-30-00.S").await;
    assert!(new != concrete && new != finishing);
    assert_eq!(procore.sync(&item(finishing, "1")).await.status(), 422, "the old number is nobody's");
    assert_eq!(procore.sync(&item(new, "2")).await.status(), 200);
    assert_eq!(procore.simulator.amount(project, "03-30-00.S"), Some(amount("2")));
    assert_eq!(procore.simulator.amount(project, "03-35-00.L"), Some(amount("48250.10")));
    assert_eq!(procore.simulator.budget(project).len(), 2, "the line followed");
}

#[tokio::test]
async fn somebody_sends_to_the_erp_deactivates_and_changes() {
    let procore = Procore::of(harbor()).await;
    let project = procore.project;
    for deed in [
        Deed::SendToErp,
        Deed::RetrieveFromErp,
        Deed::SetCodeActive { code: "03-30-00.S".into(), active: false },
        Deed::ChangeBudget { amount: amount("4"), status: "approved".into() },
        Deed::SetProjectActive { active: false },
        Deed::RemoveLine { code: "03-35-00.L".into() },
    ] {
        procore.simulator.somebody(project, &deed);
    }
    assert!(procore.simulator.is_locked(project), "retrieved, and still locked");
    assert_eq!(procore.simulator.budget(project).len(), 1);
    assert_eq!(json(procore.get("/rest/v1.1/projects?company_id={company}").await).await, value!([]));
    procore.simulator.set_amount(project, "03-30-00.S", amount("6"));
    assert_eq!(
        procore.simulator.amount(project, "03-30-00.S"),
        Some(amount("6")),
        "in the window no rule stands in the way"
    );
}

#[tokio::test]
async fn somebody_else_can_be_told_from_another_process_when_to_do_what() {
    let procore = Procore::of(harbor()).await;
    let order = value!({
        "project": procore.project,
        "does": {"kind": "move_money", "from": "03-30-00.S", "to": "03-35-00.L", "amount": "90"},
        "when": {"path_contains": "/me", "nth": 1, "handled": true},
    });
    let tell = async |order: &Value| {
        let request = procore.control(&procore.url("/__simulator/somebody"));
        request.body(order.to_string()).send().await.unwrap().status().as_u16()
    };
    assert_eq!(tell(&order).await, 204);
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("588900.00")));
    procore.get("/rest/v1.0/me").await;
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("588810.00")));
    assert_eq!(tell(&value!({"project": procore.project, "does": {"kind": "lock"}})).await, 204);
    assert!(procore.simulator.is_locked(procore.project));
    assert_eq!(tell(&value!({"project": 1, "does": {"kind": "lock"}})).await, 404);
}
