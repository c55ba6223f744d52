//! Where a request goes by the variables of a server, which version it asks for, and what proves who asks.

use cases::conformance_access::models::PiersGetApiVersion;
use cases::conformance_access::{open, own, root};
use cases::{Client, ClientBuilder, Error, FromResponse, MockResponse, MockTransport, Request, Scheme, StaticToken};

use crate::{Sent, header, now};

/// What goes over the wire, and the outcome, for a client that is made like this.
fn asked<O, E>(
    make: impl FnOnce(ClientBuilder) -> ClientBuilder,
    request: Request<O, E>,
    answer: MockResponse,
) -> (Sent, Result<O, Error<E>>)
where
    O: FromResponse,
    E: FromResponse,
{
    let server = MockTransport::new().then(answer);
    let builder =
        Client::builder().server_variable("endpoint", "https://quay.example.com").server_variable("version", "v2");
    let client = make(builder.transport(server.clone())).build().expect("a client");
    let outcome = now(client.send(request));
    (server.requests().remove(0), outcome)
}

/// What goes over the wire with this credential, if there is one.
fn with<E: FromResponse>(scheme: Option<Scheme>, request: Request<(), E>) -> Sent {
    let make = |builder: ClientBuilder| match scheme {
        Some(scheme) => builder.credential(scheme, StaticToken::new("secret")),
        None => builder,
    };
    asked(make, request, MockResponse::empty(204)).0
}

#[test]
fn the_address_and_the_version_are_variables_of_the_server() {
    let key = Some(Scheme::HarbourKey);
    assert_eq!(with(key, root::get()).uri(), "https://quay.example.com/harbour/v2/");
    let params = root::PiersGetParams::new(PiersGetApiVersion::V1);
    assert_eq!(
        with(key, root::piers_get("a b", params)).uri(),
        "https://quay.example.com/harbour/v2/a%20b?api-version=v1"
    );
}

#[test]
fn a_version_may_be_a_header() {
    let request = with(Some(Scheme::HarbourOwn), own::get());
    assert_eq!(header(&request, "x-version"), Some("v1"));
    assert_eq!(header(&request, "authorization"), Some("SharedHarbour secret"));
}

#[test]
fn any_of_several_schemes_is_enough() {
    let key = with(Some(Scheme::HarbourKey), root::get());
    assert_eq!((header(&key, "x-harbour-key"), header(&key, "authorization")), (Some("secret"), None));
    let token = with(Some(Scheme::HarbourToken), root::get());
    assert_eq!((header(&token, "x-harbour-key"), header(&token, "authorization")), (None, Some("Bearer secret")));
}

#[test]
fn nothing_is_enough_where_the_document_says_so() {
    assert_eq!(header(&with(None, open::get()), "authorization"), None);
    let known = with(Some(Scheme::HarbourToken), open::get());
    assert_eq!(header(&known, "authorization"), Some("Bearer secret"), "what is known is sent");
}

#[test]
fn a_credential_that_is_refused_is_a_typed_error() {
    let answer = MockResponse::json(403, r#"{"error":"stranger"}"#);
    let request = own::get();
    let make = |builder: ClientBuilder| builder.credential(Scheme::HarbourOwn, StaticToken::new("wrong"));
    let error = asked(make, request, answer).1.expect_err("it is refused");
    assert_eq!(error.status(), Some(cases::StatusCode::FORBIDDEN));
    assert_eq!(error.body().map(|body| body.error.as_str()), Some("stranger"));
}
