//! What a client sends to change a value: merge patches, and the smallest patch between two values.

use cases::forms_merge_patch::models::{
    PartInput, PartMergePatch, PartPatch, Part, SizeMergePatch, Widget, WidgetMergePatch,
};
use cases::forms_maps::models::{Crate, Shelf, ShelfInput, ShelfMergePatch};
use cases::forms_maps::shelves;
use cases::forms_merge_patch::widgets;
use serde_json::{Map, Value, from_value, json, to_value};

/// Applies a JSON merge patch, as RFC 7396 section 2 says it.
fn apply(target: Value, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut members = if let Value::Object(members) = target { members } else { Map::new() };
    for (name, value) in patch {
        if value.is_null() {
            members.remove(name);
        } else {
            let old = members.remove(name).unwrap_or_default();
            members.insert(name.clone(), apply(old, value));
        }
    }
    Value::Object(members)
}

#[test]
fn a_merge_patch_clears_by_null_through_objects_and_maps() {
    let patch = WidgetMergePatch::new()
        .clear_description()
        .size(SizeMergePatch::new().clear_height())
        .by_name([("a", Some(PartMergePatch::new().clear_label())), ("b", None)])
        .labels([("x", None), ("y", Some("z"))])
        .parts([PartInput::new().label("p")]);
    let body = json!({
        "description": null, "size": {"height": null}, "byName": {"a": {"label": null}, "b": null},
        "labels": {"x": null, "y": "z"}, "parts": [{"label": "p"}]
    });
    let request = widgets::update("1", patch);
    let sent: Value = serde_json::from_slice(request.body_bytes().expect("a body")).expect("JSON");
    assert_eq!(sent, body);
    assert_eq!(request.headers()["content-type"], "application/merge-patch+json");
}

#[test]
fn a_required_member_of_a_merge_patch_may_be_left_out_and_is_never_null() {
    assert_eq!(to_value(WidgetMergePatch::new()).unwrap(), json!({}));
    assert_eq!(to_value(WidgetMergePatch::new().name("n")).unwrap(), json!({"name": "n"}));
}

#[test]
fn by_plain_json_a_patch_keeps_what_the_schema_says() {
    assert_eq!(to_value(PartPatch::new().label("a").clear_weight()).unwrap(), json!({"label": "a", "weight": null}));
}

#[test]
fn changes_are_the_smallest_patch_and_applying_it_gives_the_other_value() {
    let before = json!({
        "id": "1", "name": "n", "description": "d", "size": {"width": 1, "height": 2},
        "parts": [{"label": "a"}], "byName": {"a": {"label": "a"}, "b": {}, "c": {"label": "c"}}, "labels": {"x": "1", "y": "2"}
    });
    let after = json!({
        "id": "1", "name": "m", "size": {"width": 1, "height": 3},
        "parts": [{"label": "a"}, {"label": "b"}], "byName": {"a": {"label": "z"}, "c": {"label": "c"}, "d": {"label": "d"}}, "labels": {"y": "2"}
    });
    let [old, new]: [Widget; 2] = [&before, &after].map(|json| from_value(json.clone()).expect("a widget"));
    let patch = to_value(WidgetMergePatch::changes(&old, &new)).unwrap();
    assert_eq!(patch, json!({
        "name": "m", "description": null, "size": {"height": 3}, "parts": [{"label": "a"}, {"label": "b"}],
        "byName": {"a": {"label": "z"}, "b": null, "d": {"label": "d"}}, "labels": {"x": null}
    }));
    assert_eq!(apply(before, &patch), after);
    assert_eq!(to_value(WidgetMergePatch::changes(&new, &new)).unwrap(), json!({}));
}

#[test]
fn changes_between_values_of_a_plain_patch_clear_what_may_be_cleared() {
    let [old, new]: [Part; 2] =
        [json!({"label": "a", "weight": 1.5}), json!({"label": "b"})].map(|json| from_value(json).expect("a part"));
    assert_eq!(to_value(PartPatch::changes(&old, &new)).unwrap(), json!({"label": "b", "weight": null}));
}

