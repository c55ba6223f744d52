//! What a value, a media type and a header look like on the wire where several spellings are possible.
use crate::runtime as rt;
use crate::support::{DONE, Thing, leak};
use rt::{Content, ContentKind, Param, ParamSpec, ResponseSpec, Status, Style};
use serde_json::json;

struct One {
    value: rt::Json,
}
rt::record! { One = "one" { value = required "value"; } }

fn given(param: impl Into<Param>, value: rt::Json) -> rt::Request<(), ()> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        params: leaked(param.into()),
        responses: DONE,
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation)).args(&One { value })
}

fn leaked<T>(value: T) -> &'static [T] {
    Box::leak(Box::new([value]))
}

struct Price {
    price: f64,
}
rt::record! { Price = "price" { price = required "price"; } }

#[test]
fn a_whole_number_has_no_fraction() {
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x/{n}",
        params: Box::leak(Box::new([Param::Path("n"), Param::Query("price")])),
        ..rt::Operation::EMPTY
    });
    for (number, text) in [(614.0, "614"), (10.5, "10.5"), (0.1, "0.1"), (-3.0, "-3"), (1e15, "1000000000000000")] {
        let request: rt::Request<(), ()> = rt::Request::new(operation).arg(&number).args(&Price { price: number });
        assert_eq!(request.path(), format!("/x/{text}"));
        assert_eq!(request.query(), Some(format!("price={text}")));
    }
}

#[test]
fn an_item_that_holds_the_separator_is_refused() {
    let piped = ParamSpec::query("value").style(Style::PipeDelimited).explode(false);
    let error = given(piped, json!(["x|y", "z"])).check().expect_err("ambiguous").to_string();
    assert!(error.contains("`value`") && error.contains("\"x|y\""), "{error}");
    assert!(given(piped, json!(["x y", "z"])).check().is_ok());
    let spaced = ParamSpec::query("value").style(Style::SpaceDelimited).explode(false);
    given(spaced, json!(["x y"])).check().expect_err("ambiguous");
    // By comma an item is encoded otherwise than the separator; item by item nothing separates.
    let form = ParamSpec::query("value").explode(false);
    assert_eq!(given(form, json!(["x,y", "z"])).query().as_deref(), Some("value=x%2Cy,z"));
    assert!(given(piped.explode(true), json!(["x|y"])).check().is_ok());
}

#[test]
fn reserved_characters_that_are_kept_keep_escapes_too() {
    let reserved = ParamSpec::query("value").allow_reserved();
    assert_eq!(given(reserved, json!("bar/hello%20w 100%")).query().as_deref(), Some("value=bar/hello%20w%20100%25"));
    assert_eq!(given(Param::Query("value"), json!("%20")).query().as_deref(), Some("value=%2520"));
}

struct When {
    value: rt::DateTime,
}
rt::record! { When = "when" { value = required "value"; } }

#[test]
fn a_point_in_time_in_a_header_of_http_is_an_http_date() {
    let header = |name: &'static str, text: &str| {
        let operation = rt::Operation {
            id: "op",
            method: rt::Method::GET,
            path: "/x",
            params: leaked(Param::Header(name)),
            ..rt::Operation::EMPTY
        };
        let request: rt::Request<(), ()> =
            rt::Request::new(leak(operation)).args(&When { value: text.parse().unwrap() });
        request.headers()[name].to_str().unwrap().to_owned()
    };
    let text = "2026-01-31T12:30:00+01:00";
    assert_eq!(header("If-Modified-Since", text), "Sat, 31 Jan 2026 11:30:00 GMT");
    assert_eq!(header("if-unmodified-since", text), "Sat, 31 Jan 2026 11:30:00 GMT");
    assert_eq!(header("X-Since", text), text);
    // HTTP has no date for these, so that the text stays what it is.
    assert_eq!(header("If-Modified-Since", "1960-01-01T00:00:00Z"), "1960-01-01T00:00:00Z");
}

const JSON: ContentKind = ContentKind::Json;

static PATCH: rt::Operation = rt::Operation {
    id: "op",
    method: rt::Method::PATCH,
    path: "/x",
    bodies: &[Content::new("application/merge-patch+json", JSON).also(&["application/json-patch+json", "text/json"])],
    responses: &[
        ResponseSpec::success(Status::Exact(200), ContentKind::Text, "text/csv", 0),
        ResponseSpec::success(Status::Exact(200), JSON, "application/json", 1).also(&["text/plain", "text/json"]),
    ],
    ..rt::Operation::EMPTY
};

#[test]
fn every_documented_media_type_is_accepted_and_json_comes_first() {
    let request: rt::Request<(), ()> = rt::Request::new(&PATCH).body(0, &Thing::named("Ada"));
    assert_eq!(request.headers()["accept"], "application/json, text/json, text/csv, text/plain");
    assert_eq!(request.headers()["content-type"], "application/merge-patch+json");
}

#[test]
fn a_body_is_sent_under_another_documented_media_type_when_asked() {
    let request: rt::Request<(), ()> = rt::Request::new(&PATCH).body(0, &Thing::named("Ada")).media_type("text/json");
    assert_eq!(request.headers()["content-type"], "text/json");
    assert!(request.clone().media_type("application/json-patch+json").check().is_ok());
    let error = request.media_type("image/png").check().expect_err("not documented").to_string();
    assert!(error.contains("`image/png`"), "{error}");
}

static UPLOAD: rt::Operation = rt::Operation {
    id: "upload",
    method: rt::Method::POST,
    path: "/files",
    bodies: &[Content::new("application/octet-stream", ContentKind::Bytes).also(&["image/*"])],
    ..rt::Operation::EMPTY
};

#[test]
fn a_body_is_sent_under_each_media_type_of_a_documented_range() {
    let request = |media_type: &str| {
        rt::Request::<(), ()>::new(&UPLOAD).body(0, &rt::Bytes::from_static(b"x")).media_type(media_type)
    };
    assert_eq!(request("image/png").headers()["content-type"], "image/png");
    for wrong in ["text/plain", "image", "image/p\r\nX: y"] {
        assert!(request(wrong).check().is_err(), "{wrong}");
    }
}
