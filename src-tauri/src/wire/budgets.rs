//! The Budgets page on the wire.

use super::{Money, Ownership, SideName, count};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the page would show has changed: ask again.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct BudgetsChanged {}

/// Procore's *Filter Estimates By*.
#[derive(Deserialize, Type, Clone, Copy, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FilterName {
    ReadyToImport,
    Synced,
    Drifted,
    Blocked,
    All,
}

impl From<FilterName> for tieout::Filter {
    fn from(filter: FilterName) -> Self {
        match filter {
            FilterName::ReadyToImport => Self::ReadyToImport,
            FilterName::Synced => Self::Synced,
            FilterName::Drifted => Self::Drifted,
            FilterName::Blocked => Self::Blocked,
            FilterName::All => Self::All,
        }
    }
}

/// What the rows may be sorted by.
#[derive(Deserialize, Type, Clone, Copy, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SortColumn {
    JobId,
    ProjectName,
    Acumatica,
    Procore,
    NewProcore,
    Difference,
    Lines,
    Status,
    Read,
}

impl From<SortColumn> for tieout::SortColumn {
    fn from(column: SortColumn) -> Self {
        match column {
            SortColumn::JobId => Self::JobId,
            SortColumn::ProjectName => Self::ProjectName,
            SortColumn::Acumatica => Self::Acumatica,
            SortColumn::Procore => Self::Procore,
            SortColumn::NewProcore => Self::NewProcore,
            SortColumn::Difference => Self::Difference,
            SortColumn::Lines => Self::Lines,
            SortColumn::Status => Self::Status,
            SortColumn::Read => Self::Read,
        }
    }
}

/// What the window asks for.
#[derive(Deserialize, Type, Clone, Debug)]
pub(crate) struct BudgetsQuery {
    filter: FilterName,
    search: String,
    sort: SortColumn,
    descending: bool,
}

impl From<BudgetsQuery> for tieout::BudgetsQuery {
    fn from(query: BudgetsQuery) -> Self {
        Self {
            filter: query.filter.into(),
            search: query.search,
            sort: query.sort.into(),
            descending: query.descending,
        }
    }
}

/// What kind of thing a status says; the window chooses its look by it.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StatusKind {
    TiesOut,
    Drifted,
    ReadyToImport,
    Blocked,
    Unmapped,
    Explained,
    Unread,
    Trouble,
    Working,
}

impl From<tieout::StatusKind> for StatusKind {
    fn from(kind: tieout::StatusKind) -> Self {
        match kind {
            tieout::StatusKind::TiesOut => Self::TiesOut,
            tieout::StatusKind::Drifted => Self::Drifted,
            tieout::StatusKind::ReadyToImport => Self::ReadyToImport,
            tieout::StatusKind::Blocked => Self::Blocked,
            tieout::StatusKind::Unmapped => Self::Unmapped,
            tieout::StatusKind::Explained => Self::Explained,
            tieout::StatusKind::Unread => Self::Unread,
            tieout::StatusKind::Trouble => Self::Trouble,
            tieout::StatusKind::Working => Self::Working,
        }
    }
}

/// A status in words.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    kind: StatusKind,
    label: String,
    reason: Option<String>,
    remedy: Option<String>,
}

impl From<tieout::Status> for Status {
    fn from(status: tieout::Status) -> Self {
        Self { kind: status.kind.into(), label: status.label, reason: status.reason, remedy: status.remedy }
    }
}

/// Whether a job can be re-imported, and if not, why and what to do.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReimportState {
    available: bool,
    reason: Option<String>,
    remedy: Option<String>,
}

impl From<tieout::ReimportState> for ReimportState {
    fn from(state: tieout::ReimportState) -> Self {
        Self { available: state.available, reason: state.reason, remedy: state.remedy }
    }
}

/// What may be stated of the currency of a budget that Procore leaves unstated, as ISO 4217 codes.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatedCurrency {
    /// What was stated; nothing where it is still to be asked.
    stated: Option<String>,
    /// The estimate's.
    proposed: Option<String>,
}

impl From<tieout::StatedCurrency> for StatedCurrency {
    fn from(currency: tieout::StatedCurrency) -> Self {
        let code = |currency: tieout::Currency| currency.to_string();
        Self { stated: currency.stated.map(code), proposed: currency.proposed.map(code) }
    }
}

