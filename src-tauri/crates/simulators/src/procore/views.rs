//! The views a project has: they belong to the company and are shown on projects, not all of them on each (Procore: budget views).

use serde_json::{Value, json};

use super::project::Project;

/// A budget view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) id: u64,
    name: String,
    role: &'static str,
    created_at: &'static str,
}

const FIRST_VIEW: u64 = 562_949_953_460_001;
const FIRST_OWN_VIEW: u64 = 562_949_953_460_101;
const FIRST_MORE: u64 = 562_949_953_460_501;
/// Shows ERP figures beside Procore's own, which differ.
pub(super) const ERP_VIEW: u64 = FIRST_VIEW + 3;

/// Name, role and date. A twin for reports drifts from the standard view, and the profit view has the same lines once more.
const STANDARD: [(&str, &str, &str); 5] = [
    ("Procore Standard Budget", "budgeting", "2024-01-08T15:00:00Z"),
    ("Monthly Forecast", "forecast", "2024-03-02T15:00:00Z"),
    ("Procore Standard Budget - Custom Reporting", "budgeting", "2024-03-18T15:00:00Z"),
    ("ERP Budget", "budgeting", "2024-04-22T15:00:00Z"),
    ("Profit Projection", "profit", "2024-05-06T15:00:00Z"),
];

/// A live project had six, and none of them was standard.
const OWN: [(&str, &str, &str); 6] = [
    ("Ops Weekly  ", "budgeting", "2024-01-15T15:00:00Z"),
    ("Owner Billing View", "budgeting", "2024-01-16T15:00:00Z"),
    ("PM Cost Report (new)", "budgeting", "2024-02-01T15:00:00Z"),
    ("Copy of PM Cost Report (new)", "budgeting", "2024-02-02T15:00:00Z"),
    ("Labor only", "budgeting", "2024-02-20T15:00:00Z"),
    ("Executive % Summary", "budgeting", "2024-02-21T15:00:00Z"),
];

/// The views of a project, oldest first.
pub(super) fn of(project: &Project) -> Vec<View> {
    let (first, named): (u64, &[_]) =
        if project.habits.own_views { (FIRST_OWN_VIEW, &OWN) } else { (FIRST_VIEW, &STANDARD) };
    let named = (first..).zip(named).map(|(id, (name, role, created_at))| View {
        id,
        name: (*name).to_owned(),
        role,
        created_at,
    });
    let more = (0..project.habits.more_views).map(|number| View {
        id: FIRST_MORE + u64::from(number),
        name: format!("View {}", number + 1),
        role: "budgeting",
        created_at: "2024-06-03T15:00:00Z",
    });
    named.chain(more).collect()
}

impl View {
    /// The addresses under `links` name an old web host, not the API's; a client that follows them carries a token elsewhere.
    pub(super) fn shown(&self) -> Value {
        let Self { id, name, role, created_at } = self;
        let link = |rows: &str| format!("https://app.procore.example/rest/v1.0/budget_views/{id}/{rows}");
        json!({
            "id": id,
            "name": name,
            "description": null,
            "role": role,
            "created_at": created_at,
            "updated_at": created_at,
            "created_by": {"id": 562_949_953_900_002_u64, "name": "M. Okafor", "login": "m.okafor@ridgeline.example"},
            "links": {"detail_rows": link("detail_rows"), "summary_rows": link("summary_rows")},
        })
    }
}
