//! The tie-out list as PDF, to be printed and filed: the sum as a sentence, the jobs, their net sums, what was accepted.

use crate::budget_pdf::{cut, figures};
use crate::page::{At, LEFT, Paper, Piece, pages};
use crate::tie_out_list::{TieOutFigures, TieOutItem, TieOutJob, TieOutList};
use jobcost::{Money, counted};

const NAME: i16 = LEFT + 720;
/// Where the figures end: Acumatica, Procore, out of balance, new Procore, change.
const FIGURES: [i16; 5] = [3160, 3970, 4710, 5520, 6260];
const STATUS: i16 = 6360;
const HEADS: [&str; 5] = ["Current Acumatica", "Current Procore", "Out of balance", "New Procore", "Change"];
const ID_LETTERS: usize = 12;
const NAME_LETTERS: usize = 24;
const STATUS_LETTERS: usize = 24;
/// Of a line across the page.
const LINE_LETTERS: usize = 130;

type Line = Option<Vec<Piece>>;

/// The list on pages of Letter paper, laid across.
pub fn tie_out_pdf(list: &TieOutList) -> Vec<u8> {
    // The currency of most jobs goes unnamed.
    let usual = list.totals.iter().max_by_key(|totals| totals.jobs).map(|totals| totals.currency.as_str());
    let currency = usual.map(|code| format!(", amounts in {code} where no other is named")).unwrap_or_default();
    let title = format!("Tie-out of {}{currency}", list.company);
    let heads = FIGURES.into_iter().zip(HEADS).map(|(end, head)| bold(head, At::Right(end)));
    let columns = [bold("Job ID", At::Left(LEFT)), bold("Project name", At::Left(NAME))];
    let status = bold("Status", At::Left(STATUS));
    let heading = [vec![bold(&title, At::Left(LEFT))], columns.into_iter().chain(heads).chain([status]).collect()];
    let facts = list.facts.iter().map(|(name, value)| Some(text(&format!("{name}: {value}"))));
    let jobs = list.jobs.iter().map(|job| Some(job_line(job, usual)));
    let totals = list.totals.iter().map(|totals| {
        let jobs = counted(usize::try_from(totals.jobs).unwrap_or(usize::MAX), "job");
        let named = bold(&format!("{jobs} in {}", totals.currency), At::Left(LEFT));
        Some(std::iter::once(named).chain(figure_pieces(&totals.figures, usual, true)).collect())
    });
    let left_out = list.not_in_totals.iter().map(|job| Some(text(&format!("Not in this sum: {job}"))));
    let lines: Vec<Line> = facts
        .chain(wrapped(&list.sentence))
        .chain([None])
        .chain(jobs)
        .chain([None])
        .chain(totals)
        .chain(left_out)
        .chain(item_lines(&list.items, usual))
        .collect();
    pages(Paper::Across, &title, &heading, &lines)
}

fn job_line(job: &TieOutJob, usual: Option<&str>) -> Vec<Piece> {
    let first = [
        plain(&cut(&job.job_id, ID_LETTERS), At::Left(LEFT)),
        plain(&cut(&job.project_name, NAME_LETTERS), At::Left(NAME)),
    ];
    let status = plain(&cut(&job.status, STATUS_LETTERS), At::Left(STATUS));
    first.into_iter().chain(figure_pieces(&job.figures, usual, false)).chain([status]).collect()
}

fn figure_pieces<'a>(
    of: &TieOutFigures,
    usual: Option<&'a str>,
    is_bold: bool,
) -> impl Iterator<Item = Piece> + use<'a> {
    FIGURES
        .into_iter()
        .zip(of.all())
        .filter_map(move |(end, amount)| Some(Piece { text: named(amount?, usual), at: At::Right(end), bold: is_bold }))
}

/// With its currency, where that is not the usual one.
fn named(amount: Money, usual: Option<&str>) -> String {
    let code = amount.currency();
    if usual == Some(code.as_str()) { figures(amount) } else { format!("{code} {}", figures(amount)) }
}

fn item_lines(items: &[TieOutItem], usual: Option<&str>) -> Vec<Line> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![None, Some(vec![bold("Reconciling items", At::Left(LEFT))])];
    for item in items {
        let TieOutItem { job_id, code, amount, reason, by, at } = item;
        lines.extend(wrapped(&format!("{job_id}, {code}: {}, {reason} ({by}, {at})", named(*amount, usual))));
    }
    lines
}

/// A sentence over as many lines as it needs.
fn wrapped(sentence: &str) -> Vec<Line> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => word.clone_into(line),
            Some(line) if line.chars().count() + word.chars().count() < LINE_LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| Some(text(line))).collect()
}

fn text(text: &str) -> Vec<Piece> {
    vec![plain(text, At::Left(LEFT))]
}

fn plain(text: &str, at: At) -> Piece {
    Piece { text: text.to_owned(), at, bold: false }
}

fn bold(text: &str, at: At) -> Piece {
    Piece { text: text.to_owned(), at, bold: true }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::tie_out_list::sample::list;

    fn text_of(list: &TieOutList) -> (usize, String) {
        let pdf = lopdf::Document::load_mem(&tie_out_pdf(list)).unwrap();
        let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
        (pages.len(), pdf.extract_text(&pages).unwrap())
    }

    #[test]
    fn another_library_reads_jobs_sums_and_what_was_accepted() {
        let (pages, text) = text_of(&list());
        assert_eq!(pages, 1);
        for said in [
            "Tie-out of Ridgeline Builders",
            "1 is out of balance by 88,340.18",
            "24-160",
            "12,422,670.59",
            "CAD 4,694,864.92",
            "1 job in USD",
            "Not in this sum: 25-020 (CAD and USD)",
            "24-131, 01-99-00.S: 12,400.00, @Retainage, booked twice (Ann, 2026-03-01 16:00 -05:00)",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }

    #[test]
    fn a_hundred_jobs_have_their_heading_on_every_page() {
        let mut list = list();
        list.jobs = vec![list.jobs[0].clone(); 100];
        let (pages, text) = text_of(&list);
        assert!(pages > 1 && text.matches("Current Procore").count() == pages, "{pages}: {text}");
    }

    #[test]
    fn a_long_sentence_takes_more_lines() {
        assert_eq!(wrapped(&"word ".repeat(60)).len(), 3);
        assert_eq!(wrapped("").len(), 1);
    }
}
