//! Sends the changes, noting every step before and after, and never a line twice without looking.

use crate::amounts::Amounts;
use crate::batching::Batching;
use crate::new_codes::{NewCodeIds, NotMade};
use crate::pace::Pace;
use crate::ports::{BudgetTarget, Clock, LineWrite, Progress, ProgressObserver, ReimportJournal, Stage, WriteTrouble};
use crate::record::{IntendedLine, LineProgress, ReimportIntent};
use crate::unlocking::NotUnlocked;
use crate::{ConfirmedPlan, JournalTrouble, SideTrouble};
use jobcost::{LineChange, WbsCode};
use std::time::Duration;

/// How long the fate of a lost answer is watched before its lines go again: rows may lag behind a write.
const LAG_WAITS: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// Why sending stopped before every line was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// The budget was locked meanwhile.
    Locked,
    /// A side made trouble that waiting and trying again did not mend.
    Side(SideTrouble),
    /// The journal could not note what is done, so nothing more was sent.
    Journal(JournalTrouble),
    /// Budget codes that lines need could not be made, so no line was sent.
    Codes {
        /// Those that are missing.
        missing: Vec<WbsCode>,
        /// What Procore said, where it said anything.
        trouble: Option<SideTrouble>,
    },
}

impl From<NotMade> for Stopped {
    fn from(why: NotMade) -> Self {
        match why {
            NotMade::Codes { missing, trouble } => Self::Codes { missing, trouble },
            NotMade::Side(trouble) => Self::Side(trouble),
            NotMade::Journal(trouble) => Self::Journal(trouble),
        }
    }
}

impl From<NotUnlocked> for Stopped {
    fn from(why: NotUnlocked) -> Self {
        match why {
            NotUnlocked::Side(trouble) => Self::Side(trouble),
            NotUnlocked::Journal(trouble) => Self::Journal(trouble),
        }
    }
}

/// What sending came to. Says nothing about the budget: only reading back does.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Lines the server refused, with its words, by position.
    pub(crate) refused: Vec<(usize, String)>,
    /// Why it stopped early.
    pub(crate) stopped: Option<Stopped>,
    /// Lines the server said yes to, or that were seen in the budget, by position.
    pub(crate) acknowledged: Vec<usize>,
    /// New budget codes that are known to be there.
    pub(crate) codes_made: usize,
    /// At least one request that may have changed the budget left.
    pub(crate) anything_sent: bool,
}

impl Applied {
    /// Nothing was sent.
    pub(crate) fn nothing(why: Stopped, codes_made: usize) -> Self {
        Self { stopped: Some(why), codes_made, ..Self::default() }
    }
}

/// The parts of the world that sending needs.
pub(crate) struct Sending<'a> {
    pub(crate) target: &'a dyn BudgetTarget,
    pub(crate) journal: &'a dyn ReimportJournal,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) observer: &'a dyn ProgressObserver,
    pub(crate) intent: &'a ReimportIntent,
    pub(crate) new_codes: &'a NewCodeIds,
}

/// Sends every change of a confirmed plan.
pub(crate) async fn apply(sending: &Sending<'_>, confirmed: &ConfirmedPlan) -> Applied {
    debug_assert_eq!(confirmed.plan().changes().count(), sending.intent.lines.len(), "the intent is the plan's");
    let mut applied = Applied { codes_made: sending.new_codes.len(), ..Applied::default() };
    if let Err(stopped) = sending.send_all(&mut applied).await {
        applied.stopped = Some(stopped);
    }
    applied
}

