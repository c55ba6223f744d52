//! Webhooks: what the API sends to a program that has told it where to.

use super::docs::Docs;
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
