//! A re-import's intent as rows, there and back.

use crate::reconciling_items::keep_with;
use crate::text::{currency, digits, job_key, money, parsed, timestamp, wbs_code};
use jiff::Timestamp;
use jobcost::{BudgetLineItem, BudgetLineItemId, Currency, JobId, LineChange, ProjectId, SubJob, WbsCodeId};
use reimport::{IntendedLine, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent};
use rusqlite::{Connection, Row, Transaction, named_params};
use uuid::Uuid;

pub(crate) fn insert(transaction: &Transaction<'_>, intent: &ReimportIntent) -> rusqlite::Result<()> {
    insert_head(transaction, intent)?;
    for (position, line) in intent.lines.iter().enumerate() {
        insert_line(transaction, intent.id, position, line)?;
    }
    for (position, line) in intent.snapshot.iter().enumerate() {
        insert_snapshot(transaction, intent.id, position, line)?;
    }
    keep_with(transaction, intent.id, &intent.job)
}

fn insert_head(transaction: &Transaction<'_>, intent: &ReimportIntent) -> rusqlite::Result<()> {
    let sql = "INSERT INTO reimport (id, job, job_key, job_name, project, currency, user, begun_at, acumatica_total, \
               procore_total, new_procore_total, unlocks, lines_left_apart) VALUES (:id, :job, :job_key, :job_name, :project, :currency, :user, \
               :begun_at, :acumatica_total, :procore_total, :new_procore_total, :unlocks, :lines_left_apart)";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":id": intent.id.to_string(),
        ":job": intent.job.as_str(),
        ":job_key": job_key(&intent.job),
        ":job_name": intent.job_name,
        ":project": intent.project.0,
        ":currency": intent.currency.as_str(),
        ":user": intent.user,
        ":begun_at": intent.begun_at.to_string(),
        ":acumatica_total": digits(intent.acumatica_total),
        ":procore_total": digits(intent.procore_total),
        ":new_procore_total": digits(intent.new_procore_total),
        ":unlocks": intent.unlocks,
        ":lines_left_apart": intent.lines_left_apart,
    })?;
    Ok(())
}

fn insert_line(
    transaction: &Transaction<'_>,
    reimport: ReimportId,
    position: usize,
    line: &IntendedLine,
) -> rusqlite::Result<()> {
    let (change, line_item) = match line.change {
        LineChange::Create { .. } => ("create", None),
        LineChange::Revise { line_item, .. } => ("revise", Some(line_item.0)),
    };
    let sql = "INSERT INTO reimport_line (reimport, position, sub_job, cost_code, cost_type, description, change, line_item, \
               wbs_code_id, before, after) VALUES (:reimport, :position, :sub_job, :cost_code, :cost_type, :description, :change, \
               :line_item, :wbs_code_id, :before, :after)";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":reimport": reimport.to_string(),
        ":position": position,
        ":sub_job": line.wbs_code.sub_job.as_ref().map(SubJob::as_str),
        ":cost_code": line.wbs_code.cost_code.as_str(),
        ":cost_type": line.wbs_code.cost_type.as_str(),
        ":description": line.description,
        ":change": change,
        ":line_item": line_item,
        ":wbs_code_id": line.change.wbs_code_id().map(|id| id.0),
        ":before": line.change.before().map(digits),
        ":after": digits(line.change.after()),
    })?;
    Ok(())
}

fn insert_snapshot(
    transaction: &Transaction<'_>,
    reimport: ReimportId,
    position: usize,
    line: &BudgetLineItem,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO snapshot_line (reimport, position, line_item, wbs_code_id, sub_job, cost_code, cost_type, description, \
               original_budget) VALUES (:reimport, :position, :line_item, :wbs_code_id, :sub_job, :cost_code, :cost_type, \
               :description, :original_budget)";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":reimport": reimport.to_string(),
        ":position": position,
        ":line_item": line.id.0,
        ":wbs_code_id": line.wbs_code_id.0,
        ":sub_job": line.wbs_code.sub_job.as_ref().map(SubJob::as_str),
        ":cost_code": line.wbs_code.cost_code.as_str(),
        ":cost_type": line.wbs_code.cost_type.as_str(),
        ":description": line.description,
        ":original_budget": digits(line.original_budget),
    })?;
    Ok(())
}

/// Every record nobody closed, the oldest first.
pub(crate) fn pending(connection: &Connection) -> rusqlite::Result<Vec<PendingReimport>> {
    let mut heads = connection.prepare("SELECT * FROM reimport WHERE state = 'pending' ORDER BY begun_at, id")?;
    let heads: Vec<ReimportIntent> = heads.query_map([], head)?.collect::<rusqlite::Result<_>>()?;
    heads.into_iter().map(|intent| with_lines(connection, intent)).collect()
}

