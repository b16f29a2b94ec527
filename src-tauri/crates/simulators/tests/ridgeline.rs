//! The demo company, judged from its data: the same seed gives the same bytes, and every situation is really there.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use simulators::ridgeline::{Company, DemoJob, Kind, NO_INVENTORY, Situation, job};

const SEED: u64 = 24;

type ByCode = BTreeMap<(String, String), Decimal>;

/// The estimate by cost code and cost type letter; `None` as the letter where Procore has no such type.
fn estimate_by_code(company: &Company, job: &DemoJob) -> ByCode {
    let mut sums = ByCode::new();
    for line in job.expenses() {
        let letter = company.cost_type_of(&line.account_group).map(|cost_type| cost_type.code.clone());
        *sums.entry((line.cost_code.clone(), letter.unwrap_or_default())).or_default() += line.original_amount;
    }
    sums
}

fn budget_by_code(job: &DemoJob) -> ByCode {
    let rows = &job.procore.as_ref().unwrap().lines;
    let sums: ByCode =
        rows.iter().map(|row| ((row.cost_code.clone(), row.cost_type.clone()), row.original_amount)).collect();
    assert_eq!(sums.len(), rows.len(), "one line per budget code on {}", job.project_id);
    sums
}

/// The codes whose amounts differ, a missing one counting as different.
fn differing(company: &Company, job: &DemoJob) -> Vec<(Option<Decimal>, Option<Decimal>)> {
    let (estimate, budget) = (estimate_by_code(company, job), budget_by_code(job));
    let codes: BTreeSet<_> = estimate.keys().chain(budget.keys()).collect();
    let pairs = codes.into_iter().map(|code| (estimate.get(code).copied(), budget.get(code).copied()));
    pairs.filter(|(one, other)| one != other).collect()
}

fn jobs(company: &Company, situation: Situation) -> Vec<&DemoJob> {
    let found: Vec<_> = company.jobs.iter().filter(|job| job.situation == situation).collect();
    assert!(!found.is_empty(), "no job shows {situation:?}");
    found
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| format!("{:?}", Company::ridgeline(seed));
    assert_eq!(bytes(SEED), bytes(SEED));
    assert_ne!(bytes(SEED), bytes(SEED + 1));
}

#[test]
fn there_are_48_jobs_of_3_to_400_lines_and_one_of_2500() {
    let company = Company::ridgeline(SEED);
    let mut sizes: Vec<usize> = company.jobs.iter().map(|job| job.expenses().count()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes.len(), 49);
    assert_eq!((sizes[0], sizes[47], sizes[48]), (3, 400, 2_500));
}

#[test]
fn keys_are_unique_and_every_amount_is_in_cents() {
    for seed in 0..5 {
        let company = Company::ridgeline(seed);
        let names: BTreeSet<_> = company.jobs.iter().map(|job| &job.name).collect();
        let projects: BTreeSet<_> =
            company.jobs.iter().filter_map(|job| job.procore.as_ref()).map(|one| one.id).collect();
        assert_eq!((names.len(), projects.len()), (49, 49));
        assert!(projects.iter().all(|id| id.to_string().len() == 15), "Procore ids have 15 digits");
        for job in &company.jobs {
            let keys: BTreeSet<_> = job
                .estimate_lines
                .iter()
                .map(|line| (&line.task, &line.account_group, &line.cost_code, &line.inventory_id))
                .collect();
            assert_eq!(keys.len(), job.estimate_lines.len(), "keys of {}", job.project_id);
            for line in &job.estimate_lines {
                assert_eq!(line.original_amount.round_dp(2), line.original_amount);
                assert_eq!((line.quantity * line.unit_rate).round_dp(2), line.original_amount, "{line:?}");
                assert!(company.account_group(&line.account_group).is_some());
                assert!(company.cost_code(&line.cost_code).is_some());
                assert!(job.tasks.iter().any(|task| task.id == line.task), "{} {}", job.project_id, line.task);
            }
        }
    }
}

