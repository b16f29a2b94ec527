//! Writing original amounts: in batches by `budget_line_items/sync` where the server has it, else line by line by v1.1.
//!
//! Only the amount is sent, with the strategy `manual`; unit of measure, quantity and unit cost stay the line's own.

use crate::error::{is_not_connected, side_error};
use crate::lock::is_locked;
use crate::phrases::{Phrase, phrase_in};
use crate::send::{Api, RequestError};
use jobcost::{ProjectId, counted_of};
use reimport::ports::{LineWrite, WriteError};
use reimport::{SideError, SideErrorKind};
use reqwest::Method;
use rest::decimal::{self, JsonNumber};
use rest::{Answer, Body, Call, Clock, Memory, RestError, RestErrorKind};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// The most lines of one call (sync actions tutorial: 1,000 updates).
const BATCH_MAX: usize = 1_000;
/// 404 is also what a missing right looks like, so that a route that was not there is looked for again after a while.
const MISSING_FOR: Duration = Duration::from_hours(1);

/// Writes lines and remembers what the server can do.
pub(crate) struct LineWrites {
    no_batches: Memory<(), ()>,
}

#[derive(Serialize)]
struct SyncBody {
    project_id: i64,
    budget_line_items: Vec<Item>,
}

#[derive(Serialize)]
struct LineBody {
    project_id: i64,
    budget_line_item: Item,
}

#[derive(Serialize)]
struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    wbs_code_id: i64,
    original_budget_amount: JsonNumber,
    calculation_strategy: &'static str,
}

/// The echo is counted and compared, not believed: only the budget that is read afterwards is.
#[derive(Deserialize)]
struct Echo {
    id: i64,
    #[serde(default)]
    wbs_code: Option<EchoCode>,
    #[serde(default, deserialize_with = "decimal::optional")]
    original_budget_amount: Option<Decimal>,
}

#[derive(Deserialize)]
struct EchoCode {
    #[serde(default)]
    id: Option<i64>,
}

impl Echo {
    /// The answer's order is not documented, so that a line is found by its number or its code's.
    fn is_of(&self, line: &LineWrite) -> bool {
        match line.line_item {
            Some(line_item) => self.id == line_item.0,
            None => self.wbs_code.as_ref().and_then(|code| code.id) == Some(line.wbs_code_id.0),
        }
    }
}

/// What is said where the right to the original amount is missing.
const MAY_NOT_EDIT: (&str, &str) = (
    "Procore does not let this account change the original budget amounts of this project.",
    "It needs Admin on the project's Budget tool, or the permission Modify Original Budget Amount beside another level. Ask your Procore \
     administrator, and whether the Budget tool is switched on in this project.",
);
/// A budget that was sent to the ERP looks like any other that is locked.
const LOCKED: &str = "Unlock it in Procore's Budget tool, keeping its modifications, then try again. If it was sent to the ERP, retrieve it \
                      there first, or wait for the accounting approver.";

