//! Values that several schemas describe: joined, one of several, told apart by a tag.

use cases::{schemas_constants, schemas_joined, schemas_limits_of_parts, unions_tagged};
use serde_json::{Value, from_value, json, to_value};

#[track_caller]
fn round_trip<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(value: Value) -> T {
    let decoded: T = from_value(value.clone()).expect("it decodes");
    assert_eq!(to_value(&decoded).expect("it is written"), value);
    decoded
}

#[test]
fn all_of_follows_other_names_of_an_object() {
    let response: schemas_joined::models::Response = round_trip(json!({"gid": "1", "name": "a", "more": 2}));
    assert_eq!((response.gid.as_str(), response.name.as_deref(), response.more), ("1", Some("a"), Some(2)));
}

#[test]
fn a_member_of_two_parts_has_the_members_of_both() {
    use schemas_joined::models::{Later, Usage, UsageMetrics};
    let metrics: UsageMetrics = round_trip::<Usage>(json!({"metrics": {"cpu": 0.5, "rps": 7}})).metrics.unwrap();
    assert_eq!((metrics.cpu, metrics.rps), (Some(0.5), 7));
    // Components that contain themselves, and lists of them.
    let inside = json!({"left": "a", "right": "b", "inside": {"left": "c", "inside": {"right": "d"}}});
    let later: Later = round_trip(json!({"one": inside, "all": [inside]}));
    let one = later.one.unwrap();
    assert_eq!(one.inside.unwrap().inside.unwrap().right.as_deref(), Some("d"));
    assert_eq!(later.all.unwrap()[0].right.as_deref(), Some("b"));
}

#[test]
fn all_of_of_scalars_is_the_narrowest() {
    use schemas_joined::models::{Color, Day, Painted, Texts, Whole, Word};
    let word: Word = round_trip(json!("abc"));
    assert_eq!(word, "abc".to_owned());
    let day: Day = round_trip(json!("2026-01-31"));
    assert!(day.is_valid());
    let whole: Whole = round_trip(json!(3));
    assert_eq!(whole, 3_i64);
    assert_eq!(round_trip::<Painted>(json!("red")), Color::Red);
    assert_eq!(round_trip::<Texts>(json!(["red", "green"]))[1], Color::Green);
}

#[test]
fn a_constant_narrows_the_text_of_the_base() {
    use schemas_joined::models::{Circle, CircleKind};
    let circle: Circle = round_trip(json!({"kind": "circle", "size": 2}));
    assert_eq!((circle.kind, circle.size), (CircleKind::Circle, Some(2)));
}

#[test]
fn members_beside_a_union_are_members_of_each_variant() {
    use schemas_joined::models::{Contact, Order, Payment};
    let Payment::Card(card) = round_trip(json!({"amount": 5, "number": "4242"})) else { panic!("a card") };
    assert_eq!((card.amount, card.number.as_str()), (5, "4242"));
    let Payment::Bank(bank) = round_trip(json!({"amount": 6, "iban": "DE"})) else { panic!("a bank") };
    assert_eq!((bank.amount, bank.iban.as_str()), (6, "DE"));
    let Order::Cash(order) = round_trip(json!({"id": "1", "coins": 3})) else { panic!("cash") };
    assert_eq!((order.id.as_str(), order.coins), ("1", 3));
    let contact: Contact = round_trip(json!({"mail": "a@b"}));
    assert_eq!(contact.phone, None);
}

#[test]
fn objects_that_a_value_may_be_at_once_are_one_object() {
    use schemas_joined::models::{Ends, Pages, PagesLinks, Pet};
    let page = json!({"next": "n", "last": "l", "first": "f", "prev": "p"});
    let pages: Pages = round_trip(json!({"pages": page, "links": page}));
    assert_eq!(pages.pages.unwrap().prev.as_deref(), Some("p"));
    assert!(matches!(pages.links.unwrap(), PagesLinks::Object(links) if links.next.as_deref() == Some("n")));
    assert!(matches!(round_trip::<Pages>(json!({"links": "none"})).links.unwrap(), PagesLinks::String(_)));
    assert_eq!(round_trip::<Ends>(page).first.as_deref(), Some("f"));
    assert!(matches!(round_trip::<Pet>(json!({"coins": 1})), Pet::Cash(_)));
}

