//! A comparison is opened, decided line by line, and exactly what it shows is applied; or nothing, where a side moved meanwhile.

use crate::amount;
use bench::{Answer, House};
use jobcost::JobId;
use simulators::bench::{Effect, Fault};
use simulators::ridgeline::{Company, job};
use std::sync::Arc;
use tieout::{
    ApplicationErrorKind, ArrangementQuery, Choice, Comparison, EndKind, ExportFormat, Grouping, LineChoice,
    LinesShown, PlanOptions, SideName,
};

async fn house() -> House {
    House::with(Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "150.00")
        .estimate("03-41-00", "MATERIAL", "80.00")
        .budget("03-41-00", "M", "70.00")
        .budget("09-21-16", "L", "40.00")]))
    .await
}

async fn open(house: &House) -> (Arc<tieout::Company>, Comparison) {
    let company = house.company().await;
    let comparison = company.open_comparison(&JobId::new("24-101")).await.unwrap();
    (company, comparison)
}

fn choosing(choices: &[(&str, Choice)]) -> PlanOptions {
    let choices = choices.iter().map(|(code, choice)| LineChoice { code: (*code).to_owned(), choice: *choice });
    PlanOptions { choices: choices.collect(), ..PlanOptions::default() }
}

#[tokio::test]
async fn the_plan_that_was_shown_is_the_plan_that_is_applied() {
    let house = house().await;
    let (company, comparison) = open(&house).await;
    assert!(!comparison.first_import, "a connector imported it");
    let before = "Tieout has not re-imported this job before; Procore's connector did.";
    assert_eq!(comparison.last_reimport.as_deref(), Some(before));
    assert_eq!((comparison.existing_lines, comparison.summary.lines), (3, 2));
    assert_eq!(comparison.summary.totals.new_procore.to_string(), "320.00 USD");

    let options = choosing(&[("03-41-00.M", Choice::Leave), ("09-21-16.L", Choice::SetToZero)]);
    let replanned = company.replan(&comparison.plan, &options).unwrap();
    let otherwise: Vec<u32> = replanned.lines.iter().map(|one| one.index).collect();
    assert_eq!(otherwise, [1, 2], "only the lines that were chosen come out otherwise");
    assert_eq!(replanned.summary.totals.new_procore.to_string(), "270.00 USD");

    let query = ArrangementQuery { grouping: Grouping::Division, shown: LinesShown::Changes, search: String::new() };
    let arranged = company.arrange_lines(&comparison.plan, &options, &query).unwrap();
    let groups: Vec<_> =
        arranged.groups.iter().map(|group| (group.key.as_str(), group.sums.change.to_string())).collect();
    assert_eq!(groups, [("03", "50.00 USD".to_owned()), ("09", "-40.00 USD".to_owned())]);
    let selected = company.sum_lines(&comparison.plan, &options, &[0, 2, 2]).unwrap();
    assert_eq!((selected.lines, selected.after.to_string()), (2, "200.00 USD".to_owned()));

    let answer = Answer::ok();
    let end = company.reimport(&comparison.plan, &options, &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers, "{end:?}");
    for (code, after) in [("03-30-00.S", "200"), ("03-41-00.M", "70"), ("09-21-16.L", "0")] {
        assert_eq!(house.in_procore("24-101", code), Some(amount(after)), "{code}");
    }

    let (_, afterwards) = open(&house).await;
    assert_ne!(afterwards.plan, comparison.plan);
    assert!(!afterwards.first_import);
    assert!(afterwards.last_reimport.is_some_and(|sentence| sentence.starts_with("Last re-imported ")));
    // The old plan is not carried out twice: what it was made from is no more.
    let again = company.reimport(&comparison.plan, &options, &answer).await.unwrap();
    assert_eq!(again.kind, EndKind::Outdated);
}

#[tokio::test]
async fn the_same_readings_are_the_same_plan() {
    let house = house().await;
    let (company, comparison) = open(&house).await;
    house.company().await.read_job(&JobId::new("24-101")).await.unwrap();
    assert_eq!(company.open_comparison(&JobId::new("24-101")).await.unwrap().plan, comparison.plan);
}

