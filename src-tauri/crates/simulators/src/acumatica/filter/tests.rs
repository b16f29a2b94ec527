use super::*;
use crate::acumatica::budget;
use crate::acumatica::row::Row;
use crate::acumatica::schema::{PROJECT, PROJECT_BUDGET};

fn line() -> Row {
    let mut row = budget::empty_line(&["24-101", "APPT COM", "03-30-00", "SUBCON", "<N/A>"], "Expense");
    let set = |row: &mut Row, name: &str, value: Value| row.set(&PROJECT_BUDGET, name, value);
    set(&mut row, "Description", Value::Text("O'Brien's Slab (50% done)   ".into()));
    set(&mut row, "OriginalBudgetedAmount", Value::Number("612400.01".parse().expect("a number")));
    set(&mut row, "RevenueTask", Value::Whole(7));
    set(&mut row, "LastModifiedDateTime", Value::Moment("2024-08-18T20:00:00Z".parse().expect("a moment")));
    row
}

fn passes(filter: &str) -> bool {
    let expression = read(filter, &PROJECT_BUDGET, false).unwrap_or_else(|error| panic!("{filter}: {error}"));
    satisfies(&line(), &expression)
}

#[test]
fn filters_mean_what_they_say() {
    let rows = [
        // Text: case and spaces at the end do not count, spaces inside and at the start do.
        ("ProjectID eq '24-101'", true),
        ("ProjectID eq '24-101    '", true),
        ("ProjectID eq ' 24-101'", false),
        ("AccountGroup eq 'subcon'", true),
        ("ProjectTaskID eq 'APPTCOM'", false),
        ("AccountGroup ne 'LABOR'", true),
        ("CostCode gt '03-20-00' and CostCode lt '03-40-00'", true),
        ("'24-101' eq ProjectID", true),
        ("Description eq 'o''brien''s slab (50% done)'", true),
        // Functions.
        ("substringof('BRIEN', Description)", true),
        ("substringof('mortar', Description)", false),
        ("startswith(CostCode, '03')", true),
        ("startswith(CostCode, '30')", false),
        ("endswith(Description, 'done)')", true),
        ("substringof('slab', Description) eq true", false),
        ("substringof('mortar', Description) eq false", false),
        ("not startswith(Description, 'slab')", true),
        // Numbers and their suffixes.
        ("OriginalBudgetedAmount eq 612400.01", true),
        ("OriginalBudgetedAmount gt 612400M", true),
        ("OriginalBudgetedAmount le 612400.00m", false),
        ("RevenueTask eq 7", true),
        ("RevenueTask ge 7.5d", false),
        // Truth, null, moments, ids.
        ("AutoCompleted eq false", true),
        ("AutoCompleted", false),
        ("not AutoCompleted", true),
        ("TaxCategory eq null", true),
        ("TaxCategory ne null", false),
        ("Description ne null", true),
        ("TaxCategory eq 'EXEMPT'", false),
        ("TaxCategory ne 'EXEMPT'", true),
        ("TaxCategory lt 'Z'", false),
        ("LastModifiedDateTime gt datetimeoffset'2024-08-18T23:59:59.999+04:00'", true),
        ("LastModifiedDateTime gt datetime'2024-08-18T20:00:00'", false),
        ("LastModifiedDateTime ge date'2024-08-18'", true),
        ("id eq guid'5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11'", false),
        ("id ne guid'5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11'", true),
        // `and` binds tighter than `or`, `not` tighter than both.
        ("Type eq 'Expense' or Type eq 'Income' and ProjectID eq 'X'", true),
        ("(Type eq 'Expense' or Type eq 'Income') and ProjectID eq 'X'", false),
        ("not Type eq 'Income' and ProjectID eq '24-101'", true),
        ("not (Type eq 'Expense' and ProjectID eq '24-101')", false),
        ("((ProjectID eq '24-101') and (Type eq 'Expense'))", true),
        ("  ProjectID   eq   '24-101'  ", true),
    ];
    for (filter, expected) in rows {
        assert_eq!(passes(filter), expected, "{filter}");
    }
}

