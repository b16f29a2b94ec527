//! A plan as CSV (RFC 4180): one row a line, amounts as plain digits, nothing before or after the rows, so that programs can read it.
//!
//! People open it in a spreadsheet too, hence the byte order mark, and hence a text that a spreadsheet would change is written as
//! `="3100.10"`: see [`spreadsheet_text`]. A program that reads such a code takes what stands between the quotation marks.

use crate::ExportError;
use crate::plan_sheet::PLAN_HEADINGS;
use crate::plan_sheet::PlanSheet;
use crate::spreadsheet::spreadsheet_text;

/// Without it Excel takes UTF-8 for the system's old character set.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The plan as CSV, in UTF-8.
pub fn plan_csv(sheet: &PlanSheet) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let write = |writer: &mut csv::Writer<Vec<u8>>, row: Vec<String>| {
        writer.write_record(row).map_err(|error| ExportError::Csv(error.to_string()))
    };
    let headings = ["Job ID", "Currency"].into_iter().chain(PLAN_HEADINGS);
    write(&mut writer, headings.map(str::to_owned).collect())?;
    let currency = sheet.totals.procore.currency();
    for line in &sheet.lines {
        let first = [sheet.job_id.as_str(), currency.as_str()];
        let texts = first.into_iter().chain(line.texts()).map(spreadsheet_text);
        let amounts = line.amounts().into_iter().map(|amount| amount.map(|amount| amount.digits()).unwrap_or_default());
        write(&mut writer, texts.chain(amounts).chain(line.words().map(spreadsheet_text)).collect())?;
    }
    let rows = writer.into_inner().map_err(|error| ExportError::Csv(error.to_string()))?;
    Ok([BYTE_ORDER_MARK.as_bytes(), &rows].concat())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::plan_sheet::sample::sheet;

    #[test]
    fn rows_are_rows_and_amounts_are_plain_digits() {
        let text = String::from_utf8(plan_csv(&sheet()).unwrap()).unwrap();
        let rows: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            rows[1],
            "24-101,USD,03-30-00.S,\"Cast-in-place concrete, \"\"Phase II\"\"\",Subcontract,612400.00,588900.10,612400.00,,,\
             Revised to the estimate,"
        );
        assert!(rows[0].starts_with("\u{feff}Job ID,Currency,Budget code"));
        assert!(rows[2].contains(",\"'=HYPERLINK(\"\"http://x\"\")\","), "{}", rows[2]);
        assert!(rows[3].contains("\"Panelboards\nÜbergabe\"") && rows[3].contains(",-4200.00,0.00,"), "{}", rows[3]);
        assert!(rows[4].contains(",12345678901234567.89,"), "{}", rows[4]);
    }

    #[test]
    fn codes_stay_what_they_are_and_amounts_stay_numbers() {
        let mut sheet = sheet();
        sheet.job_id = "2024-05".to_owned();
        sheet.lines.truncate(1);
        sheet.lines[0].code = "3100.10".to_owned();
        let text = String::from_utf8(plan_csv(&sheet).unwrap()).unwrap();
        let row = text.split("\r\n").nth(1).unwrap();
        assert!(row.starts_with("\"=\"\"2024-05\"\"\",USD,\"=\"\"3100.10\"\"\","), "{row}");
        assert!(row.contains(",612400.00,588900.10,"), "{row}");
    }
}
