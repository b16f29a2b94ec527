//! *Please Confirm* on a terminal. Anything but a yes is a no, and where nobody can answer it is a no as well.

use crate::output::complain;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use tieout::{Confirmation, ConfirmationQuestion};

/// The terminal's question, or `--yes`.
pub(crate) struct AtTheTerminal {
    yes: bool,
    /// `--allow-zeroing`: a plan that takes most of a job's money to zero may be carried out.
    allow_zeroing: bool,
    /// The question stands on the terminal: nothing has begun, and Ctrl+C ends the program at once.
    asking: AtomicBool,
}

impl AtTheTerminal {
    pub(crate) const fn new(yes: bool, allow_zeroing: bool) -> Self {
        Self { yes, allow_zeroing, asking: AtomicBool::new(false) }
    }

    /// The question stands unanswered.
    pub(crate) fn is_asking(&self) -> bool {
        self.asking.load(Ordering::SeqCst)
    }

    async fn ask(&self, question: &ConfirmationQuestion, what: &'static str) -> bool {
        complain(&format!("{}\n\n{}\n\n{}\n", question.title, question.heading, question.body));
        self.asking.store(true, Ordering::SeqCst);
        let yes = answer(what).await;
        self.asking.store(false, Ordering::SeqCst);
        yes
    }
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
        self.ask(question, "Type yes to re-import, anything else to leave it: ").await
    }

    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        if !self.allow_zeroing {
            complain(&format!("{}\n\n{}\n", question.heading, question.body));
            complain("Nothing is re-imported. Where that is what is meant, say so with --allow-zeroing.");
        }
        self.allow_zeroing
    }
}

/// Reads on a thread that nobody waits for: one of the runtime's own would keep the program from ending until Enter is pressed.
async fn answer(what: &'static str) -> bool {
    let (told, heard) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = write!(io::stderr().lock(), "{what}");
        let mut answer = String::new();
        let yes = io::stdin().read_line(&mut answer).is_ok() && answer.trim().eq_ignore_ascii_case("yes");
        // Nobody hears it where Ctrl+C was pressed meanwhile.
        let _ = told.send(yes);
    });
    heard.await.unwrap_or(false)
}
