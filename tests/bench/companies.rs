//! Three companies that keep their codes differently.

use simulators::ridgeline::{Company, job};

/// Both sides write `03-30-00`, and nobody uses sub jobs.
pub fn without_sub_jobs() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .estimate_in_task("NORTH", "03-30-00", "SUBCON", "50.00")
        .budget("03-30-00", "S", "150.00")])
}

/// Acumatica writes `0330000`, Procore `03-300`, and tasks are sub jobs.
pub fn tasks_are_sub_jobs() -> Company {
    Company::with_jobs([job("24-102", "Mill Creek")
        .estimate_in_task("NORTH", "0330000", "SUBCON", "200.00")
        .estimate_in_task("SOUTH", "0330000", "SUBCON", "80.00")
        .unknown_to_procore("0330000")
        .budget_in_sub_job("NORTH", "03-300", "S", "150.00")
        .code_in_sub_job("SOUTH", "03-300", "S")])
}

/// Acumatica writes `3-300`, a table names the sub jobs, `BASE` is the default task, and only a table can map `TRAVEL`.
pub fn tasks_by_table() -> Company {
    Company::with_jobs([job("24-103", "Cedar Ridge")
        .estimate("3-300", "TRAVEL", "30.00")
        .estimate_in_task("PHASE 1", "3-300", "SUBCON", "200.00")
        .estimate_in_task("PHASE 2", "3-300", "SUBCON", "70.00")
        .unknown_to_procore("3-300")
        .budget("03-300", "O", "10.00")
        .budget_in_sub_job("1", "03-300", "S", "150.00")])
}
