//! What errors keep, and what they say.
use crate::runtime as rt;
use crate::runtime::memory::Scripted;
use crate::support::{Problem, answering, client, get, now};
use std::error::Error as _;
use std::time::Duration;

fn error(reply: Scripted) -> rt::Error<Problem> {
    let request = get("secret-id").retry(rt::RetryPolicy::none());
    now(client(&answering(reply)).send(request)).unwrap_err()
}

#[test]
fn an_error_says_method_template_status_code_and_message() {
    let reply = Scripted::json(404, r#"{"error":{"code":"itemNotFound","message":"No\nsuch thing."}}"#);
    let error = error(reply.header("request-id", "r-1").header("client-request-id", "c-1"));
    assert_eq!(
        error.to_string(),
        "GET /things/{thing-id}: 404 Not Found: itemNotFound: No such thing. (request id r-1)"
    );
    assert_eq!(error.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("itemNotFound"));
    assert_eq!(error.code(), Some("itemNotFound"));
    let ids: Vec<_> = error.reply().unwrap().request_ids().collect();
    assert_eq!(ids, [("request-id", "r-1"), ("client-request-id", "c-1")]);
}

#[test]
fn code_and_message_are_found_in_common_shapes() {
    for (body, code, message) in [
        (r#"{"error":{"code":"a","message":"b"}}"#, Some("a"), Some("b")),
        (r#"{"code":17,"message":"b"}"#, Some("17"), Some("b")),
        (r#"{"errors":[{"code":"a","message":"b"}]}"#, Some("a"), Some("b")),
        (r#"{"error":"invalid_grant","error_description":"b"}"#, Some("invalid_grant"), Some("b")),
        (r#"{"type":"https://x/y","title":"t","detail":"d"}"#, Some("https://x/y"), Some("d")),
        (r#"{"type":"about:blank","title":"t"}"#, None, Some("t")),
        (r#"{"error":{"code":""}}"#, None, None),
        ("<html>", None, None),
    ] {
        let error = error(Scripted::json(400, body));
        let api = error.api().unwrap();
        assert_eq!((api.code(), api.message()), (code, message), "{body}");
    }
}

#[test]
fn an_error_that_is_not_documented_keeps_the_bytes() {
    let error = error(Scripted::new(302, "text/html", "<html>"));
    let api = error.api().unwrap();
    assert_eq!((api.status().as_u16(), api.body(), api.reply().bytes().as_ref()), (302, None, b"<html>".as_slice()));
}

#[test]
fn a_documented_error_that_does_not_decode_keeps_the_bytes_and_the_reason() {
    let error = error(Scripted::json(502, "<html>Bad gateway"));
    let api = error.api().unwrap();
    assert_eq!(api.body(), None);
    assert!(api.undecodable().is_some());
    assert_eq!(api.reply().bytes(), "<html>Bad gateway");
    assert_eq!(error.to_string(), "GET /things/{thing-id}: 502 Bad Gateway");
}

#[test]
fn the_time_to_wait_is_told() {
    assert_eq!(
        error(Scripted::empty(429).header("retry-after", "2.128")).retry_after(),
        Some(Duration::from_millis(2128))
    );
    assert_eq!(error(Scripted::empty(429)).retry_after(), None);
}

#[test]
fn a_long_message_is_cut() {
    let error = error(Scripted::json(400, format!(r#"{{"message":"{}"}}"#, "é".repeat(5000))));
    assert!(error.to_string().chars().count() < 500);
}

#[test]
fn no_text_shows_arguments_tokens_or_headers() {
    let reply = Scripted::json(403, "{}").header("set-cookie", "session=secret-cookie");
    let error = error(reply);
    for text in [error.to_string(), format!("{error:?}"), format!("{:?}", error.reply())] {
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn errors_are_standard_errors_with_a_source() {
    let request = get("1").retry(rt::RetryPolicy::none());
    let server = answering(Scripted::failure(rt::TransportErrorKind::Lost));
    let error = now(client(&server).send(request)).unwrap_err();
    assert_eq!(error.to_string(), "GET /things/{thing-id}: scripted failure: Lost");
    assert!(error.source().is_none());
    let _: Box<dyn std::error::Error + Send + Sync> = Box::new(error);
}

/// The body of an error with this many bytes, whose code stands behind all else.
fn padded(bytes: usize) -> String {
    let end = r#"],"code":"late"}"#;
    let start = r#"{"error":{"code":"typed"},"junk":["#;
    let numbers = "0,".repeat((bytes - start.len() - end.len() - 1) / 2);
    let space = " ".repeat(bytes - start.len() - numbers.len() - 1 - end.len());
    format!("{start}{numbers}0{space}{end}")
}

const MEBIBYTE: usize = 1024 * 1024;

#[test]
fn at_most_a_mebibyte_of_an_error_is_looked_at_and_all_of_it_is_kept() {
    let within = padded(MEBIBYTE);
    let error = error(Scripted::json(400, within.clone()));
    assert_eq!(error.api().unwrap().code(), Some("typed"));
    assert_eq!(error.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("typed"));

    let beyond = padded(MEBIBYTE + 1);
    let error = self::error(Scripted::json(400, beyond.clone()));
    let api = error.api().unwrap();
    assert_eq!(api.code(), Some("typed"), "it stands in the first mebibyte");
    assert_eq!(api.reply().bytes(), &beyond);
    assert_eq!(api.body(), None);
    assert_eq!(
        api.undecodable().unwrap().to_string(),
        "the body has 1048577 bytes, and an error is decoded up to 1048576; `reply().bytes()` has all of it"
    );
}

#[test]
fn a_code_behind_a_mebibyte_is_not_found() {
    let late = |bytes: usize| padded(bytes).replace(r#""error""#, r#""other""#);
    assert_eq!(error(Scripted::json(400, late(MEBIBYTE))).code(), Some("late"));
    assert_eq!(error(Scripted::json(400, late(MEBIBYTE + 100))).code(), None);
}

#[test]
fn a_code_is_found_among_what_is_not_looked_at() {
    for body in [
        r#"{"deep":[[[{"code":"no"}]]],"code":"a","more":{"code":"no"}}"#,
        r#"{"errors":[{"other":[1],"code":"a"},{"code":"no"},7]}"#,
        r#"{"error":{"details":{"code":"no"},"code":"a","inner":[{"code":"no"}]}}"#,
        r#"{"code":"no","code":"a"}"#,
        r#"{"error":null,"errors":[],"code":{"code":"no"},"type":"a"}"#,
    ] {
        assert_eq!(error(Scripted::json(400, body)).code(), Some("a"), "{body}");
    }
}
