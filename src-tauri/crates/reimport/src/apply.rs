//! Sends the changes, noting every step before and after, and never a line twice without looking.

use crate::amounts::Amounts;
use crate::batches::Batches;
use crate::confirm::ConfirmedPlan;
use crate::error::{SideError, SideErrorKind};
use crate::new_codes::NewCodeIds;
use crate::pace::Pace;
use crate::ports::{
    BudgetReader, BudgetWriter, Clock, LineWrite, Progress, ProgressObserver, ReimportJournal, Stage, WriteError,
};
use crate::prove::PROOF_WAITS;
use crate::readings::budget_in;
use crate::record::{IntendedLine, LineProgress, ReimportIntent};
use crate::stop_reason::{FoundCurrency, StopReason};
use jobcost::LineChange;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long the fate of a lost answer is watched before its lines go again: rows may lag behind a write.
pub(crate) const LAG_WAITS: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// What is known of the budget's currency before the first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CurrencyProof {
    /// Procore states it.
    Stated,
    /// Procore states none, and the user said which it is.
    SaidByUser,
    /// Nobody said: the plan took the estimate's.
    Assumed,
}

impl CurrencyProof {
    /// The first line goes alone and is read back, before the rest is sent (rule 15).
    const fn is_needed(self) -> bool {
        !matches!(self, Self::Stated)
    }
}

/// What sending came to. Says nothing about the budget: only reading back does.
#[derive(Debug, Default)]
pub(crate) struct SendResult {
    /// How far each line is, by position. A line stays [`LineProgress::Sent`] while the fate of a request of its is open, whatever came of
    /// later ones.
    pub(crate) progress: Vec<Option<LineProgress>>,
    /// The server's words for lines it refused, by position.
    pub(crate) refused: BTreeMap<usize, String>,
    /// Why it stopped early.
    pub(crate) stopped: Option<StopReason>,
    /// New budget codes that are known to be there.
    pub(crate) codes_made: usize,
    /// Budget codes that were asked for without an answer, and that are not there.
    pub(crate) codes_open: usize,
    /// At least one request that may have changed the budget left.
    pub(crate) anything_sent: bool,
}

impl SendResult {
    /// Nothing was sent.
    pub(crate) fn nothing(lines: usize, why: StopReason, codes_made: usize, codes_open: usize) -> Self {
        Self { progress: vec![None; lines], stopped: Some(why), codes_made, codes_open, ..Self::default() }
    }

    /// Lines whose fate is settled, one way or the other.
    fn done(&self) -> usize {
        self.progress
            .iter()
            .filter(|line| matches!(line, Some(LineProgress::Acknowledged | LineProgress::Refused(_))))
            .count()
    }
}

/// How far the lines of a batch were before its request left.
type Before = BTreeMap<usize, Option<LineProgress>>;

/// The parts of the world that sending needs.
pub(crate) struct LineSender<'a> {
    pub(crate) budgets: &'a dyn BudgetReader,
    pub(crate) writer: &'a dyn BudgetWriter,
    pub(crate) journal: &'a dyn ReimportJournal,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) observer: &'a dyn ProgressObserver,
    pub(crate) intent: &'a ReimportIntent,
    pub(crate) new_codes: &'a NewCodeIds,
    pub(crate) currency: CurrencyProof,
}

/// Sends every change of a confirmed plan.
pub(crate) async fn apply(sending: &LineSender<'_>, confirmed: &ConfirmedPlan) -> SendResult {
    let lines = sending.intent.lines.len();
    debug_assert_eq!(confirmed.plan().changes().count(), lines, "the intent is the plan's");
    let codes_made = sending.new_codes.len();
    let mut applied = SendResult { progress: vec![None; lines], codes_made, ..SendResult::default() };
    if let Err(stopped) = sending.send_all(&mut applied).await {
        applied.stopped = Some(stopped);
    }
    applied
}

