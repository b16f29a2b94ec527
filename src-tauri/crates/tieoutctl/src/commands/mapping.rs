//! `tieoutctl mapping show | check | export | import`: the mapping in the file format of the window's Mapping screen, so that a machine
//! without a screen can be set up.

use super::read_page;
use crate::arguments::MappingVerb;
use crate::end::{CommandError, End};
use crate::output::{bytes, counted, json, line, table};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use tieout::view::{Filter, Mapping, MappingExample, MappingExamples, MappingVersion};
use tieout::{Application, CodeMapping, ExportedFile, grouped, import_mapping, read_text};

/// The mapping that holds, and the version that said so; none where nobody saved one.
#[derive(Serialize)]
struct Document {
    mapping: Mapping,
    saved: Option<MappingVersion>,
}

/// What was done.
#[derive(Serialize)]
struct Done<'a> {
    saved: Option<&'a MappingVersion>,
    message: &'a str,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    verb: &MappingVerb,
    as_json: bool,
) -> Result<End, CommandError> {
    match verb {
        MappingVerb::Show => show(application, as_json).await,
        MappingVerb::Check { file } => check(application, file.as_deref(), as_json).await,
        MappingVerb::Export { file } => export(application, file.as_deref(), as_json).await,
        MappingVerb::Import { file } => import(application, file, as_json).await,
    }
}

async fn show(application: &Application, as_json: bool) -> Result<End, CommandError> {
    let company = application.company().await?;
    let saved = company.mapping_versions().await?.into_iter().next().map(MappingVersion::from);
    if as_json {
        json(&Document { mapping: company.mapping().await?.into(), saved });
        return Ok(End::Done);
    }
    match saved {
        Some(saved) => line(&format!("Version {}, saved {} by {}.", saved.version, saved.saved_at, saved.saved_by)),
        None => line("Nobody saved a mapping yet: the default holds."),
    }
    line(company.export_mapping().await?.trim_end());
    Ok(End::Done)
}

/// Ends with 2 where a line has no budget code: a re-import would leave it out.
async fn check(application: &Arc<Application>, file: Option<&Path>, as_json: bool) -> Result<End, CommandError> {
    // First the file, which costs no request.
    let draft = match file {
        Some(file) => Some(draft_of(file).await?),
        None => None,
    };
    read_page(application, Filter::All).await?;
    let mapping = match &draft {
        Some(draft) => draft.clone(),
        None => application.company().await?.mapping().await?,
    };
    let made = application.company().await?.mapping_examples(&mapping)?;
    let unmapped = made.unmapped_then();
    if as_json {
        json(&made);
    } else {
        print_checked(&made, draft.is_some());
    }
    Ok(match (made.problems.is_empty(), unmapped) {
        (false, _) => End::Failed,
        (true, 0) => End::Done,
        (true, _) => End::Drifted,
    })
}

async fn export(application: &Application, file: Option<&Path>, as_json: bool) -> Result<End, CommandError> {
    let text = application.company().await?.export_mapping().await?;
    let Some(file) = file else {
        bytes(text.as_bytes());
        return Ok(End::Done);
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ExportedFile { name, bytes: text.into_bytes() }.save(file).await?;
    let message = format!("The mapping was written to {}.", file.display());
    if as_json {
        json(&Done { saved: None, message: &message });
    } else {
        line(&message);
    }
    Ok(End::Done)
}

async fn import(application: &Application, file: &Path, as_json: bool) -> Result<End, CommandError> {
    let draft = draft_of(file).await?;
    let saved = MappingVersion::from(application.company().await?.save_mapping(&draft).await?);
    let message = format!("The mapping was saved as version {}. It holds from the next plan on.", saved.version);
    if as_json {
        json(&Done { saved: Some(&saved), message: &message });
    } else {
        line(&message);
        line("Which of the company's lines it finds budget codes for, `mapping check` tells.");
    }
    Ok(End::Done)
}

async fn draft_of(file: &Path) -> Result<CodeMapping, CommandError> {
    Ok(import_mapping(&read_text(file).await?)?)
}

fn print_checked(made: &MappingExamples, is_draft: bool) {
    made.problems.iter().for_each(|problem| line(problem));
    let kinds = [("Account group", &made.cost_types), ("Cost code", &made.cost_codes), ("Task", &made.sub_jobs)];
    let of_kind = |kind: &'static str, examples: &[MappingExample]| {
        examples.iter().map(|example| row(kind, example)).collect::<Vec<_>>()
    };
    let rows = kinds.into_iter().flat_map(|(kind, examples)| of_kind(kind, examples));
    table(&["Kind", "In Acumatica", "In Procore", "Lines", "Known", "Why not"], &[3, 4], rows);
    let of = |count: u32| counted(count, "estimate line");
    line(&format!("{} with a budget code, {} without.", of(made.mapped_then()), of(made.unmapped_then())));
    if is_draft {
        let (gained, lost, moved) = (of(made.gained), of(made.lost), of(made.moved));
        line(&format!(
            "Saving it: {gained} would get a budget code, {lost} would lose theirs, {moved} would get another."
        ));
        line("Nothing was saved.");
    }
}

fn row(kind: &str, example: &MappingExample) -> Vec<String> {
    vec![
        kind.to_owned(),
        example.from.clone(),
        example.becomes.clone().unwrap_or_else(|| "–".to_owned()),
        grouped(&example.lines.to_string()),
        grouped(&example.lines_known.to_string()),
        example.why_not.clone().unwrap_or_default(),
    ]
}
