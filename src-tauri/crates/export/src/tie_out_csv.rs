//! The tie-out list as CSV (RFC 4180): one row a job, as [`crate::plan_csv`] writes a plan. What was accepted stands in a column of its
//! own, so that nothing comes before or after the rows.

use crate::ExportError;
use crate::plan_csv::BYTE_ORDER_MARK;
use crate::spreadsheet::spreadsheet_text;
use crate::tie_out_list::{TIE_OUT_HEADINGS, TieOutItem, TieOutJob, TieOutList};

/// The list as CSV, in UTF-8.
pub fn tie_out_csv(list: &TieOutList) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let headings = TIE_OUT_HEADINGS.into_iter().chain(["Reconciling items"]).map(str::to_owned);
    for row in std::iter::once(headings.collect()).chain(list.jobs.iter().map(|job| row(job, &list.items))) {
        writer.write_record::<Vec<String>, _>(row).map_err(|error| ExportError::Csv(error.to_string()))?;
    }
    let rows = writer.into_inner().map_err(|error| ExportError::Csv(error.to_string()))?;
    Ok([BYTE_ORDER_MARK.as_bytes(), &rows].concat())
}

fn row(job: &TieOutJob, items: &[TieOutItem]) -> Vec<String> {
    let before = job.texts_before();
    let amounts = job.figures.all().into_iter().map(|amount| amount.map(|amount| amount.digits()).unwrap_or_default());
    let lines = job.lines.map(|lines| lines.to_string()).unwrap_or_default();
    let items: Vec<String> = items.iter().filter(|item| item.job_id == job.job_id).map(item_text).collect();
    let texts = before.iter().map(|text| spreadsheet_text(text));
    let after = job.texts_after().into_iter().map(spreadsheet_text);
    texts.chain(amounts).chain([lines]).chain(after).chain([spreadsheet_text(&items.join("; "))]).collect()
}

fn item_text(item: &TieOutItem) -> String {
    let TieOutItem { code, amount, reason, by, at, .. } = item;
    format!("{code} {}: {reason} ({by}, {at})", amount.digits())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::tie_out_list::sample::list;

    #[test]
    fn a_row_a_job_with_plain_digits_and_no_formula() {
        let mut list = list();
        list.items[0].job_id = "24-160".to_owned();
        let text = String::from_utf8(tie_out_csv(&list).unwrap()).unwrap();
        let rows: Vec<&str> = text.trim_end().split("\r\n").collect();
        assert_eq!(rows.len(), 4, "nothing before and nothing after");
        assert!(rows[0].starts_with("\u{feff}Job ID,Project name,Currency,Current Acumatica,"), "{}", rows[0]);
        let first =
            "24-160,\"'=Summit, \"\"Phase II\"\"\",USD,12334330.41,12422670.59,88340.18,12422670.59,0.00,88340.18,2,";
        assert!(rows[1].starts_with(first), "{}", rows[1]);
        assert!(rows[1].ends_with("\"01-99-00.S 12400.00: @Retainage, booked twice (Ann, 2026-03-01 16:00 -05:00)\""));
        assert!(rows[2].contains(",CAD and USD,4694864.92,4694864.92,,,,,"), "nothing is made up: {}", rows[2]);
        assert!(rows[3].starts_with("\"=\"\"2024-05\"\"\",Never read,,,,,,,,,Not read yet"), "{}", rows[3]);
    }
}
