//! What may be written to a budget, and what may not.
use crate::bench::{Procore, amount, harbor, header, json};
use reqwest::Method;
use simulators::bench::{Effect, Fault};

const LOCKED: &str = "The original_budget_amount cannot be updated for a locked budget.";

fn item(code: u64, digits: &str) -> String {
    format!(r#"{{"wbs_code_id":{code},"original_budget_amount":{digits},"calculation_strategy":"manual"}}"#)
}

#[tokio::test]
async fn a_sync_revises_creates_and_deletes_nothing() {
    let procore = Procore::of(harbor()).await;
    let (concrete, metal) = (procore.wbs_code("03-30-00.S").await, procore.wbs_code("05-50-00.M").await);
    let answer = procore.sync(&format!("[{},{}]", item(metal, "38400.00"), item(concrete, "612400.01"))).await;
    assert_eq!(answer.status(), 200);
    let text = answer.text().await.unwrap();
    assert!(
        text.contains("\"original_budget_amount\":38400.00") && text.contains("612400.01"),
        "exact numbers: {text}"
    );
    let lines: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(lines[0]["wbs_code"]["flat_code"], "05-50-00.M", "in the order they were sent");
    assert_eq!(lines[1]["id"], procore.line("03-30-00.S"), "the line keeps its id");
    let budget: Vec<_> = procore
        .simulator
        .budget(procore.project)
        .into_iter()
        .map(|line| (line.flat_code, line.original_budget_amount.to_string()))
        .collect();
    let expected = [("03-30-00.S", "612400.01"), ("03-35-00.L", "48250.10"), ("05-50-00.M", "38400.00")];
    assert_eq!(budget, expected.map(|(code, digits)| (code.to_owned(), digits.to_owned())));
}

#[tokio::test]
async fn the_same_sync_twice_doubles_no_line() {
    let procore = Procore::of(harbor()).await;
    let metal = procore.wbs_code("05-50-00.M").await;
    for _ in 0..2 {
        assert_eq!(procore.sync(&format!("[{}]", item(metal, "5"))).await.status(), 200);
    }
    assert_eq!(procore.simulator.budget(procore.project).len(), 3);
}

#[tokio::test]
async fn a_sync_item_goes_by_id_first() {
    let procore = Procore::of(harbor()).await;
    let (line, concrete) = (procore.line("03-30-00.S"), procore.wbs_code("03-30-00.S").await);
    let by_id = format!(r#"[{{"id":{line},"wbs_code_id":{concrete},"original_budget_amount":7}}]"#);
    assert_eq!(procore.sync(&by_id).await.status(), 200);
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("7")));
    let unknown = format!(r#"[{{"id":1,"wbs_code_id":{concrete},"original_budget_amount":8}}]"#);
    let refused = procore.sync(&unknown).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(json(refused).await["errors"]["id"][0], "Entity with this ID not found");
}

#[tokio::test]
async fn a_sync_with_a_wrong_item_does_nothing_or_a_part_of_it() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    let mixed = format!("[{},{}]", item(concrete, "1.00"), item(5, "2.00"));
    assert_eq!(procore.sync(&mixed).await.status(), 422);
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("588900.00")));
    procore.simulator.set_sync_partial(true);
    assert_eq!(procore.sync(&mixed).await.status(), 422);
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("1.00")));
}

#[tokio::test]
async fn a_sync_takes_a_thousand_items_and_can_be_absent() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    let many = |count: usize| format!("[{}]", vec![item(concrete, "3"); count].join(","));
    assert_eq!(procore.sync(&many(1_001)).await.status(), 413);
    assert_eq!(procore.sync(&many(1_000)).await.status(), 200);
    assert_eq!(procore.simulator.budget(procore.project).len(), 2);
    procore.simulator.set_sync_enabled(false);
    assert_eq!(procore.sync(&many(1)).await.status(), 404);
}