impl Sending<'_> {
    async fn send_all(&self, applied: &mut Applied) -> Result<(), Stopped> {
        let writes = self.writes()?;
        let planned = writes.len();
        let mut batching = Batching::new(planned, self.target.batch_lines_max());
        let mut pace = Pace::start(self.clock.now(), planned);
        loop {
            let done = applied.acknowledged.len() + applied.refused.len();
            self.observer.progress(&Progress {
                stage: Stage::Writing,
                lines_done: done,
                lines_planned: planned,
                time_left: pace.time_left(self.clock.now(), done),
            });
            let batch = batching.next(self.target.batch_lines_max());
            if batch.is_empty() {
                return Ok(());
            }
            self.note(&batch, LineProgress::Sent).await?;
            applied.anything_sent = true;
            let lines: Vec<LineWrite> = batch.iter().map(|line| writes[*line]).collect();
            match self.target.write(self.intent.project, &lines).await {
                Ok(()) => {
                    self.acknowledge(&batch, &[], applied).await?;
                    batching.taken();
                }
                Err(WriteTrouble::TooMany { lines_max }) => {
                    pace.stumble();
                    if !batching.too_many(&batch, lines_max) {
                        return Err(Stopped::Side(too_many_even_one()));
                    }
                }
                Err(WriteTrouble::Unknown { cause, too_slow }) => {
                    let missing = self.look(&batch).await?.missing;
                    self.acknowledge(&batch, &missing, applied).await?;
                    if !batching.missing(&batch, &missing, too_slow) {
                        return Err(Stopped::Side(cause));
                    }
                }
                Err(WriteTrouble::Refused(trouble)) => {
                    self.refused(&batch, trouble, &mut batching, applied).await?;
                }
                Err(WriteTrouble::NotApplied(trouble)) => return Err(Stopped::Side(trouble)),
            }
        }
    }

    /// Finds out which lines a refusal means.
    async fn refused(
        &self,
        batch: &[usize],
        trouble: SideTrouble,
        batching: &mut Batching,
        applied: &mut Applied,
    ) -> Result<(), Stopped> {
        let seen = self.look_once(batch).await?;
        if seen.locked {
            self.acknowledge(batch, &seen.missing, applied).await?;
            return Err(Stopped::Locked);
        }
        if let [line] = batch {
            self.note(batch, LineProgress::Refused(trouble.sentence.clone())).await?;
            applied.refused.push((*line, trouble.sentence));
            batching.taken();
            return Ok(());
        }
        self.acknowledge(batch, &seen.missing, applied).await?;
        batching.halve(batch, &seen.missing);
        Ok(())
    }

    /// Which lines of the batch the budget does not show as planned, after giving lagging rows their time.
    async fn look(&self, batch: &[usize]) -> Result<Seen, Stopped> {
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

    async fn look_once(&self, batch: &[usize]) -> Result<Seen, Stopped> {
        let budget = self.target.budget(self.intent.project).await.map_err(Stopped::Side)?;
        let amounts = Amounts::of(&budget.line_items);
        let missing = batch.iter().copied().filter(|line| !amounts.has(&self.intent.lines[*line]));
        Ok(Seen { missing: missing.collect(), locked: budget.locked })
    }

    /// Every line as it is to be, on codes that are all there by now.
    fn writes(&self) -> Result<Vec<LineWrite>, Stopped> {
        let write = |line: &IntendedLine| {
            let wbs_code_id = line.change.wbs_code_id().or_else(|| self.new_codes.get(&line.wbs_code).copied());
            let missing = || Stopped::Codes { missing: vec![line.wbs_code.clone()], trouble: None };
            let line_item = match line.change {
                LineChange::Create { .. } => None,
                LineChange::Revise { line_item, .. } => Some(line_item),
            };
            Ok(LineWrite { wbs_code_id: wbs_code_id.ok_or_else(missing)?, line_item, amount: line.change.after() })
        };
        self.intent.lines.iter().map(write).collect()
    }

    async fn acknowledge(&self, batch: &[usize], missing: &[usize], applied: &mut Applied) -> Result<(), Stopped> {
        let done: Vec<usize> = batch.iter().copied().filter(|line| !missing.contains(line)).collect();
        applied.acknowledged.extend(&done);
        self.note(&done, LineProgress::Acknowledged).await
    }

    async fn note(&self, lines: &[usize], progress: LineProgress) -> Result<(), Stopped> {
        if lines.is_empty() {
            return Ok(());
        }
        self.journal.note(self.intent.id, lines, progress, self.clock.now()).await.map_err(Stopped::Journal)
    }
}

/// What a look at the budget showed of a batch.
struct Seen {
    missing: Vec<usize>,
    locked: bool,
}

fn too_many_even_one() -> SideTrouble {
    SideTrouble {
        side: jobcost::Side::Procore,
        kind: crate::TroubleKind::RefusedByServer,
        sentence: "Procore finds even a single line too large.".to_owned(),
        hint: "Try again later; if it stays so, send the log to support.".to_owned(),
        reference: None,
    }
}
