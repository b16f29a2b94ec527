//! The plan unlock, re-import, lock again: killed at every step, and at every step of its recovery. Afterwards the budget is locked or
//! the user is told that it is not, and no step was done twice.

use crate::world::{CodesSaid, Said, UnlockSaid, World, usd};
use jobcost::{Choices, PlanStep, Refusal, ReimportPlan};
use reimport::{End, Ending, Outcome, Recovery, StopReason, recovery_report, report};
use std::time::Duration;

const LINES: usize = 3;

fn locked_world() -> World {
    let world = World::with_lines(LINES);
    world.batches_of(1);
    world.lock_budget();
    world
}

async fn unlocking_plan(world: &World) -> ReimportPlan {
    let prepared = world.prepare(&Choices::none().unlocking(true)).await;
    assert_eq!(prepared.refusals, []);
    prepared.plan.unwrap()
}

#[tokio::test]
async fn without_the_users_wish_a_locked_budget_refuses() {
    let world = locked_world();
    assert_eq!(world.prepare(&Choices::none()).await.refusals, [Refusal::BudgetLocked]);
}

#[tokio::test]
async fn an_open_budget_is_neither_unlocked_nor_locked() {
    let world = World::with_lines(LINES);
    let plan = unlocking_plan(&world).await;
    assert_eq!(plan.steps(), [PlanStep::ChangeLines(LINES)]);
    assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)));
    assert_eq!(world.lock_requests(), (0, 0));
    assert!(!world.is_locked_now());
}

#[tokio::test]
async fn it_is_unlocked_for_the_lines_and_locked_again() {
    let world = locked_world();
    let plan = unlocking_plan(&world).await;
    assert_eq!(plan.steps(), [PlanStep::Unlock, PlanStep::ChangeLines(LINES), PlanStep::LockAgain]);
    assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)));
    assert_eq!(world.lock_requests(), (1, 1));
    assert!(world.is_locked_now());
    assert!(matches!(world.ending(), Some(Ending::Posted { total }) if total == usd("600")));
}

#[tokio::test]
async fn a_no_leaves_the_lock_alone() {
    let world = locked_world();
    let plan = unlocking_plan(&world).await;
    world.answer_no();
    assert_eq!(world.carry_out(plan).await, Outcome::Declined);
    assert_eq!(world.lock_requests(), (0, 0));
}

#[tokio::test]
async fn it_is_locked_again_when_the_lines_fail() {
    for said in
        [Said::Lost, Said::YesButNothingHappens, Said::YesAndAStrangerChangesTheFirstLine, Said::LockedMeanwhile]
    {
        let world = locked_world();
        let plan = unlocking_plan(&world).await;
        world.next_writes([said]);
        let outcome = world.carry_out(plan).await;
        assert!(world.is_locked_now(), "{said:?}: {outcome:?}");
        assert!(!matches!(outcome, Outcome::LeftUnlocked { .. }), "{said:?}");
    }
}

#[tokio::test]
async fn locking_is_tried_again_and_then_the_user_is_told_and_the_record_stays_open() {
    let world = locked_world();
    world.refuse_locking(2);
    assert!(matches!(world.carry_out(unlocking_plan(&world).await).await, Outcome::Posted(_)));
    assert!(world.is_locked_now());

    let world = locked_world();
    world.refuse_locking(100);
    let outcome = world.carry_out(unlocking_plan(&world).await).await;
    let told = report(&outcome);
    assert!(told.message.contains("still UNLOCKED") && told.remedy.contains("Lock it in Procore"), "{told:?}");
    assert!(told.details.iter().any(|detail| detail.contains("Successfully re-imported")), "{told:?}");
    assert!(world.ending().is_none());

    // Check now: first it fails again, then it works.
    world.refuse_locking(1);
    let recovered = world.recover().await;
    assert!(recovery_report(&recovered[0]).message.contains("UNLOCKED"), "{recovered:?}");
    let recovered = world.recover().await;
    assert!(matches!(&recovered[0], Recovery::Closed { locked_again: true, reached: LINES, .. }), "{recovered:?}");
    assert!(recovery_report(&recovered[0]).details[0].contains("it is locked again"));
    assert!(world.is_locked_now() && world.pending().await.is_empty());
}

#[tokio::test]
async fn a_budget_that_was_never_opened_is_neither_locked_nor_called_open() {
    // The codes fail before anything is unlocked, and so does asking whether it is locked.
    let world = locked_world();
    world.lack_codes([1]);
    let plan = world.prepare(&Choices::none().unlocking(true).creating_codes(true)).await.plan.unwrap();
    world.next_codes([CodesSaid::Refuses]);
    world.refuse_locking(100);
    let outcome = world.carry_out(plan).await;
    assert!(matches!(outcome, Outcome::Voided { .. }), "{outcome:?}");
    assert_eq!(world.lock_requests(), (0, 0));
}

