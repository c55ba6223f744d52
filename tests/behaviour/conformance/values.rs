//! Bodies that are a bare value, and decimals, which keep their digits.

use cases::conformance_values::models::Thing;
use cases::conformance_values::{anything, holes, named, things, weight, weights};
use cases::{Decimal, Map, MockResponse};
use serde_json::json;

use crate::{echoed, exchange, query};

/// More digits than a float has.
const DIGITS: &str = "0.333333333333333333333333333";

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[test]
fn a_decimal_keeps_its_digits_in_a_query_and_in_a_body() {
    let params = weight::GetParams::new(decimal(DIGITS)).most(decimal("100.50"));
    let (request, outcome) = exchange(weight::get(params), MockResponse::json(200, DIGITS));
    assert_eq!(query(&request), [format!("least={DIGITS}").as_str(), "most=100.50"]);
    assert_eq!(outcome.expect("a decimal").into_body().to_string(), DIGITS);
    let (request, outcome) = exchange(weight::set(decimal(DIGITS)), MockResponse::json(200, "1e2"));
    assert_eq!(request.body().as_ref(), DIGITS.as_bytes(), "a number, and no text");
    assert_eq!(outcome.expect("a decimal").into_body().to_string(), "1e2");
    let (request, _) = exchange(weights::set(["0.1", DIGITS].map(decimal)), MockResponse::json(200, "[]"));
    assert_eq!(request.body().as_ref(), format!("[0.1,{DIGITS}]").as_bytes());
}

#[test]
fn a_body_without_a_type_is_any_json() {
    for value in [json!("text"), json!(null), json!([1, {"a": null}]), json!(false)] {
        assert_eq!(echoed(anything::set(value.clone())), (value.clone(), value));
    }
}

#[test]
fn a_body_is_a_list_of_objects_with_null_where_it_may_stand() {
    let thing = || Thing::new("a").children([Thing::new("b")]).by([("c".to_owned(), Thing::new("d"))]);
    let text = json!({"property": "a", "children": [{"property": "b"}], "by": {"c": {"property": "d"}}});
    assert_eq!(echoed(things::set([thing()])), (json!([text]), vec![thing()]));
    assert_eq!(echoed(holes::set([Some(thing()), None])), (json!([text, null]), vec![Some(thing()), None]));
}

#[test]
fn a_body_is_a_map() {
    let map: Map<Thing> = [("x y".to_owned(), Thing::new("a"))].into_iter().collect();
    let (body, read) = echoed(named::set(map));
    assert_eq!(body, json!({"x y": {"property": "a"}}));
    assert_eq!(read["x y"], Thing::new("a"));
}
