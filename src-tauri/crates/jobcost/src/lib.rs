//! What a re-import decides, without doing any of it: money, budget codes, the estimate, the budget, the mapping between
//! them, the comparison, the plan and its verification. Pure: no I/O, no async, no clock, no serde.
//!
//! The nouns are the trade's own; `README.md` of the crates lists them. Amounts are decimal and carry their currency.

mod budget;
mod choices;
mod code_segments;
mod comparison;
mod currencies;
mod estimate;
mod identifier;
mod mapping;
mod money;
mod movement;
mod mover;
mod out_of_balance;
mod ownership;
mod plan;
mod planned_line;
mod promise;
mod reason;
mod reconciling_items;
mod refusal;
mod side;
mod step;
mod text;
mod verification;
mod wbs_code;
mod written;
mod zeroing;

pub use budget::{
    Budget, BudgetCode, BudgetCodes, BudgetLineItem, BudgetLineItemId, CostType, OriginIds, ProjectId, WbsCodeId,
};
pub use choices::{Choice, Choices};
pub use code_segments::CodeSegments;
pub use comparison::{ComparedLine, Comparison, LineCode, LineVariance, compare};
pub use currencies::{by_currency, comparable};
pub use estimate::{Estimate, EstimateLine, LineKind};
pub use identifier::{AccountGroup, CostCode, CostTypeCode, InventoryItem, JobId, SubJob, TaskId};
pub use mapping::{
    CodeFormat, CodeMapping, CodePart, CostCodeSource, CostTypeMatch, FoundBy, FoundParts, MappableJob, MappingChange,
    MappingExample, MappingExamples, SubJobs, Unmapped, ZerosAt, mapping_change, mapping_examples,
};
pub use money::{Currency, Money, MoneyError};
pub use movement::{MovedCode, MovedLine, Movement, budget_movement, codes_moved, estimate_movement};
pub use mover::{BudgetChange, MovedBy, moved_lines, movers};
pub use out_of_balance::{ApartBy, ApartSum, OutOfBalance, OutOfBalancePart, Tie};
pub use ownership::Ownership;
pub use plan::{PlanTotals, ReimportPlan, plan};
pub use planned_line::{LineChange, PlannedLine, Unchanged, What};
pub use promise::{BudgetPromise, DiscrepantLine};
pub use reason::Reason;
pub use reconciling_items::{LineKey, ReconcilingItems};
pub use refusal::{ErpLevel, Refusal, Rights, refusals};
pub use side::Side;
pub use step::PlanStep;
pub use text::is_invisible;
pub use verification::{Verification, verify};
pub use wbs_code::WbsCode;
pub use written::{counted, counted_of, grouped};
pub use zeroing::{Zeroing, ZeroingCause};
