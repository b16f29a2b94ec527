//! What the vendors' documents say of every route that Tieout calls, as files, and a check of real traffic against them.
//!
//! The files beside this one were written from the vendors' schemas, not from the clients and not from the simulators: a misreading
//! that both share is still found. In them a type is written so:
//!
//! | written | means |
//! |---|---|
//! | `"name": ..` | must be there; `"name?"` may be absent; `"*"` stands for every other name |
//! | `"integer"`, `"number"`, `"boolean"`, `"string"`, `"null"`, `"any"` | JSON's own |
//! | `"nothing"`, and `null` as an answer | no body; a body that is no JSON or not documented |
//! | `"digits"` | a decimal number as text, `"50000.00"` |
//! | `"moment"`, `"uuid"` | text of that form |
//! | `"'manual'"` | this text |
//! | `"{string}"`, `"{}"` | Acumatica's fields: `{"value": ".."}`, and an empty one |
//! | `"integer \| null"` | one of them |
//! | `["string"]`, `{..}` | a list, an object |
//! | `"@Line"`, `"..": "@Line"` | the shape of that name; all fields of that shape |
//! | `"names of @Line"`, `"filter on @Line"` | parameters that name fields of a shape |
//!
//! A route says `with` which group of common headers and answers it has. What is in no contract, a field, a parameter, a header, a
//! status, a route, is a breach.

mod body;
mod book;
mod check;
mod notation;
mod route;
mod text;
mod traffic;

pub use book::Vendor;
pub use check::{Breach, breaches};
pub use traffic::{Traffic, report};
