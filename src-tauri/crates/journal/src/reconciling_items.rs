//! The differences between the two books that somebody accepted: each with its amount and its reason, and what became of it.

use crate::journal::Journal;
use crate::text::{currency, digits, job_key, money, parsed, timestamp};
use jiff::Timestamp;
use jobcost::{CostCode, CostTypeCode, JobId, LineKey, Money, SubJob, WbsCode};
use reimport::{JournalError, ReimportId};
use rusqlite::{Connection, Row, ToSql, named_params};
use std::collections::{HashMap, HashSet};

/// A difference that somebody accepted. It stands for this amount and no other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReconcilingItem {
    /// The job.
    pub job: JobId,
    /// The line.
    pub key: LineKey,
    /// What the line is, as it was shown.
    pub description: String,
    /// Procore minus Acumatica.
    pub amount: Money,
    /// Why it is as it should be.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Why an item holds no longer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemEnding {
    /// Somebody took it back.
    TakenBack,
    /// The same line was accepted anew.
    AcceptedAnew,
    /// The line's amount moved.
    Lapsed {
        /// Procore minus Acumatica of the line, as it was found.
        moved_to: Money,
    },
}

/// How an item ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndedItem {
    /// Why it holds no longer.
    pub ending: ItemEnding,
    /// Who ended it; of a lapsed one, who worked with the Tieout that found it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// An item that was accepted once, and how it ended where it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemRecord {
    /// The item.
    pub item: ReconcilingItem,
    /// How it ended; `None` while it holds.
    pub ended: Option<EndedItem>,
}

/// Every column that an item and its ending are read from.
const RECORDS: &str = "SELECT item.*, ended.ending, ended.moved_to, ended.ended_by, ended.ended_at FROM reconciling_item AS item \
                       LEFT JOIN reconciling_item_end AS ended ON ended.item = item.id";

impl Journal {
    /// Accepts these differences, all or none, from now on. A line that was accepted before is so with the new amount and reason.
    pub async fn accept_items(&self, items: &[ReconcilingItem]) -> Result<(), JournalError> {
        let items = items.to_vec();
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            let jobs: HashSet<&JobId> = items.iter().map(|item| &item.job).collect();
            for job in jobs {
                let of_job = items.iter().filter(|item| item.job == *job);
                let anew = |item: &ReconcilingItem| EndedItem {
                    ending: ItemEnding::AcceptedAnew,
                    by: item.by.clone(),
                    at: item.at,
                };
                end(&transaction, job, &of_job.map(|item| (item.key.clone(), anew(item))).collect())?;
            }
            for item in &items {
                insert(&transaction, item)?;
            }
            transaction.commit()
        })
        .await
    }

    /// Takes the items of these lines back, all or none. Of a line that has none nothing happens.
    pub async fn take_back_items(
        &self,
        job: &JobId,
        lines: &[LineKey],
        by: &str,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        let ended = EndedItem { ending: ItemEnding::TakenBack, by: by.to_owned(), at };
        self.end_items(job, lines.iter().map(|line| (line.clone(), ended.clone())).collect()).await
    }

    /// Notes that the amounts of these lines moved, all or none: their items hold no longer.
    pub async fn lapse_items(
        &self,
        job: &JobId,
        moved: &[(LineKey, Money)],
        by: &str,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        let lapsed = |(line, moved_to): &(LineKey, Money)| {
            let ending = ItemEnding::Lapsed { moved_to: *moved_to };
            (line.clone(), EndedItem { ending, by: by.to_owned(), at })
        };
        self.end_items(job, moved.iter().map(lapsed).collect()).await
    }

    /// The items that hold, of every job, in the order in which they were accepted.
    pub async fn reconciling_items(&self) -> Result<Vec<ReconcilingItem>, JournalError> {
        let sql = format!("{RECORDS} WHERE ended.item IS NULL ORDER BY item.id");
        self.run(move |connection| connection.prepare(&sql)?.query_map([], item)?.collect()).await
    }

    /// Everything that was ever accepted of a job, the newest first, and what became of it.
    pub async fn item_history(&self, job: &JobId) -> Result<Vec<ItemRecord>, JournalError> {
        let (sql, key) = (format!("{RECORDS} WHERE item.job_key = ? ORDER BY item.id DESC"), job_key(job));
        self.run(move |connection| connection.prepare(&sql)?.query_map([key], record)?.collect()).await
    }

    async fn end_items(&self, job: &JobId, endings: HashMap<LineKey, EndedItem>) -> Result<(), JournalError> {
        let job = job.clone();
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            end(&transaction, &job, &endings)?;
            transaction.commit()
        })
        .await
    }
}

/// Keeps the items that hold of a job with a re-import that begins.
pub(crate) fn keep_with(connection: &Connection, reimport: ReimportId, job: &JobId) -> rusqlite::Result<()> {
    let sql = "INSERT INTO reimport_item (reimport, item) SELECT ?, id FROM reconciling_item \
               WHERE job_key = ? AND id NOT IN (SELECT item FROM reconciling_item_end)";
    connection.execute(sql, (reimport.to_string(), job_key(job))).map(|_| ())
}

