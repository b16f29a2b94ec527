//! Whether the budget was changed in Procore, where the account may see it and where not.

use crate::company::{PROJECT, client, company, json, mount, requests};
use jobcost::ProjectId;
use reimport::ports::{BudgetReader, ChangeHistory};
use reimport::{SideError, SideErrorKind};
use wiremock::ResponseTemplate;

const CHANGES: &str = "/rest/v1.0/projects/562949953600000/budget_changes";
const MODIFICATIONS: &str = "/rest/v1.0/projects/562949953600000/budget_modifications";

fn answer(said: &str) -> ResponseTemplate {
    match said.parse::<u16>() {
        Ok(status) => ResponseTemplate::new(status),
        Err(_) => json(said),
    }
}

async fn changed(changes: &str, modifications: &str) -> Result<bool, SideError> {
    let server = company().await;
    mount(&server, "GET", CHANGES, answer(changes)).await;
    mount(&server, "GET", MODIFICATIONS, answer(modifications)).await;
    client(&server).has_budget_changes(ProjectId(PROJECT)).await
}

const NONE: &str = r#"{"data":[]}"#;
const VOID: &str = r#"{"data":[{"id":1,"status":"void"},{"id":2,"status":"Void"}]}"#;
const ONE: &str = r#"[{"id":75414}]"#;

#[tokio::test]
async fn one_change_that_is_not_void_is_enough() {
    for (changes, modifications, expected) in [
        (NONE, "[]", false),
        (VOID, "[]", false),
        (r#"{"data":[{"id":1,"status":"draft"}]}"#, "[]", true),
        (r#"{"data":[{"id":1,"status":"approved"}]}"#, "404", true),
        // A status that is not said, or that nobody knows, counts.
        (r#"{"data":[{"id":1}]}"#, "[]", true),
        (r#"{"data":[{"id":1,"status":null}]}"#, "[]", true),
        (r#"{"data":[{"id":1,"status":"waiting"}]}"#, "[]", true),
        (VOID, ONE, true),
        // A company has one kind or the other.
        ("404", "[]", false),
        ("404", ONE, true),
        (NONE, "404", false),
        (NONE, "405", false),
    ] {
        assert_eq!(changed(changes, modifications).await, Ok(expected), "{changes} {modifications}");
    }
}

#[tokio::test]
async fn where_neither_kind_is_to_be_seen_nobody_can_tell() {
    for (changes, modifications, kind, words) in [
        ("404", "404", SideErrorKind::NotFound, "nobody can tell"),
        ("405", "404", SideErrorKind::NotFound, "nobody can tell"),
        ("403", "[]", SideErrorKind::Forbidden, "does not let this account see"),
        ("404", "403", SideErrorKind::Forbidden, "does not let this account see"),
        ("403", "403", SideErrorKind::Forbidden, "does not let this account see"),
        ("500", "[]", SideErrorKind::ServerFailed, "failed"),
        ("[]", "[]", SideErrorKind::NotUnderstood, "another shape"),
        (NONE, r#"{"message":"no"}"#, SideErrorKind::NotUnderstood, "another shape"),
    ] {
        let error = changed(changes, modifications).await.unwrap_err();
        assert_eq!(error.kind, kind, "{changes} {modifications}: {error:?}");
        assert!(error.sentence.contains(words) && !error.remedy.is_empty(), "{error:?}");
    }
}

#[tokio::test]
async fn a_list_of_changes_that_does_not_know_pages_ends() {
    let server = company().await;
    let void = (0..120).map(|id| format!(r#"{{"id":{id},"status":"void"}}"#)).collect::<Vec<_>>().join(",");
    mount(&server, "GET", CHANGES, json(&format!(r#"{{"data":[{void}]}}"#))).await;
    mount(&server, "GET", MODIFICATIONS, json("[]")).await;
    assert_eq!(client(&server).has_budget_changes(ProjectId(PROJECT)).await, Ok(false));
    assert_eq!(requests(&server, CHANGES).await.len(), 1);
}

#[tokio::test]
async fn a_history_that_does_not_know_pages_ends_and_one_that_is_hidden_is_empty() {
    let history = "/rest/v2.0/companies/562949953443325/projects/562949953600000/budget_change_history";
    let entry = r#"{"budget_code":"03.S","column":"Original Budget Amount","created_at":"today","created_by":"Pat","old_value":"$1.00","new_value":"$2.00"}"#;
    let server = company().await;
    mount(&server, "GET", history, json(&format!(r#"{{"data":[{}]}}"#, [entry; 50].join(",")))).await;
    let changes = client(&server).original_budget_changes(ProjectId(PROJECT), jobcost::Currency::USD).await.unwrap();
    assert_eq!((changes.len(), requests(&server, history).await.len()), (50, 2));
    for status in [403, 404] {
        let server = company().await;
        mount(&server, "GET", history, ResponseTemplate::new(status)).await;
        let changes = client(&server).original_budget_changes(ProjectId(PROJECT), jobcost::Currency::USD).await;
        assert_eq!(changes, Ok(Vec::new()), "{status}");
    }
}
