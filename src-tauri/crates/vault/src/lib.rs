//! The operating system's keychain, and an in-memory twin for tests.
