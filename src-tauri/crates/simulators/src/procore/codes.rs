//! What budget codes are made of: divisions and cost codes (tiered), and cost types (flat)
//! (Procore: work breakdown structure tutorial).

use crate::ridgeline::Company;

/// One item of the cost code segment: a division, or a code in it.
#[derive(Clone, Debug)]
pub(super) struct CostCodeItem {
    pub(super) id: u64,
    /// The item's own part: `03` of a division, `30-00` of a code.
    pub(super) code: String,
    /// The whole path: `03-30-00`.
    pub(super) full_code: String,
    pub(super) name: String,
    /// The division's id; `None` for a division.
    pub(super) parent: Option<u64>,
}

/// One item of the sub job segment: a part of one project (Procore: sub jobs).
#[derive(Clone, Debug)]
pub(super) struct SubJobItem {
    pub(super) id: u64,
    /// What budget codes begin with, e.g. `NORTH`.
    pub(super) code: String,
    pub(super) name: String,
}

/// One item of the cost type segment.
#[derive(Clone, Debug)]
pub(super) struct CostTypeItem {
    pub(super) id: u64,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) base_type: String,
    pub(super) origin_id: Option<String>,
}

/// All items of one company, in the order of their codes.
#[derive(Clone, Debug)]
pub(super) struct Codes {
    pub(super) cost_codes: Vec<CostCodeItem>,
    pub(super) cost_types: Vec<CostTypeItem>,
}

const FIRST_DIVISION: u64 = 562_949_953_480_100;
const FIRST_COST_CODE: u64 = 562_949_953_481_000;

impl Codes {
    /// What Procore knows of a company's codes. A code that only Acumatica has is not among them.
    pub(super) fn of(company: &Company) -> Self {
        let mut codes = Self { cost_codes: Vec::new(), cost_types: cost_types(company) };
        for known in company.cost_codes.iter().filter(|known| known.in_procore) {
            codes.learn(&known.code, &known.title);
        }
        codes.cost_codes.sort_by(|one, other| one.full_code.cmp(&other.full_code));
        codes
    }

    /// Adds a cost code, and its division where it is new. A known code stays as it is.
    pub(super) fn learn(&mut self, full_code: &str, name: &str) {
        if self.cost_code(full_code).is_some() {
            return;
        }
        let (division, own) =
            full_code.split_once('-').map_or((full_code, None), |(division, own)| (division, Some(own)));
        if self.cost_code(division).is_none() {
            self.add(FIRST_DIVISION, division, division, division_name(division), None);
        }
        if let Some(own) = own {
            let parent = self.cost_code(division).map(|item| item.id);
            self.add(FIRST_COST_CODE, own, full_code, name, parent);
        }
    }

    fn add(&mut self, first: u64, code: &str, full_code: &str, name: &str, parent: Option<u64>) {
        let alike = self.cost_codes.iter().filter(|item| item.parent.is_some() == parent.is_some()).count();
        self.cost_codes.push(CostCodeItem {
            id: first + alike as u64,
            code: code.into(),
            full_code: full_code.into(),
            name: name.into(),
            parent,
        });
    }

    pub(super) fn cost_code(&self, full_code: &str) -> Option<&CostCodeItem> {
        self.cost_codes.iter().find(|item| item.full_code == full_code)
    }

    pub(super) fn cost_code_by_id(&self, id: u64) -> Option<&CostCodeItem> {
        self.cost_codes.iter().find(|item| item.id == id)
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
