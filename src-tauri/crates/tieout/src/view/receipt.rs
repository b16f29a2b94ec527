//! What a re-import that ended leaves behind.

use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::reconciling::ReconcilingItem;
use crate::view::reimport::EndKind;
use jiff::Timestamp;
use jobcost::Money;
use journal::ClosedReimport;
use reimport::Ending;
use serde::Serialize;

/// The receipt of a re-import. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Names it.
    pub id: String,
    /// The job.
    pub job_id: String,
    /// Its name.
    pub project_name: String,
    /// When the user confirmed it.
    pub begun_at: Timestamp,
    /// When it was proven, or given up.
    pub ended_at: Timestamp,
    /// Who sat before the computer.
    pub user: String,
    /// Lines it was to change.
    pub lines: u32,
    /// The estimate's total.
    pub acumatica: Amount,
    /// The budget's total before it.
    pub procore_before: Amount,
    /// The budget's total as it was confirmed.
    pub procore_planned: Amount,
    /// The budget's total as it was read back; nothing where it is not proven.
    pub procore_read_back: Option<Amount>,
    /// Procore minus Acumatica as it was confirmed: what the re-import left between the two books.
    pub out_of_balance_after: Option<Amount>,
    /// In how many lines it left the two books apart that nobody accepted; nothing in records of older versions.
    pub lines_left_apart: Option<u32>,
    /// The reconciling items of the job that held when it began.
    pub items: Vec<ReconcilingItem>,
    /// How it ended: posted, with items, still differs, discrepant, interrupted or voided.
    pub kind: EndKind,
    /// The same in a sentence.
    pub sentence: String,
}

impl From<ClosedReimport> for Receipt {
    fn from(closed: ClosedReimport) -> Self {
        let after = closed.new_procore_total.minus(closed.acumatica_total).ok();
        let lines_left_apart = closed.lines_left_apart;
        let (kind, sentence, read_back) = match closed.ending {
            Ending::Posted { total } => {
                let (kind, sentence) = proven(after, lines_left_apart, !closed.items.is_empty());
                (kind, sentence, Some(total))
            }
            Ending::Discrepant { sentence } => (EndKind::Discrepant, sentence, None),
            Ending::Interrupted { sentence } => (EndKind::Interrupted, sentence, None),
            Ending::Voided { sentence } => (EndKind::Voided, sentence, None),
        };
        Self {
            id: closed.id.to_string(),
            job_id: closed.job.to_string(),
            project_name: closed.job_name,
            begun_at: closed.begun_at,
            ended_at: closed.ended_at,
            user: closed.user,
            lines: count(closed.lines_planned),
            acumatica: Amount(closed.acumatica_total),
            procore_before: Amount(closed.procore_total),
            procore_planned: Amount(closed.new_procore_total),
            procore_read_back: read_back.map(Amount),
            out_of_balance_after: after.map(Amount),
            lines_left_apart: lines_left_apart.map(count),
            items: closed.items.into_iter().map(Into::into).collect(),
            kind,
            sentence,
        }
    }
}

/// Proven is not yet tied out. A record of an older version does not tell in how many lines the books were left apart; of one that left
/// the totals equal it is believed that they tied out.
fn proven(after: Option<Money>, lines_left_apart: Option<usize>, with_items: bool) -> (EndKind, String) {
    let equal = after.is_some_and(|after| after.is_zero());
    let kind = match lines_left_apart {
        Some(0) if with_items && !equal => EndKind::WithItems,
        Some(0) => EndKind::Posted,
        None if equal => EndKind::Posted,
        Some(_) | None => EndKind::StillDiffers,
    };
    let stands = match (kind, after) {
        (EndKind::Posted, _) => "The two books tie out.".to_owned(),
        (EndKind::WithItems, Some(after)) => format!("Ties out with reconciling items of {}.", after.sentence()),
        (_, Some(after)) if after.is_zero() => {
            "The totals are equal, and the two books differ line by line.".to_owned()
        }
        (_, Some(after)) => {
            let side = if after.is_above_zero() { "above" } else { "below" };
            format!("Procore was left {} {side} Acumatica.", after.magnitude().sentence())
        }
        (_, None) => String::new(),
    };
    (kind, format!("Read back and equal to the plan to the cent. {stands}").trim_end().to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::Currency;

    #[test]
    fn a_receipt_is_green_only_where_the_books_tied_out() {
        for (after, lines, with_items, kind, says) in [
            ("0", Some(0), false, EndKind::Posted, "The two books tie out."),
            ("0", None, false, EndKind::Posted, "The two books tie out."),
            ("5", None, false, EndKind::StillDiffers, "left $5.00 above Acumatica"),
            ("-5", Some(1), false, EndKind::StillDiffers, "left $5.00 below Acumatica"),
            ("5", Some(0), true, EndKind::WithItems, "reconciling items of $5.00"),
            ("5", Some(1), true, EndKind::StillDiffers, "left $5.00 above Acumatica"),
            ("0", Some(2), false, EndKind::StillDiffers, "differ line by line"),
        ] {
            let after = Money::new(after.parse().unwrap(), Currency::USD);
            let (found, sentence) = proven(Some(after), lines, with_items);
            assert_eq!(found, kind, "{after:?} {lines:?}");
            assert!(sentence.contains(says), "{sentence}");
        }
    }
}
