//! Every row of the table of quirks names tests that are there, or says why no test can show it.

use crate::finding::{File, Finding};

/// The table.
pub(crate) const TABLE: &str = "tests/quirks.md";
const FIX: &str = "write the test, or take the row away until there is one";
/// Begins the cell of a fact that Tieout's behaviour does not hang on; the reason follows.
const NO_TEST: &str = "no test:";

/// Rows that lack a cell, and tests that are named and not there.
pub(crate) fn without_a_test(table: &str, files: &[File]) -> Vec<Finding> {
    rows(table).flat_map(|(number, row)| findings(number, &row, files)).collect()
}

/// The rows below the heads, with their line numbers and cells.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let is_row = |line: &str| line.starts_with("| ") && !line.starts_with("| Quirk or error |");
    let lines = (1..).zip(table.lines()).filter(move |(_, line)| is_row(line));
    lines.map(|(number, line)| (number, line.trim().trim_matches('|').split('|').map(str::trim).collect()))
}

fn findings(number: usize, row: &[&str], files: &[File]) -> Vec<Finding> {
    let at = format!("{TABLE}:{number}");
    let [_, _, _, tests] = row else { return vec![Finding::new(at, "is not a row of four cells", FIX)] };
    if row.iter().any(|cell| cell.is_empty()) {
        return vec![Finding::new(at, "has an empty cell", FIX)];
    }
    if let Some(reason) = tests.strip_prefix(NO_TEST) {
        let without_reason =
            reason.trim().is_empty().then(|| Finding::new(at, "gives no reason for having no test", FIX));
        return without_reason.into_iter().collect();
    }
    let absent = tests.split(',').map(str::trim).filter(|test| !exists(test.trim_matches('`'), files));
    absent.map(|test| Finding::new(at.clone(), format!("names {test}, which is no test"), FIX)).collect()
}

/// `procore::a_long_token_of_any_spelling_is_taken`: a function of this name, marked as a test, somewhere in the room.
fn exists(test: &str, files: &[File]) -> bool {
    let Some((room, name)) = test.split_once("::") else { return false };
    let places = [format!("src-tauri/crates/{room}/"), format!("tests/{room}/"), format!("tests/{room}.rs")];
    let of_room = files.iter().filter(|file| places.iter().any(|place| file.path.starts_with(place)));
    of_room.filter(|file| file.extension() == "rs").any(|file| is_test(&file.text, name))
}

fn is_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let heads = [format!("fn {name}("), format!("async fn {name}(")];
    let is_head = |line: &&str| heads.iter().any(|head| line.starts_with(head));
    lines.iter().enumerate().filter(|(_, line)| is_head(line)).any(|(at, _)| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with("#["));
        above.into_iter().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
    })
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn a_row_without_a_test_is_found() {
    let files = [
        file(
            "src-tauri/crates/rest/tests/http/a.rs",
            "#[test]\nfn one() {}\nfn helper() {}\n#[tokio::test]\n#[should_panic]\nasync fn two() {}",
        ),
        file("tests/journeys/b.rs", "    #[test]\n    fn three() {}"),
    ];
    let found = |row: &str| without_a_test(&format!("| Quirk or error | Source |\n|---|---|\n{row}"), &files).len();
    assert_eq!(found("| a | b | c | `rest::one`, `rest::two`, `journeys::three` |"), 0);
    assert_eq!(found("| a | b | c | `rest::one`, `rest::helper`, `rest::on`, `journeys::one`, `one` |"), 4);
    assert_eq!(found("| a | b | `rest::one` |"), 1);
    assert_eq!(found("| a | b | c | |"), 1);
    assert_eq!(found("| a | b | c | no test: nothing is written |"), 0);
    assert_eq!(found("| a | b | c | no test: |"), 1);
    assert_eq!(found("| a | | c | `rest::one` |"), 1);
}
