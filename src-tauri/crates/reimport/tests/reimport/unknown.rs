//! Requests of unknown fate, and everything else that a yes rests on: what is said is known, and what is not known stays open.

use crate::world::{Said, World, usd};
use jobcost::{Currency, Refusal};
use reimport::{End, Ending, FoundCurrency, Outcome, Recovery, StopReason, recovery_report, report};
use std::time::Duration;

#[tokio::test]
async fn requests_whose_answers_are_lost_are_not_known_yet_and_a_later_look_tells() {
    for arrives in [true, false] {
        let world = World::with_lines(2);
        world.next_writes([Said::Late, Said::Late, Said::Late, Said::Late]);
        let outcome = world.reimport().await;
        assert!(matches!(&outcome, Outcome::NotKnownYet { open, .. } if !open.lines.is_empty()), "{outcome:?}");
        let told = report(&outcome);
        assert!(!told.message.contains("Nothing was changed") && told.remedy.contains("Check now"), "{told:?}");
        assert_eq!((outcome.end(), world.ending()), (End::NotProven, None));
        let recovered = world.recover().await;
        assert!(matches!(recovered.as_slice(), [Recovery::NotKnownYet { .. }]), "{recovered:?}");
        assert!(recovery_report(&recovered[0]).message.contains("not known yet"));
        if arrives {
            world.late_requests_arrive();
        }
        world.time_passes(Duration::from_mins(15));
        world.recover().await;
        match world.ending() {
            Some(Ending::Voided { sentence }) => assert!(!arrives && sentence.contains("did not arrive"), "{sentence}"),
            Some(Ending::Posted { total }) => assert!(arrives && total == usd("400")),
            ending => panic!("{ending:?}"),
        }
    }
}

#[tokio::test]
async fn lines_that_were_stored_without_their_amounts_are_in_the_budget_and_said_to_be() {
    for lag in [0, 1] {
        let world = World::with_lines(2);
        world.rows_lag_for_readings(lag);
        world.next_writes([Said::StoresNoAmount]);
        let outcome = world.reimport().await;
        assert!(matches!(outcome, Outcome::Interrupted { why: Some(StopReason::Forbidden(_)), .. }), "{outcome:?}");
        assert_eq!((outcome.end(), world.calls().len()), (End::NotProven, 1), "and it is not tried again");
    }
}

#[tokio::test]
async fn killed_after_a_write_whose_rows_lag_the_next_look_waits_for_them() {
    let mut found = 0;
    for steps in 0..30 {
        let world = World::with_lines(2);
        world.rows_lag_for_readings(1);
        let plan = world.prepare(&jobcost::Choices::none()).await.plan.unwrap();
        if world.killed_after(steps, world.carry_out(plan)).await.is_some() || world.calls().is_empty() {
            continue;
        }
        found += 1;
        world.recover().await;
        assert!(matches!(world.ending(), Some(Ending::Posted { .. })), "killed at {steps}: {:?}", world.ending());
    }
    assert!(found > 0);
}

#[tokio::test]
async fn a_new_reimport_closes_what_an_earlier_one_left_open() {
    let world = World::with_lines(2);
    world.next_writes([Said::Late, Said::Late, Said::Late, Said::Late]);
    assert!(matches!(world.reimport().await, Outcome::NotKnownYet { .. }));
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert!(world.pending().await.is_empty());
    let Some(Ending::Interrupted { sentence }) = world.ending() else { panic!("{:?}", world.ending()) };
    assert!(sentence.contains("is not known"), "{sentence}");
}

#[tokio::test]
async fn all_lines_reached_though_one_was_refused_on_the_way_is_posted() {
    let world = World::with_lines(3);
    world.batches_of(1);
    world.refuse_line(2);
    // Somebody enters the refused line by hand.
    world.next_writes([Said::Yes, Said::YesAndSomebodyEntersTheLastLine]);
    let outcome = world.reimport().await;
    assert!(matches!(&outcome, Outcome::Posted(receipt) if receipt.lines_reached == 3), "{outcome:?}");
}

#[tokio::test]
async fn where_procore_refuses_all_of_it_and_the_budget_is_as_it_was_that_is_said() {
    let world = World::with_lines(1_000);
    (0..1_000).for_each(|line| world.refuse_line(line));
    let outcome = world.reimport().await;
    assert!(matches!(outcome, Outcome::RefusedByProcore { .. }), "{outcome:?}");
    assert!(world.calls().len() <= 20, "{} calls", world.calls().len());
    assert_eq!(outcome.end(), End::Refused);
    assert!(matches!(world.ending(), Some(Ending::Voided { .. })));
}

