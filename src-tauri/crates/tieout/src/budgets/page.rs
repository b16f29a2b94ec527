//! The Budgets page: filter, search, sort and sum. Pure, and in Rust, so that the window only shows.

use crate::books::books::Books;
use crate::books::job_book::JobBook;
use crate::budgets::search::Search;
use crate::budgets::status::{JobStatus, adoptable_unseen, job_status};
use crate::budgets::tie_out_sum::{part, tie_out_sum};
use crate::budgets::totals::totals;
use crate::view::amount::Amount;
use crate::view::budgets::{BudgetsPage, BudgetsQuery, Counts, Filter};
use crate::view::count::count;
use crate::view::freshness::Freshness;
use crate::view::job_row::{JobRow, SortColumn, StatedCurrency};
use jobcost::{Currency, Money};
use reimport::{ERP_CONNECTED, stated_by_user};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Makes the page.
pub(crate) fn budgets_page(books: &Books, query: &BudgetsQuery, freshness: Freshness) -> BudgetsPage {
    let judged: Vec<(&JobBook, JobStatus)> = books.jobs().map(|book| (book, job_status(book))).collect();
    let counts = counts(&judged.iter().map(|(_, standing)| standing));
    let search = Search::new(&query.search);
    let mut filtered: Vec<JobRow> = judged
        .iter()
        .filter(|(_, standing)| standing.belongs_to(query.filter))
        .map(|(book, standing)| job_row(book, standing))
        .filter(|row| search.finds(row))
        .collect();
    filtered.sort_by(|a, b| compare(a, b, query));
    let currency = usual_currency(books);
    let is_shown = |row: &JobRow| query.part.is_none_or(|part| row.part == part);
    let sum = tie_out_sum(&filtered, is_shown, currency.as_deref());
    filtered.retain(is_shown);
    let rows = filtered;
    let totals = totals(&rows);
    let adoptable = judged.iter().filter(|(book, _)| adoptable_unseen(book)).count();
    BudgetsPage { rows, sum, currency, counts, totals, adoptable: count(adoptable), freshness }
}

/// The row of one job.
pub(crate) fn job_row(book: &JobBook, standing: &JobStatus) -> JobRow {
    let plan = book.prepared().and_then(|prepared| prepared.plan.as_ref());
    let acumatica = book.estimate.as_ref().and_then(|(estimate, _)| estimate.total().ok());
    let procore = plan.map(|plan| plan.totals.procore).or_else(|| stated_total(book));
    let out_of_balance = acumatica.zip(procore).and_then(|(acumatica, procore)| procore.minus(acumatica).ok());
    let today = plan.map(|plan| &plan.out_of_balance);
    JobRow {
        job_id: book.job.job.to_string(),
        project_name: book.name().to_owned(),
        linked: book.project.is_some(),
        acumatica: acumatica.map(Amount),
        procore: procore.map(Amount),
        new_procore: plan.map(|plan| Amount(plan.totals.new_procore)),
        change: plan.map(|plan| Amount(plan.totals.change)),
        lines: plan.map(|plan| count(plan.changes().count())),
        chosen: count(book.choices_made()),
        out_of_balance: out_of_balance.map(Amount),
        lines_out_of_balance: today.map(|today| count(today.parts.len())),
        out_of_balance_after: plan.map(|plan| Amount(plan.out_of_balance_after.amount)),
        stays: standing.stays.clone(),
        part: part(book),
        tie: today.map(|today| today.tie().into()),
        items: today.map_or(0, |today| count(today.accepted_parts().count())),
        items_amount: today.map(|today| Amount(today.accepted)),
        status: standing.status.clone(),
        reimport: standing.reimport.clone(),
        awaits_unlock: book.awaits_unlock,
        ownership: book.ownership.into(),
        warning: book.erp_connected().then_some(ERP_CONNECTED),
        inactive: book.project.as_ref().is_some_and(|project| !project.active),
        currency: stated_currency(book),
        acumatica_read_at: book.estimate.as_ref().map(|(_, at)| *at),
        procore_read_at: book.budget.as_ref().map(|(_, at)| *at),
    }
}

/// What the user may state of a job's budget, or take back. `None` where there is nothing to ask: Procore says it, or the budget has no
/// line that would be in a currency.
fn stated_currency(book: &JobBook) -> Option<StatedCurrency> {
    let (budget, _) = book.budget.as_ref()?;
    let asked = book.stated_currency.is_some() || !budget.line_items.is_empty();
    let proposed =
        book.estimate.as_ref().map(|(estimate, _)| estimate.currency).filter(|currency| currency.is_stated());
    let code = |currency: Currency| currency.to_string();
    (asked && !budget.currency.is_stated())
        .then(|| StatedCurrency { stated: book.stated_currency.map(code), proposed: proposed.map(code) })
}

/// The sum of the budget's lines; `None` where nobody says in which currency they are: such a sum could not be compared with anything.
fn stated_total(book: &JobBook) -> Option<Money> {
    let (budget, _) = book.budget.as_ref()?;
    let budget = stated_by_user(budget.clone(), book.stated_currency);
    let total = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget)).ok()?;
    budget.currency.is_stated().then_some(total)
}

/// The currency of most estimates, of several the first by its code.
fn usual_currency(books: &Books) -> Option<String> {
    let mut jobs: BTreeMap<Currency, usize> = BTreeMap::new();
    for (estimate, _) in books.jobs().filter_map(|book| book.estimate.as_ref()) {
        *jobs.entry(estimate.currency).or_default() += 1;
    }
    let most = jobs.into_iter().filter(|(currency, _)| currency.is_stated()).rev().max_by_key(|(_, jobs)| *jobs);
    most.map(|(currency, _)| currency.to_string())
}

fn counts<'a>(standings: &(impl Iterator<Item = &'a JobStatus> + Clone)) -> Counts {
    let of = |filter| count(standings.clone().filter(|standing| standing.belongs_to(filter)).count());
    Counts {
        ready_to_import: of(Filter::ReadyToImport),
        synced: of(Filter::Synced),
        drifted: of(Filter::Drifted),
        blocked: of(Filter::Blocked),
        all: of(Filter::All),
    }
}

fn compare(a: &JobRow, b: &JobRow, query: &BudgetsQuery) -> Ordering {
    let amount = |amount: Option<Amount>| amount.map(|money| money.amount());
    let ordering = match query.sort {
        SortColumn::JobId => a.job_id.cmp(&b.job_id),
        SortColumn::ProjectName => a.project_name.to_lowercase().cmp(&b.project_name.to_lowercase()),
        SortColumn::Acumatica => amount(a.acumatica).cmp(&amount(b.acumatica)),
        SortColumn::Procore => amount(a.procore).cmp(&amount(b.procore)),
        SortColumn::NewProcore => amount(a.new_procore).cmp(&amount(b.new_procore)),
        SortColumn::OutOfBalance => amount(a.out_of_balance).cmp(&amount(b.out_of_balance)),
        SortColumn::Change => amount(a.change).cmp(&amount(b.change)),
        SortColumn::Lines => a.lines.cmp(&b.lines),
        SortColumn::Status => (a.status.kind, &a.status.label).cmp(&(b.status.kind, &b.status.label)),
        SortColumn::Read => a.procore_read_at.cmp(&b.procore_read_at),
    };
    let ordering = if query.descending { ordering.reverse() } else { ordering };
    ordering.then_with(|| a.job_id.cmp(&b.job_id))
}
