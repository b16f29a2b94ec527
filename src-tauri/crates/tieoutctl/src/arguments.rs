//! The command line. Its texts are the help and the manual page.
#![expect(clippy::doc_markdown, reason = "a terminal would show the backticks")]

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use tieout::{Choice, LineChoice, PlanOptions};

/// Proves that Procore's budget shows Acumatica's estimate, and re-imports it where it does not.
///
/// tieoutctl is Tieout without a window. It uses the same connections, keychain and journal as the window, and both may run at the
/// same time. Amounts are never written without a plan that was shown or could have been: `plan` shows it, `reimport` carries it out.
///
/// A document of --json carries the version of its format. It rises when a name goes or changes its meaning, not when a name comes.
///
/// Exit status: 0 done, or in agreement; 1 failed, or could not tell; 2 the two books differ, also after a re-import that was carried
/// out as confirmed; 3 refused, outdated or declined, and nothing was changed; 4 something was sent, or may have been, and it is not
/// proven; 64 wrong usage.
#[derive(Parser, Debug)]
#[command(name = "tieoutctl", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) company: CompanyArguments,
    /// Print one JSON document instead of tables: what the window is shown, in the same names; amounts are texts with their currency
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Keep the journal in this folder instead of the system's usual place
    #[arg(long, global = true, value_name = "PATH", env = "TIEOUT_DATA_FOLDER")]
    pub(crate) data_folder: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which company is worked on.
#[derive(Args, Debug)]
#[command(next_help_heading = "Which company")]
pub(crate) struct CompanyArguments {
    /// The demo company: both vendors simulated on this computer, nothing reaches a real system
    #[arg(long, global = true)]
    pub(crate) demo: bool,
    /// A stored connection, by its name or id; not needed where there is only one
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) connection: Option<String>,
    /// Acumatica's address, for a connection that is not stored; the options below complete it
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) acumatica_url: Option<String>,
    /// Acumatica's tenant, by its login name
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) acumatica_tenant: Option<String>,
    /// Acumatica's user; the password comes from TIEOUT_ACUMATICA_PASSWORD or --secrets-stdin
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) acumatica_user: Option<String>,
    /// Procore's API address [default: production]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) procore_url: Option<String>,
    /// Procore's login address [default: the API address]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) procore_login_url: Option<String>,
    /// The client id of Procore's service account; its secret comes from TIEOUT_PROCORE_CLIENT_SECRET or --secrets-stdin
    #[arg(long, global = true, value_name = "ID")]
    pub(crate) procore_client_id: Option<String>,
    /// Procore's company id
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(crate) procore_company_id: Option<String>,
    /// Read secrets from standard input, a line each: acumatica-password=… and procore-client-secret=…
    #[arg(long, global = true)]
    pub(crate) secrets_stdin: bool,
}

/// What is to be done.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// List the stored connections
    Connections,
    /// Ask both sides everything the work depends on: address, clock, sign-in, rights, limits
    Check,
    /// List the jobs with their three totals, as the Budgets page does
    Estimates {
        /// Filter Estimates By
        #[arg(long, value_enum, default_value_t = Filter::Synced)]
        filter: Filter,
    },
    /// Show what a re-import would do to each line of a job, and why; nothing is changed
    Plan {
        /// The job's id in Acumatica
        job: String,
        #[command(flatten)]
        choices: Choices,
        /// State the currency of the project's budget, once, where Procore does not say it
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
        /// Write it to a file as well: the plan as .xlsx or .csv, or the budget as it is now as .pdf; once per file
        #[arg(long, value_name = "FILE")]
        export: Vec<PathBuf>,
    },
    /// Re-import a job's budget into Procore and prove it to the cent
    Reimport {
        /// The job's id in Acumatica
        job: String,
        #[command(flatten)]
        choices: Choices,
        /// Do not ask; without it the terminal asks, and anything but yes is a no
        #[arg(long)]
        yes: bool,
        /// Also where it takes most of the job's money to zero, or the job's estimate is gone; --yes alone does not allow that
        #[arg(long)]
        allow_zeroing: bool,
        /// State the currency of the project's budget, once, where Procore does not say it
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
    },
    /// List what was re-imported from this computer, the newest first
    History {
        /// Only this job
        job: Option<String>,
    },
    /// Say whether every linked job's two books tie out, line by line: exit status 0 they do, with reconciling items perhaps, 2 one does
    /// not, 1 one could not be told
    Drift {
        /// Only this job
        job: Option<String>,
        /// A job that ties out with reconciling items does not tie out
        #[arg(long)]
        strict: bool,
    },
    /// List the differences of a job that were accepted, accept some, or take them back; Procore and Acumatica are not touched
    Reconcile {
        /// The job's id in Acumatica
        job: String,
        /// The lines, by their codes as `plan` shows them
        #[arg(value_name = "CODE")]
        codes: Vec<String>,
        /// Why the differences are as they should be; it is kept with who accepted them and when
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Accept everything that a re-import with the job's choices would leave between the two books
        #[arg(long, conflicts_with_all = ["codes", "take_back"])]
        rest: bool,
        /// Take back what was accepted on the lines
        #[arg(long, conflicts_with = "reason", requires = "codes")]
        take_back: bool,
    },
    /// Say who owns a job's original budget, or set it; a re-import against it is refused
    Owner {
        /// The job's id in Acumatica
        job: String,
        /// Who owns it from now on
        #[arg(value_enum)]
        owner: Option<Owner>,
    },
    /// List the jobs without a Procore project, with the likely ones and what speaks for them
    Links {
        /// The linked jobs too, and those that have no project
        #[arg(long)]
        all: bool,
    },
    /// Say which Procore project a job is
    Link {
        /// The job's id in Acumatica
        job: String,
        /// The project's number in Procore's addresses
        #[arg(required_unless_present_any = ["none", "by_evidence"], conflicts_with_all = ["none", "by_evidence"])]
        project: Option<String>,
        /// It has none
        #[arg(long, conflicts_with = "by_evidence")]
        none: bool,
        /// Take back what was said: what the projects carry decides again
        #[arg(long)]
        by_evidence: bool,
    },
    /// Take over a budget that is there on both sides as it is; nothing is written to Procore
    Adopt {
        /// The job's id in Acumatica
        job: String,
    },
    /// Say how the company's codes become Procore's, check it against its lines, or carry it to another computer
    Mapping {
        #[command(subcommand)]
        verb: MappingVerb,
    },
    /// Say where the demo company keeps its books, which every command with --demo goes on with
    Demo {
        /// Begin anew: forget what was re-imported, linked and mapped in the demo company
        #[arg(long)]
        reset: bool,
    },
    /// Print the manual page, in the format of man(1)
    #[command(hide = true)]
    Man,
}

