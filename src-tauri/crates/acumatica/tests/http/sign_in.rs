//! One session: opened when needed, renewed once, given back.

use crate::instance::{LINES, PASSWORD, PROJECTS, client, client_by, instance, json, log, mount, mount_once};
use jiff::{SignedDuration, Timestamp};
use jobcost::JobId;
use reimport::SideErrorKind;
use reimport::ports::{EstimateReader, JobReader, SourceSession};
use rest::StillClock;
use std::time::Duration;
use wiremock::ResponseTemplate;

const LOGIN: &str = "POST /site/entity/auth/login";
const LOGOUT: &str = "POST /site/entity/auth/logout";

#[tokio::test]
async fn nothing_is_sent_before_it_is_needed_and_one_session_serves_all() {
    let server = instance().await;
    mount(&server, "GET", PROJECTS, json("[]")).await;
    let client = client(&server);
    assert!(log(&server).await.is_empty());
    let (one, two) = tokio::join!(client.jobs(), client.jobs());
    assert_eq!((one.unwrap(), two.unwrap()), (vec![], vec![]));
    client.check().await.unwrap();
    assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), 1);
    client.sign_out().await.unwrap();
    client.sign_out().await.unwrap();
    assert_eq!(log(&server).await.iter().filter(|line| *line == LOGOUT).count(), 1);
}

#[tokio::test]
async fn nothing_signs_in_again_after_the_sign_out() {
    for signed_in in [true, false] {
        let server = instance().await;
        mount(&server, "GET", PROJECTS, json("[]")).await;
        let client = client(&server);
        if signed_in {
            client.jobs().await.unwrap();
        }
        client.sign_out().await.unwrap();
        let before = log(&server).await.iter().filter(|line| *line == LOGIN).count();
        let error = client.jobs().await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::SignedOut);
        assert!(error.sentence.contains("closed"), "{}", error.sentence);
        assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), before, "no seat is taken");
    }
}

#[tokio::test]
async fn a_sign_in_under_way_gives_its_seat_back_when_the_client_signs_out() {
    let server = wiremock::MockServer::start().await;
    mount(&server, "GET", "/site/entity", json(r#"[{"name":"Default","version":"24.200.001"}]"#)).await;
    let slow = ResponseTemplate::new(204).set_delay(std::time::Duration::from_millis(300));
    mount(&server, "POST", "/site/entity/auth/login", slow).await;
    mount(&server, "POST", "/site/entity/auth/logout", ResponseTemplate::new(204)).await;
    mount(&server, "GET", PROJECTS, json("[]")).await;
    let client = client(&server);
    let closing = async {
        while !log(&server).await.iter().any(|line| line == LOGIN) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        client.sign_out().await
    };
    let (jobs, signed_out) = tokio::join!(client.jobs(), closing);
    assert_eq!(jobs.unwrap_err().kind, SideErrorKind::SignedOut);
    assert_eq!(signed_out, Ok(()));
    let log = log(&server).await;
    assert_eq!(log.iter().filter(|line| *line == LOGOUT).count(), 1);
    assert!(!log.iter().any(|line| line.ends_with("/Project")), "nothing was asked any more");
}

#[tokio::test]
async fn a_refused_sign_in_is_not_tried_again_by_itself() {
    let refusals = [
        r#"{"exceptionMessage":"Invalid credentials. Please try again."}"#,
        r#"{"message":"An error has occurred.","exceptionMessage":"Your account has been locked out.","stackTrace":"   at PX.Data.Access"}"#,
    ];
    for (refusal, kind) in refusals.into_iter().zip([SideErrorKind::WrongCredentials, SideErrorKind::Forbidden]) {
        let server = instance_refusing(500, refusal).await;
        let client = client(&server);
        for _ in 0..3 {
            let side_error = client.check().await.unwrap_err();
            assert_eq!(side_error.kind, kind);
            assert!(!format!("{side_error:?}").contains("PX.Data"), "{side_error:?}");
        }
        assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), 1);
    }
}

#[tokio::test]
async fn a_locked_user_is_left_alone_for_a_quarter_of_an_hour_by_the_clock() {
    let locked = r#"{"exceptionMessage":"Your account has been locked out."}"#;
    let server = instance_refusing(500, locked).await;
    let clock = StillClock::at(Timestamp::UNIX_EPOCH);
    let client = client_by(&server, Duration::from_secs(5), clock.clone());
    for (seconds, sign_ins) in [(0, 1), (899, 1), (1, 2), (60, 2)] {
        clock.advance(SignedDuration::from_secs(seconds));
        assert_eq!(client.check().await.unwrap_err().kind, SideErrorKind::Forbidden);
        let asked = log(&server).await.iter().filter(|line| *line == LOGIN).count();
        assert_eq!(asked, sign_ins, "{seconds} s later");
    }
}

