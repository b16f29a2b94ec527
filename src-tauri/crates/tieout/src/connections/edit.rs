//! Changing a connection. What it pairs stays: its journal is the record of these two companies, and of no others. Pure.

use crate::connections::connection::{AcumaticaWay, Connection, ProcoreEnvironment, ProcoreWay, Secrets};
use crate::connections::form::{ConnectionForm, Draft, accepted};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::connection_form::{
    AcumaticaWay as FormAcumaticaWay, ProcoreEnvironment as FormEnvironment, ProcoreWay as FormProcoreWay,
};
use jobcost::Side;
use secrecy::{ExposeSecret, SecretString};

impl ConnectionForm {
    /// The form as it would have been filled for this connection, without its secrets.
    pub fn of(connection: &Connection) -> Self {
        let (acumatica, procore) = (&connection.acumatica, &connection.procore);
        let (acumatica_way, application_id, acumatica_port) = match &acumatica.way {
            AcumaticaWay::Cookie => (FormAcumaticaWay::Cookie, String::new(), String::new()),
            AcumaticaWay::Application { client_id } => {
                (FormAcumaticaWay::Application, client_id.clone(), String::new())
            }
            AcumaticaWay::Browser { client_id, port } => {
                (FormAcumaticaWay::Browser, client_id.clone(), port.to_string())
            }
        };
        let (procore_way, procore_port) = match &procore.way {
            ProcoreWay::ServiceAccount => (FormProcoreWay::ServiceAccount, String::new()),
            ProcoreWay::Browser { port } => (FormProcoreWay::Browser, port.to_string()),
            ProcoreWay::PastedCode => (FormProcoreWay::PastedCode, String::new()),
        };
        let (procore_environment, procore_url, procore_login_url) = match &procore.environment {
            ProcoreEnvironment::Production => (FormEnvironment::Production, String::new(), String::new()),
            ProcoreEnvironment::Sandbox => (FormEnvironment::Sandbox, String::new(), String::new()),
            ProcoreEnvironment::Custom { api, login } => (FormEnvironment::Custom, api.to_string(), login.to_string()),
        };
        Self {
            name: connection.name.clone(),
            band: connection.band,
            acumatica_url: acumatica.url.to_string(),
            acumatica_way,
            application_id,
            application_secret: nothing(),
            acumatica_port,
            tenant: acumatica.tenant.clone(),
            user: acumatica.user.clone(),
            password: nothing(),
            procore_environment,
            procore_url,
            procore_login_url,
            procore_way,
            procore_port,
            client_id: procore.client_id.clone(),
            client_secret: nothing(),
            company_id: procore.company_id.to_string(),
        }
    }
}

/// An edited form that was accepted.
pub(crate) struct Edit {
    pub(crate) draft: Draft,
    /// The sides on which the person has to sign in in their browser again, because what their token hangs on has changed.
    pub(crate) anew: Vec<Side>,
}

/// Checks an edited form against the connection it is about. A secret that was left empty stays as it is.
pub(crate) fn edited(old: &Connection, kept: &Secrets, mut form: ConnectionForm) -> Result<Edit, ApplicationError> {
    let typed = |secret: &SecretString| !secret.expose_secret().is_empty();
    let (new_application_secret, new_client_secret) = (typed(&form.application_secret), typed(&form.client_secret));
    for (field, kept) in [
        (&mut form.password, &kept.password),
        (&mut form.application_secret, &kept.application_secret),
        (&mut form.client_secret, &kept.client_secret),
    ] {
        if !typed(field) {
            *field = kept.clone();
        }
    }
    let mut draft = accepted(form)?;
    pairs_the_same(old, &draft.connection)?;
    draft.connection.id = old.id.clone();
    let new = &draft.connection;
    let acumatica_anew = new_application_secret || new.acumatica.way != old.acumatica.way;
    let procore_anew =
        new_client_secret || new.procore.way != old.procore.way || new.procore.client_id != old.procore.client_id;
    let anew = [(acumatica_anew, Side::Acumatica), (procore_anew, Side::Procore)];
    Ok(Edit { draft, anew: anew.into_iter().filter(|(anew, _)| *anew).map(|(_, side)| side).collect() })
}

