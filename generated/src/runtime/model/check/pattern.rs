// @generated
//! The check of text against `pattern`, an expression of ECMA 262. Only with the feature `pattern`.
//!
//! As in JSON Schema, an expression without anchors may match anywhere. One that is not of ECMA 262 is not checked.

use regress::Regex;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// An expression, or none where its text is not one.
type Compiled = Option<Arc<Regex>>;

/// The expressions that were used, by their text.
static COMPILED: Mutex<BTreeMap<&'static str, Compiled>> = Mutex::new(BTreeMap::new());

/// The message if a text does not match.
pub(super) fn violation(pattern: &'static str, text: &str) -> Option<String> {
    let expression = compiled(pattern)?;
    expression.find(text).is_none().then(|| format!("the text must match `{pattern}`, and does not"))
}

fn compiled(pattern: &'static str) -> Compiled {
    let mut known = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    // JSON Schema wants Unicode. What is escaped without need is an expression only without it.
    let compile = || Regex::with_flags(pattern, "u").or_else(|_| Regex::new(pattern)).ok().map(Arc::new);
    known.entry(pattern).or_insert_with(compile).clone()
}
