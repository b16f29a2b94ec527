//! The Budgets page: filter, search, sort and sum. Pure, and in Rust, so that the window only shows.

use crate::books::books::Books;
use crate::books::job_book::JobBook;
use crate::budgets::filter::Filter;
use crate::budgets::status::{JobStatus, ReimportState, Status, adoptable_unseen, job_status};
use crate::company::stated_currency::{StatedCurrency, stated_currency};
use jiff::Timestamp;
use jobcost::{Currency, Money, Ownership, PlannedLine, ReimportPlan};
use reimport::stated_by_user;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What the rows may be sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the columns' own names")]
pub enum SortColumn {
    JobId,
    ProjectName,
    Acumatica,
    Procore,
    NewProcore,
    Difference,
    Lines,
    Status,
    Read,
}

/// What the window asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetsQuery {
    /// The filter.
    pub filter: Filter,
    /// Words to find in job id, project name or an amount; every word must be found.
    pub search: String,
    /// The column to sort by.
    pub sort: SortColumn,
    /// Largest first.
    pub descending: bool,
}

/// One job on the page.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a row says many things that are so or not, each for itself")]
pub struct JobRow {
    /// The job's id.
    pub job_id: String,
    /// The project's name.
    pub project_name: String,
    /// Its Budget tab can be opened.
    pub linked: bool,
    /// Current Acumatica Total.
    pub acumatica: Option<Money>,
    /// Current Procore Total.
    pub procore: Option<Money>,
    /// New Procore Total on Re-import.
    pub new_procore: Option<Money>,
    /// What a re-import adds to Procore's total.
    pub difference: Option<Money>,
    /// Lines that would change.
    pub lines: Option<usize>,
    /// Current Procore Total minus Current Acumatica Total: what the two books say today, also of lines that no re-import touches.
    pub out_of_balance: Option<Money>,
    /// Lines in which the two books differ.
    pub lines_out_of_balance: Option<usize>,
    /// Its status.
    pub status: Status,
    /// Whether it can be re-imported.
    pub reimport: ReimportState,
    /// The user wants to be told when its budget is unlocked.
    pub awaits_unlock: bool,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// Procore's own ERP connector may write its budget too.
    pub erp_connected: bool,
    /// Its project is inactive in Procore.
    pub inactive: bool,
    /// What the user may state of its budget's currency, or take back; `None` where Procore says it.
    pub currency: Option<StatedCurrency>,
    /// When Acumatica's side was read.
    pub acumatica_read_at: Option<Timestamp>,
    /// When Procore's side was read.
    pub procore_read_at: Option<Timestamp>,
}

/// The sums of the filtered rows in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the same columns as a row's")]
pub struct CurrencyTotals {
    pub currency: Currency,
    pub jobs: usize,
    pub acumatica: Money,
    pub procore: Money,
    pub new_procore: Money,
    pub difference: Money,
    pub lines: usize,
}

/// How many jobs each filter holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "the filters' own names")]
pub struct Counts {
    pub ready_to_import: usize,
    pub synced: usize,
    pub drifted: usize,
    pub blocked: usize,
    pub all: usize,
}

/// The page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetsPage {
    /// The rows the filter and the search leave, sorted.
    pub rows: Vec<JobRow>,
    /// How many jobs each filter holds, before the search.
    pub counts: Counts,
    /// The sums of `rows`, a currency each, the commonest first.
    pub totals: Vec<CurrencyTotals>,
    /// Jobs whose budgets are there on both sides, agree in every line and were never imported: they can be adopted together.
    pub adoptable: usize,
}

/// Makes the page.
pub(crate) fn budgets_page(books: &Books, query: &BudgetsQuery) -> BudgetsPage {
    let judged: Vec<(&JobBook, JobStatus)> = books.jobs().map(|book| (book, job_status(book))).collect();
    let counts = counts(&judged.iter().map(|(_, standing)| standing));
    let words: Vec<String> = query.search.split_whitespace().map(str::to_lowercase).collect();
    let mut rows: Vec<JobRow> = judged
        .iter()
        .filter(|(_, standing)| standing.belongs_to(query.filter))
        .map(|(book, standing)| job_row(book, standing))
        .filter(|row| words.iter().all(|word| holds(row, word)))
        .collect();
    rows.sort_by(|a, b| compare(a, b, query));
    let totals = totals(&rows);
    let adoptable = judged.iter().filter(|(book, _)| adoptable_unseen(book)).count();
    BudgetsPage { rows, counts, totals, adoptable }
}

