//! The port `BudgetTarget`, spoken in Procore's dialect.

use crate::account::{ProcoreAccount, manners};
use crate::budget_changes::has_budget_changes;
use crate::codes::{CompanyCostType, ProjectCode, cost_types, project_codes};
use crate::error::{not_this_company, side_error};
use crate::history::original_budget_changes;
use crate::line_items::{Names, line_items, own_code};
use crate::line_writes::LineWrites;
use crate::lists::Item;
use crate::lock;
use crate::origins::origin_ids;
use crate::projects::projects;
use crate::rights::KnownRights;
use crate::rows::{self, Row};
use crate::segments::{code_segments, create_codes};
use crate::send::Api;
use crate::token::Tokens;
use crate::views::{View, view};
use async_trait::async_trait;
use jobcost::{
    Budget, BudgetChange, BudgetCode, BudgetCodes, CodeSegments, Currency, OriginIds, ProjectId, Rights, WbsCode,
};
use reimport::ports::{
    BudgetLock, BudgetReader, BudgetWriter, ChangeHistory, CodeReader, CodeWriter, LineWrite, PermissionReader,
    ProjectReader, RightsReader, TargetProject, WriteError,
};
use reimport::{SideError, SideErrorKind};
use rest::{Call, Clock, LimitState, Memory, Redactor, RestClient, SystemClock, Timeouts};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use url::Url;

/// Cost types change rarely.
const REMEMBERED: Duration = Duration::from_mins(5);
/// Codes are made and set inactive at any time. Nothing of money hangs on an old list: rows tell their codes themselves, and before a
/// re-import it is asked fresh.
const CODES_REMEMBERED: Duration = Duration::from_hours(2);
/// A view is asked again where it does not answer, a code that is not listed where its row is still there.
const REMEMBERED_LONG: Duration = Duration::from_hours(12);
/// Pages of companies.
const COMPANIES_PER_PAGE: usize = 100;

/// A client of one Procore company.
pub struct ProcoreClient {
    pub(crate) api: Api,
    web_url: Option<Url>,
    writes: LineWrites,
    rights: KnownRights,
    cost_types: Memory<(), Vec<CompanyCostType>>,
    views: Memory<ProjectId, View>,
    codes: Memory<ProjectId, Vec<ProjectCode>>,
    origin_ids: Memory<ProjectId, OriginIds>,
    segments: Memory<ProjectId, Option<CodeSegments>>,
    /// Codes that rows hang on although the project does not list them.
    unlisted: Memory<(ProjectId, i64), ()>,
}

#[derive(Deserialize)]
struct CompanyItem {
    id: i64,
    #[serde(default)]
    name: Option<String>,
}

impl Item for CompanyItem {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A company that the account sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Company {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

impl ProcoreClient {
    /// A client; nothing is sent yet.
    pub fn new(account: ProcoreAccount, timeouts: Timeouts) -> Result<Self, SideError> {
        Self::with_clock(account, timeouts, Arc::new(SystemClock))
    }

    /// The same by another clock.
    pub fn with_clock(account: ProcoreAccount, timeouts: Timeouts, clock: Arc<dyn Clock>) -> Result<Self, SideError> {
        let client = |url: &Url, redactor, clock| {
            let rest = RestClient::new(url.clone(), manners(timeouts), redactor).map_err(|error| side_error(&error))?;
            Ok::<_, SideError>(rest.with_clock(clock))
        };
        let redactor = Redactor::default();
        let tokens = Tokens::new(client(&account.login_url, redactor.clone(), clock.clone())?, &account)?;
        Ok(Self {
            web_url: account.web_url,
            writes: LineWrites::new(&clock),
            rights: KnownRights::new(&clock),
            cost_types: Memory::lasting(REMEMBERED, &clock),
            views: Memory::lasting(REMEMBERED_LONG, &clock),
            codes: Memory::lasting(CODES_REMEMBERED, &clock),
            origin_ids: Memory::lasting(CODES_REMEMBERED, &clock),
            segments: Memory::lasting(CODES_REMEMBERED, &clock),
            unlisted: Memory::lasting(REMEMBERED_LONG, &clock),
            api: Api::new(client(&account.api_url, redactor, clock)?, tokens, account.company_id),
        })
    }

    /// The API host.
    pub const fn api_url(&self) -> &Url {
        self.api.rest.base()
    }

    /// What is known of Procore's rate limits.
    pub fn limits(&self) -> watch::Receiver<LimitState> {
        self.api.rest.limits()
    }

