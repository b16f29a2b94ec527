//! What budget codes are made of: divisions and cost codes (tiered), and cost types (flat)
//! (Procore: work breakdown structure tutorial).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::origin::OriginForm;
use crate::ridgeline::Company;

/// One item of the cost code segment: a division, or a code in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CostCodeItem {
    pub(super) id: u64,
    /// The item's own part: `03` of a division, `30-00` of a code.
    pub(super) code: String,
    /// The whole path: `03-30-00`.
    pub(super) full_code: String,
    /// Its title, which may end in blanks.
    pub(super) name: String,
    /// The division's id; `None` for a division.
    pub(super) parent: Option<u64>,
    /// What the ERP connection left; `None` for a division, and for a code that somebody added in Procore.
    pub(super) origin_id: Option<String>,
    /// The project whose own item it is; `None` for the company's list, from which all projects take theirs.
    pub(super) only_in: Option<u64>,
}

/// One item of the sub job segment: a part of one project (Procore: sub jobs).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SubJobItem {
    pub(super) id: u64,
    /// What budget codes begin with, e.g. `NORTH`.
    pub(super) code: String,
    pub(super) name: String,
    /// The task it came from, where the ERP connection noted it.
    pub(super) origin_id: Option<String>,
}

/// One item of the cost type segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CostTypeItem {
    pub(super) id: u64,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) base_type: Option<String>,
    pub(super) origin_id: Option<String>,
}

/// All items of one company, in the order of their codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "a cost code is called a cost code")]
pub(super) struct Codes {
    pub(super) cost_codes: Vec<CostCodeItem>,
    pub(super) cost_types: Vec<CostTypeItem>,
    /// Where they stand, so that a budget of 20,000 lines is not searched for each of them.
    #[serde(skip)]
    places: Places,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Places {
    by_id: HashMap<u64, usize>,
    /// Those of the company's list.
    by_full_code: HashMap<String, usize>,
    /// Those that are projects' own.
    own: Vec<usize>,
    divisions: u64,
    in_divisions: u64,
}

impl Places {
    fn of(cost_codes: &[CostCodeItem]) -> Self {
        let mut places = Self::default();
        cost_codes.iter().enumerate().for_each(|(place, item)| places.add(place, item));
        places
    }

    fn add(&mut self, place: usize, item: &CostCodeItem) {
        self.by_id.insert(item.id, place);
        if item.only_in.is_none() {
            self.by_full_code.entry(item.full_code.clone()).or_insert(place);
        } else {
            self.own.push(place);
        }
        let alike = if item.parent.is_some() { &mut self.in_divisions } else { &mut self.divisions };
        *alike += 1;
    }
}

const FIRST_DIVISION: u64 = 562_949_953_480_100;
const FIRST_COST_CODE: u64 = 562_949_953_481_000;
/// How wide a padded title is: 60 characters were seen.
const PADDED_TO: usize = 60;
/// One title in so many is padded, the first one among them.
const PADDED_EVERY: usize = 12;

impl Codes {
    /// What Procore knows of a company's codes. A code that only Acumatica has is not among them.
    pub(super) fn of(company: &Company) -> Self {
        let mut codes = Self { cost_codes: Vec::new(), cost_types: cost_types(company), places: Places::default() };
        let in_procore = company.cost_codes.iter().filter(|known| known.in_procore);
        for (number, known) in in_procore.enumerate() {
            let padded = format!("{:PADDED_TO$}", known.title);
            let title = if number % PADDED_EVERY == 0 { &padded } else { &known.title };
            codes.learn(&known.code, title, Some(&known.code));
        }
        codes.cost_codes.sort_by(|one, other| one.full_code.cmp(&other.full_code));
        codes.found_again()
    }

    /// The same with their places, which are not kept in a file.
    pub(super) fn found_again(self) -> Self {
        Self { places: Places::of(&self.cost_codes), ..self }
    }

    /// Adds a cost code, and its division where it is new. A known code stays as it is.
    pub(super) fn learn(&mut self, full_code: &str, name: &str, origin_id: Option<&str>) {
        if self.cost_code(full_code).is_none() {
            self.add_with_division(full_code, name, origin_id, None);
        }
    }

    /// Gives a project its own item for a code of the list: another text, the same origin.
    pub(super) fn reword(&mut self, project: u64, cost_code: &str, text: &str) {
        let known = self.cost_code(cost_code).map(|item| (item.name.clone(), item.origin_id.clone()));
        if let Some((name, origin_id)) = known {
            self.add_with_division(text, &name, origin_id.as_deref(), Some(project));
        }
    }

