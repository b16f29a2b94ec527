//! A mapping made ready for one project.

use crate::budget::{BudgetCode, BudgetCodes, BudgetLineItem, WbsCodeId};
use crate::code_segments::CodeSegments;
use crate::estimate::{Estimate, EstimateLine};
use crate::identifier::{AccountGroup, CostCode, CostTypeCode, SubJob, TaskId};
use crate::mapping::register::{Found, NotOne, Register, RegisteredCode};
use crate::mapping::sub_jobs::SubJobOf;
use crate::mapping::{CodeMapping, CostCodeSource, CostTypeMatch, FoundBy, FoundParts, Unmapped, row_of};
use crate::text::{CodeSigns, as_it_looks};
use crate::wbs_code::WbsCode;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The budget code that an estimate line maps to.
pub(crate) struct FoundCode<'a> {
    pub(crate) wbs_code: WbsCode,
    pub(crate) found_by: FoundParts,
    place: Place<'a>,
}

enum Place<'a> {
    /// The budget has a line on it, whether or not the project still offers the code (rule 12).
    OnLine(&'a BudgetLineItem),
    /// The project has it.
    Listed(&'a BudgetCode),
    /// The project has what it can be made from; the cost code's name.
    Makeable(String),
}

impl FoundCode<'_> {
    /// `None` while it is not made.
    pub(crate) const fn id(&self) -> Option<WbsCodeId> {
        match &self.place {
            Place::OnLine(line) => Some(line.wbs_code_id),
            Place::Listed(code) => Some(code.id),
            Place::Makeable(_) => None,
        }
    }

    pub(crate) fn description(&self) -> &str {
        match &self.place {
            Place::OnLine(line) => &line.description,
            Place::Listed(code) => &code.description,
            Place::Makeable(name) => name,
        }
    }
}

type Answer<T> = Result<(T, FoundBy), Unmapped>;

/// The sub job and by which way it was found: neither where nothing is said of tasks, no sub job where the mapping says that it has none.
type SubJobAnswer = Result<(Option<SubJob>, Option<FoundBy>), Unmapped>;

/// A mapping made ready for one project and one estimate: asked once per estimate line.
pub(crate) struct ProjectMapping<'a> {
    mapping: &'a CodeMapping,
    codes: &'a BudgetCodes,
    lines: HashMap<&'a WbsCode, &'a BudgetLineItem>,
    /// The cost codes and cost types on which budget lines stand under a sub job.
    under_sub_jobs: HashSet<(&'a CostCode, &'a CostTypeCode)>,
    has_sub_jobs: bool,
    listed: HashMap<&'a WbsCode, Vec<&'a BudgetCode>>,
    inactive: HashSet<&'a WbsCode>,
    cost_codes: Register<'a, CostCode>,
    sub_jobs: Register<'a, SubJob>,
    type_codes: Register<'a, CostTypeCode>,
    type_names: Register<'a, CostTypeCode>,
    known_types: HashMap<AccountGroup, Answer<CostTypeCode>>,
    known_codes: HashMap<CostCode, Answer<CostCode>>,
    known_sub_jobs: HashMap<TaskId, SubJobAnswer>,
}

