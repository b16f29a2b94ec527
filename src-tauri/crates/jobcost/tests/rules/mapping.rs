//! From estimate lines to budget codes, by every way a company may keep its codes.
//!
//! Goal: each setting of the mapping has rows that fail when it is broken. Method: one project with the budget codes below, one
//! estimate line per row, and the line of the comparison it ends on.

use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, CodeFormat, CodeMapping, CodePart, CostCode, CostCodeSource,
    CostType, CostTypeCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineCode, LineKind, MappableJob,
    Money, ProjectId, SubJob, SubJobs, TaskId, WbsCode, WbsCodeId, ZerosAt, compare, mapping_change, mapping_examples,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

const CODES: [&str; 4] = ["03-30-00.S", "03-30-00.O", "T1.03-30-00.S", "T2.05-12-00.S"];

const UNSAID: &str = "Procore's project has sub jobs, and the mapping does not say what task T1 is";

/// Mapping; task, cost code and account group of the line; the budget code, or why there is none.
const ROWS: &[(&str, &str, &str, &str, &str)] = &[
    ("default", "T1", "03-30-00", "SUBCON", UNSAID),
    ("no sub jobs", "T1", "03-30-00", "SUBCON", "03-30-00.S"),
    ("no sub jobs", "T2", "03-30-00", "subcon ", "03-30-00.S"),
    ("default", "T1", "03-30-00", "TRAVEL", "Procore has no cost type for account group TRAVEL"),
    ("default", "T1", "0330000", "SUBCON", "Procore's project has no cost code 0330000"),
    ("no sub jobs", "T1", "05-12-00", "SUBCON", "Procore's project has no budget code 05-12-00.S"),
    // Separators may be left out, and a code without any cost code is said to be one.
    ("no sub jobs", "T1", "033000", "SUBCON", "03-30-00.S"),
    ("no sub jobs", "T1", "03\u{2011}30\u{a0}00\u{200b}", "\u{feff}SUBCON", "03-30-00.S"),
    ("no sub jobs", "T1", "", "SUBCON", "the estimate line has no cost code"),
    (
        "no sub jobs",
        "T1",
        "00-000",
        "SUBCON",
        "the estimate line has no cost code: 00-000 is what Acumatica writes for none",
    ),
    (
        "no sub jobs",
        "T1",
        "<N/A>",
        "SUBCON",
        "the estimate line has no cost code: <N/A> is what Acumatica writes for none",
    ),
    // A cost code that is named outright wins, and must be there.
    ("named code", "T1", "99", "SUBCON", "03-30-00.S"),
    ("named code", "T1", "98", "SUBCON", "Procore's project has no cost code 44, which the mapping names for 98"),
    // The task is the cost code: then the mapping has said what a task is.
    ("task as code", "03-30-00", "0000", "SUBCON", "03-30-00.S"),
    ("task as code", "05", "03-30-00", "SUBCON", "Procore's project has no cost code 05"),
    ("code or task", "03-30-00", "00000", "SUBCON", "03-30-00.S"),
    ("code or task", "T1", "03-30-00", "SUBCON", UNSAID),
    // The table wins over what would be recognised.
    ("table", "T1", "03-30-00", "travel", "03-30-00.O"),
    ("table", "T1", "03-30-00", "SUBCON", "03-30-00.O"),
    ("table", "T1", "03-30-00", "OTHER", "03-30-00.O"),
    ("table", "T1", "03-30-00", "BONDS", "Procore has no cost type B, which the mapping names for account group BONDS"),
    // Cost codes are rewritten.
    ("format", "T1", "0330000", "SUBCON", "03-30-00.S"),
    ("format", "T1", "3.30.0", "SUBCON", "03-30-00.S"),
    ("format", "T1", "03-30-00", "SUBCON", "03-30-00.S"),
    ("format", "T1", "0330001", "SUBCON", "cost code 0330001 does not have the form that the mapping reads"),
    ("format", "T1", "0921000", "SUBCON", "Procore's project has no cost code 09-21-00"),
    // The task's code is the sub job's, but for the default task.
    ("task code", "1", "03-30-00", "SUBCON", "T1.03-30-00.S"),
    ("task code", "2", "05-12-00", "SUBCON", "T2.05-12-00.S"),
    ("task code", "0", "03-30-00", "SUBCON", "03-30-00.S"),
    ("task code", "2", "03-30-00", "SUBCON", "Procore's project has no budget code T2.03-30-00.S"),
    ("task code", "3", "03-30-00", "SUBCON", "Procore's project has no budget code in sub job T3"),
    // The table says it, with a default task beside it.
    ("task table", "north", "03-30-00", "SUBCON", "T1.03-30-00.S"),
    ("task table", "SOUTH", "05-12-00", "SUBCON", "T2.05-12-00.S"),
    ("task table", "SITE", "03-30-00", "SUBCON", "03-30-00.S"),
    ("task table", "24-101", "03-30-00", "SUBCON", "03-30-00.S"),
    ("task table", "WEST", "03-30-00", "SUBCON", "the mapping names no sub job for task WEST"),
];