#[tokio::test]
async fn one_refused_line_of_a_thousand_takes_few_writes() {
    let world = World::with_lines(1_000);
    world.refuse_line(777);
    let outcome = world.reimport().await;
    assert!(matches!(&outcome, Outcome::Interrupted { receipt, .. } if receipt.lines_reached == 999));
    assert!(world.calls().len() <= 30, "{} calls", world.calls().len());
}

#[tokio::test]
async fn a_right_that_only_the_write_reveals_ends_the_run_at_once() {
    let world = World::with_lines(3);
    world.batches_of(1);
    world.next_writes([Said::Forbidden]);
    let outcome = world.reimport().await;
    assert!(matches!(outcome, Outcome::Voided { why: StopReason::Forbidden(_), .. }), "{outcome:?}");
    assert!(outcome.right_missing().is_some());
    assert_eq!((world.calls().len(), outcome.end()), (1, End::Refused));
}

#[tokio::test]
async fn link_and_rights_are_looked_at_again_after_the_yes() {
    let world = World::with_lines(2);
    world.the_job_is_linked_anew_while_the_dialog_is_open();
    assert_eq!(world.reimport().await, Outcome::Relinked);
    let world = World::with_lines(2);
    world.the_right_is_taken_away_while_the_dialog_is_open();
    let outcome = world.reimport().await;
    assert!(matches!(&outcome, Outcome::Refused(why) if matches!(why[..], [Refusal::RightMissing(_)])), "{outcome:?}");
    assert!(world.calls().is_empty() && world.pending().await.is_empty());
}

#[tokio::test]
async fn a_doubled_line_and_an_amount_that_was_not_stored_are_named() {
    let world = World::with_lines(2);
    world.next_writes([Said::YesAndTheFirstLineTwice]);
    let told = report(&world.reimport().await);
    assert!(told.message.contains("1 line differs") && told.details[0].contains("in 2 lines"), "{told:?}");
    let world = World::with_lines(2);
    world.next_writes([Said::YesButWithoutAmounts]);
    let told = report(&world.reimport().await);
    assert!(told.details[0].contains("may add lines but not amounts"), "{told:?}");
}

#[tokio::test]
async fn the_first_line_proves_the_currency_of_an_empty_budget_before_the_rest_is_sent() {
    let cad = Currency::parse("CAD").unwrap();
    let empty = || World::with_amounts(&[usd("200"), usd("100"), usd("50")], &[None, None, None]);
    for (rows, stated, found) in [
        (cad, None, Some(FoundCurrency::Other(cad))),
        (cad, Some(Currency::USD), Some(FoundCurrency::Other(cad))),
        (Currency::UNSTATED, None, Some(FoundCurrency::Unstated)),
        (Currency::UNSTATED, Some(Currency::USD), None),
    ] {
        let world = empty();
        world.rows_are_in(rows);
        if let Some(stated) = stated {
            world.the_user_states(stated);
        }
        let outcome = world.reimport().await;
        match (&outcome, found) {
            (Outcome::Posted(_), None) => assert_eq!(world.calls(), [1, 2]),
            (Outcome::Interrupted { why: Some(StopReason::Currency { found, .. }), .. }, Some(expected)) => {
                assert_eq!((*found, world.calls()), (expected, vec![1]));
            }
            _ => panic!("{rows}, {stated:?}: {outcome:?}"),
        }
        let asked = &world.asked()[0].body;
        assert_eq!(asked.contains("written in USD"), stated.is_none(), "{asked}");
    }
}

#[tokio::test]
async fn a_plan_that_takes_the_money_away_is_asked_about_apart() {
    let zeroing = || World::with_amounts(&[usd("0"), usd("10")], &[Some(usd("900")), Some(usd("5"))]);
    let world = zeroing();
    world.refuse_zeroing();
    assert_eq!(world.reimport().await, Outcome::Declined);
    assert_eq!((world.asked().len(), world.calls().len()), (0, 0), "the usual question is not asked any more");
    let question = &world.asked_zeroing()[0];
    assert!(question.heading.contains("24-101") && question.body.contains("$900.00"), "{question:?}");
    let world = zeroing();
    assert!(matches!(world.reimport().await, Outcome::Posted(_)));
    assert_eq!((world.asked_zeroing().len(), world.asked().len()), (1, 1));
    let world = World::with_lines(2);
    world.reimport().await;
    assert!(world.asked_zeroing().is_empty(), "an ordinary plan is asked about once");
}
