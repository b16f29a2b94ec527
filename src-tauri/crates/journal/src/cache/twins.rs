//! The domain's values as JSON. Twins, because the domain knows no serde; their amounts are strings of digits.

use crate::text::{decimal, digits};
use jobcost::{
    AccountGroup, Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, CodeSegments, CostCode, CostType,
    CostTypeCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineKind, Money, OriginIds, ProjectId,
    SubJob, TaskId, WbsCode, WbsCodeId,
};
use reimport::ports::{ProjectIdentifiers, SourceJob, TargetProject};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct JobTwin {
    job: String,
    name: String,
    status: String,
    currency: Option<String>,
}

impl From<&SourceJob> for JobTwin {
    fn from(job: &SourceJob) -> Self {
        Self {
            job: job.job.to_string(),
            name: job.name.clone(),
            status: job.status.clone(),
            currency: job.currency.map(|currency| currency.to_string()),
        }
    }
}

impl TryFrom<JobTwin> for SourceJob {
    type Error = String;

    fn try_from(twin: JobTwin) -> Result<Self, String> {
        let currency = twin.currency.map(|code| currency(&code)).transpose()?;
        Ok(Self { job: JobId::new(twin.job), name: twin.name, status: twin.status, currency })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct ProjectTwin {
    project: i64,
    name: String,
    /// Missing in caches of older versions, which held active projects only.
    #[serde(default = "active")]
    active: bool,
    origin_id: String,
    origin_code: String,
    number: String,
    accounting_number: String,
    address: String,
    budget_url: String,
}

const fn active() -> bool {
    true
}

impl From<&TargetProject> for ProjectTwin {
    fn from(project: &TargetProject) -> Self {
        Self {
            project: project.project.0,
            name: project.name.clone(),
            active: project.active,
            origin_id: project.identifiers.origin_id.clone(),
            origin_code: project.identifiers.origin_code.clone(),
            number: project.identifiers.number.clone(),
            accounting_number: project.identifiers.accounting_number.clone(),
            address: project.address.clone(),
            budget_url: project.budget_url.clone(),
        }
    }
}

impl TryFrom<ProjectTwin> for TargetProject {
    type Error = String;

    fn try_from(twin: ProjectTwin) -> Result<Self, String> {
        Ok(Self {
            project: ProjectId(twin.project),
            name: twin.name,
            active: twin.active,
            identifiers: ProjectIdentifiers {
                origin_id: twin.origin_id,
                origin_code: twin.origin_code,
                number: twin.number,
                accounting_number: twin.accounting_number,
            },
            address: twin.address,
            budget_url: twin.budget_url,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct EstimateTwin {
    job: String,
    currency: String,
    lines: Vec<EstimateLineTwin>,
}

#[derive(Serialize, Deserialize)]
struct EstimateLineTwin {
    task: String,
    cost_code: String,
    account_group: String,
    inventory_item: String,
    expense: bool,
    description: String,
    original_estimate: String,
}

impl From<&Estimate> for EstimateTwin {
    fn from(estimate: &Estimate) -> Self {
        let line = |line: &EstimateLine| EstimateLineTwin {
            task: line.task.to_string(),
            cost_code: line.cost_code.to_string(),
            account_group: line.account_group.to_string(),
            inventory_item: line.inventory_item.to_string(),
            expense: line.kind == LineKind::Expense,
            description: line.description.clone(),
            original_estimate: digits(line.original_estimate),
        };
        Self {
            job: estimate.job.to_string(),
            currency: estimate.currency.to_string(),
            lines: estimate.lines.iter().map(line).collect(),
        }
    }
}

impl TryFrom<EstimateTwin> for Estimate {
    type Error = String;

    fn try_from(twin: EstimateTwin) -> Result<Self, String> {
        let currency = currency(&twin.currency)?;
        let line = |line: EstimateLineTwin| {
            Ok(EstimateLine {
                task: TaskId::new(line.task),
                cost_code: CostCode::new(line.cost_code),
                account_group: AccountGroup::new(line.account_group),
                inventory_item: InventoryItem::new(line.inventory_item),
                kind: if line.expense { LineKind::Expense } else { LineKind::Other },
                description: line.description,
                original_estimate: Money::new(decimal(&line.original_estimate)?, currency),
            })
        };
        let lines = twin.lines.into_iter().map(line).collect::<Result<_, String>>()?;
        Ok(Self { job: JobId::new(twin.job), currency, lines })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct BudgetTwin {
    project: i64,
    currency: String,
    locked: bool,
    line_items: Vec<LineItemTwin>,
}

#[derive(Serialize, Deserialize)]
struct LineItemTwin {
    id: i64,
    wbs_code_id: i64,
    wbs_code: WbsCodeTwin,
    description: String,
    original_budget: String,
}

impl From<&Budget> for BudgetTwin {
    fn from(budget: &Budget) -> Self {
        let line_item = |line: &BudgetLineItem| LineItemTwin {
            id: line.id.0,
            wbs_code_id: line.wbs_code_id.0,
            wbs_code: WbsCodeTwin::from(&line.wbs_code),
            description: line.description.clone(),
            original_budget: digits(line.original_budget),
        };
        Self {
            project: budget.project.0,
            currency: budget.currency.to_string(),
            locked: budget.locked,
            line_items: budget.line_items.iter().map(line_item).collect(),
        }
    }
}

impl TryFrom<BudgetTwin> for Budget {
    type Error = String;

    fn try_from(twin: BudgetTwin) -> Result<Self, String> {
        let currency = currency(&twin.currency)?;
        let line_item = |line: LineItemTwin| {
            Ok(BudgetLineItem {
                id: BudgetLineItemId(line.id),
                wbs_code_id: WbsCodeId(line.wbs_code_id),
                wbs_code: line.wbs_code.into(),
                description: line.description,
                original_budget: Money::new(decimal(&line.original_budget)?, currency),
            })
        };
        let line_items = twin.line_items.into_iter().map(line_item).collect::<Result<_, String>>()?;
        Ok(Self { project: ProjectId(twin.project), currency, locked: twin.locked, line_items })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct CodesTwin {
    cost_types: Vec<CostTypeTwin>,
    wbs_codes: Vec<BudgetCodeTwin>,
    // Missing in a cache of an older Tieout.
    #[serde(default)]
    inactive: Vec<WbsCodeTwin>,
    #[serde(default)]
    divisions: Vec<(String, String)>,
    #[serde(default)]
    origin_ids: OriginIdsTwin,
    #[serde(default)]
    segments: Option<SegmentsTwin>,
}

#[derive(Serialize, Deserialize)]
struct SegmentsTwin {
    cost_codes: Vec<(String, String)>,
    divisions: Vec<(String, String)>,
    cost_types: Vec<String>,
    sub_jobs: Vec<String>,
    another_required: bool,
    sub_job_required: bool,
}

impl From<&CodeSegments> for SegmentsTwin {
    fn from(segments: &CodeSegments) -> Self {
        Self {
            cost_codes: segments.cost_codes.iter().map(|(code, name)| (code.to_string(), name.clone())).collect(),
            divisions: segments.divisions.clone().into_iter().collect(),
            cost_types: segments.cost_types.iter().map(ToString::to_string).collect(),
            sub_jobs: segments.sub_jobs.iter().map(ToString::to_string).collect(),
            another_required: segments.another_required,
            sub_job_required: segments.sub_job_required,
        }
    }
}

impl From<SegmentsTwin> for CodeSegments {
    fn from(twin: SegmentsTwin) -> Self {
        Self {
            cost_codes: twin.cost_codes.into_iter().map(|(code, name)| (CostCode::new(code), name)).collect(),
            divisions: twin.divisions.into_iter().collect(),
            cost_types: twin.cost_types.into_iter().map(CostTypeCode::new).collect(),
            sub_jobs: twin.sub_jobs.into_iter().map(SubJob::new).collect(),
            another_required: twin.another_required,
            sub_job_required: twin.sub_job_required,
        }
    }
}

#[derive(Default, Serialize, Deserialize)]
struct OriginIdsTwin {
    cost_codes: Vec<(String, String)>,
    sub_jobs: Vec<(String, String)>,
}

impl From<&OriginIds> for OriginIdsTwin {
    fn from(ids: &OriginIds) -> Self {
        Self {
            cost_codes: ids.cost_codes.iter().map(|(code, id)| (code.to_string(), id.clone())).collect(),
            sub_jobs: ids.sub_jobs.iter().map(|(sub_job, id)| (sub_job.to_string(), id.clone())).collect(),
        }
    }
}

impl From<OriginIdsTwin> for OriginIds {
    fn from(twin: OriginIdsTwin) -> Self {
        Self {
            cost_codes: twin.cost_codes.into_iter().map(|(code, id)| (CostCode::new(code), id)).collect(),
            sub_jobs: twin.sub_jobs.into_iter().map(|(sub_job, id)| (SubJob::new(sub_job), id)).collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct CostTypeTwin {
    code: String,
    name: String,
    origin_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct BudgetCodeTwin {
    id: i64,
    wbs_code: WbsCodeTwin,
    description: String,
}

impl From<&BudgetCodes> for CodesTwin {
    fn from(codes: &BudgetCodes) -> Self {
        let cost_type = |cost_type: &CostType| CostTypeTwin {
            code: cost_type.code.to_string(),
            name: cost_type.name.clone(),
            origin_id: cost_type.origin_id.clone(),
        };
        let budget_code = |code: &BudgetCode| BudgetCodeTwin {
            id: code.id.0,
            wbs_code: WbsCodeTwin::from(&code.wbs_code),
            description: code.description.clone(),
        };
        Self {
            cost_types: codes.cost_types.iter().map(cost_type).collect(),
            wbs_codes: codes.wbs_codes.iter().map(budget_code).collect(),
            inactive: codes.inactive.iter().map(WbsCodeTwin::from).collect(),
            divisions: codes.divisions.iter().map(|(code, name)| (code.clone(), name.clone())).collect(),
            origin_ids: OriginIdsTwin::from(&codes.origin_ids),
            segments: codes.segments.as_ref().map(SegmentsTwin::from),
        }
    }
}

impl TryFrom<CodesTwin> for BudgetCodes {
    type Error = String;

    fn try_from(twin: CodesTwin) -> Result<Self, String> {
        let cost_type = |cost_type: CostTypeTwin| CostType {
            code: CostTypeCode::new(cost_type.code),
            name: cost_type.name,
            origin_id: cost_type.origin_id,
        };
        let budget_code = |code: BudgetCodeTwin| BudgetCode {
            id: WbsCodeId(code.id),
            wbs_code: code.wbs_code.into(),
            description: code.description,
        };
        Ok(Self {
            cost_types: twin.cost_types.into_iter().map(cost_type).collect(),
            wbs_codes: twin.wbs_codes.into_iter().map(budget_code).collect(),
            inactive: twin.inactive.into_iter().map(WbsCode::from).collect(),
            divisions: twin.divisions.into_iter().collect(),
            origin_ids: twin.origin_ids.into(),
            segments: twin.segments.map(CodeSegments::from),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct WbsCodeTwin {
    sub_job: Option<String>,
    cost_code: String,
    cost_type: String,
}

impl From<&WbsCode> for WbsCodeTwin {
    fn from(code: &WbsCode) -> Self {
        Self {
            sub_job: code.sub_job.as_ref().map(ToString::to_string),
            cost_code: code.cost_code.to_string(),
            cost_type: code.cost_type.to_string(),
        }
    }
}

impl From<WbsCodeTwin> for WbsCode {
    fn from(twin: WbsCodeTwin) -> Self {
        Self {
            sub_job: twin.sub_job.map(SubJob::new),
            cost_code: CostCode::new(twin.cost_code),
            cost_type: CostTypeCode::new(twin.cost_type),
        }
    }
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::parse(code).map_err(|error| error.to_string())
}
