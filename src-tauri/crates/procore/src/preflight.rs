//! What a connection test asks Procore first: as whom it is signed in.

use crate::client::ProcoreClient;
use crate::error::side_error;
use crate::send::RequestError;
use jiff::SignedDuration;
use jobcost::{ProjectId, Rights};
use reimport::SideError;
use reimport::ports::RightsReader;
use rest::Call;
use serde::Deserialize;

/// Who is signed in, and what time it is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Introduction {
    /// The account's name, else its login.
    pub account: String,
    /// How far the server's clock is ahead of this computer's.
    pub clock_ahead: Option<SignedDuration>,
}

#[derive(Deserialize)]
struct Me {
    login: String,
    #[serde(default)]
    name: Option<String>,
}

impl ProcoreClient {
    /// Signs in and asks as whom. The company is named, for without it Procore tells no name (show user info).
    pub async fn introduction(&self) -> Result<Introduction, SideError> {
        let call = Call::get("rest/v1.0/me").query("company_id", &self.api.company_id());
        let answer = self.api.send(call).await.map_err(RequestError::into_error)?;
        let me: Me = answer.json().map_err(|error| side_error(&error))?;
        let account = me.name.filter(|name| !name.trim().is_empty()).unwrap_or(me.login);
        Ok(Introduction { account, clock_ahead: answer.clock_ahead(self.api.rest.clock().now()) })
    }

    /// The account's rights as they are now: who tests a connection may have changed them a moment ago.
    pub async fn rights_now(&self, project: ProjectId) -> Result<Rights, SideError> {
        self.forget_rights(project);
        self.rights(project).await
    }
}
