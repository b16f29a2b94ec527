//! Which jobs have no project, what speaks for which, and which have one.

use serde::{Serialize, Serializer};

/// One thing that a job and a project have in common, the strongest first.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Evidence {
    /// The job's id is the identifier that an ERP integration left.
    OriginId,
    /// The job's id is the code that an ERP integration left.
    OriginCode,
    /// The job's id is the project number.
    Number,
    /// The job's id is the number accountants gave the project.
    AccountingNumber,
    /// They are called the same.
    SameName,
    /// Their names share most of their words.
    SimilarName,
    /// They are built at the same place.
    Address,
}

impl Evidence {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OriginId => "ERP identifier",
            Self::OriginCode => "ERP code",
            Self::Number => "same number",
            Self::AccountingNumber => "same accounting number",
            Self::SameName => "same name",
            Self::SimilarName => "similar name",
            Self::Address => "same address",
        }
    }
}

/// A piece of evidence with its words: programs choose by the kind, people read the words.
#[derive(Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
struct Clue {
    kind: Evidence,
    words: &'static str,
}

fn with_words<S: Serializer>(evidence: &[Evidence], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(evidence.iter().map(|&kind| Clue { kind, words: kind.words() }))
}

/// A project that may be a job's, or is.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LinkCandidate {
    /// The project's number in Procore's addresses.
    pub project_id: String,
    /// Its name.
    pub name: String,
    /// Its number; empty where it has none.
    pub number: String,
    /// Where it is built; empty where Procore does not say.
    pub address: String,
    /// Procore has it among its active projects.
    pub active: bool,
    /// What speaks for it, strongest first. Nothing: the user looked for it themselves.
    #[serde(serialize_with = "with_words")]
    #[cfg_attr(feature = "bindings", specta(type = Vec<Clue>))]
    pub evidence: Vec<Evidence>,
    /// The job that holds it already; it cannot be linked to another.
    pub held_by: Option<String>,
}

/// A job without a project.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UnlinkedJob {
    /// The job.
    pub job_id: String,
    /// Its name.
    pub name: String,
    /// Where it is built; empty where Acumatica does not say.
    pub address: String,
    /// The likely projects, likeliest first.
    pub candidates: Vec<LinkCandidate>,
    /// The user said that it is not in Procore.
    pub set_aside: bool,
    /// The user took it off its project: until it is linked, the evidence does not decide.
    pub unlinked: bool,
    /// The project that the user linked it to, where Procore does not show it to this account any more.
    pub not_shown: Option<String>,
}

/// A job with a project.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LinkedJob {
    /// The job.
    pub job_id: String,
    /// Its name.
    pub name: String,
    /// The project, with what speaks for it.
    pub project: LinkCandidate,
    /// The user said so; otherwise the evidence did.
    pub by_user: bool,
}

/// Everything about links.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LinkReview {
    /// Jobs without a project: those with likely projects first, those the user set aside last.
    pub unlinked: Vec<UnlinkedJob>,
    /// Jobs with one, by id.
    pub linked: Vec<LinkedJob>,
    /// Projects that no job has, by name.
    pub free: Vec<LinkCandidate>,
}
