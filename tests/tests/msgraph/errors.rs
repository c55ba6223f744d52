//! What a service says when it refuses is kept: status, code, message, ids, headers and the bytes themselves.

use std::time::{Duration, Instant};

use msgraph::v1_0::models::{Contact, ContactPatch, ODataError};
use msgraph::{Client, Error, RetryPolicy, StatusCode};
use tests::loopback::{Answer, Loopback};

use crate::send;

/// What comes of an update that is answered by this script, and how many requests were sent.
fn update(script: impl IntoIterator<Item = Answer>) -> (Result<Option<Contact>, Error<ODataError>>, Loopback) {
    let server = Loopback::answering(script);
    let client = client(&server, RetryPolicy::new().base_delay(Duration::from_millis(1)));
    let outcome =
        send(&client, msgraph::v1_0::contact::update_mine("AAMkAGI2THk0AAA=", ContactPatch::new().title("Dr.")));
    (outcome, server)
}

fn client(server: &Loopback, retry: RetryPolicy) -> Client {
    Client::builder()
        .origin(server.origin())
        .credential(msgraph::Scheme::DelegatedWorkAccount, msgraph::StaticToken::new("token"))
        .retry(retry)
        .build()
        .expect("a client")
}

fn refused(answer: Answer) -> Error<ODataError> {
    update([answer]).0.expect_err("an error")
}

const NOT_FOUND: &str = r#"{"error": {
    "code": "ErrorItemNotFound",
    "message": "The specified object was not found in the store.",
    "innerError": {"date": "2025-02-13T10:17:05", "request-id": "inner-id", "client-request-id": "mine"}
}}"#;

#[test]
fn an_error_keeps_what_the_service_says() {
    let error = refused(Answer::json(404, NOT_FOUND).header("request-id", "5b2a").header("client-request-id", "mine"));
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("ErrorItemNotFound"));
    assert_eq!(error.request_id(), Some("5b2a"));
    let api = error.api().expect("the service said it");
    assert_eq!(api.message(), Some("The specified object was not found in the store."));
    let ids: Vec<_> = api.response().request_ids().collect();
    assert_eq!(ids, [("request-id", "5b2a"), ("client-request-id", "mine")]);
    let inner = api.body().and_then(|body| body.error.inner_error.as_ref()).expect("an inner error");
    assert_eq!(inner.date.as_deref(), Some("2025-02-13T10:17:05"), "a time without a zone stays text");
    assert_eq!(inner.request_id.as_deref(), Some("inner-id"));
    assert_eq!(api.response().bytes(), NOT_FOUND.as_bytes());
    assert_eq!(
        error.to_string(),
        "PATCH /me/contacts/{contact-id}: 404 Not Found: ErrorItemNotFound: \
         The specified object was not found in the store. (request id 5b2a)"
    );
}

#[test]
fn odd_codes_are_codes() {
    let body = |code: &str| format!(r#"{{"error": {{"code": "{code}", "message": ""}}}}"#);
    let odd = "-1, Microsoft.Office.Server.Directory.DirectoryObjectUnauthorizedAccessException";
    assert_eq!(refused(Answer::json(403, &body(odd))).code(), Some(odd));
    let empty = refused(Answer::json(400, &body("")));
    assert_eq!((empty.code(), empty.body().map(|it| it.error.code.as_str())), (None, Some("")));
    assert_eq!(empty.to_string(), "PATCH /me/contacts/{contact-id}: 400 Bad Request");
}

#[test]
fn the_other_spelling_of_the_inner_error_is_read() {
    let body = r#"{"error": {"code": "a", "message": "b", "innererror": {"code": "c", "innererror": {"code": "d"}}}}"#;
    let error = refused(Answer::json(422, body));
    let inner = error.body().and_then(|it| it.error.odata_inner_error.as_ref()).expect("an inner error");
    assert_eq!(inner.code.as_deref(), Some("c"));
    assert_eq!(inner.odata_inner_error.as_ref().and_then(|it| it.code.as_deref()), Some("d"));
}

#[test]
fn an_error_that_is_no_json_is_kept() {
    let page = "<html><body>502 Bad Gateway</body></html>";
    let (outcome, _server) = update(std::iter::repeat_n(Answer::text(502, "text/html", page), 4));
    let error = outcome.expect_err("an error");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(502));
    let api = error.api().expect("the service said it");
    assert_eq!((api.body().is_none(), api.code(), api.message()), (true, None, None));
    assert_eq!(api.response().bytes(), page.as_bytes());
    assert!(api.undecodable().is_some());
    assert_eq!(error.to_string(), "PATCH /me/contacts/{contact-id}: 502 Bad Gateway (4 attempts)");
}

#[test]
fn an_error_without_a_body_is_an_error() {
    let error = refused(Answer::empty(401).header("WWW-Authenticate", "Bearer"));
    assert_eq!(error.to_string(), "PATCH /me/contacts/{contact-id}: 401 Unauthorized");
    assert_eq!(error.response().expect("an answer").headers()["www-authenticate"], "Bearer");
}

#[test]
fn a_throttled_request_is_sent_again_after_the_time_asked_for() {
    let begin = Instant::now();
    let (outcome, server) = update([
        Answer::json(429, r#"{"error": {"code": "TooManyRequests", "message": "wait"}}"#).header("Retry-After", "0.05"),
        Answer::json(200, r#"{"id": "1"}"#),
    ]);
    assert_eq!(outcome.expect("a success").map(|contact| contact.id), Some("1".to_owned()));
    assert!(begin.elapsed() >= Duration::from_millis(50), "{:?}", begin.elapsed());
    let (first, second) = (server.asked(), server.asked());
    assert_eq!(first, second, "the same request twice");
}

#[test]
fn without_retries_the_first_answer_stands() {
    let server = Loopback::answering([Answer::empty(429).header("Retry-After", "2.128")]);
    let request = msgraph::v1_0::contact::update_mine("1", ContactPatch::new());
    let error = send(&client(&server, RetryPolicy::none()), request).expect_err("an error");
    assert_eq!(error.retry_after(), Some(Duration::from_millis(2128)));
}

#[test]
fn a_success_that_does_not_decode_is_told_with_its_place() {
    let error = refused(Answer::json(200, r#"{"id": "1", "homeAddress": {"city": [7]}}"#).header("request-id", "5b2a"));
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let told = "PATCH /me/contacts/{contact-id}: 200 OK: the body cannot be decoded: /homeAddress/city: expected a string, \
                found a list at line 1 column 37; `.lenient()` on the request or the client leaves out what does not match";
    assert_eq!(error.to_string(), told);
    assert_eq!(error.request_id(), Some("5b2a"));
}

#[test]
fn a_success_that_is_not_documented_is_taken_when_it_decodes() {
    let (outcome, _server) = update([Answer::json(202, r#"{"id": "1"}"#)]);
    assert_eq!(outcome.expect("a success").map(|contact| contact.id), Some("1".to_owned()));
}

#[test]
fn no_server_is_told_with_the_operation() {
    let client = Client::builder()
        .origin("http://127.0.0.1:9")
        .credential(msgraph::Scheme::DelegatedWorkAccount, msgraph::StaticToken::new("token"))
        .retry(RetryPolicy::none())
        .build()
        .expect("a client");
    let error =
        send(&client, msgraph::v1_0::contact::update_mine("secret-id", ContactPatch::new())).expect_err("an error");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let text = error.to_string();
    assert!(text.starts_with("PATCH /me/contacts/{contact-id}: ") && !text.contains("secret-id"), "{text}");
}
