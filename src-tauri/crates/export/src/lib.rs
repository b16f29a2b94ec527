//! What leaves Tieout as a file: a plan as a workbook or as CSV, a budget as PDF, the tie-out list as all three. Makes bytes of values; who asks for them writes them.

mod budget_pdf;
mod page;
mod plan_csv;
mod plan_sheet;
mod plan_workbook;
mod spreadsheet;
mod tie_out_csv;
mod tie_out_list;
mod tie_out_pdf;
mod tie_out_workbook;

pub use budget_pdf::{BudgetDocument, BudgetDocumentLine, budget_pdf};
pub use plan_csv::plan_csv;
pub use plan_sheet::{PLAN_HEADINGS, PlanSheet, PlanSheetItem, PlanSheetLine};
pub use plan_workbook::plan_workbook;
pub use spreadsheet::{no_formula, spreadsheet_text};
pub use tie_out_csv::tie_out_csv;
pub use tie_out_list::{
    TIE_OUT_AMOUNTS, TIE_OUT_HEADINGS, TIE_OUT_ITEM_HEADINGS, TieOutFigures, TieOutItem, TieOutJob, TieOutList,
    TieOutTotals,
};
pub use tie_out_pdf::tie_out_pdf;
pub use tie_out_workbook::tie_out_workbook;

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
