//! Requests for what the document does not have: any path, query pairs, bodies, other response types, bodies as streams.
use crate::runtime as rt;
use crate::runtime::{Deserialized, Json, MockResponse, MockTransport, RequestError, StaticToken};
use crate::support::{EU, Problem, Thing, US, answering, client, get, now, thing};
use std::collections::BTreeMap;

static KEY: rt::Scheme = rt::Scheme::api_key_query("key", "api_key");
static BEARER: rt::Scheme = rt::Scheme::bearer("oauth");
static UNDOCUMENTED: rt::Undocumented = rt::Undocumented::new(
    &[&EU, &US],
    &[&[rt::SecurityRequirement(&BEARER, &[])], &[rt::SecurityRequirement(&KEY, &[])], &[]],
);

/// A type that is not one of the document.
type Own = BTreeMap<String, String>;

fn own(id: &str, name: &str) -> Own {
    Own::from([("id".into(), id.into()), ("name".into(), name.into())])
}

/// A client of a document with two security schemes and two servers.
fn signed_in(server: &MockTransport) -> rt::ClientBuilder {
    rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone()).credential("oauth", StaticToken::new("secret"))
}

#[test]
fn any_path_is_requested_with_the_server_and_the_credentials_of_the_client() {
    let server = answering(thing());
    let client = signed_in(&server).build().unwrap();
    let json = now(client.send(client.get("/things/1?expand=a b").query_pair("top", 10))).unwrap();
    assert_eq!(json["name"], "Ada");
    let sent = &server.requests()[0];
    assert_eq!(sent.method(), "GET");
    assert_eq!(sent.uri(), "https://eu.example.com/v1/things/1?expand=a%20b&top=10");
    assert_eq!(sent.headers()["authorization"], "Bearer secret");
    assert!(sent.headers().get("accept").is_none());
}

#[test]
fn a_path_that_would_leave_that_of_the_server_is_refused() {
    let server = MockTransport::new();
    let client = signed_in(&server).build().unwrap();
    for (path, odd) in [
        ("/things/../keys", ".."),
        ("../keys", ".."),
        ("/things/..", ".."),
        ("/things/./1", "."),
        ("/things/%2e%2E/keys", "%2e%2E"),
        ("/things/.%2e?a=b", ".%2e"),
        ("https://eu.example.com/v1/../keys", ".."),
        ("https://eu.example.com/%2e", "%2e"),
    ] {
        let error = now(client.send(client.post(path))).unwrap_err().to_string();
        let text = format!("the path must not have the segment `{odd}`, which changes the path; leave it out");
        assert_eq!(error, format!("POST (any path): {text}"), "{path}");
    }
    assert!(server.requests().is_empty());
    for path in ["/...", "/a..b", "/.well-known", "/a%2e%2e", "/things?of=../x", "/things#/../x"] {
        client.get(path).check().unwrap();
    }
}

#[test]
fn every_method_has_a_request_and_a_chosen_server_is_used() {
    let methods = [
        rt::Method::GET,
        rt::Method::PUT,
        rt::Method::POST,
        rt::Method::DELETE,
        rt::Method::OPTIONS,
        rt::Method::HEAD,
        rt::Method::PATCH,
        rt::Method::TRACE,
    ];
    for method in methods {
        let server = answering(MockResponse::empty(204));
        let client = signed_in(&server).server("us").build().unwrap();
        assert_eq!(now(client.send(client.request(method, "ping"))).unwrap(), Json::Null);
        let sent = &server.requests()[0];
        assert_eq!(
            (sent.method().as_str(), sent.uri().to_string().as_str()),
            (method.as_str(), "https://us.example.com/v1/ping")
        );
    }
    let client = client(&MockTransport::new());
    let methods = [client.put("/"), client.post("/"), client.patch("/"), client.delete("/")].map(|it| it.method());
    assert_eq!(methods, [http::Method::PUT, http::Method::POST, http::Method::PATCH, http::Method::DELETE]);
}

#[test]
fn a_whole_url_gets_credentials_only_if_its_host_is_trusted() {
    for (url, trusted) in [
        ("https://us.example.com/other?x=1#part", true),
        ("HTTPS://eu.example.com/other", true),
        ("https://friend.example.com/other", true),
        ("https://stranger.example.com/other", false),
        ("http://eu.example.com/other", false),
    ] {
        let server = answering(thing());
        let client = signed_in(&server).trusted_host("friend.example.com").build().unwrap();
        now(client.send(client.get(url))).unwrap();
        let sent = &server.requests()[0];
        let url = url.replace("HTTPS", "https").replace("#part", "");
        assert_eq!(sent.uri().to_string(), url);
        assert_eq!(sent.headers().contains_key("authorization"), trusted, "{url}");
    }
}

#[test]
fn a_credential_of_the_request_does_not_go_to_a_host_that_is_not_trusted() {
    let server = MockTransport::new();
    let client = signed_in(&server).build().unwrap();
    let request = client.get("https://stranger.example.com/").credential("oauth", StaticToken::new("own"));
    let error = now(client.send(request)).unwrap_err();
    assert!(matches!(error, rt::Error::Request(RequestError::UntrustedHost { .. })), "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn no_credentials_are_needed_for_a_path_that_the_document_does_not_have() {
    let server = answering(thing());
    let client = rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone()).build().unwrap();
    now(client.send(client.get("/health"))).unwrap();
    assert!(!server.requests()[0].headers().contains_key("authorization"));
}

