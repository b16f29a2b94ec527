//! The port `BudgetTarget`, spoken in Procore's dialect.

use crate::account::{ProcoreAccount, ProcoreOptions};
use crate::budget_changes::has_budget_changes;
use crate::codes::{CompanyCostType, ProjectCode, cost_types, project_codes};
use crate::history::original_budget_changes;
use crate::line_items::{Names, line_items};
use crate::line_writes::LineWrites;
use crate::lock;
use crate::memory::Memory;
use crate::permissions::rights;
use crate::projects::projects;
use crate::rows::{Row, rows};
use crate::segments::{code_segments, create_codes};
use crate::send::Api;
use crate::token::Tokens;
use crate::trouble::{incomplete, not_this_company, trouble};
use crate::views::standard_view;
use async_trait::async_trait;
use jobcost::{Budget, BudgetChange, BudgetCodes, CodeSegments, Currency, OriginIds, ProjectId, Rights, WbsCode};
use reimport::ports::{BudgetTarget, LineWrite, TargetProject, WriteTrouble};
use reimport::{SideTrouble, TroubleKind};
use rest::{Call, LimitState, Manners, Redactor, RestClient};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use url::Url;

/// Requests under way at once.
const IN_FLIGHT_MAX: usize = 2;
/// The longest wait for the hourly window; longer than that there is no window.
const WAIT_MAX: Duration = Duration::from_mins(65);
/// Rights and cost types change rarely, and a stale right costs nothing: Procore itself refuses.
const REMEMBERED: Duration = Duration::from_mins(5);
/// Views and codes of a project are asked again when a row names one that is not known.
const REMEMBERED_LONG: Duration = Duration::from_hours(12);
/// Where rights of the company are remembered: no project has this number.
const COMPANY_WIDE: ProjectId = ProjectId(0);
/// Pages of companies.
const COMPANIES_PER_PAGE: usize = 100;

/// A client of one Procore company.
pub struct ProcoreClient {
    pub(crate) api: Api,
    web_url: Option<Url>,
    writes: LineWrites,
    rights: Memory<ProjectId, Rights>,
    cost_types: Memory<(), Vec<CompanyCostType>>,
    views: Memory<ProjectId, i64>,
    codes: Memory<ProjectId, Vec<ProjectCode>>,
    segments: Memory<ProjectId, Option<CodeSegments>>,
    /// Codes that rows hang on although the project does not list them.
    unlisted: Memory<(ProjectId, i64), ()>,
    /// The currency the company's other budgets are in.
    currency_seen: Mutex<Option<Currency>>,
}

#[derive(Deserialize)]
struct Listed {
    id: i64,
    #[serde(default)]
    name: Option<String>,
}

/// A company that the account sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Company {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// How the client behaves towards Procore's servers.
pub(crate) fn manners(options: ProcoreOptions) -> Manners {
    Manners {
        connect_patience: options.connect_patience,
        answer_patience: options.answer_patience,
        first_pause: options.first_pause,
        wait_max: WAIT_MAX,
        in_flight_max: IN_FLIGHT_MAX,
        cookies: false,
    }
}

