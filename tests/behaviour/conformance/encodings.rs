//! Points in time, spans of time, bytes, numbers and lists: as text in each place, to the byte.

use cases::conformance_encodings::models::Entry;
use cases::conformance_encodings::{key, log, log::WriteParams, seal};
use cases::{Date, DateTime, Duration, MockResponse};
use serde_json::{Value, from_value, json};

use crate::{answered, echoed, exchange, header, query, sent};

fn time(text: &str) -> DateTime {
    text.parse().expect("a point in time")
}

fn span(text: &str) -> Duration {
    text.parse().expect("a span of time")
}

fn written(params: WriteParams) -> crate::Sent {
    exchange(log::write_with(Entry::new(), params), MockResponse::json(200, "{}")).0
}

#[test]
fn times_and_spans_stand_in_a_query_by_their_formats() {
    let params = WriteParams::new()
        .from(time("2026-03-01T04:05:06.700Z"))
        .seen([1_767_225_600, 1_767_225_661])
        .nights(["2026-03-01", "2026-03-02"].map(|day| day.parse::<Date>().expect("a day")))
        .wait(span("P2DT3H"))
        .dark(35.5)
        .flashes([35.625, 47.0]);
    let expected = [
        "from=2026-03-01T04%3A05%3A06.700Z",
        "seen=1767225600,1767225661",
        "nights=2026-03-01,2026-03-02",
        "wait=P2DT3H",
        "dark=35.5",
        "flashes=35.625,47",
    ];
    assert_eq!(query(&written(params)), expected);
}

#[test]
fn bytes_stand_in_a_query_by_their_alphabet() {
    let bytes = &[0xfb_u8, 0xef, 0xff, 1];
    let params = WriteParams::new().key(bytes).keys([bytes, bytes]).seal(bytes);
    assert_eq!(query(&written(params)), ["key=--__AQ", "keys=--__AQ,--__AQ", "seal=%2B%2B%2F%2FAQ%3D%3D"]);
}

#[test]
fn lists_stand_in_a_query_by_their_separators() {
    let params = WriteParams::new().lamps(["red", "white"]).keepers(["Ada", "Bo"]);
    assert_eq!(query(&written(params)), ["lamps=red%7Cwhite", "keepers=Ada%20Bo"]);
}

#[test]
fn lists_stand_in_a_header_item_by_item() {
    let params = WriteParams::new()
        .tides(["2026-03-01T04:05:06Z", "2026-03-01T16:30:00+01:00"].map(time))
        .pauses([36, 47])
        .seals([&[0xfb_u8, 0xef], &[1, 2]])
        .span(span("PT36S"));
    let sent = written(params);
    assert_eq!(header(&sent, "tides"), Some("2026-03-01T04:05:06Z,2026-03-01T16:30:00+01:00"));
    assert_eq!(header(&sent, "pauses"), Some("36,47"));
    assert_eq!(header(&sent, "seals"), Some("++8=,AQI="));
    assert_eq!(header(&sent, "span"), Some("PT36S"));
}

/// An entry with a value in each member.
fn entry() -> Value {
    json!({
        "at": "2026-03-01T04:05:06.700Z", "ended": "Sun, 01 Mar 2026 04:05:06 GMT", "stamp": 1_767_225_600,
        "stamps": [1_767_225_600, 0], "span": "P40D", "dark": 35.625, "flashes": [35.5, 36.25], "seal": "++//AQ==",
        "key": "--__AQ", "keys": ["--__AQ", "AQ"], "height": 0.33333, "depth": 0.33333, "heights": [0.1, 100.5],
        "count": "10000000000", "tall": "255", "lit": "True", "pause": "1.02:59:59.5",
        "lamps": "red,white", "rooms": "cellar\nstairs", "beams": "a|b", "stairs": "a b"
    })
}

#[test]
fn a_member_of_each_format_goes_and_comes_back_as_it_is() {
    let value: Entry = from_value(entry()).expect("an entry");
    let (body, read) = echoed(log::write(value.clone()));
    assert_eq!(body, entry());
    assert_eq!(read, value);
    assert_eq!(read.key.expect("a key").decode().expect("bytes"), [0xfb, 0xef, 0xff, 1]);
    assert_eq!(read.seal.expect("a seal").decode().expect("bytes"), [0xfb, 0xef, 0xff, 1]);
    assert_eq!(read.at.expect("a time").hour(), Some(4));
    assert_eq!(read.height.expect("a height").to_string(), "0.33333");
}

#[test]
fn a_body_may_be_bytes_in_text() {
    assert_eq!(sent(seal::write(&[0xfb_u8, 0xef])).body().as_ref(), br#""++8=""#);
    let key = answered(key::read(), MockResponse::json(200, r#""--8""#));
    assert_eq!(key.decode().expect("bytes"), [0xfb, 0xef]);
}

#[test]
fn a_header_of_an_answer_is_read_by_its_name() {
    let answer = MockResponse::json(200, "{}").header("Last-Seen", "2026-03-01T04:05:06Z");
    let response = exchange(log::write(Entry::new()), answer).1.expect("an answer");
    assert_eq!(response.header("last-seen").map(time), Some(time("2026-03-01T04:05:06Z")));
}
