//! `tieoutctl owner`

use crate::end::{CommandError, End};
use crate::output::{json, line};
use serde::Serialize;
use tieout::{Application, JobId, Ownership, person, view};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    job_id: String,
    ownership: view::Ownership,
    set_by: Option<String>,
    set_at: Option<String>,
}

pub(crate) async fn run(
    application: &Application,
    job: &JobId,
    owner: Option<Ownership>,
    as_json: bool,
) -> Result<End, CommandError> {
    application.company().await?.read_lists().await?;
    if let Some(owner) = owner {
        application.company().await?.set_ownership(job, owner).await?;
    }
    let (ownership, set) = application.company().await?.ownership(job).await?;
    let (set_by, set_at) = set.map(|set| (person(&set.set_by).to_owned(), set.set_at.to_string())).unzip();
    if as_json {
        json(&Document { job_id: job.to_string(), ownership: ownership.into(), set_by, set_at });
        return Ok(End::Done);
    }
    line(&format!("{job}: {}.", sentence(ownership)));
    if let (Some(by), Some(at)) = (set_by, set_at) {
        line(&format!("Set by {by}, {at}."));
    }
    Ok(End::Done)
}

const fn sentence(ownership: Ownership) -> &'static str {
    match ownership {
        Ownership::Acumatica => "Acumatica owns the original budget",
        Ownership::AcumaticaUntilFirstChange => {
            "Acumatica owns the original budget until the first budget change in Procore"
        }
        Ownership::Procore => "Procore owns the original budget; it is only compared",
    }
}
