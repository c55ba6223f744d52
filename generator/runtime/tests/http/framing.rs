//! Callers, documents and credentials cannot set the headers that decide the length and the recipient of a message.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{DONE, EU, Thing, answering, client, create, get, leak, now, thing};
use rt::{Param, Scheme, SecurityRequirement, StaticToken};

const FRAMING: &[&str] = &[
    "Connection",
    "content-length",
    "Expect",
    "HTTP2-Settings",
    "Host",
    "Keep-Alive",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "transfer-encoding",
    "UPGRADE",
];

const SERVERS: &[&rt::Server] = &[&EU];

fn open(method: rt::Method) -> rt::Operation {
    rt::Operation { id: "op", method, path: "/x", responses: DONE, servers: SERVERS, ..rt::Operation::EMPTY }
}

#[test]
fn a_caller_sets_no_header_of_the_connection() {
    for name in FRAMING {
        let server = answering(thing());
        let request = get("1").header(name, "3");
        assert!(request.check().is_err());
        assert!(!request.headers().contains_key(*name), "{name}");
        let fault = now(client(&server).send(request)).unwrap_err().to_string();
        let text = format!("thing_get: header `{}` cannot be set: it ", name.to_ascii_lowercase());
        assert!(fault.starts_with(&text), "{fault}");
        assert!(server.requests().is_empty());
    }
    let reason = |name| get("1").header(name, "3").check().unwrap_err().to_string();
    assert_eq!(
        reason("Content-Length"),
        "thing_get: header `content-length` cannot be set: it is computed from the body"
    );
    assert_eq!(reason("host"), "thing_get: header `host` cannot be set: it is computed from the URL");
    assert_eq!(reason("Te"), "thing_get: header `te` cannot be set: it belongs to the connection");
}

#[test]
fn a_client_sets_no_header_of_the_connection() {
    for name in FRAMING {
        let builder = rt::Client::builder().transport(MockTransport::new()).default_header(name, "3");
        let fault = builder.build().unwrap_err().to_string();
        let text = format!("default header `{}` cannot be sent: it ", name.to_ascii_lowercase());
        assert!(fault.starts_with(&text), "{fault}");
    }
}

struct One {
    value: Option<String>,
}
rt::record! { One: Default = "one" { value = "value"; } }

#[test]
fn a_document_sets_no_header_of_the_connection() {
    for name in FRAMING {
        let params: &'static [Param] = Vec::leak(vec![Param::Header(name)]);
        let operation = leak(rt::Operation { params, ..open(rt::Method::POST) });
        let given = rt::Request::<(), ()>::new(operation).args(&One { value: Some("3".into()) });
        assert!(given.check().unwrap_err().to_string().contains("cannot be set: it "), "{name}");
        let absent = rt::Request::<(), ()>::new(operation).args(&One { value: None });
        assert_eq!(absent.check(), Ok(()), "nothing is given: {name}");
    }
}

#[test]
fn a_credential_is_no_header_of_the_connection() {
    for name in FRAMING {
        let scheme: &'static Scheme = Box::leak(Box::new(Scheme::api_key_header("key", name)));
        let needs: &'static [SecurityRequirement] = Vec::leak(vec![SecurityRequirement(scheme, &[])]);
        let operation = leak(rt::Operation { security: Vec::leak(vec![needs]), ..open(rt::Method::GET) });
        let server = MockTransport::new().then(MockResponse::empty(204));
        let client = rt::Client::builder().transport(server.clone()).credential("key", StaticToken::new("3"));
        let fault = now(client.build().unwrap().send(rt::Request::<(), ()>::new(operation))).unwrap_err().to_string();
        let text = format!(
            "op: the credential of security scheme `key` cannot be sent as header `{}`: it ",
            name.to_ascii_lowercase()
        );
        assert!(fault.starts_with(&text), "{fault}");
        assert!(server.requests().is_empty());
    }
}

#[test]
fn no_header_ends_early_or_is_a_part_of_the_first_line() {
    for (name, value) in [
        (":authority", "evil.com"),
        (":path", "/"),
        ("", "a"),
        ("a b", "c"),
        ("a\r\nHost", "evil.com"),
        ("x-a", "a\r\nHost: evil.com"),
        ("x-a", "a\nb"),
        ("x-a", "a\rb"),
        ("x-a", "a\0b"),
    ] {
        assert!(get("1").header(name, value).check().is_err(), "{name:?}: {value:?}");
        let builder = rt::Client::builder().transport(MockTransport::new()).default_header(name, value);
        assert!(builder.build().is_err(), "{name:?}: {value:?}");
    }
}

#[test]
fn a_method_that_may_have_a_body_says_that_there_is_none() {
    let length = |request: &rt::Request<(), ()>| {
        request.headers().get("content-length").map(|length| length.to_str().unwrap().to_owned())
    };
    for method in [rt::Method::POST, rt::Method::PUT, rt::Method::PATCH] {
        let request = rt::Request::<(), ()>::new(leak(open(method)));
        assert_eq!(length(&request).as_deref(), Some("0"), "{method}");
        let http = request.to_http("https://example.com").unwrap();
        assert_eq!(http.headers()["content-length"], "0");
    }
    for method in [rt::Method::GET, rt::Method::HEAD, rt::Method::DELETE, rt::Method::OPTIONS, rt::Method::TRACE] {
        assert_eq!(length(&rt::Request::new(leak(open(method)))), None, "{method}");
    }
    // The transport sets the length of a body.
    assert!(!create(&Thing::named("Ada")).headers().contains_key("content-length"));
    const TEXT: &[rt::Content] = &[rt::Content::new("text/plain", rt::ContentKind::Text)];
    let operation = leak(rt::Operation { bodies: TEXT, ..open(rt::Method::PUT) });
    let empty = rt::Request::<(), ()>::new(operation).body(0, &String::new());
    assert_eq!(length(&empty).as_deref(), Some("0"), "an empty body is none on the wire");
}