impl<'a> ProjectMapping<'a> {
    pub(crate) fn new(
        mapping: &'a CodeMapping,
        estimate: &Estimate,
        codes: &'a BudgetCodes,
        line_items: &'a [BudgetLineItem],
    ) -> Self {
        let mut listed: HashMap<&WbsCode, Vec<&BudgetCode>> = HashMap::new();
        for code in &codes.wbs_codes {
            listed.entry(&code.wbs_code).or_default().push(code);
        }
        let of_lines = || line_items.iter().map(|line| &line.wbs_code);
        let hanging = || listed.keys().copied().chain(of_lines());
        let tasks = || estimate.expenses().map(|line| line.task.as_str());
        let groups = || estimate.expenses().map(|line| line.account_group.as_str());
        let erp_codes: HashSet<&str> =
            estimate.expenses().map(|line| erp_cost_code(mapping.cost_code_source, line)).collect();
        let every = || hanging().chain(&codes.inactive);
        Self {
            mapping,
            codes,
            lines: line_items.iter().rev().map(|line| (&line.wbs_code, line)).collect(),
            under_sub_jobs: of_lines()
                .filter(|code| code.sub_job.is_some())
                .map(|code| (&code.cost_code, &code.cost_type))
                .collect(),
            has_sub_jobs: hanging().any(|code| code.sub_job.is_some()),
            inactive: codes.inactive.iter().collect(),
            cost_codes: Register::new(cost_codes(every(), codes), erp_codes),
            sub_jobs: Register::new(sub_jobs(every(), codes), tasks()),
            type_codes: Register::new(cost_types(every(), codes, false), groups()),
            type_names: Register::new(cost_types(every(), codes, true), groups()),
            listed,
            known_types: HashMap::new(),
            known_codes: HashMap::new(),
            known_sub_jobs: HashMap::new(),
        }
    }

