//! Failures: their kinds, and words that a person can use.

use crate::company::{COMPANIES, COMPANY, client, company, json, mount, mount_once, requests};
use jobcost::Side;
use reimport::SideErrorKind;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn every_failure_has_its_kind() {
    let page = "<!DOCTYPE html><html><head><title>Procore</title></head><body>We are back soon</body></html>";
    for (status, body, kind, words) in [
        (400, r#"{"errors":["company_id is invalid"]}"#, SideErrorKind::RefusedByServer, "company_id is invalid"),
        (400, "Missing Procore-Company-Id header! Each call must name it.", SideErrorKind::RefusedByServer, "Missing"),
        (
            403,
            r#"{"errors":"You do not have sufficient access to complete that action"}"#,
            SideErrorKind::Forbidden,
            "sufficient",
        ),
        (
            404,
            r#"{"code":404,"message":"Resource not found","fields":""}"#,
            SideErrorKind::NotFound,
            "does not show it",
        ),
        (405, r#"{"errors":"no"}"#, SideErrorKind::NotFound, "does not know"),
        (
            406,
            r#"{"code":406,"message":"Unknown field","fields":"x"}"#,
            SideErrorKind::RefusedByServer,
            "Unknown field",
        ),
        (408, "", SideErrorKind::TooSlow, "in time"),
        (
            409,
            r#"{"error":{"code":"CONFLICT","message":"Duplicate","details":[]}}"#,
            SideErrorKind::RefusedByServer,
            "Duplicate",
        ),
        (413, "", SideErrorKind::RefusedByServer, "too large"),
        (422, r#"{"message":"Unprocessable Currency","error":"currency"}"#, SideErrorKind::RefusedByServer, "Currency"),
        (500, r#"{"errors":"boom"}"#, SideErrorKind::ServerFailed, "boom"),
        (502, page, SideErrorKind::ServerFailed, "failed"),
        (503, "", SideErrorKind::ServerFailed, "failed"),
        (200, page, SideErrorKind::NotUnderstood, "a web page"),
        (200, r#"[{"id":1"#, SideErrorKind::NotUnderstood, "cut short"),
        (200, r#"{"data":[]}"#, SideErrorKind::NotUnderstood, "another shape"),
        (302, "", SideErrorKind::NotUnderstood, "redirection"),
    ] {
        let server = company().await;
        mount(&server, "GET", COMPANIES, ResponseTemplate::new(status).set_body_string(body)).await;
        let error = client(&server).check().await.unwrap_err();
        assert_eq!((error.side, error.kind), (Side::Procore, kind), "{status} {body}: {}", error.sentence);
        assert!(error.sentence.contains(words), "{}", error.sentence);
        assert!(!error.sentence.contains('<') && !error.remedy.is_empty());
    }
}

#[tokio::test]
async fn an_app_that_is_not_installed_is_told_where_to_install_it() {
    for refusal in [
        r#"{"errors":"App is not connected to this company"}"#,
        r#"{"errors":["App is not connected to this company."]}"#,
    ] {
        let server = company().await;
        mount(&server, "GET", COMPANIES, ResponseTemplate::new(403).set_body_string(refusal)).await;
        let error = client(&server).check().await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::Forbidden);
        assert!(error.sentence.contains("not connected to this Procore company"), "{}", error.sentence);
        assert!(error.remedy.contains("App Management"), "{}", error.remedy);
    }
}

#[tokio::test]
async fn the_servers_name_for_a_request_goes_with_the_words() {
    let server = company().await;
    let failure = ResponseTemplate::new(500).insert_header("x-request-id", "abc-123");
    mount(&server, "GET", COMPANIES, failure).await;
    assert_eq!(client(&server).check().await.unwrap_err().reference.as_deref(), Some("abc-123"));
}

#[tokio::test]
async fn a_limit_is_waited_for_by_retry_after_or_by_its_reset() {
    let in_a_second = (jiff::Timestamp::now().as_second() + 1).to_string();
    for (header, value) in [("retry-after", "1"), ("x-rate-limit-reset", in_a_second.as_str())] {
        let server = company().await;
        let limited = ResponseTemplate::new(429)
            .insert_header("x-rate-limit-limit", "25")
            .insert_header("x-rate-limit-remaining", "0");
        mount_once(&server, "GET", COMPANIES, limited.insert_header(header, value)).await;
        mount(&server, "GET", COMPANIES, json(&format!(r#"[{{"id":{COMPANY},"name":"Ridgeline"}}]"#))).await;
        client(&server).check().await.unwrap();
        assert_eq!(requests(&server, COMPANIES).await.len(), 2, "{header}");
    }
}
