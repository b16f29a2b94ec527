//! A client with cookies and nothing clever: it asks and shows what came.

use crate::http;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use simulators::acumatica::{AcumaticaSimulator, Credentials};
use simulators::bench::CONTROL_HEADER;
use simulators::ridgeline::{Company, job};

pub(crate) struct Client {
    http: reqwest::Client,
    credentials: Credentials,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn records(&self) -> Vec<Value> {
        self.json().as_array().unwrap_or_else(|| panic!("no list: {}", self.text)).clone()
    }

    pub(crate) fn exception(&self) -> (u16, String, String) {
        let body = self.json();
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), text("exceptionType"), text("exceptionMessage"))
    }
}

/// The texts of one wrapped field over all records.
pub(crate) fn column(records: &[Value], name: &str) -> Vec<String> {
    records.iter().map(|record| record[name]["value"].as_str().unwrap_or("(none)").to_owned()).collect()
}

impl Client {
    pub(crate) fn new(simulator: &AcumaticaSimulator) -> Self {
        let http = http::client().cookie_store(true).build().unwrap();
        Self { http, credentials: simulator.credentials() }
    }

    pub(crate) async fn signed_in(simulator: &AcumaticaSimulator) -> Self {
        let client = Self::new(simulator);
        assert_eq!(client.sign_in().await.status, 204);
        client
    }

    pub(crate) async fn sign_in(&self) -> Answer {
        let Credentials { tenant, user, password, .. } = &self.credentials;
        self.sign_in_as(&[("name", user), ("password", password), ("tenant", tenant)]).await
    }

    pub(crate) async fn sign_in_as(&self, fields: &[(&str, &str)]) -> Answer {
        let body: serde_json::Map<_, _> =
            fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.read(self.http.post(self.url("/entity/auth/login")).json(&body)).await
    }

    pub(crate) async fn sign_in_by_form(&self, fields: &[(&str, &str)]) -> Answer {
        self.read(self.http.post(self.url("/entity/auth/login")).form(fields)).await
    }

    pub(crate) async fn sign_out(&self) -> Answer {
        self.read(self.http.post(self.url("/entity/auth/logout")).header("content-length", "0")).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.read(self.http.get(self.url(path))).await
    }

    /// A list of one entity, with its query options.
    pub(crate) async fn list(&self, entity: &str, options: &[(&str, &str)]) -> Answer {
        self.read(self.http.get(self.url(&format!("/entity/Default/24.200.001/{entity}"))).query(options)).await
    }

    /// A list, as it is answered before any redirection is followed.
    pub(crate) async fn list_without_following(&self, entity: &str) -> Answer {
        let http = http::client().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        self.read(http.get(self.url(&format!("/entity/Default/24.200.001/{entity}")))).await
    }

    pub(crate) async fn put(&self, entity: &str, body: &'static str) -> Answer {
        self.put_with(entity, body, &[]).await
    }

    pub(crate) async fn put_with(&self, entity: &str, body: &'static str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.put(self.url(&format!("/entity/Default/24.200.001/{entity}"))).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.read(request.header("content-type", "application/json")).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &'static str) -> Answer {
        self.read(self.http.request(method, self.url(path)).body(body)).await
    }

    /// Asks a control route, with the token that opens it.
    pub(crate) async fn control(
        &self,
        simulator: &AcumaticaSimulator,
        method: Method,
        route: &str,
        body: &'static str,
    ) -> Answer {
        let token = simulator.bench.door.token().to_string();
        let request = self.http.request(method, self.url(&format!("/__simulator/{route}")));
        self.read(request.header(CONTROL_HEADER, token).header("content-type", "application/json").body(body)).await
    }

    async fn read(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        Answer { status: response.status(), text: response.text().await.unwrap() }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.credentials.base_url)
    }
}

/// Two small jobs, one of them with a revenue line, a credit and a line for an item.
pub(crate) async fn small_company() -> AcumaticaSimulator {
    let harbor = job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .estimate("01-10-00", "LABOR", "201.73")
        .estimate("01-20-00", "OTHER", "-500.00")
        .estimate_item("03-30-00", "MATERIAL", "REBAR", "18000.10")
        .income("00-00-00", "900000.00");
    let kestrel = job("24-102", "Kestrel Addition").estimate("03-30-00", "SUBCON", "0.00").estimate_currency("CAD");
    AcumaticaSimulator::start(&Company::with_jobs([harbor, kestrel]), None).await.unwrap()
}
