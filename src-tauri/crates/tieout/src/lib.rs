//! The application without a window: connections, the Budgets page, the sweep that fills it, and the re-import; adapters wired
//! to use cases. The desktop shell is one way to drive an [`Application`]; a terminal can be another.

mod application;
mod books;
mod budgets;
mod company;
mod comparison;
mod connections;
mod linking;
mod news;
mod preflight;
mod sign_in;
pub mod view;

pub use application::{Application, Parts, StartState};
pub use books::freshness::Limits;
pub use books::system_clock::SystemClock;
pub use company::company::{Attention, PreparedReimport};
pub use comparison::arrangement::{Arrangement, ArrangementQuery, Grouping, LineCounts, LineGroup, LinesShown};
pub use comparison::choices::{LineChoice, PlanOptions};
pub use comparison::comparisons::Comparisons;
pub use comparison::exporting::{ExportFormat, ExportedFile, read_text};
pub use comparison::line_row::{JobLines, LineOutcome, LineRow};
pub use comparison::outdated::OutdatedLine;
pub use comparison::prepared_plans::PlanId;
pub use comparison::summary::{Comparison, Offer, OfferKind, PlanSummary, Replanned};
pub use comparison::sums::Sums;
pub use comparison::table::LinesTable;
pub use connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
pub use connections::data_folder::{DATA_FOLDER_NAME, usual_data_folder};
pub use connections::demo::DemoPorts;
pub use connections::form::ConnectionForm;
pub use linking::link::LinkedBy;
pub use linking::links::Links;
pub use news::error::{ApplicationError, ApplicationErrorKind};
pub use news::event::Event;
pub use sign_in::browser::Browser;
pub use sign_in::clients::Timeouts;
pub use simulators::bench::ControlToken;
pub use view::{
    AcumaticaWay as FormAcumaticaWay, Amount, Band, BudgetsPage, BudgetsQuery, Check, CheckResult, CompanyChoice,
    Counts, CurrencyTotals, EndKind, Evidence, Filter, Freshness, JobRow, Limit, LinkCandidate, LinkReview, LinkedJob,
    MappingExample, MappingExamples, Notice, ProcoreEnvironment as FormEnvironment, ProcoreWay as FormProcoreWay,
    Reading, ReimportEnd, ReimportProgress, ReimportStage, ReimportState, Report, SideName, SignInQuestion, SortColumn,
    StatedCurrency, Status, StatusKind, Tone, UnlinkedJob,
};

// What the shells need of the rooms below, so that they depend on this one alone.
pub use jobcost::{
    AccountGroup, Choice, CodeFormat, CodeMapping, CodePart, CostCode, CostCodeSource, CostTypeCode, CostTypeMatch,
    Currency, JobId, Money, MovedBy, Ownership, Side, SubJob, SubJobs, TaskId, ZerosAt, counted, grouped,
};
pub use journal::{ClosedReimport, SavedMapping, SetOwnership, close_to_others, private_folder};
pub use reimport::ports::{Clock, Confirmation, ConfirmationQuestion};
pub use reimport::{End, Ending, ReimportId, SideErrorKind};
pub use url::Url;
pub use vault::{KeychainVault, Vault};
