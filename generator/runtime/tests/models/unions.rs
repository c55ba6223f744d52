//! The reading and writing of unions.
use crate::runtime::{self as rt, Json};
use crate::sample::*;
use crate::{read, refused, written};
use serde_json::json;

#[test]
fn the_discriminator_decides() {
    let cat: Pet = read(json!({"petType": "Cat", "lives": 9}));
    assert!(matches!(&cat, Pet::Cat(cat) if cat.lives == Some(9)));
    assert_eq!(written(&cat), json!({"petType": "Cat", "lives": 9}));
}

#[test]
fn the_discriminator_is_written_when_the_payload_does_not() {
    let dog = Pet::Dog(Box::new(Dog { bark: "wau".into(), size: None }));
    assert_eq!(written(&dog), json!({"petType": "dog", "bark": "wau"}));
    assert_eq!(read::<Pet>(written(&dog)), dog);
    let cat = Pet::Cat(Box::new(Cat { pet_type: None, lives: Some(1) }));
    assert_eq!(written(&cat), json!({"petType": "cat", "lives": 1}));
}

#[test]
fn an_unknown_discriminator_falls_back_to_the_shape_and_then_to_json() {
    assert!(matches!(read::<Pet>(json!({"petType": "puppy", "bark": "wau"})), Pet::Dog(_)));
    assert!(matches!(read::<Pet>(json!("Tom")), Pet::Name(name) if name == "Tom"));
    let odd: Pet = read(json!([1, {"a": null}]));
    assert_eq!(odd, Pet::Unknown(json!([1, {"a": null}])));
    assert_eq!(written(&odd), json!([1, {"a": null}]));
}

#[test]
fn a_listed_variant_that_does_not_read_is_an_error_with_its_path() {
    assert_eq!(
        refused::<Vec<Pet>>(r#"[{"petType": "cat", "lives": "many"}]"#),
        "/0/lives: expected a 32-bit integer, found a string at line 1 column 36"
    );
}

#[test]
fn the_kind_of_json_tells_variants_apart() {
    assert_eq!(read::<Amount>(json!(5)), Amount::Integer(5));
    assert_eq!(read::<Amount>(json!(5.5)), Amount::Number(5.5));
    assert_eq!(read::<Amount>(json!("parent")), Amount::Relationship(ContactRelationship::Parent));
    assert_eq!(read::<Amount>(json!("2014-07-04")), Amount::Date(rt::Date::new(2014, 7, 4).expect("is a day")));
    assert_eq!(read::<Amount>(json!("5")), Amount::Text("5".into()));
    assert_eq!(read::<Amount>(json!([1, "x"])), Amount::List(vec![Amount::Integer(1), Amount::Text("x".into())]));
    assert_eq!(read::<Amount>(json!(true)), Amount::Unknown(json!(true)));
}

#[test]
fn the_members_tell_records_apart() {
    assert!(matches!(read::<Amount>(json!({"bark": "wau", "more": 1})), Amount::Dog(_)), "required members first");
    assert!(matches!(read::<Amount>(json!({"lives": 9})), Amount::Cat(_)));
    assert!(
        matches!(read::<Amount>(json!({})), Amount::Cat(_)),
        "a record without required members takes an empty object"
    );
}

#[test]
fn null_for_an_optional_union_is_none() {
    assert_eq!(read::<Option<Pet>>(json!(null)), None);
    assert_eq!(read::<Pet>(json!(null)), Pet::Unknown(json!(null)));
}

#[test]
fn debug_shows_the_payload() {
    assert_eq!(format!("{:?}", Pet::Name("Tom".into())), "\"Tom\"");
    assert_eq!(format!("{:?}", read::<Pet>(json!({"petType": "cat"}))), "cat { petType: \"cat\" }");
}

pub struct Left {
    pub next: Option<Box<Chain>>,
    pub number: Option<i64>,
}
rt::record! { Left = "left" { next = "next"; number = "number"; } }

pub struct Right {
    pub next: Option<Box<Chain>>,
}
rt::record! { Right = "right" { next = "next"; } }

pub enum Chain {
    Left(Left),
    Right(Right),
    Unknown(Json),
}
rt::union! { Chain = "chain" { Left(Left); Right(Right); } else Unknown }

#[test]
fn a_variant_that_fails_in_a_union_in_a_union_takes_a_time_that_does_not_double_with_each() {
    let mut json = json!({});
    for _ in 0..100 {
        json = json!({"next": json, "number": "many"});
    }
    assert!(matches!(read::<Chain>(json), Chain::Right(_)), "`number` cannot be read");
}
