//! Acumatica and Procore as real HTTP servers, written from the vendors' documents alone: demo company and test bench.

pub mod ridgeline;

pub mod acumatica;
pub mod bench;
pub mod procore;