impl LineSender<'_> {
    async fn send_all(&self, applied: &mut SendResult) -> Result<(), StopReason> {
        let writes = self.writes()?;
        let planned = writes.len();
        let mut batching = Batches::new(planned, self.writer.batch_lines_max());
        let mut currency = self.currency;
        if currency.is_needed() {
            batching = batching.first_alone();
        }
        let mut pace = Pace::start(self.clock.now(), planned);
        loop {
            let done = applied.done();
            self.observer.progress(&Progress {
                stage: Stage::Writing,
                lines_done: done,
                lines_planned: planned,
                time_left: pace.time_left(self.clock.now(), done),
            });
            let batch = batching.next(self.writer.batch_lines_max());
            if batch.is_empty() {
                return Ok(());
            }
            let before: Before = batch.iter().map(|line| (*line, applied.progress[*line].clone())).collect();
            self.note(&batch, LineProgress::Sent, applied).await?;
            applied.anything_sent = true;
            let lines: Vec<LineWrite> = batch.iter().map(|line| writes[*line]).collect();
            let answer = self.writer.write(self.intent.project, &lines).await;
            self.settle(answer, batch, &before, &mut batching, applied).await?;
            if applied.done() == done {
                // The way of sending changes now, and the pace so far tells nothing of it.
                pace.stumble();
            }
            if currency.is_needed() && applied.progress.first() == Some(&Some(LineProgress::Acknowledged)) {
                self.prove_currency(currency).await?;
                currency = CurrencyProof::Stated;
            }
        }
    }

    /// What an answer says of its lines, and how it goes on.
    async fn settle(
        &self,
        answer: Result<(), WriteError>,
        batch: Vec<usize>,
        before: &Before,
        batching: &mut Batches,
        applied: &mut SendResult,
    ) -> Result<(), StopReason> {
        match answer {
            Ok(()) => {
                self.acknowledge(&batch, &[], applied).await?;
                batching.taken();
            }
            Err(WriteError::TooMany { lines_max }) => {
                restore(&batch, before, applied);
                if !batching.too_many(batch, lines_max) {
                    return Err(StopReason::Side(too_many_even_one()));
                }
            }
            Err(WriteError::Unknown { cause, too_slow }) => {
                let missing = self.look(&batch).await?.missing;
                self.acknowledge(&batch, &missing, applied).await?;
                if !batching.missing(&batch, missing, too_slow) {
                    return Err(StopReason::Side(cause));
                }
            }
            Err(WriteError::Refused(error)) if error.kind != SideErrorKind::Forbidden => {
                self.refused(batch, before, error, batching, applied).await?;
            }
            // Answered with a yes that stored no amount: what was made of the lines stands in the budget, and is read back.
            Err(WriteError::Refused(error)) => {
                self.acknowledge(&batch, &[], applied).await?;
                return Err(StopReason::side(error));
            }
            Err(WriteError::NotApplied(error)) => {
                restore(&batch, before, applied);
                return Err(StopReason::side(error));
            }
        }
        Ok(())
    }

    /// Finds out which lines a refusal means.
    async fn refused(
        &self,
        batch: Vec<usize>,
        before: &Before,
        error: SideError,
        batching: &mut Batches,
        applied: &mut SendResult,
    ) -> Result<(), StopReason> {
        let seen = self.look_once(&batch).await?;
        restore(&seen.missing, before, applied);
        self.acknowledge(&batch, &seen.missing, applied).await?;
        if seen.locked {
            return Err(StopReason::Locked);
        }
        if seen.missing.is_empty() {
            batching.taken();
            return Ok(());
        }
        if let [line] = batch.as_slice() {
            applied.refused.insert(*line, error.sentence.clone());
            // The refusal is the last request's. While an earlier one of the same line is out, the line stays sent.
            if before[line].is_none() {
                self.note(&batch, LineProgress::Refused(error.sentence.clone()), applied).await?;
            }
            let words = error.sentence.clone();
            return if batching.refused_alone(&words) { Ok(()) } else { Err(StopReason::Refused(error)) };
        }
        batching.halve(seen.missing);
        Ok(())
    }

    /// The first line of a budget that states no currency was acknowledged: reads which it got.
    async fn prove_currency(&self, proof: CurrencyProof) -> Result<(), StopReason> {
        let (Some(line), planned) = (self.intent.lines.first(), self.intent.currency) else { return Ok(()) };
        let stopped = |found| Err(StopReason::Currency { planned, found });
        let mut waits = PROOF_WAITS.iter();
        loop {
            let budget = self.budgets.budget(self.intent.project).await.map_err(StopReason::side)?;
            if Amounts::of(&budget.line_items).find(line).is_some() {
                return match (budget.currency, proof) {
                    (found, _) if found == planned => Ok(()),
                    (found, _) if found.is_stated() => stopped(FoundCurrency::Other(found)),
                    (_, CurrencyProof::SaidByUser) => Ok(()),
                    _ => stopped(FoundCurrency::Unstated),
                };
            }
            let Some(wait) = waits.next() else { return stopped(FoundCurrency::NotShown) };
            self.clock.sleep(*wait).await;
        }
    }

    /// Which lines of the batch the budget does not show as planned, after giving lagging rows their time.
    async fn look(&self, batch: &[usize]) -> Result<BudgetLook, StopReason> {
        let mut seen = self.look_once(batch).await?;
        for wait in LAG_WAITS {
            if seen.missing.is_empty() {
                break;
            }
            self.clock.sleep(wait).await;
            seen = self.look_once(batch).await?;
        }
        Ok(seen)
    }

    async fn look_once(&self, batch: &[usize]) -> Result<BudgetLook, StopReason> {
        let budget =
            budget_in(self.budgets, self.intent.project, self.intent.currency).await.map_err(StopReason::side)?;
        let amounts = Amounts::of(&budget.line_items);
        let missing = batch.iter().copied().filter(|line| !amounts.has(&self.intent.lines[*line]));
        Ok(BudgetLook { missing: missing.collect(), locked: budget.locked })
    }

    /// Every line as it is to be, on codes that are all there by now.
    fn writes(&self) -> Result<Vec<LineWrite>, StopReason> {
        let write = |line: &IntendedLine| {
            let wbs_code_id = line.change.wbs_code_id().or_else(|| self.new_codes.get(&line.wbs_code).copied());
            let missing = || StopReason::Codes { missing: vec![line.wbs_code.clone()], error: None };
            let line_item = match line.change {
                LineChange::Create { .. } => None,
                LineChange::Revise { line_item, .. } => Some(line_item),
            };
            Ok(LineWrite { wbs_code_id: wbs_code_id.ok_or_else(missing)?, line_item, amount: line.change.after() })
        };
        self.intent.lines.iter().map(write).collect()
    }

    async fn acknowledge(
        &self,
        batch: &[usize],
        missing: &[usize],
        applied: &mut SendResult,
    ) -> Result<(), StopReason> {
        let missing: BTreeSet<usize> = missing.iter().copied().collect();
        let done: Vec<usize> = batch.iter().copied().filter(|line| !missing.contains(line)).collect();
        self.note(&done, LineProgress::Acknowledged, applied).await
    }

    /// Notes it here and in the journal. Here first: what is known stays known, also where the journal cannot be written.
    async fn note(&self, lines: &[usize], progress: LineProgress, applied: &mut SendResult) -> Result<(), StopReason> {
        if lines.is_empty() {
            return Ok(());
        }
        let sends = progress == LineProgress::Sent;
        let noted = self.journal.note(self.intent.id, lines, progress.clone(), self.clock.now()).await;
        if !sends || noted.is_ok() {
            for line in lines {
                applied.progress[*line] = Some(progress.clone());
            }
        }
        noted.map_err(StopReason::Journal)
    }
}

/// These lines were certainly not applied by the last request: they are as far as they were before it.
fn restore(lines: &[usize], before: &Before, applied: &mut SendResult) {
    for line in lines {
        applied.progress[*line].clone_from(&before[line]);
    }
}

/// What a look at the budget showed of a batch.
struct BudgetLook {
    missing: Vec<usize>,
    locked: bool,
}

fn too_many_even_one() -> SideError {
    SideError {
        side: jobcost::Side::Procore,
        kind: SideErrorKind::RefusedByServer,
        sentence: "Procore finds even a single line too large.".to_owned(),
        remedy: "Try again later; if it stays so, send the log to support.".to_owned(),
        reference: None,
    }
}