#[test]
fn amounts_are_a_mixture_of_round_ones_and_odd_cents() {
    let company = Company::ridgeline(SEED);
    let amounts: Vec<Decimal> =
        company.jobs.iter().flat_map(DemoJob::expenses).map(|line| line.original_amount).collect();
    let round = amounts.iter().filter(|amount| (*amount % Decimal::TEN).is_zero()).count();
    let odd = amounts.iter().filter(|amount| !amount.fract().is_zero()).count();
    assert!(round * 3 > amounts.len(), "{round} of {}", amounts.len());
    assert!(odd * 5 > amounts.len(), "{odd} of {}", amounts.len());
}

#[test]
fn the_totals_are_those_of_buildings() {
    let company = Company::ridgeline(SEED);
    for job in &company.jobs {
        let total = job.estimate_total();
        assert!(total > Decimal::from(50_000) && total < Decimal::from(400_000_000), "{} {total}", job.name);
    }
}

#[test]
fn never_imported_jobs_have_an_empty_budget() {
    let company = Company::ridgeline(SEED);
    let found = jobs(&company, Situation::NeverImported);
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|job| job.procore.as_ref().unwrap().lines.is_empty()));
}

#[test]
fn jobs_in_agreement_agree_line_by_line() {
    let company = Company::ridgeline(SEED);
    let found = jobs(&company, Situation::InAgreement);
    assert_eq!(found.len(), 22);
    for job in found {
        assert_eq!(differing(&company, job), [], "{}", job.name);
    }
    assert!(company.jobs.iter().any(|job| job.procore.as_ref().is_some_and(|one| one.origin_id.is_none())));
}

#[test]
fn one_job_differs_by_one_cent_on_one_line() {
    let company = Company::ridgeline(SEED);
    let found = differing(&company, jobs(&company, Situation::DriftedByOneCent)[0]);
    let [(Some(estimate), Some(budget))] = found[..] else { panic!("{found:?}") };
    assert_eq!(estimate - budget, Decimal::new(1, 2));
}

#[test]
fn a_reclassified_job_agrees_in_total_and_differs_on_two_lines() {
    let company = Company::ridgeline(SEED);
    let job = jobs(&company, Situation::Reclassified)[0];
    assert_eq!(differing(&company, job).len(), 2);
    assert_eq!(job.estimate_total(), job.procore.as_ref().unwrap().total());
}

#[test]
fn drifted_jobs_differ_up_and_down_and_miss_lines() {
    let company = Company::ridgeline(SEED);
    let found = jobs(&company, Situation::Drifted);
    assert_eq!(found.len(), 9);
    let all: Vec<_> = found.iter().flat_map(|job| differing(&company, job)).collect();
    assert!(all.iter().any(|(estimate, budget)| budget.is_some() && estimate > budget), "some rise");
    assert!(all.iter().any(|(estimate, budget)| budget.is_some() && estimate < budget), "some fall");
    assert!(all.iter().any(|(_, budget)| budget.is_none()), "some are new");
    assert_eq!(differing(&company, company.job("24-101").unwrap()).len(), 14, "Harbor Point");
}

#[test]
fn two_locked_jobs_have_drift_and_modifications() {
    let company = Company::ridgeline(SEED);
    let found = jobs(&company, Situation::LockedWithDrift);
    assert_eq!(found.len(), 2);
    for job in found {
        let project = job.procore.as_ref().unwrap();
        assert!(project.locked && !differing(&company, job).is_empty());
        assert!(project.lines.iter().any(|row| !row.modifications.is_zero()));
    }
}

#[test]
fn zero_and_negative_lines_exist_with_and_without_a_line_in_procore() {
    let company = Company::ridgeline(SEED);
    let job = jobs(&company, Situation::ZeroAndNegative)[0];
    let (estimate, budget) = (estimate_by_code(&company, job), budget_by_code(job));
    let count = |wanted: fn(&Decimal) -> bool, in_procore: bool| {
        estimate.iter().filter(|(code, amount)| wanted(amount) && budget.contains_key(*code) == in_procore).count()
    };
    for in_procore in [true, false] {
        assert_eq!(count(Decimal::is_zero, in_procore), 1, "zero, in Procore: {in_procore}");
        assert_eq!(count(|amount| *amount < Decimal::ZERO, in_procore), 1, "credit, in Procore: {in_procore}");
    }
}

