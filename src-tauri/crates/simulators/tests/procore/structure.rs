//! The structure of budget codes, and money that is moved between lines.

use reqwest::Method;
use serde_json::Value;

use crate::bench::{Procore, amount, harbor, header, json};

#[tokio::test]
async fn a_company_has_the_pattern_that_its_projects_take() {
    let procore = Procore::of(harbor()).await;
    let read = async |path: &str| json(procore.get(path).await).await;
    let of_company = "/rest/v1.0/companies/{company}/work_breakdown_structure";
    let of_project = "/rest/v1.0/projects/{project}/work_breakdown_structure";
    let pattern = read(&format!("{of_company}/patterns")).await;
    let kinds: Vec<_> =
        pattern["segments"].as_array().unwrap().iter().map(|one| one["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["sub_job", "cost_code", "line_item_type"]);
    assert_eq!(read(&format!("{of_project}/patterns")).await, pattern);
    assert_eq!(read(&format!("{of_company}/segments")).await, pattern["segments"]);
    for segment in pattern["segments"].as_array().unwrap() {
        let items = read(&format!("{of_company}/segments/{}/segment_items?per_page=2000", segment["id"])).await;
        assert_eq!(items.as_array().unwrap().len() as u64, segment["segment_items_count"].as_u64().unwrap());
    }
    assert_eq!(procore.get("/rest/v1.0/companies/7/work_breakdown_structure/patterns").await.status(), 403);
    assert_eq!(procore.get(&format!("{of_company}/segments/7/segment_items")).await.status(), 404);
}

#[tokio::test]
async fn a_code_in_a_sub_job_says_so_and_another_is_made_beside_it() {
    let procore = Procore::of(harbor().budget_in_sub_job("NORTH", "03-30-00", "S", "40.00")).await;
    let read = async |path: &str| json(procore.get(path).await).await;
    let structure = "/rest/v1.0/projects/{project}/work_breakdown_structure";
    let segments = read(&format!("{structure}/segments")).await;
    assert_eq!((&segments[0]["type"], &segments[0]["segment_items_count"]), (&"sub_job".into(), &1.into()));
    let codes = read(&format!("{structure}/wbs_codes?per_page=2000")).await;
    let flat = |code: &Value| code["flat_code"].as_str().unwrap().to_owned();
    let find = |wanted: &str| codes.as_array().unwrap().iter().find(|code| flat(code) == wanted).unwrap().clone();
    let items = find("NORTH.03-30-00.S")["segment_items"].as_array().unwrap().clone();
    let kinds: Vec<_> = items.iter().map(|item| item["segment"]["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["sub_job", "cost_code", "line_item_type"]);

    let labor = find("03-35-00.L")["segment_items"].as_array().unwrap().clone();
    let part = |item: &Value| serde_json::json!({"segment_id": item["segment"]["id"], "segment_item_id": item["id"]});
    let wanted = serde_json::json!({"segment_items": [part(&items[0]), part(&labor[0]), part(&labor[1])]});
    let made = procore.send(Method::POST, &format!("{structure}/wbs_codes"), &wanted.to_string()).await;
    assert_eq!(made.status(), 201);
    assert_eq!(json(made).await["flat_code"], "NORTH.03-35-00.L");
}

#[tokio::test]
async fn the_status_of_several_codes_is_set_at_once() {
    let procore = Procore::of(harbor()).await;
    let path = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes/update_all";
    let code = procore.wbs_code("03-35-00.L").await;
    let body = |id: u64| format!(r#"{{"ids":[{code},{id}],"attributes":{{"status":"inactive"}}}}"#);
    assert_eq!(procore.send(Method::PATCH, path, &body(1)).await.status(), 404, "all or none");
    let active = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes?filters[status][]=inactive";
    assert_eq!(json(procore.get(active).await).await, serde_json::json!([]));
    assert_eq!(procore.send(Method::PATCH, path, &body(code)).await.status(), 204);
    assert_eq!(json(procore.get(active).await).await[0]["flat_code"], "03-35-00.L");
}

#[tokio::test]
async fn modifications_can_only_be_read_where_there_are_budget_changes() {
    let procore = Procore::of(harbor().modified_by("100.00")).await;
    let path = "/rest/v1.0/projects/{project}/budget_modifications";
    let listed = json(procore.get(path).await).await;
    let one = format!("{path}/{}", listed[0]["id"]);
    assert_eq!(json(procore.get(&one).await).await, listed[0]);
    for (method, path) in [(Method::POST, path), (Method::PATCH, &one), (Method::DELETE, &one)] {
        let refused = procore.send(method, path, "{}").await;
        assert_eq!((refused.status().as_u16(), header(&refused, "Allow").as_deref()), (405, Some("GET")));
    }
}

#[tokio::test]
async fn an_older_company_moves_money_between_lines_and_the_history_tells() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_budget_changes(false);
    let (from, to) = (procore.line("03-30-00.S"), procore.line("03-35-00.L"));
    let path = "/rest/v1.0/projects/{project}/budget_modifications";
    let body = |from: u64, to: u64, sum: &str| {
        format!(
            r#"{{"budget_modification":{{"from_budget_line_item_id":{from},"to_budget_line_item_id":{to},
                "transfer_amount":"{sum}","notes":"Thicker slab","origin_id":4903400}}}}"#
        )
    };
    let answer = procore.send(Method::POST, path, &body(from, to, "4500.0")).await;
    assert_eq!(answer.status(), 201);
    let made: Value = json(answer).await;
    assert_eq!((&made["transfer_amount"], &made["origin_id"]), (&"4500.0".into(), &4_903_400.into()));
    let moved = |line: u64| {
        let lines = procore.simulator.budget(procore.project);
        lines.into_iter().find(|one| one.id == line).unwrap().modifications
    };
    assert_eq!((moved(from), moved(to)), (amount("-4500"), amount("4500")));
    assert_eq!(procore.simulator.total(procore.project), amount("637150.10"), "no original amount changed");

    let one = format!("{path}/{}", made["id"]);
    for (wrong, field) in [
        (body(from, from, "1"), "from_budget_line_item_id"),
        (body(7, to, "1"), "from_budget_line_item_id"),
        (body(from, 7, "1"), "to_budget_line_item_id"),
        (r#"{"budget_modification":{"to_budget_line_item_id":7}}"#.into(), "transfer_amount"),
    ] {
        let refused = procore.send(Method::POST, path, &wrong).await;
        assert_eq!(refused.status(), 422, "{wrong}");
        assert!(json(refused).await["errors"][field].is_array(), "{wrong}");
    }
    let change = r#"{"budget_modification":{"transfer_amount":"4000.00"}}"#;
    assert_eq!(procore.send(Method::PATCH, &one, change).await.status(), 200);
    assert_eq!((moved(from), moved(to)), (amount("-4000"), amount("4000")));
    assert_eq!(procore.send(Method::DELETE, &one, "").await.status(), 204);
    assert_eq!(procore.get(&one).await.status(), 404);

    let history = "/rest/v2.0/companies/{company}/projects/{project}/budget_change_history";
    let told = json(procore.get(history).await).await;
    let told: Vec<_> = told["data"].as_array().unwrap().iter().map(|entry| entry["type"].as_str().unwrap()).collect();
    assert_eq!(told, ["Delete", "Update", "Create"], "newest first");
}
