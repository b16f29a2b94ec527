//! A company that asks for room: amounts of ten digits, a name of eighty letters, a job for every filter and every kind of trouble.

use simulators::ridgeline::{Company, JobBuilder, job};

/// The largest amount that the window has to show whole.
const MOST: &str = "9999999999.99";
/// Eighty letters.
pub(crate) const LONG_NAME: &str = "Saint Elizabeth Regional Medical Center East Campus Ambulatory Surgery Pavilion2";

/// Drifted, by as much as amounts go, with lines that change, lines that only one side has, and one that is not mapped.
pub(crate) const DRIFTED: &str = "24-101";
/// Apart by the least there is; a re-import brings it together.
pub(crate) const A_CENT_APART: &str = "24-108";
/// On both sides and never imported, so that it can be adopted.
pub(crate) const READY: &str = "24-103";

/// The company.
pub(crate) fn broad_company() -> Company {
    Company::with_jobs([
        drifted(),
        job("24-102", "Ties Out").estimate("03-30-00", "SUBCON", MOST).budget("03-30-00", "S", MOST),
        job(READY, LONG_NAME).estimate("03-30-00", "SUBCON", MOST).estimate("05-12-00", "MATERIAL", MOST),
        job("24-104", "Locked Budget").estimate("03-30-00", "SUBCON", MOST).budget("03-30-00", "S", "1.00").locked(),
        job("24-105", "In Two Currencies")
            .estimate_currency("CAD")
            .estimate("03-30-00", "SUBCON", MOST)
            .budget("03-30-00", "S", MOST),
        job("24-106", LONG_NAME)
            .at("16 Market Street, Building 4, Dayton, Ohio 45402")
            .estimate("09-91-00", "MATERIAL", MOST)
            .budget("09-91-00", "M", "0.01")
            .made_by_hand("Saint Elizabeth Regional Medical Center, East Campus, Ambulatory Surgery Pavilion"),
        job("24-107", "Credit Balance")
            .estimate("03-30-00", "SUBCON", &format!("-{MOST}"))
            .budget("03-30-00", "S", MOST),
        job(A_CENT_APART, "A Cent Apart").estimate("03-30-00", "SUBCON", "0.01").budget("03-30-00", "S", "0.02"),
    ])
}

/// Thirty-two lines in eight divisions, so that every table is scrolled.
fn drifted() -> JobBuilder {
    let lines = (0..32).fold(job(DRIFTED, LONG_NAME), |job, line| {
        let code = format!("{:02}-{:02}-00", 3 + line % 8, 10 + line / 8);
        let job = job.budget(&code, "S", MOST);
        if line % 3 == 0 { job.estimate(&code, "SUBCON", "0.01") } else { job.estimate(&code, "SUBCON", MOST) }
    });
    lines
        .estimate("11-13-00", "SUBCON", MOST)
        .code_to_be_made("11-13-00", "S")
        .estimate("12-10-00", "TRAVEL", MOST)
        .unknown_to_procore("13-10-00")
        .estimate("13-10-00", "SUBCON", MOST)
        .budget("14-20-00", "M", MOST)
        .budget("14-20-00", "S", MOST)
}
