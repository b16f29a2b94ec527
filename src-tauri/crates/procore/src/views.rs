//! Which budget view is read. Views are the company's, shown on projects: a project may have none of the standard ones, and a view may
//! be taken from it (budget views; set up a new budget view for custom reporting).

use crate::error::incomplete;
use crate::lists::Item;
use crate::send::Api;
use jobcost::ProjectId;
use reimport::SideError;
use rest::Call;
use serde::Deserialize;

const PER_PAGE: usize = 100;
const STANDARD: &str = "procore standard budget";

/// A view of a project. Its `links` name hosts of their own and are not read.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub(crate) struct View {
    pub(crate) id: i64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    role: Option<String>,
}

impl Item for View {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// The view to read; of the same name as the one that was read before, where there still is one.
pub(crate) async fn view(api: &Api, project: ProjectId, before: Option<&View>) -> Result<View, SideError> {
    let call = Call::get("rest/v1.0/budget_views").query("project_id", &project.0);
    let views: Vec<View> = api.list(call, PER_PAGE).await?;
    let chosen = before.and_then(|before| views.iter().find(|view| view.is_called_like(before)));
    chosen.or_else(|| choose(&views)).cloned().ok_or_else(|| incomplete("a budget view that shows the original budget"))
}

/// The original amount is the same in every view, so any will do; the standard ones are the least likely to be taken away, and a
/// forecast view the most likely to leave rows out. A view of profits shows other money under the same names.
fn choose(views: &[View]) -> Option<&View> {
    let mut views: Vec<&View> = views.iter().filter(|view| !view.says("profit")).collect();
    views.sort_by_key(|view| view.rank());
    views.first().copied()
}

impl View {
    fn name(&self) -> String {
        self.name.as_deref().unwrap_or_default().trim().to_lowercase()
    }

    fn role(&self) -> String {
        self.role.as_deref().unwrap_or_default().trim().to_lowercase()
    }

    fn says(&self, word: &str) -> bool {
        self.name().contains(word) || self.role().contains(word)
    }

    fn is_called_like(&self, other: &Self) -> bool {
        !self.name().is_empty() && self.name() == other.name() && self.role() == other.role()
    }

    /// The lower, the better.
    fn rank(&self) -> u8 {
        let is_budget = self.role().is_empty() || self.role().contains("budget");
        match self.name() {
            name if name == STANDARD => 0,
            _ if self.says("forecast") => 6,
            name if name.contains(STANDARD) && !name.contains("custom reporting") => 1,
            name if name.contains("legacy") => 2,
            name if is_budget && !name.contains("custom reporting") => 3,
            _ if is_budget => 4,
            _ => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_view_is_preferred() {
        let view =
            |id, name: &str, role: Option<&str>| View { id, name: Some(name.into()), role: role.map(str::to_owned) };
        let views = [
            view(1, "Forecast", Some("forecast")),
            view(2, "Ours", None),
            view(3, "Procore Standard Budget (Custom Reporting)", Some("budgeting")),
            view(4, " Procore Standard Budget ", Some("budgeting")),
        ];
        let chosen = |views: &[View]| choose(views).map(|view| view.id);
        assert_eq!(chosen(&views), Some(4));
        assert_eq!(chosen(&views[..3]), Some(2));
        assert_eq!(chosen(&views[..1]), Some(1));
        assert_eq!(chosen(&[]), None);
        assert_eq!(chosen(&[view(1, "Status", Some("project_status")), view(2, "Mine", Some("budgeting"))]), Some(2));
    }

    #[test]
    fn a_view_of_profits_is_never_chosen() {
        let view =
            |id, name: &str, role: Option<&str>| View { id, name: Some(name.into()), role: role.map(str::to_owned) };
        let profit = [view(1, "Profitability", None), view(2, "Ours", Some("profit_fade"))];
        assert_eq!(choose(&profit), None);
    }
}
