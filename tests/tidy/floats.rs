//! Money is decimal from the first byte to the last. A binary float needs a named reason, here.

use crate::code;
use crate::finding::{File, Finding, lines_with};

/// Files that may hold binary floats in Rust, each with why no amount goes through them.
const RUST: [(&str, &str); 1] =
    [("src-tauri/src/native/zoom.rs", "the web view takes the size of drawing as a factor; no amount comes near it")];

/// Files that may turn texts into numbers in the window, each with why no amount goes through them.
const WINDOW: [(&str, &str); 0] = [];

const FIX_RUST: &str = "use rust_decimal::Decimal for amounts and integers for counts; what is neither (a pixel, a share of progress) gets a row in \
                        tests/tidy/floats.rs with its reason";
const FIX_WINDOW: &str = "amounts stay texts in the window, grouped by lib/text/money.ts, and are never added; a number that is no amount gets a row in \
                          tests/tidy/floats.rs with its reason";

/// Binary floats by their names.
pub(crate) fn binary_floats(file: &File) -> Vec<Finding> {
    let path = file.path.as_str();
    let is_in = |rooms: &[&str]| rooms.iter().any(|room| path.starts_with(room));
    let excepted = |list: &[(&str, &str)]| list.iter().any(|(allowed, _)| *allowed == path);
    match file.extension() {
        "rs" if is_in(&["src-tauri/", "tests/"]) && !excepted(&RUST) => {
            let names = ["f32", "f64", "as_f32", "as_f64", "to_f32", "to_f64", "from_f32", "from_f64"];
            lines_with(file, &code::rust(&file.text), &names, FIX_RUST)
        }
        "ts" | "svelte" | "js" if is_in(&["ui/src/"]) && !excepted(&WINDOW) => {
            let names = ["parseFloat(", "Number(", "Number.parseFloat", ".toFixed(", ".valueAsNumber"];
            lines_with(file, &code::script(&file.text), &names, FIX_WINDOW)
        }
        _ => vec![],
    }
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn a_binary_float_is_found_in_rust_and_in_the_window() {
    assert_eq!(
        binary_floats(&file("src-tauri/crates/jobcost/src/money.rs", "fn a(x: f64) {}\n// f64\nx.to_f64()")).len(),
        2
    );
    assert_eq!(
        binary_floats(&file("ui/src/lib/text/money.ts", "const a = parseFloat(b)\nNumber(c)\nd.toFixed(2)")).len(),
        3
    );
    assert!(binary_floats(&file("ui/src/lib/text/money.ts", "const a = BigInt(b); // not Number(b)")).is_empty());
}

#[test]
fn the_named_exceptions_still_exist() {
    for (path, reason) in RUST.iter().chain(&WINDOW) {
        assert!(!reason.is_empty(), "{path} needs a reason");
        assert!(crate::house::files().iter().any(|file| file.path == *path), "{path} is gone: so is its exception");
    }
}
