//! What the fake needs beside the answers of a company: connections and the test of one, every way that a re-import can end, mappings, the
//! names of files, the days out of balance, errors and a notice. Each is had from the application.

use crate::company::company;
use crate::connecting::{checks, connections, wrong_fields};
use crate::days::days;
use crate::opened::Opened;
use crate::reimports::{KINDS, reimport};
use crate::shown::shown;
use crate::stable::stable;
use crate::troubles::{notice, troubles};
use jobcost::{AccountGroup, CodeMapping, CostTypeCode, JobId};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use tieout::view::{ListFormat, Mapping};
use tieout::{BudgetsQuery, ExportFormat, Filter, PlanOptions, SortColumn, import_mapping};

/// All of it, a part each.
pub(crate) async fn shell() -> Map<String, Value> {
    let mut reimports = Map::new();
    for kind in KINDS {
        let name = shown(&kind).as_str().unwrap().to_owned();
        reimports.insert(name, reimport(kind).await);
    }
    let parts = [
        ("checks", checks().await),
        ("connections", connections().await),
        ("days", days().await),
        ("files", files().await),
        ("mappings", mappings().await),
        ("notices", json!([notice().await])),
        ("reimports", Value::Object(reimports)),
        ("troubles", troubles().await),
        ("wrongFields", wrong_fields().await),
    ];
    parts.into_iter().map(|(name, part)| (name.to_owned(), stable(part, &|_| None))).collect()
}

/// A part a block, an entry of it a line: so that a difference shows which.
pub(crate) fn written(shell: &Map<String, Value>) -> String {
    let part = |(name, part): (&String, &Value)| {
        let (open, close, entries) = match part {
            Value::Array(entries) => ("[", "]", entries.iter().map(Value::to_string).collect::<Vec<_>>()),
            part => {
                let entries: BTreeMap<&String, &Value> = part.as_object().unwrap().iter().collect();
                ("{", "}", entries.iter().map(|(name, entry)| format!("{}: {entry}", json!(name))).collect())
            }
        };
        format!(" {}: {open}\n  {}\n {close}", json!(name), entries.join(",\n  "))
    };
    let parts: BTreeMap<&String, &Value> = shell.iter().collect();
    format!("{{\n{}\n}}\n", parts.into_iter().map(part).collect::<Vec<_>>().join(",\n"))
}

/// No mapping set, and one that was written to a file and read from it.
async fn mappings() -> Value {
    let stage = Opened::on(company()).await;
    let none = stage.company.mapping().await.unwrap();
    let named = [(AccountGroup::new("TRAVEL"), CostTypeCode::new("O"))].into();
    stage.company.save_mapping(&CodeMapping { cost_types: named, ..none.clone() }).await.unwrap();
    let imported = import_mapping(&stage.company.export_mapping().await.unwrap()).unwrap();
    stage.close().await;
    json!({ "none": shown(&Mapping::from(none)), "imported": shown(&Mapping::from(imported)) })
}

/// What exported files are called. That of a mapping is not among them: its name is the shell's own.
async fn files() -> Value {
    let stage = Opened::on(company()).await;
    let (company, job) = (&stage.company, JobId::new("24-101"));
    let plan = company.open_comparison(&job).await.unwrap().plan;
    let plan = |format| company.export_plan(&plan, &PlanOptions::default(), format).unwrap().name;
    let query = BudgetsQuery {
        filter: Filter::All,
        search: String::new(),
        sort: SortColumn::JobId,
        descending: false,
        part: None,
    };
    let list = |format| company.export_budgets(&query, format).unwrap().name;
    let names = json!({
        "budget": company.export_budget(&job).unwrap().name,
        "list": { "xlsx": list(ListFormat::Workbook), "csv": list(ListFormat::Csv), "pdf": list(ListFormat::Pdf) },
        "plan": { "xlsx": plan(ExportFormat::Workbook), "csv": plan(ExportFormat::Csv) },
    });
    stage.close().await;
    names
}
