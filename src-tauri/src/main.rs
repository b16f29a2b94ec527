//! The program.
// A release on Windows opens no console beside its window.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    tieout_desktop::run()
}
