//! Absent, null and a value are three things on the wire; for a member that cannot be null there are two.

use msgraph::v1_0::models::{Contact, ContactPatch, EducationUserPatch, EmailAddressPatch, PhysicalAddressFull};
use msgraph::{CommaSeparated, Patch};
use serde_json::json;

use crate::json;

#[test]
fn nothing_is_sent_of_what_is_not_mentioned() {
    assert_eq!(json(&ContactPatch::new()), json!({}));
    assert_eq!(json(&EducationUserPatch::new()), json!({}));
    assert_eq!(json(&msgraph::beta::models::UserPatch::new()), json!({}));
}

#[test]
fn a_nullable_member_has_three_states() {
    let mut patch = ContactPatch::new().surname("Fort");
    for (title, sent) in [
        (Patch::Absent, json!({"surname": "Fort"})),
        (Patch::Null, json!({"surname": "Fort", "title": null})),
        (Patch::Value("Dr.".to_owned()), json!({"surname": "Fort", "title": "Dr."})),
    ] {
        patch.title = title;
        assert_eq!(json(&patch), sent);
    }
}

#[test]
fn setters_reach_all_three() {
    assert_eq!(json(&ContactPatch::new().title("Dr.")), json!({"title": "Dr."}));
    assert_eq!(json(&ContactPatch::new().clear_title()), json!({"title": null}));
    assert_eq!(json(&ContactPatch::new().title(Some("Dr."))), json!({"title": "Dr."}));
    assert_eq!(json(&ContactPatch::new().title("Dr.").title(Patch::Absent)), json!({}), "taken back");
}

#[test]
fn none_leaves_a_member_as_it_is_in_a_setter_and_in_a_conversion() {
    let received: Contact = serde_json::from_value(json!({"id": "1", "surname": "Fort"})).expect("a contact");
    assert_eq!(received.title, None);
    assert_eq!(json(&ContactPatch::new().title(received.title.clone())), json!({}));
    assert_eq!(json(&ContactPatch::from(received)), json!({"surname": "Fort"}));
    assert_eq!(json(&ContactPatch::new().title("Dr.").title(None::<&str>)), json!({}), "taken back");
}

#[test]
fn the_empty_text_is_a_value() {
    assert_eq!(json(&ContactPatch::new().title("")), json!({"title": ""}));
}

#[test]
fn a_member_that_cannot_be_null_has_two_states() {
    let mut patch = EducationUserPatch::new();
    for (name, sent) in [(None, json!({})), (Some("Rogelio".to_owned()), json!({"displayName": "Rogelio"}))] {
        patch.display_name = name;
        assert_eq!(json(&patch), sent);
    }
}

#[test]
fn a_list_is_absent_empty_or_full_and_never_null() {
    assert_eq!(json(&ContactPatch::new().categories([] as [String; 0])), json!({"categories": []}));
    assert_eq!(
        json(&ContactPatch::new().categories(["Red".to_owned(), "Blue".to_owned()])),
        json!({"categories": ["Red", "Blue"]})
    );
}

#[test]
fn an_address_is_sent_whole() {
    let nowhere =
        PhysicalAddressFull { street: None, city: None, state: None, postal_code: None, country_or_region: None };
    let nulls = json!({"street": null, "city": null, "state": null, "postalCode": null, "countryOrRegion": null});
    assert_eq!(json(&ContactPatch::new().home_address(nowhere)), json!({"homeAddress": nulls}));
    assert_eq!(json(&ContactPatch::new().clear_home_address()), json!({"homeAddress": null}));
}

#[test]
fn what_is_nested_has_three_states_too() {
    let mail = EmailAddressPatch::new().address("garth@contoso.com").clear_name();
    assert_eq!(
        json(&ContactPatch::new().email_addresses([mail])),
        json!({"emailAddresses": [{"name": null, "address": "garth@contoso.com"}]})
    );
}

#[test]
fn flags_are_joined_and_no_flag_is_the_empty_text() {
    let with = |flags: &[&str]| json(&EducationUserPatch::new().password_policies(all(flags)));
    assert_eq!(with(&[]), json!({"passwordPolicies": ""}));
    assert_eq!(with(&["DisableStrongPassword"]), json!({"passwordPolicies": "DisableStrongPassword"}));
    assert_eq!(json(&EducationUserPatch::new().clear_password_policies()), json!({"passwordPolicies": null}));
}

fn all(flags: &[&str]) -> CommaSeparated<msgraph::v1_0::models::PasswordPolicy> {
    flags.iter().map(|flag| (*flag).into()).collect()
}