#[test]
fn one_job_has_lines_that_only_procore_knows() {
    let company = Company::ridgeline(SEED);
    let found = differing(&company, jobs(&company, Situation::ProcoreOnly)[0]);
    assert!(found.iter().filter(|(estimate, _)| estimate.is_none()).count() >= 3, "{found:?}");
    assert_eq!(found.iter().filter(|(estimate, _)| estimate.is_some()).count(), 4, "{found:?}");
}

#[test]
fn an_estimate_split_by_item_and_task_adds_up() {
    let company = Company::ridgeline(SEED);
    let job = jobs(&company, Situation::InventorySplit)[0];
    assert!(job.expenses().filter(|line| line.inventory_id != NO_INVENTORY).count() >= 4);
    let tasks_of = |code: &str| {
        job.expenses().filter(|line| line.cost_code == code).map(|line| &line.task).collect::<BTreeSet<_>>()
    };
    assert!(job.expenses().any(|line| tasks_of(&line.cost_code).len() == 2), "one code under two tasks");
    assert_eq!(differing(&company, job).len(), 3, "summed, only the drifted lines differ");
}

#[test]
fn unmapped_jobs_have_a_code_or_a_group_that_procore_does_not_have() {
    let company = Company::ridgeline(SEED);
    let found = jobs(&company, Situation::Unmapped);
    assert_eq!(found.len(), 2);
    let code_missing =
        |job: &&DemoJob| job.expenses().any(|line| !company.cost_code(&line.cost_code).unwrap().in_procore);
    let type_missing = |job: &&DemoJob| job.expenses().any(|line| company.cost_type_of(&line.account_group).is_none());
    assert_eq!(found.iter().filter(|job| code_missing(job)).count(), 1);
    assert_eq!(found.iter().filter(|job| type_missing(job)).count(), 2);
}

#[test]
fn one_job_counts_in_another_currency_and_one_is_not_linked() {
    let company = Company::ridgeline(SEED);
    let other = jobs(&company, Situation::OtherCurrency)[0];
    assert_eq!((other.currency.as_str(), other.procore.as_ref().unwrap().currency.as_str()), ("CAD", "USD"));
    let by_hand = jobs(&company, Situation::NotLinked)[0].procore.as_ref().unwrap();
    assert_eq!((&by_hand.project_number, &by_hand.origin_id), (&None, &None), "nothing says whose it is");
    assert!(by_hand.name.is_some());
}

#[test]
fn every_one_of_the_2500_lines_differs() {
    let company = Company::ridgeline(SEED);
    let job = jobs(&company, Situation::EveryLineDrifted)[0];
    let found = differing(&company, job);
    assert_eq!(found.len(), 2_500);
    assert!(found.iter().all(|(estimate, budget)| estimate.is_some() && budget.is_some()));
    assert!(!job.procore.as_ref().unwrap().locked);
}

#[test]
fn many_jobs_have_revenue_lines_to_be_ignored() {
    let company = Company::ridgeline(SEED);
    let with_income = company.jobs.iter().filter(|job| job.estimate_lines.iter().any(|line| line.kind == Kind::Income));
    assert!(with_income.count() > 20);
}

#[test]
fn a_test_can_state_its_own_company_in_a_few_lines() {
    let company = Company::with_jobs([
        job("24-101", "Harbor Point")
            .estimate("03-30-00", "SUBCON", "612400.00")
            .estimate_item("03-30-00", "SUBCON", "REBAR-60", "0.50")
            .budget("03-30-00", "S", "588900.00")
            .modified_by("1500.00")
            .locked(),
        job("24-102", "Alder").estimate("99-00-00", "TRAVEL", "1").unknown_to_procore("99-00-00").unlinked(),
    ]);
    let harbor = company.job("24-101").unwrap();
    assert_eq!(harbor.estimate_total(), Decimal::new(61_240_050, 2));
    assert!(harbor.procore.as_ref().unwrap().locked);
    assert!(!company.cost_code("99-00-00").unwrap().in_procore);
    assert!(company.job("24-102").unwrap().procore.is_none());
}

