//! A connection's test: every question the work depends on, with its own answer and remedy.

use bench::{House, form};
use secrecy::SecretString;
use simulators::procore::Level;
use simulators::ridgeline::{Company, job};
use tieout::{Check, CheckResult, SideName};

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "2.00")
        .budget("03-30-00", "S", "1.00")])
}

async fn asked(house: &House) -> Vec<Check> {
    let connection = house.application.start_state().await.unwrap().open.unwrap();
    house.application.preflight(&connection.id).await.unwrap()
}

fn answer(checks: &[Check], side: SideName, name: &str) -> (CheckResult, String, String) {
    let check = checks.iter().find(|check| check.side == side && check.name == name).expect(name);
    (check.result, check.sentence.clone(), check.remedy.clone())
}

#[tokio::test]
async fn a_good_connection_passes_every_question() {
    let house = House::with(company()).await;
    let checks = asked(&house).await;
    let not_passed: Vec<_> = checks.iter().filter(|check| check.result != CheckResult::Passed).collect();
    assert!(not_passed.is_empty(), "{not_passed:#?}");
    assert_eq!(checks.len(), 15);
    assert!(answer(&checks, SideName::Acumatica, "Endpoint").1.contains("24.200.001"));
    assert!(house.writes().is_empty());
}

#[tokio::test]
async fn each_missing_right_is_named_with_its_remedy() {
    let house = House::with(company()).await;
    house.simulation.procore.set_erp_level(Some(Level::ReadOnly));
    house.simulation.acumatica.deny("ProjectBudget");
    let checks = asked(&house).await;
    let (result, sentence, remedy) = answer(&checks, SideName::Procore, "May re-import");
    assert_eq!((result, sentence.as_str()), (CheckResult::Failed, "ERP Integrations: Read Only."));
    assert!(remedy.contains("Standard"));
    let (result, sentence, remedy) = answer(&checks, SideName::Acumatica, "Reads budgets");
    assert!(
        result == CheckResult::Failed && sentence.contains("PM309000") && remedy.contains("View Only"),
        "{sentence}"
    );
    assert_eq!(answer(&checks, SideName::Acumatica, "Reads projects").0, CheckResult::Passed);
}

#[tokio::test]
async fn what_the_form_says_is_tested_before_anything_is_stored() {
    let house = House::with(company()).await;
    let mut wrong = form(&house.simulation);
    wrong.client_secret = SecretString::from("not the secret");
    let checks = house.application.sign_in().test(wrong).await.unwrap();
    assert_eq!(answer(&checks, SideName::Acumatica, "Reads budgets").0, CheckResult::Passed);
    assert_eq!(answer(&checks, SideName::Procore, "Reachable").0, CheckResult::Passed);
    assert_eq!(answer(&checks, SideName::Procore, "Signed in").0, CheckResult::Failed);
    assert_eq!(answer(&checks, SideName::Procore, "May re-import").0, CheckResult::NotAsked);
    assert_eq!(house.application.start_state().await.unwrap().connections.len(), 1);
    assert_eq!(house.simulation.acumatica.sessions(), 1, "the test's own session was given back");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_one_failure_and_not_seven() {
    let house = House::with(company()).await;
    let mut nowhere = form(&house.simulation);
    nowhere.acumatica_url = "http://127.0.0.1:9".into();
    let checks = house.application.sign_in().test(nowhere).await.unwrap();
    let of_acumatica: Vec<_> = checks.iter().filter(|check| check.side == SideName::Acumatica).collect();
    assert_eq!(of_acumatica.iter().filter(|check| check.result == CheckResult::Failed).count(), 1);
    assert!(of_acumatica[1..].iter().all(|check| check.result == CheckResult::NotAsked));
}
