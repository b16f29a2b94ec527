//! The budget codes of one project.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::codes::{Codes, CostCodeItem, CostTypeItem, SubJobItem};

/// Where the new numbers of renumbered codes begin, in the project's own block of ids.
const RENUMBERED: u64 = 50_000;

/// One budget code: a cost code and a cost type, in a sub job where the company uses them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WbsCode {
    pub(super) id: u64,
    pub(super) sub_job: Option<SubJobItem>,
    pub(super) cost_code: CostCodeItem,
    pub(super) cost_type: CostTypeItem,
    /// What somebody called it; without it the items' names are shown.
    pub(super) description: Option<String>,
    pub(super) active: bool,
    /// The cost type comes first.
    pub(super) reversed: bool,
    pub(super) updated_at: Timestamp,
}

impl WbsCode {
    /// E.g. `03-30-00.S`, or `NORTH.03-30-00.S` in a sub job (Procore: default pattern).
    pub(super) fn flat_code(&self) -> String {
        let sub_job = self.sub_job.as_ref().map(|sub_job| sub_job.code.as_str());
        self.in_order(sub_job, &self.cost_code.full_code, &self.cost_type.code)
    }

    /// E.g. `Cast-in-place concrete.Subcontract`. Blanks at the end of a title are not carried into it.
    pub(super) fn flat_name(&self) -> String {
        let sub_job = self.sub_job.as_ref().map(|sub_job| sub_job.name.trim_end());
        self.in_order(sub_job, self.cost_code.name.trim_end(), self.cost_type.name.trim_end())
    }

    fn in_order(&self, sub_job: Option<&str>, cost_code: &str, cost_type: &str) -> String {
        let mut parts: Vec<&str> = sub_job.into_iter().chain([cost_code, cost_type]).collect();
        if self.reversed {
            parts.reverse();
        }
        parts.join(".")
    }

    /// The description, or the names where there is none.
    pub(super) fn description(&self) -> String {
        self.description.clone().unwrap_or_else(|| self.flat_name())
    }
}

/// All budget codes of one project, in the order they were made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WbsCodes {
    codes: Vec<WbsCode>,
    first_id: u64,
    /// Whether codes begin with the cost type.
    pub(super) reversed: bool,
    /// The places of codes whose number does not say it any more.
    renumbered: BTreeMap<u64, usize>,
    /// Their places by sub job, cost code and cost type, so that a budget of 20,000 lines is not searched for each of them.
    #[serde(skip)]
    places: HashMap<Combination, usize>,
}

/// The ids of sub job, cost code and cost type.
type Combination = (Option<u64>, u64, u64);

fn combination(sub_job: Option<&SubJobItem>, cost_code: &CostCodeItem, cost_type: &CostTypeItem) -> Combination {
    (sub_job.map(|sub_job| sub_job.id), cost_code.id, cost_type.id)
}

impl WbsCodes {
    pub(super) fn new(first_id: u64, reversed: bool) -> Self {
        Self { codes: Vec::new(), first_id, reversed, renumbered: BTreeMap::new(), places: HashMap::new() }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &WbsCode> {
        self.codes.iter()
    }

    pub(super) fn get(&self, id: u64) -> Option<&WbsCode> {
        self.codes.get(self.place(id)?).filter(|code| code.id == id)
    }

    pub(super) fn get_mut(&mut self, id: u64) -> Option<&mut WbsCode> {
        let place = self.place(id)?;
        self.codes.get_mut(place).filter(|code| code.id == id)
    }

    /// Ids are given out in order, so that a sync of a thousand lines does not search each of them.
    fn place(&self, id: u64) -> Option<usize> {
        let moved = self.renumbered.get(&id).copied();
        moved.or_else(|| usize::try_from(id.checked_sub(self.first_id)?).ok())
    }

    pub(super) fn by_flat_code(&self, flat_code: &str) -> Option<&WbsCode> {
        self.codes.iter().find(|code| code.flat_code() == flat_code)
    }

    /// Gives a code another number; the old one is nobody's from now on.
    pub(super) fn renumber(&mut self, id: u64) -> Option<u64> {
        let place = self.place(id)?;
        let new = self.first_id + RENUMBERED + self.renumbered.len() as u64;
        self.codes.get_mut(place).filter(|code| code.id == id)?.id = new;
        self.renumbered.remove(&id);
        self.renumbered.insert(new, place);
        Some(new)
    }

    /// Exchanges the numbers of two codes: each now prints what the other did.
    pub(super) fn exchange(&mut self, one: u64, other: u64) -> Option<()> {
        let (place, other_place) = (self.place(one)?, self.place(other)?);
        self.codes.get_mut(place)?.id = other;
        self.codes.get_mut(other_place)?.id = one;
        self.renumbered.insert(other, place);
        self.renumbered.insert(one, other_place);
        Some(())
    }

    /// Changes every code in place.
    pub(super) fn change_all(&mut self, change: impl FnMut(&mut WbsCode)) {
        self.codes.iter_mut().for_each(change);
    }

    /// The budget code of a combination in a project, made where there is none. `None` when either item is unknown.
    pub(super) fn of(
        &mut self,
        (codes, project): (&Codes, u64),
        sub_job: Option<&SubJobItem>,
        (cost_code, cost_type): (&str, &str),
        now: Timestamp,
    ) -> Option<u64> {
        let (cost_code, cost_type) = (codes.cost_code_in(project, cost_code)?, codes.cost_type(cost_type)?);
        Some(self.make(sub_job, cost_code, cost_type, None, now))
    }

    /// They are not kept in a file.
    fn know_places(&mut self) {
        if self.places.is_empty() {
            let places = self.codes.iter().enumerate();
            let of = |(place, code): (usize, &WbsCode)| {
                (combination(code.sub_job.as_ref(), &code.cost_code, &code.cost_type), place)
            };
            self.places = places.map(of).collect();
        }
    }

    /// Makes a budget code; of an existing combination only the description is renewed
    /// (Procore: create a WBS code, which is no error then).
    pub(super) fn make(
        &mut self,
        sub_job: Option<&SubJobItem>,
        cost_code: &CostCodeItem,
        cost_type: &CostTypeItem,
        description: Option<String>,
        now: Timestamp,
    ) -> u64 {
        self.know_places();
        let asked = combination(sub_job, cost_code, cost_type);
        if let Some(known) = self.places.get(&asked).and_then(|place| self.codes.get_mut(*place)) {
            if description.is_some() {
                known.description = description;
                known.updated_at = now;
            }
            return known.id;
        }
        let id = self.first_id + self.codes.len() as u64;
        self.places.insert(asked, self.codes.len());
        self.codes.push(WbsCode {
            id,
            sub_job: sub_job.cloned(),
            cost_code: cost_code.clone(),
            cost_type: cost_type.clone(),
            description,
            active: true,
            reversed: self.reversed,
            updated_at: now,
        });
        id
    }
}
