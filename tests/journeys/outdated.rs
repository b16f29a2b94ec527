//! The dialog may be open over lunch: a plan is refused when either side moved since.

use crate::amount;
use bench::{Answer, House};
use simulators::ridgeline::{Company, job};
use tieout::EndKind;

async fn house() -> House {
    House::with(Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .estimate("05-12-00", "SUBCON", "5.00")
        .budget("03-30-00", "S", "588900.00")
        .budget("05-12-00", "S", "5.00")]))
    .await
}

#[tokio::test]
async fn by_a_change_in_acumatica() {
    let house = house().await;
    let acumatica = house.simulation.acumatica.clone();
    let answer = Answer::ok_after(move || {
        acumatica.set_original_amount("24-101", "BASE", "05-12-00", "SUBCON", "<N/A>", amount("6.00")).unwrap();
    });
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Outdated);
    assert_eq!(end.report.details.len(), 1);
    assert!(end.report.details[0].contains("was $5.00, is $6.00"), "{:?}", end.report.details);
    assert_eq!(house.writes(), [""; 0]);
    // The new plan holds the new figure.
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "05-12-00.S"), Some(amount("6")));
}

#[tokio::test]
async fn by_a_change_in_procore() {
    let house = house().await;
    let procore = house.simulation.procore.clone();
    let project = procore.project_of("24-101").unwrap();
    let answer = Answer::ok_after(move || procore.set_amount(project, "05-12-00.S", amount("7.00")));
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Outdated);
    assert!(end.report.details[0].contains("was $5.00, is $7.00"), "{:?}", end.report.details);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn by_a_line_that_appeared_in_procore() {
    let house = house().await;
    let procore = house.simulation.procore.clone();
    let project = procore.project_of("24-101").unwrap();
    let answer = Answer::ok_after(move || procore.add_line(project, "03-30-00.M", amount("1.00")));
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Outdated);
    assert!(end.report.details[0].contains("was no line, is $1.00"), "{:?}", end.report.details);
    assert_eq!(house.writes(), [""; 0]);
}
