//! What a mock server expects, what it was asked, and how the two differ.

use super::asked::title;
use super::expected::Expected;
use super::secret_names::Secrets;
use super::unmet::Unmet;
use crate::runtime::http::mock_transport::MockResponse;
use bytes::Bytes;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many expectations are shown beside a request that none of them is for.
const SHOWN: usize = 3;

/// The expectations of a mock server, and what it was asked. Clones are the same book.
#[derive(Clone, Default)]
pub(crate) struct Book(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    expected: Vec<Expected>,
    requests: Vec<http::Request<Bytes>>,
    /// What was asked and not expected.
    unexpected: Vec<String>,
}

impl Book {
    pub(crate) fn add(&self, expected: Expected) {
        self.state().expected.push(expected);
    }

    /// All requests that were received.
    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Checks that all that is expected was asked, and nothing else.
    pub(crate) fn verify(&self) -> Result<(), Unmet> {
        let state = self.state();
        let missing = state.expected.iter().filter(|expected| !expected.is_met());
        let faults = state.expected.iter().filter_map(|expected| expected.fault.clone());
        let missing = missing.map(|expected| format!("not asked: {expected}"));
        let lines: Vec<String> = faults.chain(missing).chain(state.unexpected.iter().cloned()).collect();
        if lines.is_empty() { Ok(()) } else { Err(Unmet { lines }) }
    }

    /// The response to a request. An error is the text on a request that is not expected.
    pub(crate) fn answer(&self, asked: http::Request<Bytes>) -> Result<MockResponse, String> {
        let mut guard = self.state();
        let state = &mut *guard;
        state.requests.push(asked.clone());
        let mut open = state.expected.iter_mut().filter(|expected| expected.is_open());
        let Some(found) = open.find(|expected| expected.differences(&asked).is_empty()) else {
            let text = unexpected(&asked, &state.expected);
            state.unexpected.push(text.clone());
            return Err(text);
        };
        found.answered += 1;
        let (respond, fault) = (found.respond.clone(), found.fault.clone());
        // The function of a test may look at the server.
        drop(guard);
        respond.map_or_else(|| Err(fault.unwrap_or_default()), |respond| Ok(respond(&asked)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was asked, and how it differs from the nearest expectations, without secrets.
fn unexpected(asked: &http::Request<Bytes>, expected: &[Expected]) -> String {
    let (shown, secrets) = Secrets::default().clean_request(asked);
    let mut near: Vec<(&Expected, Vec<String>)> =
        expected.iter().map(|expected| (expected, expected.differences(asked))).collect();
    near.sort_by_key(|(expected, differences)| (!expected.is_for_operation_of(asked), differences.len()));
    let mut text = format!("not expected: {}", title(&shown));
    if near.is_empty() {
        text.push_str("\n  nothing is expected");
    }
    for (expected, differences) in near.iter().take(SHOWN) {
        text.push_str(&format!("\n  near is {expected}"));
        match differences.as_slice() {
            [] => text.push_str("\n    it is this request, which was asked as often as it is expected"),
            differences => differences.iter().for_each(|line| text.push_str(&format!("\n    {line}"))),
        }
    }
    let more = near.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("\n  {more} more expectations are farther"));
    }
    secrets.without(&text).unwrap_or(text)
}
