//! What the documents of the crate do not have: other paths, and responses as streams of bytes.

use msgraph::{Bytes, Client, Deserialized, MockResponse, MockTransport, Scheme, Server, StaticToken};
use std::collections::BTreeMap;

use crate::send;

/// A client of the cloud of the US government, signed in as an application.
fn client(server: &MockTransport) -> Client {
    let builder = Client::builder().transport(server.clone()).server(Server::UsGovernmentL4);
    builder.credential(Scheme::Application, StaticToken::new("secret")).build().expect("a client")
}

#[test]
fn a_path_that_no_document_has_is_requested_of_the_chosen_server_with_the_credential() {
    let server = MockTransport::new().then(MockResponse::json(200, r#"{"id":"1"}"#));
    let client = client(&server);
    let request = client.get("/me/messages").query_pair("$top", 1);
    let Deserialized(found) =
        send(&client, request.response_as::<Deserialized<BTreeMap<String, String>>>()).expect("a response");
    assert_eq!(found["id"], "1");
    let sent = &server.requests()[0];
    assert_eq!(sent.uri(), "https://graph.microsoft.us/v1.0/me/messages?$top=1");
    assert_eq!(sent.headers()["authorization"], "Bearer secret");
}

#[test]
fn a_url_of_another_version_is_one_of_the_document() {
    let server = MockTransport::new().then(MockResponse::new(200, "image/jpeg", vec![0xff]));
    let client = client(&server);
    let request = client.get("https://graph.microsoft.us/beta/me/photo/$value").response_as::<Bytes>();
    assert_eq!(send(&client, request).expect("a response"), vec![0xff]);
    assert!(server.requests()[0].headers().contains_key("authorization"));
}
