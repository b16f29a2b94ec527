//! Signing in with a real browser on the vendors' own pages: the form, two consents, and the company's budgets. The simulators here are
//! the test's own, so that nothing of the demo helps.

use simulators::ridgeline::{Company, job};
use simulators::{Settings, Simulation};
use test_desktop::browser::Browser;
use test_desktop::desktop::{Album, link, opened_links};
use test_desktop::session::Session;
use test_desktop::wait::until;

#[tokio::test]
async fn a_person_connects_in_the_browser() {
    let job = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00");
    let simulation = simulators::start(Company::with_jobs([job]), Settings::default()).await.unwrap();
    let (acumatica, procore) = (simulation.acumatica.credentials(), simulation.procore.credentials());
    let session = Session::open("light").await;
    let window = &session.window;

    window.click("[data-slot=connect-accounts]").await;
    for choice in ["acumatica-way-browser", "environment-custom", "procore-way-browser"] {
        window.click(&format!("[data-slot={choice}]")).await;
    }
    let application = simulation.procore.oauth.client();
    for (name, value) in [
        ("acumaticaUrl", &acumatica.base_url),
        ("applicationId", &acumatica.client_id),
        ("applicationSecret", &acumatica.client_secret),
        ("procoreUrl", &simulation.procore.base_url),
        ("procoreLoginUrl", &simulation.procore.base_url),
        ("clientId", &application.id),
        ("clientSecret", &application.secret),
        ("companyId", &procore.company_id.to_string()),
    ] {
        window.fill(&format!("input[name={name}]"), value).await;
    }
    let mut album = Album::open();
    album.take("browser", "Connect accounts: in the browser on both sides").await;
    let seen = opened_links().lines().count();
    window.click("[data-slot=connect]").await;
    for side in 0..2 {
        let page = Browser::open(&link(seen + side).await).await;
        page.click("#allow").await;
        page.wait_for("You are signed in").await;
    }
    window.text("[data-slot=row][data-job-id='24-101']").await;

    // What was typed and what came of it is in the keychain and nowhere else.
    let secrets = crate::secrets::in_keychain();
    assert!(secrets.contains(&acumatica.client_secret) && secrets.contains(&application.secret));
    nowhere_else(&session, &simulation).await;

    // Forgotten, they are gone from there as well.
    window.click("[data-slot=nav-connections]").await;
    window.click("[data-slot=connection-row] [data-slot=forget]").await;
    window.click("[data-slot=forget-sure]").await;
    window.wait_for_count("[data-slot=connection-row]", 0).await;
    until("the secrets to leave the keychain", async || {
        let accounts = crate::secrets::accounts();
        let mut names = accounts.lines().filter_map(|line| line.strip_prefix("attribute.username = "));
        // The demo's stay, which another test may have left there.
        names.all(|name| name.starts_with("demo/")).then_some(())
    })
    .await;

    brings_a_code(&session, &simulation).await;
    session.quit().await;
}

/// Where nothing may listen: Procore shows a code, the person pastes it, and chooses among the companies their account sees.
async fn brings_a_code(session: &Session, simulation: &Simulation) {
    let (acumatica, procore) = (simulation.acumatica.credentials(), simulation.procore.credentials());
    let (application, window) = (simulation.procore.oauth.client(), &session.window);
    simulation.procore.also_list(7, "Ridgeline Holding");
    window.click("[data-slot=connect-accounts]").await;
    for choice in ["environment-custom", "procore-way-pastedCode"] {
        window.click(&format!("[data-slot={choice}]")).await;
    }
    for (name, value) in [
        ("acumaticaUrl", &acumatica.base_url),
        ("tenant", &acumatica.tenant),
        ("user", &acumatica.user),
        ("password", &acumatica.password),
        ("procoreUrl", &simulation.procore.base_url),
        ("procoreLoginUrl", &simulation.procore.base_url),
        ("clientId", &application.id),
        ("clientSecret", &application.secret),
    ] {
        window.fill(&format!("input[name={name}]"), value).await;
    }
    let seen = opened_links().lines().count();
    window.click("[data-slot=connect]").await;
    let page = Browser::open(&link(seen).await).await;
    page.click("#allow").await;
    window.fill("[data-slot=sign-in-question] input[name=code]", &page.value("#code").await).await;
    window.click("[data-slot=answer-sign-in]").await;
    window.click(&format!("[data-slot=sign-in-question] input[value='{}']", procore.company_id)).await;
    window.click("[data-slot=answer-sign-in]").await;
    window.text("[data-slot=row][data-job-id='24-101']").await;
    nowhere_else(session, simulation).await;
    window.click("[data-slot=nav-connections]").await;
    window.click("[data-slot=connection-row] [data-slot=forget]").await;
    window.click("[data-slot=forget-sure]").await;
    window.wait_for_count("[data-slot=connection-row]", 0).await;
}

/// Neither what the keychain holds, passwords and cookies among it, nor any code or token that was ever issued is in the window, in the
/// log, which tells all it can, or in another file.
async fn nowhere_else(session: &Session, simulation: &Simulation) {
    let issued = simulation.acumatica.oauth.secrets().into_iter().chain(simulation.procore.oauth.secrets());
    let canaries: Vec<String> = issued.chain(crate::secrets::in_keychain()).collect();
    let source = session.window.source().await;
    assert!(canaries.iter().all(|canary| !source.contains(canary.as_str())), "a secret is in the window");
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
        let holding = crate::secrets::files_holding(&canaries, std::env::var(folder).unwrap().as_ref());
        assert_eq!(holding, [""; 0], "a secret is in a file");
    }
}
