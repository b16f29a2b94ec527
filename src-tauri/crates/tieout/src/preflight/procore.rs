//! Procore's questions.

use super::{Sheet, is_silence};
use crate::books::freshness::Limits;
use crate::sign_in::clients::Sides;
use crate::view::check::{Check, CheckResult};
use jiff::Timestamp;
use jobcost::{Rights, Side, counted, grouped};
use reimport::ports::TargetProject;
use url::Url;

const REACHABLE: &str = "Reachable";
const SIGNED_IN: &str = "Signed in";
const COMPANY: &str = "Company";
const PROJECTS: &str = "Sees projects";
const RIGHTS: &str = "May re-import";
const LIMIT: &str = "Rate limit";

pub(super) async fn ask(sides: &Sides, now: Timestamp) -> Vec<Check> {
    let client = &sides.procore;
    let mut sheet = Sheet::of(Side::Procore);
    match client.introduction().await {
        Ok(introduction) => {
            reached(&mut sheet, client.api_url());
            sheet.clock(introduction.clock_ahead);
            sheet.passed(SIGNED_IN, format!("As {}.", introduction.account));
        }
        Err(error) if is_silence(&error) => {
            sheet.silence(REACHABLE, client.api_url(), &error);
            sheet.not_asked(&[SIGNED_IN, COMPANY, PROJECTS, RIGHTS], "Not asked: Procore is not there.");
            return sheet.checks;
        }
        Err(error) => {
            reached(&mut sheet, client.api_url());
            sheet.failed(SIGNED_IN, &error);
            sheet.not_asked(&[COMPANY, PROJECTS, RIGHTS], "Not asked: nobody is signed in.");
            return sheet.checks;
        }
    }
    match client.check().await {
        Ok(name) => sheet.passed(COMPANY, format!("{name}.")),
        Err(error) => {
            sheet.failed(COMPANY, &error);
            sheet.not_asked(&[PROJECTS, RIGHTS], "Not asked: the company is not to be seen.");
            return sheet.checks;
        }
    }
    match sides.target.projects().await {
        Ok(projects) => ask_projects(&mut sheet, sides, &projects).await,
        Err(error) => {
            sheet.failed(PROJECTS, &error);
            sheet.not_asked(&[RIGHTS], "Not asked: no project is to be seen.");
        }
    }
    limit(&mut sheet, &sides.limits(now));
    sheet.checks
}

fn reached(sheet: &mut Sheet, api_url: &Url) {
    sheet.passed(REACHABLE, format!("{api_url} answers."));
    sheet.encryption(api_url);
}

/// Rights are the same for every project where the company has the ERP Integrations tool; else they are asked of the first.
async fn ask_projects(sheet: &mut Sheet, sides: &Sides, projects: &[TargetProject]) {
    let Some(first) = projects.first() else {
        let remedy = "Permit the app for projects: Procore's Admin tool, App Management.";
        sheet.add(PROJECTS, CheckResult::Failed, "None.", remedy);
        sheet.not_asked(&[RIGHTS], "Not asked: no project is to be seen.");
        return;
    };
    let count = projects.len();
    sheet.passed(PROJECTS, format!("{}.", counted(count, "project")));
    match sides.procore.rights_now(first.project).await {
        Ok(rights) => judge(sheet, rights, &first.name),
        Err(error) => sheet.failed(RIGHTS, &error),
    }
}

fn judge(sheet: &mut Sheet, rights: Rights, project: &str) {
    let sentence = match rights {
        Rights::ErpIntegrations(level) => format!("ERP Integrations: {level}."),
        Rights::Budget { may_edit: true } => {
            format!("The company has no ERP Integrations tool; the budget of {project} may be edited.")
        }
        Rights::Budget { may_edit: false } => format!("The original budget of {project} may not be edited."),
    };
    if rights.may_reimport() {
        sheet.passed(RIGHTS, sentence);
    } else {
        let remedy = match rights {
            Rights::ErpIntegrations(_) => {
                "Give the account Standard or Admin on ERP Integrations (Procore's Permissions tool)."
            }
            Rights::Budget { .. } => {
                "Give the account Admin on the project's Budget tool (Procore's Permissions tool), or Standard with the right to modify original budget amounts."
            }
        };
        sheet.add(RIGHTS, CheckResult::Failed, sentence, remedy);
    }
}

fn limit(sheet: &mut Sheet, limits: &Limits) {
    let Some(limit) = limits.limit else {
        return sheet.passed(LIMIT, "Procore has not said how many requests it allows.");
    };
    let (remaining, whole) = (grouped(&limit.remaining.to_string()), grouped(&limit.limit.to_string()));
    let sentence = format!("{remaining} of {whole} requests are left this hour.");
    if limit.remaining < limit.limit / 10 {
        let remedy = "Tieout waits where it must; other apps of this account use the same limit.";
        sheet.add(LIMIT, CheckResult::Warning, sentence, remedy);
    } else {
        sheet.passed(LIMIT, sentence);
    }
}
