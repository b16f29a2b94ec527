//! The use cases of a re-import and the ports they need.
