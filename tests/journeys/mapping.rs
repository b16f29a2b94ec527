//! The mapping a company sets for itself: three companies that keep their codes differently are set up, re-imported and proven; and
//! the mapping is kept in versions, travels as a file, and judges every job anew.

use bench::companies::{tasks_are_sub_jobs, tasks_by_table, without_sub_jobs};
use bench::{Answer, House};
use jobcost::JobId;
use std::sync::Arc;
use tieout::{
    AccountGroup, Application, ApplicationErrorKind, CodeFormat, CodeMapping, CodePart, CostTypeCode, EndKind,
    LineOutcome, SubJob, SubJobs, TaskId, ZerosAt,
};

fn parts(lengths: [(usize, usize); 2]) -> CodeFormat {
    let zeros = [ZerosAt::Start, ZerosAt::End];
    let part = |((from_length, to_length), zeros)| CodePart { from_length, to_length, zeros };
    CodeFormat {
        parts: lengths.into_iter().zip(zeros).map(part).collect(),
        separators: String::new(),
        joined_by: "-".into(),
    }
}

fn mapping_of_sub_jobs() -> CodeMapping {
    CodeMapping {
        cost_codes: parts([(2, 2), (5, 3)]),
        sub_jobs: SubJobs::TaskCode { format: CodeFormat::default(), default_task: None },
        ..CodeMapping::default()
    }
}

fn mapping_by_table() -> CodeMapping {
    let sub_job = |task| (TaskId::new(task), Some(SubJob::new("1")));
    CodeMapping {
        cost_types: [(AccountGroup::new("TRAVEL"), CostTypeCode::new("O"))].into(),
        cost_codes: parts([(2, 2), (3, 3)]),
        sub_jobs: SubJobs::Table {
            sub_jobs: ["PHASE 1", "PHASE 2"].map(sub_job).into(),
            default_task: Some(TaskId::new("BASE")),
        },
        ..CodeMapping::default()
    }
}

async fn unmapped(application: &Application, job: &str) -> usize {
    let lines = application.company().await.unwrap().open_comparison(&JobId::new(job)).await.unwrap().lines;
    lines.iter().filter(|line| line.outcome == LineOutcome::Unmapped).count()
}

#[tokio::test]
async fn three_companies_are_set_up_and_reimported_as_they_keep_their_codes() {
    for (company, job, mapping, unmapped_before, expected) in [
        (without_sub_jobs(), "24-101", CodeMapping::default(), 0, vec![("03-30-00.S", "250.00")]),
        (
            tasks_are_sub_jobs(),
            "24-102",
            mapping_of_sub_jobs(),
            1,
            vec![("NORTH.03-300.S", "200.00"), ("SOUTH.03-300.S", "80.00")],
        ),
        (tasks_by_table(), "24-103", mapping_by_table(), 2, vec![("03-300.O", "30.00"), ("1.03-300.S", "270.00")]),
    ] {
        let house = House::with(company).await;
        assert_eq!(unmapped(&house.application, job).await, unmapped_before, "{job}");
        house.company().await.save_mapping(&mapping).await.unwrap();
        assert_eq!(unmapped(&house.application, job).await, 0, "{job}");
        let end = house.reimport(job).await.unwrap();
        assert_eq!(end.kind, EndKind::Posted, "{end:?}");
        let project = house.simulation.procore.project_of(job).unwrap();
        let budget = house.simulation.procore.budget(project);
        let amounts: Vec<_> =
            budget.iter().map(|line| (line.flat_code.as_str(), line.original_budget_amount.to_string())).collect();
        let expected: Vec<_> = expected.into_iter().map(|(code, amount)| (code, amount.to_owned())).collect();
        assert_eq!(amounts, expected, "{job}");
    }
}

#[tokio::test]
async fn the_examples_say_what_a_draft_would_change_and_save_nothing() {
    let house = House::with(tasks_by_table()).await;
    let draft = house.company().await.mapping_examples(&mapping_by_table()).unwrap();
    assert_eq!(draft.problems, Vec::<String>::new());
    assert_eq!((draft.mapped_now, draft.gained, draft.lost, draft.mapped_then()), (0, 3, 0, 3));
    let code = &draft.cost_codes[0];
    assert_eq!((code.from.as_str(), code.becomes.as_deref(), code.lines), ("3-300", Some("03-300"), 3));
    let tasks: Vec<_> = draft.sub_jobs.iter().map(|task| (task.from.as_str(), task.becomes.as_deref())).collect();
    assert_eq!(tasks, [("BASE", None), ("PHASE 1", Some("1")), ("PHASE 2", Some("1"))]);
    assert_eq!(draft.sub_jobs[1].summed, ["PHASE 1", "PHASE 2"]);
    assert_eq!(house.company().await.mapping().await.unwrap(), CodeMapping::default());
    assert_eq!(house.company().await.mapping_versions().await.unwrap(), []);
    assert_eq!(house.requests(), 0, "examples are made of what was read");
}

