//! What is sent has no member twice, and none that only the service sets.

use msgraph::v1_0::models::{Contact, ContactPatch};
use msgraph::{Request, v1_0};
use serde_json::{Value, from_value, json};

use crate::{body, json};

/// A contact as the service sends it: with read-only members, annotations, and members that the document does not name.
fn received() -> Value {
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('1')/contacts/$entity",
        "@odata.etag": "W/\"EQAA\"",
        "children@odata.type": "#Collection(String)",
        "id": "AAMk=",
        "changeKey": "EQAA",
        "createdDateTime": "2026-11-25T00:00:00Z",
        "primaryEmailAddress": {"name": "Ada", "address": "ada@example.com"},
        "surname": "Lovelace",
        "singleValueExtendedProperties": [{"id": "String 0x1000", "value": "Green"}],
    })
}

fn update(patch: ContactPatch) -> Request<Option<Contact>, v1_0::models::ODataError> {
    v1_0::contact::update_mine("AAMk=", patch)
}

#[test]
fn a_contact_turns_into_a_patch_with_what_a_client_may_send() {
    let contact: Contact = from_value(received()).expect("it decodes");
    let patch = ContactPatch::from(contact);
    assert!(patch.extra.is_empty(), "{:?}", patch.extra);
    assert_eq!(body(&update(patch)), json!({"surname": "Lovelace"}));
}

#[test]
fn unknown_members_are_sent_when_they_are_moved_on_purpose() {
    let contact: Contact = from_value(received()).expect("it decodes");
    let extended = contact.extra["singleValueExtendedProperties"].clone();
    let mut patch = ContactPatch::from(contact);
    patch.extra.insert("singleValueExtendedProperties".to_owned(), extended.clone());
    assert_eq!(body(&update(patch)), json!({"surname": "Lovelace", "singleValueExtendedProperties": extended}));
}

#[test]
fn a_patch_that_is_read_has_no_read_only_members() {
    let patch: ContactPatch = from_value(received()).expect("it decodes");
    let sent = body(&update(patch));
    let read_only = ["@odata.context", "@odata.etag", "id", "changeKey", "createdDateTime", "primaryEmailAddress"];
    assert!(read_only.iter().all(|name| sent.get(name).is_none()), "{sent}");
    assert_eq!(sent["surname"], "Lovelace");
    assert!(sent.get("singleValueExtendedProperties").is_some(), "the type is open: {sent}");
}

#[test]
fn a_name_of_the_schema_among_the_additional_members_is_refused() {
    let refused = |name: &str, rule: &str| {
        let mut patch = ContactPatch::new().surname("typed").clear_display_name();
        patch.extra.insert(name.to_owned(), json!("raw"));
        let error = update(patch.clone()).check().expect_err("refused");
        assert_eq!(error.to_string(), format!("contact.updateMine: body at /{name}: `{name}` {rule}"));
        let error = serde_json::to_value(&patch).expect_err("is not written either");
        assert_eq!(error.to_string(), format!("`{name}` {rule}"));
    };
    let typed = "is a member of the schema: set its field, and remove it from the additional members";
    let read_only = "is read-only and cannot be sent: remove it from the additional members";
    refused("surname", typed);
    refused("displayName", typed);
    refused("title", typed);
    refused("id", read_only);
    refused("changeKey", read_only);
    refused("@odata.etag", read_only);
}

#[test]
fn names_of_the_wire_are_compared_exactly() {
    let mut patch = ContactPatch::new().surname("typed");
    patch.extra.insert("Surname".to_owned(), json!("other"));
    assert_eq!(json(&patch), json!({"surname": "typed", "Surname": "other"}));
    assert_eq!(body(&update(patch)), json!({"surname": "typed", "Surname": "other"}));
}
