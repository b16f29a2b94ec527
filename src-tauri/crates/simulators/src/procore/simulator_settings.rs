//! The handle's settings: what kind of company, account and project this is. Each does what the [`Setting`] of its name does.

use super::habits::Spelling;
use super::lag::RowLag;
use super::limits::Limits;
use super::origin::OriginForm;
use super::permission::{Level, Right};
use super::simulator::ProcoreSimulator;
use super::switches::{ProjectSetting, Setting};

#[expect(
    clippy::missing_panics_doc,
    reason = "a project or code that is not there is a slip in the test that names it"
)]
impl ProcoreSimulator {
    /// The service account's level on the company's ERP Integrations tool; `None` when the company does not have the tool.
    pub fn set_erp_level(&self, level: Option<Level>) {
        self.with(|books| books.permissions.erp_integrations = level);
    }

    /// The service account's level on the projects' Budget tool.
    pub fn set_budget_level(&self, level: Level) {
        self.with(|books| books.permissions.budget = level);
    }

    /// Whether the service account was given this project.
    pub fn set_project_permitted(&self, project: u64, permitted: bool) {
        self.with(|books| {
            books.projects.get_mut(&project).expect("the test names a project that is there").permitted = permitted;
        });
    }

    /// Whether the BETA sync route exists.
    pub fn set_sync_enabled(&self, enabled: bool) {
        self.with(|books| books.switches.sync = enabled);
    }

    /// Whether a sync with a wrong item still does the items it can. Off at first: all or none.
    pub fn set_sync_partial(&self, partial: bool) {
        self.with(|books| books.switches.sync_partial = partial);
    }

    /// Whether the BETA list of v2.0 exists.
    pub fn set_v2_list_enabled(&self, enabled: bool) {
        self.with(|books| books.switches.v2_list = enabled);
    }

    /// Whether the company has budget changes, as new ones do; without them budget modifications can be written.
    pub fn set_budget_changes(&self, enabled: bool) {
        self.with(|books| books.switches.budget_changes = enabled);
    }

    /// How far view rows stay behind a write.
    pub fn set_row_lag(&self, lag: RowLag) {
        self.with(|books| books.switches.row_lag = lag);
    }

    /// The rate limits. What was used in the current windows stays used.
    pub fn set_limits(&self, limits: Limits) {
        self.with(|books| books.meter.set(limits));
    }

    /// Whether a 429 carries `Retry-After`.
    pub fn set_retry_after(&self, told: bool) {
        self.with(|books| books.switches.retry_after = told);
    }

    /// Whether the answer to a missing company header is JSON instead of plain text.
    pub fn set_company_error_as_json(&self, as_json: bool) {
        self.with(|books| books.switches.company_error_as_json = as_json);
    }

    /// See [`Setting::Installed`].
    pub fn set_installed(&self, installed: bool) {
        self.set(&Setting::Installed { value: installed });
    }

    /// See [`Setting::Unpaged`].
    pub fn set_unpaged(&self, lists: &[&str]) {
        self.set(&Setting::Unpaged { lists: lists.iter().map(|list| (*list).to_owned()).collect() });
    }

    /// See [`Setting::BudgetChangesHidden`].
    pub fn hide_budget_changes(&self, hidden: bool) {
        self.set(&Setting::BudgetChangesHidden { value: hidden });
    }

    /// See [`Setting::ErpListOnly`].
    pub fn set_erp_list_only(&self, only: bool) {
        self.set(&Setting::ErpListOnly { value: only });
    }

    /// See [`Setting::OriginIds`].
    pub fn set_origin_ids(&self, form: OriginForm) {
        self.set(&Setting::OriginIds { form });
    }

    /// See [`Setting::BudgetRights`].
    pub fn set_budget_rights(&self, rights: Option<&[Right]>) {
        self.set(&Setting::BudgetRights { rights: rights.map(<[Right]>::to_vec) });
    }

    /// See [`Setting::OriginOfCostCode`].
    pub fn set_origin_of_cost_code(&self, code: &str, origin_id: Option<&str>) {
        self.set(&Setting::OriginOfCostCode { code: code.into(), origin_id: origin_id.map(str::to_owned) });
    }

