//! Writes whose fate is not certain: looked up by the caller, never sent again by the client.

use crate::company::{SYNC, TOKEN, client, company, json, mount, mount_once, requests};
use crate::writes::{create, write};
use jobcost::ProjectId;
use reimport::SideErrorKind;
use reimport::ports::{BudgetWriter, WriteError};
use std::time::Duration;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn an_answer_that_does_not_vouch_for_every_line_leaves_their_fate_unknown() {
    let page = "<!DOCTYPE html><html><body>Back soon</body></html>";
    for (status, body) in [(200, r#"[{"id":1}]"#), (200, "[{\"id\":1},"), (200, "{}"), (200, page), (202, "")] {
        let server = company().await;
        mount(&server, "POST", SYNC, ResponseTemplate::new(status).set_body_string(body)).await;
        let end = write(&server, &[create(1, "1"), create(2, "2")]).await;
        let is_unknown = matches!(&end, Err(WriteError::Unknown { cause, too_slow: false }) if cause.kind == SideErrorKind::NotUnderstood);
        assert!(is_unknown, "{status} {body}: {end:?}");
        assert_eq!(requests(&server, SYNC).await.len(), 1);
    }
}

#[tokio::test]
async fn a_failure_after_sending_is_looked_up_and_not_sent_again() {
    for status in [500, 502, 503, 504] {
        let server = company().await;
        mount(&server, "POST", SYNC, ResponseTemplate::new(status).insert_header("retry-after", "0")).await;
        let end = write(&server, &[create(1, "1"), create(2, "2")]).await;
        assert!(matches!(end, Err(WriteError::Unknown { .. })), "{status}: {end:?}");
        assert_eq!(requests(&server, SYNC).await.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_says_that_the_batch_was_too_much() {
    let server = company().await;
    mount(&server, "POST", SYNC, json("[]").set_delay(Duration::from_secs(3))).await;
    let end = write(&server, &[create(1, "1"), create(2, "2")]).await;
    assert!(matches!(end, Err(WriteError::Unknown { too_slow: true, .. })), "{end:?}");
}

#[tokio::test]
async fn what_was_certainly_not_carried_out_is_sent_again_or_told() {
    let lines = [create(1, "1"), create(2, "2")];
    let done = || json(r#"[{"id":1},{"id":2}]"#);
    let server = company().await;
    mount_once(&server, "POST", SYNC, ResponseTemplate::new(401)).await;
    mount(&server, "POST", SYNC, done()).await;
    write(&server, &lines).await.unwrap();
    assert_eq!((requests(&server, TOKEN).await.len(), requests(&server, SYNC).await.len()), (2, 2));

    let server = company().await;
    mount_once(&server, "POST", SYNC, ResponseTemplate::new(429).insert_header("retry-after", "0")).await;
    mount(&server, "POST", SYNC, done()).await;
    write(&server, &lines).await.unwrap();
    assert_eq!(requests(&server, SYNC).await.len(), 2);

    let server = company().await;
    mount(&server, "POST", SYNC, ResponseTemplate::new(403)).await;
    assert!(
        matches!(write(&server, &lines).await, Err(WriteError::NotApplied(error)) if error.kind == SideErrorKind::Forbidden)
    );
}

#[tokio::test]
async fn a_code_that_has_its_line_already_is_looked_up() {
    let server = company().await;
    mount(&server, "POST", SYNC, ResponseTemplate::new(404)).await;
    let there = r#"{"errors":{"wbs_code_id":["This Budget Code already exists"]}}"#;
    for status in [422, 400] {
        let refusal = ResponseTemplate::new(status).set_body_string(there);
        mount_once(&server, "POST", "/rest/v1.1/budget_line_items", refusal).await;
        let client = client(&server);
        let lines = [create(1, "1"), create(2, "2")];
        assert!(client.write(ProjectId(1), &lines).await.is_err(), "no batches here");
        let end = client.write(ProjectId(1), &lines[..1]).await;
        assert!(matches!(end, Err(WriteError::Unknown { .. })), "an earlier request may have made it: {end:?}");
    }
}
