//! Records: what is read, what is written.
use crate::runtime as rt;
use crate::sample::*;
use serde_json::json;

fn read<T: rt::Value>(json: serde_json::Value) -> T {
    rt::read_json(json.to_string().as_bytes()).expect("reads")
}

fn refused<T: rt::Value + std::fmt::Debug>(json: &str) -> String {
    rt::read_json::<T>(json.as_bytes()).expect_err("is refused").to_string()
}

fn written(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("writes")
}

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
    let error = rt::read_json::<Vec<Contact>>(br#"[{"id": "1"}, {"id": "2", "homeAddress": {"city": 5}}]"#)
        .expect_err("is refused");
    assert_eq!(error.path, "/1/homeAddress/city");
    assert_eq!(error.message, "expected a string, found a number at line 1 column 51");
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
