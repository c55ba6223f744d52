//! The payloads of the documentation pages, as the facts files beside `specs/` have them, and what is changed before they
//! are used.
//!
//! | page | what it documents |
//! |---|---|
//! | P0, P1 | Update relatedContacts (beta), an older and a later text with the same payloads |
//! | P2 | Update educationUser (v1.0) |
//! | P3 | Update contact (v1.0) |
//! | P4 | Update user (beta), a draft that prints the names of types for values |

use pages::facts::Statement;
use pages::ledger::Ledger;
use serde_json::{Map, Value, json};

const EDUCATION_USER: &str = include_str!("../../../specs/v1.0/education-user.facts.yaml");
const RELATED_CONTACTS: &str = include_str!("../../../specs/beta/education-user.facts.yaml");
const CONTACT: &str = include_str!("../../../specs/v1.0/contact.facts.yaml");
const USER: &str = include_str!("../../../specs/beta/user.facts.yaml");

/// What a page prints: an example among the facts of a facts file.
pub struct Page {
    facts: &'static str,
    id: &'static str,
    mends: &'static [Mend],
}

/// A member of a payload that is set to another value.
struct Mend {
    at: &'static str,
    member: &'static str,
    meant: Option<&'static str>,
    /// The facts file has the reason too.
    why: &'static str,
}

impl Page {
    const fn new(facts: &'static str, id: &'static str) -> Self {
        Self { facts, id, mends: &[] }
    }

    /// The payload with every mend made.
    pub fn json(&self) -> Value {
        let ledger = Ledger::parse(self.facts).expect("a facts file");
        let found = ledger.facts().find(|(_, fact)| fact.id == self.id).map(|(_, fact)| fact.says.clone());
        let Some(Statement::Example { payload: Some(mut payload), .. }) = found else {
            panic!("the facts have no payload `{}`", self.id)
        };
        for Mend { at, member, meant, why } in self.mends {
            let holder = payload.pointer_mut(at).unwrap_or_else(|| panic!("the page prints no `{at}`: {why}"));
            members(holder).insert((*member).to_owned(), meant.map_or(Value::Null, Value::from));
        }
        payload
    }
}

pub const RELATED_CONTACTS_REQUEST: Page = Page::new(RELATED_CONTACTS, "relatedcontact-update/example/request");

pub const RELATED_CONTACTS_RESPONSE: Page = Page::new(RELATED_CONTACTS, "relatedcontact-update/example/response");

pub const EDUCATION_USER_REQUEST: Page = Page::new(EDUCATION_USER, "educationuser-update/example/request");

pub const EDUCATION_USER_RESPONSE: Page = Page::new(EDUCATION_USER, "educationuser-update/example/response");

pub const CONTACT_REQUEST: Page = Page {
    facts: CONTACT,
    id: "contact-update/example/request",
    mends: &[
        Mend {
            at: "",
            member: "birthday",
            meant: Some("1974-07-22T00:00:00Z"),
            why: "the page types it DateTimeOffset: what is sent is a point in time",
        },
        Mend {
            at: "/homeAddress",
            member: "countryOrRegion",
            meant: None,
            why: "the page asks for the full property set of an address, and leaves a member out",
        },
    ],
};

pub const CONTACT_RESPONSE: Page = Page::new(CONTACT, "contact-update/example/response");

const USER_REQUEST: Page = Page::new(USER, "user-update/example/request");

const USER_RESPONSE: Page = Page::new(USER, "user-update/example/response");

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

/// Members of P4 that a client cannot send: the page does not say so, and the facts file names who does.
fn read_only() -> Vec<String> {
    let ledger = Ledger::parse(USER).expect("a facts file");
    let of_user = ledger.sources.keys().filter_map(|place| place.strip_prefix("#/components/schemas/user/properties/"));
    let found: Vec<String> = of_user.filter_map(|it| it.strip_suffix("/readOnly")).map(str::to_owned).collect();
    assert!(found.len() > 10, "{found:?}");
    found
}

/// The request of P4 with values for types, and without what a client cannot send.
pub fn user_request() -> Value {
    let mut user = with_values(USER_REQUEST.json());
    for member in read_only() {
        members(&mut user).remove(&member).unwrap_or_else(|| panic!("P4 prints no `{member}`"));
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
