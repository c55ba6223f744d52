//! The heads of the parts of a multipart body: what the document says, and what the caller says.
use crate::runtime as rt;
use rt::{Content, ContentKind, Part, PartHead, PartHeader};

struct Upload {
    file: rt::Bytes,
    more: Vec<rt::Bytes>,
    note: String,
}
rt::record! { Upload = "upload" { file = required "file"; more = required "more"; note = required "note"; } }

static PARTS: &[Part] = &[
    Part::new("file").content_type("image/*, application/pdf").headers(&[
        PartHeader::new("X-Checksum").required().checks(&[rt::Check::MinLength(3)]),
        PartHeader::new("X-Kind").value("scan"),
    ]),
    Part::new("note").headers(&[PartHeader::new("Content-Transfer-Encoding").value("base64")]),
];
static BODIES: &[Content] = &[
    Content::new("multipart/form-data", ContentKind::Multipart).parts(PARTS),
    Content::new("multipart/mixed", ContentKind::Multipart),
];
static UPLOAD: rt::Operation =
    rt::Operation { id: "upload", method: rt::Method::POST, path: "/x", bodies: BODIES, ..rt::Operation::EMPTY };

fn upload(index: usize) -> rt::Request<(), ()> {
    let file = rt::Bytes::from_static(b"a");
    let more = vec![rt::Bytes::from_static(b"b"), rt::Bytes::from_static(b"c")];
    rt::Request::new(&UPLOAD).body(index, &Upload { file, more, note: "aGk=".to_owned() })
}

/// The heads of all parts, without the boundary.
fn heads(request: &rt::Request<(), ()>) -> Vec<String> {
    let body = String::from_utf8(request.body_bytes().unwrap().to_vec()).unwrap();
    let boundary = body.lines().next().unwrap().to_owned();
    let parts = body.split(boundary.as_str()).skip(1).filter_map(|part| part.strip_prefix("\r\n"));
    parts.map(|part| part.split_once("\r\n\r\n").map_or("", |(head, _)| head).to_owned()).collect()
}

fn fault(request: rt::Request<(), ()>) -> String {
    request.check().unwrap_err().to_string()
}

#[test]
fn the_caller_sets_file_name_media_type_and_headers() {
    let head = PartHead::new().file_name("ä \"1\".png").content_type("image/png").header("x-checksum", 1234);
    let request =
        upload(0).part("file", head).part_at("more", 1, PartHead::new().file_name("c.txt").header("X-B", "b"));
    request.check().unwrap();
    let disposition = |rest: &str| format!("Content-Disposition: form-data; name={rest}");
    let bytes = "Content-Type: application/octet-stream";
    assert_eq!(
        heads(&request),
        [
            disposition(
                "\"file\"; filename=\"ä %221%22.png\"\r\nContent-Type: image/png\r\nX-Kind: scan\r\nx-checksum: 1234"
            ),
            disposition(&format!("\"more\"; filename=\"more\"\r\n{bytes}")),
            disposition(&format!("\"more\"; filename=\"c.txt\"\r\n{bytes}\r\nX-B: b")),
            disposition("\"note\"\r\nContent-Transfer-Encoding: base64"),
        ]
    );
    let mime = request.headers()["content-type"].to_str().unwrap().to_owned();
    let boundary = mime.split_once("boundary=").unwrap().1.to_owned();
    assert!(request.body_bytes().unwrap().ends_with(format!("\r\naGk=\r\n--{boundary}--\r\n").as_bytes()));
}

#[test]
fn a_header_that_a_part_must_have_is_asked_for() {
    assert_eq!(
        fault(upload(0)),
        "upload: body at /file: the part needs the header `X-Checksum`; set it by `Request::part`"
    );
    assert_eq!(upload(1).check(), Ok(()));
}

#[test]
fn what_the_document_does_not_allow_is_refused() {
    let with = |head: PartHead| fault(upload(0).part("file", head));
    assert!(with(PartHead::new().header("X-Checksum", "12")).contains("header `X-Checksum`: at least 3 characters"));
    assert!(with(PartHead::new().header("X-Kind", "photo")).contains("must be `scan`"));
    assert!(with(PartHead::new().content_type("text/plain")).contains("`image/*, application/pdf`"));
    assert!(fault(upload(0).part("fiel", PartHead::new())).contains("body at /fiel: the body has no such part"));
    assert!(
        fault(upload(0).part_at("more", 2, PartHead::new())).contains("body at /more/2: the body has no such part")
    );
    let without: rt::Request<(), ()> = rt::Request::new(&UPLOAD);
    assert!(fault(without.part("file", PartHead::new())).contains("no multipart body"));
}

#[test]
fn nothing_ends_a_header_or_the_head() {
    for head in [
        PartHead::new().header("X-A", "1\r\nX-B: 2"),
        PartHead::new().header("X-A: 1\r\nX-B", "2"),
        PartHead::new().header("", "2"),
        PartHead::new().header("Content-Type", "image/png"),
        PartHead::new().header("content-disposition", "form-data; name=\"other\""),
        PartHead::new().content_type("image/png\r\nX-B: 2"),
        PartHead::new().content_type("png"),
        PartHead::new().file_name("a\0b"),
    ] {
        let request = upload(0).part("more", head.clone());
        assert!(fault(request.clone()).starts_with("upload: body at /more: "), "{head:?}");
        assert!(!heads(&request).concat().contains("X-B"), "{head:?}");
    }
    let request = upload(0).part("more", PartHead::new().file_name("a\r\nX-B: 2\r\n\r\n"));
    assert!(
        heads(&request)[1]
            .ends_with("filename=\"a%0D%0AX-B: 2%0D%0A%0D%0A\"\r\nContent-Type: application/octet-stream")
    );
}

#[test]
fn a_part_of_another_multipart_type_has_no_file_name() {
    let request = upload(1).part("file", PartHead::new().header("Content-Disposition", "inline"));
    assert_eq!(heads(&request)[0], "Content-Type: application/octet-stream\r\nContent-Disposition: inline");
    assert!(fault(upload(1).part("file", PartHead::new().file_name("a"))).contains("`multipart/form-data` alone"));
}

#[test]
fn printing_a_head_shows_no_values() {
    let head = PartHead::new().file_name("me.png").content_type("image/png").header("X-Key", "hunter2");
    let text = format!("{head:?}");
    assert!(text.contains("X-Key") && !text.contains("hunter2") && !text.contains("me.png"), "{text}");
}
