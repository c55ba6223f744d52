//! Tokens that a user grants on another device: what is shown, when the server is asked, and what ends the wait.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{leak, now};
use crate::virtual_time::World;
use rt::{DevicePrompt, OAuth2, OAuthTokens};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const DOCUMENT: OAuth2 = OAuth2::new("https://login.example.com/token")
    .with_refresh_url("https://login.example.com/refresh")
    .with_device_authorization_url("https://login.example.com/device");
static SCHEME: rt::Scheme = rt::Scheme::bearer("oauth");
static NEEDS: &[&[rt::SecurityRequirement]] = &[&[rt::SecurityRequirement(&SCHEME, &["read"])]];

fn request() -> rt::Request<(), ()> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        security: NEEDS,
        responses: const { &[rt::ResponseSpec::success_empty(rt::Status::Exact(204), 0)] },
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation)).base_url("https://api.example.com").retry(rt::RetryPolicy::none())
}

/// What was shown.
type Shown = Arc<Mutex<Vec<DevicePrompt>>>;

/// A provider that shows its prompts to a list.
fn tokens() -> (OAuthTokens, Shown) {
    let shown = Shown::default();
    let log = Arc::clone(&shown);
    (DOCUMENT.device_code("app", move |prompt| log.lock().unwrap().push(prompt.clone())), shown)
}

fn server(answers: impl IntoIterator<Item = MockResponse>) -> MockTransport {
    answers.into_iter().fold(MockTransport::new(), MockTransport::then)
}

fn client(server: &MockTransport, tokens: impl rt::TokenProvider) -> rt::Client {
    let client = rt::Client::builder().transport(server.clone()).base_url("https://api.example.com");
    client.credential("oauth", tokens).build().unwrap()
}

fn code() -> MockResponse {
    let code = r#"{"device_code":"secret","user_code":"WDJB-MJHT","verification_uri":"https://example.com/device",
        "verification_uri_complete":"https://example.com/device?code=WDJB-MJHT","expires_in":1800,"interval":7}"#;
    MockResponse::json(200, code)
}

