//! The budget codes of one project.

use jiff::Timestamp;

use super::codes::{Codes, CostCodeItem, CostTypeItem, SubJobItem};

/// One budget code: a cost code and a cost type, in a sub job where the company uses them.
#[derive(Clone, Debug)]
pub(super) struct WbsCode {
    pub(super) id: u64,
    pub(super) sub_job: Option<SubJobItem>,
    pub(super) cost_code: CostCodeItem,
    pub(super) cost_type: CostTypeItem,
    /// What somebody called it; without it the items' names are shown.
    pub(super) description: Option<String>,
    pub(super) active: bool,
    pub(super) updated_at: Timestamp,
}

impl WbsCode {
    /// E.g. `03-30-00.S`, or `NORTH.03-30-00.S` in a sub job (Procore: default pattern).
    pub(super) fn flat_code(&self) -> String {
        let before = self.sub_job.as_ref().map(|sub_job| format!("{}.", sub_job.code)).unwrap_or_default();
        format!("{before}{}.{}", self.cost_code.full_code, self.cost_type.code)
    }

    /// E.g. `Cast-in-place concrete.Subcontract`.
    pub(super) fn flat_name(&self) -> String {
        let before = self.sub_job.as_ref().map(|sub_job| format!("{}.", sub_job.name)).unwrap_or_default();
        format!("{before}{}.{}", self.cost_code.name, self.cost_type.name)
    }

    /// The description, or the names where there is none.
    pub(super) fn description(&self) -> String {
        self.description.clone().unwrap_or_else(|| self.flat_name())
    }
}

/// All budget codes of one project, in the order they were made.
#[derive(Clone, Debug)]
pub(super) struct WbsCodes {
    codes: Vec<WbsCode>,
    first_id: u64,
}

impl WbsCodes {
    pub(super) fn new(first_id: u64) -> Self {
        Self { codes: Vec::new(), first_id }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &WbsCode> {
        self.codes.iter()
    }

    pub(super) fn get(&self, id: u64) -> Option<&WbsCode> {
        // Ids are given out in order, so that a sync of a thousand lines does not search each of them.
        let place = usize::try_from(id.checked_sub(self.first_id)?).ok()?;
        self.codes.get(place)
    }

    pub(super) fn get_mut(&mut self, id: u64) -> Option<&mut WbsCode> {
        let place = usize::try_from(id.checked_sub(self.first_id)?).ok()?;
        self.codes.get_mut(place)
    }

    pub(super) fn by_flat_code(&self, flat_code: &str) -> Option<&WbsCode> {
        self.codes.iter().find(|code| code.flat_code() == flat_code)
    }

    /// The budget code of a combination, made where there is none. `None` when either item is unknown.
    pub(super) fn of(
        &mut self,
        codes: &Codes,
        sub_job: Option<&SubJobItem>,
        (cost_code, cost_type): (&str, &str),
        now: Timestamp,
    ) -> Option<u64> {
        let (cost_code, cost_type) = (codes.cost_code(cost_code)?, codes.cost_type(cost_type)?);
        Some(self.make(sub_job, cost_code, cost_type, None, now))
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
        let same = |known: &&mut WbsCode| {
            known.sub_job.as_ref().map(|known| known.id) == sub_job.map(|sub_job| sub_job.id)
                && known.cost_code.id == cost_code.id
                && known.cost_type.id == cost_type.id
        };
        if let Some(known) = self.codes.iter_mut().find(same) {
            if description.is_some() {
                known.description = description;
                known.updated_at = now;
            }
            return known.id;
        }
        let id = self.first_id + self.codes.len() as u64;
        self.codes.push(WbsCode {
            id,
            sub_job: sub_job.cloned(),
            cost_code: cost_code.clone(),
            cost_type: cost_type.clone(),
            description,
            active: true,
            updated_at: now,
        });
        id
    }
}
