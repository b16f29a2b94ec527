//! Two at once: a check while a re-import runs, and two Tieouts on one computer. Nobody closes what another is still working on.

use bench::{Answer, House, no_limits};
use simulators::bench::{Effect, Fault, FaultId};
use simulators::ridgeline::{Company, job};
use std::sync::Arc;
use tieout::{Application, ApplicationErrorKind, EndKind};
use tokio::task::JoinHandle;

const SYNC: &str = "budget_line_items/sync";

fn drifted() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget(
        "03-30-00",
        "S",
        "588900.00",
    )])
}

/// A re-import whose write is held back by Procore until it is released.
async fn under_way(house: &House) -> (FaultId, JoinHandle<EndKind>) {
    let held = house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, Effect::Hold));
    let plan =
        house.company().await.prepare(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default()).await.unwrap();
    let application = house.application.clone();
    let run = tokio::spawn(async move {
        application
            .company()
            .await
            .unwrap()
            .reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok())
            .await
            .unwrap()
            .kind
    });
    while house.writes().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    (held, run)
}

/// Another program on the same data folder and keychain.
async fn another(house: &House) -> Arc<Application> {
    let another = House::application(house.folder.path(), house.vault.clone()).await;
    let connection = another.start_state().await.unwrap().connections[0].clone();
    another.open_connection(&connection.id).await.unwrap();
    another
}

#[tokio::test]
async fn a_check_leaves_a_running_reimport_alone() {
    let house = House::with(drifted()).await;
    let (held, run) = under_way(&house).await;
    house.company().await.check().await.unwrap();
    house.simulation.procore.bench.faults.release(held);
    assert_eq!(run.await.unwrap(), EndKind::Posted);
}

#[tokio::test]
async fn another_program_leaves_it_alone_too_and_starts_none_of_its_own() {
    let house = House::with(drifted()).await;
    let (held, run) = under_way(&house).await;
    let another = another(&house).await;
    another.company().await.unwrap().check().await.unwrap();
    let plan = another
        .company()
        .await
        .unwrap()
        .prepare(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default())
        .await
        .unwrap();
    let refused = another
        .company()
        .await
        .unwrap()
        .reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok())
        .await
        .unwrap_err();
    assert_eq!(refused.kind, ApplicationErrorKind::Busy, "{refused}");
    house.simulation.procore.bench.faults.release(held);
    assert_eq!(run.await.unwrap(), EndKind::Posted);
    assert_eq!(house.writes().len(), 1);
    another.quit().await;
}

#[tokio::test]
async fn the_session_of_a_crashed_program_is_signed_out_at_the_next_start() {
    let house = House::unread(Company::with_jobs([job("24-101", "Harbor Point")]), no_limits()).await;
    let connection = house.application.start_state().await.unwrap().open.unwrap();
    let crashed = House::application(house.folder.path(), house.vault.clone()).await;
    crashed.open_connection(&connection.id).await.unwrap();
    crashed.company().await.unwrap().read_lists().await.unwrap();
    house.company().await.read_lists().await.unwrap();
    assert_eq!(house.simulation.acumatica.sessions(), 2, "every seat is taken");

    // It never says good-bye; its locks go with it, its cookies stay in the keychain.
    drop(crashed);
    let next = House::application(house.folder.path(), house.vault.clone()).await;
    next.open_connection(&connection.id).await.unwrap();
    next.company().await.unwrap().read_lists().await.unwrap();
    assert_eq!(house.simulation.acumatica.sessions(), 2, "the crashed one's seat was given back");
    house.company().await.read_lists().await.unwrap();

    next.quit().await;
    house.application.quit().await;
    assert_eq!(house.simulation.acumatica.sessions(), 0);
    assert!(house.vault.accounts().iter().all(|account| !account.contains("session")), "{:?}", house.vault.accounts());
}
