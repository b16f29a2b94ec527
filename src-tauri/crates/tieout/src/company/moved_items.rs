//! Reconciling items whose amounts moved: noted in the journal once both sides were read whole, and told once.

use crate::books::job_book::JobBook;
use crate::company::company::Company;
use crate::news::error::ApplicationError;
use crate::news::event::Event;
use crate::view::notice::{Notice, Tone};
use crate::view::reconciling::code_of;
use jobcost::{JobId, LineKey, Money, Tie};
use journal::ReconcilingItem;
use reimport::{Report, one_line};
use std::collections::HashMap;

/// An item, and what its line's difference is by now: Procore minus Acumatica.
struct MovedItem {
    item: ReconcilingItem,
    now: Money,
}

impl Company {
    /// Notes and tells of every job whose accepted differences moved. A job that somebody works on is looked at the next time.
    pub(crate) async fn tell_moved_items(&self) -> Result<(), ApplicationError> {
        let jobs: Vec<JobId> = self.books.read(|books| books.jobs().map(|book| book.job.job.clone()).collect());
        for job in jobs {
            self.tell_moved_items_of(&job).await?;
        }
        Ok(())
    }

    /// The same for one job.
    pub(crate) async fn tell_moved_items_of(&self, job: &JobId) -> Result<(), ApplicationError> {
        if !self.has_moved(job) {
            return Ok(());
        }
        match self.lock(job) {
            Ok(_lock) => self.lapse_moved(job).await,
            Err(busy) => {
                tracing::info!(%job, %busy, "what moved of its reconciling items is looked at later");
                Ok(())
            }
        }
    }

    /// The same for one job whose lock the caller holds.
    pub(crate) async fn lapse_moved(&self, job: &JobId) -> Result<(), ApplicationError> {
        if !self.has_moved(job) {
            return Ok(());
        }
        // Another Tieout on this computer may have noted it already.
        self.settle().await?;
        let (moved, tie) = self.book(job, |book| (moved_items(book), tie(book)))?;
        if moved.is_empty() {
            return Ok(());
        }
        let lines: Vec<(LineKey, Money)> = moved.iter().map(|one| (one.item.key.clone(), one.now)).collect();
        self.journal.lapse_items(job, &lines, &self.user, self.books.clock.now()).await?;
        self.settle().await?;
        // Told here with the line that moved: the watch need not tell the job once more.
        self.note_balance(job).await;
        self.news.tell(Event::Noticed(Notice::new(Tone::Problem, words(job, &moved, tie)).about(job)));
        Ok(())
    }

    /// Of a job that is not listed any more nothing is known.
    fn has_moved(&self, job: &JobId) -> bool {
        self.book(job, |book| !moved_items(book).is_empty()).unwrap_or_default()
    }
}

fn tie(book: &JobBook) -> Option<Tie> {
    book.prepared().and_then(|prepared| prepared.plan.as_ref()).map(|plan| plan.out_of_balance.tie())
}

/// The items of a job that stand for another amount than their lines have. None where a side was not read, where the two cannot be
/// compared, or where something is still to be read that decides what a line hangs on: what is not known moved nothing.
fn moved_items(book: &JobBook) -> Vec<MovedItem> {
    // Asked of every job after each look, and most have none.
    if book.items.items.is_empty() {
        return Vec::new();
    }
    let ruled = book.ruled().filter(|ruled| book.side_error().is_none() && !ruled.lacks_segments());
    let Some(plan) = ruled.and_then(|ruled| ruled.plan.as_ref()) else { return Vec::new() };
    let mut parts: HashMap<&LineKey, Vec<Money>> = HashMap::new();
    for part in &plan.out_of_balance.parts {
        parts.entry(&part.key).or_default().push(part.amount);
    }
    let now = |item: &ReconcilingItem| {
        let of_line = parts.get(&item.key).into_iter().flatten();
        Money::sum(plan.currency(), of_line.copied()).ok()
    };
    let in_its_currency = book.items.items.iter().filter(|item| item.amount.currency() == plan.currency());
    in_its_currency
        .filter_map(|item| Some(MovedItem { now: now(item)?, item: item.clone() }))
        .filter(|one| one.now != one.item.amount)
        .collect()
}

fn words(job: &JobId, moved: &[MovedItem], tie: Option<Tie>) -> Report {
    let lines: Vec<String> = moved
        .iter()
        .map(|one| {
            let code = one_line(&code_of(&one.item.key));
            format!("{code} moved from {} to {}", one.item.amount.sentence(), one.now.sentence())
        })
        .collect();
    let state = match tie {
        Some(Tie::TiesOut) => "It ties out without it now.",
        Some(Tie::TiesOutWithItems) => "It still ties out with its other reconciling items.",
        Some(Tie::OutOfBalance) | None => "It is out of balance again.",
    };
    match lines.as_slice() {
        [line] => Report {
            message: format!("{job}: the accepted difference of {line}. {state}"),
            details: Vec::new(),
            remedy: remedy(tie),
        },
        lines => Report {
            message: format!("{job}: {} accepted differences moved. {state}", lines.len()),
            details: lines.to_vec(),
            remedy: remedy(tie),
        },
    }
}

fn remedy(tie: Option<Tie>) -> String {
    let out_of_balance = tie.is_none_or(|tie| tie == Tie::OutOfBalance);
    if out_of_balance { "Look at the job's lines, then accept what is right.".to_owned() } else { String::new() }
}