impl LineWrites {
    pub(crate) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self { no_batches: Memory::lasting(MISSING_FOR, clock) }
    }

    pub(crate) fn lines_max(&self) -> usize {
        if self.no_batches.recall(&()).is_some() { 1 } else { BATCH_MAX }
    }

    pub(crate) async fn write(&self, api: &Api, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteError> {
        match lines {
            [] => Ok(()),
            [line] if self.lines_max() == 1 => self.write_one(api, project, line).await,
            lines => self.write_batch(api, project, lines).await,
        }
    }

    async fn write_batch(&self, api: &Api, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteError> {
        let body = SyncBody { project_id: project.0, budget_line_items: lines.iter().map(Item::of).collect() };
        let call = Call::change(Method::POST, "rest/v1.0/budget_line_items/sync", json(&body)?);
        match api.send(call).await {
            Ok(answer) => acknowledged(&answer, lines),
            Err(RequestError::Rest(error)) if error.kind == RestErrorKind::NotFound => {
                // A BETA route that this company does not have. From now on each line goes by itself.
                tracing::info!("Procore has no budget_line_items/sync here; writing line by line");
                self.no_batches.keep((), ());
                Err(WriteError::TooMany { lines_max: 1 })
            }
            Err(RequestError::Rest(error)) if error.kind == RestErrorKind::TooLarge && lines.len() > 1 => {
                let half = (lines.len() / 2).max(1);
                Err(WriteError::TooMany { lines_max: half })
            }
            Err(failed) => Err(write_error(api, project, failed, lines.len()).await),
        }
    }

    /// One line by v1.1. Where that is refused like the batch was, the batch may have been refused for a right only.
    async fn write_one(&self, api: &Api, project: ProjectId, line: &LineWrite) -> Result<(), WriteError> {
        let written = write_one(api, project, line).await;
        if matches!(&written, Err(WriteError::NotApplied(error)) if is_a_right(error)) {
            self.no_batches.forget(&());
        }
        written
    }
}

async fn write_one(api: &Api, project: ProjectId, line: &LineWrite) -> Result<(), WriteError> {
    let item = Item::of(line);
    let (method, path) = match line.line_item {
        None => (Method::POST, "rest/v1.1/budget_line_items".to_owned()),
        Some(line_item) => (Method::PATCH, format!("rest/v1.1/budget_line_items/{}", line_item.0)),
    };
    let body = LineBody { project_id: project.0, budget_line_item: Item { id: None, ..item } };
    match api.send(Call::change(method, path, json(&body)?)).await {
        Ok(answer) => {
            let echo = answer.json::<Echo>().map_err(|error| unknown(&error))?;
            compared(line, Some(&echo))
        }
        Err(failed) => Err(write_error(api, project, failed, 1).await),
    }
}

impl Item {
    fn of(line: &LineWrite) -> Self {
        Self {
            id: line.line_item.map(|line_item| line_item.0),
            wbs_code_id: line.wbs_code_id.0,
            original_budget_amount: JsonNumber(line.amount.to_smallest_unit().amount()),
            calculation_strategy: "manual",
        }
    }
}

/// A yes for every line. Fewer echoes than lines, or an answer nobody can read, leaves their fate unknown.
fn acknowledged(answer: &Answer, lines: &[LineWrite]) -> Result<(), WriteError> {
    let echoes = answer.json::<Vec<Echo>>().map_err(|error| unknown(&error))?;
    if echoes.len() != lines.len() {
        let sentence = format!("Procore acknowledged {}.", counted_of(echoes.len(), lines.len(), "line"));
        return Err(WriteError::Unknown { cause: look(sentence), too_slow: false });
    }
    lines.iter().try_for_each(|line| compared(line, echoes.iter().find(|echo| echo.is_of(line))))
}

/// The amount that the server says it stored, where it says one, is the one that was sent. It may come as text or as a number. Another one
/// is an answer all the same, e.g. of a project that rounds: nothing of the line is on its way any more, sending it again would store the
/// same, and reading the budget back says what it came to.
fn compared(line: &LineWrite, echo: Option<&Echo>) -> Result<(), WriteError> {
    let sent = line.amount.to_smallest_unit().amount();
    let Some(stored) = echo.and_then(|echo| echo.original_budget_amount).filter(|stored| *stored != sent) else {
        return Ok(());
    };
    let sentence = format!("Procore stored {stored} for a line instead of {sent}.");
    if stored.is_zero() {
        // Without the right to the original amount an account may add a line, but only without a value.
        let error = SideError { kind: SideErrorKind::Forbidden, remedy: MAY_NOT_EDIT.1.to_owned(), ..look(sentence) };
        return Err(WriteError::Refused(error));
    }
    tracing::warn!("{sentence}");
    Ok(())
}

fn look(sentence: String) -> SideError {
    SideError {
        side: jobcost::Side::Procore,
        kind: SideErrorKind::NotUnderstood,
        sentence,
        remedy: "Look at the job's lines in Procore.".to_owned(),
        reference: None,
    }
}

async fn write_error(api: &Api, project: ProjectId, failed: RequestError, lines: usize) -> WriteError {
    let error = match failed {
        RequestError::SignIn(side_error) => return WriteError::NotApplied(side_error),
        RequestError::Rest(error) => error,
    };
    match error.kind {
        // The line is there already: an earlier request of ours may have arrived whose answer was lost, and the rows lag behind. Looking
        // again tells; sending again would not. Of several lines the halves are looked at.
        RestErrorKind::Refused if lines == 1 && phrase_in(&error) == Some(Phrase::LineExists) => unknown(&error),
        RestErrorKind::Refused | RestErrorKind::TooLarge => WriteError::Refused(refusal(api, project, &error).await),
        RestErrorKind::Forbidden => WriteError::NotApplied(may_not_edit(&error)),
        _ if error.maybe_applied => unknown(&error),
        _ => WriteError::NotApplied(side_error(&error)),
    }
}

fn unknown(error: &RestError) -> WriteError {
    WriteError::Unknown { cause: side_error(error), too_slow: error.kind == RestErrorKind::TooSlow }
}

/// A right that only the write reveals, or that was taken away meanwhile.
fn may_not_edit(error: &RestError) -> SideError {
    let side_error = side_error(error);
    if is_not_connected(error) {
        return side_error;
    }
    SideError { sentence: MAY_NOT_EDIT.0.to_owned(), remedy: MAY_NOT_EDIT.1.to_owned(), ..side_error }
}

/// It is about what the account may do or see.
fn is_a_right(error: &SideError) -> bool {
    matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound)
}

/// The server's own words, because they say what to mend. That a budget is locked is asked once more: a record of an ERP integration is
/// called locked too, and somebody may have unlocked meanwhile.
async fn refusal(api: &Api, project: ProjectId, error: &RestError) -> SideError {
    let mut side_error = side_error(error);
    if phrase_in(error) == Some(Phrase::BudgetLocked) && is_locked(api, project).await != Ok(false) {
        "The budget is locked in Procore.".clone_into(&mut side_error.sentence);
        LOCKED.clone_into(&mut side_error.remedy);
    } else if !error.words.is_empty() {
        side_error.sentence = format!("Procore says: {}.", error.words.trim_end_matches('.'));
    }
    side_error
}

fn json(body: &impl Serialize) -> Result<Body, WriteError> {
    serde_json::to_string(body)
        .map(Body::Json)
        .map_err(|_| WriteError::NotApplied(crate::error::incomplete("an amount")))
}