    /// The budget code of a line. Of several reasons why there is none, the first of cost type, cost code and sub job is told.
    pub(crate) fn budget_code(&mut self, line: &EstimateLine) -> Result<FoundCode<'a>, Unmapped> {
        let (cost_type, by_type) = self.cost_type(&line.account_group)?;
        let (cost_code, by_code) = self.cost_code(line)?;
        let (sub_job, by_sub_job) = self.sub_job(&line.task)?;
        let wbs_code = WbsCode { sub_job, cost_code, cost_type };
        if by_sub_job.is_none() {
            self.task_may_be_unsaid(line, &wbs_code)?;
        }
        if by_code == FoundBy::Identity {
            self.no_twin_has_the_line(line, &wbs_code)?;
        }
        let found_by = FoundParts { cost_type: by_type, cost_code: by_code, sub_job: by_sub_job };
        Ok(FoundCode { place: self.place(&wbs_code)?, wbs_code, found_by })
    }

    /// The project has set the code inactive.
    pub(crate) fn is_inactive(&self, code: &WbsCode) -> bool {
        self.inactive.contains(code) && !self.listed.contains_key(code)
    }

    fn place(&self, code: &WbsCode) -> Result<Place<'a>, Unmapped> {
        if let Some(line) = self.lines.get(code) {
            return Ok(Place::OnLine(line));
        }
        match self.listed.get(code).map(Vec::as_slice) {
            Some([listed]) => return Ok(Place::Listed(listed)),
            Some(_) => return Err(Unmapped::SeveralBudgetCodes(code.clone())),
            None => {}
        }
        if self.inactive.contains(code) {
            return Err(Unmapped::InactiveBudgetCode(code.clone()));
        }
        match self.segments().filter(|segments| segments.can_make(code)) {
            Some(segments) => {
                Ok(Place::Makeable(segments.cost_codes.get(&code.cost_code).cloned().unwrap_or_default()))
            }
            None => Err(Unmapped::NoBudgetCode(code.clone())),
        }
    }

    /// Rule 17: a line without a sub job beside lines that have one would be the same money twice. One that the budget has on that very
    /// code is revised, as long as no sub job has the same cost code and cost type.
    fn task_may_be_unsaid(&self, line: &EstimateLine, code: &WbsCode) -> Result<(), Unmapped> {
        let doubled = self.under_sub_jobs.contains(&(&code.cost_code, &code.cost_type));
        let task_is_said = takes_task(self.mapping.cost_code_source, line);
        if !doubled && (!self.has_sub_jobs || task_is_said || self.lines.contains_key(code)) {
            return Ok(());
        }
        Err(Unmapped::TaskNotMapped(line.task.clone()))
    }

    /// A line that hangs on the code of the same text is the same money: it must not be made a second time on the code that carries the
    /// ERP's identifier.
    fn no_twin_has_the_line(&self, line: &EstimateLine, code: &WbsCode) -> Result<(), Unmapped> {
        let own = erp_cost_code(self.mapping.cost_code_source, line);
        let Some(Ok(twin)) = self.cost_codes.by_text(own, own) else { return Ok(()) };
        let on_twin = WbsCode { cost_code: twin.clone(), ..code.clone() };
        if twin == code.cost_code || self.lines.contains_key(code) || !self.lines.contains_key(&on_twin) {
            return Ok(());
        }
        Err(Unmapped::SeveralCostCodes(CostCode::new(own), vec![code.cost_code.clone(), twin]))
    }

    const fn segments(&self) -> Option<&'a CodeSegments> {
        self.codes.segments.as_ref()
    }

    /// What the mapping takes for the line's cost code, as Acumatica has it.
    pub(crate) fn own_cost_code(&self, line: &EstimateLine) -> CostCode {
        CostCode::new(erp_cost_code(self.mapping.cost_code_source, line))
    }

    pub(crate) fn cost_code(&mut self, line: &EstimateLine) -> Answer<CostCode> {
        let code = self.own_cost_code(line);
        if let Some(known) = self.known_codes.get(&code) {
            return known.clone();
        }
        let found = self.find_cost_code(&code);
        self.known_codes.insert(code, found.clone());
        found
    }

    fn find_cost_code(&self, code: &CostCode) -> Answer<CostCode> {
        if let Some(named) = row_of(&self.mapping.named_cost_codes, code) {
            let missing = || Unmapped::NamedCostCodeMissing(code.clone(), named.clone());
            return answer(self.cost_codes.named(named.as_str()), FoundBy::Mapping, |not_one| {
                cost_code_error(code, not_one)
            })
            .unwrap_or_else(|| Err(missing()));
        }
        let format = &self.mapping.cost_codes;
        let written = format.apply(code.as_str());
        let rewritten = written.as_deref().filter(|_| !format.parts.is_empty());
        let found = find(&self.cost_codes, code.as_str(), rewritten, written.as_deref());
        match found {
            Some((found, by)) => found.map(|found| (found, by)).map_err(|not_one| cost_code_error(code, not_one)),
            None if is_no_cost_code(code.as_str()) => Err(Unmapped::NoCostCodeStated(code.clone())),
            None => Err(written.map_or_else(
                || Unmapped::OtherCostCodeForm(code.clone()),
                |written| Unmapped::NoCostCode(CostCode::new(written)),
            )),
        }
    }

    /// The sub job of a task, and by which way it was found; neither where the mapping says nothing of tasks.
    pub(crate) fn sub_job(&mut self, task: &TaskId) -> SubJobAnswer {
        if let Some(known) = self.known_sub_jobs.get(task) {
            return known.clone();
        }
        let found = self.find_sub_job(task);
        self.known_sub_jobs.insert(task.clone(), found.clone());
        found
    }

    fn find_sub_job(&self, task: &TaskId) -> SubJobAnswer {
        let error = |not_one| sub_job_error(task, not_one);
        let (found, wanted) = match self.mapping.sub_jobs.of(task)? {
            SubJobOf::Unsaid => return Ok((None, None)),
            SubJobOf::None => return Ok((None, Some(FoundBy::Mapping))),
            SubJobOf::Named(named) => (answer(self.sub_jobs.named(named.as_str()), FoundBy::Mapping, error), named),
            SubJobOf::Task => {
                let found = find(&self.sub_jobs, task.as_str(), None, Some(task.as_str()));
                (found.map(|(found, by)| found.map(|found| (found, by)).map_err(error)), SubJob::new(task.as_str()))
            }
            SubJobOf::Rewritten(written) => {
                let found = find(&self.sub_jobs, task.as_str(), written.as_deref(), written.as_deref());
                let found = found.map(|(found, by)| found.map(|found| (found, by)).map_err(error));
                match (found, written) {
                    (None, None) => return Err(Unmapped::OtherTaskForm(task.clone())),
                    (found, written) => (found, SubJob::new(written.unwrap_or_default())),
                }
            }
        };
        match found {
            Some(found) => found.map(|(sub_job, by)| (Some(sub_job), Some(by))),
            None => Err(Unmapped::NoSubJob(wanted)),
        }
    }

    pub(crate) fn cost_type(&mut self, group: &AccountGroup) -> Answer<CostTypeCode> {
        if let Some(known) = self.known_types.get(group) {
            return known.clone();
        }
        let found = self.find_cost_type(group);
        self.known_types.insert(group.clone(), found.clone());
        found
    }

    fn find_cost_type(&self, group: &AccountGroup) -> Answer<CostTypeCode> {
        let error = |not_one| cost_type_error(group, not_one);
        if let Some(named) = row_of(&self.mapping.cost_types, group) {
            let missing = || Err(Unmapped::NamedCostTypeMissing(group.clone(), named.clone()));
            return answer(self.type_codes.named(named.as_str()), FoundBy::Mapping, error).unwrap_or_else(missing);
        }
        let own = group.as_str();
        let by_text = |way: &CostTypeMatch| match way {
            CostTypeMatch::OriginId => (self.type_codes.by_identity(own), FoundBy::Identity),
            CostTypeMatch::Code => (self.type_codes.by_text(own, own), FoundBy::Text),
            CostTypeMatch::Name => (self.type_names.by_text(own, own), FoundBy::Text),
        };
        let without_separators = |way: &CostTypeMatch| match way {
            CostTypeMatch::OriginId => (None, FoundBy::Identity),
            CostTypeMatch::Code => (self.type_codes.without_separators(own, own), FoundBy::TextWithoutSeparators),
            CostTypeMatch::Name => (self.type_names.without_separators(own, own), FoundBy::TextWithoutSeparators),
        };
        let ways = &self.mapping.cost_type_matches;
        let mut refused = None;
        for (found, by) in ways.iter().map(by_text).chain(ways.iter().map(without_separators)) {
            match found {
                Some(Ok(cost_type)) => return Ok((cost_type, by)),
                // Another way may still find the right one.
                Some(Err(not_one @ NotOne::NamesAnother(..))) => refused = refused.or(Some(not_one)),
                Some(Err(not_one)) => return Err(error(not_one)),
                None => {}
            }
        }
        Err(refused.map_or_else(|| Unmapped::NoCostType(group.clone()), error))
    }
}

