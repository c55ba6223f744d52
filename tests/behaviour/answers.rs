//! Answers of the cases: what each status and media type decodes into.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::{MockTransport, MockResponse};
use cases::operations_answers as api;
use cases::{Client, Error, Request};

/// Waits for what is ready at once: the answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// What a request answers when the server says this.
fn send<O: cases::FromResponse, E: cases::FromResponse>(
    request: Request<O, E>,
    reply: MockResponse,
) -> Result<O, Error<E>> {
    let client = Client::builder().base_url("https://example.com").transport(MockTransport::new().then(reply));
    now(client.build().expect("a client").send(request))
}

fn thing() -> MockResponse {
    MockResponse::json(200, r#"{"a":"x"}"#)
}

#[test]
fn each_success_has_its_own_variant() {
    use api::many::{ManyOutcome, many};
    assert!(matches!(send(many(), thing()), Ok(ManyOutcome::Ok(thing)) if thing.a == "x"));
    assert!(matches!(send(many(), MockResponse::json(201, "[1,2]")), Ok(ManyOutcome::Created(list)) if list == [1, 2]));
    assert!(matches!(send(many(), MockResponse::empty(202)), Ok(ManyOutcome::Accepted(()))));
}

#[test]
fn an_error_is_typed_by_its_status_then_its_range_then_the_default() {
    use api::many::{ManyError, many};
    let fails = |status: u16, mime: &str, body: &'static str| {
        let reply = MockResponse::new(status, mime, body);
        match send(many(), reply).err().expect("an error") {
            Error::Api(error) => error,
            other => panic!("{other}"),
        }
    };
    let missing = fails(404, "application/json", r#"{"what":"it"}"#);
    assert!(matches!(missing.body(), Some(ManyError::NotFound(body)) if body.what.as_deref() == Some("it")));
    let problem = fails(409, "application/problem+json", r#"{"title":"no"}"#);
    assert!(matches!(problem.body(), Some(ManyError::ClientError(body)) if body.title.as_deref() == Some("no")));
    let other = fails(302, "text/plain", "elsewhere");
    assert!(matches!(other.body(), Some(ManyError::Default(text)) if text == "elsewhere"));
}

#[test]
fn an_answer_may_be_empty_or_not() {
    use api::{maybe::maybe, none::none};
    assert!(send(none(), MockResponse::empty(204)).is_ok());
    assert!(matches!(send(maybe(), thing()), Ok(Some(thing)) if thing.a == "x"));
    assert!(matches!(send(maybe(), MockResponse::empty(204)), Ok(None)));
}

#[test]
fn content_that_http_has_no_place_for_is_not_waited_for() {
    use api::gone::{delete, get, head, put};
    assert!(matches!(send(head(), MockResponse::empty(200)), Ok(())));
    let missing: Error<()> = send(head(), MockResponse::empty(404)).expect_err("an error");
    assert_eq!(missing.status().map(|status| status.as_u16()), Some(404));
    assert!(matches!(send(get(), thing()), Ok(thing) if thing.a == "x"));
    let same: Error<()> = send(get(), MockResponse::empty(304)).expect_err("an error");
    assert_eq!(same.status().map(|status| status.as_u16()), Some(304));
    // HTTP forbids a server to send content with 205, but nothing stops one that does, and some do.
    assert!(matches!(send(put(), MockResponse::json(205, r#"{"a":"x"}"#)), Ok(thing) if thing.a == "x"));
    assert!(matches!(send(delete(), MockResponse::empty(204)), Ok(())));
}

#[test]
fn text_numbers_and_bytes_are_what_they_are() {
    let new = |mime: &str, body: &'static str| MockResponse::new(200, mime, body);
    assert_eq!(send(api::text::text(), new("text/plain;charset=UTF-8", "ä")).expect("text"), "ä");
    assert_eq!(send(api::number::number(), new("text/plain", "42")).expect("a number"), 42);
    let bytes = send(api::bytes::bytes(), MockResponse::new(200, "application/octet-stream", vec![0_u8, 255]));
    assert_eq!(bytes.expect("bytes").as_ref(), [0, 255]);
}

#[test]
fn bytes_are_bytes_by_the_name_of_a_component_too() {
    let octets: &[u8] = &[0, 159, 255];
    let new = |mime: &str| MockResponse::new(200, mime, octets.to_vec());
    assert_eq!(send(api::pdf::pdf(), new("application/pdf")).expect("bytes").as_ref(), octets);
    let put = api::blob::blob(octets.to_vec());
    assert_eq!(put.body_bytes().map(AsRef::as_ref), Some(octets));
    assert_eq!(send(put, new("application/json")).expect("bytes").as_ref(), octets);
    let lines = send(api::bulk::bulk(), MockResponse::new(200, "application/jsonl", "{\"a\":1}\n[2]\n"));
    let mut lines = lines.expect("lines");
    assert_eq!(now(lines.next()).expect("a line").expect("JSON"), serde_json::json!({"a": 1}));
    let mut events = send(api::ticks::ticks(), MockResponse::new(200, "text/event-stream", "data: tick\n\n")).expect("events");
    assert_eq!(now(events.next()).expect("an event").expect("text").data, "tick");
}

#[test]
fn the_media_type_chooses_among_the_types_of_a_status() {
    use api::types::{TypesOutcome, types};
    let json = MockResponse::new(200, "application/json; charset=utf-8", r#"{"a":"x"}"#);
    assert!(matches!(send(types(), json), Ok(TypesOutcome::OkJson(thing)) if thing.a == "x"));
    assert!(matches!(send(types(), MockResponse::new(200, "text/csv", "a,b")), Ok(TypesOutcome::OkText(text)) if text == "a,b"));
}

#[test]
fn ranges_defaults_and_open_media_types_are_successes_too() {
    assert_eq!(send(api::success::success(), MockResponse::json(206, r#"{"a":"x"}"#)).expect("2XX").a, "x");
    assert_eq!(send(api::default::only_default(), thing()).expect("the default").a, "x");
    assert_eq!(send(api::any::any(), thing()).expect("any type").a, "x");
    assert_eq!(send(api::json::free(), MockResponse::json(200, "[null]")).expect("any JSON"), serde_json::json!([null]));
}

#[test]
fn what_nobody_documented_keeps_its_body() {
    let error = send(api::text::text(), MockResponse::new(418, "text/plain", "teapot")).err().expect("an error");
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!((error.status().as_u16(), error.response().bytes().as_ref()), (418, &b"teapot"[..]));
}

#[test]
fn streams_give_their_items_as_they_come() {
    let lines = MockResponse::new(200, "application/x-ndjson", "").chunk("{\"a\":\"1\"}\n{\"a\":").chunk("\"2\"}\n");
    let mut stream = send(api::lines::lines(), lines).expect("a stream");
    let mut found = Vec::new();
    while let Some(item) = now(stream.next()) {
        found.push(item.expect("an item").a);
    }
    assert_eq!(found, ["1", "2"]);

    let events = MockResponse::new(200, "text/event-stream; charset=utf-8", "")
        .chunk("event: add\nid: 7\ndata: {\"a\":\"1\"}\n\n")
        .chunk("data: {\"a\":\"2\"}\n\n");
    let mut stream = send(api::events::events(), events).expect("a stream");
    let first = now(stream.next()).expect("an event").expect("it decodes");
    assert_eq!((first.event.as_str(), first.id.as_deref(), first.data.a.as_str()), ("add", Some("7"), "1"));
    assert_eq!(now(stream.next()).expect("an event").expect("it decodes").data.a, "2");
    assert!(now(stream.next()).is_none());
}

#[test]
fn text_of_a_stream_that_is_json_has_the_type_of_its_schema() {
    use cases::newer_streams_of_text::{events::events, lines::lines, plain::plain, several::several, text::text};
    let stream = |data: &str| MockResponse::new(200, "text/event-stream", format!("event: e\ndata: {data}\n\n"));
    let mut found = send(text(), stream(r#"{"a":"1"}"#)).expect("a stream");
    assert_eq!(now(found.next()).expect("an event").expect("it decodes").data.a, "1");
    let mut found = send(events(), stream(r#"{"a":"2"}"#)).expect("a stream");
    assert_eq!(now(found.next()).expect("an event").expect("it decodes").data.a, "2");
    let mut found = send(plain(), stream("not JSON")).expect("a stream");
    assert_eq!(now(found.next()).expect("an event").expect("it decodes").data, "not JSON");
    let mut found = send(lines(), MockResponse::new(200, "application/jsonl", "{\"a\":\"3\"}\n")).expect("a stream");
    assert_eq!(now(found.next()).expect("a line").expect("it decodes").a, "3");

    use cases::newer_streams_of_text::models::SeveralResponse;
    let both = MockResponse::new(200, "text/event-stream", "data: {\"reason\":\"done\"}\n\ndata: {\"a\":\"4\"}\n\n");
    let mut found = send(several(), both).expect("a stream");
    let end = now(found.next()).expect("an event").expect("it decodes").data;
    assert!(matches!(end, SeveralResponse::End(end) if end.reason == "done"));
    let thing = now(found.next()).expect("an event").expect("it decodes").data;
    assert!(matches!(thing, SeveralResponse::Thing(thing) if thing.a == "4"));
}

#[test]
fn a_lenient_answer_lists_what_it_left_out() {
    use api::many::{ManyOutcome, many};
    let reply = MockResponse::json(201, "[1,\"two\",3]");
    let client = Client::builder().base_url("https://example.com").transport(MockTransport::new().then(reply.clone()));
    let response = now(client.build().expect("a client").execute(many().lenient())).expect("an answer");
    assert!(matches!(response.body(), ManyOutcome::Created(list) if *list == [1, 3]));
    assert_eq!(response.misfits()[0].to_string(), "/1: expected a 64-bit integer, found a string: \"two\"");
    let error = send(many(), reply).err().expect("a strict error").to_string();
    assert!(error.contains("/1: expected a 64-bit integer") && error.contains("`.lenient()`"), "{error}");
}

#[test]
fn a_documented_error_under_the_status_of_a_success_is_an_error() {
    use api::many::{ManyError, many};
    let error = send(many(), MockResponse::json(200, r#"{"what":"it"}"#)).err().expect("an error");
    assert!(matches!(error.body(), Some(ManyError::NotFound(body)) if body.what.as_deref() == Some("it")));
}
