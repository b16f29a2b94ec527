//! The house as it stands: git's files, cargo's crates.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::edges::Dependency;
use crate::finding::File;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn answer(program: &str, args: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Every text file that is, or is about to be, committed. Pictures are left out.
pub(crate) fn files() -> Vec<File> {
    let list = answer("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = String::from_utf8(list).unwrap();
    let read =
        |path: &str| Some(File { path: path.to_owned(), text: std::fs::read_to_string(root().join(path)).ok()? });
    list.split('\0').filter(|path| !path.is_empty()).filter_map(read).collect()
}

pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The folders below `src-tauri/crates`.
pub(crate) fn crates() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("src-tauri/crates")).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|path| path.is_dir()).map(|path| name(&path)).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Every dependency of every crate of the workspace, as cargo sees it.
pub(crate) fn dependencies() -> Vec<Dependency> {
    let metadata = answer(env!("CARGO"), &["metadata", "--format-version", "1", "--no-deps", "--offline"]);
    let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap();
    let mut all = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        for dependency in package["dependencies"].as_array().unwrap() {
            all.push(Dependency {
                from: package["name"].as_str().unwrap().to_owned(),
                to: dependency["name"].as_str().unwrap().to_owned(),
                ours: dependency["path"].is_string(),
                for_tests: dependency["kind"] == "dev",
            });
        }
    }
    all
}

#[test]
fn the_house_is_seen() {
    assert!(crates().contains(&"jobcost".to_owned()));
    assert!(dependencies().iter().any(|d| d.from == "tieout" && d.to == "reimport" && d.ours && !d.for_tests));
    assert!(files().iter().any(|file| file.path == "Cargo.toml" && file.text.contains("[workspace]")));
}
