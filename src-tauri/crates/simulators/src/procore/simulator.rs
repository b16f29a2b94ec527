//! The handle on a running simulator: what a test asks it, and what somebody else does meanwhile.

use std::io;

use rust_decimal::Decimal;

use super::books::Books;
use super::deed::Deed;
use super::edits;
use super::office::Office;
use super::project::Project;
use super::refusal::Refusal;
use super::router::router;
use super::routes::budget_page;
use super::settings::ProcoreSettings;
use super::snapshot::ProcoreSnapshot;
use super::switches::Setting;
use crate::bench::{Bench, Moment, Running, serve};
use crate::oauth::Authority;
use crate::ridgeline::Company;

/// What a service account signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The client id.
    pub client_id: String,
    /// The client secret; of the demo, so it may be printed.
    pub client_secret: String,
    /// The id for the header `Procore-Company-Id`.
    pub company_id: u64,
}

/// One line of a budget, as it is at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// The line item's id.
    pub id: u64,
    /// Its budget code's id.
    pub wbs_code_id: u64,
    /// Its budget code, e.g. `03-30-00.S`.
    pub flat_code: String,
    /// The original budget amount, in the project's currency.
    pub original_budget_amount: Decimal,
    /// The net of its modifications, in the project's currency.
    pub modifications: Decimal,
    /// Unit of measure.
    pub uom: Option<String>,
    /// Quantity.
    pub quantity: Option<Decimal>,
}

/// One entry of a budget's change history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The budget code, empty for the budget itself.
    pub budget_code: String,
    /// The column, e.g. `Original Budget Amount`.
    pub column: String,
    /// Who it was.
    pub by: String,
    /// The value before.
    pub old: Option<String>,
    /// The value after.
    pub new: Option<String>,
}

/// A simulated Procore that runs on loopback until it is dropped.
///
/// Methods that name a project, or a line of it, panic when there is none: that is a slip in the test that asks.
#[derive(Debug)]
pub struct ProcoreSimulator {
    /// `http://127.0.0.1:{port}`: login host, API host and browser pages in one.
    pub base_url: String,
    /// Its log, faults, latency and clock.
    pub bench: Bench,
    /// Its OAuth clients, codes and tokens.
    pub oauth: Authority,
    office: Office,
    running: Running,
}

#[expect(clippy::missing_panics_doc, reason = "said once, above, for all of them")]
impl ProcoreSimulator {
    /// Starts with this company's budgets. Fails when the port is taken.
    pub async fn start(company: &Company, settings: &ProcoreSettings) -> io::Result<Self> {
        let bench = Bench::new(&["/oauth/"]);
        bench.latency.set_ms(settings.latency_ms);
        let office = Office::new(Books::of(company, settings, bench.clock.now()), bench.clone());
        let running = serve(router(&office), settings.port).await?;
        Ok(Self { base_url: running.base_url.clone(), bench, oauth: office.authority(), office, running })
    }

    /// What a client signs in with.
    pub fn credentials(&self) -> Credentials {
        let client = self.oauth.client();
        let company_id = self.office.with(|books| books.company_id);
        Credentials { client_id: client.id, client_secret: client.secret, company_id }
    }

    /// Lets accounts see another company beside this one. There is nothing in it.
    pub fn also_list(&self, id: u64, name: &str) {
        self.office.with(|books| books.other_companies.push((id, name.to_owned())));
    }

    /// The Procore project with this number, e.g. `24-101`.
    pub fn project_of(&self, project_number: &str) -> Option<u64> {
        let is_it = |project: &&Project| project.number.as_deref() == Some(project_number);
        self.office.with(|books| books.projects.values().find(is_it).map(|project| project.id))
    }

    /// The lines of a budget in the order of their codes, as they are, whatever lag the views have.
    pub fn budget(&self, project: u64) -> Vec<BudgetLine> {
        self.look(project, |project| {
            let lines = project.lines.values().filter_map(|line| {
                let code = project.codes.get(line.wbs_code_id)?;
                Some(BudgetLine {
                    id: line.id,
                    wbs_code_id: line.wbs_code_id,
                    flat_code: code.flat_code(),
                    original_budget_amount: line.original_budget_amount,
                    modifications: project.modified_by(line.id),
                    uom: line.uom.clone(),
                    quantity: line.quantity,
                })
            });
            let mut lines: Vec<_> = lines.collect();
            lines.sort_by(|one, other| one.flat_code.cmp(&other.flat_code));
            lines
        })
    }

    /// The original amount of one line; `None` when the budget has no such line.
    pub fn amount(&self, project: u64, flat_code: &str) -> Option<Decimal> {
        let line = self.budget(project).into_iter().find(|line| line.flat_code == flat_code)?;
        Some(line.original_budget_amount)
    }

    /// The sum of the original amounts, in the project's currency.
    pub fn total(&self, project: u64) -> Decimal {
        self.look(project, Project::total)
    }

