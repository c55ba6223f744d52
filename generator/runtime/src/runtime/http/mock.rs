//! How a program that uses this crate is tested: a server of expectations, exchanges that are recorded and replayed, and
//! values that only a server makes otherwise.

pub(crate) mod answer;
pub(crate) mod asked;
pub(crate) mod book;
pub(crate) mod cassette;
pub(crate) mod declared;
pub(crate) mod difference;
pub(crate) mod expectation;
pub(crate) mod expected;
pub(crate) mod recording;
pub(crate) mod replay;
pub(crate) mod secret_names;
pub(crate) mod secret_text;
pub(crate) mod secrets;
pub(crate) mod server;
pub(crate) mod stored_body;
pub(crate) mod unmet;

pub use self::cassette::{Cassette, CassetteError};
pub use self::expectation::Expectation;
pub use self::recording::RecordingTransport;
pub use self::replay::ReplayTransport;
pub use self::secret_names::REMOVED;
pub use self::server::MockServer;
pub use self::unmet::Unmet;

use crate::runtime::model::read::{ReadError, read_json};
/// A type of a value that a test can make: every model, and lists, maps and scalars.
pub use crate::runtime::model::value::Value as Model;

use crate::runtime::model::value::Value;
use serde_core::Serialize;

/// A value of any model of this crate, also of one that only a server makes. Members that may be absent are absent, texts
/// and lists are empty, numbers are 0, and an enum has its first value. Set the members that the test needs.
///
/// ```text
/// let mut contact: Contact = mock::blank();
/// contact.id = "AAMk".into();
/// ```
pub fn blank<T: Value>() -> T {
    T::placeholder()
}

/// Reads a value of any model of this crate from what `serde` writes as JSON, such as `json!({…})`, as it is read from a
/// response.
///
/// # Errors
///
/// Returns an error if the JSON does not match the type, with the place where it does not.
pub fn from_json<T: Value>(json: &(impl Serialize + ?Sized)) -> Result<T, ReadError> {
    let text = serde_json::to_vec(json).unwrap_or_default();
    read_json(&text)
}
