//! Every field of the form that is not right at once, so that a person corrects them in one go. Pure.

use crate::connections::connection::ProcoreWay;
use crate::connections::form::{
    ConnectionForm, acumatica_url, acumatica_way, address, application_id, application_secret, client_id,
    client_secret, company_id, password, procore_way, user,
};
use crate::news::error::ApplicationErrorKind;
use crate::view::connection_form::ProcoreEnvironment as FormEnvironment;

/// A field of the form that is not right, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrongField {
    /// The form's field.
    pub field: &'static str,
    /// Why, as a sentence.
    pub sentence: String,
}

/// Every field that is not right, in the form's own order. Where a connection is changed, an empty secret stays what it was.
pub fn wrong_fields(form: &ConnectionForm, changes: bool) -> Vec<WrongField> {
    let procore_urls = match form.procore_environment {
        FormEnvironment::Custom => {
            [address("procoreUrl", &form.procore_url), address("procoreLoginUrl", &form.procore_login_url)]
                .into_iter()
                .filter_map(Result::err)
                .collect()
        }
        FormEnvironment::Production | FormEnvironment::Sandbox => Vec::new(),
    };
    let procore_way = procore_way(form);
    // Only a browser's way can be wrong, by its port; a person may choose the company later.
    let company = company_id(&form.company_id, procore_way.as_ref().unwrap_or(&ProcoreWay::PastedCode)).err();
    let errors = [
        acumatica_url(form).err(),
        application_id(form).err(),
        application_secret(form).err(),
        acumatica_way(form).err(),
        user(form).err(),
        password(form).err(),
    ]
    .into_iter()
    .flatten()
    .chain(procore_urls)
    .chain([client_id(form).err(), client_secret(form).err(), procore_way.err(), company].into_iter().flatten());
    let mut wrong: Vec<WrongField> = Vec::new();
    for error in errors {
        let ApplicationErrorKind::BadInput { field } = error.kind else { continue };
        let stays = changes && matches!(field, "password" | "applicationSecret" | "clientSecret");
        if !stays && wrong.iter().all(|one| one.field != field) {
            wrong.push(WrongField { field, sentence: error.sentence });
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::form::tests::form;
    use crate::view::connection_form::{AcumaticaWay as FormAcumaticaWay, ProcoreWay as FormProcoreWay};

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let empty = || ConnectionForm {
            acumatica_url: " ".into(),
            user: String::new(),
            password: String::new().into(),
            client_id: String::new(),
            client_secret: String::new().into(),
            company_id: String::new(),
            ..form()
        };
        let named = |form: &ConnectionForm, changes| -> Vec<&str> {
            wrong_fields(form, changes).into_iter().map(|wrong| wrong.field).collect()
        };
        let all = ["acumaticaUrl", "user", "password", "clientId", "clientSecret", "companyId"];
        assert_eq!(named(&empty(), false), all);
        assert_eq!(named(&empty(), true), ["acumaticaUrl", "user", "clientId", "companyId"], "a kept secret stays");
        assert_eq!(wrong_fields(&empty(), false)[0].sentence, "Enter the address of your Acumatica.");
        assert_eq!(named(&form(), false), [""; 0]);
        let browser = ConnectionForm {
            acumatica_way: FormAcumaticaWay::Browser,
            application_id: String::new(),
            application_secret: String::new().into(),
            acumatica_port: "80".into(),
            procore_environment: FormEnvironment::Custom,
            procore_way: FormProcoreWay::Browser,
            procore_port: "80".into(),
            ..empty()
        };
        let by_browser = [
            "acumaticaUrl",
            "applicationId",
            "applicationSecret",
            "procoreUrl",
            "procoreLoginUrl",
            "clientId",
            "clientSecret",
            "procorePort",
        ];
        assert_eq!(named(&browser, false), by_browser);
    }
}
