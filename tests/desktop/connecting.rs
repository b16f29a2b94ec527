//! Connecting to simulators of a test's own, with a password and a service account: nothing of the demo helps.

use crate::window::Window;
use simulators::Simulation;

/// Fills the form and connects. The company's jobs are on the screen afterwards, though not all are read yet.
pub async fn connect(window: &Window, simulation: &Simulation) {
    let (acumatica, procore) = (simulation.acumatica.credentials(), simulation.procore.credentials());
    window.click("[data-slot=connect-accounts]").await;
    window.click("[data-slot=environment-custom]").await;
    for (name, value) in [
        ("acumaticaUrl", &acumatica.base_url),
        ("tenant", &acumatica.tenant),
        ("user", &acumatica.user),
        ("password", &acumatica.password),
        ("procoreUrl", &simulation.procore.base_url),
        ("procoreLoginUrl", &simulation.procore.base_url),
        ("clientId", &procore.client_id),
        ("clientSecret", &procore.client_secret),
        ("companyId", &procore.company_id.to_string()),
    ] {
        window.fill(&format!("input[name={name}]"), value).await;
    }
    window.click("[data-slot=connect]").await;
    window.text("[data-slot=row]").await;
}

/// Forgets the connection that is open, so that the next test finds none.
pub async fn forget(window: &Window) {
    window.click("[data-slot=nav-connections]").await;
    window.click("[data-slot=connection-row] [data-slot=forget]").await;
    window.click("[data-slot=forget-sure]").await;
    window.wait_for_count("[data-slot=connection-row]", 0).await;
}
