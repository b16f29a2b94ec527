//! What moved, by identity: codes that print or look alike stay apart, and a number that stands for another code is noticed.

use super::{budget_of, codes_of, estimate_of, plan_of, wbs_code};
use jobcost::{
    AccountGroup, BudgetCode, BudgetCodes, CodeMapping, CostCode, CostTypeCode, SubJob, WbsCode, WbsCodeId,
    budget_movement, codes_moved, estimate_movement,
};

#[test]
fn two_lines_whose_keys_join_to_one_text_are_two() {
    let mut was = estimate_of("A=1.00, B=100.00");
    (was.lines[0].cost_code, was.lines[0].account_group) = (CostCode::new("COM 01"), AccountGroup::new("X"));
    (was.lines[1].cost_code, was.lines[1].account_group) = (CostCode::new("COM"), AccountGroup::new("01 X"));
    for place in [0, 1] {
        let mut is = was.clone();
        is.lines[place].original_estimate = super::usd("900.00");
        assert_eq!(estimate_movement(&was, &is).unwrap().lines.len(), 1, "line {place}");
    }
    let mut swapped = was.clone();
    swapped.lines.reverse();
    assert_eq!(estimate_movement(&was, &swapped), None);
    let mut cased = was.clone();
    cased.lines[0].cost_code = CostCode::new("com 01");
    assert_eq!(estimate_movement(&was, &cased), None, "case is no movement");
}

#[test]
fn a_row_that_is_there_twice_moves_by_itself() {
    let was = estimate_of("A=1.00, A=2.00");
    let is = estimate_of("A=1.00, A=3.00");
    assert_eq!(estimate_movement(&was, &is).unwrap().lines.len(), 1);
    assert_eq!(estimate_movement(&was, &estimate_of("A=2.00")).unwrap().lines.len(), 2, "one changed, one is gone");
    assert_eq!(estimate_movement(&was, &estimate_of("A=2.00, A=1.00")), None);
}

#[test]
fn codes_that_print_alike_stay_apart() {
    let one =
        WbsCode { sub_job: Some(SubJob::new("01")), cost_code: CostCode::new("03"), cost_type: CostTypeCode::new("S") };
    let other = WbsCode::new("01.03", "S");
    assert_eq!(one.to_string(), other.to_string());
    assert_ne!(one.spelled(), other.spelled());
    let plan = plan_of("01.03", "01/03=100.00, 01.03=90.00", "01/03, 01.03", &CodeMapping::default());
    assert_eq!(plan.changes().map(|(line, _)| line.wbs_code().unwrap()).collect::<Vec<_>>(), [&other]);
    let mut is = budget_of("01/03=100.00, 01.03=90.00");
    is.line_items[0].original_budget = super::usd("5.00");
    assert_eq!(budget_movement(&plan.budget, &is).unwrap().lines.len(), 1);
}

#[test]
fn a_line_that_moved_is_named_by_its_code_and_by_its_number_only_beside_another_of_the_code() {
    let moved = |was: &str, is: &str| {
        let movement = budget_movement(&budget_of(was), &budget_of(is)).unwrap();
        movement.lines.into_iter().map(|line| line.code).collect::<Vec<_>>()
    };
    assert_eq!(moved("03=1.00, 05=2.00", "03=1.00, 05=3.00"), ["05.S"]);
    let twice = moved("03=1.00, 03=2.00", "03=1.00, 03=3.00");
    assert!(twice.len() == 1 && twice[0].starts_with("03.S #"), "{twice:?}");
}

#[test]
fn a_number_that_stands_for_another_code_is_noticed() {
    let plan = plan_of("03, 05", "05=1.00", "03, 05", &CodeMapping::default());
    assert_eq!(codes_moved(&plan, &codes_of("03, 07")), None, "a line may hang on a code that is not offered");
    let with = |codes: &[(i64, &str)]| BudgetCodes {
        wbs_codes: codes
            .iter()
            .map(|(id, code)| BudgetCode { id: WbsCodeId(*id), wbs_code: wbs_code(code), description: String::new() })
            .collect(),
        ..BudgetCodes::default()
    };
    for (codes, is, now) in [
        (with(&[(1, "04")]), Some("04"), None),
        (with(&[(1, "04"), (9, "03")]), Some("04"), Some(9)),
        (with(&[(9, "03")]), None, Some(9)),
        (with(&[]), None, None),
    ] {
        let moved = codes_moved(&plan, &codes).unwrap();
        assert_eq!(moved.codes.len(), 1, "{codes:?}");
        let code = &moved.codes[0];
        assert_eq!((&code.was, &code.is, code.now), (&wbs_code("03"), &is.map(wbs_code), now.map(WbsCodeId)));
    }
    let moved = codes_moved(&plan, &with(&[(1, "03"), (101, "06")])).unwrap();
    assert_eq!(moved.codes[0].is, Some(wbs_code("06")), "a line's number stands for another code");
}