#[test]
fn where_a_mapping_is_given_the_value_of_the_discriminator_decides() {
    use unions_tagged::models::Meta;
    assert!(matches!(round_trip::<Meta>(json!({"type": "int", "value": 2})), Meta::IntMeta(_)));
    assert!(matches!(round_trip::<Meta>(json!({"type": "zzz", "value": 2})), Meta::Unknown(json) if json["value"] == 2));
    // The listed value counts before the shape, and what does not fit it is an error.
    let error = from_value::<Meta>(json!({"type": "bool", "value": 2})).expect_err("no boolean").to_string();
    assert!(error.contains("value") && error.contains("boolean"), "{error}");
}

#[test]
fn a_discriminator_may_be_a_number() {
    use unions_tagged::models::Version;
    assert!(matches!(round_trip::<Version>(json!({"v": 2, "x": "q"})), Version::Two(_)));
    assert!(matches!(round_trip::<Version>(json!({"v": 3, "x": "q"})), Version::Unknown(_)));
}

#[test]
fn a_variant_may_extend_the_union_that_lists_it() {
    use unions_tagged::models::{Apple, Cherry, Fruit};
    let (apple, cherry) = (json!({"fruit": "apple", "weight": 7, "sort": "Boskoop"}), json!({"fruit": "cherry", "weight": 1}));
    let read: Fruit = round_trip(apple.clone());
    let Fruit::Apple(read) = read else { panic!("{read:?}") };
    assert_eq!((read.weight, read.sort.as_deref()), (7, Some("Boskoop")));
    assert_eq!(to_value(Fruit::from(Apple::new(7).sort("Boskoop"))).unwrap(), apple);
    assert_eq!(to_value(Fruit::from(Cherry::new(1))).unwrap(), cherry);
    assert!(matches!(round_trip::<Fruit>(cherry), Fruit::Cherries(_)));
}

#[test]
fn a_variant_writes_its_tag_by_itself_and_refuses_another() {
    use unions_tagged::models::{Device, PoleMounting, WallMounting};
    let device = Device::new("d", WallMounting::new().side("left"));
    let body = json!({"name": "d", "mounting": {"object_type": "WALL", "side": "left"}});
    assert_eq!(to_value(&device).unwrap(), body);
    assert_eq!(to_value(PoleMounting::new(3)).unwrap(), json!({"object_type": "POLE", "height": 3}));
    assert!(unions_tagged::devices::put(device).check().is_ok());
    let wrong = Device::new("d", WallMounting::new().object_type("oops"));
    let error = unions_tagged::devices::put(wrong).check().expect_err("another tag").to_string();
    assert!(error.contains("the value must be \"WALL\", but is \"oops\""), "{error}");
}

#[test]
fn what_extends_a_base_unknown_to_the_document_is_kept_whole() {
    use unions_tagged::models::{ColorDimmer, Setting};
    let unknown = json!({"kind": "#g.new", "id": "1", "q": {"a": [1]}});
    let Setting::SettingBase(base) = round_trip(unknown) else { panic!("the base") };
    assert_eq!((base.kind.as_str(), base.id.as_deref(), &base.extra["q"]), ("#g.new", Some("1"), &json!({"a": [1]})));
    let Setting::ColorDimmer(dimmer) = round_trip(json!({"kind": "#g.colorDimmer", "level": 1, "color": "red"})) else {
        panic!("two levels down")
    };
    assert_eq!((dimmer.level, dimmer.color.as_deref()), (Some(1), Some("red")));
    let sent = Setting::from(ColorDimmer::new().color("blue"));
    assert_eq!(to_value(sent).unwrap(), json!({"kind": "#g.colorDimmer", "color": "blue"}));
}

#[test]
fn constants_with_names_of_their_own_are_one_open_enum() {
    use unions_tagged::models::{Level, Status};
    assert_eq!(round_trip::<Status>(json!("LEGACY")), Status::OldOne);
    assert_eq!(round_trip::<Status>(json!("NEW")), Status::Unknown("NEW".into()));
    assert_eq!(round_trip::<Level>(json!(2)), Level::High);
    assert_eq!(round_trip::<Level>(json!(9)), Level::Unknown(9));
}

#[test]
fn a_value_that_fits_only_by_an_unknown_constant_is_no_variant() {
    use unions_tagged::models::{Mixed, MixedVariant1};
    assert!(matches!(round_trip::<Mixed>(json!("auto")), Mixed::Variant1(MixedVariant1::Auto)));
    assert!(matches!(round_trip::<Mixed>(json!("new")), Mixed::Unknown(json) if json == "new"));
    assert!(matches!(round_trip::<Mixed>(json!(3)), Mixed::Integer(3)));
}

