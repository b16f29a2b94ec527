//! *Please Confirm* on a terminal. Anything but a yes is a no, and where nobody can answer it is a no as well.

use crate::output::complain;
use std::io::{self, IsTerminal, Write};
use tieout::{Confirmation, ConfirmationQuestion};

/// The terminal's question, or `--yes`.
pub(crate) struct AtTheTerminal {
    pub(crate) yes: bool,
    /// `--allow-zeroing`: a plan that would take most of a job's money to zero may be carried out.
    pub(crate) allow_zeroing: bool,
}

#[async_trait::async_trait]
impl Confirmation for AtTheTerminal {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        if self.yes {
            return true;
        }
        if !io::stdin().is_terminal() {
            complain("Nobody is there to confirm. Use --yes to re-import without being asked.");
            return false;
        }
        complain(&format!("{}\n\n{}\n\n{}\n", question.title, question.heading, question.body));
        tokio::task::spawn_blocking(asked).await.unwrap_or(false)
    }

    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        complain(&format!("{}\n\n{}\n", question.heading, question.body));
        if !self.allow_zeroing {
            complain("Nothing is sent. Use --allow-zeroing if that is what is meant.");
        }
        self.allow_zeroing
    }
}

fn asked() -> bool {
    let _ = write!(io::stderr().lock(), "Type yes to re-import, anything else to leave it: ");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok() && answer.trim().eq_ignore_ascii_case("yes")
}
