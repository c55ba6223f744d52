//! The credentials of a request, and the hosts that they may be sent to.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{EU, leak, now};
use rt::{BasicCredentials, Scheme, SecurityRequirement, StaticToken, token_fn};
use std::sync::{Arc, Mutex};

static DELEGATED: Scheme = Scheme::bearer("delegated");
static APPLICATION: Scheme = Scheme::bearer("application");
static KEY: Scheme = Scheme::api_key_header("key", "X-Key");

type Alternatives = &'static [&'static [SecurityRequirement]];
const EITHER: Alternatives =
    &[&[SecurityRequirement(&DELEGATED, &["Read"])], &[SecurityRequirement(&APPLICATION, &["Read.All"])]];
const BOTH: Alternatives = &[&[SecurityRequirement(&APPLICATION, &[]), SecurityRequirement(&KEY, &[])]];
const OPTIONAL: Alternatives = &[&[], &[SecurityRequirement(&APPLICATION, &[])]];

static OPEN: rt::Operation = rt::Operation {
    id: "op",
    method: rt::Method::GET,
    path: "/x",
    responses: &[rt::ResponseSpec::success_empty(rt::Status::Exact(204), 0)],
    servers: &[&EU],
    ..rt::Operation::EMPTY
};

fn request(security: Alternatives) -> rt::Request<(), ()> {
    rt::Request::new(leak(rt::Operation { security, ..OPEN }))
}

fn server() -> MockTransport {
    MockTransport::new().then(MockResponse::empty(204))
}

fn builder(server: &MockTransport) -> rt::ClientBuilder {
    rt::Client::builder().transport(server.clone())
}

/// The request that is sent with a credential for a security scheme.
fn sent(scheme: &'static Scheme, provider: impl rt::TokenProvider) -> http::Request<rt::Bytes> {
    let server = server();
    let client = builder(&server).credential(scheme, provider).build().unwrap();
    let need: &'static [SecurityRequirement] = Box::leak(Box::new([SecurityRequirement(scheme, &[])]));
    now(client.send(request(Box::leak(Box::new([need]))))).unwrap();
    server.requests().remove(0)
}

fn authorization(request: &http::Request<rt::Bytes>) -> Option<&str> {
    request.headers().get("authorization").map(|value| value.to_str().unwrap())
}

#[test]
fn each_kind_of_scheme_is_sent_in_its_place() {
    static BASIC: Scheme = Scheme::basic("s");
    static DIGEST: Scheme = Scheme::http("s", "Digest");
    static QUERY: Scheme = Scheme::api_key_query("s", "api key");
    static COOKIE: Scheme = Scheme::api_key_cookie("s", "session");
    assert_eq!(authorization(&sent(&APPLICATION, StaticToken::new("t"))), Some("Bearer t"));
    assert_eq!(authorization(&sent(&BASIC, BasicCredentials::new("user", "pass"))), Some("Basic dXNlcjpwYXNz"));
    assert_eq!(authorization(&sent(&DIGEST, StaticToken::new("x=1"))), Some("Digest x=1"));
    assert_eq!(sent(&KEY, StaticToken::new("k")).headers()["x-key"], "k");
    assert_eq!(sent(&QUERY, StaticToken::new("a&b")).uri().query(), Some("api%20key=a%26b"));
    assert_eq!(sent(&COOKIE, StaticToken::new("c")).headers()["cookie"], "session=c");
}

#[test]
fn the_first_alternative_with_all_its_credentials_is_used() {
    let server = server().then(MockResponse::empty(204));
    let application = builder(&server).credential("application", StaticToken::new("app"));
    now(application.build().unwrap().send(request(EITHER))).unwrap();
    let both = builder(&server)
        .credential("application", StaticToken::new("app"))
        .credential("delegated", StaticToken::new("me"));
    now(both.build().unwrap().send(request(EITHER))).unwrap();
    let requests = server.requests();
    assert_eq!(authorization(&requests[0]), Some("Bearer app"));
    assert_eq!(authorization(&requests[1]), Some("Bearer me"));
}

#[test]
fn all_schemes_of_an_alternative_go_together() {
    let server = server();
    let client = builder(&server)
        .credential("application", StaticToken::new("app"))
        .credential("key", StaticToken::new("k"))
        .build()
        .unwrap();
    now(client.send(request(BOTH))).unwrap();
    let sent = server.requests().remove(0);
    assert_eq!((authorization(&sent), &sent.headers()["x-key"]), (Some("Bearer app"), &"k".parse().unwrap()));
}

