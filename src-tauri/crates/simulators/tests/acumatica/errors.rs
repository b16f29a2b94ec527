//! Refusals, in the shapes that clients have to understand.

use reqwest::Method;
use simulators::bench::{Effect, Fault};

use crate::client::{Client, small_company};

const NO_ENTITY: &str = "PX.Api.ContractBased.NoEntitySatisfiesTheConditionException";

#[tokio::test]
async fn a_missing_record_is_a_500_and_not_a_404() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for path in ["Project/24-999", "ProjectTask/24-101", "CostCode/5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11"] {
        let (status, kind, message) = client.get(&format!("/entity/Default/24.200.001/{path}")).await.exception();
        assert_eq!(
            (status, kind.as_str(), message.as_str()),
            (500, NO_ENTITY, "No entity satisfies the condition."),
            "{path}"
        );
    }
    let none = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-999'")]).await;
    assert_eq!((none.status.as_u16(), none.text.as_str()), (200, "[]"), "a list of nothing is an empty list");
}

#[tokio::test]
async fn what_a_query_gets_wrong_is_told() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for (option, value, told) in [
        ("$filter", "Currency eq 'USD'", "ProjectBudget has no field Currency."),
        ("$filter", "ProjectID eq", "a value is missing"),
        ("$filter", "OriginalBudgetedAmount eq '5'", "Type conversion not supported."),
        ("$select", "ProjectID,Amount", "ProjectBudget has no field Amount."),
        ("$expand", "Lines", "ProjectBudget has no field Lines."),
        ("$custom", "Items.Nothing", "ProjectBudget has no field Items.Nothing."),
    ] {
        let (status, _, message) = client.list("ProjectBudget", &[(option, value)]).await.exception();
        assert_eq!(status, 500, "{value}");
        assert!(message.contains(told), "{value}: {message}");
    }
    let bad_count = client.list("ProjectBudget", &[("$top", "many")]).await;
    assert_eq!((bad_count.status.as_u16(), bad_count.json()["modelState"]["$top"].is_array()), (400, true));
}

#[tokio::test]
async fn numeric_filters_can_be_refused() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let positive = [("$filter", "OriginalBudgetedAmount gt 0 and Type eq 'Expense'")];
    assert_eq!(client.list("ProjectBudget", &positive).await.records().len(), 3);
    simulator.refuse_numeric_filters(true);
    let (status, _, message) = client.list("ProjectBudget", &positive).await.exception();
    assert_eq!((status, message.as_str()), (500, "Type conversion not supported."));
}

#[tokio::test]
async fn one_entity_can_be_forbidden() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.deny("ProjectBudget");
    assert_eq!(client.list("ProjectBudget", &[]).await.status, 403);
    assert_eq!(client.list("Project", &[]).await.status, 200);
    simulator.allow("ProjectBudget");
    assert_eq!(client.list("ProjectBudget", &[]).await.status, 200);
}

#[tokio::test]
async fn paths_and_methods_that_are_not_there() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for path in ["/entity/Default/24.200.001/Invoice", "/entity/eCommerce/24.200.001/Project", "/nowhere"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    let line = "/entity/Default/24.200.001/ProjectBudget/24-101/BASE/03-30-00/SUBCON/%3CN%2FA%3E";
    let refused = client.get(line).await;
    assert!(refused.status == 400 && refused.text.starts_with("<!DOCTYPE html>"), "{refused:?}");
    let item = client.get("/entity/Default/24.200.001/ProjectBudget/24-101/BASE/03-30-00/MATERIAL/REBAR").await;
    assert_eq!(item.json()["OriginalBudgetedAmount"]["value"].to_string(), "18000.1");
    assert_eq!(client.send(Method::DELETE, "/entity/Default/24.200.001/Project/24-101", "").await.status, 405);
}

#[tokio::test]
async fn a_page_can_come_in_place_of_an_answer() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.bench.faults.inject(Fault::only(
        2,
        "ProjectBudget?$filter=ProjectID eq '24-101'",
        Effect::HtmlInsteadOfJson,
    ));
    let options = [("$filter", "ProjectID eq '24-101'")];
    assert_eq!(client.list("ProjectBudget", &options).await.records().len(), 5);
    assert!(client.list("ProjectBudget", &options).await.text.starts_with("<!DOCTYPE html>"));
    assert_eq!(client.list("ProjectBudget", &options).await.records().len(), 5);
    let log = simulator.bench.log.all();
    assert_eq!(log.last().unwrap().route.as_deref(), Some("/entity/{endpoint}/{version}/ProjectBudget"));
}