/// The row of one job.
pub(crate) fn job_row(book: &JobBook, standing: &JobStatus) -> JobRow {
    let plan = book.prepared().and_then(|prepared| prepared.plan.as_ref());
    let acumatica = book.estimate.as_ref().and_then(|(estimate, _)| estimate.total().ok());
    let procore = plan.map(|plan| plan.totals.procore).or_else(|| stated_total(book));
    JobRow {
        job_id: book.job.job.to_string(),
        project_name: book.name().to_owned(),
        linked: book.project.is_some(),
        acumatica,
        procore,
        new_procore: plan.map(|plan| plan.totals.new_procore),
        difference: plan.map(|plan| plan.totals.difference),
        lines: plan.map(|plan| plan.changes().count()),
        out_of_balance: acumatica.zip(procore).and_then(|(acumatica, procore)| procore.minus(acumatica).ok()),
        lines_out_of_balance: plan.map(lines_out_of_balance),
        status: standing.status.clone(),
        reimport: standing.reimport.clone(),
        awaits_unlock: book.awaits_unlock,
        ownership: book.ownership,
        erp_connected: book.erp_connected(),
        inactive: book.project.as_ref().is_some_and(|project| !project.active),
        currency: stated_currency(book),
        acumatica_read_at: book.estimate.as_ref().map(|(_, at)| *at),
        procore_read_at: book.budget.as_ref().map(|(_, at)| *at),
    }
}

/// The sum of the budget's lines; `None` where nobody says in which currency they are: such a sum could not be compared with anything.
fn stated_total(book: &JobBook) -> Option<Money> {
    let (budget, _) = book.budget.as_ref()?;
    let budget = stated_by_user(budget.clone(), book.stated_currency);
    let total = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget)).ok()?;
    budget.currency.is_stated().then_some(total)
}

/// A line whose difference cannot be told differs.
pub(crate) fn lines_out_of_balance(plan: &ReimportPlan) -> usize {
    let differs = |line: &&PlannedLine| line.compared.variance().map_or(true, |variance| !variance.is_zero());
    plan.lines.iter().filter(differs).count()
}

fn counts<'a>(standings: &(impl Iterator<Item = &'a JobStatus> + Clone)) -> Counts {
    let count = |filter| standings.clone().filter(|standing| standing.belongs_to(filter)).count();
    Counts {
        ready_to_import: count(Filter::ReadyToImport),
        synced: count(Filter::Synced),
        drifted: count(Filter::Drifted),
        blocked: count(Filter::Blocked),
        all: count(Filter::All),
    }
}

/// A word is found in the id, in the name, or in an amount as it is written with or without its thousands commas.
fn holds(row: &JobRow, word: &str) -> bool {
    let digits = word.replace([',', '$'], "");
    let amounts = [row.acumatica, row.procore, row.new_procore, row.difference];
    row.job_id.to_lowercase().contains(word)
        || row.project_name.to_lowercase().contains(word)
        || (!digits.is_empty()
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && amounts.into_iter().flatten().any(|amount| amount.digits().contains(&digits)))
}

fn compare(a: &JobRow, b: &JobRow, query: &BudgetsQuery) -> Ordering {
    let amount = |amount: Option<Money>| amount.map(|money| money.amount());
    let ordering = match query.sort {
        SortColumn::JobId => a.job_id.cmp(&b.job_id),
        SortColumn::ProjectName => a.project_name.to_lowercase().cmp(&b.project_name.to_lowercase()),
        SortColumn::Acumatica => amount(a.acumatica).cmp(&amount(b.acumatica)),
        SortColumn::Procore => amount(a.procore).cmp(&amount(b.procore)),
        SortColumn::NewProcore => amount(a.new_procore).cmp(&amount(b.new_procore)),
        SortColumn::Difference => amount(a.difference).cmp(&amount(b.difference)),
        SortColumn::Lines => a.lines.cmp(&b.lines),
        SortColumn::Status => (a.status.kind, &a.status.label).cmp(&(b.status.kind, &b.status.label)),
        SortColumn::Read => a.procore_read_at.cmp(&b.procore_read_at),
    };
    let ordering = if query.descending { ordering.reverse() } else { ordering };
    ordering.then_with(|| a.job_id.cmp(&b.job_id))
}

/// A job counts in the sums only when all its totals are known and of one currency, so that the sums of the columns belong together.
fn totals(rows: &[JobRow]) -> Vec<CurrencyTotals> {
    let mut by_currency: BTreeMap<Currency, CurrencyTotals> = BTreeMap::new();
    for row in rows {
        let (Some(acumatica), Some(procore), Some(new_procore), Some(difference), Some(lines)) =
            (row.acumatica, row.procore, row.new_procore, row.difference, row.lines)
        else {
            continue;
        };
        let currency = procore.currency();
        let zero = Money::zero(currency);
        let so_far = by_currency.remove(&currency).unwrap_or(CurrencyTotals {
            currency,
            jobs: 0,
            acumatica: zero,
            procore: zero,
            new_procore: zero,
            difference: zero,
            lines: 0,
        });
        let added = (|| {
            Ok::<_, jobcost::MoneyError>(CurrencyTotals {
                currency,
                jobs: so_far.jobs + 1,
                acumatica: so_far.acumatica.plus(acumatica)?,
                procore: so_far.procore.plus(procore)?,
                new_procore: so_far.new_procore.plus(new_procore)?,
                difference: so_far.difference.plus(difference)?,
                lines: so_far.lines + lines,
            })
        })();
        by_currency.insert(currency, added.unwrap_or(so_far));
    }
    let mut totals: Vec<CurrencyTotals> = by_currency.into_values().collect();
    totals.sort_by_key(|totals| std::cmp::Reverse(totals.jobs));
    totals
}
