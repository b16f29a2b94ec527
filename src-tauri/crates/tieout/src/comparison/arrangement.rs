//! Which of a plan's lines are shown, in which groups, and what they come to. Pure, and in Rust, so that the window only shows.

use crate::comparison::sums::sum;
use crate::view::amount::Amount;
use crate::view::arrangement::{Arrangement, ArrangementQuery, Grouping, LineCounts, LineGroup, LinesShown};
use crate::view::count::count;
use crate::view::lines::{LineOutcome, LineRow};
use jobcost::{Currency, MoneyError};
use std::collections::BTreeMap;

/// Arranges the lines of a plan. Fails only when a sum does not fit.
pub(crate) fn arrange(
    lines: &[LineRow],
    currency: Currency,
    query: &ArrangementQuery,
) -> Result<Arrangement, MoneyError> {
    let words: Vec<String> = query.search.split_whitespace().map(str::to_lowercase).collect();
    let is_shown = |line: &LineRow| query.shown.holds(line) && words.iter().all(|word| found_in(line, word));
    // Once each: a search writes every amount of 20,000 lines, and each of the sums goes over what is shown.
    let shown: Vec<(usize, &LineRow)> = lines.iter().enumerate().filter(|(_, line)| is_shown(line)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &(position, line) in &shown {
        groups.entry(query.grouping.key(line)).or_default().push(position);
    }
    let group = |(key, positions): (&str, Vec<usize>)| {
        let members = positions.iter().filter_map(|position| lines.get(*position));
        Ok(LineGroup {
            key: key.to_owned(),
            name: query.grouping.name(members.clone()),
            sums: sum(&members, currency)?,
            lines: positions.into_iter().map(count).collect(),
        })
    };
    Ok(Arrangement {
        groups: groups.into_iter().map(group).collect::<Result<_, _>>()?,
        counts: counts(lines),
        sums: sum(&shown.iter().map(|(_, line)| *line), currency)?,
    })
}

fn counts(lines: &[LineRow]) -> LineCounts {
    let of = |holds: fn(&LineRow) -> bool| count(lines.iter().filter(|line| holds(line)).count());
    // Lines that the user left are shown among the changes, for there they are taken back; the re-import counts them no more.
    LineCounts {
        changes: of(|line| line.change.is_some()),
        problems: of(still_differs),
        items: of(is_item),
        all: of(|_| true),
    }
}

impl LinesShown {
    fn holds(self, line: &LineRow) -> bool {
        match self {
            Self::Changes => line.change.is_some() || stays_by_decision(line),
            Self::Problems => still_differs(line),
            Self::Items => is_item(line),
            Self::All => true,
        }
    }
}

/// The sides differ after the re-import, and nobody chose that they shall. A side without the line counts as zero: an estimate of $0
/// without a budget line is in agreement.
fn still_differs(line: &LineRow) -> bool {
    let zero = |amount: Option<Amount>| amount.filter(|amount| !amount.is_zero());
    !stays_by_decision(line) && !is_item(line) && zero(line.after) != zero(line.estimate)
}

/// Its difference was accepted, and still is that amount.
fn is_item(line: &LineRow) -> bool {
    line.accepted.as_ref().is_some_and(|accepted| accepted.holds)
}

/// It would change, and the user decided otherwise.
const fn stays_by_decision(line: &LineRow) -> bool {
    matches!(line.outcome, LineOutcome::Left | LineOutcome::Accepted)
}

impl Grouping {
    fn key(self, line: &LineRow) -> &str {
        match self {
            Self::None => "",
            Self::Division => &line.division,
            Self::CostCode => &line.cost_code,
            Self::CostType => &line.cost_type,
            Self::SubJob => line.sub_job.as_deref().unwrap_or_default(),
        }
    }

    /// A division's name is Procore's; a cost code's is what all of its lines are called; where they differ, it has none.
    fn name<'a>(self, mut members: impl Iterator<Item = &'a LineRow>) -> String {
        let Some(first) = members.next() else { return String::new() };
        match self {
            Self::Division => first.division_name.clone(),
            Self::CostCode if members.all(|line| line.description == first.description) => first.description.clone(),
            _ => String::new(),
        }
    }
}

fn found_in(line: &LineRow, word: &str) -> bool {
    let texts = [&line.code, &line.description, &line.cost_type];
    texts.iter().any(|text| text.to_lowercase().contains(word)) || amounts(line).any(|digits| digits.contains(word))
}

