//! A transport that answers from recorded exchanges.

use super::asked::{path_and_query, received, title};
use super::cassette::{Cassette, Exchange};
use super::difference::of_body;
use super::secret_names::Secrets;
use super::unmet::Unmet;
use crate::runtime::http::body_stream::BodyStream;
use crate::runtime::http::mock_transport::MockTransport;
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A transport that answers with recorded exchanges, each of them once, without a network and without waits.
///
/// A request is answered if its method, its URL and its body are those of a recorded one, secrets aside; equal requests are
/// answered in the order in which they were recorded. Any other request is an error that says what is recorded nearest.
#[derive(Clone)]
pub struct ReplayTransport {
    secrets: Arc<Secrets>,
    exchanges: Arc<Mutex<Vec<(Exchange, Played)>>>,
    clocks: MockTransport,
}

/// Whether an exchange was replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Played {
    Yes,
    NotYet,
}

impl ReplayTransport {
    /// Makes a transport that answers with these exchanges.
    pub fn new(cassette: Cassette) -> Self {
        let exchanges = cassette.exchanges.into_iter().map(|exchange| (exchange, Played::NotYet)).collect();
        Self {
            secrets: Arc::new(cassette.secrets),
            exchanges: Arc::new(Mutex::new(exchanges)),
            clocks: MockTransport::new(),
        }
    }

    /// Checks that each exchange was replayed.
    ///
    /// # Errors
    ///
    /// Returns the requests that were recorded and not sent again.
    pub fn verify(&self) -> Result<(), Unmet> {
        let exchanges = self.exchanges();
        let left = exchanges.iter().filter(|(_, played)| *played == Played::NotYet);
        let lines: Vec<String> =
            left.map(|(exchange, _)| format!("recorded and not asked: {}", title(&exchange.request))).collect();
        if lines.is_empty() { Ok(()) } else { Err(Unmet { lines }) }
    }

    fn exchanges(&self) -> MutexGuard<'_, Vec<(Exchange, Played)>> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request. An error is the text on a request that is not recorded.
    fn answer(&self, asked: &http::Request<Bytes>) -> Result<http::Response<Bytes>, String> {
        let (asked, _) = self.secrets.clean_request(asked);
        let mut exchanges = self.exchanges();
        let mut open = exchanges.iter_mut().filter(|(_, played)| *played == Played::NotYet);
        if let Some((exchange, played)) = open.find(|(exchange, _)| differences(&exchange.request, &asked).is_empty()) {
            *played = Played::Yes;
            return Ok(exchange.response.clone());
        }
        let near =
            exchanges.iter().map(|(exchange, played)| (exchange, played, differences(&exchange.request, &asked)));
        let text = format!("not recorded: {}", title(&asked));
        Err(match near.min_by_key(|(_, _, differences)| differences.len()) {
            None => format!("{text}\n  nothing is recorded"),
            Some((exchange, Played::Yes, differences)) if differences.is_empty() => {
                format!("{text}\n  near is {}, which was replayed already", title(&exchange.request))
            }
            Some((exchange, _, differences)) => {
                format!("{text}\n  near is {}\n    {}", title(&exchange.request), differences.join("\n    "))
            }
        })
    }
}

/// How a request differs from a recorded one.
fn differences(recorded: &http::Request<Bytes>, asked: &http::Request<Bytes>) -> Vec<String> {
    let mut differences = Vec::new();
    if recorded.method() != asked.method() {
        differences.push(format!("the method is {}, but {} is recorded", asked.method(), recorded.method()));
    }
    if recorded.uri().authority() != asked.uri().authority() {
        differences.push("the server is another one than that of the recording".to_owned());
    }
    if path_and_query(recorded) != path_and_query(asked) {
        let (recorded, asked) = (path_and_query(recorded), path_and_query(asked));
        differences.push(format!("the URL ends with `{asked}`, but `{recorded}` is recorded"));
    }
    let media_type = recorded.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    differences.extend(of_body(recorded.body(), asked, media_type, &Secrets::default()));
    differences
}

impl Transport for ReplayTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let asked = received(request).await?;
            let response = self.answer(&asked).map_err(|text| TransportError::new(TransportErrorKind::Other, text))?;
            Ok(response.map(BodyStream::full))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.clocks.sleep(duration)
    }

    fn now(&self) -> SystemTime {
        self.clocks.now()
    }

    fn elapsed(&self) -> Duration {
        self.clocks.elapsed()
    }
}

impl fmt::Debug for ReplayTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplayTransport").field("exchanges", &self.exchanges().len()).finish_non_exhaustive()
    }
}
