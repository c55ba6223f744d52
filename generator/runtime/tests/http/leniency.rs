//! Bodies that do not match the document: strict and lenient reading, and errors under the status of a success.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Problem, Thing, answering, client, get, leak, now};
use rt::{ContentKind, Json, ResponseSpec, Status};

const ODD: &str = r#"{"id":"1","name":{"first":"Ada"}}"#;

fn odd() -> MockTransport {
    answering(MockResponse::json(200, ODD))
}

#[test]
fn a_strict_error_names_the_place_and_the_way_out() {
    let error = now(client(&odd()).execute(get("1"))).unwrap_err();
    let expected = "GET /things/{thing-id}: 200 OK: the body cannot be decoded: /name: expected a string, found an object at \
                    line 1 column 25; `.lenient()` on the request or the client leaves out what does not match";
    assert_eq!(error.to_string(), expected);

    // Lenience does not help these, so that the message does not name it.
    for body in [r#"{"name":"Ada"}"#, "<html>", r#"{"id":"1","#] {
        let error = now(client(&answering(MockResponse::json(200, body))).execute(get("1"))).unwrap_err();
        assert!(!error.to_string().contains("lenient"), "{error}");
    }
}

#[test]
fn a_lenient_request_or_client_leaves_out_what_does_not_match() {
    let of_request = now(client(&odd()).execute(get("1").lenient())).unwrap();
    let lenient = |server: &MockTransport| rt::Client::builder().transport(server.clone()).lenient().build().unwrap();
    let of_client = now(lenient(&odd()).execute(get("1"))).unwrap();
    for response in [of_request, of_client] {
        assert_eq!((response.body().id.as_str(), &response.body().name), ("1", &None));
        assert_eq!((response.misfit_count(), response.misfits()[0].path()), (1, "/name"));
    }
    assert!(now(lenient(&odd()).execute(get("1").strict())).is_err());
    let plain = now(lenient(&answering(crate::support::thing())).execute(get("1"))).unwrap();
    assert!(plain.misfits().is_empty());
}

