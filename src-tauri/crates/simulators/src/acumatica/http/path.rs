use crate::acumatica::odata::Service;
use crate::acumatica::problem::Problem;

/// Where a request leads, and the site prefix it was sent under (`/AcumaticaERP`, or nothing).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) site: String,
    pub(super) place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    SignIn,
    SignOut,
    Endpoints,
    Swagger {
        endpoint: String,
        version: String,
    },
    /// A service of OData, and what follows it.
    OData {
        tenant: String,
        service: Service,
        rest: Vec<String>,
    },
    Discovery,
    Authorize,
    Token,
    /// An entity, and what follows it: nothing, keys, or an id.
    Entity {
        endpoint: String,
        version: String,
        entity: String,
        rest: Vec<String>,
    },
}

impl Place {
    /// Whether a licence counts it: web service requests, and of them not the sign-out, which is never queued
    /// (Acumatica: licence restrictions, API users).
    pub(super) fn is_counted(&self) -> bool {
        !matches!(self, Self::SignOut | Self::Discovery | Self::Authorize | Self::Token)
    }

    /// The route as the request log shows it.
    pub(super) fn route(&self) -> String {
        match self {
            Self::SignIn => "/entity/auth/login".into(),
            Self::SignOut => "/entity/auth/logout".into(),
            Self::Endpoints => "/entity".into(),
            Self::Swagger { .. } => "/entity/{endpoint}/{version}/swagger.json".into(),
            Self::OData { service, .. } => format!("/t/{{tenant}}/api/odata/{}", service.word()),
            Self::Discovery => "/identity/.well-known/openid-configuration".into(),
            Self::Authorize => "/identity/connect/authorize".into(),
            Self::Token => "/identity/connect/token".into(),
            Self::Entity { entity, rest, .. } if rest.is_empty() => {
                format!("/entity/{{endpoint}}/{{version}}/{entity}")
            }
            Self::Entity { entity, .. } => format!("/entity/{{endpoint}}/{{version}}/{entity}/{{ids}}"),
        }
    }
}

/// The words that a path begins with, behind the site.
const ROOTS: [&str; 4] = ["entity", "identity", "t", "odatav4"];

/// Reads a path. Its root may stand first or behind one site name, in any case.
pub(super) fn read(path: &str) -> Result<Target, Problem> {
    // The web server undoes an escaped slash before anybody looks for keys: a key that holds one cannot be asked for.
    let path = &path.replace("%2F", "/").replace("%2f", "/");
    let segments: Vec<String> = path.split('/').filter(|segment| !segment.is_empty()).map(decoded).collect();
    // The web server in front refuses these wherever they stand in a path, so a key like `<N/A>` cannot be asked for [inferred].
    if segments.iter().any(|segment| segment.contains(['<', '>', '*', ':', '&', '\\'])) {
        return Err(Problem::DangerousPath);
    }
    let unknown = || Problem::NoSuchPath { path: path.to_owned() };
    let is_root = |segment: &String| ROOTS.iter().any(|root| segment.eq_ignore_ascii_case(root));
    let start = segments.iter().take(2).position(is_root).ok_or_else(unknown)?;
    let site = if start == 0 { String::new() } else { format!("/{}", segments[0]) };
    let rest = &segments[start + 1..];
    let place = match segments[start].to_ascii_lowercase().as_str() {
        "entity" => entity(rest),
        "identity" => identity(rest),
        "t" => odata(rest),
        _ => older_odata(rest),
    };
    Ok(Target { site, place: place.ok_or_else(unknown)? })
}

