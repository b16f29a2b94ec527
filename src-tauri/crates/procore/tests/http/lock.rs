//! Locking and unlocking, and why it is refused.

use crate::company::{PROJECT, client, company, json, mount, parameter, requests};
use jobcost::ProjectId;
use reimport::ports::BudgetLock;
use wiremock::ResponseTemplate;

const LOCK: &str = "/rest/v1.0/projects/562949953600000/budget/lock";

#[tokio::test]
async fn modifications_are_preserved_in_every_unlock() {
    let server = company().await;
    mount(&server, "DELETE", LOCK, json(r#"{"locked":false}"#)).await;
    client(&server).unlock(ProjectId(PROJECT)).await.unwrap();
    let destroy = parameter(&requests(&server, LOCK).await[0], "destroy_all_budget_line_item_transfers");
    assert_eq!(destroy.as_deref(), Some("false"));
}

#[tokio::test]
async fn to_lock_and_to_unlock_are_refused_in_their_own_words() {
    let refusal = r#"{"errors":["The budget cannot be unlocked."]}"#;
    for (verb, status, body, sentence, remedy) in [
        ("DELETE", 403, "", "does not let this account lock and unlock", "Admin on the project's Budget tool"),
        ("POST", 403, "", "does not let this account lock", "permission Lock Budget"),
        ("DELETE", 422, refusal, "cannot be unlocked", "retrieve it there first"),
        ("DELETE", 404, "", "does not show it", "switched off"),
    ] {
        let server = company().await;
        mount(&server, verb, LOCK, ResponseTemplate::new(status).set_body_string(body)).await;
        let client = client(&server);
        let end = match verb {
            "DELETE" => client.unlock(ProjectId(PROJECT)).await,
            _ => client.lock(ProjectId(PROJECT)).await,
        };
        let error = end.unwrap_err();
        assert!(error.sentence.contains(sentence) && error.remedy.contains(remedy), "{verb} {status}: {error:?}");
    }
}
