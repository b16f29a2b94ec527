//! Writes that are refused: by which words, for which right, and what is remembered of it.

use crate::company::{BUDGET, PROJECT, SYNC, client, company, json, mount, mount_once, requests};
use crate::writes::{create, revise, write};
use jobcost::{ErpLevel, ProjectId, Rights};
use reimport::SideErrorKind;
use reimport::ports::{BudgetWriter, RightsReader, WriteError};
use wiremock::ResponseTemplate;

const PERMISSIONS: &str = "/rest/v1.0/settings/permissions";
const ONE_BY_ONE: &str = "/rest/v1.1/budget_line_items";

#[tokio::test]
async fn a_locked_budget_is_known_by_what_is_said_in_any_shape() {
    let text = "The original_budget_amount cannot be updated for a locked budget.";
    for body in [
        format!(r#"{{"errors":{{"original_budget_amount":["{text}"]}}}}"#),
        format!(r#"{{"errors":["{text}"]}}"#),
        format!(r#"{{"errors":"{text}"}}"#),
        format!(r#"{{"message":"{text}"}}"#),
        text.to_owned(),
    ] {
        for status in [400, 422] {
            let server = company().await;
            mount(&server, "POST", SYNC, ResponseTemplate::new(status).set_body_string(&body)).await;
            mount(&server, "GET", BUDGET, json(r#"{"locked":true}"#)).await;
            let end = write(&server, &[create(1, "1"), create(2, "1")]).await;
            let Err(WriteError::Refused(error)) = end else { panic!("{status} {body}: {end:?}") };
            assert_eq!(error.sentence, "The budget is locked in Procore.");
            assert!(error.remedy.contains("sent to the ERP"), "{}", error.remedy);
            assert_eq!(requests(&server, BUDGET).await.len(), 1, "and confirmed");
        }
    }
}

#[tokio::test]
async fn a_lock_that_is_not_there_is_not_told() {
    for (body, asked) in [
        (r#"{"errors":["cannot be updated for a locked budget"]}"#, 1),
        (r#"{"errors":["attempting to update a locked record (one with an origin_id set by an ERP integration)"]}"#, 0),
    ] {
        let server = company().await;
        mount(&server, "POST", SYNC, ResponseTemplate::new(422).set_body_string(body)).await;
        mount(&server, "GET", BUDGET, json(r#"{"locked":false}"#)).await;
        let end = write(&server, &[create(1, "1"), create(2, "1")]).await;
        let Err(WriteError::Refused(error)) = end else { panic!("{body}: {end:?}") };
        assert!(error.sentence.starts_with("Procore says: "), "{}", error.sentence);
        assert_eq!(requests(&server, BUDGET).await.len(), asked, "{body}");
    }
}

#[tokio::test]
async fn a_line_that_is_there_already_is_looked_up_in_any_shape_and_by_either_route() {
    for body in [
        r#"{"errors":{"wbs_code_id":["This Budget Code Already Exists"]}}"#,
        r#"{"errors":["wbs_code_id already exists"]}"#,
    ] {
        for status in [400, 409, 422] {
            let server = company().await;
            mount(&server, "POST", SYNC, ResponseTemplate::new(status).set_body_string(body)).await;
            let end = write(&server, &[create(1, "1")]).await;
            assert!(matches!(end, Err(WriteError::Unknown { too_slow: false, .. })), "{status} {body}: {end:?}");
            let end = write(&server, &[create(1, "1"), create(2, "1")]).await;
            assert!(matches!(end, Err(WriteError::Refused(_))), "of several the halves are looked at: {end:?}");
        }
    }
}

#[tokio::test]
async fn the_amount_that_is_echoed_is_compared_as_a_decimal() {
    let echo = |amount: &str| {
        format!(
            r#"[{{"id":5,"wbs_code":{{"id":45}},"original_budget_amount":{amount}}},{{"id":4,"wbs_code":{{"id":44}},"original_budget_amount":1}}]"#
        )
    };
    // In whatever order, as text or number.
    let lines = [revise(4, 44, "1.00"), create(45, "0.10")];
    for amount in [r#""0.1""#, r#""0.10""#, "0.1", "0.100", "null"] {
        let server = company().await;
        mount(&server, "POST", SYNC, json(&echo(amount))).await;
        assert_eq!(write(&server, &lines).await, Ok(()), "{amount}");
    }
    let server = company().await;
    mount(&server, "POST", SYNC, json(&echo(r#""0.2""#))).await;
    assert_eq!(write(&server, &lines).await, Ok(()), "an answer: what was stored is for the proof to say");
}

#[tokio::test]
async fn a_line_that_was_made_without_its_value_is_a_missing_right() {
    let server = company().await;
    mount(&server, "POST", SYNC, ResponseTemplate::new(404)).await;
    let made =
        ResponseTemplate::new(201).set_body_raw(r#"{"id":8,"original_budget_amount":"0.00"}"#, "application/json");
    mount(&server, "POST", ONE_BY_ONE, made).await;
    let client = client(&server);
    let lines = [create(45, "5"), create(46, "5")];
    assert_eq!(client.write(ProjectId(PROJECT), &lines).await, Err(WriteError::TooMany { lines_max: 1 }));
    let end = client.write(ProjectId(PROJECT), &lines[..1]).await;
    let Err(WriteError::Refused(error)) = end else { panic!("{end:?}") };
    assert_eq!(error.kind, SideErrorKind::Forbidden);
    assert!(error.sentence.contains("stored 0") && error.remedy.contains("Modify Original Budget Amount"), "{error:?}");
    assert_eq!(client.rights(ProjectId(PROJECT)).await, Ok(Rights::Budget { may_edit: false }));
    assert_eq!(client.write(ProjectId(PROJECT), &[create(47, "0")]).await, Ok(()), "what is to be zero is zero");
}

#[tokio::test]
async fn a_right_that_only_the_write_reveals_is_remembered_until_rights_are_asked_anew() {
    let server = company().await;
    let tools = r#"{"tools":[{"name":"erp_integrations","user_access_level":{"name":"Admin"}},{"name":"budgeting","user_access_level":{"name":"Admin"}}]}"#;
    mount(&server, "GET", PERMISSIONS, json(tools)).await;
    let refusal = r#"{"errors":"You do not have sufficient access to complete that action"}"#;
    mount(&server, "POST", SYNC, ResponseTemplate::new(403).set_body_string(refusal)).await;
    let client = client(&server);
    let may = Rights::ErpIntegrations(ErpLevel::Admin);
    assert_eq!(client.rights(ProjectId(PROJECT)).await, Ok(may));
    let Err(WriteError::NotApplied(error)) = client.write(ProjectId(PROJECT), &[create(1, "1")]).await else {
        panic!("nothing was applied")
    };
    assert_eq!(error.kind, SideErrorKind::Forbidden);
    assert!(error.sentence.contains("original budget amounts") && error.remedy.contains("administrator"), "{error:?}");
    assert_eq!(client.rights(ProjectId(PROJECT)).await, Ok(Rights::Budget { may_edit: false }));
    assert_eq!(client.rights(ProjectId(1)).await, Ok(may), "of this project only");
    assert_eq!(client.rights_now(ProjectId(PROJECT)).await, Ok(may));
}

#[tokio::test]
async fn batches_that_were_refused_for_a_right_are_tried_again() {
    let server = company().await;
    mount_once(&server, "POST", SYNC, ResponseTemplate::new(404)).await;
    mount(&server, "POST", ONE_BY_ONE, ResponseTemplate::new(404)).await;
    let client = client(&server);
    let lines = [create(1, "1"), create(2, "2")];
    assert_eq!(client.write(ProjectId(PROJECT), &lines).await, Err(WriteError::TooMany { lines_max: 1 }));
    let end = client.write(ProjectId(PROJECT), &lines[..1]).await;
    assert!(matches!(&end, Err(WriteError::NotApplied(error)) if error.remedy.contains("switched off")), "{end:?}");
    assert_eq!(client.batch_lines_max(), 1_000, "the route was not missing, the right was");
}
