//! The codes a budget is kept by.

use crate::company::{
    CODES, PROJECT, ROWS, TYPES, client, code, company, company_with, json, mount, mount_once, requests,
};
use jobcost::ProjectId;
use reimport::ports::{BudgetReader, CodeReader};

#[tokio::test]
async fn inactive_codes_take_no_new_lines_and_still_name_old_ones() {
    let row = r#"[{"id":1,"wbs_code_id":45,"original_budget_amount":"1.00"}]"#;
    let server = company_with(row).await;
    let inactive = code(45, "05-12-00.M").replace("active", "inactive");
    mount_once(&server, "GET", CODES, json(&format!("[{},{inactive}]", code(44, "03-30-00.S")))).await;
    let client = client(&server);
    let budget = client.budget(ProjectId(PROJECT)).await.unwrap();
    assert_eq!(budget.line_items[0].wbs_code.to_string(), "05-12-00.M");
    let codes = client.codes(ProjectId(PROJECT), false).await.unwrap();
    assert_eq!(codes.wbs_codes.iter().map(|code| code.id.0).collect::<Vec<_>>(), [44]);
}

#[tokio::test]
async fn codes_are_asked_again_only_for_a_row_that_names_a_new_one() {
    let server = company_with(r#"[{"id":1,"wbs_code_id":45,"original_budget_amount":"1.00"}]"#).await;
    mount_once(&server, "GET", CODES, json(&format!("[{}]", code(44, "03-30-00.S")))).await;
    mount_once(&server, "GET", CODES, json(&format!("[{}]", code(45, "05-12-00.M")))).await;
    let client = client(&server);
    for _ in 0..3 {
        let budget = client.budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(budget.line_items[0].wbs_code.to_string(), "05-12-00.M");
    }
    assert_eq!(requests(&server, CODES).await.len(), 2);
}

#[tokio::test]
async fn cost_types_bring_the_identifier_the_integration_left_on_them() {
    let server = company().await;
    let types = r#"[{"id":1,"name":"Labor","code":"L","origin_id":"LABOR"},{"id":2,"name":"Other","code":"O","origin_id":null},
        {"id":3,"name":"Seven","code":"7","origin_id":7}]"#;
    mount(&server, "GET", TYPES, json(types)).await;
    mount(&server, "GET", CODES, json("[]")).await;
    let codes = client(&server).codes(ProjectId(PROJECT), false).await.unwrap();
    let origins: Vec<Option<&str>> = codes.cost_types.iter().map(|one| one.origin_id.as_deref()).collect();
    assert_eq!(origins, [Some("LABOR"), None, Some("7")]);
}

#[tokio::test]
async fn a_code_that_reads_otherwise_than_it_was_listed_is_asked_again_once() {
    let row =
        |printed: &str| format!(r#"[{{"id":1,"wbs_code":{},"original_budget_amount":"1.00"}}]"#, code(44, printed));
    let server = company_with("[]").await;
    let client = client(&server);
    let codes = async || client.codes(ProjectId(PROJECT), false).await.unwrap().wbs_codes[0].wbs_code.to_string();
    assert_eq!(codes().await, "03-30-00.S");
    for printed in ["03-30-00.S", "03-31-00.S", "03-31-00.S"] {
        mount_once(&server, "GET", ROWS, json(&row(printed))).await;
        client.budget(ProjectId(PROJECT)).await.unwrap();
        codes().await;
    }
    assert_eq!(requests(&server, CODES).await.len(), 2, "and not all the time, where the list stays as it is");
}

#[tokio::test]
async fn codes_are_asked_fresh_where_that_is_wanted() {
    let server = company_with("[]").await;
    mount_once(&server, "GET", CODES, json("[]")).await;
    let client = client(&server);
    let codes = async |fresh| client.codes(ProjectId(PROJECT), fresh).await.unwrap().wbs_codes.len();
    assert_eq!((codes(false).await, codes(false).await, codes(true).await), (0, 0, 1));
}

#[tokio::test]
async fn what_kind_a_cost_type_is_may_be_any_text_or_none() {
    let server = company().await;
    let types = r#"[{"id":1,"name":"Labor  ","code":"L","base_type":"labor"},{"id":2,"name":"Markup","code":"MU","base_type":"markup"},
        {"id":3,"name":"Rental","code":"RYC","base_type":null}]"#;
    mount(&server, "GET", TYPES, json(types)).await;
    mount(&server, "GET", CODES, json("[]")).await;
    let codes = client(&server).codes(ProjectId(PROJECT), false).await.unwrap();
    let read: Vec<_> = codes.cost_types.iter().map(|one| (one.code.as_str(), one.name.as_str())).collect();
    assert_eq!(read, [("L", "Labor"), ("MU", "Markup"), ("RYC", "Rental")]);
}
