//! The tie-out list as a table to paste: into a spreadsheet as cells, into a letter as a table. Pure.

use crate::comparison::table::{html_row, one_cell};
use crate::view::count::count;
use crate::view::lines_table::LinesTable;
use export::{
    TIE_OUT_AMOUNTS, TIE_OUT_HEADINGS, TIE_OUT_ITEM_HEADINGS, TieOutFigures, TieOutItem, TieOutJob, TieOutList,
};
use std::ops::Range;

/// Where a reconciling item's amount stands.
const ITEM_AMOUNT: Range<usize> = 2..3;

/// The jobs with their headings, and the net sums below them; below these what was accepted, where anything was.
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
        add(&mut table, "td", &row, &TIE_OUT_AMOUNTS);
    }
    if !list.items.is_empty() {
        add(&mut table, "td", &[String::new()], &ITEM_AMOUNT);
        add(&mut table, "th", &TIE_OUT_ITEM_HEADINGS.map(str::to_owned), &ITEM_AMOUNT);
    }
    for item in &list.items {
        add(&mut table, "td", &item_row(item), &ITEM_AMOUNT);
    }
    table.html = format!("<table>{}</table>", table.html);
    table
}

fn add(table: &mut LinesTable, cell: &str, row: &[String], amounts: &Range<usize>) {
    let cells: Vec<&str> = row.iter().map(String::as_str).collect();
    table.text.push('\n');
    table.text.push_str(&cells.join("\t"));
    table.html.push_str(&html_row(cell, &cells, amounts));
}

fn item_row(item: &TieOutItem) -> [String; 6] {
    let TieOutItem { job_id, code, amount, reason, by, at } = item;
    [one_cell(job_id), one_cell(code), amount.digits(), one_cell(reason), one_cell(by), at.clone()]
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
