//! What the application answers, as the window gets it.

use jobcost::Side;
use serde::Serialize;
use serde_json::{Value, json};
use tieout::{ApplicationError, ApplicationErrorKind, SideErrorKind};

pub(crate) fn shown(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

pub(crate) fn refused(error: &ApplicationError) -> Value {
    let (code, field) = code(error);
    json!({ "code": code, "message": error.sentence, "remedy": error.remedy, "reference": null, "field": field })
}

/// The code that the shell gives it, and the field of a form that it is about.
fn code(error: &ApplicationError) -> (&'static str, Option<&'static str>) {
    match error.kind {
        ApplicationErrorKind::PlanGone => ("planGone", None),
        ApplicationErrorKind::NotReady | ApplicationErrorKind::Refused | ApplicationErrorKind::NothingToChange => {
            ("notReady", None)
        }
        ApplicationErrorKind::Busy => ("busy", None),
        ApplicationErrorKind::BadInput { field } => ("badInput", Some(field)),
        ApplicationErrorKind::Side(Side::Acumatica, SideErrorKind::WrongCredentials) => {
            ("wrongCredentials", Some("password"))
        }
        ApplicationErrorKind::Side(_, SideErrorKind::Unreachable) => ("unreachable", None),
        other => panic!("{other:?} was not to be recorded: {error}"),
    }
}
