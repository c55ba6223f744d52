//! Tokens from token endpoints: kept, renewed early and once, for claims too, and sent only where they belong.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport, Transport};
use crate::support::{leak, now};
use rt::{ClientAuthentication, OAuth2, OAuthTokens};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const DOCUMENT: OAuth2 =
    OAuth2::new("https://login.example.com/token").with_refresh_url("https://login.example.com/refresh");
static SCHEME: rt::Scheme = rt::Scheme::bearer("oauth");
static NEEDS: &[&[rt::SecurityRequirement]] = &[&[rt::SecurityRequirement(&SCHEME, &["read", "write"])]];

fn request() -> rt::Request<(), ()> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        security: NEEDS,
        idempotent: true,
        responses: const { &[rt::ResponseSpec::success_empty(rt::Status::Exact(204), 0)] },
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation)).base_url("https://api.example.com").retry(rt::RetryPolicy::none())
}

fn client(server: &(impl Transport + Clone), tokens: impl rt::TokenProvider) -> rt::Client {
    let client = rt::Client::builder().transport(server.clone()).base_url("https://api.example.com");
    client.credential("oauth", tokens).build().unwrap()
}

fn issued(token: &str) -> MockResponse {
    MockResponse::json(200, format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":3600}}"#))
}

fn done() -> MockResponse {
    MockResponse::empty(204)
}

fn tokens() -> OAuthTokens {
    DOCUMENT.client_credentials("a client", "s:cret")
}

fn body(request: &http::Request<rt::Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

fn header<'r>(request: &'r http::Request<rt::Bytes>, name: &str) -> &'r str {
    request.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn a_token_is_requested_and_kept() {
    let server = MockTransport::new().then(issued("t1")).then(done()).then(done());
    let client = client(&server, tokens());
    now(client.send(request())).unwrap();
    now(client.send(request())).unwrap();
    let sent = server.requests();
    assert_eq!(sent.len(), 3, "one request for a token");
    assert_eq!(
        (sent[0].method().as_str(), sent[0].uri().to_string().as_str()),
        ("POST", "https://login.example.com/token")
    );
    assert_eq!(body(&sent[0]), "grant_type=client_credentials&scope=read%20write");
    // `a%20client:s%3Acret`, since a secret may have a colon (RFC 6749, section 2.3.1).
    assert_eq!(header(&sent[0], "authorization"), "Basic YSUyMGNsaWVudDpzJTNBY3JldA==");
    assert_eq!(header(&sent[1], "authorization"), "Bearer t1");
    assert_eq!(header(&sent[2], "authorization"), "Bearer t1");
}

#[test]
fn what_the_endpoint_is_sent_can_be_set() {
    let server = MockTransport::new().then(issued("t1")).then(done());
    let tokens = tokens()
        .client_authentication(ClientAuthentication::Body)
        .scopes([".default"])
        .parameter("audience", "a&b")
        .token_url("http://127.0.0.1:9/t?tenant=1");
    now(client(&server, tokens).send(request())).unwrap();
    let sent = server.requests();
    assert_eq!(sent[0].uri().to_string(), "http://127.0.0.1:9/t?tenant=1");
    let expected =
        "grant_type=client_credentials&scope=.default&audience=a%26b&client_id=a%20client&client_secret=s%3Acret";
    assert_eq!((body(&sent[0]), header(&sent[0], "authorization")), (expected, ""));
}

#[test]
fn a_token_is_renewed_before_it_ends_and_used_on_if_that_fails() {
    let broken = || MockResponse::empty(503);
    let server = [issued("t1"), done(), broken(), done(), issued("t2"), done()]
        .into_iter()
        .fold(MockTransport::new(), MockTransport::then);
    let client = client(&server, tokens());
    let used = || {
        now(client.send(request())).unwrap();
        header(server.requests().last().unwrap(), "authorization").to_owned()
    };
    assert_eq!(used(), "Bearer t1");
    now(server.sleep(Duration::from_secs(3301)));
    assert_eq!(used(), "Bearer t1", "the renewal failed, but the token has not ended");
    assert_eq!(used(), "Bearer t2");
    now(server.sleep(Duration::from_secs(3601)));
    let error = now(client.send(request())).unwrap_err();
    assert!(matches!(error, rt::Error::Credential(_)), "{error}");
}

#[test]
fn a_challenge_asks_for_claims_once() {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    let refused = || MockResponse::empty(401).header("www-authenticate", challenge);
    let server = [issued("t1"), refused(), issued("t2"), done(), refused(), issued("t3"), refused()]
        .into_iter()
        .fold(MockTransport::new(), MockTransport::then);
    let client = client(&server, tokens());
    now(client.send(request())).unwrap();
    let sent = server.requests();
    assert!(body(&sent[2]).ends_with("&claims=%7B%22access_token%22%3A%7B%7D%7D"), "{}", body(&sent[2]));
    assert_eq!(header(&sent[3], "authorization"), "Bearer t2");
    assert_eq!(now(client.send(request())).unwrap_err().status().unwrap().as_u16(), 401, "once, not twice");
    assert_eq!(server.requests().len(), 7);
}

#[test]
fn a_refresh_token_is_replaced_and_told() {
    let answer = r#"{"access_token":"t1","token_type":"Bearer","expires_in":"60","refresh_token":"r2"}"#;
    let server = [MockResponse::json(200, answer), done(), issued("t2"), done()]
        .into_iter()
        .fold(MockTransport::new(), MockTransport::then);
    let stored = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&stored);
    let tokens = DOCUMENT
        .refresh_token("app", "r1")
        .on_refresh_token(move |token| log.lock().unwrap().push(token.expose().to_owned()));
    let client = client(&server, tokens);
    now(client.send(request())).unwrap();
    now(server.sleep(Duration::from_secs(60)));
    now(client.send(request())).unwrap();
    let sent = server.requests();
    assert_eq!(sent[0].uri().path(), "/refresh");
    assert_eq!(body(&sent[0]), "grant_type=refresh_token&refresh_token=r1&client_id=app");
    assert_eq!(body(&sent[2]), "grant_type=refresh_token&refresh_token=r2&client_id=app");
    assert_eq!(*stored.lock().unwrap(), ["r2"]);
}