    /// Signs in and looks for the company among those the account sees. Gives its name.
    pub async fn check(&self) -> Result<String, SideError> {
        let ours = self.companies().await?.into_iter().find(|company| company.id == self.api.company_id());
        ours.map(|company| company.name).ok_or_else(|| not_this_company(self.api.company_id()))
    }

    /// The companies the account sees, for choosing one.
    pub async fn companies(&self) -> Result<Vec<Company>, SideError> {
        let listed: Vec<CompanyItem> = self.api.list(Call::get("rest/v1.0/companies"), COMPANIES_PER_PAGE).await?;
        Ok(listed.into_iter().map(|one| Company { id: one.id, name: one.name.unwrap_or_default() }).collect())
    }

    pub(crate) fn forget_rights(&self, project: ProjectId) {
        self.rights.forget(project);
    }

    async fn view(&self, project: ProjectId, before: Option<&View>) -> Result<View, SideError> {
        let view = view(&self.api, project, before).await?;
        self.views.keep(project, view.clone());
        Ok(view)
    }

    async fn cost_types(&self) -> Result<Vec<CompanyCostType>, SideError> {
        if let Some(types) = self.cost_types.recall(&()) {
            return Ok(types);
        }
        let types = cost_types(&self.api).await?;
        self.cost_types.keep((), types.clone());
        Ok(types)
    }

    async fn project_codes(&self, project: ProjectId, fresh: bool) -> Result<Vec<ProjectCode>, SideError> {
        if let Some(codes) = self.codes.recall(&project).filter(|_| !fresh) {
            return Ok(codes);
        }
        let codes = project_codes(&self.api, project).await?;
        self.codes.keep(project, codes.clone());
        // What an integration left is matched to the codes as they were.
        self.origin_ids.forget(&project);
        Ok(codes)
    }

    /// What the project left on its codes, remembered as long as they are.
    async fn origin_ids(&self, project: ProjectId, codes: &[ProjectCode]) -> Result<OriginIds, SideError> {
        if let Some(ids) = self.origin_ids.recall(&project) {
            return Ok(ids);
        }
        let ids = origin_ids(&self.api, project, codes).await?;
        self.origin_ids.keep(project, ids.clone());
        Ok(ids)
    }

    /// What names these lines. The codes are asked again when a line hangs on one that is not known, or that reads otherwise by now, but
    /// not for the same one all the time.
    async fn names_of(&self, project: ProjectId, lines: &[Row]) -> Result<Names, SideError> {
        let mut named = Vec::new();
        for line in lines {
            let own = own_code(line)?.map(|(_, own, _)| own);
            named.extend(line.number()?.map(|number| (number, own)));
        }
        let is_listed = |codes: &HashMap<i64, ProjectCode>, number: i64, own: &Option<WbsCode>| {
            codes.get(&number).is_some_and(|code| own.is_none() || code.wbs_code == *own)
        };
        let mut codes = by_number(self.project_codes(project, false).await?);
        let is_news = |(number, own): &(i64, Option<WbsCode>)| {
            !is_listed(&codes, *number, own) && self.unlisted.recall(&(project, *number)).is_none()
        };
        if named.iter().any(is_news) {
            codes = by_number(self.project_codes(project, true).await?);
            let unlisted = named.iter().filter(|(number, own)| !is_listed(&codes, *number, own));
            unlisted.for_each(|(number, _)| self.unlisted.keep((project, *number), ()));
        }
        Ok(Names { codes, types: self.cost_types().await? })
    }

    /// The rows of the project's view. A view that was remembered may have been taken from the project meanwhile, which is answered in
    /// whatever way; then one of the same name is looked for, else another.
    async fn rows(&self, project: ProjectId) -> Result<Vec<Row>, SideError> {
        let Some(remembered) = self.views.recall(&project) else {
            let view = self.view(project, None).await?;
            return rows::rows(&self.api, project, view.id).await;
        };
        let error = match rows::rows(&self.api, project, remembered.id).await {
            Err(error) if is_refusal(error.kind) => error,
            rows => return rows,
        };
        self.views.forget(&project);
        let view = self.view(project, Some(&remembered)).await?;
        if view.id == remembered.id { Err(error) } else { rows::rows(&self.api, project, view.id).await }
    }
}

fn by_number(codes: Vec<ProjectCode>) -> HashMap<i64, ProjectCode> {
    codes.into_iter().map(|code| (code.id.0, code)).collect()
}

const fn is_refusal(kind: SideErrorKind) -> bool {
    matches!(kind, SideErrorKind::NotFound | SideErrorKind::Forbidden | SideErrorKind::RefusedByServer)
}

#[async_trait]
impl ProjectReader for ProcoreClient {
    async fn projects(&self) -> Result<Vec<TargetProject>, SideError> {
        projects(&self.api, self.web_url.as_ref()).await
    }
}

#[async_trait]
impl RightsReader for ProcoreClient {
    async fn rights(&self, project: ProjectId) -> Result<Rights, SideError> {
        self.rights.rights(&self.api, project).await
    }

