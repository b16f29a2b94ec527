//! Which companies there are and how they are reached.

pub(crate) mod connection;
pub(crate) mod data_folder;
pub(crate) mod demo;
pub(crate) mod demo_books;
pub(crate) mod edit;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod wrong_fields;
