//! `PUT`: what is changed, what is inserted, what is refused, what is passed over.

use crate::client::{Client, small_company};

const NEW_LINE: &str = r#"{"ProjectID":{"value":"24-102"},"ProjectTaskID":{"value":"BASE"},"CostCode":{"value":"01-10-00"},
    "AccountGroup":{"value":"LABOR"},"OriginalBudgetedAmount":{"value":1500.25}}"#;

#[tokio::test]
async fn a_line_is_found_by_the_keys_it_gives_and_its_date_moves() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let before = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
    let changed = client
        .put("ProjectBudget", r#"{"ProjectID":{"value":"24-102"},"OriginalBudgetedAmount":{"value":75.10}}"#)
        .await;
    let line = changed.json();
    assert_eq!((changed.status.as_u16(), &line["id"]), (200, &before[0]["id"]));
    assert_eq!(line["RevisedBudgetedAmount"]["value"].to_string(), "75.1");
    assert_ne!(line["LastModifiedDateTime"], before[0]["LastModifiedDateTime"]);

    let same = client
        .put("ProjectBudget", r#"{"ProjectID":{"value":"24-102"},"OriginalBudgetedAmount":{"value":"75.1"}}"#)
        .await;
    assert_eq!(same.json()["LastModifiedDateTime"], line["LastModifiedDateTime"], "no difference, nothing written");
}

#[tokio::test]
async fn quantity_and_rate_make_the_amount_and_computed_fields_are_passed_over() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let body = r#"{"ProjectID":{"value":"24-102"},"OriginalBudgetedQty":{"value":3},"UnitRate":{"value":10.335},"VarianceAmount":{"value":9}}"#;
    let line = client.put("ProjectBudget", body).await.json();
    assert_eq!(line["OriginalBudgetedAmount"]["value"].to_string(), "31.01");
    assert_eq!(line["VarianceAmount"]["value"].to_string(), "31.01", "200 does not prove that it was saved");
}

#[tokio::test]
async fn a_new_line_is_inserted_once_and_preconditions_hold() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    assert_eq!(client.put_with("ProjectBudget", NEW_LINE, &[("If-Match", "*")]).await.status, 412);
    let inserted = client.put_with("ProjectBudget", NEW_LINE, &[("If-None-Match", "*")]).await.json();
    assert_eq!(
        (inserted["InventoryID"]["value"].as_str(), inserted["Type"]["value"].as_str()),
        (Some("<N/A>"), Some("Expense"))
    );
    assert_eq!(client.put_with("ProjectBudget", NEW_LINE, &[("If-None-Match", "*")]).await.status, 412);
    assert_eq!(client.put_with("ProjectBudget", NEW_LINE, &[("If-Match", "*")]).await.json()["id"], inserted["id"]);
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
    assert_eq!(lines.len(), 2);
}

#[tokio::test]
async fn a_record_is_found_by_its_id_or_by_a_filter() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let line = &client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records()[0];
    let by_id = format!(r#"{{"id":{},"Description":{{"value":"By id"}}}}"#, line["id"]);
    assert_eq!(client.put("ProjectBudget", by_id.leak()).await.json()["Description"]["value"], "By id");
    let by_filter = client
        .put("ProjectBudget?$filter=ProjectID%20eq%20'24-102'&$select=Description", r#"{"Description":{"value":null}}"#)
        .await;
    assert_eq!(by_filter.json()["Description"], serde_json::json!({}));
    assert!(by_filter.json().get("UOM").is_none());
    let missing = client.put("ProjectBudget", r#"{"id":"5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11"}"#).await;
    assert!(missing.exception().1.ends_with("NoEntitySatisfiesTheConditionException"));
    let several =
        client.put("ProjectBudget", r#"{"ProjectID":{"value":"24-101"},"Description":{"value":"Which?"}}"#).await;
    assert_eq!(several.status, 500);
}

#[tokio::test]
async fn what_does_not_exist_is_complained_of_field_by_field() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let body = r#"{"ProjectID":{"value":"BAD"},"ProjectTaskID":{"value":"BASE"},"CostCode":{},"AccountGroup":{"value":"LABOR"},
        "OriginalBudgetedAmount":{"value":1}}"#;
    let refused = client.put("ProjectBudget", body).await;
    let record = refused.json();
    assert_eq!(refused.status, 422);
    assert!(record["error"].as_str().unwrap().starts_with("Inserting 'ProjectBudget' record raised"));
    assert_eq!(record["ProjectID"]["error"], "Project 'BAD       ' cannot be found in the system.");
    assert_eq!(record["CostCode"]["error"], "'CostCode' cannot be empty.");
    assert_eq!(record["OriginalBudgetedAmount"]["value"].to_string(), "1.0");
    assert!(record["AccountGroup"].get("error").is_none());
    assert_eq!(client.list("ProjectBudget", &[]).await.records().len(), 6, "nothing was inserted");

    let absurd = r#"{"ProjectID":{"value":"24-102"},"OriginalBudgetedAmount":{"value":10000000000000000}}"#;
    let refused = client.put("ProjectBudget", absurd).await;
    assert_eq!((refused.status.as_u16(), refused.json()["OriginalBudgetedAmount"]["error"].is_string()), (422, true));
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_a_400() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for body in [
        "{",
        "[]",
        r#"{"ProjectID":"24-102"}"#,
        r#"{"ProjectID":{"value":"24-102"},"UnitRate":{"value":"many"}}"#,
        r#"{"id":"x"}"#,
    ] {
        assert_eq!(client.put("ProjectBudget", body).await.status, 400, "{body}");
    }
}

#[tokio::test]
async fn the_other_entities_take_changes_too() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    client.put("CostCode", r#"{"CostCodeID":{"value":"09-90-00"},"Description":{"value":"Painting"}}"#).await;
    let code = client.get("/entity/Default/24.200.001/CostCode/09-90-00").await.json();
    assert_eq!(code["Description"]["value"], "Painting");
    let body = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{"value":"EUR"}}}"#;
    let project = client.put("Project?$expand=ProjectProperties", body).await.json();
    assert_eq!(project["ProjectProperties"]["ProjectCurrency"]["value"], "EUR");
    let orphan = r#"{"ProjectID":{"value":"24-999"},"ProjectTaskID":{"value":"BASE"}}"#;
    assert_eq!(client.put("ProjectTask", orphan).await.status, 422);
}