    /// See [`Setting::OriginOfCostType`].
    pub fn set_origin_of_cost_type(&self, code: &str, origin_id: Option<&str>) {
        self.set(&Setting::OriginOfCostType { code: code.into(), origin_id: origin_id.map(str::to_owned) });
    }

    /// See [`Setting::BaseType`].
    pub fn set_base_type(&self, code: &str, base_type: Option<&str>) {
        self.set(&Setting::BaseType { code: code.into(), base_type: base_type.map(str::to_owned) });
    }

    /// Changes a setting of one project.
    pub fn set_project(&self, project: u64, setting: ProjectSetting) {
        self.set(&Setting::Project { project, setting });
    }

    /// See [`ProjectSetting::Active`].
    pub fn set_project_active(&self, project: u64, active: bool) {
        self.set_project(project, ProjectSetting::Active { value: active });
    }

    /// See [`ProjectSetting::WithErp`].
    pub fn set_with_erp(&self, project: u64, waits: bool) {
        self.set_project(project, ProjectSetting::WithErp { value: waits });
    }

    /// See [`ProjectSetting::BudgetTool`].
    pub fn set_budget_tool(&self, project: u64, on: bool) {
        self.set_project(project, ProjectSetting::BudgetTool { on });
    }

    /// See [`ProjectSetting::OwnViews`].
    pub fn set_own_views(&self, project: u64, own: bool) {
        self.set_project(project, ProjectSetting::OwnViews { value: own });
    }

    /// See [`ProjectSetting::MoreViews`].
    pub fn add_views(&self, project: u64, count: u32) {
        self.set_project(project, ProjectSetting::MoreViews { count });
    }

    /// See [`ProjectSetting::Currency`].
    pub fn set_currency(&self, project: u64, code: Option<&str>) {
        self.set_project(project, ProjectSetting::Currency { code: code.map(str::to_owned) });
    }

    /// See [`ProjectSetting::Origin`].
    pub fn set_origin(&self, project: u64, origin_id: Option<&str>) {
        self.set_project(project, ProjectSetting::Origin { origin_id: origin_id.map(str::to_owned) });
    }

    /// See [`ProjectSetting::OriginOfSubJob`].
    pub fn set_origin_of_sub_job(&self, project: u64, sub_job: &str, origin_id: Option<&str>) {
        let origin_id = origin_id.map(str::to_owned);
        self.set_project(project, ProjectSetting::OriginOfSubJob { sub_job: sub_job.into(), origin_id });
    }

    /// See [`ProjectSetting::Rounding`].
    pub fn set_rounding(&self, project: u64, places: Option<u32>) {
        self.set_project(project, ProjectSetting::Rounding { places });
    }

    /// See [`ProjectSetting::LockedUnderField`].
    pub fn set_locked_under_field(&self, project: u64, under_field: bool) {
        self.set_project(project, ProjectSetting::LockedUnderField { value: under_field });
    }

    /// See [`ProjectSetting::RefuseLine`].
    pub fn refuse_line(&self, project: u64, flat_code: &str, message: &str) {
        let code = Some(flat_code.to_owned());
        self.set_project(project, ProjectSetting::RefuseLine { code, message: message.into() });
    }

    /// See [`ProjectSetting::RefuseLine`].
    pub fn refuse_all_lines(&self, project: u64, message: &str) {
        self.set_project(project, ProjectSetting::RefuseLine { code: None, message: message.into() });
    }

    /// See [`ProjectSetting::RefuseNothing`].
    pub fn refuse_no_line(&self, project: u64) {
        self.set_project(project, ProjectSetting::RefuseNothing);
    }

    /// See [`ProjectSetting::NeverMake`].
    pub fn never_make(&self, project: u64, flat_code: &str) {
        self.set_project(project, ProjectSetting::NeverMake { code: flat_code.into() });
    }

    /// See [`ProjectSetting::Spelling`].
    pub fn spell_amount(&self, project: u64, flat_code: &str, text: &str, as_number: bool) {
        let spelling = Spelling { text: text.into(), as_number };
        self.set_project(project, ProjectSetting::Spelling { code: flat_code.into(), spelling });
    }
}
