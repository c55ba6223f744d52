//! Values with a format: their types, what is read into them, and what is sent of them, wherever they stand.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cases::operations_formats::models::{ThingChangeXLimitHeader, ThingChangeXModeHeader, ThingChangeXSinceHeader, Either, Required, Thing, ThingInput};
use cases::operations_formats::thing::{self, ChangeParams, change, change_with};
use cases::{Client, Date, DateTime, HttpDate, Milliseconds, MockResponse, MockTransport, Response, Seconds, UnixTime};
use serde_json::{Value, from_value, json, to_value};

const TEXT: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

fn then() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

#[track_caller]
fn round_trip<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(value: Value) -> T {
    let decoded: T = from_value(value.clone()).expect("it decodes");
    assert_eq!(to_value(&decoded).expect("it is written"), value);
    decoded
}

#[test]
fn members_have_the_types_of_their_formats() {
    let thing: Thing = round_trip(json!({
        "seen": TEXT, "seenAlways": [TEXT], "at": 784_111_777, "exact": 784_111_777.25, "wait": 1.5, "pause": 1500,
        "google": "2014-01-01T00:00:00Z", "cost": "0.10", "i8": -128, "i16": -32_768, "u8": 255, "port": 65_535,
        "u32": 4_294_967_295_u32, "u64": 18_446_744_073_709_551_615_u64, "i32": 5, "safe": 9_007_199_254_740_991_i64,
        "header": 999_999_999_999_999_i64, "octets": [0, 255], "key": "-__-AA", "letter": "é", "range": "text/*;q=0.5",
        "digits": "9007199254740993"
    }));
    assert_eq!(thing.seen.as_ref().and_then(HttpDate::to_system_time), Some(then()));
    assert_eq!(thing.seen_always.expect("a list"), [TEXT.parse::<HttpDate>().expect("an HTTP-date")]);
    assert_eq!(thing.at.and_then(UnixTime::to_system_time), Some(then()));
    assert_eq!(thing.exact.map(|at| (at.unix_seconds(), at.nanosecond())), Some((784_111_777, 250_000_000)));
    assert_eq!(thing.wait.and_then(Seconds::to_std), Some(Duration::from_millis(1500)));
    assert_eq!(thing.pause.and_then(Milliseconds::to_std), Some(Duration::from_millis(1500)));
    assert_eq!(thing.google.as_ref().and_then(DateTime::year), Some(2014));
    assert_eq!((thing.i8, thing.i16), (Some(i8::MIN), Some(i16::MIN)));
    assert_eq!((thing.u8, thing.port, thing.u32, thing.u64), (Some(u8::MAX), Some(u16::MAX), Some(u32::MAX), Some(u64::MAX)));
    assert_eq!((thing.i32, thing.safe, thing.header), (Some(5_i32), Some(9_007_199_254_740_991_i64), Some(999_999_999_999_999_i64)));
    assert_eq!(thing.octets, Some(vec![0_u8, 255]));
    assert_eq!(thing.key.expect("a key").decode(), Ok(vec![0xfb, 0xff, 0xfe, 0]));
}

#[test]
fn what_does_not_fit_an_integer_is_refused_and_digits_in_text_are_read() {
    let error = from_value::<Thing>(json!({"u8": 256})).expect_err("too large").to_string();
    assert!(error.contains("an unsigned 8-bit integer"), "{error}");
    assert_eq!(from_value::<Thing>(json!({"port": "80", "at": "5"})).expect("digits").port, Some(80));
    let error = from_value::<Thing>(json!({"at": "soon"})).expect_err("no number").to_string();
    assert!(error.contains("seconds since 1970"), "{error}");
}

#[test]
fn literals_and_times_of_the_system_are_taken() {
    let thing = ThingInput::new().u8(1).u32(2).u64(3).port(80).i16(-4).at(then()).seen(then()).wait(Duration::from_millis(250));
    let sent = json!({"u8": 1, "u32": 2, "u64": 3, "port": 80, "i16": -4, "at": 784_111_777, "seen": TEXT, "wait": 0.25});
    assert_eq!(to_value(&thing).expect("it is written"), sent);
    let required = Required::new(5, 80, then()).port(81);
    assert_eq!(to_value(&required).expect("it is written"), json!({"at": 5, "port": 81, "seen": TEXT}));
}

