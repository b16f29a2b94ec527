//! Wrong passwords in a row lock an account. Tieout tries one once, whoever asks however often.

use bench::House;
use secrecy::SecretString;
use simulators::acumatica::Setting;
use simulators::ridgeline::{Company, job};
use tieout::{ApplicationErrorKind, Connection, EndKind, SideErrorKind};
use vault::Vault as _;

fn company() -> Company {
    let drifted = |id: &str| job(id, "Job").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00");
    Company::with_jobs(["24-101", "24-102", "24-103"].map(drifted))
}

/// A house whose stored password is not the account's, opened again with it.
async fn with_a_wrong_password() -> (House, Connection, SecretString) {
    let house = House::with(company()).await;
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.close_connection().await.unwrap();
    let right = house.vault.get(&connection.password_account()).await.unwrap().unwrap();
    house.vault.set(&connection.password_account(), &"last year's".to_owned().into()).await.unwrap();
    house.forget_requests();
    house.application.open_connection(&connection.id).await.unwrap();
    (house, connection, right)
}

fn tries(house: &House) -> usize {
    house.simulation.acumatica.bench.log.count(|request| request.path.contains("auth/login"))
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_and_the_account_stays_open() {
    let (house, connection, right) = with_a_wrong_password().await;
    house.simulation.acumatica.set(Setting::WrongPasswords { allowed: 2 }).unwrap();
    for _ in 0..3 {
        let error = house.company().await.check().await.unwrap_err();
        let wrong = ApplicationErrorKind::Side(jobcost::Side::Acumatica, SideErrorKind::WrongCredentials);
        assert_eq!(error.kind, wrong, "{error:?}");
        assert!(error.remedy.contains("Connections"), "{error:?}");
        assert!(house.reimport("24-101").await.is_err());
    }
    assert_eq!(tries(&house), 1, "{}", house.request_log());
    // With the right one everything is as it was.
    house.application.close_connection().await.unwrap();
    house.vault.set(&connection.password_account(), &right).await.unwrap();
    house.application.open_connection(&connection.id).await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn an_account_that_is_locked_is_told_as_that_and_tried_once() {
    let house = House::with(company()).await;
    house.simulation.acumatica.set(Setting::WrongPasswords { allowed: 0 }).unwrap();
    house.simulation.acumatica.expire_sessions();
    house.forget_requests();
    for _ in 0..3 {
        let error = house.company().await.check().await.unwrap_err();
        assert!(error.sentence.contains("locked"), "{error:?}");
    }
    assert_eq!(tries(&house), 1, "{}", house.request_log());
}

#[tokio::test]
async fn a_site_that_lets_only_administrators_in_is_no_wrong_password() {
    let house = House::with(company()).await;
    house.simulation.acumatica.set(Setting::SiteLocked { locked: true }).unwrap();
    house.simulation.acumatica.expire_sessions();
    house.forget_requests();
    let error = house.company().await.check().await.unwrap_err();
    let wrong = ApplicationErrorKind::Side(jobcost::Side::Acumatica, SideErrorKind::WrongCredentials);
    assert_ne!(error.kind, wrong, "{error:?}");
    assert!(tries(&house) <= 1, "no burst: {}", house.request_log());
    // It is open again.
    house.simulation.acumatica.set(Setting::SiteLocked { locked: false }).unwrap();
    house.company().await.check().await.unwrap();
}