    fn add_with_division(&mut self, full_code: &str, name: &str, origin_id: Option<&str>, only_in: Option<u64>) {
        let (division, own) =
            full_code.split_once('-').map_or((full_code, None), |(division, own)| (division, Some(own)));
        let origin_of_division = if own.is_none() { origin_id } else { None };
        if self.cost_code(division).is_none() || own.is_none() {
            let title = if own.is_none() { name } else { division_name(division) };
            let only_in = if own.is_none() { only_in } else { None };
            self.add(FIRST_DIVISION, division, division, title, None, origin_of_division, only_in);
        }
        if let Some(own) = own {
            let parent = self.cost_code(division).map(|item| item.id);
            self.add(FIRST_COST_CODE, own, full_code, name, parent, origin_id, only_in);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of one item")]
    fn add(
        &mut self,
        first: u64,
        code: &str,
        full_code: &str,
        name: &str,
        parent: Option<u64>,
        origin_id: Option<&str>,
        only_in: Option<u64>,
    ) {
        let alike = if parent.is_some() { self.places.in_divisions } else { self.places.divisions };
        let item = CostCodeItem {
            id: first + alike,
            code: code.into(),
            full_code: full_code.into(),
            name: name.into(),
            parent,
            origin_id: origin_id.map(str::to_owned),
            only_in,
        };
        self.places.add(self.cost_codes.len(), &item);
        self.cost_codes.push(item);
    }

    /// A code of the company's list by its text.
    pub(super) fn cost_code(&self, full_code: &str) -> Option<&CostCodeItem> {
        self.cost_codes.get(*self.places.by_full_code.get(full_code)?)
    }

    /// The codes of a project: the company's list, with the project's own items in place of those they reword.
    pub(super) fn of_project(&self, project: u64) -> Vec<&CostCodeItem> {
        let own: Vec<&CostCodeItem> = self.cost_codes.iter().filter(|item| item.only_in == Some(project)).collect();
        let is_reworded =
            |item: &CostCodeItem| item.origin_id.is_some() && own.iter().any(|own| own.origin_id == item.origin_id);
        let of_list = self.cost_codes.iter().filter(|item| item.only_in.is_none() && !is_reworded(item));
        let mut all: Vec<_> = of_list.chain(own.iter().copied()).collect();
        all.sort_by(|one, other| one.full_code.cmp(&other.full_code));
        all
    }

    /// A code of a project by its text there.
    pub(super) fn cost_code_in(&self, project: u64, full_code: &str) -> Option<&CostCodeItem> {
        let mut own = self.places.own.iter().filter_map(|place| self.cost_codes.get(*place));
        let own = own.find(|item| item.only_in == Some(project) && item.full_code == full_code);
        own.or_else(|| self.cost_code(full_code))
    }

    pub(super) fn cost_code_by_id(&self, id: u64) -> Option<&CostCodeItem> {
        self.cost_codes.get(*self.places.by_id.get(&id)?)
    }

    pub(super) fn cost_type(&self, code: &str) -> Option<&CostTypeItem> {
        self.cost_types.iter().find(|item| item.code == code)
    }

    pub(super) fn cost_type_by_id(&self, id: u64) -> Option<&CostTypeItem> {
        self.cost_types.iter().find(|item| item.id == id)
    }

    pub(super) fn cost_type_of_account_group(&self, account_group: &str) -> Option<&CostTypeItem> {
        self.cost_types.iter().find(|item| item.origin_id.as_deref() == Some(account_group))
    }

    /// Rewrites the origin ids that are there, as another connector leaves them.
    pub(super) fn set_origin_form(&mut self, form: OriginForm) {
        for item in &mut self.cost_codes {
            item.origin_id = item.origin_id.take().and_then(|text| form.of(&text));
        }
        for item in &mut self.cost_types {
            item.origin_id = item.origin_id.take().and_then(|text| form.of(&text));
        }
    }
}

fn cost_types(company: &Company) -> Vec<CostTypeItem> {
    let types = company.cost_types.iter().map(|known| CostTypeItem {
        id: known.line_item_type_id,
        code: known.code.clone(),
        name: known.name.clone(),
        base_type: known.base_type.clone(),
        origin_id: known.origin_id.clone(),
    });
    types.collect()
}

/// What the trade calls a division.
fn division_name(division: &str) -> &'static str {
    match division {
        "00" => "Procurement and contracting",
        "01" => "General requirements",
        "02" => "Existing conditions",
        "03" => "Concrete",
        "04" => "Masonry",
        "05" => "Metals",
        "06" => "Wood, plastics and composites",
        "07" => "Thermal and moisture protection",
        "08" => "Openings",
        "09" => "Finishes",
        "10" => "Specialties",
        "11" => "Equipment",
        "12" => "Furnishings",
        "13" => "Special construction",
        "14" => "Conveying equipment",
        "21" => "Fire suppression",
        "22" => "Plumbing",
        "23" => "Heating, ventilating and air conditioning",
        "26" => "Electrical",
        "27" => "Communications",
        "28" => "Electronic safety and security",
        "31" => "Earthwork",
        "32" => "Exterior improvements",
        "33" => "Utilities",
        "40" => "Process interconnections",
        "43" => "Process gas and liquid handling",
        "46" => "Water and wastewater equipment",
        _ => "Other work",
    }
}
