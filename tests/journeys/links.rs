//! Which job belongs to which project: linked where it is certain, laid out where it is not, decided by the user, and never one project to
//! two jobs. And budgets that were there on both sides before Tieout came: adopted as they are.

use crate::amount;
use bench::{Answer, House};
use jobcost::JobId;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, EndKind, Evidence, Filter, LinkReview, PlanOptions, StatusKind, UnlinkedJob};

fn harbor_point() -> JobBuilder {
    job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00")
}

/// Its project was made by hand: no identifier, another spelling of the name, the same address.
fn meridian() -> JobBuilder {
    job("25-024", "Meridian Bank Branch Refresh")
        .estimate("09-91-00", "MATERIAL", "100.00")
        .at("16 Market St, Dayton, OH")
        .made_by_hand("Meridian Bank - Branch Refresh 2026")
}

async fn house(jobs: impl IntoIterator<Item = JobBuilder>) -> House {
    House::with(Company::with_jobs(jobs)).await
}

async fn review(house: &House) -> LinkReview {
    house.company().await.link_review().await.unwrap()
}

fn only(review: &LinkReview) -> &UnlinkedJob {
    let [row] = review.unlinked.as_slice() else { panic!("one job without a project, not {:?}", review.unlinked) };
    row
}

#[tokio::test]
async fn what_is_uncertain_is_laid_out_linked_by_the_user_and_imported() {
    let house = house([harbor_point(), meridian()]).await;
    let row = house.row("25-024").await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::Blocked, "Not linked"));
    assert!(row.status.remedy.unwrap().contains("Link jobs"));
    let before = review(&house).await;
    assert_eq!((before.linked[0].by_user, before.linked[0].project.evidence[0]), (false, Evidence::OriginId));
    let candidate = &only(&before).candidates[0];
    assert_eq!(candidate.evidence, [Evidence::SimilarName, Evidence::Address]);
    assert_eq!((candidate.held_by.as_ref(), before.free.len()), (None, 1));

    let company = house.company().await;
    company.link(&JobId::new("25-024"), &candidate.project_id).await.unwrap();
    let row = house.row("25-024").await;
    assert_eq!((row.status.kind, row.linked), (StatusKind::ReadyToImport, true), "its budget was read at once");
    assert_eq!(house.reimport("25-024").await.unwrap().kind, EndKind::Posted);
    let after = review(&house).await;
    assert!(after.unlinked.is_empty() && after.free.is_empty());
    assert!(after.linked[1].by_user);
}

#[tokio::test]
async fn what_the_user_said_holds_after_a_restart_and_can_be_taken_back() {
    let house = house([harbor_point(), meridian()]).await;
    let project = only(&review(&house).await).candidates[0].project_id.clone();
    let company = house.company().await;
    company.link(&JobId::new("25-024"), &project).await.unwrap();
    company.set_aside(&JobId::new("24-101")).await.unwrap();
    let row = house.row("24-101").await;
    assert_eq!((row.linked, row.status.label.as_str()), (false, "Not in Procore"));
    assert_eq!(house.page_of(Filter::Blocked).await.rows.len(), 0, "it stands in nobody's way");

    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    let company = again.company().await.unwrap();
    let review = company.link_review().await.unwrap();
    assert!(only(&review).set_aside && review.linked[0].job_id == "25-024", "{review:?}");
    company.link_by_evidence(&JobId::new("24-101")).await.unwrap();
    company.link_by_evidence(&JobId::new("25-024")).await.unwrap();
    let review = company.link_review().await.unwrap();
    assert_eq!((review.linked[0].job_id.as_str(), only(&review).job_id.as_str()), ("24-101", "25-024"));
}

#[tokio::test]
async fn a_project_belongs_to_one_job() {
    let house = house([harbor_point(), meridian()]).await;
    let company = house.company().await;
    let taken = house.simulation.procore.project_of("24-101").unwrap().to_string();
    let error = company.link(&JobId::new("25-024"), &taken).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Refused);
    assert!(error.sentence.contains("24-101") && error.remedy.contains("Unlink"), "{error}");
    // The way out leads out.
    company.set_aside(&JobId::new("24-101")).await.unwrap();
    company.link(&JobId::new("25-024"), &taken).await.unwrap();
    assert!(company.link(&JobId::new("25-024"), "17").await.unwrap_err().sentence.contains("no project 17"));
    assert!(company.link(&JobId::new("nobody's"), &taken).await.is_err());
}

#[tokio::test]
async fn two_jobs_that_point_at_one_project_leave_it_to_the_stronger() {
    let other = job("24-102", "Harbor Point").at("9 Mill Rd, Boise").estimate("03-30-00", "SUBCON", "1.00").unlinked();
    let house = house([harbor_point().project_number("24-102"), other]).await;
    let review = review(&house).await;
    assert_eq!(review.linked.len(), 1);
    let [linked] = review.linked.as_slice() else { panic!("one job with a project, not {:?}", review.linked) };
    assert_eq!((linked.job_id.as_str(), linked.by_user), ("24-101", false));
    assert_eq!(linked.project.evidence[0], Evidence::OriginId);
    let candidate = &only(&review).candidates[0];
    assert_eq!(candidate.held_by, Some("24-101".to_owned()));
    assert_eq!(candidate.evidence, [Evidence::Number, Evidence::SameName]);
}

