//! The contents and messages of errors.
use crate::runtime as rt;
use crate::runtime::MockResponse;
use crate::support::{Problem, Thing, answering, client, create, get, leak, now};
use std::error::Error as _;
use std::time::Duration;

fn error(response: MockResponse) -> rt::Error<Problem> {
    let request = get("secret-id").retry(rt::RetryPolicy::none());
    now(client(&answering(response)).send(request)).unwrap_err()
}

#[test]
fn an_error_says_method_template_status_code_and_message() {
    let response = MockResponse::json(404, r#"{"error":{"code":"itemNotFound","message":"No\nsuch thing."}}"#);
    let error = error(response.header("request-id", "r-1").header("client-request-id", "c-1"));
    assert_eq!(
        error.to_string(),
        "GET /things/{thing-id}: 404 Not Found: itemNotFound: No such thing. (request id r-1)"
    );
    assert_eq!(error.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("itemNotFound"));
    assert_eq!(error.code(), Some("itemNotFound"));
    let ids: Vec<_> = error.response().unwrap().request_ids().collect();
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
        let error = error(MockResponse::json(400, body));
        let api = error.api().unwrap();
        assert_eq!((api.code(), api.message()), (code, message), "{body}");
    }
}

#[test]
fn an_error_that_is_not_documented_keeps_the_bytes() {
    let error = error(MockResponse::new(302, "text/html", "<html>"));
    let api = error.api().unwrap();
    assert_eq!((api.status().as_u16(), api.body(), api.response().bytes().as_ref()), (302, None, b"<html>".as_slice()));
}

#[test]
fn a_documented_error_that_does_not_decode_keeps_the_bytes_and_the_reason() {
    let error = error(MockResponse::json(502, "<html>Bad gateway"));
    let api = error.api().unwrap();
    assert_eq!(api.body(), None);
    assert!(api.undecodable().is_some());
    assert_eq!(api.response().bytes(), "<html>Bad gateway");
    assert_eq!(error.to_string(), "GET /things/{thing-id}: 502 Bad Gateway");
}

#[test]
fn the_time_to_wait_is_told() {
    assert_eq!(
        error(MockResponse::empty(429).header("retry-after", "2.128")).retry_after(),
        Some(Duration::from_millis(2128))
    );
    assert_eq!(error(MockResponse::empty(429)).retry_after(), None);
}

