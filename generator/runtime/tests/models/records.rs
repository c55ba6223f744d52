//! The reading and writing of records.
use crate::runtime as rt;
use crate::sample::*;
use crate::{read, refused, written};
use serde_json::json;

#[test]
fn members_are_read_and_written_by_wire_name() {
    let sent = json!({"id": "1", "displayName": "Ada", "businessPhones": ["+1"], "isNew": true, "size": 7});
    let contact: Contact = read(sent.clone());
    assert_eq!(contact.display_name.as_deref(), Some("Ada"));
    assert_eq!(contact.phones, Some(vec!["+1".to_owned()]));
    assert_eq!(written(&contact), sent);
}

#[test]
fn unknown_members_are_kept_where_the_record_is_open_and_skipped_elsewhere() {
    let open: Contact = read(json!({"@odata.etag": "W/1", "id": "1", "deep": {"a": [1]}}));
    assert_eq!(open.extra.get("@odata.etag"), Some(&json!("W/1")));
    assert_eq!(written(&open), json!({"@odata.etag": "W/1", "id": "1", "deep": {"a": [1]}}));
    let closed: PhysicalAddress = read(json!({"planet": {"name": "Earth"}, "city": "Rome"}));
    assert_eq!(written(&closed), json!({"city": "Rome"}));
}

#[test]
fn null_for_an_optional_member_is_none_and_in_a_list_of_nullables_stays_null() {
    let contact: Contact = read(json!({"id": "1", "displayName": null, "categories": ["a", null]}));
    assert_eq!(contact.display_name, None);
    assert_eq!(contact.categories, Some(vec![Some("a".to_owned()), None]));
    assert_eq!(written(&contact), json!({"id": "1", "categories": ["a", null]}));
}

