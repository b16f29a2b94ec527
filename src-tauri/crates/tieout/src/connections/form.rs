//! What the user typed into the form, made into a connection or a sentence about the field that is wrong. Pure.

use crate::connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
use crate::news::error::ApplicationError;
use crate::view::band::Band;
use crate::view::connection_form::{
    AcumaticaWay as FormAcumaticaWay, ProcoreEnvironment as FormEnvironment, ProcoreWay as FormProcoreWay,
};
use procore::NOT_CHOSEN;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// Where the browser returns to unless the form says otherwise. Nobody has a claim on it (IANA).
const PORT: u16 = 53_682;
const NO_NUMBER: &str = "The company ID is a number, e.g. 562949953443325.";

/// The form. Its secrets print nothing.
#[expect(missing_docs, reason = "the form's own fields")]
pub struct ConnectionForm {
    pub name: String,
    pub band: Option<Band>,
    pub acumatica_url: String,
    pub acumatica_way: FormAcumaticaWay,
    pub application_id: String,
    pub application_secret: SecretString,
    pub acumatica_port: String,
    pub tenant: String,
    pub user: String,
    pub password: SecretString,
    pub procore_environment: FormEnvironment,
    pub procore_url: String,
    pub procore_login_url: String,
    pub procore_way: FormProcoreWay,
    pub procore_port: String,
    pub client_id: String,
    pub client_secret: SecretString,
    pub company_id: String,
}

/// What the form comes to.
pub(crate) struct Draft {
    /// The company's number is 0 while it is to be chosen.
    pub(crate) connection: Connection,
    pub(crate) secrets: Secrets,
}

impl Draft {
    /// The form left the company open: it is one of those the account sees.
    pub(crate) const fn lacks_company(&self) -> bool {
        self.connection.procore.company_id == NOT_CHOSEN
    }

    /// For whoever cannot choose.
    pub(crate) fn whole(self) -> Result<(Connection, Secrets), ApplicationError> {
        if self.lacks_company() {
            return Err(ApplicationError::bad_input("companyId", NO_NUMBER));
        }
        Ok((self.connection, self.secrets))
    }
}

/// Checks the form, field by field, in its own order.
pub(crate) fn accepted(form: ConnectionForm) -> Result<Draft, ApplicationError> {
    let url = acumatica_url(&form)?;
    let acumatica_way = acumatica_way(&form)?;
    application_secret(&form)?;
    let user = user(&form)?;
    password(&form)?;
    let environment = environment(&form)?;
    let procore_way = procore_way(&form)?;
    let client_id = client_id(&form)?;
    client_secret(&form)?;
    let company_id = company_id(&form.company_id, &procore_way)?;
    let name = match form.name.trim() {
        "" => url.host_str().unwrap_or("Connection").to_owned(),
        name => name.to_owned(),
    };
    let connection = Connection {
        id: ConnectionId::random(),
        name,
        band: form.band,
        acumatica: AcumaticaAddress { url, tenant: tenant(&form), user, way: acumatica_way },
        procore: ProcoreAddress { environment, client_id, way: procore_way, company_id },
    };
    let (password, application_secret, client_secret) = (form.password, form.application_secret, form.client_secret);
    Ok(Draft { connection, secrets: Secrets { password, application_secret, client_secret } })
}

pub(crate) fn acumatica_url(form: &ConnectionForm) -> Result<Url, ApplicationError> {
    filled("acumaticaUrl", &form.acumatica_url, "Enter the address of your Acumatica.")?;
    let url = acumatica::clean_instance_url(&form.acumatica_url)
        .map_err(|refused| ApplicationError::bad_input("acumaticaUrl", refused.sentence()))?;
    address("acumaticaUrl", url.as_str())
}

pub(crate) fn client_id(form: &ConnectionForm) -> Result<String, ApplicationError> {
    filled("clientId", &form.client_id, "Enter the client ID of the Procore app.")
}

pub(crate) fn client_secret(form: &ConnectionForm) -> Result<String, ApplicationError> {
    filled("clientSecret", form.client_secret.expose_secret(), "Enter the client secret.")
}

/// A person may be asked later. A service account may not: it has to name the company even to ask which ones there are (multiple
/// zones guide).
pub(crate) fn company_id(text: &str, way: &ProcoreWay) -> Result<i64, ApplicationError> {
    match text.trim() {
        "" if *way != ProcoreWay::ServiceAccount => Ok(NOT_CHOSEN),
        "" => Err(ApplicationError::bad_input("companyId", "Enter the number of the Procore company.")),
        text => {
            text.parse().ok().filter(|id| *id > 0).ok_or_else(|| ApplicationError::bad_input("companyId", NO_NUMBER))
        }
    }
}

