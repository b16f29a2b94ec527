//! What a re-import that ended leaves behind.

use crate::company::person::person;
use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::reconciling::ReconcilingItem;
use crate::view::reimport::EndKind;
use jiff::Timestamp;
use jobcost::{Money, Tie};
use journal::ClosedReimport;
use reimport::{Ending, left_apart};
use serde::Serialize;

const PROVEN: &str = "Read back and equal to the plan to the cent.";

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
        let (tied, stands) = proven(&closed, after);
        let (kind, sentence, read_back) = match closed.ending {
            Ending::Posted { total } => (tied, stands, Some(total)),
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
            user: person(&closed.user).to_owned(),
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

/// Proven is not yet tied out.
fn proven(closed: &ClosedReimport, after: Option<Money>) -> (EndKind, String) {
    let Some(after) = after else { return (EndKind::StillDiffers, PROVEN.to_owned()) };
    let items =
        (!closed.items.is_empty()).then(|| Money::sum(closed.currency, closed.items.iter().map(|item| item.amount)));
    let (tie, stands) = left_apart(after, closed.lines_left_apart, items.and_then(Result::ok));
    let kind = match tie {
        Tie::TiesOut => EndKind::Posted,
        Tie::TiesOutWithItems => EndKind::WithItems,
        Tie::OutOfBalance => EndKind::StillDiffers,
    };
    (kind, format!("{PROVEN} {stands}"))
}
