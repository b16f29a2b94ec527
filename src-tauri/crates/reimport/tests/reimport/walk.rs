//! The walk of a re-import against a world made of memory, where every end can be forced: what is sent, what is noted, what is said.
//!
//! The journeys in `tests/` of the house walk the same way over HTTP; here are the ends that a server cannot be asked for politely.

use crate::world::{Said, World, side_error, usd};
use jobcost::{Refusal, Side};
use reimport::{Ending, LineProgress, Outcome, SideErrorKind, StopReason, recover, report};

#[tokio::test]
async fn a_yes_is_carried_out_and_proven() {
    let world = World::with_lines(3);
    let Outcome::Posted(receipt) = world.reimport().await else { panic!("posted") };
    assert_eq!((receipt.lines_reached, receipt.lines_planned), (3, 3));
    assert_eq!(world.calls(), [3]);
    assert!(matches!(world.ending(), Some(Ending::Posted { total }) if total == usd("600")));
    assert!(world.progress().iter().all(|line| *line == Some(LineProgress::Acknowledged)));
}

#[tokio::test]
async fn a_no_changes_nothing_and_leaves_no_record() {
    let world = World::with_lines(3);
    let before = world.amounts();
    world.answer_no();
    assert_eq!(world.reimport().await, Outcome::Declined);
    assert_eq!(world.amounts(), before);
    assert_eq!(world.calls(), [0; 0]);
    assert!(world.pending().await.is_empty() && world.ending().is_none());
}

#[tokio::test]
async fn without_a_journal_nothing_is_sent() {
    let world = World::with_lines(3);
    world.journal_fails_after(0);
    assert!(matches!(world.reimport().await, Outcome::NotBegun(error) if error.disk_full));
    assert_eq!(world.calls(), [0; 0]);
}