#[test]
fn a_body_that_cannot_give_way_stays_an_error() {
    let error = now(client(&answering(MockResponse::json(200, r#"{"id":[],"name":[]}"#))).execute(get("1").lenient()));
    let error = error.unwrap_err();
    assert!(matches!(error, rt::Error::Decode(_)));
    let expected = "/id: expected a string, found a list, and no part around it may be left out";
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[test]
fn a_documented_error_under_the_status_of_a_success_is_that_error() {
    let gone = MockResponse::json(200, r#"{"error":{"code":"gone"}}"#);
    for request in [get("1"), get("1").lenient()] {
        let error = now(client(&answering(gone.clone())).execute(request)).unwrap_err();
        assert!(matches!(error, rt::Error::Api(_)));
        assert_eq!(error.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("gone"));
        assert_eq!(error.to_string(), "GET /things/{thing-id}: 200 OK: gone");
    }
    // A member that the error does not name, a part of another type, and nothing at all are not exactly the error.
    for body in [r#"{"error":{},"more":1}"#, r#"{"error":7}"#, "{}"] {
        let error = now(client(&answering(MockResponse::json(200, body))).execute(get("1"))).unwrap_err();
        assert!(matches!(error, rt::Error::Decode(_)), "{body}: {error}");
    }
}

#[test]
fn an_error_of_any_type_is_not_exactly_one() {
    fn send<E: rt::FromResponse + std::fmt::Debug>(responses: &[ResponseSpec]) -> rt::Error<E> {
        let operation = rt::Operation {
            id: "op",
            method: rt::Method::GET,
            path: "/x",
            responses: Box::leak(responses.into()),
            ..rt::Operation::EMPTY
        };
        let request: rt::Request<Thing, E> = rt::Request::new(leak(operation)).base_url("https://example.com");
        now(client(&answering(MockResponse::json(200, r#"{"error":{"code":"gone"}}"#))).execute(request)).unwrap_err()
    }
    let ok = ResponseSpec::success(Status::Exact(200), ContentKind::Json, "application/json", 0);
    let any = ResponseSpec::error(Status::Exact(400), ContentKind::Json, "application/json", 0);
    assert!(matches!(send::<Json>(&[ok, any]), rt::Error::Decode(_)));
    assert!(matches!(send::<()>(&[ok, ResponseSpec::error_empty(Status::Exact(400), 0)]), rt::Error::Decode(_)));
    assert!(matches!(send::<Problem>(&[ok]), rt::Error::Decode(_)), "no error is documented");
    assert!(matches!(send::<Problem>(&[ok, any]), rt::Error::Api(_)));
}

#[test]
fn items_of_streams_are_read_leniently() {
    let lines = format!("{ODD}\n{{}}\n{ODD}\n");
    let server = answering(MockResponse::new(200, "application/jsonl", lines));
    let responses = [ResponseSpec::success(Status::Exact(200), ContentKind::JsonLines, "application/jsonl", 0)];
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: Box::leak(responses.into()),
        ..rt::Operation::EMPTY
    });
    let request: rt::Request<rt::JsonLines<Thing>, Problem> =
        rt::Request::new(operation).base_url("https://example.com").lenient();
    let mut items = now(client(&server).execute(request)).unwrap().into_body();
    assert_eq!(now(items.next()).unwrap().unwrap().id, "1");
    assert_eq!(items.take_misfits().len(), 1);
    assert!(now(items.next()).unwrap().is_err(), "an item is a whole value");
    assert_eq!(now(items.next()).unwrap().unwrap().name, None);
    assert_eq!(items.take_misfits()[0].path(), "/name");
    assert!(items.take_misfits().is_empty());
}

#[cfg(feature = "xml")]
#[test]
fn a_body_of_xml_is_read_leniently() {
    static TABLE: rt::XmlBody = rt::xml_body(rt::Xml::element("thing"));
    let body = "<thing><id>1</id><name><first>Ada</first></name></thing>";
    let media_type = "application/xml";
    let responses = [ResponseSpec::success(Status::Exact(200), ContentKind::Xml(&TABLE), media_type, 0)];
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: Box::leak(responses.into()),
        ..rt::Operation::EMPTY
    });
    let request: rt::Request<Thing, Problem> = rt::Request::new(operation).base_url("https://example.com");
    let body = || answering(MockResponse::new(200, media_type, body));
    let strict = now(client(&body()).execute(request.clone())).unwrap_err().to_string();
    assert!(strict.contains("`.lenient()` on the request"), "{strict}");
    let response = now(client(&body()).execute(request.lenient())).unwrap();
    assert_eq!((response.body().id.as_str(), &response.body().name), ("1", &None));
    assert_eq!(response.misfits()[0].to_string(), "/name: expected a string, found elements");
}

#[test]
fn a_body_of_a_form_is_read_leniently() {
    struct Count {
        id: String,
        number: Option<i64>,
    }
    rt::record! { Count = "count" { id = required "id"; number = "number"; } }
    let kind = ContentKind::Form;
    let media_type = "application/x-www-form-urlencoded";
    let responses = [ResponseSpec::success(Status::Exact(200), kind, media_type, 0)];
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: Box::leak(responses.into()),
        ..rt::Operation::EMPTY
    });
    let request: rt::Request<Count, Problem> = rt::Request::new(operation).base_url("https://example.com");
    let body = || answering(MockResponse::new(200, media_type, "id=1&number=many"));
    let strict = now(client(&body()).execute(request.clone())).unwrap_err().to_string();
    assert!(strict.contains("`.lenient()` on the request"), "{strict}");
    let response = now(client(&body()).execute(request.lenient())).unwrap();
    assert_eq!((response.body().id.as_str(), response.body().number), ("1", None));
    assert_eq!(response.misfits()[0].to_string(), "/number: expected a 64-bit integer, found a string: \"many\"");
}
