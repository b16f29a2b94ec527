//! The Budgets page as a file, and as a table to paste.

use crate::budgets::table::table;
use crate::budgets::tie_out_list::{Made, tie_out_list};
use crate::company::company::Company;
use crate::comparison::exporting::{ExportedFile, SUPPORT, file_name};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::budgets::{BudgetsQuery, ListFormat};
use crate::view::lines_table::LinesTable;
use export::{ExportError, TieOutList, tie_out_csv, tie_out_pdf, tie_out_workbook};

impl Company {
    /// The jobs that the page shows, as a file: the tie-out list with its sums.
    pub fn export_budgets(&self, query: &BudgetsQuery, format: ListFormat) -> Result<ExportedFile, ApplicationError> {
        let list = self.tie_out_list(query);
        let internal =
            |error: ExportError| ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), SUPPORT);
        let (bytes, ending) = match format {
            ListFormat::Workbook => (tie_out_workbook(&list).map_err(internal)?, "xlsx"),
            ListFormat::Csv => (tie_out_csv(&list).map_err(internal)?, "csv"),
            ListFormat::Pdf => (tie_out_pdf(&list), "pdf"),
        };
        let today = self.books.clock.now().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d").to_string();
        Ok(ExportedFile { name: file_name("tie-out", &today, ending), bytes })
    }

    /// The jobs that the page shows, as a table to paste.
    pub fn table_of_budgets(&self, query: &BudgetsQuery) -> LinesTable {
        table(&self.tie_out_list(query))
    }

    fn tie_out_list(&self, query: &BudgetsQuery) -> TieOutList {
        let made = Made { company: &self.connection().name, by: &self.user, at: self.books.clock.now() };
        tie_out_list(&self.budgets_page(query), query, Vec::new(), &made)
    }
}
