use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::line_key::LineKey;
use super::setting::{BalancesAnswer, CodeOutput, Hidden, HiddenRows, SelectAnswer, Setting};
use super::text::same_text;
use super::words::Words;
use crate::ridgeline::{Company, NoCostCode};

/// Versions of the `Default` endpoint that are offered at first; all of them speak contract version 4.
pub(super) const VERSIONS: [&str; 3] = ["23.200.001", "24.200.001", "25.200.001"];

/// Names of `Project` that stand on views a list cannot be optimised for.
const UNLISTABLE: [&str; 3] = ["Balances", "Invoices", "ActivityHistory"];

/// How this instance differs from the next one.
#[expect(clippy::struct_excessive_bools, reason = "each is a knob of its own, none excludes another")]
#[derive(Debug)]
pub(super) struct Knobs {
    /// Entities that are answered 403.
    pub(super) denied: BTreeSet<String>,
    /// Names whose expansion on a list is a 500, in lower case.
    pub(super) unlistable: BTreeSet<String>,
    /// A numeric comparison in a filter is a 500.
    pub(super) numeric_filters_refused: bool,
    /// Keys come padded with spaces to their width.
    pub(super) padded_keys: bool,
    /// A sign-in without a seat is told by the web server's own text.
    pub(super) sign_in_limit_unexplained: bool,
    /// The versions of the `Default` endpoint.
    pub(super) versions: Vec<String>,
    pub(super) words: Words,
    pub(super) hidden: Vec<HiddenField>,
    pub(super) balances: BalancesAnswer,
    pub(super) cost_codes: CodeOutput,
    /// Ids of projects that are in no list.
    restricted_projects: Vec<String>,
    pub(super) restricted_lines: Vec<LineKey>,
    /// Ids of projects without a currency to be had.
    pub(super) unknown_currencies: BTreeSet<String>,
    /// Digits by line and field.
    pub(super) digits: BTreeMap<(Uuid, String), String>,
    pub(super) skip_ignored: bool,
    /// The largest quick page, and how long another takes.
    pub(super) slow_lists: Option<(usize, u64)>,
    pub(super) needs_top: Option<usize>,
    /// By entity.
    pub(super) select: BTreeMap<String, SelectAnswer>,
    pub(super) site_locked: bool,
}

/// A field the account may not see.
#[derive(Debug)]
pub(super) struct HiddenField {
    entity: String,
    field: String,
    how: Hidden,
    rows: HiddenRows,
}

impl Knobs {
    /// The form of cost codes is not there where their feature is off (practice: entities of such a feature are answered 403).
    pub(super) fn of(company: &Company) -> Self {
        let mut knobs = Self::default();
        if company.setup.without_cost_codes.is_some() {
            knobs.denied.insert("CostCode".into());
        }
        if company.setup.without_cost_codes == Some(NoCostCode::Empty) {
            knobs.turn(Setting::HiddenField {
                entity: "ProjectBudget".into(),
                field: "CostCode".into(),
                how: Hidden::Empty,
                rows: HiddenRows::All,
            });
        }
        knobs
    }

    /// Turns those knobs that need to know nothing else.
    pub(super) fn turn(&mut self, setting: Setting) {
        match setting {
            Setting::Language { language } => self.words = Words::of(language),
            Setting::Word { english, shown } => self.words.relabel(english, shown),
            Setting::HiddenField { entity, field, how, rows } => {
                self.hidden.push(HiddenField { entity, field, how, rows });
            }
            Setting::NothingHidden => self.hidden.clear(),
            Setting::Balances { answer } => self.balances = answer,
            Setting::CostCodes { shown } => self.cost_codes = shown,
            Setting::RestrictedProject { project } => self.restricted_projects.push(project),
            Setting::RestrictedLines { line } => self.restricted_lines.push(line),
            Setting::NothingRestricted => {
                self.restricted_projects.clear();
                self.restricted_lines.clear();
            }
            Setting::UnknownCurrency { project } => drop(self.unknown_currencies.insert(folded(&project))),
            Setting::IgnoredSkip { ignored } => self.skip_ignored = ignored,
            Setting::SlowLists { over_top, ms } => self.slow_lists = (ms > 0).then_some((over_top, ms)),
            Setting::NeedsTop { over_rows } => self.needs_top = over_rows,
            Setting::Select { entity, answer } => drop(self.select.insert(folded(&entity), answer)),
            Setting::SiteLocked { locked } => self.site_locked = locked,
            Setting::Digits { .. }
            | Setting::IdleMinutes { .. }
            | Setting::WrongPasswords { .. }
            | Setting::UnlockedAccount => {}
        }
    }

    /// How a field of a record is hidden from the account, if it is.
    pub(super) fn hides(&self, entity: &str, field: &str, project: &str, number: usize) -> Option<Hidden> {
        let concerns = |rule: &&HiddenField| {
            rule.entity.eq_ignore_ascii_case(entity)
                && rule.field.eq_ignore_ascii_case(field)
                && match &rule.rows {
                    HiddenRows::All => true,
                    HiddenRows::Project(own) => folded(own) == folded(project),
                    HiddenRows::Each(many) => number.checked_rem(*many) == Some(0),
                }
        };
        self.hidden.iter().find(concerns).map(|rule| rule.how)
    }

    /// Whether a restriction group hides a project from the account.
    pub(super) fn restricts(&self, project: &str) -> bool {
        self.restricted_projects.iter().any(|code| same_text(code, project))
    }

    pub(super) fn has_currency(&self, project: &str) -> bool {
        !self.unknown_currencies.contains(&folded(project))
    }

    pub(super) fn select(&self, entity: &str) -> SelectAnswer {
        self.select.get(&folded(entity)).copied().unwrap_or_default()
    }
}

/// A code as the database compares it.
pub(super) fn folded(code: &str) -> String {
    code.trim_end().to_lowercase()
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            denied: BTreeSet::new(),
            unlistable: UNLISTABLE.iter().map(|name| name.to_lowercase()).collect(),
            numeric_filters_refused: false,
            padded_keys: false,
            sign_in_limit_unexplained: false,
            versions: VERSIONS.map(str::to_owned).into(),
            words: Words::default(),
            hidden: Vec::new(),
            balances: BalancesAnswer::Whole,
            cost_codes: CodeOutput::Masked,
            restricted_projects: Vec::new(),
            restricted_lines: Vec::new(),
            unknown_currencies: BTreeSet::new(),
            digits: BTreeMap::new(),
            skip_ignored: false,
            slow_lists: None,
            needs_top: None,
            select: BTreeMap::new(),
            site_locked: false,
        }
    }
}
