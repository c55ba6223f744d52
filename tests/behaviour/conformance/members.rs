//! Members that may be null, absent or both, that one side alone writes, and members beside those that are named.

use cases::conformance_members::models::*;
use cases::conformance_members::{grades, lists, pupils};
use cases::{Date, Map, MockResponse};
use serde_json::{Value, from_value, json};

use crate::{answered, echoed, exchange, header};

/// What is sent in place of a pupil.
fn put(pupil: PupilInput) -> Value {
    let answer = MockResponse::json(200, r#"{"id":"1","name":"n","born":null}"#);
    let request = exchange(pupils::set("1", pupil), answer).0;
    serde_json::from_slice(request.body()).expect("JSON")
}

/// A pupil as a server sends it.
fn read(pupil: Value) -> Pupil {
    let pupil = serde_json::to_vec(&pupil).expect("JSON");
    answered(pupils::set("1", PupilInput::new("n", None)), MockResponse::new(200, "application/json", pupil))
}

#[test]
fn a_member_that_is_required_may_be_null() {
    assert_eq!(put(PupilInput::new("n", None)), json!({"name": "n", "born": null}));
    let day: Date = "2015-02-28".parse().expect("a day");
    assert_eq!(put(PupilInput::new("n", day.clone())), json!({"name": "n", "born": "2015-02-28"}));
    assert_eq!(read(json!({"id": "1", "name": "n", "born": "2015-02-28"})).born, Some(day));
}

#[test]
fn a_member_that_is_optional_and_may_be_null_has_three_states() {
    let pupil = || PupilInput::new("n", None);
    let null = pupil().clear_nick().clear_photo().clear_marks().clear_home();
    assert_eq!(put(null), json!({"name": "n", "born": null, "nick": null, "photo": null, "marks": null, "home": null}));
    let set = pupil().nick("k").photo(b"a".as_slice()).marks([1]).home(Home::new("c"));
    let expected =
        json!({"name": "n", "born": null, "nick": "k", "photo": "YQ==", "marks": [1], "home": {"city": "c"}});
    assert_eq!(put(set), expected);
    let read = read(json!({"id": "1", "name": "n", "born": null, "nick": null, "marks": null, "home": {"city": "c"}}));
    assert_eq!((read.nick, read.marks, read.photo, read.home), (None, None, None, Some(Home::new("c"))));
}

#[test]
fn what_one_side_alone_writes_is_not_in_the_type_of_the_other() {
    let body = put(PupilInput::new("n", None).secret("s"));
    assert_eq!(body, json!({"name": "n", "born": null, "secret": "s"}));
    let read = read(json!({"id": "7", "name": "n", "born": null, "seen": "2026-03-01T00:00:00Z"}));
    assert_eq!((read.id.as_str(), read.seen.is_some()), ("7", true));
    assert_eq!(
        put(PupilInput::from(read)),
        json!({"name": "n", "born": null}),
        "what the server sets does not go back"
    );
}

#[test]
fn literals_null_and_anything_are_members() {
    let pupil = PupilInput::new("n", None).fixed(PupilFixed::Pupil).whole(1.0).loose(json!([{"a": null}]));
    let body = put(pupil.none(Value::Null));
    let expected =
        json!({"name": "n", "born": null, "fixed": "pupil", "whole": 1.0, "loose": [{"a": null}], "none": null});
    assert_eq!(body, expected);
}

#[test]
fn null_in_a_merge_patch_removes() {
    let patch = PupilMergePatch::new().name("m").clear_nick().clear_born().home(HomeMergePatch::new().city("d"));
    let answer = MockResponse::json(200, r#"{"id":"1","name":"m","born":null}"#);
    let request = exchange(pupils::change("1", patch), answer).0;
    assert_eq!(
        (request.method().as_str(), header(&request, "content-type")),
        ("PATCH", Some("application/merge-patch+json"))
    );
    let body: Value = serde_json::from_slice(request.body()).expect("JSON");
    assert_eq!(body, json!({"name": "m", "nick": null, "born": null, "home": {"city": "d"}}));
}

#[test]
fn members_beside_those_that_are_named_have_their_type() {
    let body = json!({
        "id": 43.125, "note": "a",
        "homes": {"main": {"city": "c"}, "other": {"city": "d"}},
        "more": {"name": "n", "extra": 1.5, "a": 2.25, "b": 3.5},
        "open": {"kind": "k", "a": [1, {"b": null}]},
        "either": {"a": "text", "b": 43.125}
    });
    let (echo, read) = echoed(grades::set(from_value::<Grades>(body.clone()).expect("grades")));
    assert_eq!(echo, body);
    assert_eq!(read.extra["note"], "a");
    assert_eq!(read.homes.expect("homes").extra["other"], Home::new("d"));
    let more = read.more.expect("more");
    assert_eq!((more.extra, more.extra_members["b"]), (1.5, 3.5));
    assert_eq!(read.open.expect("open").extra["a"], json!([1, {"b": null}]));
    let either = read.either.expect("either");
    assert_eq!((&either["a"], &either["b"]), (&EitherValue::from("text".to_owned()), &EitherValue::from(43.125)));
    let mut wrong = Grades::new(1.0);
    wrong.extra.insert("id".to_owned(), "2".to_owned());
    grades::set(wrong).check().expect_err("a name of the schema is no name of another member");
}

#[test]
fn lists_and_maps_have_items_of_each_type_and_null_where_it_may_stand() {
    let body = json!({
        "texts": ["a", null], "times": ["2026-03-01T00:00:00Z"], "spans": {"a": "PT1H"},
        "homes": {"a": {"city": "c"}, "b": null}, "deep": {"a": {"b": true}}, "any": [1, "a", null, {"b": []}]
    });
    let (echo, read) = echoed(lists::set(from_value::<Lists>(body.clone()).expect("lists")));
    assert_eq!(echo, body);
    assert_eq!(read.texts, Some(vec![Some("a".to_owned()), None]));
    let homes: Map<Option<Home>> = read.homes.expect("homes");
    assert_eq!((homes["a"].as_ref().map(|home| home.city.as_str()), homes["b"].is_none()), (Some("c"), true));
    assert_eq!(read.any.expect("anything").len(), 4);
    let empty = exchange(lists::set(Lists::new().texts([] as [Option<String>; 0])), MockResponse::json(200, "{}")).0;
    assert_eq!(empty.body().as_ref(), br#"{"texts":[]}"#, "an empty list is no absent one");
    let none = exchange(lists::set(Lists::new()), MockResponse::json(200, "{}")).0;
    assert_eq!(none.body().as_ref(), b"{}");
}
