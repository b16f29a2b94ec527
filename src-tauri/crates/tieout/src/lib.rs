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

pub use application::{Application, Parts, StartState};
pub use books::freshness::{Freshness, Limit, Limits};
pub use books::sweep::Reading;
pub use books::system_clock::SystemClock;
pub use budgets::filter::Filter;
pub use budgets::page::{BudgetsPage, BudgetsQuery, Counts, CurrencyTotals, JobRow, SortColumn};
pub use budgets::status::{ReimportState, Status, StatusKind};
pub use company::attention::Attention;
pub use company::company::Company;
pub use company::mapping::{DraftMapping, import_mapping};
pub use company::stated_currency::StatedCurrency;
pub use comparison::arrangement::{Arrangement, ArrangementQuery, Grouping, LineCounts, LineGroup, LinesShown};
pub use comparison::choices::{LineChoice, PlanOptions};
pub use comparison::exporting::{ExportFormat, ExportedFile, read_text};
pub use comparison::line_row::{LineOutcome, LineRow};
pub use comparison::outdated::OutdatedLine;
pub use comparison::plans::PlanId;
pub use comparison::summary::{Comparison, Offer, OfferKind, PlanSummary, Replanned};
pub use comparison::sums::Sums;
pub use comparison::table::LinesTable;
pub use connections::band::Band;
pub use connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
pub use connections::data_folder::{DATA_FOLDER_NAME, usual_data_folder};
pub use connections::demo::DemoPorts;
pub use connections::demo_books::{demo_folder, reset_demo};
pub use connections::form::{ConnectionForm, FormAcumaticaWay, FormEnvironment, FormProcoreWay};
pub use connections::list::Connections;
pub use linking::evidence::Evidence;
pub use linking::link::LinkedBy;
pub use linking::review::{LinkCandidate, LinkReview, LinkedJobRow, UnlinkedJob};
pub use news::desk::NewsDesk;
pub use news::error::{ApplicationError, ApplicationErrorKind};
pub use news::event::{CompanyChoice, EndKind, Event, ReimportEnd, SignInQuestion};
pub use news::notice::{Notice, Tone};
pub use preflight::{Check, CheckResult};
pub use sign_in::browser::Browser;
pub use sign_in::clients::Timeouts;
pub use sign_in::desk::SignInDesk;
pub use simulators::bench::ControlToken;

// What the shells need of the rooms below, so that they depend on this one alone.
pub use jobcost::{
    AccountGroup, Choice, CodeFormat, CodeMapping, CodePart, CostCode, CostCodeSource, CostTypeCode, CostTypeMatch,
    Currency, JobId, MappingChange, MappingExample, MappingExamples, Money, MovedBy, Ownership, Side, SubJob, SubJobs,
    TaskId, ZerosAt, counted, grouped,
};
pub use journal::{ClosedReimport, SavedMapping, SetOwnership, close_to_others, private_folder};
pub use reimport::ports::{Clock, Confirmation, ConfirmationQuestion, Progress, Stage};
pub use reimport::{ERP_CONNECTED, End, Ending, ReimportId, Report, SideErrorKind};
pub use url::Url;
pub use vault::{KeychainVault, Vault};
