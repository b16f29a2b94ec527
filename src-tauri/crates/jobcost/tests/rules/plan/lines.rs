//! Every rule and every choice as a table that reads like the trade: what each side has and what the user chose, then what happens to
//! the line, why, and what the budget has afterwards.

use super::{budget_of, chosen_plan_of, estimate_of, plan_of, usd};
use jobcost::{
    AccountGroup, Budget, Choice, Choices, CostCode, Estimate, LineChange, PlannedLine, Reason, ReimportPlan,
    Unchanged, Unmapped, WbsCode, What,
};

/// Estimate, budget, choice; then what happens, why, and the budget after.
///
/// Estimate lines joined by `+` meet on one code; `i…` is an income line; `code?`, `type?` and `pair?` have a cost code, a cost type or
/// a combination of both that the project does not have; `new?` has a combination that it can be given, and `off?` one that it does not
/// offer any more. A budget line on a code that is inactive, or that the project's list does not hold at all, is `off …` or `gone …`.
/// `-` is no line.
#[rustfmt::skip]
const LINES: &[(&str, &str, &str, &str, &str, &str)] = &[
    // Rule 3: the estimate is above zero and the line exists: its value is overridden with the estimate.
    ("612400.00",         "588900.00",   "",              "revise", "sides differ",       "612400.00"),
    ("588900.00",         "612400.00",   "",              "revise", "sides differ",       "588900.00"),
    ("731960.00",         "731960.01",   "",              "revise", "sides differ",       "731960.00"),
    ("731960.01",         "731960.00",   "",              "revise", "sides differ",       "731960.01"),
    ("0.01",              "0.00",        "",              "revise", "sides differ",       "0.01"),
    ("100.00",            "-100.00",     "",              "revise", "sides differ",       "100.00"),
    ("100.00",            "0.00",        "",              "revise", "sides differ",       "100.00"),
    ("9999999999.99",     "0.01",        "",              "revise", "sides differ",       "9999999999.99"),
    ("96720.00",          "96720.00",    "",              "keep",   "agrees",             "96720.00"),
    ("96720",             "96720.000",   "",              "keep",   "agrees",             "96720.00"),
    ("0.01",              "0.01",        "",              "keep",   "agrees",             "0.01"),
    // It is the user's to leave it. Setting to zero is for lines that only Procore has, and changes nothing here.
    ("612400.00",         "588900.00",   "leave",         "leave",  "left by choice",     "588900.00"),
    ("731960.00",         "731960.01",   "leave",         "leave",  "left by choice",     "731960.01"),
    ("100.00",            "-100.00",     "leave",         "leave",  "left by choice",     "-100.00"),
    ("100.00",            "0.00",        "leave",         "leave",  "left by choice",     "0.00"),
    ("96720.00",          "96720.00",    "leave",         "keep",   "agrees",             "96720.00"),
    ("612400.00",         "588900.00",   "zero",          "revise", "sides differ",       "612400.00"),
    ("96720.00",          "96720.00",    "zero",          "keep",   "agrees",             "96720.00"),
    ("100.00",            "-100.00",     "zero",          "revise", "sides differ",       "100.00"),
    // Rule 4: the estimate is above zero and there is no line: it is created. Only an estimate greater than zero creates a line.
    ("38400.00",          "-",           "",              "create", "not in budget",      "38400.00"),
    ("0.01",              "-",           "",              "create", "not in budget",      "0.01"),
    ("9999999999.99",     "-",           "",              "create", "not in budget",      "9999999999.99"),
    ("0.005",             "-",           "",              "create", "not in budget",      "0.01"),
    ("38400.00",          "-",           "leave",         "leave",  "left by choice",     "-"),
    ("0.01",              "-",           "leave",         "leave",  "left by choice",     "-"),
    ("38400.00",          "-",           "zero",          "create", "not in budget",      "38400.00"),
    ("0.01",              "-",           "zero",          "create", "not in budget",      "0.01"),
    // Rule 5: the estimate is not above zero and there is no line: nothing is created, whatever is chosen.
    ("0.00",              "-",           "",              "none",   "not above zero",     "-"),
    ("-0.01",             "-",           "",              "none",   "not above zero",     "-"),
    ("-4200.00",          "-",           "",              "none",   "not above zero",     "-"),
    ("0.004",             "-",           "",              "none",   "not above zero",     "-"),
    ("-0.004",            "-",           "",              "none",   "not above zero",     "-"),
    ("0.00",              "-",           "leave",         "none",   "not above zero",     "-"),
    ("-4200.00",          "-",           "leave",         "none",   "not above zero",     "-"),
    ("0.00",              "-",           "zero",          "none",   "not above zero",     "-"),
    ("-4200.00",          "-",           "zero",          "none",   "not above zero",     "-"),
    ("0.004",             "-",           "leave",         "none",   "not above zero",     "-"),
    // Rule 6: the estimate is zero and the line exists: set to zero, because the estimate is.
    ("0.00",              "22500.00",    "",              "revise", "estimate is zero",   "0.00"),
    ("0.00",              "0.01",        "",              "revise", "estimate is zero",   "0.00"),
    ("0.00",              "-15.00",      "",              "revise", "estimate is zero",   "0.00"),
    ("0.00",              "0.00",        "",              "keep",   "agrees",             "0.00"),
    ("0.004",             "22500.00",    "",              "revise", "estimate is zero",   "0.00"),
    ("0.00",              "22500.00",    "leave",         "leave",  "left by choice",     "22500.00"),
    ("0.00",              "-15.00",      "leave",         "leave",  "left by choice",     "-15.00"),
    ("0.00",              "0.00",        "leave",         "keep",   "agrees",             "0.00"),
    ("0.00",              "22500.00",    "zero",          "revise", "estimate is zero",   "0.00"),
    ("0.00",              "0.00",        "zero",          "keep",   "agrees",             "0.00"),
    // Rule 6: the estimate is a credit and the line exists: it becomes the credit.
    ("-4200.00",          "0.00",        "",              "revise", "estimate is credit", "-4200.00"),
    ("-4200.00",          "9000.00",     "",              "revise", "estimate is credit", "-4200.00"),
    ("-4200.00",          "-4200.01",    "",              "revise", "estimate is credit", "-4200.00"),
    ("-0.01",             "0.00",        "",              "revise", "estimate is credit", "-0.01"),
    ("-4200.00",          "-4200.00",    "",              "keep",   "agrees",             "-4200.00"),
    ("-4200.00",          "9000.00",     "leave",         "leave",  "left by choice",     "9000.00"),
    ("-4200.00",          "0.00",        "leave",         "leave",  "left by choice",     "0.00"),
    ("-4200.00",          "-4200.00",    "leave",         "keep",   "agrees",             "-4200.00"),
    ("-4200.00",          "9000.00",     "zero",          "revise", "estimate is credit", "-4200.00"),
    ("-4200.00",          "-4200.00",    "zero",          "keep",   "agrees",             "-4200.00"),
    // Rule 7: only Procore has it: it stays and counts; the user may set it to zero, and need not leave it.
    ("-",                 "12800.00",    "",              "keep",   "only in procore",    "12800.00"),
    ("-",                 "0.00",        "",              "keep",   "only in procore",    "0.00"),
    ("-",                 "-50.00",      "",              "keep",   "only in procore",    "-50.00"),
    ("-",                 "0.01",        "",              "keep",   "only in procore",    "0.01"),
    ("-",                 "12800.00",    "leave",         "keep",   "only in procore",    "12800.00"),
    ("-",                 "0.00",        "leave",         "keep",   "only in procore",    "0.00"),
    ("-",                 "-50.00",      "leave",         "keep",   "only in procore",    "-50.00"),
    ("-",                 "12800.00",    "zero",          "revise", "zero chosen",        "0.00"),
    ("-",                 "0.01",        "zero",          "revise", "zero chosen",        "0.00"),
    ("-",                 "-50.00",      "zero",          "revise", "zero chosen",        "0.00"),
    ("-",                 "0.00",        "zero",          "keep",   "only in procore",    "0.00"),
    // Rule 1: income is no part of the estimate.
    ("i900000.00",        "12800.00",    "",              "keep",   "only in procore",    "12800.00"),
    ("i900000.00",        "-",           "",              "no line", "-",                  "-"),
    ("i900000.00+100.00", "12800.00",    "",              "revise", "sides differ",       "100.00"),
    ("i900000.00+100.00", "-",           "",              "create", "not in budget",      "100.00"),
    ("i900000.00+0.00",   "-",           "",              "none",   "not above zero",     "-"),
    ("i900000.00",        "12800.00",    "zero",          "revise", "zero chosen",        "0.00"),
    ("i900000.00",        "12800.00",    "leave",         "keep",   "only in procore",    "12800.00"),
    ("i-5.00+100.00",     "100.00",      "",              "keep",   "agrees",             "100.00"),
    // Rule 2: lines that meet on one code are summed, exactly, and judged as one.
    ("0.10+0.10+0.10",    "0.30",        "",              "keep",   "agrees",             "0.30"),
    ("100.00+-100.00",    "-",           "",              "none",   "not above zero",     "-"),
    ("100.00+-100.00",    "5.00",        "",              "revise", "estimate is zero",   "0.00"),
    ("200.00+-100.00",    "-",           "",              "create", "not in budget",      "100.00"),
    ("50.00+0.00+0.00",   "50.00",       "",              "keep",   "agrees",             "50.00"),
    ("-10.00+-5.00",      "-15.00",      "",              "keep",   "agrees",             "-15.00"),
    ("-10.00+-5.00",      "-",           "",              "none",   "not above zero",     "-"),
    ("-10.00+-5.00",      "1.00",        "",              "revise", "estimate is credit", "-15.00"),
    ("1.00+2.00",         "4.00",        "",              "revise", "sides differ",       "3.00"),
    ("1.00+2.00",         "-",           "",              "create", "not in budget",      "3.00"),
    ("1.00+2.00",         "4.00",        "leave",         "leave",  "left by choice",     "4.00"),
    ("1.00+2.00",         "-",           "leave",         "leave",  "left by choice",     "-"),
    ("5.00+-5.00",        "4.00",        "leave",         "leave",  "left by choice",     "4.00"),
    ("5.00+-5.00",        "4.00",        "zero",          "revise", "estimate is zero",   "0.00"),
    ("5.00+-5.00",        "-",           "leave",         "none",   "not above zero",     "-"),
    ("0.10+0.10+0.10",    "0.30",        "leave",         "keep",   "agrees",             "0.30"),
    // To the cent: Procore keeps two decimals. The sum is rounded, halves away from zero, not its parts.
    ("0.004+0.004",       "0.01",        "",              "keep",   "agrees",             "0.01"),
    ("10.125",            "10.13",       "",              "keep",   "agrees",             "10.13"),
    ("10.124",            "10.12",       "",              "keep",   "agrees",             "10.12"),
    ("-10.125",           "-10.13",      "",              "keep",   "agrees",             "-10.13"),
    ("-10.125",           "10.00",       "",              "revise", "estimate is credit", "-10.13"),
    ("0.0049",            "0.00",        "",              "keep",   "agrees",             "0.00"),
    ("10.125",            "10.00",       "leave",         "leave",  "left by choice",     "10.00"),
    ("10.125",            "10.13",       "leave",         "keep",   "agrees",             "10.13"),
    // A code found nowhere: the line is left out with its reason, and no choice mends that. Nothing is lost where it is zero.
    ("code? 100.00",      "-",           "",              "none",   "no cost code",       "-"),
    ("type? 100.00",      "-",           "",              "none",   "no cost type",       "-"),
    ("pair? 100.00",      "-",           "",              "none",   "no budget code",     "-"),
    ("code? -5.00",       "-",           "",              "none",   "no cost code",       "-"),
    ("type? -5.00",       "-",           "",              "none",   "no cost type",       "-"),
    ("pair? -5.00",       "-",           "",              "none",   "no budget code",     "-"),
    ("code? 0.00",        "-",           "",              "none",   "not above zero",     "-"),
    ("type? 0.00",        "-",           "",              "none",   "not above zero",     "-"),
    ("pair? 0.00",        "-",           "",              "none",   "not above zero",     "-"),
    ("code? 100.00",      "-",           "leave",         "none",   "no cost code",       "-"),
    ("pair? 100.00",      "-",           "zero",          "none",   "no budget code",     "-"),
    ("type? 100.00",      "-",           "keep existing", "none",   "no cost type",       "-"),
    // A budget code that can be made: left out until the user takes the offer, then made and the line created on it. Rule 5 first.
    ("new? 100.00",       "-",           "",              "none",   "no budget code",     "-"),
    ("new? 0.01",         "-",           "",              "none",   "no budget code",     "-"),
    ("new? 100.00",       "-",           "leave",         "none",   "no budget code",     "-"),
    ("new? 100.00",       "-",           "keep existing", "none",   "no budget code",     "-"),
    ("new? 0.00",         "-",           "",              "none",   "not above zero",     "-"),
    ("new? -5.00",        "-",           "",              "none",   "not above zero",     "-"),
    ("new? 100.00",       "-",           "make codes",    "create", "code is new",        "100.00"),
    ("new? 0.01",         "-",           "make codes",    "create", "code is new",        "0.01"),
    ("new? 1.00+2.00",    "-",           "make codes",    "create", "code is new",        "3.00"),
    ("new? 2.00+-1.00",   "-",           "make codes",    "create", "code is new",        "1.00"),
    ("new? 0.00",         "-",           "make codes",    "none",   "not above zero",     "-"),
    ("new? -5.00",        "-",           "make codes",    "none",   "not above zero",     "-"),
    ("new? 5.00+-5.00",   "-",           "make codes",    "none",   "not above zero",     "-"),
    ("new? 100.00",       "-",           "make, leave",   "leave",  "left by choice",     "-"),
    ("new? -5.00",        "-",           "make, leave",   "none",   "not above zero",     "-"),
    ("pair? 100.00",      "-",           "make codes",    "none",   "no budget code",     "-"),
    ("code? 100.00",      "-",           "make codes",    "none",   "no cost code",       "-"),
    ("type? 100.00",      "-",           "make codes",    "none",   "no cost type",       "-"),
    ("off? 100.00",       "-",           "",              "none",   "code is inactive",   "-"),
    ("off? 100.00",       "-",           "make codes",    "none",   "code is inactive",   "-"),
    ("off? 0.00",         "-",           "make codes",    "none",   "not above zero",     "-"),
    // Rule 12: inactive, or not listed, forbids new lines only. A line that is there is revised like any other.
    ("off? 100.00",       "off 90.00",   "",              "revise", "sides differ",       "100.00"),
    ("off? 100.00",       "off 100.00",  "",              "keep",   "agrees",             "100.00"),
    ("off? 0.00",         "off 90.00",   "",              "revise", "estimate is zero",   "0.00"),
    ("off? -5.00",        "off 90.00",   "",              "revise", "estimate is credit", "-5.00"),
    ("off? 100.00",       "off 90.00",   "leave all",     "leave",  "left by choice",     "90.00"),
    ("off? 100.00",       "off 100.00",  "zero all",      "keep",   "agrees",             "100.00"),
    ("-",                 "off 90.00",   "",              "keep",   "only in procore",    "90.00"),
    ("-",                 "off 90.00",   "zero all",      "revise", "zero chosen",        "0.00"),
    ("gone? 100.00",      "gone 90.00",  "",              "revise", "sides differ",       "100.00"),
    ("gone? 100.00",      "gone 100.00", "zero all",      "keep",   "agrees",             "100.00"),
    ("gone? 100.00",      "-",           "",              "none",   "no cost code",       "-"),
    ("100.00",            "90.00",       "make codes",    "revise", "sides differ",       "100.00"),
    ("100.00",            "-",           "make codes",    "create", "not in budget",      "100.00"),
    ("-",                 "90.00",       "make codes",    "keep",   "only in procore",    "90.00"),
    // First import, keep existing lines and add: what the budget has stays, what it lacks is created.
    ("100.00",            "90.00",       "keep existing", "leave",  "left by choice",     "90.00"),
    ("100.00",            "-",           "keep existing", "create", "not in budget",      "100.00"),
    ("0.00",              "90.00",       "keep existing", "leave",  "left by choice",     "90.00"),
    ("-5.00",             "90.00",       "keep existing", "leave",  "left by choice",     "90.00"),
    ("-",                 "90.00",       "keep existing", "keep",   "only in procore",    "90.00"),
    ("0.00",              "-",           "keep existing", "none",   "not above zero",     "-"),
    ("-5.00",             "-",           "keep existing", "none",   "not above zero",     "-"),
    ("100.00",            "100.00",      "keep existing", "keep",   "agrees",             "100.00"),
    ("100.00",            "0.00",        "keep existing", "leave",  "left by choice",     "0.00"),
    ("1.00+2.00",         "4.00",        "keep existing", "leave",  "left by choice",     "4.00"),
    // First import, override existing lines: what the rules do.
    ("100.00",            "90.00",       "override",      "revise", "sides differ",       "100.00"),
    ("100.00",            "-",           "override",      "create", "not in budget",      "100.00"),
    ("0.00",              "90.00",       "override",      "revise", "estimate is zero",   "0.00"),
    ("-",                 "90.00",       "override",      "keep",   "only in procore",    "90.00"),
    // All at once: every line left, every line that only Procore has set to zero.
    ("100.00",            "90.00",       "leave all",     "leave",  "left by choice",     "90.00"),
    ("100.00",            "-",           "leave all",     "leave",  "left by choice",     "-"),
    ("0.00",              "90.00",       "leave all",     "leave",  "left by choice",     "90.00"),
    ("-5.00",             "-",           "leave all",     "none",   "not above zero",     "-"),
    ("-",                 "90.00",       "leave all",     "keep",   "only in procore",    "90.00"),
    ("100.00",            "100.00",      "leave all",     "keep",   "agrees",             "100.00"),
    ("100.00",            "90.00",       "zero all",      "revise", "sides differ",       "100.00"),
    ("100.00",            "-",           "zero all",      "create", "not in budget",      "100.00"),
    ("-",                 "90.00",       "zero all",      "revise", "zero chosen",        "0.00"),
    ("-",                 "-5.00",       "zero all",      "revise", "zero chosen",        "0.00"),
    ("-",                 "0.00",        "zero all",      "keep",   "only in procore",    "0.00"),
];

