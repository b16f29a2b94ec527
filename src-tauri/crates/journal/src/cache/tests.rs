#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::example::{intent, now, usd};
use jobcost::{
    AccountGroup, BudgetCode, CodeSegments, CostCode, CostType, CostTypeCode, Currency, EstimateLine, InventoryItem,
    JobId, LineKind, OriginIds, SubJob, TaskId, WbsCode, WbsCodeId,
};

use reimport::ports::ProjectIdentifiers;

fn estimate(job: &str, amount: &str) -> Estimate {
    let line = |kind| EstimateLine {
        task: TaskId::new("10"),
        cost_code: CostCode::new("03-30-00"),
        account_group: AccountGroup::new("SUBCON"),
        inventory_item: InventoryItem::new("<N/A>"),
        kind,
        description: "Concrete \u{2013} Fundação".into(),
        original_estimate: usd(amount),
    };
    Estimate {
        job: JobId::new(job),
        currency: Currency::USD,
        lines: vec![line(LineKind::Expense), line(LineKind::Other)],
    }
}

fn budget() -> Budget {
    let intent = intent(3);
    Budget { project: intent.project, currency: Currency::USD, locked: true, line_items: intent.snapshot }
}

fn codes() -> BudgetCodes {
    BudgetCodes {
        cost_types: vec![CostType {
            code: CostTypeCode::new("S"),
            name: "Subcontract".into(),
            origin_id: Some("SUBCON".into()),
        }],
        wbs_codes: vec![BudgetCode {
            id: WbsCodeId(7),
            wbs_code: WbsCode::new("03-30-00", "S"),
            description: "Concrete".into(),
        }],
        inactive: vec![WbsCode::new("05-12-00", "S")],
        divisions: [("03".to_owned(), "Concrete".to_owned())].into(),
        origin_ids: OriginIds {
            cost_codes: [(CostCode::new("03-30-00"), "03300".to_owned())].into(),
            sub_jobs: [(SubJob::new("NORTH"), "T1".to_owned())].into(),
        },
        segments: Some(CodeSegments {
            cost_codes: [(CostCode::new("07-92-00"), "Sealants".to_owned())].into(),
            divisions: [("07".to_owned(), "Thermal protection".to_owned())].into(),
            cost_types: [CostTypeCode::new("S")].into(),
            sub_jobs: [SubJob::new("NORTH")].into(),
            another_required: true,
            sub_job_required: false,
        }),
    }
}

fn job() -> SourceJob {
    SourceJob {
        job: JobId::new("R26-101"),
        name: "Clinic".into(),
        status: "Active".into(),
        currency: Some(Currency::USD),
    }
}

fn project() -> TargetProject {
    TargetProject {
        project: ProjectId(562_949_953_443_325),
        name: "Clinic".into(),
        active: false,
        identifiers: ProjectIdentifiers {
            origin_id: "R26-101".into(),
            number: "24".into(),
            ..ProjectIdentifiers::default()
        },
        address: "9 Mill Rd, Boise, ID".into(),
        budget_url: "http://127.0.0.1:1/1/project/budgeting".into(),
    }
}

#[tokio::test]
async fn the_newest_reading_is_remembered_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(journal.remembered().await.unwrap(), Remembered::default());
    journal.remember_jobs(&[job(), job()], now()).await.unwrap();
    journal.remember_jobs(&[job()], now()).await.unwrap();
    journal.remember_projects(&[project()], now()).await.unwrap();
    journal.remember_estimate(&estimate("r26-101", "1.00"), now()).await.unwrap();
    let newest = estimate("R26-101", "12345678901234567890.1234567");
    let later = now() + jiff::SignedDuration::from_secs(60);
    journal.remember_estimate(&newest, later).await.unwrap();
    // Open at first, then locked.
    journal.remember_budget(&Budget { locked: false, ..budget() }, now()).await.unwrap();
    journal.remember_budget(&budget(), later).await.unwrap();
    journal.remember_codes(ProjectId(5), &codes()).await.unwrap();
    drop(journal);
    let remembered = Journal::open(folder.path()).unwrap().remembered().await.unwrap();
    let expected = Remembered {
        jobs: vec![job()],
        projects: vec![project()],
        estimates: vec![(newest, later)],
        budgets: vec![(budget(), later)],
        seen_open: vec![(budget().project, now())],
        codes: vec![(ProjectId(5), codes())],
    };
    assert_eq!(remembered, expected);
}

#[tokio::test]
async fn amounts_in_the_cache_are_strings_of_digits() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    journal.remember_estimate(&estimate("a", "0.30"), now()).await.unwrap();
    let content: String = journal
        .run(|connection| connection.query_row("SELECT content FROM estimate_cache", [], |row| row.get(0)))
        .await
        .unwrap();
    assert!(content.contains(r#""original_estimate":"0.30""#), "{content}");
}

#[tokio::test]
async fn a_reading_that_is_not_understood_any_more_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    journal.remember_jobs(&[job()], now()).await.unwrap();
    journal.remember_estimate(&estimate("a", "0.30"), now()).await.unwrap();
    journal.remember_estimate(&estimate("b", "0.30"), now()).await.unwrap();
    journal
        .run(|connection| {
            connection.execute("UPDATE estimate_cache SET content = '{\"old\":1}' WHERE job_key = 'a'", [])?;
            connection.execute("UPDATE job_cache SET content = '[{\"job\":1}]'", [])
        })
        .await
        .unwrap();
    let remembered = journal.remembered().await.unwrap();
    assert_eq!(remembered.estimates, [(estimate("b", "0.30"), now())]);
    assert!(remembered.jobs.is_empty());
}
