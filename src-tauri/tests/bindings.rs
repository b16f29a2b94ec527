//! The window's TypeScript is that of the commands and events, and all of them can be called.
//! Not among the tests of the library: there every command would be compiled once more.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tieout_desktop::bindings;

include!("../src/commands/collected.rs");

const WRITE: &str = "TIEOUT_WRITE_BINDINGS";
const HEADER: &str = "// Written from tieout::view, src-tauri/src/wire and src-tauri/src/commands by\n\
                      // `TIEOUT_WRITE_BINDINGS=1 cargo test -p tieout-desktop bindings`. Do not edit: a test compares.\n";

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/backend/bindings.ts")
}

fn generated() -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bindings.ts");
    bindings().export(specta_typescript::Typescript::default().header(HEADER), &file).unwrap();
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn the_committed_bindings_are_those_of_the_code() {
    let generated = generated();
    if std::env::var_os(WRITE).is_some_and(|value| value == "1") {
        std::fs::create_dir_all(committed().parent().unwrap()).unwrap();
        std::fs::write(committed(), generated).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(committed()).unwrap_or_default();
    assert!(
        committed == generated,
        "ui/src/lib/backend/bindings.ts is not what the commands say. Write it anew and commit it:\n\
         {WRITE}=1 cargo test -p tieout-desktop bindings"
    );
}

/// A command without a permission would only fail when the user presses its button.
#[test]
fn every_command_is_found_by_the_build_script_and_granted_to_the_window() {
    let generated = generated();
    let bound: BTreeSet<String> =
        generated.split("__TAURI_INVOKE(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let found: BTreeSet<String> = commands_in(include_str!("../src/bindings.rs")).into_iter().collect();
    assert_eq!(bound, found);
    assert!(include_str!("../capabilities/main.json").contains("\"commands\""), "the set that the build script makes");
}
