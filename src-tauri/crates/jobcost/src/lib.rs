//! Money, budget codes, estimate, budget, plan, verification: pure, without I/O, clock or serde.
