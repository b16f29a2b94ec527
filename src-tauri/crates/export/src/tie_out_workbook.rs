//! The tie-out list as an Excel workbook: the jobs with their sums, what was accepted, and what else is to be known.

use crate::ExportError;
use crate::plan_workbook::{amount_format, sum_format, write_amount};
use crate::tie_out_list::{TIE_OUT_AMOUNTS, TIE_OUT_HEADINGS, TIE_OUT_ITEM_HEADINGS, TieOutFigures, TieOutList};
use jobcost::counted;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};

const FIRST_AMOUNT: u16 = 3;
const LINES: u16 = 9;
const WIDTHS: [u8; 14] = [14, 38, 14, 18, 18, 17, 18, 18, 19, 14, 24, 52, 24, 24];
const ITEM_WIDTHS: [u8; 6] = [14, 20, 17, 60, 24, 24];

/// The list as a workbook.
pub fn tie_out_workbook(list: &TieOutList) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    jobs(workbook.add_worksheet().set_name("Tie-out")?, list)?;
    items(workbook.add_worksheet().set_name("Reconciling items")?, list)?;
    about(workbook.add_worksheet().set_name("About")?, list)?;
    Ok(workbook.save_to_buffer()?)
}

fn jobs(worksheet: &mut Worksheet, list: &TieOutList) -> Result<(), ExportError> {
    let is_figure = |column: usize| TIE_OUT_AMOUNTS.contains(&column) || column == usize::from(LINES);
    headings(worksheet, &TIE_OUT_HEADINGS, &WIDTHS, is_figure)?;
    let mut row = 0;
    for job in &list.jobs {
        row += 1;
        for (column, text) in (0_u16..).zip(job.texts_before()) {
            worksheet.write_string(row, column, text)?;
        }
        write_figures(worksheet, row, &job.figures, &amount_format())?;
        if let Some(lines) = job.lines {
            worksheet.write_number(row, LINES, lines)?;
        }
        for (column, text) in (LINES + 1..).zip(job.texts_after()) {
            worksheet.write_string(row, column, text)?;
        }
    }
    worksheet.autofilter(0, 0, row, LINES + 4)?;
    // Not formulas: a job that is in no sum has amounts too, and a reader's formula would count them.
    let sums = sum_format();
    for totals in &list.totals {
        row += 1;
        let jobs = counted(usize::try_from(totals.jobs).unwrap_or(usize::MAX), "job");
        worksheet.write_string_with_format(row, 0, jobs, &sums)?;
        worksheet.write_string_with_format(row, 2, &totals.currency, &sums)?;
        write_figures(worksheet, row, &totals.figures, &sums)?;
    }
    if !list.not_in_totals.is_empty() {
        let left_out = format!("Not in this sum: {}", list.not_in_totals.join(", "));
        worksheet.write_string(row + 1, 0, left_out)?;
    }
    Ok(())
}

fn items(worksheet: &mut Worksheet, list: &TieOutList) -> Result<(), ExportError> {
    headings(worksheet, &TIE_OUT_ITEM_HEADINGS, &ITEM_WIDTHS, |column| column == 2)?;
    for (row, item) in (1_u32..).zip(&list.items) {
        let texts = [(0, &item.job_id), (1, &item.code), (3, &item.reason), (4, &item.by), (5, &item.at)];
        for (column, text) in texts {
            worksheet.write_string(row, column, text)?;
        }
        write_amount(worksheet, row, 2, item.amount, &amount_format())?;
    }
    if list.items.is_empty() {
        worksheet.write_string(1, 0, "None.")?;
    }
    Ok(())
}

fn about(worksheet: &mut Worksheet, list: &TieOutList) -> Result<(), ExportError> {
    let first = [("Company", list.company.as_str()), ("Sum", &list.sentence)];
    let facts = list.facts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (row, (name, value)) in (0_u32..).zip(first.into_iter().chain(facts)) {
        worksheet.write_string(row, 0, name)?;
        worksheet.write_string(row, 1, value)?;
    }
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_width(1, 90)?;
    Ok(())
}

fn headings(
    worksheet: &mut Worksheet,
    headings: &[&str],
    widths: &[u8],
    is_figure: impl Fn(usize) -> bool,
) -> Result<(), ExportError> {
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let right = bold.clone().set_align(FormatAlign::Right);
    for ((column, heading), width) in (0_u16..).zip(headings).zip(widths) {
        let format = if is_figure(usize::from(column)) { &right } else { &bold };
        worksheet.write_string_with_format(0, column, *heading, format)?;
        worksheet.set_column_width(column, *width)?;
    }
    worksheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn write_figures(
    worksheet: &mut Worksheet,
    row: u32,
    figures: &TieOutFigures,
    format: &Format,
) -> Result<(), ExportError> {
    for (column, amount) in (FIRST_AMOUNT..).zip(figures.all()) {
        if let Some(amount) = amount {
            write_amount(worksheet, row, column, amount, format)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::tie_out_list::sample::list;
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    fn read(list: &TieOutList, name: &str) -> Vec<Vec<Data>> {
        let bytes = tie_out_workbook(list).unwrap();
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn another_library_reads_the_jobs_and_their_sums() {
        let rows = read(&list(), "Tie-out");
        let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        assert_eq!(heads, TIE_OUT_HEADINGS);
        assert_eq!(rows[1][5], Data::Float(88340.18), "an amount is a number");
        assert_eq!(rows[1][1], Data::String("=Summit, \"Phase II\"".to_owned()), "a text stays a text");
        assert_eq!(rows[2][2].to_string(), "CAD and USD");
        assert_eq!(rows[2][5], Data::Empty, "what nobody knows is not zero");
        assert_eq!(rows[3][0], Data::String("2024-05".to_owned()));
        assert_eq!((rows[4][0].to_string(), rows[4][2].to_string()), ("1 job".to_owned(), "USD".to_owned()));
        assert_eq!(rows[4][5], Data::Float(88340.18));
        assert_eq!(rows[5][0].to_string(), "Not in this sum: 25-020 (CAD and USD), 2024-05 (not read yet)");
    }

    #[test]
    fn what_was_accepted_has_a_sheet_of_its_own() {
        let rows = read(&list(), "Reconciling items");
        assert_eq!(rows[1][2], Data::Float(12400.0));
        assert_eq!(rows[1][3].to_string(), "@Retainage, booked twice");
        let none = TieOutList { items: Vec::new(), ..list() };
        assert_eq!(read(&none, "Reconciling items")[1][0].to_string(), "None.");
        assert!(read(&list(), "About")[1][1].to_string().starts_with("3 jobs: 1 is out of balance by 88,340.18"));
    }
}
