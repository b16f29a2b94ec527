//! What a connection test asks Acumatica, one question at a time, so that each gets an answer of its own.

use crate::client::AcumaticaClient;
use crate::error::side_error;
use jiff::SignedDuration;
use reimport::SideError;
use rest::Call;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// How the instance introduces itself, before anybody signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Greeting {
    /// The version of the Default endpoint that is spoken.
    pub endpoint_version: &'static str,
    /// The build, e.g. `24.208.0042`, where it tells one.
    pub build: Option<String>,
    /// How far its clock is ahead of this computer's.
    pub clock_ahead: Option<SignedDuration>,
}

/// What the work reads. Each hangs on a right of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// The jobs: form Projects (PM301000).
    Projects,
    /// Their estimates: form Project Budget (PM309000).
    ProjectBudgets,
}

#[derive(Deserialize)]
struct Introduction {
    #[serde(default)]
    version: Option<Version>,
}

#[derive(Deserialize)]
struct Version {
    #[serde(rename = "acumaticaBuildVersion", default)]
    build: Option<String>,
}

impl AcumaticaClient {
    /// Asks the instance who it is. Nobody has to be signed in for that (list of endpoints).
    pub async fn greet(&self) -> Result<Greeting, SideError> {
        let answer = self.session.rest.send(Call::get("entity")).await.map_err(|error| side_error(&error))?;
        // Very old builds answer the bare list, which has no place for a version.
        let build = answer.json::<Introduction>().ok().and_then(|introduction| introduction.version?.build);
        let clock_ahead = answer.clock_ahead(self.session.rest.clock().now());
        Ok(Greeting { endpoint_version: self.session.version().await?, build, clock_ahead })
    }

    /// Signs in, which takes one of the licence's seats, and keeps the session.
    pub async fn sign_in(&self) -> Result<(), SideError> {
        self.session.sign_in().await
    }

    /// Reads one record, which says whether the user may read any.
    pub async fn try_reading(&self, reading: Reading) -> Result<(), SideError> {
        let (entity, field) = match reading {
            Reading::Projects => ("Project", "ProjectID"),
            Reading::ProjectBudgets => ("ProjectBudget", "ProjectID"),
        };
        let answer = self.session.get_selected(entity, field, &[("$top", "1".to_owned())]).await?;
        answer.json::<Vec<IgnoredAny>>().map_err(|error| side_error(&error))?;
        Ok(())
    }
}
