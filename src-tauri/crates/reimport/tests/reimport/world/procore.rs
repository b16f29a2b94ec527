//! The world's Procore: what it answers, and what comes of a write.

use super::{CodesSaid, Said, State, UnlockSaid, World, line_item, side_error, usd};
use async_trait::async_trait;
use jobcost::{
    Budget, BudgetChange, BudgetCode, BudgetCodes, CodeSegments, CostType, CostTypeCode, Currency, Money, ProjectId,
    Rights, WbsCode,
};
use reimport::ports::{
    BudgetLock, BudgetReader, BudgetWriter, ChangeHistory, CodeReader, CodeWriter, LineWrite, PermissionReader,
    ProjectReader, RightsReader, TargetProject, WriteError,
};
use reimport::{SideError, SideErrorKind};

#[async_trait]
impl ProjectReader for World {
    async fn projects(&self) -> Result<Vec<TargetProject>, SideError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl RightsReader for World {
    async fn rights(&self, _: ProjectId) -> Result<Rights, SideError> {
        Ok(Rights::ErpIntegrations(self.state().rights))
    }
}

#[async_trait]
impl BudgetReader for World {
    async fn budget(&self, _: ProjectId) -> Result<Budget, SideError> {
        self.live().await;
        let mut state = self.state();
        if let Some(error) = state.unreadable_after_write.clone().filter(|_| !state.calls.is_empty()) {
            return Err(error);
        }
        if !state.calls.is_empty() && state.lag > 0 {
            state.lag -= 1;
            return Ok(state.as_stated(state.shown.clone()));
        }
        state.shown = state.budget.clone();
        Ok(state.as_stated(state.budget.clone()))
    }

    async fn has_budget_changes(&self, _: ProjectId) -> Result<bool, SideError> {
        Ok(self.state().changed_in_procore)
    }
}

#[async_trait]
impl CodeReader for World {
    async fn codes(&self, _: ProjectId, _: bool) -> Result<BudgetCodes, SideError> {
        self.live().await;
        let state = self.state();
        let wbs_codes = (0..state.estimate.lines.len()).filter(|line| !state.lacking.contains(line)).map(|line| {
            let item = line_item(line, usd("0"));
            BudgetCode { id: item.wbs_code_id, wbs_code: item.wbs_code, description: String::new() }
        });
        let subcontract = CostType { code: CostTypeCode::new("S"), name: "Subcontract".into(), origin_id: None };
        Ok(BudgetCodes { cost_types: vec![subcontract], wbs_codes: wbs_codes.collect(), ..BudgetCodes::default() })
    }

    async fn code_segments(&self, _: ProjectId, _: bool) -> Result<Option<CodeSegments>, SideError> {
        let cost_codes =
            self.state().estimate.lines.iter().map(|line| (line.cost_code.clone(), String::new())).collect();
        let cost_types = [CostTypeCode::new("S")].into();
        Ok(Some(CodeSegments { cost_codes, cost_types, ..CodeSegments::default() }))
    }
}

impl PermissionReader for World {}

#[async_trait]
impl ChangeHistory for World {
    async fn original_budget_changes(&self, _: ProjectId, _: Currency) -> Result<Vec<BudgetChange>, SideError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl CodeWriter for World {
    async fn create_codes(&self, _: ProjectId, codes: &[WbsCode]) -> Result<(), SideError> {
        self.live().await;
        let answer = self.state().create_codes(codes);
        self.live().await;
        answer
    }
}

#[async_trait]
impl BudgetLock for World {
    async fn is_locked(&self, _: ProjectId) -> Result<bool, SideError> {
        self.live().await;
        Ok(self.state().budget.locked)
    }

    async fn unlock(&self, _: ProjectId) -> Result<(), SideError> {
        self.live().await;
        {
            let mut state = self.state();
            state.unlocked += 1;
            match state.unlock_says.pop_front() {
                None => state.budget.locked = false,
                Some(UnlockSaid::OpensItButIsLost) => {
                    state.budget.locked = false;
                    return Err(side_error(SideErrorKind::Unreachable));
                }
                Some(UnlockSaid::Lost) => return Err(side_error(SideErrorKind::Unreachable)),
                Some(UnlockSaid::Refuses) => return Err(side_error(SideErrorKind::RefusedByServer)),
            }
        }
        self.live().await;
        Ok(())
    }

    async fn lock(&self, _: ProjectId) -> Result<(), SideError> {
        self.live().await;
        {
            let mut state = self.state();
            if state.lock_refusals > 0 {
                state.lock_refusals -= 1;
                return Err(side_error(SideErrorKind::ServerFailed));
            }
            state.locked += 1;
            state.budget.locked = true;
        }
        self.live().await;
        Ok(())
    }
}

#[async_trait]
impl BudgetWriter for World {
    fn batch_lines_max(&self) -> usize {
        self.state().lines_max
    }

