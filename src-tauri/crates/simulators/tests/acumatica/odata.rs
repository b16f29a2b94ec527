//! The whole budget in one OData request, and what OData does differently.

use crate::http;
use reqwest::header;
use serde_json::Value;
use simulators::acumatica::AcumaticaSimulator;

use crate::client::{Client, small_company};

struct Reader {
    simulator: AcumaticaSimulator,
    http: reqwest::Client,
}

impl Reader {
    async fn new() -> Self {
        Self { simulator: small_company().await, http: http::client().build().unwrap() }
    }

    fn request(&self, path: &str, options: &[(&str, &str)]) -> reqwest::RequestBuilder {
        let tenant = self.simulator.credentials().tenant;
        let url = format!("{}/Site/t/{tenant}/api/OData/{path}", self.simulator.base_url);
        self.http.get(url).query(options)
    }

    async fn read(&self, path: &str, options: &[(&str, &str)]) -> (u16, Value) {
        let known = self.simulator.credentials();
        let request = self.request(path, options).basic_auth(&known.user, Some(&known.password));
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }

    async fn budget(&self, options: &[(&str, &str)]) -> Vec<Value> {
        let (status, body) = self.read("dac/PX_Objects_PM_PMBudget", options).await;
        assert_eq!(status, 200, "{body}");
        body["value"].as_array().unwrap().clone()
    }
}

fn texts(rows: &[Value], pointer: &str) -> Vec<String> {
    rows.iter().map(|row| row.pointer(pointer).unwrap().as_str().unwrap().trim_end().to_owned()).collect()
}

#[tokio::test]
async fn a_whole_budget_comes_in_one_request() {
    let reader = Reader::new().await;
    let rows = reader
        .budget(&[
            ("$filter", "PMProjectByProjectID/ContractCD eq '24-101' and Type eq 'E'"),
            ("$select", "ProjectID,CostCodeID,Type,CuryAmount"),
            (
                "$expand",
                "PMCostCodeByCostCodeID($select=CostCodeCD,Description,IsActive),\
                 PMAccountGroupByAccountGroupID($select=GroupCD,Type),PMProjectByProjectID($select=CuryID,Status)",
            ),
            ("$orderby", "PMCostCodeByCostCodeID/CostCodeCD desc"),
            ("$top", "1000"),
        ])
        .await;
    let codes = texts(&rows, "/PMCostCodeByCostCodeID/CostCodeCD");
    assert_eq!(codes, ["03-30-00", "03-30-00", "01-20-00", "01-10-00"]);
    let groups = texts(&rows, "/PMAccountGroupByAccountGroupID/GroupCD");
    assert_eq!(groups[2..], ["OTHER", "LABOR"]);
    assert_eq!(rows[0].as_object().unwrap().len(), 4 + 3, "what was selected and what was expanded: {}", rows[0]);
    assert!(rows[0]["CostCodeID"].is_i64() && rows[0]["CostCodeID"] == rows[1]["CostCodeID"]);
    assert_eq!(rows[3]["CuryAmount"].to_string(), "201.73");
    assert_eq!((&rows[0]["Type"], &rows[0]["PMProjectByProjectID"]["CuryID"]), (&"E".into(), &"USD".into()));
}

#[tokio::test]
async fn rows_come_in_pages_and_say_which_form_their_keys_have() {
    let reader = Reader::new().await;
    let all = reader.budget(&[("$filter", "PMProjectByProjectID/ContractCD eq '24-101'")]).await;
    assert_eq!((all.len(), all[0].get("PMProjectByProjectID")), (5, None));
    let two = [("$filter", "PMProjectByProjectID/ContractCD eq '24-101'"), ("$top", "2"), ("$skip", "3")];
    assert_eq!(reader.budget(&two).await, all[3..]);
    let expanded = reader.budget(&[("$expand", "PMProjectByProjectID"), ("$top", "1")]).await;
    assert_eq!(expanded[0]["PMProjectByProjectID"]["ContractCD"], "24-101    ", "padded as it is stored");
    let changed = format!("LastModifiedDateTime gt {}", all[0]["LastModifiedDateTime"].as_str().unwrap());
    reader
        .simulator
        .set_original_amount("24-101", &task(&reader).await, "01-10-00", "LABOR", "<N/A>", 5.into())
        .unwrap();
    assert_eq!(reader.budget(&[("$filter", &changed)]).await.len(), 1);
}

