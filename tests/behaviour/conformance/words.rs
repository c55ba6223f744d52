//! Words of other languages and of the runtime: whatever they are called in Rust, the wire has the document's.

use cases::conformance_words::models::{Await, Day, EveningState, MorningState, Whole, Yield, YieldVariant2};
use cases::conformance_words::{ids, words};
use serde_json::json;

use crate::{query, sent};

#[test]
fn operations_have_the_path_of_the_document() {
    assert_eq!(sent(words::constructor()).uri().path(), "/constructor");
    assert_eq!(sent(words::r#await()).uri().path(), "/await");
    assert_eq!(sent(words::path(ids::Client("a"), ids::SelfLabel("b"))).uri().path(), "/path/a/b");
}

#[test]
fn parameters_have_the_name_of_the_document() {
    let params =
        words::QueryParams::new().with("1").r#yield("2").r#await("3").request("4").params("5").cancellation_token("6");
    let expected = ["with=1", "yield=2", "await=3", "request=4", "params=5", "cancellationToken=6"];
    assert_eq!(query(&sent(words::query_with(params))), expected);
}

#[test]
fn members_models_and_values_have_the_name_of_the_document() {
    let value = Await::new("1", "2")
        .dict("3")
        .items("4")
        .keys("5")
        .extra("6")
        .builder("7")
        .wire_name(true)
        .check("8")
        .from("9")
        .into("10")
        .kind(Yield::from("yield"))
        .ratio(43.125)
        .whole(Whole::Value2);
    let body: serde_json::Value = serde_json::from_slice(sent(words::models(value)).body()).expect("JSON");
    let expected = json!({
        "SameAsModel": "1", "await": "2", "dict": "3", "items": "4", "keys": "5", "extra": "6", "builder": "7",
        "wireName": true, "check": "8", "from": "9", "into": "10", "kind": "yield", "ratio": 43.125, "whole": 2
    });
    assert_eq!(body, expected);
    assert_eq!(YieldVariant2::from("match"), YieldVariant2::Match);
}

#[test]
fn enums_of_one_name_in_two_namespaces_are_two_types() {
    let day: Day = serde_json::from_value(json!({"begins": "dark", "ends": "dim"})).expect("a day");
    assert_eq!((day.begins, day.ends), (Some(MorningState::Dark), Some(EveningState::Dim)));
}
