//! What the user decides of single lines is what is applied, and nothing else.

use bench::{Answer, House};
use jobcost::JobId;
use simulators::ridgeline::{Company, job};
use tieout::{ApplicationErrorKind, Choice, EndKind, LineChoice, LineOutcome, PlanOptions};

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "150.00")
        .estimate("05-12-00", "MATERIAL", "80.00")
        .budget("05-12-00", "M", "70.00")
        .budget("09-21-16", "L", "40.00")])
}

fn choosing(choices: &[LineChoice]) -> PlanOptions {
    PlanOptions { choices: choices.to_vec(), ..PlanOptions::default() }
}

fn chosen(code: &str, choice: Choice) -> LineChoice {
    LineChoice { code: code.to_owned(), choice }
}

#[tokio::test]
async fn what_was_chosen_is_shown_confirmed_applied_and_proven() {
    let house = House::with(company()).await;
    let choices = [chosen("05-12-00.M", Choice::Leave), chosen("09-21-16.L", Choice::SetToZero)];
    let shown = house.company().await.open_comparison(&JobId::new("24-101")).await.unwrap();
    let replanned = house.company().await.replan(&shown.plan, &choosing(&choices)).unwrap();
    let mut lines = shown.lines;
    replanned.lines.iter().for_each(|one| lines[one.index as usize] = one.line.clone());
    let outcomes: Vec<_> = lines.iter().map(|line| (line.code.as_str(), line.outcome)).collect();
    assert_eq!(
        outcomes,
        [
            ("03-30-00.S", LineOutcome::Revised),
            ("05-12-00.M", LineOutcome::Left),
            ("09-21-16.L", LineOutcome::SetToZero)
        ]
    );
    assert_eq!(replanned.summary.totals.new_procore.to_string(), "270.00 USD");

    let answer = Answer::ok();
    let end = house.reimport_choosing("24-101", &choosing(&choices), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers, "{end:?}");
    let asked = answer.asked().remove(0);
    assert!(asked.heading.contains("2 lines"), "{asked:?}");
    for warning in ["1 line left as you chose: −$10.00", "1 line that only Procore has set to $0, as you chose"] {
        assert!(asked.body.contains(warning), "{}", asked.body);
    }
    let project = house.simulation.procore.project_of("24-101").unwrap();
    let budget = house.simulation.procore.budget(project);
    let amounts: Vec<_> = budget.iter().map(|line| line.original_budget_amount.to_string()).collect();
    assert_eq!(amounts, ["200.00", "70.00", "0.00"]);
}

#[tokio::test]
async fn a_choice_that_makes_no_difference_is_refused() {
    let house = House::with(company()).await;
    for choice in
        [chosen("03-30-00.S", Choice::SetToZero), chosen("09-21-16.L", Choice::Leave), chosen("99", Choice::Leave)]
    {
        let error = house.company().await.prepare(&JobId::new("24-101"), &choosing(&[choice])).await.unwrap_err();
        assert_eq!(error.kind, ApplicationErrorKind::Refused, "{error}");
    }
    assert!(house.writes().is_empty());
}

#[tokio::test]
async fn leaving_every_line_is_no_reimport() {
    let house = House::with(company()).await;
    let all = [chosen("03-30-00.S", Choice::Leave), chosen("05-12-00.M", Choice::Leave)];
    let error = house.company().await.prepare(&JobId::new("24-101"), &choosing(&all)).await.unwrap_err();
    assert!(error.sentence.contains("Nothing would change"), "{error}");
}
