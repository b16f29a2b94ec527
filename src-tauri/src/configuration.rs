//! What `tauri.conf.json` promises and nothing else would notice.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::{Path, PathBuf};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(here().join(path)).unwrap()
}

fn configuration() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).unwrap()
}

/// Tauri's own command line runs a hook without a folder of its own in a place that depends on where it was started.
#[test]
fn the_window_is_built_wherever_the_bundle_is_asked_for() {
    for hook in ["beforeDevCommand", "beforeBuildCommand"] {
        let hook = &configuration()["build"][hook];
        let folder = here().join(hook["cwd"].as_str().unwrap());
        let package: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("package.json")).unwrap()).unwrap();
        let script = hook["script"].as_str().unwrap().strip_prefix("npm run ").unwrap();
        assert!(package["scripts"][script].is_string(), "{script} in {}", folder.display());
    }
}

/// Unless Tauri takes what is dropped, the web view opens it as a page.
#[test]
fn what_is_dropped_on_the_window_is_not_left_to_the_web_view() {
    let window = &configuration()["app"]["windows"][0];
    assert_ne!(window["dragDropEnabled"], Value::Bool(false));
    assert_eq!(window["generalAutofillEnabled"], Value::Bool(false), "passwords are kept by the keychain alone");
}

/// Safari's engine comes with the system: 16.4 with macOS 13.3 (Apple: Safari 16.4 release notes).
#[test]
fn the_window_is_written_for_the_oldest_system_it_can_be_installed_on() {
    assert!(read("../ui/vite.config.ts").contains("safari16.4"));
    assert_eq!(configuration()["bundle"]["macOS"]["minimumSystemVersion"], "13.3");
}