    async fn write(&self, _: ProjectId, lines: &[LineWrite]) -> Result<(), WriteError> {
        self.live().await;
        let answer = self.state().written(lines);
        self.live().await;
        answer
    }
}

impl State {
    fn create_codes(&mut self, codes: &[WbsCode]) -> Result<(), SideError> {
        self.codes_asked.push(codes.len());
        self.budget.locked &= !self.codes_open_the_budget;
        let said = self.codes_say.pop_front().unwrap_or(CodesSaid::Yes);
        let makes = match said {
            CodesSaid::Yes | CodesSaid::MakesThemButIsLost => codes.len(),
            CodesSaid::YesButMakesOnlyTheFirst => 1,
            CodesSaid::Refuses | CodesSaid::Lost => 0,
        };
        let made = &codes[..makes];
        self.lacking.retain(|line| !made.contains(&line_item(*line, usd("0")).wbs_code));
        match said {
            CodesSaid::Yes | CodesSaid::YesButMakesOnlyTheFirst => Ok(()),
            CodesSaid::Refuses => Err(side_error(SideErrorKind::Forbidden)),
            CodesSaid::MakesThemButIsLost | CodesSaid::Lost => Err(side_error(SideErrorKind::Unreachable)),
        }
    }

    fn written(&mut self, lines: &[LineWrite]) -> Result<(), WriteError> {
        if self.budget.locked {
            return Err(WriteError::Refused(side_error(SideErrorKind::RefusedByServer)));
        }
        self.calls.push(lines.len());
        if lines.iter().any(|write| self.refused.contains(&usize::try_from(write.wbs_code_id.0).unwrap())) {
            return Err(WriteError::Refused(side_error(SideErrorKind::RefusedByServer)));
        }
        let lost = |too_slow| Err(WriteError::Unknown { cause: side_error(SideErrorKind::Unreachable), too_slow });
        match self.says.pop_front().unwrap_or(Said::Yes) {
            Said::Yes => {
                self.apply(lines);
                Ok(())
            }
            Said::YesButNothingHappens => Ok(()),
            Said::YesAndAStrangerChangesTheFirstLine => {
                self.apply(lines);
                self.budget.line_items[0].original_budget = usd("5");
                Ok(())
            }
            Said::AppliedButLost => {
                self.apply(lines);
                lost(false)
            }
            Said::Lost => lost(false),
            Said::TooSlow => lost(true),
            Said::OnlyOneAtATime => {
                self.lines_max = 1;
                Err(WriteError::TooMany { lines_max: 1 })
            }
            Said::Late => {
                self.late.push(lines.to_vec());
                lost(true)
            }
            Said::StoresNoAmount => {
                let empty: Vec<LineWrite> = lines.iter().map(|line| LineWrite { amount: usd("0"), ..*line }).collect();
                self.apply(&empty);
                Err(WriteError::Refused(side_error(SideErrorKind::Forbidden)))
            }
            Said::Forbidden => Err(WriteError::NotApplied(side_error(SideErrorKind::Forbidden))),
            Said::YesButWithoutAmounts => {
                let there = self.budget.line_items.len();
                self.apply(lines);
                self.budget.line_items[there..].iter_mut().for_each(|line| line.original_budget = usd("0"));
                Ok(())
            }
            Said::YesAndSomebodyEntersTheLastLine => {
                self.apply(lines);
                let place = self.estimate.lines.len() - 1;
                self.budget.line_items.push(line_item(place, self.estimate.lines[place].original_estimate));
                Ok(())
            }
            Said::YesAndTheFirstLineTwice => {
                self.apply(lines);
                self.budget.line_items.push(self.budget.line_items[0].clone());
                Ok(())
            }
            Said::LockedMeanwhile => {
                self.budget.locked = true;
                Err(WriteError::Refused(side_error(SideErrorKind::RefusedByServer)))
            }
        }
    }
}

impl State {
    /// The budget in the currency that its rows state; an empty one states none.
    fn as_stated(&self, budget: Budget) -> Budget {
        let currency =
            if budget.line_items.is_empty() && self.row_currency != Currency::USD || !self.row_currency.is_stated() {
                Currency::UNSTATED
            } else {
                self.row_currency
            };
        let restate = |line: jobcost::BudgetLineItem| jobcost::BudgetLineItem {
            original_budget: Money::new(line.original_budget.amount(), currency),
            ..line
        };
        Budget { currency, line_items: budget.line_items.into_iter().map(restate).collect(), ..budget }
    }

    pub(super) fn apply(&mut self, lines: &[LineWrite]) {
        for write in lines {
            let code = write.wbs_code_id;
            assert!(!self.lacking.contains(&usize::try_from(code.0).unwrap()), "a line on a code that is not there");
            match self.budget.line_items.iter_mut().find(|line| line.wbs_code_id == code) {
                Some(line) => line.original_budget = write.amount,
                None => self.budget.line_items.push(line_item(usize::try_from(code.0).unwrap(), write.amount)),
            }
        }
    }
}
