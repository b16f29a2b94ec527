//! The words for what keeps a re-import from being carried out, and for what stopped one.

use crate::report::{LINES_NAMED, foreign};
use crate::stopped::{FoundCurrency, Stopped};
use crate::text::one_line;
use jobcost::{Currency, ErpLevel, Refusal, Rights, Side};

/// A refusal and its way out.
pub fn refusal(refusal: &Refusal) -> (String, String) {
    match refusal {
        Refusal::ProcoreOwns => (
            "Procore owns this job's original budget: it is only compared.".into(),
            "Set the owner of the budget to Acumatica in the job's comparison, if that is so.".into(),
        ),
        Refusal::ChangedInProcore => (
            "The budget was changed in Procore, and since its first change Procore owns it.".into(),
            "Enter the new estimate in Procore as a budget change, or set the owner of the budget to Acumatica in the job's \
             comparison."
                .into(),
        ),
        Refusal::BudgetLocked => (
            "The budget is locked in Procore: by hand, or because it was sent to the ERP and waits there to be accepted.".into(),
            "Unlock it for the re-import in the job's comparison, or in Procore yourself (Budget tool, Unlock; choose to preserve \
             modifications). One that waits in the ERP is accepted or rejected there first."
                .into(),
        ),
        Refusal::RightMissing(Rights::ErpIntegrations(level)) => (
            format!(
                "The account has {} on Procore's ERP Integrations tool; a re-import needs Standard or Admin.",
                level_text(*level)
            ),
            "Ask your Procore administrator for Standard on ERP Integrations.".into(),
        ),
        Refusal::RightMissing(Rights::Budget { .. }) => (
            "The account may not edit original budget amounts in this project.".into(),
            "Ask your Procore administrator for the right to edit the budget.".into(),
        ),
        Refusal::CurrenciesDiffer { estimate, budget } => (
            format!("The estimate is in {estimate} and the budget in {budget}."),
            "Tieout does not convert currencies. Give both sides the same one.".into(),
        ),
        Refusal::CurrencyUnstated(Side::Procore) => (
            "Procore does not say in which currency this budget is.".into(),
            "Look it up in Procore (Admin tool, General) and say which it is; Tieout asks once per project.".into(),
        ),
        Refusal::CurrencyUnstated(Side::Acumatica) => (
            "Acumatica does not say in which currency this estimate is.".into(),
            "Set the project's currency in Acumatica, or let the account see it, then check again.".into(),
        ),
        Refusal::BudgetCodeTwice(code) => {
            (format!("Procore shows two budget lines for {code}."), "Remove one of them in Procore.".into())
        }
        Refusal::NothingToChange => ("Nothing would change.".into(), String::new()),
    }
}

fn level_text(level: ErpLevel) -> String {
    if level == ErpLevel::None { "no access".into() } else { level.to_string() }
}

/// Why sending stopped, and the way out.
pub(crate) fn stopped(why: &Stopped) -> (String, String) {
    match why {
        Stopped::Locked => {
            let (_, remedy) = refusal(&Refusal::BudgetLocked);
            ("The budget was locked in Procore while the re-import ran.".into(), remedy)
        }
        Stopped::Forbidden(error) => (
            format!("The account lacks a right that a re-import needs: {}", one_line(&error.sentence)),
            foreign(&error.remedy, "Ask your Procore administrator for the right to edit the budget."),
        ),
        Stopped::Refused(error) => (
            format!("Procore refuses line after line with the same words: {}", one_line(&error.sentence)),
            foreign(&error.remedy, "Mend in Procore what the words name, then re-import the job again."),
        ),
        Stopped::NotUnlocked(error) => (
            format!("Procore did not unlock the budget: {}", one_line(&error.sentence)),
            foreign(
                &error.remedy,
                "It may wait in the ERP to be accepted: accept, reject or retrieve it there, or unlock it in Procore yourself.",
            ),
        ),
        Stopped::Currency { planned, found } => currency(*planned, *found),
        Stopped::Side(error) => (one_line(&error.sentence), one_line(&error.remedy)),
        Stopped::Journal(error) => (error.sentence.clone(), error.remedy.clone()),
        Stopped::Codes { missing, error } => {
            let codes: Vec<String> = missing.iter().take(LINES_NAMED).map(|code| one_line(&code.to_string())).collect();
            let said = error.as_ref().map(|error| format!(" {}", one_line(&error.sentence))).unwrap_or_default();
            let more = missing.len().saturating_sub(LINES_NAMED);
            let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let reason = format!("Procore did not create budget code {}{and_more}.{said}", codes.join(", "));
            let remedy = error.as_ref().map_or("", |error| error.remedy.as_str());
            (reason, foreign(remedy, "Create it in Procore, or re-import the job without new budget codes."))
        }
    }
}

fn currency(planned: Currency, found: FoundCurrency) -> (String, String) {
    let sent = format!("Procore stated no currency, so the first line was sent alone, to be read back in {planned}.");
    match found {
        FoundCurrency::Other(other) => (
            format!("{sent} It is in {other}. The other lines were not sent."),
            format!("Take the amount of that line back in Procore. Tieout does not convert {planned} into {other}."),
        ),
        FoundCurrency::Unstated => (
            format!("{sent} Procore states no currency for it either. The other lines were not sent."),
            "Say in which currency the project is; Tieout asks once per project.".into(),
        ),
        FoundCurrency::NotShown => (
            format!("{sent} The budget does not show it. The other lines were not sent."),
            "Look at the budget in Procore.".into(),
        ),
    }
}
