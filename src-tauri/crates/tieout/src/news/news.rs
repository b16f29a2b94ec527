//! What one open company tells. Once it is closed it tells nothing more: a sweep or a re-import that still runs must not speak under the
//! name of the company that was opened after it.

use crate::connections::connection::ConnectionId;
use crate::news::desk::NewsDesk;
use crate::news::event::Event;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// The voice of one company; its copies fall silent together.
#[derive(Clone)]
pub(crate) struct News {
    desk: NewsDesk,
    company: ConnectionId,
    closing: Arc<Closing>,
}

#[derive(Default)]
struct Closing {
    closed: AtomicBool,
    told: Notify,
}

impl News {
    pub(crate) fn new(desk: NewsDesk, company: ConnectionId) -> Self {
        Self { desk, company, closing: Arc::default() }
    }

    /// Tells it, unless the company is closed.
    pub(crate) fn tell(&self, event: Event) {
        if !self.is_closed() {
            self.desk.tell_of(Some(&self.company), event);
        }
    }

    /// Falls silent for ever.
    pub(crate) fn close(&self) {
        self.closing.closed.store(true, Ordering::SeqCst);
        self.closing.told.notify_waiters();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closing.closed.load(Ordering::SeqCst)
    }

    /// Ends when the company is closed.
    pub(crate) async fn closed(&self) {
        let told = self.closing.told.notified();
        tokio::pin!(told);
        // Enabled before the flag is looked at, so that a closing between the two is not missed.
        told.as_mut().enable();
        if !self.is_closed() {
            told.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::notice::{Notice, Tone};
    use crate::view::report::Report;

    #[tokio::test]
    async fn a_closed_company_tells_nothing_and_ends_who_waits_for_it() {
        let desk = NewsDesk::new();
        let (mut heard, news) = (desk.listen(), News::new(desk, ConnectionId("c1".to_owned())));
        let copy = news.clone();
        news.tell(Event::BudgetsChanged);
        assert!(matches!(heard.try_recv(), Ok(Event::BudgetsChanged)));
        let waiting = tokio::spawn(async move { copy.closed().await });
        news.close();
        assert!(waiting.await.is_ok());
        news.closed().await;
        news.tell(Event::BudgetsChanged);
        assert!(heard.try_recv().is_err());
    }

    #[test]
    fn a_notice_is_shown_with_its_own_company_and_still_there_when_that_is_open_again() {
        let [ridgeline, marlow] = ["ridgeline", "marlow"].map(|id| ConnectionId(id.to_owned()));
        let desk = NewsDesk::new();
        let report = |words: &str| Report { message: words.to_owned(), details: Vec::new(), remedy: String::new() };
        let notice = |words| Notice::new(Tone::Problem, report(words));
        News::new(desk.clone(), ridgeline.clone()).tell(Event::Noticed(notice("interrupted")));
        desk.tell(Event::Noticed(notice("no keychain")));
        let shown =
            |open| desk.notices_beside(open).into_iter().map(|notice| notice.report.message).collect::<Vec<_>>();
        assert_eq!(shown(Some(&ridgeline)), ["interrupted", "no keychain"]);
        assert_eq!(shown(Some(&marlow)), ["no keychain"]);
        assert_eq!(shown(None), ["no keychain"]);
        assert_eq!(shown(Some(&ridgeline)), ["interrupted", "no keychain"]);
    }
}
