//! What an observer sees of calls, and what the transport sees of the operation.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport, Transport};
use crate::support::{GET, Problem, Thing, US, create, get, now, thing};
use crate::virtual_time::World;
use rt::{AttemptEnd, CallEnd, CallEvent, CallInfo, Observer, RetryPolicy, TransportErrorKind};
use std::cell::Cell;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// Keeps a line for each event.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Observer for Lines {
    fn event(&self, call: &CallInfo, event: &CallEvent<'_>) {
        let line = match event {
            CallEvent::Begun { .. } => format!(
                "begun: {} {} {} at {}://{}:{}",
                call.operation().id(),
                call.method(),
                call.operation().template(),
                call.server_scheme(),
                call.server_address(),
                call.server_port(),
            ),
            CallEvent::Waiting { reason, wait, .. } => format!("waits {wait:?}: {reason:?}"),
            CallEvent::AttemptBegun { attempt, bytes, .. } => format!("attempt {attempt}: {} bytes", bytes.unwrap()),
            CallEvent::Head { attempt, status, request_id, .. } => {
                format!("head {attempt}: {} {}", status.as_u16(), request_id.unwrap_or("-"))
            }
            CallEvent::AttemptEnded { attempt, status, bytes, end, .. } => {
                let end = match end {
                    AttemptEnd::Complete => "complete".to_owned(),
                    AttemptEnd::Failed(error) => error.kind().as_str().to_owned(),
                    AttemptEnd::Dropped => "dropped".to_owned(),
                };
                format!("ended {attempt}: {:?} {bytes} bytes, {end}", status.map(|status| status.as_u16()))
            }
            CallEvent::Misfit { misfit, .. } => format!("misfit: {misfit}"),
            CallEvent::Ended { status, end, attempts, .. } => {
                let end = match end {
                    CallEnd::Success => "success",
                    CallEnd::Error(kind) => kind.as_str(),
                    CallEnd::Dropped => "dropped",
                };
                format!("call ended: {:?} {end}, {} sent", status.map(|status| status.as_u16()), attempts.count())
            }
        };
        self.0.lock().unwrap().push(line);
    }
}

const BEGUN: &str = "begun: thing_get GET /things/{thing-id} at https://eu.example.com:443";

fn policy() -> RetryPolicy {
    RetryPolicy::new().base_delay(Duration::ZERO).jitter(Duration::ZERO)
}

/// The lines of a call.
fn seen(server: MockTransport, request: rt::Request<Thing, Problem>) -> Vec<String> {
    let lines = Lines::default();
    let client = rt::Client::builder().transport(server).retry(policy()).observer(lines.clone()).build().unwrap();
    let _ = now(client.send(request));
    lines.take()
}

#[test]
fn a_call_is_seen_from_its_beginning_to_its_end() {
    let busy = MockResponse::json(503, "{}").header("retry-after", "2").header("x-request-id", "r-1");
    let found = MockResponse::json(200, r#"{"id":"1"}"#).header("request-id", "r-2");
    let lines = seen(MockTransport::new().then(busy).then(found), get("secret"));
    assert_eq!(
        lines,
        [
            BEGUN,
            "attempt 1: 0 bytes",
            "head 1: 503 r-1",
            "ended 1: Some(503) 2 bytes, complete",
            "waits 2s: Retry",
            "attempt 2: 0 bytes",
            "head 2: 200 r-2",
            "ended 2: Some(200) 10 bytes, complete",
            "call ended: Some(200) success, 2 sent",
        ]
    );
}

#[test]
fn failures_are_seen_with_their_kinds() {
    let last = |response: MockResponse, request: rt::Request<Thing, Problem>| {
        let mut lines = seen(MockTransport::new().then(response), request.retry(RetryPolicy::none()));
        lines.split_off(lines.len() - 2)
    };
    let lost = last(MockResponse::failure(TransportErrorKind::Lost), create(&Thing::named("Ada")));
    assert_eq!(lost, ["ended 1: None 0 bytes, lost", "call ended: None lost, 1 sent"]);
    let late = last(MockResponse::silence(), get("1").timeout(SECOND));
    assert_eq!(late, ["ended 1: None 0 bytes, timeout", "call ended: None timeout, 1 sent"]);
    let cut = last(MockResponse::json(200, "{").cut(TransportErrorKind::Lost), get("1"));
    assert_eq!(cut, ["ended 1: Some(200) 1 bytes, lost", "call ended: Some(200) lost, 1 sent"]);
    let stalled = last(MockResponse::json(200, "{").stalled(), get("1").timeout(SECOND));
    assert_eq!(stalled, ["ended 1: Some(200) 1 bytes, timeout", "call ended: Some(200) timeout, 1 sent"]);
    let api = last(MockResponse::json(404, "{}"), get("1"));
    assert_eq!(api, ["ended 1: Some(404) 2 bytes, complete", "call ended: Some(404) api, 1 sent"]);
    let odd = last(MockResponse::json(200, "[]"), get("1"));
    assert_eq!(odd, ["ended 1: Some(200) 2 bytes, complete", "call ended: Some(200) decode, 1 sent"]);
    assert_eq!(seen(MockTransport::new(), get("1").header("host", "a")), [""; 0], "it is no call");
}

/// Reads items as they come.
static WATCH: rt::Operation = rt::Operation {
    id: "watch",
    method: rt::Method::GET,
    path: "/watch",
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::JsonLines, "application/jsonl", 0)],
    servers: &[&US],
    ..rt::Operation::EMPTY
};