#[test]
fn an_object_that_differs_is_whole_in_a_plain_patch_so_that_it_comes_out_right_if_it_is_replaced() {
    let before = json!({"label": "a", "place": {"id": "1", "room": "r", "shelf": "s"}, "size": {"width": 1, "height": 2}});
    let after = json!({"label": "a", "place": {"id": "1", "shelf": "t"}, "size": {"width": 1, "height": 2}});
    let [old, new]: [Part; 2] = [before, after].map(|json| from_value(json).expect("a part"));
    let patch = to_value(PartPatch::changes(&old, &new)).unwrap();
    assert_eq!(patch, json!({"place": {"room": null, "shelf": "t"}}));
    let [old, new]: [Part; 2] = [json!({"size": {"width": 1, "height": 2}}), json!({"size": {"width": 1, "height": 3}})]
        .map(|json| from_value(json).expect("a part"));
    assert_eq!(to_value(PartPatch::changes(&old, &new)).unwrap(), json!({"size": {"width": 1, "height": 3}}));
}

#[test]
fn maps_are_given_as_entries_whose_names_and_values_convert() {
    let shelf = ShelfInput::new([("a", 1_i64)], [("b", Some("x".to_owned())), ("c", None)])
        .crates([("d", Crate::new().label("l"))])
        .hints([("e", Some("x")), ("f", None)])
        .marks([("g", "x")])
        .signs(std::collections::HashMap::from([("h".to_owned(), "x")]))
        .extra([("i", "2020-01-01".parse::<cases::Date>().unwrap())]);
    let json = json!({
        "counts": {"a": 1}, "notes": {"b": "x", "c": null}, "crates": {"d": {"label": "l"}}, "hints": {"e": "x", "f": null},
        "marks": {"g": "x"}, "signs": {"h": "x"}, "i": "2020-01-01"
    });
    assert_eq!(to_value(&shelf).unwrap(), json);
    assert_eq!(to_value(shelf.clear_marks().clear_signs()).unwrap()["signs"], Value::Null);
    let read: Shelf = from_value(json).expect("a shelf");
    let again = ShelfInput::new(read.counts, read.notes).crates(read.crates.unwrap_or_default()).extra(read.extra);
    assert_eq!(again.crates.expect("crates")["d"].label.as_deref(), Some("l"));
    let params = shelves::ListParams::new([("a", "b")]).order([(String::from("c"), "d")]);
    assert_eq!(shelves::list(params).query().as_deref(), Some("filter%5Ba%5D=b&order%5Bc%5D=d"));
}

#[test]
fn members_that_a_document_does_not_name_have_a_setter() {
    let patch = ShelfMergePatch::new().notes([("b", None::<&str>)]).extra([("d", None::<cases::Date>)]);
    assert_eq!(to_value(patch).unwrap(), json!({"notes": {"b": null}, "d": null}));
    let open = Crate::new().extra([("a", json!(1)), ("b", json!([2]))]).extra([("c", true)]);
    assert_eq!(to_value(open).unwrap(), json!({"c": true}));
}

