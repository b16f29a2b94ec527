//! A world of memory: both sides, the journal, the dialog and the clock in one value whose every answer can be forced.

mod keeping;
mod procore;
mod wishes;

use async_trait::async_trait;
use jobcost::{
    AccountGroup, Budget, BudgetLineItem, BudgetLineItemId, Choices, CodeMapping, CostCode, Currency, ErpLevel,
    Estimate, EstimateLine, InventoryItem, JobId, LineKind, Money, Ownership, ProjectId, ReimportPlan, Side, TaskId,
    WbsCode, WbsCodeId,
};
use reimport::ports::{
    ConfirmationQuestion, EstimateReader, JobAddresses, JobReader, LineWrite, ReimportJournal, SourceJob, SourceSession,
};
use reimport::{
    Ending, LinkedJob, Outcome, PendingReimport, Prepared, Recovery, SideError, SideErrorKind, judge, prepare, recover,
    reimport,
};
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::Notify;

const PROJECT: ProjectId = ProjectId(562_949_953_400_001);

/// What the server does with a write.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Said {
    Yes,
    YesButNothingHappens,
    YesAndAStrangerChangesTheFirstLine,
    AppliedButLost,
    Lost,
    TooSlow,
    OnlyOneAtATime,
    LockedMeanwhile,
    /// The answer is lost, and the request arrives only when [`World::late_requests_arrive`].
    Late,
    /// The account turns out not to have the right.
    Forbidden,
    /// A yes, and the lines have no amount.
    StoresNoAmount,
    /// A yes for new lines, which are stored without their amount.
    YesButWithoutAmounts,
    /// A yes, and somebody else enters the last line as it was planned.
    YesAndSomebodyEntersTheLastLine,
    /// A yes, and the first line is there twice.
    YesAndTheFirstLineTwice,
}

/// What the server does with a request to unlock.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UnlockSaid {
    OpensItButIsLost,
    Lost,
    Refuses,
}

/// What the server does with a request to make budget codes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CodesSaid {
    Yes,
    YesButMakesOnlyTheFirst,
    Refuses,
    MakesThemButIsLost,
    Lost,
}

type Change = Box<dyn FnOnce(&mut State) + Send>;

#[expect(clippy::struct_excessive_bools, reason = "each is a wish of a test's")]
struct State {
    budget: Budget,
    shown: Budget,
    estimate: Estimate,
    says: VecDeque<Said>,
    /// Lines that the server refuses.
    refused: BTreeSet<usize>,
    /// Requests that are on their way still.
    late: Vec<Vec<LineWrite>>,
    rights: ErpLevel,
    /// The currency that rows state; without one they state none.
    row_currency: Currency,
    stated_currency: Option<Currency>,
    link_mark: i64,
    yes_to_zeroing: bool,
    asked: Vec<ConfirmationQuestion>,
    asked_zeroing: Vec<ConfirmationQuestion>,
    unlock_says: VecDeque<UnlockSaid>,
    codes_open_the_budget: bool,
    calls: Vec<usize>,
    lines_max: usize,
    lag: usize,
    yes: bool,
    meanwhile: Option<Change>,
    unreadable_after_write: Option<SideError>,
    journal_writes_left: Option<usize>,
    /// Steps the process lives on; at zero it is killed.
    lives: Option<usize>,
    /// Requests to unlock and to lock that arrived.
    unlocked: usize,
    locked: usize,
    /// How many of the next requests to lock are refused.
    lock_refusals: usize,
    /// The lines whose budget code the project lacks.
    lacking: BTreeSet<usize>,
    codes_say: VecDeque<CodesSaid>,
    /// How many codes each request asked for.
    codes_asked: Vec<usize>,
    records: Vec<(PendingReimport, Option<Ending>)>,
    ownership: Ownership,
    changed_in_procore: bool,
    slept: Duration,
}

pub(crate) struct World {
    state: Mutex<State>,
    /// Told when the process is killed.
    killed: Notify,
}

pub(crate) fn usd(text: &str) -> Money {
    Money::new(text.parse().unwrap(), Currency::USD)
}

pub(crate) fn side_error(kind: SideErrorKind) -> SideError {
    SideError { side: Side::Procore, kind, sentence: "no".into(), remedy: "Try again.".into(), reference: None }
}

impl World {
    /// A job whose first line is in the budget at $0 and whose others are not there; each estimate line is $200.
    pub(crate) fn with_lines(lines: usize) -> Self {
        let budget = (0..lines).map(|line| (line == 0).then(|| usd("0")));
        Self::with_amounts(&vec![usd("200"); lines], &budget.collect::<Vec<_>>())
    }

