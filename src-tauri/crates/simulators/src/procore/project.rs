//! One project and its budget: the rules of what may be written (Procore: budget line items, lock and unlock a budget).

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::budget_change::BudgetChange;
use super::codes::SubJobItem;
use super::habits::Habits;
use super::history::{Change, Hand, ORIGINAL_AMOUNT};
use super::lag::{Behind, RowLag};
use super::line::{Line, LineFields, Strategy};
use super::modification::Modification;
use super::refusal::{DUPLICATE, LOCKED, Refusal, WITH_ERP};
use super::wbs::WbsCodes;

/// A project with everything its Budget tool holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Project {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) number: Option<String>,
    pub(super) origin_id: Option<String>,
    pub(super) address: String,
    pub(super) active: bool,
    pub(super) currency: String,
    pub(super) locked: bool,
    /// Whether the service account was given this project.
    pub(super) permitted: bool,
    /// Its sub jobs; none where the company does not use them.
    pub(super) sub_jobs: Vec<SubJobItem>,
    pub(super) codes: WbsCodes,
    pub(super) lines: BTreeMap<u64, Line>,
    pub(super) modifications: Vec<Modification>,
    pub(super) budget_changes: Vec<BudgetChange>,
    pub(super) history: Vec<Change>,
    pub(super) habits: Habits,
    #[serde(skip)]
    pub(super) behind: Option<Behind>,
    pub(super) updated_at: Timestamp,
    pub(super) next_line_id: u64,
}

impl Project {
    /// Creates a line. Its budget code must be known and free; on a locked budget its amount must be zero.
    pub(super) fn create(&mut self, fields: &LineFields, hand: &Hand, lag: RowLag) -> Result<u64, Refusal> {
        let wbs_code_id = fields.wbs_code_id.ok_or_else(|| Refusal::BadRequest("wbs_code_id is missing".into()))?;
        self.code_must_be_free(wbs_code_id, None)?;
        let mut line = Line {
            id: self.next_line_id,
            wbs_code_id,
            original_budget_amount: Decimal::ZERO,
            uom: None,
            quantity: None,
            unit_cost: None,
            strategy: Strategy::Manual,
            created_at: hand.now,
            updated_at: hand.now,
        };
        fields.put_on(&mut line, &self.habits)?;
        if self.locked && !line.original_budget_amount.is_zero() {
            return Err(self.refused_as_locked());
        }
        self.begin_write(hand, lag);
        self.next_line_id += 1;
        self.note(hand, wbs_code_id, "Create", ORIGINAL_AMOUNT, None, Some(line.original_budget_amount.to_string()));
        let id = line.id;
        self.lines.insert(id, line);
        Ok(id)
    }

    /// Updates a line. The original amount of a locked budget stays what it is.
    pub(super) fn update(&mut self, id: u64, fields: &LineFields, hand: &Hand, lag: RowLag) -> Result<(), Refusal> {
        let before = self.lines.get(&id).ok_or(Refusal::NotFound)?.clone();
        let mut after = before.clone();
        self.must_take_lines(before.wbs_code_id)?;
        if let Some(wbs_code_id) = fields.wbs_code_id.filter(|wanted| *wanted != before.wbs_code_id) {
            self.code_must_be_free(wbs_code_id, Some(id))?;
            after.wbs_code_id = wbs_code_id;
        }
        fields.put_on(&mut after, &self.habits)?;
        if self.locked && after.original_budget_amount != before.original_budget_amount {
            return Err(self.refused_as_locked());
        }
        self.begin_write(hand, lag);
        self.habits.spelled.remove(&id);
        after.updated_at = hand.now;
        self.note_difference(hand, &before, &after);
        self.lines.insert(id, after);
        Ok(())
    }

    /// One line of a sync. Somebody who may set no amount adds lines without one, and changes none.
    pub(super) fn sync(
        &mut self,
        fields: &LineFields,
        may_set: bool,
        hand: &Hand,
        lag: RowLag,
    ) -> Result<u64, Refusal> {
        if may_set {
            return self.upsert(fields, hand, lag);
        }
        let is_new = fields.id.is_none() && fields.wbs_code_id.is_some_and(|code| self.line_of_code(code).is_none());
        if is_new { self.create(&fields.without_value(), hand, lag) } else { Err(Refusal::Forbidden) }
    }

    /// Creates or updates one line of a sync: by id where there is one, else by budget code.
    pub(super) fn upsert(&mut self, fields: &LineFields, hand: &Hand, lag: RowLag) -> Result<u64, Refusal> {
        let wbs_code_id = fields.wbs_code_id.ok_or_else(|| Refusal::BadRequest("wbs_code_id is missing".into()))?;
        let known = match fields.id {
            Some(id) if !self.lines.contains_key(&id) => {
                return Err(Refusal::invalid("id", "Entity with this ID not found"));
            }
            Some(id) => Some(id),
            None => self.line_of_code(wbs_code_id),
        };
        match known {
            Some(id) => self.update(id, fields, hand, lag).map(|()| id),
            None => self.create(fields, hand, lag),
        }
    }

    /// Deletes a line. On a locked budget none (Procore: delete a budget line item names Unlock as a prerequisite; an older rule let
    /// lines without money go).
    pub(super) fn delete(&mut self, id: u64, hand: &Hand, lag: RowLag) -> Result<(), Refusal> {
        let line = self.lines.get(&id).ok_or(Refusal::NotFound)?.clone();
        if self.locked {
            return Err(Refusal::invalid("base", "The line cannot be deleted while the budget is locked."));
        }
        self.begin_write(hand, lag);
        let old = line.original_budget_amount.to_string();
        self.note(hand, line.wbs_code_id, "Delete", ORIGINAL_AMOUNT, Some(old), None);
        self.modifications.retain(|modification| !modification.touches(id));
        self.lines.remove(&id);
        Ok(())
    }

