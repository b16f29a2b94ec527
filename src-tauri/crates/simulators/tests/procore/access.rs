//! Signing in, the company header, the rate windows, permission levels.
use crate::bench::{Procore, harbor, header, json};
use jiff::SignedDuration;
use reqwest::Method;
use simulators::procore::{Level, Limits};

#[tokio::test]
async fn a_token_is_given_for_json_form_multipart_and_basic() {
    let procore = Procore::of(harbor()).await;
    let known = procore.simulator.credentials();
    let (id, secret) = (known.client_id.as_str(), known.client_secret.as_str());
    let url = procore.url("/oauth/token");
    let post = || procore.client.post(&url);
    let as_json = format!(r#"{{"grant_type":"client_credentials","client_id":"{id}","client_secret":"{secret}"}}"#);
    let parts = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
    let part = |(name, value): (&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let multipart = format!("{}--edge--\r\n", parts.map(part).concat());
    let requests = [
        post().header("Content-Type", "application/json").body(as_json),
        post().form(&parts),
        post().header("Content-Type", "multipart/form-data; boundary=edge").body(multipart),
        post().basic_auth(id, Some(secret)).form(&parts[..1]),
    ];
    for request in requests {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let token = json(answer).await;
        assert_eq!((token["token_type"].as_str(), token["expires_in"].as_i64()), (Some("Bearer"), Some(5_400)));
        assert!(token.get("refresh_token").is_none(), "client credentials have no refresh token");
    }
}

#[tokio::test]
async fn a_wrong_secret_or_grant_is_refused_and_no_secret_reaches_the_log() {
    let procore = Procore::of(harbor()).await;
    let known = procore.simulator.credentials();
    let ask = async |grant: &str, secret: &str| {
        let form = [("grant_type", grant), ("client_id", known.client_id.as_str()), ("client_secret", secret)];
        let answer = procore.client.post(procore.url("/oauth/token")).form(&form).send().await.unwrap();
        (answer.status().as_u16(), json(answer).await["error"].as_str().unwrap().to_owned())
    };
    assert_eq!(ask("client_credentials", "guess").await, (401, "invalid_client".into()));
    assert_eq!(ask("password", &known.client_secret).await, (400, "unsupported_grant_type".into()));
    let log = procore.simulator.bench.log.all();
    assert!(log.len() >= 3 && !format!("{log:?}").contains(&known.client_secret));
    assert_eq!(procore.simulator.bench.log.writes(), [], "signing in is no write");
}

#[tokio::test]
async fn a_token_expires_by_the_clock_and_on_demand() {
    let mut procore = Procore::of(harbor()).await;
    assert_eq!(procore.get("/rest/v1.0/me").await.status(), 200);
    procore.simulator.bench.clock.advance(SignedDuration::from_secs(5_401));
    assert_eq!(procore.get("/rest/v1.0/me").await.status(), 401);
    procore.sign_in().await;
    assert_eq!(procore.get("/rest/v1.0/me").await.status(), 200);
    procore.simulator.expire_tokens();
    let refused = procore.get("/rest/v1.0/me").await;
    assert_eq!(refused.status(), 401);
    assert_eq!(json(refused).await["errors"], "The access token is invalid");
}

#[tokio::test]
async fn every_call_names_the_company() {
    let procore = Procore::of(harbor()).await;
    let bare = || procore.client.get(procore.url("/rest/v1.0/companies")).bearer_auth(&procore.token);
    let missing = bare().send().await.unwrap();
    assert_eq!(missing.status(), 400);
    assert!(missing.text().await.unwrap().starts_with("Missing Procore-Company-Id header!"));

    procore.simulator.set_company_error_as_json(true);
    let missing = json(bare().send().await.unwrap()).await;
    assert!(missing["errors"].as_str().unwrap().starts_with("Missing Procore-Company-Id"));

    let me = procore.client.get(procore.url("/rest/v1.0/me")).bearer_auth(&procore.token);
    let foreign = me.header("Procore-Company-Id", "17").send().await.unwrap();
    assert_eq!(foreign.status(), 403);
    assert_eq!(json(foreign).await, serde_json::json!({"errors": ["App is not connected to this company."]}));

    let companies = json(procore.get("/rest/v1.0/companies").await).await;
    assert_eq!(companies[0]["id"], procore.simulator.credentials().company_id);
    assert_eq!(companies[0]["name"], "Ridgeline Builders");
}

#[tokio::test]
async fn the_rate_windows_are_told_on_every_answer_and_end_by_the_clock() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_limits(Limits { per_hour: 600, per_10_seconds: 3 });
    for remaining in ["2", "1", "0"] {
        let answer = procore.get("/rest/v1.0/me").await;
        assert_eq!(answer.status(), 200);
        assert_eq!(header(&answer, "X-Rate-Limit-Limit").as_deref(), Some("3"));
        assert_eq!(header(&answer, "X-Rate-Limit-Remaining").as_deref(), Some(remaining));
    }
    let refused = procore.get("/rest/v1.0/me").await;
    assert_eq!((refused.status().as_u16(), header(&refused, "Retry-After")), (429, None));
    assert!(header(&refused, "X-Rate-Limit-Reset").is_some());
    assert!(json(refused).await["errors"].as_str().unwrap().contains("maximum number of requests for an hour"));

    procore.simulator.set_retry_after(true);
    let refused = procore.get("/rest/v1.0/me").await;
    let wait: i64 = header(&refused, "Retry-After").unwrap().parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    let reset: i64 = header(&refused, "X-Rate-Limit-Reset").unwrap().parse().unwrap();
    assert!((reset - procore.simulator.bench.clock.now().as_second() - wait).abs() <= 1);

    procore.simulator.bench.clock.advance(SignedDuration::from_secs(wait));
    assert_eq!(procore.get("/rest/v1.0/me").await.status(), 200);
}

#[tokio::test]
async fn the_hour_is_a_limit_of_its_own() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_limits(Limits { per_hour: 2, per_10_seconds: 100 });
    procore.simulator.set_retry_after(true);
    procore.get("/rest/v1.0/me").await;
    assert_eq!(header(&procore.get("/rest/v1.0/me").await, "X-Rate-Limit-Limit").as_deref(), Some("2"));
    procore.simulator.bench.clock.advance(SignedDuration::from_secs(11));
    let refused = procore.get("/rest/v1.0/me").await;
    assert_eq!(refused.status(), 429);
    assert!(header(&refused, "Retry-After").unwrap().parse::<i64>().unwrap() > 3_000);
    assert_eq!(
        procore.client.get(procore.url("/1/project/budgeting")).send().await.unwrap().status(),
        404,
        "pages are free"
    );
}