/// The order of rule 14 for one code: as the mapping rewrites it, by identity, by text, by text without separators.
fn find<T: Clone + PartialEq>(
    register: &Register<'_, T>,
    code: &str,
    rewritten: Option<&str>,
    text: Option<&str>,
) -> Option<(Result<T, NotOne<T>>, FoundBy)> {
    let by = |found: Found<T>, by: FoundBy| found.map(|found| (found, by));
    by(rewritten.and_then(|text| register.named(text)), FoundBy::Mapping)
        .or_else(|| by(register.by_identity(code), FoundBy::Identity))
        .or_else(|| by(register.by_text(code, text?), FoundBy::Text))
        .or_else(|| by(register.without_separators(code, text?), FoundBy::TextWithoutSeparators))
}

fn answer<T>(found: Found<T>, by: FoundBy, error: impl FnOnce(NotOne<T>) -> Unmapped) -> Option<Answer<T>> {
    found.map(|found| found.map(|found| (found, by)).map_err(error))
}

fn cost_code_error(code: &CostCode, not_one: NotOne<CostCode>) -> Unmapped {
    match not_one {
        NotOne::Several(found) => Unmapped::SeveralCostCodes(code.clone(), found),
        NotOne::SeveralOfTheErp(own, found) => {
            Unmapped::CostCodesCollide(code.clone(), own.into_iter().map(CostCode::new).collect(), found)
        }
        NotOne::NamesAnother(found, other) => Unmapped::CostCodeNamesAnother(code.clone(), found, other),
    }
}

fn sub_job_error(task: &TaskId, not_one: NotOne<SubJob>) -> Unmapped {
    match not_one {
        NotOne::Several(found) => Unmapped::SeveralSubJobs(task.clone(), found),
        NotOne::SeveralOfTheErp(own, found) => {
            Unmapped::TasksCollide(task.clone(), own.into_iter().map(TaskId::new).collect(), found)
        }
        NotOne::NamesAnother(found, other) => Unmapped::SubJobNamesAnother(task.clone(), found, other),
    }
}

