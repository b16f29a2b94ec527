//! The vendor's own screens: makes the changes that people make there.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::edit::Edit;
use super::estimate::{self, EstimateError};
use super::knobs::folded;
use super::line_key::LineKey;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, COST_CODE, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::state::State;
use super::table::bump;
use super::{budget, renames};

/// Does what waits for a request to this entity, which has just been answered.
pub(super) fn do_waiting(state: &mut State, entity: &str, now: Timestamp) {
    let mut due = Vec::new();
    for waiting in &mut state.waiting {
        if waiting.edit.entity.is_empty() || waiting.edit.entity.eq_ignore_ascii_case(entity) {
            waiting.counted += 1;
            if waiting.edit.nth.includes(waiting.counted) {
                due.push(waiting.edit.then.clone());
            }
        }
    }
    for edit in due {
        if let Err(error) = apply(state, edit, now) {
            tracing::warn!(%error, "an edit that waited could not be made");
        }
    }
}

/// Makes one change.
pub(super) fn apply(state: &mut State, edit: Edit, now: Timestamp) -> Result<(), EstimateError> {
    match edit {
        Edit::AddLine { line, amount } => add(state, &line, now, |row| budget::set_original(row, amount)),
        Edit::SetOriginal { line, amount } => set_original(state, &line, amount, now),
        Edit::RemoveLine { line } => {
            let id = estimate::line_of(&state.store, &line)?;
            state.store.lines.remove(id);
            Ok(())
        }
        Edit::Post { line, amount } => match estimate::line_of(&state.store, &line) {
            Err(EstimateError::NoSuchLine(_)) => add(state, &line, now, |row| budget::post(row, amount)),
            found => {
                change(state, found?, now, |row| budget::post(row, amount));
                Ok(())
            }
        },
        Edit::ReleaseChangeOrder { line, amount } => {
            let id = estimate::line_of(&state.store, &line)?;
            change(state, id, now, |row| budget::release(row, amount));
            Ok(())
        }
        Edit::Grow { project } => grow(state, &project, now),
        Edit::Shrink { project } => {
            let id = first_line(state, &project)?.id;
            state.store.lines.remove(id);
            Ok(())
        }
        Edit::LockBudget { project, locked } => lock(state, &project, locked),
        Edit::Rename { what, from, to } => renames::apply(&mut state.store, what, &from, &to, now),
        Edit::ProjectStatus { project, status } => set(state, &PROJECT, &[&project], "Status", status.as_str(), now),
        Edit::TaskStatus { project, task, status } => {
            set(state, &PROJECT_TASK, &[&project, &task], "Status", status.as_str(), now)
        }
        Edit::TickExpense { account_group, ticked } => tick(state, &account_group, ticked, now),
        Edit::ActivateAccountGroup { account_group, active } => {
            set(state, &ACCOUNT_GROUP, &[&account_group], "Active", active, now)
        }
        Edit::ActivateCostCode { cost_code, active } => activate(state, &cost_code, active),
    }
}

fn set_original(state: &mut State, line: &LineKey, amount: Decimal, now: Timestamp) -> Result<(), EstimateError> {
    let id = estimate::line_of(&state.store, line)?;
    estimate::set_original_amount(&mut state.store, id, amount, now);
    Ok(())
}

fn change(state: &mut State, id: uuid::Uuid, now: Timestamp, how: impl FnOnce(&mut Row)) {
    state.store.lines.change(id, |row| {
        how(row);
        bump(&PROJECT_BUDGET, row, now);
    });
}

fn add(state: &mut State, key: &LineKey, now: Timestamp, how: impl FnOnce(&mut Row)) -> Result<(), EstimateError> {
    let mut parts = key.parts();
    let (item, code) = (state.store.setup.empty_item.clone(), state.store.setup.default_cost_code.clone());
    if parts[4].is_empty() {
        parts[4] = &item;
    }
    if parts[2].is_empty() {
        parts[2] = &code;
    }
    let mut row = budget::empty_line(&parts, &state.store.line_type(parts[3]));
    how(&mut row);
    estimate::add_line(&mut state.store, row, &key.project, now)
}

fn grow(state: &mut State, project: &str, now: Timestamp) -> Result<(), EstimateError> {
    let first = first_line(state, project)?;
    let [project, task, cost_code, group, _] = first.keys(&PROJECT_BUDGET)[..] else { return Ok(()) };
    let key = LineKey::of(project).task(task).cost_code(cost_code).account_group(group);
    let taken = |number: u32| estimate::line_of(&state.store, &key.clone().item(posted_item(number))).is_ok();
    let number = (1..=u32::MAX).find(|number| !taken(*number)).unwrap_or_default();
    add(state, &key.item(posted_item(number)), now, |row| budget::post(row, Decimal::ONE))
}

fn posted_item(number: u32) -> String {
    format!("POSTED-{number}")
}

fn first_line<'a>(state: &'a State, project: &str) -> Result<&'a Row, EstimateError> {
    let of_project = LineKey::of(project);
    let found = state.store.lines.rows().iter().find(|line| of_project.matches(line));
    found.ok_or_else(|| EstimateError::NoSuchProject(project.to_owned()))
}

fn lock(state: &mut State, project: &str, locked: bool) -> Result<(), EstimateError> {
    if state.store.projects.by_keys(&[project]).is_none() {
        return Err(EstimateError::NoSuchProject(project.to_owned()));
    }
    state.store.set_locked(project, locked);
    Ok(())
}

fn set(
    state: &mut State,
    schema: &'static Schema,
    keys: &[&str],
    field: &str,
    value: impl Into<super::value::Value>,
    now: Timestamp,
) -> Result<(), EstimateError> {
    let missing = || EstimateError::NoSuchRecord(keys.join(" "));
    let table = state.store.table_mut(schema).ok_or_else(missing)?;
    let id = table.by_keys(keys).ok_or_else(missing)?.id;
    table.change(id, |row| {
        row.set(schema, field, value);
        bump(schema, row, now);
    });
    Ok(())
}

fn tick(state: &mut State, group: &str, ticked: bool, now: Timestamp) -> Result<(), EstimateError> {
    set(state, &ACCOUNT_GROUP, &[group], "Expense", ticked, now)?;
    let word = state.store.line_type(group);
    state.store.lines.rewrite(|line| {
        if folded(line.key(&PROJECT_BUDGET, 3)) == folded(group) {
            line.set(&PROJECT_BUDGET, "Type", word.as_str());
            bump(&PROJECT_BUDGET, line, now);
        }
    });
    Ok(())
}

fn activate(state: &mut State, cost_code: &str, active: bool) -> Result<(), EstimateError> {
    if state.store.cost_codes.by_keys(&[cost_code]).is_none() {
        return Err(EstimateError::NoSuchRecord(format!("{} {cost_code}", COST_CODE.name)));
    }
    state.store.set_active(cost_code, active);
    Ok(())
}
