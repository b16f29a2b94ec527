//! Fills the books from the network: the ERP's side by set, Procore's side one job at a time, what is on the screen first.

use crate::books::job_book::JobBook;
use crate::books::recording::{RecordingSource, RecordingTarget, SharedBooks};
use crate::view::count::count;
use crate::view::freshness::Reading;
use crate::view::side::SideName;
use crate::watch::precedence::Precedence;
use jobcost::{JobId, ProjectId};
use reimport::SideError;
use reimport::ports::{BudgetReader, CodeReader, JobReader, ProjectReader, RightsReader, SourceJob};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// What a sweep shares with the window: what is on the screen, how far it is, and who goes before it.
#[derive(Default)]
pub(crate) struct SweepState {
    on_screen: Mutex<Vec<JobId>>,
    reading: Mutex<Option<Reading>>,
    pub(crate) precedence: Precedence,
}

impl SweepState {
    pub(crate) fn show(&self, jobs: Vec<JobId>) {
        *self.on_screen.lock().unwrap_or_else(PoisonError::into_inner) = jobs;
    }

    pub(crate) fn reading(&self) -> Option<Reading> {
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_reading(&self, reading: Option<Reading>) {
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner) = reading;
    }

    fn on_screen(&self) -> Vec<JobId> {
        self.on_screen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads every job of both sides once. Stops at trouble that would meet every other job too; trouble of one job is kept with it.
pub(crate) async fn sweep(
    source: &RecordingSource,
    target: &RecordingTarget,
    books: &SharedBooks,
    state: &SweepState,
) -> Result<(), SideError> {
    let result = read_everything(source, target, books, state).await;
    state.set_reading(None);
    books.change(|_| ());
    result
}

async fn read_everything(
    source: &RecordingSource,
    target: &RecordingTarget,
    books: &SharedBooks,
    state: &SweepState,
) -> Result<(), SideError> {
    let jobs = read_lists(source, target, books).await?;
    state.set_reading(Some(Reading { side: SideName::Acumatica, done: 0, of: count(jobs.len()) }));
    let (estimates, budgets) = tokio::join!(source.estimates(&jobs), read_budgets(target, books, state));
    budgets?;
    estimates?;
    read_segments(target, books, |_| true).await
}

/// Reads which jobs and which projects there are.
pub(crate) async fn read_lists(
    source: &RecordingSource,
    target: &RecordingTarget,
    books: &SharedBooks,
) -> Result<Vec<SourceJob>, SideError> {
    let (jobs, projects) = tokio::try_join!(source.jobs(), target.projects())?;
    books.change(|books| books.set_lists(&jobs, &projects));
    Ok(jobs)
}

async fn read_budgets(target: &RecordingTarget, books: &SharedBooks, state: &SweepState) -> Result<(), SideError> {
    let mut waiting = waiting(books);
    let of = waiting.len();
    loop {
        state.precedence.give_way().await;
        state.set_reading(Some(Reading { side: SideName::Procore, done: count(of - waiting.len()), of: count(of) }));
        let Some((job, project)) = next(&mut waiting, &state.on_screen()) else { return Ok(()) };
        // A re-import that began meanwhile reads its job itself, and later than this; another project is read when it is linked.
        let still = |book: &JobBook| !book.working && book.project.as_ref().is_some_and(|one| one.project == project);
        let Some(fresh) =
            books.read(|books| books.job(&job).filter(|&book| still(book)).map(JobBook::depends_on_codes))
        else {
            continue;
        };
        // What was missing in Procore may have been added there since: who was told to add it looks here for the effect.
        if let Err(error) = read_budget(target, project, fresh).await {
            let meets_all = error.kind.meets_every_job();
            books.change(|books| books.set_error(&job, error.clone()));
            if meets_all {
                return Err(error);
            }
        }
    }
}

/// Reads Procore's side of one job. `fresh`: its codes too are asked for even when the answer is remembered.
pub(crate) async fn read_budget(target: &RecordingTarget, project: ProjectId, fresh: bool) -> Result<(), SideError> {
    target.codes(project, fresh).await?;
    target.budget(project).await?;
    // Most jobs agree in every line, and nobody needs a right for those.
    if target.books.read(|books| books.depends_on_rights(project) || books.lacks_a_right(project)) {
        read_rights(target, project).await?;
    }
    if target.books.read(|books| books.ownership(project).depends_on_changes()) {
        target.has_budget_changes(project).await?;
    }
    Ok(())
}

/// Reads what the account may do. A right that was missing is asked for anew, whatever is remembered of it: who was told to ask the
/// administrator for it looks here for the effect.
async fn read_rights(target: &RecordingTarget, project: ProjectId) -> Result<(), SideError> {
    if target.books.read(|books| books.lacks_a_right(project)) {
        target.rights_afresh(project).await?;
        target.books.change(|books| books.forget_missing_right(project));
    } else {
        target.rights(project).await?;
    }
    Ok(())
}

/// Reads what new budget codes can be made from, for the jobs that lack some: it is several requests, and most jobs need none.
pub(crate) async fn read_segments(
    target: &RecordingTarget,
    books: &SharedBooks,
    wanted: impl Fn(&JobId) -> bool,
) -> Result<(), SideError> {
    let lacking: Vec<(JobId, ProjectId, bool)> = books.read(|books| {
        let lacking = books.jobs().filter(|book| wanted(&book.job.job) && book.depends_on_segments());
        lacking
            .filter_map(|book| book.linked().map(|linked| (linked.job, linked.project, book.lacks_parts())))
            .collect()
    });
    for (job, project, fresh) in lacking {
        // Where every line can be given a code, what is remembered will do: before a code is made, its parts are asked for anew.
        if let Err(error) = target.code_segments(project, fresh).await {
            if error.kind.meets_every_job() {
                return Err(error);
            }
            books.change(|books| books.set_error(&job, error));
        }
    }
    Ok(())
}

/// The linked jobs of a sweep, the oldest reading first.
fn waiting(books: &SharedBooks) -> VecDeque<(JobId, ProjectId)> {
    books.read(|books| {
        let linked = books.jobs().filter_map(|book| {
            let read_at = book.budget.as_ref().map(|(_, at)| *at);
            book.linked().map(|linked| (read_at, linked.job, linked.project))
        });
        let mut waiting: Vec<_> = linked.collect();
        waiting.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        waiting.into_iter().map(|(_, job, project)| (job, project)).collect()
    })
}

/// What is on the screen goes first, from the top; then the oldest reading.
fn next(waiting: &mut VecDeque<(JobId, ProjectId)>, on_screen: &[JobId]) -> Option<(JobId, ProjectId)> {
    let shown = on_screen.iter().find_map(|shown| waiting.iter().position(|(job, _)| job == shown));
    waiting.remove(shown.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_screen_is_read_first() {
        let waiting = || ["a", "b", "c"].iter().map(|id| (JobId::new(id), ProjectId(1))).collect::<VecDeque<_>>();
        let shown = [JobId::new("gone"), JobId::new("c"), JobId::new("b")];
        let mut left = waiting();
        assert_eq!(next(&mut left, &shown).map(|(job, _)| job), Some(JobId::new("c")));
        assert_eq!(left.len(), 2, "each is read once");
        assert_eq!(next(&mut waiting(), &[]).map(|(job, _)| job), Some(JobId::new("a")));
        assert_eq!(next(&mut VecDeque::new(), &shown), None);
    }
}
