//! The payloads of the documentation: each request is built through the typed API, each response is read.

use msgraph::{CommaSeparated, DateTime, Secret, Uuid, beta, v1_0};
use serde_json::{Value, json};

use crate::{body, json, pages};

#[test]
fn related_contacts_are_replaced_as_documented() {
    let id = "4b712dc5-2dc5-4b71-c52d-714bc52d714b";
    let request = beta::education_user::update_related_contacts(id, related_contacts());
    assert_eq!(body(&request), pages::RELATED_CONTACTS_REQUEST.json());
}

pub fn related_contacts() -> beta::models::RelatedContactsUpdatePatch {
    use beta::models::{ContactRelationship, RelatedContactPatch, RelatedContactsUpdatePatch};
    RelatedContactsUpdatePatch::new([
        RelatedContactPatch::new("Father Time", ContactRelationship::Guardian)
            .email_address("father@time.com")
            .mobile_phone("4251231234")
            .access_consent(true),
        RelatedContactPatch::new("Mother Nature", ContactRelationship::Parent)
            .email_address("mother@nature.co.uk")
            .mobile_phone("3251231234")
            .access_consent(true),
    ])
}

#[test]
fn a_user_with_related_contacts_is_read() {
    use beta::models::{ContactRelationship, EducationUser};
    let printed = pages::RELATED_CONTACTS_RESPONSE.json();
    let user: EducationUser = read(&printed);
    assert_eq!(user.id, "4b712dc5-2dc5-4b71-c52d-714bc52d714b");
    let contacts: Vec<_> = user.related_contacts.as_ref().expect("contacts").iter().flatten().collect();
    let [father, mother] = contacts[..] else { panic!("two contacts: {contacts:?}") };
    assert_eq!(father.display_name, "Father Time");
    assert_eq!(father.relationship, ContactRelationship::Guardian);
    assert_eq!(mother.relationship, ContactRelationship::Parent);
    assert_eq!(mother.email_address.as_deref(), Some("mother@nature.co.uk"));
    assert_eq!(mother.access_consent, Some(true));
    assert_eq!(user.display_name, None, "the example is cut short: every other member is optional");
    assert_eq!(json(&user), printed);
}

#[test]
fn a_user_of_a_school_is_renamed_as_documented() {
    let request = v1_0::education_user::update("13020", renamed_user());
    assert_eq!(body(&request), pages::EDUCATION_USER_REQUEST.json());
}

pub fn renamed_user() -> v1_0::models::EducationUserPatch {
    v1_0::models::EducationUserPatch::new()
        .display_name("Rogelio Cazares")
        .given_name("Rogelio")
        .middle_name("Fernando")
        .surname("Cazares")
}

#[test]
fn a_user_of_a_school_is_read() {
    use v1_0::models::{EducationExternalSource, EducationUser, EducationUserRole};
    let mut printed = pages::EDUCATION_USER_RESPONSE.json();
    let user: EducationUser = read(&printed);
    assert_eq!(user.id, "13020", "ids are text, not GUIDs");
    assert_eq!(user.display_name.as_deref(), Some("Rogelio Cazares"));
    assert_eq!(user.mail.as_deref(), Some("rogelioC@contoso.com"));
    assert_eq!(user.mobile_phone.as_deref(), Some("+1 (253) 555-0101"));
    let creator = user.created_by.as_ref().and_then(|by| by.user.as_ref()).expect("a creator");
    assert_eq!((creator.display_name.as_deref(), creator.id.as_deref()), (Some("Susana Rocha"), Some("14012")));
    assert_eq!(user.external_source, Some(EducationExternalSource::Sis));
    assert_eq!(user.mailing_address, user.residence_address);
    assert_eq!(user.mailing_address.as_ref().and_then(|it| it.street.as_deref()), Some("12345 Main St."));
    // The page prints the placeholder "string" for a role: no role that is known, and kept.
    assert_eq!(user.primary_role, Some(EducationUserRole::Unknown("string".to_owned())));
    let student = user.student.as_ref().expect("a student");
    assert_eq!(student.external_id.as_deref(), Some("13005"));
    assert_eq!(student.birth_date.as_ref().map(|it| it.as_str()), Some("2001-01-01T00:00:00Z"));

    // The page prints `student.primaryRole`. There is no such member: it is ignored.
    assert_eq!(printed["student"].as_object_mut().and_then(|it| it.remove("primaryRole")), Some(json!("student")));
    assert_eq!(json(&user), printed);
}