    pub(super) fn lock(&mut self, hand: &Hand) {
        self.set_locked(true, hand);
    }

    /// Unlocks, and destroys the budget modifications unless told not to.
    /// Not while it waits in the ERP.
    pub(super) fn unlock(&mut self, destroy_modifications: bool, hand: &Hand) -> Result<(), Refusal> {
        if self.habits.with_erp {
            return Err(Refusal::Sentence(WITH_ERP.into()));
        }
        if destroy_modifications {
            let destroyed = std::mem::take(&mut self.modifications);
            for modification in destroyed {
                let code = self.lines.get(&modification.to_line).map(|line| line.wbs_code_id).unwrap_or_default();
                self.note(hand, code, "Delete", "Budget Modifications", Some(modification.amount.to_string()), None);
            }
        }
        self.set_locked(false, hand);
        Ok(())
    }

    /// The real message; whether it stands under its field is told both ways.
    fn refused_as_locked(&self) -> Refusal {
        if self.habits.locked_under_field {
            Refusal::invalid("original_budget_amount", LOCKED)
        } else {
            Refusal::Sentence(LOCKED.into())
        }
    }

    fn set_locked(&mut self, locked: bool, hand: &Hand) {
        let word = |locked: bool| Some(if locked { "Locked" } else { "Unlocked" }.to_owned());
        let before = std::mem::replace(&mut self.locked, locked);
        self.updated_at = hand.now;
        self.note(hand, 0, "Update", "Budget", word(before), word(locked));
    }

    /// The net of the modifications on a line, in the project's currency.
    pub(super) fn modified_by(&self, line: u64) -> Decimal {
        self.modifications.iter().map(|one| one.on(line)).sum()
    }

    pub(super) fn sub_job(&self, code: &str) -> Option<&SubJobItem> {
        self.sub_jobs.iter().find(|sub_job| sub_job.code == code)
    }

    pub(super) fn line_of_code(&self, wbs_code_id: u64) -> Option<u64> {
        self.lines.values().find(|line| line.wbs_code_id == wbs_code_id).map(|line| line.id)
    }

    pub(super) fn total(&self) -> Decimal {
        self.lines.values().map(|line| line.original_budget_amount).sum()
    }

    /// The lines as the views show them at this moment, which may lag behind the lines themselves.
    pub(super) fn viewed_lines(&mut self, first_page: bool, now: Timestamp) -> Vec<Line> {
        self.behind = self.behind.take().and_then(|behind| behind.after_read(first_page, now));
        let lines = self.behind.as_ref().map_or(&self.lines, Behind::lines);
        lines.values().cloned().collect()
    }

    fn begin_write(&mut self, hand: &Hand, lag: RowLag) {
        self.behind = Behind::start(self.behind.take(), &self.lines, lag, hand.now);
        self.updated_at = hand.now;
    }

    fn code_must_be_free(&self, wbs_code_id: u64, except: Option<u64>) -> Result<(), Refusal> {
        if self.codes.get(wbs_code_id).is_none_or(|code| !code.active) {
            return Err(Refusal::invalid("wbs_code_id", "is not a valid Budget Code"));
        }
        self.must_take_lines(wbs_code_id)?;
        match self.line_of_code(wbs_code_id) {
            Some(line) if Some(line) != except => Err(Refusal::invalid("wbs_code_id", DUPLICATE)),
            _ => Ok(()),
        }
    }

    fn must_take_lines(&self, wbs_code_id: u64) -> Result<(), Refusal> {
        let flat_code = self.codes.get(wbs_code_id).map(super::wbs::WbsCode::flat_code).unwrap_or_default();
        self.habits.why_not(&flat_code).map_or(Ok(()), |why| Err(Refusal::invalid("base", why)))
    }

    fn note_difference(&mut self, hand: &Hand, before: &Line, after: &Line) {
        let text = |amount: Option<Decimal>| amount.map(|amount| amount.to_string());
        let code_of = |id: u64| self.codes.get(id).map(super::wbs::WbsCode::flat_code);
        let cells = [
            ("Budget Code", code_of(before.wbs_code_id), code_of(after.wbs_code_id)),
            (ORIGINAL_AMOUNT, text(Some(before.original_budget_amount)), text(Some(after.original_budget_amount))),
            ("Unit of Measure", before.uom.clone(), after.uom.clone()),
            ("Quantity", text(before.quantity), text(after.quantity)),
            ("Unit Cost", text(before.unit_cost), text(after.unit_cost)),
        ];
        for (column, old, new) in cells.into_iter().filter(|(_, old, new)| old != new) {
            self.note(hand, after.wbs_code_id, "Update", column, old, new);
        }
    }

    pub(super) fn note(
        &mut self,
        hand: &Hand,
        wbs_code_id: u64,
        kind: &str,
        column: &str,
        old: Option<String>,
        new: Option<String>,
    ) {
        let code = self.codes.get(wbs_code_id);
        self.history.push(Change {
            budget_code: code.map(super::wbs::WbsCode::flat_code).unwrap_or_default(),
            description: code.map(super::wbs::WbsCode::description).unwrap_or_default(),
            kind: kind.into(),
            column: column.into(),
            at: hand.now,
            by: hand.by.clone(),
            old,
            new,
        });
    }
}