#[tokio::test]
async fn a_refusal_of_another_text_is_not_called_a_wrong_password() {
    for (status, body) in [
        (500, r#"{"exceptionMessage":"Le site est en cours de maintenance.","stackTrace":"at PX.Data"}"#),
        (403, r#"{"message":"Not now"}"#),
        (503, "<html>Service Unavailable</html>"),
    ] {
        let server = instance_refusing(status, body).await;
        let client = client(&server);
        for logins in [1, 2, 3] {
            let asked = match logins {
                1 => client.check().await,
                2 => client.jobs().await.map(|_| ()),
                _ => client.estimates(&[]).await.map(|_| ()),
            };
            let error = asked.unwrap_err();
            assert!(!matches!(error.kind, SideErrorKind::WrongCredentials | SideErrorKind::NoSeat), "{error:?}");
            assert!(error.remedy.contains("maintenance") && !format!("{error:?}").contains("PX.Data"), "{error:?}");
            assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), logins, "no burst");
        }
    }
}

#[tokio::test]
async fn the_sign_in_is_the_documented_one_and_the_cookie_comes_back() {
    let server = instance().await;
    mount(&server, "GET", PROJECTS, json("[]")).await;
    let client = client(&server);
    client.jobs().await.unwrap();
    client.sign_out().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let of = |end: &str| requests.iter().find(|request| request.url.path().ends_with(end)).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&of("login").body).unwrap();
    assert_eq!(body, serde_json::json!({"name": "okafor", "password": PASSWORD, "tenant": "Ridgeline"}));
    assert_eq!(of("Project").headers["cookie"], "ASP.NET_SessionId=s1");
    assert_eq!(of("logout").headers["content-length"], "0");
}

#[tokio::test]
async fn an_ended_session_is_renewed_once() {
    let server = instance().await;
    mount_once(&server, "GET", PROJECTS, ResponseTemplate::new(401)).await;
    mount(&server, "GET", PROJECTS, json(r#"[{"ProjectID":{"value":"24-101"}}]"#)).await;
    let client = client(&server);
    assert_eq!(client.jobs().await.unwrap().len(), 1);
    assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), 2);
}

#[tokio::test]
async fn a_session_that_keeps_ending_is_told() {
    let server = instance().await;
    mount(&server, "GET", LINES, ResponseTemplate::new(401)).await;
    let error = client(&server).estimate(&JobId::new("24-101")).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::SignedOut);
    assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), 2, "and no third time");
}

#[tokio::test]
async fn every_way_to_be_refused_is_told_apart_by_its_text() {
    let exception = |text: &str| format!(r#"{{"message":"An error has occurred.","exceptionMessage":"{text}"}}"#);
    for (status, body, kind, word) in [
        (500, exception("Invalid credentials. Please try again."), SideErrorKind::WrongCredentials, "password"),
        (401, String::new(), SideErrorKind::WrongCredentials, "password"),
        (500, exception("API Login Limit"), SideErrorKind::NoSeat, "session"),
        (429, "The custom error module does not recognize this error.".into(), SideErrorKind::NoSeat, "session"),
        (500, exception("A proper company ID cannot be determined"), SideErrorKind::WrongCredentials, "tenant"),
        (500, exception("You need to change your password."), SideErrorKind::WrongCredentials, "new password"),
        (500, "<html><title>Oops</title></html>".into(), SideErrorKind::ServerFailed, "failed"),
    ] {
        let server = instance_refusing(status, &body).await;
        let side_error = client(&server).check().await.unwrap_err();
        assert_eq!(side_error.kind, kind, "{status} {body}");
        assert!(side_error.sentence.contains(word), "{}", side_error.sentence);
        assert!(!side_error.remedy.is_empty());
        assert_eq!(log(&server).await.iter().filter(|line| *line == LOGIN).count(), 1, "an account may lock itself");
    }
}

async fn instance_refusing(status: u16, body: &str) -> wiremock::MockServer {
    let server = wiremock::MockServer::start().await;
    let endpoints = r#"[{"name":"Default","version":"24.200.001"}]"#;
    mount(&server, "GET", "/site/entity", json(endpoints)).await;
    let refusal = ResponseTemplate::new(status).set_body_string(body);
    mount(&server, "POST", "/site/entity/auth/login", refusal).await;
    server
}

#[tokio::test]
async fn signing_out_of_an_ended_session_is_fine_and_never_repeated() {
    for (status, good) in [(204, true), (401, true), (503, false)] {
        let server = wiremock::MockServer::start().await;
        mount(&server, "GET", "/site/entity", json(r#"[{"name":"Default","version":"24.200.001"}]"#)).await;
        mount(&server, "POST", "/site/entity/auth/login", ResponseTemplate::new(204)).await;
        mount(&server, "POST", "/site/entity/auth/logout", ResponseTemplate::new(status)).await;
        mount(&server, "GET", PROJECTS, json("[]")).await;
        let client = client(&server);
        client.jobs().await.unwrap();
        assert_eq!(client.sign_out().await.is_ok(), good, "{status}");
        assert_eq!(log(&server).await.iter().filter(|line| *line == LOGOUT).count(), 1);
    }
}

#[tokio::test]
async fn the_password_is_in_no_words() {
    let server = instance_refusing(500, &format!("wrong: {PASSWORD}")).await;
    let client = client(&server);
    let error = client.check().await.unwrap_err();
    assert!(error.sentence.contains("[redacted]"), "the server did echo it");
    assert!(!format!("{error:?} {error}").contains(PASSWORD));
}
