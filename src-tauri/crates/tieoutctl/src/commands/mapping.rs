//! `tieoutctl mapping show | check | export | import`: the mapping in the file format of the window's Mapping screen, so that a machine
//! without a screen can be set up.

use super::read_page;
use crate::arguments::MappingVerb;
use crate::end::{End, Trouble};
use crate::output::{Amount, bytes, json, line, table};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use tieout::{
    Application, CodeMapping, DraftMapping, ExportedFile, Filter, MappingExample, SavedMapping, counted, grouped,
    import_mapping, read_text,
};

#[derive(Serialize)]
struct Shown {
    version: Option<i64>,
    saved_at: Option<String>,
    saved_by: Option<String>,
    mapping: serde_json::Value,
}

#[derive(Serialize)]
struct Checked {
    problems: Vec<String>,
    lines_mapped: usize,
    lines_unmapped: usize,
    change: Option<Change>,
    cost_types: Vec<Example>,
    cost_codes: Vec<Example>,
    sub_jobs: Vec<Example>,
}

/// What saving the file's mapping would change, in estimate lines.
#[derive(Serialize)]
struct Change {
    gained: usize,
    lost: usize,
    moved: usize,
}

#[derive(Serialize)]
struct Example {
    from: String,
    becomes: Option<String>,
    lines: usize,
    lines_known: usize,
    why_not: Option<String>,
    totals: Vec<Amount>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names that programs read")]
struct Saved {
    version: i64,
    saved_at: String,
    saved_by: String,
    message: String,
}

pub(crate) async fn run(application: &Arc<Application>, verb: &MappingVerb, as_json: bool) -> Result<End, Trouble> {
    match verb {
        MappingVerb::Show => show(application, as_json).await,
        MappingVerb::Check { file } => check(application, file.as_deref(), as_json).await,
        MappingVerb::Export { file } => export(application, file.as_deref(), as_json).await,
        MappingVerb::Import { file } => import(application, file, as_json).await,
    }
}

async fn show(application: &Application, as_json: bool) -> Result<End, Trouble> {
    let text = application.company().await?.export_mapping().await?;
    let saved = application.company().await?.mapping_versions().await?.into_iter().next();
    if as_json {
        let mapping = serde_json::from_str(&text).map_err(|error| {
            Trouble::new(format!("The mapping could not be written as JSON: {error}."), "Send the log to support.")
        })?;
        let (version, saved_at, saved_by) = match saved {
            Some(saved) => (Some(saved.version), Some(saved.saved_at.to_string()), Some(saved.saved_by)),
            None => (None, None, None),
        };
        json(&Shown { version, saved_at, saved_by, mapping });
        return Ok(End::Done);
    }
    match saved {
        Some(saved) => line(&format!("Version {}, saved {} by {}.", saved.version, saved.saved_at, saved.saved_by)),
        None => line("Nobody saved a mapping yet: the default holds."),
    }
    line(text.trim_end());
    Ok(End::Done)
}

/// Ends with 2 where a line has no budget code: a re-import would leave it out.
async fn check(application: &Arc<Application>, file: Option<&Path>, as_json: bool) -> Result<End, Trouble> {
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
    let unmapped = made.change.unmapped_then();
    if as_json {
        json(&checked(&made, draft.is_some()));
    } else {
        print_checked(&made, draft.is_some());
    }
    Ok(match (made.problems.is_empty(), unmapped) {
        (false, _) => End::Failed,
        (true, 0) => End::Done,
        (true, _) => End::Drifted,
    })
}

async fn export(application: &Application, file: Option<&Path>, as_json: bool) -> Result<End, Trouble> {
    let text = application.company().await?.export_mapping().await?;
    let Some(file) = file else {
        bytes(text.as_bytes());
        return Ok(End::Done);
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ExportedFile { name, bytes: text.into_bytes() }.save(file).await?;
    said(as_json, &format!("The mapping was written to {}.", file.display()));
    Ok(End::Done)
}

async fn import(application: &Application, file: &Path, as_json: bool) -> Result<End, Trouble> {
    let draft = draft_of(file).await?;
    let saved = application.company().await?.save_mapping(&draft).await?;
    if as_json {
        json(&document(&saved));
    } else {
        line(&sentence(&saved));
        line("Which of the company's lines it finds budget codes for, `mapping check` tells.");
    }
    Ok(End::Done)
}

async fn draft_of(file: &Path) -> Result<CodeMapping, Trouble> {
    Ok(import_mapping(&read_text(file).await?)?)
}

fn said(as_json: bool, message: &str) {
    #[derive(Serialize)]
    struct Said<'a> {
        message: &'a str,
    }
    if as_json { json(&Said { message }) } else { line(message) }
}

fn sentence(saved: &SavedMapping) -> String {
    format!("The mapping was saved as version {}. It holds from the next plan on.", saved.version)
}

fn document(saved: &SavedMapping) -> Saved {
    Saved {
        version: saved.version,
        saved_at: saved.saved_at.to_string(),
        saved_by: saved.saved_by.clone(),
        message: sentence(saved),
    }
}

fn checked(made: &DraftMapping, is_draft: bool) -> Checked {
    let change = &made.change;
    let examples = |examples: &[MappingExample]| examples.iter().map(example).collect();
    Checked {
        problems: made.problems.clone(),
        lines_mapped: change.mapped_then(),
        lines_unmapped: change.unmapped_then(),
        change: is_draft.then_some(Change { gained: change.gained, lost: change.lost, moved: change.moved }),
        cost_types: examples(&made.examples.cost_types),
        cost_codes: examples(&made.examples.cost_codes),
        sub_jobs: examples(&made.examples.sub_jobs),
    }
}

fn example(example: &MappingExample) -> Example {
    Example {
        from: example.from.clone(),
        becomes: example.becomes.clone(),
        lines: example.lines,
        lines_known: example.lines_known,
        why_not: example.why_not.as_ref().map(ToString::to_string),
        totals: example.totals.iter().copied().map(Amount::from).collect(),
    }
}

fn print_checked(made: &DraftMapping, is_draft: bool) {
    made.problems.iter().for_each(|problem| line(problem));
    let kinds = [
        ("Account group", &made.examples.cost_types),
        ("Cost code", &made.examples.cost_codes),
        ("Task", &made.examples.sub_jobs),
    ];
    let of_kind = |kind: &'static str, examples: &[MappingExample]| {
        examples.iter().map(|example| row(kind, example)).collect::<Vec<_>>()
    };
    let rows = kinds.into_iter().flat_map(|(kind, examples)| of_kind(kind, examples));
    table(&["Kind", "In Acumatica", "In Procore", "Lines", "Known", "Why not"], &[3, 4], rows);
    let change = &made.change;
    let of = |count: usize| counted(count, "estimate line");
    line(&format!("{} with a budget code, {} without.", of(change.mapped_then()), of(change.unmapped_then())));
    if is_draft {
        let (gained, lost, moved) = (of(change.gained), of(change.lost), of(change.moved));
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
        example.why_not.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}
