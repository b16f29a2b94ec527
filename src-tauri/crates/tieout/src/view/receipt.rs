//! What a re-import that ended leaves behind.

use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::reimport::EndKind;
use jiff::Timestamp;
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
    /// How it ended: posted, discrepant, interrupted or voided.
    pub kind: EndKind,
    /// The same in a sentence.
    pub sentence: String,
}

impl From<ClosedReimport> for Receipt {
    fn from(closed: ClosedReimport) -> Self {
        let (kind, sentence, read_back) = match closed.ending {
            Ending::Posted { total } => (EndKind::Posted, "Read back and equal to the cent.".to_owned(), Some(total)),
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
            kind,
            sentence,
        }
    }
}
