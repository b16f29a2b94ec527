//! What the dialog says, word by word: the money of the plan, and how the two books stand afterwards.

use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, Choice, Choices, CodeMapping,
    CostCode, CostType, CostTypeCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineKey, LineKind, Money,
    Ownership, ProjectId, ReconcilingItems, ReimportPlan, TaskId, WbsCode, WbsCodeId, plan,
};
use reimport::{LinkedJob, question};
use std::sync::Arc;

const DESCRIPTIONS: [(&str, &str); 5] = [
    ("03", "Cast-in-place concrete"),
    ("05", "Structural steel"),
    ("07", "Roofing"),
    ("09", "Paint"),
    ("26", "Electrical"),
];

fn usd(digits: &str) -> Money {
    Money::new(digits.parse().unwrap(), Currency::USD)
}

fn described(code: &str) -> String {
    DESCRIPTIONS.iter().find(|(known, _)| *known == code).map_or_else(String::new, |(_, text)| (*text).to_owned())
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, Money)> {
    text.split(", ").filter(|one| !one.is_empty()).map(|one| {
        let (code, amount) = one.split_once('=').unwrap();
        (code, usd(amount))
    })
}

fn estimate(text: &str) -> Estimate {
    let line = |(code, original_estimate): (&str, Money)| EstimateLine {
        task: TaskId::new("01"),
        cost_code: CostCode::new(code),
        account_group: AccountGroup::new("SUBCON"),
        inventory_item: InventoryItem::new("<N/A>"),
        kind: LineKind::Expense,
        description: described(code),
        original_estimate,
    };
    Estimate { job: JobId::new("24-160"), currency: Currency::USD, lines: pairs(text).map(line).collect() }
}

fn budget(text: &str, locked: bool) -> Budget {
    let line = |(id, (code, original_budget)): (i64, (&str, Money))| BudgetLineItem {
        id: BudgetLineItemId(id),
        wbs_code_id: WbsCodeId(id),
        wbs_code: WbsCode::new(code, "S"),
        description: described(code),
        original_budget,
    };
    let line_items = (1..).zip(pairs(text)).map(line).collect();
    Budget { project: ProjectId(1), currency: Currency::USD, locked, line_items }
}

/// Every code but 77, which no project has.
fn codes() -> BudgetCodes {
    let code = |(id, (code, description)): (i64, (&str, &str))| BudgetCode {
        id: WbsCodeId(id),
        wbs_code: WbsCode::new(code, "S"),
        description: description.to_owned(),
    };
    let cost_type =
        CostType { code: CostTypeCode::new("S"), name: "Subcontract".into(), origin_id: Some("SUBCON".into()) };
    let wbs_codes = (100..).zip(DESCRIPTIONS).map(code).collect();
    BudgetCodes { cost_types: vec![cost_type], wbs_codes, ..BudgetCodes::default() }
}

fn planned(of: &str, with: Budget, choices: &Choices) -> ReimportPlan {
    plan(estimate(of), with, &codes(), &CodeMapping::default(), choices).unwrap()
}

fn job() -> LinkedJob {
    LinkedJob {
        job: JobId::new("24-160"),
        name: "Harbor Point".into(),
        project: ProjectId(1),
        ownership: Ownership::Acumatica,
        erp_connected: false,
        currency: None,
        earlier_estimate: None,
        items: Arc::default(),
    }
}

fn choosing(code: &str, choice: Choice) -> Choices {
    [(WbsCode::new(code, "S"), choice)].into_iter().collect()
}

fn accepting(code: &str, amount: &str) -> Choices {
    let items: ReconcilingItems = [(LineKey::Code(WbsCode::new(code, "S")), usd(amount))].into_iter().collect();
    Choices::none().accepting(items)
}

#[test]
fn only_creates_override_nothing() {
    let plan = planned("03=612400.00, 05=1000.50", budget("", false), &Choices::none());
    says(
        &plan,
        "Re-import 2 lines of 24-160 Harbor Point?",
        "Current Acumatica Total: $613,400.50
Current Procore Total: $0.00
New Procore Total on Re-import: $613,400.50 (+$613,400.50)

2 lines created: +$613,400.50

Afterwards Procore and Acumatica tie out.

Changes:
03.S Cast-in-place concrete: no line → $612,400.00
05.S Structural steel: no line → $1,000.50",
        "OK, re-import 2 lines",
    );
}

#[test]
fn raised_and_lowered_lines_are_told_apart() {
    let plan = planned(
        "03=110.00, 05=80.00, 07=5.00, 09=1.00",
        budget("03=100.00, 05=95.00, 07=4.00, 09=2.00", false),
        &Choices::none(),
    );
    says(
        &plan,
        "Re-import 4 lines of 24-160 Harbor Point?",
        "Current Acumatica Total: $196.00
Current Procore Total: $201.00
New Procore Total on Re-import: $196.00 (−$5.00)

2 lines raised: +$11.00
2 lines lowered: −$16.00
Values in the Procore budget are overridden.

Afterwards Procore and Acumatica tie out.

Largest changes:
05.S Structural steel: $95.00 → $80.00
03.S Cast-in-place concrete: $100.00 → $110.00
07.S Roofing: $4.00 → $5.00",
        "OK, re-import 4 lines",
    );
}

