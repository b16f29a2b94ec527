//! Nothing: the tests are in `main.rs`, the measurements in `bench.rs`.
