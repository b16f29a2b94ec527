//! The mapping of the open company: what holds, what a draft would change, its versions, and the file it travels in.

use crate::books::books::Books;
use crate::company::company::Company;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::mapping_examples::{MappingExamples, OfferedCostType};
use jobcost::{CodeMapping, MappableJob, mapping_change, mapping_examples};
use journal::{SavedMapping, mapping_from_text, mapping_to_text};
use std::collections::BTreeMap;

impl Company {
    /// The mapping that holds.
    pub async fn mapping(&self) -> Result<CodeMapping, ApplicationError> {
        self.settle().await?;
        Ok(self.books.read(|books| books.mapping().clone()))
    }

    /// What a draft makes of the lines that were last read, and what saving it would change. Saves nothing.
    pub fn mapping_examples(&self, draft: &CodeMapping) -> Result<MappingExamples, ApplicationError> {
        let (examples, change, offered) = self.books.read(|books| {
            let examples = mapping_examples(mappable(books), draft);
            (examples, mapping_change(mappable(books), books.mapping(), draft), offered_cost_types(books))
        });
        let too_large = |error: jobcost::MoneyError| {
            let remedy = "Look at the jobs' amounts in Acumatica.";
            ApplicationError::new(ApplicationErrorKind::NotReady, error.to_string(), remedy)
        };
        Ok(MappingExamples::of(draft.problems(), examples.map_err(too_large)?, change.map_err(too_large)?, offered))
    }

    /// Saves a mapping as a new version and judges every job again by it. A plan that was made before keeps the codes it was made
    /// with. Fails when the mapping cannot be meant, or the journal cannot be written; then the old one holds on.
    pub async fn save_mapping(&self, draft: &CodeMapping) -> Result<SavedMapping, ApplicationError> {
        let problems = draft.problems();
        if !problems.is_empty() {
            return Err(ApplicationError::bad_input("mapping", &problems.join(" ")));
        }
        let saved_at = self.books.clock.now();
        let version = self.journal.save_mapping(draft, &self.user, saved_at).await?;
        self.settle().await?;
        Ok(SavedMapping { version, saved_at, saved_by: self.user.clone(), mapping: draft.clone() })
    }

    /// Every mapping that was saved, the newest first.
    pub async fn mapping_versions(&self) -> Result<Vec<SavedMapping>, ApplicationError> {
        Ok(self.journal.mapping_versions().await?)
    }

    /// Saves what an old version says as a new one.
    pub async fn restore_mapping(&self, version: i64) -> Result<SavedMapping, ApplicationError> {
        let versions = self.mapping_versions().await?;
        let old = versions.into_iter().find(|saved| saved.version == version).ok_or_else(|| {
            let sentence = format!("There is no version {version} of the mapping.");
            let remedy = "Choose one of the versions that are listed.";
            ApplicationError::new(ApplicationErrorKind::NotReady, sentence, remedy)
        })?;
        self.save_mapping(&old.mapping).await
    }

    /// The mapping that holds, as the text of a file.
    pub async fn export_mapping(&self) -> Result<String, ApplicationError> {
        let cannot = |sentence: String| {
            ApplicationError::new(ApplicationErrorKind::Internal, sentence, "Send the log to support.")
        };
        mapping_to_text(&self.mapping().await?).map_err(cannot)
    }
}

/// Reads a file's text as a draft of a mapping. Saves nothing: first its examples are looked at.
pub fn import_mapping(text: &str) -> Result<CodeMapping, ApplicationError> {
    mapping_from_text(text).map_err(|sentence| {
        let remedy = "Nothing was changed. Export the mapping again, or correct the file.";
        ApplicationError::new(ApplicationErrorKind::BadInput { field: "mapping" }, sentence, remedy)
    })
}

/// The cost types that the projects have, each code once, by code; where projects name it differently, by the first name.
fn offered_cost_types(books: &Books) -> Vec<OfferedCostType> {
    let mut offered = BTreeMap::new();
    for cost_type in books.jobs().filter_map(|book| book.codes.as_ref()).flat_map(|codes| &codes.cost_types) {
        offered.entry(cost_type.code.clone()).or_insert_with(|| cost_type.name.clone());
    }
    offered.into_iter().map(|(code, name)| OfferedCostType { code: code.to_string(), name }).collect()
}

/// The jobs whose estimate and codes were read.
fn mappable(books: &Books) -> impl Iterator<Item = MappableJob<'_>> {
    books.jobs().filter_map(|book| {
        let budget = book.budget.as_ref().map(|(budget, _)| budget.as_ref());
        Some(MappableJob { estimate: &book.estimate.as_ref()?.0, codes: book.codes.as_ref()?, budget })
    })
}
