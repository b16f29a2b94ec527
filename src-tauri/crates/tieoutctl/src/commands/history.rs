//! `tieoutctl history`, and the receipt of a re-import.

use crate::end::{CommandError, End};
use crate::output::{amount, difference, json, line, table};
use jiff::Timestamp;
use serde::Serialize;
use tieout::view::{Amount, EndKind, Receipt};
use tieout::{Application, JobId};

#[derive(Serialize)]
struct Document {
    receipts: Vec<Receipt>,
}

pub(crate) async fn run(application: &Application, job: Option<JobId>, as_json: bool) -> Result<End, CommandError> {
    let closed = application.company().await?.history().await?;
    let of_job = closed.into_iter().filter(|closed| job.as_ref().is_none_or(|job| closed.job == *job));
    let receipts: Vec<Receipt> = of_job.map(Receipt::from).collect();
    if as_json {
        json(&Document { receipts });
    } else if receipts.is_empty() {
        line("Nothing was re-imported from this computer yet.");
    } else {
        table(
            &[
                "When",
                "Job ID",
                "Project name",
                "Lines",
                "Procore before",
                "Procore after",
                "Out of balance after",
                "End",
                "By",
            ],
            &[3, 4, 5, 6],
            receipts.iter().map(row),
        );
    }
    Ok(End::Done)
}

/// RFC 3339, in universal time: a record is read far from where it was made.
fn to_the_second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn row(receipt: &Receipt) -> Vec<String> {
    vec![
        to_the_second(receipt.ended_at),
        receipt.job_id.clone(),
        receipt.project_name.clone(),
        receipt.lines.to_string(),
        amount(Some(receipt.procore_before)),
        amount(receipt.procore_read_back.or(Some(receipt.procore_planned))),
        difference(receipt.out_of_balance_after),
        word(receipt.kind).to_owned(),
        receipt.user.clone(),
    ]
}

const fn word(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Posted => "posted",
        EndKind::WithItems => "posted, with items",
        EndKind::StillDiffers => "posted, still differs",
        EndKind::Discrepant => "discrepant",
        EndKind::Voided => "voided",
        _ => "interrupted",
    }
}

/// Prints a receipt.
pub(super) fn print(receipt: &Receipt) {
    let figure = |money: Option<Amount>| format!("{:>18}", amount(money));
    for (name, value) in [
        ("Receipt", receipt.id.clone()),
        ("Job", format!("{} {}", receipt.job_id, receipt.project_name)),
        ("Lines changed", format!("{:>18}", receipt.lines)),
        ("Acumatica total", figure(Some(receipt.acumatica))),
        ("Procore total before", figure(Some(receipt.procore_before))),
        ("Procore total planned", figure(Some(receipt.procore_planned))),
        ("Procore total read back", figure(receipt.procore_read_back)),
        ("Out of balance after it", format!("{:>18}", difference(receipt.out_of_balance_after))),
        ("Proof", receipt.sentence.clone()),
        ("Begun", to_the_second(receipt.begun_at)),
        ("Ended", to_the_second(receipt.ended_at)),
        ("By", receipt.user.clone()),
    ] {
        line(&format!("{name:<26}{value}"));
    }
    for item in &receipt.items {
        line(&format!("{:<26}{}", "Reconciling item", super::reconcile::item_line(item)));
    }
}