impl ProcoreClient {
    /// A client; nothing is sent yet.
    pub fn new(account: ProcoreAccount, options: ProcoreOptions) -> Result<Self, SideTrouble> {
        let manners = manners(options);
        let redactor = Redactor::default();
        let login = RestClient::new(account.login_url.clone(), manners, redactor.clone());
        let tokens = Tokens::new(login.map_err(|error| trouble(&error))?, &account)?;
        let rest = RestClient::new(account.api_url.clone(), manners, redactor).map_err(|error| trouble(&error))?;
        Ok(Self {
            api: Api::new(rest, tokens, account.company_id),
            web_url: account.web_url,
            writes: LineWrites::new(),
            rights: Memory::lasting(REMEMBERED),
            cost_types: Memory::lasting(REMEMBERED),
            views: Memory::lasting(REMEMBERED_LONG),
            codes: Memory::lasting(REMEMBERED_LONG),
            segments: Memory::lasting(REMEMBERED_LONG),
            unlisted: Memory::lasting(REMEMBERED_LONG),
            currency_seen: Mutex::default(),
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
    pub async fn check(&self) -> Result<String, SideTrouble> {
        let ours = self.companies().await?.into_iter().find(|company| company.id == self.api.company_id());
        ours.map(|company| company.name).ok_or_else(|| not_this_company(self.api.company_id()))
    }

    /// The companies the account sees, for choosing one.
    pub async fn companies(&self) -> Result<Vec<Company>, SideTrouble> {
        let listed: Vec<Listed> = self.api.list(Call::get("rest/v1.0/companies"), COMPANIES_PER_PAGE).await?;
        Ok(listed.into_iter().map(|one| Company { id: one.id, name: one.name.unwrap_or_default() }).collect())
    }

    pub(crate) fn forget_rights(&self, project: ProjectId) {
        for key in [COMPANY_WIDE, project] {
            self.rights.forget(&key);
        }
    }

    async fn view(&self, project: ProjectId) -> Result<i64, SideTrouble> {
        if let Some(view) = self.views.recall(&project) {
            return Ok(view);
        }
        let view = standard_view(&self.api, project).await?;
        self.views.keep(project, view);
        Ok(view)
    }

    async fn cost_types(&self) -> Result<Vec<CompanyCostType>, SideTrouble> {
        if let Some(types) = self.cost_types.recall(&()) {
            return Ok(types);
        }
        let types = cost_types(&self.api).await?;
        self.cost_types.keep((), types.clone());
        Ok(types)
    }

    async fn project_codes(&self, project: ProjectId, fresh: bool) -> Result<Vec<ProjectCode>, SideTrouble> {
        if let Some(codes) = self.codes.recall(&project).filter(|_| !fresh) {
            return Ok(codes);
        }
        let codes = project_codes(&self.api, project).await?;
        self.codes.keep(project, codes.clone());
        Ok(codes)
    }

    /// What names these rows. The codes are asked again when a row hangs on one that is not known, but not for the same one all the time.
    async fn names_of(&self, project: ProjectId, rows: &[Row]) -> Result<Names, SideTrouble> {
        let by_number = |codes: Vec<ProjectCode>| -> HashMap<i64, ProjectCode> {
            codes.into_iter().map(|code| (code.code.id.0, code)).collect()
        };
        let mut codes = by_number(self.project_codes(project, false).await?);
        let named = || rows.iter().filter_map(|row| row.wbs_code_id);
        let is_news = |id: &i64| !codes.contains_key(id) && self.unlisted.recall(&(project, *id)).is_none();
        if named().any(|id| is_news(&id)) {
            codes = by_number(self.project_codes(project, true).await?);
            named().filter(|id| !codes.contains_key(id)).for_each(|id| self.unlisted.keep((project, id), ()));
        }
        Ok(Names { codes, types: self.cost_types().await? })
    }

    /// The rows of the project's view. A view that was remembered may have been taken away meanwhile; then another is looked for.
    async fn rows(&self, project: ProjectId) -> Result<Vec<Row>, SideTrouble> {
        let remembered = self.views.recall(&project).is_some();
        match rows(&self.api, project, self.view(project).await?).await {
            Err(trouble) if remembered && trouble.kind == TroubleKind::NotFound => {
                self.views.forget(&project);
                rows(&self.api, project, self.view(project).await?).await
            }
            rows => rows,
        }
    }

    /// The rows' currency. A budget without rows tells none: it then is that of the company's other budgets, else US dollars.
    fn currency(&self, rows: &[Row]) -> Result<Currency, SideTrouble> {
        let mut seen = self.currency_seen.lock().unwrap_or_else(PoisonError::into_inner);
        match rows.iter().find_map(Row::currency) {
            Some(code) => {
                let currency = Currency::parse(code).map_err(|_| incomplete("the budget's currency"))?;
                seen.get_or_insert(currency);
                Ok(currency)
            }
            None => Ok(seen.unwrap_or(Currency::USD)),
        }
    }
}

#[async_trait]
impl BudgetTarget for ProcoreClient {
    async fn projects(&self) -> Result<Vec<TargetProject>, SideTrouble> {
        projects(&self.api, self.web_url.as_ref()).await
    }

    async fn rights(&self, project: ProjectId) -> Result<Rights, SideTrouble> {
        // Rights of the company are the same for every project.
        for key in [COMPANY_WIDE, project] {
            if let Some(rights) = self.rights.recall(&key) {
                return Ok(rights);
            }
        }
        let rights = rights(&self.api, project).await?;
        let key = if matches!(rights, Rights::ErpIntegrations(_)) { COMPANY_WIDE } else { project };
        self.rights.keep(key, rights);
        Ok(rights)
    }

    async fn budget(&self, project: ProjectId) -> Result<Budget, SideTrouble> {
        let (locked, rows) = tokio::try_join!(lock::is_locked(&self.api, project), self.rows(project))?;
        let currency = self.currency(&rows)?;
        let line_items = line_items(&rows, &self.names_of(project, &rows).await?, currency)?;
        Ok(Budget { project, currency, locked, line_items })
    }

    async fn codes(&self, project: ProjectId, fresh: bool) -> Result<BudgetCodes, SideTrouble> {
        let codes = self.project_codes(project, fresh).await?;
        let types = self.cost_types().await?;
        let divisions = codes.iter().filter_map(|code| code.division.clone()).collect();
        let (active, inactive): (Vec<_>, Vec<_>) = codes.into_iter().partition(|code| code.active);
        Ok(BudgetCodes {
            cost_types: types.into_iter().map(|known| known.cost_type).collect(),
            wbs_codes: active.into_iter().map(|code| code.code).collect(),
            inactive: inactive.into_iter().map(|code| code.code.wbs_code).collect(),
            divisions,
            origin_ids: OriginIds::default(),
            segments: None,
        })
    }

    async fn code_segments(&self, project: ProjectId, fresh: bool) -> Result<Option<CodeSegments>, SideTrouble> {
        if let Some(segments) = self.segments.recall(&project).filter(|_| !fresh) {
            return Ok(segments);
        }
        let segments = code_segments(&self.api, project).await?;
        self.segments.keep(project, segments.clone());
        Ok(segments)
    }

    async fn create_codes(&self, project: ProjectId, codes: &[WbsCode]) -> Result<(), SideTrouble> {
        create_codes(&self.api, project, codes).await
    }

    async fn is_locked(&self, project: ProjectId) -> Result<bool, SideTrouble> {
        lock::is_locked(&self.api, project).await
    }

    async fn unlock(&self, project: ProjectId) -> Result<(), SideTrouble> {
        lock::unlock(&self.api, project).await
    }

    async fn lock(&self, project: ProjectId) -> Result<(), SideTrouble> {
        lock::lock(&self.api, project).await
    }

    async fn original_budget_changes(
        &self,
        project: ProjectId,
        currency: Currency,
    ) -> Result<Vec<BudgetChange>, SideTrouble> {
        original_budget_changes(&self.api, project, currency).await
    }

    async fn has_budget_changes(&self, project: ProjectId) -> Result<bool, SideTrouble> {
        has_budget_changes(&self.api, project).await
    }

    fn batch_lines_max(&self) -> usize {
        self.writes.lines_max()
    }

    async fn write(&self, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteTrouble> {
        self.writes.write(&self.api, project, lines).await
    }
}
