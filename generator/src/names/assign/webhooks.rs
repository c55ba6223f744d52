//! The names of webhooks.

use crate::ir::Api;
use crate::names::Name;
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};

/// The variant of an event that the document does not have.
const UNKNOWN: &str = "Unknown";

/// Names the variant of each webhook by its key.
pub(super) fn webhooks(api: &Api) -> Vec<Name> {
    let mut variants = Scope::reserving(&[UNKNOWN]);
    let name = |key: &String| variants.assign(&Words::new(key), Case::Pascal, "event").name();
    api.webhooks.iter().map(|webhook| &webhook.key).map(name).collect()
}
