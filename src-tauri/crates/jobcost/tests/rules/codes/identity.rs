//! Mapping, identity, text: which wins, and what matches nothing.

use super::plan_of;
use jobcost::{CodeMapping, CostCode, FoundBy, LineCode};

const GUID_1: &str = "7d1c7f0e-0d6c-4a7e-9d1b-2f4f8a0c1e11";

#[test]
fn each_code_is_found_by_the_surest_way_or_not_at_all() {
    // The project's cost codes; the estimate's; where the lines end.
    let rows: &[(&str, &str, &str)] = &[
        ("03-300<0330", "0330", "03-300 Identity"),
        ("03-300<0330, 0330", "0330", "03-300 Identity"),
        ("03-300<\u{feff}0330 ", "0330", "03-300 Identity"),
        ("03-300<0330, 03-301<0330", "0330", "several cost codes of Procore's project could be 0330: 03-300, 03-301"),
        ("03-300<0330, 0330<0330", "0330", "several cost codes of Procore's project could be 0330: 03-300, 0330"),
        // An identifier that is no code of the ERP's is a hint at most: the text decides.
        ("0330", "0330", "0330 Text"),
        (GUID_ROW, "0330", "0330 Text"),
        ("0330<24-101|0330", "0330", "0330 Text"),
        ("0330<9917", "0330", "0330 Text"),
        // Where identifiers are the ERP's codes, one that differs names another code, and the same text does not make it ours.
        ("0330<0400", "0330, 0400", "Procore's cost code 0330 is the ERP's 0400, not 0330; 0330 Identity"),
        ("0330<0400, 05<0500", "0330, 0500", "Procore's cost code 0330 is the ERP's 0400, not 0330; 05 Identity"),
        ("03-30<0330, 05<0500", "03-30, 0500", "03-30 Text; 05 Identity"),
        // Crossed on purpose: identity, not text.
        ("A<B, B<A", "A, B", "B Identity; A Identity"),
        // What looks alike is alike; two that do are none.
        ("03-30-00", "03\u{2011}30\u{2212}00", "03-30-00 Text"),
        ("Div\u{a0}1-01", "div 1-01\u{200b}", "Div\u{a0}1-01 Text"),
        (
            "03-30, 03\u{2011}30",
            "03-30",
            "several cost codes of Procore's project could be 03-30: 03-30, 03\u{2039}U+2011\u{203a}30",
        ),
        // Without separators, where nothing else matches.
        ("03-10-00", "031000", "03-10-00 TextWithoutSeparators"),
        ("031000", "03-10-00", "031000 TextWithoutSeparators"),
        ("03-10-00", "03 10 00", "03-10-00 TextWithoutSeparators"),
        ("03-10-00, 031000", "031000", "031000 Text"),
        ("03-10-00, 03-1000", "031000", "several cost codes of Procore's project could be 031000: 03-10-00, 03-1000"),
        ("11-1", "1-11", "Procore's project has no cost code 1-11"),
        (
            "03.10.00",
            "031000, 03-10-00",
            "Acumatica's cost codes 03-10-00, 031000 would all be Procore's 03.10.00; \
             Acumatica's cost codes 03-10-00, 031000 would all be Procore's 03.10.00",
        ),
        (
            "03-10-00",
            "031000, 03-10-00",
            "Acumatica's cost codes 03-10-00, 031000 would all be Procore's 03-10-00; 03-10-00 Text",
        ),
        (
            "03-10-00<0999, 05<0500",
            "031000, 0500",
            "Procore's cost code 03-10-00 is the ERP's 0999, not 031000; 05 Identity",
        ),
    ];
    for (codes, estimate, expected) in rows {
        assert_eq!(found(codes, estimate, &CodeMapping::default()), *expected, "{codes} for {estimate}");
    }
}

const GUID_ROW: &str = "0330<7d1c7f0e-0d6c-4a7e-9d1b-2f4f8a0c1e11, 05<0330|x";

#[test]
fn a_guid_is_nobodys_code_even_among_codes() {
    let codes = format!("0330<{GUID_1}, 05<0500");
    assert_eq!(found(&codes, "0330, 0500", &CodeMapping::default()), "0330 Text; 05 Identity");
}

#[test]
fn what_the_user_names_wins_over_identity() {
    let mapping = CodeMapping {
        named_cost_codes: [(CostCode::new("0330"), CostCode::new("07\u{2010}00"))].into(),
        ..CodeMapping::default()
    };
    assert_eq!(
        found("03-300<0330, 07-00<0700, 0330", "0330, 0701", &mapping),
        "07-00 Mapping; Procore's project has no cost code 0701"
    );
}

#[test]
fn a_line_on_the_code_of_the_same_text_is_not_made_again_on_the_one_of_the_same_identity() {
    let plan = plan_of("0330", "0330=100.00", "03-300<0330, 0330", &CodeMapping::default());
    assert!(plan.is_empty(), "{:?}", plan.lines);
    let plan = plan_of("0330", "03-300=90.00, 0330=10.00", "03-300<0330, 0330", &CodeMapping::default());
    assert_eq!(plan.changes().map(|(line, _)| line.wbs_code().unwrap().to_string()).collect::<Vec<_>>(), ["03-300.S"]);
}

/// Each estimate line's end, one plan each so that the lines stay in the row's order.
fn found(codes: &str, estimate: &str, mapping: &CodeMapping) -> String {
    let plan = plan_of(estimate, "", codes, mapping);
    let of = |code: &str| {
        let alone = |line: &&jobcost::PlannedLine| match &line.compared.code {
            LineCode::Unmapped { estimate_code, .. } => *estimate_code == format!("{code} SUBCON"),
            LineCode::Mapped(_) => false,
        };
        if let Some(line) = plan.lines.iter().find(alone) {
            let LineCode::Unmapped { why, .. } = &line.compared.code else { unreachable!() };
            return why.to_string();
        }
        let others: Vec<&str> = estimate.split(", ").filter(|other| *other != code).collect();
        // The other codes stay in the estimate, at another amount, so that this one's line is told by its own.
        let lines = others.iter().map(|other| format!("{other}=7.00")).chain([code.to_owned()]).collect::<Vec<_>>();
        let plan = plan_of(&lines.join(", "), "", codes, mapping);
        let own = |line: &&jobcost::PlannedLine| {
            line.wbs_code().is_some() && line.compared.estimate.is_some_and(|amount| amount.amount() >= 100.into())
        };
        let line = plan.lines.iter().find(own).unwrap();
        let by: FoundBy = line.compared.found_by.unwrap().cost_code;
        format!("{} {by:?}", line.wbs_code().unwrap().cost_code)
    };
    estimate.split(", ").map(of).collect::<Vec<_>>().join("; ")
}
