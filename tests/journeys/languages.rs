//! Drop-downs are answered in the words people see. A word that is not known is never taken for "no cost", and never ends in "all is well".

use bench::{House, no_limits};
use simulators::acumatica::{Language, Setting};
use simulators::ridgeline::{Company, job};
use tieout::{EndKind, StatusKind};

/// Two jobs that agree and one that does not.
fn company() -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").income("01-00-00", "9.00").budget(
            "03-30-00",
            "S",
            "588900.00",
        ),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "5.00"),
        job("24-103", "Cedar Ridge").estimate("03-30-00", "SUBCON", "6.00").budget("03-30-00", "S", "6.00"),
    ])
}

async fn house(settings: impl IntoIterator<Item = Setting>) -> House {
    let house = House::unread(company(), no_limits()).await;
    for setting in settings {
        house.simulation.acumatica.set(setting).unwrap();
    }
    house
}

fn word(english: &str, shown: &str) -> Setting {
    Setting::Word { english: english.into(), shown: shown.into() }
}

#[tokio::test]
async fn types_in_another_language_are_trouble_of_every_job_and_no_agreement() {
    for (settings, shown) in [
        (vec![Setting::Language { language: Language::French }], ["Revenu", "Dépense", "Dépense"]),
        (vec![word("Expense", "Cost")], ["Cost"; 3]),
    ] {
        let house = house(settings).await;
        for (job, shown) in ["24-101", "24-102", "24-103"].into_iter().zip(shown) {
            house.cannot_tell(job, &format!("\"{shown}\"")).await;
        }
        let page = house.page().await;
        assert!(page.rows.iter().all(|row| row.status.kind == StatusKind::Trouble && row.acumatica.is_none()));
        let attention = house.company().await.attention();
        assert_eq!((attention.drifted, attention.needs_you), (0, 3));
        // The language is put right, and everything is as it should be.
        house.simulation.acumatica.set(Setting::Language { language: Language::English }).unwrap();
        house.company().await.check().await.unwrap();
        assert_eq!(house.row("24-102").await.status.kind, StatusKind::TiesOut);
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    }
}

#[tokio::test]
async fn a_type_of_another_language_on_one_job_stops_that_job_alone() {
    let house = house([word("Income", "Revenue")]).await;
    house.cannot_tell("24-101", "\"Revenue\"").await;
    assert_eq!(house.row("24-102").await.status.kind, StatusKind::TiesOut);
}

#[tokio::test]
async fn a_word_in_other_capitals_is_the_same_word() {
    let house = house([word("Expense", "EXPENSE "), word("Income", "income")]).await;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn headings_and_totals_in_another_language_stop_nothing() {
    let totals = [("Expense Totals", "Totaux des dépenses"), ("Income Totals", "Totaux des revenus")];
    let house = house(totals.map(|(english, shown)| word(english, shown))).await;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn a_status_in_another_language_stops_nothing() {
    for shown in ["En cours", "未知"] {
        let house = house([word("Active", shown)]).await;
        house.company().await.check().await.unwrap();
        assert_eq!(house.row("24-102").await.status.kind, StatusKind::TiesOut);
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    }
}
