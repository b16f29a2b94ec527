//! Which budget code is meant: by identity and text, beside sub jobs, and where codes look or print alike.
//!
//! Goal: every row of the table in `mapping/register.rs` and every sentence of rules 14 and 17 fails here when it is broken. Method: one
//! project per row, its codes in one line each; one estimate of cost codes; what each comes to.

mod balance;
mod identity;
mod moving;
mod parting;
mod sub_jobs;

use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, Choices, CodeMapping, CostCode,
    CostType, CostTypeCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineKind, Money, OriginIds,
    ProjectId, ReimportPlan, SubJob, TaskId, WbsCode, WbsCodeId, plan,
};

fn usd(digits: &str) -> Money {
    Money::new(digits.parse().unwrap(), Currency::USD)
}

/// Cost codes of 100.00 each on cost type `S`, parted by commas; `task/code` names the task, `=` an amount.
fn estimate_of(text: &str) -> Estimate {
    let line = |text: &str| {
        let (code, amount) = text.split_once('=').unwrap_or((text, "100.00"));
        let (task, code) = code.split_once('/').unwrap_or(("01", code));
        EstimateLine {
            task: TaskId::new(task),
            cost_code: CostCode::new(code),
            account_group: AccountGroup::new("SUBCON"),
            inventory_item: InventoryItem::new("<N/A>"),
            kind: LineKind::Expense,
            description: String::new(),
            original_estimate: usd(amount),
        }
    };
    let lines = if text.is_empty() { Vec::new() } else { text.split(", ").map(line).collect() };
    Estimate { job: JobId::new("24-101"), currency: Currency::USD, lines }
}

/// `sub job/cost code` on cost type `S`.
fn wbs_code(text: &str) -> WbsCode {
    let (sub_job, code) = text.split_once('/').map_or((None, text), |(sub_job, code)| (Some(sub_job), code));
    WbsCode { sub_job: sub_job.map(SubJob::new), ..WbsCode::new(code, "S") }
}

/// Cost codes parted by commas; `<` names the identifier that an ERP integration left.
fn codes_of(text: &str) -> BudgetCodes {
    let mut codes = BudgetCodes {
        cost_types: vec![CostType {
            code: CostTypeCode::new("S"),
            name: "Subcontract".into(),
            origin_id: Some("SUBCON".into()),
        }],
        ..BudgetCodes::default()
    };
    let mut origin_ids = OriginIds::default();
    for (id, text) in (1..).zip(text.split(", ").filter(|text| !text.is_empty())) {
        let (text, origin_id) = text.split_once('<').map_or((text, None), |(text, id)| (text, Some(id)));
        let wbs_code = wbs_code(text);
        if let Some(origin_id) = origin_id {
            origin_ids.cost_codes.insert(wbs_code.cost_code.clone(), origin_id.to_owned());
        }
        codes.wbs_codes.push(BudgetCode { id: WbsCodeId(id), wbs_code, description: String::new() });
    }
    BudgetCodes { origin_ids, ..codes }
}

/// `sub job/cost code=amount`, parted by commas.
fn budget_of(text: &str) -> Budget {
    let line = |(id, text): (i64, &str)| {
        let (code, amount) = text.split_once('=').unwrap();
        BudgetLineItem {
            id: BudgetLineItemId(id),
            wbs_code_id: WbsCodeId(100 + id),
            wbs_code: wbs_code(code),
            description: String::new(),
            original_budget: usd(amount),
        }
    };
    let line_items = (1..).zip(text.split(", ").filter(|text| !text.is_empty())).map(line).collect();
    Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items }
}

fn plan_of(estimate: &str, budget: &str, codes: &str, mapping: &CodeMapping) -> ReimportPlan {
    plan(estimate_of(estimate), budget_of(budget), &codes_of(codes), mapping, &Choices::none()).unwrap()
}
