//! What a mock server expects to be asked, and what it then answers.

use super::answer::{BodyOf, written};
use super::book::Book;
use super::expected::{Expected, Times};
use crate::runtime::http::mock_transport::MockResponse;
use crate::runtime::http::request::Request;
use crate::runtime::model::value::Value;
use bytes::Bytes;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A request that is expected, until it is said what it is answered with. It is expected once, unless
/// [`Expectation::times`] or [`Expectation::any_times`] says otherwise.
///
/// The request that is sent must be for the same operation, with the same arguments in the path, the same pairs in the query,
/// the same headers of arguments and the same body. JSON bodies are compared as JSON. Credentials do not count, nor do
/// settings such as time limits. A body that is not in memory is not compared.
#[must_use = "an expectation counts once it is said what is answered, by `respond` and the like"]
pub struct Expectation<O, E> {
    book: Book,
    expected: Expected,
    outcome: PhantomData<fn() -> (O, E)>,
}

impl<O, E> Expectation<O, E> {
    pub(crate) fn new(book: Book, request: Request<O, E>) -> Self {
        Self { book, expected: Expected::new(request), outcome: PhantomData }
    }

    /// Expects any arguments in the path.
    pub fn any_path(mut self) -> Self {
        self.expected.forget_path();
        self
    }

    /// Expects any query.
    pub fn any_query(mut self) -> Self {
        self.expected.forget_query();
        self
    }

    /// Expects any body.
    pub fn any_body(mut self) -> Self {
        self.expected.forget_body();
        self
    }

    /// Expects only requests for which this function returns true, beside what else is expected.
    pub fn when(mut self, condition: impl Fn(&http::Request<Bytes>) -> bool + Send + Sync + 'static) -> Self {
        self.expected.also(Arc::new(condition));
        self
    }

    /// Expects the request this often.
    pub fn times(mut self, times: usize) -> Self {
        self.expected.times = Times::Exactly(times);
        self
    }

    /// Expects the request any number of times, or never.
    pub fn any_times(mut self) -> Self {
        self.expected.times = Times::Any;
        self
    }

    /// Answers with this status and this body, in the media type that the document has for the status. Where the operation
    /// returns an `Option`, the body is given without it.
    pub fn respond<B: BodyOf<O>>(self, status: u16, body: &B) {
        let response = written(self.expected.operation(), status, body.value());
        self.written(response);
    }

    /// Answers with this status and any body, in the media type that the document has for the status: for operations whose
    /// successes have several types, and for the items of a stream, which are given as a list.
    pub fn respond_body(self, status: u16, body: &impl Value) {
        let response = written(self.expected.operation(), status, body);
        self.written(response);
    }

    /// Answers with this status and the body of an error.
    pub fn respond_error(self, status: u16, body: &E)
    where
        E: Value,
    {
        let response = written(self.expected.operation(), status, body);
        self.written(response);
    }

    /// Answers with this status and without a body.
    pub fn respond_empty(self, status: u16) {
        self.respond_with(MockResponse::empty(status));
    }

    /// Answers with a response, which may be a failure of the connection.
    pub fn respond_with(self, response: MockResponse) {
        self.respond_by(move |_| response.clone());
    }

    /// Answers with what a function returns for the request.
    pub fn respond_by(mut self, respond: impl Fn(&http::Request<Bytes>) -> MockResponse + Send + Sync + 'static) {
        self.expected.respond = Some(Arc::new(respond));
        self.book.add(self.expected);
    }

    /// Answers with what was written, or keeps the reason for which it was not.
    fn written(mut self, response: Result<MockResponse, String>) {
        match response {
            Ok(response) => self.respond_with(response),
            Err(reason) => {
                let reason = format!("`{}`: the answer cannot be written: {reason}", self.expected.operation().id());
                self.expected.fault.get_or_insert(reason);
                self.book.add(self.expected);
            }
        }
    }
}

impl<O, E> fmt::Debug for Expectation<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expectation({})", self.expected)
    }
}
