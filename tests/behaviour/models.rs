//! Models of the cases: what decodes to what, and what is written back.

use cases::{
    forms_open, forms_read_and_write, newer_prefix_items, newer_three_one, schemas_all_of, schemas_all_of_more, schemas_containers, schemas_enums, schemas_formats,
    schemas_objects, schemas_odd_enums, schemas_recursion,
    schemas_scalars, unions_discriminated, unions_hierarchy, unions_overlapping, unions_plain, vendors_large_integers,
};
use serde_json::{Value, from_value, json, to_value};

#[track_caller]
fn round_trip<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(value: Value) -> T {
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
fn a_list_or_map_of_itself_is_a_type_of_its_own() {
    use schemas_containers::models::{Cells, Nest, Rows, Tree};
    let nest: Nest = round_trip(json!([[], [[]]]));
    let Nest::List(inner) = &nest else { panic!("{nest:?}") };
    assert_eq!(inner.len(), 2);
    assert_eq!(to_value(Nest::List(vec![Nest::List(Vec::new())])).expect("it is written"), json!([[]]));
    let tree: Tree = round_trip(json!({"a": {"b": {}}, "c": {}}));
    assert_eq!(tree.extra.iter().count(), 2);
    let rows: Rows = round_trip(json!([[{"x": [[]]}]]));
    assert!(matches!(rows.first(), Some(Cells::List(cells)) if cells.len() == 1));
    // What is no list is kept.
    assert!(matches!(round_trip::<Nest>(json!({"a": 1})), Nest::Unknown(_)));
}

#[test]
fn an_item_of_a_tuple_is_any_of_those_that_the_tuple_has() {
    use newer_prefix_items::models::{Move, MoveItem, Open, OpenItem, Term, TermItem};
    let moved: Move = round_trip(json!([[1.5, 2.5], {"name": "a"}]));
    assert!(matches!(moved.as_slice(), [MoveItem::Point(_), MoveItem::Tag(_)]), "{moved:?}");
    let term: Term = round_trip(json!(["f", ["x", []]]));
    assert!(matches!(term.as_slice(), [TermItem::String(name), TermItem::Term(rest)] if name == "f" && rest.len() == 2));
    // What follows an open tuple may be anything.
    let open: Open = round_trip(json!([{"name": "a"}, 7]));
    assert!(matches!(open.as_slice(), [OpenItem::Tag(_), OpenItem::Json(_)]), "{open:?}");
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
fn what_a_server_sets_does_not_go_back_to_it() {
    use forms_open::models::{Note, NotePatch, Page, PageInput, PlaceFull};
    let written = |value: &dyn Fn() -> serde_json::Result<Value>| value().expect("written");
    let note = json!({
        "id": "1", "title": "a", "@etag": "2", "labels": {"owner": "o", "x": "y"}, "place": {"id": "3", "city": "c", "z": 1}
    });
    let read: Note = round_trip(note.clone());
    let sent = json!({"title": "a", "labels": {"x": "y"}, "place": {"city": "c", "z": 1}});
    assert_eq!(written(&|| to_value(NotePatch::from(read.clone()))), sent, "what a whole value loses would be deleted");
    let decoded: NotePatch = from_value(note).expect("decodes");
    let sent = json!({"title": "a", "@etag": "2", "labels": {"x": "y"}, "place": {"city": "c", "z": 1}});
    assert_eq!(written(&|| to_value(&decoded)), sent);
    let page: Page = round_trip(json!({"id": "1", "text": "a", "more": [2]}));
    assert_eq!(written(&|| to_value(PageInput::from(page.clone()))), json!({"text": "a", "more": [2]}));

    let refused = |value: serde_json::Result<Value>| value.expect_err("refused").to_string();
    let mut place = PlaceFull { city: None, extra: Default::default() };
    place.extra.insert("id".to_owned(), json!("3"));
    let read_only = "`id` is read-only and cannot be sent: remove it from the additional members";
    assert_eq!(refused(to_value(NotePatch::new().place(place.clone()))), read_only);
    let request = forms_open::notes::update_note("1", NotePatch::new().place(place));
    let fault = request.check().expect_err("refused").to_string();
    assert_eq!(fault, format!("updateNote: body at /place/id: {read_only}"));
    let mut page = PageInput::new().text("a");
    page.extra.insert("text".to_owned(), json!("b"));
    let typed = "`text` is a member of the schema: set its field, and remove it from the additional members";
    assert_eq!(refused(to_value(page)), typed);
    let mut page: Page = from_value(json!({})).expect("decodes");
    page.extra.insert("id".to_owned(), json!("b"));
    assert!(to_value(page).is_err(), "a name is not written twice in what was read either");
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

#[test]
fn all_of_takes_references_parts_beside_it_and_parts_of_parts() {
    use schemas_all_of_more::models::{Beside, Both, Holder, Narrowed, NarrowedKind, Open, SelfModel, Text, WithUnion};
    let _: Both = round_trip(json!({"a": "1", "b": 2, "kind": "k"}));
    let beside: Beside = round_trip(json!({"a": "1", "b": 2, "d": ["x"], "c": true}));
    assert_eq!((beside.b, beside.c), (2, true));
    from_value::<Beside>(json!({"a": "1", "c": true})).expect_err("`b` is required");
    assert_eq!(round_trip::<Narrowed>(json!({"kind": "b"})).kind, Some(NarrowedKind::B));
    let holder: Holder = round_trip(json!({"inline": {"a": "1", "e": "2"}}));
    assert!(holder.told.is_none());
    assert!(from_value::<Holder>(json!({"told": null})).is_ok());
    assert_eq!(round_trip::<Open>(json!({"a": "1", "z": 2})).extra["z"], 2);
    let WithUnion::Variant2(second) = round_trip(json!({"a": "1", "y": "2"})) else { panic!("the second") };
    assert_eq!((second.a.as_str(), second.y.as_str()), ("1", "2"));
    assert_eq!(round_trip::<Text>(json!("abc")), "abc");
    let own: SelfModel = round_trip(json!({"a": "1", "next": {"a": "2", "next": {"a": "3"}}}));
    assert_eq!(own.next.and_then(|next| next.next).map(|next| next.a).as_deref(), Some("3"));
}

#[test]
fn maps_and_lists_nest_and_null_stands_where_it_may() {
    use schemas_containers::models::{Free, Holes, MapOfMaps, Point, Records, Table, Tree, Value as Nested};
    assert_eq!(round_trip::<MapOfMaps>(json!({"a": {"b": 1}, "c": {}}))["a"]["b"], 1);
    assert_eq!(round_trip::<Table>(json!([[[1.5], []], []]))[0][0], [1.5]);
    assert_eq!(round_trip::<Holes>(json!(["a", null])), [Some("a".to_owned()), None]);
    assert_eq!(round_trip::<Records>(json!({"p": {"x": 1}}))["p"].x, 1);
    let point: Point = round_trip(json!({"x": 1, "a": "b", "c": null}));
    assert_eq!((point.extra["a"].as_deref(), point.extra["c"].as_deref()), (Some("b"), None));
    round_trip::<Free>(json!({
        "any": [1, {"a": null}], "object": {"a": 1}, "open": {}, "list": [null, "x"], "holes": [null]
    }));
    assert!(from_value::<Free>(json!({"nothing": null, "any": null})).is_ok());
    round_trip::<Tree>(json!({"a": {"b": {}}}));
    assert!(matches!(round_trip::<Nested>(json!({"a": ["b", []]})), Nested::ValueMap(_)));
}

#[test]
fn a_type_may_contain_itself_through_any_edge() {
    use schemas_containers::models::{Ring, RingChoice};
    let ring: Ring = round_trip(json!({
        "list": [{}], "map": {"a": {}}, "choice": {"choice": "x"}, "part": {"name": "n", "part": {"name": "m"}}, "grid": [[{}]]
    }));
    assert!(matches!(ring.choice, Some(RingChoice::Ring(_))));
}

#[test]
fn enums_of_every_kind_read_what_is_sent() {
    use schemas_odd_enums::models::{Cased, Large, Many, Mixed, Nullable, Ratio, Unsaid, Yes};
    assert!(round_trip::<Yes>(json!(true)));
    assert_eq!(round_trip::<Ratio>(json!(0.5)), 0.5);
    for value in [json!("a"), json!(1), json!(true), json!(null)] {
        round_trip::<Mixed>(value);
    }
    assert_eq!(round_trip::<Nullable>(json!("")), Nullable::Empty);
    assert_eq!(round_trip::<Large>(json!(9_007_199_254_740_993_i64)), Large::Value9007199254740993);
    assert_eq!(round_trip::<Unsaid>(json!("off")), Unsaid::Off);
    let cased = ["asc", "ASC", "Asc", "a-sc", "a_sc", ">", ">=", "<", "!=", "*", "١", "日本", "a b", "a  b", "Unknown"];
    let mut seen = std::collections::BTreeSet::new();
    for text in cased {
        assert!(seen.insert(format!("{:?}", round_trip::<Cased>(json!(text)))), "{text}");
    }
    assert_eq!(round_trip::<Many>(json!("v299")), Many::V299);
    assert_eq!(round_trip::<Many>(json!("v300")), Many::Unknown("v300".to_owned()));
}

#[test]
fn a_default_is_not_sent_by_surprise() {
    let default: schemas_odd_enums::models::DefaultModel = from_value(json!({})).expect("all is optional");
    assert_eq!(to_value(default).expect("written"), json!({}));
}

#[test]
fn formats_keep_the_text_and_numbers_their_digits() {
    use schemas_formats::models::All;
    round_trip::<All>(json!({
        "at": "2026-11-21T23:19:00.123456789+05:30", "day": "2026-02-28", "time": "23:59:60Z", "span": "P1Y2M3DT4H",
        "id": "6F9619FF-8B86-D011-B42D-00C04FC964FF", "price": "1.10", "ratio": 0.1, "exact": 1e300, "small": -5,
        "large": 9_223_372_036_854_775_807_i64, "unsigned": 18_446_744_073_709_551_615_u64, "number": 7.5,
        "raw": "AQID", "url": "https://example.com/%C3%BC?a=b", "mail": "a@b", "any": 18_446_744_073_709_551_615_u64
    }));
    // What is no value of its format is kept too: the document is wrong more often than the server.
    round_trip::<All>(json!({"at": "2026-11-21", "day": "soon", "time": "noon", "span": "1h", "id": "7", "price": "?", "raw": "*"}));
    let numbers = r#"{"cost":123456789012345678901234567890.10,"big":123456789012345678901234567890}"#;
    let all: All = serde_json::from_str(numbers).expect("it decodes");
    let text = |decimal: &Option<cases::Decimal>| decimal.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(&all.cost), "123456789012345678901234567890.10");
    assert_eq!(text(&all.big), "123456789012345678901234567890");
    assert_eq!(cases::runtime::write_json(&all).expect("written"), numbers.as_bytes());
    let all: All = serde_json::from_str(r#"{"plain": 7.0, "large": "12", "number": 12345678901234567890123}"#).expect("it decodes");
    assert_eq!((all.plain, all.large), (Some(7), Some(12)));
    assert!(format!("{:?}", from_value::<All>(json!({"secret": "hush"}))).find("hush").is_none());
}

#[test]
fn an_integer_that_may_be_beyond_64_bits_keeps_its_digits() {
    use vendors_large_integers::models::Large;
    let text = r#"{"bounded":-9223372036854775808,"unsigned":18446744073709551615,"joined":7,"beyond":99999999999999999999999}"#;
    let large: Large = serde_json::from_str(text).expect("it decodes");
    assert_eq!((large.unsigned, large.joined), (Some(u64::MAX), Some(7)));
    assert_eq!(large.beyond.as_ref().and_then(cases::Decimal::to_i128), Some(99_999_999_999_999_999_999_999));
    assert_eq!(cases::runtime::write_json(&large).expect("written"), text.as_bytes());
}

#[test]
fn heirs_are_told_apart_at_every_depth() {
    use unions_hierarchy::models::{Animal, Cat, Dog, Order, OrderPayment, Payment, Zoo};
    let zoo: Zoo = round_trip(json!({"animals": [
        {"species": "dog", "bark": true}, {"species": "puppy", "bark": false, "weeks": 3}, {"species": "Cat", "name": "Tom"},
        {"species": "#Zoo.Lizard"}, {"species": "yeti", "name": "?"}
    ], "dog": {"species": "dog", "bark": true}}));
    let animals = zoo.animals.expect("animals");
    assert!(matches!(&animals[0], Animal::Dog(dog) if dog.bark == Some(true)));
    assert!(matches!(&animals[1], Animal::Puppy(puppy) if puppy.weeks == 3));
    assert!(matches!(&animals[2], Animal::Cat(cat) if cat.name.as_deref() == Some("Tom")));
    assert!(matches!(&animals[3], Animal::Lizard(_)));
    assert!(matches!(&animals[4], Animal::AnimalBase(base) if base.species == "yeti"));
    let _: (Dog, Cat) = (round_trip(json!({"species": "dog"})), round_trip(json!({"species": "Cat"})));
    assert!(matches!(round_trip::<Payment>(json!({"type": "cash"})), Payment::Cash(_)));
    assert!(matches!(round_trip::<Payment>(json!({"type": "coin"})), Payment::Unknown(_)));
    let order: Order = round_trip(json!({"payment": {"type": "card", "number": "1"}}));
    assert!(matches!(order.payment, Some(OrderPayment::Payment(_))));
    assert!(matches!(round_trip::<Order>(json!({"payment": {"reason": "gift"}})).payment, Some(OrderPayment::Free(_))));
    assert!(from_value::<Order>(json!({"payment": null})).expect("null").payment.is_none());
}

#[test]
fn heirs_of_a_base_within_a_base_have_its_value() {
    use unions_hierarchy::models::{Boat, Sailboat, Vehicle};
    let text = json!({"kind": "boat", "drive": "wind", "masts": 2});
    let read: Vehicle = round_trip(text.clone());
    assert!(matches!(&read, Vehicle::Boat(boat) if matches!(&**boat, Boat::Sailboat(sailboat) if sailboat.masts == 2)));
    let made = Vehicle::from(Boat::from(Sailboat::new(2)));
    assert_eq!(to_value(&made).expect("written"), text);
    assert!(matches!(round_trip::<Vehicle>(json!({"kind": "car"})), Vehicle::Car(_)));
    let oars: Vehicle = round_trip(json!({"kind": "boat", "drive": "oars", "pairs": 4}));
    assert!(matches!(oars, Vehicle::Boat(boat) if matches!(&*boat, Boat::BoatBase(_))));
}

#[test]
fn overlapping_variants_are_told_by_what_they_have_and_by_constants() {
    use unions_overlapping::models::*;
    // Two objects that demand the same member are one.
    assert_eq!(round_trip::<Either>(json!({"name": "a", "age": 1, "employer": "b"})).employer.as_deref(), Some("b"));
    assert!(matches!(round_trip::<Switch>(json!({"state": "off", "since": "x"})), Switch::Off(_)));
    assert!(matches!(round_trip::<Switch>(json!({"state": "on"})), Switch::On(_)));
    assert!(matches!(round_trip::<Scalar>(json!(true)), Scalar::Bool(true)));
    assert!(matches!(round_trip::<Scalar>(json!(1)), Scalar::Integer(1)));
    assert!(matches!(round_trip::<Scalar>(json!(1.5)), Scalar::Number(_)));
    assert!(matches!(round_trip::<Scalar>(json!("2026-11-21T00:00:00Z")), Scalar::DateTime(_)));
    assert!(matches!(round_trip::<Scalar>(json!("text")), Scalar::String(_)));
    assert!(matches!(round_trip::<Nested>(json!({"state": "off"})), Nested::Switch(_)));
    assert!(matches!(round_trip::<Nested>(json!(7)), Nested::Scalar(_)));
    assert!(matches!(round_trip::<Nested>(json!([1, "a", true])), Nested::ScalarList(list) if list.len() == 3));
    assert!(from_value::<OrNull>(json!({"maybe": null})).expect("null").maybe.is_none());
    round_trip::<OrNull>(json!({"maybe": {"name": "a"}, "list": [1, "a"]}));
    from_value::<OrNull>(json!({"list": [null, 1]})).expect("null among the items");
    assert!(matches!(round_trip::<Lists>(json!([1])), Lists::IntegerList(_)));
    assert!(matches!(round_trip::<Lists>(json!(["a"])), Lists::StringList(_)));
    assert!(matches!(round_trip::<Lists>(json!({"a": "b"})), Lists::StringMap(_)));
    assert!(matches!(round_trip::<OneOrMany>(json!([{"name": "a"}])), OneOrMany::PersonList(_)));
    assert!(matches!(round_trip::<OneOrMany>(json!({"name": "a"})), OneOrMany::Person(_)));
    round_trip::<Not>(json!({"word": "good", "any": 5}));
}

#[test]
fn members_beside_a_pattern_are_any_json() {
    let beside: cases::newer_pattern_properties::models::Beside =
        round_trip(json!({"id": "1", "x-1": "a", "other": {"deep": [1]}}));
    assert_eq!((beside.id.as_deref(), &beside.extra["other"]), (Some("1"), &json!({"deep": [1]})));
}

#[test]
fn members_that_only_a_condition_declares_are_optional_members() {
    use cases::newer_conditions::models::{Order, Parts};
    let order: Order = round_trip(json!({"country": "DE", "vat": "DE1", "duty": {"rate": 0.5}, "paid": true}));
    assert_eq!((order.vat.as_deref(), order.paid), (Some("DE1"), Some(true)));
    assert_eq!(order.duty.and_then(|duty| duty.rate), Some(0.5));
    round_trip::<Order>(json!({"country": "FR"}));
    let parts: Parts = round_trip(json!({"a": 1, "rate": 0.5}));
    assert_eq!((parts.a, parts.rate), (Some(1), Some(0.5)));
}

#[test]
fn each_spelling_of_nullable_takes_null() {
    use cases::schemas_nullable_spellings::models::Spelt;
    let spelt: Spelt = round_trip(json!({"beside": null, "part": null, "extension": null, "inside": null}));
    assert!([spelt.beside, spelt.part, spelt.extension, spelt.inside].iter().all(Option::is_none));
    round_trip::<Spelt>(json!({"beside": {"id": "1"}, "part": {"id": "1"}, "extension": {"id": "1"}, "inside": {}}));
}
