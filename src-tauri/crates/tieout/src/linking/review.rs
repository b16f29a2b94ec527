//! Which jobs have no project, what speaks for which, and which have one and why: what the user looks through. Pure.

use crate::linking::evidence::evidence;
use crate::linking::link::{Decisions, LinkedBy};
use crate::view::links::{Evidence, LinkCandidate, LinkReview, LinkedJob, UnlinkedJob};
use jobcost::{JobId, ProjectId};
use journal::LinkDecision;
use reimport::ports::{SourceJob, TargetProject};
use std::collections::{BTreeMap, HashMap};

/// How many projects are named for a job; the user can choose any other.
const CANDIDATES_MAX: usize = 4;

/// Lays jobs, projects and links out for looking through.
pub(crate) fn review(
    jobs: &[&SourceJob],
    projects: &[TargetProject],
    addresses: &BTreeMap<JobId, String>,
    links: &HashMap<JobId, (&TargetProject, LinkedBy)>,
    decisions: &Decisions,
) -> LinkReview {
    let holders: HashMap<ProjectId, &JobId> = links.iter().map(|(job, (project, _))| (project.project, job)).collect();
    let of = |job: &SourceJob, project: &TargetProject| {
        let address = addresses.get(&job.job).map(String::as_str);
        candidate(project, evidence(job, address, project), holders.get(&project.project).copied())
    };
    let mut review = LinkReview::default();
    for &job in jobs {
        match links.get(&job.job) {
            Some((project, by)) => {
                review.linked.push(LinkedJob {
                    job_id: job.job.to_string(),
                    name: job.name.clone(),
                    project: of(job, project),
                    by_user: *by == LinkedBy::User,
                });
            }
            None => review.unlinked.push(UnlinkedJob {
                job_id: job.job.to_string(),
                name: job.name.clone(),
                address: addresses.get(&job.job).cloned().unwrap_or_default(),
                candidates: candidates(projects.iter().map(|project| of(job, project))),
                set_aside: decisions.get(&job.job) == Some(&LinkDecision::NoProject),
                unlinked: decisions.get(&job.job) == Some(&LinkDecision::Unlinked),
                not_shown: not_shown(decisions.get(&job.job), projects).map(|project| project.0.to_string()),
            }),
        }
    }
    review.unlinked.sort_by_key(|row| (row.set_aside, row.candidates.iter().all(|one| one.held_by.is_some())));
    let free = projects.iter().filter(|project| !holders.contains_key(&project.project));
    review.free = free.map(|project| candidate(project, Vec::new(), None)).collect();
    review.free.sort_by_key(|project| project.name.to_lowercase());
    review
}

fn not_shown(decision: Option<&LinkDecision>, projects: &[TargetProject]) -> Option<ProjectId> {
    let Some(LinkDecision::Project(linked)) = decision else { return None };
    projects.iter().all(|project| project.project != *linked).then_some(*linked)
}

fn candidate(project: &TargetProject, evidence: Vec<Evidence>, held_by: Option<&JobId>) -> LinkCandidate {
    LinkCandidate {
        project_id: project.project.0.to_string(),
        name: project.name.clone(),
        number: project.identifiers.number.clone(),
        address: project.address.clone(),
        active: project.active,
        evidence,
        held_by: held_by.map(JobId::to_string),
    }
}

