//! The window's fake replays what the application answers. This records it: every question that `recorded/demo.json` holds is asked
//! again of a small company, in every state that it names, and the answers must be those that are written there. A new question is added
//! to that file with `null` as its answer, and written by `TIEOUT_WRITE_RECORDINGS=1 cargo test -p tieout --test recordings`. What is no
//! answer of a state stands in `recorded/shell.json`: connections, re-imports with their steps and ends, mappings, days; held the same.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

mod clock;
mod company;
mod connecting;
mod days;
mod desk;
mod opened;
mod reimports;
mod shell;
mod shown;
mod stable;
mod troubles;

use desk::Desk;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const WRITE: &str = "TIEOUT_WRITE_RECORDINGS";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/backend/recorded").join(name)
}

/// Writes the file where that was asked for; else it must hold this already.
fn hold(name: &str, recorded: &Map<String, Value>, text: &str) {
    if std::env::var_os(WRITE).is_some_and(|value| value == "1") {
        std::fs::write(file(name), text).unwrap();
        return;
    }
    let committed: Map<String, Value> = serde_json::from_str(&std::fs::read_to_string(file(name)).unwrap()).unwrap();
    assert!(
        recorded == &committed,
        "ui/src/lib/backend/recorded/{name} is not what the application answers. Record it anew and commit it:\n\
         {WRITE}=1 cargo test -p tieout --test recordings"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_for_the_shell_is_what_the_application_does() {
    let recorded = shell::shell().await;
    hold("shell.json", &recorded, &shell::written(&recorded));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recorded_answers_are_those_of_the_application() {
    let committed = std::fs::read_to_string(file("demo.json")).unwrap();
    let states: Map<String, Value> = serde_json::from_str(&committed).unwrap();
    let mut recorded = Map::new();
    for (name, state) in &states {
        let way = way_to(name, &states);
        let (leaving, staying): (Vec<&String>, Vec<&String>) =
            state["answers"].as_object().unwrap().keys().partition(|question| state["next"].get(question).is_some());
        let mut answers = Map::new();
        let desk = Desk::in_state(name, &way).await;
        for question in staying {
            answers.insert(question.clone(), desk.answer(question).await);
        }
        desk.close().await;
        // What leads to another state is asked apart, for nothing else could be asked after it.
        for question in leaving {
            let desk = Desk::in_state(name, &way).await;
            answers.insert(question.clone(), desk.answer(question).await);
            desk.close().await;
        }
        let (from, next) = (&state["from"], &state["next"]);
        recorded.insert(name.clone(), json!({ "from": from, "next": next, "answers": answers }));
    }
    hold("demo.json", &recorded, &written(&recorded));
}

/// The commands that lead to a state, the first one first.
fn way_to(name: &str, states: &Map<String, Value>) -> Vec<String> {
    let Some(from) = states[name]["from"].as_str() else { return Vec::new() };
    let mut way = way_to(from, states);
    let next = states[from]["next"].as_object().unwrap();
    way.extend(next.iter().find(|(_, to)| to.as_str() == Some(name)).map(|(command, _)| command.clone()));
    way
}

/// An answer a line: so that a difference shows which.
fn written(states: &Map<String, Value>) -> String {
    let state = |(name, state): (&String, &Value)| {
        let answers: BTreeMap<&String, &Value> = state["answers"].as_object().unwrap().iter().collect();
        let answers: Vec<String> =
            answers.iter().map(|(question, answer)| format!("   {}: {answer}", json!(question))).collect();
        format!(
            " {}: {{\n  \"from\": {},\n  \"next\": {},\n  \"answers\": {{\n{}\n  }}\n }}",
            json!(name),
            state["from"],
            state["next"],
            answers.join(",\n")
        )
    };
    format!("{{\n{}\n}}\n", states.iter().map(state).collect::<Vec<_>>().join(",\n"))
}