#[test]
fn every_line_finds_the_code_the_mapping_says() {
    for (mapping, task, cost_code, group, expected) in ROWS {
        let (task, mapping) = match *mapping {
            "task code" => (if *task == "0" { "BASE".to_owned() } else { format!("T{task}") }, mapping_of(mapping)),
            _ => ((*task).to_owned(), mapping_of(mapping)),
        };
        assert_eq!(code_of(&mapping, &line(&task, cost_code, group)), *expected, "{task} {cost_code} {group}");
    }
}

#[test]
fn tasks_that_meet_on_one_code_are_summed_and_those_apart_are_not() {
    let lines = || [line("T1", "03-30-00", "SUBCON"), line("BASE", "03-30-00", "SUBCON")];
    let sums = |mapping: &CodeMapping| {
        let comparison = compare(&estimate(&lines()), &budget(), &codes(), mapping).unwrap();
        let lines = comparison.lines.into_iter();
        lines.map(|line| (line.estimate_lines, line.estimate.unwrap().to_string())).collect::<Vec<_>>()
    };
    assert_eq!(sums(&mapping_of("no sub jobs")), [(2, "200.00 USD".to_owned())]);
    assert_eq!(sums(&mapping_of("task code")), [(1, "100.00 USD".to_owned()), (1, "100.00 USD".to_owned())]);
}

#[test]
fn the_examples_say_what_becomes_of_everything_named_and_what_is_summed() {
    let lines = [
        line("T1", "0330000", "SUBCON"),
        line("T1", "03-30-00", "TRAVEL"),
        line("T3", "0330001", "BONDS"),
        EstimateLine { kind: LineKind::Other, ..line("T9", "99", "REVENUE") },
    ];
    let mapping = CodeMapping {
        cost_codes: mapping_of("format").cost_codes,
        sub_jobs: mapping_of("task code").sub_jobs,
        ..mapping_of("table")
    };
    let (estimate, codes) = (estimate(&lines), codes());
    let examples = mapping_examples([job(&estimate, &codes)], &mapping).unwrap();
    let shown = |examples: Vec<jobcost::MappingExample>| {
        let text = |example: jobcost::MappingExample| {
            let totals: Vec<_> = example.totals.iter().map(ToString::to_string).collect();
            format!(
                "{} > {} | {}/{} lines | {} | {}",
                example.from,
                example.becomes.or(example.why_not.map(|why| why.to_string())).unwrap_or_default(),
                example.lines_known,
                example.lines,
                totals.join(", "),
                example.summed.join(" + "),
            )
        };
        examples.into_iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(examples.cost_types),
        [
            "BONDS > Procore has no cost type B, which the mapping names for account group BONDS | 0/1 lines | 100.00 USD | ",
            "SUBCON > O | 1/1 lines | 100.00 USD | SUBCON + TRAVEL",
            "TRAVEL > O | 1/1 lines | 100.00 USD | SUBCON + TRAVEL",
        ]
    );
    assert_eq!(
        shown(examples.cost_codes),
        [
            "03-30-00 > 03-30-00 | 1/1 lines | 100.00 USD | 03-30-00 + 0330000",
            "0330000 > 03-30-00 | 1/1 lines | 100.00 USD | 03-30-00 + 0330000",
            "0330001 > cost code 0330001 does not have the form that the mapping reads | 0/1 lines | 100.00 USD | ",
        ]
    );
    assert_eq!(
        shown(examples.sub_jobs),
        [
            "T1 > T1 | 2/2 lines | 200.00 USD | ",
            "T3 > Procore's project has no budget code in sub job T3 | 0/1 lines | 100.00 USD | ",
        ]
    );
}

#[test]
fn the_examples_name_what_the_mapping_takes_for_the_cost_code() {
    let lines = [line("03-30-00", "0000", "SUBCON"), line("05", "0000", "SUBCON")];
    let (estimate, codes) = (estimate(&lines), codes());
    let named = |mapping: &str| -> Vec<String> {
        let examples = mapping_examples([job(&estimate, &codes)], &mapping_of(mapping)).unwrap();
        examples.cost_codes.into_iter().map(|example| example.from).collect()
    };
    assert_eq!(named("task as code"), ["03-30-00", "05"]);
    assert_eq!(named("code or task"), ["03-30-00", "05"]);
    assert_eq!(named("default"), ["0000"]);
}

