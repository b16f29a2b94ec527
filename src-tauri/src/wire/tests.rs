#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{AppError, ConnectionForm};
use tieout::view::{
    Amount, BudgetsPage, BudgetsQuery, Choice, ChoiceState, Connection, Counts, Filter, Freshness, JobRow, Limit,
    LineOutcome, LineRow, Ownership, Reading, ReimportProgress, ReimportStage, ReimportState, SideName, SortColumn,
    Status, StatusKind,
};
use tieout::{ApplicationError, ApplicationErrorKind, Currency, Money, Side, SideErrorKind};

fn usd(digits: &str) -> Amount {
    Amount(Money::new(digits.parse().unwrap(), Currency::USD))
}

fn row() -> JobRow {
    JobRow {
        job_id: "24-101".into(),
        project_name: "Clinic".into(),
        linked: true,
        acumatica: Some(usd("98765432109876543210.1")),
        procore: Some(usd("-0.005")),
        new_procore: Some(usd("0")),
        difference: None,
        lines: Some(3),
        out_of_balance: None,
        lines_out_of_balance: None,
        status: Status {
            kind: StatusKind::ReadyToImport,
            label: "Ready".into(),
            reason: None,
            remedy: Some("Go".into()),
        },
        reimport: ReimportState { available: true, reason: None, remedy: None },
        awaits_unlock: false,
        ownership: Ownership::AcumaticaUntilFirstChange,
        warning: None,
        inactive: false,
        currency: None,
        acumatica_read_at: Some("2026-03-02T09:30:00Z".parse().unwrap()),
        procore_read_at: None,
    }
}

const ROW: &str = concat!(
    r#"{"jobId":"24-101","projectName":"Clinic","linked":true,"#,
    r#""acumatica":{"amount":"98765432109876543210.10","currency":"USD"},"#,
    r#""procore":{"amount":"-0.005","currency":"USD"},"newProcore":{"amount":"0.00","currency":"USD"},"#,
    r#""difference":null,"lines":3,"outOfBalance":null,"linesOutOfBalance":null,"#,
    r#""status":{"kind":"readyToImport","label":"Ready","reason":null,"remedy":"Go"},"#,
    r#""reimport":{"available":true,"reason":null,"remedy":null},"#,
    r#""awaitsUnlock":false,"ownership":"acumaticaUntilFirstChange","warning":null,"inactive":false,"currency":null,"acumaticaReadAt":"2026-03-02T09:30:00Z","procoreReadAt":null}"#
);

#[test]
fn a_page_crosses_with_every_digit() {
    let page = BudgetsPage {
        rows: vec![row()],
        counts: Counts { ready_to_import: 1, synced: 2, drifted: 3, blocked: 4, all: 5 },
        totals: Vec::new(),
        adoptable: 6,
        freshness: Freshness {
            acumatica_read_at: None,
            procore_oldest_read_at: Some("2026-03-02T09:30:00Z".parse().unwrap()),
            procore_newest_read_at: None,
            reading: Some(Reading { side: SideName::Procore, done: 1, of: 48 }),
            limit: Some(Limit { remaining: 7, limit: 600, resets_at: "2026-03-02T10:00:00Z".parse().unwrap() }),
            paused_until: None,
        },
    };
    let expected = format!(
        "{}{ROW}{}",
        r#"{"rows":["#,
        concat!(
            r#"],"counts":{"readyToImport":1,"synced":2,"drifted":3,"blocked":4,"all":5},"totals":[],"adoptable":6,"#,
            r#""freshness":{"acumaticaReadAt":null,"procoreOldestReadAt":"2026-03-02T09:30:00Z","#,
            r#""procoreNewestReadAt":null,"reading":{"side":"procore","done":1,"of":48},"#,
            r#""limit":{"remaining":7,"limit":600,"resetsAt":"2026-03-02T10:00:00Z"},"pausedUntil":null}}"#
        )
    );
    assert_eq!(serde_json::to_string(&page).unwrap(), expected);
}

#[test]
fn a_line_crosses_with_its_outcome() {
    let line = LineRow {
        code: "03-30-00.S".into(),
        division: "03".into(),
        division_name: "Concrete".into(),
        cost_code: "03-30-00".into(),
        sub_job: None,
        description: "Concrete".into(),
        cost_type: "Subcontract".into(),
        estimate: Some(usd("1.10")),
        budget: None,
        after: Some(usd("1.10")),
        variance: usd("-1.10"),
        change: Some(usd("1.10")),
        outcome: LineOutcome::RevisedToCredit,
        reason: "Revised to a credit".into(),
        estimate_lines: 2,
        choice: Some(ChoiceState { choice: Choice::Leave, made: false }),
    };
    let expected = concat!(
        r#"{"code":"03-30-00.S","division":"03","divisionName":"Concrete","costCode":"03-30-00","subJob":null,"description":"Concrete","costType":"Subcontract","#,
        r#""estimate":{"amount":"1.10","currency":"USD"},"budget":null,"after":{"amount":"1.10","currency":"USD"},"#,
        r#""variance":{"amount":"-1.10","currency":"USD"},"change":{"amount":"1.10","currency":"USD"},"#,
        r#""outcome":"revisedToCredit","reason":"Revised to a credit","estimateLines":2,"choice":{"choice":"leave","made":false}}"#
    );
    assert_eq!(serde_json::to_string(&line).unwrap(), expected);
}

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
            descending: true
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
