//! Where files lie and how long they are.

use std::collections::BTreeSet;

use crate::finding::{File, Finding};
use crate::syntax::{self, Function};

/// What `ls` shows, and the folders and files with a dot.
const TOP_LEVEL: [&str; 18] = [
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
    ".github",
    ".gitignore",
    ".rustfmt.toml",
];

/// The longest file of a kind; most need a third of it.
const LONGEST: [(&str, usize); 7] =
    [("rs", 400), ("ts", 400), ("js", 400), ("css", 400), ("html", 400), ("sh", 400), ("svelte", 250)];

/// The longest function, tests included; half of them need seven lines.
const LONGEST_FUNCTION: usize = 70;

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
    let excepted = GENERATED.contains(&file.path.as_str());
    let longest = LONGEST.iter().find(|(kind, _)| *kind == file.extension());
    let (Some((_, longest)), false) = (longest, excepted) else { return vec![] };
    let lines = file.text.lines().count();
    if lines <= *longest {
        return vec![];
    }
    let what = format!("{lines} lines, where {longest} are the most");
    vec![Finding::new(file.path.as_str(), what, "split it: one idea per file")]
}

/// A function that is no list of steps any more.
pub(crate) fn too_long_a_function(file: &File) -> Vec<Finding> {
    if file.extension() != "rs" {
        return vec![];
    }
    let functions = syntax::functions(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let length = |function: &Function| function.last - function.first + 1;
    let long = functions.iter().filter(|function| length(function) > LONGEST_FUNCTION);
    long.map(|function| {
        let what = format!("`{}` has {} lines, where {LONGEST_FUNCTION} are the most", function.name, length(function));
        Finding::new(format!("{}:{}", file.path, function.first), what, "split it into its steps, each with a name")
    })
    .collect()
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
    for (kind, longest) in LONGEST {
        let path = format!("a.{kind}");
        assert_eq!(too_long(&file(&path, &"x\n".repeat(longest + 1))).len(), 1, "{path}");
        assert!(too_long(&file(&path, &"x\n".repeat(longest))).is_empty(), "{path}");
    }
    assert!(too_long(&file(GENERATED[0], &"x\n".repeat(1_000))).is_empty());
    assert!(too_long(&file("tests/quirks.md", &"x\n".repeat(1_000))).is_empty());
}

#[test]
fn a_long_function_is_found_in_tests_too() {
    let function = |lines: usize| format!("mod tests {{\n#[test]\nfn long() {{\n{}}}\n}}", "a();\n".repeat(lines - 2));
    let found = too_long_a_function(&file("a.rs", &function(LONGEST_FUNCTION + 1)));
    assert_eq!(found.iter().map(|f| f.place.as_str()).collect::<Vec<_>>(), ["a.rs:3"]);
    assert!(too_long_a_function(&file("a.rs", &function(LONGEST_FUNCTION))).is_empty());
}

#[test]
fn a_crate_without_a_sentence_is_found() {
    let plan = "| `rest` | HTTP with manners, and no domain. |\n| `vault` | |";
    let crates = ["rest", "vault", "new"].map(str::to_owned);
    assert_eq!(without_a_sentence(&crates, plan).len(), 2);
}
