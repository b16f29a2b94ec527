//! The tie-out list as a table to paste: into a spreadsheet as cells, into a letter as a table. Pure.

use crate::comparison::table::{html_row, one_cell};
use crate::view::count::count;
use crate::view::lines_table::LinesTable;
use export::{TIE_OUT_AMOUNTS, TIE_OUT_HEADINGS, TieOutFigures, TieOutJob, TieOutList};

/// The jobs with their headings, and the net sums below them.
pub(crate) fn table(list: &TieOutList) -> LinesTable {
    let mut table = LinesTable {
        text: TIE_OUT_HEADINGS.join("\t"),
        html: html_row("th", &TIE_OUT_HEADINGS, &TIE_OUT_AMOUNTS),
        lines: count(list.jobs.len()),
    };
    let totals = list.totals.iter().map(|totals| {
        let jobs = jobcost::counted(usize::try_from(totals.jobs).unwrap_or(usize::MAX), "job");
        let first = [jobs, String::new(), totals.currency.clone()];
        first.into_iter().chain(amounts(&totals.figures)).collect::<Vec<_>>()
    });
    for row in list.jobs.iter().map(job_row).chain(totals) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        table.text.push('\n');
        table.text.push_str(&cells.join("\t"));
        table.html.push_str(&html_row("td", &cells, &TIE_OUT_AMOUNTS));
    }
    table.html = format!("<table>{}</table>", table.html);
    table
}

fn job_row(job: &TieOutJob) -> Vec<String> {
    let lines = job.lines.map(|lines| lines.to_string()).unwrap_or_default();
    let before = job.texts_before().into_iter().map(|text| one_cell(&text));
    before.chain(amounts(&job.figures)).chain([lines]).chain(job.texts_after().map(one_cell)).collect()
}

/// Plain digits, so that a spreadsheet takes them for numbers.
fn amounts(figures: &TieOutFigures) -> impl Iterator<Item = String> {
    figures.all().into_iter().map(|amount| amount.map(|amount| amount.digits()).unwrap_or_default())
}