/// The task under which the company's lines stand.
async fn task(reader: &Reader) -> String {
    let rows = reader.budget(&[("$expand", "PMTaskByProjectTaskID($select=TaskCD)"), ("$top", "1")]).await;
    texts(&rows, "/PMTaskByProjectTaskID/TaskCD").remove(0)
}

#[tokio::test]
async fn what_the_service_does_not_have_it_refuses() {
    let reader = Reader::new().await;
    for (name, value) in [
        ("$filter", "CuryVarianceAmount gt 0"),
        ("$filter", "substringof('a',Description)"),
        ("$select", "Performance"),
        ("$select", "curyamount"),
        ("$orderby", "NoteText"),
        ("$orderby", "Qty sideways"),
        ("$expand", "PMVendor"),
        ("$top", "many"),
        ("$apply", "aggregate(CuryAmount with sum as Total)"),
    ] {
        let (status, body) = reader.read("dac/PX_Objects_PM_PMBudget", &[(name, value)]).await;
        assert_eq!((status, body["error"]["message"].is_string()), (400, true), "{name}={value}");
    }
    assert_eq!(reader.read("dac/PX_Objects_AR_Customer", &[]).await.0, 404);
    assert_eq!(reader.read("gi/Unknown", &[]).await.0, 404);
    reader.simulator.deny("ProjectBudget");
    assert_eq!(reader.read("dac/PMBudget1", &[]).await.0, 403);
}

#[tokio::test]
async fn a_password_takes_no_seat_and_a_token_does() {
    let reader = Reader::new().await;
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap();
    let anonymous = status(reader.request("dac", &[])).await;
    assert_eq!(anonymous.status(), 401);
    assert!(anonymous.headers()[header::WWW_AUTHENTICATE].to_str().unwrap().starts_with("Basic"));
    let wrong = status(reader.request("dac", &[]).basic_auth("tieout", Some("guess"))).await;
    assert_eq!(wrong.status(), 401);
    assert_eq!((reader.read("dac", &[]).await.0, reader.simulator.sessions()), (200, 0));

    let known = reader.simulator.credentials();
    let form = [
        ("grant_type", "password"),
        ("client_id", &known.client_id),
        ("client_secret", &known.client_secret),
        ("username", &known.user),
        ("password", &known.password),
        ("scope", "api"),
    ];
    let url = format!("{}/identity/connect/token", known.base_url);
    let answer = reader.http.post(url).form(&form).send().await.unwrap().text().await.unwrap();
    let token: Value = serde_json::from_str(&answer).unwrap();
    let bearer = reader.request("dac", &[]).bearer_auth(token["access_token"].as_str().unwrap());
    assert_eq!((status(bearer).await.status().as_u16(), reader.simulator.sessions()), (200, 1));

    let cookies = Client::signed_in(&reader.simulator).await;
    assert_eq!(cookies.get(&format!("/odatav4/{}/ProjectBudget?%24top=1", known.tenant)).await.status, 200);
    assert_eq!(cookies.get("/odatav4/Nobody/ProjectBudget").await.status, 404);
}

#[tokio::test]
async fn an_inquiry_has_captions_and_amounts_as_text() {
    let reader = Reader::new().await;
    let (_, index) = reader.read("gi", &[]).await;
    assert_eq!(index["value"][0]["name"], "Job Budget Lines");
    let (status, body) =
        reader.read("gi/Job%20Budget%20Lines", &[("$filter", "JobID eq '24-101' and AccountGroup eq 'LABOR'")]).await;
    assert_eq!(status, 200);
    let row = &body["value"][0];
    assert_eq!((&row["OriginalAmount"], &row["Type"]), (&"201.730000".into(), &"Expense".into()));
    assert_eq!(row["JobID"], "24-101    ");
    for service in ["gi", "dac"] {
        let request = reader.request(&format!("{service}/$metadata"), &[]);
        let text = request.basic_auth("tieout", Some("ridgeline-demo")).send().await.unwrap().text().await.unwrap();
        assert!(text.contains("<EntityContainer Name=\"Default\"><EntitySet"), "{text}");
        assert_eq!(text.matches("<EntityType ").count(), text.matches("</EntityType>").count());
    }
}
