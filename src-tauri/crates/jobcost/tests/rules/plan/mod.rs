//! The rules of a re-import: those of single lines as a table (`lines.rs`), and what concerns a job as a whole.
//!
//! Goal: every rule has rows that fail when it is broken. Method: each row is one job with the given lines on the code `03-30-00`,
//! account group `SUBCON` (cost type `S`), and one line of the plan to look at.

mod lines;

use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, Choices, CodeMapping,
    CodeSegments, CostCode, CostType, CostTypeCode, Currency, ErpLevel, Estimate, EstimateLine, InventoryItem, JobId,
    LineChange, LineKind, Money, PlannedLine, ProjectId, Refusal, ReimportPlan, Rights, TaskId, Unchanged, Unmapped,
    Verification, WbsCode, WbsCodeId, What, plan, refusals, verify,
};

#[test]
fn lines_that_differ_only_by_inventory_item_task_case_or_padding_are_one() {
    let mut estimate = estimate_of("10.00+20.00+30.00");
    estimate.lines[0].inventory_item = InventoryItem::new("CRANE");
    estimate.lines[1].task = TaskId::new("PHASE2");
    estimate.lines[2].cost_code = CostCode::new("03-30-00  ");
    estimate.lines[2].account_group = AccountGroup::new("subcon");
    let plan = plan_of(estimate, budget_of("-"));
    assert_eq!(plan.lines.len(), 1);
    assert_eq!(plan.lines[0].compared.estimate_lines, 3);
    assert_eq!(plan.lines[0].after(), Some(usd("60.00")));
}

#[test]
fn an_account_group_is_recognised_by_origin_id_then_code_then_name() {
    for (origin_id, code, name, expected) in [
        (Some("subcon "), "X", "Whatever", Ok(())),
        (None, "SUBCON", "Whatever", Ok(())),
        (None, "X", "subcon", Ok(())),
        (None, "X", "Whatever", Err(Unmapped::NoCostType(AccountGroup::new("SUBCON")))),
    ] {
        let cost_type =
            CostType { code: CostTypeCode::new(code), name: name.into(), origin_id: origin_id.map(str::to_owned) };
        let wbs_codes = vec![budget_code(7, WbsCode::new("03-30-00", code))];
        let codes = BudgetCodes { cost_types: vec![cost_type], wbs_codes, ..BudgetCodes::default() };
        let plan =
            plan(estimate_of("5.00"), budget_of("-"), &codes, &CodeMapping::default(), &Choices::none()).unwrap();
        let found = match &plan.lines[0].what {
            What::Stays(Unchanged::Unmapped(why)) => Err(why.clone()),
            _ => Ok(()),
        };
        assert_eq!(found, expected, "{origin_id:?} {code} {name}");
    }
}

#[test]
fn the_origin_id_wins_over_a_code_that_also_fits() {
    let by_code = CostType { code: CostTypeCode::new("SUBCON"), name: "a".into(), origin_id: None };
    let by_origin = CostType { code: CostTypeCode::new("S"), name: "b".into(), origin_id: Some("SUBCON".into()) };
    let wbs_codes =
        vec![budget_code(1, WbsCode::new("03-30-00", "SUBCON")), budget_code(2, WbsCode::new("03-30-00", "S"))];
    let codes = BudgetCodes { cost_types: vec![by_code, by_origin], wbs_codes, ..BudgetCodes::default() };
    let plan = plan(estimate_of("5.00"), budget_of("-"), &codes, &CodeMapping::default(), &Choices::none()).unwrap();
    assert_eq!(plan.lines[0].change().and_then(LineChange::wbs_code_id), Some(WbsCodeId(2)));
}

#[test]
fn a_code_found_nowhere_blocks_its_line_and_only_its_line() {
    for (cost_code, group, why) in [
        ("99-99-99", "SUBCON", Unmapped::NoCostCode(CostCode::new("99-99-99"))),
        ("03-30-00", "BONDS", Unmapped::NoCostType(AccountGroup::new("BONDS"))),
        ("03-30-00", "LABOR", Unmapped::NoBudgetCode(WbsCode::new("03-30-00", "L"))),
    ] {
        let mut estimate = estimate_of("100.00+7.00");
        estimate.lines[1].cost_code = CostCode::new(cost_code);
        estimate.lines[1].account_group = AccountGroup::new(group);
        let plan = plan_of(estimate, budget_of("-"));
        assert_eq!(plan.unmapped().map(|(_, why)| why.clone()).collect::<Vec<_>>(), [why]);
        assert_eq!(plan.changes().count(), 1, "the other line is planned all the same");
        assert_eq!(plan.totals.acumatica, usd("107.00"), "the estimate's total is Acumatica's own");
        assert_eq!(plan.totals.new_procore, usd("100.00"));
    }
}

