//! A plan or a budget as a file for other programs and for the filing cabinet.

use crate::company::company::Company;
use crate::company::person::person;
use crate::comparison::plans::{ChosenPlan, ShownPlan};
use crate::comparison::refused::refused;
use crate::comparison::standing_items::standing_items;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::amount::Amount;
use crate::view::comparison::{ExportFormat, PlanId, PlanOptions};
use crate::view::lines::LineRow;
use crate::view::reconciling::{Accepted, code_of, moment};
use export::{
    BudgetDocument, BudgetDocumentLine, PlanSheet, PlanSheetItem, PlanSheetLine, budget_pdf, plan_csv, plan_workbook,
};
use jiff::Timestamp;
use jobcost::{Budget, JobId, Money};
use journal::ReconcilingItem;
use std::io::ErrorKind;
use std::path::Path;
use tokio::io::AsyncReadExt;

/// A file that was made and is nowhere yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedFile {
    /// A name for it, with its ending.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Company {
    /// A shown plan, with these choices, as a file.
    pub fn export_plan(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        format: ExportFormat,
    ) -> Result<ExportedFile, ApplicationError> {
        let shown = self.plans().find(plan)?;
        let sheet = plan_sheet(&shown, &*shown.with(options)?, self.read_at(&shown.linked.job))?;
        let (bytes, ending) = match format {
            ExportFormat::Workbook => (plan_workbook(&sheet), "xlsx"),
            ExportFormat::Csv => (plan_csv(&sheet), "csv"),
        };
        let bytes =
            bytes.map_err(|error| ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), SUPPORT))?;
        Ok(ExportedFile { name: file_name("plan", &sheet.job_id, ending), bytes })
    }

    /// The budget as Procore has it now, as PDF.
    pub fn export_budget(&self, job: &JobId) -> Result<ExportedFile, ApplicationError> {
        let (name, budget) = self
            .books
            .read(|books| {
                let book = books.job(job)?;
                Some((book.name().to_owned(), book.budget.as_ref()?.0.clone()))
            })
            .ok_or_else(|| {
                ApplicationError::new(
                    ApplicationErrorKind::NotReady,
                    format!("The budget of {job} was not read yet."),
                    "Press Check now.",
                )
            })?;
        let document = budget_document(job, &name, &budget, self.read_at(job))?;
        Ok(ExportedFile { name: file_name("budget", &document.job_id, "pdf"), bytes: budget_pdf(&document) })
    }

    /// When each side was read.
    fn read_at(&self, job: &JobId) -> [Option<Timestamp>; 2] {
        self.books.read(|books| {
            let book = books.job(job);
            [
                book.and_then(|book| book.estimate.as_ref()).map(|(_, at)| *at),
                book.and_then(|book| book.budget.as_ref()).map(|(_, at)| *at),
            ]
        })
    }
}

impl ExportedFile {
    /// Writes it where the user wants it: whole, or not at all.
    pub async fn save(&self, path: &Path) -> Result<(), ApplicationError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let part = folder.join(format!(".{}.part", uuid::Uuid::new_v4()));
        let written = match tokio::fs::write(&part, &self.bytes).await {
            Ok(()) => tokio::fs::rename(&part, path).await,
            failed => failed,
        };
        if let Err(error) = written {
            // What is left of it is of no use, and may not even be there.
            let _ = tokio::fs::remove_file(&part).await;
            return Err(not_written(&error, path));
        }
        Ok(())
    }
}

/// No mapping that people write is a thousandth of it; a film chosen by mistake would fill the memory.
const TEXT_MAX: u64 = 1024 * 1024;

/// Reads a file that the user chose, of at most 1 MiB.
pub async fn read_text(path: &Path) -> Result<String, ApplicationError> {
    let refused = |why: String| {
        ApplicationError::new(
            ApplicationErrorKind::File { disk_full: false },
            format!("{} could not be read: {why}.", path.display()),
            "Choose another file.",
        )
    };
    let mut bytes = Vec::new();
    let read = async {
        // One byte more tells a file that ends there from one that goes on.
        tokio::fs::File::open(path).await?.take(TEXT_MAX + 1).read_to_end(&mut bytes).await
    };
    read.await.map_err(|error| refused(error.to_string()))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > TEXT_MAX) {
        return Err(refused("it is larger than 1 MiB, which no mapping is".to_owned()));
    }
    String::from_utf8(bytes).map_err(|_| refused("it is no text in UTF-8".to_owned()))
}

