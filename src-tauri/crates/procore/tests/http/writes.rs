//! Writing original amounts: what is sent, and how a refusal reads.

use crate::company::{PROJECT, SYNC, client, company, json, mount, requests};
use jobcost::{BudgetLineItemId, Currency, Money, ProjectId, WbsCodeId};
use reimport::SideErrorKind;
use reimport::ports::{BudgetWriter, LineWrite, WriteError};
use wiremock::{MockServer, ResponseTemplate};

pub(crate) fn money(amount: &str) -> Money {
    Money::new(amount.parse().unwrap(), Currency::USD)
}

pub(crate) fn create(code: i64, after: &str) -> LineWrite {
    LineWrite { wbs_code_id: WbsCodeId(code), line_item: None, amount: money(after) }
}

pub(crate) fn revise(line: i64, code: i64, after: &str) -> LineWrite {
    LineWrite { wbs_code_id: WbsCodeId(code), line_item: Some(BudgetLineItemId(line)), amount: money(after) }
}

pub(crate) async fn write(server: &MockServer, lines: &[LineWrite]) -> Result<(), WriteError> {
    client(server).write(ProjectId(PROJECT), lines).await
}

#[tokio::test]
async fn a_batch_is_sent_with_exact_digits_and_nothing_but_the_amount() {
    let server = company().await;
    mount(&server, "POST", SYNC, json(r#"[{"id":1},{"id":2},{"id":3}]"#)).await;
    // 2^53 is where a binary float stops counting cents; a thousandth is rounded to the cent that Procore keeps.
    let lines = [revise(1, 44, "90071992547409.93"), create(45, "0.10"), create(46, "-1.005")];
    write(&server, &lines).await.unwrap();
    let body = String::from_utf8(requests(&server, SYNC).await[0].body.clone()).unwrap();
    let expected = r#"{"project_id":562949953600000,"budget_line_items":[
        {"id":1,"wbs_code_id":44,"original_budget_amount":90071992547409.93,"calculation_strategy":"manual"},
        {"wbs_code_id":45,"original_budget_amount":0.10,"calculation_strategy":"manual"},
        {"wbs_code_id":46,"original_budget_amount":-1.01,"calculation_strategy":"manual"}]}"#;
    let expected: String = expected.split_whitespace().collect();
    assert_eq!(body.replace("0.1,", "0.10,"), expected);
}

#[tokio::test]
async fn where_there_are_no_batches_each_line_goes_by_itself() {
    for missing in [404, 405] {
        let server = company().await;
        mount(&server, "POST", SYNC, ResponseTemplate::new(missing)).await;
        let (created, changed) = ("/rest/v1.1/budget_line_items", "/rest/v1.1/budget_line_items/7");
        mount(&server, "POST", created, json(r#"{"id":8}"#)).await;
        mount(&server, "PATCH", changed, json(r#"{"id":7}"#)).await;
        let client = client(&server);
        let lines = [create(45, "5"), revise(7, 44, "6")];
        let refused = client.write(ProjectId(PROJECT), &lines).await.unwrap_err();
        assert_eq!(refused, WriteError::TooMany { lines_max: 1 });
        assert_eq!(client.batch_lines_max(), 1, "and that is remembered");
        for line in &lines {
            client.write(ProjectId(PROJECT), std::slice::from_ref(line)).await.unwrap();
        }
        let body =
            |requests: Vec<wiremock::Request>| serde_json::from_slice::<serde_json::Value>(&requests[0].body).unwrap();
        let sent = body(requests(&server, created).await);
        assert_eq!(
            (sent["project_id"].as_i64(), sent["budget_line_item"]["wbs_code_id"].as_i64()),
            (Some(PROJECT), Some(45))
        );
        let sent = body(requests(&server, changed).await);
        assert_eq!(sent["budget_line_item"]["id"], serde_json::Value::Null, "the line is named by the path");
    }
}

#[tokio::test]
async fn a_batch_that_is_too_large_is_to_be_halved() {
    let server = company().await;
    mount(&server, "POST", SYNC, ResponseTemplate::new(413)).await;
    let lines: Vec<LineWrite> = (0..10).map(|code| create(code, "1")).collect();
    assert_eq!(write(&server, &lines).await, Err(WriteError::TooMany { lines_max: 5 }));
    assert_eq!(client(&server).batch_lines_max(), 1_000, "what sync actions take at most");
}

#[tokio::test]
async fn a_rule_that_is_broken_is_said_in_the_servers_words() {
    let locked = r#"{"errors":{"original_budget_amount":["The original_budget_amount cannot be updated for a locked budget."]}}"#;
    let currency = r#"{"message":"Unprocessable Currency","error":"currency"}"#;
    let unknown = r#"{"errors":{"wbs_code_id":["is invalid"]}}"#;
    for (status, body, words) in [
        (422, locked, "The budget is locked in Procore."),
        (400, locked, "The budget is locked in Procore."),
        (422, currency, "Procore says: Unprocessable Currency."),
        (422, unknown, "Procore says: wbs_code_id: is invalid."),
        (422, r#"{"errors":"attempting to update a record of the integration"}"#, "record of the integration"),
    ] {
        let server = company().await;
        mount(&server, "POST", SYNC, ResponseTemplate::new(status).set_body_string(body)).await;
        let Err(WriteError::Refused(error)) = write(&server, &[create(1, "1"), create(2, "1")]).await else {
            panic!("{body} is a refusal");
        };
        assert_eq!(error.kind, SideErrorKind::RefusedByServer);
        assert!(error.sentence.contains(words), "{}", error.sentence);
        assert_eq!(requests(&server, SYNC).await.len(), 1, "and the same request gets the same refusal");
    }
}