#[test]
fn what_is_zeroed_and_what_becomes_a_credit_is_named_with_its_sum() {
    let plan = planned(
        "03=0.00, 05=-3.00, 07=200.00",
        budget("03=50.00, 05=10.00, 07=100.00, 26=7.00", false),
        &choosing("26", Choice::SetToZero),
    );
    says(
        &plan,
        "Re-import 4 lines of 24-160 Harbor Point?",
        "Current Acumatica Total: $197.00
Current Procore Total: $167.00
New Procore Total on Re-import: $197.00 (+$30.00)

1 line raised: +$100.00
1 line made a credit: −$13.00
1 line set to $0, because the estimate is $0: −$50.00
1 line that only Procore has set to $0, as you chose: −$7.00
Values in the Procore budget are overridden.

Afterwards Procore and Acumatica tie out.

Largest changes:
07.S Roofing: $100.00 → $200.00
03.S Cast-in-place concrete: $50.00 → $0.00
05.S Structural steel: $10.00 → −$3.00",
        "OK, re-import 4 lines",
    );
}

#[test]
fn what_is_left_out_or_left_stays_out_of_balance_with_its_amount() {
    let plan = planned(
        "03=100.00, 05=20.00, 77=263985.00",
        budget("03=90.00, 05=15.00", false),
        &choosing("05", Choice::Leave),
    );
    says(
        &plan,
        "Re-import 1 line of 24-160 Harbor Point?",
        "Current Acumatica Total: $264,105.00
Current Procore Total: $105.00
New Procore Total on Re-import: $115.00 (+$10.00)

1 line raised: +$10.00
Values in the Procore budget are overridden.

Out of balance afterwards: Procore is $263,990.00 below Acumatica.
1 line of the estimate without a budget code in Procore: −$263,985.00
1 line left as you chose: −$5.00

Changes:
03.S Cast-in-place concrete: $90.00 → $100.00",
        "OK, re-import 1 line",
    );
}

#[test]
fn lines_only_procore_has_are_named_with_their_amount() {
    let plan = planned("03=100.00", budget("03=90.00, 07=80000.00, 09=8340.18", false), &Choices::none());
    says(
        &plan,
        "Re-import 1 line of 24-160 Harbor Point?",
        "Current Acumatica Total: $100.00
Current Procore Total: $88,430.18
New Procore Total on Re-import: $88,440.18 (+$10.00)

1 line raised: +$10.00
Values in the Procore budget are overridden.

Out of balance afterwards: Procore is $88,340.18 above Acumatica.
2 lines that only Procore has: +$88,340.18

Changes:
03.S Cast-in-place concrete: $90.00 → $100.00",
        "OK, re-import 1 line",
    );
}

#[test]
fn where_all_that_stays_is_accepted_the_job_ties_out_with_it() {
    let plan = planned("03=100.00", budget("03=90.00, 07=7.00", false), &accepting("07", "7.00"));
    says(
        &plan,
        "Re-import 1 line of 24-160 Harbor Point?",
        "Current Acumatica Total: $100.00
Current Procore Total: $97.00
New Procore Total on Re-import: $107.00 (+$10.00)

1 line raised: +$10.00
Values in the Procore budget are overridden.

Afterwards the job ties out with 1 reconciling item of $7.00.

Changes:
03.S Cast-in-place concrete: $90.00 → $100.00",
        "OK, re-import 1 line",
    );
}

#[test]
fn some_of_what_stays_is_accepted() {
    let plan = planned("03=100.00", budget("03=90.00, 07=7.00, 09=2.00", false), &accepting("07", "7.00"));
    let body = question(&plan, &job()).body;
    let stands = "Out of balance afterwards: Procore is $9.00 above Acumatica.\n\
                  1 line that only Procore has: +$2.00\n\
                  1 reconciling item of $7.00\n";
    assert!(body.contains(stands), "{body}");
}

#[test]
fn unlocking_is_a_step_of_its_own() {
    let plan = planned("03=100.00", budget("03=90.00", true), &Choices::none().unlocking(true));
    says(
        &plan,
        "Re-import 1 line of 24-160 Harbor Point?",
        "Current Acumatica Total: $100.00
Current Procore Total: $90.00
New Procore Total on Re-import: $100.00 (+$10.00)

1 line raised: +$10.00
Values in the Procore budget are overridden.

Afterwards Procore and Acumatica tie out.

Changes:
03.S Cast-in-place concrete: $90.00 → $100.00

1. Unlock the budget in Procore; its budget modifications are preserved.
2. Re-import 1 line.
3. Lock the budget again, also if the re-import fails.",
        "OK, re-import 1 line",
    );
}

/// A native dialog grows with its text and has no bar to scroll it with.
#[test]
fn the_longest_dialog_fits_a_small_screen() {
    let choices = choosing("26", Choice::SetToZero).unlocking(true);
    let mut budget = budget("03=50.00, 05=10.00, 07=100.00, 09=1.00, 26=7.00, 26=8.00", true);
    budget.line_items[0].description = "A description that somebody made as long as Procore takes one. ".repeat(4);
    let plan = planned("03=0.00, 05=-3.00, 07=200.00, 09=0.50, 77=5.00", budget, &choices);
    let asked = question(&plan, &LinkedJob { erp_connected: true, ..job() });
    assert!(asked.body.lines().count() <= 34, "{}", asked.body);
    assert!(asked.body.lines().all(|line| line.chars().count() <= 120), "{}", asked.body);
}

fn says(plan: &ReimportPlan, heading: &str, body: &str, affirmative: &str) {
    let asked = question(plan, &job());
    assert_eq!((asked.title.as_str(), asked.heading.as_str()), ("Please Confirm", heading));
    assert_eq!(asked.body, body, "\n{}\n", asked.body);
    assert_eq!(asked.affirmative, affirmative);
}
