//! What a client makes a union from, and which variant a value is read as.

use cases::unions_constants::models::{ClosedType, Event, Loose, Shared, Version};
use cases::unions_hierarchy::models::{Sailboat, Vehicle};
use cases::unions_as_json::models::{LeftAnimal, LeftDog, LeftHolder};
use cases::unions_made_from::models::{Aquarium, AquariumDay, AquariumLabel, AquariumSize, AquariumTwice, Cod, Fish, Goblin, Rays, Saw, Shark, Size, Whale};
use cases::unions_made_from::{fish, notes};
use cases::unions_several::models::{Closed, Either, Person, Signed, Staff};
use serde_json::{from_value, json, to_value};

#[test]
fn a_union_is_made_from_what_is_once_in_the_unions_within_it() {
    let aquarium = Aquarium::new().fish(Saw::new(1)).twice(Rays::new(2));
    assert_eq!(to_value(&aquarium).unwrap(), json!({"fish": {"saw": 1}, "twice": {"rays": 2}}));
    assert!(matches!(Fish::from(Goblin::new(1)), Fish::Shark(shark) if matches!(*shark, Shark::Goblin(_))));
    assert!(matches!(AquariumTwice::from(Whale::new(1)), AquariumTwice::Shark(_)));
    // A payload of the union itself is it, even where it is within another one too.
    assert!(matches!(Fish::from(Cod::new(1)), Fish::Cod(_)));
    let boat = to_value(Vehicle::from(Sailboat::new(2))).unwrap();
    assert_eq!(boat, json!({"kind": "boat", "drive": "wind", "masts": 2}));
}

/// Whether the first type is made from the second.
macro_rules! is_made_from {
    ($union:ty, $source:ty) => {{
        #[allow(dead_code)]
        trait Otherwise {
            const IS: bool = false;
        }
        impl<T> Otherwise for T {}
        struct Made<T>(std::marker::PhantomData<T>);
        #[allow(dead_code)]
        impl<T> Made<T>
        where
            $union: From<T>,
        {
            const IS: bool = true;
        }
        <Made<$source>>::IS
    }};
}