#[tokio::test]
async fn every_version_is_kept_and_can_be_restored_after_a_restart() {
    let house = House::with(tasks_by_table()).await;
    house.company().await.save_mapping(&mapping_by_table()).await.unwrap();
    house.company().await.save_mapping(&CodeMapping::default()).await.unwrap();
    let restored = house.company().await.restore_mapping(1).await.unwrap();
    assert_eq!((restored.version, &restored.mapping), (3, &mapping_by_table()));
    assert!(restored.saved_by.contains("tester"), "{restored:?}");
    assert_eq!(house.company().await.restore_mapping(9).await.unwrap_err().kind, ApplicationErrorKind::NotReady);
    house.application.close_connection().await.unwrap();

    let another = House::application(house.folder.path(), house.vault.clone()).await;
    let connection = another.start_state().await.unwrap().connections[0].clone();
    another.open_connection(&connection.id).await.unwrap();
    assert_eq!(another.company().await.unwrap().mapping().await.unwrap(), mapping_by_table());
    assert_eq!(unmapped(&another, "24-103").await, 0, "what was remembered is judged by the mapping that was saved");
    let versions: Vec<_> =
        another.company().await.unwrap().mapping_versions().await.unwrap().iter().map(|saved| saved.version).collect();
    assert_eq!(versions, [3, 2, 1]);
}

#[tokio::test]
async fn a_mapping_travels_as_a_file_and_is_looked_at_before_it_is_saved() {
    let one = House::with(tasks_by_table()).await;
    one.application.company().await.unwrap().save_mapping(&mapping_by_table()).await.unwrap();
    let text = one.application.company().await.unwrap().export_mapping().await.unwrap();
    let draft = tieout::import_mapping(&text).unwrap();
    assert_eq!(draft, mapping_by_table());

    let error = tieout::import_mapping(&text.replace("\"tieout_mapping\": 1", "\"tieout_mapping\": 7"));
    let error = error.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::BadInput { field: "mapping" });
    assert!(error.sentence.contains("format 7"), "{error}");
}

#[tokio::test]
async fn a_mapping_that_cannot_be_meant_is_refused_and_the_old_one_holds() {
    let house = House::with(tasks_by_table()).await;
    house.company().await.save_mapping(&mapping_by_table()).await.unwrap();
    let wrong = CodeMapping { cost_codes: parts([(0, 2), (3, 3)]), ..mapping_by_table() };
    let error = house.company().await.save_mapping(&wrong).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::BadInput { field: "mapping" });
    assert_eq!(house.company().await.mapping().await.unwrap(), mapping_by_table());
    assert_eq!(house.company().await.mapping_examples(&wrong).unwrap().problems.len(), 1);
}

#[tokio::test]
async fn a_plan_keeps_the_mapping_it_was_made_with() {
    let house = House::with(tasks_are_sub_jobs()).await;
    house.company().await.save_mapping(&mapping_of_sub_jobs()).await.unwrap();
    let plan = house.company().await.prepare(&JobId::new("24-102"), &tieout::PlanOptions::default()).await.unwrap();
    let application: Arc<Application> = house.application.clone();
    let (done, waiting) = std::sync::mpsc::channel();
    let answer = Answer::ok_after(move || {
        // The dialog asks on a thread of the runtime: the save must not wait for that very thread.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let save = async { application.company().await?.save_mapping(&CodeMapping::default()).await };
            runtime.block_on(save).unwrap();
            done.send(()).unwrap();
        });
        waiting.recv().unwrap();
    });
    let end = house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{end:?}");
    assert_eq!(house.in_procore("24-102", "SOUTH.03-300.S"), Some(crate::amount("80.00")));
    assert_eq!(house.company().await.mapping().await.unwrap(), CodeMapping::default());
}

#[tokio::test]
async fn what_another_tieout_on_this_computer_saved_holds_from_the_next_plan_on() {
    let house = House::with(tasks_are_sub_jobs()).await;
    let another = House::application(house.folder.path(), house.vault.clone()).await;
    let connection = another.start_state().await.unwrap().connections[0].clone();
    another.open_connection(&connection.id).await.unwrap();
    another.company().await.unwrap().save_mapping(&mapping_of_sub_jobs()).await.unwrap();
    let plan = house.company().await.prepare(&JobId::new("24-102"), &tieout::PlanOptions::default()).await.unwrap();
    assert_eq!(house.company().await.replan(&plan, &tieout::PlanOptions::default()).unwrap().summary.lines, 2);
    assert_eq!(house.company().await.mapping().await.unwrap(), mapping_of_sub_jobs());
}
