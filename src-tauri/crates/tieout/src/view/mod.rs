//! What is shown, once: the window, the terminal's `--json` and the recordings for the window's fake all carry these very types.
//!
//! Names are written in camelCase, amounts as digits with their currency, times as RFC 3339, ids as texts: numbers of TypeScript end
//! before Procore's do. With the feature `bindings` the types describe themselves for the generated `bindings.ts`.

pub(crate) mod adopted;
pub(crate) mod amount;
pub(crate) mod arrangement;
pub(crate) mod band;
pub(crate) mod budgets;
pub(crate) mod check;
pub(crate) mod comparison;
pub(crate) mod connection;
pub(crate) mod connection_form;
pub(crate) mod count;
pub(crate) mod divisions;
pub(crate) mod freshness;
pub(crate) mod job_row;
pub(crate) mod lines;
pub(crate) mod lines_table;
pub(crate) mod links;
pub(crate) mod mapping;
pub(crate) mod mapping_examples;
pub(crate) mod notice;
pub(crate) mod out_of_balance_day;
pub(crate) mod ownership;
pub(crate) mod receipt;
pub(crate) mod reconciling;
pub(crate) mod refusal;
pub(crate) mod reimport;
pub(crate) mod report;
pub(crate) mod side;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod tie_out_sum;
mod twin;
pub(crate) mod watch;

pub use adopted::Adopted;
pub use amount::Amount;
pub use arrangement::{Arrangement, ArrangementQuery, Grouping, LineCounts, LineGroup, LinesShown, Sums};
pub use band::Band;
pub use budgets::{BudgetsPage, BudgetsQuery, Counts, Filter, ListFormat};
pub use check::{Check, CheckResult};
pub use comparison::{
    ChoiceConflict, Comparison, ExportFormat, MovedLine, Offer, OfferKind, OutdatedLine, PlanId, PlanOptions,
    PlanSummary, PlanTotals, ReadyPlan, Replanned, ReplannedLine,
};
pub use connection::Connection;
pub use connection_form::{AcumaticaWay, ProcoreEnvironment, ProcoreWay};
pub use count::count;
pub use divisions::{Bar, DivisionBars};
pub use freshness::{Freshness, Limit, Reading};
pub use job_row::{
    CurrencyTotals, JobRow, ReimportState, RemedyPlace, SortColumn, StatedCurrency, Status, StatusKind, Tie,
};
pub use lines::{Choice, ChoiceState, LineChoice, LineOutcome, LineRow};
pub use lines_table::LinesTable;
pub use links::{Evidence, LinkCandidate, LinkReview, LinkedJob, UnlinkedJob};
pub use mapping::{
    CodeFormat, CodePart, CostCodeSource, CostTypeMatch, Mapping, MappingVersion, NamedCostCode, NamedCostType,
    SubJobUse, TaskSubJob, ZerosAt,
};
pub use mapping_examples::{MappingExample, MappingExamples, OfferedCostType};
pub use notice::{Notice, Tone};
pub use out_of_balance_day::OutOfBalanceDay;
pub use ownership::Ownership;
pub use receipt::Receipt;
pub use reconciling::{Accepted, ItemEnd, ItemEndingKind, ReconcilingItem};
pub use refusal::Refusal;
pub use reimport::{EndKind, ReimportEnd, ReimportProgress, ReimportStage};
pub use report::Report;
pub use side::SideName;
pub use sign_in::{CompanyChoice, SignInQuestion};
pub use start::StartState;
pub use tie_out_sum::{NotSummed, TieOutPart, TieOutSum, TiePart};
pub use watch::{Watch, WatchInterval};
