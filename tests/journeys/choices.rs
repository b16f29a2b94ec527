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

const JOB: &str = "24-101";

fn leaving(code: &str) -> PlanOptions {
    choosing(&[chosen(code, Choice::Leave)])
}

/// Opens the job, as the window does, and chooses of what is shown.
async fn choose(
    company: &tieout::Company,
    options: &PlanOptions,
) -> Result<tieout::Replanned, tieout::ApplicationError> {
    let shown = company.open_comparison(&JobId::new(JOB)).await?;
    company.choose(&shown.plan, options).await
}

/// A second Tieout on the same computer, a terminal say, with the same data folder.
async fn beside(house: &House) -> std::sync::Arc<tieout::Application> {
    let second = House::application(house.folder.path(), house.vault.clone()).await;
    let id = house.company().await.connection().id.clone();
    second.open_connection(&id).await.unwrap();
    second.company().await.unwrap().check().await.unwrap();
    second
}

#[tokio::test]
async fn what_is_chosen_once_is_shown_everywhere_also_after_a_restart_a_refresh_and_in_a_second_program() {
    let house = House::with(company()).await;
    let company = house.company().await;
    let chosen = choose(&company, &leaving("05-12-00.M")).await.unwrap();
    assert_eq!(chosen.summary.totals.new_procore.to_string(), "310.00 USD");
    company.check().await.unwrap();
    let second = beside(&house).await;
    for company in [company, second.company().await.unwrap()] {
        let row = company.row(&JobId::new(JOB)).unwrap();
        assert_eq!((row.lines, row.chosen, row.new_procore.unwrap().to_string()), (Some(1), 1, "310.00 USD".into()));
        let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
        assert_eq!(shown.options, leaving("05-12-00.M"));
        assert_eq!((shown.summary.lines, shown.row.clone(), shown.conflicts.len()), (1, row, 0));
        let outcomes: Vec<_> = shown.otherwise.iter().map(|one| (one.line.code.as_str(), one.line.outcome)).collect();
        assert_eq!(outcomes, [("05-12-00.M", LineOutcome::Left)]);
    }
    second.quit().await;
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&house_connection(&again).await).await.unwrap();
    let company = again.company().await.unwrap();
    assert_eq!(company.row(&JobId::new(JOB)).unwrap().chosen, 1, "from the journal, before anything is read");
    company.check().await.unwrap();
    assert_eq!(company.open_comparison(&JobId::new(JOB)).await.unwrap().options, leaving("05-12-00.M"));
    choose(&company, &PlanOptions::default()).await.unwrap();
    let row = company.row(&JobId::new(JOB)).unwrap();
    assert_eq!((row.lines, row.chosen), (Some(2), 0), "taken back");
    again.quit().await;
}

async fn house_connection(application: &tieout::Application) -> tieout::ConnectionId {
    application.start_state().await.unwrap().connections.remove(0).id
}

#[tokio::test]
async fn a_side_that_moved_since_is_said_until_the_user_stands_by_the_choice() {
    let house = House::with(company()).await;
    let company = house.company().await;
    choose(&company, &choosing(&[chosen("05-12-00.M", Choice::Leave), chosen("09-21-16.L", Choice::SetToZero)]))
        .await
        .unwrap();
    house
        .simulation
        .acumatica
        .set_original_amount(JOB, "BASE", "05-12-00", "MATERIAL", "<N/A>", "30000".parse().unwrap())
        .unwrap();
    company.check().await.unwrap();
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    let said = "05-12-00.M was left when Acumatica said $80.00; it says $30,000.00 now.";
    assert_eq!(shown.conflicts.iter().map(|one| one.sentence.as_str()).collect::<Vec<_>>(), [said]);
    let of_lines: Vec<_> =
        shown.otherwise.iter().filter_map(|one| one.line.choice.as_ref()?.conflict.clone()).collect();
    assert_eq!(of_lines, [said]);
    // Another choice does not make it be forgotten; standing by it does.
    company.choose(&shown.plan, &leaving("05-12-00.M")).await.unwrap();
    assert_eq!(company.open_comparison(&JobId::new(JOB)).await.unwrap().conflicts.len(), 1);
    let stood = company.stand_by_choices(&shown.plan).await.unwrap();
    assert_eq!(stood.lines.len(), 1);
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    assert_eq!((shown.conflicts.len(), shown.options), (0, leaving("05-12-00.M")));
}

