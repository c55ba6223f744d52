//! The check of values against limits.
use crate::runtime as rt;
use crate::sample::*;
use serde_json::json;

fn broken(value: &dyn rt::Value) -> String {
    rt::check(value).expect_err("a limit is broken").to_string()
}

#[test]
fn what_keeps_the_limits_passes() {
    let patch =
        ContactPatch::new().display_name("Ada").phones(["+1"]).rank(8).categories([None, Some("abc".to_owned())]);
    assert_eq!(rt::check(&patch), Ok(()));
}

#[test]
fn an_error_names_the_member_and_the_rule() {
    assert_eq!(
        broken(&ContactPatch::new().phones(["1", "2"])),
        "/businessPhones: at most 1 item is allowed, 2 are given"
    );
    assert_eq!(
        broken(&ContactPatch::new().display_name("")),
        "/displayName: at least 1 character is needed, 0 are given"
    );
    assert_eq!(
        broken(&ContactPatch::new().display_name("Augusta")),
        "/displayName: at most 4 characters are allowed, 7 are given"
    );
    assert_eq!(broken(&ContactPatch::new().rank(-2)), "/rank: the number must be at least 0, but is -2");
    assert_eq!(broken(&ContactPatch::new().rank(10)), "/rank: the number must be less than 10, but is 10");
    assert_eq!(broken(&ContactPatch::new().rank(3)), "/rank: the number must be a multiple of 2, but is 3");
}

#[test]
fn lengths_count_unicode_scalar_values() {
    assert_eq!(rt::check(&ContactPatch::new().display_name("äöü€")), Ok(()));
}

#[test]
fn limits_reach_items_and_parts() {
    let long = ContactPatch::new().categories([Some("abc".to_owned()), Some("abcd".to_owned())]);
    assert_eq!(broken(&long), "/categories/1: at most 3 characters are allowed, 4 are given");
    assert_eq!(
        broken(&ContactPatch::new().parent(long)),
        "/parent/categories/1: at most 3 characters are allowed, 4 are given"
    );
    let twice = ContactPatch::new().categories([None, Some("a".to_owned()), Some("a".to_owned())]);
    assert_eq!(broken(&twice), "/categories: items must be unique, but those at 1 and 2 are equal");
}

#[test]
fn a_read_only_value_is_not_sent() {
    let patch = ContactPatch::new().relationship(ContactRelationship::UnknownFutureValue);
    assert_eq!(broken(&patch), "/relationship: \"unknownFutureValue\" is read-only and cannot be sent");
    assert_eq!(rt::check(&ContactPatch::new().relationship(ContactRelationship::from("sibling"))), Ok(()));
    let flags = rt::CommaSeparated(vec![ContactRelationship::Parent, ContactRelationship::UnknownFutureValue]);
    assert_eq!(broken(&flags), "\"parent, unknownFutureValue\" is read-only and cannot be sent");
    let limits = Limits { state: Some("unknown".into()), ..Limits::default() };
    assert_eq!(broken(&limits), "/state: \"unknown\" is read-only and cannot be sent");
}

#[test]
fn numbers_are_compared_exactly() {
    let price = |price: f64| Limits { price: Some(price), ..Limits::default() };
    assert_eq!(rt::check(&price(0.7)), Ok(()));
    assert_eq!(broken(&price(0.75)), "/price: the number must be a multiple of 0.1, but is 0.75");
    assert_eq!(broken(&price(0.4)), "/price: the number must be at least 0.5, but is 0.4");
    let total = Limits { total: "100.01".parse().ok(), ..Limits::default() };
    assert_eq!(broken(&total), "/total: the number must be at most 100, but is 100.01");
}

#[test]
fn a_number_that_json_lacks_is_not_sent() {
    let nan = Limits { price: Some(f64::NAN), ..Limits::default() };
    assert!(broken(&nan).starts_with("/price: "));
    assert_eq!(serde_json::to_string(&nan).unwrap(), "{\"price\":\"NaN\"}");
}

#[test]
fn the_object_and_its_maps_have_limits() {
    assert_eq!(broken(&Limits::default()), "at least 1 member is needed, 0 are given");
    let tags = |tags: &[(&str, &str)]| Limits {
        tags: Some(tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()),
        ..Limits::default()
    };
    assert_eq!(broken(&tags(&[("a", "x")])), "/tags/a: at least 2 characters are needed, 1 is given");
    assert_eq!(broken(&tags(&[("a", "xx"), ("b", "xx")])), "/tags: at most 1 member is allowed, 2 are given");
}

#[test]
fn an_additional_member_has_no_name_of_the_schema_at_any_depth() {
    let typed = "is a member of the schema: set its field, and remove it from the additional members";
    let read_only = "is read-only and cannot be sent: remove it from the additional members";
    for (name, rule) in [("name", typed), ("inner", typed), ("id", read_only), ("@etag", read_only)] {
        let folder = Folder::with(name, json!(1));
        assert_eq!(broken(&folder), format!("/{name}: `{name}` {rule}"));
        assert_eq!(serde_json::to_string(&folder).expect_err("refused").to_string(), format!("`{name}` {rule}"));
        assert!(rt::write_json(&folder).is_err() && rt::write_json_value(&folder).is_err());
        let outer = Folder { inner: Some(Box::new(folder)), ..Folder::default() };
        assert_eq!(broken(&outer), format!("/inner/{name}: `{name}` {rule}"));
        assert!(serde_json::to_string(&vec![outer]).is_err());
    }
    for other in ["Name", "ID", "name ", ""] {
        let folder = Folder::with(other, json!(1));
        assert_eq!((rt::check(&folder), crate::written(&folder)), (Ok(()), json!({ other: 1 })));
    }
}