#[test]
fn a_contact_is_moved_as_documented() {
    let request = v1_0::contact::update_mine("AAMkAGI2THk0AAA=", moved_contact());
    assert_eq!(body(&request), pages::CONTACT_REQUEST.json());
}

pub fn moved_contact() -> v1_0::models::ContactPatch {
    use v1_0::models::{ContactPatch, PhysicalAddressFull};
    ContactPatch::new()
        .home_address(PhysicalAddressFull {
            street: Some("123 Some street".to_owned()),
            city: Some("Seattle".to_owned()),
            state: Some("WA".to_owned()),
            postal_code: Some("98121".to_owned()),
            country_or_region: None,
        })
        .birthday(time("1974-07-22T00:00:00Z"))
}

#[test]
fn a_contact_is_read() {
    let printed = pages::CONTACT_RESPONSE.json();
    assert_eq!(printed.as_object().map(|it| it.len()), Some(38));
    let contact: v1_0::models::Contact = read(&printed);
    assert_eq!(contact.id, "AAMkAGI2THk0AAA=");
    assert_eq!(contact.change_key.as_deref(), Some("EQAAABYAAACd9nJ/tVysQos2hTfspaWRAAADTIa4"));
    assert_eq!(contact.created_date_time.as_ref().and_then(DateTime::unix_seconds), Some(1_413_760_104));
    assert_eq!(contact.birthday.as_ref().map(|it| it.as_str()), Some("1974-07-22"), "a bare date is kept as it is");
    assert_eq!(contact.birthday.as_ref().and_then(DateTime::unix_seconds), Some(143_683_200));
    assert_eq!(contact.department.as_deref(), Some("Sales & Marketing"));
    assert_eq!(contact.middle_name, None, "null");
    assert_eq!(contact.categories.as_deref(), Some(&[][..]), "an empty list is not null");
    assert_eq!(contact.business_phones, Some(vec![Some("+1 918 555 0101".to_owned())]));
    let mails: Vec<_> = contact.email_addresses.as_ref().expect("addresses").iter().flatten().collect();
    assert_eq!(mails[0].address.as_deref(), Some("garth@contoso.com"));
    assert_eq!(contact.home_address.as_ref().expect("an address").country_or_region, None, "left out");
    let business = contact.business_address.as_ref().expect("an address");
    assert_eq!(business.country_or_region.as_deref(), Some("USA"));
    assert_eq!(contact.other_address, Some(v1_0::models::PhysicalAddress::default()), "`{{}}` is an address");
    assert!(contact.extra.is_empty(), "every member of the page is known: {:?}", contact.extra);
    assert_eq!(json(&contact), without_nulls(printed));
}

#[test]
fn a_user_is_updated_as_documented() {
    let request = beta::user::update_me(whole_user());
    assert_eq!(body(&request), pages::user_request());
    let request = beta::user::update("adelev@contoso.com", whole_user());
    assert_eq!(body(&request), pages::user_request());
}

#[test]
fn a_user_is_read() {
    let printed = pages::user_response();
    assert_eq!(printed.as_object().map(|it| it.len()), Some(64));
    let user: beta::models::User = read(&printed);
    assert_eq!(user.id, "87d349ed-44d7-43e1-9a83-5f2406dee5bd");
    assert_eq!(user.odata_type.as_deref(), Some("#microsoft.graph.user"));
    assert_eq!(user.account_enabled, Some(true));
    assert_eq!(user.created_date_time, Some(time(pages::TIME)));
    assert_eq!(user.external_user_state_change_date_time.as_deref(), Some("String"), "text in beta, not a time");
    let plan = &user.assigned_plans.as_ref().expect("plans")[0];
    assert_eq!(plan.service_plan_id, Some(uuid()));
    let key = &user.device_keys.as_ref().expect("keys")[0];
    assert_eq!(key.key_material.as_ref().map(|it| it.decode()), Some(Ok(vec![1, 2, 3, 4, 5, 6, 7, 8])));
    assert_eq!(user.password_profile.as_ref().and_then(|it| it.password.as_ref()).map(Secret::expose), Some("String"));
    assert!(user.extra.is_empty(), "every member of the page is known: {:?}", user.extra);
    assert_eq!(json(&user), printed);
}

