//! The endpoint's own description, held against what the endpoint answers.

use serde_json::Value;

use crate::client::{Client, small_company};

const BASE: &str = "/entity/Default/24.200.001";

/// Every `$ref` in a document.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|one| references(one, found));
        }
        Value::Array(items) => items.iter().for_each(|one| references(one, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_description_stands_by_itself_and_is_read_by_anybody() {
    let simulator = small_company().await;
    let client = Client::new(&simulator);
    let document = client.get(&format!("{BASE}/swagger.json?company=Ridgeline")).await.json();
    assert_eq!((&document["info"]["title"], &document["info"]["version"]), (&"Default/24.200.001".into(), &"4".into()));
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
    simulator.set_versions(&["25.200.001"]);
    assert_eq!(client.get(&format!("{BASE}/swagger.json")).await.status, 404);
}

#[tokio::test]
async fn a_record_has_the_fields_that_are_described_and_no_others() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let document = client.get(&format!("{BASE}/swagger.json")).await.json();
    for entity in ["Project", "ProjectBudget", "ProjectTask", "CostCode", "AccountGroup"] {
        let record = client.list(entity, &[("$top", "1")]).await.records().remove(0);
        let described = document["components"]["schemas"][entity]["allOf"][1]["properties"].as_object().unwrap();
        let head = document["components"]["schemas"]["Entity"]["properties"].as_object().unwrap();
        for (name, value) in record.as_object().unwrap() {
            let wrapper = described.get(name).and_then(|field| field["$ref"].as_str()).unwrap_or_default();
            let kind = document.pointer(&format!("{}/properties/value/type", wrapper.trim_start_matches('#')));
            let agrees = match value.get("value") {
                Some(Value::String(_)) => kind == Some(&"string".into()),
                Some(Value::Number(_)) => kind == Some(&"number".into()) || kind == Some(&"integer".into()),
                Some(Value::Bool(_)) => kind == Some(&"boolean".into()),
                _ => kind.is_some(),
            };
            assert!(head.contains_key(name) || name == "_links" || agrees, "{entity}.{name}: {value} is not {kind:?}");
        }
    }
}

#[tokio::test]
async fn an_empty_record_tells_what_can_be_asked_for() {
    let simulator = small_company().await;
    let client = Client::new(&simulator);
    assert_eq!(client.get(&format!("{BASE}/ProjectBudget/$adHocSchema")).await.status, 401);
    client.sign_in().await;
    let empty = client.get(&format!("{BASE}/ProjectBudget/$adHocSchema")).await.json();
    assert_eq!(empty["OriginalBudgetedAmount"], serde_json::json!({}));
    assert_eq!(empty["custom"]["Items"]["PMProject__CuryID"]["type"], "CustomStringField");
    let project = client.get(&format!("{BASE}/Project/%24adHocSchema")).await.json();
    assert!(project["ProjectProperties"]["ProjectCurrency"].is_object() && project["Balances"][0].is_object());
}
