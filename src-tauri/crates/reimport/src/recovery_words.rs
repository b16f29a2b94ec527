//! The words for what a start, or a later look, found of a re-import that left something open.

use crate::balance_words::left_apart;
use crate::open_words::{LOOK_LATER, open_lines};
use crate::record::{Ending, ReimportIntent};
use crate::recover::Recovery;
use crate::report::Report;
use crate::text::one_line;
use jobcost::{counted, counted_of};

/// Words for what a start found of an interrupted re-import.
pub fn recovery_report(recovered: &Recovery) -> Report {
    match recovered {
        Recovery::StillPending { intent, error, owes_lock: true } => Report {
            message: format!("The budget of {} may be UNLOCKED in Procore.", job(intent)),
            details: vec![
                "A re-import that was to unlock it was interrupted.".into(),
                format!("Whether it is locked again is not known: {}", one_line(&error.sentence)),
            ],
            remedy: "Lock it in Procore (Budget tool, Lock), or press Check now: Tieout tries again.".into(),
        },
        Recovery::StillPending { intent, error, owes_lock: false } => Report {
            message: format!("A re-import of {} was interrupted and could not be checked yet.", job(intent)),
            details: vec![one_line(&error.sentence)],
            remedy: format!("{} Then press Check now.", one_line(&error.remedy)).trim().to_owned(),
        },
        Recovery::NotKnownYet { intent, reached, open, locked_again, .. } => Report {
            message: format!("What became of a re-import of {} is not known yet.", job(intent)),
            details: lock(*locked_again)
                .chain([format!("{} show in Procore.", counted_of(*reached, intent.lines.len(), "line"))])
                .chain(open_lines(open))
                .collect(),
            remedy: LOOK_LATER.to_owned(),
        },
        Recovery::Closed { intent, ending, locked_again, codes_made, .. } => {
            let (what, remedy) = ended(intent, ending);
            Report {
                message: format!("A re-import of {} was interrupted.", job(intent)),
                details: lock(*locked_again)
                    .chain([what])
                    .chain((*codes_made > 0).then(|| codes_created(*codes_made)))
                    .collect(),
                remedy,
            }
        }
    }
}

fn ended(intent: &ReimportIntent, ending: &Ending) -> (String, String) {
    match ending {
        Ending::Posted { total } => {
            let lines = counted(intent.lines.len(), "line");
            let left =
                total.minus(intent.acumatica_total).map(|after| left_apart(after, intent.lines_left_apart, None).1);
            let proven = format!("All {lines} had reached Procore. Read back and proven: {}.", total.sentence());
            (format!("{proven} {}", left.unwrap_or_default()).trim_end().to_owned(), String::new())
        }
        Ending::Discrepant { sentence } => (sentence.clone(), "Look at the job's lines.".to_owned()),
        Ending::Interrupted { sentence } => {
            (sentence.clone(), "Re-import the job again to finish; no line is doubled.".to_owned())
        }
        Ending::Voided { sentence } => (sentence.clone(), "Re-import the job again.".to_owned()),
    }
}

fn lock(locked_again: bool) -> impl Iterator<Item = String> {
    locked_again.then(|| "The re-import had unlocked its budget; it is locked again.".to_owned()).into_iter()
}

fn job(intent: &ReimportIntent) -> String {
    one_line(&format!("{} {}", intent.job, intent.job_name))
}

fn codes_created(codes: usize) -> String {
    let verb = if codes == 1 { "is" } else { "are" };
    format!("{} that it was to create {verb} in Procore.", counted(codes, "budget code"))
}
