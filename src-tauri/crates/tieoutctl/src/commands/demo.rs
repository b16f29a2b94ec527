//! `tieoutctl demo`

use crate::end::{CommandError, End};
use crate::output::{json, line};
use serde::Serialize;
use std::path::Path;
use tieout::{demo_folder, reset_demo};

#[derive(Serialize)]
struct Document {
    folder: String,
    reset: bool,
    message: String,
}

pub(crate) async fn run(data_folder: &Path, reset: bool, as_json: bool) -> Result<End, CommandError> {
    let folder = demo_folder(data_folder).display().to_string();
    let message = if reset {
        reset_demo(data_folder).await?;
        "The demo company begins anew. What was re-imported, linked and mapped in it is forgotten.".to_owned()
    } else {
        format!(
            "The demo company keeps its books in {folder}. Every command with --demo goes on with them; `demo --reset` begins anew."
        )
    };
    if as_json {
        json(&Document { folder, reset, message });
    } else {
        line(&message);
    }
    Ok(End::Done)
}
