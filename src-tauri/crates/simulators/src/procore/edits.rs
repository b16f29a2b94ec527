//! What somebody does in Procore's own window, past the API: no permission, no lock, but in the history like everything else.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::books::Books;
use super::deed::Deed;
use super::history::Hand;
use super::line::{Line, LineFields, Strategy};
use super::office::Office;
use super::project::Project;
use super::refusal::Refusal;
use crate::bench::Moment;

/// Does it now.
pub(super) fn perform(office: &Office, project: u64, deed: &Deed) -> Result<(), Refusal> {
    let hand = office.somebody();
    office.with(|books| done_in(books, project, deed, &hand))
}

fn done_in(books: &mut Books, id: u64, deed: &Deed, hand: &Hand) -> Result<(), Refusal> {
    match deed {
        Deed::SetAmount { code, amount } => set_amount(books, id, code, *amount, hand),
        Deed::MoveMoney { from, to, amount } => {
            let (gives, receives) = (amount_of(books, id, from)?, amount_of(books, id, to)?);
            set_amount(books, id, from, gives - amount, hand)?;
            set_amount(books, id, to, receives + amount, hand)
        }
        Deed::DoubleLine { code, amount } => double_line(books, id, code, *amount, hand),
        Deed::RemoveLine { code } => remove_line(books, id, code, hand),
        Deed::MakeCode { code, description } => set_code(books, id, code, Some(description), true, hand.now),
        Deed::SetCodeActive { code, active } => set_code(books, id, code, None, *active, hand.now),
        _ => done_to(project_of(books, id)?, deed, hand),
    }
}

/// The deeds that concern the project alone.
fn done_to(project: &mut Project, deed: &Deed, hand: &Hand) -> Result<(), Refusal> {
    match deed {
        Deed::Lock => project.lock(hand),
        Deed::Unlock => {
            project.habits.with_erp = false;
            project.unlock(false, hand)?;
        }
        Deed::SendToErp => {
            project.lock(hand);
            project.habits.with_erp = true;
        }
        Deed::RetrieveFromErp => project.habits.with_erp = false,
        Deed::SetProjectActive { active } => project.active = *active,
        Deed::ChangeBudget { amount, status } => project.make_budget_change(*amount, status, hand),
        Deed::Renumber { code } => {
            let old = code_id(project, code)?;
            let new = project.codes.renumber(old).ok_or(Refusal::NotFound)?;
            follow(project, |id| if id == old { new } else { id });
        }
        Deed::Exchange { one, other } => {
            let (one, other) = (code_id(project, one)?, code_id(project, other)?);
            project.codes.exchange(one, other).ok_or(Refusal::NotFound)?;
            follow(project, |id| match id {
                id if id == one => other,
                id if id == other => one,
                id => id,
            });
        }
        _ => {}
    }
    Ok(())
}

fn project_of(books: &mut Books, id: u64) -> Result<&mut Project, Refusal> {
    books.projects.get_mut(&id).ok_or(Refusal::NotFound)
}

fn code_id(project: &Project, flat_code: &str) -> Result<u64, Refusal> {
    project.codes.by_flat_code(flat_code).map(|code| code.id).ok_or(Refusal::NotFound)
}

/// Lines name their code by its number, and stay with its text.
fn follow(project: &mut Project, new: impl Fn(u64) -> u64) {
    for line in project.lines.values_mut() {
        line.wbs_code_id = new(line.wbs_code_id);
    }
}

fn amount_of(books: &mut Books, id: u64, flat_code: &str) -> Result<Decimal, Refusal> {
    let project = project_of(books, id)?;
    let line = project.line_of_code(code_id(project, flat_code)?).and_then(|line| project.lines.get(&line));
    line.map(|line| line.original_budget_amount).ok_or(Refusal::NotFound)
}

/// Sets the original amount of a line by its flat code; a line or a code that is new is made.
fn set_amount(books: &mut Books, id: u64, flat_code: &str, amount: Decimal, hand: &Hand) -> Result<(), Refusal> {
    let code = code_of(books, id, flat_code, hand.now)?;
    let lag = books.switches.lag_of_edits();
    let fields = LineFields { wbs_code_id: Some(code), original_budget_amount: Some(amount), ..LineFields::default() };
    past_the_rules(project_of(books, id)?, code, |project| project.upsert(&fields, hand, lag).map(|_| ()))
}

