//! What is read exactly, and what a lenient reader leaves out.
use crate::runtime::model::read::{Lenient, read_json_leniently};
use crate::runtime::{self as rt, Json, Map, Placeholder, Value, read_json};
use serde_json::json;

/// A record with every kind of place.
pub struct Port {
    pub name: String,
    pub number: Option<i32>,
    pub on: Option<bool>,
    pub inner: Option<Box<Port>>,
    pub need: Vec<i64>,
    pub maybe: Option<String>,
    pub others: Option<Vec<Port>>,
    pub rates: Option<Map<f64>>,
    pub slots: Option<Vec<Option<i64>>>,
    pub extra: Map<i64>,
}
rt::record! {
    Port = "port" {
        name = required "name";
        number = "number";
        on = "on";
        inner = "inner";
        need = required "need";
        maybe = required "maybe";
        others = "others";
        rates = "rates";
        slots = "slots";
        ..extra
    }
}

pub enum Shape {
    Port(Box<Port>),
    Login(Login),
    Other(Json),
}
rt::union! { Shape = "shape" by "kind" { Port(Box<Port>) = "port"; Login(Login) = "login"; } else Other }

pub struct Login {
    pub password: rt::Secret,
    pub pin: Option<i64>,
    pub token: Option<bool>,
}
rt::record! { Login = "login" { password = required "password"; pin = "pin"; token = "token"; } }

fn lenient<T: Value>(json: &Json) -> (T, Vec<String>) {
    let Lenient { value, misfits } = read_json_leniently(json.to_string().as_bytes()).expect("reads");
    assert_eq!(misfits.count, misfits.described.len());
    // The tests write objects with their members in the order of the alphabet.
    (value, misfits.described.iter().map(ToString::to_string).collect())
}

fn refused<T: Value>(json: &Json) -> String {
    read_json_leniently::<T>(json.to_string().as_bytes()).err().expect("is refused").to_string()
}

/// A port with its required members and one other.
fn port(name: &str, value: Json) -> Json {
    let mut port = json!({"name": "a", "need": [], "maybe": null});
    port[name] = value;
    port
}

#[test]
fn what_is_certain_is_read_strictly() {
    let read = |json: Json| read_json::<Port>(json.to_string().as_bytes());
    assert_eq!(read(port("name", json!(8080))).unwrap().name, "8080");
    assert_eq!(read(port("name", json!(u64::MAX))).unwrap().name, u64::MAX.to_string());
    assert_eq!(read(port("number", json!("8080"))).unwrap().number, Some(8080));
    assert_eq!(read(port("number", json!(8.0))).unwrap().number, Some(8));
    assert_eq!(read(port("on", json!("true"))).unwrap().on, Some(true));
    assert_eq!(read(port("on", json!(null))).unwrap().on, None);
    // The digits of such a number are lost, one and the text `yes` may be a boolean or not.
    for (name, value) in [("name", json!(1.5)), ("on", json!(1)), ("on", json!("yes")), ("number", json!(1.5))] {
        let error = read(port(name, value)).expect_err("is not certain");
        assert_eq!(error.path, format!("/{name}"));
    }
}

#[test]
fn what_may_be_absent_or_null_has_no_value() {
    let (read, mut misfits) = lenient::<Port>(&json!({
        "name": "a", "need": [1], "maybe": {"a": [1, {}]}, "number": "many", "on": [[true], {}], "inner": 5,
        "others": "none", "slots": {"a": {}}
    }));
    assert_eq!((read.number, read.on, read.inner.is_none(), read.need), (None, None, true, vec![1]));
    assert_eq!((read.maybe, read.others.is_none(), read.slots.is_none()), (None, true, true));
    // They stand in the order of the body, which a map of JSON keeps or sorts by a feature of `serde_json`.
    misfits.sort_unstable();
    assert_eq!(
        misfits,
        [
            "/inner: expected an object, found a number: 5",
            "/maybe: expected a string, found an object",
            "/number: expected a 32-bit integer, found a string: \"many\"",
            "/on: expected a boolean, found a list",
            "/others: expected a list, found a string: \"none\"",
            "/slots: expected a list, found an object",
        ]
    );
}

