//! A simulated Procore and a bare HTTP client for it.

use crate::http;
use reqwest::{Client, Method, RequestBuilder, Response};
use rust_decimal::Decimal;
use serde_json::Value;
use simulators::bench::CONTROL_HEADER;
use simulators::procore::{ProcoreSettings, ProcoreSimulator};
use simulators::ridgeline::{Company, JobBuilder, job};

/// The simulator, signed in to.
pub(crate) struct Procore {
    pub(crate) simulator: ProcoreSimulator,
    pub(crate) client: Client,
    pub(crate) token: String,
    pub(crate) project: u64,
}

/// A job of two budget lines and an estimate line that Procore has no line for.
pub(crate) fn harbor() -> JobBuilder {
    job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .estimate("05-50-00", "MATERIAL", "38400.00")
        .budget("03-30-00", "S", "588900.00")
        .budget("03-35-00", "L", "48250.10")
}

pub(crate) fn amount(digits: &str) -> Decimal {
    digits.parse().unwrap()
}

impl Procore {
    pub(crate) async fn of(job: JobBuilder) -> Self {
        Self::of_company(&Company::with_jobs([job])).await
    }

    pub(crate) async fn of_company(company: &Company) -> Self {
        let simulator = ProcoreSimulator::start(company, &ProcoreSettings::default()).await.unwrap();
        let project = simulator.project_of("24-101").unwrap();
        let mut procore = Self { simulator, client: http::client().build().unwrap(), token: String::new(), project };
        procore.sign_in().await;
        procore
    }

    pub(crate) async fn sign_in(&mut self) {
        let known = self.simulator.credentials();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &known.client_id),
            ("client_secret", &known.client_secret),
        ];
        let answer = self.client.post(self.url("/oauth/token")).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let Value::String(token) = json(answer).await["access_token"].take() else { panic!("no token") };
        self.token = token;
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.simulator.base_url)
    }

    /// A request to one of the routes by which another process steers the simulator.
    pub(crate) fn control(&self, url: &str) -> RequestBuilder {
        let request = self.client.post(url).header("Content-Type", "application/json");
        request.header(CONTROL_HEADER, self.simulator.bench.door.token().to_string())
    }

    /// A request with token and company; `{project}` in the path is the project's id.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let company = self.simulator.credentials().company_id.to_string();
        let path = path.replace("{project}", &self.project.to_string()).replace("{company}", &company);
        let request = self.client.request(method, self.url(&path)).bearer_auth(&self.token);
        request.header("Procore-Company-Id", company)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Sends JSON text; `{project}` in it is the project's id.
    pub(crate) async fn send(&self, method: Method, path: &str, body: &str) -> Response {
        let body = body.replace("{project}", &self.project.to_string());
        self.request(method, path).header("Content-Type", "application/json").body(body).send().await.unwrap()
    }

    pub(crate) async fn sync(&self, items: &str) -> Response {
        let body = format!("{{\"project_id\":{{project}},\"budget_line_items\":{items}}}");
        self.send(Method::POST, "/rest/v1.0/budget_line_items/sync", &body).await
    }

    /// The first view's detail rows.
    pub(crate) async fn rows(&self) -> Vec<Value> {
        let views = json(self.get("/rest/v1.0/budget_views?project_id={project}").await).await;
        let path =
            format!("/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}&per_page=2000", views[0]["id"]);
        json(self.get(&path).await).await.as_array().unwrap().clone()
    }

    /// The id of a budget code by its flat code.
    pub(crate) async fn wbs_code(&self, flat_code: &str) -> u64 {
        let path = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes?per_page=2000";
        let codes = json(self.get(path).await).await;
        let code = codes.as_array().unwrap().iter().find(|code| code["flat_code"] == flat_code);
        code.unwrap_or_else(|| panic!("no {flat_code}"))["id"].as_u64().unwrap()
    }

    pub(crate) fn line(&self, flat_code: &str) -> u64 {
        self.simulator.budget(self.project).iter().find(|line| line.flat_code == flat_code).unwrap().id
    }
}

pub(crate) async fn json(answer: Response) -> Value {
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

pub(crate) fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}
