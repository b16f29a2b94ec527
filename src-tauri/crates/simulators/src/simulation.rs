use std::io;
use std::sync::Arc;

use crate::Settings;
use crate::acumatica::AcumaticaSimulator;
use crate::procore::ProcoreSimulator;
use crate::ridgeline::Company;

/// Both vendors, running on loopback until the last handle is dropped.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The ERP.
    pub acumatica: Arc<AcumaticaSimulator>,
    /// The project management side.
    pub procore: Arc<ProcoreSimulator>,
}

/// Starts both simulators with one company's books. Fails when a port is taken.
pub async fn start(company: Company, settings: Settings) -> io::Result<Simulation> {
    let acumatica = AcumaticaSimulator::start(&company, settings.acumatica_port).await?;
    acumatica.bench.latency.set_ms(settings.latency_ms);
    let procore = ProcoreSimulator::start(&company, &settings.of_procore()).await?;
    if let Some(token) = settings.control_token {
        acumatica.bench.door.set_token(token);
        procore.bench.door.set_token(token);
    }
    Ok(Simulation { acumatica: Arc::new(acumatica), procore: Arc::new(procore) })
}