#[tokio::test]
async fn what_moved_is_shown_line_by_line_and_nothing_is_asked_or_sent() {
    let house = house().await;
    let (company, comparison) = open(&house).await;
    let options = choosing(&[("03-30-00.S", Choice::Leave)]);
    let project = house.simulation.procore.project_of("24-101").unwrap();
    house.simulation.procore.set_amount(project, "03-41-00.M", amount("75.00"));
    house
        .simulation
        .acumatica
        .set_original_amount("24-101", "BASE", "03-30-00", "SUBCON", "<N/A>", amount("150"))
        .unwrap();

    let answer = Answer::ok();
    let end = company.reimport(&comparison.plan, &options, &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Outdated);
    assert!(answer.asked().is_empty() && house.writes().is_empty());

    let moved = company.outdated_lines(&comparison.plan, &options).unwrap();
    let words: Vec<_> = moved
        .iter()
        .map(|line| {
            let amounts = [line.before, line.after, line.planned, line.planned_now];
            (
                line.code.as_str(),
                line.side,
                amounts.map(|amount| amount.map(|amount| amount.digits()).unwrap_or_default()),
            )
        })
        .collect();
    let digits = |amounts: [&str; 4]| amounts.map(str::to_owned);
    assert_eq!(
        words,
        [
            // The choice to leave it makes no difference any more: the sides agree.
            ("03-30-00.S", SideName::Acumatica, digits(["200.00", "150.00", "150.00", "150.00"])),
            ("03-41-00.M", SideName::Procore, digits(["70.00", "75.00", "80.00", "80.00"])),
        ]
    );

    let (_, new) = open(&house).await;
    assert_ne!(new.plan, comparison.plan);
    let end = company.reimport(&new.plan, &PlanOptions::default(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers);
}

#[tokio::test]
async fn a_plan_nobody_knows_is_said_to_be_gone() {
    let house = house().await;
    let company = house.company().await;
    let error = company.replan(&tieout::PlanId("forged".to_owned()), &PlanOptions::default()).unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::PlanGone);
}

#[tokio::test]
async fn lines_are_copied_as_a_table() {
    let house = house().await;
    let (company, comparison) = open(&house).await;
    let table = company.table_of_lines(&comparison.plan, &PlanOptions::default(), &[0]).unwrap();
    assert_eq!(table.lines, 1);
    assert!(table.text.lines().nth(1).unwrap().contains("\t200.00\t150.00\t200.00\t50.00\t-50.00\t"), "{}", table.text);
}

#[tokio::test]
async fn a_plan_and_a_budget_become_files() {
    let house = house().await;
    let (company, comparison) = open(&house).await;
    let folder = tempfile::tempdir().unwrap();
    for (format, name) in [(ExportFormat::Workbook, "plan-24-101.xlsx"), (ExportFormat::Csv, "plan-24-101.csv")] {
        let file = company.export_plan(&comparison.plan, &PlanOptions::default(), format).unwrap();
        assert_eq!(file.name, name);
        let path = folder.path().join(&file.name);
        file.save(&path).await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), file.bytes);
    }
    let budget = company.export_budget(&JobId::new("24-101")).unwrap();
    assert!(budget.name == "budget-24-101.pdf" && budget.bytes.starts_with(b"%PDF-"));

    let error = budget.save(&folder.path().join("nowhere").join("budget.pdf")).await.unwrap_err();
    assert!(error.sentence.contains("could not be written"), "{error}");
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 2, "nothing half-written is left behind");
}

#[tokio::test]
async fn who_moved_a_line_in_procore_is_named() {
    let house = house().await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::StillDiffers);
    let job = JobId::new("24-101");
    let (company, _) = open(&house).await;
    house.forget_requests();
    assert_eq!(company.who_moved(&job).await.unwrap(), []);
    assert_eq!(house.requests(), 0, "nothing moved, so nothing is asked");

    let project = house.simulation.procore.project_of("24-101").unwrap();
    house.simulation.procore.set_amount(project, "03-30-00.S", amount("210.00"));
    // A line that Tieout never wrote is nobody's business here.
    house.simulation.procore.set_amount(project, "09-21-16.L", amount("41.00"));
    house.company().await.read_job(&job).await.unwrap();
    let moved = company.who_moved(&job).await.unwrap();
    let [moved] = moved.as_slice() else { panic!("one line: {moved:?}") };
    let last = house
        .simulation
        .procore
        .history(project)
        .into_iter()
        .find(|one| one.budget_code == "03-30-00.S" && one.new.as_deref() == Some("210.00"))
        .unwrap();
    assert_eq!((moved.code.as_str(), moved.who.as_str()), ("03-30-00.S", last.by.as_str()));
    assert_eq!(moved.written.to_string(), "200.00 USD");
}

#[tokio::test]
async fn without_a_history_nobody_is_named() {
    let house = house().await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::StillDiffers);
    let project = house.simulation.procore.project_of("24-101").unwrap();
    house.simulation.procore.set_amount(project, "03-30-00.S", amount("210.00"));
    house.company().await.read_job(&JobId::new("24-101")).await.unwrap();
    let body = r#"{"message":"Not Found"}"#.to_owned();
    let missing = Effect::Status { code: 404, body, headers: vec![("content-type".into(), "application/json".into())] };
    house.simulation.procore.bench.faults.inject(Fault::only(1, "budget_change_history", missing));
    let (company, _) = open(&house).await;
    assert_eq!(company.who_moved(&JobId::new("24-101")).await.unwrap(), []);
}
