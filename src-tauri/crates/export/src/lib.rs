//! What leaves Tieout as a file: a plan as a workbook or as CSV, a budget as PDF. Makes bytes of values; who asks for them writes them.

mod budget_pdf;
mod page;
mod plan_csv;
mod plan_sheet;
mod plan_workbook;
mod spreadsheet;

pub use budget_pdf::{BudgetDocument, BudgetDocumentLine, budget_pdf};
pub use plan_csv::plan_csv;
pub use plan_sheet::{PLAN_HEADINGS, PlanSheet, PlanSheetItem, PlanSheetLine};
pub use plan_workbook::plan_workbook;
pub use spreadsheet::{no_formula, spreadsheet_text};

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook's writer refused.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV's writer refused.
    #[error("the CSV could not be made: {0}")]
    Csv(String),
}