#[test]
fn a_long_message_is_cut() {
    let error = error(MockResponse::json(400, format!(r#"{{"message":"{}"}}"#, "é".repeat(5000))));
    assert!(error.to_string().chars().count() < 500);
}

#[test]
fn no_text_shows_arguments_tokens_or_headers() {
    let response = MockResponse::json(403, "{}").header("set-cookie", "session=secret-cookie");
    let error = error(response);
    for text in [error.to_string(), format!("{error:?}"), format!("{:?}", error.response())] {
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn errors_are_standard_errors_with_a_source() {
    let request = get("1").retry(rt::RetryPolicy::none());
    let server = answering(MockResponse::failure(rt::TransportErrorKind::Lost));
    let error = now(client(&server).send(request)).unwrap_err();
    assert_eq!(error.to_string(), "GET /things/{thing-id}: scripted failure: Lost");
    assert!(error.source().is_none());
    let _: Box<dyn std::error::Error + Send + Sync> = Box::new(error);
}

type Set = fn(rt::ClientBuilder) -> rt::ClientBuilder;

/// The error of a call whose response failed after this start.
fn broken(response: MockResponse, set: Set) -> rt::Error<Problem> {
    let response = response.header("location", "/things/9").header("request-id", "r-9");
    let client = set(rt::Client::builder().transport(answering(response))).build().unwrap();
    now(client.send(create(&Thing::named("Ada")))).unwrap_err()
}

#[test]
fn the_head_of_an_answer_survives_its_body() {
    let half = || MockResponse::json(201, r#"{"id":"#);
    let cases: [(MockResponse, Set, &str); 6] = [
        (half().cut(rt::TransportErrorKind::Lost), |it| it, "scripted failure: Lost"),
        (half().cut(rt::TransportErrorKind::Malformed), |it| it, "scripted failure: Malformed"),
        (half(), |it| it.body_limit(3), "the body of the response is larger than the limit of 3 bytes"),
        (
            half().stalled(),
            |it| it.timeout(Duration::from_secs(1)).idle_timeout(None),
            "the body was not received completely within 1 s, which is the `timeout`",
        ),
        (
            half().stalled(),
            |it| it.timeout(None).idle_timeout(None),
            "the body was not received completely within 120 s, which is the `deadline`",
        ),
        (
            half().stalled(),
            |it| it.timeout(None).deadline(None),
            "no data of the body arrived within 60 s, which is the `idle_timeout`",
        ),
    ];
    for (response, set, reason) in cases {
        let error = broken(response, set);
        let text =
            format!("POST /things: 201 Created, but the body was not received completely: {reason} (request id r-9)");
        assert_eq!(error.to_string(), text);
        assert_eq!(error.status().unwrap(), 201);
        assert_eq!(error.request_id(), Some("r-9"));
        let rt::Error::Transport(failure) = &error else { panic!("{error}") };
        let response = failure.response().unwrap();
        assert_eq!(
            (&response.headers()["location"], response.operation().id()),
            (&"/things/9".parse().unwrap(), "thing_create")
        );
        assert!(error.api().is_none() && response.bytes().is_empty());
        for text in [format!("{error:?}"), format!("{failure:?}")] {
            assert!(!text.contains("/things/9"), "{text}");
        }
    }
}

#[test]
fn an_error_without_an_answer_has_no_head() {
    let server = answering(MockResponse::failure(rt::TransportErrorKind::Lost));
    let error = now(client(&server).send(create(&Thing::named("Ada")))).unwrap_err();
    assert!(error.response().is_none() && error.status().is_none() && error.request_id().is_none());
}

#[test]
fn a_body_that_was_compressed_unasked_is_told_as_that() {
    let gzip = b"\x1f\x8b\x08\x00\x00".as_slice();
    let told = "the body is compressed with gzip, which this client did not request and cannot decode";
    let success = error(MockResponse::json(200, gzip).header("content-encoding", "gzip"));
    assert_eq!(success.to_string(), format!("GET /things/{{thing-id}}: 200 OK: the body cannot be decoded: {told}"));
    let unknown = error(MockResponse::json(299, gzip).header("content-encoding", "GZIP"));
    assert!(
        unknown.to_string().ends_with("compressed with GZIP, which this client did not request and cannot decode"),
        "{unknown}"
    );
    let failed = error(MockResponse::json(500, gzip).header("content-encoding", "gzip"));
    assert_eq!(failed.api().unwrap().undecodable().unwrap().to_string(), told);
    for coding in ["identity", "Identity", ""] {
        let error = error(MockResponse::json(200, gzip).header("content-encoding", coding));
        assert!(!error.to_string().contains("compressed"), "{error}");
    }
}

#[test]
fn a_coding_that_a_transport_has_undone_but_not_removed_does_no_harm() {
    let server = answering(MockResponse::json(200, r#"{"id":"1"}"#).header("content-encoding", "br"));
    assert_eq!(now(client(&server).send(get("1"))).unwrap().id, "1");
}

/// The body of an error with this many bytes, and with its code at the end.
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
    let error = error(MockResponse::json(400, within.clone()));
    assert_eq!(error.api().unwrap().code(), Some("typed"));
    assert_eq!(error.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("typed"));

    let beyond = padded(MEBIBYTE + 1);
    let error = self::error(MockResponse::json(400, beyond.clone()));
    let api = error.api().unwrap();
    assert_eq!(api.code(), Some("typed"), "it stands in the first mebibyte");
    assert_eq!(api.response().bytes(), &beyond);
    assert_eq!(api.body(), None);
    assert_eq!(
        api.undecodable().unwrap().to_string(),
        "the body has 1048577 bytes, but errors are decoded only up to 1048576 bytes; `response().bytes()` has the whole body"
    );
}

#[test]
fn a_code_behind_a_mebibyte_is_not_found() {
    let late = |bytes: usize| padded(bytes).replace(r#""error""#, r#""other""#);
    assert_eq!(error(MockResponse::json(400, late(MEBIBYTE))).code(), Some("late"));
    assert_eq!(error(MockResponse::json(400, late(MEBIBYTE + 100))).code(), None);
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
        assert_eq!(error(MockResponse::json(400, body)).code(), Some("a"), "{body}");
    }
}

#[test]
fn debug_of_an_error_has_the_id_of_the_operation_and_not_its_table() {
    let lost = format!("{:?}", error(MockResponse::failure(rt::TransportErrorKind::Lost)));
    assert!(
        lost.starts_with(r#"Transport(TransportFailure { operation: "thing_get", error: TransportError { "#),
        "{lost}"
    );
    static TOKEN: rt::Scheme = rt::Scheme::bearer("token");
    const NEEDS: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&TOKEN, &[])];
    let operation = leak(rt::Operation { security: const { &[NEEDS] }, ..crate::support::CREATE_TABLE });
    let provider = rt::token_fn(|_| async { Err::<String, _>("none today") });
    let builder = rt::Client::builder().transport(rt::MockTransport::new()).credential("token", provider);
    let request = rt::Request::<Thing, Problem>::new(operation).body(0, &Thing::named("Ada"));
    let refused = format!("{:?}", now(builder.build().unwrap().send(request)).unwrap_err());
    let begin = r#"Credential(CredentialError { operation: "thing_create", scheme: "token", error: "none today", "#;
    assert!(refused.starts_with(begin), "{refused}");
}

#[cfg(feature = "xml")]
#[test]
fn debug_of_a_body_that_cannot_be_decoded_has_no_functions_of_its_table() {
    static TABLE: rt::XmlBody = rt::xml_body(rt::Xml::element("thing"));
    let kind = rt::ContentKind::Xml(&TABLE);
    let responses = [rt::ResponseSpec::success(rt::Status::Exact(200), kind, "application/xml", 0)];
    let operation = leak(rt::Operation { responses: Box::leak(responses.into()), ..crate::support::GET_TABLE });
    let request = rt::Request::<Thing, Problem>::new(operation).arg(&"1".to_owned());
    let server = answering(MockResponse::new(200, "application/xml", "<thing/>"));
    let text = format!("{:?}", now(client(&server).send(request)).unwrap_err());
    let begin = r#"Decode(DecodeError { response: RawResponse { operation: "thing_get", status: 200, "#;
    assert!(text.starts_with(begin) && !text.contains("0x"), "{text}");
}
