//! Conditional and repeatable requests, headers of answers, and which media type an answer is asked for in.

use cases::conformance_headers::{books, cover, portrait, shelf};
use cases::{DateTime, HttpDate, MockResponse, Uuid};

use crate::{answered, exchange, header, sent};

const DATE: &str = "Fri, 26 Jun 2026 14:38:00 GMT";

fn date() -> HttpDate {
    DATE.parse().expect("an HTTP-date")
}

#[test]
fn a_condition_is_a_header_as_it_is_given() {
    let params = books::ReplaceParams::new()
        .if_match("\"a\"")
        .if_none_match("W/\"b\"")
        .if_unmodified_since(date())
        .x_client_id("0a0b0c0d-0000-4000-8000-00000000000f".parse::<Uuid>().expect("a UUID"));
    let request = sent(books::replace_with("7", params));
    assert_eq!((request.method().as_str(), request.uri().path()), ("PUT", "/books/7"));
    assert_eq!(header(&request, "if-match"), Some("\"a\""));
    assert_eq!(header(&request, "if-none-match"), Some("W/\"b\""));
    assert_eq!(header(&request, "if-unmodified-since"), Some(DATE));
    assert_eq!(header(&request, "x-client-id"), Some("0a0b0c0d-0000-4000-8000-00000000000f"));
    assert_eq!(header(&request, "content-length"), Some("0"), "a PUT without a body says so");
    assert!(request.body().is_empty() && header(&request, "content-type").is_none());
}

#[test]
fn a_point_in_time_has_the_form_of_http_in_headers_of_http_alone() {
    let time: DateTime = "2026-06-26T16:38:00+02:00".parse().expect("a point in time");
    let params = shelf::GetParams::new().if_modified_since(time.clone()).x_since(time);
    let request = sent(shelf::get_with(params));
    assert_eq!(header(&request, "if-modified-since"), Some(DATE));
    assert_eq!(header(&request, "x-since"), Some("2026-06-26T16:38:00+02:00"));
}

#[test]
fn a_repeatable_request_has_its_id_and_its_first_time() {
    let params = books::LendParams::new("f00", date());
    let answer = MockResponse::empty(204).header("Repeatability-Result", "accepted");
    let (request, outcome) = exchange(books::lend("7", params), answer);
    assert_eq!(header(&request, "repeatability-request-id"), Some("f00"));
    assert_eq!(header(&request, "repeatability-first-sent"), Some(DATE));
    assert_eq!(outcome.expect("an answer").header("repeatability-result"), Some("accepted"));
}

#[test]
fn head_has_headers_and_no_body() {
    let answer = || MockResponse::empty(204).header("X-Shelf", "4").header("Content-Type", "text/plain");
    let request = books::exists_with("7", books::ExistsParams::new().if_modified_since(date()));
    let (request, outcome) = exchange(request, answer());
    assert_eq!((request.method().as_str(), header(&request, "if-modified-since")), ("HEAD", Some(DATE)));
    let response = outcome.expect("it exists");
    assert_eq!((response.header("x-shelf"), response.header("content-type")), (Some("4"), Some("text/plain")));
    let missing = exchange(books::exists("8"), MockResponse::empty(404)).1;
    assert_eq!(missing.err().and_then(|error| error.status()), Some(cases::StatusCode::NOT_FOUND));
}

#[test]
fn every_media_type_is_accepted_and_the_caller_may_ask_for_one() {
    let picture = || MockResponse::new(200, "image/png", vec![1_u8, 2]);
    assert_eq!(header(&exchange(cover::get(), picture()).0, "accept"), Some("image/png, image/jpeg"));
    let (request, outcome) = exchange(cover::get().header("accept", "image/jpeg"), picture());
    assert_eq!(header(&request, "accept"), Some("image/jpeg"));
    assert_eq!(outcome.expect("a picture").into_body().as_ref(), [1, 2]);
    let refused = exchange(cover::get().header("accept", "text/plain"), MockResponse::empty(400)).1;
    assert_eq!(refused.err().and_then(|error| error.status()), Some(cases::StatusCode::BAD_REQUEST));
}

#[test]
fn the_media_type_of_an_answer_decides_what_it_is() {
    use portrait::GetOutcome;
    let asked = exchange(portrait::get(), MockResponse::json(200, r#"{"content":"AQI="}"#)).0;
    assert_eq!(header(&asked, "accept"), Some("application/json, image/png"));
    match answered(portrait::get(), MockResponse::json(200, r#"{"content":"AQI="}"#)) {
        GetOutcome::OkJson(portrait) => assert_eq!(portrait.content.decode().expect("bytes"), [1, 2]),
        other => panic!("{other:?}"),
    }
    match answered(portrait::get(), MockResponse::new(200, "image/png", vec![1_u8, 2])) {
        GetOutcome::OkBytes(bytes) => assert_eq!(bytes.as_ref(), [1, 2]),
        other => panic!("{other:?}"),
    }
}
