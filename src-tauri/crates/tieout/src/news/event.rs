//! What the application tells whoever shows it.

use crate::connections::connection::Connection;
use crate::news::notice::Notice;
use jobcost::JobId;
use reimport::ports::Progress;
use reimport::{End, ReimportId, Report};

/// One piece of news.
#[derive(Clone, Debug)]
pub enum Event {
    /// What the Budgets page would show has changed.
    BudgetsChanged,
    /// A re-import took a step.
    Progressed {
        /// The job.
        job: JobId,
        /// How far it is.
        progress: Progress,
    },
    /// A re-import ended.
    Ended(Box<ReimportEnd>),
    /// Something to tell that is not an answer to a question.
    Noticed(Notice),
    /// A sign-in needs an answer to go on ([`SignInDesk::answer`](crate::SignInDesk::answer)).
    Asked(SignInQuestion),
    /// Another connection is open now, or none.
    ConnectionChanged(Option<Box<Connection>>),
}

/// How a re-import ended, in a word for the program and in words for the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReimportEnd {
    /// The job.
    pub job_id: String,
    /// Its name.
    pub project_name: String,
    /// The word.
    pub kind: EndKind,
    /// Which of the six ends it is, which window and terminal say alike.
    pub end: End,
    /// Its record in the journal; `None` where nothing was begun.
    pub reimport: Option<ReimportId>,
    /// The words.
    pub report: Report,
}

/// The ends of a re-import.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndKind {
    /// The user did not say OK.
    Declined,
    /// A side moved meanwhile.
    Outdated,
    /// Something forbids it.
    Refused,
    /// There was nothing to change.
    NothingToChange,
    /// Proven to the cent. Whether the two books agree by it, [`ReimportEnd::end`] tells.
    Posted,
    /// Sent, but not what was promised.
    Discrepant,
    /// Stopped midway, or not proven yet.
    Interrupted,
    /// Requests are out of which nobody knows what became.
    NotKnownYet,
    /// Nothing reached Procore.
    Voided,
}

/// A question of a sign-in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInQuestion {
    /// Procore showed the person a code in their browser; they bring it here.
    PasteCode,
    /// The account sees several companies; the answer is the number of one.
    ChooseCompany(Vec<CompanyChoice>),
}

/// A company that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompanyChoice {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}
