//! Servers that cannot be talked to in secret, each for its own reason. What this computer trusts is read from the environment, so
//! every question is asked by a process of its own.
#![cfg(target_os = "linux")]

use crate::client::brisk;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rest::{Body, Call, Redactor, RestClient, RestErrorKind, TlsReason};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

const ADDRESS: &str = "TIEOUT_TEST_ADDRESS";

/// An issuer, who is trusted where the test says so.
fn issuer() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server's certificate for a name, good until a year.
fn certificate(issuer: &CertifiedIssuer<'static, KeyPair>, name: &str, until: i32) -> ServerConfig {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(2019, 1, 1), date_time_ymd(until, 1, 1));
    let certificate = params.signed_by(&key, issuer).unwrap();
    config(certificate.der().clone(), &key)
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> ServerConfig {
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    builder.with_no_client_auth().with_single_cert(vec![certificate], key.into()).unwrap()
}

/// A server that speaks TLS and answers `[1]`; its port, and how often somebody came.
async fn server(config: ServerConfig) -> (u16, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, came) = (listener.local_addr().unwrap().port(), Arc::new(AtomicU32::new(0)));
    let (acceptor, count) = (TlsAcceptor::from(Arc::new(config)), came.clone());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // What begins with anything else is some other test's, which had the port before.
            let mut first = [0];
            if stream.peek(&mut first).await.is_ok() && first == [0x16] {
                count.fetch_add(1, Ordering::SeqCst);
            }
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\n[1]").await;
            let _ = stream.shutdown().await;
        }
    });
    (port, came)
}

#[tokio::test]
async fn the_child_asks() {
    // Asked by the tests below, in a process of its own; by itself it has nothing to ask.
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let client = RestClient::new(address.parse().unwrap(), brisk(), Redactor::default()).unwrap();
    match client.send(Call::get("lines")).await {
        Ok(answer) => eprintln!("answered {}", answer.text()),
        Err(error) => {
            assert!(!error.maybe_applied, "nothing was sent");
            eprintln!("{:?} {} {}", error.kind, error.sentence("Acumatica"), error.remedy("Acumatica"));
        }
    }
}

async fn ask(port: u16, trusted: &CertifiedIssuer<'static, KeyPair>) -> String {
    let folder = std::env::temp_dir().join(format!("tieout-tls-{}-{port}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("trusted.pem");
    std::fs::write(&file, trusted.pem()).unwrap();
    let child = tokio::task::spawn_blocking(move || {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "tls::the_child_asks", "--nocapture"]);
        child.env(ADDRESS, format!("https://localhost:{port}")).env("SSL_CERT_FILE", file).env_remove("SSL_CERT_DIR");
        child.output().unwrap()
    });
    let said = String::from_utf8_lossy(&child.await.unwrap().stderr).into_owned();
    std::fs::remove_dir_all(folder).unwrap();
    said
}

#[tokio::test]
async fn each_reason_is_said_and_none_is_asked_about_again() {
    let (trusted, stranger) = (issuer(), issuer());
    for (config, words, remedy) in [
        (
            certificate(&stranger, "localhost", 2099),
            "the certificate of localhost:PORT is not trusted by this computer",
            "trusted certificates",
        ),
        (certificate(&trusted, "localhost", 2020), "the certificate of localhost:PORT has expired", "date and time"),
        (
            certificate(&trusted, "erp.example", 2099),
            "the certificate that was shown is not for localhost:PORT",
            "Check the address",
        ),
    ] {
        let (port, came) = server(config).await;
        let said = ask(port, &trusted).await;
        assert!(said.contains(&words.replace("PORT", &port.to_string())), "{said}");
        assert!(said.contains("Acumatica could not be reached safely") && said.contains(remedy), "{said}");
        assert_eq!(came.load(Ordering::SeqCst), 1, "{said}");
    }
    let (port, _) = server(certificate(&trusted, "localhost", 2099)).await;
    let said = ask(port, &trusted).await;
    assert!(said.contains("answered [1]"), "a certificate that is trusted is: {said}");
}

#[tokio::test]
async fn a_certificate_of_its_own_making_is_not_trusted() {
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let (port, came) = server(config(own.der().clone(), &key)).await;
    let client = RestClient::new(format!("https://localhost:{port}").parse().unwrap(), brisk(), Redactor::default());
    let write = Call::change("POST".parse().unwrap(), "lines", Body::Json("{}".into()));
    for call in [Call::get("lines"), write] {
        let error = client.as_ref().unwrap().send(call).await.unwrap_err();
        assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::Tls(TlsReason::NotTrusted), false));
    }
    assert_eq!(came.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_port_that_does_not_speak_tls_is_said() {
    let server = wiremock::MockServer::start().await;
    let address = format!("https://127.0.0.1:{}", server.address().port());
    let client = RestClient::new(address.parse().unwrap(), brisk(), Redactor::default()).unwrap();
    let error = client.send(Call::get("lines")).await.unwrap_err();
    assert_eq!(error.kind, RestErrorKind::Tls(TlsReason::NoTls), "{error}");
    assert!(error.sentence("Acumatica").contains("does not answer with an encrypted connection"));
}