#[test]
fn a_key_that_a_url_has_already_is_not_added_to_it() {
    let server = answering(thing());
    let builder = rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone());
    let client = builder.credential("key", StaticToken::new("secret")).build().unwrap();
    now(client.send(client.get("/things?api_key=other&x=1"))).unwrap();
    assert_eq!(server.requests()[0].uri().query(), Some("api_key=other&x=1"));
}

#[test]
fn any_value_of_serde_is_sent_and_received() {
    let server = answering(MockResponse::json(200, r#"{"id":"7","name":"Ada"}"#));
    let client = signed_in(&server).build().unwrap();
    let request = client.post("/owns").json(&own("7", "Ada")).media_type("application/vnd.own+json");
    let Deserialized(read) = now(client.send(request.response_as::<Deserialized<Own>>())).unwrap();
    assert_eq!(read, own("7", "Ada"));
    let sent = &server.requests()[0];
    assert_eq!(sent.headers()["content-type"], "application/vnd.own+json");
    assert_eq!(sent.body().as_ref(), br#"{"id":"7","name":"Ada"}"#);
}

#[test]
fn what_serde_cannot_write_or_read_is_an_error() {
    let server = answering(MockResponse::json(200, r#"{"id":7}"#));
    let client = signed_in(&server).build().unwrap();
    let map = BTreeMap::from([((1, 2), 3)]);
    let error = now(client.send(client.post("/owns").json(&map))).unwrap_err();
    assert!(error.to_string().contains("POST (any path): body: cannot be written"), "{error}");
    let error = now(client.send(client.get("/owns/7").response_as::<Deserialized<Own>>())).unwrap_err();
    assert!(matches!(error, rt::Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("GET (any path): 200 OK: the body cannot be decoded: invalid type"), "{error}");
}

#[test]
fn bytes_are_sent_under_their_media_type_and_received_whatever_it_is() {
    let server = answering(MockResponse::json(200, r#""quoted""#));
    let client = signed_in(&server).build().unwrap();
    let request = client.put("/file").content("image/png", vec![1, 2, 3]).response_as::<rt::Bytes>();
    assert_eq!(now(client.send(request)).unwrap(), r#""quoted""#);
    let sent = &server.requests()[0];
    assert_eq!(
        (sent.headers()["content-type"].to_str().unwrap(), sent.body().as_ref()),
        ("image/png", &[1u8, 2, 3][..])
    );
}

#[test]
fn errors_of_a_server_are_decoded() {
    let server = answering(MockResponse::json(404, r#"{"error":{"code":"gone","message":"it is gone"}}"#));
    let client = signed_in(&server).build().unwrap();
    let error = now(client.send(client.get("/secret-path"))).unwrap_err();
    assert_eq!(error.code(), Some("gone"));
    assert_eq!(error.body().unwrap()["error"]["message"], "it is gone");
    assert_eq!(error.to_string(), "GET (any path): 404 Not Found: gone: it is gone");
}

#[test]
fn failures_are_retried_by_the_method() {
    let server = MockTransport::new().then(MockResponse::empty(500)).then(thing());
    let client = signed_in(&server).build().unwrap();
    now(client.send(client.get("/things"))).unwrap();
    assert_eq!(server.requests().len(), 2);
    let server = MockTransport::new().then(MockResponse::empty(500)).then(thing());
    let client = signed_in(&server).build().unwrap();
    now(client.send(client.post("/things"))).unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_request_of_the_document_takes_more_query_and_another_response_type() {
    let server = answering(MockResponse::new(200, "text/plain", "plain"));
    let request = get("1").query_pair("$select", "a&b").header("accept", "text/plain").response_as::<String>();
    assert_eq!(now(client(&server).send(request)).unwrap(), "plain");
    let sent = &server.requests()[0];
    assert_eq!(sent.uri().to_string(), "https://eu.example.com/v1/things/1?$select=a%26b");
    assert_eq!(sent.headers()["accept"], "text/plain");
    let server = answering(thing());
    let Deserialized(read) = now(client(&server).send(get("1").response_as::<Deserialized<Own>>())).unwrap();
    assert_eq!(read, own("1", "Ada"));
}

#[test]
fn an_opened_response_has_its_head_and_a_stream_of_bytes() {
    let server =
        answering(MockResponse::new(200, "application/json", "abc").chunk("def").header("content-encoding", "br"));
    let opened = now(client(&server).open(get("1"))).unwrap();
    assert_eq!((opened.status().as_u16(), opened.header("content-encoding")), (200, Some("br")));
    let mut body = opened.into_body();
    assert_eq!(now(body.chunk()).unwrap().unwrap(), "abc");
    assert_eq!(now(body.chunk()).unwrap().unwrap(), "def");
    assert!(now(body.chunk()).is_none());
}

#[test]
fn an_opened_response_that_is_an_error_is_decoded() {
    let server = answering(MockResponse::json(404, r#"{"error":{"code":"missing"}}"#));
    let error = now(client(&server).open(get("1"))).unwrap_err();
    let body: &Problem = error.body().unwrap();
    assert_eq!(body.error.as_ref().unwrap().code.as_deref(), Some("missing"));
}

#[test]
fn items_of_a_stream_that_the_document_does_not_have_are_decoded() {
    let server =
        answering(MockResponse::new(200, "application/x-ndjson", "{\"id\":\"1\"}\n").chunk("{\"id\":\"2\"}\n"));
    let client = signed_in(&server).build().unwrap();
    let mut things = now(client.send(client.get("/feed").response_as::<rt::JsonLines<Thing>>())).unwrap();
    assert_eq!(now(things.next()).unwrap().unwrap().id, "1");
    assert_eq!(now(things.next()).unwrap().unwrap().id, "2");
    assert!(now(things.next()).is_none());
}
