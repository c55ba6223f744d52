//! Responses that are streams of items.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Thing, leak, now};
use rt::{ContentKind, Event, Events, JsonLines, ResponseSpec, Status};

fn send<O: rt::FromResponse>(kind: ContentKind, media_type: &'static str, chunks: &[&'static str]) -> O {
    let response = chunks.iter().fold(MockResponse::new(200, media_type, ""), |response, chunk| response.chunk(*chunk));
    try_send(kind, media_type, response).unwrap()
}

fn try_send<O: rt::FromResponse>(
    kind: ContentKind,
    media_type: &'static str,
    response: MockResponse,
) -> Result<O, rt::Error<()>> {
    let responses: &'static [ResponseSpec] =
        Box::leak(Box::new([ResponseSpec::success(Status::Exact(200), kind, media_type, 0)]));
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::GET, path: "/x", responses, ..rt::Operation::EMPTY });
    let request: rt::Request<O, ()> = rt::Request::new(operation).base_url("https://example.com");
    let client = rt::Client::builder().transport(MockTransport::new().then(response)).build().unwrap();
    now(client.send(request))
}

fn lines(chunks: &[&'static str]) -> JsonLines<i64> {
    send(ContentKind::JsonLines, "application/x-ndjson", chunks)
}

fn events<T: rt::Value + 'static>(chunks: &[&'static str]) -> Vec<Event<T>> {
    let mut stream: Events<T> = send(ContentKind::EventStream, "text/event-stream", chunks);
    let mut all = Vec::new();
    while let Some(event) = now(stream.next()) {
        all.push(event.unwrap());
    }
    all
}

fn event<T>(event: &str, id: Option<&str>, data: T) -> Event<T> {
    Event { event: event.to_owned(), id: id.map(str::to_owned), data }
}

#[test]
fn lines_come_one_by_one_wherever_the_chunks_end() {
    let mut stream = lines(&["1\n2", "2\r", "\n\n3\r4", "\n5"]);
    let mut all = Vec::new();
    while let Some(item) = now(stream.next()) {
        all.push(item.unwrap());
    }
    assert_eq!(all, [1, 22, 3, 4, 5]);
}

/// HTML standard, 9.2.5: a CR alone ends a line.
#[test]
fn an_event_whose_lines_end_with_cr_is_there_before_anything_follows() {
    let response = MockResponse::new(200, "text/event-stream", "").chunk("data: a\r\r").stalled();
    let mut stream: Events<String> = try_send(ContentKind::EventStream, "text/event-stream", response).unwrap();
    assert_eq!(now(stream.next()).unwrap().unwrap(), event("message", None, "a".to_owned()));
    let split = ["data: a\r", "\ndata: b\r", "\n", "\r", "\n\r", "data: c\r\r\n", "\n"];
    let data: Vec<String> = events::<String>(&split).into_iter().map(|event| event.data).collect();
    assert_eq!(data, ["a\nb", "c"]);
}

#[test]
fn a_line_that_does_not_decode_does_not_end_the_stream() {
    let mut stream = lines(&["x\n2\n"]);
    assert!(matches!(now(stream.next()), Some(Err(rt::StreamError::Decode(_)))));
    assert_eq!(now(stream.next()).unwrap().unwrap(), 2);
    assert!(now(stream.next()).is_none());
}

#[test]
fn events_have_kind_id_and_typed_data() {
    let text =
        [": hello\n\nevent: add\nid: 7\ndata: {\"id\":\"1\",\ndata:\"name\":\"Ada\"}\n\n", "data: {\"id\":\"2\"}\n\n"];
    let expected = [
        event("add", Some("7"), Thing::named("Ada")),
        event("message", Some("7"), Thing { id: "2".into(), name: None }),
    ];
    assert!(events::<Thing>(&text) == expected);
}

#[test]
fn a_body_that_has_no_events_is_an_error() {
    let send = |response| try_send::<Events<String>>(ContentKind::EventStream, "text/event-stream", response);
    let error = send(MockResponse::new(200, "text/html", "<html>sign in</html>")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /x: 200 OK: the body cannot be decoded: the body has no events (documented as text/event-stream, sent as \
         text/html)"
    );
    assert_eq!(error.response().unwrap().bytes(), "<html>sign in</html>");
    for events in [
        MockResponse::new(200, "Text/Event-Stream; charset=utf-8", "data: a\n\n"),
        MockResponse::empty(200).chunk("data: a\n\n"),
    ] {
        let mut events = send(events).unwrap();
        assert_eq!(now(events.next()).unwrap().unwrap().data, "a");
    }
}

#[test]
fn data_may_be_text() {
    let expected = [event("message", None, "a b".to_owned()), event("message", None, "[DONE]".to_owned())];
    assert_eq!(events::<String>(&["\u{feff}data: a b\r\n\r\ndata:[DONE]\r\n\r\n"]), expected);
}

#[test]
fn events_without_data_and_unfinished_ones_are_skipped() {
    assert_eq!(events::<i64>(&["event: ping\n\ndata: 1\n\ndata: 2\n"]), [event("message", None, 1)]);
}

#[test]
fn a_stream_is_read_after_the_answer_was_given() {
    let mut stream = lines(&["1\n", "2\n"]);
    assert_eq!(now(stream.next()).unwrap().unwrap(), 1);
    drop(stream);
}

#[test]
fn an_end_of_line_may_be_split_between_chunks() {
    let text = ["data: a\r", "\ndata: b\r\n\r\n"];
    assert_eq!(events::<String>(&text), [event("message", None, "a\nb".to_owned())]);
}

#[test]
fn a_stream_that_was_compressed_unasked_is_told_as_that() {
    const LINES: &[ResponseSpec] =
        &[ResponseSpec::success(Status::Exact(200), ContentKind::JsonLines, "application/x-ndjson", 0)];
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::GET, path: "/x", responses: LINES, ..rt::Operation::EMPTY });
    let request: rt::Request<JsonLines<i64>, ()> = rt::Request::new(operation).base_url("https://example.com");
    let response = MockResponse::new(200, "application/x-ndjson", "\u{1f}").header("content-encoding", "gzip");
    let client = rt::Client::builder().transport(MockTransport::new().then(response)).build().unwrap();
    let told = now(client.send(request)).unwrap_err().to_string();
    assert!(
        told.ends_with("the body is compressed with gzip, which this client did not request and cannot decode"),
        "{told}"
    );
}

#[test]
fn a_json_text_sequence_is_read_item_by_item() {
    let mut items: JsonLines<i64> =
        send(ContentKind::JsonLines, "application/json-seq", &["\u{1e}1\n\u{1e}", "2\n", "\u{1e}3"]);
    let mut next = || now(items.next()).map(Result::unwrap);
    assert_eq!([next(), next(), next(), next()], [Some(1), Some(2), Some(3), None]);
}
