//! Requests for URLs that a server sent.
use crate::runtime as rt;
use crate::runtime::http::follow::Follow;
use crate::runtime::http::url::Url;
use crate::runtime::{MockTransport, RequestError, StaticToken};
use crate::support::{EU, now, thing};

static BEARER: rt::Scheme = rt::Scheme::bearer("oauth");
static LIST: rt::Operation = rt::Operation {
    id: "things_list",
    method: rt::Method::POST,
    path: "/things/list",
    servers: &[&EU],
    security: &[&[rt::SecurityRequirement(&BEARER, &[])]],
    ..rt::Operation::EMPTY
};

/// A request with everything that a request may have, for an operation that needs a token.
fn request() -> rt::Request<rt::Json, rt::Json> {
    let request = rt::Request::new(&LIST).header("prefer", "small").query_pair("top", 1);
    request.json(&serde_json::json!({"filter": "all"}))
}

/// The HTTP request that is sent for a link in a response.
fn sent(link: &str, follow: Follow) -> Result<http::Request<bytes::Bytes>, RequestError> {
    let server = MockTransport::new().then(thing());
    let builder = rt::Client::builder().transport(server.clone()).trusted_host("friend.example.com");
    let client = builder.credential("oauth", StaticToken::new("secret")).build().unwrap();
    let next = client.follow(&request().into_parts(), link, follow)?;
    now(client.send(rt::Request::<rt::Json, rt::Json>::from_parts(next))).unwrap();
    Ok(server.requests().remove(0))
}

#[test]
fn a_link_is_followed_with_credentials_and_headers() {
    let next = sent("https://eu.example.com/v1/things/list?skip=1&top=1", Follow::Again).unwrap();
    assert_eq!((next.method().as_str(), next.body().as_ref()), ("POST", &br#"{"filter":"all"}"#[..]));
    assert_eq!(next.uri(), "https://eu.example.com/v1/things/list?skip=1&top=1");
    assert_eq!(
        (&next.headers()["authorization"], &next.headers()["prefer"]),
        (&"Bearer secret".parse().unwrap(), &"small".parse().unwrap())
    );
    for (follow, method) in [(Follow::Get, "GET"), (Follow::Post, "POST"), (Follow::Delete, "DELETE")] {
        let next = sent("https://friend.example.com/state/1", follow).unwrap();
        assert_eq!((next.method().as_str(), next.body().as_ref()), (method, &b""[..]));
        assert_eq!(next.headers()["authorization"], "Bearer secret");
        assert!(!next.headers().contains_key("content-type"));
    }
}

#[test]
fn a_relative_link_belongs_to_the_url_of_the_request() {
    for (link, url) in [
        ("/v2/state", "https://eu.example.com/v2/state"),
        ("state?x=a b", "https://eu.example.com/v1/things/state?x=a%20b"),
        ("../state", "https://eu.example.com/v1/state"),
        ("?skip=2", "https://eu.example.com/v1/things/list?skip=2"),
        ("//eu.example.com/other", "https://eu.example.com/other"),
    ] {
        assert_eq!(sent(link, Follow::Get).unwrap().uri().to_string(), url, "{link}");
    }
}

#[test]
fn a_link_to_another_host_is_an_error() {
    for link in [
        "https://stranger.example.com/v1",
        "http://eu.example.com/v1",
        "//stranger.example.com",
        "https://eu.example.com:444/",
    ] {
        let error = sent(link, Follow::Get).unwrap_err();
        assert!(matches!(error, RequestError::UntrustedHost { .. }), "{link}: {error}");
    }
    assert!(sent("https://user:word@eu.example.com/", Follow::Get).is_err());
}

/// The examples of RFC 3986, 5.4.
#[test]
fn references_are_resolved_as_the_standard_says() {
    let base = Url::parse("http://a/b/c/d;p?q").unwrap();
    for (reference, url) in [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"),
        ("g#s", "http://a/b/c/g"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("g..", "http://a/b/c/g.."),
        ("./g/.", "http://a/b/c/g/"),
        ("g/../h", "http://a/b/c/h"),
        ("https://other/x", "https://other/x"),
    ] {
        assert_eq!(base.resolve(reference).unwrap().to_string(), url, "{reference}");
    }
    assert_eq!(base.resolve("mailto:a@b"), None);
}
