//! What is read out of a budget's rows.

use crate::company::{BUDGET, PROJECT, ROWS, VIEWS, client, company_with, json, mount, mount_once, requests};
use crate::writes::money;
use jobcost::{Currency, ProjectId};
use reimport::TroubleKind;
use reimport::ports::BudgetTarget;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn amounts_are_read_from_their_digits_as_text_or_number() {
    for amount in [r#""50000.10""#, "50000.10", r#""50000.1""#, "50000.1"] {
        let row = format!(r#"[{{"id":1,"wbs_code_id":44,"original_budget_amount":{amount}}}]"#);
        let server = company_with(&row).await;
        let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(budget.line_items[0].original_budget, money("50000.10"), "{amount}");
    }
}

#[tokio::test]
async fn unbudgeted_rows_and_columns_of_the_view_are_left_alone() {
    let rows = r#"[
        {"id":1,"wbs_code_id":44,"budgeted":true,"original_budget_amount":"10.00","budget_modifications":"99.00",
         "budget_forecast":{"amount":"7.00"},"Approved COs":"5.00","Revised Budget":"114.00","Anything":{"new":[1]}},
        {"id":null,"wbs_code_id":44,"budgeted":false,"original_budget_amount":"0.00","unbudgeted_reason":"x"},
        {"id":2,"wbs_code_id":44,"budgeted":false,"original_budget_amount":"3.00"}]"#;
    let server = company_with(rows).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    let lines: Vec<_> = budget.line_items.iter().map(|line| (line.id.0, line.original_budget.digits())).collect();
    assert_eq!(lines, [(1, "10.00".to_owned())], "and changes and modifications are not part of the original");
}

#[tokio::test]
async fn the_currency_is_the_rows_and_a_mixture_is_refused() {
    let row = |id: u8, currency: &str| {
        format!(
            r#"{{"id":{id},"wbs_code_id":44,"original_budget_amount":"1.00","currency_configuration":{{"currency_iso_code":"{currency}"}}}}"#
        )
    };
    let server = company_with(&format!("[{}]", row(1, "CAD"))).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    assert_eq!(budget.currency, Currency::parse("CAD").unwrap());
    let server = company_with(&format!("[{},{}]", row(1, "CAD"), row(2, "USD"))).await;
    let trouble = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotUnderstood);
}

#[tokio::test]
async fn a_view_that_was_taken_away_is_replaced_by_another() {
    let server = company_with(r#"[{"id":1,"wbs_code_id":44,"original_budget_amount":"1.00"}]"#).await;
    let client = client(&server);
    client.budget(ProjectId(PROJECT)).await.unwrap();
    mount_once(&server, "GET", ROWS, ResponseTemplate::new(404)).await;
    mount_once(&server, "GET", VIEWS, json(r#"[{"id":8,"name":"Ours"}]"#)).await;
    let other = "/rest/v1.0/budget_views/8/detail_rows";
    mount(&server, "GET", other, json("[]")).await;
    assert_eq!(client.budget(ProjectId(PROJECT)).await.unwrap().line_items, []);
    assert_eq!((requests(&server, VIEWS).await.len(), requests(&server, other).await.len()), (2, 1));
}

#[tokio::test]
async fn a_project_without_a_view_is_told() {
    let server = company_with("[]").await;
    mount_once(&server, "GET", VIEWS, json("[]")).await;
    let trouble = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert!(trouble.sentence.contains("budget view") && trouble.hint.contains("Budget tool"), "{trouble:?}");
}

#[tokio::test]
async fn the_lock_is_read_with_the_budget() {
    for locked in [true, false] {
        let server = company_with("[]").await;
        mount_once(&server, "GET", BUDGET, json(&format!(r#"{{"locked":{locked}}}"#))).await;
        assert_eq!(client(&server).budget(ProjectId(PROJECT)).await.unwrap().locked, locked);
    }
}