    /// A job with these amounts: an estimate line per code, and a budget line where there is an amount for it.
    pub(crate) fn with_amounts(estimate: &[Money], budget: &[Option<Money>]) -> Self {
        let code = |line: usize| format!("{:02}-00-00", line + 1);
        let estimate_line = |(line, original_estimate): (usize, &Money)| EstimateLine {
            task: TaskId::new("01"),
            cost_code: CostCode::new(code(line)),
            account_group: AccountGroup::new("S"),
            inventory_item: InventoryItem::new("<N/A>"),
            kind: LineKind::Expense,
            description: String::new(),
            original_estimate: *original_estimate,
        };
        let estimate = Estimate {
            job: JobId::new("24-101"),
            currency: Currency::USD,
            lines: estimate.iter().enumerate().map(estimate_line).collect(),
        };
        let line_items =
            budget.iter().enumerate().filter_map(|(line, amount)| amount.map(|amount| line_item(line, amount)));
        let budget =
            Budget { project: PROJECT, currency: Currency::USD, locked: false, line_items: line_items.collect() };
        let state = Mutex::new(State {
            shown: budget.clone(),
            budget,
            estimate,
            says: VecDeque::new(),
            refused: BTreeSet::new(),
            late: Vec::new(),
            rights: ErpLevel::Standard,
            row_currency: Currency::USD,
            stated_currency: None,
            link_mark: 0,
            yes_to_zeroing: true,
            asked: Vec::new(),
            asked_zeroing: Vec::new(),
            unlock_says: VecDeque::new(),
            codes_open_the_budget: false,
            calls: Vec::new(),
            lines_max: 1_000,
            lag: 0,
            yes: true,
            meanwhile: None,
            unreadable_after_write: None,
            journal_writes_left: None,
            lives: None,
            unlocked: 0,
            locked: 0,
            lock_refusals: 0,
            lacking: BTreeSet::new(),
            codes_say: VecDeque::new(),
            codes_asked: Vec::new(),
            records: Vec::new(),
            ownership: Ownership::default(),
            changed_in_procore: false,
            slept: Duration::ZERO,
        });
        Self { state, killed: Notify::new() }
    }

    pub(crate) async fn reimport(&self) -> Outcome {
        let prepared = self.prepare(&Choices::none()).await;
        assert_eq!(prepared.refusals, []);
        self.carry_out(prepared.plan.unwrap()).await
    }

    /// Reads both sides and plans, with these choices.
    pub(crate) async fn prepare(&self, choices: &Choices) -> Prepared {
        let mapping = CodeMapping::default();
        let prepared = prepare(self, self, &self.job(), &mapping).await.unwrap();
        judge(prepared.sides, &mapping, choices).unwrap()
    }

    fn job(&self) -> LinkedJob {
        let (ownership, currency) = {
            let state = self.state();
            (state.ownership, state.stated_currency)
        };
        LinkedJob {
            job: JobId::new("24-101"),
            name: "Harbor Point".into(),
            project: PROJECT,
            ownership,
            erp_connected: false,
            currency,
            earlier_estimate: None,
            items: Arc::default(),
        }
    }

    /// Asks, and does what the answer allows.
    pub(crate) async fn carry_out(&self, plan: ReimportPlan) -> Outcome {
        let world = reimport::World {
            source: self,
            target: self,
            writer: self,
            journal: self,
            confirmation: self,
            observer: self,
            clock: self,
            user: "okafor",
        };
        reimport(&world, &self.job(), plan).await.unwrap()
    }

    /// The budget as it is now, in the order of its codes.
    pub(crate) fn amounts(&self) -> Vec<(WbsCode, Money)> {
        let mut amounts: Vec<_> =
            self.state().budget.line_items.iter().map(|line| (line.wbs_code.clone(), line.original_budget)).collect();
        amounts.sort_by(|a, b| a.0.cmp(&b.0));
        amounts
    }

    pub(crate) async fn recover(&self) -> Vec<Recovery> {
        recover(self, self, self, self, self.pending().await).await.unwrap()
    }

    pub(crate) async fn pending(&self) -> Vec<PendingReimport> {
        ReimportJournal::pending(self).await.unwrap()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Every call passes here before it has an effect and after it has had one. A process that is killed never comes back from it.
    async fn live(&self) {
        let dies = match &mut self.state().lives {
            Some(0) => true,
            Some(lives) => {
                *lives -= 1;
                false
            }
            None => false,
        };
        if dies {
            self.killed.notify_one();
            std::future::pending::<()>().await;
        }
    }

    /// Runs what a process does until it ends by itself or is killed after so many steps; `None` says that it was killed.
    pub(crate) async fn killed_after<T>(&self, steps: usize, process: impl Future<Output = T>) -> Option<T> {
        self.state().lives = Some(steps);
        let ended = tokio::select! {
            ended = process => Some(ended),
            () = self.killed.notified() => None,
        };
        self.state().lives = None;
        ended
    }
}

pub(crate) fn line_item(line: usize, amount: Money) -> BudgetLineItem {
    let id = i64::try_from(line).unwrap();
    BudgetLineItem {
        id: BudgetLineItemId(id),
        wbs_code_id: WbsCodeId(id),
        wbs_code: WbsCode::new(format!("{:02}-00-00", line + 1), "S"),
        description: String::new(),
        original_budget: amount,
    }
}

#[async_trait]
impl EstimateReader for World {
    async fn estimate(&self, _: &JobId) -> Result<Estimate, SideError> {
        self.live().await;
        Ok(self.state().estimate.clone())
    }
}

#[async_trait]
impl JobReader for World {
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideError> {
        Ok(Vec::new())
    }

    async fn estimates(&self, _: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideError>)>, SideError> {
        let estimate = self.state().estimate.clone();
        Ok(vec![(estimate.job.clone(), Ok(estimate))])
    }
}

#[async_trait]
impl JobAddresses for World {
    async fn addresses(&self) -> Result<Vec<(JobId, String)>, SideError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl SourceSession for World {
    async fn sign_out(&self) -> Result<(), SideError> {
        Ok(())
    }
}
