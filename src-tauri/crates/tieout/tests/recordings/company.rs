//! The company whose answers are recorded: a job for each situation that the window has to show, small enough to be looked through.

use simulators::ridgeline::{Company, JobBuilder, job};

const CHURCH_STREET: &str = "60 Church St, Worcester, MA";

/// Every outcome that a line can have, in three cost types.
fn harbor_point() -> JobBuilder {
    let types = [("S", "SUBCON"), ("L", "LABOR"), ("M", "MATERIAL")];
    let lines = types.into_iter().fold(job("24-101", "Harbor Point Medical Office"), |job, (letter, group)| {
        job.estimate("03-30-00", group, "612400.00")
            .budget("03-30-00", letter, "588900.00")
            .estimate("03-35-00", group, "48250.00")
            .budget("03-35-00", letter, "48250.00")
            .estimate("03-41-00", group, "0.00")
            .budget("03-41-00", letter, "22500.00")
            .estimate("05-12-00", group, "731960.00")
            .budget("05-12-00", letter, "731960.01")
            .estimate("05-50-00", group, "38400.00")
            .estimate("05-52-00", group, "0.00")
            .budget("09-65-00", letter, "12800.00")
            .estimate("26-24-16", group, "-4200.00")
            .budget("26-24-16", letter, "0.00")
            .estimate("26-51-00", group, "157300.00")
            .code_to_be_made("26-51-00", letter)
    });
    lines.at("210 Quayside Dr, Portland, ME")
}

/// One line, as it stands in both books.
fn simple(id: &str, name: &str, estimate: &str, budget: &str) -> JobBuilder {
    job(id, name).estimate("03-30-00", "SUBCON", estimate).budget("03-30-00", "S", budget)
}

/// The company.
pub(crate) fn company() -> Company {
    Company::with_jobs([
        harbor_point(),
        simple("24-107", "Alder Street Apartments, Phase II", "11204775.42", "11204775.41"),
        simple("24-112", "Kestrel Elementary Addition", "2965000.00", "2965000.00"),
        simple("24-118", "Northgate Transit Canopy", "1388420.00", "1411920.00"),
        simple("24-123", "Quarry Road Water Treatment", "18640900.00", "18640900.00"),
        simple("24-126", "Cedar Ridge Fire Station 4", "3127640.00", "2990140.00")
            .estimate("05-50-00", "LABOR", "2.00")
            .code_to_be_made("05-50-00", "L")
            .locked(),
        simple("24-131", "Fulton Market Tenant Fit-out", "864215.75", "864215.75"),
        simple("24-139", "Lakeside Pump Station", "2240300.00", "2198800.00")
            .estimate("99-999", "SUBCON", "50.00")
            .unknown_to_procore("99-999")
            .budget("01-991", "S", "50.00")
            .estimate("03-30-00", "TRAVEL", "70.00"),
        simple("24-144", "Granary Lofts", "3901200.00", "3901200.00").budget("09-91-00", "S", "10250.00"),
        job("24-150", "Riverbend Cold Storage").estimate("03-30-00", "SUBCON", "6120000.00"),
        job("25-002", "St. Brendan Parish Hall")
            .estimate("03-30-00", "SUBCON", "1120480.00")
            .at(CHURCH_STREET)
            .made_by_hand("Diocese of Worcester 2026")
            .project_number("25-002")
            .procore_project_id(562_949_953_600_901),
        simple("25-016", "Brickyard Data Hall B", "27316540.00", "26954040.00"),
        simple("25-018", "Pioneer Square Streetscape", "742960.00", "742960.00").inactive(),
        // The project's name and address speak for the job before, whose number another project carries: nobody can tell.
        job("25-045", "Old Mill Footbridge")
            .estimate("03-30-00", "SUBCON", "318400.00")
            .at(CHURCH_STREET)
            .made_by_hand("St. Brendan Parish Hall")
            .procore_project_id(562_949_953_600_902),
        simple("25-036", "Rideau Canal Lock Houses", "1640500.00", "1600000.00")
            .estimate_currency("CAD")
            .currency_unstated(),
    ])
}

/// The same where nobody is known to have imported anything: every budget was there before Tieout came.
pub(crate) fn before_the_first_import() -> Company {
    let mut company = company();
    for project in company.jobs.iter_mut().filter_map(|job| job.procore.as_mut()) {
        project.origin_id = None;
    }
    company
}

/// The job that is re-imported with every end, and one that ties out: a company that is read soon.
pub(crate) fn two_jobs() -> Company {
    let mut company = company();
    company.jobs.retain(|job| ["24-101", "24-112"].contains(&job.project_id.as_str()));
    company
}
