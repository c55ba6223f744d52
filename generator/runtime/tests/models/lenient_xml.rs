//! What a lenient reader of XML leaves out: as of JSON, the nearest part that need not have a value.
use crate::lenient::{Login, Port, Shape};
use crate::runtime::model::read::Lenient;
use crate::runtime::{Json, Value, Xml, XmlBody, xml_body};

const BODY: XmlBody = xml_body(Xml::element("port"));

#[track_caller]
fn lenient<T: Value>(xml: &str) -> (T, Vec<String>) {
    let Lenient { value, misfits } = BODY.read_leniently(xml.as_bytes()).expect("reads");
    assert_eq!(misfits.count, misfits.described.len());
    assert_eq!(BODY.read::<T>(xml.as_bytes()).is_err(), misfits.count > 0, "a strict reader refuses what has misfits");
    (value, misfits.described.iter().map(ToString::to_string).collect())
}

fn refused<T: Value>(xml: &str) -> String {
    BODY.read_leniently::<T>(xml.as_bytes()).err().expect("is refused").to_string()
}

#[test]
fn what_may_be_absent_has_no_value() {
    let (read, misfits) = lenient::<Port>(
        "<port><name>a</name><need/><number>many</number><on>perhaps</on><inner><name>b</name><number><a/></number></inner></port>",
    );
    assert_eq!((read.name.as_str(), read.number, read.on), ("a", None, None));
    let inner = read.inner.expect("an inner port");
    assert_eq!((inner.name.as_str(), inner.number), ("b", None));
    assert_eq!(
        misfits,
        [
            "/number: expected a 32-bit integer, found a string: \"many\"",
            "/on: expected a boolean, found another string: \"perhaps\"",
            "/inner/number: expected a 32-bit integer, found elements",
        ]
    );
}

#[test]
fn items_and_entries_are_left_out() {
    let (read, misfits) = lenient::<Port>(
        "<port><name>a</name><need><i>1</i><i>x</i><i>3</i></need><slots><i>1</i><i>x</i></slots>\
         <others><o><name>b</name><on>x</on></o><o><number>1</number></o></others>\
         <rates><a>1.5</a><b>x</b></rates><more>1</more><odd>x</odd></port>",
    );
    assert_eq!((read.need, read.slots), (vec![1, 3], Some(vec![Some(1), None])));
    let others = read.others.expect("others");
    assert_eq!((others.len(), others[0].name.as_str(), others[0].on), (1, "b", None));
    let rates = read.rates.expect("rates");
    assert_eq!((rates.len(), rates.get("a")), (1, Some(&1.5)));
    assert_eq!((read.extra.len(), read.extra.get("more")), (1, Some(&1)));
    assert_eq!(
        misfits,
        [
            "/need/1: expected a 64-bit integer, found a string: \"x\"",
            "/others/0/on: expected a boolean, found another string: \"x\"",
            "/others/1: expected an element with the element `name`, found an element without it",
            "/rates/b: expected a number, found a string: \"x\"",
            "/slots/1: expected a 64-bit integer, found a string: \"x\"",
            "/odd: expected a 64-bit integer, found a string: \"x\"",
        ]
    );
}

#[test]
fn a_variant_that_does_not_match_is_kept_as_json() {
    let (read, misfits) = lenient::<Shape>("<port><kind>port</kind><number>1</number></port>");
    assert!(matches!(read, Shape::Other(Json::Object(members)) if members.contains_key("number")));
    // A port has entries for what it does not name, which are integers.
    assert_eq!(
        misfits,
        [
            "/kind: expected a 64-bit integer, found a string: \"port\"",
            ": expected an element with the element `name`, found an element without it",
        ]
    );
}

#[test]
fn what_must_have_a_value_is_an_error() {
    let expected = "/name: expected text, found elements, and no part around it may be left out";
    assert_eq!(refused::<Port>("<port><name><a/></name><need/></port>"), expected);
    assert_eq!(refused::<Port>("<port/>"), "the element `name` is missing, and no part around it may be left out");
    assert_eq!(refused::<Port>("<port>"), BODY.read::<Port>(b"<port>").expect_err("no XML").to_string());
}

#[test]
fn no_secret_is_shown() {
    let (read, misfits) =
        lenient::<Login>("<login><password>p</password><pin>hunter2</pin><token>hunter2</token></login>");
    assert_eq!((read.pin, read.token), (None, None));
    assert_eq!(
        misfits,
        [
            "/pin: expected a 64-bit integer, found a string: \"hunter2\"",
            "/token: expected a boolean, found another string"
        ]
    );
}
