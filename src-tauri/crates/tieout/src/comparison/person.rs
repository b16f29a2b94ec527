//! Who did something, as it is shown. Pure.

/// Before it, the user of this computer; behind it, Acumatica's: so the journal names who works.
const AT_ACUMATICA: &str = " (Acumatica: ";
/// What a system that names no user calls them.
const UNKNOWN: &str = "unknown";

/// The person whom a record of the journal names: the user of this computer, and where the system names none, Acumatica's.
pub(crate) fn person(recorded: &str) -> &str {
    match recorded.split_once(AT_ACUMATICA) {
        Some((UNKNOWN, acumatica)) => acumatica.strip_suffix(')').unwrap_or(acumatica),
        Some((user, _)) => user,
        None => recorded,
    }
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn nobody_is_called_unknown_where_either_name_is_known() {
        for (recorded, shown) in [
            ("okafor (Acumatica: m.okafor)", "okafor"),
            ("unknown (Acumatica: m.okafor)", "m.okafor"),
            ("okafor", "okafor"),
        ] {
            assert_eq!(person(recorded), shown);
        }
    }
}