#[test]
fn a_missing_required_member_is_an_error_that_names_it() {
    assert_eq!(refused::<Contact>("{}"), "the member `id` is missing at line 1 column 2");
    let nested = serde_json::from_str::<Contact>(r#"{"id": "1", "parent": {"parent": {"title": "Dr"}}}"#);
    assert_eq!(
        nested.expect_err("is refused").to_string(),
        "/parent/parent: the member `id` is missing at line 1 column 48"
    );
}

#[test]
fn errors_carry_the_path() {
    let error = rt::read_json::<Vec<Contact>>(br#"[{"id": "1"}, {"id": "2", "homeAddress": {"city": true}}]"#)
        .expect_err("is refused");
    assert_eq!(error.path, "/1/homeAddress/city");
    assert_eq!(error.message, "expected a string, found a boolean at line 1 column 54");
    assert_eq!(
        refused::<Contact>(r#"{"id":"1","attributes":{"a/b":true}}"#),
        "/attributes/a~1b: expected a string, found a boolean at line 1 column 34"
    );
}

#[test]
fn required_and_full_members_are_written_as_null() {
    assert_eq!(written(&Account::new("7")), json!({"id": "7", "owner": null}));
    assert_eq!(written(&PhysicalAddressFull { city: None, street: None }), json!({"city": null, "street": null}));
    let account: Account = read(json!({"id": "7", "owner": null}));
    assert_eq!(account, Account::new("7"));
    assert_eq!(refused::<Account>(r#"{"id": "7"}"#), "the member `owner` is missing at line 1 column 11");
    let full: PhysicalAddressFull = read(json!({}));
    assert_eq!(full.city, None);
}

#[test]
fn a_patch_has_three_states() {
    let patch = ContactPatch::new().display_name("Ada").clear_parent();
    assert_eq!(written(&patch), json!({"displayName": "Ada", "parent": null}));
    assert_eq!(read::<ContactPatch>(json!({"displayName": null})).display_name, rt::Patch::Null);
    assert_eq!(read::<ContactPatch>(json!({})).display_name, rt::Patch::Absent);
}

#[test]
fn the_last_of_two_equal_keys_wins_whole() {
    let twice = r#"{"id": "1", "homeAddress": {"city": "Rome"}, "homeAddress": {"street": "Via"}, "id": "2"}"#;
    let contact: Contact = serde_json::from_str(twice).expect("reads");
    assert_eq!(written(&contact), json!({"id": "2", "homeAddress": {"street": "Via"}}));
    let frame: Frame = serde_json::from_str(r#"{"at": {"city": "Rome"}, "at": {"street": "Via"}}"#).expect("reads");
    assert_eq!(written(&frame), json!({"at": {"street": "Via"}}));
}

#[test]
fn empty_object_empty_list_null_and_absent_stay_apart() {
    let contact: Contact = read(json!({"id": "1", "businessPhones": [], "attributes": {}, "homeAddress": {}}));
    assert_eq!(contact.phones, Some(vec![]));
    assert_eq!(contact.attributes, Some(rt::Map::new()));
    assert_eq!(written(&contact), json!({"id": "1", "businessPhones": [], "attributes": {}, "homeAddress": {}}));
}

#[test]
fn members_may_come_in_any_order() {
    let contact: Contact = read(json!({"title": "Dr", "count": 3, "displayName": "Ada", "id": "1"}));
    assert_eq!((contact.id.as_str(), contact.count), ("1", Some(3)));
}

#[test]
fn a_record_of_more_than_128_members_knows_which_were_read() {
    let all: serde_json::Map<_, _> = (0..140).map(|i| (format!("m{i}"), json!(i))).collect();
    let wide: Wide = read(json!(all));
    assert_eq!(written(&wide), json!(all));
    let mut lacking = all;
    lacking.remove("m139");
    assert!(refused::<Wide>(&json!(lacking).to_string()).starts_with("the member `m139` is missing"));
}

#[test]
fn a_value_of_another_kind_is_refused_without_being_quoted() {
    assert_eq!(refused::<PhysicalAddress>("[]"), "expected an object, found a list at line 1 column 2");
    assert_eq!(refused::<PhysicalAddress>("null"), "expected an object, found null at line 1 column 4");
    let secret = refused::<Login>(r#"{"password": 1234.5}"#);
    assert!(secret.starts_with("/password: expected a string, found a number") && !secret.contains("1234"), "{secret}");
}

#[test]
fn text_after_the_value_is_refused() {
    assert_eq!(refused::<PhysicalAddress>("{} {}"), "trailing characters at line 1 column 4");
}

#[test]
fn types_are_ordinary_serde_types() {
    let list: Vec<PhysicalAddress> = serde_json::from_value(json!([{"city": "Rome"}])).expect("reads");
    assert_eq!(serde_json::to_string(&list).expect("writes"), r#"[{"city":"Rome"}]"#);
}

#[test]
fn deep_json_is_an_error_and_no_overflow() {
    let deep = format!("{}{}", r#"{"id":"1","parent":"#.repeat(500), "null");
    assert!(refused::<Contact>(&deep).contains("recursion limit"));
}

#[test]
fn debug_looks_like_rust_and_leaves_out_what_is_absent() {
    let contact: Contact =
        read(json!({"id": "1", "relationship": "parent", "businessPhones": ["+1"], "homeAddress": {"city": "Rome"}}));
    let text = r#"contact { id: "1", businessPhones: ["+1"], relationship: "parent", homeAddress: physicalAddress { city: "Rome" } }"#;
    assert_eq!(format!("{contact:?}"), text);
    let address = PhysicalAddressFull { city: Some("Rome".into()), street: None };
    assert_eq!(format!("{address:#?}"), "physicalAddress {\n    city: \"Rome\",\n    street: null,\n}");
}

#[test]
fn debug_says_null_of_an_item_and_an_entry_that_is_null() {
    let contact: Contact = read(json!({"id": "1", "categories": ["a", null]}));
    assert_eq!(format!("{contact:?}"), r#"contact { id: "1", categories: ["a", null] }"#);
    let map = rt::Map::from_iter([("a".to_owned(), None::<i32>)]);
    assert_eq!(format!("{:?}", rt::Value::view(&map)), r#"{"a": null}"#);
}

#[test]
fn debug_does_not_show_secrets() {
    let patch = ContactPatch::new().password("hunter2");
    assert_eq!(format!("{patch:?}"), "contact { password: <redacted> }");
    assert_eq!(written(&patch), json!({"password": "hunter2"}));
}

#[test]
fn read_only_members_are_not_read_into_what_is_sent() {
    let folder: Folder = read(json!({"id": "1", "name": "a", "@etag": {"x": []}, "more": 2, "inner": {"id": "3"}}));
    assert_eq!(written(&folder), json!({"name": "a", "more": 2, "inner": {}}));
}

/// A record of which each value has a shape of its own, as the types of a large API have.
struct Numbered {
    shape: &'static rt::Shape,
    value: Option<i64>,
}

impl rt::Record for Numbered {
    fn blank() -> Self {
        Numbered { shape: numbered(0).shape, value: None }
    }
    fn shape(&self) -> &'static rt::Shape {
        self.shape
    }
    fn with_members<'a>(&'a self, visit: &mut dyn rt::Visit<'a>) {
        visit.visit(&[rt::Value::member_view(&self.value)]);
    }
    fn with_members_mut(&mut self, visit: &mut dyn rt::VisitMut) {
        visit.visit(&mut [&mut self.value]);
    }
}

impl rt::Modeled for Numbered {
    type Kind = rt::model::record::RecordKind;
}

fn numbered(number: i64) -> Numbered {
    let names: &'static [&'static str] = vec![&*format!("member{number}").leak()].leak();
    Numbered { shape: Box::leak(Box::new(rt::Shape { name: "numbered", names, rules: &[] })), value: Some(number) }
}

/// What is learned of a shape is found among that of many more than a thread has at hand, in each thread.
#[test]
fn each_of_thousands_of_shapes_keeps_its_own_names() {
    let values: &'static [Numbered] = (0..3000).map(numbered).collect::<Vec<_>>().leak();
    let is_written = |number: usize| {
        let text = rt::write_json(&values[number]).expect("written");
        assert_eq!(String::from_utf8(text).expect("UTF-8"), format!("{{\"member{number}\":{number}}}"));
    };
    let turns = move || (0..values.len()).chain((0..values.len()).rev()).for_each(is_written);
    let other = std::thread::spawn(turns);
    turns();
    other.join().expect("each has its names");
}
