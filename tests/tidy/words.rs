//! Words that must not be committed.

use crate::code;
use crate::finding::{File, Finding, lines_with};

/// Tests that do not run by themselves, because another test starts them as a process of its own and kills it.
const STARTED_BY_ANOTHER: [&str; 1] = ["src-tauri/crates/journal/tests/killed.rs"];

/// Code that says it is not done, or a test that does not run.
pub(crate) fn unfinished(file: &File) -> Vec<Finding> {
    let fix = "finish it now, or leave it out and write an issue";
    match file.extension() {
        "rs" => {
            let mut found =
                lines_with(file, &code::rust(&file.text), &["todo!", "unimplemented!", "dbg!", "#[ignore"], fix);
            found.retain(|f| !(f.what == "`#[ignore`" && STARTED_BY_ANOTHER.contains(&file.path.as_str())));
            found
        }
        "ts" | "js" | "svelte" => {
            let words = [".only(", ".skip(", ".todo(", "debugger;", "@ts-ignore", "@ts-nocheck"];
            lines_with(file, &code::script(&file.text), &words, fix)
        }
        _ => vec![],
    }
}

/// Paths of the machine it was written on, and who or what wrote it: nothing of it means anything to a reader.
pub(crate) fn out_of_place(file: &File) -> Vec<Finding> {
    // These rules name the words they look for.
    if file.path == "tests/tidy/words.rs" {
        return vec![];
    }
    let places = [
        "/work/main",
        "/work/shared",
        "../shared/design",
        "../shared/reference",
        "../shared/bin",
        "/farm/",
        "/root/",
        "/tmp/briefs",
    ];
    let writers = ["claude", "anthropic", "chatgpt", "copilot", "subagent"];
    let mut found =
        lines_with(file, &file.text, &places, "name the file by its path in this checkout, or do not name it");
    found.extend(lines_with(
        file,
        &file.text.to_lowercase(),
        &writers,
        "say what and why; who wrote it is in the history",
    ));
    found
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn unfinished_work_is_found() {
    assert_eq!(unfinished(&file("a.rs", "fn a() { todo!() }\n// todo! is forbidden\n#[ignore = \"later\"]")).len(), 2);
    assert!(unfinished(&file(STARTED_BY_ANOTHER[0], "#[ignore = \"started by another\"]")).is_empty());
    assert_eq!(unfinished(&file("ui/src/a.test.ts", "it.only('x', f)")).len(), 1);
    assert!(unfinished(&file("ui/src/a.ts", "list.filter(f)")).is_empty());
}

#[test]
fn a_path_of_one_machine_is_found() {
    assert_eq!(out_of_place(&file("README.md", "see /root/notes and\n../shared/design")).len(), 2);
    assert_eq!(out_of_place(&file("a.rs", "// Claude wrote this")).len(), 1);
    assert!(out_of_place(&file("a.rs", "// https://example.com/network/main")).is_empty());
}