#[test]
fn everything_that_forbids_a_reimport_is_said_at_once() {
    let estimate = Estimate { currency: Currency::parse("CAD").unwrap(), ..estimate_of("5.00") };
    let budget = Budget { locked: true, ..budget_of("1.00") };
    let rights = Rights::ErpIntegrations(ErpLevel::ReadOnly);
    let all = refusals(&estimate, &budget, rights, None);
    assert!(
        matches!(all.as_slice(), [Refusal::BudgetLocked, Refusal::RightMissing(_), Refusal::CurrenciesDiffer { .. }]),
        "{all:?}"
    );
}

#[test]
fn standard_is_enough_and_read_only_is_not() {
    for (rights, may) in [
        (Rights::ErpIntegrations(ErpLevel::None), false),
        (Rights::ErpIntegrations(ErpLevel::ReadOnly), false),
        (Rights::ErpIntegrations(ErpLevel::Standard), true),
        (Rights::ErpIntegrations(ErpLevel::Admin), true),
        (Rights::Budget { may_edit: false }, false),
        (Rights::Budget { may_edit: true }, true),
    ] {
        assert_eq!(rights.may_reimport(), may, "{rights:?}");
    }
}

#[test]
fn two_budget_lines_of_one_code_are_not_guessed_between() {
    let mut budget = budget_of("1.00");
    budget.line_items.push(BudgetLineItem { id: BudgetLineItemId(2), ..budget.line_items[0].clone() });
    let refusals = refusals(&estimate_of("5.00"), &budget, Rights::ErpIntegrations(ErpLevel::Admin), None);
    assert_eq!(refusals, [Refusal::BudgetCodeTwice(WbsCode::new("03-30-00", "S"))]);
}

#[test]
fn the_proof_notices_a_cent_a_missing_line_and_a_stranger() {
    let plan = plan_of(estimate_of("100.00"), budget_of("90.00"));
    let promised = budget_of("100.00");
    assert_eq!(verify(&plan, &promised), Verification::Proven { total: usd("100.00") });
    let stranger = BudgetLineItem { wbs_code: WbsCode::new("03-30-00", "L"), ..promised.line_items[0].clone() };
    let with_stranger = Budget { line_items: vec![promised.line_items[0].clone(), stranger], ..promised.clone() };
    let doubled = Budget { line_items: vec![promised.line_items[0].clone(); 2], ..promised.clone() };
    for (found, ours) in [(budget_of("100.01"), true), (budget_of("-"), true), (doubled, true), (with_stranger, false)]
    {
        match verify(&plan, &found) {
            Verification::Discrepant(lines) => {
                assert_eq!(lines.iter().map(|line| line.ours).collect::<Vec<_>>(), [ours]);
            }
            proven @ Verification::Proven { .. } => panic!("{proven:?} for {found:?}"),
        }
    }
}

#[test]
fn rows_of_one_code_are_named_whatever_they_sum_to() {
    let plan = plan_of(estimate_of("100.00"), budget_of("90.00"));
    let rows = |amounts: &[&str]| {
        let row = |amount: &&str| budget_of(amount).line_items.remove(0);
        Budget { line_items: amounts.iter().map(row).collect(), ..budget_of("-") }
    };
    for (amounts, together) in
        [(["60.00", "40.00"], "100.00"), (["100.00", "0.00"], "100.00"), (["100.00", "100.00"], "200.00")]
    {
        let Verification::Discrepant(lines) = verify(&plan, &rows(&amounts)) else { panic!("{amounts:?}") };
        let named: Vec<_> = lines.iter().map(|line| (line.rows, line.found)).collect();
        assert_eq!(named, [(2, Some(usd(together)))], "{amounts:?}");
    }
}

#[test]
fn both_rows_of_one_code_stay_in_the_plan() {
    let mut budget = budget_of("1.00");
    budget.line_items.push(BudgetLineItem { id: BudgetLineItemId(2), ..budget.line_items[0].clone() });
    let plan = plan_of(estimate_of("5.00"), budget);
    assert_eq!((plan.lines.len(), plan.totals.procore), (2, usd("2.00")));
    assert_eq!(plan.totals.new_procore, usd("6.00"));
}

