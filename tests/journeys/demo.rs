//! The demo company, opened as the welcome screen opens it.

use bench::contracts::Traffic;
use bench::{Answer, House};
use jobcost::JobId;
use std::sync::Arc;
use tieout::{Application, BudgetsPage, BudgetsQuery, EndKind, Event, Filter, SortColumn, StatusKind};
use vault::{MemoryVault, VaultError};

async fn page(application: &Application, filter: Filter, search: &str) -> BudgetsPage {
    let query = BudgetsQuery { filter, search: search.into(), sort: SortColumn::Change, descending: true, part: None };
    application.company().await.unwrap().budgets_page(&query)
}

async fn opened(vault: Arc<MemoryVault>) -> (Arc<Application>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let application = House::application(folder.path(), vault).await;
    application.open_demo().await.unwrap();
    application.company().await.unwrap().check().await.unwrap();
    (application, folder)
}

#[tokio::test]
async fn every_kind_of_job_is_on_the_page_and_the_sums_add_up() {
    let (application, _folder) = opened(Arc::default()).await;
    let all = page(&application, Filter::All, "").await;
    let counts = all.counts;
    // Six were never imported, and the budgets of three were there on both sides before.
    assert_eq!((counts.all, counts.ready_to_import), (49, 9));
    assert!(counts.synced >= 39 && counts.drifted >= 9 && counts.blocked >= 4, "{counts:?}");
    for kind in [
        StatusKind::TiesOut,
        StatusKind::Drifted,
        StatusKind::Blocked,
        StatusKind::OutOfBalance,
        StatusKind::ReadyToImport,
    ] {
        assert!(all.rows.iter().any(|row| row.status.kind == kind), "no job is {kind:?}");
    }
    let usd = &all.totals[0];
    assert_eq!(usd.procore.plus(*usd.change), Ok(*usd.new_procore));
    let differences: Vec<_> = all.rows.iter().map(|row| row.change.map(|difference| difference.amount())).collect();
    assert!(differences.is_sorted_by(|a, b| a >= b), "sorted by difference, largest first");
}

#[tokio::test]
async fn a_cent_and_a_reclassified_line_are_drift() {
    let (application, _folder) = opened(Arc::default()).await;
    let drifted = page(&application, Filter::Drifted, "").await;
    assert!(drifted.rows.iter().any(|row| row.change.is_some_and(|d| d.magnitude().digits() == "0.01")));
    assert!(drifted.rows.iter().any(|row| row.change.is_some_and(|d| d.is_zero()) && row.lines == Some(2)));
}

#[tokio::test]
async fn the_search_finds_id_name_and_amount() {
    let (application, _folder) = opened(Arc::default()).await;
    let harbor = page(&application, Filter::All, "harbor point").await.rows;
    assert_eq!(harbor.iter().map(|row| row.job_id.as_str()).collect::<Vec<_>>(), ["24-101"]);
    assert_eq!((harbor[0].lines, harbor[0].status.kind), (Some(14), StatusKind::Drifted));
    let amount = harbor[0].acumatica.unwrap().sentence();
    assert!(page(&application, Filter::All, &amount).await.rows.iter().any(|row| row.job_id == "24-101"));
    assert_eq!(page(&application, Filter::All, "24-101 nowhere").await.rows, []);
}

#[tokio::test]
async fn harbor_point_ties_out_afterwards() {
    let (application, _folder) = opened(Arc::default()).await;
    let plan = application
        .company()
        .await
        .unwrap()
        .prepare(&JobId::new("24-101"), &tieout::PlanOptions::default())
        .await
        .unwrap();
    let end = application
        .company()
        .await
        .unwrap()
        .reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok())
        .await
        .unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{end:?}");
    let row = page(&application, Filter::All, "24-101").await.rows.remove(0);
    assert_eq!((row.status.kind, row.lines), (StatusKind::TiesOut, Some(0)));
}

#[tokio::test]
async fn without_a_keychain_the_demo_opens_and_says_so() {
    let vault = Arc::new(MemoryVault::default());
    vault.fail_next(VaultError::NoSecretService);
    let folder = tempfile::tempdir().unwrap();
    let application = House::application(folder.path(), vault).await;
    let mut events = application.news().listen();
    assert!(application.open_demo().await.unwrap().is_demo());
    let notice = loop {
        if let Event::Noticed(notice) = events.recv().await.unwrap() {
            break notice;
        }
    };
    assert!(notice.report.message.contains("without a keychain"), "{notice:?}");
}

#[tokio::test]
async fn a_real_connection_without_a_keychain_is_not_stored() {
    let simulation = simulators::start(simulators::ridgeline::Company::empty(), bench::no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    for error in [VaultError::NoSecretService, VaultError::Locked, VaultError::Refused, VaultError::TimedOut] {
        let vault = Arc::new(MemoryVault::default());
        vault.fail_next(error.clone());
        let folder = tempfile::tempdir().unwrap();
        let application = House::application(folder.path(), vault).await;
        let told = application.connect(bench::form(&simulation)).await.unwrap_err();
        assert_eq!((told.sentence, told.remedy), (error.sentence(), error.remedy()));
        assert_eq!(application.start_state().await.unwrap().connections, []);
    }
}

#[tokio::test]
async fn the_demo_is_not_among_the_connections_and_keeps_a_folder_of_its_own() {
    let vault = Arc::new(MemoryVault::default());
    let (application, folder) = opened(vault.clone()).await;
    assert_eq!(application.start_state().await.unwrap().connections, []);
    assert!(folder.path().join("demo").is_dir());
    application.quit().await;
    assert_eq!(vault.accounts(), [""; 0], "what opens nothing any more is not left in the keychain");
}
