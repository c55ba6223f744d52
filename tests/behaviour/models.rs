//! Models of the cases: what decodes to what, and what is written back.

use cases::{
    forms_read_and_write, newer_three_one, schemas_all_of, schemas_enums, schemas_objects, schemas_recursion,
    schemas_scalars, unions_discriminated, unions_plain,
};
use serde_json::{Value, from_value, json, to_value};

#[track_caller]
fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(value: Value) -> T {
    let decoded: T = from_value(value.clone()).expect("it decodes");
    assert_eq!(to_value(&decoded).expect("it is written"), value);
    decoded
}

#[test]
fn all_of_has_the_members_of_all_parts_and_requires_what_any_part_requires() {
    let dog: schemas_all_of::models::Dog = round_trip(json!({"id": "1", "name": "Rex", "bark": true}));
    assert_eq!((dog.id.as_str(), dog.name.as_str(), dog.bark), ("1", "Rex", Some(true)));
    let error = from_value::<schemas_all_of::models::Dog>(json!({"id": "1"})).expect_err("no name");
    assert!(error.to_string().contains("name"), "{error}");
}

#[test]
fn a_type_that_contains_itself_goes_as_deep_as_the_data() {
    let node: schemas_recursion::models::Node =
        round_trip(json!({"parent": {"parent": {}}, "children": [{"children": []}], "owner": {"root": {}}}));
    assert!(node.parent.expect("a parent").parent.is_some());
}

#[test]
fn text_of_every_format_survives_and_limits_do_not_bind_what_is_read() {
    let all: schemas_scalars::models::All = from_value(json!({
        "plain": "far longer than eight letters",
        "at": "2026-11-21T23:19:00.1234567Z",
        "day": "2026-11-21",
        "raw": "AQID",
        "small": 77,
        "large": 9_007_199_254_740_993_i64,
        "map": {"a": 1},
        "table": [["x", null]],
        "any": {"deep": [1]}
    }))
    .expect("it decodes");
    assert_eq!(all.at.expect("at").to_string(), "2026-11-21T23:19:00.1234567Z");
    assert_eq!(all.large, Some(9_007_199_254_740_993));
    assert_eq!(all.table, Some(vec![vec![Some("x".to_owned()), None]]));
}

#[test]
fn members_that_the_document_does_not_name_are_kept_where_it_says_so() {
    let open: schemas_objects::models::Open = round_trip(json!({"a": "1", "b": [2]}));
    assert_eq!(open.extra["b"], json!([2]));
    let typed: schemas_objects::models::Typed = round_trip(json!({"b": 2}));
    assert_eq!(typed.extra["b"], 2);
    let silent: schemas_objects::models::Silent = from_value(json!({"a": "1", "b": 2})).expect("ignored");
    assert_eq!(to_value(silent).expect("written"), json!({"a": "1"}));
    from_value::<schemas_objects::models::Closed>(json!({"b": 2})).expect("a server may add members");
}

#[test]
fn enums_keep_what_they_do_not_know() {
    use schemas_enums::models::{Level, Role, Sort};
    assert_eq!(round_trip::<Role>(json!("student")), Role::Student);
    assert_eq!(round_trip::<Role>(json!("dean")), Role::Unknown("dean".to_owned()));
    assert_eq!(round_trip::<Level>(json!(-1)), Level::ValueMinus1);
    assert_eq!(round_trip::<Level>(json!(7)), Level::Unknown(7));
    assert_eq!(round_trip::<Sort>(json!("")), Sort::Empty);
    assert_eq!((Sort::from("+name"), Sort::from("-name")), (Sort::PlusName, Sort::MinusName));
}

#[test]
fn a_discriminator_chooses_by_mapping_by_name_and_among_heirs() {
    use unions_discriminated::models::{Drawing, Pet, Shape};
    assert!(matches!(round_trip::<Pet>(json!({"kind": "feline", "lives": 9})), Pet::Cat(_)));
    assert!(matches!(round_trip::<Pet>(json!({"kind": "Dog"})), Pet::Dog(_)));
    let drawing: Drawing = round_trip(json!({"shape": {"type": "Circle", "radius": 2.5}}));
    assert!(matches!(drawing.shape, Some(Shape::Circle(circle)) if circle.radius == Some(2.5)));
    assert!(matches!(round_trip::<Shape>(json!({"type": "Hexagon"})), Shape::ShapeBase(_)));
}

#[test]
fn variants_without_a_discriminator_are_told_apart_by_what_they_are() {
    use unions_plain::models::{Id, Titled};
    assert!(matches!(round_trip::<Id>(json!("a")), Id::String(_)));
    assert!(matches!(round_trip::<Id>(json!(7)), Id::Integer(7)));
    assert!(matches!(round_trip::<Id>(json!({"odd": true})), Id::Unknown(_)));
    assert!(matches!(round_trip::<Titled>(json!({"name": "a"})), Titled::ByName(_)));
    assert!(matches!(round_trip::<Titled>(json!(["a"])), Titled::StringList(_)));
}

#[test]
fn what_is_sent_by_patch_has_three_states() {
    use forms_read_and_write::models::{AddressFull, User, UserPatch};
    let written = |patch: UserPatch| to_value(patch).expect("written");
    assert_eq!(written(UserPatch::new()), json!({}));
    assert_eq!(written(UserPatch::new().clear_name()), json!({"name": null}));
    assert_eq!(written(UserPatch::new().name("Ada")), json!({"name": "Ada"}));
    assert_eq!(written(UserPatch::new().home(AddressFull { city: None })), json!({"home": {"city": null}}));
    let read: User = from_value(json!({"id": "1", "name": "Ada", "home": {}})).expect("read");
    assert_eq!(written(UserPatch::from(read)), json!({"name": "Ada", "home": {"city": null}}));
}

#[test]
fn what_3_1_says_is_understood() {
    use newer_three_one::models::{All, AllEither, AllFixed};
    let all: All = round_trip(json!({
        "either": 3, "fixed": "on", "above": 0.5, "anything": [null], "local": {"a": "x"}, "told": {"b": "y"}
    }));
    assert_eq!(all.either, Some(AllEither::Integer(3)));
    assert_eq!(all.fixed, Some(AllFixed::On));
    assert!(from_value::<All>(json!({"maybe": null, "none": null})).is_ok());
}
