//! What the TLS of every client in this process stands on.

use std::sync::Once;

/// Gives this process the cryptography of its TLS. Whoever builds a client of `reqwest` has called it before: one without cannot be built.
pub fn provide_cryptography() {
    static PROVIDED: Once = Once::new();
    PROVIDED.call_once(|| {
        // Fails only where the process has one already, which is then as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
