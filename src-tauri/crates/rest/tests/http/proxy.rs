//! Proxies of the environment. Each question is asked by a process of its own, for the environment is everybody's.

use crate::client::brisk;
use rest::{Call, Redactor, RestClient, RestErrorKind};
use std::process::{Command, Output};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

const ADDRESS: &str = "TIEOUT_TEST_ADDRESS";
const ALL: [&str; 6] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
/// Nobody listens there.
const DEAD: [&str; 2] = ["http://127.0.0.1:9", "socks5://127.0.0.1:9"];

/// Asks the child below for this address, with these proxies.
fn ask(address: &str, proxies: &[&str], proxy: &str) -> Output {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "proxy::the_child_asks", "--nocapture"]).env(ADDRESS, address);
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"].iter().chain(&ALL) {
        child.env_remove(name);
    }
    child.envs(proxies.iter().map(|name| (name, proxy)));
    child.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn the_child_asks() {
    // Asked by the tests below, in a process of its own; by itself it has nothing to ask.
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let client = RestClient::new(address.parse().unwrap(), brisk(), Redactor::default()).unwrap();
    let answer = client.send(Call::get("lines").once()).await;
    eprintln!("through {:?}: {}", client.proxy(), answer.map_or_else(|error| error.words, |_| "answered".to_owned()));
}

#[tokio::test]
async fn this_computer_is_reached_without_a_proxy() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let port = server.address().port();
    for address in [format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")] {
        for proxy in DEAD {
            for names in [&ALL[..], &["HTTP_PROXY"], &["ALL_PROXY"]] {
                let output = ask(&address, names, proxy);
                assert!(said(&output).contains("through None: answered"), "{names:?} {proxy}: {}", said(&output));
            }
        }
    }
}

#[tokio::test]
async fn other_computers_are_reached_through_the_proxy_and_it_is_named() {
    // The proxy is asked for the host; it is ours, and refuses.
    let proxy = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(403)).mount(&proxy).await;
    ask("https://erp.tieout.test", &["HTTPS_PROXY"], &proxy.uri());
    let dead = ask("https://10.255.255.1", &["ALL_PROXY"], "http://okafor:canary@127.0.0.1:9");
    assert!(said(&dead).contains("no connection through the proxy http://127.0.0.1:9/"), "{}", said(&dead));
    assert!(!said(&dead).contains("canary"), "{}", said(&dead));
}

#[tokio::test]
async fn a_dead_proxy_is_no_reason_to_say_that_the_server_is_away() {
    let output = ask("https://erp.tieout.test", &ALL, DEAD[0]);
    assert!(said(&output).contains("through Some(\"http://127.0.0.1:9/\")"), "{}", said(&output));
    // Without one the words are about the server itself.
    let client = RestClient::new("http://127.0.0.1:9".parse().unwrap(), brisk(), Redactor::default()).unwrap();
    let error = client.send(Call::get("lines").once()).await.unwrap_err();
    assert_eq!((error.kind, error.words.as_str()), (RestErrorKind::Unreachable, "no connection"));
}