#[test]
fn a_decimal_is_a_string_where_the_document_has_one() {
    let price: cases::DecimalString = "0.10".parse().expect("a number");
    let amount: cases::Decimal = "0.10".parse().expect("a number");
    let by = cases::Map::from_iter([("a".to_owned(), price.clone())]);
    let thing = ThingInput::new().cost(amount.clone()).costs([price]).cost_by(by).amount(amount);
    let sent = change(thing);
    let expected = r#"{"cost":"0.10","costs":["0.10"],"costBy":{"a":"0.10"},"amount":0.10}"#;
    assert_eq!(sent.body_bytes().map(AsRef::as_ref), Some(expected.as_bytes()));
}

#[test]
fn parameters_are_sent_as_their_formats_have_them() {
    let params = ChangeParams::new()
        .at(then())
        .ats([1, 2])
        .exact(UnixTime::from_unix(1, 500_000_000))
        .wait(Duration::from_secs(90))
        .waits([Duration::from_micros(1_500)])
        .since(then())
        .octet(7)
        .cost("0.10".parse::<cases::Decimal>().expect("a number"))
        .if_modified_since(then())
        .x_started(then())
        .x_key([0xfb_u8, 0xff].as_slice());
    let request = change_with(ThingInput::new(), params);
    request.check().expect("nothing is wrong");
    let query = request.query().expect("a query");
    let since = "Sun%2C%2006%20Nov%201994%2008%3A49%3A37%20GMT";
    assert_eq!(
        query,
        format!("at=784111777&ats=1,2&exact=1.5&wait=90&waits=1.5&since={since}&octet=7&cost=0.10"),
    );
    let header = |name: &str| request.headers()[name].to_str().expect("text").to_owned();
    assert_eq!((header("if-modified-since").as_str(), header("x-started").as_str(), header("x-key").as_str()), (TEXT, "784111777", "-_8"));
}

#[test]
fn an_integer_is_sent_without_a_fraction_and_an_http_date_in_its_current_form() {
    let fault = |thing: ThingInput| change(thing).check().expect_err("a fault").to_string();
    assert!(fault(ThingInput::new().pause(Duration::from_micros(1_500))).contains("multiple of 1"));
    let fraction = ChangeParams::new().wait(Duration::from_millis(1_500));
    assert!(change_with(ThingInput::new(), fraction).check().is_err());
    assert!(change(ThingInput::new().wait(Duration::from_millis(1_500))).check().is_ok());
    let obsolete: HttpDate = "Sunday, 06-Nov-94 08:49:37 GMT".parse().expect("an obsolete form");
    let told = fault(ThingInput::new().seen(obsolete.clone()));
    assert!(told.contains("obsolete form") && told.contains("to_fixdate()"), "{told}");
    assert_eq!(obsolete.to_fixdate().expect("a date").as_str(), TEXT);
}

#[test]
fn a_union_tells_a_number_from_text() {
    assert!(matches!(round_trip(json!(5)), Either::UnixTime(at) if at == UnixTime::from(5)));
    assert!(matches!(round_trip(json!(TEXT)), Either::HttpDate(_)));
    assert!(matches!(round_trip(json!("5")), Either::String(_)));
}

