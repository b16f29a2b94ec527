//! `tieoutctl man`

use crate::arguments::Arguments;
use crate::end::{CommandError, End};
use crate::output::bytes;
use clap::CommandFactory;

/// One page with every command on it.
pub(crate) fn run() -> Result<End, CommandError> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut page).and_then(|()| {
        let shown = command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help");
        shown.cloned().try_for_each(|one| {
            let man = clap_mangen::Man::new(one);
            man.render_name_section(&mut page).and_then(|()| man.render_options_section(&mut page))
        })
    });
    written.map_err(|error| CommandError::new(format!("The manual page could not be made: {error}."), ""))?;
    bytes(&page);
    Ok(End::Done)
}
