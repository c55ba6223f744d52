//! The payloads of the documentation pages, as printed (`pages/*.json`), and what is mended before they are used.
//!
//! | page | what it documents |
//! |---|---|
//! | P0, P1 | Update relatedContacts (beta), an older and a later text with the same payloads |
//! | P2 | Update educationUser (v1.0) |
//! | P3 | Update contact (v1.0) |
//! | P4 | Update user (beta), a draft that prints the names of types for values |

use serde_json::{Map, Value, json};

/// A text that is replaced, once, in what a page prints.
pub struct Mend {
    pub printed: &'static str,
    pub meant: &'static str,
    pub why: &'static str,
}

/// What a page prints.
pub struct Page {
    pub text: &'static str,
    pub mends: &'static [Mend],
}

impl Page {
    /// The payload with every mend made.
    pub fn json(&self) -> Value {
        let mut text = self.text.to_owned();
        for Mend { printed, meant, why } in self.mends {
            assert_eq!(text.matches(printed).count(), 1, "the page does not print `{printed}` once: {why}");
            text = text.replace(printed, meant);
        }
        serde_json::from_str(&text).expect("JSON, once it is mended")
    }
}

pub const RELATED_CONTACTS_REQUEST: Page =
    Page { text: include_str!("pages/related-contacts-request.json"), mends: &[] };

pub const RELATED_CONTACTS_RESPONSE: Page =
    Page { text: include_str!("pages/related-contacts-response.json"), mends: &[] };

pub const EDUCATION_USER_REQUEST: Page = Page {
    text: include_str!("pages/education-user-request.json"),
    mends: &[Mend {
        printed: "\"surname\": \"Cazares\",\n}",
        meant: "\"surname\": \"Cazares\"\n}",
        why: "a comma after the last member is not JSON",
    }],
};

pub const EDUCATION_USER_RESPONSE: Page = Page {
    text: include_str!("pages/education-user-response.json"),
    mends: &[Mend {
        printed: "\"id\": \"14012\",",
        meant: "\"id\": \"14012\"",
        why: "a comma after the last member is not JSON",
    }],
};

pub const CONTACT_REQUEST: Page = Page {
    text: include_str!("pages/contact-request.json"),
    mends: &[
        Mend {
            printed: "\"birthday\": \"1974-07-22\"",
            meant: "\"birthday\": \"1974-07-22T00:00:00Z\"",
            why: "the page types it DateTimeOffset: what is sent is a point in time",
        },
        Mend {
            printed: "\"postalCode\": \"98121\"",
            meant: "\"postalCode\": \"98121\", \"countryOrRegion\": null",
            why: "the page asks for the full property set of an address, and leaves a member out",
        },
    ],
};

pub const CONTACT_RESPONSE: Page = Page { text: include_str!("pages/contact-response.json"), mends: &[] };

pub const USER_REQUEST: Page = Page { text: include_str!("pages/user-request.json"), mends: &[] };

pub const USER_RESPONSE: Page = Page { text: include_str!("pages/user-response.json"), mends: &[] };

pub const GUID: &str = "4c299165-6e8f-4b45-a5ba-c5d250a707ff";
pub const TIME: &str = "2024-01-15T09:30:00Z";
pub const BINARY: &str = "AQIDBAUGBwg";

/// The values that stand for the names of types on P4. `"String"` stands for itself.
fn example_value(type_name: &str) -> Value {
    match type_name {
        "Boolean" => json!(true),
        "Guid" => json!(GUID),
        "DateTimeOffset" => json!(TIME),
        "Binary" => json!(BINARY),
        "String(identifier)" => json!("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
        other => json!(other),
    }
}

/// Members whose `"String"` on P4 is no value that the service takes.
const LIMITED: &[(&str, &str, &str)] = &[("usageLocation", "US", "two letters, ISO 3166")];

/// Members of the request on P4 that a client cannot send.
const READ_ONLY: &[(&str, &str)] = &[
    ("assignedPlans", "read-only"),
    ("createdDateTime", "read-only"),
    ("creationType", "read-only"),
    ("deletedDateTime", "of directoryObject; not in the table of the page"),
    ("imAddresses", "read-only"),
    ("lastPasswordChangeDateTime", "read-only"),
    ("legalAgeGroupClassification", "read-only"),
    ("licenseAssignmentStates", "read-only"),
    ("onPremisesDistinguishedName", "read-only"),
    ("onPremisesDomainName", "read-only"),
    ("onPremisesLastSyncDateTime", "read-only"),
    ("onPremisesSamAccountName", "read-only"),
    ("onPremisesSecurityIdentifier", "read-only"),
    ("onPremisesSyncEnabled", "read-only"),
    ("onPremisesUserPrincipalName", "read-only"),
    ("provisionedPlans", "read-only"),
    ("proxyAddresses", "read-only"),
    ("refreshTokensValidFromDateTime", "read-only"),
    ("signInSessionsValidFromDateTime", "read-only"),
];

/// The request of P4 with values for types, and without what a client cannot send.
pub fn user_request() -> Value {
    let mut user = with_values(USER_REQUEST.json());
    for (member, why) in READ_ONLY {
        members(&mut user).remove(*member).unwrap_or_else(|| panic!("P4 prints no `{member}`: {why}"));
    }
    user
}

/// The response of P4 with values for types, and without the `value` around it: a single entity has none.
pub fn user_response() -> Value {
    with_values(members(&mut USER_RESPONSE.json()).remove("value").expect("P4 wraps the user"))
}

fn with_values(mut user: Value) -> Value {
    replace(&mut user);
    for (member, value, why) in LIMITED {
        let replaced = members(&mut user).insert((*member).to_owned(), json!(value));
        assert_eq!(replaced, Some(json!("String")), "{member}: {why}");
    }
    user
}

fn replace(value: &mut Value) {
    match value {
        Value::String(text) => *value = example_value(text),
        Value::Array(items) => items.iter_mut().for_each(replace),
        Value::Object(members) => members.values_mut().for_each(replace),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn members(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("an object")
}
