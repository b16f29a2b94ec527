//! Answers the window's commands from an application on the recorded company.

use crate::company::{before_the_first_import, company};
use crate::stable::stable;
use async_trait::async_trait;
use jiff::Timestamp;
use jobcost::JobId;
use reimport::ports::{Clock, Confirmation, ConfirmationQuestion};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use simulators::{Settings, Simulation};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tieout::view::{
    AcumaticaWay, ArrangementQuery, BudgetsQuery, Mapping, Ownership, PlanId, PlanOptions, ProcoreEnvironment,
    ProcoreWay, ReadyPlan,
};
use tieout::{
    Application, ApplicationError, ApplicationErrorKind, Browser, Company, ConnectionForm, DemoPorts, Parts, Timeouts,
    Url,
};
use vault::MemoryVault;

/// An application in one of the recorded states.
pub(crate) struct Desk {
    simulation: Simulation,
    application: Arc<Application>,
    company: Arc<Company>,
    /// The plans that were shown, with their jobs, in the order in which they were.
    plans: Mutex<Vec<(String, PlanId)>>,
    _folder: TempDir,
}

impl Desk {
    /// Opens the company, and gives the commands that lead to the state.
    pub(crate) async fn in_state(name: &str, way: &[String]) -> Self {
        let company = if name == "firstImport" { before_the_first_import() } else { company() };
        let desk = Self::open(company).await;
        if name == "moved" {
            desk.plan("24-101@1").await;
            let project = desk.simulation.procore.project_of("24-101").unwrap();
            desk.simulation.procore.set_amount(project, "03-30-00.S", "590000.00".parse().unwrap());
            desk.company.check().await.unwrap();
        }
        for command in way {
            let answer = desk.answer(command).await;
            assert_eq!(answer["status"], "ok", "{command}: {answer}");
        }
        desk
    }

    async fn open(company: simulators::ridgeline::Company) -> Self {
        let limits = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
        let simulation = simulators::start(company, limits).await.unwrap();
        let folder = TempDir::new().unwrap();
        let parts = Parts {
            data_folder: folder.path().to_owned(),
            vault: Arc::new(MemoryVault::default()),
            clock: Arc::new(QuickClock),
            timeouts: Timeouts::default(),
            demo_ports: DemoPorts::default(),
            browser: Arc::new(NoBrowser),
            user: "Dana Whitfield".into(),
        };
        let application = Application::start(parts).await.unwrap();
        application.open_unstored(form(&simulation)).await.unwrap();
        let company = application.company().await.unwrap();
        company.check().await.unwrap();
        Self { simulation, application, company, plans: Mutex::default(), _folder: folder }
    }

    /// Ends it.
    pub(crate) async fn close(self) {
        self.application.quit().await;
    }

    /// What the window would be answered: `{status, data}`, or `{status, error}`.
    pub(crate) async fn answer(&self, question: &str) -> Value {
        let (command, given) = question.split_once(" [").unwrap();
        let given: Vec<Value> = serde_json::from_str(&format!("[{given}")).unwrap();
        let answer = match self.data(command, &given).await {
            Ok(data) => json!({ "status": "ok", "data": data }),
            Err(error) => json!({ "status": "error", "error": {
                "code": code(&error), "message": error.sentence, "remedy": error.remedy, "reference": null, "field": null
            } }),
        };
        stable(answer, &|text| self.name_of(text))
    }

    async fn data(&self, command: &str, given: &[Value]) -> Result<Value, ApplicationError> {
        let company = &self.company;
        let text = |place: usize| given[place].as_str().unwrap();
        let job = || JobId::new(text(0));
        match command {
            "budgetsPage" => shown(&company.budgets_page(&read::<BudgetsQuery>(&given[0]))),
            "openComparison" => {
                let comparison = company.open_comparison(&job()).await?;
                self.note(text(0), &comparison.plan);
                shown(&comparison)
            }
            "prepareReimport" => {
                // Both sides are read for it; with the same readings it is the plan that was shown.
                let plan_id = company.prepare(&job(), &PlanOptions::default()).await?;
                self.note(text(0), &plan_id);
                shown(&ReadyPlan { options: company.shown_with(&plan_id)?, plan_id })
            }
            "reimport posted" => {
                let plan = self.plan(text(0)).await;
                shown(&company.reimport(&plan, &PlanOptions::default(), &Yes).await?)
            }
            "whoMoved" => shown(&company.who_moved(&job()).await?),
            "linkReview" => shown(&company.link_review().await?),
            "mappingExamples" => shown(&company.mapping_examples(&read::<Mapping>(&given[0]).into())?.sampled()),
            "setOwnership" => shown(&company.set_ownership(&job(), read::<Ownership>(&given[1]).into()).await?),
            "stateCurrency" => shown(&company.state_currency(&job(), given[1].as_str()).await?),
            "linkJob" => shown(&company.link(&job(), text(1)).await?),
            "unlinkJob" => shown(&company.unlink(&job()).await?),
            "setJobAside" => shown(&company.set_aside(&job()).await?),
            "linkByEvidence" => shown(&company.link_by_evidence(&job()).await?),
            "adoptBudget" => shown(&company.adopt(&job()).await?),
            "awaitUnlock" => shown(&company.await_unlock(&job(), given[1].as_bool().unwrap()).await?),
            _ => self.of_plan(command, given).await,
        }
    }

