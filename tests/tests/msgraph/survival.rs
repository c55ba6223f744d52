//! What a service sends and this version does not expect: it is read, kept, and sent back as it came.

use msgraph::beta::models::{EducationUserRole as BetaRole, User};
use msgraph::v1_0::models::{
    Contact, ContactPatch, EducationExternalSource, EducationStudent, EducationUser, EducationUserPatch,
    EducationUserRole, PasswordPolicy, PhysicalAddress, RelatedContact,
};
use serde_json::{Value, json};

use crate::json;

fn contact(members: Value) -> Contact {
    read(with_id(members))
}

fn education_user(members: Value) -> EducationUser {
    read(with_id(members))
}

fn with_id(mut members: Value) -> Value {
    members.as_object_mut().expect("an object").insert("id".to_owned(), json!("1"));
    members
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("it is read")
}

#[test]
fn an_unknown_value_of_an_enum_survives() {
    let user = education_user(json!({"primaryRole": "astronaut", "externalSource": "lms"}));
    assert_eq!(user.primary_role, Some(EducationUserRole::Unknown("astronaut".to_owned())));
    assert_eq!(user.external_source, Some(EducationExternalSource::Unknown("lms".to_owned())), "a value of beta");
    let patch = EducationUserPatch::from(user);
    assert_eq!(json(&patch), json!({"primaryRole": "astronaut", "externalSource": "lms"}));
}

#[test]
fn each_version_has_its_own_values() {
    assert_eq!(BetaRole::from("faculty"), BetaRole::Faculty);
    assert_eq!(EducationUserRole::from("faculty"), EducationUserRole::Unknown("faculty".to_owned()));
    assert_eq!(EducationUserRole::from("none").as_str(), "none");
    assert_eq!(EducationUserRole::Unknown("none".to_owned()).to_string(), "none");
}

#[test]
fn the_sentinel_is_read() {
    let user = education_user(json!({"primaryRole": "unknownFutureValue"}));
    assert_eq!(user.primary_role, Some(EducationUserRole::UnknownFutureValue));
}

#[test]
fn an_empty_address_is_an_address() {
    let contact = contact(json!({"otherAddress": {}, "homeAddress": null}));
    assert_eq!(contact.other_address, Some(PhysicalAddress::default()));
    assert_eq!((contact.home_address, contact.business_address), (None, None));
}

#[test]
fn a_birthday_without_a_time_is_read_as_its_midnight() {
    let contact = contact(json!({"birthday": "1974-07-22"}));
    let birthday = contact.birthday.as_ref().expect("a birthday");
    assert_eq!(birthday.as_str(), "1974-07-22");
    assert_eq!((birthday.year(), birthday.hour(), birthday.is_valid()), (Some(1974), Some(0), true));
    assert_eq!(json(&contact)["birthday"], "1974-07-22");
}

#[test]
fn a_birth_date_with_a_time_keeps_its_text() {
    let student: EducationStudent = read(json!({"birthDate": "2001-01-01T00:00:00Z"}));
    let birth_date = student.birth_date.as_ref().expect("a date");
    assert_eq!((birth_date.as_str(), birth_date.is_valid()), ("2001-01-01T00:00:00Z", false));
    assert_eq!(json(&student), json!({"birthDate": "2001-01-01T00:00:00Z"}));
    let student: EducationStudent = read(json!({"birthDate": "2001-01-01"}));
    assert_eq!(student.birth_date, msgraph::Date::new(2001, 1, 1));
}

#[test]
fn a_date_in_another_form_is_read_and_not_sent() {
    let read = contact(json!({"birthday": "1974-07-22"}));
    let mended = read.birthday.as_ref().and_then(msgraph::DateTime::to_utc).expect("a point in time");
    let request = |patch: ContactPatch| msgraph::v1_0::contact::update_mine("1", patch);
    let fault = request(ContactPatch::from(read.clone())).check().expect_err("a bare day").to_string();
    assert!(fault.contains("/birthday: the value must be a point in time such as 2014-01-01T00:00:00Z"), "{fault}");
    let patch = ContactPatch::from(read).birthday(mended);
    request(patch.clone()).check().expect("a point in time");
    assert_eq!(json(&patch)["birthday"], "1974-07-22T00:00:00Z");

    let user = education_user(json!({"student": {"birthDate": "2001-01-01T00:00:00Z"}}));
    let request = |patch: EducationUserPatch| msgraph::v1_0::education_user::update("1", patch);
    let fault = request(EducationUserPatch::from(user.clone())).check().expect_err("a timestamp").to_string();
    assert!(fault.contains("/student/birthDate: the value must be a date such as 2014-07-04"), "{fault}");
    let mut mended = user;
    let student = mended.student.as_mut().expect("a student");
    student.birth_date = student.birth_date.as_ref().and_then(msgraph::Date::without_time);
    request(EducationUserPatch::from(mended)).check().expect("a date");
}

