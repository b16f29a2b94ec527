//! A plan that makes budget codes before its lines: made once, before anything else, and no line is sent while one is missing. Killed at
//! every step, and at every step of its recovery.

use crate::world::{CodesSaid, World, usd};
use jobcost::{Choices, PlanStep, Refusal, ReimportPlan, Unmapped, WbsCode};
use reimport::{Ending, Outcome, Recovery, recovery_report, report};
use std::time::Duration;

const LINES: usize = 4;
const LACKING: [usize; 2] = [1, 3];

/// The first line is revised, and of the three that are created two lack their budget code.
fn world() -> World {
    let world = World::with_lines(LINES);
    world.batches_of(2);
    world.lack_codes(LACKING);
    world
}

async fn making_plan(world: &World) -> ReimportPlan {
    let prepared = world.prepare(&Choices::none().creating_codes(true)).await;
    assert_eq!(prepared.refusals, []);
    prepared.plan.unwrap()
}

#[tokio::test]
async fn without_the_users_wish_the_lines_are_left_out() {
    let world = world();
    let plan = world.prepare(&Choices::none()).await.plan.unwrap();
    let why: Vec<_> = plan.unmapped().map(|(_, why)| why.clone()).collect();
    assert_eq!(why, ["02-00-00", "04-00-00"].map(|code| Unmapped::NoBudgetCode(WbsCode::new(code, "S"))));
    assert_eq!((plan.makeable_codes().count(), plan.steps()), (2, vec![PlanStep::ChangeLines(2)]));
    assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)));
    assert!(world.codes_asked().is_empty());
}

#[tokio::test]
async fn codes_are_made_before_the_budget_is_unlocked_and_lines_are_created_on_them() {
    let world = world();
    world.lock_budget();
    let choices = Choices::none().creating_codes(true).unlocking(true);
    let plan = world.prepare(&choices).await.plan.unwrap();
    let steps = [PlanStep::CreateCodes(2), PlanStep::Unlock, PlanStep::ChangeLines(LINES), PlanStep::LockAgain];
    assert_eq!(plan.steps(), steps);
    let outcome = world.carry_out(plan).await;
    assert!(matches!(&outcome, Outcome::Posted(receipt) if receipt.codes_made == 2), "{outcome:?}");
    assert!(report(&outcome).details.contains(&"2 budget codes created.".to_owned()), "{outcome:?}");
    assert_eq!((world.codes_asked(), world.lock_requests()), (vec![2], (1, 1)));
    assert!(matches!(world.ending(), Some(Ending::Posted { total }) if total == usd("800")));
}

#[tokio::test]
async fn what_somebody_made_meanwhile_is_not_asked_for() {
    let world = world();
    let plan = making_plan(&world).await;
    world.somebody_makes_code(1);
    assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)));
    assert_eq!(world.codes_asked(), [1]);
}

#[tokio::test]
async fn a_lost_answer_is_looked_after_and_only_what_is_missing_is_asked_again() {
    for (says, asked) in [
        (vec![CodesSaid::MakesThemButIsLost], vec![2]),
        (vec![CodesSaid::Lost], vec![2, 2]),
        (vec![CodesSaid::YesButMakesOnlyTheFirst, CodesSaid::Lost], vec![2, 1, 1]),
    ] {
        let world = world();
        let plan = making_plan(&world).await;
        world.next_codes(says.clone());
        assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)), "{says:?}");
        assert_eq!(world.codes_asked(), asked, "{says:?}");
    }
}

#[tokio::test]
async fn while_a_code_is_missing_no_line_is_sent_and_the_budget_stays_locked() {
    for (says, asked, made) in
        [(vec![CodesSaid::Refuses], 1, 0), (vec![CodesSaid::YesButMakesOnlyTheFirst, CodesSaid::Refuses], 2, 1)]
    {
        let world = world();
        world.lock_budget();
        let before = world.amounts();
        let choices = Choices::none().creating_codes(true).unlocking(true);
        let plan = world.prepare(&choices).await.plan.unwrap();
        world.next_codes(says.clone());
        let outcome = world.carry_out(plan).await;
        assert!(matches!(&outcome, Outcome::Voided { codes_made, .. } if *codes_made == made), "{outcome:?}");
        let told = report(&outcome);
        assert!(told.details[0].contains("04-00-00.S"), "{told:?}");
        assert_eq!(told.message.contains("No amount"), made > 0, "{told:?}");
        assert_eq!((world.calls(), world.amounts(), world.lock_requests()), (vec![], before, (0, 0)), "{says:?}");
        assert_eq!(world.codes_asked().len(), asked);
        assert!(matches!(world.ending(), Some(Ending::Voided { .. })));
        // The way out leads out.
        assert!(matches!(world.carry_out(world.prepare(&choices).await.plan.unwrap()).await, Outcome::Posted(_)));
    }
}

