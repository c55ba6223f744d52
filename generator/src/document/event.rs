//! What webhooks and callbacks of a document are.

use openapiv3::Operation;

use crate::location::Location;
use crate::pointer;

/// A webhook of a document. What is answered is not read: that is up to the program that has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// Its key in the document.
    pub key: String,
    pub method: &'static str,
    /// What is sent, and what is said of it.
    pub operation: Operation,
    /// The headers that are sent with one value, and that value.
    pub headers: Vec<(String, String)>,
    pub location: Location,
}

/// A callback of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Callback {
    /// The URL that it is sent to, with expressions in braces, such as `{$request.body#/url}`.
    pub url: String,
    /// What is sent. Its key is that of the callback.
    pub sent: Webhook,
}

impl Callback {
    /// Where it stands, by pointer from the operation.
    pub fn pointer(&self) -> String {
        pointer::from_keys(&["callbacks", &self.sent.key, &self.url, self.sent.method])
    }
}