/// One job. Times are RFC 3339.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JobRow {
    job_id: String,
    project_name: String,
    linked: bool,
    acumatica: Option<Money>,
    procore: Option<Money>,
    new_procore: Option<Money>,
    difference: Option<Money>,
    lines: Option<u32>,
    status: Status,
    reimport: ReimportState,
    awaits_unlock: bool,
    ownership: Ownership,
    /// What to know before anything is done to the job.
    warning: Option<String>,
    /// Its project is inactive in Procore.
    inactive: bool,
    /// What may be stated of its budget's currency, or taken back; nothing where Procore says it.
    currency: Option<StatedCurrency>,
    acumatica_read_at: Option<String>,
    procore_read_at: Option<String>,
}

impl From<tieout::JobRow> for JobRow {
    fn from(row: tieout::JobRow) -> Self {
        Self {
            job_id: row.job_id,
            project_name: row.project_name,
            linked: row.linked,
            acumatica: row.acumatica.map(Into::into),
            procore: row.procore.map(Into::into),
            new_procore: row.new_procore.map(Into::into),
            difference: row.difference.map(Into::into),
            lines: row.lines.map(count),
            status: row.status.into(),
            reimport: row.reimport.into(),
            awaits_unlock: row.awaits_unlock,
            ownership: row.ownership.into(),
            warning: row.erp_connected.then(|| tieout::ERP_CONNECTED.to_owned()),
            inactive: row.inactive,
            currency: row.currency.map(Into::into),
            acumatica_read_at: row.acumatica_read_at.map(|at| at.to_string()),
            procore_read_at: row.procore_read_at.map(|at| at.to_string()),
        }
    }
}

/// The sums of what is filtered, in one currency.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CurrencyTotals {
    currency: String,
    jobs: u32,
    acumatica: Money,
    procore: Money,
    new_procore: Money,
    difference: Money,
    lines: u32,
}

impl From<tieout::CurrencyTotals> for CurrencyTotals {
    fn from(totals: tieout::CurrencyTotals) -> Self {
        Self {
            currency: totals.currency.to_string(),
            jobs: count(totals.jobs),
            acumatica: totals.acumatica.into(),
            procore: totals.procore.into(),
            new_procore: totals.new_procore.into(),
            difference: totals.difference.into(),
            lines: count(totals.lines),
        }
    }
}

/// How many jobs each filter holds.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    ready_to_import: u32,
    synced: u32,
    drifted: u32,
    blocked: u32,
    all: u32,
}

impl From<tieout::Counts> for Counts {
    fn from(counts: tieout::Counts) -> Self {
        Self {
            ready_to_import: count(counts.ready_to_import),
            synced: count(counts.synced),
            drifted: count(counts.drifted),
            blocked: count(counts.blocked),
            all: count(counts.all),
        }
    }
}

/// How far a sweep is.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reading {
    side: SideName,
    done: u32,
    of: u32,
}

/// What Procore's rate limit still allows.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "of the limit the limit is the header's own word")]
pub(crate) struct Limit {
    remaining: u32,
    limit: u32,
    resets_at: String,
}

/// How old the figures are. Times are RFC 3339.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Freshness {
    acumatica_read_at: Option<String>,
    procore_oldest_read_at: Option<String>,
    procore_newest_read_at: Option<String>,
    reading: Option<Reading>,
    limit: Option<Limit>,
    paused_until: Option<String>,
}

impl From<tieout::Freshness> for Freshness {
    fn from(freshness: tieout::Freshness) -> Self {
        let reading = freshness.reading.map(|reading| Reading {
            side: reading.side.into(),
            done: count(reading.done),
            of: count(reading.of),
        });
        let limit = freshness.limits.limit.map(|limit| Limit {
            remaining: limit.remaining,
            limit: limit.limit,
            resets_at: limit.resets_at.to_string(),
        });
        Self {
            acumatica_read_at: freshness.acumatica_read_at.map(|at| at.to_string()),
            procore_oldest_read_at: freshness.procore_oldest_read_at.map(|at| at.to_string()),
            procore_newest_read_at: freshness.procore_newest_read_at.map(|at| at.to_string()),
            reading,
            limit,
            paused_until: freshness.limits.paused_until.map(|until| until.to_string()),
        }
    }
}

/// The page.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct BudgetsPage {
    rows: Vec<JobRow>,
    counts: Counts,
    totals: Vec<CurrencyTotals>,
    /// Jobs that agree in every line on both sides and were never imported.
    adoptable: u32,
    freshness: Freshness,
}

impl BudgetsPage {
    /// The page and the ages of its figures.
    pub(crate) fn of(page: tieout::BudgetsPage, freshness: tieout::Freshness) -> Self {
        Self {
            rows: page.rows.into_iter().map(Into::into).collect(),
            counts: page.counts.into(),
            totals: page.totals.into_iter().map(Into::into).collect(),
            adoptable: count(page.adoptable),
            freshness: freshness.into(),
        }
    }
}
