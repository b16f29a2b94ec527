//! The Budgets page as a file, and as a table to paste.

use crate::books::job_book::JobBook;
use crate::budgets::table::table;
use crate::budgets::tie_out_list::{Authorship, tie_out_list};
use crate::company::company::Company;
use crate::company::person::person;
use crate::comparison::exporting::{ExportedFile, SUPPORT, file_name};
use crate::comparison::standing_items::standing_items;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::budgets::{BudgetsQuery, ListFormat};
use crate::view::lines_table::LinesTable;
use crate::view::reconciling::{code_of, moment};
use export::{ExportError, TieOutItem, TieOutList, tie_out_csv, tie_out_pdf, tie_out_workbook};
use jobcost::JobId;
use journal::ReconcilingItem;

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
        let made = Authorship { company: &self.connection().name, by: person(&self.user), at: self.books.clock.now() };
        let page = self.budgets_page(query);
        let jobs = || page.rows.iter().map(|row| JobId::new(&row.job_id));
        let items = self.books.read(|books| jobs().filter_map(|job| books.job(&job)).flat_map(items).collect());
        tie_out_list(&page, query, items, &made)
    }
}

/// A job's reconciling items.
fn items(book: &JobBook) -> Vec<TieOutItem> {
    let Some(plan) = book.prepared().and_then(|prepared| prepared.plan.as_ref()) else { return Vec::new() };
    let item = |item: &ReconcilingItem| TieOutItem {
        job_id: book.job.job.to_string(),
        code: code_of(&item.key),
        amount: item.amount,
        reason: item.reason.clone(),
        by: person(&item.by).to_owned(),
        at: moment(item.at),
    };
    standing_items(plan, &book.items.items).into_iter().map(item).collect()
}
