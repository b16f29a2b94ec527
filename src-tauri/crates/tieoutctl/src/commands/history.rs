//! `tieoutctl history`, and the receipt of a re-import.

use crate::end::{End, Trouble};
use crate::output::{Amount, amount, json, line, table};
use jiff::Timestamp;
use serde::Serialize;
use tieout::{Application, ClosedReimport, Ending, JobId, Money};

/// A re-import that ended.
#[derive(Serialize)]
pub(crate) struct Entry {
    id: String,
    job_id: String,
    project_name: String,
    begun_at: String,
    ended_at: String,
    user: String,
    lines: usize,
    acumatica_total: Amount,
    procore_total_before: Amount,
    procore_total_planned: Amount,
    procore_total_read_back: Option<Amount>,
    ending: &'static str,
    sentence: String,
    #[serde(skip)]
    amounts: [Option<Money>; 4],
}

pub(crate) async fn run(application: &Application, job: Option<JobId>, as_json: bool) -> Result<End, Trouble> {
    let closed = application.company().await?.history().await?;
    let of_job = closed.into_iter().filter(|closed| job.as_ref().is_none_or(|job| closed.job == *job));
    let entries: Vec<Entry> = of_job.map(Entry::from).collect();
    if as_json {
        json(&entries);
    } else if entries.is_empty() {
        line("Nothing was re-imported from this computer yet.");
    } else {
        table(
            &["When", "Job ID", "Project name", "Lines", "Procore before", "Procore after", "End", "By"],
            &[3, 4, 5],
            entries.iter().map(Entry::row),
        );
    }
    Ok(End::Done)
}

impl From<ClosedReimport> for Entry {
    fn from(closed: ClosedReimport) -> Self {
        let (ending, sentence, read_back) = match closed.ending {
            Ending::Posted { total } => ("posted", "Read back and equal to the cent.".to_owned(), Some(total)),
            Ending::Discrepant { sentence } => ("discrepant", sentence, None),
            Ending::Interrupted { sentence } => ("interrupted", sentence, None),
            Ending::Voided { sentence } => ("voided", sentence, None),
        };
        Self {
            id: closed.id.to_string(),
            job_id: closed.job.to_string(),
            project_name: closed.job_name,
            begun_at: to_the_second(closed.begun_at),
            ended_at: to_the_second(closed.ended_at),
            user: closed.user,
            lines: closed.lines_planned,
            acumatica_total: closed.acumatica_total.into(),
            procore_total_before: closed.procore_total.into(),
            procore_total_planned: closed.new_procore_total.into(),
            procore_total_read_back: read_back.map(Amount::from),
            ending,
            sentence,
            amounts: [
                Some(closed.acumatica_total),
                Some(closed.procore_total),
                Some(closed.new_procore_total),
                read_back,
            ],
        }
    }
}

/// RFC 3339, in universal time: a record is read far from where it was made.
fn to_the_second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Entry {
    fn row(&self) -> Vec<String> {
        let [_, before, planned, read_back] = self.amounts;
        vec![
            self.ended_at.clone(),
            self.job_id.clone(),
            self.project_name.clone(),
            self.lines.to_string(),
            amount(before),
            amount(read_back.or(planned)),
            self.ending.to_owned(),
            self.user.clone(),
        ]
    }

    /// The receipt.
    pub(crate) fn print(&self) {
        let [acumatica, before, planned, read_back] = self.amounts;
        let figure = |money: Option<Money>| format!("{:>18}", amount(money));
        for (name, value) in [
            ("Receipt", self.id.clone()),
            ("Job", format!("{} {}", self.job_id, self.project_name)),
            ("Lines changed", format!("{:>18}", self.lines)),
            ("Acumatica total", figure(acumatica)),
            ("Procore total before", figure(before)),
            ("Procore total planned", figure(planned)),
            ("Procore total read back", figure(read_back)),
            ("Proof", self.sentence.clone()),
            ("Begun", self.begun_at.clone()),
            ("Ended", self.ended_at.clone()),
            ("By", self.user.clone()),
        ] {
            line(&format!("{name:<26}{value}"));
        }
    }
}
