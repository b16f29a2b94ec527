//! Which proxies are gone by. A desktop program inherits no proxy variables, so on Windows and macOS the system's settings are read by
//! two packages that a feature of the HTTP client brings; nothing on Linux would show that it was lost. And a server on this computer is
//! reached without any, also by the tests.

use crate::code;
use crate::finding::{File, Finding, lines_with};

/// The lock file.
pub(crate) const LOCK: &str = "Cargo.lock";
const READERS: [&str; 2] = ["system-configuration", "windows-registry"];
const FEATURE: &str = "give reqwest its feature `system-proxy` again (Cargo.toml)";
const DIRECT: &str =
    "use `bench::client()`, or `Client::builder().no_proxy()`: a proxy in the environment must not break a test";
const THROUGH_A_PROXY: [&str; 2] = ["reqwest::get", "reqwest::Client::new"];

const BUILDER: &str = "reqwest::Client::builder()";

/// The readers of the system's settings on which the client's library does not depend.
pub(crate) fn without_the_systems(lock: &str) -> Vec<Finding> {
    let package =
        lock.split("[[package]]").find(|package| package.contains("\nname = \"hyper-util\"\n")).unwrap_or_default();
    let needs = |reader: &str| {
        package.lines().any(|line| line.trim().trim_matches([',', '"']).split(' ').next() == Some(reader))
    };
    let missing = READERS.iter().filter(|reader| !needs(reader));
    missing.map(|reader| Finding::new(LOCK, format!("hyper-util does without `{reader}`"), FEATURE)).collect()
}

/// Clients that go by the environment's proxies without meaning to.
pub(crate) fn client_through_a_proxy(file: &File) -> Vec<Finding> {
    let uses_it = file.extension() == "rs" && file.text.contains("reqwest") && !file.path.ends_with("tidy/proxies.rs");
    if !uses_it {
        return Vec::new();
    }
    let code = code::rust(&file.text);
    let mut found = lines_with(file, &code, &THROUGH_A_PROXY, DIRECT);
    let built = code.split(BUILDER).skip(1).filter(|after| !after.trim_start().starts_with(".no_proxy()"));
    found.extend(built.map(|_| Finding::new(&file.path, format!("{BUILDER} without `.no_proxy()`"), DIRECT)));
    found
}

#[cfg(test)]
use crate::finding::file;

#[test]
fn a_lost_reader_of_the_systems_proxy_is_found() {
    let lock = |needs: &str| {
        format!("[[package]]\nname = \"reqwest\"\n\n[[package]]\nname = \"hyper-util\"\ndependencies = [\n{needs}]\n")
    };
    assert!(without_the_systems(&lock(" \"system-configuration\",\n \"windows-registry 0.6.1\",\n")).is_empty());
    assert_eq!(without_the_systems(&lock(" \"windows-registry\",\n")).len(), 1);
    assert_eq!(without_the_systems(&lock(" \"system-configuration-sys\",\n")).len(), 2);
    assert_eq!(without_the_systems("").len(), 2);
}

#[test]
fn a_client_that_goes_by_the_environments_proxy_is_found() {
    let found = |text: &str| client_through_a_proxy(&file("tests/journeys/a.rs", text)).len();
    assert_eq!(found("let page = reqwest::get(url).await;\nlet client = reqwest::Client::new();"), 2);
    assert_eq!(found("let client = reqwest::Client::builder().no_proxy().build();"), 0);
    assert_eq!(found("let client = reqwest::Client::builder()\n    .no_proxy()\n    .build();"), 0);
    assert_eq!(found("let client = reqwest::Client::builder().redirect(none).build();"), 1);
}