#[test]
fn what_is_in_two_unions_within_a_union_says_which() {
    assert!(is_made_from!(AquariumTwice, Saw));
    assert!(!is_made_from!(AquariumTwice, Goblin));
    assert!(!is_made_from!(AquariumDay, &'static str));
}

#[test]
fn a_union_is_made_from_text_where_one_variant_takes_it() {
    let aquarium = Aquarium::new().label("2020-01-01").size("small").deep("word");
    assert_eq!(to_value(&aquarium).unwrap(), json!({"label": "2020-01-01", "size": "small", "deep": "word"}));
    assert_eq!(aquarium.label, Some(AquariumLabel::String("2020-01-01".to_owned())));
    assert_eq!(to_value(Aquarium::new().tags(["a", "b"])).unwrap(), json!({"tags": ["a", "b"]}));
    assert!(matches!(AquariumSize::from("large"), AquariumSize::Size(Size::Large)));
    let body = notes::send("text").body_bytes().map(|body| body.to_vec());
    assert_eq!(body.as_deref(), Some(b"text".as_slice()));
}

#[test]
fn a_body_that_may_be_omitted_is_made_from_the_same_as_its_union() {
    let sent = |request: cases::Request<(), ()>| request.body_bytes().map(|body| body.to_vec());
    assert_eq!(sent(fish::feed(Cod::new(1))).as_deref(), Some(br#"{"cod":1}"#.as_slice()));
    assert_eq!(sent(fish::feed(Saw::new(2))).as_deref(), Some(br#"{"saw":2}"#.as_slice()));
    assert_eq!(sent(fish::feed(Fish::from(Cod::new(3)))).as_deref(), Some(br#"{"cod":3}"#.as_slice()));
    assert_eq!(sent(fish::feed(None)), None);
}

/// Reads a value, which must be written again as it was.
fn round_trip<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(json: serde_json::Value) -> T {
    let value: T = from_value(json.clone()).expect("reads");
    assert_eq!(to_value(&value).unwrap(), json);
    value
}

#[test]
fn a_value_of_several_variants_loses_no_member() {
    let both = json!({"books": 2, "journal": "J"});
    assert!(matches!(round_trip::<Person>(both.clone()), Person::Unknown(json) if json == both));
    assert!(matches!(round_trip::<Person>(json!({"books": 2})), Person::Author(_)));
    assert!(matches!(round_trip::<Person>(json!({"journal": "J"})), Person::Editor(_)));
    // Within a member, in a list, and with members beside the union.
    let contact = json!({"address": "a", "number": "1"});
    round_trip::<Person>(json!({"books": 2, "journal": "J", "contact": contact}));
    round_trip::<Staff>(json!([both]));
    assert!(matches!(round_trip::<Staff>(json!([{"books": 1}])), Staff::AuthorList(_)));
    round_trip::<Signed>(json!({"since": "then", "books": 2, "journal": "J"}));
}

#[test]
fn a_value_that_is_one_variant_is_read_as_it() {
    // The journal has no such value, no variant lists `new`, the document says one of them, or the objects are closed.
    let person = |json| from_value::<Person>(json).unwrap();
    assert!(matches!(person(json!({"books": 2, "journal": 5})), Person::Author(_)));
    assert!(matches!(person(json!({"books": 2, "new": true})), Person::Author(_)));
    assert!(matches!(from_value::<Either>(json!({"books": 2, "journal": "J"})).unwrap(), Either::Author(_)));
    assert!(matches!(from_value::<Closed>(json!({"left": 1, "right": 2})).unwrap(), Closed::Left(_)));
}

#[test]
fn what_is_left_as_json_is_kept_and_what_extends_it_is_read_as_it() {
    let sent = json!({"animal": {"kind": "dog", "name": "Rex", "barks": true}, "shape": {"side": 2.5, "odd": [null]},
        "place": {"town": 1}, "either": {"city": "Kyiv"}});
    let holder: LeftHolder = from_value(sent.clone()).unwrap();
    let animal = holder.animal.as_ref().unwrap();
    let LeftAnimal::LeftAnimalBase(base) = animal else { panic!("it is not read as the base") };
    assert_eq!((base.kind.as_str(), base.name.as_deref()), ("dog", Some("Rex")));
    assert_eq!(base.extra["barks"], true);
    assert_eq!(holder.place, Some(json!({"town": 1})));
    // The type is still there, for a program that wants it.
    let dog: LeftDog = from_value(to_value(animal).unwrap()).unwrap();
    assert_eq!(dog.barks, Some(true));
    assert_eq!(to_value(&holder).unwrap(), sent);
}

#[test]
fn constants_say_which_variant_there_is() {
    assert!(matches!(round_trip(json!({"type": "opened", "n": 1})), Event::Opened(opened) if opened.n == 1));
    let locked = round_trip(json!({"type": "locked", "n": 1}));
    assert!(matches!(locked, Event::Closed(closed) if closed.r#type == ClosedType::Locked));
    assert!(matches!(round_trip(json!("gone")), Event::String(text) if text == "gone"));
    assert!(matches!(round_trip(json!({"v": 2, "a": "x"})), Version::Variant2(_)));
}

#[test]
fn a_constant_that_no_variant_has_is_kept_whole() {
    for unknown in [json!({"type": "moved", "n": 1, "to": "x"}), json!({"type": "opened", "n": "one"}), json!({"n": 1})] {
        assert!(matches!(round_trip(unknown), Event::Unknown(_)));
    }
    assert!(matches!(round_trip(json!({"v": 3, "a": "x"})), Version::Unknown(_)));
}

#[test]
fn constants_that_variants_share_or_may_lack_do_not_say_it() {
    assert!(matches!(round_trip(json!({"type": "locked", "n": 1, "by": "me"})), Shared::Locked(_)));
    assert!(matches!(round_trip(json!({"r": 1})), Loose::Right(_)));
    assert!(matches!(round_trip(json!({"side": "left"})), Loose::Left(_)));
}

#[test]
fn what_limits_one_kind_of_value_in_a_union_is_checked() {
    use cases::unions_limits::a::{self, PutParams};
    use cases::unions_limits::models::{Holder, HolderSeveral, Prompt};
    let fault = |holder: Holder| a::post(holder).check().map_err(|fault| fault.to_string());
    let right = Holder::new().prompt("abcde").prompts([Prompt::from("a")]).twice("abcde").lone("abc").nested("a");
    assert_eq!(fault(right.several(HolderSeveral::from(vec!["a".to_owned(), "b".to_owned()]))), Ok(()));
    for (wrong, told) in [
        (Holder::new().prompt("abcdef"), "/prompt: at most 5 characters are allowed, 6 are given"),
        (Holder::new().prompt(vec!["a".to_owned(); 3]), "/prompt: at most 2 items are allowed, 3 are given"),
        (Holder::new().prompt(vec![String::new()]), "/prompt/0: at least 1 character is needed, 0 are given"),
        (Holder::new().prompts([Prompt::from("abcdef")]), "/prompts/0: at most 5 characters are allowed, 6 are given"),
        (Holder::new().lone("abcd"), "/lone: at most 3 characters are allowed, 4 are given"),
        (Holder::new().nested(""), "/nested: at least 1 character is needed, 0 are given"),
    ] {
        let found = fault(wrong).expect_err("a fault");
        assert!(found.ends_with(told), "{found}");
    }
    let body = a::put("abcdef").check().map_err(|fault| fault.to_string());
    assert!(body.expect_err("a fault").ends_with("at most 5 characters are allowed, 6 are given"));
    let page = a::put_with("abc", PutParams::new().page(0)).check().map_err(|fault| fault.to_string());
    assert!(page.expect_err("a fault").contains("the number must be at least 1, but is 0"));
}

#[test]
fn a_variant_that_reads_exactly_goes_before_one_that_would_write_something_else() {
    use cases::unions_exact::models::{Counts, Either, Grid, Listing, Reading, When};
    assert!(matches!(round_trip(json!({"data": {"value": 1}})), Reading::Number(_)));
    assert!(matches!(round_trip(json!({"data": {"value": "1"}})), Reading::Text(_)));
    assert!(matches!(round_trip(json!({"data": {"value": true}})), Reading::Truth(_)));
    assert!(matches!(round_trip(json!({"items": [1]})), Listing::Numbers(_)));
    assert!(matches!(round_trip(json!({"z": 1})), Counts::Amounts(_)));
    assert!(matches!(round_trip(json!([[], [1]])), Grid::Digits(_)));
    // A date alone is read as a point in time only where no variant is a date, since it cannot be sent as one.
    assert!(matches!(round_trip(json!("2024-01-01")), When::Date(_)));
    assert!(matches!(round_trip(json!("2024-01-01T00:00:00Z")), When::DateTime(_)));
    // What has a schema for further members keeps them.
    assert!(matches!(round_trip(json!({"e": true})), Either::Flags(_)));
    assert!(matches!(round_trip(json!({})), Either::Closed(_)));
    // Where nothing is exact, a variant reads with tolerance.
    let read: Reading = from_value(json!({"data": {"value": 1}, "new": [2]})).expect("it decodes");
    assert!(matches!(read, Reading::Number(_)), "a member that no variant lists changes nothing");
    let read: Listing = from_value(json!({"items": ["a", 1]})).expect("it decodes");
    assert!(matches!(read, Listing::Texts(_)));
}
