//! What the application tells whoever shows it.

use crate::connections::connection::Connection;
use crate::view::notice::Notice;
use crate::view::reimport::{ReimportEnd, ReimportProgress};
use crate::view::sign_in::SignInQuestion;

/// One piece of news.
#[derive(Clone, Debug)]
pub enum Event {
    /// What the Budgets page would show has changed.
    BudgetsChanged,
    /// A re-import took a step.
    Progressed(ReimportProgress),
    /// A re-import ended.
    Ended(Box<ReimportEnd>),
    /// Something to tell that is not an answer to a question.
    Noticed(Notice),
    /// A sign-in needs an answer to go on ([`SignInDesk::answer`](crate::SignInDesk::answer)).
    Asked(SignInQuestion),
    /// Another connection is open now, or none.
    ConnectionChanged(Option<Box<Connection>>),
}