#[test]
fn a_change_counts_the_lines_that_gain_lose_or_move() {
    let lines = [
        line("T1", "03-30-00", "SUBCON"),
        line("T1", "03-30-00", "TRAVEL"),
        line("T1", "03-30-00", "OTHER"),
        line("T1", "99-99-99", "SUBCON"),
    ];
    let (estimate, codes) = (estimate(&lines), codes());
    let change =
        |now: &str, then: &str| mapping_change([job(&estimate, &codes)], &mapping_of(now), &mapping_of(then)).unwrap();
    let counted = |change: jobcost::MappingChange| {
        let (now, then) = ((change.mapped_now, change.unmapped_now), (change.mapped_then(), change.unmapped_then()));
        (now, then, change.gained, change.lost, change.moved)
    };
    assert_eq!(counted(change("no sub jobs", "no sub jobs")), ((2, 2), (2, 2), 0, 0, 0));
    assert_eq!(counted(change("no sub jobs", "table")), ((2, 2), (3, 1), 1, 0, 1));
    assert_eq!(counted(change("table", "no sub jobs")), ((3, 1), (2, 2), 0, 1, 1));
    let money = |change: jobcost::MappingChange| {
        let shown = |amounts: &[Money]| amounts.iter().map(Money::to_string).collect::<Vec<_>>().join(" ");
        [&change.unmapped_amounts, &change.gained_amounts, &change.lost_amounts, &change.moved_amounts]
            .map(|amounts| shown(amounts))
    };
    let one = line("T1", "03-30-00", "SUBCON").original_estimate;
    let (one, two) = (one.to_string(), one.plus(one).unwrap().to_string());
    assert_eq!(money(change("no sub jobs", "table")), [two.as_str(), &one, "", &one]);
    assert_eq!(money(change("table", "no sub jobs")), [one.as_str(), "", &one, &one]);
}

#[test]
fn a_mapping_that_cannot_be_meant_is_told() {
    let with = |change: fn(&mut CodeMapping)| {
        let mut mapping = mapping_of("task table");
        change(&mut mapping);
        mapping.problems().join(" ")
    };
    assert_eq!(with(|_| ()), "");
    assert!(
        with(|mapping| mapping.cost_type_matches.extend(CodeMapping::default().cost_type_matches)).contains("twice")
    );
    assert!(
        with(|mapping| drop(mapping.cost_types.insert(AccountGroup::new("A"), CostTypeCode::new(" "))))
            .contains("no cost type")
    );
    assert!(
        with(|mapping| mapping.sub_jobs = table(&[("NORTH", Some("T1"))], Some("NORTH")))
            .contains("NORTH is the default task")
    );
    assert!(with(|mapping| mapping.sub_jobs = table(&[("NORTH", Some(""))], None)).contains("without a code"));
    assert!(
        with(|mapping| mapping.cost_codes.parts = vec![CodePart { from_length: 0, to_length: 2, zeros: ZerosAt::End }])
            .starts_with("Cost codes: ")
    );
}

fn part() -> impl Strategy<Value = CodePart> {
    (1..5usize, 1..5usize, any::<bool>()).prop_map(|(from_length, to_length, start)| CodePart {
        from_length,
        to_length,
        zeros: if start { ZerosAt::Start } else { ZerosAt::End },
    })
}

