//! Clients that do not wait long.

use rest::{Manners, Redactor, RestClient, Timeouts};
use std::time::Duration;

/// Manners in which a test takes milliseconds.
pub(crate) fn brisk() -> Manners {
    Manners {
        timeouts: Timeouts {
            connect: Duration::from_secs(2),
            answer: Duration::from_millis(400),
            first_pause: Duration::from_millis(2),
        },
        wait_max: Duration::from_secs(3),
        in_flight_max: 2,
        cookies: true,
    }
}

pub(crate) fn client(address: &str) -> RestClient {
    RestClient::new(address.parse().unwrap(), brisk(), Redactor::default()).unwrap()
}
