//! Every way that a re-import can end, each reached on the recorded company: the steps that were told, the end, and whether what was chosen
//! of the job is still kept afterwards.

use crate::clock::StandingClock;
use crate::company::two_jobs;
use crate::opened::{Opened, Person};
use crate::shown::shown;
use jobcost::JobId;
use serde_json::{Value, json};
use simulators::bench::{Effect, Fault, Later, Moment, Nth};
use simulators::procore::{Deed, RowLag};
use std::sync::Arc;
use std::time::Duration;
use tieout::{Choice, EndKind, Event, LineChoice, PlanOptions, ReimportEnd, ReimportProgress};

/// The job that is re-imported.
pub(crate) const JOB: &str = "24-101";
/// One where there is nothing to do.
const AGREEING: &str = "24-112";
/// Requests that write a line.
pub(crate) const WRITES: &str = "budget_line_items";
/// So many writes take their time; more than there are.
const TIMED: u32 = 60;

/// All of them.
pub(crate) const KINDS: [EndKind; 11] = [
    EndKind::Declined,
    EndKind::Outdated,
    EndKind::Refused,
    EndKind::InAgreement,
    EndKind::Posted,
    EndKind::WithItems,
    EndKind::StillDiffers,
    EndKind::Discrepant,
    EndKind::Interrupted,
    EndKind::NotKnownYet,
    EndKind::Voided,
];

/// With these choices the job ties out after its re-import: what only Procore has is set to zero, and the codes that are missing are made.
pub(crate) fn choices_that_tie_out() -> PlanOptions {
    let only_in_procore = ["09-65-00.S", "09-65-00.L", "09-65-00.M"];
    let choices = only_in_procore.map(|code| LineChoice { code: code.into(), choice: Choice::SetToZero }).into();
    PlanOptions { choices, create_codes: true, ..PlanOptions::default() }
}

/// One line left, of many that change.
fn one_left() -> PlanOptions {
    let choices = vec![LineChoice { code: "05-12-00.L".into(), choice: Choice::Leave }];
    PlanOptions { choices, ..PlanOptions::default() }
}

/// A re-import that ends so.
pub(crate) async fn reimport(kind: EndKind) -> Value {
    let clock = Arc::new(StandingClock::new());
    let stage = Opened::by(clock.clone(), two_jobs()).await;
    line_by_line(&stage, &clock);
    set_the_stage(kind, &stage);
    let mut heard = stage.application.news().listen();
    let end = if kind == EndKind::InAgreement {
        stage.company.nothing_to_change(&JobId::new(AGREEING), &PlanOptions::default()).unwrap()
    } else {
        carried_out(kind, &stage).await
    };
    assert_eq!(end.kind, kind, "{:?}", end.report);
    let mut steps: Vec<ReimportProgress> = Vec::new();
    while let Ok(event) = heard.try_recv() {
        if let Event::Progressed(step) = event {
            steps.push(step);
        }
    }
    let kept =
        stage.company.open_comparison(&JobId::new(JOB)).await.is_ok_and(|shown| !shown.options.choices.is_empty());
    stage.close().await;
    json!({ "steps": shown(&steps), "end": shown(&end), "choicesKept": kept })
}

/// Without the sync route, a line a request and a second a line: the steps between are there to be seen. Rows never lag, for how far they
/// are behind is real time.
pub(crate) fn line_by_line(stage: &Opened, clock: &Arc<StandingClock>) {
    stage.simulation.procore.set_row_lag(RowLag::None);
    stage.simulation.procore.set_sync_enabled(false);
    for (method, nth) in ["POST", "PATCH"].into_iter().flat_map(|method| (1..=TIMED).map(move |nth| (method, nth))) {
        let clock = clock.clone();
        let written = Moment::after(nth, WRITES).on(method);
        stage.simulation.procore.bench.happenings.at(written, move || clock.set_on(Duration::from_secs(1)));
    }
}

/// What Procore does to end it so.
fn set_the_stage(kind: EndKind, stage: &Opened) {
    let (procore, project) = (&stage.simulation.procore, stage.project(JOB));
    let faults = &procore.bench.faults;
    match kind {
        EndKind::Refused => procore.refuse_all_lines(project, "The budget is in review"),
        EndKind::Interrupted => procore.refuse_line(project, "05-50-00.S", "Cost code is closed for this project"),
        // Somebody changes a line of which the plan says that it stays.
        EndKind::Discrepant => {
            let deed = Deed::SetAmount { code: "03-35-00.S".into(), amount: "48250.01".parse().unwrap() };
            procore.somebody_at(Moment::after(3, WRITES), project, deed);
        }
        EndKind::NotKnownYet => {
            let effect = Effect::HandleLater { later: Later::Released, code: Some(504) };
            faults.inject(Fault { nth: Nth::Range(9, 1_000), ..Fault::every(WRITES, effect) });
        }
        EndKind::Voided => {
            let (body, headers) = (r#"{"errors":"no"}"#.into(), Vec::new());
            faults.inject(Fault::every(WRITES, Effect::Status { code: 403, body, headers }));
        }
        _ => {}
    }
}

async fn carried_out(kind: EndKind, stage: &Opened) -> ReimportEnd {
    let (company, job) = (&stage.company, JobId::new(JOB));
    let options = match kind {
        EndKind::Posted => choices_that_tie_out(),
        EndKind::WithItems => PlanOptions { create_codes: false, ..choices_that_tie_out() },
        _ => one_left(),
    };
    let comparison = company.open_comparison(&job).await.unwrap();
    company.choose(&comparison.plan, &options).await.unwrap();
    if kind == EndKind::WithItems {
        company.accept_rest(&comparison.plan, &options, "The owner pays it directly").await.unwrap();
    }
    let plan = company.prepare(&job, &PlanOptions::default()).await.unwrap();
    let (procore, project) = (stage.simulation.procore.clone(), stage.project(JOB));
    let meanwhile = || {
        if kind == EndKind::Outdated {
            procore.set_amount(project, "03-30-00.S", "590000.00".parse().unwrap());
        }
    };
    let person = Person { says_yes: kind != EndKind::Declined, meanwhile: &meanwhile };
    company.reimport(&plan, &company.shown_with(&plan).unwrap(), &person).await.unwrap()
}
