//! A plan as an Excel workbook: the lines with their sums on one sheet, the totals and what else is to be known on another, and the
//! reconciling items on a third.

use crate::ExportError;
use crate::plan_sheet::PLAN_HEADINGS;
use crate::plan_sheet::PlanSheet;
use jobcost::{Money, counted};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

/// A spreadsheet keeps 15 digits of a number (Microsoft, Excel specifications and limits). An amount with more is written as a text:
/// every cent is there, and no sum of the spreadsheet can be wrong by it unseen.
const DIGITS_MAX: usize = 15;
const AMOUNT_FORMAT: &str = "#,##0.00;[Color10]-#,##0.00;0.00";
/// The column of the first amount.
const FIRST_AMOUNT: u16 = 3;
const WIDTHS: [u8; 10] = [16, 42, 16, 17, 17, 17, 17, 17, 44, 44];

/// The columns of the reconciling items, and their widths.
const ITEM_HEADINGS: [(&str, u8); 6] =
    [("Budget code", 16), ("Description", 42), ("Amount", 17), ("Reason", 60), ("Accepted by", 24), ("Accepted", 24)];

/// The plan as a workbook.
pub fn plan_workbook(sheet: &PlanSheet) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    lines(workbook.add_worksheet().set_name("Lines")?, sheet)?;
    totals(workbook.add_worksheet().set_name("Totals")?, sheet)?;
    items(workbook.add_worksheet().set_name("Reconciling items")?, sheet)?;
    Ok(workbook.save_to_buffer()?)
}

fn lines(worksheet: &mut Worksheet, sheet: &PlanSheet) -> Result<(), ExportError> {
    let (amounts, sums) = (amount_format(), sum_format());
    headings(worksheet)?;
    let mut row = 0;
    for line in &sheet.lines {
        row += 1;
        for (column, text) in (0_u16..).zip(line.texts()) {
            worksheet.write_string(row, column, text)?;
        }
        for (column, amount) in (FIRST_AMOUNT..).zip(line.amounts()) {
            if let Some(amount) = amount {
                write_amount(worksheet, row, column, amount, &amounts)?;
            }
        }
        for (column, words) in (FIRST_AMOUNT + 5..).zip(line.words()) {
            worksheet.write_string(row, column, words)?;
        }
    }
    let totals = [sheet.totals.acumatica, sheet.totals.procore, sheet.totals.new_procore, sheet.totals.change];
    worksheet.write_string_with_format(row + 1, 0, counted(sheet.lines.len(), "line"), &sums)?;
    for (column, total) in (FIRST_AMOUNT..).zip(totals) {
        // The sum is a formula, so that it follows what the reader changes; its result is the plan's own total.
        let letter = char::from(b'A' + u8::try_from(column).unwrap_or_default());
        let formula = Formula::new(format!("=SUM({letter}2:{letter}{})", row + 1)).set_result(total.digits());
        worksheet.write_formula_with_format(row + 1, column, formula, &sums)?;
    }
    worksheet.autofilter(0, 0, row, 9)?;
    Ok(())
}