    /// The questions about a plan that was shown.
    async fn of_plan(&self, command: &str, given: &[Value]) -> Result<Value, ApplicationError> {
        let company = &self.company;
        let (plan, options) = (self.plan(given[0].as_str().unwrap()).await, read::<PlanOptions>(&given[1]));
        match command {
            "choose" => {
                let chosen = company.choose(&plan, &options).await?;
                // Nothing is chosen when the next question is asked.
                company.choose(&plan, &PlanOptions::default()).await?;
                shown(&chosen)
            }
            "arrangeLines" => shown(&company.arrange_lines(&plan, &options, &read::<ArrangementQuery>(&given[2]))?),
            "divisions" => shown(&company.divisions(&plan, &options)?),
            "sumLines" => shown(&company.sum_lines(&plan, &options, &read::<Vec<u32>>(&given[2]))?),
            "tableOfLines" => shown(&company.table_of_lines(&plan, &options, &read::<Vec<u32>>(&given[2]))?),
            "outdatedLines" => shown(&company.outdated_lines(&plan, &options)?),
            _ => panic!("{command} cannot be recorded"),
        }
    }

    /// The plan of this name, e.g. `24-101@1`, the first of its job; it is shown where it was not yet.
    async fn plan(&self, name: &str) -> PlanId {
        let (job, _) = name.split_once('@').unwrap();
        if self.find(name).is_none()
            && let Ok(comparison) = self.company.open_comparison(&JobId::new(job)).await
        {
            self.note(job, &comparison.plan);
        }
        self.find(name).unwrap_or_else(|| PlanId(name.to_owned()))
    }

    fn find(&self, name: &str) -> Option<PlanId> {
        let plans = self.plans.lock().unwrap();
        plans.iter().map(|(_, plan)| plan).find(|plan| named(&plans, plan).as_deref() == Some(name)).cloned()
    }

    fn note(&self, job: &str, plan: &PlanId) {
        let mut plans = self.plans.lock().unwrap();
        if plans.iter().all(|(_, known)| known != plan) {
            plans.push((job.to_owned(), plan.clone()));
        }
    }

    fn name_of(&self, text: &str) -> Option<String> {
        named(&self.plans.lock().unwrap(), &PlanId(text.to_owned()))
    }
}

fn named(plans: &[(String, PlanId)], plan: &PlanId) -> Option<String> {
    let (job, _) = plans.iter().find(|(_, known)| known == plan)?;
    let of_job = plans.iter().filter(|(other, _)| other == job);
    let place = of_job.map(|(_, known)| known).position(|known| known == plan)?;
    Some(format!("{job}@{}", place + 1))
}

#[expect(clippy::unnecessary_wraps, reason = "each answer of the match is a result, most by a question mark before it")]
fn shown(answer: &impl Serialize) -> Result<Value, ApplicationError> {
    Ok(serde_json::to_value(answer).unwrap())
}

fn read<T: DeserializeOwned>(given: &Value) -> T {
    serde_json::from_value(given.clone()).unwrap()
}

/// The code that the shell gives it.
fn code(error: &ApplicationError) -> &'static str {
    match error.kind {
        ApplicationErrorKind::PlanGone => "planGone",
        ApplicationErrorKind::NotReady | ApplicationErrorKind::Refused | ApplicationErrorKind::NothingToChange => {
            "notReady"
        }
        ApplicationErrorKind::Busy => "busy",
        other => panic!("{other:?} was not to be recorded: {error}"),
    }
}

fn form(simulation: &Simulation) -> ConnectionForm {
    let (acumatica, procore) = (simulation.acumatica.credentials(), simulation.procore.credentials());
    ConnectionForm {
        name: "Ridgeline Builders".into(),
        band: None,
        acumatica_url: simulation.acumatica.base_url.clone(),
        acumatica_way: AcumaticaWay::Cookie,
        application_id: String::new(),
        application_secret: String::new().into(),
        acumatica_port: String::new(),
        tenant: acumatica.tenant,
        user: acumatica.user,
        password: acumatica.password.into(),
        procore_environment: ProcoreEnvironment::Custom,
        procore_url: simulation.procore.base_url.clone(),
        procore_login_url: simulation.procore.base_url.clone(),
        procore_way: ProcoreWay::ServiceAccount,
        procore_port: String::new(),
        client_id: procore.client_id,
        client_secret: procore.client_secret.into(),
        company_id: procore.company_id.to_string(),
    }
}

struct QuickClock;

#[async_trait]
impl Clock for QuickClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration / 100).await;
    }
}

struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        Err(format!("{url} is not to be opened"))
    }
}

/// The user who says yes.
struct Yes;

#[async_trait]
impl Confirmation for Yes {
    async fn confirm(&self, _: &ConfirmationQuestion) -> bool {
        true
    }

    async fn confirm_zeroing(&self, _: &ConfirmationQuestion) -> bool {
        true
    }
}
