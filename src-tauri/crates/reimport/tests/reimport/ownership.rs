//! A re-import against the rule of who owns the budget: refused when it is planned, and again after the yes.

use crate::world::World;
use jobcost::{Choices, Ownership, Refusal};
use reimport::Outcome;

#[tokio::test]
async fn a_rule_forbids_or_lets_through() {
    use Ownership::{Acumatica, AcumaticaUntilFirstChange, Procore};
    for (ownership, changed, expected) in [
        (Acumatica, false, None),
        (Acumatica, true, None),
        (AcumaticaUntilFirstChange, false, None),
        (AcumaticaUntilFirstChange, true, Some(Refusal::ChangedInProcore)),
        (Procore, false, Some(Refusal::ProcoreOwns)),
        (Procore, true, Some(Refusal::ProcoreOwns)),
    ] {
        let world = World::with_lines(2);
        world.owned_by(ownership);
        if changed {
            world.change_in_procore();
        }
        let prepared = world.prepare(&Choices::none()).await;
        assert_eq!(prepared.refusals.first(), expected.as_ref(), "{ownership:?}, changed: {changed}");
        assert!(prepared.plan.is_some(), "whoever owns it, it is compared");
    }
}

async fn refused_after(meanwhile: impl FnOnce(&World), refusal: Refusal) {
    let world = World::with_lines(2);
    world.owned_by(Ownership::AcumaticaUntilFirstChange);
    let plan = world.prepare(&Choices::none()).await.plan.unwrap();
    meanwhile(&world);
    let outcome = world.carry_out(plan).await;
    assert!(matches!(&outcome, Outcome::Refused(refusals) if *refusals == [refusal]), "{outcome:?}");
    assert_eq!((world.calls(), world.pending().await.len()), (vec![], 0), "nothing was begun");
}

#[tokio::test]
async fn what_was_said_and_done_after_the_preview_counts() {
    refused_after(|world| world.owned_by(Ownership::Procore), Refusal::ProcoreOwns).await;
    refused_after(World::change_in_procore, Refusal::ChangedInProcore).await;
}
