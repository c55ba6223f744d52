//! Bodies of which no data arrives, futures that are dropped, and items that never end.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Thing, leak, now};
use bytes::Bytes;
use rt::{
    BodyStream, BoxFuture, Chunks, ContentKind, Events, JsonLines, ResponseSpec, Status, StreamError, Transport,
    TransportError, TransportErrorKind,
};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A transport whose body and clock are controlled by the test.
#[derive(Clone, Default)]
struct Tap(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    chunks: VecDeque<Bytes>,
    /// The waits that were started.
    waits: Vec<Duration>,
    /// Whether the waits have ended.
    over: bool,
}

impl Tap {
    fn give(&self, chunk: &'static str) {
        self.0.lock().unwrap().chunks.push_back(chunk.into());
    }

    fn end_waits(&self) {
        self.0.lock().unwrap().over = true;
    }

    fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().waits.clone()
    }
}

impl Chunks for Tap {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(std::future::poll_fn(|_| match self.0.lock().unwrap().chunks.pop_front() {
            Some(chunk) => Poll::Ready(Some(Ok(chunk))),
            None => Poll::Pending,
        }))
    }
}

impl Transport for Tap {
    fn send(
        &self,
        _: http::Request<rt::RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(BodyStream::chunks(self.clone())))))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let mut begun = false;
        Box::pin(std::future::poll_fn(move |_| {
            let mut state = self.0.lock().unwrap();
            if !begun {
                begun = true;
                state.waits.push(duration);
            }
            if state.over { Poll::Ready(()) } else { Poll::Pending }
        }))
    }
}

/// A transport whose body repeats one text without end. It counts the bytes that were read.
#[derive(Clone)]
struct Endless {
    text: Bytes,
    given: Arc<AtomicUsize>,
}

impl Chunks for Endless {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move {
            self.given.fetch_add(self.text.len(), Ordering::Relaxed);
            Some(Ok(self.text.clone()))
        })
    }
}

impl Transport for Endless {
    fn send(
        &self,
        _: http::Request<rt::RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(BodyStream::chunks(self.clone())))))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

fn request<O: rt::FromResponse>(kind: ContentKind) -> rt::Request<O, ()> {
    let responses: &'static [ResponseSpec] =
        Box::leak(Box::new([ResponseSpec::success(Status::Exact(200), kind, "a/b", 0)]));
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::GET, path: "/x", responses, ..rt::Operation::EMPTY });
    rt::Request::new(operation).base_url("https://example.com")
}

fn stream<O: rt::FromResponse>(kind: ContentKind, transport: impl Transport, limit: usize) -> O {
    let client = rt::Client::builder().transport(transport).body_limit(limit).build().unwrap();
    now(client.send(request(kind))).unwrap()
}

