//! Changing a connection, and leaving it alone.

use bench::{House, form, no_limits};
use secrecy::ExposeSecret;
use simulators::oauth::Consent;
use simulators::ridgeline::{Company, job};
use tieout::{ApplicationErrorKind, Band, Connection, ConnectionForm, FormAcumaticaWay, FormProcoreWay};
use vault::Vault as _;

async fn house() -> (House, Connection) {
    let house = House::unread(Company::with_jobs([job("24-101", "Harbor Point")]), no_limits()).await;
    let connection = house.application.start_state().await.unwrap().open.unwrap();
    (house, connection)
}

async fn stored(house: &House, account: &str) -> Option<String> {
    house.vault.get(account).await.unwrap().map(|secret| secret.expose_secret().to_owned())
}

#[tokio::test]
async fn a_new_name_and_colour_need_no_password() {
    let (house, connection) = house().await;
    let mut form = house.application.connections().form(&connection.id).await.unwrap();
    (form.name, form.band) = ("Ridgeline, sandbox".into(), Some(Band::Violet));
    let edited = house.application.edit_connection(&connection.id, form).await.unwrap();
    assert_eq!((edited.id.clone(), edited.name.as_str()), (connection.id.clone(), "Ridgeline, sandbox"));
    let state = house.application.start_state().await.unwrap();
    assert_eq!((&state.connections, state.open.as_ref()), (&vec![edited.clone()], Some(&edited)), "open again");
    house.company().await.check().await.unwrap();
    assert_eq!(house.simulation.acumatica.sessions(), 1, "the one before was given back");
}

#[tokio::test]
async fn a_password_that_does_not_work_changes_nothing() {
    let (house, connection) = house().await;
    let before = stored(&house, &connection.password_account()).await;
    let mut form = house.application.connections().form(&connection.id).await.unwrap();
    form.password = "not the password".to_owned().into();
    house.application.edit_connection(&connection.id, form).await.unwrap_err();
    assert_eq!(stored(&house, &connection.password_account()).await, before);
    assert_eq!(house.application.start_state().await.unwrap().connections, vec![connection.clone()]);
    house.application.open_connection(&connection.id).await.unwrap();
    house.company().await.check().await.unwrap();
}

#[tokio::test]
async fn another_way_leaves_no_secret_of_the_old_one() {
    let (house, connection) = house().await;
    house.simulation.procore.oauth.set_consent(Consent::Allow);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    house.simulation.procore.oauth.add_redirect_uri(&format!("http://localhost:{port}/callback"));
    let of_connection = house.application.connections().form(&connection.id).await.unwrap();
    let typed = form(&house.simulation);
    let by_application = ConnectionForm {
        acumatica_way: FormAcumaticaWay::Application,
        application_id: typed.application_id,
        application_secret: typed.application_secret,
        procore_way: FormProcoreWay::Browser,
        procore_port: port.to_string(),
        ..of_connection
    };
    let edited = house.application.edit_connection(&connection.id, by_application).await.unwrap();
    house.company().await.check().await.unwrap();
    let token = format!("{}/procore-refresh-token", connection.id.0);
    assert!(stored(&house, &token).await.is_some());

    let mut back = house.application.connections().form(&edited.id).await.unwrap();
    (back.acumatica_way, back.procore_way) = (FormAcumaticaWay::Cookie, FormProcoreWay::ServiceAccount);
    house.application.edit_connection(&edited.id, back).await.unwrap();
    assert!(stored(&house, &token).await.is_none());
    assert!(stored(&house, &edited.application_secret_account()).await.is_none());
    assert!(stored(&house, &edited.password_account()).await.is_some());
}

#[tokio::test]
async fn it_goes_on_pairing_the_same_companies() {
    let (house, connection) = house().await;
    let mut form = house.application.connections().form(&connection.id).await.unwrap();
    form.company_id = "7".into();
    let error = house.application.edit_connection(&connection.id, form).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::BadInput { field: "companyId" });
    assert!(house.application.start_state().await.unwrap().open.is_some(), "and stays open");
}

#[tokio::test]
async fn an_edit_that_fails_on_one_side_leaves_the_other_signed_in() {
    let (house, _) = house().await;
    house.application.close_connection().await.unwrap();
    house.simulation.acumatica.oauth.set_consent(Consent::Allow);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    house.simulation.acumatica.oauth.add_redirect_uri(&format!("http://localhost:{port}/callback"));
    let in_browser = ConnectionForm {
        acumatica_way: FormAcumaticaWay::Browser,
        acumatica_port: port.to_string(),
        ..form(&house.simulation)
    };
    let connection = house.application.connect(in_browser).await.unwrap();
    house.application.close_connection().await.unwrap();

    // Acumatica is asked first and exchanges its token; then Procore refuses.
    let mut wrong = house.application.connections().form(&connection.id).await.unwrap();
    wrong.client_secret = "not the secret".to_owned().into();
    house.application.edit_connection(&connection.id, wrong).await.unwrap_err();
    house.application.open_connection(&connection.id).await.unwrap();
    house.company().await.check().await.unwrap();
}
