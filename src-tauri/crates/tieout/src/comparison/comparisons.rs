//! What can be asked about the comparisons of the open company's jobs, and the re-import of exactly the plan that was shown.

use crate::books::books::JobBook;
use crate::company::company::{Company, carried_out, refused, unknown};
use crate::comparison::arrangement::{Arrangement, ArrangementQuery, arrange};
use crate::comparison::choices::PlanOptions;
use crate::comparison::choices::applicable;
use crate::comparison::line_row::LineRow;
use crate::comparison::outdated::{OutdatedLine, outdated_lines};
use crate::comparison::plans::{Allowed, Planned, ShownPlan};
use crate::comparison::prepared_plans::PlanId;
use crate::comparison::summary::{Comparison, PlanSummary, Replanned};
use crate::comparison::sums::{Sums, sum};
use crate::comparison::table::{LinesTable, lines_table};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::reimport::ReimportEnd;
use jobcost::{
    Currency, JobId, LineChange, MoneyError, MovedBy, Movement, PlannedLine, ReimportPlan, budget_movement,
    estimate_movement, moved_lines, movers,
};
use reimport::ports::{BudgetTarget, Confirmation};
use reimport::{Ending, LinkedJob, Outcome, Prepared, SideError, prepare};
use std::collections::HashSet;
use std::sync::Arc;

/// The comparisons of the company that is open.
pub struct Comparisons {
    pub(crate) company: Arc<Company>,
}

impl Comparisons {
    /// A job's comparison, from what was last read of it.
    pub async fn open(&self, job: &JobId) -> Result<Comparison, ApplicationError> {
        let linked = self.company.linked(job)?;
        let (mapping, prepared) = self.company.books.read(|books| {
            let book = books.job(job).ok_or_else(|| unknown(job))?;
            let prepared = book.prepared().ok_or_else(|| not_read(job))?;
            Ok::<_, ApplicationError>((books.mapping().clone(), prepared.clone()))
        })?;
        let allowed = self.allowed(&linked, &prepared).await;
        let shown = ShownPlan::new(linked, mapping, prepared, allowed);
        let (plan, shown) = self.company.shown().show(shown);
        let planned = shown.by_the_rules();
        let book = |ask: fn(&JobBook) -> bool| self.company.books.read(|books| books.job(job).is_some_and(ask));
        let existing_lines = shown.prepared.sides.budget.line_items.len();
        Ok(Comparison {
            plan,
            row: self.company.row(job)?,
            last_reimport: self.last_reimport(job).await?,
            first_import: existing_lines > 0 && !book(|book| book.imported_here),
            adoptable: book(JobBook::adoptable),
            existing_lines,
            summary: summary(&planned)?,
            lines: planned.lines.clone(),
        })
    }

    /// A shown plan made again with other choices.
    pub fn replan(&self, plan: &PlanId, options: &PlanOptions) -> Result<Replanned, ApplicationError> {
        let shown = self.company.shown().find(plan)?;
        let by_the_rules = shown.by_the_rules();
        let planned = shown.with(options)?;
        let pairs = planned.lines.iter().zip(&by_the_rules.lines).enumerate();
        let lines = pairs.filter(|(_, (line, ruled))| line != ruled).map(|(index, (line, _))| (index, line.clone()));
        Ok(Replanned { lines: lines.collect(), summary: summary(&planned)? })
    }

    /// A plan's lines as the window wants to see them.
    pub fn arrange(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        query: &ArrangementQuery,
    ) -> Result<Arrangement, ApplicationError> {
        let planned = self.company.shown().find(plan)?.with(options)?;
        arrange(&planned.lines, currency(&planned), query).map_err(too_large)
    }

    /// What some lines of a plan come to.
    pub fn sum(&self, plan: &PlanId, options: &PlanOptions, positions: &[usize]) -> Result<Sums, ApplicationError> {
        let planned = self.company.shown().find(plan)?.with(options)?;
        sum(&chosen(&planned, positions), currency(&planned)).map_err(too_large)
    }

    /// Some lines of a plan as a table to paste.
    pub fn table(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        positions: &[usize],
    ) -> Result<LinesTable, ApplicationError> {
        let planned = self.company.shown().find(plan)?.with(options)?;
        Ok(lines_table(chosen(&planned, positions)))
    }

    /// What moved since a plan was shown, with a new plan beside it. Choices that make no difference any more do not count in it.
    pub fn outdated(&self, plan: &PlanId, options: &PlanOptions) -> Result<Vec<OutdatedLine>, ApplicationError> {
        let shown = self.company.shown().find(plan)?;
        let was = shown.with(options)?;
        let job = &shown.linked.job;
        let now = self.company.books.read(|books| {
            let book = books.job(job).ok_or_else(|| unknown(job))?;
            let prepared = book.prepared().ok_or_else(|| not_read(job))?;
            applicable(prepared.clone(), options, books.mapping())
        })?;
        match (&was.prepared.plan, &now.plan) {
            (Some(was), Some(now)) => Ok(outdated_lines(was, now)),
            _ => Err(refused(&now)),
        }
    }

