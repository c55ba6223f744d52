//! Types that a client sends: members with three states, setters, enums, and the conversion from the read form.
use crate::runtime as rt;
use crate::sample::*;
use crate::{read, written};
use rt::Patch;
use serde_json::json;

#[test]
fn setters_take_what_turns_into_the_value() {
    let name = String::from("Ada");
    let patch = ContactPatch::new()
        .display_name(&name)
        .phones(["+1"])
        .categories([Some("a".to_owned()), None])
        .parent(ContactPatch::new().nick_name("Al"))
        .relationship(ContactRelationship::Parent)
        .rank(4);
    assert_eq!(
        written(&patch),
        json!({"displayName": "Ada", "businessPhones": ["+1"], "categories": ["a", null], "parent": {"nickName": "Al"},
               "relationship": "parent", "rank": 4})
    );
}

#[test]
fn none_keeps_and_clear_clears() {
    assert_eq!(written(&ContactPatch::new().display_name(None::<String>)), json!({}));
    assert_eq!(written(&ContactPatch::new().display_name(Patch::Null)), json!({"displayName": null}));
    assert_eq!(written(&ContactPatch::new().clear_categories()), json!({"categories": null}));
    assert_eq!(written(&ContactPatch::default()), json!({}));
}

#[test]
fn a_patch_tells_its_state() {
    let set: Patch<String> = "x".into();
    assert_eq!((set.is_absent(), set.as_option()), (false, Some(Some(&"x".to_owned()))));
    assert_eq!(Patch::<i32>::Null.as_option(), Some(None));
    assert_eq!(Patch::<i32>::default().into_option(), None);
    assert_eq!(Patch::from(2).map(|n| n + 1), Patch::Value(3));
}

#[test]
fn the_read_form_turns_into_the_write_form() {
    let sent = json!({"id": "1", "displayName": "Ada", "categories": ["a", null], "homeAddress": {"city": "Rome"},
                      "parent": {"id": "2", "rank": 2}, "relationship": "parent"});
    let contact: Contact = read(sent);
    let patch: ContactPatch = contact.into();
    assert_eq!(patch.nick_name, None);
    assert_eq!(patch.rank, Patch::Absent, "what the server did not send is left as it is");
    assert_eq!(
        written(&patch),
        json!({"displayName": "Ada", "categories": ["a", null], "homeAddress": {"city": "Rome", "street": null},
               "parent": {"rank": 2}, "relationship": "parent"})
    );
}

#[test]
fn an_open_enum_keeps_every_text() {
    for text in ["parent", "unknownFutureValue", "sibling", ""] {
        let value: ContactRelationship = read(json!(text));
        assert_eq!((value.as_str(), written(&value)), (text, json!(text)));
    }
    assert_eq!(ContactRelationship::from("parent"), ContactRelationship::Parent);
    assert_eq!(ContactRelationship::from(String::from("x")).to_string(), "x");
}

#[test]
fn an_open_enum_of_integers_keeps_every_number() {
    assert_eq!(read::<Level>(json!(2)), Level::N2);
    assert_eq!(read::<Level>(json!(9)), Level::Unknown(9));
    assert_eq!((Level::from(1), written(&Level::Unknown(-3))), (Level::N1, json!(-3)));
}

#[test]
fn a_comma_separated_text_is_a_list() {
    let contact: Contact = read(json!({"id": "1", "flags": "parent,  sibling"}));
    let flags = contact.flags.clone().expect("is there");
    assert_eq!(flags.0, [ContactRelationship::Parent, "sibling".into()]);
    assert_eq!(written(&contact), json!({"id": "1", "flags": "parent, sibling"}));
    assert!(read::<rt::CommaSeparated<i32>>(json!("")).is_empty());
    assert_eq!(read::<rt::CommaSeparated<i32>>(json!("1,2")), vec![1, 2].into());
}

#[test]
fn nested_records_read_and_write_like_boxed_ones() {
    let chain: Contact = read(json!({"id": "1", "next": {"id": "2", "next": {"id": "3"}}}));
    assert_eq!(chain.next.as_ref().and_then(|next| next.next.as_ref()).map(|next| next.id.as_str()), Some("3"));
    assert_eq!(written(&chain.clone()), json!({"id": "1", "next": {"id": "2", "next": {"id": "3"}}}));
    assert_eq!(chain.next.expect("is there").into_inner().id, "2");
}

#[test]
fn a_clone_of_a_chain_is_changed_alone() {
    let first: Contact = read(json!({"id": "1", "next": {"id": "2", "next": {"id": "3"}}}));
    let mut second = first.clone();
    let next = second.next.as_mut().expect("is there");
    next.title = Some("changed".to_owned());
    assert_eq!(written(&second), json!({"id": "1", "next": {"id": "2", "title": "changed", "next": {"id": "3"}}}));
    assert_eq!(written(&first), json!({"id": "1", "next": {"id": "2", "next": {"id": "3"}}}));
    assert_ne!(first, second);
    // What the two share is moved out of neither.
    let shared = first.clone();
    assert_eq!(first.next.map(|next| next.into_inner().id).as_deref(), Some("2"));
    assert_eq!(written(&shared), json!({"id": "1", "next": {"id": "2", "next": {"id": "3"}}}));
}

#[test]
fn what_is_read_into_a_chain_leaves_its_clone_as_it_was() {
    let clone = rt::ErasedBox::new(read::<Contact>(json!({"id": "1"})));
    let mut read_into = clone.clone();
    assert!(matches!(rt::Value::slot(&mut read_into), rt::Slot::Record(_)));
    assert_eq!((clone.id.as_str(), read_into.id.as_str()), ("1", ""));
}