    async fn rights_afresh(&self, project: ProjectId) -> Result<Rights, SideError> {
        self.rights_now(project).await
    }
}

#[async_trait]
impl BudgetReader for ProcoreClient {
    async fn budget(&self, project: ProjectId) -> Result<Budget, SideError> {
        let (locked, rows) = tokio::try_join!(lock::is_locked(&self.api, project), self.rows(project))?;
        let currency = rows::currency(&rows)?;
        let lines = rows::lines(rows)?;
        let line_items = line_items(&lines, &self.names_of(project, &lines).await?, currency)?;
        Ok(Budget { project, currency, locked, line_items })
    }

    async fn has_budget_changes(&self, project: ProjectId) -> Result<bool, SideError> {
        has_budget_changes(&self.api, project).await
    }
}

#[async_trait]
impl CodeReader for ProcoreClient {
    async fn codes(&self, project: ProjectId, fresh: bool) -> Result<BudgetCodes, SideError> {
        let codes = self.project_codes(project, fresh).await?;
        let origin_ids = self.origin_ids(project, &codes).await?;
        let types = self.cost_types().await?;
        let divisions = codes.iter().filter_map(|code| code.division.clone()).collect();
        let meant = codes.into_iter().filter(ProjectCode::can_be_meant);
        let (active, inactive): (Vec<_>, Vec<_>) = meant.partition(|code| code.active);
        let budget_code = |code: ProjectCode| {
            let (id, description) = (code.id, code.description);
            code.wbs_code.map(|wbs_code| BudgetCode { id, wbs_code, description })
        };
        Ok(BudgetCodes {
            cost_types: types.into_iter().map(|known| known.cost_type).collect(),
            wbs_codes: active.into_iter().filter_map(budget_code).collect(),
            inactive: inactive.into_iter().filter_map(|code| code.wbs_code).collect(),
            divisions,
            origin_ids,
            segments: None,
        })
    }

    async fn code_segments(&self, project: ProjectId, fresh: bool) -> Result<Option<CodeSegments>, SideError> {
        if let Some(segments) = self.segments.recall(&project).filter(|_| !fresh) {
            return Ok(segments);
        }
        let segments = code_segments(&self.api, project).await?;
        self.segments.keep(project, segments.clone());
        Ok(segments)
    }
}

#[async_trait]
impl PermissionReader for ProcoreClient {
    async fn may_unlock(&self, project: ProjectId) -> Result<Option<bool>, SideError> {
        self.rights.may_unlock(&self.api, project).await
    }

    async fn may_create_codes(&self, project: ProjectId) -> Result<Option<bool>, SideError> {
        self.rights.may_create_codes(&self.api, project).await
    }
}

#[async_trait]
impl ChangeHistory for ProcoreClient {
    async fn original_budget_changes(
        &self,
        project: ProjectId,
        currency: Currency,
    ) -> Result<Vec<BudgetChange>, SideError> {
        original_budget_changes(&self.api, project, currency).await
    }
}

#[async_trait]
impl CodeWriter for ProcoreClient {
    async fn create_codes(&self, project: ProjectId, codes: &[WbsCode]) -> Result<(), SideError> {
        create_codes(&self.api, project, codes).await
    }
}

#[async_trait]
impl BudgetLock for ProcoreClient {
    async fn is_locked(&self, project: ProjectId) -> Result<bool, SideError> {
        lock::is_locked(&self.api, project).await
    }

    async fn unlock(&self, project: ProjectId) -> Result<(), SideError> {
        lock::unlock(&self.api, project).await
    }

    async fn lock(&self, project: ProjectId) -> Result<(), SideError> {
        lock::lock(&self.api, project).await
    }
}

#[async_trait]
impl BudgetWriter for ProcoreClient {
    fn batch_lines_max(&self) -> usize {
        self.writes.lines_max()
    }

    async fn write(&self, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteError> {
        let written = self.writes.write(&self.api, project, lines).await;
        if let Err(WriteError::NotApplied(error) | WriteError::Refused(error)) = &written
            && error.kind == SideErrorKind::Forbidden
        {
            self.rights.revealed(project);
        }
        written
    }
}