#[test]
fn odd_times_are_kept() {
    let user: User = read(json!({"id": "1", "createdDateTime": "0001-01-01T00:00:00Z"}));
    assert_eq!(user.created_date_time.as_ref().and_then(|it| it.year()), Some(1));
    let user: User = read(json!({"id": "1", "createdDateTime": "soon"}));
    assert_eq!(user.created_date_time.as_ref().map(|it| (it.as_str(), it.is_valid())), Some(("soon", false)));
}

#[test]
fn flags_are_split_and_joined_with_an_unknown_one_among_them() {
    let text = "DisablePasswordExpiration, DisableStrongPassword";
    let user = education_user(json!({"passwordPolicies": text}));
    let policies = user.password_policies.clone().expect("policies");
    assert_eq!(*policies, [PasswordPolicy::DisablePasswordExpiration, PasswordPolicy::DisableStrongPassword]);
    assert_eq!(json(&EducationUserPatch::from(user)), json!({"passwordPolicies": text}));

    let user = education_user(json!({"passwordPolicies": "DisableStrongPassword,RequireRiddle"}));
    let policies = user.password_policies.as_ref().expect("policies");
    assert!(policies.contains(&PasswordPolicy::Unknown("RequireRiddle".to_owned())));
    assert_eq!(json(&user)["passwordPolicies"], "DisableStrongPassword, RequireRiddle");
}

#[test]
fn members_that_are_not_known_are_ignored_by_a_closed_type() {
    let user = education_user(json!({"mood": "good", "student": {"primaryRole": "student", "grade": "7"}}));
    assert_eq!(json(&user), json!({"id": "1", "student": {"grade": "7"}}));
}

#[test]
fn members_that_are_not_known_are_kept_by_an_open_type() {
    let members = json!({"singleValueExtendedProperties": [{"id": "String 0x1000", "value": "Green"}]});
    let contact = contact(members.clone());
    assert_eq!(contact.extra["singleValueExtendedProperties"], members["singleValueExtendedProperties"]);
    assert_eq!(json(&contact)["singleValueExtendedProperties"], members["singleValueExtendedProperties"]);
}

#[test]
fn annotations_of_the_protocol_are_read_and_not_sent_back() {
    let contact = contact(json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('1')/contacts/$entity",
        "@odata.etag": "W/\"EQAAABYAAACd9nJ/tVysQos2hTfspaWRAAADTIa4\"",
    }));
    assert_eq!(contact.odata_etag.as_deref(), Some("W/\"EQAAABYAAACd9nJ/tVysQos2hTfspaWRAAADTIa4\""));
    assert_eq!(json(&ContactPatch::from(contact)), json!({}));
}

#[test]
fn any_number_of_business_phones_is_read() {
    let user = education_user(json!({"businessPhones": ["1", "2"]}));
    assert_eq!(user.business_phones, Some(vec!["1".to_owned(), "2".to_owned()]));
}

#[test]
fn a_contact_is_read_changed_and_written() {
    let contact = contact(json!({
        "changeKey": "EQAAABYAAACd", "displayName": "Garth Fort", "title": null, "categories": ["Red"],
        "homeAddress": {"street": "123 Some street", "city": "Seattle"},
        "emailAddresses": [{"name": "Garth", "address": "garth@contoso.com"}, null],
        "createdDateTime": "2014-10-19T23:08:24Z",
    }));
    let patch = ContactPatch::from(contact).job_title("Web Marketing Manager").clear_nick_name();
    assert_eq!(
        json(&patch),
        json!({
            "displayName": "Garth Fort",
            "categories": ["Red"],
            "emailAddresses": [{"name": "Garth", "address": "garth@contoso.com"}, null],
            // The whole address, with the members that are not there as null.
            "homeAddress": {
                "street": "123 Some street", "city": "Seattle",
                "state": null, "postalCode": null, "countryOrRegion": null,
            },
            "jobTitle": "Web Marketing Manager",
            "nickName": null,
        }),
        "nothing that is read-only, and nothing cleared that was not there"
    );
}

#[test]
fn a_required_member_that_is_missing_is_told_with_its_place() {
    let fault = |value: Value| serde_json::from_value::<EducationUser>(value).expect_err("a fault").to_string();
    insta::assert_snapshot!(
        [
            fault(json!({})),
            fault(json!({"id": null})),
            fault(json!({"id": "1", "relatedContacts": [{"displayName": "Father Time"}]})),
            fault(json!({"id": "1", "accountEnabled": "yes"})),
            fault(json!({"id": "1", "student": {"grade": [7]}})),
        ]
        .join("\n"),
        @"
    the member `id` is missing
    /id: expected a string, found null
    /relatedContacts/0: the member `relationship` is missing
    /accountEnabled: expected a boolean, found a string
    /student/grade: expected a string, found a list
    "
    );
    let contact: RelatedContact = read(json!({"displayName": "Father Time", "relationship": "guardian"}));
    assert_eq!(contact.access_consent, None);
}
