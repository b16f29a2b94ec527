//! What somebody does in Procore's own window, past the API: no permission, no lock, but in the history like everything else.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::books::Books;
use super::line::LineFields;
use super::office::Office;
use super::refusal::Refusal;

/// Locks, or unlocks and preserves the modifications.
pub(super) fn set_locked(office: &Office, project: u64, locked: bool) -> Result<(), Refusal> {
    let hand = office.somebody();
    office.with(|books| {
        let project = books.projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        if locked {
            project.lock(&hand);
        } else {
            project.unlock(false, &hand);
        }
        Ok(())
    })
}

/// Makes a budget change.
pub(super) fn change_budget(office: &Office, project: u64, amount: Decimal, status: &str) -> Result<(), Refusal> {
    let hand = office.somebody();
    office.with(|books| {
        let project = books.projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        project.make_budget_change(amount, status, &hand);
        Ok(())
    })
}

/// Sets the original amount of a line by its flat code, e.g. `03-30-00.S`; a line or a code that is new is made.
pub(super) fn set_amount(office: &Office, project: u64, flat_code: &str, amount: Decimal) -> Result<(), Refusal> {
    let hand = office.somebody();
    office.with(|books| {
        let code = code_of(books, project, flat_code, hand.now)?;
        let Books { projects, switches, .. } = books;
        let project = projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        let fields =
            LineFields { wbs_code_id: Some(code), original_budget_amount: Some(amount), ..LineFields::default() };
        let locked = std::mem::replace(&mut project.locked, false);
        let done = project.upsert(&fields, &hand, switches.row_lag);
        project.locked = locked;
        done.map(|_| ())
    })
}

/// Makes the budget code of this flat code where it is not there, and gives it a description and a status.
pub(super) fn set_code(
    office: &Office,
    project: u64,
    flat_code: &str,
    description: &str,
    active: bool,
) -> Result<(), Refusal> {
    let now = office.now();
    office.with(|books| {
        let id = code_of(books, project, flat_code, now)?;
        let project = books.projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        let code = project.codes.get_mut(id).ok_or(Refusal::NotFound)?;
        code.description = Some(description.to_owned()).filter(|text| !text.is_empty());
        code.active = active;
        Ok(())
    })
}

/// The id of a flat code; whatever of it is new is made.
fn code_of(books: &mut Books, project: u64, flat_code: &str, now: Timestamp) -> Result<u64, Refusal> {
    let Books { projects, codes, .. } = books;
    let project = projects.get_mut(&project).ok_or(Refusal::NotFound)?;
    let (rest, cost_type) = flat_code.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let (sub_job, cost_code) = rest.split_once('.').map_or((None, rest), |(sub_job, code)| (Some(sub_job), code));
    let sub_job = sub_job.map(|code| project.sub_job(code).cloned().ok_or(Refusal::NotFound)).transpose()?;
    codes.learn(cost_code, "Added in Procore");
    project.codes.of(codes, sub_job.as_ref(), (cost_code, cost_type), now).ok_or(Refusal::NotFound)
}

/// Removes the line of this flat code.
pub(super) fn remove_line(office: &Office, project: u64, flat_code: &str) -> Result<(), Refusal> {
    let hand = office.somebody();
    office.with(|books| {
        let lag = books.switches.row_lag;
        let project = books.projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        let code = project.codes.by_flat_code(flat_code).ok_or(Refusal::NotFound)?.id;
        let line = project.line_of_code(code).ok_or(Refusal::NotFound)?;
        let locked = std::mem::replace(&mut project.locked, false);
        let done = project.delete(line, &hand, lag);
        project.locked = locked;
        done
    })
}