#[tokio::test]
async fn permissions_are_told_per_tool() {
    let procore = Procore::of(harbor()).await;
    let tool = async |path: &str, name: &str| {
        let tools = json(procore.get(path).await).await["tools"].as_array().unwrap().clone();
        tools.into_iter().find(|tool| tool["name"] == name).map(|tool| tool["user_access_level"].clone())
    };
    let company = "/rest/v1.0/settings/permissions?company_id={company}";
    let levels = [
        (Level::None, 1, "None"),
        (Level::ReadOnly, 2, "Read Only"),
        (Level::Standard, 3, "Standard"),
        (Level::Admin, 4, "Admin"),
    ];
    for (level, id, name) in levels {
        procore.simulator.set_erp_level(Some(level));
        let told = tool(company, "erp_integrations").await.unwrap();
        assert_eq!((told["id"].as_u64(), told["name"].as_str()), (Some(id), Some(name)));
    }
    procore.simulator.set_erp_level(None);
    assert_eq!(tool(company, "erp_integrations").await, None);
    let budget = tool("/rest/v1.0/settings/permissions?project_id={project}", "budgeting").await.unwrap();
    assert_eq!(budget["name"], "Admin");
    assert_eq!(procore.get("/rest/v1.0/settings/permissions").await.status(), 400);
}

#[tokio::test]
async fn a_level_on_the_budget_opens_just_so_much() {
    let procore = Procore::of(harbor()).await;
    let line = procore.line("03-30-00.S");
    let status =
        async |method: Method, path: &str, body: &str| procore.send(method, path, body).await.status().as_u16();
    let change = r#"{"project_id":{project},"budget_line_item":{"original_budget_amount":1}}"#;
    for (level, read, write, lock) in [
        (Level::None, 404, 404, 404),
        (Level::ReadOnly, 200, 403, 403),
        (Level::Standard, 200, 200, 403),
        (Level::Admin, 200, 200, 201),
    ] {
        procore.simulator.set_budget_level(level);
        procore.simulator.unlock(procore.project);
        assert_eq!(status(Method::GET, "/rest/v1.0/projects/{project}/budget", "").await, read, "{level}");
        assert_eq!(
            status(Method::PATCH, &format!("/rest/v1.1/budget_line_items/{line}"), change).await,
            write,
            "{level}"
        );
        assert_eq!(status(Method::POST, "/rest/v1.0/projects/{project}/budget/lock", "").await, lock, "{level}");
    }
    procore.simulator.set_budget_level(Level::ReadOnly);
    let refused = json(procore.sync("[]").await).await;
    assert_eq!(refused["errors"], "You do not have sufficient access to complete that action");
}

#[tokio::test]
async fn a_project_that_was_not_permitted_is_not_there() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_project_permitted(procore.project, false);
    assert_eq!(procore.get("/rest/v1.0/projects/{project}?company_id={company}").await.status(), 404);
    assert_eq!(json(procore.get("/rest/v1.1/projects?company_id={company}").await).await, serde_json::json!([]));
}

#[tokio::test]
async fn an_unknown_path_is_404_and_counts() {
    let procore = Procore::of(harbor()).await;
    let answer = procore.get("/rest/v1.0/budgets/import").await;
    assert_eq!(answer.status(), 404);
    assert!(header(&answer, "X-Rate-Limit-Remaining").is_some());
}