#[tokio::test]
async fn a_plan_for_another_project_is_not_carried_out() {
    let house = house([harbor_point(), meridian()]).await;
    let job = JobId::new("24-101");
    let plan = house.company().await.prepare(&job, &PlanOptions::default()).await.unwrap();
    let shown = house.company().await.open_comparison(&job).await.unwrap();
    let company = house.company().await;
    let other = only(&review(&house).await).candidates[0].project_id.clone();
    company.link(&job, &other).await.unwrap();
    let answer = Answer::ok();
    assert!(
        house
            .company()
            .await
            .reimport(&plan, &tieout::PlanOptions::default(), &answer)
            .await
            .unwrap_err()
            .sentence
            .contains("another project")
    );
    let company = house.company().await;
    assert!(company.reimport(&shown.plan, &PlanOptions::default(), &answer).await.is_err());
    assert!(answer.asked().is_empty() && house.in_procore("24-101", "03-30-00.S") == Some(amount("588900")));
}

/// Its project was made by hand, with a budget somebody typed.
fn on_both_sides() -> JobBuilder {
    harbor_point().by_number_only()
}

#[tokio::test]
async fn a_budget_on_both_sides_is_looked_at_and_adopted_as_it_is() {
    let house = house([on_both_sides()]).await;
    let job = JobId::new("24-101");
    let row = house.row("24-101").await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::ReadyToImport, "On both sides"));
    assert!(row.status.reason.unwrap().contains("1 line differs") && !row.reimport.available);
    assert_eq!(house.page_of(Filter::Synced).await.rows.len(), 0);
    let shown = house.company().await.open_comparison(&job).await.unwrap();
    assert!(shown.adoptable && shown.first_import && shown.summary.lines == 1, "its differences come first");

    house.forget_requests();
    house.company().await.adopt(&job).await.unwrap();
    assert_eq!(house.requests(), 0, "nothing is asked or written");
    let row = house.row("24-101").await;
    assert_eq!(row.status.kind, StatusKind::Drifted, "from now on it is told when it differs");
    assert!(row.reimport.available);
    assert_eq!(house.page_of(Filter::Drifted).await.rows.len(), 1);
    assert!(house.company().await.adopt(&job).await.unwrap_err().sentence.contains("nothing to adopt"));
    let shown = house.company().await.open_comparison(&job).await.unwrap();
    assert!(!shown.adoptable && !shown.first_import);
}

#[tokio::test]
async fn those_that_agree_in_every_line_are_adopted_together_and_no_other() {
    let agrees = |id: &str| {
        job(id, "Alder Street").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "5.00").by_number_only()
    };
    // Nothing would change here either, but the sides are not the same: that is looked at first.
    let more_in_procore = agrees("24-104").budget("05-12-00", "M", "1.00");
    let house = house([on_both_sides(), agrees("24-102"), agrees("24-103"), more_in_procore]).await;
    assert_eq!(house.page().await.adoptable, 2);
    let company = house.company().await;
    assert_eq!(company.adopt_agreeing(&Answer::no()).await.unwrap(), None);
    assert_eq!(house.page().await.adoptable, 2, "a no is a no");
    let answer = Answer::ok();
    let adopted = company.adopt_agreeing(&answer).await.unwrap().unwrap();
    assert_eq!(adopted.job_ids, ["24-102", "24-103"]);
    assert_eq!(adopted.report.message, "2 budgets adopted, $10.00. Nothing was written.");
    let question = answer.asked().remove(0);
    assert!(question.body.contains("24-102 Alder Street: $5.00") && question.body.contains("Together: $10.00"));
    assert_eq!(question.affirmative, "OK, adopt 2 budgets");
    assert_eq!(house.page().await.adoptable, 0);
    assert_eq!(company.adopt_agreeing(&answer).await.unwrap(), None);
    assert_eq!(answer.asked().len(), 1, "where there is none, nothing is asked");
    let synced = house.page_of(Filter::Synced).await.rows;
    assert_eq!(synced.iter().map(|row| row.job_id.as_str()).collect::<Vec<_>>(), ["24-102", "24-103"]);
    assert!(synced.iter().all(|row| row.status.kind == StatusKind::TiesOut));
    assert_eq!(house.writes(), [""; 0]);

    let jobs: Vec<JobId> = adopted.job_ids.iter().map(JobId::new).collect();
    let taken_back = company.take_back_adoption(&jobs).await.unwrap();
    assert_eq!(taken_back.message, "The adoption of 2 budgets was taken back.");
    assert_eq!((house.page().await.adoptable, house.page_of(Filter::Synced).await.rows.len()), (2, 0));
    assert!(company.take_back_adoption(&jobs).await.unwrap_err().sentence.contains("no adoption to take back"));
}

#[tokio::test]
async fn a_budget_on_both_sides_can_be_overridden_from_its_comparison() {
    let house = house([on_both_sides()]).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new("24-101")).await.unwrap();
    let end = company.reimport(&shown.plan, &PlanOptions::default(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted);
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::TiesOut);
    assert_eq!(house.page_of(Filter::Synced).await.rows.len(), 1, "a re-import counts as imported");
}

#[tokio::test]
async fn an_adoption_is_of_one_project() {
    let house = house([on_both_sides(), meridian()]).await;
    let (job, company) = (JobId::new("24-101"), house.company().await);
    company.adopt(&job).await.unwrap();
    let other = only(&review(&house).await).candidates[0].project_id.clone();
    company.link(&job, &other).await.unwrap();
    assert_eq!(house.page_of(Filter::ReadyToImport).await.rows.len(), 1, "that one was never imported");
    company.link_by_evidence(&job).await.unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::Drifted);
}
