//! What a caller gives to an operation: ids that could be swapped, what may be omitted, and text wherever text is taken.

use cases::operations_arguments::ids::{Owner, Repo};
use cases::operations_arguments::lookups::{self, FindParams, LookupParams};
use cases::operations_arguments::models::{NewTag, Tag, TagColour, TagPatch};
use cases::operations_arguments::tags::{self, ChangeParams, CreateParams};
use cases::{Patch, Request};
use serde_json::{Value, json};

fn body<O, E>(request: &Request<O, E>) -> Value {
    serde_json::from_slice(request.body_bytes().expect("a body")).expect("JSON")
}

#[test]
fn ids_that_could_be_swapped_have_labels() {
    let owner = String::from("ada");
    let request = tags::change(Owner(&owner), Repo("a/b"), 7, TagPatch::new());
    assert_eq!(request.path(), "/owners/ada/repos/a%2Fb/tags/7");
    assert_eq!(format!("{:?}", Repo("x")), "Repo(\"x\")");
}

#[test]
fn parameters_that_may_be_omitted_are_no_arguments() {
    let plain = tags::change(Owner("ada"), Repo("b"), 7, TagPatch::new());
    assert_eq!(plain.query(), None);
    let with = tags::change_with(Owner("ada"), Repo("b"), 7, TagPatch::new(), ChangeParams::new().force(true));
    assert_eq!(with.query().as_deref(), Some("force=true"));
    let needed = tags::create("ada", NewTag::new("n"), CreateParams::new("k"));
    assert_eq!(needed.query().as_deref(), Some("key=k"));
}

#[test]
fn an_argument_may_have_the_name_of_its_function() {
    let looked_up = lookups::lookup_with("a", LookupParams::new().filter("b"));
    assert_eq!((looked_up.path(), looked_up.query().as_deref()), ("/lookups/a", Some("filter=b")));
    assert_eq!(lookups::lookup("a").path(), "/lookups/a");
    let found = lookups::find_with("a", FindParams::new().filter("b"));
    assert_eq!((found.path(), found.query().as_deref()), ("/lookups/a/found", Some("filter=b")));
    assert_eq!(lookups::find("a").path(), "/lookups/a/found");
}

#[test]
fn what_has_one_value_is_sent_and_not_asked_for() {
    let plain = tags::change(Owner("ada"), Repo("b"), 7, TagPatch::new());
    assert_eq!(plain.headers()["x-version"], "2022-11-28");
    assert!(plain.check().is_ok());
    let with = tags::change_with(Owner("ada"), Repo("b"), 7, TagPatch::new(), ChangeParams::new());
    assert_eq!(with.headers()["x-version"], "2022-11-28");
    assert_eq!(body(&tags::create("ada", NewTag::new("n"), CreateParams::new("k")))["kind"], "tag");
}

#[test]
fn a_required_member_that_may_be_null_takes_text_and_none() {
    let sent = |new: NewTag| body(&tags::create("ada", new, CreateParams::new("k")))["note"].clone();
    assert_eq!(sent(NewTag::new("text")), "text");
    assert_eq!(sent(NewTag::new(String::from("text"))), "text");
    assert_eq!(sent(NewTag::new(Some("text".to_owned()))), "text");
    assert_eq!(sent(NewTag::new(None)), Value::Null);
}

#[test]
fn a_patch_is_made_from_all_that_its_value_is_made_from() {
    let sent = |patch: TagPatch| body(&tags::change(Owner("ada"), Repo("b"), 7, patch));
    assert_eq!(sent(TagPatch::new().colour("red").width("wide")), json!({"colour": "red", "width": "wide"}));
    assert_eq!(sent(TagPatch::new().colour(TagColour::Blue).width(5)), json!({"colour": "blue", "width": 5}));
    assert_eq!(sent(TagPatch::new().colour(Patch::Null).width(Patch::Absent)), json!({"colour": null}));
}

#[test]
fn a_list_in_text_takes_whatever_holds_text() {
    let of = |patch: TagPatch| body(&tags::change(Owner("a"), Repo("b"), 1, patch))["scopes"].clone();
    let owned: Vec<String> = vec!["read".to_owned(), "write".to_owned()];
    assert_eq!(of(TagPatch::new().scopes(["read", "write"])), "read, write");
    assert_eq!(of(TagPatch::new().scopes(vec!["read"])), "read");
    assert_eq!(of(TagPatch::new().scopes(&owned)), "read, write");
    assert_eq!(of(TagPatch::new().scopes(owned.as_slice())), "read, write");
    assert_eq!(of(TagPatch::new().scopes(owned.clone())), "read, write");
    let read: Tag = serde_json::from_value(json!({"scopes": "read,write"})).expect("a tag");
    assert_eq!(read.scopes.expect("scopes").0, owned);
}
