//! What can be asked of a job's comparison, from what was last read of it.

use crate::company::company::{Company, not_linked};
use crate::company::person::person;
use crate::comparison::arrangement::arrange;
use crate::comparison::choices::applicable;
use crate::comparison::divisions::divisions;
use crate::comparison::outdated::outdated_lines;
use crate::comparison::plans::{AccountPermissions, ChosenPlan, ShownPlan};
use crate::comparison::refused::{not_read, refused};
use crate::comparison::replanned::replanned;
use crate::comparison::sums::sum;
use crate::comparison::table::lines_table;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::arrangement::{Arrangement, ArrangementQuery, Sums};
use crate::view::comparison::{Comparison, MovedLine, OutdatedLine, PlanId, PlanOptions, Replanned};
use crate::view::count::count;
use crate::view::divisions::DivisionBars;
use crate::view::lines::LineRow;
use crate::view::lines_table::LinesTable;
use jobcost::{CodeMapping, Currency, JobId, MoneyError, moved_lines, movers};
use reimport::{Ending, LinkedJob, Prepared, SideError};
use std::collections::HashSet;
use std::sync::Arc;

impl Company {
    /// A job's comparison, from what was last read of it, with the choices that are kept of it.
    pub async fn open_comparison(&self, job: &JobId) -> Result<Comparison, ApplicationError> {
        let linked = self.linked(job)?;
        let (mapping, prepared) = self.judged(job)?;
        let allowed = self.allowed(&linked, &prepared).await;
        let items = self.book(job, |book| book.items.items.clone())?;
        let (plan, shown) = self.plans().show(ShownPlan::new(linked, mapping, prepared, allowed, items)?);
        let kept = self.kept_choices(job)?;
        let (options, conflicts) = shown.options_of(kept.as_ref())?;
        shown.show_with(kept, options.clone());
        let Replanned { lines: otherwise, summary } = replanned(&shown, &options)?;
        let (imported, adoptable) = self.book(job, |book| (book.imported(), book.adoptable()))?;
        let existing_lines = shown.prepared.sides.budget.line_items.len();
        Ok(Comparison {
            plan,
            row: self.row(job)?,
            last_reimport: self.last_reimport(job).await?,
            first_import: existing_lines > 0 && imported == Some(false),
            adoptable,
            existing_lines: count(existing_lines),
            options,
            conflicts,
            summary,
            lines: shown.by_the_rules().lines.clone(),
            otherwise,
        })
    }

    /// A shown plan made again with other choices, which are not kept.
    pub fn replan(&self, plan: &PlanId, options: &PlanOptions) -> Result<Replanned, ApplicationError> {
        replanned(&*self.plans().find(plan)?, options)
    }

    /// A plan's lines as the window wants to see them.
    pub fn arrange_lines(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        query: &ArrangementQuery,
    ) -> Result<Arrangement, ApplicationError> {
        let planned = self.plans().find(plan)?.with(options)?;
        arrange(&planned.lines, currency(&planned), query).map_err(too_large)
    }

    /// What moves in each division of a plan, and what stays apart.
    pub fn divisions(&self, plan: &PlanId, options: &PlanOptions) -> Result<Vec<DivisionBars>, ApplicationError> {
        let planned = self.plans().find(plan)?.with(options)?;
        divisions(&planned.lines, currency(&planned)).map_err(too_large)
    }

    /// What some lines of a plan come to.
    pub fn sum_lines(&self, plan: &PlanId, options: &PlanOptions, positions: &[u32]) -> Result<Sums, ApplicationError> {
        let planned = self.plans().find(plan)?.with(options)?;
        sum(&chosen(&planned, positions), currency(&planned)).map_err(too_large)
    }

    /// Some lines of a plan as a table to paste.
    pub fn table_of_lines(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        positions: &[u32],
    ) -> Result<LinesTable, ApplicationError> {
        let planned = self.plans().find(plan)?.with(options)?;
        Ok(lines_table(chosen(&planned, positions)))
    }