fn outcome(line: &PlannedLine) -> &'static str {
    match &line.what {
        What::Changes(LineChange::Create { .. }) => "create",
        What::Changes(LineChange::Revise { .. }) => "revise",
        What::Stays(Unchanged::Agrees) => "agrees",
        What::Stays(Unchanged::OnlyInProcore) => "only in procore",
        What::Stays(Unchanged::NotAboveZero) => "not above zero",
        What::Stays(Unchanged::Unmapped(_)) => "unmapped",
        What::Stays(Unchanged::Left(_)) => "left",
        What::Stays(Unchanged::Accepted(_)) => "accepted",
    }
}

fn usd(text: &str) -> Money {
    Money::new(text.parse().unwrap(), Currency::USD)
}

fn estimate_of(text: &str) -> Estimate {
    let line = |text: &str| EstimateLine {
        task: TaskId::new("01"),
        cost_code: CostCode::new("03-30-00"),
        account_group: AccountGroup::new("SUBCON"),
        inventory_item: InventoryItem::new("<N/A>"),
        kind: if text.starts_with('i') { LineKind::Other } else { LineKind::Expense },
        description: "Cast-in-place concrete".into(),
        original_estimate: usd(text.trim_start_matches('i')),
    };
    let lines = if text == "-" { Vec::new() } else { text.split('+').map(line).collect() };
    Estimate { job: JobId::new("24-101"), currency: Currency::USD, lines }
}

fn budget_of(text: &str) -> Budget {
    let (code, text) = match text.split_once(' ') {
        Some(("off", text)) => ("09-21-16", text),
        Some(("gone", text)) => ("44-00-00", text),
        _ => ("03-30-00", text),
    };
    let line = BudgetLineItem {
        id: BudgetLineItemId(1),
        wbs_code_id: WbsCodeId(2),
        wbs_code: WbsCode::new(code, "S"),
        description: "Cast-in-place concrete".into(),
        original_budget: usd(if text == "-" { "0" } else { text }),
    };
    let line_items = if text == "-" { Vec::new() } else { vec![line] };
    Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items }
}

fn budget_code(id: i64, wbs_code: WbsCode) -> BudgetCode {
    BudgetCode { id: WbsCodeId(id), wbs_code, description: String::new() }
}

fn plan_of(estimate: Estimate, budget: Budget) -> ReimportPlan {
    chosen_plan_of(estimate, budget, &Choices::none())
}

fn chosen_plan_of(estimate: Estimate, budget: Budget, choices: &Choices) -> ReimportPlan {
    let cost_type = |code: &str, name: &str, origin: &str| CostType {
        code: CostTypeCode::new(code),
        name: name.into(),
        origin_id: Some(origin.into()),
    };
    let codes = BudgetCodes {
        cost_types: vec![cost_type("S", "Subcontract", "SUBCON"), cost_type("L", "Labor", "LABOR")],
        wbs_codes: vec![budget_code(2, WbsCode::new("03-30-00", "S")), budget_code(3, WbsCode::new("05-12-00", "L"))],
        inactive: vec![WbsCode::new("09-21-16", "S")],
        // What the rows with new codes need and no others, so that a pair that cannot be made stays one.
        segments: Some(CodeSegments {
            cost_codes: ["07-92-00", "09-21-16"].map(|code| (CostCode::new(code), "Sealants".to_owned())).into(),
            cost_types: [CostTypeCode::new("S")].into(),
            ..CodeSegments::default()
        }),
        ..BudgetCodes::default()
    };
    plan(estimate, budget, &codes, &CodeMapping::default(), choices).unwrap()
}

#[test]
fn existing_lines_can_be_kept_and_others_added() {
    let mut estimate = estimate_of("100.00+7.00");
    (estimate.lines[1].cost_code, estimate.lines[1].account_group) =
        (CostCode::new("05-12-00"), AccountGroup::new("LABOR"));
    let plan = plan_of(estimate.clone(), budget_of("90.00"));
    let kept = chosen_plan_of(estimate, budget_of("90.00"), &plan.choices_keeping_existing());
    assert_eq!(kept.lines.iter().map(outcome).collect::<Vec<_>>(), ["left", "create"]);
    assert_eq!(kept.totals.new_procore, usd("97.00"));
}