    /// Who moved the job's budget lines away from what Tieout last wrote, where Procore's history tells. Asks Procore only where a line
    /// was moved at all.
    pub async fn who_moved(&self, job: &JobId) -> Result<Vec<MovedBy>, ApplicationError> {
        let linked = self.company.linked(job)?;
        let budget = self.company.books.read(|books| Some(books.job(job)?.budget.as_ref()?.0.clone()));
        let budget = budget.ok_or_else(|| not_read(job))?;
        let written = self.company.journal.last_written(linked.project).await?;
        if moved_lines(&budget, &written).next().is_none() {
            return Ok(Vec::new());
        }
        let changes = self.company.target.original_budget_changes(linked.project, budget.currency).await?;
        Ok(movers(&budget, &written, &changes))
    }

    /// Carries out the plan that was shown, with these choices, behind the confirm dialog. Both sides are read first: where they would
    /// come to another plan, the dialog does not open.
    pub async fn reimport(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        confirmation: &dyn Confirmation,
    ) -> Result<ReimportEnd, ApplicationError> {
        let shown = self.company.shown().find(plan)?;
        let planned = shown.with(options)?;
        let agreed = match &planned.prepared {
            Prepared { plan: Some(plan), refusals, .. } if refusals.is_empty() => plan.clone(),
            forbidden => return Err(refused(forbidden)),
        };
        self.company.take_ownerships().await?;
        let linked = self.as_it_is_now(&shown.linked)?;
        let fresh = prepare(&self.company.source, &self.company.target, &linked, &shown.mapping).await?;
        if let Some(refusal) = linked.ownership.refusal(fresh.sides.changed_in_procore) {
            return Ok(self.company.tell(carried_out(&linked, &Outcome::Refused(vec![refusal]))));
        }
        if let Some(moved) = moved(&shown, &fresh, &agreed, options) {
            return Ok(self.company.tell(carried_out(&shown.linked, &Outcome::Outdated(moved))));
        }
        self.company.carry_out(&self.as_it_is_now(&linked)?, agreed, confirmation).await
    }

    /// SignInDoors only where the answer decides about an offer; the client remembers it. What cannot be asked is not known.
    async fn allowed(&self, linked: &LinkedJob, prepared: &Prepared) -> Allowed {
        let Some(plan) = &prepared.plan else { return Allowed::default() };
        let target = &self.company.target;
        let mut allowed = Allowed::default();
        if plan.budget.locked && !plan.is_empty() {
            allowed.unlock = known(target.may_unlock(linked.project).await);
        }
        if plan.makeable_codes().next().is_some() {
            allowed.create_codes = known(target.may_create_codes(linked.project).await);
        }
        allowed
    }

    /// The job of a shown plan with what is known of it by now; the project stays the one that was shown.
    fn as_it_is_now(&self, shown: &LinkedJob) -> Result<LinkedJob, ApplicationError> {
        Ok(LinkedJob { project: shown.project, ..self.company.linked(&shown.job)? })
    }

    async fn last_reimport(&self, job: &JobId) -> Result<Option<String>, ApplicationError> {
        let history = self.company.journal.history().await?;
        let posted = history.into_iter().find(|one| one.job == *job && matches!(one.ending, Ending::Posted { .. }));
        Ok(posted.map(|one| {
            let day = one.ended_at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string();
            format!("Last re-imported {day} by {}", one.user)
        }))
    }
}

/// What moved between the shown plan and what was just read; `None` where the same changes come of it.
fn moved(shown: &ShownPlan, fresh: &Prepared, agreed: &ReimportPlan, options: &PlanOptions) -> Option<Vec<Movement>> {
    let sides = &shown.prepared.sides;
    let movements = [
        estimate_movement(&sides.estimate, &fresh.sides.estimate),
        budget_movement(&sides.budget, &fresh.sides.budget),
    ];
    let movements: Vec<Movement> = movements.into_iter().flatten().collect();
    let same = |again: &Prepared| {
        // By their codes and amounts: a budget code that somebody made meanwhile changes no amount.
        let changes = |plan: &ReimportPlan| -> Vec<_> {
            let amounts = |(line, change): (&PlannedLine, &LineChange)| {
                (line.wbs_code().cloned(), change.before(), change.after())
            };
            plan.changes().map(amounts).collect()
        };
        again.refusals.is_empty() && again.plan.as_ref().is_some_and(|plan| changes(plan) == changes(agreed))
    };
    let again = crate::comparison::choices::choose(fresh.clone(), options, &shown.mapping);
    (!movements.is_empty() || !again.is_ok_and(|again| same(&again))).then_some(movements)
}

fn summary(planned: &Planned) -> Result<PlanSummary, ApplicationError> {
    PlanSummary::of(&planned.prepared, planned.allowed).ok_or_else(|| refused(&planned.prepared))
}

fn currency(planned: &Planned) -> Currency {
    planned.prepared.sides.estimate.currency
}

/// The lines at these positions, in the plan's order, each once.
fn chosen<'a>(planned: &'a Arc<Planned>, positions: &[usize]) -> impl Iterator<Item = &'a LineRow> + Clone {
    let positions: HashSet<usize> = positions.iter().copied().collect();
    let lines = planned.lines.iter().enumerate();
    lines.filter(move |(position, _)| positions.contains(position)).map(|(_, line)| line)
}

fn known(may: Result<Option<bool>, SideError>) -> Option<bool> {
    may.unwrap_or_else(|error| {
        tracing::info!(%error, "whether the account has the right could not be asked");
        None
    })
}

fn not_read(job: &JobId) -> ApplicationError {
    let sentence = format!("Both sides of {job} were not read yet.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Wait a moment, or press Check now.")
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn too_large(error: MoneyError) -> ApplicationError {
    ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Look at the job's amounts in Acumatica.")
}
