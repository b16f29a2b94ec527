//! What the window is told of a job beyond its amounts: a currency that is still to be stated, an inactive project, and that two books
//! differ although a re-import has nothing to do with it.

use bench::House;
use jobcost::JobId;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, End, Filter, StatedCurrency, StatusKind};

const JOB: &str = "24-101";

fn harbor_point() -> JobBuilder {
    job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00")
}

async fn house(job: JobBuilder) -> House {
    House::with(Company::with_jobs([job])).await
}

#[tokio::test]
async fn a_currency_that_procore_leaves_unstated_is_asked_for_with_the_estimates_as_the_proposal() {
    let house = house(harbor_point().currency_unstated()).await;
    let job = JobId::new(JOB);
    let usd = Some("USD".to_owned());
    let row = house.row(JOB).await;
    assert_eq!(row.currency, Some(StatedCurrency { stated: None, proposed: usd.clone() }));
    assert_eq!((row.status.label.as_str(), row.procore, row.lines), ("Currency unknown", None, None));
    let wrong = house.company().await.state_currency(&job, Some("dollars")).await.unwrap_err();
    assert_eq!(wrong.kind, ApplicationErrorKind::BadInput { field: "currency" });

    house.company().await.state_currency(&job, Some("usd")).await.unwrap();
    let row = house.row(JOB).await;
    assert_eq!(
        row.currency,
        Some(StatedCurrency { stated: usd.clone(), proposed: usd }),
        "what was stated can be taken back"
    );
    assert_eq!((row.status.kind, row.lines), (StatusKind::Drifted, Some(1)));

    house.company().await.state_currency(&job, None).await.unwrap();
    assert_eq!(house.row(JOB).await.status.label, "Currency unknown");
}

#[tokio::test]
async fn where_procore_states_the_currency_or_the_budget_is_empty_nothing_is_asked() {
    assert_eq!(house(harbor_point()).await.row(JOB).await.currency, None);
    let empty = job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "5.00").currency_unstated();
    assert_eq!(house(empty).await.row(JOB).await.currency, None);
}

#[tokio::test]
async fn an_inactive_project_is_said_to_be_so_on_both_pages() {
    let house = house(harbor_point().inactive()).await;
    assert!(house.row(JOB).await.inactive);
    let review = house.company().await.link_review().await.unwrap();
    assert!(!review.linked[0].project.active);
}

#[tokio::test]
async fn a_job_whose_books_still_differ_stays_among_the_drifted_and_in_the_tray() {
    let house = house(harbor_point().budget("09-65-00", "M", "40.00")).await;
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::StillDiffers, "{end:?}");
    assert_eq!(house.row(JOB).await.status.kind, StatusKind::OutOfBalance, "a re-import would change nothing");
    assert_eq!(house.page_of(Filter::Drifted).await.rows.len(), 1);
    assert_eq!(house.company().await.attention().drifted, 1);
}
