//! The desktop shell: the only crate that knows Tauri. It opens the window, lets it call the application, and lends the
//! application what only a desktop has: a confirm dialog, notifications, a tray, a browser.

// Without the feature the window is loaded from the development server, and whoever listens on its port would own the window.
#[cfg(all(not(debug_assertions), not(feature = "custom-protocol")))]
compile_error!("a release needs the feature `custom-protocol`, which puts the window's files into the program");

mod arguments;
mod bindings;
mod commands;
#[cfg(test)]
mod configuration;
mod ending;
mod logging;
mod native;
mod news;
mod quit;
mod shell;
mod signals;
mod start;
mod wire;

use arguments::Arguments;
pub use bindings::bindings;
use clap::Parser;
use native::{closing, menu, window};
use std::process::ExitCode;
use tauri::{Manager, RunEvent};

/// Runs Tieout until it is quit. The exit code is 1 when it could not start.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Err(sentence) = native::display::check() {
        complain(&sentence);
        return ExitCode::FAILURE;
    }
    let bindings = bindings();
    let builder = tauri::Builder::default();
    #[cfg(target_os = "macos")]
    let builder = builder.menu(menu::of_application);
    let built = builder
        // First, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _folder| start::again(app, &arguments)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(window::remembered_place())
        .invoke_handler(bindings.invoke_handler())
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .on_window_event(closing::on_event)
        .setup(move |app| {
            bindings.mount_events(app);
            start::start(app.handle(), &arguments);
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&format!("Tieout could not start: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn on_event(app: &tauri::AppHandle, event: RunEvent) {
    match event {
        // Nobody called for the end with a code: the system asks, or the last window is gone. Sign out first.
        RunEvent::ExitRequested { api, code: None, .. } if app.try_state::<shell::Shell>().is_some() => {
            api.prevent_exit();
            quit::quit(app);
        }
        RunEvent::Exit => quit::before_the_process_ends(app),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    }
}

/// Says it on the terminal: there is no window yet to say it in.
#[expect(clippy::print_stderr, reason = "the only place left to say it")]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}
