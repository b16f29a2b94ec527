//! The demo company's simulators, spoken to from outside: what they were asked, and what shall go wrong.

use crate::ports::free_ports;
use reqwest::header::{HeaderMap, HeaderName};
use serde_json::{Value, json};
use simulators::bench::{CONTROL_HEADER, ControlToken};

/// The two simulators inside the running application.
pub struct Demo {
    http: reqwest::Client,
    /// Acumatica's address.
    pub acumatica: String,
    /// Procore's address.
    pub procore: String,
}

impl Demo {
    /// Two free ports and a token for the control routes, and the arguments that tell the application to open its demo with them.
    pub fn on_free_ports() -> (Self, [String; 3]) {
        let ports: [u16; 2] = free_ports();
        let token = ControlToken::random();
        let control =
            HeaderMap::from_iter([(HeaderName::from_static(CONTROL_HEADER), token.to_string().parse().unwrap())]);
        rest::provide_cryptography();
        let demo = Self {
            http: reqwest::Client::builder().no_proxy().tls_certs_only([]).default_headers(control).build().unwrap(),
            acumatica: format!("http://127.0.0.1:{}", ports[0]),
            procore: format!("http://127.0.0.1:{}", ports[1]),
        };
        let arguments = [
            format!("--demo-acumatica-port={}", ports[0]),
            format!("--demo-procore-port={}", ports[1]),
            format!("--demo-control-token={token}"),
        ];
        (demo, arguments)
    }

    /// The requests that would have changed a budget, as `METHOD path`.
    pub async fn writes(&self) -> Vec<String> {
        let requests = self.requests(&self.procore).await;
        requests
            .iter()
            .filter(|request| request["method"] != "GET" && !text(&request["path"]).contains("/oauth/"))
            .map(|request| format!("{} {}", text(&request["method"]), text(&request["path"])))
            .collect()
    }

    /// Every request to a simulator so far.
    pub async fn requests(&self, base_url: &str) -> Vec<Value> {
        let answer = self.http.get(format!("{base_url}/__simulator/requests")).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// Slows Procore down, so that progress can be seen.
    pub async fn slow_down(&self, latency_ms: u64) {
        self.post("latency", &json!({ "ms": latency_ms })).await;
    }

    /// Makes every request whose path holds this text fail with a status.
    pub async fn fail(&self, path_contains: &str, status: u16) {
        let effect = json!({ "kind": "status", "code": status, "body": "{\"errors\":\"Service unavailable\"}" });
        self.post("faults", &json!({ "path_contains": path_contains, "effect": effect })).await;
    }

    /// Ends every failure.
    pub async fn mend(&self) {
        self.http.delete(format!("{}/__simulator/faults", self.procore)).send().await.unwrap();
    }

    /// Somebody sets the amount of a budget line in Procore.
    pub async fn set_amount(&self, project: u64, code: &str, amount: &str) {
        self.post("amount", &json!({ "project": project, "code": code, "amount": amount })).await;
    }

    async fn post(&self, route: &str, body: &Value) {
        let request = self.http.post(format!("{}/__simulator/{route}", self.procore)).json(body);
        assert!(request.send().await.unwrap().status().is_success());
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
