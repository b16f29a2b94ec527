//! One re-import per job on this computer, whichever program carries it out: the window, a terminal, a second copy. Who works on a job
//! holds a lock on a file of the job's.

use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::sign_in::lock_file::{LockFile, locked_now};
use jobcost::JobId;
use std::io;
use std::path::{Path, PathBuf};

/// The locks of one connection's jobs.
pub(crate) struct JobLocks {
    folder: PathBuf,
}

/// A job that is worked on; free again when this is dropped.
pub(crate) struct JobLock {
    _locked: LockFile,
}

impl JobLocks {
    /// The locks kept in a connection's folder.
    pub(crate) fn below(folder: &Path) -> Self {
        Self { folder: folder.join("claims") }
    }

    /// Takes a job, unless somebody has it.
    pub(crate) fn take(&self, job: &JobId) -> Result<Option<JobLock>, ApplicationError> {
        let locked = locked_now(&self.folder.join(file_name(job))).map_err(|error| not_kept(&error))?;
        Ok(locked.map(|lock| JobLock { _locked: lock }))
    }
}

/// Job ids hold what file names may not, and differ in case where some systems' names do not.
fn file_name(job: &JobId) -> String {
    job.as_str().to_uppercase().bytes().fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

fn not_kept(error: &io::Error) -> ApplicationError {
    let disk_full = error.kind() == io::ErrorKind::StorageFull;
    ApplicationError::new(
        ApplicationErrorKind::Journal { disk_full },
        format!("Whether another Tieout works on this job could not be found out: {error}."),
        if disk_full {
            "Free some space, then try again."
        } else {
            "Check that you may write to Tieout's data folder."
        },
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn a_job_is_taken_once_and_free_when_its_holder_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (JobLocks::below(folder.path()), JobLocks::below(folder.path()));
        let (job, same_job, other_job) = (JobId::new("r26/101"), JobId::new("R26/101"), JobId::new("R26/102"));
        let lock = ours.take(&job).unwrap().unwrap();
        assert!(theirs.take(&same_job).unwrap().is_none());
        assert!(ours.take(&same_job).unwrap().is_none(), "nor twice by the same program");
        assert!(theirs.take(&other_job).unwrap().is_some());
        drop(lock);
        assert!(theirs.take(&same_job).unwrap().is_some());
    }
}
