//! Event streams that go on after their connection has ended, and items that end a stream.
use crate::runtime as rt;
use crate::runtime::{Events, JsonLines, MockResponse, MockTransport, ResumePolicy, StreamError, TransportErrorKind};
use crate::support::{client, now};
use std::time::Duration;

const STREAM: &str = "text/event-stream";

fn stream(text: &'static str) -> MockResponse {
    MockResponse::new(200, STREAM, text)
}

fn lost(text: &'static str) -> MockResponse {
    stream(text).cut(TransportErrorKind::Lost)
}

/// Opens the stream of a request for a path that the document does not have.
fn open(server: &MockTransport, policy: Option<ResumePolicy>) -> Events<String> {
    let client = client(server);
    let request = client.get("/events").header("x-own", "1").response_as::<Events<String>>();
    let request = match policy {
        Some(policy) => request.resume(policy),
        None => request,
    };
    now(client.send(request)).unwrap()
}

/// The data of the events until the end or an error.
fn all(events: &mut Events<String>) -> (Vec<String>, Option<StreamError>) {
    let mut data = Vec::new();
    while let Some(event) = now(events.next()) {
        match event {
            Ok(event) => data.push(event.data),
            Err(error) => return (data, Some(error)),
        }
    }
    (data, None)
}

/// The ids that were sent to resume the stream.
fn sent_ids(server: &MockTransport) -> Vec<Option<String>> {
    let id =
        |request: &http::Request<rt::Bytes>| Some(request.headers().get("last-event-id")?.to_str().unwrap().to_owned());
    server.requests().iter().map(id).collect()
}

#[test]
fn a_stream_is_not_resumed_unless_a_policy_says_so() {
    let server = MockTransport::new().then(lost("id: 1\ndata: a\n\n")).then(stream("data: b\n\n"));
    let (data, error) = all(&mut open(&server, None));
    assert!(matches!(error, Some(StreamError::Transport(_))));
    assert_eq!((data, server.requests().len()), (vec!["a".to_owned()], 1));
}

#[test]
fn a_lost_stream_goes_on_after_its_last_event() {
    let server = MockTransport::new()
        .then(lost("id: 1\ndata: a\n\nid: 2\nevent: half\ndata: of an eve"))
        .then(lost("id: 3\ndata: b\n\n"))
        .then(stream("data: c\n\n"));
    let mut events = open(&server, Some(ResumePolicy::after_loss()));
    let (data, error) = all(&mut events);
    assert!(error.is_none());
    assert_eq!(data, ["a", "b", "c"]);
    // The id of an event that is not complete is not the last one.
    assert_eq!(sent_ids(&server), [None, Some("1".to_owned()), Some("3".to_owned())]);
    assert!(server.requests().iter().all(|request| request.headers()["x-own"] == "1"));
    assert_eq!(events.last_id(), Some("3"));
}

#[test]
fn a_stream_that_ended_goes_on_if_the_policy_says_so() {
    let script = || MockTransport::new().then(stream("id: 1\ndata: a\n\n")).then(stream("data: b\n\n"));
    let server = script();
    assert_eq!(all(&mut open(&server, Some(ResumePolicy::after_loss()))).0, ["a"]);
    let server = script().then(MockResponse::empty(204));
    let (data, error) = all(&mut open(&server, Some(ResumePolicy::after_any_end())));
    assert!(error.is_none());
    assert_eq!((data, server.requests().len()), (vec!["a".to_owned(), "b".to_owned()], 3));
}

#[test]
fn the_server_sets_the_time_before_the_next_request() {
    let waits = |policy: ResumePolicy, text| {
        let server = MockTransport::new().then(lost(text)).then(MockResponse::empty(204));
        let mut events =
            open(&server, Some(policy.delay(Duration::from_millis(700)).max_delay(Duration::from_secs(9))));
        let before = server.waits().len();
        all(&mut events);
        server.waits().get(before..).unwrap_or_default().first().copied().unwrap()
    };
    let policy = ResumePolicy::after_loss;
    assert_eq!(waits(policy(), "data: a\n\n"), Duration::from_millis(700));
    assert_eq!(waits(policy(), "retry: 2500\ndata: a\n\n"), Duration::from_millis(2500));
    assert_eq!(waits(policy(), "retry: soon\ndata: a\n\n"), Duration::from_millis(700));
    assert_eq!(waits(policy(), "retry: 999999999\ndata: a\n\n"), Duration::from_secs(9));
}