    /// The amounts of the budget modifications, in the project's currency and the order they were made.
    pub fn modifications(&self, project: u64) -> Vec<Decimal> {
        self.look(project, |project| project.modifications.iter().map(|one| one.amount).collect())
    }

    /// Whether the budget is locked.
    pub fn is_locked(&self, project: u64) -> bool {
        self.look(project, |project| project.locked)
    }

    /// The change history, oldest first.
    pub fn history(&self, project: u64) -> Vec<HistoryEntry> {
        self.look(project, |project| {
            let entries = project.history.iter().map(|change| HistoryEntry {
                budget_code: change.budget_code.clone(),
                column: change.column.clone(),
                by: change.by.clone(),
                old: change.old.clone(),
                new: change.new.clone(),
            });
            entries.collect()
        })
    }

    /// Somebody sets an original amount in Procore's own window.
    pub fn set_amount(&self, project: u64, flat_code: &str, amount: Decimal) {
        assert!(self.amount(project, flat_code).is_some(), "the budget has no line {flat_code}");
        self.somebody(project, &Deed::SetAmount { code: flat_code.into(), amount });
    }

    /// Somebody adds a line.
    pub fn add_line(&self, project: u64, flat_code: &str, amount: Decimal) {
        assert!(self.amount(project, flat_code).is_none(), "the budget has a line {flat_code} already");
        self.somebody(project, &Deed::SetAmount { code: flat_code.into(), amount });
    }

    /// Somebody removes a line.
    pub fn remove_line(&self, project: u64, flat_code: &str) {
        self.somebody(project, &Deed::RemoveLine { code: flat_code.into() });
    }

    /// Somebody makes a budget code, and calls it this.
    pub fn make_code(&self, project: u64, flat_code: &str, description: &str) {
        self.somebody(project, &Deed::MakeCode { code: flat_code.into(), description: description.into() });
    }

    /// Somebody takes a budget code out of use; a line on it stays.
    pub fn deactivate_code(&self, project: u64, flat_code: &str) {
        self.somebody(project, &Deed::SetCodeActive { code: flat_code.into(), active: false });
    }

    /// What a budget code is called; `None` where the project does not have it.
    pub fn code_description(&self, project: u64, flat_code: &str) -> Option<String> {
        self.look(project, |project| project.codes.by_flat_code(flat_code).map(super::wbs::WbsCode::description))
    }

    /// Somebody locks the budget.
    pub fn lock(&self, project: u64) {
        self.somebody(project, &Deed::Lock);
    }

    /// Somebody unlocks the budget and preserves its modifications.
    pub fn unlock(&self, project: u64) {
        self.somebody(project, &Deed::Unlock);
    }

    /// Somebody makes a budget change, with this status: draft, approved, `under_review` or void.
    pub fn change_budget(&self, project: u64, amount: Decimal, status: &str) {
        self.somebody(project, &Deed::ChangeBudget { amount, status: status.into() });
    }

    /// A colleague or a second program does something now.
    pub fn somebody(&self, project: u64, deed: &Deed) {
        done(edits::perform(&self.office, project, deed));
    }

    /// A colleague or a second program does something at a moment of the traffic, e.g. after the third request: [`Moment::after`].
    pub fn somebody_at(&self, moment: Moment, project: u64, deed: Deed) {
        done(edits::plan(&self.office, moment, project, deed));
    }

    /// How long tokens live that are given out from now on, in seconds.
    pub fn set_token_lifetime(&self, seconds: u32) {
        self.oauth.set_access_lifetime(seconds);
    }

    /// Makes every token invalid at once.
    pub fn expire_tokens(&self) {
        self.oauth.expire_access_tokens();
    }

    /// The tokens that were given out and are still valid, for a test that searches for them where they should not be.
    pub fn issued_tokens(&self) -> Vec<String> {
        self.oauth.access_tokens()
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.running.port
    }

    /// The Budget page of a project as a browser gets it, for a test that wants to look without one.
    pub fn budget_page(&self, project: u64) -> String {
        self.office.with(|books| budget_page::of(books, project)).expect("the test names a project that is there")
    }

    /// Changes a setting of the company or of a project.
    pub fn set(&self, setting: &Setting) {
        done(self.with(|books| setting.put_on(books)));
    }

    /// Everything that was written here, as it is now.
    pub fn snapshot(&self) -> ProcoreSnapshot {
        self.with(|books| ProcoreSnapshot::of(books))
    }

    /// Takes up what a snapshot of the same company holds.
    pub fn restore(&self, snapshot: &ProcoreSnapshot) {
        self.with(|books| snapshot.put_on(books));
    }

    pub(super) fn with<R>(&self, work: impl FnOnce(&mut Books) -> R) -> R {
        self.office.with(work)
    }

    fn look<R>(&self, project: u64, look: impl FnOnce(&Project) -> R) -> R {
        self.office.with(|books| look(books.projects.get(&project).expect("the test names a project that is there")))
    }
}

fn done(result: Result<(), Refusal>) {
    if let Err(refusal) = result {
        panic!("the test names a project and a line that are there: {refusal:?}");
    }
}