#[tokio::test]
async fn codes_whose_request_is_out_are_not_known_yet_and_come_or_not() {
    for comes in [true, false] {
        let world = world();
        world.lock_budget();
        let plan = world.prepare(&Choices::none().creating_codes(true).unlocking(true)).await.plan.unwrap();
        world.next_codes([CodesSaid::Lost; 3]);
        let outcome = world.carry_out(plan).await;
        assert!(matches!(&outcome, Outcome::NotKnownYet { open, .. } if open.codes == 2), "{outcome:?}");
        let told = report(&outcome);
        assert!(!told.message.contains("Nothing was changed"), "{told:?}");
        assert!(told.details.iter().any(|detail| detail.contains("2 budget codes were asked for")), "{told:?}");
        assert_eq!((world.lock_requests(), world.ending()), ((0, 0), None));
        assert!(matches!(world.recover().await.as_slice(), [Recovery::NotKnownYet { .. }]));
        if comes {
            for line in LACKING {
                world.somebody_makes_code(line);
            }
        } else {
            world.time_passes(Duration::from_mins(15));
        }
        let recovered = world.recover().await;
        let [Recovery::Closed { ending: Ending::Voided { .. }, codes_made, .. }] = recovered.as_slice() else {
            panic!("{recovered:?}")
        };
        assert_eq!(*codes_made, if comes { 2 } else { 0 });
    }
}

#[tokio::test]
async fn a_full_disk_stops_before_a_code_is_asked_for() {
    let world = world();
    let plan = making_plan(&world).await;
    world.journal_fails_after(1);
    assert!(matches!(world.carry_out(plan).await, Outcome::Voided { codes_made: 0, .. }));
    assert!(world.codes_asked().is_empty() && world.calls().is_empty());
}

#[tokio::test]
async fn killed_at_every_step_nothing_is_made_or_written_twice() {
    let (mut steps, mut found_halfway) = (0, 0);
    loop {
        for recovery_killed_at in (0..8).map(Some).chain([None]) {
            let world = world();
            let plan = making_plan(&world).await;
            if world.killed_after(steps, world.carry_out(plan)).await.is_some() {
                assert!(steps > 20 && found_halfway > 0, "{steps} steps, {found_halfway} halfway");
                return;
            }
            let at = format!("killed at {steps}, its recovery at {recovery_killed_at:?}");
            let codes_there = LACKING.len() - world.lacking();
            found_halfway += usize::from(codes_there == 2 && world.calls().is_empty());
            let mut recovered = match recovery_killed_at {
                Some(steps) => world.killed_after(steps, world.recover()).await.unwrap_or_default(),
                None => Vec::new(),
            };
            world.recover().await;
            world.time_passes(Duration::from_mins(15));
            recovered.extend(world.recover().await);
            recovered.retain(|recovered| matches!(recovered, Recovery::Closed { .. }));
            assert!(world.pending().await.is_empty(), "{at}");
            assert!(world.codes_asked().len() <= 1, "{at}: asked {:?}", world.codes_asked());
            if let [Recovery::Closed { codes_made, .. }] = recovered.as_slice() {
                assert_eq!(*codes_made, codes_there, "{at}");
                let told = recovery_report(&recovered[0]).details.join(" ");
                assert_eq!(told.contains("2 budget codes"), codes_there == 2, "{at}: {told}");
            }
            // The next re-import finishes the work, and asks for no code that is there.
            let again = world.prepare(&Choices::none().creating_codes(true)).await;
            if again.refusals.is_empty() {
                let outcome = world.carry_out(again.plan.unwrap()).await;
                assert!(matches!(outcome, Outcome::Posted(_)), "{at}: {outcome:?}");
            } else {
                assert_eq!(again.refusals, [Refusal::NothingToChange], "{at}");
            }
            assert_eq!(world.codes_asked(), [2], "{at}");
            assert_eq!(world.amounts().len(), LINES, "{at}: no line is doubled");
            assert!(world.amounts().iter().all(|(_, amount)| *amount == usd("200")), "{at}");
        }
        steps += 1;
    }
}
