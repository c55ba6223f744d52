//! Bases and what extends them, sent and read: a caller makes the innermost, and each base's discriminator is written.

use cases::MockResponse;
use cases::conformance_hierarchies::models::*;
use cases::conformance_hierarchies::{beds, heights, pests, plants, tools};
use serde_json::json;

use crate::{answered, echoed};

#[test]
fn what_extends_a_base_within_a_base_has_both_values() {
    let (body, read) = echoed(plants::set(Tree::from(Oak::new(90))));
    assert_eq!(body, json!({"age": 90, "kind": "tree", "wood": "hard"}));
    let Plant::Tree(tree) = read else { panic!("{read:?}") };
    assert!(matches!(*tree, Tree::Oak(oak) if oak.age == 90));
}

#[test]
fn a_base_stands_in_lists_maps_and_members_of_what_extends_it() {
    let oak = |age| Plant::from(Tree::from(Oak::new(age)));
    let herb = Herb::new(1)
        .shade(oak(2))
        .near([Plant::from(Herb::new(3).near([oak(4)])), oak(5)])
        .never([("mint".to_owned(), Plant::from(Herb::new(6)))]);
    let expected = json!({
        "age": 1, "kind": "herb", "shade": {"age": 2, "kind": "tree", "wood": "hard"},
        "near": [
            {"age": 3, "kind": "herb", "near": [{"age": 4, "kind": "tree", "wood": "hard"}]},
            {"age": 5, "kind": "tree", "wood": "hard"}
        ],
        "never": {"mint": {"age": 6, "kind": "herb"}}
    });
    let (body, read) = echoed(plants::set(herb.clone()));
    assert_eq!(body, expected);
    assert_eq!(read, Plant::from(herb));
}

#[test]
fn a_value_that_the_document_does_not_know_is_the_base() {
    let answer = || MockResponse::json(200, r#"{"age":1,"kind":"moss","damp":true}"#);
    let read = answered(plants::set(Herb::new(1)), answer());
    let Plant::PlantBase(base) = read else { panic!("{read:?}") };
    assert_eq!((base.age, base.kind.as_str(), &base.extra["damp"]), (1, "moss", &json!(true)));
    let inner =
        answered(plants::set(Herb::new(1)), MockResponse::json(200, r#"{"age":1,"kind":"tree","wood":"soft"}"#));
    let Plant::Tree(tree) = inner else { panic!("{inner:?}") };
    assert!(matches!(*tree, Tree::TreeBase(base) if base.wood == "soft"));
    // Without a discriminator too.
    let bare = answered(tools::set(Spade::new(1)), MockResponse::json(200, r#"{"kind":"","weight":1}"#));
    assert!(matches!(bare, Tool::ToolBase(_)), "{bare:?}");
}

#[test]
fn an_open_enum_is_a_discriminator() {
    let (body, read) = echoed(tools::set(Spade::new(3)));
    assert_eq!(body, json!({"kind": "spade", "weight": 3}));
    assert!(matches!(read, Tool::Spade(spade) if spade.weight == 3));
    let other = answered(tools::set(Spade::new(1)), MockResponse::json(200, r#"{"kind":"rake","weight":2}"#));
    assert!(matches!(other, Tool::ToolBase(base) if base.weight == 2));
}

#[test]
fn a_fixed_enum_is_a_discriminator() {
    let (body, read) = echoed(pests::set(Snail::new().shell(true)));
    assert_eq!(body, json!({"kind": "snail", "shell": true}));
    assert!(matches!(read, Pest::Snail(snail) if snail.shell == Some(true)));
    let other = answered(pests::set(Snail::new()), MockResponse::json(200, r#"{"kind":"aphid"}"#));
    assert!(matches!(other, Pest::PestBase(base) if base.kind.as_str() == "aphid"));
}

#[test]
fn an_object_contains_itself() {
    let bed = Bed::new(0).beds([Bed::new(1).beds([Bed::new(2)]), Bed::new(1)]);
    let (body, read) = echoed(beds::set(bed.clone()));
    assert_eq!(body, json!({"level": 0, "beds": [{"level": 1, "beds": [{"level": 2}]}, {"level": 1}]}));
    assert_eq!(read, bed);
}

#[test]
fn without_a_discriminator_the_members_of_all_bases_are_one_object() {
    let (body, read) = echoed(heights::set(Height::new("n", 1.5, true)));
    assert_eq!(body, json!({"name": "n", "metres": 1.5, "tall": true}));
    assert_eq!((read.name.as_str(), read.metres, read.tall), ("n", 1.5, true));
}
