//! What the suite sends and answers, as `scenarios.mjs` writes it.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

/// A request of a scenario, and the response to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// The folder of its specification, such as `encode/array`.
    pub folder: String,
    pub scenario: String,
    /// The path, with `:name` for a path parameter.
    pub uri: String,
    pub method: String,
    pub query: BTreeMap<String, Value>,
    pub headers: BTreeMap<String, Value>,
    pub path_params: BTreeMap<String, Value>,
    pub body: Option<Content>,
    pub status: Option<u16>,
    pub response_body: Option<Content>,
}

/// A body.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    pub content_type: Option<String>,
    pub text: Option<String>,
    pub base64: Option<String>,
    /// Whether it is a multipart body, whose parts the suite does not give as data.
    #[serde(default)]
    pub multipart: bool,
}

impl Content {
    /// The body as text.
    pub fn utf8(&self) -> Option<String> {
        match (&self.text, &self.base64) {
            (Some(text), _) => Some(text.clone()),
            (None, Some(base64)) => String::from_utf8(STANDARD.decode(base64).ok()?).ok(),
            (None, None) => None,
        }
    }
}

impl Exchange {
    /// The path with the values of its parameters.
    pub fn path(&self) -> String {
        let mut names: Vec<(&String, &Value)> = self.path_params.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut path = self.uri.clone();
        for (name, value) in names {
            path = path.replace(&format!(":{name}"), &text(value));
        }
        path.replace("\\:", ":")
    }
}

/// A value as the text that stands in a URL or a header.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
