//! Bodies of the cases: what is written for each media type, to the byte.

use cases::{
    newer_content_encoding, newer_untyped_parts, operations_bodies, operations_form_encoding, operations_multipart, operations_one_type_twice,
    operations_part_headers,
};

/// The media type and the body of a request.
#[track_caller]
fn sent<O, E>(request: cases::Request<O, E>) -> (String, String) {
    request.check().expect("nothing is wrong");
    let mime = request.headers().get("content-type").map(|mime| mime.to_str().expect("text").to_owned());
    let body = request.body_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    (mime.unwrap_or_default(), body.unwrap_or_default())
}

fn pair(mime: &str, body: &str) -> (String, String) {
    (mime.to_owned(), body.to_owned())
}

#[test]
fn json_and_its_kin_are_json_under_their_own_name() {
    use operations_bodies::models::{ThingInput, ThingMergePatch};
    use operations_bodies::{any, json, list, merge};
    assert_eq!(sent(json::json(ThingInput::new().a("x"))), pair("application/vnd.shop+json", r#"{"a":"x"}"#));
    assert_eq!(sent(merge::merge(ThingMergePatch::new().clear_a())), pair("application/merge-patch+json", r#"{"a":null}"#));
    assert_eq!(sent(list::list(vec![1, 2])), pair("application/json", "[1,2]"));
    assert_eq!(sent(any::any(ThingInput::new())), pair("application/json", "{}"));
}

#[test]
fn an_optional_body_may_be_left_out() {
    use operations_bodies::{maybe::maybe, models::ThingInput};
    assert_eq!(sent(maybe(None)), pair("", ""));
    assert!(maybe(None).body_bytes().is_none());
    assert_eq!(sent(maybe(ThingInput::new())), pair("application/json", "{}"));
}

#[test]
fn null_is_a_body_where_the_document_has_it() {
    use operations_bodies::either::{EitherBody, either};
    use operations_bodies::{models::ThingInput, nullable::nullable, unset::unset};
    assert_eq!(sent(nullable(None)), pair("application/json", "null"));
    assert_eq!(sent(nullable(ThingInput::new())), pair("application/json", "{}"));
    assert_eq!(sent(unset(None::<Option<Vec<i64>>>)), pair("", ""));
    assert_eq!(sent(unset(Some(None))), pair("application/json", "null"));
    assert_eq!(sent(unset(Some(vec![1]))), pair("application/json", "[1]"));
    assert_eq!(sent(either(EitherBody::Json(None))), pair("application/json", "null"));
}

#[test]
fn text_and_bytes_go_as_they_are() {
    use operations_bodies::{bytes, lines, models::ThingInput, text};
    assert_eq!(sent(text::text("a\nb")), pair("text/plain", "a\nb"));
    let request = bytes::bytes(vec![0_u8, 255]);
    assert_eq!(request.body_bytes().expect("a body").as_ref(), [0, 255]);
    let things = vec![ThingInput::new().a("x"), ThingInput::new()];
    assert_eq!(sent(lines::lines(things)), pair("application/x-ndjson", "{\"a\":\"x\"}\n{}\n"));
}

#[test]
fn each_member_of_a_form_has_its_own_encoding() {
    use operations_bodies::models::{FormInput, ThingInput};
    let form = FormInput::new("a b&c")
        .each([1, 2])
        .flat([1, 2])
        .piped([1, 2])
        .deep(ThingInput::new().a("x/y"))
        .free("x/y")
        .json([1, 2])
        .object(ThingInput::new().a("x"));
    let (mime, body) = sent(operations_bodies::form::form(form));
    assert_eq!(mime, "application/x-www-form-urlencoded");
    let pairs: Vec<&str> = body.split('&').collect();
    assert_eq!(
        pairs,
        [
            "name=a%20b%26c",
            "each=1",
            "each=2",
            "flat=1,2",
            "piped=1%7C2",
            "deep%5Ba%5D=x%2Fy",
            "free=x/y",
            "json=%5B1%2C2%5D",
            "object=%7B%22a%22%3A%22x%22%7D",
        ]
    );
}

#[test]
fn a_member_of_a_form_explodes_where_the_document_says_so_and_else_by_its_style() {
    use operations_form_encoding::models::{Form, Thing};
    let thing = || Thing::new().a("x").b("y");
    let form = Form::new().joined([1, 2]).each([1, 2]).spaced([1, 2]).members(thing()).headed(thing());
    let (_, body) = sent(operations_form_encoding::form::form(form));
    let pairs: Vec<&str> = body.split('&').collect();
    let json = "headed=%7B%22a%22%3A%22x%22%2C%22b%22%3A%22y%22%7D";
    assert_eq!(pairs, ["joined=1,2", "each=1", "each=2", "spaced=1%202", "a=x", "b=y", json]);
}

/// The parts of a multipart body: its headers, and its content.
fn parts(request: &cases::Request<(), ()>) -> Vec<(String, Vec<u8>)> {
    let mime = request.headers()["content-type"].to_str().expect("text").to_owned();
    let boundary = mime.split_once("boundary=").expect("a boundary").1.trim_matches('"').to_owned();
    let body = request.body_bytes().expect("a body").to_vec();
    let text: String = body.iter().map(|byte| char::from(*byte)).collect();
    let text = text.strip_suffix(&format!("--{boundary}--\r\n")).expect("an end");
    text.split(&format!("--{boundary}\r\n"))
        .skip(1)
        .map(|part| {
            let (head, content) = part.split_once("\r\n\r\n").expect("a blank line");
            let content = content.strip_suffix("\r\n").expect("a line end");
            (head.to_owned(), content.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect())
        })
        .collect()
}

#[test]
fn a_multipart_body_has_a_part_for_each_value_with_its_type() {
    use operations_multipart::models::{UploadBody, UploadBodyAbout};
    let body = UploadBody::new(vec![0_u8, 13, 10, 255])
        .files([vec![1_u8], vec![2_u8]])
        .title("Ünï")
        .size(7)
        .tags(["a", "b"])
        .about(UploadBodyAbout::new().author("Ada"))
        .picture(vec![9_u8])
        .note("# Hi");
    let request = operations_multipart::upload::upload(body);
    request.check().expect("nothing is wrong");
    let parts = parts(&request);
    let expected: [(&str, Option<&str>, &[u8]); 10] = [
        ("file", Some("application/octet-stream"), &[0, 13, 10, 255]),
        ("files", Some("application/octet-stream"), &[1]),
        ("files", Some("application/octet-stream"), &[2]),
        ("title", None, "Ünï".as_bytes()),
        ("size", None, b"7"),
        ("tags", None, b"a"),
        ("tags", None, b"b"),
        ("about", Some("application/json"), br#"{"author":"Ada"}"#),
        ("picture", Some("image/png"), &[9]),
        ("note", Some("text/markdown"), b"# Hi"),
    ];
    assert_eq!(parts.len(), expected.len());
    for ((head, content), (name, mime, bytes)) in parts.iter().zip(expected) {
        assert!(head.contains(&format!("name=\"{name}\"")), "{name}: {head}");
        let found = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-type: ").map(str::to_owned));
        match mime {
            Some(mime) => assert_eq!(found.as_deref(), Some(mime), "{name}"),
            None => assert!(found.is_none_or(|found| found.starts_with("text/plain")), "{name}: {head}"),
        }
        assert_eq!(content, bytes, "{name}");
        let is_file = ["file", "files", "picture"].contains(&name);
        assert_eq!(head.contains("filename="), is_file, "{name}: {head}");
    }
}

#[test]
fn a_part_with_a_style_has_the_names_and_values_of_a_query_as_they_are() {
    use operations_multipart::models::{UploadBody, UploadBodyDeep};
    let body = UploadBody::new(vec![0_u8])
        .flat(["a b", "c"])
        .deep(UploadBodyDeep::new().author("Ünï & co").years([1, 2]))
        .scans([vec![1_u8], vec![2_u8]]);
    let request = operations_multipart::upload::upload(body);
    request.check().expect("nothing is wrong");
    let parts = parts(&request);
    let expected: [(&str, &[u8]); 6] = [
        ("flat", b"a b,c"),
        ("deep[author]", "Ünï & co".as_bytes()),
        ("deep[years][0]", b"1"),
        ("deep[years][1]", b"2"),
        ("scans", &[1]),
        ("scans", &[2]),
    ];
    let of_text = |head: &str| !head.contains("Content-Type: application/json");
    for ((head, content), (name, value)) in parts.iter().skip(1).zip(expected) {
        assert!(head.contains(&format!("name=\"{name}\"")) && of_text(head), "{name}: {head}");
        assert_eq!(content, value, "{name}");
    }
    assert_eq!(parts.len(), 1 + expected.len());
}

/// What stands in the head of a part beside its name.
fn heads(request: &cases::Request<(), ()>) -> Vec<String> {
    let heads = parts(request).into_iter();
    heads.map(|(head, _)| head.replace("Content-Disposition: form-data; name=", "").replace("\r\n", " | ")).collect()
}

#[test]
fn a_part_has_the_headers_that_the_document_asks_for() {
    use cases::PartHead;
    use operations_part_headers::{models::Upload, upload::upload};
    let request = || upload(Upload::new(vec![1_u8]).title("A"));
    let fault = request().check().expect_err("a header is missing").to_string();
    assert_eq!(fault, "upload: body at /file: the part needs the header `X-Checksum`; set it by `Request::part`");
    let head = || PartHead::new().file_name("a.png").content_type("image/png");
    let whole = request().part("file", head().header("X-Checksum", "12:34").header("X-Size", 9));
    whole.check().expect("nothing is wrong");
    let file = "\"file\"; filename=\"a.png\" | Content-Type: image/png | X-Kind: scan | X-Checksum: 12:34 | X-Size: 9";
    assert_eq!(heads(&whole), [file, "\"title\""]);
    for wrong in [head().header("X-Checksum", "1"), head().header("X-Size", 11), head().content_type("text/plain")] {
        request().part("file", wrong.clone()).check().expect_err(&format!("{wrong:?}"));
    }
}

#[test]
fn a_part_has_the_content_that_its_schema_says() {
    use newer_content_encoding::files::{UploadBody, upload};
    use newer_content_encoding::models::UploadFormDataBody;
    let body = UploadFormDataBody::new()
        .picture(vec![1_u8])
        .coded(b"hi")
        .bytes(b"hi")
        .page("<p>")
        .pages(["<p>"])
        .url(b"hi")
        .other(b"hi")
        .plain(b"hi");
    let request = upload(UploadBody::Multipart(body));
    let coded = "Content-Transfer-Encoding: base64";
    let expected = [
        "\"picture\"; filename=\"picture\" | Content-Type: image/png".to_owned(),
        format!("\"coded\" | Content-Type: image/png | {coded}"),
        format!("\"bytes\" | Content-Type: application/octet-stream | {coded}"),
        "\"page\" | Content-Type: text/html".to_owned(),
        "\"pages\" | Content-Type: text/html".to_owned(),
        "\"url\" | Content-Type: application/octet-stream".to_owned(),
        format!("\"other\" | Content-Type: image/gif | {coded}"),
        "\"plain\"".to_owned(),
    ];
    assert_eq!(heads(&request), expected);
}

#[test]
fn a_part_without_a_type_is_raw_bytes() {
    use newer_untyped_parts::{both, models::Both, models::Upload, uploads};
    let request = uploads::post(Upload::new("1", vec![1_u8]).more([vec![2_u8], vec![3]]).meta(serde_json::json!({"a": 1})));
    let expected = [
        "\"id\"",
        "\"file\"; filename=\"file\" | Content-Type: application/octet-stream",
        "\"more\"; filename=\"more\" | Content-Type: application/octet-stream",
        "\"more\"; filename=\"more\" | Content-Type: application/octet-stream",
        "\"meta\" | Content-Type: application/json",
    ];
    assert_eq!(heads(&request), expected);
    // This object is JSON in a response, where the member may be anything.
    let both = both::post(Both::new().any(serde_json::json!([1])));
    assert!(both.check().is_ok());
}

#[test]
fn media_types_of_one_type_are_told_apart_by_their_variant() {
    use operations_one_type_twice::inline::{InlineBody, inline};
    use operations_one_type_twice::models::{InlineJsonBody, Thing};
    use operations_one_type_twice::named::{NamedBody, named};
    assert_eq!(sent(inline(InlineBody::Json(InlineJsonBody::new().a("x")))), pair("application/json", r#"{"a":"x"}"#));
    assert_eq!(sent(inline("plain".to_owned())), pair("text/plain", "plain"));
    let form = sent(named(NamedBody::Form(Thing::new().a("x"))));
    assert_eq!(form, pair("application/x-www-form-urlencoded", "a=x"));
}
