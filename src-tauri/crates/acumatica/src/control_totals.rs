//! The control totals of a job: Acumatica's own sum of the original budget by account group (Projects, PM301000, tab Balances), over
//! every line, also those that the account may not see. A line that is hidden, or was lost on the way, is missing from the lines only.
//!
//! The tab is computed, and it is the form's own view: for each type of account group it holds a *heading* (the type's word, in the
//! user's language, without amounts), the account groups, and a *total* (no account group, the sum). Rows are told apart by their shape
//! first: a group may really be called `EXPENSE`.

use crate::error::side_error;
use crate::field::{Amount, Text};
use crate::projects::project;
use crate::reading_error::{control_total_differs, control_total_hidden, too_large};
use crate::session::Session;
use jobcost::{AccountGroup, Currency, Estimate, JobId};
use reimport::{SideError, SideErrorKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

type Sums = BTreeMap<AccountGroup, Decimal>;

/// What the server says the lines add up to.
#[derive(Debug)]
pub(crate) struct ControlTotals {
    sums: Sums,
    /// Headings; or account groups whose total is hidden.
    without_amount: BTreeSet<AccountGroup>,
}

#[derive(Deserialize)]
struct Project {
    #[serde(rename = "Balances", default)]
    balances: Option<Vec<Balance>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Balance {
    account_group: Text,
    original_budgeted_amount: Amount,
}

#[derive(Deserialize)]
struct Group {
    #[serde(rename = "AccountGroupID", default)]
    id: Text,
}

/// The control totals; `None` where the server gives none. Expanded on one project only: on a list the computed tab makes the whole
/// request fail (retrieval of records).
pub(crate) async fn control_totals(session: &Session, job: &JobId) -> Result<Option<ControlTotals>, SideError> {
    let expand = ("$expand", "Balances".to_owned());
    let narrow =
        [("$select", "ProjectID,Balances/AccountGroup,Balances/OriginalBudgetedAmount".to_owned()), expand.clone()];
    match asked(session, job, &narrow).await {
        // An endpoint may not take a selection here.
        Err(error) if error.kind == SideErrorKind::ServerFailed => {}
        Err(error) if gives_none(error.kind) => {
            tracing::info!(%job, %error, "no control totals");
            return Ok(None);
        }
        answered => return answered,
    }
    match asked(session, job, &[expand]).await {
        Err(error) if gives_none(error.kind) => {
            tracing::info!(%job, %error, "no control totals");
            Ok(None)
        }
        answered => answered,
    }
}

async fn asked(
    session: &Session,
    job: &JobId,
    parameters: &[(&str, String)],
) -> Result<Option<ControlTotals>, SideError> {
    let project: Project = project(session, job, parameters).await?.json().map_err(|error| side_error(&error))?;
    project.balances.map_or(Ok(None), |balances| ControlTotals::of(job, &balances))
}

/// An instance that cannot give the totals is no reason to refuse its lines.
fn gives_none(kind: SideErrorKind) -> bool {
    matches!(
        kind,
        SideErrorKind::ServerFailed
            | SideErrorKind::RefusedByServer
            | SideErrorKind::Forbidden
            | SideErrorKind::NotFound
    )
}

impl ControlTotals {
    /// `None` where no row has an amount: such totals say nothing.
    fn of(job: &JobId, balances: &[Balance]) -> Result<Option<Self>, SideError> {
        let (mut sums, mut without_amount) = (Sums::new(), BTreeSet::new());
        let groups = balances.iter().filter_map(|balance| Some((balance.account_group.known()?, balance)));
        for (group, balance) in groups {
            let group = AccountGroup::new(group);
            match balance.original_budgeted_amount.known() {
                Some(amount) => add(job, &mut sums, group, *amount)?,
                None => drop(without_amount.insert(group)),
            }
        }
        Ok((!sums.is_empty()).then_some(Self { sums, without_amount }))
    }

    /// Leaves out rows that are no account group after all. An account group that the tenant has stays, and so does every row where
    /// that cannot be asked.
    async fn of_groups_only(&mut self, session: &Session, lines: &Sums) {
        if self.sums.keys().all(|group| lines.contains_key(group)) {
            return;
        }
        let answer = session.get_selected("AccountGroup", "AccountGroupID", &[]).await;
        let Ok(groups) = answer.and_then(|answer| answer.json::<Vec<Group>>().map_err(|error| side_error(&error)))
        else {
            return;
        };
        let known: BTreeSet<AccountGroup> =
            groups.iter().filter_map(|group| group.id.known()).map(AccountGroup::new).collect();
        if !known.is_empty() {
            self.sums.retain(|group, _| lines.contains_key(group) || known.contains(group));
        }
    }
}

/// Compares an estimate's lines with the control totals, to the currency's smallest unit. An error names the first account group that
/// differs.
pub(crate) async fn compare(
    session: &Session,
    estimate: &Estimate,
    mut totals: ControlTotals,
) -> Result<(), SideError> {
    let job = &estimate.job;
    let mut lines = Sums::new();
    for line in &estimate.lines {
        add(job, &mut lines, line.account_group.clone(), line.original_estimate.amount())?;
    }
    if differing(&lines, &totals.sums, estimate.currency).is_some() {
        totals.of_groups_only(session, &lines).await;
    }
    let Some(group) = differing(&lines, &totals.sums, estimate.currency) else { return Ok(()) };
    let total = totals.sums.get(group).copied();
    if total.is_none() && totals.without_amount.contains(group) {
        return Err(control_total_hidden(job, group));
    }
    Err(control_total_differs(job, group, lines.get(group).copied().unwrap_or_default(), total))
}

fn differing<'a>(lines: &'a Sums, totals: &'a Sums, currency: Currency) -> Option<&'a AccountGroup> {
    // An account group that one of the two does not have has no lines there, which is a sum of zero.
    let of = |sums: &Sums, group: &AccountGroup| sums.get(group).copied().unwrap_or_default();
    let smallest = Decimal::new(1, decimals(currency));
    let agrees = |group: &&AccountGroup| {
        of(lines, group).checked_sub(of(totals, group)).is_some_and(|apart| apart.abs() < smallest / Decimal::TWO)
    };
    lines.keys().chain(totals.keys()).find(|group| !agrees(group))
}

fn add(job: &JobId, sums: &mut Sums, group: AccountGroup, amount: Decimal) -> Result<(), SideError> {
    let sum = sums.entry(group).or_default();
    *sum = sum.checked_add(amount).ok_or_else(|| too_large(job))?;
    Ok(())
}

/// Places after the point of a currency's smallest unit (ISO 4217).
fn decimals(currency: Currency) -> u32 {
    match currency.as_str() {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}