#[test]
fn without_credentials_nothing_is_sent() {
    let server = server();
    let client = builder(&server).credential("key", StaticToken::new("k")).build().unwrap();
    let error = now(client.send(request(EITHER))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "op: there are no credentials for this operation; it accepts delegated (Read) or application (Read.All); \
         the client has key"
    );
    let error = now(client.send(request(BOTH))).unwrap_err();
    assert!(error.to_string().contains("it accepts application with key"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn an_open_operation_gets_no_credentials() {
    let server = server();
    let client = builder(&server).credential("application", StaticToken::new("t")).build().unwrap();
    now(client.send(request(&[]))).unwrap();
    assert_eq!(authorization(&server.requests()[0]), None);
}

#[test]
fn anonymous_access_is_used_only_when_there_is_nothing_better() {
    let server = server().then(MockResponse::empty(204));
    now(builder(&server).build().unwrap().send(request(OPTIONAL))).unwrap();
    let client = builder(&server).credential("application", StaticToken::new("t")).build().unwrap();
    now(client.send(request(OPTIONAL))).unwrap();
    let requests = server.requests();
    assert_eq!((authorization(&requests[0]), authorization(&requests[1])), (None, Some("Bearer t")));
}

#[test]
fn credentials_go_to_configured_hosts_only() {
    let send = |configure: fn(rt::ClientBuilder) -> rt::ClientBuilder, url: &str| {
        let server = server();
        let client = configure(builder(&server)).credential("delegated", StaticToken::new("t")).build().unwrap();
        let outcome = now(client.send(request(EITHER).base_url(url)));
        outcome.map(|()| authorization(&server.requests()[0]).map(str::to_owned)).map_err(|error| error.to_string())
    };
    let token = Ok(Some("Bearer t".to_owned()));
    assert_eq!(send(|builder| builder, "https://EU.example.com:443/other"), token, "a server of the operation");
    assert_eq!(send(|builder| builder.base_url("http://localhost:1"), "http://localhost:1/x"), token);
    assert_eq!(send(|builder| builder.trusted_host("Files.example.com"), "https://files.example.com"), token);
    let refused = "op: credentials are not sent to https://evil.example.com:443, which is not a configured server; \
                   allow it with `.trusted_host(…)`";
    assert_eq!(send(|builder| builder, "https://evil.example.com/x"), Err(refused.to_owned()));
    for url in ["http://eu.example.com", "https://eu.example.com:8443", "https://eu.example.com.evil.com"] {
        assert!(send(|builder| builder, url).is_err(), "{url}");
    }
    assert!(send(|builder| builder.trusted_host("a.com"), "http://a.com").is_err(), "never in the clear");
}

#[test]
fn default_headers_go_to_configured_hosts_only() {
    let server = server().then(MockResponse::empty(204));
    let client = builder(&server).default_header("X-Key", "secret").build().unwrap();
    now(client.send(request(&[]))).unwrap();
    now(client.send(request(&[]).base_url("https://elsewhere.example.com"))).unwrap();
    let requests = server.requests();
    assert!(requests[0].headers().contains_key("x-key"));
    assert!(!requests[1].headers().contains_key("x-key"));
    assert!(requests[1].headers().contains_key("user-agent"));
}

#[test]
fn a_refused_token_is_asked_for_once_more() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let provider = token_fn(move |request: rt::TokenRequest| {
        log.lock().unwrap().push((request.scopes, request.refresh, request.challenge.clone()));
        let token = if request.refresh { "new" } else { "old" };
        async move { Ok::<_, rt::TokenError>(token) }
    });
    let challenge = "Bearer error=\"invalid_token\"";
    let refused = || MockResponse::empty(401).header("www-authenticate", challenge);
    let server = MockTransport::new().then(refused()).then(MockResponse::empty(204)).then(refused()).then(refused());
    let client = builder(&server).credential("delegated", provider).build().unwrap();
    now(client.send(request(EITHER))).unwrap();
    assert_eq!(authorization(&server.requests()[1]), Some("Bearer new"));
    let expected: Vec<(&[&str], bool, Option<String>)> =
        vec![(&["Read"], false, None), (&["Read"], true, Some(challenge.to_owned()))];
    assert_eq!(*asked.lock().unwrap(), expected);

    let error = now(client.send(request(EITHER))).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (401, 4), "once, not twice");
}

#[test]
fn a_static_token_is_not_tried_twice() {
    let server = MockTransport::new().then(MockResponse::empty(401));
    let client = builder(&server).credential("delegated", StaticToken::new("t")).build().unwrap();
    assert_eq!(now(client.send(request(EITHER))).unwrap_err().status().unwrap().as_u16(), 401);
}

#[test]
fn a_provider_that_fails_names_the_scheme() {
    let server = server();
    let provider = token_fn(|_| async { Err::<String, _>("the token service is down") });
    let client = builder(&server).credential("delegated", provider).build().unwrap();
    let error = now(client.send(request(EITHER))).unwrap_err();
    assert_eq!(error.to_string(), "GET /x: no token for security scheme `delegated`: the token service is down");
    assert!(server.requests().is_empty());
}

#[test]
fn no_text_shows_a_token() {
    let builder = rt::Client::builder().credential("key", StaticToken::new("hunter2"));
    let text = format!("{builder:?} {:?} {:?}", StaticToken::new("hunter2"), BasicCredentials::new("u", "hunter2"));
    assert!(!text.contains("hunter2"), "{text}");
    let server = server();
    let client = builder.transport(server.clone()).credential("delegated", StaticToken::new("hunter2\n"));
    let error = now(client.build().unwrap().send(request(EITHER))).unwrap_err();
    let text = "op: the credential of security scheme `delegated` has a character that is not allowed in a header";
    assert_eq!(error.to_string(), text);
}
