//! What an inline type is called that several places of a document share, and the table of all names.

use generator::{Config, Memory, generate};
use serde_json::{Value, json};

/// A crate: `property` of each of these schemas is this value.
fn tree(places: &[(&str, &str, Value)]) -> std::collections::BTreeMap<String, String> {
    let schemas = places.iter().map(|(schema, property, value)| {
        let properties = json!({*property: value});
        ((*schema).to_owned(), json!({"type": "object", "properties": properties}))
    });
    let schemas: serde_json::Map<String, Value> = schemas.collect();
    let document = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": schemas}});
    let files = Memory::new([("api.json", document.to_string())]);
    let tree = generate(&files, &Config::single("api.json", "api")).tree.expect("a crate");
    tree.iter().map(|(path, text)| (path.to_string(), text.to_owned())).collect()
}

/// The line of a file of models that defines an alias, and the type of the only member of a schema.
fn seen(places: &[(&str, &str, Value)]) -> Vec<String> {
    let tree = tree(places);
    let lines = tree.iter().filter(|(path, _)| path.starts_with("src/models/")).flat_map(|(_, text)| text.lines());
    let wanted =
        |line: &&str| line.starts_with("pub type ") || line.trim_start().starts_with("pub ") && line.ends_with(">,");
    let mut seen: Vec<String> = lines.filter(wanted).map(|line| line.trim().to_owned()).collect();
    seen.retain(|line| !line.contains("String>"));
    seen.sort();
    seen
}

fn address(title: Option<&str>) -> Value {
    let mut schema = json!({"type": "object", "properties": {"city": {"type": "string"}}});
    if let Some(title) = title {
        schema["title"] = title.into();
    }
    schema
}

#[test]
fn a_type_of_one_place_is_named_after_the_place() {
    assert_eq!(seen(&[("Charge", "shipping", address(None))]), ["pub shipping: Option<ChargeShipping>,"]);
}

#[test]
fn a_shared_type_is_named_after_what_holds_it_and_each_place_keeps_its_name() {
    assert_eq!(
        seen(&[("Charge", "shipping", address(None)), ("Order", "shipping", address(None))]),
        [
            "pub shipping: Option<Shipping>,",
            "pub shipping: Option<Shipping>,",
            "pub type ChargeShipping = Shipping;",
            "pub type OrderShipping = Shipping;",
        ]
    );
}

#[test]
fn a_shared_type_is_named_after_its_title() {
    let titled = || address(Some("Postal Address"));
    let seen = seen(&[("Charge", "shipping", titled()), ("Order", "sent_to", titled())]);
    assert_eq!(seen[0], "pub sent_to: Option<PostalAddress>,");
    assert_eq!(seen[2], "pub type ChargeShipping = PostalAddress;");
}

#[test]
fn a_shared_type_is_named_after_its_only_value() {
    let list = || json!({"type": "string", "enum": ["list"]});
    let seen = seen(&[("Charges", "object", list()), ("Orders", "object", list())]);
    assert_eq!(seen[0], "pub object: Option<ObjectList>,");
}

#[test]
fn an_item_is_named_in_the_singular() {
    let list = || json!({"type": "array", "items": address(None)});
    let seen = seen(&[("Charge", "addresses", list()), ("Order", "addresses", list())]);
    assert_eq!(seen[0], "pub addresses: Option<Vec<Address>>,");
}

#[test]
fn what_is_added_later_takes_no_name_away() {
    let other = || json!({"type": "object", "properties": {"street": {"type": "string"}}});
    let first = [("Charge", "shipping", address(None)), ("Order", "shipping", address(None))];
    let more = [("Parcel", "shipping", other()), ("Return", "shipping", other())];
    let (before, after) = (seen(&first), seen(&[&first[..], &more[..]].concat()));
    assert!(before.iter().all(|line| after.contains(line)), "{before:#?}\n{after:#?}");
    // The name is taken, so that the second type has more words of its first place.
    assert!(after.contains(&"pub type ReturnShipping = ParcelShipping;".to_owned()), "{after:#?}");
    // A place that is added before all others renames nothing either.
    let mut earlier = first.to_vec();
    earlier.insert(0, ("Account", "shipping", address(None)));
    let earlier = seen(&earlier);
    assert!(before.iter().all(|line| earlier.contains(line)), "{before:#?}\n{earlier:#?}");
}

#[test]
fn a_component_keeps_its_name() {
    let seen = seen(&[
        ("Shipping", "city", json!({"type": "string"})),
        ("Charge", "shipping", address(None)),
        ("Order", "shipping", address(None)),
    ]);
    assert!(seen.contains(&"pub type OrderShipping = ChargeShipping;".to_owned()), "{seen:#?}");
}

#[test]
fn the_table_of_names_says_what_each_stands_for() {
    let tree = tree(&[("Charge", "shipping", address(None)), ("Order", "shipping", address(None))]);
    let rows: Vec<&str> = tree["NAMES.md"].lines().filter(|line| line.contains("models::")).collect();
    assert_eq!(
        rows,
        [
            "| `models::Charge` | `Charge` | `api.json#/components/schemas/Charge` |",
            "| `models::Order` | `Order` | `api.json#/components/schemas/Order` |",
            "| `models::Shipping`, `ChargeShipping` | `ChargeShipping` | `api.json#/components/schemas/Charge/properties/shipping` |",
            "| `models::Shipping`, `OrderShipping` | `OrderShipping` | `api.json#/components/schemas/Order/properties/shipping` |",
        ]
    );
    assert!(tree["README.md"].contains("[NAMES.md](NAMES.md)"));
}
