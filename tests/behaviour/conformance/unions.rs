//! Values that are one of several types, sent and read; with a discriminator beside the value, or around it.

use cases::conformance_unions::models::*;
use cases::conformance_unions::{boxes, drinks, orders};
use serde_json::{Value, from_value, json};

use crate::echoed;

#[track_caller]
fn placed(order: Order) -> Value {
    let (body, read) = echoed(orders::place(order.clone()));
    assert_eq!(read, order);
    body
}

#[test]
fn an_object_is_told_by_the_members_that_it_demands() {
    assert_eq!(placed(Order::new().drink(Tea::new("green"))), json!({"drink": {"leaves": "green"}}));
    let read: Order = from_value(json!({"drink": {"fat": 3}})).expect("an order");
    assert!(matches!(read.drink, Some(OrderDrink::Milk(milk)) if milk.fat == 3));
}

#[test]
fn one_of_several_enums_is_told_by_its_values() {
    assert_eq!(placed(Order::new().place(Shelf::Top).twice(Shelf::Bottom)), json!({"place": "top", "twice": "bottom"}));
    let read: Order = from_value(json!({"place": "right"})).expect("an order");
    assert!(matches!(read.place, Some(OrderPlace::Hand(Hand::Right))));
}

#[test]
fn an_open_enum_keeps_a_value_of_its_own() {
    assert_eq!(placed(Order::new().size(Size::from("custom"))), json!({"size": "custom"}));
    let read: Order = from_value(json!({"size": "small"})).expect("an order");
    assert_eq!(read.size, Some(SizeVariant2::Small));
}

#[test]
fn a_value_that_a_fixed_enum_does_not_list_is_sent_as_it_is() {
    let unlisted = Shelf::from("attic");
    assert_eq!(unlisted, Shelf::Unknown("attic".to_owned()));
    assert_eq!(placed(Order::new().twice(unlisted)), json!({"twice": "attic"}));
}

#[test]
fn literals_of_several_types_are_values_of_their_types() {
    let portions = [Portion::from(PortionVariant1::Half), 2.0.into(), 3.5.into(), true.into()];
    assert_eq!(placed(Order::new().portions(portions)), json!({"portions": ["half", 2.0, 3.5, true]}));
}

#[test]
fn objects_literals_numbers_and_flags_stand_in_one_list() {
    let things = [Thing::from(Tea::new("black")), ThingVariant2::None.into(), 2.into(), true.into()];
    assert_eq!(placed(Order::new().things(things)), json!({"things": [{"leaves": "black"}, "none", 2, true]}));
}

#[test]
fn a_text_or_a_list_of_texts() {
    assert_eq!(placed(Order::new().names("a".to_owned())), json!({"names": "a"}));
    assert_eq!(placed(Order::new().names(vec!["a".to_owned(), "b".to_owned()])), json!({"names": ["a", "b"]}));
}

#[test]
fn a_union_stands_in_a_union() {
    let one = placed(Order::new().nested(Thing::from(7)));
    let list = placed(Order::new().nested(vec![Thing::from(true), Tea::new("mint").into()]));
    assert_eq!((one, list), (json!({"nested": 7}), json!({"nested": [true, {"leaves": "mint"}]})));
}

#[test]
fn a_discriminator_that_no_variant_declares_is_written_beside_its_members() {
    let put = |drink: Drink| echoed(drinks::pour(drink));
    let (body, read) = put(Milk::new(4).into());
    assert_eq!(body, json!({"kind": "milk", "fat": 4}));
    assert!(matches!(read, Drink::Milk(milk) if milk.fat == 4));
    // The value of the discriminator decides, and not the shape.
    let read: Drink = from_value(json!({"kind": "juice", "fat": 4})).expect("a drink");
    assert!(matches!(read, Drink::Unknown(_)), "{read:?}");
}

#[test]
fn a_discriminator_around_the_value_is_an_object_of_its_own() {
    let (body, read) = echoed(boxes::close(TeaBox::new(Tea::new("green"))));
    assert_eq!(body, json!({"label": "tea", "content": {"leaves": "green"}}));
    assert!(matches!(read, Boxed::TeaBox(tea) if tea.content.leaves == "green"));
    let read: Boxed = from_value(json!({"label": "milk", "content": {"fat": 1}})).expect("a box");
    assert!(matches!(read, Boxed::MilkBox(milk) if milk.content.fat == 1));
}
