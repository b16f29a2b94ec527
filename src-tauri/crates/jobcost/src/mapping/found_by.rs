//! By which way a code was found.

/// By which way a part of a budget code was found; the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FoundBy {
    /// The user's mapping says it.
    Mapping,
    /// The identifier that an ERP integration left on it (`origin_id`) is Acumatica's code.
    Identity,
    /// Its text is Acumatica's code, as it looks.
    Text,
    /// Its text is Acumatica's code but for the separators.
    TextWithoutSeparators,
}

/// By which way each part of a line's budget code was found. Where several estimate lines meet on a code, the least sure way is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FoundParts {
    /// The cost type.
    pub cost_type: FoundBy,
    /// The cost code.
    pub cost_code: FoundBy,
    /// The sub job; `None` where the mapping does not say what a task is.
    pub sub_job: Option<FoundBy>,
}

impl FoundParts {
    /// The less sure way of each part.
    #[must_use]
    pub fn or_less_sure(self, other: Self) -> Self {
        Self {
            cost_type: self.cost_type.max(other.cost_type),
            cost_code: self.cost_code.max(other.cost_code),
            sub_job: self.sub_job.max(other.sub_job),
        }
    }
}

impl std::fmt::Display for FoundBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Mapping => "mapping",
            Self::Identity => "ERP identifier",
            Self::Text => "text",
            Self::TextWithoutSeparators => "text without separators",
        })
    }
}
