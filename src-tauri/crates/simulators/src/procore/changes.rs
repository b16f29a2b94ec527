//! What people do to a project's budget past its original amounts: budget changes and budget modifications (Procore: budget changes,
//! budget modifications).

use rust_decimal::Decimal;

use super::budget_change::BudgetChange;
use super::history::Hand;
use super::modification::{Modification, ModificationFields};
use super::project::Project;
use super::refusal::Refusal;

const CHANGES_COLUMN: &str = "Budget Changes";
const MODIFICATIONS_COLUMN: &str = "Budget Modifications";

impl Project {
    /// Makes one.
    pub(super) fn make_budget_change(&mut self, amount: Decimal, status: &str, hand: &Hand) {
        self.budget_changes.push(BudgetChange {
            id: self.next_line_id,
            number: self.budget_changes.len() + 1,
            status: status.to_owned(),
            amount,
            created_by: hand.by.clone(),
        });
        self.next_line_id += 1;
        self.updated_at = hand.now;
        self.note(hand, 0, "Create", CHANGES_COLUMN, None, Some(amount.to_string()));
    }

    /// Moves money. The receiving line and the amount are required.
    pub(super) fn modify(&mut self, fields: ModificationFields, hand: &Hand) -> Result<Modification, Refusal> {
        let missing = |field: &str| Refusal::invalid(field, "can't be blank");
        let to = fields.to_budget_line_item_id.ok_or_else(|| missing("to_budget_line_item_id"))?;
        let amount = fields.transfer_amount.ok_or_else(|| missing("transfer_amount"))?;
        let mut made = Modification::to(self.next_line_id, to, amount, hand.now);
        made.take(fields);
        self.lines_must_be_there(&made)?;
        self.next_line_id += 1;
        self.note_modification(hand, "Create", None, Some(&made));
        self.modifications.push(made.clone());
        Ok(made)
    }

    pub(super) fn change_modification(
        &mut self,
        id: u64,
        fields: ModificationFields,
        hand: &Hand,
    ) -> Result<Modification, Refusal> {
        let at = self.place_of_modification(id)?;
        let before = self.modifications[at].clone();
        let mut after = before.clone();
        after.take(fields);
        after.updated_at = hand.now;
        self.lines_must_be_there(&after)?;
        self.note_modification(hand, "Update", Some(&before), Some(&after));
        self.modifications[at] = after.clone();
        Ok(after)
    }

    pub(super) fn remove_modification(&mut self, id: u64, hand: &Hand) -> Result<(), Refusal> {
        let at = self.place_of_modification(id)?;
        let removed = self.modifications.remove(at);
        self.note_modification(hand, "Delete", Some(&removed), None);
        Ok(())
    }

    fn place_of_modification(&self, id: u64) -> Result<usize, Refusal> {
        self.modifications.iter().position(|one| one.id == id).ok_or(Refusal::NotFound)
    }

    fn lines_must_be_there(&self, modification: &Modification) -> Result<(), Refusal> {
        if !self.lines.contains_key(&modification.to_line) {
            return Err(Refusal::invalid("to_budget_line_item_id", "is invalid"));
        }
        match modification.from_line {
            Some(from) if from == modification.to_line => {
                Err(Refusal::invalid("from_budget_line_item_id", "must be another line item"))
            }
            Some(from) if !self.lines.contains_key(&from) => {
                Err(Refusal::invalid("from_budget_line_item_id", "is invalid"))
            }
            _ => Ok(()),
        }
    }

    fn note_modification(
        &mut self,
        hand: &Hand,
        kind: &'static str,
        before: Option<&Modification>,
        after: Option<&Modification>,
    ) {
        let code = before.or(after).and_then(|one| self.lines.get(&one.to_line)).map(|line| line.wbs_code_id);
        let text = |one: Option<&Modification>| one.map(|one| one.amount.to_string());
        self.updated_at = hand.now;
        self.note(hand, code.unwrap_or_default(), kind, MODIFICATIONS_COLUMN, text(before), text(after));
    }
}