fn headings(worksheet: &mut Worksheet) -> Result<(), ExportError> {
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let right = bold.clone().set_align(FormatAlign::Right);
    for ((column, heading), width) in (0_u16..).zip(PLAN_HEADINGS).zip(WIDTHS) {
        let is_amount = (FIRST_AMOUNT..FIRST_AMOUNT + 5).contains(&column);
        worksheet.write_string_with_format(0, column, heading, if is_amount { &right } else { &bold })?;
        worksheet.set_column_width(column, width)?;
    }
    worksheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn totals(worksheet: &mut Worksheet, sheet: &PlanSheet) -> Result<(), ExportError> {
    let amounts = amount_format();
    let first = [("Job ID", sheet.job_id.as_str()), ("Project name", &sheet.project_name)];
    let currency = [("Currency", sheet.totals.procore.currency().to_string())];
    let facts = sheet.facts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let texts = first.into_iter().chain(currency.iter().map(|(name, value)| (*name, value.as_str()))).chain(facts);
    let mut row = 0;
    for (name, value) in texts {
        worksheet.write_string(row, 0, name)?;
        worksheet.write_string(row, 1, value)?;
        row += 1;
    }
    for (name, total) in [
        ("Current Acumatica Total", sheet.totals.acumatica),
        ("Current Procore Total", sheet.totals.procore),
        ("New Procore Total on Re-import", sheet.totals.new_procore),
        ("Change on re-import", sheet.totals.change),
        ("Out of balance", sheet.out_of_balance),
        ("Out of balance after the re-import", sheet.out_of_balance_after),
    ] {
        worksheet.write_string(row, 0, name)?;
        write_amount(worksheet, row, 1, total, &amounts)?;
        row += 1;
    }
    worksheet.set_column_width(0, 34)?;
    worksheet.set_column_width(1, 34)?;
    Ok(())
}

fn items(worksheet: &mut Worksheet, sheet: &PlanSheet) -> Result<(), ExportError> {
    let (bold, amounts) = (Format::new().set_bold().set_border_bottom(FormatBorder::Thin), Format::new());
    let amounts = amounts.set_num_format(AMOUNT_FORMAT);
    for (column, (heading, width)) in (0_u16..).zip(ITEM_HEADINGS) {
        worksheet.write_string_with_format(0, column, heading, &bold)?;
        worksheet.set_column_width(column, width)?;
    }
    for (row, item) in (1..).zip(&sheet.items) {
        for (column, text) in [(0, &item.code), (1, &item.description), (3, &item.reason), (4, &item.by), (5, &item.at)]
        {
            worksheet.write_string(row, column, text)?;
        }
        write_amount(worksheet, row, 2, item.amount, &amounts)?;
    }
    worksheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// An amount as a number where a spreadsheet keeps every digit of it, else as a text.
pub(crate) fn write_amount(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    amount: Money,
    format: &Format,
) -> Result<(), ExportError> {
    let digits = amount.digits();
    let significant = digits.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').count();
    if significant > DIGITS_MAX {
        worksheet.write_string_with_format(row, column, digits, &Format::new().set_align(FormatAlign::Right))?;
    } else {
        worksheet.write_with_format(row, column, amount.amount(), format)?;
    }
    Ok(())
}

pub(crate) fn amount_format() -> Format {
    Format::new().set_num_format(AMOUNT_FORMAT)
}

pub(crate) fn sum_format() -> Format {
    Format::new().set_bold().set_border_top(FormatBorder::Thin).set_num_format(AMOUNT_FORMAT)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::plan_sheet::sample::sheet;
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use rust_decimal::Decimal;
    use std::io::Cursor;

    fn read(name: &str) -> Vec<Vec<Data>> {
        let bytes = plan_workbook(&sheet()).unwrap();
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
    }

    /// What another library reads in a cell; `None` where it is empty.
    fn decimal(cell: &Data) -> Option<Decimal> {
        match cell {
            Data::Empty => None,
            number => Some(number.to_string().parse().unwrap()),
        }
    }

    #[test]
    fn another_library_reads_numbers_that_agree_to_the_cent() {
        let rows = read("Lines");
        for (row, line) in rows[1..].iter().zip(&sheet().lines) {
            let amounts: Vec<_> = row[3..8].iter().map(decimal).collect();
            assert_eq!(amounts, line.amounts().map(|amount| amount.map(|amount| amount.amount())));
            assert_eq!(row[1].to_string(), line.description, "a text stays a text, whatever it begins with");
        }
        assert!(matches!(rows[1][3], Data::Float(_) | Data::Int(_)), "an amount is a number");
        assert!(matches!(rows[4][3], Data::String(_)), "more digits than a number holds are a text");
    }

    #[test]
    fn the_sums_are_the_plans_totals() {
        let (rows, totals) = (read("Lines"), sheet().totals);
        let sums: Vec<_> = rows[5][3..7].iter().map(decimal).collect();
        let plan = [totals.acumatica, totals.procore, totals.new_procore, totals.change];
        assert_eq!(sums, plan.map(|total| Some(total.amount())));
        let named: Vec<_> = read("Totals")[4..].iter().map(|row| (row[0].to_string(), decimal(&row[1]))).collect();
        assert_eq!(named[2], ("New Procore Total on Re-import".to_owned(), Some(totals.new_procore.amount())));
    }

    #[test]
    fn what_stays_out_of_balance_and_what_was_accepted_of_it_are_named() {
        let sheet = sheet();
        let named: Vec<_> = read("Totals").iter().map(|row| (row[0].to_string(), row[1].to_string())).collect();
        let amount = |name: &str| named.iter().find(|(known, _)| known == name).map(|(_, amount)| amount.clone());
        for (name, expected) in [
            ("Out of balance", sheet.out_of_balance),
            ("Out of balance after the re-import", sheet.out_of_balance_after),
        ] {
            let found: Option<Decimal> = amount(name).map(|digits| digits.parse().unwrap());
            assert_eq!(found, Some(expected.amount()), "{name}");
        }
        let rows = read("Reconciling items");
        let item = &sheet.items[0];
        assert_eq!(decimal(&rows[1][2]), Some(item.amount.amount()));
        assert_eq!((rows[1][0].to_string(), rows[1][3].to_string()), (item.code.clone(), item.reason.clone()));
        assert_eq!((rows[1][4].to_string(), rows[1][5].to_string()), (item.by.clone(), item.at.clone()));
    }
}