#[test]
fn errors_name_the_code_and_the_description() {
    let answer = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215:\\nwrong secret\"}";
    let error =
        now(client(&MockTransport::new().then(MockResponse::json(401, answer)), tokens()).send(request())).unwrap_err();
    let expected = "GET /x: no token for security scheme `oauth`: the token endpoint refused the request: 401 Unauthorized: \
                    invalid_client: AADSTS7000215: wrong secret";
    assert_eq!(error.to_string(), expected);
    let of = |answer: MockResponse| {
        now(client(&MockTransport::new().then(answer), tokens()).send(request())).unwrap_err().to_string()
    };
    assert!(of(MockResponse::json(200, "{}")).ends_with("sent no token: 200 OK: `access_token` is missing"));
    let odd = r#"{"access_token":"t","token_type":"DPoP"}"#;
    assert!(of(MockResponse::json(200, odd)).ends_with("its type is `DPoP`, and not `Bearer`"));
    assert!(of(MockResponse::empty(302).header("location", "https://evil.example.com")).contains("302 Found"));
}

/// A request for a token has no effect, so that it is tried again for a `POST` too; by the policy of the call.
#[test]
fn a_token_is_asked_for_again_where_the_endpoint_could_not_answer() {
    let busy = || MockResponse::empty(429);
    let away = || MockResponse::failure(rt::TransportErrorKind::Lost);
    let script = |answers: Vec<MockResponse>| answers.into_iter().fold(MockTransport::new(), MockTransport::then);
    let send =
        |server: &MockTransport, policy: rt::RetryPolicy| now(client(server, tokens()).send(request().retry(policy)));
    let server = script(vec![MockResponse::empty(503), busy(), away(), issued("t1"), done()]);
    send(&server, rt::RetryPolicy::new()).unwrap();
    // After a rejection the token is another one too.
    let refused = MockResponse::empty(401);
    let server = script(vec![issued("t1"), refused, MockResponse::empty(503), issued("t2"), done()]);
    send(&server, rt::RetryPolicy::new()).unwrap();
    assert_eq!(header(&server.requests()[4], "authorization"), "Bearer t2");
    for (policy, asked) in [(rt::RetryPolicy::none(), 1), (rt::RetryPolicy::new().max_retries(2), 3)] {
        let server = script(vec![busy(), busy(), busy(), issued("t1"), done()]);
        let error = send(&server, policy).unwrap_err();
        assert!(matches!(error, rt::Error::Credential(_)), "{error}");
        assert_eq!(server.requests().len(), asked);
    }
    let server = script(vec![MockResponse::json(400, r#"{"error":"invalid_client"}"#), issued("t1"), done()]);
    assert!(send(&server, rt::RetryPolicy::new()).is_err(), "a refusal stays one");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn secrets_go_to_the_token_url_over_https_only() {
    for (url, reason) in [
        ("http://login.example.com/token", "is not encrypted"),
        ("https://login.example.com/{tenant}/token", "has a variable in braces"),
        ("/token", "must begin with https://"),
    ] {
        let server = MockTransport::new();
        let error = now(client(&server, tokens().token_url(url)).send(request())).unwrap_err().to_string();
        assert!(error.contains(reason) && error.contains("`.token_url(…)`"), "{error}");
        assert!(server.requests().is_empty());
    }
    let shown = format!("{:?}", DOCUMENT.refresh_token("app", "r1secret").client_secret("s3cret"));
    assert!(!shown.contains("r1secret") && !shown.contains("s3cret") && shown.contains("login.example.com"), "{shown}");
}

/// A transport whose responses come later.
#[derive(Clone)]
struct Later(MockTransport);

impl Transport for Later {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
        let mut polled = false;
        Box::pin(async move {
            std::future::poll_fn(
                |_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending },
            )
            .await;
            self.0.send(request).await
        })
    }
    fn sleep(&self, duration: Duration) -> rt::BoxFuture<'_, ()> {
        // A limit that never passes.
        let _ = duration;
        Box::pin(std::future::pending())
    }
}

/// Runs many calls at once, by turns.
fn at_once(client: &rt::Client, count: usize) -> Vec<Result<(), rt::Error<()>>> {
    let mut calls: Vec<_> = (0..count).map(|_| Some(Box::pin(client.send(request())))).collect();
    let mut results = Vec::new();
    for _ in 0..10 * count {
        for call in &mut calls {
            let polled = call.as_mut().map(|it| it.as_mut().poll(&mut Context::from_waker(Waker::noop())));
            if let Some(Poll::Ready(result)) = polled {
                *call = None;
                results.push(result);
            }
        }
    }
    results
}

#[test]
fn many_tasks_request_one_token() {
    let server = (0..50).fold(MockTransport::new().then(issued("t1")), |server, _| server.then(done()));
    let results = at_once(&client(&Later(server.clone()), tokens()), 50);
    assert!(results.len() == 50 && results.iter().all(Result::is_ok));
    assert_eq!(server.requests().len(), 51);
}

#[test]
fn many_tasks_share_a_failure_and_a_rejection() {
    let server = MockTransport::new().then(MockResponse::empty(503));
    let results = at_once(&client(&Later(server.clone()), tokens()), 50);
    assert!(results.len() == 50 && results.iter().all(Result::is_err));
    assert_eq!(server.requests().len(), 1, "a failure is that of all who waited");

    let rejected =
        (0..20).fold(MockTransport::new().then(issued("t1")), |server, _| server.then(MockResponse::empty(401)));
    let server = (0..20).fold(rejected.then(issued("t2")), |server, _| server.then(done()));
    let results = at_once(&client(&Later(server.clone()), tokens()), 20);
    assert!(results.len() == 20 && results.iter().all(Result::is_ok), "{results:?}");
    let asked = server.requests().iter().filter(|request| request.method() == http::Method::POST).count();
    assert_eq!(asked, 2, "a token that another task renewed is used");
}

#[test]
fn a_provider_of_ones_own_has_the_transport_of_the_client() {
    let server = MockTransport::new().then(MockResponse::new(200, "text/plain", "mine")).then(done());
    let provider = rt::token_fn(|request: rt::TokenRequest| async move {
        let asked = http::Request::get("https://vault.example.com/token").body(rt::RequestBody::bytes(""))?;
        let body = request.transport.send(asked).await?.into_body().collect(100).await?;
        Ok::<_, rt::TokenError>(String::from_utf8(body.to_vec())?)
    });
    now(client(&server, Arc::new(provider)).send(request())).unwrap();
    assert_eq!(server.requests()[0].uri().host(), Some("vault.example.com"));
    assert_eq!(header(&server.requests()[1], "authorization"), "Bearer mine");
}
