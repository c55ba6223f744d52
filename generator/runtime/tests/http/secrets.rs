//! Messages contain neither secrets nor characters that hide text or change its direction.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Thing, answering, client, create, get, leak, now, thing};
use rt::{Scheme, SecurityRequirement, StaticToken, token_fn};
use std::error::Error;
use std::sync::{Arc, Mutex};

#[test]
fn an_answer_prints_names_and_no_values() {
    let response = thing().header("set-cookie", "session=hunter2").header("x-token", "hunter2");
    let response = now(client(&answering(response)).execute(get("1"))).unwrap();
    assert_eq!(
        format!("{response:?}"),
        r#"Response { status: 200, headers: ["content-type", "set-cookie", "x-token"], .. }"#
    );
    assert_eq!(response.header("x-token"), Some("hunter2"), "who asks for it gets it");
}

/// Keeps what each event prints.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<String>>>);

impl rt::Observer for Printed {
    fn event(&self, _call: &rt::CallInfo, event: &rt::CallEvent<'_>) {
        self.0.lock().unwrap().push(format!("{event:?}"));
    }
}

#[test]
fn so_do_events_and_failures() {
    let response =
        MockResponse::empty(503).header("set-cookie", "session=hunter2").header("location", "/?token=hunter2");
    let printed = Printed::default();
    let failures = printed.clone();
    let policy = rt::RetryPolicy::new().retry_if(move |failure| {
        failures.0.lock().unwrap().push(format!("{failure:?}"));
        false
    });
    let builder = rt::Client::builder().transport(answering(response.header("request-id", "r-1")));
    now(builder.observer(printed.clone()).retry(policy).build().unwrap().send(get("1"))).unwrap_err();
    let printed = std::mem::take(&mut *printed.0.lock().unwrap());
    let head = r#"Head { attempt: 1, status: 503, headers: ["set-cookie", "location", "request-id"], request_id: Some("r-1") }"#;
    assert!(printed.contains(&head.to_owned()), "{printed:#?}");
    let failure = r#"Failure { error: None, status: Some(503), headers: Some(["set-cookie", "location", "request-id"]), retries: 0, .. }"#;
    assert!(printed.contains(&failure.to_owned()), "{printed:#?}");
    assert!(!printed.iter().any(|text| text.contains("hunter2")), "{printed:#?}");
}

#[test]
fn no_text_of_a_url_shows_user_password_or_query() {
    for url in [
        "http://user:hunter2@example.com",
        "https://hunter2@example.com/path",
        "https://user:hunter2/x@example.com",
        "https://user:hunter2?x@example.com",
        "https://user:hunter2#x@example.com",
        "https://user:hunter2@two@example.com",
        "https://user:://hunter2@example.com",
        "user:hunter2@example.com",
        "hunter2://x@example.com",
        "user:hunter2://x@example.com",
        "https://example.com?key=hunter2",
        "https://example.com/#hunter2",
        "//user:hunter2@example.com",
        "https:user:hunter2@example.com",
    ] {
        let url = if url.starts_with("hunter2:") { "user-hunter2://x@example.com" } else { url };
        let builder = || rt::Client::builder().transport(MockTransport::new());
        for built in [builder().base_url(url), builder().origin(url)] {
            let printed = format!("{built:?}");
            let fault = built.build().unwrap_err();
            for text in [printed, fault.to_string(), format!("{fault:?}")] {
                assert!(!text.contains("hunter2"), "{url}: {text}");
            }
        }
        let request = get("1").base_url(url);
        let printed = format!("{request:?}");
        let to_http = get("1").to_http(url).unwrap_err();
        let fault = now(builder().build().unwrap().send(request)).unwrap_err();
        for text in [printed, to_http.to_string(), format!("{to_http:?}"), fault.to_string(), format!("{fault:?}")] {
            assert!(!text.contains("hunter2"), "{url}: {text}");
        }
    }
    let fault = rt::Client::builder().base_url("http://user:pw@example.com/v1").transport(MockTransport::new()).build();
    let text = "base URL `http://…@example.com/v1` must not have a user name or password; set credentials instead";
    assert_eq!(fault.unwrap_err().to_string(), text);
}

/// Line ends, control characters, changes of direction, and invisible characters.
const HIDDEN: &str = "\u{0}\u{1b}\u{7f}\u{85}\r\n\u{2028}\u{2029}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\
                      \u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}\u{ad}\u{180e}\
                      \u{fe0f}\u{fff9}\u{e0041}\u{e0100}";

#[track_caller]
fn is_plain(error: &dyn Error) {
    let mut next = Some(error);
    while let Some(error) = next {
        for text in [error.to_string(), format!("{error:?}")] {
            let odd: Vec<_> =
                HIDDEN.chars().filter(|c| text.contains(*c)).map(|c| c.escape_unicode().to_string()).collect();
            assert!(odd.is_empty(), "{odd:?} in {text:?}");
        }
        next = error.source();
    }
}

fn json(text: &str) -> String {
    rt::Json::String(text.to_owned()).to_string()
}

