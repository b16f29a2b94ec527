//! One instance is not like the next: rights, languages, cost codes, currencies, old versions.

use serde_json::json;
use simulators::acumatica::{
    AcumaticaSimulator, CodeOutput, Edit, Hidden, HiddenRows, Language, LineKey, RenameTarget, SelectAnswer, Setting,
};
use simulators::ridgeline::{Company, Kind, NoCostCode, job};

use crate::client::{Client, column, small_company};

async fn with(company: Company) -> (AcumaticaSimulator, Client) {
    let simulator = AcumaticaSimulator::start(&company, None).await.unwrap();
    let client = Client::signed_in(&simulator).await;
    (simulator, client)
}

fn hidden(field: &str, how: Hidden, rows: HiddenRows) -> Setting {
    Setting::HiddenField { entity: "ProjectBudget".into(), field: field.into(), how, rows }
}

#[tokio::test]
async fn a_field_can_be_empty_or_absent_on_all_records_or_on_some() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let lines = async || client.list("ProjectBudget", &[]).await.records();
    simulator.set(hidden("OriginalBudgetedAmount", Hidden::Empty, HiddenRows::All)).unwrap();
    assert!(lines().await.iter().all(|line| line["OriginalBudgetedAmount"] == json!({})));
    simulator.set(Setting::NothingHidden).unwrap();
    simulator.set(hidden("CostCode", Hidden::Absent, HiddenRows::Project("24-102".into()))).unwrap();
    let without = lines().await.iter().filter(|line| line.get("CostCode").is_none()).count();
    assert_eq!(without, 1);
    simulator.set(hidden("OriginalBudgetedAmount", Hidden::Empty, HiddenRows::Each(3))).unwrap();
    assert_eq!(lines().await.iter().filter(|line| line["OriginalBudgetedAmount"] == json!({})).count(), 2);
    let properties = Setting::HiddenField {
        entity: "ProjectProperties".into(),
        field: "ProjectCurrency".into(),
        how: Hidden::Absent,
        rows: HiddenRows::All,
    };
    simulator.set(properties).unwrap();
    let project = client.get("/entity/Default/24.200.001/Project/24-101?$expand=ProjectProperties").await.json();
    assert!(project["ProjectProperties"].get("ProjectCurrency").is_none());
}

#[tokio::test]
async fn drop_downs_speak_french_or_a_word_of_somebodys_own() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set(Setting::Language { language: Language::French }).unwrap();
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-101'")]).await.records();
    assert_eq!(column(&lines, "Type"), ["Dépense", "Dépense", "Dépense", "Revenu", "Dépense"]);
    assert!(client.list("ProjectBudget", &[("$filter", "Type eq 'Expense'")]).await.records().is_empty());
    assert_eq!(client.list("ProjectBudget", &[("$filter", "Type eq 'Dépense'")]).await.records().len(), 5);
    assert_eq!(column(&client.list("Project", &[]).await.records(), "Status"), ["En cours", "En cours"]);
    assert_eq!(column(&client.list("ProjectTask", &[]).await.records(), "Status"), ["En cours", "En cours"]);
    let groups = client.list("AccountGroup", &[("$filter", "AccountGroupID eq 'EQUIP'")]).await.records();
    assert_eq!(column(&groups, "Type"), ["Hors bilan"]);
    assert_eq!(groups[0]["Expense"]["value"], true, "what no language changes");

    simulator.set(Setting::Language { language: Language::English }).unwrap();
    simulator.set(Setting::Word { english: "Expense".into(), shown: "Cost".into() }).unwrap();
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
    assert_eq!(column(&lines, "Type"), ["Cost"]);
}

#[tokio::test]
async fn nothing_but_templates_and_no_project_is_left_out_of_the_lists() {
    let closed = job("24-101", "Closed").estimate("01-10-00", "LABOR", "1").status("Closed");
    let canceled = job("24-102", "Canceled task").estimate_in_task("SITE", "01-10-00", "LABOR", "2");
    let planned = job("24-103", "Planned").status("In Planning").posted("01-20-00", "LABOR", "25.00");
    let company = Company::with_jobs([closed, canceled.task_status("SITE", "Canceled"), planned])
        .with_non_project("NONE")
        .with_inactive_cost_code("01-10-00")
        .with_inactive_account_group("LABOR");
    let (_simulator, client) = with(company).await;
    let lines = client.list("ProjectBudget", &[]).await.records();
    assert_eq!(column(&lines, "ProjectID"), ["24-101", "24-102", "24-103"]);
    assert_eq!(lines[2]["OriginalBudgetedAmount"]["value"].to_string(), "0.0", "born from a posting");
    assert_eq!(lines[2]["ActualAmount"]["value"].to_string(), "25.0");
    let projects = client.list("Project", &[]).await.records();
    assert_eq!(column(&projects, "Status"), ["Closed", "Active", "In Planning"]);
    let tasks = client.list("ProjectTask", &[]).await.records();
    assert_eq!(column(&tasks, "Status"), ["Active", "Active", "Canceled", "Active"]);
    let codes = client.list("CostCode", &[]).await.records();
    assert_eq!(column(&codes, "CostCodeID"), ["00-00-00", "01-10-00", "01-20-00"]);
    assert_eq!(client.get("/entity/Default/24.200.001/Project/NONE").await.json()["Status"]["value"], "Active");
    let new = r#"{"ProjectID":{"value":"24-103"},"ProjectTaskID":{"value":"BASE"},"CostCode":{"value":"01-10-00"},
        "AccountGroup":{"value":"LABOR"}}"#;
    let refused = client.put_with("ProjectBudget", new, &[("If-None-Match", "*")]).await;
    assert_eq!(refused.json()["CostCode"]["error"], "CostCode '01-10-00' is inactive.");
    assert_eq!(refused.json()["AccountGroup"]["error"], "AccountGroup 'LABOR' is inactive.");
    let closed = r#"{"ProjectID":{"value":"24-101"},"Description":{"value":"New"}}"#;
    assert_eq!(client.put("ProjectBudget", closed).await.json()["ProjectID"]["error"], "The project is closed.");
}

