//! Which view a budget is read by.

use crate::company::{CODES, PROJECT, ROWS, VIEWS, client, company_with, json, mount, mount_once, parameter, requests};
use jobcost::ProjectId;
use reimport::ports::BudgetReader;
use wiremock::ResponseTemplate;

const ROW: &str = r#"[{"id":1,"wbs_code_id":44,"original_budget_amount":"1.00"}]"#;

#[tokio::test]
async fn a_view_that_is_no_longer_the_projects_is_replaced_by_one_of_its_name() {
    for status in [400, 403, 404] {
        let server = company_with(ROW).await;
        let client = client(&server);
        client.budget(ProjectId(PROJECT)).await.unwrap();
        mount_once(&server, "GET", ROWS, ResponseTemplate::new(status)).await;
        let views = r#"[{"id":6,"name":"Ours","role":"budgeting"},{"id":9,"name":"procore standard budget "}]"#;
        mount_once(&server, "GET", VIEWS, json(views)).await;
        let again = "/rest/v1.0/budget_views/9/detail_rows";
        mount(&server, "GET", again, json(ROW)).await;
        client.budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(requests(&server, again).await.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_view_that_refuses_and_is_still_the_projects_is_not_asked_in_a_circle() {
    let server = company_with(ROW).await;
    let client = client(&server);
    client.budget(ProjectId(PROJECT)).await.unwrap();
    mount_once(&server, "GET", ROWS, ResponseTemplate::new(403)).await;
    let error = client.budget(ProjectId(PROJECT)).await.unwrap_err();
    assert!(error.remedy.contains("switched off") && error.remedy.contains("right"), "{error:?}");
    assert_eq!((requests(&server, ROWS).await.len(), requests(&server, VIEWS).await.len()), (2, 2));
}

#[tokio::test]
async fn only_documented_routes_of_this_host_are_asked_and_no_link_is_followed() {
    let views = r#"[{"id":7,"name":"Ours","role":"budgeting","links":{"detail_rows":"https://app.procore.example/budget_views/7/detail_rows"}}]"#;
    let server = company_with(ROW).await;
    mount_once(&server, "GET", VIEWS, json(views)).await;
    client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    let asked = server.received_requests().await.unwrap();
    let asked: Vec<&str> = asked.iter().map(|request| request.url.path()).collect();
    assert!(asked.contains(&ROWS) && asked.contains(&CODES), "{asked:?}");
    assert!(
        asked.iter().all(|path| !path.contains("budget_line_items") && !path.contains("summary_rows")),
        "{asked:?}"
    );
    let row_type = parameter(&requests(&server, ROWS).await[0], "budget_row_type");
    assert_eq!(row_type.as_deref(), Some("all"), "and what is not budgeted is seen too");
}
