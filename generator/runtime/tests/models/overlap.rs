//! The reading of a value that is several objects of an `anyOf` at once.
use crate::runtime::{self as rt, Json, Map};
use crate::{read, written};
use serde_json::json;

pub struct Bar {
    pub bar: i64,
    pub detail: Option<Depth>,
    pub next: Option<Box<Either>>,
}
rt::record! { Bar = "bar" { bar = required "bar"; detail = "detail"; next = "next"; } }

pub struct Foo {
    pub foo: String,
    pub detail: Option<Width>,
    pub next: Option<Box<Either>>,
}
rt::record! { Foo = "foo" { foo = required "foo"; detail = "detail"; next = "next"; } }

pub struct Depth {
    pub depth: Option<i64>,
}
rt::record! { Depth = "depth" { depth = "depth"; } }

pub struct Width {
    pub width: Option<i64>,
}
rt::record! { Width = "width" { width = "width"; } }

pub enum Either {
    Bar(Bar),
    Foo(Foo),
    Map(Map<Json>),
    Unknown(Json),
}
rt::union! { Either: any_of = "either" { Bar(Bar); Foo(Foo); Map(Map<Json>); } else Unknown }

pub enum One {
    Bar(Bar),
    Foo(Foo),
    Unknown(Json),
}
rt::union! { One = "one" { Bar(Bar); Foo(Foo); } else Unknown }

pub enum Many {
    Bars(Vec<Bar>),
    Foos(Map<Vec<Foo>>),
    Widths(Vec<Width>),
    Bar(Map<Vec<Bar>>),
    Unknown(Json),
}
rt::union! { Many: any_of = "many" { Bars(Vec<Bar>); Foos(Map<Vec<Foo>>); Widths(Vec<Width>); Bar(Map<Vec<Bar>>); } else Unknown }

fn survives(json: Json) {
    assert_eq!(written(&read::<Either>(json.clone())), json);
}

#[test]
fn a_value_of_two_variants_is_kept_whole() {
    let both = json!({"bar": 2, "foo": "baz"});
    assert!(matches!(read::<Either>(both.clone()), Either::Unknown(json) if json == both));
    survives(both.clone());
    survives(json!({"bar": 1, "next": both.clone()}));
    assert!(matches!(read::<Either>(json!({"bar": 1, "next": both})), Either::Bar(_)), "the part alone is kept");
    assert!(matches!(read::<Either>(json!({"bar": 2})), Either::Bar(_)));
    assert!(matches!(read::<Either>(json!({"foo": "baz"})), Either::Foo(_)));
}

#[test]
fn a_member_within_a_member_is_kept_too() {
    let json = json!({"bar": 2, "foo": "baz", "detail": {"depth": 1, "width": 2}});
    survives(json);
    let lists = json!([{"bar": 1, "width": 2}]);
    assert_eq!(written(&read::<Many>(lists.clone())), lists);
    let maps = json!({"a": [], "b": [{"bar": 1, "foo": "baz"}]});
    assert_eq!(written(&read::<Many>(maps.clone())), maps);
}

#[test]
fn what_no_variant_lists_leaves_the_variant_as_it_is() {
    // A map keeps any member, and lists none.
    assert!(matches!(read::<Either>(json!({"bar": 2, "new": true})), Either::Bar(bar) if bar.bar == 2));
    assert!(matches!(read::<Either>(json!({"bar": 2, "detail": {"new": 1}})), Either::Bar(_)));
    assert!(matches!(read::<Many>(json!([{"bar": 2, "new": 1}])), Many::Bars(_)));
}

#[test]
fn a_value_that_another_variant_cannot_be_is_one_variant() {
    assert!(matches!(read::<Either>(json!({"bar": 2, "foo": 5})), Either::Bar(_)), "`foo` is text");
    let deep = json!({"bar": 2, "foo": "baz", "detail": {"depth": 1, "width": "wide"}});
    assert!(matches!(read::<Either>(deep), Either::Bar(_)), "`width` is a number");
}

#[test]
fn a_value_of_one_of_is_one_variant() {
    assert!(matches!(read::<One>(json!({"bar": 2, "foo": "baz"})), One::Bar(_)));
}

#[test]
fn many_levels_are_read_in_little_time() {
    let mut json = json!({"bar": 1});
    for _ in 0..100 {
        json = json!({"bar": 1, "foo": "baz", "new": 1, "next": json});
    }
    survives(json.clone());
    let mut json = json!({"bar": 1});
    for _ in 0..100 {
        json = json!({"bar": 1, "new": 1, "next": json});
    }
    assert!(matches!(read::<Either>(json), Either::Bar(_)));
}
