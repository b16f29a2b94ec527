//! The user's choices about lines, as the window and the terminal name them: by their budget codes, as they are shown.

use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::comparison::PlanOptions;
use crate::view::lines::{Choice, LineChoice};
use jobcost::{Choices, CodeMapping, PlannedLine, WbsCode};
use reimport::{BothSides, Prepared, judge};
use std::collections::HashMap;

/// Plans again what was read, with these choices. A choice about a line that is not there, or to which it makes no difference, is an
/// error: it was made looking at other lines, and what it meant is not to be guessed.
pub(crate) fn choose(
    prepared: Prepared,
    options: &PlanOptions,
    mapping: &CodeMapping,
) -> Result<Prepared, ApplicationError> {
    if *options == PlanOptions::default() {
        return Ok(prepared);
    }
    let again = |sides: BothSides, choices: Choices| {
        let choices = choices.unlocking(options.unlock).creating_codes(options.create_codes);
        judge(sides, mapping, &choices).map_err(|error| {
            ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Send the log to support.")
        })
    };
    // What concerns the whole plan first: whether a line can be left depends on whether its budget code is made.
    let prepared = again(prepared.sides, Choices::none())?;
    let names = Names::of(&prepared);
    let find = |one: &LineChoice| {
        let line = names.line(&one.code)?.filter(|line| line.choosable() == Some(one.choice.into()));
        let code = line.and_then(PlannedLine::wbs_code).cloned();
        code.map(|code| (code, one.choice.into())).ok_or_else(|| makes_no_difference(one))
    };
    let choices = options.choices.iter().map(find).collect::<Result<Choices, _>>()?;
    again(prepared.sides, choices)
}

/// The same without the choices that make no difference any more.
pub(crate) fn applicable(
    prepared: Prepared,
    options: &PlanOptions,
    mapping: &CodeMapping,
) -> Result<Prepared, ApplicationError> {
    let prepared = choose(prepared, &PlanOptions { choices: Vec::new(), ..options.clone() }, mapping)?;
    let names = Names::of(&prepared);
    let applies = |one: &&LineChoice| {
        let line = names.line(&one.code).ok().flatten();
        line.and_then(PlannedLine::choosable) == Some(one.choice.into())
    };
    let still: Vec<LineChoice> = options.choices.iter().filter(applies).cloned().collect();
    choose(prepared, &PlanOptions { choices: still, ..options.clone() }, mapping)
}

/// The lines that can be named, by their codes as they are shown and with the parts apart.
pub(crate) struct Names<'p> {
    shown: HashMap<String, Vec<&'p PlannedLine>>,
    spelled: HashMap<String, &'p PlannedLine>,
}

impl<'p> Names<'p> {
    pub(crate) fn of(prepared: &'p Prepared) -> Self {
        let mut names = Self { shown: HashMap::new(), spelled: HashMap::new() };
        for line in prepared.plan.iter().flat_map(|plan| &plan.lines) {
            if let Some(code) = line.wbs_code() {
                names.shown.entry(code.to_string()).or_default().push(line);
                names.spelled.insert(code.spelled(), line);
            }
        }
        names
    }

    /// What a code is called: as it is shown, where no other is shown alike.
    pub(crate) fn name(&self, code: &WbsCode) -> String {
        let shown = code.to_string();
        match self.shown.get(&shown) {
            Some(several) if several.len() > 1 => code.spelled(),
            _ => shown,
        }
    }

    /// The line of a code. Two lines that are shown alike are not guessed between.
    fn line(&self, code: &str) -> Result<Option<&'p PlannedLine>, ApplicationError> {
        match (self.spelled.get(code), self.shown.get(code).map(Vec::as_slice)) {
            (Some(line), _) | (None, Some([line])) => Ok(Some(line)),
            (None, None) => Ok(None),
            (None, Some(several)) => {
                let meant = several.iter().filter_map(|line| line.wbs_code()).map(WbsCode::spelled);
                Err(ambiguous(code, &meant.collect::<Vec<_>>()))
            }
        }
    }
}

fn ambiguous(code: &str, meant: &[String]) -> ApplicationError {
    let sentence = format!("{code} could be {} budget codes: {}.", meant.len(), meant.join(", and "));
    ApplicationError::new(
        ApplicationErrorKind::Refused,
        sentence,
        "Name one of them with its parts apart, as written here.",
    )
}

fn makes_no_difference(one: &LineChoice) -> ApplicationError {
    let sentence = match one.choice {
        Choice::Leave => format!("{} cannot be left: a re-import would not change it.", one.code),
        Choice::SetToZero => format!("{} cannot be set to zero: it is not a line that only Procore has.", one.code),
    };
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the lines again, then choose.")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::{
        Budget, BudgetCodes, BudgetLineItem, BudgetLineItemId, CostCode, CostTypeCode, Currency, ErpLevel, Estimate,
        JobId, Money, Ownership, ProjectId, Rights, SubJob, WbsCodeId,
    };

    /// A budget of two lines that only Procore has, which are shown alike.
    fn alike() -> Prepared {
        let in_sub_job = WbsCode {
            sub_job: Some(SubJob::new("01")),
            cost_code: CostCode::new("03"),
            cost_type: CostTypeCode::new("S"),
        };
        let line = |(id, wbs_code): (i64, WbsCode)| BudgetLineItem {
            id: BudgetLineItemId(id),
            wbs_code_id: WbsCodeId(id),
            wbs_code,
            description: String::new(),
            original_budget: Money::new(5.into(), Currency::USD),
        };
        let line_items = [(1, in_sub_job), (2, WbsCode::new("01.03", "S"))].map(line).to_vec();
        let sides = BothSides {
            estimate: Estimate { job: JobId::new("24-101"), currency: Currency::USD, lines: Vec::new() }.into(),
            budget: Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items }.into(),
            codes: BudgetCodes::default().into(),
            rights: Rights::ErpIntegrations(ErpLevel::Admin),
            ownership: Ownership::Acumatica,
            changed_in_procore: false,
            items: std::sync::Arc::default(),
        };
        judge(sides, &CodeMapping::default(), &Choices::none()).unwrap()
    }

    #[test]
    fn a_choice_lands_on_the_code_that_is_meant() {
        let with = |code: &str| {
            let choices = vec![LineChoice { code: code.to_owned(), choice: Choice::SetToZero }];
            choose(alike(), &PlanOptions { choices, ..PlanOptions::default() }, &CodeMapping::default())
        };
        let why = with("01.03.S").unwrap_err().sentence;
        assert!(why.contains("01 / 03 / S") && why.contains("- / 01.03 / S"), "{why}");
        for (code, id) in [("01 / 03 / S", 1), ("- / 01.03 / S", 2)] {
            let plan = with(code).unwrap().plan.unwrap();
            let changed: Vec<_> = plan.changes().filter_map(|(_, change)| change.wbs_code_id()).collect();
            assert_eq!(changed, [WbsCodeId(id)], "{code}");
        }
    }
}