#[test]
fn the_attempt_of_a_stream_ends_with_the_stream() {
    for (reads, end) in [(3, "ended 1: Some(200) 4 bytes, complete"), (1, "ended 1: Some(200) 4 bytes, dropped")] {
        let lines = Lines::default();
        let server = MockTransport::new().then(MockResponse::new(200, "application/jsonl", "1\n").chunk("2\n"));
        let client = rt::Client::builder().transport(server).observer(lines.clone()).build().unwrap();
        let mut stream = now(client.send(rt::Request::<rt::JsonLines<i64>, ()>::new(&WATCH))).unwrap();
        assert_eq!(lines.take().last().unwrap(), "call ended: Some(200) success, 1 sent");
        for _ in 0..reads {
            now(stream.next());
        }
        drop(stream);
        assert_eq!(lines.take(), [end]);
    }
}

#[test]
fn a_dropped_call_ends_once() {
    let lines = Lines::default();
    let client = rt::Client::builder().transport(MockTransport::new().then(MockResponse::silence()));
    let client = client.timeout(None).deadline(None).observer(lines.clone()).build().unwrap();
    let mut call = Box::pin(client.send(get("1")));
    let context = &mut std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(context).is_pending());
    drop(call);
    let told = lines.take();
    assert_eq!(told[1..], ["attempt 1: 0 bytes", "ended 1: None 0 bytes, dropped", "call ended: None dropped, 1 sent"]);
}

#[test]
fn the_wait_in_a_pause_is_seen() {
    let mut requests = 0;
    let world = World::new(move |_, _| {
        requests += 1;
        let busy = MockResponse::empty(429).header("retry-after", "5");
        (SECOND, if requests == 1 { busy } else { thing() })
    });
    let lines = Lines::default();
    let client = world.client().retry(policy()).observer(lines.clone()).build().unwrap();
    world.run([Duration::ZERO, SECOND * 2].map(|after| {
        let (world, client) = (world.clone(), client.clone());
        async move {
            world.sleep(after).await;
            client.send(get("1")).await.unwrap();
        }
    }));
    let waits: Vec<String> = lines.take().into_iter().filter(|line| line.starts_with("waits")).collect();
    assert_eq!(waits, ["waits 5s: Retry", "waits 4s: Pause"]);
}

thread_local! {
    static WITHIN: Cell<u64> = const { Cell::new(0) };
}

/// Marks the thread while the transport runs.
struct Marking;

impl Observer for Marking {
    fn within(&self, call: &CallInfo, poll: &mut dyn FnMut()) {
        let before = WITHIN.replace(call.id());
        poll();
        WITHIN.set(before);
    }
}

/// The path template of a request, and whether the transport ran within the observer at first and later.
type Seen = (&'static str, bool, bool);

/// A transport that keeps what it sees of a request.
#[derive(Clone)]
struct Curious {
    server: MockTransport,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Transport for Curious {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
        let operation = *request.extensions().get::<&'static rt::Operation>().unwrap();
        let at_first = WITHIN.get() != 0;
        Box::pin(async move {
            self.seen.lock().unwrap().push((operation.template(), at_first, WITHIN.get() != 0));
            self.server.send(request).await
        })
    }

    fn sleep(&self, duration: Duration) -> rt::BoxFuture<'_, ()> {
        assert_eq!(WITHIN.get(), 0, "only the transport of the request runs within the observer");
        self.server.sleep(duration)
    }
}

#[test]
fn the_transport_sees_the_operation_and_runs_within_each_observer() {
    let lines = Lines::default();
    for mark in [true, false] {
        let server = MockTransport::new().then(MockResponse::empty(500)).then(thing());
        let transport = Curious { server, seen: Arc::default() };
        let builder = rt::Client::builder().transport(transport.clone());
        let builder = if mark { builder.observer(lines.clone()).observer(Arc::new(Marking)) } else { builder };
        now(builder.build().unwrap().send(get("1"))).unwrap();
        assert_eq!(*transport.seen.lock().unwrap(), [(GET.template(), mark, mark); 2]);
    }
    assert_eq!(lines.take().len(), 9, "the other observer is told too");
}

#[test]
fn an_observer_may_do_nothing() {
    struct Idle;
    impl Observer for Idle {}
    let client = rt::Client::builder().transport(MockTransport::new().then(thing())).observer(Idle).build().unwrap();
    assert_eq!(now(client.send(get("1"))).unwrap().id, "1");
}

#[test]
fn each_page_is_a_call_with_its_end() {
    use crate::pages::{link, page, request, server};
    let server = server([page(&["1"], r#","next":"/things?page=2""#), page(&["2"], "")]);
    let lines = Lines::default();
    let client = rt::Client::builder().transport(server).observer(lines.clone()).build().unwrap();
    let mut items = request(link()).items(&client);
    while let Some(item) = now(items.next()) {
        item.unwrap();
    }
    let ends: Vec<String> = lines.take().into_iter().filter(|line| line.starts_with("call ended")).collect();
    assert_eq!(ends, ["call ended: Some(200) success, 1 sent"; 2]);
}

#[test]
fn what_a_lenient_reader_left_out_is_told_before_the_end() {
    let server = MockTransport::new().then(MockResponse::json(200, r#"{"id":"1","name":{}}"#));
    let lines = Lines::default();
    let client = rt::Client::builder().transport(server).observer(lines.clone()).lenient().build().unwrap();
    now(client.send(get("1"))).unwrap();
    let told = lines.take();
    assert_eq!(told[told.len() - 2], "misfit: /name: expected a string, found an object");
}