#[tokio::test]
async fn the_default_code_and_the_empty_item_are_settings() {
    for default in ["0000", "00000", "00-000", "99-999"] {
        let by_task = job("24-101", "By task").estimate_by_task("BASE", "LABOR", "10");
        let company = Company::with_jobs([by_task]).with_default_cost_code(default).with_empty_item("NONE");
        let (_simulator, client) = with(company).await;
        let lines = client.list("ProjectBudget", &[]).await.records();
        assert_eq!(
            (column(&lines, "CostCode"), column(&lines, "InventoryID")),
            (vec![default.to_owned()], vec!["NONE".into()])
        );
        let codes = client.list("CostCode", &[("$filter", "Description eq 'DEFAULT'")]).await.records();
        assert_eq!(column(&codes, "CostCodeID"), [default]);
    }
}

#[tokio::test]
async fn without_cost_codes_lines_that_differ_by_nothing_else_are_one() {
    for (shown, code) in [(NoCostCode::Zeros, "00-00-00"), (NoCostCode::Empty, "(none)")] {
        let lines = job("24-101", "By task").estimate("01-10-00", "LABOR", "10.25").estimate("01-20-00", "LABOR", "1");
        let (_simulator, client) = with(Company::with_jobs([lines]).without_cost_codes(shown)).await;
        let lines = client.list("ProjectBudget", &[]).await.records();
        assert_eq!(column(&lines, "CostCode"), [code]);
        assert_eq!(lines[0]["OriginalBudgetedAmount"]["value"].to_string(), "11.25");
        let refused = client.list("CostCode", &[]).await;
        assert_eq!(refused.status, 403);
        assert!(refused.json()["message"].as_str().unwrap().contains("PM209500"), "{}", refused.text);
    }
}

#[tokio::test]
async fn cost_codes_come_masked_bare_or_padded() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for (shown, code) in [
        (CodeOutput::Bare, "033000".to_owned()),
        (CodeOutput::Padded, format!("{:<30}", "033000")),
        (CodeOutput::Masked, "03-30-00".into()),
    ] {
        simulator.set(Setting::CostCodes { shown }).unwrap();
        let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
        assert_eq!(column(&lines, "CostCode"), [code.as_str()]);
        let codes = client.list("CostCode", &[("$filter", "CostCodeID eq '03-30-00'")]).await.records();
        assert_eq!(column(&codes, "CostCodeID"), [code.as_str()]);
    }
}

#[tokio::test]
async fn a_currency_can_be_out_of_reach_and_an_old_endpoint_has_no_field_for_it() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set(Setting::UnknownCurrency { project: "24-101".into() }).unwrap();
    let projects = client.list("Project", &[("$expand", "ProjectProperties")]).await.records();
    assert_eq!(projects[0]["ProjectProperties"]["ProjectCurrency"], json!({}));
    assert_eq!(projects[1]["ProjectProperties"]["ProjectCurrency"]["value"], "CAD");
    let custom = [("$custom", "Items.PMProject__CuryID"), ("$filter", "ProjectID eq '24-101'"), ("$top", "1")];
    let line = &client.list("ProjectBudget", &custom).await.records()[0];
    assert!(line["custom"]["Items"]["PMProject__CuryID"].get("value").is_none());

    simulator.set_versions(&["22.200.001"]);
    let project = client.get("/entity/Default/22.200.001/Project/24-102?$expand=ProjectProperties").await.json();
    assert!(project["ProjectProperties"].get("ProjectCurrency").is_none());
    assert!(project["ProjectProperties"]["ChangeOrderWorkflow"]["value"].is_boolean());
    for unknown in ["$expand=ProjectAddress", "$filter=ProjectProperties/ProjectCurrency%20eq%20'USD'"] {
        assert_eq!(client.get(&format!("/entity/Default/22.200.001/Project?{unknown}")).await.status, 500, "{unknown}");
    }
}

