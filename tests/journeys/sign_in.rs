//! Every way to sign in, from the form to the Budgets page, and what is said where it does not come to that.

use bench::{House, form, no_limits};
use jobcost::Side;
use simulators::oauth::Consent;
use simulators::ridgeline::{Company, job};
use std::net::TcpListener;
use tieout::{
    ApplicationError, ApplicationErrorKind, ConnectionForm, EndKind, Event, FormAcumaticaWay, FormProcoreWay,
    SideErrorKind, SignInQuestion,
};
use tokio::sync::broadcast;
use vault::{Vault as _, VaultError};

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "2.00")
        .budget("03-30-00", "S", "1.00")])
}

/// A house whose first connection is closed again; the journey connects in its own way.
async fn house(consent: Consent) -> House {
    let house = House::unread(company(), no_limits()).await;
    house.application.close_connection().await.unwrap();
    house.simulation.acumatica.oauth.set_consent(consent);
    house.simulation.procore.oauth.set_consent(consent);
    house
}

/// The form for the browser on both sides, with ports of the journey's own.
fn in_the_browser(house: &House) -> ConnectionForm {
    let mut form = form(&house.simulation);
    form.acumatica_way = FormAcumaticaWay::Browser;
    form.procore_way = FormProcoreWay::Browser;
    let [one, other] = [free_port(), free_port()];
    house.simulation.acumatica.oauth.add_redirect_uri(&format!("http://localhost:{one}/callback"));
    house.simulation.procore.oauth.add_redirect_uri(&format!("http://localhost:{other}/callback"));
    (form.acumatica_port, form.procore_port) = (one.to_string(), other.to_string());
    form
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn refused(house: &House, form: ConnectionForm) -> ApplicationError {
    let before = house.application.start_state().await.unwrap().connections.len();
    let error = house.application.connect(form).await.unwrap_err();
    assert_eq!(house.application.start_state().await.unwrap().connections.len(), before, "nothing is stored");
    assert!(!error.remedy.is_empty(), "{error}");
    error
}

#[tokio::test]
async fn in_the_browser_on_both_sides_and_again_at_the_next_start() {
    let house = house(Consent::Allow).await;
    let connection = house.application.connect(in_the_browser(&house)).await.unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    house.application.quit().await;
    assert_eq!(house.simulation.acumatica.sessions(), 0);

    // The tokens in the keychain are all that the next start has.
    house.simulation.acumatica.oauth.expire_access_tokens();
    house.simulation.procore.oauth.expire_access_tokens();
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    again.company().await.unwrap().check().await.unwrap();
    again.quit().await;
}

#[tokio::test]
async fn with_a_password_through_a_connected_application() {
    let house = house(Consent::Ask).await;
    let mut form = form(&house.simulation);
    form.acumatica_way = FormAcumaticaWay::Application;
    form.tenant = String::new();
    let connection = house.application.connect(form).await.unwrap();
    assert_eq!(connection.acumatica.tenant, house.simulation.acumatica.credentials().tenant, "the client id names it");
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn a_denied_consent_stores_nothing() {
    let house = house(Consent::Deny).await;
    let error = refused(&house, in_the_browser(&house)).await;
    assert_eq!(error.kind, ApplicationErrorKind::Side(Side::Acumatica, SideErrorKind::Forbidden));
    assert!(error.sentence.contains("denied"), "{error}");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let house = house(Consent::Allow).await;
    let form = in_the_browser(&house);
    let port: u16 = form.acumatica_port.parse().unwrap();
    let _other_program = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let error = refused(&house, form).await;
    assert!(error.sentence.contains(&port.to_string()), "{error}");
}

#[tokio::test]
async fn a_wrong_client_secret_is_said_and_nothing_is_stored() {
    let house = house(Consent::Allow).await;
    let mut form = in_the_browser(&house);
    form.application_secret = "not the secret".to_owned().into();
    let error = refused(&house, form).await;
    assert_eq!(error.kind, ApplicationErrorKind::Side(Side::Acumatica, SideErrorKind::WrongCredentials));
    assert!(error.remedy.contains("secret"), "{error}");
}

#[tokio::test]
async fn a_revoked_sign_in_leads_back_to_the_browser() {
    let house = house(Consent::Allow).await;
    let connection = house.application.connect(in_the_browser(&house)).await.unwrap();
    house.application.quit().await;
    house.simulation.procore.oauth.revoke_refresh_tokens();
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    let error = again.company().await.unwrap().check().await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Side(Side::Procore, SideErrorKind::SignedOut));
    assert!(error.remedy.contains("Sign in again"), "{error}");
    again.quit().await;
}

#[tokio::test]
async fn two_windows_do_not_log_each_other_out() {
    let house = house(Consent::Allow).await;
    let connection = house.application.connect(in_the_browser(&house)).await.unwrap();
    let other = House::application(house.folder.path(), house.vault.clone()).await;
    other.open_connection(&connection.id).await.unwrap();
    for _ in 0..2 {
        house.simulation.acumatica.oauth.expire_access_tokens();
        house.simulation.procore.oauth.expire_access_tokens();
        let (ours, theirs) = (house.company().await, other.company().await.unwrap());
        let (one, two) = tokio::join!(ours.check(), theirs.check());
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    }
    other.quit().await;
}

#[tokio::test]
async fn forgetting_a_connection_forgets_its_tokens() {
    let house = house(Consent::Allow).await;
    let connection = house.application.connect(in_the_browser(&house)).await.unwrap();
    let account = format!("{}/procore-refresh-token", connection.id.0);
    assert!(house.vault.get(&account).await.unwrap().is_some());
    house.application.forget_connection(&connection.id).await.unwrap();
    assert!(house.vault.get(&account).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sign_in_that_is_given_up_stores_nothing() {
    // The consent page is shown, and nobody presses a button.
    let house = house(Consent::Ask).await;
    let (application, form) = (house.application.clone(), in_the_browser(&house));
    let connecting = tokio::spawn(async move { application.connect(form).await });
    let shown = |log: &[simulators::bench::RequestRecord]| log.iter().any(|one| one.path.contains("connect/authorize"));
    house.simulation.acumatica.bench.log.wait_until(shown, std::time::Duration::from_secs(20)).await.unwrap();
    house.application.sign_in().cancel();
    let error = connecting.await.unwrap().unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::NotReady, "{error}");
    assert_eq!(house.application.start_state().await.unwrap().connections.len(), 1);
}

/// What the next question of a sign-in is.
async fn asked(events: &mut broadcast::Receiver<Event>) -> SignInQuestion {
    loop {
        if let Event::Asked(question) = events.recv().await.unwrap() {
            return question;
        }
    }
}

/// The code that Procore shows a person on a page.
async fn code_shown(house: &House) -> String {
    let procore = &house.simulation.procore;
    let query = [
        ("response_type", "code"),
        ("client_id", &procore.credentials().client_id),
        ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"),
    ];
    let url = format!("{}/oauth/authorize", procore.base_url);
    let page = bench::client().get(url).query(&query).send().await.unwrap().text().await.unwrap();
    let (_, rest) = page.split_once("value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_code_is_brought_by_hand() {
    let house = house(Consent::Allow).await;
    let mut form = form(&house.simulation);
    form.procore_way = FormProcoreWay::PastedCode;
    let mut events = house.application.news().listen();
    let application = house.application.clone();
    let connecting = tokio::spawn(async move { application.connect(form).await });
    assert_eq!(asked(&mut events).await, SignInQuestion::PasteCode);
    house.application.sign_in().answer(format!(" {}\n", code_shown(&house).await).into());
    let connection = connecting.await.unwrap().unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    house.application.quit().await;

    house.simulation.procore.oauth.expire_access_tokens();
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    again.company().await.unwrap().check().await.unwrap();
    again.quit().await;
}

#[tokio::test]
async fn an_expired_code_is_refused_with_a_sentence() {
    let house = house(Consent::Allow).await;
    let mut form = form(&house.simulation);
    form.procore_way = FormProcoreWay::PastedCode;
    let mut events = house.application.news().listen();
    let application = house.application.clone();
    let connecting = tokio::spawn(async move { application.connect(form).await });
    asked(&mut events).await;
    let code = code_shown(&house).await;
    house.simulation.procore.oauth.expire_codes();
    house.application.sign_in().answer(code.into());
    let error = connecting.await.unwrap().unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Side(Side::Procore, SideErrorKind::WrongCredentials));
    assert!(error.remedy.contains("sign in again"), "{error}");
}

#[tokio::test]
async fn the_company_is_chosen_from_those_the_account_sees() {
    let house = house(Consent::Allow).await;
    let own = house.simulation.procore.credentials().company_id;
    let open = || ConnectionForm { company_id: String::new(), ..in_the_browser(&house) };

    // The only one needs no question.
    let connection = house.application.connect(open()).await.unwrap();
    assert_eq!(u64::try_from(connection.procore.company_id).unwrap(), own);

    house.application.close_connection().await.unwrap();
    house.simulation.procore.also_list(7, "Ridgeline Holding");
    let mut events = house.application.news().listen();
    let (application, form) = (house.application.clone(), open());
    let connecting = tokio::spawn(async move { application.connect(form).await });
    let SignInQuestion::ChooseCompany { companies: choices } = asked(&mut events).await else {
        panic!("another question")
    };
    assert!(choices.iter().any(|choice| choice.name == "Ridgeline Holding"), "{choices:?}");
    house.application.sign_in().answer(own.to_string().into());
    let connection = connecting.await.unwrap().unwrap();
    assert_eq!(u64::try_from(connection.procore.company_id).unwrap(), own);
}

#[tokio::test]
async fn the_answer_to_another_sign_in_is_not_used() {
    // The person does not answer; something else comes to the port.
    let house = house(Consent::Ask).await;
    let (application, form) = (house.application.clone(), in_the_browser(&house));
    let port = form.acumatica_port.clone();
    let connecting = tokio::spawn(async move { application.connect(form).await });
    let shown = |log: &[simulators::bench::RequestRecord]| log.iter().any(|one| one.path.contains("connect/authorize"));
    house.simulation.acumatica.bench.log.wait_until(shown, std::time::Duration::from_secs(20)).await.unwrap();
    let browser = bench::client();
    for _ in 0..3 {
        let stray = browser.get(format!("http://localhost:{port}/callback?code=stolen&state=another"));
        let brought = stray.send().await.unwrap();
        assert_eq!(brought.status(), 400);
        assert!(brought.text().await.unwrap().contains("another sign-in"));
    }
    assert!(!connecting.is_finished(), "the sign-in goes on");
    connecting.abort();
    let exchanged = |one: &simulators::bench::RequestRecord| one.path.contains("connect/token");
    assert!(!house.simulation.acumatica.bench.log.all().iter().any(exchanged), "the code went nowhere");
}

#[tokio::test]
async fn a_keychain_that_vanishes_midway_loses_no_token() {
    let house = house(Consent::Allow).await;
    house.application.connect(in_the_browser(&house)).await.unwrap();
    house.company().await.check().await.unwrap();
    house.simulation.procore.oauth.expire_access_tokens();
    house.vault.fail_next(VaultError::NoSecretService);
    let error = house.company().await.check().await.unwrap_err();
    assert!(error.sentence.contains(&VaultError::NoSecretService.sentence()), "{error}");

    // It is back, and with it the sign-in.
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}
