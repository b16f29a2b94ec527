//! What is printed: tables for people, one JSON document for programs. A pipe that was closed, e.g. by `head`, is no trouble.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use tieout::{Money, grouped};

/// The version of the documents. It rises when a program that reads them has to change: when a name or a meaning goes, not when one comes.
const VERSION: u32 = 2;

/// An amount in a table: grouped, an en dash where there is none.
pub(crate) fn amount(money: Option<impl Into<Money>>) -> String {
    money.map_or_else(|| "–".to_owned(), |money| grouped(&money.into().digits()))
}

/// A difference in a table, with its sign.
pub(crate) fn difference(money: Option<impl Into<Money>>) -> String {
    match money.map(Into::into) {
        Some(money) if money.is_zero() => "–".to_owned(),
        Some(money) if money.is_above_zero() => format!("+{}", grouped(&money.digits())),
        other => amount(other),
    }
}

/// Prints a table; the columns named by number hold figures.
pub(crate) fn table(header: &[&str], figures: &[usize], rows: impl IntoIterator<Item = Vec<String>>) {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header.iter().copied());
    // Piped, a row stays one line, whatever its width.
    if io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    // A cell is one line, or a name could add rows of its own.
    table.add_rows(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.replace('\n', " ")).collect::<Vec<_>>()));
    for figure in figures {
        if let Some(column) = table.column_mut(*figure) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    line(&table.trim_fmt());
}

/// So many of a thing, as the shown documents count it.
pub(crate) fn counted(count: u32, noun: &str) -> String {
    tieout::counted(count as usize, noun)
}

/// Prints a JSON document, with the version of what it means.
pub(crate) fn json(document: &impl Serialize) {
    #[derive(Serialize)]
    struct Versioned<'a, T> {
        version: u32,
        #[serde(flatten)]
        document: &'a T,
    }
    match serde_json::to_string_pretty(&Versioned { version: VERSION, document }) {
        Ok(text) => line(&text),
        Err(error) => complain(&format!("The result could not be written as JSON: {error}.")),
    }
}

/// Prints a line.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", harmless(text));
}

/// The text without what steers a terminal or turns its letters round: names and error texts come from the vendors' servers, and anybody
/// who may name a project could otherwise clear the screen, forge a sentence or write to the clipboard. Lines stay lines.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |letter: char| {
        let control = letter.is_control() && letter != '\n';
        let turns =
            matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        control || turns
    };
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// Prints bytes as they are.
pub(crate) fn bytes(bytes: &[u8]) {
    let _ = io::stdout().lock().write_all(bytes);
}

/// Says it beside the output.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_steers_the_terminal() {
        let forged = "Smith\u{1b}]52;c;cm0=\u{7}\u{1b}[2J\u{9b}31m All lines\u{202e} ok\r\u{2066}\tend\nnext";
        let shown = harmless(forged);
        assert!(!shown.chars().any(|letter| letter.is_control() && letter != '\n'), "{shown:?}");
        assert!(!shown.contains(['\u{202e}', '\u{2066}']) && shown.contains("Smith") && shown.ends_with("\nnext"));
        assert!(matches!(harmless("Fundação – Ünal’s 北"), Cow::Borrowed(_)));
    }
}
