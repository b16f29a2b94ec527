//! The budget's side: Procore's REST API behind the BudgetTarget port.
