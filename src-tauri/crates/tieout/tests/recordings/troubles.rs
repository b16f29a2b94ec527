//! Errors that the window shows beside what they are about, and what a later look finds of a re-import that was left open.

use crate::clock::StandingClock;
use crate::company::{company, two_jobs};
use crate::opened::{Opened, Person, form};
use crate::reimports::{JOB, WRITES, line_by_line};
use crate::shown::{refused, shown};
use jobcost::JobId;
use serde_json::{Value, json};
use simulators::bench::{Effect, Fault, Moment};
use std::sync::Arc;
use tieout::{ConnectionForm, Event, Notice, PlanOptions};

/// Each by its name.
pub(crate) async fn troubles() -> Value {
    let stage = Opened::on(company()).await;
    let (application, company) = (&stage.application, &stage.company);
    let bad_address = ConnectionForm { acumatica_url: "the ERP".into(), ..form(&stage.simulation) };
    let wrong_password = ConnectionForm { password: "not the password".to_owned().into(), ..form(&stage.simulation) };
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    let two_lines = company.accept_lines(&shown.plan, &PlanOptions::default(), &[0], "two\nlines").await;
    let no_currency = company.state_currency(&JobId::new("25-036"), Some("X")).await;
    let locked = company.prepare(&JobId::new("24-126"), &PlanOptions::default()).await;
    let bad_address = application.connect(bad_address).await;
    let wrong_password = application.connect(wrong_password).await;
    // Last, for nothing could be asked after it.
    stage.simulation.acumatica.bench.faults.inject(Fault::every("", Effect::CloseBefore));
    let unreachable = company.check().await;
    let troubles = json!({
        "badAddress": refused(&bad_address.unwrap_err()),
        "badCurrency": refused(&no_currency.unwrap_err()),
        "badReason": refused(&two_lines.unwrap_err()),
        "locked": refused(&locked.unwrap_err()),
        "unreachable": refused(&unreachable.unwrap_err()),
        "wrongPassword": refused(&wrong_password.unwrap_err()),
    });
    stage.close().await;
    troubles
}

/// What is told of a re-import in the middle of which the network went, an hour later.
pub(crate) async fn notice() -> Value {
    let clock = Arc::new(StandingClock::new());
    let stage = Opened::by(clock.clone(), two_jobs()).await;
    line_by_line(&stage, &clock);
    let faults = stage.simulation.procore.bench.faults.clone();
    stage.simulation.procore.bench.happenings.at(Moment::before(9, WRITES), {
        let faults = faults.clone();
        move || {
            faults.inject(Fault::every("", Effect::CloseBefore));
        }
    });
    let plan = stage.company.prepare(&JobId::new(JOB), &PlanOptions::default()).await.unwrap();
    stage.company.reimport(&plan, &PlanOptions::default(), &Person::YES).await.unwrap();
    faults.clear();
    clock.set_on_hours(1);
    let mut heard = stage.application.news().listen();
    stage.company.check().await.unwrap();
    let mut told = None;
    while let Ok(event) = heard.try_recv() {
        if let Event::Noticed(notice) = event {
            told = Some(notice);
        }
    }
    stage.close().await;
    shown(&Notice { id: "notice".into(), ..told.unwrap() })
}
