//! The list of connections: everything of them but their secrets, in the settings of the main journal.

use crate::connections::connection::{Connection, ConnectionId};
use crate::connections::form::ConnectionForm;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use journal::Journal;
use std::path::Path;

const KEY: &str = "connections";

/// The connections that are stored.
pub struct Connections {
    journal: Journal,
}

impl Connections {
    pub(crate) async fn open(data_folder: &Path) -> Result<Self, ApplicationError> {
        let connections = Self { journal: Journal::open(data_folder)? };
        connections.all().await?;
        Ok(connections)
    }

    /// All of them, without the demo company.
    pub async fn all(&self) -> Result<Vec<Connection>, ApplicationError> {
        match self.journal.setting(KEY).await? {
            None => Ok(Vec::new()),
            Some(text) => serde_json::from_str(&text).map_err(|error| {
                ApplicationError::new(
                    ApplicationErrorKind::Internal,
                    format!("The list of connections cannot be read: {error}"),
                    "Connect the accounts anew; what was re-imported stays on record.",
                )
            }),
        }
    }

    pub(crate) async fn find(&self, id: &ConnectionId) -> Result<Connection, ApplicationError> {
        let all = self.all().await?;
        all.into_iter().find(|connection| connection.id == *id).ok_or_else(|| {
            ApplicationError::new(
                ApplicationErrorKind::NotReady,
                "There is no such connection.",
                "Connect the accounts anew.",
            )
        })
    }

    pub(crate) async fn add(&self, connection: &Connection) -> Result<(), ApplicationError> {
        let mut all = self.all().await?;
        all.push(connection.clone());
        self.keep(&all).await
    }

    /// Puts a changed one in the old one's place.
    pub(crate) async fn change(&self, connection: &Connection) -> Result<(), ApplicationError> {
        let mut all = self.all().await?;
        all.iter_mut().filter(|one| one.id == connection.id).for_each(|one| one.clone_from(connection));
        self.keep(&all).await
    }

    pub(crate) async fn remove(&self, id: &ConnectionId) -> Result<(), ApplicationError> {
        let mut all = self.all().await?;
        all.retain(|connection| connection.id != *id);
        self.keep(&all).await
    }

    /// The form for changing a connection, without its secrets.
    pub async fn form(&self, id: &ConnectionId) -> Result<ConnectionForm, ApplicationError> {
        Ok(ConnectionForm::of(&self.find(id).await?))
    }

    /// A setting that is no secret, e.g. what the user was told once.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, ApplicationError> {
        Ok(self.journal.setting(key).await?)
    }

    /// Keeps such a setting.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), ApplicationError> {
        Ok(self.journal.set_setting(key, value).await?)
    }

    async fn keep(&self, all: &[Connection]) -> Result<(), ApplicationError> {
        let text = serde_json::to_string(all).map_err(|error| {
            ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Send the log to support.")
        })?;
        Ok(self.journal.set_setting(KEY, &text).await?)
    }
}
