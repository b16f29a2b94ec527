//! The books of both vendors as a file, so that a demo company is tomorrow what it was left as today.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::acumatica::AcumaticaSnapshot;
use crate::procore::ProcoreSnapshot;
use crate::ridgeline::Company;

/// Counted up when a snapshot of before cannot be read any more.
const VERSION: u32 = 2;

/// What both simulators hold at one moment. The same books give the same bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    version: u32,
    /// Which company it began as; another one's books are not taken up.
    company: String,
    pub(crate) acumatica: AcumaticaSnapshot,
    pub(crate) procore: ProcoreSnapshot,
}

/// Why a snapshot is not taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// It is no snapshot, or one of another version.
    #[error("the kept books are of another version, or damaged")]
    Unreadable,
    /// It is of a company that began with other books: an older demo, or another seed.
    #[error("the kept books are those of another company")]
    OtherCompany,
}

/// What became of a file of books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// There is no such file: the books are as they began.
    Nothing,
    /// The books are those of the file.
    Restored,
    /// The file could not be taken up and lies under another name now; the books are as they began.
    SetAside {
        /// Where it lies.
        at: PathBuf,
        /// Why.
        why: SnapshotError,
    },
}

/// Only the version, to be looked at first.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Snapshot {
    pub(crate) fn new(company: &str, acumatica: AcumaticaSnapshot, procore: ProcoreSnapshot) -> Self {
        Self { version: VERSION, company: company.to_owned(), acumatica, procore }
    }

    /// As JSON text.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: texts, numbers and lists are JSON")]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts, numbers and lists are JSON")
    }

    /// From the text of [`Snapshot::to_json`]. Fails for any other text, and for another version's.
    pub fn from_json(text: &str) -> Result<Self, SnapshotError> {
        let versioned = serde_json::from_str(text).map_err(|_| SnapshotError::Unreadable)?;
        let Versioned { version: VERSION } = versioned else { return Err(SnapshotError::Unreadable) };
        serde_json::from_str(text).map_err(|_| SnapshotError::Unreadable)
    }

    pub(crate) fn must_be_of(&self, company: &str) -> Result<(), SnapshotError> {
        if self.company == company { Ok(()) } else { Err(SnapshotError::OtherCompany) }
    }
}

/// What tells one company's beginning from another's.
pub(crate) fn fingerprint(company: &Company) -> String {
    let digest = Sha256::digest(format!("{company:?}").as_bytes());
    digest.iter().take(16).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes whole or not at all: beside the file first, then in its place.
pub(crate) fn write(path: &Path, snapshot: &Snapshot) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = with_ending(path, "new");
    fs::write(&beside, snapshot.to_json())?;
    fs::rename(beside, path)
}

/// `None` when there is no file.
pub(crate) fn read(path: &Path) -> io::Result<Option<Result<Snapshot, SnapshotError>>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(bytes) => {
            let text = String::from_utf8(bytes).map_err(|_| SnapshotError::Unreadable);
            Ok(Some(text.and_then(|text| Snapshot::from_json(&text))))
        }
    }
}

/// Renames the file; an earlier one that was set aside gives way.
pub(crate) fn set_aside(path: &Path, why: SnapshotError) -> io::Result<Loaded> {
    let at = with_ending(path, "unread");
    fs::rename(path, &at)?;
    Ok(Loaded::SetAside { at, why })
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}
