//! Canaries: the secrets the application stored in the keychain are read from there and searched for everywhere else.

use std::path::Path;
use test_desktop::desktop::said;

/// Where the application keeps its secrets, as `secret-tool` finds them.
const SERVICE: &str = "app.tieout";

/// The secrets in the keychain. Of a session's cookies, `name=value; name=value`, each value is one.
pub(crate) fn in_keychain() -> Vec<String> {
    let found =
        std::process::Command::new("secret-tool").args(["search", "--all", "service", SERVICE]).output().unwrap();
    let text = String::from_utf8_lossy(&found.stdout);
    let secrets = text.lines().filter_map(|line| line.strip_prefix("secret = "));
    secrets.flat_map(|secret| secret.split("; ").map(longest)).collect()
}

/// A cookie's value rather than its name.
fn longest(pair: &str) -> String {
    pair.split('=').max_by_key(|part| part.len()).unwrap_or(pair).to_owned()
}

/// The files below a folder that hold one of the secrets; the keychain's own store is not below the folders asked about.
pub(crate) fn files_holding(secrets: &[String], folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                return files_holding(secrets, &path);
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            let holds =
                secrets.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
            if holds { vec![path.display().to_string()] } else { Vec::new() }
        })
        .collect()
}

/// The account names in the keychain.
pub(crate) fn accounts() -> String {
    let output =
        std::process::Command::new("secret-tool").args(["search", "--all", "service", SERVICE]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr) + &said("true", &[])
}
