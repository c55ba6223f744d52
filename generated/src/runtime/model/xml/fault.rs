//! The error of a part of the XML that could not be read, with its path.

use super::super::read::ReadError;

/// The error of a part that could not be read.
pub(super) struct Fault {
    /// The names of the members around the part, innermost first.
    path: Vec<String>,
    message: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into() }
    }

    pub(super) fn inside(mut self, step: impl ToString) -> Self {
        self.path.push(step.to_string());
        self
    }

    pub(super) fn into_error(self) -> ReadError {
        let path = self.path.iter().rev().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")));
        ReadError { path: path.collect(), message: self.message }
    }
}