/// A sandbox must not become the real company under a name that means the sandbox.
fn pairs_the_same(old: &Connection, new: &Connection) -> Result<(), ApplicationError> {
    let field = if new.acumatica.url != old.acumatica.url {
        "acumaticaUrl"
    } else if new.acumatica.tenant != old.acumatica.tenant {
        // Where the way names the tenant by its client id, that is the field.
        if new.acumatica.way == AcumaticaWay::Cookie { "tenant" } else { "applicationId" }
    } else if new.procore.environment != old.procore.environment {
        "procoreUrl"
    } else if new.procore.company_id != old.procore.company_id {
        "companyId"
    } else {
        return Ok(());
    };
    Err(ApplicationError::new(
        ApplicationErrorKind::BadInput { field },
        "This would pair other companies under the record of these.",
        "Connect the others as a connection of their own.",
    ))
}

fn nothing() -> SecretString {
    SecretString::from("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::connection::{AcumaticaAddress, ConnectionId, ProcoreAddress};

    fn connection() -> Option<Connection> {
        Some(Connection {
            id: ConnectionId("c1".into()),
            name: "Ridgeline".into(),
            band: None,
            acumatica: AcumaticaAddress {
                url: "https://ridgeline.acumatica.com/".parse().ok()?,
                tenant: "Ridgeline".into(),
                user: String::new(),
                way: AcumaticaWay::Browser { client_id: "88358B02@Ridgeline".into(), port: 53_682 },
            },
            procore: ProcoreAddress {
                environment: ProcoreEnvironment::Sandbox,
                client_id: "c".into(),
                way: ProcoreWay::PastedCode,
                company_id: 7,
            },
        })
    }

    fn kept() -> Secrets {
        Secrets { password: nothing(), application_secret: "a".to_owned().into(), client_secret: "s".to_owned().into() }
    }

    type Change = fn(&mut ConnectionForm);

    fn edit(change: Change) -> Result<Edit, ApplicationErrorKind> {
        let connection = connection().ok_or(ApplicationErrorKind::Internal)?;
        let mut form = ConnectionForm::of(&connection);
        change(&mut form);
        edited(&connection, &kept(), form).map_err(|error| error.kind)
    }

    #[test]
    fn what_is_left_stays_and_keeps_its_sign_in() {
        let changes: [(Change, &[Side]); 5] = [
            (|_| {}, &[]),
            (|form| form.name = "Other".into(), &[]),
            (|form| form.client_secret = "new".to_owned().into(), &[Side::Procore]),
            (|form| form.acumatica_port = "50000".into(), &[Side::Acumatica]),
            (|form| form.procore_way = FormProcoreWay::ServiceAccount, &[Side::Procore]),
        ];
        for (change, expected) in changes {
            let edit = edit(change).expect("accepted");
            assert_eq!(edit.anew, expected);
            assert_eq!(edit.draft.connection.id.0, "c1");
            assert_eq!(edit.draft.secrets.application_secret.expose_secret(), "a");
        }
    }

    #[test]
    fn it_pairs_the_same_companies() {
        let changes: [(Change, &str); 4] = [
            (|form| form.acumatica_url = "https://other.acumatica.com".into(), "acumaticaUrl"),
            (
                |form| (form.application_id, form.tenant) = ("88358B02@Sandbox".into(), "Sandbox".into()),
                "applicationId",
            ),
            (|form| form.procore_environment = FormEnvironment::Production, "procoreUrl"),
            (|form| form.company_id = "8".into(), "companyId"),
        ];
        for (change, field) in changes {
            assert_eq!(edit(change).err(), Some(ApplicationErrorKind::BadInput { field }));
        }
    }
}