#[tokio::test]
async fn a_journal_that_fills_up_midway_stops_the_sending_and_leaves_the_record_to_recovery() {
    let world = World::with_lines(3);
    world.batches_of(1);
    // begin, sent 1, acknowledged 1, then the disk is full at the second line's "sent".
    world.journal_fails_after(3);
    let outcome = world.reimport().await;
    assert!(
        matches!(&outcome, Outcome::Interrupted { why: Some(StopReason::Journal(_)), receipt, .. } if receipt.lines_reached == 1)
    );
    assert_eq!(world.calls(), [1]);
    world.journal_mended();
    let recovered = world.recover().await;
    assert!(matches!(
        recovered.as_slice(),
        [reimport::Recovery::Closed { reached: 1, ending: Ending::Interrupted { .. }, .. }]
    ));
    assert!(world.recover().await.is_empty(), "a record is closed once");
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_and_its_lines_are_not_sent_again() {
    let world = World::with_lines(3);
    world.next_writes([Said::AppliedButLost]);
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert_eq!(world.calls(), [3], "one call, although its answer was lost");
}

#[tokio::test]
async fn a_request_that_never_arrived_is_sent_again_after_looking() {
    let world = World::with_lines(3);
    world.next_writes([Said::Lost]);
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert_eq!(world.calls(), [3, 3]);
}

#[tokio::test]
async fn a_slow_server_gets_smaller_batches() {
    let world = World::with_lines(8);
    world.next_writes([Said::TooSlow, Said::Yes]);
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert_eq!(world.calls(), [8, 4, 4]);
}

#[tokio::test]
async fn without_batches_it_goes_line_by_line() {
    let world = World::with_lines(3);
    world.next_writes([Said::OnlyOneAtATime]);
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert_eq!(world.calls(), [3, 1, 1, 1]);
}

#[tokio::test]
async fn one_line_the_server_refuses_does_not_take_the_others_with_it() {
    let world = World::with_lines(4);
    world.refuse_line(2);
    let outcome = world.reimport().await;
    let Outcome::Interrupted { receipt, not_reached, why: None } = &outcome else { panic!("{outcome:?}") };
    assert_eq!((receipt.lines_reached, not_reached.len()), (3, 1));
    assert_eq!(not_reached[0].refusal.as_deref(), Some("no"));
    assert!(report(&outcome).details[0].contains("no"));
}

#[tokio::test]
async fn a_budget_locked_during_the_work_stops_it() {
    let world = World::with_lines(4);
    world.batches_of(2);
    world.next_writes([Said::Yes, Said::LockedMeanwhile]);
    let outcome = world.reimport().await;
    assert!(
        matches!(&outcome, Outcome::Interrupted { why: Some(StopReason::Locked), receipt, .. } if receipt.lines_reached == 2)
    );
    assert!(matches!(world.ending(), Some(Ending::Interrupted { .. })));
}

#[tokio::test]
async fn a_budget_locked_while_the_dialog_was_open_is_refused() {
    let world = World::with_lines(2);
    world.while_the_dialog_is_open(|budget| budget.locked = true);
    assert_eq!(world.reimport().await, Outcome::Refused(vec![Refusal::BudgetLocked]));
    assert_eq!(world.calls(), [0; 0]);
}

#[tokio::test]
async fn a_line_changed_while_the_dialog_was_open_makes_the_plan_outdated() {
    let world = World::with_lines(2);
    world.while_the_dialog_is_open(|budget| budget.line_items[0].original_budget = usd("77"));
    let outcome = world.reimport().await;
    let Outcome::Outdated(moved) = &outcome else { panic!("{outcome:?}") };
    assert_eq!((moved[0].side, moved[0].lines.len()), (Side::Procore, 1));
    assert_eq!(report(&outcome).details, ["Procore: 01-00-00.S was $0.00, is $77.00"]);
}

#[tokio::test]
async fn rows_that_lag_are_waited_for_before_a_line_is_called_discrepant() {
    let world = World::with_lines(2);
    world.rows_lag_for_readings(4);
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert!(world.slept_seconds() >= 3);
}

#[tokio::test]
async fn a_yes_from_the_server_is_not_the_proof() {
    let world = World::with_lines(2);
    world.next_writes([Said::YesButNothingHappens]);
    let outcome = world.reimport().await;
    assert!(matches!(&outcome, Outcome::Discrepant { lines, .. } if lines.len() == 2), "{outcome:?}");
    assert!(world.slept_seconds() >= 50, "it waited for rows that might lag");
}

#[tokio::test]
async fn a_stranger_s_change_during_the_work_is_named_and_not_waited_for() {
    let world = World::with_lines(2);
    world.next_writes([Said::YesAndAStrangerChangesTheFirstLine]);
    let outcome = world.reimport().await;
    assert!(matches!(&outcome, Outcome::Discrepant { lines, .. } if lines.len() == 1));
    assert_eq!(world.slept_seconds(), 0);
}

#[tokio::test]
async fn a_proof_that_cannot_be_read_stays_open_and_is_read_later() {
    let world = World::with_lines(2);
    world.readings_fail_after_the_write(side_error(SideErrorKind::Unreachable));
    let outcome = world.reimport().await;
    assert!(matches!(outcome, Outcome::Unproven { .. }));
    assert_eq!(world.pending().await.len(), 1);
    assert!(matches!(world.recover().await.as_slice(), [reimport::Recovery::StillPending { .. }]));
    world.readings_work_again();
    let recovered = world.recover().await;
    assert!(matches!(recovered.as_slice(), [reimport::Recovery::Closed { ending: Ending::Posted { .. }, .. }]));
}

#[tokio::test]
async fn recovery_never_writes() {
    let world = World::with_lines(2);
    world.readings_fail_after_the_write(side_error(SideErrorKind::Unreachable));
    world.reimport().await;
    let calls = world.calls().len();
    world.readings_work_again();
    recover(&world, &world, &world, &world, world.pending().await).await.unwrap();
    assert_eq!(world.calls().len(), calls);
}