fn double_line(books: &mut Books, id: u64, flat_code: &str, amount: Decimal, hand: &Hand) -> Result<(), Refusal> {
    let project = project_of(books, id)?;
    let mut amount = amount;
    amount.rescale(2);
    let line = Line {
        id: project.next_line_id,
        wbs_code_id: code_id(project, flat_code)?,
        original_budget_amount: amount,
        uom: None,
        quantity: None,
        unit_cost: None,
        strategy: Strategy::Manual,
        created_at: hand.now,
        updated_at: hand.now,
    };
    project.next_line_id += 1;
    project.lines.insert(line.id, line);
    Ok(())
}

fn remove_line(books: &mut Books, id: u64, flat_code: &str, hand: &Hand) -> Result<(), Refusal> {
    let lag = books.switches.lag_of_edits();
    let project = project_of(books, id)?;
    let code = code_id(project, flat_code)?;
    let line = project.line_of_code(code).ok_or(Refusal::NotFound)?;
    past_the_rules(project, code, |project| project.delete(line, hand, lag))
}

/// In the window no lock, no refused code and no inactive code stands in the way.
fn past_the_rules(
    project: &mut Project,
    code: u64,
    work: impl FnOnce(&mut Project) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let locked = std::mem::replace(&mut project.locked, false);
    let refused = std::mem::take(&mut project.habits.refused);
    let active = project.codes.get_mut(code).map(|code| std::mem::replace(&mut code.active, true));
    let done = work(project);
    project.locked = locked;
    project.habits.refused = refused;
    if let Some((code, active)) = project.codes.get_mut(code).zip(active) {
        code.active = active;
    }
    done
}

/// Makes the budget code of this flat code where it is not there, and gives it a description and a status.
fn set_code(
    books: &mut Books,
    id: u64,
    flat_code: &str,
    description: Option<&str>,
    active: bool,
    now: Timestamp,
) -> Result<(), Refusal> {
    let code = code_of(books, id, flat_code, now)?;
    let code = project_of(books, id)?.codes.get_mut(code).ok_or(Refusal::NotFound)?;
    if let Some(description) = description {
        code.description = Some(description.to_owned()).filter(|text| !text.is_empty());
    }
    code.active = active;
    code.updated_at = now;
    Ok(())
}

/// The id of a flat code; whatever of it is new is made. A new one is read as cost code and cost type, and as in a sub job where its
/// first part is one of the project's.
fn code_of(books: &mut Books, id: u64, flat_code: &str, now: Timestamp) -> Result<u64, Refusal> {
    let Books { projects, codes, .. } = books;
    let project = projects.get_mut(&id).ok_or(Refusal::NotFound)?;
    if let Some(known) = project.codes.by_flat_code(flat_code) {
        return Ok(known.id);
    }
    let (rest, cost_type) = flat_code.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let parts = rest.split_once('.').and_then(|(first, rest)| Some((project.sub_job(first).cloned()?, rest)));
    let (sub_job, cost_code) = parts.map_or((None, rest), |(sub_job, rest)| (Some(sub_job), rest));
    if codes.cost_code_in(id, cost_code).is_none() {
        codes.learn(cost_code, "Added in Procore", None);
    }
    project.codes.of((codes, id), sub_job.as_ref(), (cost_code, cost_type), now).ok_or(Refusal::NotFound)
}

/// Does it at a moment of the traffic. What cannot be done then, since the budget is not what it was, is left undone.
pub(super) fn plan(office: &Office, moment: Moment, project: u64, deed: Deed) -> Result<(), Refusal> {
    office.with(|books| project_of(books, project).map(|_| ()))?;
    let by = office.clone();
    office.bench.happenings.at(moment, move || {
        if let Err(refusal) = perform(&by, project, &deed) {
            tracing::warn!(?refusal, ?deed, "what somebody was to do could not be done");
        }
    });
    Ok(())
}
