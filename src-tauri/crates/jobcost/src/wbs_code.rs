//! The budget code a line hangs on.

use crate::identifier::{CostCode, CostTypeCode, SubJob};
use std::fmt;

/// A WBS code, the budget code of Procore: an optional sub job, a cost code and a cost type. Procore prints it as `flat_code`,
/// segments joined by a dot (`01-011.CT1`; WBS tutorial: default pattern). Ordered as an estimator reads: cost code, then type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WbsCode {
    /// The sub job, where the company uses them.
    pub sub_job: Option<SubJob>,
    /// The cost code.
    pub cost_code: CostCode,
    /// The cost type's code.
    pub cost_type: CostTypeCode,
}

impl WbsCode {
    /// A code without a sub job.
    pub fn new(cost_code: impl AsRef<str>, cost_type: impl AsRef<str>) -> Self {
        Self { sub_job: None, cost_code: CostCode::new(cost_code), cost_type: CostTypeCode::new(cost_type) }
    }
}

impl WbsCode {
    /// The code with its parts kept apart, for codes that are printed alike: `01 / 03 / S`; without a sub job `- / 01.03 / S`.
    pub fn spelled(&self) -> String {
        let sub_job = self.sub_job.as_ref().map_or("-", SubJob::as_str);
        let parts = [sub_job, self.cost_code.as_str(), self.cost_type.as_str()];
        parts.map(crate::text::spelled_out).join(" / ")
    }
}

impl Ord for WbsCode {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.sub_job, &self.cost_code, &self.cost_type).cmp(&(&other.sub_job, &other.cost_code, &other.cost_type))
    }
}

impl PartialOrd for WbsCode {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for WbsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sub_job) = &self.sub_job {
            write!(f, "{sub_job}.")?;
        }
        write!(f, "{}.{}", self.cost_code, self.cost_type)
    }
}
