//! What a machine must have before anything can be built. On Debian and its kin the missing is installed; elsewhere it
//! is named, with the line that installs it.

mod debian;
mod elsewhere;
mod frontend;
mod rust;

use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;

/// What is about to be done, as far as it asks something of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building or checking the frontend.
    Frontend,
    /// Compiling the window, and running it.
    Window,
    /// Running the window without a screen.
    TestDesktop,
    /// Installing a Python client away from the system's own packages.
    Python,
}

/// The sets that steps need. The shell embeds the built frontend, but its packages are not asked for by each compilation.
pub(crate) const NOTHING: &[Need] = &[];
pub(crate) const FRONTEND: &[Need] = &[Need::Frontend];
pub(crate) const WINDOW: &[Need] = &[Need::Window];
pub(crate) const OTHERS: &[Need] = &[Need::Frontend, Need::Window, Need::Python];
pub(crate) const TEST_DESKTOP: &[Need] = &[Need::Window, Need::TestDesktop];

/// Whether Python can make a virtual environment; some systems leave that part out.
fn has_python(house: &House) -> bool {
    Call::new("python3", house.root()).args(["-c", "import ensurepip, venv"]).answer().is_some()
}

/// Meets the needs, or says what the user has to do. Nothing is asked: in the CI nobody answers.
pub(crate) fn meet(house: &House, needs: &[Need]) -> Result<(), Failure> {
    if needs.contains(&Need::Window) {
        rust::check(house)?;
    }
    if cfg!(target_os = "linux") && debian::is_here(house) {
        debian::install_missing(house, needs)?;
    } else {
        elsewhere::check(house, needs)?;
    }
    if needs.contains(&Need::Frontend) {
        frontend::prepare(house)?;
    }
    Ok(())
}
