/// Every command the window may call. The build script makes a permission of each, `capabilities/main.json` grants them.
const NAMES: &[&str] = &[
    "start_state",
    "open_demo",
    "open_connection",
    "connect",
    "forget_connection",
    "close_connection",
    "budgets_page",
    "check_now",
    "show_rows",
    "read_job",
    "open_budget",
    "job_lines",
    "prepare_reimport",
    "reimport",
    "dismiss_notice",
];
