//! Places that rules of a user name, and whether a document has them.

use super::body::Lookup;
use super::want::Want;
use crate::ir::{Api, Operation};
use crate::pointer;

/// How much a document must say of an operation for a rule to be for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// The rule names the operation: what the document leaves open is taken from the rule.
    Named,
    /// The rule is for all operations that have what it names.
    Pattern,
}

/// A place as a JSON pointer: a text without a slash at its start is the name of a member.
pub fn place(text: &str) -> String {
    if text.is_empty() || text.starts_with('/') { text.to_owned() } else { pointer::from_keys(&[text]) }
}

/// Whether a response of an operation has a header.
///
/// # Errors
/// When none has it: which headers there are.
pub fn has_response_header(operation: &Operation, name: &str) -> Result<(), String> {
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let known: Vec<&str> = headers.map(|header| header.name.as_str()).collect();
    if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    Err(format!("its responses have no header `{name}`{}", listed(&known)))
}

/// Whether a document has what is needed at a place, or leaves it open and the rule is named.
///
/// # Errors
/// When it has not: which members there are, or what stands there.
pub fn said(api: &Api, naming: Naming, found: Lookup<'_>, place: &str, whose: &str, want: Want) -> Result<(), String> {
    match found {
        Lookup::Found(found) => want.met_by(api, found.value, &format!("`{place}` of {whose}")),
        Lookup::Unsaid if naming == Naming::Named => Ok(()),
        Lookup::Unsaid => Err(format!("the document does not say that {whose} has `{place}`")),
        Lookup::Missing(known) => Err(missing(place, whose, &known)),
    }
}

/// What lacks a place, and which there are.
pub fn missing(place: &str, whose: &str, known: &[&str]) -> String {
    format!("{whose} has no `{place}`{}", listed(known))
}

/// `; there are a, b`
pub fn listed(known: &[&str]) -> String {
    const MOST: usize = 12;
    let more = if known.len() > MOST { ", …" } else { "" };
    let shown: Vec<String> = known.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if shown.is_empty() { String::new() } else { format!("; there are {}{more}", shown.join(", ")) }
}
