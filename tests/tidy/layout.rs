//! Where files lie and how long they are.

use std::collections::BTreeSet;

use crate::finding::{File, Finding};

/// What `ls` shows, and the folders and files with a dot.
const TOP_LEVEL: [&str; 17] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "src-tauri",
    "ui",
    "icons",
    "tests",
    ".ci",
    ".cargo",
    ".config",
    ".clippy.toml",
    ".deny.toml",
    ".editorconfig",
    ".gitignore",
    ".rustfmt.toml",
];

/// Most files need a third of it.
const LONGEST: usize = 600;

/// Written by a program, read by nobody.
const GENERATED: [&str; 1] = ["ui/src/lib/backend/bindings.ts"];

/// Names at the top level that do not belong there.
pub(crate) fn strangers_at_the_top(paths: &[String]) -> Vec<Finding> {
    let names: BTreeSet<&str> = paths.iter().filter_map(|path| path.split('/').next()).collect();
    let strangers = names.into_iter().filter(|name| !TOP_LEVEL.contains(name));
    strangers
        .map(|name| {
            Finding::new(
                name,
                "lies at the top level",
                "move it into the room it belongs to; tests/tidy/layout.rs lists what may lie there",
            )
        })
        .collect()
}

/// A source file that has become more than one idea.
pub(crate) fn too_long(file: &File) -> Vec<Finding> {
    let source = matches!(file.extension(), "rs" | "ts" | "js" | "svelte" | "css" | "html" | "sh");
    let lines = file.text.lines().count();
    if !source || lines <= LONGEST || GENERATED.contains(&file.path.as_str()) {
        return vec![];
    }
    vec![Finding::new(file.path.as_str(), format!("{lines} lines"), "split it: one idea per file, 300 lines or fewer")]
}

/// Crates whose name has no row in the floor plan.
pub(crate) fn without_a_sentence(crates: &[String], floor_plan: &str) -> Vec<Finding> {
    let has_row = |name: &str| {
        floor_plan.lines().any(|line| line.starts_with(&format!("| `{name}` |")) && line.len() > name.len() + 20)
    };
    let absent = crates.iter().filter(|name| !has_row(name));
    absent
        .map(|name| {
            Finding::new(
                name.as_str(),
                "has no sentence in the floor plan",
                "add its row to src-tauri/crates/README.md",
            )
        })
        .collect()
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn a_stranger_at_the_top_is_found() {
    let paths = ["src-tauri/src/main.rs", "scripts/x.sh", "Cargo.toml", "notes.txt"].map(str::to_owned);
    assert_eq!(
        strangers_at_the_top(&paths).iter().map(|f| f.place.as_str()).collect::<Vec<_>>(),
        ["notes.txt", "scripts"]
    );
}

#[test]
fn a_long_file_is_found() {
    assert_eq!(too_long(&file("a.rs", &"x\n".repeat(LONGEST + 1))).len(), 1);
    assert!(too_long(&file("a.rs", &"x\n".repeat(LONGEST))).is_empty());
    assert!(too_long(&file(GENERATED[0], &"x\n".repeat(LONGEST + 1))).is_empty());
}

#[test]
fn a_crate_without_a_sentence_is_found() {
    let plan = "| `rest` | HTTP with manners, and no domain. |\n| `vault` | |";
    let crates = ["rest", "vault", "new"].map(str::to_owned);
    assert_eq!(without_a_sentence(&crates, plan).len(), 2);
}
