//! Secrets for a connection that is not stored: from the environment or from standard input, never from the command line, which
//! every program on the computer can read.

use crate::end::CommandError;
use secrecy::SecretString;
use std::io::BufRead;

const PASSWORD: (&str, &str) = ("acumatica-password", "TIEOUT_ACUMATICA_PASSWORD");
const CLIENT_SECRET: (&str, &str) = ("procore-client-secret", "TIEOUT_PROCORE_CLIENT_SECRET");

/// The two secrets; empty where none was given.
pub(crate) struct Secrets {
    pub(crate) password: SecretString,
    pub(crate) client_secret: SecretString,
}

/// Reads them.
pub(crate) fn read(from_stdin: bool) -> Result<Secrets, CommandError> {
    let lines = if from_stdin { lines()? } else { Vec::new() };
    let find = |(name, variable): (&str, &str)| {
        let given = lines.iter().find_map(|line| line.split_once('=').filter(|(key, _)| key.trim() == name));
        let secret = given.map(|(_, value)| value.to_owned()).or_else(|| std::env::var(variable).ok());
        SecretString::from(secret.unwrap_or_default())
    };
    Ok(Secrets { password: find(PASSWORD), client_secret: find(CLIENT_SECRET) })
}

fn lines() -> Result<Vec<String>, CommandError> {
    let lines: Result<Vec<String>, _> = std::io::stdin().lock().lines().collect();
    lines.map_err(|error| {
        let remedy = format!("Give a line {}=… and a line {}=….", PASSWORD.0, CLIENT_SECRET.0);
        CommandError::new(format!("The secrets could not be read from standard input: {error}."), remedy)
    })
}
