//! The application without a window: connections, the Budgets page, the sweep that fills it, and the re-import; adapters wired
//! to use cases. The desktop shell is one way to drive an [`Application`]; a terminal can be another.

mod application;
mod asking;
mod awaiting_unlock;
mod band;
mod begun;
mod bookkeeping;
mod books;
mod browser_sign_in;
mod budgets_page;
mod choosing;
mod claims;
mod company;
mod comparison;
mod comparisons;
mod connection;
mod connection_edit;
mod connection_form;
mod connections;
mod data_folder;
mod demo;
mod demo_books;
mod error;
mod event;
mod exporting;
mod filter;
mod freshness;
mod job_lines;
mod kept_session;
mod kept_token;
mod keychain;
mod linking;
mod links;
mod mapping;
mod news;
mod notice;
mod ownership;
mod plans;
mod preflight;
mod sides;
mod standing;
mod stated_currency;
mod sweep;
mod system_clock;

pub use application::{Application, Parts, StartState};
pub use asking::{CompanyChoice, SignInQuestion};
pub use band::Band;
pub use browser_sign_in::Browser;
pub use budgets_page::{BudgetsPage, BudgetsQuery, Counts, CurrencyTotals, JobRow, SortColumn};
pub use choosing::{LineChoice, PlanOptions};
pub use company::{Attention, PreparedReimport};
pub use comparison::{
    Arrangement, ArrangementQuery, Comparison, Grouping, LineCounts, LineGroup, LinesShown, LinesTable, Offer,
    OfferKind, OutdatedLine, PlanSummary, Replanned, Sums,
};
pub use comparisons::Comparisons;
pub use connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
pub use connection_form::{ConnectionForm, FormAcumaticaWay, FormEnvironment, FormProcoreWay};
pub use data_folder::{DATA_FOLDER_NAME, usual_data_folder};
pub use demo::DemoPorts;
pub use error::{ApplicationError, ApplicationErrorKind};
pub use event::{EndKind, Event, ReimportEnd};
pub use exporting::{ExportFormat, ExportedFile, read_text};
pub use filter::Filter;
pub use freshness::{Freshness, Limit, Limits};
pub use job_lines::{JobLines, LineOutcome, LineRow};
pub use linking::{Evidence, LinkCandidate, LinkReview, LinkedBy, LinkedJobRow, UnlinkedJob};
pub use links::Links;
pub use mapping::DraftMapping;
pub use notice::{Notice, Tone};
pub use plans::PlanId;
pub use preflight::{Check, CheckResult};
pub use sides::Patience;
pub use simulators::bench::ControlToken;
pub use standing::{ReimportState, Status, StatusKind};
pub use stated_currency::StatedCurrency;
pub use sweep::Reading;
pub use system_clock::SystemClock;

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