/// A client id names its tenant, so with one the field may stay empty.
fn tenant(form: &ConnectionForm) -> String {
    let of_application = form.application_id.rsplit_once('@').map_or("", |(_, tenant)| tenant);
    match (form.acumatica_way, form.tenant.trim()) {
        (FormAcumaticaWay::Application | FormAcumaticaWay::Browser, "") => of_application.trim().to_owned(),
        (_, tenant) => tenant.to_owned(),
    }
}

pub(crate) fn user(form: &ConnectionForm) -> Result<String, ApplicationError> {
    if form.acumatica_way == FormAcumaticaWay::Browser {
        return Ok(String::new());
    }
    filled("user", &form.user, "Enter the Acumatica user.")
}

pub(crate) fn password(form: &ConnectionForm) -> Result<(), ApplicationError> {
    if form.acumatica_way == FormAcumaticaWay::Browser {
        return Ok(());
    }
    filled("password", form.password.expose_secret(), "Enter the password.").map(drop)
}

pub(crate) fn acumatica_way(form: &ConnectionForm) -> Result<AcumaticaWay, ApplicationError> {
    if form.acumatica_way == FormAcumaticaWay::Cookie {
        return Ok(AcumaticaWay::Cookie);
    }
    let client_id = application_id(form)?;
    Ok(match form.acumatica_way {
        FormAcumaticaWay::Browser => {
            AcumaticaWay::Browser { client_id, port: port("acumaticaPort", &form.acumatica_port)? }
        }
        FormAcumaticaWay::Application | FormAcumaticaWay::Cookie => AcumaticaWay::Application { client_id },
    })
}

/// The client id of the connected application, which names its tenant; empty where the way needs none.
pub(crate) fn application_id(form: &ConnectionForm) -> Result<String, ApplicationError> {
    if form.acumatica_way == FormAcumaticaWay::Cookie {
        return Ok(String::new());
    }
    let client_id = filled("applicationId", &form.application_id, "Enter the client ID of the connected application.")?;
    let tenant = form.tenant.trim();
    match client_id.rsplit_once('@') {
        None | Some((_, "")) => {
            let sentence = "The client ID ends with @ and the tenant's name.";
            Err(ApplicationError::bad_input("applicationId", sentence))
        }
        Some((_, of_application)) if !tenant.is_empty() && !tenant.eq_ignore_ascii_case(of_application) => {
            let sentence = format!("This client ID belongs to the tenant {of_application}.");
            Err(ApplicationError::bad_input("tenant", &sentence))
        }
        Some(_) => Ok(client_id),
    }
}

pub(crate) fn application_secret(form: &ConnectionForm) -> Result<(), ApplicationError> {
    if form.acumatica_way == FormAcumaticaWay::Cookie {
        return Ok(());
    }
    let secret = form.application_secret.expose_secret();
    filled("applicationSecret", secret, "Enter the application's shared secret.").map(drop)
}

pub(crate) fn procore_way(form: &ConnectionForm) -> Result<ProcoreWay, ApplicationError> {
    Ok(match form.procore_way {
        FormProcoreWay::ServiceAccount => ProcoreWay::ServiceAccount,
        FormProcoreWay::Browser => ProcoreWay::Browser { port: port("procorePort", &form.procore_port)? },
        FormProcoreWay::PastedCode => ProcoreWay::PastedCode,
    })
}

/// The port to which the browser returns; programs without special rights may listen from 1024 on.
fn port(field: &'static str, text: &str) -> Result<u16, ApplicationError> {
    match text.trim() {
        "" => Ok(PORT),
        text => text
            .parse()
            .ok()
            .filter(|port| *port >= 1024)
            .ok_or_else(|| ApplicationError::bad_input(field, "The port is a number from 1024 to 65535.")),
    }
}

fn environment(form: &ConnectionForm) -> Result<ProcoreEnvironment, ApplicationError> {
    match form.procore_environment {
        FormEnvironment::Production => Ok(ProcoreEnvironment::Production),
        FormEnvironment::Sandbox => Ok(ProcoreEnvironment::Sandbox),
        FormEnvironment::Custom => Ok(ProcoreEnvironment::Custom {
            api: address("procoreUrl", &form.procore_url)?,
            login: address("procoreLoginUrl", &form.procore_login_url)?,
        }),
    }
}

/// Secrets travel there: over TLS, or to this very computer, and with none in the address itself.
pub(crate) fn address(field: &'static str, text: &str) -> Result<Url, ApplicationError> {
    filled(field, text, "Enter the address.")?;
    rest::server_address(text).map_err(|refused| ApplicationError::bad_input(field, refused.sentence()))
}

