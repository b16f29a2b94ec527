//! The words for what a start, or a later look, found of a re-import that left something open.

use crate::fate::StillOpen;
use crate::record::{Ending, ReimportIntent};
use crate::recover::Recovered;
use crate::report::{LINES_NAMED, Report, codes_created};
use crate::text::one_line;
use jobcost::{counted, grouped};

/// Words for what a start found of an interrupted re-import.
pub fn recovery_report(recovered: &Recovered) -> Report {
    match recovered {
        Recovered::StillPending { intent, error, owes_lock: true } => Report {
            message: format!("The budget of {} may be UNLOCKED in Procore.", job(intent)),
            details: vec![
                "A re-import that was to unlock it was interrupted.".into(),
                format!("Whether it is locked again is not known: {}", one_line(&error.sentence)),
            ],
            remedy: "Lock it in Procore (Budget tool, Lock), or press Check now: Tieout tries again.".into(),
        },
        Recovered::StillPending { intent, error, owes_lock: false } => Report {
            message: format!("A re-import of {} was interrupted and could not be checked yet.", job(intent)),
            details: vec![one_line(&error.sentence)],
            remedy: format!("{} Then press Check now.", one_line(&error.remedy)).trim().to_owned(),
        },
        Recovered::NotKnownYet { intent, reached, open, locked_again, .. } => Report {
            message: format!("What became of a re-import of {} is not known yet.", job(intent)),
            details: lock(*locked_again)
                .chain([format!(
                    "{} of {} show in Procore.",
                    grouped(&reached.to_string()),
                    counted(intent.lines.len(), "line")
                )])
                .chain(open_lines(open))
                .collect(),
            remedy: LOOK_LATER.to_owned(),
        },
        Recovered::Closed { intent, ending, locked_again, codes_made, .. } => {
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
            (format!("All {lines} had reached Procore. Read back and proven: {}.", total.sentence()), String::new())
        }
        Ending::Discrepant { sentence } => (sentence.clone(), "Look at the job's lines.".to_owned()),
        Ending::Interrupted { sentence } => {
            (sentence.clone(), "Re-import the job again to finish; no line is doubled.".to_owned())
        }
        Ending::Voided { sentence } => (sentence.clone(), "Re-import the job again.".to_owned()),
    }
}

/// What is not known, a line each.
pub(crate) fn open_lines(open: &StillOpen) -> impl Iterator<Item = String> + use<> {
    let lines = (!open.lines.is_empty()).then(|| {
        let named: Vec<String> = open.lines.iter().take(LINES_NAMED).map(|code| one_line(&code.to_string())).collect();
        let more = open.lines.len().saturating_sub(LINES_NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let verb = if open.lines.len() == 1 { "was sent and does" } else { "were sent and do" };
        let lines = counted(open.lines.len(), "line");
        format!("{lines} {verb} not show, and may still arrive: {}{more}.", named.join(", "))
    });
    let codes = (open.codes > 0).then(|| {
        format!(
            "{} asked for without an answer, and may still be created. No amount hangs on them.",
            codes_were(open.codes)
        )
    });
    let unlock = open.unlock.then(|| {
        "Procore was asked to unlock the budget and did not answer. It is locked, and may still be unlocked.".to_owned()
    });
    lines.into_iter().chain(codes).chain(unlock)
}

fn codes_were(codes: usize) -> String {
    format!("{} {}", counted(codes, "budget code"), if codes == 1 { "was" } else { "were" })
}

/// When a look will tell.
pub(crate) const LOOK_LATER: &str = "Press Check now: Tieout reads the budget again and says what became of it, at the latest a quarter of an \
                                     hour after the last request.";

fn lock(locked_again: bool) -> impl Iterator<Item = String> {
    locked_again.then(|| "The re-import had unlocked its budget; it is locked again.".to_owned()).into_iter()
}

fn job(intent: &ReimportIntent) -> String {
    one_line(&format!("{} {}", intent.job, intent.job_name))
}