#[test]
fn members_that_a_document_does_not_name_come_back_where_they_are_kept() {
    use cases::forms_unknown_members::models::{Owner, Room, RoomInput, RoomPatch};
    use cases::forms_unknown_members::rooms;
    let sent = json!({
        "id": "7", "name": "Blue", "@etag": "1", "colour": {"r": 1, "g": [2, null]},
        "door": {"open": true, "lock": "new"}, "seats": [{"row": 1, "side": "left"}],
        "owner": {"kind": "Person", "name": "Ada", "badge": 12}
    });
    let read: Room = from_value(sent.clone()).expect("a room");
    assert_eq!(to_value(&read).unwrap(), sent);
    let mut change = RoomInput::from(read.clone());
    change.name = "Red".to_owned();
    let put = rooms::replace_room("7", change);
    let body: Value = serde_json::from_slice(put.body_bytes().expect("a body")).unwrap();
    let mut expected = sent;
    expected["name"] = json!("Red");
    expected.as_object_mut().unwrap().remove("id"); // It is read-only.
    assert_eq!(body, expected);
    assert!(matches!(read.owner, Some(Owner::Person(_))));

    // A patch sends what changes and nothing that the server may have added.
    assert_eq!(to_value(RoomPatch::new("Red")).unwrap(), json!({"name": "Red"}));
    assert_eq!(to_value(RoomPatch::new("A").extra([("b", json!(1))])).unwrap(), json!({"name": "A", "b": 1}));
    let team: Owner = from_value(json!({"kind": "Team", "more": 1})).expect("a team");
    assert_eq!(to_value(team).unwrap(), json!({"kind": "Team"}), "the document says that a team has no other member");
}

#[test]
fn text_that_only_a_client_sends_is_not_printed() {
    use cases::forms_secrets::{logins, models::LoginInput};
    let login = LoginInput::new("1234").part("5678").codes(["abcd"]).named([("key", "efgh")]).shown("seen");
    let printed = format!("{login:?}");
    assert!(printed.contains("seen") && printed.contains("key"), "{printed}");
    for secret in ["1234", "5678", "abcd", "efgh"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    let request = logins::log_in(login);
    let body = request.body_bytes().map(|body| body.to_vec()).unwrap_or_default();
    let sent = r#"{"code":"1234","part":"5678","codes":["abcd"],"named":{"key":"efgh"},"shown":"seen"}"#;
    assert_eq!(String::from_utf8_lossy(&body), sent);
    // The limits are those of the schemas.
    let fault = |login: LoginInput| logins::log_in(login).check().expect_err("a limit").to_string();
    let told = fault(LoginInput::new("1"));
    assert!(told.contains("/code") && told.contains("at least 4"), "{told}");
    assert!(fault(LoginInput::new("1234").codes(["abcd"; 3])).contains("/codes"));
    assert!(fault(LoginInput::new("1234").codes(["a"])).contains("/codes/0"));
}

#[test]
fn a_merge_patch_removes_what_another_variant_or_any_json_does_not_have() {
    use cases::forms_merge_unions::models::{Thing, ThingMergePatch};
    let changes = |before: serde_json::Value, after: serde_json::Value| {
        let [old, new] = [before, after].map(|thing| from_value::<Thing>(thing).expect("it decodes"));
        to_value(ThingMergePatch::changes(&old, &new)).unwrap()
    };
    let shape = |shape: serde_json::Value| json!({"shape": shape});
    // Another variant, and one that loses a member.
    let [circle, square] = [json!({"radius": 1, "color": "red"}), json!({"side": 2, "color": "red"})];
    let patch = changes(shape(circle.clone()), shape(square));
    assert_eq!(patch, shape(json!({"side": 2, "radius": null})));
    let patch = changes(shape(circle.clone()), shape(json!({"radius": 1})));
    assert_eq!(patch, shape(json!({"color": null})));
    // Nothing is gone: the variant says it.
    let larger = json!({"radius": 2, "color": "red"});
    assert_eq!(changes(shape(circle), shape(larger.clone())), shape(larger));
    // The members of any JSON, however deep.
    let before = json!({"any": {"a": {"b": 1, "c": 2}, "d": [1]}, "free": {"k": {"y": 2}, "l": 1}});
    let after = json!({"any": {"a": {"c": 2}, "d": [2]}, "free": {"k": {"z": 1}, "l": 1}});
    let patch = changes(before, after);
    assert_eq!(patch, json!({"any": {"a": {"b": null}, "d": [2]}, "free": {"k": {"y": null, "z": 1}}}));
}
