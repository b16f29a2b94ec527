//! Seats, cookies, tenants and time.

use jiff::SignedDuration;
use reqwest::Method;
use simulators::acumatica::{Language, Setting};

use crate::client::{Client, small_company};

#[tokio::test]
async fn whoever_signs_in_reads_and_whoever_signs_out_does_not() {
    let simulator = small_company().await;
    let client = Client::new(&simulator);
    assert_eq!(client.list("Project", &[]).await.status, 401);
    assert_eq!(client.sign_in().await.status, 204);
    assert_eq!(client.list("Project", &[]).await.status, 200);
    assert_eq!((client.sign_out().await.status.as_u16(), simulator.sessions()), (204, 0));
    let refused = client.list("Project", &[]).await;
    assert_eq!((refused.status.as_u16(), refused.json()["message"].is_string()), (401, true));
    assert_eq!(client.sign_out().await.status, 204, "signing out twice is no error");
}

#[tokio::test]
async fn a_tenant_may_be_called_company_and_a_form_will_do() {
    let simulator = small_company().await;
    let as_who = simulator.credentials();
    let login = [("name", as_who.user.as_str()), ("password", &as_who.password), ("company", &as_who.tenant)];
    assert_eq!(Client::new(&simulator).sign_in_as(&login).await.status, 204);
    assert_eq!(Client::new(&simulator).sign_in_by_form(&login).await.status, 204);
    assert_eq!(simulator.sessions(), 2);
}

#[tokio::test]
async fn wrong_credentials_are_told_in_text_and_take_no_seat() {
    let simulator = small_company().await;
    let as_who = simulator.credentials();
    let client = Client::new(&simulator);
    for (name, password) in [(as_who.user.as_str(), "wrong"), ("nobody", as_who.password.as_str()), ("", "")] {
        let refused = client.sign_in_as(&[("name", name), ("password", password), ("tenant", &as_who.tenant)]).await;
        assert!(refused.status.is_server_error() && refused.text.contains("Invalid credentials"), "{refused:?}");
    }
    assert_eq!(simulator.sessions(), 0);
    let log = simulator.bench.log.all();
    assert!(log.iter().all(|request| !request.body.contains("wrong") && !request.body.contains(&as_who.password)));
}

#[tokio::test]
async fn an_unknown_tenant_is_an_error_unless_there_is_only_one() {
    let simulator = small_company().await;
    let as_who = simulator.credentials();
    let client = Client::new(&simulator);
    let login = |tenant| [("name", as_who.user.as_str()), ("password", as_who.password.as_str()), ("tenant", tenant)];
    let (status, kind, _) = client.sign_in_as(&login("Elsewhere")).await.exception();
    assert_eq!((status, kind.as_str()), (500, "PX.Data.PXUndefinedCompanyException"));
    assert_eq!(client.sign_in_as(&login("")).await.status, 204, "no name is the default tenant");
    simulator.set_single_tenant(true);
    assert_eq!(client.sign_in_as(&login("Elsewhere")).await.status, 204);
}

#[tokio::test]
async fn the_third_api_user_finds_no_seat_until_one_leaves() {
    let simulator = small_company().await;
    let first = Client::signed_in(&simulator).await;
    let _second = Client::signed_in(&simulator).await;
    let third = Client::new(&simulator);
    let refused = third.sign_in().await;
    assert_eq!(refused.status, 429);
    assert!(refused.text.contains("API Login Limit"), "{}", refused.text);

    simulator.hide_sign_in_limit(true);
    let unexplained = third.sign_in().await;
    assert_eq!(unexplained.text, "The custom error module does not recognize this error.");

    first.sign_out().await;
    assert_eq!(third.sign_in().await.status, 204);
    assert_eq!(third.sign_in().await.status, 204, "signing in again keeps the same seat");
    assert_eq!(simulator.sessions(), 2);
}

#[tokio::test]
async fn idle_minutes_end_a_session_and_free_its_seat() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.clock().advance(SignedDuration::from_mins(59));
    assert_eq!(client.list("Project", &[]).await.status, 200, "an hour as it is shipped");
    simulator.set(Setting::IdleMinutes { minutes: 10 }).unwrap();
    simulator.clock().advance(SignedDuration::from_mins(9));
    assert_eq!(client.list("Project", &[]).await.status, 200);
    simulator.clock().advance(SignedDuration::from_mins(9));
    assert_eq!(client.list("Project", &[]).await.status, 200, "use keeps it alive");
    simulator.clock().advance(SignedDuration::from_mins(10));
    assert_eq!(simulator.sessions(), 0);
    assert_eq!(client.list("Project", &[]).await.status, 401);
    assert_eq!(client.sign_in().await.status, 204);
    assert_eq!(client.list("Project", &[]).await.status, 200);

    simulator.expire_sessions();
    assert_eq!(client.list("Project", &[]).await.status, 401);
}

#[tokio::test]
async fn wrong_passwords_lock_the_account_and_the_right_one_does_not_open_it() {
    let simulator = small_company().await;
    let as_who = simulator.credentials();
    let client = Client::new(&simulator);
    let wrong = [("name", as_who.user.as_str()), ("password", "wrong"), ("tenant", &as_who.tenant)];
    for _ in 0..4 {
        assert!(client.sign_in_as(&wrong).await.text.contains("Invalid credentials"));
    }
    assert_eq!(client.sign_in().await.status, 204, "a right one begins the count again");
    client.sign_out().await;
    for _ in 0..5 {
        assert!(client.sign_in_as(&wrong).await.text.contains("Invalid credentials"));
    }
    let (status, _, message) = client.sign_in().await.exception();
    assert_eq!((status, message.as_str()), (500, "Your account is locked out."));
    simulator.set(Setting::Language { language: Language::French }).unwrap();
    let (status, _, message) = client.sign_in().await.exception();
    assert_eq!((status, message.as_str()), (500, "Votre compte est verrouillé."), "no English to go by");
    simulator.set(Setting::UnlockedAccount).unwrap();
    assert!(client.sign_in_as(&wrong).await.text.contains("Informations d'identification non valides"));
    assert_eq!(client.sign_in().await.status, 204);

    simulator.set(Setting::SiteLocked { locked: true }).unwrap();
    let refused = Client::new(&simulator).sign_in().await;
    assert!(refused.status == 500 && !refused.text.contains("Invalid credentials"), "{refused:?}");
    assert_eq!(client.list("Project", &[]).await.status, 200, "who is in stays in");
}

#[tokio::test]
async fn the_endpoints_are_told_to_anybody() {
    let simulator = small_company().await;
    let client = Client::new(&simulator);
    let body = client.get("/AcumaticaERP/entity").await.json();
    assert!(body["version"]["acumaticaBuildVersion"].is_string());
    let versions: Vec<_> =
        body["endpoints"].as_array().unwrap().iter().map(|each| each["version"].as_str().unwrap()).collect();
    assert_eq!(versions, ["23.200.001", "24.200.001", "25.200.001"]);
    assert_eq!(body["endpoints"][1]["href"], "/AcumaticaERP/entity/Default/24.200.001/");

    simulator.set_versions(&["22.200.001"]);
    let client = Client::signed_in(&simulator).await;
    assert_eq!(client.list("Project", &[]).await.status, 404);
}

#[tokio::test]
async fn signing_out_without_a_length_is_refused_by_the_server_in_front() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let refused = client.send(Method::POST, "/entity/auth/logout", "").await;
    // The client library leaves the header out when there is no body.
    assert_eq!((refused.status.as_u16(), simulator.sessions()), (411, 1));
}
