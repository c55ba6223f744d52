// @generated
//! The type of strings that are never printed.

use super::super::patch::Patch;
use super::super::value::{Placeholder, Slot, Value, View};
use std::fmt;

/// A password or another secret. It is sent, but neither `Debug` nor error messages show it.
#[derive(Clone, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The comparison takes the same time for all secrets of one length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let differences = self.0.bytes().zip(other.0.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        self.0.len() == other.0.len() && differences == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.to_owned())
    }
}

impl From<&str> for Patch<Secret> {
    fn from(text: &str) -> Self {
        Patch::Value(text.into())
    }
}

impl From<String> for Patch<Secret> {
    fn from(text: String) -> Self {
        Patch::Value(text.into())
    }
}

impl Placeholder for Secret {
    fn placeholder() -> Self {
        Secret(String::new())
    }
}

impl Value for Secret {
    fn slot(&mut self) -> Slot<'_> {
        Slot::String(&mut self.0)
    }
    fn view(&self) -> View<'_> {
        View::Secret(&self.0)
    }
}

super::super::record::serde_forward!(Secret);
