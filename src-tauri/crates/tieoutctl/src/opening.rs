//! Starts the application and opens the company the command line names.

use crate::arguments::CompanyArguments;
use crate::end::CommandError;
use crate::secrets;
use std::path::PathBuf;
use std::sync::Arc;
use tieout::{
    Application, ApplicationError, Browser, Connection, ConnectionForm, DemoPorts, FormAcumaticaWay, FormEnvironment,
    FormProcoreWay, KeychainVault, Parts, SystemClock, Timeouts,
};

/// A terminal makes no connections that need a browser; those are made in the window, and used here.
struct Nobody;

impl Browser for Nobody {
    fn open(&self, _: &tieout::Url) -> Result<(), String> {
        Err("A sign-in in the browser is made in Tieout's window.".to_owned())
    }
}

/// Where everything is kept: where the options say, or where the window keeps it.
pub(crate) fn data_folder(named: Option<PathBuf>) -> Result<PathBuf, CommandError> {
    named.or_else(usual_data_folder).ok_or_else(|| {
        CommandError::new("Your account has no folder for application data.", "Name one with --data-folder.")
    })
}

/// Starts the application on its journal; nothing is open yet.
pub(crate) async fn application(data_folder: PathBuf) -> Result<Arc<Application>, CommandError> {
    let parts = Parts {
        data_folder,
        vault: Arc::new(KeychainVault::default()),
        clock: Arc::new(SystemClock),
        timeouts: Timeouts::default(),
        demo_ports: DemoPorts::default(),
        browser: Arc::new(Nobody),
        user: user(),
    };
    Ok(Application::start(parts).await?)
}

/// The window's.
fn usual_data_folder() -> Option<PathBuf> {
    Some(tieout::usual_data_folder(&dirs::data_local_dir()?, &dirs::data_dir()?))
}

/// Opens the company.
pub(crate) async fn open(application: &Arc<Application>, asked: &CompanyArguments) -> Result<Connection, CommandError> {
    if asked.demo {
        return Ok(application.open_demo().await?);
    }
    if asked.acumatica_url.is_some() {
        return application.open_unstored(form(asked)?).await.map_err(with_option);
    }
    let stored = stored(application, asked).await?;
    Ok(application.open_connection(&stored.id).await?)
}

/// The stored connection that is meant.
pub(crate) async fn stored(application: &Application, asked: &CompanyArguments) -> Result<Connection, CommandError> {
    let mut connections = application.start_state().await?.connections;
    let names = || connections.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    match &asked.connection {
        Some(name) => {
            let meant = connections.iter().position(|one| one.id.0 == *name || one.name.eq_ignore_ascii_case(name));
            let remedy = if connections.is_empty() {
                "There is none yet.".to_owned()
            } else {
                format!("There are: {}.", names())
            };
            meant
                .map(|place| connections.swap_remove(place))
                .ok_or_else(|| CommandError::usage(format!("There is no connection {name}."), remedy))
        }
        None if connections.len() == 1 => Ok(connections.swap_remove(0)),
        None if connections.is_empty() => Err(CommandError::usage(
            "No connection is stored on this computer.",
            "Connect the accounts in Tieout's window, name them with --acumatica-url and the options after it, or use --demo.",
        )),
        None => Err(CommandError::usage(
            "More than one connection is stored.",
            format!("Choose with --connection: {}.", names()),
        )),
    }
}

fn form(asked: &CompanyArguments) -> Result<ConnectionForm, CommandError> {
    let secrets = secrets::read(asked.secrets_stdin)?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let procore_url = text(&asked.procore_url);
    Ok(ConnectionForm {
        band: None,
        name: String::new(),
        acumatica_url: text(&asked.acumatica_url),
        acumatica_way: FormAcumaticaWay::Cookie,
        application_id: String::new(),
        application_secret: String::new().into(),
        acumatica_port: String::new(),
        procore_way: FormProcoreWay::ServiceAccount,
        procore_port: String::new(),
        tenant: text(&asked.acumatica_tenant),
        user: text(&asked.acumatica_user),
        password: secrets.password,
        procore_environment: if procore_url.is_empty() { FormEnvironment::Production } else { FormEnvironment::Custom },
        procore_login_url: asked.procore_login_url.clone().unwrap_or_else(|| procore_url.clone()),
        procore_url,
        client_id: text(&asked.procore_client_id),
        client_secret: secrets.client_secret,
        company_id: text(&asked.procore_company_id),
    })
}

/// The form's field, as the command line knows it.
fn with_option(error: ApplicationError) -> CommandError {
    let tieout::ApplicationErrorKind::BadInput { field } = error.kind else { return error.into() };
    let option = match field {
        "acumaticaUrl" => "--acumatica-url",
        "user" => "--acumatica-user",
        "password" => "TIEOUT_ACUMATICA_PASSWORD",
        "procoreUrl" => "--procore-url",
        "procoreLoginUrl" => "--procore-login-url",
        "clientId" => "--procore-client-id",
        "clientSecret" => "TIEOUT_PROCORE_CLIENT_SECRET",
        "companyId" => "--procore-company-id",
        other => other,
    };
    CommandError::usage(error.sentence, format!("See {option} in tieoutctl --help."))
}

/// Who sits before the computer, for the journal.
fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}
