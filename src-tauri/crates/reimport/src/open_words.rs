//! The words for what is not known yet.

use crate::fate::OpenRequests;
use crate::line_words::named_codes;
use jobcost::counted;

/// When a look will tell.
pub(crate) const LOOK_LATER: &str = "Press Check now: Tieout reads the budget again and says what became of it, at the latest a quarter of an \
                                     hour after the last request.";

/// What is not known, a line each.
pub(crate) fn open_lines(open: &OpenRequests) -> impl Iterator<Item = String> + use<> {
    let lines = (!open.lines.is_empty()).then(|| {
        let verb = if open.lines.len() == 1 { "was sent and does" } else { "were sent and do" };
        let lines = counted(open.lines.len(), "line");
        format!("{lines} {verb} not show, and may still arrive: {}.", named_codes(&open.lines))
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