/// A port whose member is written as this text, which a value of `serde_json` may not hold.
fn port_with(member: &str) -> String {
    format!(r#"{{"name":"a","need":[],"maybe":null,{member}}}"#)
}

#[test]
fn a_number_that_no_type_of_rust_holds_is_left_out() {
    for (member, fault) in [
        (r#""number":1e400"#, "/number: expected a 32-bit integer, found a number out of range"),
        (r#""on":-1e400"#, "/on: expected a boolean, found a number out of range"),
        (r#""maybe":1e400"#, "/maybe: expected a string, found a number out of range"),
        (r#""rates":{"a":1e400,"b":2}"#, "/rates/a: expected a number, found a number out of range"),
        (r#""slots":[1,1e400]"#, "/slots/1: expected a 64-bit integer, found a number out of range"),
        (
            r#""others":[{"name":"b","need":[1e400],"maybe":null}]"#,
            "/others/0/need/0: expected a 64-bit integer, found a number out of range",
        ),
        (r#""other":1e400"#, "/other: expected a 64-bit integer, found a number out of range"),
        (r#""rates":{"a":"1e400"}"#, r#"/rates/a: expected a number, found a string: "1e400""#),
    ] {
        let text = port_with(member);
        assert!(read_json::<Port>(text.as_bytes()).is_err(), "{text}");
        let Lenient { value, misfits } = read_json_leniently::<Port>(text.as_bytes()).expect("reads");
        assert_eq!(misfits.described.iter().map(ToString::to_string).collect::<Vec<_>>(), [fault]);
        assert_eq!((value.number, value.on, value.maybe, value.extra.len()), (None, None, None, 0), "{text}");
    }
    let shapes = br#"[{"kind":"login","password":"a","pin":1e400},{"kind":"login","password":"b"}]"#;
    let Lenient { value, misfits } = read_json_leniently::<Vec<Shape>>(shapes).expect("reads");
    assert_eq!((value.len(), misfits.count), (1, 1), "a union is left out whole");
    assert_eq!(misfits.described[0].to_string(), "/0: expected any value, found a value out of range");
}

#[test]
fn what_matches_is_read_leniently_as_strictly() {
    let text = port_with(
        r#""number":"7","on":"true","inner":{"name":"\u00e9","need":[1],"maybe":"b"},"rates":{"a":-0,"b":1.5},"slots":[null,2.0]"#,
    );
    let strict = read_json::<Port>(text.as_bytes()).expect("reads");
    let Lenient { value, misfits } = read_json_leniently::<Port>(text.as_bytes()).expect("reads");
    assert!(value == strict && misfits.count == 0);
    assert!(value.rates.is_some_and(|rates| rates["a"].is_sign_negative()), "a zero keeps its sign");
}

#[test]
fn items_and_entries_are_left_out() {
    let (read, mut misfits) = lenient::<Port>(&json!({
        "name": "a", "need": [1, [2], 3, null, 5], "maybe": "b", "slots": [1, "x", null, 4],
        "rates": {"a": 1.5, "b/c": true, "d": 2}, "more": 1, "odd": {"a": 1}
    }));
    assert_eq!(read.need, [1, 3, 5]);
    assert_eq!(read.slots, Some(vec![Some(1), None, None, Some(4)]), "an item that may be null keeps its place");
    assert_eq!(read.rates.unwrap().into_keys().collect::<Vec<_>>(), ["a", "d"]);
    assert_eq!(read.extra, Map::from([("more".to_owned(), 1)]));
    misfits.sort_unstable();
    let paths: Vec<&str> = misfits.iter().map(|misfit| misfit.split(':').next().unwrap()).collect();
    assert_eq!(paths, ["/need/1", "/need/3", "/odd", "/rates/b~1c", "/slots/1"]);
}

/// The last of two entries with one key counts, whether it matches or not.
#[test]
fn of_two_entries_with_one_key_the_last_is_left_out_or_kept() {
    let read = |text: &str| read_json_leniently::<Map<f64>>(text.as_bytes()).expect("reads");
    let mended = read(r#"{"a": true, "b": 1, "a": 2}"#);
    assert_eq!(mended.value, Map::from([("a".to_owned(), 2.0), ("b".to_owned(), 1.0)]));
    let spoiled = read(r#"{"a": 2, "b": 1, "a": true}"#);
    assert_eq!(spoiled.value, Map::from([("b".to_owned(), 1.0)]));
    assert_eq!((mended.misfits.count, spoiled.misfits.count), (1, 1));
    let port = r#"{"name": "a", "need": [], "maybe": null, "odd": true, "odd": 3, "more": 4, "more": []}"#;
    let port = read_json_leniently::<Port>(port.as_bytes()).expect("reads");
    assert_eq!(port.value.extra, Map::from([("odd".to_owned(), 3)]));
}

/// Entries that are left out cost no more than others, however many they are.
#[test]
fn many_entries_are_left_out_at_once() {
    let entries: String = (0..100_000).map(|index| format!("\"{index}\": [],")).collect();
    let read = read_json_leniently::<Map<i64>>(format!("{{{entries} \"a\": 0}}").as_bytes()).unwrap();
    assert_eq!((read.value, read.misfits.count), (Map::from([("a".to_owned(), 0)]), 100_000));
}

#[test]
fn a_part_that_must_have_a_value_makes_the_part_around_it_give_way() {
    let nested = json!({"name": {"first": "a"}, "need": [], "maybe": null, "number": 3, "rates": {"never": "read"}});
    let (read, misfits) = lenient::<Port>(&port("inner", nested.clone()));
    assert!(read.inner.is_none());
    assert_eq!(misfits, ["/inner/name: expected a string, found an object"]);

    let (read, misfits) = lenient::<Port>(&port("others", json!([port("number", json!(1)), nested, {"need": {}}, 7])));
    assert_eq!(read.others.unwrap().len(), 1);
    let expected = [
        "/others/1/name: expected a string, found an object",
        "/others/2/need: expected a list, found an object",
        "/others/3: expected an object, found a number: 7",
    ];
    assert_eq!(misfits, expected);

    // A misfit inside of what gives way later is listed too, with its whole path.
    let (read, misfits) = lenient::<Port>(&port("inner", json!({"number": "n", "name": "a", "maybe": "b"})));
    assert!(read.inner.is_some(), "a list that is missing is empty");
    assert_eq!(
        misfits,
        [
            "/inner/number: expected a 32-bit integer, found a string: \"n\"",
            "/inner: expected an object with the member `need`, found an object without it",
        ]
    );
}

#[test]
fn a_list_or_a_map_that_is_null_is_empty() {
    let (read, misfits) = lenient::<Port>(&port("need", json!(null)));
    assert!(read.need.is_empty());
    assert_eq!(misfits, ["/need: expected a list, found null"]);
}

#[test]
fn the_whole_value_does_not_give_way() {
    let error = refused::<Port>(&json!({"need": [], "maybe": null}));
    assert_eq!(error, "the member `name` is missing, and no part around it may be left out");
    let error = refused::<Option<Port>>(&port("name", json!([])));
    assert_eq!(error, "/name: expected a string, found a list, and no part around it may be left out");
    assert_eq!(refused::<Port>(&json!([1])), "expected an object, found a list, and no part around it may be left out");
    assert!(read_json_leniently::<Port>(b"{\"name\": \"a\", ").is_err(), "text that is cut is not JSON");
}

#[test]
fn a_variant_that_does_not_match_is_kept_as_json() {
    let logins = json!([{"kind": "login", "password": []}, {"kind": "login", "password": "a", "pin": {}}]);
    let (read, misfits) = lenient::<Vec<Shape>>(&logins);
    assert!(
        matches!(&read[..], [Shape::Other(json), Shape::Login(login)] if *json == logins[0] && login.pin.is_none())
    );
    let expected =
        ["/0/password: expected a string, found a list", "/1/pin: expected a 64-bit integer, found an object"];
    assert_eq!(misfits, expected);
}

#[test]
fn secrets_are_not_shown() {
    let logins = json!([{"password": 1.5}, {"password": "a", "pin": "12-34", "token": "secret"}]);
    let (read, misfits) = lenient::<Vec<Login>>(&logins);
    assert_eq!(read.len(), 1);
    assert_eq!(
        misfits,
        [
            "/0/password: expected a string, found a number",
            "/1/pin: expected a 64-bit integer, found a string: \"12-34\"",
            "/1/token: expected a boolean, found a string",
        ]
    );
    let (_, misfits) = lenient::<Map<Vec<i64>>>(&json!({"api_keys": ["secret"], "lines": ["a\nb\u{202e}".repeat(40)]}));
    assert_eq!(misfits[0], "/api_keys/0: expected a 64-bit integer, found a string");
    let shown = misfits[1].rsplit_once(": ").unwrap().1;
    assert!(shown.starts_with("\"a b\u{fffd}a b") && shown.ends_with("…\"") && shown.chars().count() == 43, "{shown}");
}

#[test]
fn misfits_are_counted_and_the_first_hundred_described() {
    let numbers: Vec<Json> = (0..1000).map(|n| if n % 2 == 0 { json!(n) } else { json!([n]) }).collect();
    let Lenient { value, misfits } =
        read_json_leniently::<Vec<i64>>(Json::Array(numbers).to_string().as_bytes()).unwrap();
    assert_eq!((value.len(), misfits.count, misfits.described.len()), (500, 500, 100));
    assert_eq!(misfits.described[99].path(), "/199");
}

/// The misfits in a long list cost no more than its length: nothing reads the text again for each of them.
#[test]
fn many_misfits_take_no_longer_than_few() {
    let list = format!("[{}0]", "[],\n".repeat(200_000));
    let read = read_json_leniently::<Vec<i64>>(list.as_bytes()).unwrap();
    assert_eq!((read.value, read.misfits.count), (vec![0], 200_000));
}

/// Where all parts match, a lenient reader reads what a strict one does.
#[test]
fn a_value_that_matches_has_no_misfits() {
    let value = port("inner", port("rates", json!({"a": 1, "b": 2.5})));
    let (read, misfits) = lenient::<Port>(&value);
    assert_eq!((read, misfits), (read_json(value.to_string().as_bytes()).unwrap(), vec![]));
    assert_eq!(Port::placeholder().name, "");
}
