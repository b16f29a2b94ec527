//! Which of the two systems is meant.

/// One of the two systems.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Side {
    /// Acumatica, the estimate's side.
    #[default]
    Acumatica,
    /// Procore, the budget's side.
    Procore,
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Acumatica => "Acumatica",
            Self::Procore => "Procore",
        })
    }
}
