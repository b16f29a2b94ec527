//! Budgets that are there on both sides and are taken over as they are, and what of that is taken back.

use crate::budgets::status::adoptable_unseen;
use crate::company::company::Company;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::adopted::Adopted;
use crate::view::report::Report;
use jobcost::{JobId, Money, by_currency, counted};
use journal::Adoption;
use reimport::ports::{Confirmation, ConfirmationQuestion};

/// So many jobs are named in the question.
const NAMED: usize = 12;

/// A budget that agrees in every line, to be adopted.
struct AgreeingBudget {
    job: JobId,
    name: String,
    total: Money,
}

impl Company {
    /// Takes over a budget that is there on both sides as it is: nothing is written to Procore, and from now on the job counts as synced.
    /// Refused where the budget is empty or was imported already.
    pub async fn adopt(&self, job: &JobId) -> Result<(), ApplicationError> {
        let _lock = self.lock(job)?;
        self.settle().await?;
        let (adopted_by, adopted_at) = (self.user.clone(), self.books.clock.now());
        let project = self.linked(job)?.project;
        let adoption = self.book(job, |book| {
            let plan = book.ruled().and_then(|ruled| ruled.plan.as_ref())?;
            book.adoptable().then(|| Adoption {
                job: job.clone(),
                project,
                acumatica_total: plan.totals.acumatica,
                procore_total: plan.totals.procore,
                lines_differing: plan.changes().count(),
                adopted_by,
                adopted_at,
            })
        })?;
        self.journal.adopt(&adoption.ok_or_else(|| not_adoptable(job))?).await?;
        self.settle().await
    }

    /// The same for every job whose two sides agree in every line, once the user said yes to them by name. Nothing where there is none, or
    /// where the answer was no. One that has changed meanwhile is left, and said; where none could be taken over, that is the error.
    pub async fn adopt_agreeing(&self, confirmation: &dyn Confirmation) -> Result<Option<Adopted>, ApplicationError> {
        let agreeing = self.agreeing();
        if agreeing.is_empty() || !confirmation.confirm(&question(&agreeing)).await {
            return Ok(None);
        }
        let (mut adopted, mut left) = (Vec::new(), Vec::new());
        for one in agreeing {
            match self.adopt(&one.job).await {
                Ok(()) => adopted.push(one),
                Err(error) => left.push(error),
            }
        }
        match left.into_iter().next() {
            Some(error) if adopted.is_empty() => Err(error),
            left => Ok(Some(said(&adopted, left))),
        }
    }

    /// Takes adoptions back: the budgets count as never imported again, unless they were re-imported since. Answers what was done.
    pub async fn take_back_adoption(&self, jobs: &[JobId]) -> Result<Report, ApplicationError> {
        let mut taken_back = Vec::new();
        for job in jobs {
            let _lock = self.lock(job)?;
            let project = self.linked(job)?.project;
            if self.journal.take_back_adoption(job, project, &self.user, self.books.clock.now()).await? {
                taken_back.push(job.to_string());
            }
        }
        self.settle().await?;
        if taken_back.is_empty() {
            let sentence = "There is no adoption to take back.";
            return Err(ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the jobs again."));
        }
        let message = format!("The adoption of {} was taken back.", counted(taken_back.len(), "budget"));
        let details = vec![taken_back.join(", ")];
        Ok(Report { message, details, remedy: "They are under Ready to Import again.".to_owned() })
    }

    fn agreeing(&self) -> Vec<AgreeingBudget> {
        self.books.read(|books| {
            let agreeing = books.jobs().filter(|book| adoptable_unseen(book));
            let one = |book: &crate::books::job_book::JobBook| {
                let total = book.prepared()?.plan.as_ref()?.totals.procore;
                Some(AgreeingBudget { job: book.job.job.clone(), name: book.name().to_owned(), total })
            };
            agreeing.filter_map(one).collect()
        })
    }
}

fn question(agreeing: &[AgreeingBudget]) -> ConfirmationQuestion {
    let budgets = counted(agreeing.len(), "budget");
    let mut body: Vec<String> =
        agreeing.iter().take(NAMED).map(|one| format!("{} {}: {}", one.job, one.name, one.total.sentence())).collect();
    if agreeing.len() > NAMED {
        body.push(format!("and {} more", agreeing.len() - NAMED));
    }
    body.push(format!("Together: {}", together(agreeing)));
    body.push(
        "Each is there on both sides and agrees in every line. Adopted, it counts as synced; nothing is written to Procore."
            .to_owned(),
    );
    ConfirmationQuestion {
        title: "Please Confirm".to_owned(),
        heading: format!("Adopt {budgets} as they are?").replace("1 budget as they are", "1 budget as it is"),
        body: body.join("\n"),
        affirmative: format!("OK, adopt {budgets}"),
    }
}

fn said(adopted: &[AgreeingBudget], left: Option<ApplicationError>) -> Adopted {
    let message = format!("{} adopted, {}. Nothing was written.", counted(adopted.len(), "budget"), together(adopted));
    let job_ids: Vec<String> = adopted.iter().map(|one| one.job.to_string()).collect();
    let details =
        std::iter::once(job_ids.join(", ")).chain(left.as_ref().map(|error| error.sentence.clone())).collect();
    let remedy = left.map(|error| error.remedy).unwrap_or_default();
    Adopted { job_ids, report: Report { message, details, remedy } }
}

/// The sum of the budgets, a currency each; one that does not fit is left out.
fn together(agreeing: &[AgreeingBudget]) -> String {
    let sums = by_currency(agreeing.iter().map(|one| one.total))
        .into_iter()
        .filter_map(|(currency, totals)| Money::sum(currency, totals).ok());
    sums.map(|sum| sum.sentence()).collect::<Vec<_>>().join(" and ")
}

fn not_adoptable(job: &JobId) -> ApplicationError {
    let sentence =
        format!("There is nothing to adopt of {job}: its budget is empty, was imported before, or cannot be compared.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the job again.")
}