fn refused(code: &str) -> MockResponse {
    MockResponse::json(400, format!(r#"{{"error":"{code}"}}"#))
}

fn issued(token: &str) -> MockResponse {
    MockResponse::json(200, format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":3600}}"#))
}

fn done() -> MockResponse {
    MockResponse::empty(204)
}

fn bodies(server: &MockTransport) -> Vec<String> {
    let text = |request: &http::Request<rt::Bytes>| String::from_utf8(request.body().to_vec()).unwrap();
    server.requests().iter().map(text).collect()
}

fn seconds(server: &MockTransport) -> Vec<u64> {
    server.waits().iter().map(Duration::as_secs).collect()
}

#[test]
fn a_user_is_shown_a_code_and_the_server_is_asked_until_the_user_has_decided() {
    let pending = || refused("authorization_pending");
    let server = server([code(), pending(), pending(), issued("t1"), done(), done()]);
    let (tokens, shown) = tokens();
    let client = client(&server, tokens.scopes(["read", "offline_access"]));
    now(client.send(request())).unwrap();
    now(client.send(request())).unwrap();
    let bodies = bodies(&server);
    assert_eq!(bodies[0], "scope=read%20offline_access&client_id=app");
    let poll = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=secret&client_id=app";
    assert_eq!(bodies[1..], [poll, poll, poll, "", ""]);
    let paths: Vec<_> = server.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/device", "/token", "/token", "/token", "/x", "/x"]);
    assert_eq!(seconds(&server), [7, 7, 7]);
    let shown = shown.lock().unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].to_string(), "to sign in, open https://example.com/device and enter the code WDJB-MJHT");
    assert_eq!(shown[0].verification_uri_complete(), Some("https://example.com/device?code=WDJB-MJHT"));
    assert_eq!(shown[0].expires_in(), Duration::from_secs(1800));
    assert!(!format!("{:?}", shown[0]).contains("WDJB"));
}

#[test]
fn a_server_is_asked_less_often_if_it_says_so_or_fails() {
    let lost = MockResponse::failure(rt::TransportErrorKind::Lost);
    let busy = MockResponse::empty(503);
    let silent = MockResponse::silence();
    let server =
        server([code(), refused("slow_down"), lost, busy, silent, MockResponse::empty(429), issued("t1"), done()]);
    now(client(&server, tokens().0).send(request())).unwrap();
    // A silence lasts for the limit of 30 s.
    assert_eq!(seconds(&server), [7, 12, 24, 48, 30, 60, 65]);
}

#[test]
fn what_the_server_does_not_say_has_the_values_of_the_standard() {
    // Google has the name of a draft, and GitHub refuses with a success.
    let code =
        MockResponse::json(200, r#"{"device_code":"d","user_code":"u","verification_url":"https://example.com/d"}"#);
    let pending = MockResponse::json(200, r#"{"error":"authorization_pending"}"#);
    let server = server([code, pending, issued("t1"), done()]);
    let (tokens, shown) = tokens();
    now(client(&server, tokens).send(request())).unwrap();
    assert_eq!(seconds(&server), [5, 5]);
    assert_eq!(shown.lock().unwrap()[0].verification_uri(), "https://example.com/d");
    assert_eq!(
        bodies(&server)[0],
        "client_id=app",
        "the scopes of an operation are not those that a user is asked for"
    );
}

/// The error of a call, and its code.
fn error(server: &MockTransport) -> (String, Option<String>) {
    let (tokens, _) = tokens();
    let client = client(server, tokens);
    let error = now(client.send(request())).unwrap_err();
    let code = std::error::Error::source(&error);
    let code = code.and_then(|error| error.downcast_ref::<rt::OAuthError>()).and_then(rt::OAuthError::code);
    (error.to_string(), code.map(str::to_owned))
}

#[test]
fn a_refusal_and_the_end_of_the_time_are_errors() {
    for code_of in ["access_denied", "expired_token", "invalid_client"] {
        let server = server([code(), refused("authorization_pending"), refused(code_of)]);
        let (text, code) = error(&server);
        assert!(text.contains(code_of) && code.as_deref() == Some(code_of), "{text}");
        assert_eq!(server.requests().len(), 3);
    }
    let short = r#"{"device_code":"d","user_code":"u","verification_uri":"https://example.com/d","expires_in":12,"interval":5}"#;
    let pending = || refused("authorization_pending");
    let late = server([MockResponse::json(200, short), pending(), pending(), pending()]);
    let text = error(&late).0;
    assert!(text.contains("the user did not enter the code in time"), "{text}");
    assert_eq!(late.requests().len(), 3, "it is not asked after the end");
    let odd = server([MockResponse::json(200, r#"{"device_code":"d"}"#)]);
    assert!(error(&odd).0.contains("`user_code` is missing"));
    let odd = server([MockResponse::json(200, r#"{"device_code":"d","user_code":"u"}"#)]);
    assert!(error(&odd).0.contains("`verification_uri` is missing"));
}

#[test]
fn a_refresh_token_spares_the_user_until_it_is_rejected() {
    let with_refresh = r#"{"access_token":"t1","token_type":"Bearer","expires_in":60,"refresh_token":"r1"}"#;
    let server = server([
        code(),
        MockResponse::json(200, with_refresh),
        done(),
        issued("t2"),
        done(),
        refused("invalid_grant"),
        code(),
        issued("t3"),
        done(),
    ]);
    let (tokens, shown) = tokens();
    let client = client(&server, tokens);
    now(client.send(request())).unwrap();
    now(rt::Transport::sleep(&server, Duration::from_secs(60)));
    now(client.send(request())).unwrap();
    assert_eq!(shown.lock().unwrap().len(), 1);
    now(rt::Transport::sleep(&server, Duration::from_secs(3600)));
    now(client.send(request())).unwrap();
    assert_eq!(shown.lock().unwrap().len(), 2);
    let paths: Vec<_> = server.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/device", "/token", "/x", "/refresh", "/x", "/refresh", "/device", "/token", "/x"]);
    assert_eq!(bodies(&server)[3], "grant_type=refresh_token&refresh_token=r1&client_id=app");
}

/// A server whose user decides after a hundred seconds.
fn slow_user() -> World {
    World::new(|now, request| {
        let answer = match request.uri().path() {
            "/device" => code(),
            "/token" if now < Duration::from_secs(100) => refused("authorization_pending"),
            "/token" => issued("t1"),
            _ => done(),
        };
        (Duration::ZERO, answer)
    })
}

fn asked_for_codes(world: &World) -> usize {
    world.received().iter().filter(|(_, path)| path == "/device").count()
}

#[test]
fn a_call_that_ends_early_leaves_the_code_to_the_next_one() {
    let (world, (tokens, shown)) = (slow_user(), tokens());
    let client = world.client().base_url("https://api.example.com").credential("oauth", tokens).build().unwrap();
    let first = world.run([client.send(request())]).remove(0).unwrap().unwrap_err();
    assert!(matches!(first, rt::Error::Transport(_)), "the time of an attempt has passed: {first}");
    // Calls at once have one code too.
    let results = world.run((0..5).map(|_| client.send(request())));
    assert!(results.into_iter().all(|result| result.unwrap().is_ok()));
    assert_eq!((asked_for_codes(&world), shown.lock().unwrap().len()), (1, 1));
}

#[test]
fn a_user_signs_in_before_the_first_call() {
    let (world, (tokens, shown)) = (slow_user(), tokens());
    let tokens = Arc::new(tokens);
    let client = world.client().base_url("https://api.example.com").credential("oauth", Arc::clone(&tokens)).build();
    let client = client.unwrap();
    assert!(world.run([tokens.sign_in(&client)]).remove(0).unwrap().is_ok());
    assert!(world.run([client.send(request())]).remove(0).unwrap().is_ok());
    assert!(world.run([tokens.sign_in(&client)]).remove(0).unwrap().is_ok(), "a token is there already");
    assert_eq!((asked_for_codes(&world), shown.lock().unwrap().len()), (1, 1));
}

#[test]
fn the_url_comes_from_the_document_or_the_user() {
    let of = |document: OAuth2| now(client(&MockTransport::new(), document.device_code("app", |_| {})).send(request()));
    let text = of(OAuth2::new("https://login.example.com/token")).unwrap_err().to_string();
    assert!(text.contains("the device authorization URL `` is not in the document"), "{text}");
    assert!(text.contains("`.device_authorization_url(…)`"), "{text}");
    let server = server([code(), issued("t1"), done()]);
    let tokens = OAuth2::new("").device_code("app", |_| {});
    let tokens = tokens.token_url("https://a.example.com/t").device_authorization_url("https://a.example.com/d");
    now(client(&server, tokens.client_secret("s").parameter("audience", "a")).send(request())).unwrap();
    let sent = server.requests();
    assert_eq!((sent[0].uri().path(), sent[1].uri().path()), ("/d", "/t"));
    assert!(bodies(&server)[..2].iter().all(|body| body.contains("audience=a")));
    assert!(sent[..2].iter().all(|request| request.headers().contains_key("authorization")));
}