fn not_written(error: &std::io::Error, path: &Path) -> ApplicationError {
    let place = path.display();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ApplicationError::new(
            ApplicationErrorKind::File { disk_full: true },
            format!("The disk is full: {place} was not written."),
            "Make room, or choose another folder.",
        ),
        _ => ApplicationError::new(
            ApplicationErrorKind::File { disk_full: false },
            format!("{place} could not be written: {error}."),
            "Choose another folder, or close the program that has the file open.",
        ),
    }
}

pub(crate) const SUPPORT: &str = "Send the log to support.";

fn plan_sheet(
    shown: &ShownPlan,
    planned: &ChosenPlan,
    read_at: [Option<Timestamp>; 2],
) -> Result<PlanSheet, ApplicationError> {
    let plan = planned.prepared.plan.as_ref().ok_or_else(|| refused(&planned.prepared))?;
    Ok(PlanSheet {
        job_id: shown.linked.job.to_string(),
        project_name: shown.linked.name.clone(),
        facts: facts(read_at),
        totals: plan.totals,
        out_of_balance: plan.out_of_balance.amount,
        out_of_balance_after: plan.out_of_balance_after.amount,
        items: standing_items(plan, &shown.items).into_iter().map(sheet_item).collect(),
        lines: planned.lines.iter().map(sheet_line).collect(),
    })
}

fn sheet_item(item: &ReconcilingItem) -> PlanSheetItem {
    PlanSheetItem {
        code: code_of(&item.key),
        description: item.description.clone(),
        amount: item.amount,
        reason: item.reason.clone(),
        by: person(&item.by).to_owned(),
        at: moment(item.at),
    }
}

fn sheet_line(line: &LineRow) -> PlanSheetLine {
    let money = |amount: Option<Amount>| amount.map(Money::from);
    PlanSheetLine {
        code: line.code.clone(),
        description: line.description.clone(),
        cost_type: line.cost_type.clone(),
        estimate: money(line.estimate),
        budget: money(line.budget),
        after: money(line.after),
        change: money(line.change),
        variance: Some(*line.variance),
        reason: line.reason.clone(),
        accepted: line.accepted.as_ref().filter(|accepted| accepted.holds).map(Accepted::in_words).unwrap_or_default(),
    }
}

fn budget_document(
    job: &JobId,
    name: &str,
    budget: &Budget,
    read_at: [Option<Timestamp>; 2],
) -> Result<BudgetDocument, ApplicationError> {
    let total = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget))
        .map_err(|error| ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), SUPPORT))?;
    let mut lines: Vec<_> = budget.line_items.iter().collect();
    lines.sort_by(|a, b| a.wbs_code.cmp(&b.wbs_code));
    let line = |line: &jobcost::BudgetLineItem| BudgetDocumentLine {
        code: line.wbs_code.to_string(),
        description: line.description.clone(),
        original_budget: line.original_budget,
    };
    let [_, procore] = read_at;
    Ok(BudgetDocument {
        job_id: job.to_string(),
        project_name: name.to_owned(),
        facts: facts([None, procore]),
        lines: lines.into_iter().map(line).collect(),
        total,
    })
}

fn facts([acumatica, procore]: [Option<Timestamp>; 2]) -> Vec<(String, String)> {
    let fact = |(name, at): (&str, Option<Timestamp>)| at.map(|at| (name.to_owned(), moment(at)));
    [("Acumatica read", acumatica), ("Procore read", procore)].into_iter().filter_map(fact).collect()
}

/// Ids may hold what a file name cannot.
pub(crate) fn file_name(what: &str, job: &str, ending: &str) -> String {
    let safe = |letter: char| if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') { letter } else { '-' };
    format!("{what}-{}.{ending}", job.chars().map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[tokio::test]
    async fn a_file_larger_than_any_mapping_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mapping.json");
        let length = usize::try_from(TEXT_MAX).unwrap();
        std::fs::write(&path, "x".repeat(length)).unwrap();
        assert_eq!(read_text(&path).await.unwrap().len(), length);
        std::fs::write(&path, "x".repeat(length + 1)).unwrap();
        let error = read_text(&path).await.unwrap_err();
        assert!(error.sentence.contains("larger than 1 MiB"), "{}", error.sentence);
        std::fs::write(&path, [0xff, 0xfe]).unwrap();
        assert!(read_text(&path).await.unwrap_err().sentence.contains("no text in UTF-8"));
    }

    #[test]
    fn a_job_id_makes_a_name_that_every_system_takes() {
        assert_eq!(file_name("plan", "24/101 A:\\b", "csv"), "plan-24-101-A--b.csv");
    }
}
