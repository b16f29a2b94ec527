//! Which Procore project a job is: by what the user said, else by the identifiers the project carries. Pure. No project is ever
//! linked to two jobs, and what is not certain is left to the user.

use crate::linking::evidence::{identifier, name_evidence};
use crate::view::links::Evidence;
use jobcost::{JobId, ProjectId};
use journal::LinkDecision;
use reimport::ports::{SourceJob, TargetProject};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Why a job is linked to its project.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkedBy {
    /// The user said so.
    User,
    /// This identifier of the project is the job's id.
    Identifier(Evidence),
}

/// What the user said, by job.
pub(crate) type Decisions = BTreeMap<JobId, LinkDecision>;

/// The project of every job that has one, and why.
///
/// What the user said comes first. Then identifiers, strongest first, each only where it points from exactly one job to exactly one
/// project. One that an ERP integration left is believed by itself; a number that people type only where the names do not contradict it,
/// for numbers are used again.
pub(crate) fn link<'a>(
    jobs: &[SourceJob],
    projects: &'a [TargetProject],
    decisions: &Decisions,
) -> HashMap<JobId, (&'a TargetProject, LinkedBy)> {
    let mut links: HashMap<JobId, (&TargetProject, LinkedBy)> = HashMap::new();
    let mut taken: HashSet<ProjectId> = HashSet::new();
    let mut settled: HashSet<&JobId> = HashSet::new();
    for job in jobs {
        let project = match decisions.get(&job.job) {
            Some(LinkDecision::Project(project)) => Some(project),
            Some(LinkDecision::NoProject | LinkDecision::Unlinked) => None,
            Some(LinkDecision::ByEvidence) | None => continue,
        };
        settled.insert(&job.job);
        if let Some(project) = projects.iter().find(|known| Some(&known.project) == project)
            && taken.insert(project.project)
        {
            links.insert(job.job.clone(), (project, LinkedBy::User));
        }
    }
    for kind in Evidence::IDENTIFIERS {
        let by_identifier = by_identifier(projects, kind, &taken);
        for job in jobs {
            if settled.contains(&job.job) {
                continue;
            }
            let Some(claims) = by_identifier.get(&job.job) else { continue };
            // Whichever project a tie means is not to be guessed, nor is a weaker identifier to decide it.
            settled.insert(&job.job);
            if let [project] = claims.as_slice()
                && is_believed(kind, job, project)
                && taken.insert(project.project)
            {
                links.insert(job.job.clone(), (project, LinkedBy::Identifier(kind)));
            }
        }
    }
    links
}

fn by_identifier<'a>(
    projects: &'a [TargetProject],
    kind: Evidence,
    taken: &HashSet<ProjectId>,
) -> HashMap<JobId, Vec<&'a TargetProject>> {
    let mut claims: HashMap<JobId, Vec<&TargetProject>> = HashMap::new();
    for project in projects.iter().filter(|project| !taken.contains(&project.project)) {
        let id = JobId::new(identifier(project, kind));
        if !id.is_empty() {
            claims.entry(id).or_default().push(project);
        }
    }
    // A project that was set inactive keeps its job, but an old copy of a project takes none from the one that is worked with.
    for of_job in claims.values_mut() {
        if of_job.iter().any(|project| project.active) {
            of_job.retain(|project| project.active);
        }
    }
    claims
}

