//! The account's rights, remembered for a while, and what a write has revealed of them.

use crate::permissions::{ProjectRights, erp_level, project_rights};
use crate::send::Api;
use jobcost::{ErpLevel, ProjectId, Rights};
use reimport::{SideError, SideErrorKind};
use rest::{Clock, Memory};
use std::sync::Arc;
use std::time::Duration;

/// A right that was taken away meanwhile costs nothing: before lines are sent it is asked again, and Procore itself refuses. Asked of every
/// project it would be a request more for each of them in every check.
const REMEMBERED: Duration = Duration::from_hours(2);
/// Who was told that a right is missing looks here for it once it was given.
const LACK_REMEMBERED: Duration = Duration::from_mins(5);
/// What a write revealed outlasts what the permissions say: they said yes before.
const REVEALED: Duration = Duration::from_hours(1);

/// What is known of the account's rights.
pub(crate) struct KnownRights {
    erp: Memory<(), Option<ErpLevel>>,
    projects: Memory<ProjectId, ProjectRights>,
    /// Projects in which a write was refused for a right.
    refused: Memory<ProjectId, ()>,
}

impl KnownRights {
    pub(crate) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self {
            erp: Memory::lasting(REMEMBERED, clock),
            projects: Memory::lasting(REMEMBERED, clock),
            refused: Memory::lasting(REVEALED, clock),
        }
    }

    /// The level on ERP Integrations where the company has that tool, and the right to edit the project's original amounts: what is
    /// lacking is what is told. Where the company has the tool and the project's answer does not tell, the tool decides.
    pub(crate) async fn rights(&self, api: &Api, project: ProjectId) -> Result<Rights, SideError> {
        if self.refused.recall(&project).is_some() {
            return Ok(Rights::Budget { may_edit: false });
        }
        match self.erp_level(api).await? {
            Some(level) if level < ErpLevel::Standard => Ok(Rights::ErpIntegrations(level)),
            Some(level) => match unseen(self.of_project(api, project, |rights| rights.edit).await)? {
                Some(false) => Ok(Rights::Budget { may_edit: false }),
                _ => Ok(Rights::ErpIntegrations(level)),
            },
            None => Ok(Rights::Budget {
                may_edit: self.of_project(api, project, |rights| rights.edit).await? == Some(true),
            }),
        }
    }

    /// Whether the account may unlock the project's budget; `None` where nobody can tell.
    pub(crate) async fn may_unlock(&self, api: &Api, project: ProjectId) -> Result<Option<bool>, SideError> {
        unseen(self.of_project(api, project, |rights| rights.unlock).await)
    }

    /// Whether the account may make budget codes in the project; `None` where nobody can tell.
    pub(crate) async fn may_create_codes(&self, api: &Api, project: ProjectId) -> Result<Option<bool>, SideError> {
        unseen(self.of_project(api, project, |rights| rights.create_codes).await)
    }

    /// Asks again, whatever a write has revealed.
    pub(crate) fn forget(&self, project: ProjectId) {
        self.erp.forget(&());
        self.projects.forget(&project);
        self.refused.forget(&project);
    }

    /// A write was refused for a right.
    pub(crate) fn revealed(&self, project: ProjectId) {
        self.forget(project);
        self.refused.keep(project, ());
    }

    async fn erp_level(&self, api: &Api) -> Result<Option<ErpLevel>, SideError> {
        let enough = |level: &Option<ErpLevel>| level.is_none_or(|level| level >= ErpLevel::Standard);
        if let Some(level) = self.erp.recall_if(&(), |level, age| age < LACK_REMEMBERED || enough(level)) {
            return Ok(level);
        }
        let level = erp_level(api).await?;
        self.erp.keep((), level);
        Ok(level)
    }

    /// One of the rights in the project; `None` where its answer does not tell.
    async fn of_project(
        &self,
        api: &Api,
        project: ProjectId,
        right: impl Fn(&ProjectRights) -> Option<bool>,
    ) -> Result<Option<bool>, SideError> {
        let will_do = |rights: &ProjectRights, age| age < LACK_REMEMBERED || right(rights) != Some(false);
        if let Some(rights) = self.projects.recall_if(&project, will_do) {
            return Ok(right(&rights));
        }
        let rights = project_rights(api, project).await?;
        self.projects.keep(project, rights);
        Ok(right(&rights))
    }
}

/// Permissions that are not to be seen tell nothing.
fn unseen(right: Result<Option<bool>, SideError>) -> Result<Option<bool>, SideError> {
    match right {
        Err(error) if matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound) => {
            tracing::info!(%error, "the permissions of the project are not to be seen");
            Ok(None)
        }
        right => right,
    }
}
