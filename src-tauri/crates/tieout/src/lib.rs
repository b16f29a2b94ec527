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
mod watch;

pub use application::{Application, Parts, StartState};
pub use books::freshness::Limits;
pub use books::system_clock::SystemClock;
pub use company::attention::Attention;
pub use company::company::Company;
pub use company::mapping::import_mapping;
pub use company::person::person;
pub use comparison::exporting::{ExportedFile, read_text};
pub use connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
pub use connections::data_folder::{DATA_FOLDER_NAME, usual_data_folder};
pub use connections::demo::DemoPorts;
pub use connections::demo_books::{demo_folder, reset_demo};
pub use connections::form::ConnectionForm;
pub use connections::list::Connections;
pub use connections::wrong_fields::{WrongField, wrong_fields};
pub use linking::link::LinkedBy;
pub use news::desk::NewsDesk;
pub use news::error::{ApplicationError, ApplicationErrorKind};
pub use news::event::Event;
pub use rest::Timeouts;
pub use sign_in::browser::Browser;
pub use sign_in::desk::SignInDesk;
pub use simulators::bench::ControlToken;
// What is shown, but for what has the same name as something that is stored: that is found in `view` alone.
pub use view::{
    AcumaticaWay as FormAcumaticaWay, Amount, Arrangement, ArrangementQuery, Band, BudgetsPage, BudgetsQuery, Check,
    CheckResult, Choice, ChoiceConflict, ChoiceState, CompanyChoice, Comparison, Counts, CurrencyTotals, EndKind,
    Evidence, ExportFormat, Filter, Freshness, Grouping, JobRow, Limit, LineChoice, LineCounts, LineGroup, LineOutcome,
    LineRow, LinesShown, LinesTable, LinkCandidate, LinkReview, LinkedJob, MappingExample, MappingExamples, Notice,
    Offer, OfferKind, OutOfBalanceDay, OutdatedLine, PlanId, PlanOptions, PlanSummary,
    ProcoreEnvironment as FormEnvironment, ProcoreWay as FormProcoreWay, Reading, Receipt, Refusal, ReimportEnd,
    ReimportProgress, ReimportStage, ReimportState, Replanned, Report, SideName, SignInQuestion, SortColumn,
    StatedCurrency, Status, StatusKind, Sums, Tone, UnlinkedJob, Watch, WatchInterval,
};

// What the shells need of the rooms below, so that they depend on this one alone.
pub use jobcost::{
    AccountGroup, CodeFormat, CodeMapping, CodePart, CostCode, CostCodeSource, CostTypeCode, CostTypeMatch, Currency,
    JobId, Money, Ownership, Side, SubJob, SubJobs, TaskId, ZerosAt, counted, grouped,
};
pub use journal::{ClosedReimport, SavedMapping, SetOwnership, close_to_others, private_folder};
pub use reimport::ports::{Clock, Confirmation, ConfirmationQuestion};
pub use reimport::{End, Ending, ReimportId, SideErrorKind};
pub use url::Url;
pub use vault::{KeychainVault, Vault};
pub use watch::glance::Glance;
