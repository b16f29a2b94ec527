//! Two connections whose jobs have the same ids: sandbox and production often do. What is read, linked and written of one is nothing of
//! the other's.

use crate::amount;
use bench::House;
use simulators::ridgeline::{Company, job};
use tieout::{ConnectionId, EndKind, StatusKind};

fn company(tenant: &str, estimate: &str) -> Company {
    let job = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", estimate).budget("03-30-00", "S", "1.00");
    Company { tenant: tenant.into(), ..Company::with_jobs([job]) }
}

async fn total(house: &House, connection: &ConnectionId) -> String {
    house.application.open_connection(connection).await.unwrap();
    house.row("24-101").await.acumatica.unwrap().digits()
}

#[tokio::test]
async fn jobs_of_the_same_id_are_two_jobs() {
    let house = House::with(company("Ridgeline", "2.00")).await;
    let first = house.application.start_state().await.unwrap().connections[0].id.clone();
    let other = simulators::start(company("Sandbox", "3.00"), bench::no_limits()).await.unwrap();
    let form = tieout::ConnectionForm { name: "Sandbox".into(), ..bench::form(&other) };
    let second = house.application.connect(form).await.unwrap().id;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    let project = other.procore.project_of("24-101").unwrap();
    assert_eq!(other.procore.budget(project)[0].original_budget_amount, amount("3"));
    assert_eq!(house.writes(), [""; 0], "nothing went to the first one's Procore");
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("1")));

    // Each remembers its own, before anything is asked.
    assert_eq!(total(&house, &first).await, "2.00");
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::Drifted);
    assert_eq!(total(&house, &second).await, "3.00");
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::TiesOut);
    assert_eq!(house.company().await.history().await.unwrap().len(), 1);
    house.application.open_connection(&first).await.unwrap();
    assert_eq!(house.company().await.history().await.unwrap().len(), 0, "the first one's record holds nothing of it");
}

#[tokio::test]
async fn a_tenant_that_is_not_the_accounts_is_named_and_nothing_is_stored() {
    let house = House::with(company("Ridgeline", "2.00")).await;
    house.application.close_connection().await.unwrap();
    let form =
        tieout::ConnectionForm { name: "Typo".into(), tenant: "Ridgelime".into(), ..bench::form(&house.simulation) };
    let error = house.application.connect(form).await.unwrap_err();
    assert!(error.sentence.contains("tenant") || error.remedy.contains("tenant"), "{error:?}");
    assert_eq!(house.application.start_state().await.unwrap().connections.len(), 1);
    assert_eq!(house.simulation.acumatica.sessions(), 0);
}