/// The answer of the server, which is there at once.
fn answer(reply: MockResponse) -> Response<Thing> {
    let client = Client::builder().base_url("https://example.com").transport(MockTransport::new().then(reply));
    let client = client.build().expect("a client");
    let request = client.execute(change(None));
    match std::pin::pin!(request).poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(response) => response.expect("an answer"),
        std::task::Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn headers_of_answers_have_the_types_of_their_schemas() {
    let reply = MockResponse::json(200, "{}")
        .header("Last-Modified", TEXT)
        .header("X-At", "784111777")
        .header("X-Left", " 7 ")
        .header("X-Ids", "1, 2,255")
        .header("X-Ids", "3")
        .header("X-Days", "2026-01-31,2026-02-01")
        .header("X-Shape", "wide,5,name,a")
        .header("X-Mode", "slow")
        .header("X-Any", "text")
        .header("X-Limit", "5")
        .header("X-Since", "2026-01-31T00:00:00Z")
        .header("Set-Cookie", "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT")
        .header("Set-Cookie", "b=2");
    let response = answer(reply);
    let modified = response.typed_header(&thing::LAST_MODIFIED_HEADER).expect("it is read").expect("it is there");
    assert_eq!(modified.to_system_time(), Some(then()));
    assert_eq!(response.typed_header(&thing::X_AT_HEADER), Ok(Some(UnixTime::from(784_111_777))));
    assert_eq!(response.typed_header(&thing::X_LEFT_HEADER), Ok(Some(7_u32)));
    assert_eq!(response.typed_header(&thing::X_IDS_HEADER), Ok(Some(vec![1_u8, 2, 255, 3])));
    let days: Vec<Date> = response.typed_header(&thing::X_DAYS_HEADER).expect("it is read").expect("it is there");
    assert_eq!(days.iter().filter_map(Date::day).collect::<Vec<_>>(), [31, 1]);
    let shape = response.typed_header(&thing::X_SHAPE_HEADER).expect("it is read").expect("it is there");
    assert_eq!((shape.wide, shape.name.as_deref()), (Some(5), Some("a")));
    assert_eq!(response.typed_header(&thing::X_MODE_HEADER), Ok(Some(ThingChangeXModeHeader::Slow)));
    assert_eq!(response.typed_header(&thing::X_ANY_HEADER), Ok(Some(json!("text"))));
    assert_eq!(response.typed_header(&thing::X_LIMIT_HEADER), Ok(Some(ThingChangeXLimitHeader::Integer(5))));
    let since = response.typed_header(&thing::X_SINCE_HEADER).expect("it is read").expect("it is there");
    assert!(matches!(since, ThingChangeXSinceHeader::DateTime(at) if at.to_string() == "2026-01-31T00:00:00Z"));
    let cookies = response.typed_header(&thing::SET_COOKIE_HEADER).expect("it is read").expect("it is there");
    assert_eq!(cookies, ["a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT", "b=2"]);
}

#[test]
fn a_header_that_is_missing_is_none_and_one_of_another_type_an_error_that_names_it() {
    let response = answer(MockResponse::json(200, "{}").header("X-Left", "-1").header("X-Shape", "wide=5,name=b"));
    assert_eq!(response.typed_header(&thing::X_AT_HEADER), Ok(None));
    let read = |text| answer(MockResponse::json(200, "{}").header("X-Limit", text)).typed_header(&thing::X_LIMIT_HEADER);
    assert_eq!(read("true"), Ok(Some(ThingChangeXLimitHeader::Bool(true))));
    assert_eq!(read("none"), Ok(Some(ThingChangeXLimitHeader::Unknown(json!("none")))));
    let told = response.typed_header(&thing::X_LEFT_HEADER).expect_err("it is negative").to_string();
    assert!(told.contains("X-Left") && !told.contains("-1"), "{told}");
    let shape = response.typed_header(&thing::X_SHAPE_HEADER).expect("it is read").expect("it is there");
    assert_eq!((shape.wide, shape.name.as_deref()), (Some(5), Some("b")));
    // A header of another type has another constant.
    assert_eq!(thing::X_AT_HEADER_OF_RESPONSE.name(), "X-At");
}

#[test]
fn numbers_among_strings_are_sent_as_the_document_has_them() {
    use cases::vendors_unquoted_numbers::models::{Lines, Version};
    assert_eq!(Version::N110.to_string(), "1.10");
    assert_eq!([Version::N0x1F, Version::N1e3].map(|value| value.to_string()), ["0x1F", "1e3"]);
    assert_eq!([Lines::N150, Lines::N007].map(|value| value.to_string()), ["1.50", "007"]);
    assert!(matches!((Version::from("1.1"), Version::from("1.2")), (Version::N11, Version::Unknown(_))));
}
