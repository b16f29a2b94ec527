//! Canary secrets are planted and searched for in everything the application leaves behind or lets out.

use bench::{House, no_limits};
use simulators::bench::{Effect, Fault};
use simulators::ridgeline::{Company, job};
use std::fmt::Write;
use std::path::Path;
use tieout::EndKind;

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "2.00")
        .budget("03-30-00", "S", "1.00")])
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path) } else { vec![(path.display().to_string(), std::fs::read(&path).unwrap())] }
        })
        .collect()
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[tokio::test]
async fn no_secret_is_in_the_data_folder_an_error_or_a_notice() {
    let mut house = House::unread(company(), no_limits()).await;
    let mut canaries = vec![
        house.simulation.acumatica.credentials().password.clone(),
        house.simulation.procore.credentials().client_secret.clone(),
    ];
    house.application.check_and_wait().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    canaries.extend(house.simulation.procore.issued_tokens());
    assert!(canaries.len() >= 3 && canaries.iter().all(|canary| canary.len() >= 8), "there is something to look for");

    // Errors of every kind, in every form they can be printed.
    let mut printed = String::new();
    for (side, place) in [("procore", "oauth/token"), ("procore", "detail_rows"), ("acumatica", "auth/login")] {
        let bench = if side == "procore" { &house.simulation.procore.bench } else { &house.simulation.acumatica.bench };
        house.simulation.procore.expire_tokens();
        house.simulation.acumatica.expire_sessions();
        // Each server can echo what it was told itself.
        let echo = if side == "procore" { canaries[1..].join(" ") } else { canaries[0].clone() };
        bench.faults.inject(Fault::every(
            place,
            Effect::Status { code: 400, body: format!("{{\"errors\":\"{echo}\"}}"), headers: vec![] },
        ));
        let trouble = house.application.check_and_wait().await.err();
        let _ = write!(printed, "{trouble:?} {}", trouble.as_ref().map(ToString::to_string).unwrap_or_default());
        bench.faults.clear();
    }
    while let Ok(event) = house.events.try_recv() {
        let _ = write!(printed, "{event:?}");
    }
    house.application.quit().await;
    for canary in &canaries {
        assert!(!printed.contains(canary.as_str()), "a secret was printed");
        for (name, bytes) in files(house.folder.path()) {
            assert!(!holds(&bytes, canary), "a secret is in {name}");
        }
    }
    // The search itself works.
    assert!(holds(b"xx canary yy", "canary"));
}
