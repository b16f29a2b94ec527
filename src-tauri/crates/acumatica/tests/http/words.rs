//! Failures of readings: their kinds, and words that a person can use.

use crate::instance::{LINES, PROJECTS, client, client_waiting, instance, json, mount};
use jobcost::{JobId, Side};
use reimport::SideErrorKind;
use reimport::ports::EstimateReader;
use std::time::Duration;
use wiremock::ResponseTemplate;

const PROJECT: &str = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{"value":"USD"}}}"#;

#[tokio::test]
async fn every_failure_has_its_kind() {
    let page = "<!DOCTYPE html><html><head><title>Acumatica</title></head><body>Error</body></html>";
    let missing = r#"{"message":"An error has occurred.","exceptionMessage":"No entity satisfies the condition.",
        "exceptionType":"PX.Api.ContractBased.NoEntitySatisfiesTheConditionException"}"#;
    let setup =
        r#"{"message":"An error has occurred.","exceptionMessage":"The Projects Preferences form is not set up."}"#;
    for (status, body, kind, words) in [
        (403, r#"{"message":"Insufficient rights"}"#, SideErrorKind::Forbidden, "Insufficient rights"),
        (404, "", SideErrorKind::NotFound, "does not know"),
        (500, missing, SideErrorKind::NotFound, "No entity satisfies"),
        (500, setup, SideErrorKind::ServerFailed, "is not set up"),
        (500, page, SideErrorKind::ServerFailed, "Acumatica failed."),
        (
            422,
            r#"{"error":"Wrong","ProjectID":{"value":"x","error":"Project 'X  ' cannot be found in the system."}}"#,
            SideErrorKind::RefusedByServer,
            "cannot be found",
        ),
        (200, page, SideErrorKind::NotUnderstood, "a web page"),
        (200, "[{\"ProjectID\":", SideErrorKind::NotUnderstood, "cut short"),
        (200, "{}", SideErrorKind::NotUnderstood, "another shape"),
        (200, r#"[{"ProjectID":{"value":"24-101"}}]"#, SideErrorKind::NotUnderstood, "gave no"),
        (302, "", SideErrorKind::NotUnderstood, "redirection"),
    ] {
        let server = instance().await;
        mount(&server, "GET", &format!("{PROJECTS}/24-101"), json(PROJECT)).await;
        mount(&server, "GET", LINES, ResponseTemplate::new(status).set_body_string(body)).await;
        let side_error = client(&server).estimate(&JobId::new("24-101")).await.unwrap_err();
        assert_eq!((side_error.side, side_error.kind), (Side::Acumatica, kind), "{status} {body}");
        assert!(side_error.sentence.contains(words), "{}", side_error.sentence);
        assert!(!side_error.sentence.contains('<') && !side_error.remedy.is_empty());
    }
}

#[tokio::test]
async fn a_limit_is_waited_for() {
    let server = instance().await;
    crate::instance::mount_once(&server, "GET", LINES, ResponseTemplate::new(429)).await;
    mount(&server, "GET", LINES, crate::instance::json("[]")).await;
    let project = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{"value":"USD"}}}"#;
    mount(&server, "GET", &format!("{}/24-101", crate::instance::PROJECTS), crate::instance::json(project)).await;
    let client = client(&server);
    assert!(client.estimate(&JobId::new("24-101")).await.is_ok());
    assert_eq!(client.limits().borrow().paused_until, None);
}

#[tokio::test]
async fn a_request_that_waits_in_the_licences_queue_is_told_in_words() {
    let server = instance().await;
    let queued = ResponseTemplate::new(200).set_body_string("[]").set_delay(Duration::from_mins(1));
    mount(&server, "GET", LINES, queued).await;
    let impatient = client_waiting(&server, Duration::from_millis(200));
    let error = impatient.estimate(&JobId::new("24-101")).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::TooSlow);
    assert!(error.remedy.contains("licence"), "{}", error.remedy);
}
