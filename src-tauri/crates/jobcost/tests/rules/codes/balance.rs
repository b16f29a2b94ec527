//! What lies between the two books: today, after a plan, and with what somebody accepted.

use super::{budget_of, codes_of, estimate_of, usd, wbs_code};
use jobcost::{
    ApartBy, Budget, BudgetCodes, Choice, Choices, CodeMapping, Currency, LineKey, OutOfBalance, ReconcilingItems,
    ReimportPlan, Tie, comparable, plan,
};

/// A job and what lies between its books. Amounts are Procore minus Acumatica.
struct Job {
    about: &'static str,
    estimate: &'static str,
    budget: &'static str,
    codes: &'static str,
    /// Codes that are left, set to zero (`!`) or accepted (`=amount`).
    decided: &'static str,
    today: (&'static str, Tie),
    after: (&'static str, Tie),
    /// What is left afterwards: why, the code, the amount, and whether it was accepted.
    left: &'static [(ApartBy, &'static str, &'static str, bool)],
}

const JOBS: &[Job] = &[
    Job {
        about: "both sides agree",
        estimate: "03=100.00",
        budget: "03=100.00",
        codes: "03",
        decided: "",
        today: ("0", Tie::TiesOut),
        after: ("0", Tie::TiesOut),
        left: &[],
    },
    Job {
        about: "a cent is a difference, and a re-import mends it",
        estimate: "03=100.00, 04=5.00",
        budget: "03=100.01",
        codes: "03, 04",
        decided: "",
        today: ("-4.99", Tie::OutOfBalance),
        after: ("0", Tie::TiesOut),
        left: &[],
    },
    Job {
        about: "only Procore has a line; one of nothing is no difference",
        estimate: "03=100.00",
        budget: "03=90.00, 07=7.00, 08=0.00",
        codes: "03, 07, 08",
        decided: "",
        today: ("-3.00", Tie::OutOfBalance),
        after: ("7.00", Tie::OutOfBalance),
        left: &[(ApartBy::OnlyInProcore, "07.S", "7.00", false)],
    },
    Job {
        about: "it is set to zero by choice",
        estimate: "03=100.00",
        budget: "03=90.00, 07=7.00",
        codes: "03, 07",
        decided: "07!",
        today: ("-3.00", Tie::OutOfBalance),
        after: ("0", Tie::TiesOut),
        left: &[],
    },
    Job {
        about: "a line of the estimate has no budget code",
        estimate: "03=100.00, 04=50.00",
        budget: "03=100.00",
        codes: "03",
        decided: "",
        today: ("-50.00", Tie::OutOfBalance),
        after: ("-50.00", Tie::OutOfBalance),
        left: &[(ApartBy::Unmapped, "04 SUBCON", "-50.00", false)],
    },
    Job {
        about: "a line is left by choice",
        estimate: "03=100.00",
        budget: "03=90.00",
        codes: "03",
        decided: "03",
        today: ("-10.00", Tie::OutOfBalance),
        after: ("-10.00", Tie::OutOfBalance),
        left: &[(ApartBy::LeftByChoice, "03.S", "-10.00", false)],
    },
    Job {
        about: "a credit of the estimate makes no line",
        estimate: "03=100.00, 05=-5.00",
        budget: "03=100.00",
        codes: "03, 05",
        decided: "",
        today: ("5.00", Tie::OutOfBalance),
        after: ("5.00", Tie::OutOfBalance),
        left: &[(ApartBy::NotAboveZero, "05.S", "5.00", false)],
    },
    Job {
        about: "amounts that cancel out are differences all the same",
        estimate: "03=100.00, 04=7.00",
        budget: "03=100.00, 07=7.00",
        codes: "03, 07",
        decided: "",
        today: ("0", Tie::OutOfBalance),
        after: ("0", Tie::OutOfBalance),
        left: &[(ApartBy::OnlyInProcore, "07.S", "7.00", false), (ApartBy::Unmapped, "04 SUBCON", "-7.00", false)],
    },
    Job {
        about: "each line is taken to the cent, and the total as a whole",
        estimate: "03=0.004, 04=0.004",
        budget: "",
        codes: "03, 04",
        decided: "",
        today: ("-0.01", Tie::OutOfBalance),
        after: ("-0.01", Tie::OutOfBalance),
        left: &[(ApartBy::Rounding, "", "-0.01", false)],
    },
    Job {
        about: "what only Procore has is accepted",
        estimate: "03=100.00",
        budget: "03=90.00, 07=7.00",
        codes: "03, 07",
        decided: "07=7.00",
        today: ("-3.00", Tie::OutOfBalance),
        after: ("7.00", Tie::TiesOutWithItems),
        left: &[(ApartBy::OnlyInProcore, "07.S", "7.00", true)],
    },
    Job {
        about: "an item stands for its amount and no other",
        estimate: "03=100.00",
        budget: "03=100.00, 07=7.01",
        codes: "03, 07",
        decided: "07=7.00",
        today: ("7.01", Tie::OutOfBalance),
        after: ("7.01", Tie::OutOfBalance),
        left: &[(ApartBy::OnlyInProcore, "07.S", "7.01", false)],
    },
    Job {
        about: "a line that would change is accepted, and so left",
        estimate: "03=100.00, 05=20.00",
        budget: "03=90.00, 05=10.00",
        codes: "03, 05",
        decided: "03=-10.00",
        today: ("-20.00", Tie::OutOfBalance),
        after: ("-10.00", Tie::TiesOutWithItems),
        left: &[(ApartBy::Accepted, "03.S", "-10.00", true)],
    },
    Job {
        about: "it moved since, and so it changes like any other",
        estimate: "03=100.00",
        budget: "03=89.99",
        codes: "03",
        decided: "03=-10.00",
        today: ("-10.01", Tie::OutOfBalance),
        after: ("0", Tie::TiesOut),
        left: &[],
    },
    Job {
        about: "a code that the budget has twice cannot be accepted: nobody can tell which line was meant",
        estimate: "03=100.00",
        budget: "03=100.00, 07=7.00, 07=7.00",
        codes: "03, 07",
        decided: "07=7.00",
        today: ("14.00", Tie::OutOfBalance),
        after: ("14.00", Tie::OutOfBalance),
        left: &[(ApartBy::OnlyInProcore, "07.S", "7.00", false), (ApartBy::OnlyInProcore, "07.S", "7.00", false)],
    },
];

fn decided(text: &str) -> Choices {
    let (mut choices, mut items) = (Vec::new(), Vec::new());
    for one in text.split(", ").filter(|one| !one.is_empty()) {
        match (one.split_once('='), one.strip_suffix('!')) {
            (Some((code, amount)), _) => items.push((LineKey::Code(wbs_code(code)), usd(amount))),
            (None, Some(code)) => choices.push((wbs_code(code), Choice::SetToZero)),
            (None, None) => choices.push((wbs_code(one), Choice::Leave)),
        }
    }
    choices.into_iter().collect::<Choices>().accepting(items.into_iter().collect())
}

fn planned(estimate: &str, budget: Budget, codes: &BudgetCodes, choices: &Choices) -> ReimportPlan {
    plan(estimate_of(estimate), budget, codes, &CodeMapping::default(), choices).unwrap()
}

fn stands(books: &OutOfBalance) -> (String, Tie) {
    (books.amount.amount().normalize().to_string(), books.tie())
}

#[test]
fn what_lies_between_the_books_is_told_line_by_line() {
    for job in JOBS {
        let plan = planned(job.estimate, budget_of(job.budget), &codes_of(job.codes), &decided(job.decided));
        let expected = |(amount, tie): (&str, Tie)| (usd(amount).amount().normalize().to_string(), tie);
        assert_eq!(stands(&plan.out_of_balance), expected(job.today), "{}, today", job.about);
        let after = &plan.out_of_balance_after;
        assert_eq!(stands(after), expected(job.after), "{}, after", job.about);
        let left: Vec<_> =
            after.parts.iter().map(|part| (part.by, part.code.as_str(), part.amount, part.accepted)).collect();
        let expected: Vec<_> =
            job.left.iter().map(|(by, code, amount, accepted)| (*by, *code, usd(amount), *accepted)).collect();
        assert_eq!(left, expected, "{}", job.about);
    }
}

#[test]
fn a_line_without_a_code_and_the_rounding_are_accepted_by_what_they_hang_on() {
    let codes = codes_of("03");
    let without = planned("03=0.004, 04=50.00, 05=0.004", budget_of("03=0.00"), &codes, &Choices::none());
    let keys: Vec<_> = without.out_of_balance_after.parts.iter().map(|part| (part.key.clone(), part.amount)).collect();
    assert!(keys.iter().any(|(key, _)| *key == LineKey::Rounding), "{keys:?}");
    assert!(keys.iter().any(|(key, _)| matches!(key, LineKey::Unmapped { .. })), "{keys:?}");
    let every = Choices::none().accepting(keys.into_iter().collect());
    let with = planned("03=0.004, 04=50.00, 05=0.004", budget_of("03=0.00"), &codes, &every);
    assert_eq!(with.out_of_balance_after.tie(), Tie::TiesOutWithItems);
    assert_eq!(with.out_of_balance_after.accepted, with.out_of_balance_after.amount);
    // The same line with a code is another difference.
    let mapped = planned("04=50.00", budget_of("04=10.00"), &codes_of("04"), &every);
    assert_eq!(mapped.out_of_balance.tie(), Tie::OutOfBalance);
}

#[test]
fn a_line_on_an_inactive_code_is_left_out_where_it_would_be_made_and_counts() {
    let codes = BudgetCodes { inactive: vec![wbs_code("04"), wbs_code("05")], ..codes_of("03") };
    let plan = planned("03=100.00, 04=50.00, 05=9.00", budget_of("03=100.00, 05=8.00"), &codes, &Choices::none());
    assert_eq!(stands(&plan.out_of_balance), ("-51".to_owned(), Tie::OutOfBalance));
    let left: Vec<_> = plan.out_of_balance_after.parts.iter().map(|part| (part.by, part.amount)).collect();
    assert_eq!(left, [(ApartBy::Unmapped, usd("-50.00"))], "the line that is there is revised (rule 12)");
}

#[test]
fn two_currencies_are_not_compared() {
    let budget = Budget { currency: Currency::parse("CAD").unwrap(), ..budget_of("03=100.00") };
    assert!(!comparable(&estimate_of("03=100.00"), &budget));
    let planned = plan(estimate_of("03=100.00"), budget, &codes_of("03"), &CodeMapping::default(), &Choices::none());
    assert!(planned.is_err(), "unknown is not zero");
}

#[test]
fn an_amount_that_was_accepted_in_another_currency_is_another() {
    let cad = jobcost::Money::new("7".parse().unwrap(), Currency::parse("CAD").unwrap());
    let items: ReconcilingItems = [(LineKey::Code(wbs_code("07")), cad)].into_iter().collect();
    let plan = planned("", budget_of("07=7.00"), &codes_of("07"), &Choices::none().accepting(items));
    assert_eq!(plan.out_of_balance.tie(), Tie::OutOfBalance);
}
