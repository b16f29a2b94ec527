//! Answers the window's commands from an application on the recorded company.

use crate::company::{before_the_first_import, company};
use crate::opened::{Opened, Person};
use crate::reimports::choices_that_tie_out;
use crate::shown::{refused, shown};
use crate::stable::stable;
use jobcost::JobId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Mutex;
use tieout::ApplicationError;
use tieout::view::{ArrangementQuery, BudgetsQuery, EndKind, Mapping, Ownership, PlanId, PlanOptions, ReadyPlan};

/// An application in one of the recorded states.
pub(crate) struct Desk {
    opened: Opened,
    /// The plans that were shown, with their jobs, in the order in which they were.
    plans: Mutex<Vec<(String, PlanId)>>,
}

impl Desk {
    /// Opens the company, and gives the commands that lead to the state.
    pub(crate) async fn in_state(name: &str, way: &[String]) -> Self {
        let company = if name.starts_with("firstImport") { before_the_first_import() } else { company() };
        let desk = Self { opened: Opened::on(company).await, plans: Mutex::default() };
        if name == "moved" {
            desk.plan("24-101@1").await;
            let opened = &desk.opened;
            opened.simulation.procore.set_amount(opened.project("24-101"), "03-30-00.S", "590000.00".parse().unwrap());
            opened.company.check().await.unwrap();
        }
        for command in way {
            let answer = desk.answer(command).await;
            assert_eq!(answer["status"], "ok", "{command}: {answer}");
        }
        desk
    }

    /// Ends it.
    pub(crate) async fn close(self) {
        self.opened.close().await;
    }

    /// What the window would be answered: `{status, data}`, or `{status, error}`.
    pub(crate) async fn answer(&self, question: &str) -> Value {
        let (command, given) = question.split_once(" [").unwrap();
        let given: Vec<Value> = serde_json::from_str(&format!("[{given}")).unwrap();
        let answer = match self.data(command, &given).await {
            Ok(data) => json!({ "status": "ok", "data": data }),
            Err(error) => json!({ "status": "error", "error": refused(&error) }),
        };
        stable(answer, &|text| self.name_of(text))
    }

    async fn data(&self, command: &str, given: &[Value]) -> Result<Value, ApplicationError> {
        let company = &self.opened.company;
        let text = |place: usize| given[place].as_str().unwrap();
        let job = || JobId::new(text(0));
        match command {
            "budgetsPage" => answered(&company.budgets_page(&read::<BudgetsQuery>(&given[0]))),
            "openComparison" => {
                let comparison = company.open_comparison(&job()).await?;
                self.note(text(0), &comparison.plan);
                answered(&comparison)
            }
            "prepareReimport" => {
                // Both sides are read for it; with the same readings it is the plan that was shown.
                let plan_id = company.prepare(&job(), &PlanOptions::default()).await?;
                self.note(text(0), &plan_id);
                answered(&ReadyPlan { options: company.shown_with(&plan_id)?, plan_id })
            }
            "reimport posted" => {
                let plan = self.plan(text(0)).await;
                let end = company.reimport(&plan, &choices_that_tie_out(), &Person::YES).await?;
                assert_eq!(end.kind, EndKind::Posted, "{:?}", end.report);
                answered(&end)
            }
            "whoMoved" => answered(&company.who_moved(&job()).await?),
            "linkReview" => answered(&company.link_review().await?),
            "mappingExamples" => answered(&company.mapping_examples(&read::<Mapping>(&given[0]).into())?.sampled()),
            "setOwnership" => answered(&company.set_ownership(&job(), read::<Ownership>(&given[1]).into()).await?),
            "stateCurrency" => answered(&company.state_currency(&job(), given[1].as_str()).await?),
            "linkJob" => answered(&company.link(&job(), text(1)).await?),
            "unlinkJob" => answered(&company.unlink(&job()).await?),
            "setJobAside" => answered(&company.set_aside(&job()).await?),
            "linkByEvidence" => answered(&company.link_by_evidence(&job()).await?),
            "adoptBudget" => answered(&company.adopt(&job()).await?),
            "adoptAgreeing" => answered(&company.adopt_agreeing(&Person::YES).await?),
            "takeBackAdoption" => {
                let jobs: Vec<JobId> = read::<Vec<String>>(&given[0]).into_iter().map(JobId::new).collect();
                answered(&company.take_back_adoption(&jobs).await?)
            }
            "tableOfBudgets" => answered(&company.table_of_budgets(&read::<BudgetsQuery>(&given[0]))),
            "awaitUnlock" => answered(&company.await_unlock(&job(), given[1].as_bool().unwrap()).await?),
            _ => self.of_plan(command, given).await,
        }
    }

    /// The questions about a plan that was shown.
    async fn of_plan(&self, command: &str, given: &[Value]) -> Result<Value, ApplicationError> {
        let company = &self.opened.company;
        let (plan, options) = (self.plan(given[0].as_str().unwrap()).await, read::<PlanOptions>(&given[1]));
        match command {
            "choose" => {
                let chosen = company.choose(&plan, &options).await?;
                // Nothing is chosen when the next question is asked.
                company.choose(&plan, &PlanOptions::default()).await?;
                answered(&chosen)
            }
            "arrangeLines" => {
                answered(&company.arrange_lines(&plan, &options, &read::<ArrangementQuery>(&given[2]))?)
            }
            "divisions" => answered(&company.divisions(&plan, &options)?),
            "sumLines" => answered(&company.sum_lines(&plan, &options, &read::<Vec<u32>>(&given[2]))?),
            "tableOfLines" => answered(&company.table_of_lines(&plan, &options, &read::<Vec<u32>>(&given[2]))?),
            "outdatedLines" => answered(&company.outdated_lines(&plan, &options)?),
            _ => panic!("{command} cannot be recorded"),
        }
    }

    /// The plan of this name, e.g. `24-101@1`, the first of its job; it is shown where it was not yet.
    async fn plan(&self, name: &str) -> PlanId {
        let (job, _) = name.split_once('@').unwrap();
        if self.find(name).is_none()
            && let Ok(comparison) = self.opened.company.open_comparison(&JobId::new(job)).await
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
fn answered(answer: &impl Serialize) -> Result<Value, ApplicationError> {
    Ok(shown(answer))
}

fn read<T: DeserializeOwned>(given: &Value) -> T {
    serde_json::from_value(given.clone()).unwrap()
}
