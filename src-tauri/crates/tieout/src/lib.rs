//! The application without a window: connections, the Budgets page, the sweep; wires adapters to use cases.