#[tokio::test]
async fn a_budget_that_somebody_else_opened_is_left_to_them() {
    let world = locked_world();
    world.lack_codes([1]);
    let plan = world.prepare(&Choices::none().unlocking(true).creating_codes(true)).await.plan.unwrap();
    // While the codes are made somebody opens it.
    world.opened_by_somebody_when_codes_are_made();
    let outcome = world.carry_out(plan).await;
    assert!(matches!(outcome, Outcome::Posted(_)), "{outcome:?}");
    assert_eq!((world.lock_requests(), world.is_locked_now()), ((0, 0), false));
}

#[tokio::test]
async fn a_refused_unlock_sends_nothing_and_says_what_a_lock_may_mean() {
    let world = locked_world();
    let plan = unlocking_plan(&world).await;
    world.next_unlocks([UnlockSaid::Refuses]);
    let outcome = world.carry_out(plan).await;
    assert!(matches!(outcome, Outcome::Voided { why: StopReason::NotUnlocked(_), .. }), "{outcome:?}");
    assert_eq!((outcome.end(), world.calls().len(), world.lock_requests()), (End::Refused, 0, (1, 0)));
    assert!(report(&outcome).details[0].contains("did not unlock"), "{:?}", report(&outcome));
    let words = reimport::refusal(&Refusal::BudgetLocked).reason;
    assert!(words.contains("by hand") && words.contains("ERP"), "{words}");
}

#[tokio::test]
async fn an_unlock_whose_answer_was_lost_is_looked_after() {
    // It arrived: the work goes on, and the budget is locked again.
    let world = locked_world();
    let plan = unlocking_plan(&world).await;
    world.next_unlocks([UnlockSaid::OpensItButIsLost]);
    assert!(matches!(world.carry_out(plan).await, Outcome::Posted(_)));
    assert_eq!((world.lock_requests(), world.is_locked_now()), ((1, 1), true));

    // It did not, as far as anybody sees: the record stays open, and a look finds the budget that opens late.
    let world = locked_world();
    let plan = unlocking_plan(&world).await;
    world.next_unlocks([UnlockSaid::Lost]);
    let outcome = world.carry_out(plan).await;
    assert!(matches!(&outcome, Outcome::NotKnownYet { open, .. } if open.unlock), "{outcome:?}");
    assert!(report(&outcome).details.iter().any(|detail| detail.contains("may still be unlocked")));
    assert!(matches!(world.recover().await.as_slice(), [Recovery::NotKnownYet { .. }]));
    world.change_budget(|budget| budget.locked = false);
    let recovered = world.recover().await;
    assert!(matches!(recovered.as_slice(), [Recovery::Closed { locked_again: true, .. }]), "{recovered:?}");
    assert!(world.is_locked_now());
}

/// How many steps the whole walk takes, so that the next test stops at each of them.
async fn steps_of_the_walk() -> usize {
    for steps in 0.. {
        let world = locked_world();
        let plan = unlocking_plan(&world).await;
        if world.killed_after(steps, world.carry_out(plan)).await.is_some() {
            return steps;
        }
    }
    unreachable!("the walk ends")
}

#[tokio::test]
async fn killed_at_every_step_it_is_locked_again_and_nothing_is_done_twice() {
    let walk = steps_of_the_walk().await;
    assert!(walk > 20, "only {walk} steps");
    let mut found_open = 0;
    for killed_at in 0..walk {
        for recovery_killed_at in (0..12).map(Some).chain([None]) {
            let world = locked_world();
            let plan = unlocking_plan(&world).await;
            assert!(world.killed_after(killed_at, world.carry_out(plan)).await.is_none());
            found_open += usize::from(!world.is_locked_now());
            if let Some(steps) = recovery_killed_at {
                // The recovery may be killed too, or end before.
                let _ = world.killed_after(steps, world.recover()).await;
            }
            // A look at once may have to leave open what became of a request; one a quarter of an hour later does not.
            world.recover().await;
            assert!(world.is_locked_now(), "killed at {killed_at}: locked at the first look");
            world.time_passes(Duration::from_mins(15));
            world.recover().await;
            let at = format!("killed at {killed_at} of {walk}, its recovery at {recovery_killed_at:?}");
            assert!(world.is_locked_now(), "{at}");
            assert!(world.pending().await.is_empty(), "{at}");
            let (unlocked, locked) = world.lock_requests();
            assert!(unlocked <= 1 && locked <= unlocked, "{at}: {unlocked} unlocked, {locked} locked");
            // Every line is as it was or as it was planned, and the next re-import finishes the work.
            let amounts = world.amounts();
            assert!(
                amounts.iter().all(|(_, amount)| *amount == usd("200") || *amount == usd("0")),
                "{at}: {amounts:?}"
            );
            let again = world.prepare(&Choices::none().unlocking(true)).await;
            if again.refusals.is_empty() {
                let outcome = world.carry_out(again.plan.unwrap()).await;
                assert!(matches!(outcome, Outcome::Posted(_)), "{at}: {outcome:?}");
            } else {
                assert_eq!(again.refusals, [Refusal::NothingToChange], "{at}");
            }
            assert_eq!(world.amounts().len(), LINES, "{at}: no line is doubled");
            assert!(world.is_locked_now(), "{at}");
        }
    }
    assert!(found_open > 0, "some of the kills must leave the budget open, or nothing was tested");
}
