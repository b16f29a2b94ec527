//! A budget as it is before anything is imported over it, as PDF: to be looked at, printed, filed. The third of Procore's ways to begin a
//! first import over existing lines (import a budget over existing budget lines: "first look at the existing budget").

use crate::page::{At, LEFT, Paper, Piece, RIGHT, pages};
use jobcost::{Money, counted};

/// A budget, ready to be printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetDocument {
    /// The job's id.
    pub job_id: String,
    /// The project's name.
    pub project_name: String,
    /// What else a reader should know, as name and value: when it was read, from where.
    pub facts: Vec<(String, String)>,
    /// The lines, in the order of their codes.
    pub lines: Vec<BudgetDocumentLine>,
    /// The sum of their original amounts.
    pub total: Money,
}

/// One budget line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetDocumentLine {
    /// Its budget code.
    pub code: String,
    /// What it is.
    pub description: String,
    /// Its original amount.
    pub original_budget: Money,
}

const DESCRIPTION: i16 = LEFT + 1150;
/// Longer descriptions would run into the amounts.
const DESCRIPTION_LETTERS: usize = 52;

/// The budget on pages of Letter paper.
pub fn budget_pdf(budget: &BudgetDocument) -> Vec<u8> {
    let currency = budget.total.currency();
    let title = format!("Original budget of {} {}", budget.job_id, budget.project_name);
    let heading = vec![
        piece(&title, At::Left(LEFT), true),
        piece(&format!("Original budget, {currency}"), At::Right(RIGHT), true),
    ];
    let facts =
        budget.facts.iter().map(|(name, value)| Some(vec![piece(&format!("{name}: {value}"), At::Left(LEFT), false)]));
    let lines = budget.lines.iter().map(|line| {
        Some(vec![
            piece(&line.code, At::Left(LEFT), false),
            piece(&cut(&line.description, DESCRIPTION_LETTERS), At::Left(DESCRIPTION), false),
            piece(&figures(line.original_budget), At::Right(RIGHT), false),
        ])
    });
    let total = vec![
        piece(&counted(budget.lines.len(), "line"), At::Left(LEFT), true),
        piece(&figures(budget.total), At::Right(RIGHT), true),
    ];
    let all: Vec<_> = facts.chain([None]).chain(lines).chain([None, Some(total)]).collect();
    pages(Paper::Upright, &title, &[heading], &all)
}

fn piece(text: &str, at: At, bold: bool) -> Piece {
    Piece { text: text.to_owned(), at, bold }
}

/// At most so many letters of it.
pub(crate) fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['\u{2026}']).collect()
}

/// Grouped digits; the currency stands in the heading.
pub(crate) fn figures(amount: Money) -> String {
    let sentence = amount.sentence();
    sentence.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '\u{2212}')).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::plan_sheet::sample::usd;

    fn document(lines: usize) -> BudgetDocument {
        let line = |number: usize| BudgetDocumentLine {
            code: format!("{:02}-30-00.S", number % 100),
            description: format!("Bauarbeiten für Los {number} \u{2013} (Ost)"),
            original_budget: usd(&format!("{number}000.10")),
        };
        BudgetDocument {
            job_id: "24-101".to_owned(),
            project_name: "Harbor Point".to_owned(),
            facts: vec![("Procore read".to_owned(), "2026-03-02 09:30".to_owned())],
            lines: (1..=lines).map(line).collect(),
            total: usd("-1234567.89"),
        }
    }

    fn text_of(document: &BudgetDocument) -> (usize, String) {
        let pdf = lopdf::Document::load_mem(&budget_pdf(document)).unwrap();
        let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
        (pages.len(), pdf.extract_text(&pages).unwrap())
    }

    #[test]
    fn another_library_reads_every_line_and_the_total() {
        let document = document(120);
        let (pages, text) = text_of(&document);
        assert!(pages > 1, "{pages}");
        for line in &document.lines {
            assert!(text.contains(&line.description) && text.contains(&figures(line.original_budget)), "{}", line.code);
        }
        assert!(text.contains("120 lines") && text.contains("-1,234,567.89"));
        assert!(text.contains(&format!("{pages} of {pages}")));
    }

    #[test]
    fn an_empty_budget_is_a_page_too() {
        let (pages, text) = text_of(&document(0));
        assert_eq!(pages, 1);
        assert!(text.contains("0 lines"), "{text}");
    }

    #[test]
    fn a_long_description_is_cut_before_the_amount() {
        assert_eq!(cut(&"x".repeat(80), DESCRIPTION_LETTERS).chars().count(), DESCRIPTION_LETTERS);
    }
}
