//! The command line.

use clap::Parser;
use std::path::PathBuf;
use tieout::ControlToken;

/// Proves that Procore's budget shows Acumatica's estimate, and re-imports it where it does not.
#[derive(Parser, Clone, PartialEq, Eq, Debug, Default)]
#[command(name = "tieout-desktop", version)]
pub(crate) struct Arguments {
    /// Open the demo company at once
    #[arg(long)]
    pub(crate) demo: bool,
    /// Start in the tray, without a window
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Keep journal and log in this folder instead of the system's usual place
    #[arg(long, value_name = "PATH")]
    pub(crate) data_folder: Option<PathBuf>,
    /// The port of the demo's Acumatica; a free one unless given
    #[arg(long, value_name = "PORT")]
    pub(crate) demo_acumatica_port: Option<u16>,
    /// The port of the demo's Procore; a free one unless given
    #[arg(long, value_name = "PORT")]
    pub(crate) demo_procore_port: Option<u16>,
    /// What opens the control routes of the demo's servers; a random token that nobody is told unless given
    #[arg(long, value_name = "UUID", hide = true)]
    pub(crate) demo_control_token: Option<ControlToken>,
    /// How many seconds lie between two looks at the demo company; as it is set unless given
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub(crate) demo_watch_seconds: Option<u32>,
}

impl Arguments {
    /// What a second start asked for. One that cannot be read asks for nothing but the window.
    pub(crate) fn of_second_start(arguments: &[String]) -> Self {
        Self::try_parse_from(arguments).unwrap_or_else(|error| {
            tracing::warn!(%error, "a second start was called with arguments nobody knows");
            Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_with_nonsense_still_raises_the_window() {
        let asked = |arguments: &[&str]| {
            Arguments::of_second_start(&arguments.iter().map(|&argument| argument.to_owned()).collect::<Vec<_>>())
        };
        assert!(asked(&["tieout-desktop", "--demo"]).demo);
        assert_eq!(asked(&["tieout-desktop", "--nonsense"]), Arguments::default());
        assert_eq!(asked(&[]), Arguments::default());
    }
}
