//! Bodies that are required, optional, empty, text or a file, and answers with a body or without one.

use cases::MockResponse;
use cases::conformance_bodies::models::Letter;
use cases::conformance_bodies::{file, flag, image, json, letters, parcel, picture, search, text};

use crate::{answered, echoed, exchange, header, sent};

fn letter() -> Letter {
    Letter::new("Ada")
}

/// The media type and the body that went over the wire.
fn content(sent: &crate::Sent) -> (Option<&str>, &[u8]) {
    (header(sent, "content-type"), sent.body())
}

#[test]
fn an_optional_body_is_sent_or_left_out() {
    let answer = || MockResponse::json(200, r#"{"to":"Ada"}"#);
    let without = exchange(letters::stamp(None), answer()).0;
    assert_eq!(content(&without), (None, &b""[..]));
    assert_eq!(header(&without, "content-length"), Some("0"));
    let with = exchange(letters::stamp(letter()), answer()).0;
    assert_eq!(content(&with), (Some("application/json"), &br#"{"to":"Ada"}"#[..]));
}

#[test]
fn an_answer_with_a_body_or_without_one_is_an_option() {
    let some = answered(letters::stamp(None), MockResponse::json(200, r#"{"to":"Bo","weight":0.5}"#));
    assert_eq!(some, Some(Letter::new("Bo").weight(0.5)));
    assert_eq!(answered(letters::stamp(None), MockResponse::empty(204)), None);
}

#[test]
fn an_object_without_members_is_an_object() {
    let (body, read) = echoed(letters::empty([] as [(String, serde_json::Value); 0]));
    assert_eq!((body, read.len()), (serde_json::json!({}), 0));
}

#[test]
fn each_status_is_what_the_document_says_of_it() {
    assert_eq!(answered(letters::write(letter()), MockResponse::json(201, r#"{"to":"Ada"}"#)), letter());
    let fault = r#"{"error":{"code":"NoStamp","message":"m"}}"#;
    let error = exchange(letters::write(letter()), MockResponse::json(412, fault)).1.err().expect("a fault");
    assert_eq!(error.status(), Some(cases::StatusCode::PRECONDITION_FAILED));
    assert_eq!(error.body().map(|body| body.error.code.as_str()), Some("NoStamp"));
    assert_eq!(error.code(), Some("NoStamp"));
}

#[test]
fn head_says_by_its_status_whether_something_exists() {
    assert!(exchange(letters::exist(), MockResponse::empty(200)).1.is_ok());
    let missing = exchange(letters::exist(), MockResponse::empty(404)).1.err().expect("it is missing");
    assert_eq!(missing.status(), Some(cases::StatusCode::NOT_FOUND));
}

#[test]
fn a_method_that_has_no_body_elsewhere_has_the_one_of_the_document() {
    let expected = (Some("application/json"), &br#"{"to":"Ada"}"#[..]);
    let empty = || MockResponse::empty(200);
    assert_eq!(content(&sent(search::get(letter()))), expected);
    assert_eq!(content(&exchange(search::head(letter()), empty()).0), expected);
    assert_eq!(content(&sent(search::delete(letter()))), expected);
}

#[test]
fn text_is_quoted_in_json_alone() {
    let (plain, outcome) = exchange(text::send("{cat}"), MockResponse::new(200, "text/plain", "{cat}"));
    assert_eq!(content(&plain), (Some("text/plain"), &b"{cat}"[..]));
    assert_eq!(outcome.expect("text").into_body(), "{cat}");
    let (quoted, outcome) = exchange(json::send("cat"), MockResponse::json(200, r#""cat""#));
    assert_eq!(content(&quoted), (Some("application/json"), &br#""cat""#[..]));
    assert_eq!(outcome.expect("text").into_body(), "cat");
    assert_eq!(echoed(flag::put(true)), (serde_json::json!(true), true));
}

#[test]
fn a_file_of_any_type_is_sent_and_read_as_its_bytes() {
    let bytes = vec![0_u8, 159, 255];
    let (request, outcome) = exchange(parcel::any(bytes.clone()), MockResponse::new(200, "image/png", bytes.clone()));
    assert_eq!(content(&request), (Some("application/octet-stream"), &bytes[..]));
    assert_eq!(outcome.expect("bytes").into_body().as_ref(), bytes);
    let named = sent(image::range(bytes.clone()).media_type("image/webp"));
    assert_eq!(content(&named), (Some("image/webp"), &bytes[..]));
    image::range(bytes).media_type("text/plain").check().expect_err("no image");
}

#[test]
fn a_file_of_several_types_is_sent_as_the_one_that_is_chosen() {
    assert_eq!(header(&sent(picture::some(vec![1_u8])), "content-type"), Some("image/png"));
    let chosen = picture::some(vec![1_u8]).media_type("image/jpeg");
    assert_eq!(content(&sent(chosen)), (Some("image/jpeg"), &[1_u8][..]));
    picture::some(vec![1_u8]).media_type("image/gif").check().expect_err("not documented");
}

#[test]
fn a_file_of_json_is_json() {
    let value = serde_json::json!({"message": ["a", 1]});
    assert_eq!(echoed(file::json(value.clone())), (value.clone(), value));
}
