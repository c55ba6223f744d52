//! Webhooks and callbacks: what the API sends to a program that has told it where to.

use super::docs::Docs;
use super::id::OperationId;
use super::types::Item;
use crate::location::Location;

/// An event that the API tells of.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub location: Location,
    /// Its key in the document.
    pub key: String,
    pub docs: Docs,
    pub deprecated: bool,
    /// What its JSON body is.
    pub body: Item,
    /// The headers that it has with one value, and that value.
    pub headers: Vec<(String, String)>,
}

/// What an operation makes the API send.
#[derive(Debug, Clone)]
pub struct Callback {
    pub operation: OperationId,
    /// The URL that it is sent to, with expressions in braces.
    pub url: String,
    pub method: &'static str,
    /// Its key is that of the callback.
    pub sent: Webhook,
}
