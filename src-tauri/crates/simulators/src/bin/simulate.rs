//! Runs both simulators with the demo company, for a window, a browser or a test in another process.
//!
//! Prints one line of JSON when both are ready, and ends when its standard input closes or at Ctrl-C: the program that started it with a
//! pipe cannot leave it behind.

use std::io::Write as _;

use clap::Parser;
use serde::Serialize;
use simulators::bench::{CONTROL_HEADER, ControlToken};
use simulators::ridgeline::Company;
use simulators::{Settings, Simulation};
use tokio::io::AsyncReadExt as _;

/// Simulates Acumatica and Procore for the demo company Ridgeline Builders.
#[derive(Parser)]
struct Arguments {
    /// Acumatica's port on 127.0.0.1; a free one unless given.
    #[arg(long)]
    acumatica_port: Option<u16>,
    /// Procore's port on 127.0.0.1; a free one unless given.
    #[arg(long)]
    procore_port: Option<u16>,
    /// The seed the company is drawn from; the same seed gives the same company.
    #[arg(long, default_value_t = simulators::DEMO_SEED)]
    seed: u64,
    /// How long every answer takes, at least, in milliseconds.
    #[arg(long, default_value_t = Settings::default().latency_ms)]
    latency_ms: u64,
    /// Procore's limit in an hour.
    #[arg(long, default_value_t = Settings::default().requests_per_hour)]
    requests_per_hour: u32,
    /// Procore's limit in ten seconds.
    #[arg(long, default_value_t = Settings::default().requests_per_10_seconds)]
    requests_per_10_seconds: u32,
}

/// The line that is printed.
#[derive(Serialize)]
struct Ready {
    company: String,
    seed: u64,
    /// The header that the control routes of both want.
    control: ControlReady,
    acumatica: AcumaticaReady,
    procore: ProcoreReady,
}

#[derive(Serialize)]
struct ControlReady {
    header: &'static str,
    token: String,
}

#[derive(Serialize)]
struct AcumaticaReady {
    base_url: String,
    tenant: String,
    user: String,
    password: String,
    client_id: String,
    client_secret: String,
    redirect_uris: Vec<String>,
}

#[derive(Serialize)]
struct ProcoreReady {
    base_url: String,
    client_id: String,
    client_secret: String,
    company_id: u64,
    redirect_uris: Vec<String>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let company = Company::ridgeline(arguments.seed);
    let name = company.name.clone();
    let simulation = simulators::start(company, settings(&arguments)).await?;
    announce(&ready(name, arguments.seed, &simulation))?;
    until_told_to_end().await
}

fn settings(arguments: &Arguments) -> Settings {
    Settings {
        acumatica_port: arguments.acumatica_port,
        procore_port: arguments.procore_port,
        latency_ms: arguments.latency_ms,
        requests_per_hour: arguments.requests_per_hour,
        requests_per_10_seconds: arguments.requests_per_10_seconds,
        control_token: Some(ControlToken::random()),
        ..Settings::default()
    }
}

fn ready(company: String, seed: u64, simulation: &Simulation) -> Ready {
    let acumatica = simulation.acumatica.credentials();
    let procore = simulation.procore.credentials();
    Ready {
        company,
        seed,
        control: ControlReady { header: CONTROL_HEADER, token: simulation.acumatica.bench.door.token().to_string() },
        acumatica: AcumaticaReady {
            base_url: simulation.acumatica.base_url.clone(),
            tenant: acumatica.tenant,
            user: acumatica.user,
            password: acumatica.password,
            client_id: acumatica.client_id,
            client_secret: acumatica.client_secret,
            redirect_uris: simulation.acumatica.oauth.client().redirect_uris,
        },
        procore: ProcoreReady {
            base_url: simulation.procore.base_url.clone(),
            client_id: procore.client_id,
            client_secret: procore.client_secret,
            company_id: procore.company_id,
            redirect_uris: simulation.procore.oauth.client().redirect_uris,
        },
    }
}

fn announce(ready: &Ready) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(ready)?)?;
    out.flush()
}

async fn until_told_to_end() -> std::io::Result<()> {
    let mut input = tokio::io::stdin();
    let mut ignored = [0; 256];
    loop {
        tokio::select! {
            read = input.read(&mut ignored) => if read? == 0 { return Ok(()) },
            interrupted = tokio::signal::ctrl_c() => return interrupted,
        }
    }
}
