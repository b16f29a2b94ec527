#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{AppError, ConnectionForm};
use tieout::view::{BudgetsQuery, Connection, Filter, ReimportProgress, ReimportStage, SortColumn};
use tieout::{ApplicationError, ApplicationErrorKind, Side, SideErrorKind};

#[test]
fn a_query_is_understood() {
    let json = r#"{"filter":"readyToImport","search":"24","sort":"newProcore","descending":true}"#;
    let query = serde_json::from_str::<BudgetsQuery>(json).unwrap();
    assert_eq!(
        query,
        BudgetsQuery {
            filter: Filter::ReadyToImport,
            search: "24".into(),
            sort: SortColumn::NewProcore,
            descending: true,
            part: None,
        }
    );
    assert!(serde_json::from_str::<BudgetsQuery>(&json.replace("newProcore", "nonsense")).is_err());
}

#[test]
fn progress_crosses() {
    let progress = ReimportProgress {
        job_id: "24-101".into(),
        stage: ReimportStage::ReadingAgain,
        words: ReimportStage::ReadingAgain.words(),
        lines_done: 1,
        lines_planned: 2,
        seconds_left: Some(2),
    };
    let expected = concat!(
        r#"{"jobId":"24-101","stage":"readingAgain","words":"Reading both sides again","#,
        r#""linesDone":1,"linesPlanned":2,"secondsLeft":2}"#
    );
    assert_eq!(serde_json::to_string(&progress).unwrap(), expected);
}

#[test]
fn a_trouble_keeps_its_code_field_and_reference() {
    let cases = [
        (ApplicationErrorKind::Side(Side::Procore, SideErrorKind::RateLimited), r#""rateLimited""#, "null"),
        (ApplicationErrorKind::Side(Side::Acumatica, SideErrorKind::NoSeat), r#""noSeat""#, "null"),
        (
            ApplicationErrorKind::Side(Side::Procore, SideErrorKind::WrongCredentials),
            r#""wrongCredentials""#,
            r#""clientSecret""#,
        ),
        (ApplicationErrorKind::Journal { disk_full: true }, r#""diskFull""#, "null"),
        (ApplicationErrorKind::Journal { disk_full: false }, r#""journal""#, "null"),
        (ApplicationErrorKind::KeychainLocked, r#""keychainLocked""#, "null"),
        (ApplicationErrorKind::Refused, r#""notReady""#, "null"),
        (ApplicationErrorKind::BadInput { field: "companyId" }, r#""badInput""#, r#""companyId""#),
    ];
    for (kind, code, field) in cases {
        let error =
            ApplicationError { kind, sentence: "No.".into(), remedy: "Try.".into(), reference: Some("r-1".into()) };
        let expected =
            format!(r#"{{"code":{code},"message":"No.","remedy":"Try.","reference":"r-1","field":{field}}}"#);
        assert_eq!(serde_json::to_string(&AppError::from(error)).unwrap(), expected);
    }
}

#[test]
fn a_form_becomes_secrets_and_a_connection_shows_none() {
    let json = concat!(
        r#"{"name":"Ridgeline","acumaticaUrl":"https://ridgeline.acumatica.com","tenant":"T","user":"ana","#,
        r#""password":"canary-1","procoreEnvironment":"sandbox","procoreUrl":"","procoreLoginUrl":"","#,
        r#""acumaticaWay":"browser","applicationId":"g@T","applicationSecret":"canary-3","acumaticaPort":"","procoreWay":"browser","procorePort":"","clientId":"c","clientSecret":"canary-2","companyId":"562949953443325"}"#
    );
    let form: tieout::ConnectionForm = serde_json::from_str::<ConnectionForm>(json).unwrap().into();
    assert!(!format!("{:?} {:?} {:?}", form.password, form.client_secret, form.application_secret).contains("canary"));
    let connection = tieout::Connection {
        id: tieout::ConnectionId::demo(),
        band: None,
        name: "Ridgeline".into(),
        acumatica: tieout::AcumaticaAddress {
            url: "http://127.0.0.1:1/".parse().unwrap(),
            tenant: "T".into(),
            user: "ana".into(),
            way: tieout::AcumaticaWay::Cookie,
        },
        procore: tieout::ProcoreAddress {
            environment: tieout::ProcoreEnvironment::Sandbox,
            client_id: "c".into(),
            way: tieout::ProcoreWay::ServiceAccount,
            company_id: 562_949_953_443_325,
        },
    };
    let expected = concat!(
        r#"{"id":"demo","name":"Ridgeline","demo":true,"acumatica":"http://127.0.0.1:1/","tenant":"T","user":"ana","#,
        r#""procore":"https://sandbox.procore.com/","companyId":"562949953443325","band":null}"#
    );
    assert_eq!(serde_json::to_string(&Connection::from(connection)).unwrap(), expected);
}