fn is_believed(kind: Evidence, job: &SourceJob, project: &TargetProject) -> bool {
    kind.is_of_an_integration() || name_evidence(&job.name, &project.name).is_some()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use reimport::ports::ProjectIdentifiers;

    /// `name; origin id; number; accounting number`.
    pub(crate) fn project(id: i64, text: &str) -> TargetProject {
        let mut parts = text.split(';').map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        let name = next();
        let identifiers =
            ProjectIdentifiers { origin_id: next(), number: next(), accounting_number: next(), ..Default::default() };
        TargetProject {
            project: ProjectId(id),
            name,
            active: true,
            identifiers,
            address: next(),
            budget_url: String::new(),
        }
    }

    pub(crate) fn job(id: &str, name: &str) -> SourceJob {
        SourceJob { job: JobId::new(id), name: name.into(), status: String::new(), currency: None }
    }

    #[test]
    fn an_inactive_project_keeps_its_job_and_takes_none_from_an_active_one() {
        let inactive = |id, text| TargetProject { active: false, ..project(id, text) };
        let to_7: Decisions = [(JobId::new("A"), LinkDecision::Project(ProjectId(7)))].into();
        for (what, projects, said, linked) in [
            ("by what an integration left", vec![inactive(7, "Harbor Point; A")], Decisions::new(), Some(7)),
            ("by what the user said", vec![inactive(7, "Quarry")], to_7, Some(7)),
            (
                "beside an active one it is an old copy",
                vec![inactive(7, "Harbor Point; ; A"), project(8, "Harbor Point; ; A")],
                Decisions::new(),
                Some(8),
            ),
        ] {
            let jobs = [job("A", "Harbor Point")];
            let found = link(&jobs, &projects, &said);
            assert_eq!(found.get(&JobId::new("A")).map(|(project, _)| project.project.0), linked, "{what}");
        }
    }

    #[test]
    fn a_job_is_linked_where_it_is_certain_and_no_project_twice() {
        use LinkDecision::{ByEvidence, NoProject, Project, Unlinked};
        let (to_7, to_8) = (Project(ProjectId(7)), Project(ProjectId(8)));
        // Jobs A "Harbor Point" and B "Alder Street"; projects 7 and 8; what the user said; the links.
        for (what, seven, eight, said, links) in [
            ("by origin id, whatever the names", "Other; A", "Another; b ", vec![], "A=7 B=8"),
            ("by number where the names agree", "Harbor Point; ; A", "Alder St; ; B", vec![], "A=7 B=8"),
            ("a number alone is not believed", "Quarry Road; ; A", "Alder Street; ; B", vec![], "B=8"),
            ("the origin id is stronger", "Harbor Point; ; A", "Quarry Road; A", vec![], "A=8"),
            ("a tie is no link", "Harbor Point; ; A", "Harbor Point; ; A", vec![], ""),
            ("nor does a weaker identifier decide it", "Harbor Point; A; ; A", "Harbor Point; A", vec![], ""),
            ("one project is not two jobs", "Harbor Point; A; B", "", vec![], "A=7"),
            (
                "a taken project leaves the other its own",
                "Alder Street; A; B",
                "Alder Street; ; ; B",
                vec![],
                "A=7 B=8",
            ),
            ("the user is right", "Harbor Point; A", "Quarry Road", vec![("A", to_8)], "A=8"),
            ("also about a project another would have", "Harbor Point; A", "", vec![("B", to_7)], "B=7"),
            ("no project is a decision", "Harbor Point; A", "", vec![("A", NoProject)], ""),
            ("one that was unlinked waits to be told", "Harbor Point; A", "", vec![("A", Unlinked)], ""),
            ("and can be taken back", "Harbor Point; A", "", vec![("A", ByEvidence)], "A=7"),
            ("the first of two decisions holds", "X", "", vec![("A", to_7), ("B", to_7)], "A=7"),
            (
                "a project that is gone links nothing else",
                "X",
                "Harbor Point; A",
                vec![("A", Project(ProjectId(9)))],
                "",
            ),
            ("an empty identifier is none", "Harbor Point; ; ", "Alder Street", vec![], ""),
        ] {
            let projects = [project(7, seven), project(8, eight)];
            let decisions: Decisions = said.into_iter().map(|(job, decision)| (JobId::new(job), decision)).collect();
            let jobs = [job("A", "Harbor Point"), job("B", "Alder Street")];
            let found = link(&jobs, &projects, &decisions);
            let mut found: Vec<_> =
                found.iter().map(|(job, (project, _))| format!("{job}={}", project.project.0)).collect();
            found.sort();
            assert_eq!(found.join(" "), links, "{what}");
        }
    }
}
