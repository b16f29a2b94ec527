//! Makes a permission of each command that `src/bindings.rs` collects, and of all of them the set `commands`, which the window's
//! capability grants: so the window can call exactly these.

include!("src/commands/collected.rs");

use std::path::PathBuf;

const BINDINGS: &str = "src/bindings.rs";

fn main() {
    println!("cargo:rerun-if-changed={BINDINGS}");
    let bindings = std::fs::read_to_string(BINDINGS).expect("the bindings can be read");
    let names = commands_in(&bindings);
    let set = all_of(&names);
    // A build script lives as long as its process.
    let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak()).permissions_path_pattern(set.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)).expect("tauri.conf.json is complete");
}

/// Writes the set of all commands' permissions, and gives the pattern by which it is found.
fn all_of(names: &[String]) -> String {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names it")).join("granted");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let allowed: Vec<String> = names.iter().map(|name| format!("\"allow-{}\"", name.replace('_', "-"))).collect();
    let set = format!(
        "[[set]]\nidentifier = \"commands\"\ndescription = \"Every command of src/bindings.rs\"\npermissions = [{}]\n",
        allowed.join(", ")
    );
    std::fs::write(folder.join("commands.toml"), set).expect("the set can be written");
    folder.join("*.toml").to_string_lossy().into_owned()
}
