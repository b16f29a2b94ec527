use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::acumatica::AcumaticaSimulator;
use crate::procore::ProcoreSimulator;
use crate::ridgeline::Company;
use crate::settings::Settings;
use crate::snapshot::{self, Loaded, Snapshot, SnapshotError};

/// Both vendors, running on loopback until the last handle is dropped.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The ERP.
    pub acumatica: Arc<AcumaticaSimulator>,
    /// The project management side.
    pub procore: Arc<ProcoreSimulator>,
    /// Which company's books they began with.
    company: Arc<str>,
}

/// Starts both simulators with one company's books. Fails when a port is taken.
pub async fn start(company: Company, settings: Settings) -> io::Result<Simulation> {
    let acumatica = AcumaticaSimulator::start(&company, settings.acumatica_port).await?;
    acumatica.bench.latency.set_ms(settings.latency_ms);
    if let Some(password) = &settings.password {
        acumatica.set_password(password);
    }
    let procore = ProcoreSimulator::start(&company, &settings.of_procore()).await?;
    if let Some(token) = settings.control_token {
        acumatica.bench.door.set_token(token);
        procore.bench.door.set_token(token);
    }
    let company = snapshot::fingerprint(&company).into();
    Ok(Simulation { acumatica: Arc::new(acumatica), procore: Arc::new(procore), company })
}

impl Simulation {
    /// The books of both sides as they are now. Sign-ins, limits, switches and faults are not part of them.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(&self.company, self.acumatica.snapshot(), self.procore.snapshot())
    }

    /// Takes up the books of a snapshot, on both sides or on none.
    ///
    /// Fails, and changes nothing, when it is of another company, or of a tenant with other fields.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), SnapshotError> {
        snapshot.must_be_of(&self.company)?;
        if !self.acumatica.restore(&snapshot.acumatica) {
            return Err(SnapshotError::Unreadable);
        }
        self.procore.restore(&snapshot.procore);
        Ok(())
    }

    /// Keeps the books in a file, whole or not at all. Its folder is made where it is missing.
    ///
    /// Fails when the file cannot be written; an earlier one is then still there. Two programs that save at once: the later one wins.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        snapshot::write(path, &self.snapshot())
    }

    /// Takes up the books of a file, if there is one. A file that cannot be taken up is set aside under the name `….unread`, and the
    /// books stay as they began.
    ///
    /// Fails when the file is there and cannot be read or renamed.
    pub fn load(&self, path: &Path) -> io::Result<Loaded> {
        let Some(read) = snapshot::read(path)? else { return Ok(Loaded::Nothing) };
        match read.and_then(|kept| self.restore(&kept)) {
            Ok(()) => Ok(Loaded::Restored),
            Err(why) => snapshot::set_aside(path, why),
        }
    }
}
