//! Which Procore project a job is: by the identifiers the project carries, strongest first. Pure.

use jobcost::JobId;
use reimport::ports::{SourceJob, TargetProject};
use std::collections::HashMap;

/// The project of every job that has exactly one: the origin id an ERP integration left, else the project number. A job two
/// projects claim with equal strength is left unlinked rather than guessed.
pub(crate) fn link<'a>(jobs: &[SourceJob], projects: &'a [TargetProject]) -> HashMap<JobId, &'a TargetProject> {
    let strongest = projects.iter().map(|project| project.job_hints.len()).max().unwrap_or(0);
    let mut links = HashMap::new();
    for job in jobs {
        for strength in 0..strongest {
            let mut claims = projects
                .iter()
                .filter(|project| project.job_hints.get(strength).is_some_and(|hint| JobId::new(hint) == job.job));
            match (claims.next(), claims.next()) {
                (Some(project), None) => {
                    links.insert(job.job.clone(), project);
                    break;
                }
                (Some(_), Some(_)) => break,
                (None, _) => {}
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobcost::ProjectId;

    fn project(id: i64, hints: [&str; 2]) -> TargetProject {
        TargetProject {
            project: ProjectId(id),
            name: String::new(),
            job_hints: hints.map(str::to_owned).to_vec(),
            budget_url: String::new(),
        }
    }

    fn job(id: &str) -> SourceJob {
        SourceJob { job: JobId::new(id), name: String::new(), status: String::new(), currency: None }
    }

    #[test]
    fn the_origin_id_wins_over_the_number_and_a_tie_is_no_link() {
        let projects = [
            project(1, ["", "24-101"]),
            project(2, ["24-101 ", "x"]),
            project(3, ["", "24-9"]),
            project(4, ["", "24-9"]),
        ];
        let jobs = [job("24-101"), job("24-9"), job("24-7")];
        let links = link(&jobs, &projects);
        assert_eq!(links[&JobId::new("24-101")].project, ProjectId(2));
        assert!(!links.contains_key(&JobId::new("24-9")) && !links.contains_key(&JobId::new("24-7")));
    }
}