/// Those that anything speaks for: free ones first, then by the strongest evidence, then by how much of it there is.
fn candidates(all: impl Iterator<Item = LinkCandidate>) -> Vec<LinkCandidate> {
    let mut found: Vec<_> = all.filter(|candidate| !candidate.evidence.is_empty()).collect();
    found.sort_by(|a, b| {
        let rank = |one: &LinkCandidate| (one.held_by.is_some(), one.evidence.first().copied());
        rank(a).cmp(&rank(b)).then(b.evidence.len().cmp(&a.evidence.len())).then(a.name.cmp(&b.name))
    });
    found.truncate(CANDIDATES_MAX);
    found
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::linking::link::link;
    use crate::linking::link::tests::{job, project};

    #[test]
    fn what_is_uncertain_is_laid_out_with_what_speaks_for_it() {
        let jobs = [job("A", "Harbor Point"), job("B", "Alder Street"), job("C", "Meridian Bank"), job("D", "Nowhere")];
        let projects = [
            project(1, "Harbor Point; A"),
            project(2, "Quarry Road; ; B"),
            project(3, "Alder St.; ; ; ; 9 Mill Rd, Boise"),
            project(4, "Meridian Bank Branch"),
            project(5, "Free One"),
        ];
        let addresses = BTreeMap::from([(JobId::new("B"), "9 Mill Road, Boise".to_owned())]);
        let decisions = Decisions::from([(JobId::new("C"), LinkDecision::NoProject)]);
        let links = link(&jobs, &projects, &decisions);
        let review = review(&jobs.iter().collect::<Vec<_>>(), &projects, &addresses, &links, &decisions);
        let row = |id: &str| review.unlinked.iter().find(|row| row.job_id == id).unwrap();
        let found = |id: &str| -> Vec<(&str, Vec<Evidence>)> {
            row(id).candidates.iter().map(|one| (one.project_id.as_str(), one.evidence.clone())).collect()
        };
        // A number is stronger than a name, and where the two speak for different projects the user decides.
        let (by_number, by_name) = (("2", vec![Evidence::Number]), ("3", vec![Evidence::SameName, Evidence::Address]));
        assert_eq!(found("B"), [by_number, by_name]);
        assert_eq!(found("C"), [("4", vec![Evidence::SimilarName])]);
        assert!(row("C").set_aside && found("D").is_empty());
        assert_eq!(row("C").not_shown, None);
        assert!(review.unlinked.iter().all(|row| !row.unlinked));
        let order: Vec<_> = review.unlinked.iter().map(|row| row.job_id.as_str()).collect();
        assert_eq!(order, ["B", "D", "C"], "what can be done first, what was set aside last");
        assert_eq!(review.linked.len(), 1);
        assert!(!review.linked[0].by_user);
        assert_eq!(review.linked[0].project.evidence[0], Evidence::OriginId);
        assert_eq!(review.free.iter().map(|one| one.project_id.as_str()).collect::<Vec<_>>(), ["3", "5", "4", "2"]);
    }

    #[test]
    fn a_project_that_is_not_shown_any_more_is_named() {
        let jobs = [job("A", "Harbor Point"), job("B", "Alder Street")];
        let projects = [project(1, "Harbor Point; A")];
        let linked = |project| LinkDecision::Project(ProjectId(project));
        let decisions = Decisions::from([(JobId::new("A"), linked(9)), (JobId::new("B"), linked(1))]);
        let links = link(&jobs, &projects, &decisions);
        let review = review(&jobs.iter().collect::<Vec<_>>(), &projects, &BTreeMap::new(), &links, &decisions);
        let [row] = review.unlinked.as_slice() else { panic!("one job without a project, not {:?}", review.unlinked) };
        assert_eq!((row.job_id.as_str(), row.not_shown.as_deref()), ("A", Some("9")));
    }

    #[test]
    fn a_job_that_was_unlinked_waits_with_its_project_as_the_likeliest() {
        let (jobs, projects) = ([job("A", "Harbor Point")], [project(1, "Harbor Point; A")]);
        let decisions = Decisions::from([(JobId::new("A"), LinkDecision::Unlinked)]);
        let links = link(&jobs, &projects, &decisions);
        let review = review(&[&jobs[0]], &projects, &BTreeMap::new(), &links, &decisions);
        let [row] = review.unlinked.as_slice() else { panic!("one job without a project, not {:?}", review.unlinked) };
        assert!(row.unlinked && !row.set_aside);
        assert_eq!(row.candidates[0].project_id, "1");
    }
}