/// Polls the future once and drops it.
fn asked_once<T>(future: impl Future<Output = T>) -> Poll<T> {
    std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

const LIMIT: usize = 1_000_000;

#[test]
fn a_dropped_future_loses_nothing_of_an_event() {
    let text = "\u{feff}id: 7\r\nevent: add\r\ndata: a\ndata: b\n\ndata: c\n\n";
    for cut in (1..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let tap = Tap::default();
        let mut events: Events<String> = stream(ContentKind::EventStream, tap.clone(), LIMIT);
        let mut all = Vec::new();
        for part in [&text[..cut], &text[cut..]] {
            tap.give(part);
            while let Poll::Ready(event) = asked_once(events.next()) {
                let event = event.unwrap().unwrap();
                all.push((event.event, event.id, event.data));
            }
        }
        let id = || Some("7".to_owned());
        let expected = [("add".into(), id(), "a\nb".into()), ("message".into(), id(), "c".to_owned())];
        assert_eq!(all, expected, "cut at {cut}");
    }
}

#[test]
fn a_dropped_future_loses_nothing_of_a_line() {
    let tap = Tap::default();
    let mut lines: JsonLines<i64> = stream(ContentKind::JsonLines, tap.clone(), LIMIT);
    let mut ask = |part| {
        tap.give(part);
        asked_once(lines.next()).map(|item| item.unwrap().unwrap())
    };
    // A CR ends the line, and an LF after it belongs to the same end.
    assert_eq!([ask("1"), ask("2\r"), ask("\n3")], [Poll::Pending, Poll::Ready(12), Poll::Pending]);
    assert_eq!(ask("\n"), Poll::Ready(3));
}

fn too_large<T>(item: Option<Result<T, StreamError>>) -> String {
    match item {
        Some(Err(StreamError::Transport(error))) if error.kind() == TransportErrorKind::TooLarge => error.to_string(),
        Some(Err(error)) => panic!("another error: {error}"),
        Some(Ok(_)) => panic!("an item"),
        None => panic!("the end"),
    }
}

#[test]
fn an_event_larger_than_the_limit_is_an_error_before_more_is_held() {
    let x = "x".repeat(9_999);
    let shapes = [
        ("one line without an end", x.clone()),
        ("many lines of data", format!("data: {x}\n")),
        ("many empty lines of data", "data:\n".repeat(1_000)),
    ];
    for (shape, text) in shapes {
        let server = Endless { text: text.into(), given: Arc::default() };
        let mut events: Events<String> = stream(ContentKind::EventStream, server.clone(), LIMIT);
        assert_eq!(
            too_large(now(events.next())),
            "an item of the stream is larger than the limit of 1000000 bytes",
            "{shape}"
        );
        assert!(now(events.next()).is_none(), "{shape}: the stream has ended");
        let given = server.given.load(Ordering::Relaxed);
        assert!(given < 7 * LIMIT, "{shape}: {given} bytes were read");
    }
}

#[test]
fn a_line_larger_than_the_limit_is_an_error_whole_or_not() {
    for text in ["1".repeat(10_000), format!("{}\n", "1".repeat(LIMIT + 1))] {
        let server = Endless { text: text.into(), given: Arc::default() };
        let mut lines: JsonLines<rt::Json> = stream(ContentKind::JsonLines, server.clone(), LIMIT);
        too_large(now(lines.next()));
        assert!(now(lines.next()).is_none());
        assert!(server.given.load(Ordering::Relaxed) <= 2 * LIMIT);
    }
}

#[test]
fn the_limit_counts_for_each_item_alone() {
    let event = format!("data: {}\n\n", "x".repeat(LIMIT / 2));
    let server = Endless { text: event.into(), given: Arc::default() };
    let mut events: Events<String> = stream(ContentKind::EventStream, server, LIMIT);
    assert!((0..10).all(|_| now(events.next()).is_some_and(|event| event.is_ok())));

    let comments = format!("{}data: x\n\n", ": still here\n".repeat(LIMIT / 5));
    let server = Endless { text: comments.into(), given: Arc::default() };
    let mut events: Events<String> = stream(ContentKind::EventStream, server, LIMIT);
    assert_eq!(now(events.next()).unwrap().unwrap().data, "x");
}

fn timed_out<T>(item: Option<Result<T, StreamError>>) -> String {
    match item {
        Some(Err(StreamError::Transport(error))) if error.kind() == TransportErrorKind::Timeout => error.to_string(),
        other => panic!("no time-out: {:?}", other.map(|item| item.map(|_| ()))),
    }
}

/// A transport whose body stalls after these bytes.
fn stalled(text: &'static str) -> MockTransport {
    MockTransport::new().then(MockResponse::empty(200).chunk(text).stalled())
}

#[test]
fn a_body_that_stands_still_is_a_time_out_however_it_is_read() {
    const MESSAGE: &str = "no data of the body arrived within 60 s, which is the `idle_timeout`";
    let server = stalled("data: 1\n\ndata: 2");
    let mut events: Events<i64> = stream(ContentKind::EventStream, server.clone(), LIMIT);
    assert_eq!(now(events.next()).unwrap().unwrap().data, 1);
    assert_eq!(timed_out(now(events.next())), MESSAGE);
    assert!(now(events.next()).is_none(), "the stream has ended");
    assert_eq!(server.waits(), [Duration::from_secs(60)]);

    let mut lines: JsonLines<i64> = stream(ContentKind::JsonLines, stalled("1\n2"), LIMIT);
    assert_eq!(now(lines.next()).unwrap().unwrap(), 1);
    assert_eq!(timed_out(now(lines.next())), MESSAGE);

    let client = rt::Client::builder().transport(stalled(r#"{"id":"1""#)).timeout(Duration::from_secs(3600)).build();
    match now(client.unwrap().send(request::<Thing>(ContentKind::Json))) {
        Err(rt::Error::Transport(failure)) => {
            assert_eq!(failure.error().kind(), TransportErrorKind::Timeout);
            assert_eq!(failure.error().to_string(), MESSAGE);
        }
        _ => panic!("no time-out"),
    }
}

#[test]
fn the_idle_time_out_is_set_and_removed_on_the_client_and_on_the_request() {
    type Limit = Option<Duration>;
    let (short, long) = (Duration::from_secs(7), Duration::from_secs(900));
    let limited_to = |client: Option<Limit>, request: Option<Limit>| -> Limit {
        let tap = Tap::default();
        let mut builder = rt::Client::builder().transport(tap.clone());
        if let Some(limit) = client {
            builder = builder.idle_timeout(limit);
        }
        let mut asked = self::request::<Events<i64>>(ContentKind::EventStream);
        if let Some(limit) = request {
            asked = asked.idle_timeout(limit);
        }
        let mut events = now(builder.build().unwrap().send(asked)).unwrap();
        assert!(asked_once(events.next()).is_pending());
        tap.waits().first().copied()
    };
    assert_eq!(limited_to(None, None), Some(Duration::from_secs(60)));
    assert_eq!(limited_to(Some(Some(long)), None), Some(long));
    assert_eq!(limited_to(Some(None), None), None);
    assert_eq!(limited_to(Some(Some(long)), Some(Some(short))), Some(short));
    assert_eq!(limited_to(Some(Some(long)), Some(None)), None);
    assert_eq!(limited_to(Some(None), Some(Some(short))), Some(short));
}

#[test]
fn asking_again_gives_the_server_no_more_time_and_a_chunk_does() {
    let tap = Tap::default();
    let mut events: Events<i64> = stream(ContentKind::EventStream, tap.clone(), LIMIT);
    for _ in 0..3 {
        assert!(asked_once(events.next()).is_pending());
    }
    assert_eq!(tap.waits().len(), 1, "one wait, however often it is asked");
    tap.give("data: 1\n");
    for _ in 0..3 {
        assert!(asked_once(events.next()).is_pending());
    }
    assert_eq!(tap.waits().len(), 2, "a new wait after a chunk");
    tap.end_waits();
    timed_out(now(events.next()));
}
