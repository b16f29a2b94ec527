//! Rule 17: lines beside sub jobs.

use super::plan_of;
use jobcost::{CodeFormat, CodeMapping, CostCodeSource, SubJob, SubJobs, TaskId, Unmapped};

#[test]
fn a_line_without_a_sub_job_is_not_made_where_the_budget_hangs_on_them() {
    let table = |rows: &[(&str, Option<&str>)]| CodeMapping {
        sub_jobs: SubJobs::Table {
            sub_jobs: rows.iter().map(|(task, sub_job)| (TaskId::new(task), sub_job.map(SubJob::new))).collect(),
            default_task: None,
        },
        ..CodeMapping::default()
    };
    let unsaid = CodeMapping::default;
    let by_task = || CodeMapping { cost_code_source: CostCodeSource::Task, ..CodeMapping::default() };
    let task_codes = || CodeMapping {
        sub_jobs: SubJobs::TaskCode { format: CodeFormat::default(), default_task: None },
        ..unsaid()
    };
    // Estimate, budget, codes, mapping; the changes, and how many lines wait for the mapping.
    #[rustfmt::skip]
    let rows: &[(&str, &str, &str, CodeMapping, &str, usize)] = &[
        ("T1/03",            "",                    "03, 05",      unsaid(),  "03.S -> 100.00",    0),
        ("T1/03",            "",                    "03, T1/05",   unsaid(),  "",                  1),
        ("T1/03",            "T1/03=100.00",        "03",          unsaid(),  "",                  1),
        ("T1/03",            "T1/03=100.00",        "",            unsaid(),  "",                  1),
        ("T1/03, T2/03",     "T1/03=90.00",         "03, T1/03",   unsaid(),  "",                  1),
        // A line that the budget has on that very code is revised, unless a sub job has the same cost code and type.
        ("T1/03",            "03=90.00",            "03, T1/05",   unsaid(),  "03.S -> 100.00",    0),
        ("T1/03",            "03=90.00, T1/03=1.00", "03, T1/03",  unsaid(),  "",                  1),
        ("T1/03",            "03=90.00, T1/05=1.00", "03, T1/05",  unsaid(),  "03.S -> 100.00",    0),
        // The mapping has said what a task is.
        ("T1/03",            "",                    "03, T1/03",   task_codes(), "T1.03.S -> 100.00", 0),
        ("T1/03",            "",                    "03, T1/05",   table(&[("T1", None)]), "03.S -> 100.00", 0),
        ("T1/03, BASE/03",   "T1/03=90.00",         "03, T1/03",   table(&[("T1", Some("T1")), ("BASE", None)]), "03.S -> 100.00, T1.03.S -> 100.00", 0),
        ("03/0000",          "",                    "03, T1/05",   by_task(), "03.S -> 100.00",    0),
        ("03/0000",          "T1/03=100.00",        "03, T1/03",   by_task(), "",                  1),
    ];
    for (estimate, budget, codes, mapping, changes, waiting) in rows {
        let plan = plan_of(estimate, budget, codes, mapping);
        let made =
            plan.changes().map(|(line, change)| format!("{} -> {}", line.wbs_code().unwrap(), change.after().digits()));
        assert_eq!(made.collect::<Vec<_>>().join(", "), *changes, "{estimate} | {budget} | {codes}");
        let unmapped = plan.unmapped().filter(|(_, why)| matches!(why, Unmapped::TaskNotMapped(_))).count();
        let tasks = usize::from(*waiting > 0 && estimate.contains("T2"));
        assert_eq!(unmapped, waiting + tasks, "{estimate} | {budget} | {codes}");
        assert!(plan.unmapped().all(|(_, why)| why.leads_to_mapping()), "{estimate}");
    }
}