/// The items that every re-import began with, by its id as it is stored.
pub(crate) fn kept_with(connection: &Connection) -> rusqlite::Result<HashMap<String, Vec<ReconcilingItem>>> {
    let sql = "SELECT item.*, reimport_item.reimport FROM reconciling_item AS item \
               JOIN reimport_item ON reimport_item.item = item.id ORDER BY item.id";
    let mut kept: HashMap<String, Vec<ReconcilingItem>> = HashMap::new();
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>("reimport")?, item(row)?)))?;
    for row in rows {
        let (reimport, item) = row?;
        kept.entry(reimport).or_default().push(item);
    }
    Ok(kept)
}

/// Ends the items that hold on these lines. By the line as it is compared, not by its text: `03-30-00.s` is `03-30-00.S`.
fn end(connection: &Connection, job: &JobId, endings: &HashMap<LineKey, EndedItem>) -> rusqlite::Result<()> {
    let sql = format!("{RECORDS} WHERE ended.item IS NULL AND item.job_key = ?");
    let mut statement = connection.prepare_cached(&sql)?;
    let standing = statement.query_map([job_key(job)], |row| Ok((row.get("id")?, key(row)?)))?;
    let standing: Vec<(i64, LineKey)> = standing.collect::<rusqlite::Result<_>>()?;
    let sql = "INSERT INTO reconciling_item_end (item, ending, moved_to, ended_by, ended_at) VALUES (?, ?, ?, ?, ?)";
    let mut insert = connection.prepare_cached(sql)?;
    for (item, key) in standing {
        let Some(ended) = endings.get(&key) else { continue };
        let (word, moved_to) = match ended.ending {
            ItemEnding::TakenBack => ("taken back", None),
            ItemEnding::AcceptedAnew => ("accepted anew", None),
            ItemEnding::Lapsed { moved_to } => ("lapsed", Some(digits(moved_to))),
        };
        insert.execute((item, word, &moved_to, &ended.by, ended.at.to_string()))?;
    }
    Ok(())
}

fn insert(connection: &Connection, item: &ReconcilingItem) -> rusqlite::Result<()> {
    let (code, unmapped, kind) = match &item.key {
        LineKey::Code(code) => (Some(code), None, "code"),
        LineKey::Unmapped { estimate_code, why } => (None, Some((estimate_code, why)), "unmapped"),
        LineKey::Rounding => (None, None, "rounding"),
    };
    let sql = "INSERT INTO reconciling_item (job_key, job, kind, sub_job, cost_code, cost_type, estimate_code, why, description, \
               amount, currency, reason, accepted_by, accepted_at) VALUES (:job_key, :job, :kind, :sub_job, :cost_code, :cost_type, \
               :estimate_code, :why, :description, :amount, :currency, :reason, :by, :at)";
    let currency = item.amount.currency();
    let values: &[(&str, &dyn ToSql)] = named_params! {
        ":job_key": job_key(&item.job),
        ":job": item.job.as_str(),
        ":kind": kind,
        ":sub_job": code.and_then(|code| code.sub_job.as_ref()).map(SubJob::as_str),
        ":cost_code": code.map(|code| code.cost_code.as_str()),
        ":cost_type": code.map(|code| code.cost_type.as_str()),
        ":estimate_code": unmapped.map(|(estimate_code, _)| estimate_code),
        ":why": unmapped.map(|(_, why)| why),
        ":description": item.description,
        ":amount": digits(item.amount),
        ":currency": currency.as_str(),
        ":reason": item.reason,
        ":by": item.by,
        ":at": item.at.to_string(),
    };
    connection.prepare_cached(sql)?.execute(values).map(|_| ())
}

fn item(row: &Row<'_>) -> rusqlite::Result<ReconcilingItem> {
    let currency = currency(row, "currency")?;
    Ok(ReconcilingItem {
        job: JobId::new(row.get::<_, String>("job")?),
        key: key(row)?,
        description: row.get("description")?,
        amount: money(row, "amount", currency)?,
        reason: row.get("reason")?,
        by: row.get("accepted_by")?,
        at: timestamp(row, "accepted_at")?,
    })
}

fn key(row: &Row<'_>) -> rusqlite::Result<LineKey> {
    let text = |column: &str| row.get::<_, String>(column).map_err(|error| error.to_string());
    parsed(row, "kind", |kind| match kind {
        "code" => Ok(LineKey::Code(WbsCode {
            sub_job: row.get::<_, Option<String>>("sub_job").map_err(|error| error.to_string())?.map(SubJob::new),
            cost_code: CostCode::new(text("cost_code")?),
            cost_type: CostTypeCode::new(text("cost_type")?),
        })),
        "unmapped" => Ok(LineKey::Unmapped { estimate_code: text("estimate_code")?, why: text("why")? }),
        "rounding" => Ok(LineKey::Rounding),
        other => Err(format!("\"{other}\" is no kind of line")),
    })
}

fn record(row: &Row<'_>) -> rusqlite::Result<ItemRecord> {
    let item = item(row)?;
    let ended = match row.get::<_, Option<String>>("ending")?.as_deref() {
        None => None,
        Some(word) => {
            let ending = match word {
                "taken back" => ItemEnding::TakenBack,
                "accepted anew" => ItemEnding::AcceptedAnew,
                // The schema takes no other word.
                _ => ItemEnding::Lapsed { moved_to: money(row, "moved_to", item.amount.currency())? },
            };
            Some(EndedItem { ending, by: row.get("ended_by")?, at: timestamp(row, "ended_at")? })
        }
    };
    Ok(ItemRecord { item, ended })
}

#[cfg(test)]
#[path = "reconciling_items/tests.rs"]
mod tests;
