//! The currency of a budget that does not say it: proven by the first line, or stated by the user, and never guessed.

use bench::{Answer, House};
use jobcost::JobId;
use simulators::bench::Moment;
use simulators::ridgeline::{Company, JobBuilder, job};
use std::sync::{Arc, Mutex};
use tieout::{ApplicationErrorKind, End, EndKind, StatusKind};

const SYNC: &str = "budget_line_items/sync";
const MAPLE: &str = "24-301";

fn empty() -> JobBuilder {
    job(MAPLE, "Maple Yard")
        .estimate_currency("CAD")
        .budget_currency("CAD")
        .estimate("03-30-00", "SUBCON", "300.00")
        .estimate("05-12-00", "SUBCON", "200.00")
        .estimate("09-91-00", "SUBCON", "100.00")
}

/// How many lines the budget had after each of the first three writes.
fn counted(house: &House) -> Arc<Mutex<Vec<usize>>> {
    let counts = Arc::new(Mutex::new(Vec::new()));
    for nth in 1..=3 {
        let (procore, project, counts) = (house.simulation.procore.clone(), house.project(MAPLE), counts.clone());
        house.simulation.procore.bench.happenings.at(Moment::after(nth, SYNC), move || {
            counts.lock().unwrap().push(procore.budget(project).len());
        });
    }
    counts
}

#[tokio::test]
async fn an_empty_budget_in_canadian_dollars_is_proven_by_its_first_line() {
    let house = House::with(Company::with_jobs([empty()])).await;
    assert_eq!(house.row(MAPLE).await.status.kind, StatusKind::ReadyToImport);
    let counts = counted(&house);
    let answer = Answer::ok();
    let end = house.reimport_answering(MAPLE, &answer).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Posted, End::Posted), "{:?}", end.report);
    let body = &answer.asked()[0].body;
    assert!(body.contains("states no currency") && body.contains("in CAD"), "{body}");
    assert_eq!(*counts.lock().unwrap(), [1, 3], "the first line alone, then the rest");
    assert_eq!(house.row(MAPLE).await.procore.unwrap().to_string(), "600.00 CAD");
}

#[tokio::test]
async fn where_the_project_is_in_another_currency_it_stops_after_the_first_line_and_says_so() {
    let house = House::with(Company::with_jobs([empty().budget_currency("USD")])).await;
    let counts = counted(&house);
    let end = house.reimport(MAPLE).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Interrupted, End::NotProven), "{:?}", end.report);
    let text = format!("{} {}", end.report.message, end.report.details.join(" "));
    for word in ["read back in CAD", "It is in USD", "The other lines were not sent"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(end.report.remedy.contains("Take the amount of that line back"), "{}", end.report.remedy);
    assert_eq!((counts.lock().unwrap().clone(), house.budget(MAPLE).len()), (vec![1], 1));
    // From now on the two currencies are known, and known to differ.
    let error = house.reimport(MAPLE).await.unwrap_err();
    assert!(error.sentence.contains("in CAD") && error.sentence.contains("in USD"), "{error}");
    assert_eq!(house.writes().len(), 1);
}

#[tokio::test]
async fn a_first_line_that_states_none_either_stops_it_too_until_somebody_says_which_it_is() {
    let house = House::with(Company::with_jobs([empty().currency_unstated()])).await;
    let end = house.reimport(MAPLE).await.unwrap();
    assert_eq!(end.end, End::NotProven, "{:?}", end.report);
    assert!(end.report.details.join(" ").contains("states no currency for it either"), "{:?}", end.report);
    assert_eq!(house.budget(MAPLE).len(), 1);
    house.company().await.state_currency(&JobId::new(MAPLE), Some("CAD")).await.unwrap();
    assert_eq!(house.reimport(MAPLE).await.unwrap().end, End::Posted);
    assert_eq!(house.budget(MAPLE).len(), 3, "nothing is doubled");
}

#[tokio::test]
async fn rows_without_a_currency_are_refused_until_it_is_stated_once() {
    let drifted = empty().budget("03-30-00", "S", "250.00").currency_unstated();
    let house = House::with(Company::with_jobs([drifted])).await;
    let row = house.row(MAPLE).await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::Blocked, "Currency unknown"));
    let error = house.reimport(MAPLE).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Refused);
    assert!(error.sentence.contains("does not say in which currency") && !error.remedy.is_empty(), "{error}");
    assert_eq!(house.writes(), [""; 0]);

    // A wrong word is refused, and a currency other than the estimate's is another currency.
    let maple = JobId::new(MAPLE);
    assert!(house.company().await.state_currency(&maple, Some("dollars")).await.is_err());
    house.company().await.state_currency(&maple, Some("USD")).await.unwrap();
    assert!(house.reimport(MAPLE).await.unwrap_err().sentence.contains("in USD"));
    house.company().await.state_currency(&maple, Some("CAD")).await.unwrap();
    assert_eq!(house.row(MAPLE).await.procore.unwrap().to_string(), "250.00 CAD");

    // It is asked once per project: the next start knows it, and posts.
    house.application.quit().await;
    let next = house.another().await;
    next.company().await.unwrap().check().await.unwrap();
    let plan = next.company().await.unwrap().prepare(&maple, &tieout::PlanOptions::default()).await.unwrap();
    let end =
        next.company().await.unwrap().reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok()).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert_eq!(house.budget(MAPLE).len(), 3);
}

#[tokio::test]
async fn what_was_read_first_says_nothing_of_another_budgets_currency() {
    for (first, second) in [("24-302", MAPLE), (MAPLE, "24-302")] {
        let dollars = job("24-302", "Cedar").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00");
        let house = House::unread(Company::with_jobs([dollars, empty()]), bench::no_limits()).await;
        house.company().await.read_lists().await.unwrap();
        for job in [first, second] {
            house.company().await.read_job(&JobId::new(job)).await.unwrap();
        }
        for job in [first, second] {
            assert_eq!(house.reimport(job).await.unwrap().end, End::Posted, "{job} after {first}");
        }
        assert_eq!(house.row("24-302").await.procore.unwrap().to_string(), "2.00 USD");
        assert_eq!(house.row(MAPLE).await.procore.unwrap().to_string(), "600.00 CAD");
    }
}