fn cost_type_error(group: &AccountGroup, not_one: NotOne<CostTypeCode>) -> Unmapped {
    match not_one {
        NotOne::Several(_) | NotOne::SeveralOfTheErp(..) => Unmapped::SeveralCostTypes(group.clone()),
        NotOne::NamesAnother(found, other) => Unmapped::CostTypeNamesAnother(group.clone(), found, other),
    }
}

/// What of a line is its cost code.
fn erp_cost_code(source: CostCodeSource, line: &EstimateLine) -> &str {
    if takes_task(source, line) { line.task.as_str() } else { line.cost_code.as_str() }
}

fn takes_task(source: CostCodeSource, line: &EstimateLine) -> bool {
    match source {
        CostCodeSource::CostCode => false,
        CostCodeSource::Task => true,
        CostCodeSource::CostCodeOrTask => is_no_cost_code(line.cost_code.as_str()),
    }
}

/// Acumatica writes "no cost code" as zeros to the length of the key, with or without separators (cost codes: default), or not at all.
fn is_no_cost_code(code: &str) -> bool {
    CodeSigns::of(code).is_only_zeros() || matches!(as_it_looks(code).as_str(), "<n/a>" | "n/a")
}

/// Every cost code that the project knows, once each, with what an ERP integration left on it.
fn cost_codes<'c>(
    every: impl Iterator<Item = &'c WbsCode>,
    codes: &'c BudgetCodes,
) -> Vec<RegisteredCode<'c, CostCode>> {
    let of_segments = codes.segments.iter().flat_map(|segments| segments.cost_codes.keys());
    let with_id = codes.origin_ids.cost_codes.keys();
    let every: BTreeSet<&CostCode> = every.map(|code| &code.cost_code).chain(of_segments).chain(with_id).collect();
    let origin = |code: &CostCode| codes.origin_ids.cost_codes.get(code).map(String::as_str);
    let registered =
        |code: &'c CostCode| RegisteredCode { code: code.clone(), text: code.as_str(), origin: origin(code) };
    every.into_iter().map(registered).collect()
}

fn sub_jobs<'c>(every: impl Iterator<Item = &'c WbsCode>, codes: &'c BudgetCodes) -> Vec<RegisteredCode<'c, SubJob>> {
    let of_segments = codes.segments.iter().flat_map(|segments| &segments.sub_jobs);
    let every: BTreeSet<&SubJob> = every.filter_map(|code| code.sub_job.as_ref()).chain(of_segments).collect();
    let origin = |code: &SubJob| codes.origin_ids.sub_jobs.get(code).map(String::as_str);
    let registered =
        |code: &'c SubJob| RegisteredCode { code: code.clone(), text: code.as_str(), origin: origin(code) };
    every.into_iter().map(registered).collect()
}

/// The company's cost types, and those that only budget codes still name; by code or by name.
fn cost_types<'c>(
    every: impl Iterator<Item = &'c WbsCode>,
    codes: &'c BudgetCodes,
    by_name: bool,
) -> Vec<RegisteredCode<'c, CostTypeCode>> {
    let known: HashSet<&CostTypeCode> = codes.cost_types.iter().map(|cost_type| &cost_type.code).collect();
    let others: BTreeSet<&CostTypeCode> =
        every.map(|code| &code.cost_type).filter(|code| !by_name && !known.contains(code)).collect();
    let named = codes.cost_types.iter().map(|cost_type| {
        let text = if by_name { &cost_type.name } else { cost_type.code.as_str() };
        RegisteredCode { code: cost_type.code.clone(), text, origin: cost_type.origin_id.as_deref() }
    });
    let others =
        others.into_iter().map(|code| RegisteredCode { code: code.clone(), text: code.as_str(), origin: None });
    named.chain(others).collect()
}