#[test]
fn what_a_server_says_is_printed_in_one_line_that_reads_as_it_stands() {
    let hidden = json(&format!("a{HIDDEN}b"));
    let failed = |response: MockResponse| {
        let request = get("1").retry(rt::RetryPolicy::none());
        now(client(&answering(response)).send(request)).unwrap_err()
    };
    for body in [
        format!(r#"{{"error":{{"code":{hidden},"message":{hidden}}}}}"#),
        format!(r#"{{"type":{hidden},"detail":{hidden}}}"#),
        format!(r#"{{"error":{{"code":{{{hidden}:1}}}}}}"#),
    ] {
        is_plain(&failed(MockResponse::json(400, body)));
    }
    for body in [format!(r#"{{"id":{{{hidden}:1}}}}"#), hidden.clone(), format!("[{hidden}]"), HIDDEN.to_owned()] {
        is_plain(&failed(MockResponse::json(200, body.clone())));
        is_plain(&failed(MockResponse::json(202, body)));
    }
    is_plain(&failed(MockResponse::new(200, "text/\u{e9}", "")));
    let api = failed(MockResponse::json(400, format!(r#"{{"code":"c","message":{}}}"#, json("a\u{2028}b\u{202e}c"))));
    assert_eq!(api.to_string(), "GET /things/{thing-id}: 400 Bad Request: c: a b\u{fffd}c");
}

#[test]
fn what_a_document_says_is_printed_so_too() {
    const ANSWERS: &[rt::ResponseSpec] =
        &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, HIDDEN, 0)];
    const SERVERS: &[&rt::Server] = &[&crate::support::EU];
    let scheme: &'static Scheme = Box::leak(Box::new(Scheme::bearer(HIDDEN)));
    let path: &'static str = Box::leak(format!("/x{HIDDEN}").into_boxed_str());
    let needs: &'static [SecurityRequirement] = Vec::leak(vec![SecurityRequirement(scheme, &[HIDDEN])]);
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path,
        servers: SERVERS,
        responses: ANSWERS,
        ..rt::Operation::EMPTY
    };
    let (open, secured) = (leak(operation), leak(rt::Operation { security: Vec::leak(vec![needs]), ..operation }));
    let server = MockTransport::new().then(MockResponse::json(200, "[")).then(MockResponse::empty(404));
    let server = server.then(MockResponse::failure(rt::TransportErrorKind::Other));
    let client = client(&server);
    let call = |operation| now(client.send(rt::Request::<Thing, ()>::new(operation))).unwrap_err();
    for fault in [call(open), call(open), call(open), call(secured)] {
        assert!(!HIDDEN.chars().any(|c| fault.to_string().contains(c)), "{fault}");
    }
}

struct Counts {
    counts: rt::Map<i32>,
}
rt::record! { Counts: Default = "counts" { counts = required "counts"; } }

#[test]
fn so_are_faults_of_values_streams_and_transports() {
    let nested = format!(r#"{{"counts":{{{}:"x"}}}}"#, json(HIDDEN));
    let fault = rt::read_json::<Counts>(nested.as_bytes()).err().unwrap();
    assert!(!fault.path.is_empty());
    is_plain(&fault);
    let undecodable = rt::Undecodable::new(HIDDEN);
    assert!(!HIDDEN.chars().any(|c| undecodable.to_string().contains(c)));
    is_plain(&rt::StreamError::Decode(undecodable));
    is_plain(&rt::TransportError::new(rt::TransportErrorKind::Other, HIDDEN));
    is_plain(&rt::BuildError::Transport { reason: HIDDEN.to_owned() });
    let violation = rt::Violation { path: HIDDEN.to_owned(), message: HIDDEN.to_owned() };
    is_plain(&violation);
}

#[test]
fn so_are_the_faults_of_a_provider_and_of_a_request() {
    static TOKEN: Scheme = Scheme::bearer("token");
    static SECURED: rt::Operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        security: &[&[SecurityRequirement(&TOKEN, &[])]],
        servers: &[&crate::support::EU],
        ..rt::Operation::EMPTY
    };
    let provider = token_fn(|_| async { Err::<String, _>(format!("the service says {HIDDEN}")) });
    let client = rt::Client::builder().transport(MockTransport::new()).credential("token", provider).build().unwrap();
    let fault = now(client.send(rt::Request::<Thing, ()>::new(&SECURED))).unwrap_err();
    assert!(!HIDDEN.chars().any(|c| fault.to_string().contains(c)), "{fault}");

    is_plain(&get("1").header(HIDDEN, "a").check().unwrap_err());
    is_plain(&get("1").header("a", HIDDEN).check().unwrap_err());
    is_plain(&get("1").to_http(HIDDEN).unwrap_err());
    is_plain(&create(&Thing::named(HIDDEN)).check().unwrap_err());
    let built = |builder: rt::ClientBuilder| builder.transport(MockTransport::new()).build();
    is_plain(&built(rt::Client::builder().base_url(HIDDEN)).unwrap_err());
    is_plain(&built(rt::Client::builder().default_header(HIDDEN, "a")).unwrap_err());
    for configured in [
        rt::Client::builder().server_variable(HIDDEN, "a"),
        rt::Client::builder().server(HIDDEN.to_owned()),
        rt::Client::builder().credential(HIDDEN.to_owned(), StaticToken::new("t")),
    ] {
        let client = built(configured).unwrap();
        is_plain(&now(client.send(rt::Request::<Thing, ()>::new(&SECURED))).unwrap_err());
    }
    let own = rt::Request::<Thing, ()>::new(&SECURED).credential(HIDDEN.to_owned(), StaticToken::new("t"));
    is_plain(&now(built(rt::Client::builder()).unwrap().send(own)).unwrap_err());
}
