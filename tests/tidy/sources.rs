//! What is cited can be found: a file by its name only where it lies in this repository, a page of a vendor's by its title.

use std::collections::BTreeSet;

use crate::finding::{File, Finding};

const FIX: &str =
    "name the vendor's page by its title, as tests/quirks.md does; a file that is not in the repository helps nobody";

/// Files that a program of ours writes.
const WRITTEN: [&str; 1] = ["measured.md"];

/// Names of Markdown files, in comments and documents, that are not in the repository.
pub(crate) fn not_here(files: &[File]) -> Vec<Finding> {
    let here: BTreeSet<&str> = files.iter().filter_map(|file| file.path.rsplit('/').next()).chain(WRITTEN).collect();
    // This rule names what it looks for.
    let cited = files.iter().filter(|file| file.path != "tests/tidy/sources.rs").flat_map(|file| {
        let lines = file.text.lines().enumerate();
        lines.flat_map(move |(index, line)| names(line).map(move |name| (format!("{}:{}", file.path, index + 1), name)))
    });
    let gone = cited.filter(|(_, name)| !here.contains(name));
    gone.map(|(place, name)| Finding::new(place, format!("cites `{name}`, which is not here"), FIX)).collect()
}

/// The words of a line that are names of Markdown files, without their folders.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || "_-./".contains(c)));
    // A sentence may end with a file's name.
    let names = words.filter_map(|word| word.trim_end_matches('.').rsplit('/').next());
    names.filter(|name| name.rsplit_once('.').is_some_and(|(stem, kind)| !stem.is_empty() && kind == "md"))
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn a_file_that_is_not_here_is_found_where_it_is_cited() {
    let text = "/// A project's fields (procore.md 4.1, acumatica.md).\n// See tests/quirks.md.\nlet a = \"b\";";
    let files =
        [file("src-tauri/a.rs", text), file("tests/quirks.md", "As [told](../README.md)."), file("README.md", "")];
    let found = not_here(&files);
    assert_eq!(found.iter().map(|f| f.place.as_str()).collect::<Vec<_>>(), ["src-tauri/a.rs:1"; 2]);
    assert!(found[0].what.contains("procore.md") && found[1].what.contains("acumatica.md"), "{found:?}");
}
