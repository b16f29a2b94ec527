//! Where a project opens in a browser.

use jobcost::JobId;
use url::Url;

/// Projects (form PM301000).
const PROJECTS: &str = "PM301000";

/// The address of a project's page on an instance: the form by its number, the record by its key field. A tenant is named where there
/// is one to name; otherwise Acumatica asks, or has only one.
pub fn project_page(instance: &Url, tenant: &str, project: &JobId) -> Option<Url> {
    let mut page = instance.clone();
    page.path_segments_mut().ok()?.pop_if_empty().push("Main");
    let mut query = page.query_pairs_mut();
    query.clear();
    if !tenant.trim().is_empty() {
        query.append_pair("CompanyID", tenant.trim());
    }
    query.append_pair("ScreenId", PROJECTS).append_pair("ContractCD", project.as_str());
    drop(query);
    Some(page)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_named_by_its_key_and_its_tenant() {
        let page = |instance: &str, tenant: &str, project: &str| {
            project_page(&Url::parse(instance).unwrap(), tenant, &JobId::new(project)).unwrap().to_string()
        };
        assert_eq!(
            page("https://ridgeline.acumatica.com/", "", "24-101"),
            "https://ridgeline.acumatica.com/Main?ScreenId=PM301000&ContractCD=24-101"
        );
        assert_eq!(
            page("https://erp.example.com/site/", "Ridge & Sons", "R26 9/1"),
            "https://erp.example.com/site/Main?CompanyID=Ridge+%26+Sons&ScreenId=PM301000&ContractCD=R26+9%2F1"
        );
    }
}
