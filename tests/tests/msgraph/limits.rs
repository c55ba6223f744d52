//! What the documentation does not let a client send is refused before anything goes out, with the place and the rule.

use msgraph::beta::{self, models::UserPatch};
use msgraph::v1_0::{self, models::EducationUserPatch};
use msgraph::{CommaSeparated, Request};

/// Why a request is refused.
fn refusal<O, E>(request: Request<O, E>) -> String {
    request.check().expect_err("a refusal").to_string()
}

fn education_user(patch: EducationUserPatch) -> Request<impl Sized, impl Sized> {
    v1_0::education_user::update("13020", patch)
}

#[test]
fn a_sentinel_is_never_sent() {
    use v1_0::models::{EducationExternalSource, EducationUserRole};
    assert_eq!(
        refusal(education_user(EducationUserPatch::new().primary_role(EducationUserRole::UnknownFutureValue))),
        "educationUser.update: body at /primaryRole: \"unknownFutureValue\" is read-only and cannot be sent"
    );
    // Whatever way it comes: by text, and through a member that may be null.
    assert_eq!(
        refusal(education_user(EducationUserPatch::new().primary_role("unknownFutureValue"))),
        "educationUser.update: body at /primaryRole: \"unknownFutureValue\" is read-only and cannot be sent"
    );
    let unknown = EducationUserRole::Unknown("unknownFutureValue".to_owned());
    assert_eq!(
        refusal(education_user(EducationUserPatch::new().primary_role(unknown))),
        "educationUser.update: body at /primaryRole: \"unknownFutureValue\" is read-only and cannot be sent"
    );
    let source = EducationExternalSource::UnknownFutureValue;
    assert_eq!(
        refusal(education_user(EducationUserPatch::new().external_source(source))),
        "educationUser.update: body at /externalSource: \"unknownFutureValue\" is read-only and cannot be sent"
    );
}

#[test]
fn a_sentinel_in_a_list_is_found() {
    use beta::models::{ContactRelationship, RelatedContactPatch, RelatedContactsUpdatePatch};
    let contacts = [
        RelatedContactPatch::new("Father Time", ContactRelationship::Guardian),
        RelatedContactPatch::new("Mother Nature", ContactRelationship::UnknownFutureValue),
    ];
    assert_eq!(
        refusal(beta::education_user::update_related_contacts("1", RelatedContactsUpdatePatch::new(contacts))),
        "educationUser.updateRelatedContacts: body at /relatedContacts/1/relationship: \
         \"unknownFutureValue\" is read-only and cannot be sent"
    );
}

#[test]
fn a_user_has_one_business_phone() {
    let two = ["+1 425 555 0109", "+1 425 555 0110"];
    assert_eq!(
        refusal(education_user(EducationUserPatch::new().business_phones(two))),
        "educationUser.update: body at /businessPhones: at most 1 item is allowed, 2 are given"
    );
    assert_eq!(
        refusal(beta::user::update_me(UserPatch::new().business_phones(two))),
        "user.updateMe: body at /businessPhones: at most 1 item is allowed, 2 are given"
    );
    let none: [&str; 0] = [];
    assert_eq!(education_user(EducationUserPatch::new().business_phones(none)).check(), Ok(()));
    assert_eq!(education_user(EducationUserPatch::new().business_phones([two[0]])).check(), Ok(()));
}

#[test]
fn a_contact_has_any_number_of_business_phones() {
    let patch = v1_0::models::ContactPatch::new().business_phones(["1".to_owned(), "2".to_owned()]);
    assert_eq!(v1_0::contact::update_mine("1", patch).check(), Ok(()));
}

#[test]
fn a_usage_location_has_two_letters() {
    for (location, rule) in [
        ("U", "at least 2 characters are needed, 1 is given"),
        ("USA", "at most 2 characters are allowed, 3 are given"),
        ("", "at least 2 characters are needed, 0 are given"),
    ] {
        assert_eq!(
            refusal(education_user(EducationUserPatch::new().usage_location(location))),
            format!("educationUser.update: body at /usageLocation: {rule}")
        );
    }
    assert_eq!(education_user(EducationUserPatch::new().usage_location("US")).check(), Ok(()));
}

#[test]
fn lengths_are_counted_in_characters() {
    let name = |length: usize| beta::user::update_me(UserPatch::new().display_name("ü".repeat(length)));
    assert_eq!(name(256).check(), Ok(()));
    assert_eq!(
        refusal(name(257)),
        "user.updateMe: body at /displayName: at most 256 characters are allowed, 257 are given"
    );
}

#[test]
fn the_first_fault_is_the_answer() {
    let patch = UserPatch::new().usage_location("USA").business_phones(["1", "2"]);
    assert_eq!(
        refusal(beta::user::update("", patch)),
        "user.update: parameter `user-id`: at least 1 character is needed, 0 are given"
    );
}

#[test]
fn flags_have_no_limit() {
    let flags = CommaSeparated(vec!["DisableStrongPassword".into(), "RequireRiddle".into()]);
    assert_eq!(education_user(EducationUserPatch::new().password_policies(flags)).check(), Ok(()));
}