#[test]
fn a_required_member_with_one_value_is_not_asked_for() {
    use unions_tagged::models::{Manifest, ManifestApiVersion};
    let manifest: Manifest = round_trip(json!({"apiVersion": "v1", "name": "a"}));
    assert_eq!(manifest.api_version, ManifestApiVersion::V1);
    from_value::<Manifest>(json!({"name": "a"})).expect_err("it is required");
}

#[test]
fn limits_that_any_part_sets_hold_and_so_do_values_of_numbers_and_booleans() {
    use schemas_limits_of_parts::models::Heir;
    let fault = |heir: Heir| schemas_limits_of_parts::a::put(heir).check().map_err(|fault| fault.to_string());
    let heir = Heir::new().inherited("two").counted(7).part("abc").named("abc").beside(3).list(["a"]).any("ab");
    assert_eq!(fault(heir.ratio(1.5).exact(1.5).agreed(true)), Ok(()));
    for (wrong, told) in [
        (Heir::new(), "at least 1 member is needed, 0 are given"),
        (Heir::new().inherited("a"), "/inherited: at least 2 characters are needed, 1 is given"),
        (Heir::new().counted(8), "/counted: the number must be at most 7, but is 8"),
        (Heir::new().part("ab"), "/part: at least 3 characters are needed, 2 are given"),
        (Heir::new().named("ab"), "/named: at least 3 characters are needed, 2 are given"),
        (Heir::new().beside(2), "/beside: the number must be at least 3, but is 2"),
        (Heir::new().list(Vec::<String>::new()), "/list: at least 1 item is needed, 0 are given"),
        (Heir::new().list(["a", "b", "c"]), "/list: at most 2 items are allowed, 3 are given"),
        (Heir::new().any("abc"), "/any: at most 2 characters are allowed, 3 are given"),
        (Heir::new().ratio(0.7), "/ratio: the number must be 0.5 or 1.5, but is 0.7"),
        (Heir::new().exact(2.0), "/exact: the number must be 1.5, but is 2"),
        (Heir::new().agreed(false), "/agreed: the value must be true, but is false"),
    ] {
        let found = fault(wrong).expect_err("a fault");
        assert!(found.ends_with(told), "{found}");
    }
}

#[test]
fn nobody_is_asked_for_what_has_one_value() {
    use schemas_constants::models::{Agreement, AgreementOther};
    let agreement = Agreement::new(None, "a");
    let sent = json!({"kind": "agreement", "version": 3, "ratio": -1.5, "agreed": true, "named": true, "maybe": null, "name": "a"});
    assert_eq!(to_value(&agreement).unwrap(), sent);
    assert_eq!(round_trip::<Agreement>(sent), agreement);
    assert_eq!(agreement.clone().other(4).other, Some(AgreementOther::Value4));
    let fault = |agreement| schemas_constants::a::put(agreement).check().expect_err("a fault").to_string();
    let (mut other, mut no) = (agreement.clone(), agreement);
    (other.ratio, no.named) = (2.0, false);
    assert!(fault(other).ends_with("/ratio: the number must be -1.5, but is 2"));
    assert!(fault(no).ends_with("/named: the value must be true, but is false"));
}

#[test]
fn all_of_allows_null_where_all_parts_do() {
    use cases::newer_null_in_parts::models::Holder;
    let holder: Holder = round_trip(json!({"label": null, "both": null, "inline": null, "text": "a"}));
    assert!(holder.label.is_none() && holder.both.is_none() && holder.inline.is_none());
    let holder: Holder = round_trip(json!({"label": "b", "both": {"a": "1", "b": "2"}, "inline": 3, "text": "a"}));
    assert_eq!(holder.inline, Some(3));
    let refused = json!({"label": "b", "both": null, "inline": null, "text": null});
    assert!(from_value::<Holder>(refused).expect_err("one part is no null").to_string().contains("/text"));
}

#[test]
fn all_of_of_enums_has_the_values_that_all_list() {
    use cases::schemas_joined_enums::models::{Both, Holder, HolderNumber, Inline, Part};
    assert_eq!([Both::Red, Both::Yellow].map(|value| value.to_string()), ["red", "yellow"]);
    assert_eq!([Inline::B, Inline::C].map(|value| value.to_string()), ["b", "c"]);
    assert_eq!([Part::B, Part::C].map(|value| value.to_string()), ["b", "c"]);
    assert!(matches!(Both::from("orange"), Both::Unknown(_)));
    let holder: Holder = round_trip(json!({"number": 3}));
    assert!(matches!(holder.number, Some(HolderNumber::Value3)));
    assert!(matches!(HolderNumber::from(2), HolderNumber::Unknown(2)));
}
