//! The main journey: filter Synced, re-import one job, see it proven, follow the link.

use crate::amount;
use bench::{Answer, House};
use simulators::procore::RowLag;
use simulators::ridgeline::{Company, job};
use tieout::ReimportStage;
use tieout::{EndKind, Event, Filter, StatusKind};

fn drifted() -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point Medical Office")
            .estimate("03-30-00", "SUBCON", "612400.00")
            .estimate("05-12-00", "SUBCON", "731960.00")
            .estimate("05-50-00", "MATERIAL", "38400.00")
            .income("01-00-00", "2000000.00")
            .budget("03-30-00", "S", "588900.00")
            .budget("05-12-00", "S", "731960.01"),
        job("24-112", "Kestrel Elementary Addition")
            .estimate("03-30-00", "SUBCON", "10.00")
            .budget("03-30-00", "S", "10.00"),
        job("24-200", "Ready").estimate("03-30-00", "SUBCON", "10.00"),
    ])
}

#[tokio::test]
async fn a_drifted_job_is_reimported_and_ties_out() {
    let house = House::with(drifted()).await;
    let synced = house.page_of(Filter::Synced).await;
    assert_eq!(synced.rows.iter().map(|row| row.job_id.as_str()).collect::<Vec<_>>(), ["24-101", "24-112"]);
    let counts = synced.counts;
    assert_eq!((counts.ready_to_import, counts.synced, counts.drifted, counts.blocked, counts.all), (1, 2, 1, 0, 3));
    let row = &synced.rows[0];
    assert_eq!(row.acumatica.unwrap().digits(), "1382760.00");
    assert_eq!(row.procore.unwrap().digits(), "1320860.01");
    assert_eq!(row.new_procore.unwrap().digits(), "1382760.00");
    assert_eq!((row.lines, row.status.kind), (Some(3), StatusKind::Drifted));

    let answer = Answer::ok();
    let end = house.reimport_answering("24-101", &answer).await.unwrap();

    assert_eq!((end.kind, end.report.message.as_str()), (EndKind::Posted, "Successfully re-imported to Procore"));
    assert_eq!(answer.asked()[0].title, "Please Confirm");
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
    assert_eq!(house.in_procore("24-101", "05-12-00.S"), Some(amount("731960")));
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("38400")));
    let row = house.row("24-101").await;
    assert_eq!(row.status.kind, StatusKind::TiesOut);
    assert_eq!(row.acumatica, row.procore);
    assert!(!row.reimport.available);
    assert_eq!(row.reimport.reason.as_deref(), Some("Nothing would change."));
}

#[tokio::test]
async fn the_link_leads_to_the_budget_page_with_the_new_amount() {
    let house = House::with(drifted()).await;
    house.reimport("24-101").await.unwrap();
    let url = house.company().await.budget_url(&jobcost::JobId::new("24-101")).unwrap();
    assert!(url.starts_with(&house.simulation.procore.base_url) && url.ends_with("/project/budgeting"), "{url}");
    let procore = &house.simulation.procore;
    let project = procore.project_of("24-101").unwrap();
    assert!(url.contains(&project.to_string()), "{url}");
    let page = procore.budget_page(project);
    assert!(page.contains("Harbor Point Medical Office") && page.contains("612,400.00"), "{page}");
}

#[tokio::test]
async fn progress_is_told_and_ends_with_the_end() {
    let mut house = House::with(drifted()).await;
    house.reimport("24-101").await.unwrap();
    let mut stages = Vec::new();
    let mut ended = false;
    while let Ok(event) = house.events.try_recv() {
        match event {
            Event::Progressed(progress) => {
                assert!(!ended, "no progress after the end");
                assert!(progress.lines_done <= progress.lines_planned && progress.lines_planned == 3);
                if stages.last() != Some(&progress.stage) {
                    stages.push(progress.stage);
                }
            }
            Event::Ended(end) => ended = end.kind == EndKind::Posted,
            _ => {}
        }
    }
    assert_eq!(
        stages,
        [ReimportStage::Asking, ReimportStage::ReadingAgain, ReimportStage::Writing, ReimportStage::Proving]
    );
    assert!(ended);
}

#[tokio::test]
async fn rows_that_lag_behind_the_write_are_waited_for() {
    let house = House::with(drifted()).await;
    house.simulation.procore.set_row_lag(RowLag::Reads(3));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn where_the_sync_endpoint_is_missing_it_goes_line_by_line() {
    let house = House::with(drifted()).await;
    house.simulation.procore.set_sync_enabled(false);
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    let writes = house.writes();
    let by = |method: &str| writes.iter().filter(|write| write.starts_with(method) && write.contains("v1.1")).count();
    assert_eq!((by("PATCH"), by("POST")), (2, 1), "{writes:?}");
}

#[tokio::test]
async fn the_page_fills_from_the_cache_at_the_next_start() {
    let house = House::with(drifted()).await;
    let before = house.page().await;
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    house.forget_requests();
    again.open_connection(&connection.id).await.unwrap();
    let query = tieout::BudgetsQuery {
        filter: Filter::All,
        search: String::new(),
        sort: tieout::SortColumn::JobId,
        descending: false,
        part: None,
    };
    let company = again.company().await.unwrap();
    let (page, freshness) = (company.budgets_page(&query), company.freshness());
    assert_eq!(page.rows, before.rows);
    assert!(freshness.procore_oldest_read_at.is_some());
    assert_eq!(house.requests(), 0, "nothing was asked of the network for it");
}

#[tokio::test]
async fn acumatica_gets_its_session_back() {
    let house = House::with(drifted()).await;
    assert_eq!(house.simulation.acumatica.sessions(), 1);
    house.application.quit().await;
    assert_eq!(house.simulation.acumatica.sessions(), 0);
}

#[tokio::test]
async fn a_first_import_fills_an_empty_budget() {
    let house = House::with(drifted()).await;
    let ready = house.page_of(Filter::ReadyToImport).await;
    assert_eq!(ready.rows[0].status.kind, StatusKind::ReadyToImport);
    assert_eq!(house.reimport("24-200").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-200", "03-30-00.S"), Some(amount("10")));
    assert_eq!(house.page_of(Filter::ReadyToImport).await.rows, []);
}
