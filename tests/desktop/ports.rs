//! Ports for programs that have to be told theirs before they listen.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below those that Linux gives to whoever connects (`ip_local_port_range`, from 32,768): none is taken between the look and its use by
/// somebody who only asked for any.
const FIRST: u32 = 10_000;
const AFTER_LAST: u32 = 30_000;
/// Apart from the ports of a test that runs beside this one.
const OF_ONE_PROGRAM: u32 = 16;

/// Ports that nobody listens on, each given once.
pub fn free_ports<const COUNT: usize>() -> [u16; COUNT] {
    std::array::from_fn(|_| free_port())
}

fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    loop {
        let step = std::process::id().wrapping_mul(OF_ONE_PROGRAM).wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(FIRST + step % (AFTER_LAST - FIRST)).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
