//! Notices on the wire.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How a notice sounds.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Tone {
    Info,
    Success,
    Problem,
}

impl From<tieout::Tone> for Tone {
    fn from(tone: tieout::Tone) -> Self {
        match tone {
            tieout::Tone::Info => Self::Info,
            tieout::Tone::Success => Self::Success,
            tieout::Tone::Problem => Self::Problem,
        }
    }
}

/// What the user is told without having asked.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    id: String,
    tone: Tone,
    message: String,
    details: Vec<String>,
    remedy: String,
}

impl From<tieout::Notice> for Notice {
    fn from(notice: tieout::Notice) -> Self {
        Self {
            id: notice.id,
            tone: notice.tone.into(),
            message: notice.report.message,
            details: notice.report.details,
            remedy: notice.report.remedy,
        }
    }
}

/// A notice was posted.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct NoticePosted(pub(crate) Notice);
