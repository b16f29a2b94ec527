//! What is read out of a budget's rows.

use crate::company::{BUDGET, CODES, PROJECT, ROWS, VIEWS, client, company_with, json, mount, mount_once, requests};
use crate::writes::money;
use jobcost::{Currency, ProjectId};
use reimport::SideErrorKind;
use reimport::ports::BudgetReader;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn amounts_are_read_from_their_digits_as_text_or_number() {
    for amount in [r#""50000.10""#, "50000.10", r#""50000.1""#, "50000.1"] {
        let usd = r#"{"currency_iso_code":"USD"}"#;
        let row = format!(
            r#"[{{"id":1,"wbs_code_id":44,"original_budget_amount":{amount},"currency_configuration":{usd}}}]"#
        );
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

fn in_currency(id: u8, configuration: &str) -> String {
    format!(
        r#"{{"id":{id},"wbs_code_id":44,"original_budget_amount":"1.00","currency_configuration":{configuration}}}"#
    )
}

const CAD: &str = r#"{"currency_iso_code":"CAD"}"#;
const NULL: &str = r#"{"currency_iso_code":null}"#;

#[tokio::test]
async fn the_currency_is_the_rows_and_a_mixture_is_refused() {
    let server = company_with(&format!("[{}]", in_currency(1, CAD))).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    assert_eq!(budget.currency, Currency::parse("CAD").unwrap());
    let usd = in_currency(2, r#"{"currency_iso_code":"usd"}"#);
    let server = company_with(&format!("[{},{usd}]", in_currency(1, CAD))).await;
    let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::NotUnderstood);
    assert!(error.sentence.contains("CAD and USD"), "{}", error.sentence);
}

#[tokio::test]
async fn a_currency_that_no_row_states_is_unstated_and_never_another_budgets() {
    let server = company_with(&format!("[{}]", in_currency(1, CAD))).await;
    let client = client(&server);
    let cad = client.budget(ProjectId(PROJECT)).await.unwrap();
    assert!(cad.currency.is_stated());
    for configuration in ["", NULL, "null", "{}", r#"{"currency_iso_code":""}"#, r#"{"currency_iso_code":"XXX"}"#] {
        let rows =
            if configuration.is_empty() { "[]".to_owned() } else { format!("[{}]", in_currency(1, configuration)) };
        mount_once(&server, "GET", ROWS, json(&rows)).await;
        let budget = client.budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(budget.currency, Currency::UNSTATED, "{configuration}");
        assert!(budget.line_items.iter().all(|line| line.original_budget.currency() == Currency::UNSTATED));
    }
    mount_once(&server, "GET", ROWS, json(&format!("[{}]", in_currency(1, r#"{"currency_iso_code":"dollars"}"#))))
        .await;
    assert!(client.budget(ProjectId(PROJECT)).await.is_err(), "a currency that nobody knows is not unstated");
}

#[tokio::test]
async fn one_row_states_the_currency_for_the_whole_budget_even_an_unbudgeted_one() {
    let unbudgeted = format!(
        r#"{{"id":null,"wbs_code_id":44,"budgeted":false,"original_budget_amount":"0.00","currency_configuration":{CAD}}}"#
    );
    for rows in [
        format!("[{},{}]", in_currency(1, NULL), in_currency(2, CAD)),
        format!("[{},{unbudgeted}]", in_currency(1, NULL)),
        format!("[{unbudgeted}]"),
    ] {
        let server = company_with(&rows).await;
        let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(budget.currency.to_string(), "CAD", "{rows}");
    }
}

#[tokio::test]
async fn a_row_as_live_companies_give_it_is_read() {
    let row = r#"[{"id":1,"budget_row_id":"77","deletable":false,"budgeted":true,"wbs_code_id":77,"biller_type":"SubJob","biller":"Floor 1",
        "wbs_code":{"id":77,"description":"Rough carpentry   ","flat_code":"L.9-92116.000.F1","flat_name":"x","segment_items":[
            {"id":3,"code":"L","name":"Labor","path_code":"L","path_ids":[3],"path_codes":["L"],"is_parent":false,"segment":{"id":1,"type":"line_item_type","name":"Type","structure":"flat"}},
            {"id":4,"code":"92116.000","name":"Rough","path_code":"9-92116.000","path_ids":[2,4],"path_codes":["9","92116.000"],"is_parent":false,"segment":{"id":2,"type":"cost_code","name":"Code","structure":"tiered"}},
            {"id":5,"code":"F1","name":"Floor 1","path_code":"F1","segment":{"id":3,"type":"sub_job","name":"Sub Job","structure":"flat"}}]},
        "cost_code":"9-92116.000 - Rough carpentry                     ","category":"Labor","category_id":9,
        "cost_code_level_1":"9 - Wood","cost_code_level_1_id":2,"cost_code_level_3":"None","cost_code_level_3_id":0,
        "curve":null,"start_date":null,"end_date":null,"unbudgeted_reason":null,"cost_code_origin_id":null,
        "original_budget_amount":"30000.00","unit_cost":"150.0000","quantity":"200.000000000000","uom":"hours","calculation_strategy":"automatic",
        "% Complete":"12.50","Total Variance (Over) / Under $":"1.00","Job to Date Costs":null,
        "budget_forecast":{"id":null,"manual_amount":"0.00","notes":""},"currency_configuration":{"currency_iso_code":null}}]"#;
    let server = company_with(row).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    let line = &budget.line_items[0];
    assert_eq!((line.wbs_code_id.0, line.wbs_code.to_string().as_str()), (77, "F1.9-92116.000.L"));
    assert_eq!((line.original_budget.digits().as_str(), line.description.as_str()), ("30000.00", "Rough carpentry"));
}

#[tokio::test]
async fn two_lines_of_one_code_are_two_lines() {
    let row = |id: u8| format!(r#"{{"id":{id},"wbs_code_id":44,"original_budget_amount":"{id}.00"}}"#);
    let server = company_with(&format!("[{},{}]", row(1), row(2))).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    let lines: Vec<_> =
        budget.line_items.iter().map(|line| (line.wbs_code_id.0, line.original_budget.digits())).collect();
    assert_eq!(lines, [(44, "1.00".to_owned()), (44, "2.00".to_owned())]);
}

#[tokio::test]
async fn money_that_is_in_no_line_is_trouble_and_costs_without_a_line_are_not() {
    let row = |row: &str| format!(r#"[{{"wbs_code_id":44,{row}}}]"#);
    for nobody_knows in [
        r#""id":null,"budgeted":true,"original_budget_amount":"0.00""#,
        r#""id":null,"original_budget_amount":"5.00""#,
        r#""id":1,"budgeted":true,"original_budget_amount":null"#,
        r#""id":1,"budgeted":true"#,
    ] {
        let server = company_with(&row(nobody_knows)).await;
        let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::NotUnderstood, "{nobody_knows}: {error:?}");
    }
    let several = r#"[{"id":null,"budgeted":false,"cost_code":"None","category":"None","original_budget_amount":null},
        {"id":null,"budgeted":false,"cost_code":"None","category":"None","original_budget_amount":"0.00"}]"#;
    let server = company_with("[]").await;
    mount_once(&server, "GET", ROWS, json(several).insert_header("total", "2")).await;
    assert_eq!(client(&server).budget(ProjectId(PROJECT)).await.unwrap().line_items, []);
}

#[tokio::test]
async fn a_code_nobody_can_read_is_its_budgets_trouble() {
    let row = r#"[{"id":1,"wbs_code_id":45,"wbs_code":{"id":45,"flat_code":"00-.30.14-.L"},"original_budget_amount":"1.00"}]"#;
    let server = company_with(row).await;
    let unreadable = r#"[{"id":45,"flat_code":"00-.30.14-.L","status":"active"}]"#;
    mount_once(&server, "GET", CODES, json(unreadable)).await;
    let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert!(error.sentence.contains("00-.30.14-.L") && error.remedy.contains("Budget tool"), "{error:?}");
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
    let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert!(error.sentence.contains("budget view") && error.remedy.contains("Budget tool"), "{error:?}");
}

#[tokio::test]
async fn the_lock_is_read_with_the_budget() {
    for locked in [true, false] {
        let server = company_with("[]").await;
        mount_once(&server, "GET", BUDGET, json(&format!(r#"{{"locked":{locked}}}"#))).await;
        assert_eq!(client(&server).budget(ProjectId(PROJECT)).await.unwrap().locked, locked);
    }
}
