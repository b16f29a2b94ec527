//! The start: log, application, window, tray, news; and what a second start means to the first.

use crate::arguments::Arguments;
use crate::native::{alert, links, notifier, tray, window, zoom};
use crate::shell::Shell;
use crate::{logging, news, signals};
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tieout::{Application, ApplicationError, DemoPorts, KeychainVault, Parts, SystemClock, Timeouts};

/// Starts everything. What cannot start is said in a dialog, after which the program ends.
pub(crate) fn start(app: &AppHandle, arguments: &Arguments) {
    if let Err(sentence) = start_log(app, arguments) {
        crate::complain(&sentence);
    }
    match start_application(app, arguments) {
        Ok(application) => open(app, arguments, application),
        Err((sentence, remedy)) => alert::then_exit(app, &sentence, &remedy),
    }
}

/// A second start raises the first window instead of opening one of its own, and may ask for the demo.
pub(crate) fn again(app: &AppHandle, arguments: &[String]) {
    tracing::info!("started a second time");
    window::show(app);
    if Arguments::of_second_start(arguments).demo {
        open_demo(app);
    }
}

fn start_log(app: &AppHandle, arguments: &Arguments) -> Result<(), String> {
    let folder = match &arguments.data_folder {
        Some(folder) => folder.join("logs"),
        None => app.path().app_log_dir().map_err(|error| format!("there is no place for the log: {error}"))?,
    };
    logging::start(&folder)
}

fn start_application(app: &AppHandle, arguments: &Arguments) -> Result<Arc<Application>, (String, String)> {
    let parts = Parts {
        data_folder: data_folder(app, arguments)?,
        vault: Arc::new(KeychainVault::default()),
        clock: Arc::new(SystemClock),
        timeouts: Timeouts::default(),
        demo_ports: DemoPorts {
            acumatica: arguments.demo_acumatica_port,
            procore: arguments.demo_procore_port,
            control_token: arguments.demo_control_token,
            watch_seconds: arguments.demo_watch_seconds,
        },
        browser: Arc::new(links::PersonsBrowser(app.clone())),
        user: user(),
    };
    // Blocking is right here: until the journal is open there is nothing to show.
    tauri::async_runtime::block_on(Application::start(parts)).map_err(|side_error| {
        tracing::error!(?side_error, "the application could not start");
        (side_error.sentence, side_error.remedy)
    })
}

fn data_folder(app: &AppHandle, arguments: &Arguments) -> Result<PathBuf, (String, String)> {
    match &arguments.data_folder {
        Some(folder) => Ok(folder.clone()),
        None => usual_data_folder(app).map_err(|error| {
            let remedy = "Start Tieout with --data-folder and a folder of yours.".to_owned();
            (format!("Your account has no folder for application data: {error}."), remedy)
        }),
    }
}

fn usual_data_folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    Ok(tieout::usual_data_folder(&app.path().local_data_dir()?, &app.path().data_dir()?))
}

/// Who sits before the computer, for the journal.
fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}

fn open(app: &AppHandle, arguments: &Arguments, application: Arc<Application>) {
    app.manage(Shell::new(application));
    tray::open(app);
    notifier::listen(app);
    news::forward(app);
    signals::quit_on_them(app);
    if let Err(error) = window::open(app) {
        tracing::error!(%error, "the window could not be opened");
        let remedy = "Look into the log, then start Tieout again.";
        return alert::then_exit(app, "The window could not be opened.", remedy);
    }
    zoom::restore(app);
    // Started in the tray, but there is no tray: a program nobody can reach would be worse than a window.
    if !(arguments.hidden && tray::is_there(app)) {
        window::show(app);
    }
    if arguments.demo {
        open_demo(app);
    }
}

fn open_demo(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let application = app.state::<Shell>().application.clone();
        if let Err(side_error) = demo(&application).await {
            tracing::error!(?side_error, "the demo company could not be opened");
            alert::show(&app, &side_error.sentence, &side_error.remedy);
        }
    });
}

async fn demo(application: &Arc<Application>) -> Result<(), ApplicationError> {
    application.open_demo().await?;
    application.company().await?.watch();
    Ok(())
}
