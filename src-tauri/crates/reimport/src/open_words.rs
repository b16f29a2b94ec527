//! The words for what is not known yet.

use crate::fate::OpenRequests;
use crate::line_words::LINES_NAMED;
use crate::text::one_line;
use jobcost::counted;

/// When a look will tell.
pub(crate) const LOOK_LATER: &str = "Press Check now: Tieout reads the budget again and says what became of it, at the latest a quarter of an \
                                     hour after the last request.";

/// What is not known, a line each.
pub(crate) fn open_lines(open: &OpenRequests) -> impl Iterator<Item = String> + use<> {
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