#[test]
fn a_stream_without_events_is_not_resumed_for_ever() {
    let server = (0..9).fold(MockTransport::new(), |server, _| server.then(stream("")));
    let (data, error) = all(&mut open(&server, Some(ResumePolicy::after_any_end().max_resumes(3))));
    assert!(data.is_empty() && error.is_none());
    assert_eq!(server.requests().len(), 4);
    let server = (0..9).fold(MockTransport::new(), |server, _| server.then(lost("")));
    let (_, error) = all(&mut open(&server, Some(ResumePolicy::after_loss().max_resumes(3))));
    assert!(matches!(error, Some(StreamError::Transport(_))));
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_request_that_fails_to_resume_a_stream_is_the_error() {
    let gone = MockResponse::json(410, r#"{"error":{"code":"gone"}}"#);
    let server = MockTransport::new().then(lost("data: a\n\n")).then(gone);
    let mut events = open(&server, Some(ResumePolicy::after_loss()));
    let (data, error) = all(&mut events);
    let error = error.unwrap();
    assert_eq!(data, ["a"]);
    assert_eq!(error.to_string(), "the stream cannot be resumed: GET (any path): 410 Gone: gone");
    assert!(now(events.next()).is_none());
    let server = MockTransport::new().then(lost("data: a\n\n")).then(MockResponse::json(200, "{}"));
    let (_, error) = all(&mut open(&server, Some(ResumePolicy::after_loss())));
    assert!(error.unwrap().to_string().contains("resumed as application/json"));
}

#[test]
fn a_stream_is_resumed_after_a_server_that_was_away() {
    let away = |times: usize| {
        let server = MockTransport::new().then(lost("id: 1\ndata: a\n\n"));
        (0..times).fold(server, |server, _| server.then(MockResponse::failure(TransportErrorKind::Connect)))
    };
    let open = |server: &MockTransport| {
        let client = rt::Client::builder().transport(server.clone()).retry(rt::RetryPolicy::none()).build().unwrap();
        let request = client.get("/events").response_as::<Events<String>>();
        now(client.send(request.resume(ResumePolicy::after_loss().max_resumes(3)))).unwrap()
    };
    let server = away(2).then(stream("data: b\n\n"));
    let (data, error) = all(&mut open(&server));
    assert!(error.is_none());
    assert_eq!((data, server.requests().len()), (vec!["a".to_owned(), "b".to_owned()], 4));
    let server = away(9);
    let mut events = open(&server);
    assert!(matches!(all(&mut events).1, Some(StreamError::Resume(_))));
    assert_eq!(server.requests().len(), 4);
    assert!(now(events.next()).is_none());
}

#[test]
fn a_stream_is_resumed_when_no_data_arrives() {
    let server = MockTransport::new().then(stream("id: 1\ndata: a\n\n").stalled()).then(stream("data: b\n\n"));
    let (data, error) = all(&mut open(&server, Some(ResumePolicy::after_loss())));
    assert!(error.is_none());
    assert_eq!(data, ["a", "b"]);
}

#[test]
fn only_streams_of_get_are_resumed_unless_the_policy_says_so() {
    let server = MockTransport::new().then(lost("id: 1\ndata: a\n\n")).then(stream("data: b\n\n"));
    let client = client(&server);
    let request = || client.post("/chat").content("text/plain", "hi").response_as::<Events<String>>();
    let error = now(client.send(request().resume(ResumePolicy::after_loss()))).unwrap_err();
    assert!(error.to_string().contains("only streams of GET are resumed"), "{error}");
    let mut events = now(client.send(request().resume(ResumePolicy::after_loss().any_method()))).unwrap();
    assert_eq!(all(&mut events).0, ["a", "b"]);
    assert!(server.requests().iter().all(|request| request.body().as_ref() == b"hi"));
}

#[test]
fn the_policy_of_a_client_is_for_its_streams_of_get() {
    let script = || MockTransport::new().then(lost("data: a\n\n")).then(stream("data: b\n\n"));
    for (method, expected) in [(rt::Method::GET, vec!["a", "b"]), (rt::Method::POST, vec!["a"])] {
        let builder = rt::Client::builder().transport(script()).resume(ResumePolicy::after_loss());
        let client = builder.build().unwrap();
        let mut events = now(client.send(client.request(method, "/x").response_as::<Events<String>>())).unwrap();
        assert_eq!(all(&mut events).0, expected);
    }
}

#[test]
fn an_item_ends_a_stream() {
    let server = MockTransport::new().then(stream("data: a\n\ndata: [DONE]\n\ndata: b\n\n").stalled());
    let client = client(&server);
    let request = client.get("/events").response_as::<Events<String>>().stream_end("[DONE]");
    let mut events = now(client.send(request.resume(ResumePolicy::after_any_end()))).unwrap();
    assert_eq!(all(&mut events).0, ["a"]);
    assert!(now(events.next()).is_none());
    assert_eq!(server.requests().len(), 1);

    static LINES: &[rt::ResponseSpec] =
        &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::JsonLines, "application/x-ndjson", 0)];
    static OPERATION: rt::Operation = rt::Operation {
        id: "lines",
        method: rt::Method::GET,
        path: "/lines",
        responses: LINES,
        servers: &[&crate::support::EU],
        stream_end: Some("END"),
        ..rt::Operation::EMPTY
    };
    let server = MockTransport::new().then(MockResponse::new(200, "application/x-ndjson", "1\nEND\n2\n"));
    let request: rt::Request<JsonLines<i64>, ()> = rt::Request::new(&OPERATION);
    let mut lines = now(crate::support::client(&server).send(request)).unwrap();
    assert_eq!(now(lines.next()).unwrap().unwrap(), 1);
    assert!(now(lines.next()).is_none());
}

#[test]
fn items_are_a_stream_of_the_standard_trait() {
    use futures_core::Stream;
    let server = MockTransport::new().then(stream("data: a\n\ndata: b\n\n"));
    let mut events = std::pin::pin!(open(&server, None));
    let mut data = Vec::new();
    while let Some(event) = now(std::future::poll_fn(|context| events.as_mut().poll_next(context))) {
        data.push(event.unwrap().data);
    }
    assert_eq!(data, ["a", "b"]);
}