#[test]
fn jobs_stand_in_several_states_and_one_has_a_canceled_task_with_lines() {
    let company = Company::ridgeline(SEED);
    let states: BTreeSet<_> = company.jobs.iter().map(|job| job.status.as_str()).collect();
    assert_eq!(states, BTreeSet::from(["Active", "Closed", "Completed", "In Planning", "Suspended"]));
    let canceled = company.jobs.iter().flat_map(|job| job.tasks.iter().map(move |task| (job, task)));
    let canceled: Vec<_> = canceled.filter(|(_, task)| task.status == "Canceled").collect();
    let [(job, task)] = canceled[..] else { panic!("{} canceled tasks", canceled.len()) };
    assert!(job.expenses().any(|line| line.task == task.id));
}

#[test]
fn an_inactive_code_and_a_wip_account_have_lines_and_an_off_balance_group_has_cost() {
    let company = Company::ridgeline(SEED);
    let lines = || company.jobs.iter().flat_map(|job| &job.estimate_lines);
    let inactive: BTreeSet<_> = company.cost_codes.iter().filter(|code| !code.active).map(|code| &code.code).collect();
    assert_eq!(inactive.len(), 1);
    assert!(lines().any(|line| inactive.contains(&line.cost_code)));
    assert_eq!(lines().filter(|line| line.kind == Kind::Asset).count(), 2);
    assert_eq!(company.account_group("EQUIP").unwrap().kind, Kind::OffBalance);
    assert!(lines().filter(|line| line.account_group == "EQUIP").all(|line| line.kind == Kind::Expense));
    assert!(lines().any(|line| line.original_amount.is_zero() && !line.booked.actual.is_zero()), "born from a posting");
}

#[test]
fn one_job_is_kept_in_canadian_dollars_on_both_sides_and_its_budget_is_empty() {
    let company = Company::ridgeline(SEED);
    let both = |job: &&DemoJob| job.currency == "CAD" && job.procore.as_ref().is_some_and(|one| one.currency == "CAD");
    let found: Vec<_> = company.jobs.iter().filter(both).collect();
    let [job] = found[..] else { panic!("{} jobs", found.len()) };
    assert!(job.procore.as_ref().unwrap().lines.is_empty());
    assert_eq!(job.situation, Situation::NeverImported);
}

#[test]
fn single_jobs_show_what_every_real_company_has() {
    let company = Company::ridgeline(SEED);
    let project = |id: &str| company.job(id).unwrap().procore.as_ref().unwrap();
    let [(code, letter)] = &project("24-178").inactive_codes[..] else { panic!("one code was set inactive") };
    let line = project("24-178").lines.iter().find(|row| (&row.cost_code, &row.cost_type) == (code, letter)).unwrap();
    let estimated = estimate_by_code(&company, company.job("24-178").unwrap())[&(code.clone(), letter.clone())];
    assert_ne!(line.original_amount, estimated, "its line has drifted");

    assert!(!project("24-182").active && project("24-182").origin_id.as_deref() == Some("24-182"), "closed out");
    assert!(project("24-148").own_views);
    let empty = company.job("25-072").unwrap();
    assert_eq!((empty.currency.as_str(), project("25-072").currency.as_str()), ("CAD", "CAD"));
    assert!(project("25-072").lines.is_empty() && empty.estimate_total() > Decimal::ZERO);

    let reworded = company.job("24-163").unwrap();
    for line in reworded.expenses() {
        let text = project("24-163").text_of(&line.cost_code);
        assert!(text != line.cost_code && !company.cost_codes.iter().any(|known| known.code == text), "{text}");
    }
    assert_eq!(differing(&company, reworded), [], "it agrees all the same");
}