#[tokio::test]
async fn amounts_follow_the_currency_of_the_project() {
    for (currency, shown) in [("JPY", "31.0"), ("USD", "31.01"), ("BHD", "31.005")] {
        let yen = job("24-101", "Elsewhere").estimate("01-10-00", "LABOR", "1").estimate_currency(currency);
        let (_simulator, client) = with(Company::with_jobs([yen])).await;
        let body = r#"{"ProjectID":{"value":"24-101"},"OriginalBudgetedQty":{"value":3},"UnitRate":{"value":10.335}}"#;
        let line = client.put("ProjectBudget", body).await.json();
        assert_eq!(line["OriginalBudgetedAmount"]["value"].to_string(), shown, "{currency}");
    }
}

#[tokio::test]
async fn a_project_with_a_slash_cannot_be_asked_for_by_its_key() {
    let slash = job("24/101", "Slash").estimate("01-10-00", "LABOR", "1");
    let (_simulator, client) = with(Company::with_jobs([slash])).await;
    let projects = client.list("Project", &[]).await.records();
    assert_eq!(column(&projects, "ProjectID"), ["24/101"]);
    assert_eq!(client.get("/entity/Default/24.200.001/Project/24%2F101").await.status, 500);
    let id = projects[0]["id"].as_str().unwrap();
    assert_eq!(client.get(&format!("/entity/Default/24.200.001/Project/{id}")).await.status, 200);
    assert_eq!(client.get("/entity/Default/24.200.001/ProjectTask/24%7CBASE").await.status, 500);
}

#[tokio::test]
async fn digits_can_be_more_than_a_decimal_holds() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for digits in ["0.12345678901234567890123456789012345", "1.5E+3", "100000000000000000000000000000000.01"] {
        let line = LineKey::of("24-102");
        simulator.set(Setting::Digits { line, field: "OriginalBudgetedAmount".into(), digits: digits.into() }).unwrap();
        let answer = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await;
        assert!(answer.text.contains(&format!(r#""OriginalBudgetedAmount":{{"value":{digits}}}"#)), "{}", answer.text);
    }
    let digits = |field: &str, digits: &str| Setting::Digits {
        line: LineKey::of("24-102"),
        field: field.into(),
        digits: digits.into(),
    };
    assert!(simulator.set(digits("OriginalBudgetedAmount", "many")).is_err());
    assert!(simulator.set(digits("Description", "1")).is_err());
}

#[tokio::test]
async fn a_renamed_code_keeps_its_records_and_may_look_like_another() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let options = [("$filter", "ProjectID eq '24-102'")];
    let before = client.list("ProjectBudget", &options).await.records();
    for look_alike in ["03\u{2011}30-00", "03-30\u{a0}-00", "03-\u{200b}30-00"] {
        let from = column(&client.list("ProjectBudget", &options).await.records(), "CostCode").remove(0);
        simulator.edit(Edit::Rename { what: RenameTarget::CostCode, from, to: look_alike.into() }).unwrap();
        let after = client.list("ProjectBudget", &options).await.records();
        assert_eq!((column(&after, "CostCode"), &after[0]["id"]), (vec![look_alike.to_owned()], &before[0]["id"]));
    }
    let project = Edit::Rename { what: RenameTarget::Project, from: "24-102".into(), to: "25-102".into() };
    simulator.edit(project.clone()).unwrap();
    assert!(simulator.edit(project).is_err(), "nobody has that code now");
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '25-102'")]).await.records();
    assert_eq!(lines[0]["id"], before[0]["id"]);
    assert_eq!(column(&client.list("ProjectTask", &[]).await.records(), "ProjectID"), ["24-101", "25-102"]);
}

#[tokio::test]
async fn ticking_expense_rewrites_the_lines_of_the_group() {
    let hours = job("24-101", "Hours").line_of(Kind::OffBalance, "01-10-00", "HOURS", "9.00");
    let company = Company::with_jobs([hours]).with_account_group("HOURS", "Hours", Kind::OffBalance, false);
    let (simulator, client) = with(company).await;
    let types = async || column(&client.list("ProjectBudget", &[]).await.records(), "Type");
    assert_eq!(types().await, ["Off-Balance"]);
    simulator.edit(Edit::TickExpense { account_group: "HOURS".into(), ticked: true }).unwrap();
    assert_eq!(types().await, ["Expense"]);
    simulator.edit(Edit::TickExpense { account_group: "HOURS".into(), ticked: false }).unwrap();
    assert_eq!(types().await, ["Off-Balance"]);
}

#[tokio::test]
async fn select_can_be_refused_or_passed_over() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let options = [("$select", "ProjectID")];
    let entity = || "ProjectBudget".to_owned();
    simulator.set(Setting::Select { entity: entity(), answer: SelectAnswer::Refused }).unwrap();
    assert_eq!(client.list("ProjectBudget", &options).await.status, 500);
    assert_eq!(client.list("Project", &options).await.status, 200);
    simulator.set(Setting::Select { entity: entity(), answer: SelectAnswer::Ignored }).unwrap();
    assert!(client.list("ProjectBudget", &options).await.records()[0].get("CostCode").is_some());
}
