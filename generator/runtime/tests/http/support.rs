//! A small document, as the compiler emits it, and a function that runs futures without a runtime.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use std::task::{Context, Poll, Waker};

pub struct Thing {
    pub id: String,
    pub name: Option<String>,
}
rt::record! { Thing: Default = "thing" { id = required "id"; name = "name" [MaxLength(5)]; } }

impl Thing {
    pub fn named(name: &str) -> Self {
        Thing { id: "1".into(), name: Some(name.into()) }
    }
}

pub struct Problem {
    pub error: Option<ProblemDetail>,
}
rt::record! { Problem: Default = "problem" { error = "error"; } }

pub struct ProblemDetail {
    pub code: Option<String>,
}
rt::record! { ProblemDetail: Default = "problemDetail" { code = "code"; } }

/// A server in Europe.
pub static EU: rt::Server = rt::Server::new("eu", "https://eu.example.com/v1");
pub static US: rt::Server = rt::Server::new("us", "https://us.example.com/v1");

/// Both servers.
pub const SERVERS: &[&rt::Server] = &[&EU, &US];
const ONE_SERVER: &[&rt::Server] = &[&EU];

const JSON: rt::ContentKind = rt::ContentKind::Json;

/// Reads a thing.
pub static GET: rt::Operation = GET_TABLE;

/// The table of [`GET`], for operations that differ from it.
pub const GET_TABLE: rt::Operation = rt::Operation {
    id: "thing_get",
    method: rt::Method::GET,
    path: "/things/{thing-id}",
    params: &[rt::Param::Path("thing-id")],
    responses: &[
        rt::ResponseSpec::success(rt::Status::Exact(200), JSON, "application/json", 0),
        rt::ResponseSpec::error(rt::Status::Range(4), JSON, "application/json", 0),
        rt::ResponseSpec::error(rt::Status::Range(5), JSON, "application/json", 0),
    ],
    servers: SERVERS,
    idempotent: true,
    ..rt::Operation::EMPTY
};

/// Makes a thing.
pub static CREATE: rt::Operation = CREATE_TABLE;

/// The table of [`CREATE`], for operations that differ from it.
pub const CREATE_TABLE: rt::Operation = rt::Operation {
    id: "thing_create",
    method: rt::Method::POST,
    path: "/things",
    bodies: &[rt::Content::new("application/json", JSON)],
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(201), JSON, "application/json", 0)],
    servers: ONE_SERVER,
    ..rt::Operation::EMPTY
};

pub fn get(id: &str) -> rt::Request<Thing, Problem> {
    rt::Request::new(&GET).arg(&id.to_owned())
}

pub fn create(thing: &Thing) -> rt::Request<Thing, Problem> {
    rt::Request::new(&CREATE).body(0, thing)
}

/// A client of this server.
pub fn client(server: &MockTransport) -> rt::Client {
    rt::Client::builder().transport(server.clone()).build().unwrap()
}

/// A transport that returns this response.
pub fn answering(response: MockResponse) -> MockTransport {
    MockTransport::new().then(response)
}

/// The JSON of a thing that a server sends.
pub fn thing() -> MockResponse {
    MockResponse::json(200, r#"{"id":"1","name":"Ada"}"#)
}

/// Runs a future that is never pending.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
    panic!("it waits for something that never comes");
}

/// Runs a future that waits for another thread.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Thread(std::thread::Thread);
    impl std::task::Wake for Thread {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(std::sync::Arc::new(Thread(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
        std::thread::park();
    }
}

/// A response without a body.
pub const DONE: &[rt::ResponseSpec] = &[rt::ResponseSpec::success_empty(rt::Status::Exact(204), 0)];

/// Makes an operation that lives as long as the test program.
pub fn leak(operation: rt::Operation) -> &'static rt::Operation {
    Box::leak(Box::new(operation))
}

/// The paths that the document does not have, as emitted code has them.
static UNDOCUMENTED: rt::Undocumented = rt::Undocumented::new(&[&EU, &US], &[]);

impl rt::Client {
    /// The builder, as emitted code has it.
    pub fn builder() -> rt::ClientBuilder {
        rt::ClientBuilder::new(&UNDOCUMENTED)
    }
}
