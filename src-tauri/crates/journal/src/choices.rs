//! What the user chose of a job's next re-import: one set per job, until it is re-imported or taken back.

use crate::error::error_of;
use crate::journal::Journal;
use crate::text::{currency, digits, job_key, money, parsed, timestamp, wbs_code};
use jiff::Timestamp;
use jobcost::{Choice, Currency, JobId, Money, ProjectId, WbsCode};
use reimport::{JournalError, ReimportId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use std::collections::HashMap;

/// A choice about one line, with what the two sides said when it was made: where they say something else now, it was made looking at
/// another line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeChoice {
    /// The line.
    pub wbs_code: WbsCode,
    /// What was chosen.
    pub choice: Choice,
    /// The currency of both amounts.
    pub currency: Currency,
    /// Acumatica's amount; `None` where it had no such line.
    pub estimate: Option<Money>,
    /// Procore's amount; `None` where it had no such line.
    pub budget: Option<Money>,
    /// Who chose.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

/// Everything that was chosen of a job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceSet {
    /// The job.
    pub job: JobId,
    /// The project whose budget's lines were looked at.
    pub project: ProjectId,
    /// The choices about lines, in the order of the plan's lines.
    pub lines: Vec<MadeChoice>,
    /// A locked budget is to be unlocked for the lines and locked again.
    pub unlocks: bool,
    /// Budget codes that lines lack are to be made.
    pub creates_codes: bool,
    /// Who changed the set last.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

impl ChoiceSet {
    /// Nothing is chosen.
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty() && !self.unlocks && !self.creates_codes
    }
}

impl Journal {
    /// Keeps a job's set in place of the one before. An empty one takes all back.
    pub async fn keep_choices(&self, set: &ChoiceSet) -> Result<(), JournalError> {
        let set = set.clone();
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            replace(&transaction, &set)?;
            transaction.commit()
        })
        .await
    }

    /// What is chosen of every job.
    pub async fn kept_choices(&self) -> Result<Vec<ChoiceSet>, JournalError> {
        self.run(kept).await
    }
}

/// A proven re-import carried its job's choices out: they are gone. What was chosen after it began was chosen for the next one.
pub(crate) fn forget_carried_out(transaction: &Transaction<'_>, reimport: ReimportId) -> Result<(), JournalError> {
    let sql = "SELECT choice_set.job_key AS job_key, set_at, begun_at FROM reimport JOIN choice_set USING (job_key) WHERE id = ?";
    let times = |row: &Row<'_>| {
        let key: String = row.get("job_key")?;
        Ok((key, timestamp(row, "set_at")?, timestamp(row, "begun_at")?))
    };
    let forget = || -> rusqlite::Result<()> {
        let found = transaction.query_row(sql, [reimport.to_string()], times).optional()?;
        if let Some((key, set_at, begun_at)) = found
            && set_at <= begun_at
        {
            remove(transaction, &key)?;
        }
        Ok(())
    };
    forget().map_err(|error| error_of(&error))
}

fn remove(transaction: &Transaction<'_>, key: &str) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM choice_set WHERE job_key = ?", [key]).map(|_| ())
}

fn replace(transaction: &Transaction<'_>, set: &ChoiceSet) -> rusqlite::Result<()> {
    let key = job_key(&set.job);
    remove(transaction, &key)?;
    if set.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO choice_set (job_key, job, project, unlocks, creates_codes, set_by, set_at) \
               VALUES (?, ?, ?, ?, ?, ?, ?)";
    let at = set.set_at.to_string();
    transaction
        .execute(sql, (&key, set.job.as_str(), set.project.0, set.unlocks, set.creates_codes, &set.set_by, at))?;
    for (position, line) in set.lines.iter().enumerate() {
        insert_line(transaction, &key, position, line)?;
    }
    Ok(())
}

fn insert_line(
    transaction: &Transaction<'_>,
    key: &str,
    position: usize,
    line: &MadeChoice,
) -> rusqlite::Result<usize> {
    let sql = "INSERT INTO line_choice (job_key, position, sub_job, cost_code, cost_type, choice, currency, estimate, budget, made_by, \
               made_at) VALUES (:job_key, :position, :sub_job, :cost_code, :cost_type, :choice, :currency, :estimate, :budget, \
               :made_by, :made_at)";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":job_key": key,
        ":position": position,
        ":sub_job": line.wbs_code.sub_job.as_ref().map(jobcost::SubJob::as_str),
        ":cost_code": line.wbs_code.cost_code.as_str(),
        ":cost_type": line.wbs_code.cost_type.as_str(),
        ":choice": word(line.choice),
        ":currency": line.currency.as_str(),
        ":estimate": line.estimate.map(digits),
        ":budget": line.budget.map(digits),
        ":made_by": line.made_by,
        ":made_at": line.made_at.to_string(),
    })
}

