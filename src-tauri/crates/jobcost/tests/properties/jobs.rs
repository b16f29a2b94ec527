//! Generated jobs, the plans that are made of them, and a re-import of their own kind.

use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, Choice, Choices, CodeMapping,
    CodeSegments, CostCode, CostType, CostTypeCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineChange,
    LineKind, Money, ProjectId, ReimportPlan, TaskId, WbsCode, WbsCodeId, plan,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const COST_CODES: [&str; 5] = ["01-31-00", "03-30-00", "05-12-00", "09-21-16", "26-24-16"];
pub(crate) const COST_TYPES: [(&str, &str); 3] = [("L", "LABOR"), ("M", "MATERIAL"), ("S", "SUBCON")];
/// The last cost code and the last account group are known to no project, so some lines are unmapped.
const ESTIMATE_COST_CODES: [&str; 6] = ["01-31-00", "03-30-00", "05-12-00", "09-21-16", "26-24-16", "99-99-99"];
const ACCOUNT_GROUPS: [&str; 4] = ["LABOR", "MATERIAL", "SUBCON", "BONDS"];

/// Amounts as they come: mostly cents, sometimes zero, sometimes a credit, rarely with more decimals than Procore keeps.
fn amount() -> impl Strategy<Value = Money> {
    prop_oneof![
        6 => (-200_000_000_i64..2_000_000_000).prop_map(|cents| Decimal::new(cents, 2)),
        2 => Just(Decimal::ZERO),
        1 => (-99_999i64..99_999i64).prop_map(|tenths| Decimal::new(tenths, 4)),
    ]
    .prop_map(|amount| Money::new(amount, Currency::USD))
}

fn estimate_line() -> impl Strategy<Value = EstimateLine> {
    (0..ESTIMATE_COST_CODES.len(), 0..ACCOUNT_GROUPS.len(), 0..3usize, 0..10u8, amount()).prop_map(
        |(cost_code, group, item, kind, original_estimate)| EstimateLine {
            task: TaskId::new("01"),
            cost_code: CostCode::new(ESTIMATE_COST_CODES[cost_code]),
            account_group: AccountGroup::new(ACCOUNT_GROUPS[group]),
            inventory_item: InventoryItem::new(format!("ITEM{item}")),
            kind: if kind == 0 { LineKind::Other } else { LineKind::Expense },
            description: String::new(),
            original_estimate,
        },
    )
}

pub(crate) fn estimate() -> impl Strategy<Value = Estimate> {
    prop::collection::vec(estimate_line(), 0..24).prop_map(|lines| Estimate {
        job: JobId::new("24-101"),
        currency: Currency::USD,
        lines,
    })
}

/// At most one line per budget code, as Procore keeps it, in cents.
pub(crate) fn budget() -> impl Strategy<Value = Budget> {
    prop::collection::vec(prop::option::of(amount()), COST_CODES.len() * COST_TYPES.len()).prop_map(|amounts| {
        let line_items = amounts.into_iter().enumerate().filter_map(|(place, amount)| {
            let id = i64::try_from(place).unwrap();
            amount.map(|amount| BudgetLineItem {
                id: BudgetLineItemId(1_000 + id),
                wbs_code_id: WbsCodeId(id),
                wbs_code: wbs_code(place),
                description: String::new(),
                original_budget: amount.to_smallest_unit(),
            })
        });
        Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items: line_items.collect() }
    })
}

pub(crate) fn wbs_code(place: usize) -> WbsCode {
    WbsCode::new(COST_CODES[place / COST_TYPES.len()], COST_TYPES[place % COST_TYPES.len()].0)
}

