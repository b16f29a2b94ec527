//! `tieoutctl plan`

use super::read_row;
use crate::arguments::Choices;
use crate::end::{CommandError, End};
use crate::output::{amount, difference, json, line, table};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tieout::view::{Comparison, ExportFormat, LineOutcome, LineRow, OfferKind, PlanSummary, ReplannedLine};
use tieout::{Application, JobId};

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    choices: &Choices,
    files: &[PathBuf],
    as_json: bool,
) -> Result<End, CommandError> {
    read_row(application, job).await?;
    let shown = chosen(application, job, choices).await?;
    for file in files {
        export(application, job, choices, file).await?;
    }
    if as_json {
        json(&shown);
    } else {
        print(&shown);
    }
    Ok(if shown.summary.refusals.is_empty() { End::Done } else { End::NothingChanged })
}

/// The file's ending says what is wanted.
async fn export(application: &Application, job: &JobId, choices: &Choices, file: &Path) -> Result<(), CommandError> {
    let company = application.company().await?;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let format = match ending.as_str() {
        "xlsx" => ExportFormat::Workbook,
        "csv" => ExportFormat::Csv,
        "pdf" => return Ok(company.export_budget(job)?.save(file).await?),
        _ => {
            return Err(CommandError::usage(
                format!("{} ends in none of .xlsx, .csv and .pdf.", file.display()),
                "Name the file otherwise.",
            ));
        }
    };
    let shown = company.open_comparison(job).await?;
    let options = choices.on_top_of(shown.options);
    Ok(company.export_plan(&shown.plan, &options, format)?.save(file).await?)
}

/// The job's comparison with these choices on top of those that are kept of it.
async fn chosen(application: &Application, job: &JobId, choices: &Choices) -> Result<Comparison, CommandError> {
    let company = application.company().await?;
    let mut shown = company.open_comparison(job).await?;
    shown.options = choices.on_top_of(shown.options);
    let replanned = company.replan(&shown.plan, &shown.options)?;
    shown.summary = replanned.summary;
    shown.otherwise.clear();
    for ReplannedLine { index, line } in replanned.lines {
        if let Some(ruled) = shown.lines.get_mut(index as usize) {
            *ruled = line;
        }
    }
    Ok(shown)
}

/// The option that adds it to the plan.
const fn option(offer: OfferKind) -> &'static str {
    match offer {
        OfferKind::CreateCodes => "--create-codes",
        OfferKind::Unlock => "--unlock",
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
    for (name, between) in [
        ("Change on re-import", row.change),
        ("Out of balance", row.out_of_balance),
        ("Out of balance after it", row.out_of_balance_after),
    ] {
        line(&format!("{name:<32}{:>18}", difference(between)));
    }
    line("");
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
    for conflict in &job.conflicts {
        line(&format!("\n{}", conflict.sentence));
    }
    for refusal in &job.summary.refusals {
        line(&format!("\n{} {}", refusal.reason, refusal.remedy));
    }
}

/// The steps where there are several, and what may be added.
fn print_summary(summary: &PlanSummary) {
    if summary.steps.len() > 1 {
        line("");
        summary.steps.iter().zip(1..).for_each(|(step, number)| line(&format!("{number}. {step}")));
    }
    for offer in summary.offers.iter().filter(|offer| !offer.taken) {
        line(&format!("\n{}: {}", offer.sentence, option(offer.kind)));
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
        match &line.accepted {
            Some(accepted) if accepted.holds => format!("{}. Accepted: {}", line.reason, accepted.reason),
            _ => line.reason.clone(),
        },
    ]
}
