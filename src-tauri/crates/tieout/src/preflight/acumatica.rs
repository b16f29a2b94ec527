//! Acumatica's questions.

use super::Sheet;
use crate::connections::connection::Connection;
use crate::sign_in::clients::Sides;
use crate::view::check::Check;
use acumatica::Reading;
use jobcost::Side;
use reimport::{SideError, SideErrorKind};

const REACHABLE: &str = "Reachable";
const SIGNED_IN: &str = "Signed in";
const PROJECTS: &str = "Reads projects";
const BUDGETS: &str = "Reads budgets";

pub(super) async fn ask(connection: &Connection, sides: &Sides) -> Vec<Check> {
    let client = &sides.acumatica;
    let mut sheet = Sheet::of(Side::Acumatica);
    match client.greet().await {
        Ok(greeting) => {
            let build = greeting.build.map(|build| format!(", build {build}")).unwrap_or_default();
            sheet.passed(REACHABLE, format!("{} answers{build}.", connection.acumatica.url));
            sheet.encryption(&connection.acumatica.url);
            sheet.clock(greeting.clock_ahead);
            sheet.passed("Endpoint", format!("Default {} is spoken.", greeting.endpoint_version));
        }
        Err(error) => {
            sheet.silence(REACHABLE, &connection.acumatica.url, &error);
            sheet.not_asked(&["Clock", "Endpoint", SIGNED_IN, PROJECTS, BUDGETS], "Not asked: Acumatica is not there.");
            return sheet.checks;
        }
    }
    if let Err(error) = client.sign_in().await {
        sheet.failed(SIGNED_IN, &error);
        sheet.not_asked(&[PROJECTS, BUDGETS], "Not asked: nobody is signed in.");
        return sheet.checks;
    }
    sheet.passed(SIGNED_IN, signed_in(connection));
    for (name, reading, form) in [
        (PROJECTS, Reading::Projects, "Projects (PM301000)"),
        (BUDGETS, Reading::ProjectBudgets, "Project Budget (PM309000)"),
    ] {
        match client.try_reading(reading).await {
            Ok(()) => sheet.passed(name, format!("{form} can be read.")),
            Err(error) => sheet.failed(name, &with_form(error, form)),
        }
    }
    sheet.checks
}

fn signed_in(connection: &Connection) -> String {
    let address = &connection.acumatica;
    let tenant = if address.tenant.is_empty() { String::new() } else { format!(", tenant {}", address.tenant) };
    format!("As {}{tenant}; one API session of the licence is free for it.", address.user)
}

/// Acumatica's 403 does not say what is missing; the question does.
fn with_form(error: SideError, form: &str) -> SideError {
    match error.kind {
        SideErrorKind::Forbidden => SideError {
            sentence: format!("The user may not read {form}."),
            remedy: format!("Give the user's role View Only on {form}: Access Rights by Role (SM201025)."),
            ..error
        },
        _ => error,
    }
}
