//! The Budgets page as a list for other programs and for the filing cabinet. Pure, but for the time zone of this computer, in which times
//! are written.

use crate::view::amount::Amount;
use crate::view::budgets::{BudgetsPage, BudgetsQuery, Filter};
use crate::view::job_row::{CurrencyTotals, JobRow};
use crate::view::reconciling::moment;
use export::{TieOutFigures, TieOutItem, TieOutJob, TieOutList, TieOutTotals};
use jiff::Timestamp;
use jobcost::{Money, counted};

/// Who makes it, of what, when.
pub(crate) struct Authorship<'a> {
    pub(crate) company: &'a str,
    pub(crate) by: &'a str,
    pub(crate) at: Timestamp,
}

/// The list of what the page shows.
pub(crate) fn tie_out_list(
    page: &BudgetsPage,
    query: &BudgetsQuery,
    items: Vec<TieOutItem>,
    made: &Authorship<'_>,
) -> TieOutList {
    TieOutList {
        company: made.company.to_owned(),
        facts: facts(page, query, made),
        sentence: format!("{}.", page.sum.sentence),
        jobs: page.rows.iter().map(job).collect(),
        totals: page.totals.iter().map(totals).collect(),
        not_in_totals: page.sum.not_summed.iter().map(|left_out| left_out.words.clone()).collect(),
        items,
    }
}

fn facts(page: &BudgetsPage, query: &BudgetsQuery, made: &Authorship<'_>) -> Vec<(String, String)> {
    let read_at = |at: Option<Timestamp>| at.map_or_else(|| "not yet".to_owned(), moment);
    let ages = |at: fn(&JobRow) -> Option<Timestamp>| {
        let ages = || page.rows.iter().filter_map(at);
        match (ages().min(), ages().max()) {
            (Some(oldest), Some(newest)) if oldest != newest => format!("{} to {}", moment(oldest), moment(newest)),
            (oldest, _) => read_at(oldest),
        }
    };
    let search = match query.search.trim() {
        "" => String::new(),
        words => format!(", found by “{words}”"),
    };
    let fact = |name: &str, value: String| (name.to_owned(), value);
    vec![
        fact("Jobs", format!("{} of {}{search}", counted(page.rows.len(), "job"), filter_name(query.filter))),
        fact("Acumatica read", ages(|row| row.acumatica_read_at)),
        fact("Procore read", ages(|row| row.procore_read_at)),
        fact("Made by", made.by.to_owned()),
        fact("Made", moment(made.at)),
    ]
}

const fn filter_name(filter: Filter) -> &'static str {
    match filter {
        Filter::ReadyToImport => "Ready to Import",
        Filter::Synced => "Synced",
        Filter::Drifted => "Drifted",
        Filter::Blocked => "Blocked",
        Filter::All => "All",
    }
}

fn job(row: &JobRow) -> TieOutJob {
    let why = [row.status.reason.as_deref(), row.status.remedy.as_deref()];
    let read_at = |at: Option<Timestamp>| at.map(moment).unwrap_or_default();
    TieOutJob {
        job_id: row.job_id.clone(),
        project_name: row.project_name.clone(),
        figures: TieOutFigures {
            acumatica: money(row.acumatica),
            procore: money(row.procore),
            out_of_balance: money(row.out_of_balance),
            new_procore: money(row.new_procore),
            change: money(row.change),
            out_of_balance_after: money(row.out_of_balance_after),
        },
        lines: row.lines,
        status: row.status.label.clone(),
        why: why.into_iter().flatten().collect::<Vec<_>>().join(" "),
        acumatica_read: read_at(row.acumatica_read_at),
        procore_read: read_at(row.procore_read_at),
    }
}

fn totals(totals: &CurrencyTotals) -> TieOutTotals {
    TieOutTotals {
        currency: totals.currency.clone(),
        jobs: totals.jobs,
        figures: TieOutFigures {
            acumatica: Some(totals.acumatica.into()),
            procore: Some(totals.procore.into()),
            out_of_balance: Some(totals.out_of_balance.into()),
            new_procore: Some(totals.new_procore.into()),
            change: Some(totals.change.into()),
            out_of_balance_after: Some(totals.out_of_balance_after.into()),
        },
    }
}

fn money(amount: Option<Amount>) -> Option<Money> {
    amount.map(Money::from)
}
