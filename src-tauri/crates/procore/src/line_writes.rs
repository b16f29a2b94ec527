//! Writing original amounts: in batches by `budget_line_items/sync` where the server has it, else line by line by v1.1.
//!
//! Only the amount is sent, with the strategy `manual`; unit of measure, quantity and unit cost stay the line's own.

use crate::send::{Api, Failed};
use crate::trouble::trouble;
use jobcost::ProjectId;
use reimport::ports::{LineWrite, WriteTrouble};
use reimport::{SideTrouble, TroubleKind};
use reqwest::Method;
use rest::decimal::JsonNumber;
use rest::{Answer, Body, Call, RestError, RestErrorKind};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most lines of one call (sync actions tutorial: 1,000 updates).
const BATCH_MAX: usize = 1_000;

/// Writes lines and remembers what the server can do.
pub(crate) struct LineWrites {
    batch_max: AtomicUsize,
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

/// The echo is counted, not believed.
#[derive(Deserialize)]
struct Echo {
    #[serde(rename = "id")]
    _id: i64,
}

impl LineWrites {
    pub(crate) const fn new() -> Self {
        Self { batch_max: AtomicUsize::new(BATCH_MAX) }
    }

    pub(crate) fn lines_max(&self) -> usize {
        self.batch_max.load(Ordering::Relaxed)
    }

    pub(crate) async fn write(&self, api: &Api, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteTrouble> {
        match lines {
            [] => Ok(()),
            [line] if self.lines_max() == 1 => write_one(api, project, line).await,
            lines => self.write_batch(api, project, lines).await,
        }
    }

    async fn write_batch(&self, api: &Api, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteTrouble> {
        let body = SyncBody { project_id: project.0, budget_line_items: lines.iter().map(Item::of).collect() };
        let call = Call::change(Method::POST, "rest/v1.0/budget_line_items/sync", json(&body)?);
        match api.send(call).await {
            Ok(answer) => acknowledged(&answer, lines.len()),
            Err(Failed::Rest(error)) if error.kind == RestErrorKind::NotFound => {
                // A BETA route that this company does not have. From now on each line goes by itself.
                tracing::info!("Procore has no budget_line_items/sync here; writing line by line");
                self.batch_max.store(1, Ordering::Relaxed);
                Err(WriteTrouble::TooMany { lines_max: 1 })
            }
            Err(Failed::Rest(error)) if error.kind == RestErrorKind::TooLarge && lines.len() > 1 => {
                let half = (lines.len() / 2).max(1);
                Err(WriteTrouble::TooMany { lines_max: half })
            }
            Err(failed) => Err(write_trouble(failed)),
        }
    }
}

/// One line by v1.1.
async fn write_one(api: &Api, project: ProjectId, line: &LineWrite) -> Result<(), WriteTrouble> {
    let item = Item::of(line);
    let (method, path) = match line.line_item {
        None => (Method::POST, "rest/v1.1/budget_line_items".to_owned()),
        Some(line_item) => (Method::PATCH, format!("rest/v1.1/budget_line_items/{}", line_item.0)),
    };
    let body = LineBody { project_id: project.0, budget_line_item: Item { id: None, ..item } };
    match api.send(Call::change(method, path, json(&body)?)).await {
        Ok(answer) => answer.json::<Echo>().map(|_| ()).map_err(|error| unknown(&error)),
        // The line is there already: an earlier request of ours arrived whose answer was lost, and the rows lag behind. Looking
        // again tells; sending again would not.
        Err(Failed::Rest(error)) if error.words.contains("already exists") => Err(unknown(&error)),
        Err(failed) => Err(write_trouble(failed)),
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
fn acknowledged(answer: &Answer, lines: usize) -> Result<(), WriteTrouble> {
    match answer.json::<Vec<Echo>>() {
        Ok(echoes) if echoes.len() == lines => Ok(()),
        Ok(echoes) => Err(WriteTrouble::Unknown {
            cause: SideTrouble {
                side: jobcost::Side::Procore,
                kind: TroubleKind::NotUnderstood,
                sentence: format!("Procore acknowledged {} of {lines} lines.", echoes.len()),
                hint: "Look at the job's lines in Procore.".to_owned(),
                reference: None,
            },
            too_slow: false,
        }),
        Err(error) => Err(unknown(&error)),
    }
}

fn write_trouble(failed: Failed) -> WriteTrouble {
    let error = match failed {
        Failed::SignIn(trouble) => return WriteTrouble::NotApplied(trouble),
        Failed::Rest(error) => error,
    };
    match error.kind {
        RestErrorKind::Refused | RestErrorKind::TooLarge => WriteTrouble::Refused(refusal(&error)),
        _ if error.maybe_applied => unknown(&error),
        _ => WriteTrouble::NotApplied(trouble(&error)),
    }
}

fn unknown(error: &RestError) -> WriteTrouble {
    WriteTrouble::Unknown { cause: trouble(error), too_slow: error.kind == RestErrorKind::TooSlow }
}

/// The server's own words, for they say what to mend.
fn refusal(error: &RestError) -> SideTrouble {
    let mut trouble = trouble(error);
    if error.words.to_lowercase().contains("locked") {
        "The budget is locked in Procore.".clone_into(&mut trouble.sentence);
        "Unlock it in Procore's Budget tool, keeping its modifications, then try again.".clone_into(&mut trouble.hint);
    } else if !error.words.is_empty() {
        trouble.sentence = format!("Procore says: {}.", error.words.trim_end_matches('.'));
    }
    trouble
}

fn json(body: &impl Serialize) -> Result<Body, WriteTrouble> {
    serde_json::to_string(body)
        .map(Body::Json)
        .map_err(|_| WriteTrouble::NotApplied(crate::trouble::incomplete("an amount")))
}
