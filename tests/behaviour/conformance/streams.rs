//! Events and lines: read as they come, in pieces of any size, and sent one by one.

use cases::MockResponse;
use cases::conformance_streams::models::Train;
use cases::conformance_streams::{calls, lines, rows, trains};
use serde_json::json;

use crate::{answered, exchange, header, now, sent};

#[test]
fn events_have_a_name_data_and_an_id() {
    let answer = MockResponse::new(200, "text/event-stream", "")
        .chunk("event: arrived\ndata: {\"at\": 1}\n\n: a comment\n\ndata: one\nda")
        .chunk("ta: two\nid: 7\nretry: 100\n\nid: a\u{0}b\ndata: [DONE]\n\n");
    let mut events = answered(calls::hear(), answer);
    let mut found = Vec::new();
    while let Some(event) = now(events.next()) {
        let event = event.expect("an event");
        found.push((event.event, event.id, event.data));
    }
    let expected = [
        ("arrived", None, "{\"at\": 1}"),
        ("message", Some("7"), "one\ntwo"),
        // An id with a NUL is ignored, and the last one holds (HTML, 9.2.6).
        ("message", Some("7"), "[DONE]"),
    ];
    let found: Vec<_> = found.iter().map(|(name, id, data)| (name.as_str(), id.as_deref(), data.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn events_of_a_type_follow_a_body() {
    let answer = MockResponse::new(200, "text/event-stream", "data: {\"number\": 4}\n\n");
    let (request, outcome) = exchange(trains::watch(Train::new(3)), answer);
    assert_eq!(header(&request, "accept"), Some("text/event-stream"));
    assert_eq!(request.body().as_ref(), br#"{"number":3}"#);
    let mut events = outcome.expect("events").into_body();
    assert_eq!(now(events.next()).expect("an event").expect("a train").data, Train::new(4));
    assert!(now(events.next()).is_none());
}

#[test]
fn lines_of_a_string_are_json_of_any_kind() {
    let answer = MockResponse::new(200, "application/jsonl", "").chunk("{\"desc\": \"o").chunk("ne\"}\n\n7\n");
    let mut read = answered(lines::read(), answer);
    let first = now(read.next()).expect("a line").expect("JSON");
    assert_eq!(first, json!({"desc": "one"}));
    assert_eq!(now(read.next()).expect("a line").expect("JSON"), json!(7));
    assert!(now(read.next()).is_none());
    let request = sent(lines::send([json!({"desc": "one"}), json!("two")]));
    assert_eq!(header(&request, "content-type"), Some("application/jsonl"));
    assert_eq!(request.body().as_ref(), b"{\"desc\":\"one\"}\n\"two\"\n");
}

#[test]
fn lines_of_a_type_are_that_type() {
    let mut read =
        answered(rows::read(), MockResponse::new(200, "application/jsonl", "{\"number\":1}\n{\"number\":2}"));
    assert_eq!(now(read.next()).expect("a line").expect("a train"), Train::new(1));
    assert_eq!(now(read.next()).expect("a line").expect("a train"), Train::new(2));
    let request = sent(rows::send([Train::new(1), Train::new(2)]));
    assert_eq!(request.body().as_ref(), b"{\"number\":1}\n{\"number\":2}\n");
}
