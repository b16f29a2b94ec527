//! Both simulators together: from a test's own process, and as the binary.

use crate::http;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use simulators::Settings;
use simulators::ridgeline::Company;

use crate::bench::harbor;

struct Running {
    child: Child,
    ready: Value,
}

fn run(arguments: &[&str]) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_simulate"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    Running { child, ready: serde_json::from_str(&line).unwrap() }
}

/// Closes the standard input and waits for the end.
fn ends(mut running: Running) -> bool {
    drop(running.child.stdin.take());
    let patience = Instant::now() + Duration::from_secs(20);
    while Instant::now() < patience {
        if let Some(status) = running.child.try_wait().unwrap() {
            return status.success();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    running.child.kill().unwrap();
    false
}

#[tokio::test]
async fn the_binary_prints_what_a_client_needs_and_ends_with_its_input() {
    let running = run(&["--seed", "7", "--requests-per-10-seconds", "5"]);
    let ready = running.ready.clone();
    assert_eq!((ready["seed"].as_u64(), ready["company"].as_str()), (Some(7), Some("Ridgeline Builders")));
    let text = |side: &str, name: &str| ready[side][name].as_str().unwrap().to_owned();

    let client = http::client().build().unwrap();
    let form = [
        ("grant_type", "client_credentials".to_owned()),
        ("client_id", text("procore", "client_id")),
        ("client_secret", text("procore", "client_secret")),
    ];
    let token = client.post(format!("{}/oauth/token", text("procore", "base_url"))).form(&form).send().await.unwrap();
    let token: Value = serde_json::from_str(&token.text().await.unwrap()).unwrap();
    let company = ready["procore"]["company_id"].to_string();
    let projects = client
        .get(format!("{}/rest/v1.1/projects?company_id={company}", text("procore", "base_url")))
        .bearer_auth(token["access_token"].as_str().unwrap())
        .header("Procore-Company-Id", &company)
        .send()
        .await
        .unwrap();
    assert_eq!(projects.headers()["total"], "48");
    assert_eq!(projects.headers()["x-rate-limit-limit"], "5");

    for side in ["acumatica", "procore"] {
        let asked = client.get(format!("{}/__simulator/requests", text(side, "base_url")));
        let opened = asked.header(text("control", "header"), text("control", "token")).send().await.unwrap();
        assert_eq!(opened.status(), 200, "{side}");
    }

    let body = serde_json::json!({
        "name": text("acumatica", "user"), "password": text("acumatica", "password"), "tenant": text("acumatica", "tenant"),
    });
    let signed_in = client
        .post(format!("{}/entity/auth/login", text("acumatica", "base_url")))
        .header("Content-Type", "application/json")
        .body(body.to_string())
        .send()
        .await
        .unwrap();
    assert_eq!(signed_in.status(), 204);
    assert!(text("acumatica", "client_id").ends_with(&format!("@{}", text("acumatica", "tenant"))));
    assert_eq!(ready["procore"]["redirect_uris"][1], ready["acumatica"]["redirect_uris"][0]);
    assert!(ends(running), "it ends by itself, and well");
}

#[tokio::test]
async fn a_taken_port_is_an_error_and_settings_reach_both_sides() {
    let first = simulators::start(Company::with_jobs([harbor()]), Settings { latency_ms: 3, ..Settings::strict() })
        .await
        .unwrap();
    assert_eq!((first.acumatica.bench.latency.ms(), first.procore.bench.latency.ms()), (3, 3));
    let taken = Settings { procore_port: Some(first.procore.port()), ..Settings::default() };
    assert!(simulators::start(Company::with_jobs([harbor()]), taken).await.is_err());
    assert_eq!((Settings::strict().requests_per_hour, Settings::strict().requests_per_10_seconds), (600, 25));
    assert_eq!((Settings::default().requests_per_hour, Settings::default().requests_per_10_seconds), (3_600, 300));
}
