//! Projects, pages, budget codes, view rows and their lag, the page for a browser.
use crate::bench::{Procore, amount, harbor, header, json};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use simulators::procore::RowLag;
use simulators::ridgeline::{Company, Situation};

#[tokio::test]
async fn pages_of_the_large_budget_add_up() {
    let company = Company::ridgeline(simulators::DEMO_SEED);
    let mut procore = Procore::of_company(&company).await;
    let large = company.jobs.iter().find(|job| job.situation == Situation::EveryLineDrifted).unwrap();
    procore.project = large.procore.as_ref().unwrap().id;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let view = views[0]["id"].as_u64().unwrap();
    let (mut ids, mut total, mut page) = (std::collections::BTreeSet::new(), amount("0"), 1);
    loop {
        let path =
            format!("/rest/v1.0/budget_views/{view}/detail_rows?project_id={{project}}&per_page=2000&page={page}");
        let answer = procore.get(&path).await;
        assert_eq!(header(&answer, "Total").as_deref(), Some("2500"));
        assert_eq!(header(&answer, "Per-Page").as_deref(), Some("2000"));
        let more = header(&answer, "Link").unwrap().contains("rel=\"next\"");
        for row in json(answer).await.as_array().unwrap() {
            ids.insert(row["id"].as_u64().unwrap());
            total += amount(row["original_budget_amount"].as_str().unwrap());
        }
        if !more {
            break;
        }
        page += 1;
    }
    assert_eq!((page, ids.len()), (2, 2_500));
    assert_eq!(total, large.procore.as_ref().unwrap().total());
    assert_eq!(total, procore.simulator.total(procore.project));
}

#[tokio::test]
async fn the_demo_lists_its_projects_with_numbers_and_links_to_acumatica() {
    let procore = Procore::of_company(&Company::ridgeline(simulators::DEMO_SEED)).await;
    let answer = procore.get("/rest/v1.1/projects?company_id={company}&view=normal&per_page=20&page=3").await;
    assert_eq!(header(&answer, "Total").as_deref(), Some("48"), "one of 49 was closed out");
    let link = header(&answer, "Link").unwrap();
    assert!(
        link.contains("rel=\"first\"") && link.contains("rel=\"prev\"") && !link.contains("rel=\"next\""),
        "{link}"
    );
    assert!(link.contains("view=normal"), "the query stays in the link: {link}");
    assert!(link.contains("/rest/v1.1/projects?"), "a whole address: {link}");
    assert_eq!(json(answer).await.as_array().unwrap().len(), 8);
    let all = json(procore.get("/rest/v1.1/projects?company_id={company}&per_page=300").await).await;
    let harbor = all.as_array().unwrap().iter().find(|project| project["project_number"] == "24-101").unwrap();
    assert_eq!(harbor["origin_id"], "24-101");
    assert_eq!(harbor["id"].as_u64().unwrap().to_string().len(), 15);
    assert!(harbor["total_value"].is_string());
    let synced =
        json(procore.get("/rest/v1.1/projects?company_id={company}&filters[synced]=true&per_page=300").await).await;
    assert!(synced.as_array().unwrap().len() < 49);
    assert_eq!(procore.get("/rest/v1.1/projects").await.status(), 400, "company_id is required");
}

#[tokio::test]
async fn detail_rows_are_strings_of_two_decimals_with_keys_of_their_own() {
    let procore = Procore::of(harbor().modified_by("-500")).await;
    let rows = procore.rows().await;
    assert_eq!(rows.len(), 2);
    let finishing = &rows[1];
    assert_eq!(finishing["original_budget_amount"], "48250.10");
    assert_eq!(finishing["budget_modifications"], "-500.00");
    assert_eq!(finishing["Revised Budget"], "47750.10");
    assert_eq!(finishing["cost_code"], "03-35-00 - Work of 03-35-00");
    assert_eq!(finishing["root_cost_code"], "03 - Concrete");
    assert_eq!(finishing["category"], "Labor");
    assert_eq!(finishing["currency_configuration"]["currency_iso_code"], "USD");
    assert_eq!(finishing["wbs_code_id"].as_u64().unwrap(), procore.wbs_code("03-35-00.L").await);
}

#[tokio::test]
async fn unbudgeted_rows_come_only_when_asked_for_and_have_no_id() {
    let procore = Procore::of(harbor()).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path =
        format!("/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}&budget_row_type=all", views[0]["id"]);
    let all = json(procore.get(&path).await).await;
    let unbudgeted: Vec<_> = all.as_array().unwrap().iter().filter(|row| row["id"].is_null()).collect();
    assert_eq!((all.as_array().unwrap().len(), unbudgeted.len()), (5, 3));
    assert!(unbudgeted.iter().all(|row| row["budgeted"] == false && row["unbudgeted_reason"].is_string()));
    assert_eq!((&unbudgeted[1]["category"], &unbudgeted[1]["category_id"]), (&"None".into(), &0.into()));
    assert_eq!((&unbudgeted[2]["cost_code"], &unbudgeted[2]["wbs_code_id"]), (&"03 - Concrete".into(), &Value::Null));
    assert_eq!(procore.get("/rest/v1.0/budget_views/1/detail_rows?project_id={project}").await.status(), 404);
}

#[tokio::test]
async fn summary_rows_sum_by_division() {
    let procore = Procore::of(harbor().budget("05-12-00", "S", "0.90")).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path = format!(
        "/rest/v1.0/budget_views/{}/summary_rows?project_id={{project}}&group_by=biller,root_cost_code",
        views[0]["id"]
    );
    let rows = json(procore.get(&path).await).await;
    let sums: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row["original_budget_amount"].as_str().unwrap()))
        .collect();
    assert_eq!(sums, [("03 - Concrete", "637150.10"), ("05 - Metals", "0.90")]);
    assert_eq!(rows[0]["budget_line_item_ids"].as_array().unwrap().len(), 2);
    assert_eq!(procore.get(&path.replace("biller,root_cost_code", "weather")).await.status(), 400);
}

