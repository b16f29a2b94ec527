//! What every client of these tests is built from.

/// A client of servers on this computer, in plain HTTP: no proxy of the environment is gone by, and no certificates are read for it.
pub(crate) fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy().tls_certs_only([])
}