/// As they are written and as they are shown: with and without the thousands' commas.
fn amounts(line: &LineRow) -> impl Iterator<Item = String> {
    let amounts = [line.estimate, line.budget, line.after, line.change].into_iter().flatten();
    amounts.flat_map(|amount| [amount.digits(), amount.sentence()])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::view::arrangement::Sums;
    use jobcost::Money;
    use proptest::prelude::*;

    fn usd(digits: &str) -> Amount {
        Amount(Money::new(digits.parse().unwrap(), Currency::USD))
    }

    fn line(code: &str, estimate: Option<&str>, budget: Option<&str>, outcome: LineOutcome) -> LineRow {
        let (estimate, budget) = (estimate.map(usd), budget.map(usd));
        let changes = matches!(outcome, LineOutcome::Created | LineOutcome::Revised | LineOutcome::SetToZero);
        let after = if changes { estimate } else { budget };
        let zero = usd("0");
        LineRow {
            code: code.to_owned(),
            division: code[..2].to_owned(),
            division_name: format!("Division {}", &code[..2]),
            cost_code: code[..8].to_owned(),
            sub_job: None,
            description: format!("Work of {}", &code[..2]),
            cost_type: if code.ends_with('S') { "Subcontract" } else { "Material" }.to_owned(),
            estimate,
            budget,
            after,
            variance: zero,
            change: changes.then(|| Amount(after.unwrap_or(zero).minus(*budget.unwrap_or(zero)).unwrap())),
            outcome,
            reason: String::new(),
            estimate_lines: 1,
            choice: None,
            accepted: None,
        }
    }

    fn job() -> Vec<LineRow> {
        vec![
            line("03-30-00.S", Some("612400.00"), Some("588900.00"), LineOutcome::Revised),
            line("03-30-00.M", Some("10.00"), Some("10.00"), LineOutcome::Agrees),
            line("05-12-00.S", Some("5.00"), Some("7.00"), LineOutcome::Left),
            line("05-50-00.M", Some("38400.00"), None, LineOutcome::Created),
            line("05-52-00.S", Some("0.00"), None, LineOutcome::NotCreated),
            line("05-53-00.S", Some("-4.00"), None, LineOutcome::NotCreated),
            line("09-65-00.M", None, Some("12800.00"), LineOutcome::OnlyInProcore),
            line("26-24-16.M", Some("1.00"), None, LineOutcome::Unmapped),
        ]
    }

    fn shown(grouping: Grouping, shown: LinesShown, search: &str) -> Arrangement {
        let query = ArrangementQuery { grouping, shown, search: search.to_owned() };
        arrange(&job(), Currency::USD, &query).unwrap()
    }

    fn keys(arrangement: &Arrangement) -> Vec<(&str, &[u32])> {
        arrangement.groups.iter().map(|group| (group.key.as_str(), group.lines.as_slice())).collect()
    }

    #[test]
    fn changes_are_the_lines_that_change_and_those_left_by_choice() {
        let arranged = shown(Grouping::Division, LinesShown::Changes, "");
        assert_eq!(keys(&arranged), [("03", [0].as_slice()), ("05", &[2, 3])]);
        assert_eq!(arranged.counts, LineCounts { changes: 2, problems: 3, items: 0, all: 8 });
        assert_eq!(arranged.sums.changes, 2, "the one that was left does not change");
    }

    #[test]
    fn problems_are_the_lines_on_which_the_sides_still_differ() {
        let arranged = shown(Grouping::None, LinesShown::Problems, "");
        assert_eq!(keys(&arranged), [("", [5, 6, 7].as_slice())]);
    }

    #[test]
    fn groups_add_up_to_what_is_shown() {
        for grouping in [Grouping::None, Grouping::Division, Grouping::CostCode, Grouping::CostType, Grouping::SubJob] {
            let arranged = shown(grouping, LinesShown::All, "");
            let total = |amount: fn(&Sums) -> Amount| {
                Amount(Money::sum(Currency::USD, arranged.groups.iter().map(|group| *amount(&group.sums))).unwrap())
            };
            assert_eq!(total(|sums| sums.estimate), arranged.sums.estimate, "{grouping:?}");
            assert_eq!(total(|sums| sums.after), arranged.sums.after, "{grouping:?}");
            assert_eq!(arranged.sums.lines, 8);
        }
        assert_eq!(shown(Grouping::None, LinesShown::All, "").sums.change, usd("61900.00"));
    }

    #[test]
    fn a_cost_code_is_called_what_all_its_lines_are_called() {
        let arranged = shown(Grouping::CostCode, LinesShown::All, "03-30");
        assert_eq!(arranged.groups[0].name, "Work of 03");
        assert_eq!(arranged.groups[0].lines, [0, 1]);
    }

    #[test]
    fn every_word_is_looked_for_in_texts_and_amounts() {
        assert_eq!(keys(&shown(Grouping::None, LinesShown::All, "material 38,400")), [("", [3].as_slice())]);
        assert_eq!(keys(&shown(Grouping::None, LinesShown::All, "38400.00")), [("", [3].as_slice())]);
        assert!(shown(Grouping::None, LinesShown::All, "concrete").groups.is_empty());
    }

    fn lines() -> impl Strategy<Value = Vec<LineRow>> {
        let outcome = prop_oneof![
            Just(LineOutcome::Revised),
            Just(LineOutcome::Created),
            Just(LineOutcome::Agrees),
            Just(LineOutcome::Left),
            Just(LineOutcome::OnlyInProcore),
            Just(LineOutcome::Unmapped),
        ];
        let cents = || prop::option::of(-1_000_000_i64..9_000_000);
        let one = (0..9_usize, any::<bool>(), cents(), cents(), outcome).prop_map(
            |(code, subcontract, estimate, budget, outcome)| {
                let code = format!("0{}-30-00.{}", code % 5, if subcontract { "S" } else { "M" });
                let digits = |cents: Option<i64>| cents.map(|cents| rust_decimal::Decimal::new(cents, 2).to_string());
                line(&code, digits(estimate).as_deref(), digits(budget).as_deref(), outcome)
            },
        );
        prop::collection::vec(one, 0..12)
    }

    fn query() -> impl Strategy<Value = ArrangementQuery> {
        let grouping = prop_oneof![
            Just(Grouping::None),
            Just(Grouping::Division),
            Just(Grouping::CostCode),
            Just(Grouping::CostType),
            Just(Grouping::SubJob)
        ];
        let shown = prop_oneof![
            Just(LinesShown::Changes),
            Just(LinesShown::Problems),
            Just(LinesShown::Items),
            Just(LinesShown::All)
        ];
        let search = prop_oneof![2 => Just(""), 1 => Just("03"), 1 => Just("mat work"), 1 => Just("1")];
        (grouping, shown, search).prop_map(|(grouping, shown, search)| ArrangementQuery {
            grouping,
            shown,
            search: search.to_owned(),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        #[test]
        fn the_totals_shown_are_the_sums_of_the_rows_shown(lines in lines(), query in query()) {
            let arranged = arrange(&lines, Currency::USD, &query).unwrap();
            let mut positions: Vec<u32> = arranged.groups.iter().flat_map(|group| group.lines.clone()).collect();
            let line = |position: &u32| &lines[*position as usize];
            let of = |positions: &[u32], amount: fn(&LineRow) -> Option<Amount>| {
                let amounts = positions.iter().filter_map(|position| amount(line(position)));
                Amount(Money::sum(Currency::USD, amounts.map(|amount| *amount)).unwrap())
            };
            for (sums, positions) in arranged
                .groups
                .iter()
                .map(|group| (group.sums, group.lines.clone()))
                .chain([(arranged.sums, positions.clone())])
            {
                prop_assert_eq!(sums.estimate, of(&positions, |line| line.estimate));
                prop_assert_eq!(sums.budget, of(&positions, |line| line.budget));
                prop_assert_eq!(sums.after, of(&positions, |line| line.after));
                prop_assert_eq!(sums.change, of(&positions, |line| line.change));
                prop_assert_eq!(sums.budget.plus(*sums.change).unwrap(), *sums.after);
                prop_assert_eq!(sums.estimate.plus(*sums.stays_apart).unwrap(), *sums.after);
                prop_assert_eq!(sums.lines, count(positions.len()));
            }
            // Every line is shown once, and only those that the filter holds.
            positions.sort_unstable();
            let expected = lines.iter().enumerate().filter(|(_, line)| query.shown.holds(line));
            let expected = expected.filter(|(_, line)| query.search.split(' ').all(|word| found_in(line, word)));
            prop_assert_eq!(positions, expected.map(|(position, _)| count(position)).collect::<Vec<_>>());
            prop_assert_eq!(arrange(&lines, Currency::USD, &query).unwrap(), arranged, "arranging is deterministic");
        }
    }
}