#[tokio::test]
async fn a_choice_that_makes_no_difference_any_more_is_said_and_holds_again_when_it_does() {
    let house = House::with(company()).await;
    let company = house.company().await;
    choose(&company, &choosing(&[chosen("05-12-00.M", Choice::Leave), chosen("03-30-00.S", Choice::Leave)]))
        .await
        .unwrap();
    for (amount, still, said) in
        [("70", 1, "both sides say the same now"), ("90", 2, "Acumatica said $80.00; it says $90.00 now")]
    {
        let amount = amount.parse().unwrap();
        house.simulation.acumatica.set_original_amount(JOB, "BASE", "05-12-00", "MATERIAL", "<N/A>", amount).unwrap();
        company.check().await.unwrap();
        let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
        assert_eq!(shown.row.chosen, still);
        assert!(shown.conflicts.len() == 1 && shown.conflicts[0].sentence.contains(said), "{:?}", shown.conflicts);
        // Somebody goes on choosing meanwhile.
        company.choose(&shown.plan, &shown.options).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_carried_out_as_planned_is_chosen_no_longer() {
    let house = House::with(company()).await;
    let company = house.company().await;
    choose(&company, &leaving("05-12-00.M")).await.unwrap();
    let declined = house.reimport_answering(JOB, &Answer::no()).await.unwrap();
    assert_eq!((declined.kind, house.row(JOB).await.chosen), (EndKind::Declined, 1));
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers, "{end:?}");
    let row = house.row(JOB).await;
    assert_eq!((row.chosen, row.lines), (0, Some(1)), "the line that was left would change again");
    assert_eq!(house.in_procore(JOB, "05-12-00.M").unwrap(), "70.00".parse().unwrap());
}

#[tokio::test]
async fn a_plan_is_not_carried_out_with_other_choices_than_are_kept_by_now() {
    let house = House::with(company()).await;
    let company = house.company().await;
    let second = beside(&house).await;
    let elsewhere = second.company().await.unwrap();
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    choose(&elsewhere, &leaving("05-12-00.M")).await.unwrap();
    let answer = Answer::ok();
    let error = company.reimport(&shown.plan, &shown.options, &answer).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::PlanGone, "{error}");
    assert!(answer.asked().is_empty() && house.writes().is_empty());
    // The same for a choice: it would take the other's back unseen.
    let stale = elsewhere.open_comparison(&JobId::new(JOB)).await.unwrap();
    choose(&company, &leaving("03-30-00.S")).await.unwrap();
    let error = elsewhere.choose(&stale.plan, &PlanOptions::default()).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::PlanGone, "{error}");
    assert_eq!(company.open_comparison(&JobId::new(JOB)).await.unwrap().options, leaving("03-30-00.S"));
    second.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_chosen_behind_an_open_dialog() {
    let house = House::with(company()).await;
    let second = beside(&house).await;
    let elsewhere = second.company().await.unwrap();
    let shown = elsewhere.open_comparison(&JobId::new(JOB)).await.unwrap();
    let (told, hears) = std::sync::mpsc::channel();
    let runtime = tokio::runtime::Handle::current();
    let answer = Answer::ok_after(move || {
        let choosing = std::thread::spawn(move || {
            runtime.block_on(elsewhere.choose(&shown.plan, &leaving("05-12-00.M"))).map(|_| ()).unwrap_err().kind
        });
        told.send(choosing.join().unwrap()).unwrap();
    });
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers, "{end:?}");
    assert_eq!(hears.recv().unwrap(), ApplicationErrorKind::Busy);
    second.quit().await;
}

#[tokio::test]
async fn what_the_terminal_adds_for_one_time_is_not_kept() {
    let house = House::with(company()).await;
    let company = house.company().await;
    choose(&company, &leaving("05-12-00.M")).await.unwrap();
    let plan = company.prepare(&JobId::new(JOB), &choosing(&[chosen("09-21-16.L", Choice::SetToZero)])).await.unwrap();
    let with = company.shown_with(&plan).unwrap();
    assert_eq!(with.choices, [chosen("05-12-00.M", Choice::Leave), chosen("09-21-16.L", Choice::SetToZero)]);
    assert_eq!(company.open_comparison(&JobId::new(JOB)).await.unwrap().options, leaving("05-12-00.M"));
    assert_eq!(house.row(JOB).await.chosen, 1);
}
