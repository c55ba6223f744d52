//! The error of a body that cannot be decoded.

use crate::runtime::model::printable::brief;
use crate::runtime::model::read::ReadError;
use std::fmt;

/// The error of a body that cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable {
    reason: String,
    /// What can be done, as the end of the message.
    hint: &'static str,
}

impl Undecodable {
    /// Makes an error from the message, which says what cannot be decoded and where it is.
    #[doc(hidden)]
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), hint: "" }
    }

    /// Makes an error from that of the reader.
    pub(crate) fn from_read_error(fault: ReadError) -> Self {
        Self::new(fault.to_string())
    }

    /// Sets the end of the message, which says what can be done.
    pub(super) fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&brief(&self.reason))?;
        f.write_str(self.hint)
    }
}
