//! What a re-import decides, without doing any of it: money, budget codes, the estimate, the budget, the mapping between
//! them, the comparison, the plan and its verification. Pure: no I/O, no async, no clock, no serde.
//!
//! The nouns are the trade's own; `README.md` of the crates lists them. Amounts are decimal and carry their currency.

mod budget;
mod choices;
mod code_segments;
mod comparison;
mod estimate;
mod identifier;
mod mapping;
mod money;
mod movement;
mod mover;
mod ownership;
mod plan;
mod reason;
mod refusal;
mod step;
mod verification;
mod wbs_code;
mod written;

pub use budget::{
    Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, CostType, OriginIds, ProjectId, WbsCodeId,
};
pub use choices::{Choice, Choices};
pub use code_segments::CodeSegments;
pub use comparison::{ComparedLine, Comparison, LineVariance, compare};
pub use estimate::{Estimate, EstimateLine, LineKind};
pub use identifier::{AccountGroup, CostCode, CostTypeCode, InventoryItem, JobId, SubJob, TaskId};
pub use mapping::{
    CodeFormat, CodeMapping, CodePart, CostTypeMatch, MappableJob, MappingChange, MappingExample, MappingExamples,
    SubJobs, Unmapped, ZerosAt, mapping_change, mapping_examples,
};
pub use money::{Currency, Money, MoneyError};
pub use movement::{MovedLine, Movement, Side, budget_movement, estimate_movement};
pub use mover::{BudgetChange, MovedBy, moved_lines, movers};
pub use ownership::Ownership;
pub use plan::{LineChange, LineCode, PlanTotals, PlannedLine, ReimportPlan, Unchanged, What, plan};
pub use reason::Reason;
pub use refusal::{ErpLevel, Refusal, Rights, refusals};
pub use step::PlanStep;
pub use verification::{DiscrepantLine, Verification, verify};
pub use wbs_code::WbsCode;
pub use written::{counted, grouped};