#[tokio::test]
async fn rows_lag_behind_a_write_for_so_many_reads_while_the_line_itself_is_new() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_row_lag(RowLag::Reads(2));
    let code = procore.wbs_code("03-30-00.S").await;
    let answer = procore.sync(&format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":612400.00}}]"#)).await;
    assert_eq!(answer.status(), 200);
    for shown in ["588900.00", "588900.00", "612400.00", "612400.00"] {
        assert_eq!(procore.rows().await[0]["original_budget_amount"], shown);
    }
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("612400.00")));
}

#[tokio::test]
async fn rows_lag_behind_a_write_by_the_clock() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_row_lag(RowLag::Millis(30_000));
    procore.simulator.set_amount(procore.project, "03-30-00.S", amount("1"));
    assert_eq!(procore.rows().await[0]["original_budget_amount"], "588900.00");
    procore.simulator.bench.clock.advance(SignedDuration::from_secs(31));
    assert_eq!(procore.rows().await[0]["original_budget_amount"], "1.00");
}

#[tokio::test]
async fn budget_codes_are_made_of_segments_and_can_be_made() {
    let procore = Procore::of(harbor().estimate("05-50-00", "LABOR", "7").code_to_be_made("05-50-00", "L")).await;
    let base = "/rest/v1.0/projects/{project}/work_breakdown_structure";
    let codes = json(procore.get(&format!("{base}/wbs_codes")).await).await;
    assert!(codes.as_array().unwrap().iter().all(|code| code["flat_code"] != "05-50-00.L"));
    let material = codes.as_array().unwrap().iter().find(|code| code["flat_code"] == "05-50-00.M").unwrap();
    let cost_code = &material["segment_items"][0];
    assert_eq!((&cost_code["code"], &cost_code["path_code"]), (&"50-00".into(), &"05-50-00".into()));

    let segments = json(procore.get(&format!("{base}/segments")).await).await;
    let types = json(procore.get(&format!("{base}/segments/{}/segment_items", segments[2]["id"])).await).await;
    let labor = types.as_array().unwrap().iter().find(|item| item["code"] == "L").unwrap();
    let body = serde_json::json!({"segment_items": [
        {"segment_id": segments[1]["id"], "segment_item_id": cost_code["id"]},
        {"segment_id": segments[2]["id"], "segment_item_id": labor["id"]},
    ]});
    let path = format!("{base}/wbs_codes");
    let made = procore.send(Method::POST, &path, &body.to_string()).await;
    assert_eq!(made.status(), 201);
    let made = json(made).await;
    assert_eq!(made["flat_code"], "05-50-00.L");
    let again = json(procore.send(Method::POST, &path, &body.to_string()).await).await;
    assert_eq!(again["id"], made["id"], "an existing combination is no error");
}

#[tokio::test]
async fn an_inactive_code_is_filtered_out_and_takes_no_line() {
    let procore = Procore::of(harbor()).await;
    let code = procore.wbs_code("05-50-00.M").await;
    let base = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes";
    let edited = procore.send(Method::PATCH, &format!("{base}/{code}"), r#"{"status":"inactive"}"#).await;
    assert_eq!(edited.status(), 200);
    let active = json(procore.get(&format!("{base}?filters[status][]=active")).await).await;
    assert!(active.as_array().unwrap().iter().all(|one| one["id"] != code));
    assert_eq!(procore.sync(&format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":1}}]"#)).await.status(), 422);
}

#[tokio::test]
async fn cost_types_carry_the_account_group_they_came_from() {
    let procore = Procore::of(harbor()).await;
    let types = json(procore.get("/rest/v1.0/line_item_types?company_id={company}").await).await;
    let told: Vec<_> = types
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["code", "base_type", "origin_id"].map(|name| one[name].as_str().unwrap_or("null")))
        .collect();
    let expected = [
        ["L", "labor", "LABOR"],
        ["M", "material", "MATERIAL"],
        ["S", "subcontract", "SUBCON"],
        ["E", "equipment", "EQUIP"],
        ["O", "other", "OTHER"],
        ["OH", "overhead", "null"],
        ["MU", "markup", "null"],
    ];
    assert_eq!(told, expected);
    let codes = json(procore.get("/rest/v1.0/cost_codes?project_id={project}").await).await;
    assert!(codes.as_array().unwrap().iter().any(|code| code["full_code"] == "03-30-00"));
}

#[tokio::test]
async fn a_browser_sees_the_same_state_without_signing_in() {
    let procore = Procore::of(harbor().locked()).await;
    let url = procore.url(&format!("/{}/project/budgeting", procore.project));
    let page = async || procore.client.get(&url).send().await.unwrap().text().await.unwrap();
    let before = page().await;
    for shown in ["Harbor Point", "24-101", "Budget locked", "03-30-00.S", "588,900.00", "637,150.10"] {
        assert!(before.contains(shown), "{shown}");
    }
    procore.simulator.unlock(procore.project);
    let code = procore.wbs_code("03-30-00.S").await;
    procore.sync(&format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":612400}}]"#)).await;
    let after = page().await;
    assert!(after.contains("Budget unlocked") && after.contains("612,400.00") && after.contains("660,650.10"));
    assert!(after.contains("was 588,900.00") && !before.contains("was 588,900.00"));
    assert!(after.contains("Change history") && after.contains("Service Account"));
    assert_eq!(after, procore.simulator.budget_page(procore.project));
}
