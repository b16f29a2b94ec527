//! What is settled anew while the dialog is open, here or in another Tieout: link, owner, numbers of codes. Then nothing is sent.

use crate::amount;
use bench::{Answer, House};
use jobcost::JobId;
use simulators::procore::Deed;
use simulators::ridgeline::{Company, JobBuilder, job};
use std::sync::Arc;
use tieout::{Application, ApplicationErrorKind, End, EndKind, Ownership, PlanOptions};

const JOB: &str = "24-381";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-50-00", "MATERIAL", "40.00")
}

/// A hand on another Tieout while the dialog of this one is open.
fn beside<F>(work: F) -> Answer
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = tokio::runtime::Handle::current();
    Answer::ok_after(move || {
        std::thread::spawn(move || runtime.block_on(work)).join().expect("the other one did its work");
    })
}

async fn another(house: &House) -> Arc<Application> {
    let another = house.another().await;
    another.company().await.unwrap().read_lists().await.unwrap();
    another
}

#[tokio::test(flavor = "multi_thread")]
async fn links_and_owners_cannot_be_set_by_another_tieout_while_the_dialog_is_open() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let other = another(&house).await;
    let answer = beside(async move {
        let company = other.company().await.unwrap();
        for refused in [
            company.set_aside(&JobId::new(JOB)).await,
            company.link_by_evidence(&JobId::new(JOB)).await,
            other.company().await.unwrap().set_ownership(&JobId::new(JOB), Ownership::Procore).await,
        ] {
            assert_eq!(refused.unwrap_err().kind, ApplicationErrorKind::Busy);
        }
        other.quit().await;
    });
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_set_after_the_plan_and_before_the_dialog_ends_it() {
    let cedar = job("24-382", "Cedar").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00");
    for relink in [false, true] {
        let house = House::with(Company::with_jobs([drifted(), cedar.clone()])).await;
        let other = another(&house).await;
        let plan = house.company().await.prepare(&JobId::new(JOB), &PlanOptions::default()).await.unwrap();
        let company = other.company().await.unwrap();
        if relink {
            let theirs = house.project("24-382").to_string();
            company.set_aside(&JobId::new("24-382")).await.unwrap();
            company.link(&JobId::new(JOB), &theirs).await.unwrap();
        } else {
            company.set_aside(&JobId::new(JOB)).await.unwrap();
        }
        let answer = Answer::ok();
        let error = house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &answer).await.unwrap_err();
        assert!(!error.sentence.is_empty(), "{error}");
        assert_eq!(answer.asked(), [], "nobody is asked");
        assert_eq!(house.writes(), [""; 0]);
        assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("100")));
        other.quit().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_that_was_set_after_the_plan_is_held() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let other = another(&house).await;
    let plan = house.company().await.prepare(&JobId::new(JOB), &PlanOptions::default()).await.unwrap();
    other.company().await.unwrap().set_ownership(&JobId::new(JOB), Ownership::Procore).await.unwrap();
    let ended = house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok()).await;
    let said = match ended {
        Ok(end) => {
            assert_eq!((end.kind, end.end), (EndKind::Refused, End::Refused), "{:?}", end.report);
            end.report.details.join(" ")
        }
        Err(error) => error.sentence,
    };
    assert!(said.contains("Procore owns"), "{said}");
    assert_eq!(house.writes(), [""; 0]);
    other.quit().await;
}

#[tokio::test]
async fn a_budget_change_while_the_dialog_is_open_gives_the_budget_to_procore() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.company().await.set_ownership(&JobId::new(JOB), Ownership::AcumaticaUntilFirstChange).await.unwrap();
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    let answer = Answer::ok_after(move || procore.change_budget(project, amount("5"), "approved"));
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Refused, End::Refused), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_code_that_got_another_number_gets_no_amount_meant_for_it_by_the_old_one() {
    let renumber = Deed::Renumber { code: "05-50-00.M".into() };
    let exchange = Deed::Exchange { one: "03-30-00.S".into(), other: "05-50-00.M".into() };
    for deed in [renumber, exchange] {
        let house = House::with(Company::with_jobs([drifted()])).await;
        let (procore, project, named) = (house.simulation.procore.clone(), house.project(JOB), format!("{deed:?}"));
        let answer = Answer::ok_after(move || procore.somebody(project, &deed));
        let end = house.reimport_answering(JOB, &answer).await.unwrap();
        assert_eq!((end.kind, end.end), (EndKind::Outdated, End::Refused), "{named}: {:?}", end.report);
        assert!(end.report.details.iter().any(|line| line.contains("number")), "{named}: {:?}", end.report);
        assert_eq!(house.writes(), [""; 0], "{named}");
        // Looked at again, it goes where it is meant to.
        assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted, "{named}");
        assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")), "{named}");
        assert_eq!(house.in_procore(JOB, "05-50-00.M"), Some(amount("40")), "{named}");
    }
}

#[tokio::test]
async fn a_comparison_that_was_opened_before_the_codes_were_renumbered_is_outdated_too() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    house.somebody(JOB, &Deed::Exchange { one: "03-30-00.S".into(), other: "05-50-00.M".into() });
    let end = company.reimport(&shown.plan, &PlanOptions::default(), &Answer::ok()).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Outdated, End::Refused), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}
