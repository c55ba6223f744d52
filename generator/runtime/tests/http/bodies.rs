//! The exact bytes of request bodies.
use crate::runtime as rt;
use crate::support::{CREATE, Thing, create, leak};
use rt::{Content, ContentKind, Part};
use serde_json::json;

fn sent(content: Content, value: &dyn rt::Value) -> (String, String) {
    let bodies: &'static [Content] = Box::leak(Box::new([content]));
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::POST, path: "/x", bodies, ..rt::Operation::EMPTY });
    let request: rt::Request<(), ()> = rt::Request::new(operation).body(0, value);
    let http = request.to_http("http://localhost").unwrap();
    let content_type = http.headers()["content-type"].to_str().unwrap().to_owned();
    (content_type, String::from_utf8_lossy(http.body().as_bytes().unwrap()).into_owned())
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

#[test]
fn json() {
    let request = create(&Thing::named("Ada"));
    assert_eq!(request.body_bytes().unwrap(), r#"{"id":"1","name":"Ada"}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.method(), "POST");
}

#[test]
fn an_absent_body_is_not_sent() {
    let request: rt::Request<(), ()> = rt::Request::new(&CREATE).body(0, &None::<Thing>);
    assert_eq!(request.body_bytes(), None);
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn a_fault_names_operation_place_and_rule() {
    let fault = create(&Thing::named("Augusta")).check().unwrap_err();
    assert_eq!(fault.to_string(), "thing_create: body at /name: at most 5 characters are allowed, 7 are given");
}

#[test]
fn limits_of_the_whole_body_are_checked() {
    static OPERATION: rt::Operation = rt::Operation {
        id: "op",
        method: rt::Method::POST,
        path: "/x",
        bodies: &[Content::new("application/json", ContentKind::Json).checks(&[rt::Check::MaxItems(1)])],
        ..rt::Operation::EMPTY
    };
    let request: rt::Request<(), ()> = rt::Request::new(&OPERATION).body(0, &vec![1i64, 2]);
    assert_eq!(request.check().unwrap_err().to_string(), "op: body: at most 1 item is allowed, 2 are given");
}

#[test]
fn a_media_range_is_sent_as_a_media_type() {
    assert_eq!(sent(Content::new("*/*", ContentKind::Json), &json!(1)), pair("application/json", "1"));
}

#[test]
fn text_and_bytes() {
    let text = Content::new("text/plain", ContentKind::Text);
    assert_eq!(sent(text, &"a\nb".to_owned()), pair("text/plain", "a\nb"));
    assert_eq!(sent(text, &7i64), pair("text/plain", "7"));
    let png = Content::new("image/png", ContentKind::Bytes);
    assert_eq!(sent(png, &rt::Bytes::from_static(b"\x89PNG")), pair("image/png", "\u{fffd}PNG"));
}

#[test]
fn json_lines() {
    let lines = Content::new("application/x-ndjson", ContentKind::JsonLines);
    assert_eq!(sent(lines, &json!([1, {"a": null}])), pair("application/x-ndjson", "1\n{\"a\":null}\n"));
    // RFC 7464: a record separator stands before each text.
    let sequence = Content::new("application/json-seq", ContentKind::JsonLines);
    assert_eq!(sent(sequence, &json!([1, 2])), pair("application/json-seq", "\u{1e}1\n\u{1e}2\n"));
}

struct Upload {
    title: String,
    tags: Vec<String>,
    meta: rt::Json,
    file: rt::Bytes,
}
rt::record! { Upload = "upload" { title = required "title"; tags = required "tags"; meta = required "meta"; file = required "file"; } }

fn upload() -> Upload {
    Upload {
        title: "a&b c".into(),
        tags: vec!["x".into(), "y".into()],
        meta: json!({"n": 1}),
        file: rt::Bytes::from_static(b"\x00\x01"),
    }
}

#[test]
fn form() {
    let form = Content::new("application/x-www-form-urlencoded", ContentKind::Form);
    let (kind, text) = sent(form, &upload());
    assert_eq!(kind, "application/x-www-form-urlencoded");
    assert_eq!(text, "title=a%26b%20c&tags=x&tags=y&meta=%7B%22n%22%3A1%7D&file=%00%01");
}

#[test]
fn form_with_encodings() {
    static PARTS: &[Part] = &[
        Part::new("tags").explode(false),
        Part::new("meta").style(rt::Style::DeepObject),
        Part::new("title").allow_reserved(),
    ];
    let form = Content::new("application/x-www-form-urlencoded", ContentKind::Form).parts(PARTS);
    assert_eq!(sent(form, &upload()).1, "title=a%26b%20c&tags=x,y&meta%5Bn%5D=1&file=%00%01");
}

#[test]
fn multipart() {
    static PARTS: &[Part] = &[Part::new("file").content_type("image/png, image/jpeg")];
    let content = Content::new("multipart/form-data", ContentKind::Multipart).parts(PARTS);
    let (kind, text) = sent(content, &upload());
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let part = |head: &str, data: &str| format!("--{boundary}\r\n{head}\r\n\r\n{data}\r\n");
    let expected = [
        part("Content-Disposition: form-data; name=\"title\"", "a&b c"),
        part("Content-Disposition: form-data; name=\"tags\"", "x"),
        part("Content-Disposition: form-data; name=\"tags\"", "y"),
        part("Content-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json", "{\"n\":1}"),
        part("Content-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: image/png", "\0\u{1}"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(text, expected.concat());
}

#[test]
fn the_boundary_is_in_no_part_and_depends_on_nothing_else() {
    let content = Content::new("multipart/form-data", ContentKind::Multipart);
    let (first, _) = sent(content, &upload());
    assert_eq!(sent(content, &upload()).0, first);
    let boundary = first.split_once("boundary=").unwrap().1.to_owned();
    let (second, text) = sent(content, &Upload { title: boundary, ..upload() });
    assert_eq!(text.matches(second.split_once("boundary=").unwrap().1).count(), 6);
}

#[test]
fn printing_a_request_shows_no_values() {
    let request = create(&Thing::named("Ada")).header("X-Key", "hunter2");
    let text = format!("{request:?}");
    assert!(text.contains("thing_create") && text.contains("x-key") && text.contains("bytes of application/json"));
    assert!(!text.contains("hunter2") && !text.contains("Ada"), "{text}");
}
