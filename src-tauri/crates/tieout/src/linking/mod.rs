//! Which Procore project a job is.

mod adoption;
pub(crate) mod evidence;
pub(crate) mod link;
pub(crate) mod links;
pub(crate) mod review;
