//! Which budget view is read: every company has a standard one, and may have more (budget views).

use crate::send::Api;
use crate::trouble::incomplete;
use jobcost::ProjectId;
use reimport::SideTrouble;
use rest::Call;
use serde::Deserialize;

const PER_PAGE: usize = 100;

#[derive(Debug, Deserialize)]
pub(crate) struct View {
    id: i64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    role: Option<String>,
}

/// The number of the view to read.
pub(crate) async fn standard_view(api: &Api, project: ProjectId) -> Result<i64, SideTrouble> {
    let call = Call::get("rest/v1.0/budget_views").query("project_id", &project.0);
    let views: Vec<View> = api.list(call, PER_PAGE).await?;
    choose(&views).ok_or_else(|| incomplete("a budget view"))
}

/// The original amount is the same in every view, so any will do; the standard ones are the least likely to be taken away, and a
/// forecast view the most likely to leave rows out.
fn choose(views: &[View]) -> Option<i64> {
    let named = |words: &str| {
        views.iter().find(|view| view.name.as_deref().is_some_and(|name| name.to_lowercase().contains(words)))
    };
    let forecast = |view: &&View| view.role.as_deref().is_some_and(|role| role.to_lowercase().contains("forecast"));
    named("procore standard budget")
        .or_else(|| named("legacy"))
        .or_else(|| views.iter().find(|view| !forecast(view)))
        .or_else(|| views.first())
        .map(|view| view.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_view_is_preferred() {
        let view =
            |id, name: &str, role: Option<&str>| View { id, name: Some(name.into()), role: role.map(str::to_owned) };
        let views =
            [view(1, "Forecast", Some("forecast")), view(2, "Ours", None), view(3, "Procore Standard Budget", None)];
        assert_eq!(choose(&views), Some(3));
        assert_eq!(choose(&views[..2]), Some(2));
        assert_eq!(choose(&views[..1]), Some(1));
        assert_eq!(choose(&[]), None);
    }
}