fn with_lines(connection: &Connection, mut intent: ReimportIntent) -> rusqlite::Result<PendingReimport> {
    let (id, currency) = (intent.id.to_string(), intent.currency);
    let mut lines = connection.prepare_cached("SELECT * FROM reimport_line WHERE reimport = ? ORDER BY position")?;
    let lines = lines.query_map([&id], |row| Ok((line(row, currency)?, progress(row)?)))?;
    let lines: Vec<_> = lines.collect::<rusqlite::Result<_>>()?;
    let mut snapshot = connection.prepare_cached("SELECT * FROM snapshot_line WHERE reimport = ? ORDER BY position")?;
    intent.snapshot =
        snapshot.query_map([&id], |row| snapshot_line(row, currency))?.collect::<rusqlite::Result<_>>()?;
    let progress;
    (intent.lines, progress) = lines.into_iter().unzip();
    let (codes_asked, lock, last_request_at) = connection
        .prepare_cached("SELECT codes_asked, lock_progress, last_request_at FROM reimport WHERE id = ?")?
        .query_row([&id], |row| Ok((row.get("codes_asked")?, lock_progress(row)?, last_request_at(row)?)))?;
    Ok(PendingReimport { intent, progress, codes_asked, lock, last_request_at })
}

/// The record without its lines.
pub(crate) fn head(row: &Row<'_>) -> rusqlite::Result<ReimportIntent> {
    let currency = currency(row, "currency")?;
    Ok(ReimportIntent {
        id: ReimportId(parsed(row, "id", |text| Uuid::parse_str(text).map_err(|error| error.to_string()))?),
        job: JobId::new(row.get::<_, String>("job")?),
        job_name: row.get("job_name")?,
        project: ProjectId(row.get("project")?),
        currency,
        user: row.get("user")?,
        begun_at: timestamp(row, "begun_at")?,
        acumatica_total: money(row, "acumatica_total", currency)?,
        procore_total: money(row, "procore_total", currency)?,
        new_procore_total: money(row, "new_procore_total", currency)?,
        unlocks: row.get("unlocks")?,
        lines_left_apart: row.get("lines_left_apart")?,
        lines: Vec::new(),
        snapshot: Vec::new(),
    })
}

fn line(row: &Row<'_>, currency: Currency) -> rusqlite::Result<IntendedLine> {
    let after = money(row, "after", currency)?;
    let change = match row.get::<_, Option<i64>>("line_item")? {
        None => LineChange::Create { wbs_code_id: row.get::<_, Option<i64>>("wbs_code_id")?.map(WbsCodeId), after },
        Some(line_item) => LineChange::Revise {
            line_item: BudgetLineItemId(line_item),
            wbs_code_id: WbsCodeId(row.get("wbs_code_id")?),
            before: money(row, "before", currency)?,
            after,
        },
    };
    Ok(IntendedLine { wbs_code: wbs_code(row)?, description: row.get("description")?, change })
}

/// How far the lock is, as a word.
pub(crate) const fn lock_word(progress: LockProgress) -> &'static str {
    match progress {
        LockProgress::Unlocking => "unlocking",
        LockProgress::Unlocked => "unlocked",
        LockProgress::Locked => "locked",
    }
}

fn lock_progress(row: &Row<'_>) -> rusqlite::Result<Option<LockProgress>> {
    let word: Option<String> = row.get("lock_progress")?;
    // The schema takes no other words.
    let every = [LockProgress::Unlocking, LockProgress::Unlocked, LockProgress::Locked];
    Ok(word.and_then(|word| every.into_iter().find(|progress| lock_word(*progress) == word)))
}

fn last_request_at(row: &Row<'_>) -> rusqlite::Result<Option<Timestamp>> {
    let known: Option<String> = row.get("last_request_at")?;
    known.map(|_| timestamp(row, "last_request_at")).transpose()
}

fn progress(row: &Row<'_>) -> rusqlite::Result<Option<LineProgress>> {
    match row.get::<_, Option<String>>("progress")? {
        None => Ok(None),
        Some(_) => parsed(row, "progress", |text| match text {
            "sent" => Ok(LineProgress::Sent),
            "acknowledged" => Ok(LineProgress::Acknowledged),
            "refused" => Ok(LineProgress::Refused(row.get("refusal").map_err(|error| error.to_string())?)),
            other => Err(format!("\"{other}\" is no progress")),
        })
        .map(Some),
    }
}

fn snapshot_line(row: &Row<'_>, currency: Currency) -> rusqlite::Result<BudgetLineItem> {
    Ok(BudgetLineItem {
        id: BudgetLineItemId(row.get("line_item")?),
        wbs_code_id: WbsCodeId(row.get("wbs_code_id")?),
        wbs_code: wbs_code(row)?,
        description: row.get("description")?,
        original_budget: money(row, "original_budget", currency)?,
    })
}
