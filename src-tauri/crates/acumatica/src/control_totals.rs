//! The control totals of a job: Acumatica's own sum of the original budget by account group (Projects, PM301000, tab Balances). Lines
//! that the account may not see, or that were lost on the way, are missing from the lines and not from these.

use crate::field::{Amount, Text};
use crate::lines::RawLine;
use crate::session::Session;
use crate::trouble::{control_total_differs, trouble};
use jobcost::JobId;
use reimport::{SideTrouble, TroubleKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Sums by account group, its padding and case taken off.
type Sums = BTreeMap<String, Decimal>;

#[derive(Deserialize)]
struct Project {
    #[serde(rename = "Balances", default)]
    balances: Option<Vec<Balance>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Balance {
    account_group: Text,
    original_budgeted_amount: Amount,
}

/// What the server says the lines add up to; `None` where it does not say.
pub(crate) async fn control_totals(session: &Session, job: &JobId) -> Result<Option<Sums>, SideTrouble> {
    let entity = format!("Project/{}", rest::segment(job.as_str()));
    let parameters = [
        ("$select", "ProjectID,Balances/AccountGroup,Balances/OriginalBudgetedAmount".to_owned()),
        ("$expand", "Balances".to_owned()),
    ];
    let answer = match session.get(&entity, &parameters).await {
        Ok(answer) => answer,
        Err(trouble) if gives_none(trouble.kind) => {
            tracing::info!(%job, %trouble, "no control totals");
            return Ok(None);
        }
        Err(trouble) => return Err(trouble),
    };
    let project: Project = answer.json().map_err(|error| trouble(&error))?;
    let balances = project.balances.map(|balances| balances.into_iter().map(Balance::into_sum));
    Ok(balances.map(added_up))
}

/// An instance that cannot give the totals is no reason to refuse its lines.
fn gives_none(kind: TroubleKind) -> bool {
    matches!(
        kind,
        TroubleKind::ServerFailed | TroubleKind::RefusedByServer | TroubleKind::Forbidden | TroubleKind::NotFound
    )
}

impl Balance {
    fn into_sum(self) -> (String, Decimal) {
        (key(self.account_group.trimmed()), self.original_budgeted_amount.or_zero())
    }
}

/// Compares the lines with the control totals, to the cent. An error names the first account group that differs.
pub(crate) fn compare(job: &JobId, lines: &[RawLine], totals: &Sums) -> Result<(), SideTrouble> {
    let sums = added_up(lines.iter().map(|line| (key(line.account_group()), line.amount())));
    let groups = sums.keys().chain(totals.keys());
    let of = |sums: &Sums, group: &String| sums.get(group).copied().unwrap_or_default().round_dp(2);
    let mut differing = groups.filter(|group| of(&sums, group) != of(totals, group));
    match differing.next() {
        None => Ok(()),
        Some(group) => Err(control_total_differs(job, group, of(&sums, group), of(totals, group))),
    }
}

fn added_up(amounts: impl Iterator<Item = (String, Decimal)>) -> Sums {
    amounts.fold(Sums::new(), |mut sums, (group, amount)| {
        *sums.entry(group).or_default() += amount;
        sums
    })
}

fn key(account_group: &str) -> String {
    account_group.trim().to_uppercase()
}
