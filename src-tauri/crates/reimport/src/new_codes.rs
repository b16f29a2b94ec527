//! Budget codes that lines of the plan lack: made before any line, as the user confirmed it. No amount moves by it, so a line is sent
//! only once every code is there.

use crate::error::{JournalError, SideError};
use crate::ports::{Clock, CodeReader, CodeWriter, ReimportJournal};
use crate::record::{CodesProgress, ReimportIntent};
use jobcost::{BudgetCodes, WbsCode, WbsCodeId};
use std::collections::HashMap;
use std::time::Duration;

/// How often codes whose fate is unknown are asked for. Asking twice makes none twice (reference of bulk create: an existing
/// combination is updated).
const ATTEMPTS: usize = 3;
/// How long codes are looked for that Procore acknowledged.
const LOOKS: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// The numbers of a plan's new codes.
pub(crate) type NewCodeIds = HashMap<WbsCode, WbsCodeId>;

/// Why the codes are not all there. No line was sent.
#[derive(Debug)]
pub(crate) enum CodesError {
    Codes { missing: Vec<WbsCode>, error: Option<SideError> },
    Side(SideError),
    Journal(JournalError),
}

/// Where the making stopped.
#[derive(Debug)]
pub(crate) struct PartialCodes {
    pub(crate) why: CodesError,
    /// How many codes are there all the same, as far as is known.
    pub(crate) made: usize,
    /// How many were asked for without an answer, and are not seen: they may still come.
    pub(crate) open: usize,
}

/// The making of one re-import's codes.
pub(crate) struct NewCodes<'a> {
    pub(crate) reader: &'a dyn CodeReader,
    pub(crate) writer: &'a dyn CodeWriter,
    pub(crate) journal: &'a dyn ReimportJournal,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) intent: &'a ReimportIntent,
}

impl NewCodes<'_> {
    /// Makes those that are not there, and gives the numbers of all.
    pub(crate) async fn make(&self) -> Result<NewCodeIds, PartialCodes> {
        let wanted: Vec<WbsCode> = self.intent.new_codes().cloned().collect();
        let (mut found, mut open) = (NewCodeIds::new(), false);
        let made = self.make_all(&wanted, &mut found, &mut open).await;
        made.map(|()| found.clone()).map_err(|why| {
            let missing = missing(&wanted, &found).len();
            PartialCodes { why, made: found.len(), open: if open { missing } else { 0 } }
        })
    }

    /// `open` says that a request is out whose answer was lost.
    async fn make_all(&self, wanted: &[WbsCode], found: &mut NewCodeIds, open: &mut bool) -> Result<(), CodesError> {
        if wanted.is_empty() {
            return Ok(());
        }
        // Somebody may have made some meanwhile. They are not asked for, because that would renew their descriptions.
        *found = self.look(wanted).await?;
        let mut answer = Ok(());
        for _ in 0..ATTEMPTS {
            let missing = missing(wanted, found);
            if missing.is_empty() {
                break;
            }
            self.note(CodesProgress::Creating).await?;
            answer = self.writer.create_codes(self.intent.project, &missing).await;
            *open |= answer.as_ref().is_err_and(|error| error.kind.may_pass());
            *found = self.look_patiently(wanted).await?;
            if answer.as_ref().is_err_and(|error| !error.kind.may_pass()) {
                break;
            }
        }
        let missing = missing(wanted, found);
        if !missing.is_empty() {
            return Err(CodesError::Codes { missing, error: answer.err() });
        }
        self.note(CodesProgress::Created(found.clone())).await
    }

    async fn look_patiently(&self, wanted: &[WbsCode]) -> Result<NewCodeIds, CodesError> {
        let mut found = self.look(wanted).await?;
        for wait in LOOKS {
            if found.len() == wanted.len() {
                break;
            }
            self.clock.sleep(wait).await;
            found = self.look(wanted).await?;
        }
        Ok(found)
    }

    async fn look(&self, wanted: &[WbsCode]) -> Result<NewCodeIds, CodesError> {
        let codes = self.reader.codes(self.intent.project, true).await.map_err(CodesError::Side)?;
        Ok(found(wanted, &codes))
    }

    async fn note(&self, progress: CodesProgress) -> Result<(), CodesError> {
        self.journal.note_codes(self.intent.id, progress, self.clock.now()).await.map_err(CodesError::Journal)
    }
}

fn missing(wanted: &[WbsCode], found: &NewCodeIds) -> Vec<WbsCode> {
    wanted.iter().filter(|code| !found.contains_key(code)).cloned().collect()
}

/// Those of the wanted codes that the project has.
pub(crate) fn found(wanted: &[WbsCode], codes: &BudgetCodes) -> NewCodeIds {
    let listed: HashMap<&WbsCode, WbsCodeId> = codes.wbs_codes.iter().map(|code| (&code.wbs_code, code.id)).collect();
    wanted.iter().filter_map(|code| Some((code.clone(), *listed.get(code)?))).collect()
}