fn entity(segments: &[String]) -> Option<Place> {
    match segments {
        [] => Some(Place::Endpoints),
        [auth, login] if is(auth, "auth") && is(login, "login") => Some(Place::SignIn),
        [auth, logout] if is(auth, "auth") && is(logout, "logout") => Some(Place::SignOut),
        [endpoint, version, file] if is(file, "swagger.json") => {
            Some(Place::Swagger { endpoint: endpoint.clone(), version: version.clone() })
        }
        [endpoint, version, entity, rest @ ..] => Some(Place::Entity {
            endpoint: endpoint.clone(),
            version: version.clone(),
            entity: entity.clone(),
            // `|` may stand between keys as well (Acumatica: integration guide, retrieval by key fields).
            rest: rest.iter().flat_map(|keys| keys.split('|')).map(str::to_owned).collect(),
        }),
        _ => None,
    }
}

fn identity(segments: &[String]) -> Option<Place> {
    let [group, name] = segments else { return None };
    [
        (".well-known", "openid-configuration", Place::Discovery),
        ("connect", "authorize", Place::Authorize),
        ("connect", "token", Place::Token),
    ]
    .into_iter()
    .find_map(|(known_group, known, place)| (is(group, known_group) && is(name, known)).then_some(place))
}

fn odata(segments: &[String]) -> Option<Place> {
    let [tenant, api, odata, service, rest @ ..] = segments else { return None };
    let service = [Service::Inquiries, Service::Classes].into_iter().find(|known| is(service, known.word()))?;
    let is_odata = is(api, "api") && is(odata, "odata");
    is_odata.then(|| Place::OData { tenant: tenant.clone(), service, rest: rest.to_vec() })
}

/// `/odatav4/{tenant}/…`: where the classes were before 2024 R2, and still are.
fn older_odata(segments: &[String]) -> Option<Place> {
    let [tenant, rest @ ..] = segments else { return None };
    Some(Place::OData { tenant: tenant.clone(), service: Service::Classes, rest: rest.to_vec() })
}

fn is(segment: &str, word: &str) -> bool {
    segment.eq_ignore_ascii_case(word)
}

/// One segment, with its `%` escapes undone; `+` in a path is a plus.
fn decoded(segment: &str) -> String {
    let plus_kept = segment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(plus_kept.as_bytes()).map(|(text, _)| text.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(path: &str) -> (String, String, Vec<String>) {
        match read(path).unwrap_or_else(|problem| panic!("{path}: {problem:?}")) {
            Target { site, place: Place::Entity { entity, rest, .. } } => (site, entity, rest),
            other => panic!("{path}: {other:?}"),
        }
    }

    #[test]
    fn paths_are_read_in_any_case_and_under_any_site() {
        let (site, name, rest) = entity("/AcumaticaERP/Entity/default/24.200.001/ProjectTask/24-101/APPT%20COM");
        assert_eq!((site.as_str(), name.as_str()), ("/AcumaticaERP", "ProjectTask"));
        assert_eq!(rest, ["24-101", "APPT COM"]);
        assert_eq!(entity("/entity/Default/24.200.001/CostCode/03+30=x").2, ["03+30=x"]);
        assert_eq!(entity("/entity/Default/24.200.001/ProjectTask/24-101%7CBASE").2, ["24-101", "BASE"]);
        assert_eq!(entity("/entity/Default/24.200.001/Project/24%2F101").2, ["24", "101"], "no longer one key");
        assert_eq!(read("/ENTITY/Auth/Login").expect("a path").place, Place::SignIn);
        assert_eq!(read("/site/entity/").expect("a path").place, Place::Endpoints);
        assert_eq!(read("/site/identity/connect/TOKEN").expect("a path").place, Place::Token);
    }

    #[test]
    fn what_leads_nowhere_is_said() {
        for path in [
            "/",
            "/a/b/entity",
            "/identity",
            "/identity/connect/userinfo",
            "/entity/Default",
            "/entity/Default/24.200.001",
        ] {
            assert!(matches!(read(path), Err(Problem::NoSuchPath { .. })), "{path}");
        }
        let line = "/entity/Default/24.200.001/ProjectBudget/24-101/BASE/03-30-00/LABOR/%3CN%2FA%3E";
        assert_eq!(read(line), Err(Problem::DangerousPath));
    }
}
