//! What every client of these tests is built from.

/// A client of servers on this computer, in plain HTTP: no proxy of the environment is gone by, and no certificates are read for it.
pub(crate) fn client() -> reqwest::ClientBuilder {
    // Without cryptography no client can be built. It fails only where the process has some already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().tls_certs_only([])
}