    /// What moved since a plan was shown, with a new plan beside it. Choices that make no difference any more do not count in it.
    pub fn outdated_lines(&self, plan: &PlanId, options: &PlanOptions) -> Result<Vec<OutdatedLine>, ApplicationError> {
        let shown = self.plans().find(plan)?;
        let was = shown.with(options)?;
        let job = &shown.linked.job;
        let (mapping, prepared) = self.judged(job)?;
        let now = applicable(prepared, options, &mapping)?;
        match (&was.prepared.plan, &now.plan) {
            (Some(was), Some(now)) => Ok(outdated_lines(was, now)),
            _ => Err(refused(&now)),
        }
    }

    /// Who moved the job's budget lines away from what Tieout last wrote, where Procore's history tells. Asks Procore only where a line
    /// was moved at all.
    pub async fn who_moved(&self, job: &JobId) -> Result<Vec<MovedLine>, ApplicationError> {
        let linked = self.linked(job)?;
        let budget = self.book(job, |book| book.budget.as_ref().map(|(budget, _)| budget.clone()))?;
        let budget = budget.ok_or_else(|| not_read(job))?;
        let written = self.journal.last_written(linked.project).await?;
        if moved_lines(&budget, &written).next().is_none() {
            return Ok(Vec::new());
        }
        let changes = self.sides.target.original_budget_changes(linked.project, budget.currency).await?;
        Ok(movers(&budget, &written, &changes).into_iter().map(Into::into).collect())
    }

    /// What was last read of a job, judged by the rules, and the mapping by which it was: looked at together, so that they belong to each other.
    pub(crate) fn judged(&self, job: &JobId) -> Result<(CodeMapping, Prepared), ApplicationError> {
        self.books.read(|books| {
            let book = books.job(job).ok_or_else(|| not_linked(job))?;
            let ruled = book.ruled().ok_or_else(|| not_read(job))?;
            Ok((books.mapping().clone(), ruled.clone()))
        })
    }

    /// Asked only where the answer decides about an offer; the client remembers it. What cannot be asked is not known.
    pub(crate) async fn allowed(&self, linked: &LinkedJob, prepared: &Prepared) -> AccountPermissions {
        let Some(plan) = &prepared.plan else { return AccountPermissions::default() };
        let target = &self.sides.target;
        let mut allowed = AccountPermissions::default();
        if plan.budget.locked && !plan.is_empty() {
            allowed.unlock = known(target.may_unlock(linked.project).await);
        }
        if plan.makeable_codes().next().is_some() {
            allowed.create_codes = known(target.may_create_codes(linked.project).await);
        }
        allowed
    }

    async fn last_reimport(&self, job: &JobId) -> Result<Option<String>, ApplicationError> {
        let history = self.journal.history().await?;
        let posted = history.into_iter().find(|one| one.job == *job && matches!(one.ending, Ending::Posted { .. }));
        if let Some(one) = posted {
            let day = one.ended_at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string();
            return Ok(Some(format!("Last re-imported {day} by {}", person(&one.user))));
        }
        let elsewhere = self.book(job, |book| !book.imported_here && book.imported() == Some(true))?;
        Ok(elsewhere.then(|| IMPORTED_ELSEWHERE.to_owned()))
    }
}

const IMPORTED_ELSEWHERE: &str = "Tieout has not re-imported this job before; Procore's connector did.";

fn currency(planned: &ChosenPlan) -> Currency {
    planned.prepared.sides.estimate.currency
}

/// The lines at these positions, in the plan's order, each once.
fn chosen<'a>(planned: &'a Arc<ChosenPlan>, positions: &[u32]) -> impl Iterator<Item = &'a LineRow> + Clone {
    let positions: HashSet<u32> = positions.iter().copied().collect();
    let lines = planned.lines.iter().enumerate();
    lines.filter(move |(position, _)| positions.contains(&count(*position))).map(|(_, line)| line)
}

fn known(may: Result<Option<bool>, SideError>) -> Option<bool> {
    may.unwrap_or_else(|error| {
        tracing::info!(%error, "whether the account has the right could not be asked");
        None
    })
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn too_large(error: MoneyError) -> ApplicationError {
    ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Look at the job's amounts in Acumatica.")
}
