//! Who works with a company, as the journal names them, and as they are shown. Pure.

const AT_ACUMATICA: &str = " (Acumatica: ";
/// What a system that names no user calls them.
const UNKNOWN: &str = "unknown";

/// How the journal names who works: the user of this computer, and Acumatica's.
pub(crate) fn recorded(user: &str, acumatica_user: &str) -> String {
    format!("{user}{AT_ACUMATICA}{acumatica_user})")
}

/// The person whom a record of the journal names, as everybody is shown them, in the window, in files and in a terminal: the user of this
/// computer, and where the system names none, Acumatica's. The journal alone keeps both names.
pub fn person(recorded: &str) -> &str {
    match recorded.split_once(AT_ACUMATICA) {
        Some((UNKNOWN, acumatica)) => acumatica.strip_suffix(')').unwrap_or(acumatica),
        Some((user, _)) => user,
        None => recorded,
    }
}

#[cfg(test)]
mod tests {
    use super::{person, recorded};

    #[test]
    fn nobody_is_called_unknown_where_either_name_is_known() {
        for (name, shown) in [
            (recorded("okafor", "m.okafor"), "okafor"),
            (recorded("unknown", "m.okafor"), "m.okafor"),
            ("okafor".to_owned(), "okafor"),
        ] {
            assert_eq!(person(&name), shown);
        }
    }
}
