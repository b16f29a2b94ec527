//! Canary secrets are planted and searched for in everything the application leaves behind or lets out.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bench::{House, no_limits};
use simulators::Settings;
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

/// Letters that every encoding changes.
const PASSWORD: &str = r#"pass+word/of=a&user"with\every%letter é"#;
const CLIENT_SECRET: &str = r#"client+secret/of=an&app"with\every%letter é"#;

/// A secret as servers, forms and logs write it: as it is, percent-encoded, in a form, in JSON, in Base64.
fn written(secret: &str) -> Vec<String> {
    let percent = secret.bytes().fold(String::new(), |mut text, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let _ = if plain { write!(text, "{}", char::from(byte)) } else { write!(text, "%{byte:02X}") };
        text
    });
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::to_string(secret).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    vec![
        secret.to_owned(),
        percent.to_lowercase(),
        percent,
        form,
        json,
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[tokio::test]
async fn no_secret_is_in_the_data_folder_an_error_or_a_notice() {
    let secrets =
        Settings { password: Some(PASSWORD.to_owned()), client_secret: Some(CLIENT_SECRET.to_owned()), ..no_limits() };
    let mut house = House::unread(company(), secrets).await;
    let mut canaries = vec![
        house.simulation.acumatica.credentials().password.clone(),
        house.simulation.procore.credentials().client_secret.clone(),
    ];
    house.company().await.check().await.unwrap();
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
        let known = if side == "procore" { &canaries[1..] } else { &canaries[..1] };
        let echo = known.iter().flat_map(|canary| written(canary)).collect::<Vec<_>>().join(" ");
        // Once within an answer of the vendor's own shape, once as a server that could not read its request repeats it.
        for body in [serde_json::json!({ "errors": echo }).to_string(), format!("could not parse: {echo}")] {
            bench.faults.inject(Fault::every(place, Effect::Status { code: 400, body, headers: vec![] }));
            let error = house.company().await.check().await.err();
            let _ = write!(printed, "{error:?} {}", error.as_ref().map(ToString::to_string).unwrap_or_default());
            bench.faults.clear();
        }
    }
    while let Ok(event) = house.events.try_recv() {
        let _ = write!(printed, "{event:?}");
    }
    house.application.quit().await;
    let left_behind = files(house.folder.path());
    for canary in canaries.iter().flat_map(|canary| written(canary)) {
        assert!(!printed.contains(&canary), "a secret was printed as {canary}");
        for (name, bytes) in &left_behind {
            assert!(!holds(bytes, &canary), "a secret is in {name}");
        }
    }
    // The search itself works.
    assert!(holds(b"xx canary yy", "canary"));
}
