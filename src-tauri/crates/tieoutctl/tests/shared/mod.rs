//! A terminal for tests: the program with both vendors to talk to, its output and its exit status.

use serde_json::Value;
use simulators::ridgeline::{Company, JobBuilder, job};
use simulators::{Settings, Simulation};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "TIEOUT_ACUMATICA_PASSWORD";
pub(crate) const CLIENT_SECRET: &str = "TIEOUT_PROCORE_CLIENT_SECRET";

/// A terminal of its own, with both vendors to talk to.
pub(crate) struct Terminal {
    pub(crate) simulation: Simulation,
    pub(crate) folder: TempDir,
}

impl Terminal {
    pub(crate) async fn open() -> Self {
        Self::with(Vec::new()).await
    }

    /// Its two jobs, and more.
    pub(crate) async fn with(more: Vec<JobBuilder>) -> Self {
        let drifted = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget(
            "03-30-00",
            "S",
            "588900.00",
        );
        let agreed = job("24-112", "Kestrel").estimate("03-30-00", "SUBCON", "5.05").budget("03-30-00", "S", "5.05");
        let settings = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
        let simulation =
            simulators::start(Company::with_jobs([drifted, agreed].into_iter().chain(more)), settings).await.unwrap();
        Self { simulation, folder: TempDir::new().unwrap() }
    }

    /// The program on an unstored connection, with its secrets in the environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let (acumatica, procore) = (self.simulation.acumatica.credentials(), self.simulation.procore.credentials());
        let mut command = plain(&self.folder, arguments);
        command
            .args(["--acumatica-url", &self.simulation.acumatica.base_url, "--acumatica-tenant", &acumatica.tenant])
            .args(["--acumatica-user", &acumatica.user, "--procore-url", &self.simulation.procore.base_url])
            .args(["--procore-client-id", &procore.client_id])
            .args(["--procore-company-id", &procore.company_id.to_string()])
            .env(PASSWORD, &acumatica.password)
            .env(CLIENT_SECRET, &procore.client_secret);
        command
    }

    pub(crate) async fn run(&self, arguments: &[&str]) -> Output {
        finished(self.command(arguments)).await
    }

    pub(crate) async fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat()).await;
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    }
}

pub(crate) fn plain(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieoutctl"));
    command.args(arguments).arg("--data-folder").arg(folder.path()).stdin(Stdio::null());
    // No display and no desktop: the program must not miss them.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
    command
}

/// Beside the simulators, which answer from this very process.
pub(crate) async fn finished(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