fn code_format() -> impl Strategy<Value = CodeFormat> {
    (prop::collection::vec(part(), 0..4), "[-. ]{0,2}", "[-.]?").prop_map(|(parts, separators, joined_by)| CodeFormat {
        parts,
        separators,
        joined_by,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn a_code_that_was_rewritten_stays_as_it_is(format in code_format(), code in "[0-3a-c. -]{0,12}") {
        if let Some(once) = format.apply(&code) {
            prop_assert_eq!(format.apply(&once), Some(once));
        }
    }

    #[test]
    fn nothing_but_zeros_and_separators_is_ever_lost(format in code_format(), code in "[0-3a-c.-]{0,12}") {
        let kept = |code: &str| code.chars().filter(|sign| sign.is_alphanumeric() && *sign != '0').collect::<String>();
        if let Some(rewritten) = format.apply(&code) {
            prop_assert_eq!(kept(&rewritten), kept(&code));
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(order in Just(ROWS.to_vec()).prop_shuffle(), name in 0..8usize) {
        let names = ["default", "no sub jobs", "table", "format", "task code", "task table", "named code", "code or task"];
        let mapping = mapping_of(names[name]);
        let lines_of = |rows: &[(&str, &str, &str, &str, &str)]| {
            let lines: Vec<_> = rows.iter().map(|(_, task, code, group, _)| line(task, code, group)).collect();
            let comparison = compare(&estimate(&lines), &budget(), &codes(), &mapping).unwrap();
            comparison.lines.into_iter().map(|line| (line.code, line.estimate, line.estimate_lines)).collect::<Vec<_>>()
        };
        prop_assert_eq!(lines_of(&order), lines_of(ROWS));
    }
}

fn job<'a>(estimate: &'a Estimate, codes: &'a BudgetCodes) -> MappableJob<'a> {
    MappableJob { estimate, codes, budget: None }
}

/// Each says that no task is a sub job, but for `default`, which says nothing of tasks, and where it says otherwise.
fn mapping_of(name: &str) -> CodeMapping {
    let tasks = [("T1", None), ("T2", None), ("T3", None), ("BASE", None)];
    let default = match name {
        "default" | "task as code" | "code or task" => CodeMapping::default(),
        _ => CodeMapping { sub_jobs: table(&tasks, None), ..CodeMapping::default() },
    };
    match name {
        "named code" => CodeMapping {
            named_cost_codes: [("99", "03-30-00"), ("98", "44")]
                .map(|(own, procores)| (CostCode::new(own), CostCode::new(procores)))
                .into(),
            ..default
        },
        "task as code" => CodeMapping { cost_code_source: CostCodeSource::Task, ..default },
        "code or task" => CodeMapping { cost_code_source: CostCodeSource::CostCodeOrTask, ..default },
        "table" => CodeMapping {
            cost_types: [("TRAVEL", "o"), ("SUBCON", "O"), ("BONDS", "B")]
                .map(|(group, cost_type)| (AccountGroup::new(group), CostTypeCode::new(cost_type)))
                .into(),
            ..default
        },
        "format" => CodeMapping {
            cost_codes: CodeFormat {
                parts: [(2, ZerosAt::Start), (2, ZerosAt::Start), (3, ZerosAt::End)]
                    .map(|(from_length, zeros)| CodePart { from_length, to_length: 2, zeros })
                    .into(),
                separators: ".".into(),
                joined_by: "-".into(),
            },
            ..default
        },
        "task code" => CodeMapping {
            sub_jobs: SubJobs::TaskCode { format: CodeFormat::default(), default_task: Some(TaskId::new("base")) },
            ..default
        },
        "task table" => CodeMapping {
            sub_jobs: table(&[("NORTH", Some("T1")), ("South", Some("T2")), ("SITE", None)], Some("24-101")),
            ..default
        },
        _ => default,
    }
}

fn table(rows: &[(&str, Option<&str>)], default_task: Option<&str>) -> SubJobs {
    SubJobs::Table {
        sub_jobs: rows.iter().map(|(task, sub_job)| (TaskId::new(task), sub_job.map(SubJob::new))).collect(),
        default_task: default_task.map(TaskId::new),
    }
}

fn code_of(mapping: &CodeMapping, line: &EstimateLine) -> String {
    let comparison = compare(&estimate(std::slice::from_ref(line)), &budget(), &codes(), mapping).unwrap();
    match &comparison.lines[0].code {
        LineCode::Mapped(code) => code.to_string(),
        LineCode::Unmapped { why, .. } => why.to_string(),
    }
}

fn line(task: &str, cost_code: &str, group: &str) -> EstimateLine {
    EstimateLine {
        task: TaskId::new(task),
        cost_code: CostCode::new(cost_code),
        account_group: AccountGroup::new(group),
        inventory_item: InventoryItem::new("<N/A>"),
        kind: LineKind::Expense,
        description: String::new(),
        original_estimate: Money::new(Decimal::new(10_000, 2), Currency::USD),
    }
}

fn estimate(lines: &[EstimateLine]) -> Estimate {
    Estimate { job: JobId::new("24-101"), currency: Currency::USD, lines: lines.to_vec() }
}

fn budget() -> Budget {
    Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items: Vec::new() }
}

fn codes() -> BudgetCodes {
    let cost_type = |(code, origin): (&str, &str)| CostType {
        code: CostTypeCode::new(code),
        name: origin.to_lowercase(),
        origin_id: Some(origin.to_owned()),
    };
    let budget_code = |(number, code): (i64, &str)| {
        let (rest, cost_type) = code.rsplit_once('.').unwrap();
        let (sub_job, cost_code) = rest.split_once('.').map_or((None, rest), |(sub_job, code)| (Some(sub_job), code));
        let wbs_code = WbsCode { sub_job: sub_job.map(SubJob::new), ..WbsCode::new(cost_code, cost_type) };
        BudgetCode { id: WbsCodeId(number), wbs_code, description: String::new() }
    };
    BudgetCodes {
        cost_types: [("S", "SUBCON"), ("O", "OTHER")].map(cost_type).to_vec(),
        wbs_codes: (1..).zip(CODES).map(budget_code).collect(),
        ..BudgetCodes::default()
    }
}
