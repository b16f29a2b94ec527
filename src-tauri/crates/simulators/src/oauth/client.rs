/// An application that was registered with a vendor.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// Its secret; it opens nothing but the simulator.
    pub secret: String,
    /// Where codes may be sent. An address must match one of these exactly: scheme, host, port and path.
    pub redirect_uris: Vec<String>,
}

impl Client {
    pub(crate) fn may_redirect_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|known| known == uri)
    }
}

/// Without the secret: a failed assertion prints what it compared.
impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Client")
            .field("id", &self.id)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}