#[test]
fn what_is_wrong_is_told_for_what_it_is() {
    let error = |filter: &str| read(filter, &PROJECT_BUDGET, false).expect_err(filter);
    for filter in [
        "",
        "ProjectID eq",
        "eq 'a'",
        "ProjectID eq 'a' and",
        "(ProjectID eq 'a'",
        "ProjectID 'a'",
        "a, b",
        "ProjectID eq 'a')",
        "substringof 'a'",
        "substringof('a')",
        "startswith(CostCode, '0'",
    ] {
        assert!(
            matches!(error(filter), FilterError::Syntax { .. } | FilterError::UnknownField { .. }),
            "{filter}: {:?}",
            error(filter)
        );
    }
    for filter in [
        "Currency eq 'USD'",
        "projectid eq '24-101'",
        "contains(Description, 'slab')",
        "tolower(Description) eq 'slab'",
        "ProjectProperties/ProjectCurrency eq 'USD'",
        "PROJECTID EQ 'a' and Nothing eq 1",
    ] {
        assert!(matches!(error(filter), FilterError::UnknownField { .. } | FilterError::Syntax { .. }), "{filter}");
    }
    for filter in [
        "ProjectID eq 1",
        "OriginalBudgetedAmount eq '1'",
        "ProjectID",
        "'a'",
        "LastModifiedDateTime gt '2024-08-18'",
        "startswith(OriginalBudgetedAmount, '6')",
        "AutoCompleted eq 'false'",
        "not substringof('slab', Description)",
        "not (substringof('slab', Description))",
        "not ProjectID and Description",
    ] {
        let checked = read(filter, &PROJECT_BUDGET, false);
        assert_eq!(checked, Err(FilterError::Types), "{filter}");
    }
    let nested = format!("{}ProjectID eq 'a'{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(matches!(error(&nested), FilterError::Syntax { .. }));
}

#[test]
fn linked_records_are_filtered_by_and_lists_are_not() {
    let mut project = Row::new(&PROJECT, &["24-101"]);
    project.set_linked(&PROJECT, "ProjectProperties", "ProjectCurrency", "CAD");
    let canadian = read("projectproperties/ProjectCurrency eq 'CAD'", &PROJECT, false).expect("a filter");
    assert!(satisfies(&project, &canadian));
    let list = read("Balances/AccountGroup eq 'LABOR'", &PROJECT, false);
    assert_eq!(list, Err(FilterError::DetailField { name: "Balances".into() }));
}

#[test]
fn numbers_can_be_refused_wherever_they_stand() {
    for filter in ["OriginalBudgetedAmount gt 0", "Type eq 'Expense' and not (1 eq RevenueTask)"] {
        assert!(read(filter, &PROJECT_BUDGET, false).is_ok(), "{filter}");
        assert_eq!(read(filter, &PROJECT_BUDGET, true), Err(FilterError::Types), "{filter}");
    }
    assert!(read("ProjectID eq '1'", &PROJECT_BUDGET, true).is_ok());
}

proptest::proptest! {
    /// Whatever is sent, a filter is read or refused; nothing panics, and a refusal points into the text.
    #[test]
    fn any_text_is_read_or_refused(text in "([ (),'a-z0-9.M-]|ProjectID|UnitRate|Hold| eq | and | or |not |date'|substringof\\(){0,24}") {
        if let Err(FilterError::Syntax { position, .. }) = read(&text, &PROJECT_BUDGET, false) {
            proptest::prop_assert!(position <= text.len() && text.is_char_boundary(position));
        }
    }

    /// A value is found by the filter that quotes it, whatever letters it has.
    #[test]
    fn a_quoted_text_finds_itself(code in "[ -~äß']{0,12}[!-~]") {
        let mut row = line();
        row.set(&PROJECT_BUDGET, "Description", code.as_str());
        let filter = format!("Description eq '{}'", code.replace('\'', "''"));
        let expression = read(&filter, &PROJECT_BUDGET, false).expect("a filter");
        proptest::prop_assert!(satisfies(&row, &expression));
    }
}

#[test]
fn the_fourth_grammar_has_dates_as_they_are_and_contains() {
    let passes = |filter: &str| {
        let expression = read_v4(filter, &PROJECT_BUDGET).unwrap_or_else(|error| panic!("{filter}: {error}"));
        satisfies(&line(), &expression)
    };
    for (filter, passed) in [
        ("LastModifiedDateTime gt 2024-08-18T23:59:59.999+04:00", true),
        ("LastModifiedDateTime lt 2024-08-18T20:00:00Z", false),
        ("LastModifiedDateTime ge 2024-08-18", true),
        ("contains(Description,'SLAB')", true),
        ("startswith(CostCode,'03') and OriginalBudgetedAmount gt -7.5", true),
    ] {
        assert_eq!(passes(filter), passed, "{filter}");
    }
    assert!(read_v4("substringof('slab',Description)", &PROJECT_BUDGET).is_err());
    assert!(read("contains(Description,'slab')", &PROJECT_BUDGET, false).is_err());
    assert!(read("LastModifiedDateTime ge 2024-08-18", &PROJECT_BUDGET, false).is_err());
}