/// What is done with the mapping.
#[derive(Subcommand, Debug)]
pub(crate) enum MappingVerb {
    /// Show the mapping that holds
    Show,
    /// Show what it makes of the company's lines, or what a file's would: exit status 0 all lines have a budget code, 2 some have none
    Check {
        /// A file as the Mapping screen exports it; nothing is saved
        file: Option<PathBuf>,
    },
    /// Write it in the file format of the Mapping screen
    Export {
        /// Where; standard output when it is not named
        file: Option<PathBuf>,
    },
    /// Save a file's mapping as a new version; it holds from the next plan on
    Import {
        /// A file as the Mapping screen exports it
        file: PathBuf,
    },
}

/// What is decided of a plan, in place of the rules' outcome: for this time, on top of what was chosen of the job in the window.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Choices {
    /// Leave this line as it is in Procore; once per line
    #[arg(long, value_name = "BUDGET_CODE")]
    leave: Vec<String>,
    /// Set this line to zero, which only Procore has; once per line
    #[arg(long, value_name = "BUDGET_CODE")]
    set_to_zero: Vec<String>,
    /// Unlock a locked budget for the re-import, preserving its modifications, and lock it again afterwards
    #[arg(long)]
    unlock: bool,
    /// Create the budget codes that lines lack, where the project has their parts, and the lines on them
    #[arg(long)]
    create_codes: bool,
}

impl Choices {
    pub(crate) fn options(&self) -> PlanOptions {
        let of = |codes: &[String], choice: Choice| -> Vec<LineChoice> {
            codes.iter().map(|code| LineChoice { code: code.clone(), choice }).collect()
        };
        let choices = [of(&self.leave, Choice::Leave), of(&self.set_to_zero, Choice::SetToZero)].concat();
        PlanOptions { choices, unlock: self.unlock, create_codes: self.create_codes }
    }

    /// The choices that are kept of the job, and these for this time.
    pub(crate) fn on_top_of(&self, kept: PlanOptions) -> PlanOptions {
        kept.with(&self.options())
    }
}

/// Procore's *Filter Estimates By*, with Tieout's own.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Filter {
    /// Linked to a Procore project, never imported
    ReadyToImport,
    /// Imported before
    Synced,
    /// Synced, and the two sides differ
    Drifted,
    /// Something stands in the way
    Blocked,
    /// Every job
    All,
}

impl From<Filter> for tieout::Filter {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::ReadyToImport => Self::ReadyToImport,
            Filter::Synced => Self::Synced,
            Filter::Drifted => Self::Drifted,
            Filter::Blocked => Self::Blocked,
            Filter::All => Self::All,
        }
    }
}

/// Who owns a job's original budget.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    /// A re-import overrides Procore
    Acumatica,
    /// Acumatica, until somebody makes a budget change in Procore
    UntilFirstChange,
    /// The two sides are only compared
    Procore,
}

impl From<Owner> for tieout::Ownership {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Acumatica => Self::Acumatica,
            Owner::UntilFirstChange => Self::AcumaticaUntilFirstChange,
            Owner::Procore => Self::Procore,
        }
    }
}
