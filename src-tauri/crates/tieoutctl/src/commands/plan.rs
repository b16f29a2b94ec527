//! `tieoutctl plan`

use super::estimates::{Estimate, estimate};
use super::read_row;
use crate::arguments::Choices;
use crate::end::{End, Trouble};
use crate::output::{Amount, amount, difference, json, line, table};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tieout::{Application, Comparison, ExportFormat, JobId, LineOutcome, LineRow, Offer, OfferKind, PlanSummary};

#[derive(Serialize)]
struct Document {
    estimate: Estimate,
    lines: Vec<Line>,
    /// What a re-import does, in order.
    steps: Vec<String>,
    /// What may be added to it, and by which option.
    offers: Vec<Offered>,
    refusals: Vec<Refusal>,
}

#[derive(Serialize)]
struct Line {
    code: String,
    description: String,
    estimate: Option<Amount>,
    budget: Option<Amount>,
    after: Option<Amount>,
    change: Option<Amount>,
    outcome: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct Offered {
    sentence: String,
    option: &'static str,
    taken: bool,
}

#[derive(Serialize)]
struct Refusal {
    reason: String,
    remedy: String,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    choices: &Choices,
    files: &[PathBuf],
    as_json: bool,
) -> Result<End, Trouble> {
    read_row(application, job).await?;
    let shown = chosen(application, job, choices).await?;
    for file in files {
        export(application, job, choices, file).await?;
    }
    if as_json {
        json(&document(&shown));
    } else {
        print(&shown);
    }
    Ok(if shown.summary.refusals.is_empty() { End::Done } else { End::NothingChanged })
}

/// The file's ending says what is wanted.
async fn export(application: &Application, job: &JobId, choices: &Choices, file: &Path) -> Result<(), Trouble> {
    let company = application.company().await?;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let format = match ending.as_str() {
        "xlsx" => ExportFormat::Workbook,
        "csv" => ExportFormat::Csv,
        "pdf" => return Ok(company.export_budget(job)?.save(file).await?),
        _ => {
            return Err(Trouble::usage(
                format!("{} ends in none of .xlsx, .csv and .pdf.", file.display()),
                "Name the file otherwise.",
            ));
        }
    };
    let shown = company.open_comparison(job).await?;
    Ok(company.export_plan(&shown.plan, &choices.options(), format)?.save(file).await?)
}

/// The job's comparison with these choices.
async fn chosen(application: &Application, job: &JobId, choices: &Choices) -> Result<Comparison, Trouble> {
    let company = application.company().await?;
    let mut shown = company.open_comparison(job).await?;
    let replanned = company.replan(&shown.plan, &choices.options())?;
    shown.summary = replanned.summary;
    for (position, line) in replanned.lines {
        if let Some(ruled) = shown.lines.get_mut(position) {
            *ruled = line;
        }
    }
    Ok(shown)
}

fn offered(offer: &Offer) -> Offered {
    let option = match offer.kind {
        OfferKind::CreateCodes => "--create-codes",
        OfferKind::Unlock => "--unlock",
    };
    Offered { sentence: offer.sentence.clone(), option, taken: offer.taken }
}

fn document(job: &Comparison) -> Document {
    Document {
        steps: job.summary.steps.clone(),
        offers: job.summary.offers.iter().map(offered).collect(),
        estimate: estimate(&job.row),
        lines: job.lines.iter().map(whole_line).collect(),
        refusals: job
            .summary
            .refusals
            .iter()
            .map(|(reason, remedy)| Refusal { reason: reason.clone(), remedy: remedy.clone() })
            .collect(),
    }
}

fn whole_line(line: &LineRow) -> Line {
    Line {
        code: line.code.clone(),
        description: line.description.clone(),
        estimate: line.estimate.map(Amount::from),
        budget: line.budget.map(Amount::from),
        after: line.after.map(Amount::from),
        change: line.change.map(Amount::from),
        outcome: outcome(line.outcome),
        reason: line.reason.clone(),
    }
}

/// A person reads what would change, and what does not although the sides differ.
fn print(job: &Comparison) {
    let row = &job.row;
    line(&format!("{} {}", row.job_id, row.project_name));
    for (name, total) in [
        ("Current Acumatica Total", row.acumatica),
        ("Current Procore Total", row.procore),
        ("New Procore Total on Re-import", row.new_procore),
    ] {
        line(&format!("{name:<32}{:>18}", amount(total)));
    }
    line(&format!("{:<32}{:>18}\n", "Difference", difference(row.difference)));
    let differing = job.lines.iter().filter(|line| line.outcome != LineOutcome::Agrees);
    let rows: Vec<Vec<String>> = differing.map(short_line).collect();
    if rows.is_empty() {
        line("Every line is the same on both sides.");
    } else {
        table(
            &[
                "Budget code",
                "Description",
                "Acumatica",
                "Procore now",
                "Procore after",
                "Change",
                "What happens, and why",
            ],
            &[2, 3, 4, 5],
            rows,
        );
    }
    print_summary(&job.summary);
    for (reason, remedy) in &job.summary.refusals {
        line(&format!("\n{reason} {remedy}"));
    }
}

/// The steps where there are several, and what may be added.
fn print_summary(summary: &PlanSummary) {
    if summary.steps.len() > 1 {
        line("");
        summary.steps.iter().zip(1..).for_each(|(step, number)| line(&format!("{number}. {step}")));
    }
    for offer in summary.offers.iter().map(offered).filter(|offer| !offer.taken) {
        line(&format!("\n{}: {}", offer.sentence, offer.option));
    }
}

fn short_line(line: &LineRow) -> Vec<String> {
    vec![
        line.code.clone(),
        line.description.clone(),
        amount(line.estimate),
        amount(line.budget),
        amount(line.after),
        difference(line.change),
        line.reason.clone(),
    ]
}

fn outcome(outcome: LineOutcome) -> &'static str {
    match outcome {
        LineOutcome::Created => "created",
        LineOutcome::Revised => "revised",
        LineOutcome::SetToZero => "set to zero",
        LineOutcome::RevisedToCredit => "revised to a credit",
        LineOutcome::Agrees => "agrees",
        LineOutcome::OnlyInProcore => "only in Procore",
        LineOutcome::NotCreated => "not created",
        LineOutcome::Unmapped => "unmapped",
        LineOutcome::Left => "left",
    }
}