#[tokio::test]
async fn what_is_no_amount_is_refused_in_its_own_shape() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    let refused = procore.sync(&format!("[{}]", item(concrete, "1.005"))).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(json(refused).await["error"], "Unprocessable Currency");
    assert_eq!(procore.sync("[{").await.status(), 400);
    assert_eq!(procore.sync(r#"[{"original_budget_amount":1}]"#).await.status(), 400);
    assert_eq!(procore.simulator.history(procore.project), [], "nothing was written");
}

#[tokio::test]
async fn a_line_is_created_shown_and_updated_one_by_one() {
    let procore = Procore::of(harbor()).await;
    let metal = procore.wbs_code("05-50-00.M").await;
    let body = format!(r#"{{"project_id":{{project}},"budget_line_item":{}}}"#, item(metal, "0.10"));
    let created = procore.send(Method::POST, "/rest/v1.1/budget_line_items", &body).await;
    assert_eq!(created.status(), 201);
    let line = json(created).await["id"].as_u64().unwrap();
    let again = procore.send(Method::POST, "/rest/v1.1/budget_line_items", &body).await;
    assert_eq!(again.status(), 422);
    assert_eq!(json(again).await["errors"]["wbs_code_id"][0], "This Budget Code already exists");

    let path = format!("/rest/v1.1/budget_line_items/{line}");
    let units = r#"{"budget_line_item":{"uom":"ea","quantity":3,"unit_cost":2.5}}"#;
    assert_eq!(procore.send(Method::PATCH, &format!("{path}?project_id={{project}}"), units).await.status(), 200);
    let shown = procore.get(&format!("{path}?project_id={{project}}")).await.text().await.unwrap();
    assert!(shown.contains("\"original_budget_amount\":0.10") && shown.contains("\"uom\":\"ea\""), "{shown}");
    assert_eq!(procore.get(&path).await.status(), 400, "without its project");
    assert_eq!(procore.get("/rest/v1.1/budget_line_items/9?project_id={project}").await.status(), 404);
}

#[tokio::test]
async fn a_locked_budget_keeps_its_original_amounts() {
    let procore = Procore::of(harbor().locked()).await;
    let (line, metal) = (procore.line("03-30-00.S"), procore.wbs_code("05-50-00.M").await);
    let concrete = procore.wbs_code("03-30-00.S").await;
    let path = format!("/rest/v1.1/budget_line_items/{line}");
    let body = |item: &str| format!(r#"{{"project_id":{{project}},"budget_line_item":{item}}}"#);
    let revised = procore.send(Method::PATCH, &path, &body(r#"{"original_budget_amount":1}"#)).await;
    let added = procore.send(Method::POST, "/rest/v1.1/budget_line_items", &body(&item(metal, "1"))).await;
    for refused in [revised, added, procore.sync(&format!("[{}]", item(concrete, "1"))).await] {
        assert_eq!(refused.status(), 422);
        assert_eq!(json(refused).await["errors"][0], LOCKED, "a bare sentence");
    }
    procore.simulator.set_locked_under_field(procore.project, true);
    let refused = json(procore.sync(&format!("[{}]", item(concrete, "1"))).await).await;
    assert_eq!(refused["errors"]["original_budget_amount"][0], LOCKED, "the other shape");
    let zero = procore.send(Method::POST, "/rest/v1.1/budget_line_items", &body(&item(metal, "0"))).await;
    assert_eq!(zero.status(), 201, "a line of $0 may still be added");
    let delete = "/rest/v2.0/companies/{company}/projects/{project}/budget_line_items/";
    let refused = procore.request(Method::DELETE, &format!("{delete}{line}")).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    assert!(json(refused).await["error"]["details"][0]["message"].is_string());
    let free = format!("{delete}{}", procore.line("05-50-00.M"));
    let refused = procore.request(Method::DELETE, &free).send().await.unwrap();
    assert_eq!(refused.status(), 422, "not even one without money");
    procore.simulator.unlock(procore.project);
    assert_eq!(procore.request(Method::DELETE, &free).send().await.unwrap().status(), 204);
}

#[tokio::test]
async fn unlocking_destroys_the_modifications_unless_told_not_to() {
    let lock = "/rest/v1.0/projects/{project}/budget/lock";
    for (query, left) in [
        ("", 0),
        ("?destroy_all_budget_line_item_transfers=true", 0),
        ("?destroy_all_budget_line_item_transfers=false", 1),
    ] {
        let procore = Procore::of(harbor().modified_by("1500.00").locked()).await;
        assert_eq!(json(procore.get("/rest/v1.0/projects/{project}/budget").await).await["locked"], true);
        let answer = procore.request(Method::DELETE, &format!("{lock}{query}")).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(json(answer).await["locked"], false);
        assert_eq!(procore.simulator.modifications(procore.project).len(), left, "{query}");
        let told = json(procore.get("/rest/v1.0/projects/{project}/budget_modifications").await).await;
        assert_eq!(told.as_array().unwrap().len(), left);
        let locked = procore.request(Method::POST, lock).send().await.unwrap();
        assert_eq!(locked.status(), 201);
        assert!(procore.simulator.is_locked(procore.project));
    }
}

#[tokio::test]
async fn modifications_can_only_be_read() {
    let procore = Procore::of(harbor().modified_by("4500")).await;
    let path = "/rest/v1.0/projects/{project}/budget_modifications";
    assert_eq!(json(procore.get(path).await).await[0]["transfer_amount"], "4500.0");
    let refused = procore.send(Method::POST, path, "{}").await;
    assert_eq!((refused.status().as_u16(), header(&refused, "Allow").as_deref()), (405, Some("GET")));
}

#[tokio::test]
async fn v2_lists_with_string_ids_and_can_be_absent() {
    let procore = Procore::of(harbor()).await;
    let path = "/rest/v2.0/companies/{company}/projects/{project}/budget_line_items";
    let answer = procore.get(&format!("{path}?per_page=1")).await;
    assert_eq!((header(&answer, "Total").as_deref(), header(&answer, "Per-Page").as_deref()), (Some("2"), Some("1")));
    let data = json(answer).await;
    assert_eq!(data["data"].as_array().unwrap().len(), 1);
    assert_eq!(data["data"][0]["original_budget_amount"], "588900.0");
    assert_eq!(data["data"][0]["id"], procore.line("03-30-00.S").to_string());
    procore.simulator.set_v2_list_enabled(false);
    let absent = procore.get(path).await;
    assert_eq!(absent.status(), 404);
    assert_eq!(json(absent).await["error"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn every_write_is_in_the_change_history_with_old_new_and_who() {
    let procore = Procore::of(harbor()).await;
    let concrete = procore.wbs_code("03-30-00.S").await;
    procore.sync(&format!("[{}]", item(concrete, "612400"))).await;
    procore.simulator.set_amount(procore.project, "03-30-00.S", amount("5"));
    let path = "/rest/v2.0/companies/{company}/projects/{project}/budget_change_history";
    let changes = json(procore.get(path).await).await["data"].clone();
    assert_eq!((&changes[1]["old_value"], &changes[1]["new_value"]), (&"588900.00".into(), &"612400.00".into()));
    assert_eq!(changes[1]["created_by"], "Tieout Service Account");
    assert_eq!((&changes[0]["new_value"], &changes[0]["created_by"]), (&"5.00".into(), &"J. Alvarez".into()));
}

#[tokio::test]
async fn somebody_else_can_work_in_the_budget_from_another_process() {
    let procore = Procore::of(harbor()).await;
    let control = async |name: &str, body: String| {
        let url = procore.url(&format!("/__simulator/{name}"));
        procore.control(&url).body(body).send().await.unwrap().status().as_u16()
    };
    let project = procore.project;
    procore.simulator.bench.log.clear();
    assert_eq!(control("lock", format!(r#"{{"project":{project}}}"#)).await, 204);
    assert!(procore.simulator.is_locked(project));
    assert_eq!(control("amount", format!(r#"{{"project":{project},"code":"03-30-00.S","amount":"9.99"}}"#)).await, 204);
    assert_eq!(control("amount", format!(r#"{{"project":{project},"code":"09-91-23.S","amount":"1.00"}}"#)).await, 204);
    assert_eq!(control("amount", format!(r#"{{"project":{project},"code":"03-35-00.L"}}"#)).await, 204);
    assert_eq!(control("unlock", format!(r#"{{"project":{project}}}"#)).await, 204);
    assert_eq!(control("lock", r#"{"project":1}"#.into()).await, 404);
    assert!(!procore.simulator.is_locked(project));
    assert_eq!(procore.simulator.total(project), amount("10.99"));
    assert_eq!(procore.simulator.bench.log.all(), [], "control routes are not logged");
}

#[tokio::test]
async fn a_lost_answer_has_still_written() {
    let procore = Procore::of(harbor()).await;
    let metal = procore.wbs_code("05-50-00.M").await;
    procore.simulator.bench.faults.inject(Fault::only(1, "/sync", Effect::LoseAnswer));
    let body = format!(r#"{{"project_id":{},"budget_line_items":[{}]}}"#, procore.project, item(metal, "3"));
    let request = procore.request(Method::POST, "/rest/v1.0/budget_line_items/sync");
    assert!(request.header("Content-Type", "application/json").body(body).send().await.is_err());
    assert_eq!(procore.simulator.amount(procore.project, "05-50-00.M"), Some(amount("3")));
}