const fn word(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => "leave",
        Choice::SetToZero => "set to zero",
    }
}

fn kept(connection: &mut Connection) -> rusqlite::Result<Vec<ChoiceSet>> {
    let mut lines: HashMap<String, Vec<MadeChoice>> = HashMap::new();
    let mut statement = connection.prepare_cached("SELECT * FROM line_choice ORDER BY job_key, position")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        lines.entry(row.get("job_key")?).or_default().push(line_choice(row)?);
    }
    let set = |row: &Row<'_>| {
        let key: String = row.get("job_key")?;
        Ok(ChoiceSet {
            job: JobId::new(row.get::<_, String>("job")?),
            project: ProjectId(row.get("project")?),
            lines: lines.remove(&key).unwrap_or_default(),
            unlocks: row.get("unlocks")?,
            creates_codes: row.get("creates_codes")?,
            set_by: row.get("set_by")?,
            set_at: timestamp(row, "set_at")?,
        })
    };
    connection.prepare_cached("SELECT * FROM choice_set ORDER BY job_key")?.query_map([], set)?.collect()
}

fn line_choice(row: &Row<'_>) -> rusqlite::Result<MadeChoice> {
    let currency = currency(row, "currency")?;
    let amount = |column: &str| -> rusqlite::Result<Option<Money>> {
        let there: Option<String> = row.get(column)?;
        there.map(|_| money(row, column, currency)).transpose()
    };
    Ok(MadeChoice {
        wbs_code: wbs_code(row)?,
        choice: parsed(row, "choice", |text| match text {
            "leave" => Ok(Choice::Leave),
            "set to zero" => Ok(Choice::SetToZero),
            _ => Err(format!("\"{text}\" is no choice")),
        })?,
        currency,
        estimate: amount("estimate")?,
        budget: amount("budget")?,
        made_by: row.get("made_by")?,
        made_at: timestamp(row, "made_at")?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::{intent, now, usd};
    use jobcost::SubJob;
    use reimport::Ending;
    use reimport::ports::ReimportJournal;

    fn set(job: &str, at: Timestamp) -> ChoiceSet {
        let line = |wbs_code, choice, estimate, budget| MadeChoice {
            wbs_code,
            choice,
            currency: Currency::USD,
            estimate,
            budget,
            made_by: "ana (Acumatica: okafor)".into(),
            made_at: now(),
        };
        let in_sub_job = WbsCode { sub_job: Some(SubJob::new("North")), ..WbsCode::new("03-30-00", "S") };
        ChoiceSet {
            job: JobId::new(job),
            project: ProjectId(7),
            lines: vec![
                line(in_sub_job, Choice::Leave, Some(usd("9999999999.99")), None),
                line(WbsCode::new("05-12-00", "M"), Choice::SetToZero, None, Some(usd("-0.01"))),
            ],
            unlocks: true,
            creates_codes: false,
            set_by: "ben".into(),
            set_at: at,
        }
    }

    #[tokio::test]
    async fn the_last_set_of_each_job_is_kept_across_starts_and_spellings_until_it_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let first = ChoiceSet { lines: Vec::new(), ..set("R26-101", now()) };
        let (second, other) = (set("r26-101", now()), set("R26-102", now()));
        for set in [&first, &second, &other] {
            journal.keep_choices(set).await.unwrap();
        }
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.kept_choices().await.unwrap(), [second.clone(), other.clone()]);
        let nothing = ChoiceSet { lines: Vec::new(), unlocks: false, ..second };
        journal.keep_choices(&nothing).await.unwrap();
        assert_eq!(journal.kept_choices().await.unwrap(), [other]);
    }

    #[tokio::test]
    async fn a_proven_reimport_takes_its_choices_with_it_and_no_other_end_does() {
        let journal = Journal::open(tempfile::tempdir().unwrap().path()).unwrap();
        let earlier = now() - jiff::SignedDuration::from_secs(1);
        let voided = Ending::Voided { sentence: "Nothing reached Procore.".into() };
        let posted = Ending::Posted { total: usd("0") };
        for (ending, at, kept) in
            [(&voided, earlier, 1), (&posted, now() + jiff::SignedDuration::from_secs(1), 1), (&posted, earlier, 0)]
        {
            let intent = intent(2);
            journal.keep_choices(&set("r26-101", at)).await.unwrap();
            journal.begin(&intent).await.unwrap();
            journal.close(intent.id, ending, now()).await.unwrap();
            assert_eq!(journal.kept_choices().await.unwrap().len(), kept, "{ending:?} {at}");
        }
    }
}
