//! The words for what keeps a re-import from being carried out, and for what stopped one.

use crate::line_words::named_codes;
use crate::stop_reason::{FoundCurrency, StopReason};
use crate::text::{foreign, one_line};
use jobcost::{Currency, ErpLevel, Refusal, Rights, Side};

/// Why something is refused, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalText {
    /// One sentence: the reason.
    pub reason: String,
    /// What to do about it; empty when there is nothing to do.
    pub remedy: String,
}

impl RefusalText {
    fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}

/// A refusal with its remedy.
pub fn refusal(refusal: &Refusal) -> RefusalText {
    match refusal {
        Refusal::ProcoreOwns => RefusalText::new(
            "Procore owns this job's original budget: it is only compared.",
            "Set the owner of the budget to Acumatica in the job's comparison, if that is so.",
        ),
        Refusal::ChangedInProcore => RefusalText::new(
            "The budget was changed in Procore, and since its first change Procore owns it.",
            "Enter the new estimate in Procore as a budget change, or set the owner of the budget to Acumatica in the job's \
             comparison.",
        ),
        Refusal::BudgetLocked => RefusalText::new(
            "The budget is locked in Procore: by hand, or because it was sent to the ERP and waits there to be accepted.",
            "Unlock it for the re-import in the job's comparison, or in Procore yourself (Budget tool, Unlock; choose to preserve \
             modifications). One that waits in the ERP is accepted or rejected there first.",
        ),
        Refusal::RightMissing(Rights::ErpIntegrations(level)) => RefusalText::new(
            format!(
                "The account has {} on Procore's ERP Integrations tool; a re-import needs Standard or Admin.",
                level_text(*level)
            ),
            "Ask your Procore administrator for Standard on ERP Integrations.",
        ),
        Refusal::RightMissing(Rights::Budget { .. }) => RefusalText::new(
            "The account may not edit original budget amounts in this project.",
            "Ask your Procore administrator for the right to edit the budget.",
        ),
        Refusal::CurrenciesDiffer { estimate, budget } => RefusalText::new(
            format!("The estimate is in {estimate} and the budget in {budget}."),
            "Tieout does not convert currencies. Give both sides the same one.",
        ),
        Refusal::CurrencyUnstated(Side::Procore) => RefusalText::new(
            "Procore does not say in which currency this budget is.",
            "Look it up in Procore (Admin tool, General) and say which it is; Tieout asks once per project.",
        ),
        Refusal::CurrencyUnstated(Side::Acumatica) => RefusalText::new(
            "Acumatica does not say in which currency this estimate is.",
            "Set the project's currency in Acumatica, or let the account see it, then check again.",
        ),
        Refusal::BudgetCodeTwice(code) => {
            RefusalText::new(format!("Procore shows two budget lines for {code}."), "Remove one of them in Procore.")
        }
        Refusal::NothingToChange => RefusalText::new("Nothing would change.", ""),
    }
}

fn level_text(level: ErpLevel) -> String {
    if level == ErpLevel::None { "no access".to_owned() } else { level.to_string() }
}

/// Why sending stopped, with its remedy.
pub(crate) fn stopped(why: &StopReason) -> RefusalText {
    match why {
        StopReason::Locked => {
            let remedy = refusal(&Refusal::BudgetLocked).remedy;
            RefusalText::new("The budget was locked in Procore while the re-import ran.", remedy)
        }
        StopReason::Forbidden(error) => RefusalText::new(
            format!("The account lacks a right that a re-import needs: {}", one_line(&error.sentence)),
            foreign(&error.remedy, "Ask your Procore administrator for the right to edit the budget."),
        ),
        StopReason::Refused(error) => RefusalText::new(
            format!("Procore refuses line after line with the same words: {}", one_line(&error.sentence)),
            foreign(&error.remedy, "Mend in Procore what the words name, then re-import the job again."),
        ),
        StopReason::NotUnlocked(error) => RefusalText::new(
            format!("Procore did not unlock the budget: {}", one_line(&error.sentence)),
            foreign(
                &error.remedy,
                "It may wait in the ERP to be accepted: accept, reject or retrieve it there, or unlock it in Procore yourself.",
            ),
        ),
        StopReason::Currency { planned, found } => currency(*planned, *found),
        StopReason::Side(error) => RefusalText::new(one_line(&error.sentence), one_line(&error.remedy)),
        StopReason::Journal(error) => RefusalText::new(error.sentence.clone(), error.remedy.clone()),
        StopReason::Codes { missing, error } => {
            let said = error.as_ref().map(|error| format!(" {}", one_line(&error.sentence))).unwrap_or_default();
            let reason = format!("Procore did not create budget code {}.{said}", named_codes(missing));
            let remedy = error.as_ref().map_or("", |error| error.remedy.as_str());
            RefusalText::new(
                reason,
                foreign(remedy, "Create it in Procore, or re-import the job without new budget codes."),
            )
        }
    }
}

fn currency(planned: Currency, found: FoundCurrency) -> RefusalText {
    let sent = format!("Procore stated no currency, so the first line was sent alone, to be read back in {planned}.");
    match found {
        FoundCurrency::Other(other) => RefusalText::new(
            format!("{sent} It is in {other}. The other lines were not sent."),
            format!("Take the amount of that line back in Procore. Tieout does not convert {planned} into {other}."),
        ),
        FoundCurrency::Unstated => RefusalText::new(
            format!("{sent} Procore states no currency for it either. The other lines were not sent."),
            "Say in which currency the project is; Tieout asks once per project.",
        ),
        FoundCurrency::NotShown => RefusalText::new(
            format!("{sent} The budget does not show it. The other lines were not sent."),
            "Look at the budget in Procore.",
        ),
    }
}