#[test]
fn every_rule_and_every_choice() {
    assert!(LINES.len() >= 120);
    for (estimate, budget, choice, happens, why, after) in LINES {
        let row = format!("estimate {estimate}, budget {budget}, choice {choice:?}");
        let plan = decided(lines_of(estimate), budget_of(budget), choice);
        let Some(line) = plan.lines.first() else {
            assert_eq!((*happens, *why, *after), ("no line", "-", "-"), "{row}");
            continue;
        };
        assert_eq!((what(line), reason(line)), (*happens, *why), "{row}");
        assert_eq!(line.after(), (*after != "-").then(|| usd(after)), "{row}");
        // Rule 9: the new total is the sum of the budget after the plan.
        assert_eq!(plan.totals.new_procore, line.after().unwrap_or(usd("0")), "{row}");
        assert_eq!(plan.totals.procore.plus(plan.totals.change), Ok(plan.totals.new_procore), "{row}");
    }
}

/// The plan with what was chosen of the one line, or of all.
fn decided(estimate: Estimate, budget: Budget, choice: &str) -> ReimportPlan {
    let ruled = plan_of(estimate.clone(), budget.clone());
    let every = |choice: Choice| ruled.lines.iter().filter_map(move |line| Some((line.wbs_code()?.clone(), choice)));
    let choices: Choices = match choice {
        "" | "override" => Choices::none(),
        "leave" => [(WbsCode::new("03-30-00", "S"), Choice::Leave)].into_iter().collect(),
        "zero" => [(WbsCode::new("03-30-00", "S"), Choice::SetToZero)].into_iter().collect(),
        "leave all" => every(Choice::Leave).collect(),
        "zero all" => every(Choice::SetToZero).collect(),
        "make codes" => Choices::none().creating_codes(true),
        "make, leave" => {
            [(WbsCode::new("07-92-00", "S"), Choice::Leave)].into_iter().collect::<Choices>().creating_codes(true)
        }
        "keep existing" => ruled.choices_keeping_existing(),
        other => panic!("no such choice: {other}"),
    };
    chosen_plan_of(estimate, budget, &choices)
}