fn filled(field: &'static str, text: &str, sentence: &str) -> Result<String, ApplicationError> {
    match text.trim() {
        "" => Err(ApplicationError::bad_input(field, sentence)),
        text => Ok(text.to_owned()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::news::error::ApplicationErrorKind;

    pub(crate) fn form() -> ConnectionForm {
        ConnectionForm {
            name: " Ridgeline ".into(),
            band: None,
            acumatica_url: "ridgeline.acumatica.com/Main?ScreenId=PM301000".into(),
            acumatica_way: FormAcumaticaWay::Cookie,
            application_id: "88358B02@Ridgeline".into(),
            application_secret: "a".to_owned().into(),
            acumatica_port: String::new(),
            tenant: "Ridgeline".into(),
            user: "okafor".into(),
            password: "p".to_owned().into(),
            procore_environment: FormEnvironment::Production,
            procore_url: String::new(),
            procore_login_url: String::new(),
            procore_way: FormProcoreWay::ServiceAccount,
            procore_port: String::new(),
            client_id: "c".into(),
            client_secret: "s".to_owned().into(),
            company_id: " 562949953443325 ".into(),
        }
    }

    #[test]
    fn a_filled_form_is_a_connection() {
        let accepted = accepted(form()).ok().and_then(|draft| draft.whole().ok());
        let (connection, _) = accepted.filter(|(connection, _)| connection.name == "Ridgeline").expect("accepted");
        assert_eq!(connection.acumatica.url.as_str(), "https://ridgeline.acumatica.com/");
        assert_eq!(connection.procore.company_id, 562_949_953_443_325);
    }

    #[test]
    fn the_wrong_field_is_named() {
        type Spoil = fn(&mut ConnectionForm);
        let cases: [(&str, Spoil); 16] = [
            ("acumaticaUrl", |form| form.acumatica_url = "https://okafor:Hunter2@host/".into()),
            ("acumaticaUrl", |form| form.acumatica_url = "https://ridgeline.acumatica.com@evil.example/".into()),
            ("procoreLoginUrl", |form| {
                form.procore_environment = FormEnvironment::Custom;
                (form.procore_url, form.procore_login_url) = ("https://a.b".into(), "https://u:p@c.d".into());
            }),
            ("acumaticaUrl", |form| form.acumatica_url = "not an address".into()),
            ("acumaticaUrl", |form| form.acumatica_url = "http://ridgeline.acumatica.com".into()),
            ("user", |form| form.user = " ".into()),
            ("password", |form| form.password = String::new().into()),
            ("procoreUrl", |form| form.procore_environment = FormEnvironment::Custom),
            ("clientId", |form| form.client_id.clear()),
            ("clientSecret", |form| form.client_secret = String::new().into()),
            ("companyId", |form| form.company_id = "Ridgeline".into()),
            ("applicationId", |form| {
                (form.acumatica_way, form.application_id) = (FormAcumaticaWay::Browser, "88358B02".into());
            }),
            ("applicationSecret", |form| {
                (form.acumatica_way, form.application_secret) = (FormAcumaticaWay::Application, String::new().into());
            }),
            ("tenant", |form| (form.acumatica_way, form.tenant) = (FormAcumaticaWay::Browser, "Other".into())),
            ("acumaticaPort", |form| {
                (form.acumatica_way, form.acumatica_port) = (FormAcumaticaWay::Browser, "80".into());
            }),
            ("procorePort", |form| (form.procore_way, form.procore_port) = (FormProcoreWay::Browser, "x".into())),
        ];
        for (expected, spoil) in cases {
            let mut form = form();
            spoil(&mut form);
            let kind = accepted(form).err().map(|error| error.kind);
            assert_eq!(kind, Some(ApplicationErrorKind::BadInput { field: expected }));
        }
    }

    #[test]
    fn a_company_may_be_left_open() {
        let open =
            accepted(ConnectionForm { company_id: " ".into(), procore_way: FormProcoreWay::PastedCode, ..form() }).ok();
        assert!(open.as_ref().is_some_and(Draft::lacks_company));
        let kind = open.and_then(|draft| draft.whole().err()).map(|error| error.kind);
        assert_eq!(kind, Some(ApplicationErrorKind::BadInput { field: "companyId" }));
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for (address, good) in [
            ("http://127.0.0.1:9000", true),
            ("http://localhost", true),
            ("http://10.0.0.1", false),
            ("https://x.y", true),
        ] {
            let mut form = form();
            form.acumatica_url = address.into();
            assert_eq!(accepted(form).is_ok(), good, "{address}");
        }
    }
}
