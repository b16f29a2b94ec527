//! A job of many lines, for the comparison and its bench.

use simulators::ridgeline::{JobBuilder, job};

/// The job's id.
pub const JOB: &str = "24-900";

/// A job of more than a billion a division, in which every third line changes by a cent, and one in a thousand is only in Procore.
pub fn large_job(lines: usize) -> JobBuilder {
    (0..lines).fold(job(JOB, "Meridian Hospital Campus"), |job, line| {
        // Divisions 10 to 29, with up to 10,000 codes each.
        let code = format!("{}-{:02}-{:02}", 10 + line % 20, line / 20 / 100, line / 20 % 100);
        let job = job.budget(&code, "S", &format!("{}.00", 1_000_000 + line));
        match line {
            line if line % 1_000 == 7 => job,
            line if line % 3 == 0 => job.estimate(&code, "SUBCON", &format!("{}.01", 1_000_000 + line)),
            line => job.estimate(&code, "SUBCON", &format!("{}.00", 1_000_000 + line)),
        }
    })
}