/// The estimate's lines, moved off the map where the row says so.
fn lines_of(text: &str) -> Estimate {
    let (lacks, amounts) = text.split_once("? ").unwrap_or(("", text));
    let mut estimate = estimate_of(amounts);
    for line in &mut estimate.lines {
        match lacks {
            "code" => line.cost_code = CostCode::new("99-99-99"),
            "type" => line.account_group = AccountGroup::new("BONDS"),
            "new" => line.cost_code = CostCode::new("07-92-00"),
            "off" => line.cost_code = CostCode::new("09-21-16"),
            "gone" => line.cost_code = CostCode::new("44-00-00"),
            "pair" => line.account_group = AccountGroup::new("LABOR"),
            _ => {}
        }
    }
    estimate
}

fn what(line: &PlannedLine) -> &'static str {
    match &line.what {
        What::Changes(LineChange::Create { .. }) => "create",
        What::Changes(LineChange::Revise { .. }) => "revise",
        What::Stays(Unchanged::Left(_)) => "leave",
        What::Stays(Unchanged::Accepted(_)) => "accept",
        What::Stays(Unchanged::Agrees | Unchanged::OnlyInProcore) => "keep",
        What::Stays(Unchanged::NotAboveZero | Unchanged::Unmapped(_)) => "none",
    }
}

fn reason(line: &PlannedLine) -> &'static str {
    match line.reason() {
        Reason::CodeNotInProject => "code is new",
        Reason::NotInBudget => "not in budget",
        Reason::SidesDiffer => "sides differ",
        Reason::EstimateIsZero => "estimate is zero",
        Reason::EstimateIsCredit => "estimate is credit",
        Reason::ZeroChosen => "zero chosen",
        Reason::Agrees => "agrees",
        Reason::OnlyInProcore => "only in procore",
        Reason::NotAboveZero => "not above zero",
        Reason::LeftByChoice => "left by choice",
        Reason::Accepted => "accepted",
        Reason::Unmapped(Unmapped::NoCostCode(_)) => "no cost code",
        Reason::Unmapped(Unmapped::NoBudgetCode(_)) => "no budget code",
        Reason::Unmapped(Unmapped::InactiveBudgetCode(_)) => "code is inactive",
        Reason::Unmapped(_) => "no cost type",
    }
}