/// What the page sends: every member that can be sent, with a value of its type.
pub fn whole_user() -> beta::models::UserPatch {
    beta::models::UserPatch::new()
        .odata_type("#microsoft.graph.user")
        .account_enabled(true)
        .age_group("String")
        .assigned_licenses([beta::models::AssignedLicensePatch::new()
            .odata_type("#microsoft.graph.assignedLicense")
            .disabled_plans([uuid()])
            .sku_id(uuid())])
        .business_phones(["String"])
        .city("String")
        .company_name("String")
        .consent_provided_for_minor("String")
        .country("String")
        .department("String")
        .device_keys([beta::models::DeviceKeyPatch::new()
            .odata_type("#microsoft.graph.deviceKey")
            .device_id(uuid())
            .key_material(vec![1, 2, 3, 4, 5, 6, 7, 8])
            .key_type("String")])
        .display_name("String")
        .employee_hire_date(time(pages::TIME))
        .employee_id("String")
        .employee_org_data(
            beta::models::EmployeeOrgDataPatch::new()
                .odata_type("#microsoft.graph.employeeOrgData")
                .cost_center("String")
                .division("String"),
        )
        .employee_type("String")
        .external_user_state("String")
        .external_user_state_change_date_time("String")
        .fax_number("String")
        .given_name("String")
        .identities([Some(
            beta::models::ObjectIdentityPatch::new()
                .odata_type("#microsoft.graph.objectIdentity")
                .issuer("String")
                .issuer_assigned_id("String")
                .sign_in_type("String"),
        )])
        .info_catalogs(["String"])
        .is_resource_account(true)
        .job_title("String")
        .mail("String")
        .mail_nickname("String")
        .mobile_phone("String")
        .office_location("String")
        .on_premises_extension_attributes(fifteen_attributes())
        .on_premises_immutable_id("String")
        .on_premises_provisioning_errors([Some(
            beta::models::OnPremisesProvisioningErrorPatch::new()
                .odata_type("#microsoft.graph.onPremisesProvisioningError")
                .category("String")
                .occurred_date_time(time(pages::TIME))
                .property_causing_error("String")
                .value("String"),
        )])
        .other_mails(["String"])
        .password_policies(CommaSeparated(vec!["String".into()]))
        .password_profile(
            beta::models::PasswordProfilePatch::new()
                .odata_type("#microsoft.graph.passwordProfile")
                .force_change_password_next_sign_in(true)
                .force_change_password_next_sign_in_with_mfa(true)
                .password("String"),
        )
        .postal_code("String")
        .preferred_data_location("String")
        .preferred_language("String")
        .show_in_address_list(true)
        .state("String")
        .street_address("String")
        .surname("String")
        .usage_location("US")
        .user_principal_name("String")
        .user_type("String")
}

fn fifteen_attributes() -> beta::models::OnPremisesExtensionAttributesPatch {
    beta::models::OnPremisesExtensionAttributesPatch::new()
        .odata_type("#microsoft.graph.onPremisesExtensionAttributes")
        .extension_attribute1("String")
        .extension_attribute2("String")
        .extension_attribute3("String")
        .extension_attribute4("String")
        .extension_attribute5("String")
        .extension_attribute6("String")
        .extension_attribute7("String")
        .extension_attribute8("String")
        .extension_attribute9("String")
        .extension_attribute10("String")
        .extension_attribute11("String")
        .extension_attribute12("String")
        .extension_attribute13("String")
        .extension_attribute14("String")
        .extension_attribute15("String")
}

fn read<T: serde::de::DeserializeOwned>(printed: &Value) -> T {
    serde_json::from_value(printed.clone()).expect("what a page prints is read")
}

fn time(text: &str) -> DateTime {
    text.parse().expect("a point in time")
}

fn uuid() -> Uuid {
    pages::GUID.parse().expect("a GUID")
}

/// Read forms do not tell null from absent.
fn without_nulls(mut value: Value) -> Value {
    let members = value.as_object_mut().expect("an object");
    members.retain(|_, member| !member.is_null());
    value
}