pub(crate) fn codes() -> BudgetCodes {
    let cost_types = COST_TYPES.map(|(code, origin)| CostType {
        code: CostTypeCode::new(code),
        name: origin.to_lowercase(),
        origin_id: Some(origin.to_owned()),
    });
    let wbs_codes = (0..COST_CODES.len() * COST_TYPES.len()).map(|place| BudgetCode {
        id: WbsCodeId(i64::try_from(place).unwrap()),
        wbs_code: wbs_code(place),
        description: String::new(),
    });
    BudgetCodes { cost_types: cost_types.to_vec(), wbs_codes: wbs_codes.collect(), ..BudgetCodes::default() }
}

/// The same without these, unless a line of the budget hangs on them; they can be made.
pub(crate) fn lacking_codes(lacking: &HashSet<usize>, budget: &Budget) -> BudgetCodes {
    let every = codes();
    let lacks =
        |code: &WbsCode| lacking.iter().any(|place| wbs_code(*place) == *code) && budget.line_item(code).is_none();
    let segments = CodeSegments {
        cost_codes: COST_CODES.map(|code| (CostCode::new(code), String::new())).into(),
        cost_types: COST_TYPES.map(|(code, _)| CostTypeCode::new(code)).into(),
        ..CodeSegments::default()
    };
    let listed = every.wbs_codes.into_iter().filter(|code| !lacks(&code.wbs_code)).collect();
    BudgetCodes { wbs_codes: listed, segments: Some(segments), ..every }
}

pub(crate) fn chosen_plan_of(estimate: &Estimate, budget: &Budget, choices: &Choices) -> ReimportPlan {
    static CODES: LazyLock<BudgetCodes> = LazyLock::new(codes);
    plan(estimate.clone(), budget.clone(), &CODES, &CodeMapping::default(), choices).unwrap()
}

pub(crate) fn plan_of(estimate: &Estimate, budget: &Budget) -> ReimportPlan {
    chosen_plan_of(estimate, budget, &Choices::none())
}

/// Carries a plan out the way Procore would: its own few lines, sharing nothing with the code under test.
pub(crate) fn applied(plan: &ReimportPlan) -> Budget {
    let mut budget = Budget::clone(&plan.budget);
    for (planned, change) in plan.changes() {
        match *change {
            LineChange::Revise { line_item, before, after, .. } => {
                let line = budget.line_items.iter_mut().find(|line| line.id == line_item).unwrap();
                assert_eq!(line.original_budget, before);
                line.original_budget = after;
            }
            LineChange::Create { wbs_code_id, after } => {
                let code = planned.wbs_code().unwrap().clone();
                let places = 0..COST_CODES.len() * COST_TYPES.len();
                let (id, _) = (0_i64..).zip(places.map(wbs_code)).find(|(_, known)| *known == code).unwrap();
                assert!(wbs_code_id.is_none_or(|listed| listed == WbsCodeId(id)), "another code is named");
                let wbs_code_id = WbsCodeId(id);
                assert!(
                    budget.line_items.iter().all(|line| line.wbs_code_id != wbs_code_id),
                    "a line would be doubled"
                );
                budget.line_items.push(BudgetLineItem {
                    id: BudgetLineItemId(2_000 + id),
                    wbs_code_id,
                    wbs_code: code,
                    description: String::new(),
                    original_budget: after,
                });
            }
        }
    }
    budget
}

pub(crate) fn cents(amount: Money) -> Decimal {
    let hundredfold = amount.amount() * Decimal::ONE_HUNDRED;
    assert!(hundredfold.fract().is_zero(), "{amount} has more than cents");
    hundredfold
}

pub(crate) fn choices() -> impl Strategy<Value = Choices> {
    let choice = prop_oneof![3 => Just(None), 1 => Just(Some(Choice::Leave)), 1 => Just(Some(Choice::SetToZero))];
    prop::collection::vec(choice, COST_CODES.len() * COST_TYPES.len()).prop_map(|chosen| {
        let lines = chosen.into_iter().enumerate();
        lines.filter_map(|(place, choice)| choice.map(|choice| (wbs_code(place), choice))).collect()
    })
}
