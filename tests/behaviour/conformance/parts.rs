//! Parts of a multipart body: what each one is, how it is called, and in which order.

use cases::PartHead;
use cases::conformance_parts::models::{Frame, Hanging};
use cases::conformance_parts::pictures;

use crate::{Sent, header, sent};

/// The head and the content of each part, as text.
fn parts(request: &Sent) -> Vec<(String, String)> {
    let boundary = header(request, "content-type").expect("a media type");
    let boundary = boundary.strip_prefix("multipart/form-data; boundary=").expect("a boundary").trim_matches('"');
    let text = String::from_utf8(request.body().to_vec()).expect("text");
    let text = text.strip_suffix(&format!("--{boundary}--\r\n")).expect("an end");
    let between = format!("--{boundary}\r\n");
    let pairs = text.split(&between).skip(1).map(|part| part.split_once("\r\n\r\n").expect("a head"));
    let short = |head: &str| head.replace("Content-Disposition: form-data; name=", "").replace("\r\n", " | ");
    pairs.map(|(head, content)| (short(head), content.trim_end_matches("\r\n").to_owned())).collect()
}

#[track_caller]
fn are(request: &Sent, expected: &[(&str, &str)]) {
    let found = parts(request);
    let found: Vec<(&str, &str)> = found.iter().map(|(head, content)| (head.as_str(), content.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn text_and_a_file_are_parts_of_their_own() {
    let request = sent(pictures::hang(Hanging::new("1", b"jpeg".as_slice()).width(0.5).wire_name("n")));
    let expected = [
        ("\"id\"", "1"),
        ("\"width\"", "0.5"),
        ("\"picture\"; filename=\"picture\" | Content-Type: image/jpeg", "jpeg"),
        ("\"wireName\"", "n"),
    ];
    are(&request, &expected);
}

#[test]
fn a_list_is_a_part_for_each_item_and_an_object_is_json() {
    let body = Hanging::new("1", b"jpeg".as_slice())
        .sketches([b"a".as_slice(), b"b"])
        .frame(Frame::new("oak"))
        .notes([Frame::new("elm"), Frame::new("ash")]);
    let expected = [
        ("\"id\"", "1"),
        ("\"picture\"; filename=\"picture\" | Content-Type: image/jpeg", "jpeg"),
        ("\"sketches\"; filename=\"sketches\" | Content-Type: application/octet-stream", "a"),
        ("\"sketches\"; filename=\"sketches\" | Content-Type: application/octet-stream", "b"),
        ("\"frame\" | Content-Type: application/json", "{\"wood\":\"oak\"}"),
        ("\"notes\" | Content-Type: application/json", "{\"wood\":\"elm\"}"),
        ("\"notes\" | Content-Type: application/json", "{\"wood\":\"ash\"}"),
    ];
    are(&sent(pictures::hang(body)), &expected);
}

#[test]
fn the_caller_names_a_file_and_says_its_media_type() {
    let body = Hanging::new("1", b"jpeg".as_slice()).sketches([b"a".as_slice()]);
    let request = pictures::hang(body)
        .part("picture", PartHead::new().file_name("hello.jpg"))
        .part("sketches", PartHead::new().file_name("a \"b\".png").content_type("image/png"));
    let expected = [
        ("\"id\"", "1"),
        ("\"picture\"; filename=\"hello.jpg\" | Content-Type: image/jpeg", "jpeg"),
        ("\"sketches\"; filename=\"a %22b%22.png\" | Content-Type: image/png", "a"),
    ];
    are(&sent(request), &expected);
}
