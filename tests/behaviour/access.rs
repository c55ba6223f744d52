//! Servers and credentials of the cases: where a request goes, and what proves who sends it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::{MockTransport, MockResponse};
use cases::operations_servers_and_security as api;
use cases::{BasicCredentials, Client, Request, Scheme, StaticToken};

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// What goes out for a request, with these schemes known, each by its own name.
fn sent(request: Request<(), ()>, schemes: &[Scheme], variables: &[(&str, &str)]) -> http::Request<cases::Bytes> {
    let server = MockTransport::new().then(MockResponse::empty(204));
    let mut builder = Client::builder().transport(server.clone());
    for (name, value) in variables {
        builder = builder.server_variable(*name, *value);
    }
    for scheme in schemes {
        builder = match scheme {
            Scheme::Basic => builder.credential(*scheme, BasicCredentials::new("ada", "secret")),
            other => builder.credential(*other, StaticToken::new(format!("{other:?}"))),
        };
    }
    now(builder.build().expect("a client").send(request)).expect("it is sent");
    server.requests().remove(0)
}

fn url(request: Request<(), ()>, variables: &[(&str, &str)]) -> String {
    let all = [Scheme::Token, Scheme::Basic];
    sent(request, &all, variables).uri().to_string()
}

#[test]
fn servers_of_the_operation_come_before_those_of_the_path_and_of_the_document() {
    assert_eq!(url(api::root::root(), &[]), "https://eu.example.com/v1/root");
    assert_eq!(url(api::root::root(), &[("region", "us"), ("base", "v2")]), "https://us.example.com/v2/root");
    assert_eq!(url(api::path::path(), &[]), "https://files.example.com:8443/path");
    assert_eq!(url(api::path::path(), &[("port", "1")]), "https://files.example.com:1/path");
    let request = sent(api::path::operation(), &[Scheme::Header, Scheme::Query, Scheme::Cookie], &[("zone", "b")]);
    assert_eq!(request.uri().host(), Some("b.upload.example.com"));
}

#[test]
fn of_a_server_with_and_without_encryption_the_encrypted_one_is_reached() {
    use cases::{Server, operations_plain_twin as api};
    assert_eq!(url(api::twin::twin(), &[]), "https://pets.example.com/v1/twin");
    assert_eq!(url(api::lone::lone(), &[]), "http://pets.example.com/v1/lone");
    assert_eq!(url(api::named::named(), &[]), "http://a.example.com/named");
    assert_eq!(url(api::named::named().server(Server::Safe), &[]), "https://a.example.com/named");
}

#[test]
fn a_variable_of_another_server_is_no_mistake_and_a_misspelt_one_is() {
    assert_eq!(url(api::path::path(), &[("region", "us")]), "https://files.example.com:8443/path");
    let builder = Client::builder().transport(MockTransport::new()).credential(Scheme::Token, StaticToken::new("t"));
    let client = builder.server_variable("regoin", "us").build().expect("a client");
    let fault = now(client.send(api::root::root())).expect_err("it is refused");
    assert_eq!(fault.to_string(), "root: no server has a variable `regoin`; the variables are base, port, region, zone");
}

fn header<'r>(request: &'r http::Request<cases::Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().expect("text"))
}

#[test]
fn each_scheme_stands_in_its_place() {
    let bearer = |request, scheme| header(&sent(request, &[scheme], &[]), "authorization").map(str::to_owned);
    assert_eq!(bearer(api::root::root(), Scheme::Token).as_deref(), Some("Bearer Token"));
    assert_eq!(bearer(api::connect::connect(), Scheme::Connect).as_deref(), Some("Bearer Connect"));
    assert_eq!(bearer(api::either::either(), Scheme::Oauth).as_deref(), Some("Bearer Oauth"));
    assert_eq!(bearer(api::digest::digest(), Scheme::Digest).as_deref(), Some("digest Digest"));
    assert_eq!(bearer(api::path::path(), Scheme::Basic).as_deref(), Some("Basic YWRhOnNlY3JldA=="));
}

#[test]
fn all_schemes_of_an_alternative_go_together() {
    let request = sent(api::path::operation(), &[Scheme::Header, Scheme::Query, Scheme::Cookie], &[]);
    assert_eq!(header(&request, "x-key"), Some("Header"));
    assert_eq!(request.uri().query(), Some("key=Query"));
    assert_eq!(header(&request, "cookie"), Some("sid=Cookie"));
}

#[test]
fn the_first_alternative_that_is_known_is_used() {
    let request = sent(api::either::either(), &[Scheme::Header], &[]);
    assert_eq!((header(&request, "x-key"), header(&request, "authorization")), (Some("Header"), None));
    assert_eq!(header(&sent(api::optional::optional(), &[Scheme::Header], &[]), "x-key"), Some("Header"));
    assert_eq!(header(&sent(api::optional::optional(), &[], &[]), "x-key"), None);
    assert_eq!(header(&sent(api::open::open(), &[Scheme::Token], &[]), "authorization"), None);
}

#[test]
fn a_token_endpoint_of_the_document_is_data() {
    use cases::operations_servers_and_security::schemes::oauth;
    let tokens = format!("{:?}", oauth::OAUTH.client_credentials("app", "hidden"));
    assert!(tokens.contains("https://example.com/token") && !tokens.contains("hidden"), "{tokens}");
    assert_eq!(oauth::OAUTH.device_authorization_url(), "");
    let device = cases::newer_three_two::schemes::oauth::SIGN;
    assert_eq!((device.token_url(), device.device_authorization_url()), ("https://t", "https://d"));
}
