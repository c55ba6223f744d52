//! The transport over `reqwest`, as a program sets it up.
use crate::runtime as rt;
use crate::support::get;
use crate::wire::{FOUND, kind, send_by, serve};
use rt::TransportErrorKind;
use std::time::Duration;

/// A resolver that knows no host.
struct Ignorant;

impl reqwest::dns::Resolve for Ignorant {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async { Err("no such host".into()) })
    }
}

#[test]
fn a_host_that_nobody_knows_is_told() {
    let builder = rt::Client::builder().http(|reqwest| reqwest.dns_resolver(std::sync::Arc::new(Ignorant)));
    let error = send_by(builder.base_url("http://nobody.example.com"), get("1")).unwrap_err();
    let text = "GET /things/{thing-id}: no connection to nobody.example.com: no such host";
    assert_eq!((kind(&error), error.to_string().as_str()), (TransportErrorKind::Connect, text));
}

#[test]
fn reqwest_is_set_up_by_the_caller() {
    let (url, told) = serve(&[FOUND]);
    let proxy = reqwest::Proxy::http(&url).unwrap();
    let builder =
        rt::Client::builder().http(|reqwest| reqwest.proxy(proxy)).http(|reqwest| reqwest.http1_title_case_headers());
    assert_eq!(send_by(builder.base_url("http://api.example.com"), get("1")).unwrap().id, "1");
    let asked = told.recv().unwrap();
    assert!(asked.starts_with("GET http://api.example.com/things/1 HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("\r\nUser-Agent: "), "both changes count: {asked}");
}

#[test]
fn a_client_of_reqwest_is_taken_as_it_is() {
    let (url, told) = serve(&[FOUND]);
    let proxy = reqwest::Proxy::http(&url).unwrap();
    let own = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).proxy(proxy).build().unwrap();
    let builder = rt::Client::builder().transport(rt::ReqwestTransport::with_client(own));
    assert_eq!(send_by(builder.base_url("http://api.example.com"), get("1")).unwrap().id, "1");
    assert!(told.recv().unwrap().starts_with("GET http://api.example.com/things/1 "));
}

#[test]
fn no_change_of_reqwest_makes_it_follow_redirects() {
    let (url, told) =
        serve(&["HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", FOUND]);
    let builder = rt::Client::builder().http(|reqwest| reqwest.redirect(reqwest::redirect::Policy::limited(9)));
    assert_eq!(send_by(builder.base_url(url), get("1")).unwrap_err().status().unwrap(), 302);
    assert_eq!(told.try_iter().count(), 1);
}

#[test]
fn a_transport_of_the_callers_own_is_not_set_up_here() {
    let builder = rt::Client::builder().http(|reqwest| reqwest.no_proxy()).transport(rt::MockTransport::new());
    assert_eq!(
        builder.build().unwrap_err().to_string(),
        "the transport could not be set up: `.http(…)` configures the default transport, which \
         `.transport(…)` replaces: call only one of them"
    );
}

/// A resolver that never returns an address.
struct Lost;

impl reqwest::dns::Resolve for Lost {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(std::future::pending())
    }
}

#[test]
fn the_time_for_a_connection_can_be_set_and_removed() {
    let builder = || {
        let limit = Duration::from_millis(300);
        rt::Client::builder().http(|reqwest| reqwest.dns_resolver(std::sync::Arc::new(Lost))).timeout(limit)
    };
    let url = "http://far.example.com:81";
    let soon = builder().connect_timeout(Duration::from_millis(20)).base_url(url);
    let error = send_by(soon, get("1")).unwrap_err();
    let text = "GET /things/{thing-id}: no connection to far.example.com:81: operation timed out";
    assert_eq!((kind(&error), error.to_string().as_str()), (TransportErrorKind::Connect, text));

    let error = send_by(builder().connect_timeout(None).base_url(url), get("1")).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
}

/// This package turns on no feature of `reqwest` for TLS, as a program that sends plain HTTP only.
#[test]
fn a_program_without_tls_is_told_so() {
    let builder = rt::Client::builder().transport(rt::ReqwestTransport::new().unwrap());
    let error = send_by(builder.base_url("https://127.0.0.1:1"), get("1")).unwrap_err();
    let text = "GET /things/{thing-id}: this program was compiled without TLS: turn on a TLS feature of `reqwest`, such as \
                `rustls`";
    assert_eq!((kind(&error), error.to_string().as_str()), (TransportErrorKind::Other, text));
}
