//! The choice of the documented response, and the decoding of its body.
use crate::runtime as rt;
use crate::runtime::MockResponse;
use crate::support::{Problem, Thing, answering, client, leak, now};
use rt::{ContentKind, ResponseSpec, Status};

const JSON: ContentKind = ContentKind::Json;

fn send<O: rt::FromResponse>(
    responses: &[ResponseSpec],
    response: MockResponse,
) -> Result<rt::Response<O>, rt::Error<Problem>> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: Box::leak(responses.into()),
        ..rt::Operation::EMPTY
    };
    let request: rt::Request<O, Problem> = rt::Request::new(leak(operation)).base_url("https://example.com");
    now(client(&answering(response)).execute(request.retry(rt::RetryPolicy::none())))
}

fn ok() -> ResponseSpec {
    ResponseSpec::success(Status::Exact(200), JSON, "application/json", 0)
}

fn ada(content_type: &str) -> MockResponse {
    MockResponse::new(200, content_type, r#"{"id":"1","name":"Ada"}"#)
}

#[test]
fn a_success_decodes() {
    let response = send::<Thing>(&[ok()], ada("application/json").header("etag", "7")).unwrap();
    assert_eq!((response.status().as_u16(), response.header("etag")), (200, Some("7")));
    assert_eq!(response.into_body(), Thing::named("Ada"));
}

#[test]
fn content_types_are_told_by_their_essence() {
    for content_type in [
        "application/json;odata.metadata=minimal;charset=utf-8",
        "Application/JSON",
        "application/vnd.api+json",
        "text/plain", // Wrong, but it decodes.
    ] {
        assert_eq!(
            send::<Thing>(&[ok()], ada(content_type)).unwrap().into_body(),
            Thing::named("Ada"),
            "{content_type}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let response = MockResponse::json(200, "\u{feff}{\"id\":\"1\",\"name\":\"Ada\"}");
    assert_eq!(send::<Thing>(&[ok()], response).unwrap().into_body(), Thing::named("Ada"));
}

#[test]
fn a_body_or_none_is_an_option() {
    let responses = [ok(), ResponseSpec::success_empty(Status::Exact(204), 0)];
    assert_eq!(
        send::<Option<Thing>>(&responses, ada("application/json")).unwrap().into_body(),
        Some(Thing::named("Ada"))
    );
    assert_eq!(send::<Option<Thing>>(&responses, MockResponse::empty(204)).unwrap().into_body(), None);
    assert_eq!(send::<Option<Thing>>(&responses, MockResponse::empty(200)).unwrap().into_body(), None);
}

#[test]
fn an_empty_body_is_an_error_where_a_value_is_documented() {
    let error = send::<Thing>(&[ok()], MockResponse::empty(200)).unwrap_err();
    assert_eq!(error.to_string(), "GET /x: 200 OK: the body cannot be decoded: the body is empty");
}

#[test]
fn no_documented_body_needs_none() {
    send::<()>(&[ResponseSpec::success_empty(Status::Exact(204), 0)], MockResponse::empty(204)).unwrap();
    send::<()>(&[ResponseSpec::success_empty(Status::Exact(200), 0)], MockResponse::new(200, "text/html", "<p>fine"))
        .unwrap();
}

#[test]
fn a_body_that_does_not_decode_says_where() {
    let error = send::<Thing>(&[ok()], MockResponse::json(200, r#"{"id":"1","name":[]}"#)).unwrap_err();
    assert!(matches!(error, rt::Error::Decode(_)));
    assert!(error.to_string().starts_with("GET /x: 200 OK: the body cannot be decoded: /name: "), "{error}");
    assert_eq!(error.response().unwrap().bytes(), r#"{"id":"1","name":[]}"#);

    let error = send::<Thing>(&[ok()], MockResponse::new(200, "text/html", "<html>")).unwrap_err();
    assert!(error.to_string().ends_with("(documented as application/json, sent as text/html)"), "{error}");
}

#[test]
fn text_and_bytes() {
    let text = [ResponseSpec::success(Status::Exact(200), ContentKind::Text, "text/plain", 0)];
    assert_eq!(send::<String>(&text, MockResponse::new(200, "text/plain", "a\"b")).unwrap().into_body(), "a\"b");
    assert_eq!(send::<i64>(&text, MockResponse::new(200, "text/plain", "42")).unwrap().into_body(), 42);
    assert_eq!(send::<String>(&text, MockResponse::empty(200)).unwrap().into_body(), "");
    let bytes = [ResponseSpec::success(Status::Exact(200), ContentKind::Bytes, "image/*", 0)];
    let png = rt::Bytes::from_static(b"\x89PNG");
    assert_eq!(send::<rt::Bytes>(&bytes, MockResponse::new(200, "image/png", png.clone())).unwrap().into_body(), png);
    assert_eq!(
        send::<Option<rt::Bytes>>(&bytes, MockResponse::new(200, "image/png", png.clone())).unwrap().into_body(),
        Some(png)
    );
}

#[test]
fn lines_and_forms_decode_whole() {
    let lines = [ResponseSpec::success(Status::Exact(200), ContentKind::JsonLines, "application/jsonl", 0)];
    let response = MockResponse::new(200, "application/jsonl", "1\n\n2\r\n3");
    assert_eq!(send::<Vec<i64>>(&lines, response).unwrap().into_body(), [1, 2, 3]);
    let sequence = [ResponseSpec::success(Status::Exact(200), ContentKind::JsonLines, "application/json-seq", 0)];
    let response = MockResponse::new(200, "application/json-seq", "\u{1e}1\n\u{1e}2\n");
    assert_eq!(send::<Vec<i64>>(&sequence, response).unwrap().into_body(), [1, 2]);
    let form = [ResponseSpec::success(Status::Exact(200), ContentKind::Form, "application/x-www-form-urlencoded", 0)];
    let response = MockResponse::new(200, "application/x-www-form-urlencoded", "id=a+b%26&name=Ada");
    assert_eq!(send::<Thing>(&form, response).unwrap().into_body().id, "a b&");
}

/// What a form has lists in: as members, and as additional members.
struct Lists {
    name: Option<String>,
    tags: Option<Vec<String>>,
    sizes: Vec<i32>,
    extra: rt::Map<Vec<i64>>,
}
rt::record! { Lists = "lists" { name = "name"; tags = "tags"; sizes = required "sizes"; ..extra } }

#[test]
fn a_form_has_lists_as_they_are_sent() {
    let media_type = "application/x-www-form-urlencoded";
    let form = [ResponseSpec::success(Status::Exact(200), ContentKind::Form, media_type, 0)];
    let read = |text: &'static str| send::<Lists>(&form, MockResponse::new(200, media_type, text)).unwrap().into_body();
    let lists = read("tags=a&sizes=1&name=x&tags=b+c&more=7&more=8&name=y");
    assert_eq!(lists.tags, Some(vec!["a".to_owned(), "b c".to_owned()]));
    assert_eq!((lists.sizes, &lists.extra["more"]), (vec![1], &vec![7, 8]));
    assert_eq!(lists.name.as_deref(), Some("y"), "of other members the last one counts");
    assert_eq!(read("sizes=1").tags, None);
    let map =
        send::<rt::Map<Vec<String>>>(&form, MockResponse::new(200, media_type, "a=1&b=2&a=3")).unwrap().into_body();
    assert_eq!(map, rt::Map::from([("a".into(), vec!["1".into(), "3".into()]), ("b".into(), vec!["2".into()])]));
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Ok(Thing),
    Accepted(()),
    Text(String),
}
rt::response_enum! { Outcome { Ok(Thing) = 0; Accepted(()) = 1; Text(String) = 2; } }

#[test]
fn the_exact_status_is_before_the_range_before_the_default() {
    let responses = [
        ResponseSpec::success(Status::Default, ContentKind::Text, "text/plain", 2),
        ResponseSpec::success_empty(Status::Range(2), 1),
        ok(),
    ];
    assert_eq!(
        send::<Outcome>(&responses, ada("application/json")).unwrap().into_body(),
        Outcome::Ok(Thing::named("Ada"))
    );
    assert_eq!(send::<Outcome>(&responses, MockResponse::empty(202)).unwrap().into_body(), Outcome::Accepted(()));
    let moved = MockResponse::new(302, "text/plain", "there");
    assert_eq!(send::<Outcome>(&responses, moved).unwrap().into_body(), Outcome::Text("there".into()));
    let failed = send::<Outcome>(&responses, MockResponse::new(500, "text/plain", "no"));
    assert!(matches!(failed, Err(rt::Error::Api(_))), "a default success is no success for 500");
}

#[test]
fn the_content_type_chooses_among_the_answers_of_a_status() {
    let responses = [ok(), ResponseSpec::success(Status::Exact(200), ContentKind::Text, "text/*", 2)];
    assert!(matches!(send::<Outcome>(&responses, ada("application/json")).unwrap().into_body(), Outcome::Ok(_)));
    assert!(matches!(send::<Outcome>(&responses, ada("text/csv; x=1")).unwrap().into_body(), Outcome::Text(_)));
    assert!(matches!(
        send::<Outcome>(&responses, ada("application/octet-stream")).unwrap().into_body(),
        Outcome::Ok(_)
    ));
}

#[test]
fn a_success_that_is_not_documented_is_used_when_it_decodes() {
    let responses = [ResponseSpec::success(Status::Exact(201), JSON, "application/json", 0)];
    assert_eq!(send::<Thing>(&responses, ada("application/json")).unwrap().into_body(), Thing::named("Ada"));
    assert!(matches!(send::<Outcome>(&responses, ada("application/json")).unwrap().into_body(), Outcome::Ok(_)));
    let error = send::<Thing>(&responses, MockResponse::json(200, "[]")).unwrap_err();
    assert!(matches!(error, rt::Error::Unexpected(_)));
    assert_eq!(error.response().unwrap().bytes(), "[]");
}

/// RFC 9110, 15.3.7: documents list the whole, and a request with `Range` gets a part of it.
#[test]
fn a_part_of_bytes_or_text_is_read_as_the_whole_is() {
    let part = || MockResponse::new(206, "application/octet-stream", &b"\xff\x00"[..]);
    let whole = [ResponseSpec::success(Status::Exact(200), ContentKind::Bytes, "application/octet-stream", 0)];
    let read = send::<rt::Bytes>(&whole, part()).unwrap();
    assert_eq!((read.status().as_u16(), &read.body()[..]), (206, &b"\xff\x00"[..]));
    let error = ResponseSpec::error(Status::Default, JSON, "application/json", 0);
    assert!(send::<rt::Bytes>(&[whole[0], error], part()).is_ok());
    assert!(matches!(send::<Thing>(&[ok()], MockResponse::json(206, "{}")).unwrap_err(), rt::Error::Unexpected(_)));
}

#[test]
fn a_body_is_not_lost_to_a_success_without_one() {
    let responses = [ok(), ResponseSpec::success_empty(Status::Exact(204), 1)];
    let error = send::<Outcome>(&responses, MockResponse::json(206, r#"{"anything":1}"#)).unwrap_err();
    assert!(matches!(error, rt::Error::Unexpected(_)));
    assert_eq!(error.response().unwrap().bytes(), r#"{"anything":1}"#);
    assert_eq!(send::<Outcome>(&responses, MockResponse::empty(206)).unwrap().into_body(), Outcome::Accepted(()));
}

#[test]
fn the_default_means_what_the_status_means() {
    let error = ResponseSpec::error(Status::Default, JSON, "application/json", 0);
    assert_eq!(send::<Thing>(&[error], ada("application/json")).unwrap().into_body(), Thing::named("Ada"));
    send::<Option<Thing>>(&[ok(), error], MockResponse::empty(204)).unwrap();
    let both = [ResponseSpec::success(Status::Default, JSON, "application/json", 0), error];
    assert_eq!(send::<Thing>(&both, ada("application/json")).unwrap().into_body(), Thing::named("Ada"));
    let refused = send::<Thing>(&both, MockResponse::json(400, r#"{"error":{"code":"bad"}}"#)).unwrap_err();
    assert!(refused.body().is_some());
}

#[test]
fn errors_are_told_by_the_table_not_by_the_digit() {
    let responses = [ResponseSpec::error(Status::Exact(200), JSON, "application/json", 0)];
    let error = send::<Thing>(&responses, MockResponse::json(200, r#"{"error":{"code":"odd"}}"#)).unwrap_err();
    assert_eq!(error.code(), Some("odd"));
}

#[test]
fn a_body_above_the_limit_is_refused() {
    let server = answering(ada("application/json"));
    let client = rt::Client::builder().transport(server).body_limit(10).build().unwrap();
    let error = now(client.send(crate::support::get("1"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /things/{thing-id}: 200 OK, but the body was not received completely: \
         the body of the response is larger than the limit of 10 bytes"
    );
}

#[test]
fn json_of_another_charset_is_told_and_its_bytes_are_kept() {
    let utf16: Vec<u8> = r#"{"id":"1"}"#.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (charset, bytes) in [("utf-16", utf16), ("iso-8859-1", b"{\"id\":\"\xfc\"}".to_vec())] {
        let media_type = format!("application/json; charset={charset}");
        let error = send::<Thing>(&[ok()], MockResponse::new(200, &media_type, bytes.clone())).unwrap_err();
        assert!(
            error.to_string().contains(&format!("text in the charset `{charset}`, which is not decoded")),
            "{error}"
        );
        assert_eq!(error.response().unwrap().bytes(), &bytes);
    }
    // What can be read as JSON is read, whatever the server says of it, and has the fault of its type.
    let utf8 = |body| send::<Thing>(&[ok()], MockResponse::new(200, "application/json; charset=utf-16", body));
    assert_eq!(utf8(r#"{"id":"ü"}"#).unwrap().into_body().id, "ü");
    let error = utf8(r#"{"name":"ü"}"#).unwrap_err();
    assert!(error.to_string().contains("the member `id` is missing"), "{error}");
}

#[test]
fn text_of_another_charset_is_told_and_its_bytes_are_kept() {
    let text = || ResponseSpec::success(Status::Exact(200), ContentKind::Text, "text/plain", 0);
    let get = |content_type: &str, body: &'static [u8]| {
        send::<String>(&[text()], MockResponse::new(200, content_type, body)).map(rt::Response::into_body)
    };
    let fine: [(&str, &[u8]); 6] = [
        ("text/plain", "ü".as_bytes()),
        ("text/plain; charset=UTF-8", "ü".as_bytes()),
        ("text/plain; format=flowed; charset=\"utf8\"", "ü".as_bytes()),
        ("text/plain; charset=us-ascii", "ü".as_bytes()),
        ("text/plain; charset=iso-8859-1", b"u"),
        ("text/plain; charset=", b"u"),
    ];
    for (content_type, body) in fine {
        let text = get(content_type, body).unwrap_or_else(|fault| panic!("{content_type}: {fault}"));
        assert_eq!(text.as_bytes(), body);
    }
    // The last is UTF-8 by chance: these are two characters of Latin-1.
    for (charset, body) in [("iso-8859-1", &b"f\xfcr"[..]), ("utf-16le", b"u\0"), ("ISO-8859-1", b"\xc3\xbc")] {
        let fault = get(&format!("text/plain;charset={charset}"), body).unwrap_err();
        assert!(fault.to_string().contains(&format!("text in the charset `{charset}`")), "{fault}");
        assert_eq!(fault.response().unwrap().bytes().as_ref(), body);
    }
    assert!(get("text/plain", b"\xfc").unwrap_err().to_string().contains("is not UTF-8"));
}

#[test]
fn the_text_of_a_header_is_that_of_all_its_lines() {
    let answer = ada("application/json").header("Link", "<a>; rel=next").header("Link", " <b>; rel=prev");
    let answer = answer.header("Set-Cookie", "a=b").header("Set-Cookie", "c=d").header("X-Count", "5");
    let response = send::<Thing>(&[ok()], answer).unwrap();
    let text = |name| response.typed_header(&rt::ResponseHeader::<String>::new(name)).unwrap();
    assert_eq!(text("link").as_deref(), Some("<a>; rel=next, <b>; rel=prev"));
    // Cookies have commas of their own.
    assert_eq!(text("Set-Cookie").as_deref(), Some("a=b"));
    assert_eq!(text("X-Count").as_deref(), Some("5"));
    assert_eq!(text("X-None"), None);
    let any = response.typed_header(&rt::ResponseHeader::<rt::Json>::new("Link")).unwrap();
    assert_eq!(any, Some(rt::Json::from("<a>; rel=next, <b>; rel=prev")));
}
