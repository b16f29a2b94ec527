//! Why no encrypted connection came about, told by the types of the errors, not by their words.

use rustls::{AlertDescription, CertificateError, Error};
use std::error::Error as StdError;

/// Why a server could not be talked to in secret. Nothing was sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TlsReason {
    /// Nobody whom this computer trusts vouches for the certificate: a certificate of the company's own, or an inspecting firewall.
    NotTrusted,
    /// It was good once, or this computer's clock is wrong.
    Expired,
    /// It is not good yet, or this computer's clock is wrong.
    NotYetValid,
    /// It is for another name.
    OtherName,
    /// Its issuer took it back.
    Revoked,
    /// What answers there does not speak TLS.
    NoTls,
    /// Too old a version of TLS, or no method in common.
    TooOld,
    /// The server asks for a certificate of the client's.
    AsksForCertificate,
    /// Anything else.
    Other,
}

impl TlsReason {
    /// What is wrong, about the host.
    pub(crate) fn words(self, host: &str) -> String {
        match self {
            Self::NotTrusted => format!("the certificate of {host} is not trusted by this computer"),
            Self::Expired => format!("the certificate of {host} has expired"),
            Self::NotYetValid => format!("the certificate of {host} is not valid yet"),
            Self::OtherName => format!("the certificate that was shown is not for {host}"),
            Self::Revoked => format!("the certificate of {host} was revoked"),
            Self::NoTls => format!("{host} does not answer with an encrypted connection (TLS)"),
            Self::TooOld => format!("{host} offers no encryption that is still safe (TLS 1.2 or later)"),
            Self::AsksForCertificate => format!("{host} asks for a client certificate, which Tieout has not"),
            Self::Other => format!("no encrypted connection with {host} came about"),
        }
    }

    /// What a person can do about it.
    pub(crate) const fn remedy(self) -> &'static str {
        match self {
            Self::NotTrusted => {
                "If your company inspects its traffic or runs this server itself, ask its IT to add the issuer's certificate to this computer's trusted certificates. Otherwise do not go on: somebody may stand in between."
            }
            Self::Expired | Self::NotYetValid => {
                "Check this computer's date and time; if they are right, the server's certificate has to be renewed by whoever runs it."
            }
            Self::OtherName => {
                "Check the address under Connections, letter by letter; if it is right, whoever runs the server has to mend its certificate."
            }
            Self::Revoked => "Do not go on; ask whoever runs the server.",
            Self::NoTls => "Check the address and its port under Connections.",
            Self::TooOld => "Ask whoever runs the server to offer TLS 1.2 or later.",
            Self::AsksForCertificate | Self::Other => {
                "Ask your IT whether a firewall or a proxy stands in between; the log holds the details."
            }
        }
    }
}

/// The reason in an error's chain, where TLS is the reason at all.
pub(crate) fn reason(error: &(dyn StdError + 'static)) -> Option<TlsReason> {
    chain(error).into_iter().find_map(|cause| cause.downcast_ref::<Error>()).map(of)
}

fn of(error: &Error) -> TlsReason {
    match error {
        Error::InvalidCertificate(certificate) => of_certificate(certificate),
        Error::NoCertificatesPresented => TlsReason::NotTrusted,
        // What came is no record of TLS: most often the answer of a plain HTTP server.
        Error::InvalidMessage(_) => TlsReason::NoTls,
        Error::PeerIncompatible(_)
        | Error::AlertReceived(
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity,
        ) => TlsReason::TooOld,
        Error::AlertReceived(AlertDescription::CertificateRequired | AlertDescription::BadCertificate) => {
            TlsReason::AsksForCertificate
        }
        Error::AlertReceived(AlertDescription::UnrecognisedName) => TlsReason::OtherName,
        _ => TlsReason::Other,
    }
}

fn of_certificate(error: &CertificateError) -> TlsReason {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsReason::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsReason::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsReason::OtherName,
        CertificateError::Revoked => TlsReason::Revoked,
        _ => TlsReason::NotTrusted,
    }
}

/// The words of an error's whole chain, outermost first, for the log. Redact them.
pub(crate) fn told(error: &(dyn StdError + 'static)) -> String {
    let mut told: Vec<String> = Vec::new();
    for words in chain(error).into_iter().map(ToString::to_string) {
        if told.last() != Some(&words) {
            told.push(words);
        }
    }
    told.join(": ")
}

/// An error and all its causes. An `io::Error` passes over the error inside it when it is asked for its source.
fn chain<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut causes: Vec<&'a (dyn StdError + 'static)> = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next {
        causes.push(cause);
        let inside = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => cause.source(),
        };
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::{InvalidMessage, PeerIncompatible};

    #[test]
    fn each_reason_is_told_apart_by_its_type_however_deep_it_lies() {
        let certificate = |error| Error::InvalidCertificate(error);
        for (error, expected) in [
            (certificate(CertificateError::UnknownIssuer), TlsReason::NotTrusted),
            (certificate(CertificateError::BadSignature), TlsReason::NotTrusted),
            (certificate(CertificateError::Expired), TlsReason::Expired),
            (certificate(CertificateError::NotValidYet), TlsReason::NotYetValid),
            (certificate(CertificateError::NotValidForName), TlsReason::OtherName),
            (certificate(CertificateError::Revoked), TlsReason::Revoked),
            (Error::InvalidMessage(InvalidMessage::InvalidContentType), TlsReason::NoTls),
            (Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13), TlsReason::TooOld),
            (Error::AlertReceived(AlertDescription::ProtocolVersion), TlsReason::TooOld),
            (Error::AlertReceived(AlertDescription::CertificateRequired), TlsReason::AsksForCertificate),
            (Error::DecryptError, TlsReason::Other),
        ] {
            let deep = std::io::Error::other(std::io::Error::other(error.clone()));
            assert_eq!(reason(&deep), Some(expected), "{error}");
            assert!(told(&deep).contains(&error.to_string()));
            assert!(expected.words("erp.example").contains("erp.example") && !expected.remedy().is_empty());
        }
        assert_eq!(reason(&std::io::Error::other("reset")), None);
    }
}
