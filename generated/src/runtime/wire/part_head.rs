//! What a caller says of a part of a multipart body: its file name, its media type and its headers.

use crate::runtime::spec::media_type::includes;
use http::{HeaderName, HeaderValue};
use std::fmt;

/// The head of a part of a multipart body: file name, media type and headers, for
/// [`Request::part`](crate::runtime::Request::part). What is not set stays as the document says.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PartHead {
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl PartHead {
    /// Makes a head in which nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the file name (`multipart/form-data`).
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. Where the document lists those that the part can have, it is one of them.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Sets a header of the part, which replaces any other of this name.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }

    /// The file name, if it can stand in a header.
    pub(crate) fn checked_file_name(&self) -> Result<Option<&str>, String> {
        match self.file_name.as_deref() {
            // These two are escaped, as browsers do.
            Some(name) if !is_value(&name.replace(['\r', '\n'], "")) => {
                Err("the file name has a control character".to_owned())
            }
            name => Ok(name),
        }
    }

    /// The media type, if it is one, and one of those that the document lists.
    pub(crate) fn checked_content_type(&self, listed: Option<&str>) -> Result<Option<&str>, String> {
        let Some(given) = self.content_type.as_deref() else { return Ok(None) };
        let essence = crate::runtime::spec::media_type::essence(given);
        let is_token = |text: &str| HeaderName::from_bytes(text.as_bytes()).is_ok();
        if !is_value(given) || !essence.split_once('/').is_some_and(|(top, sub)| is_token(top) && is_token(sub)) {
            return Err(format!("`{given}` is not a media type"));
        }
        match listed.filter(|listed| !listed.split(',').any(|range| includes(range, &essence))) {
            Some(listed) => Err(format!("the part is sent as `{listed}`, and not as `{given}`")),
            None => Ok(Some(given)),
        }
    }

    /// The headers, if each of them can be sent.
    pub(crate) fn checked_headers(&self) -> Result<&[(String, String)], String> {
        for (name, value) in &self.headers {
            if HeaderName::from_bytes(name.as_bytes()).is_err() {
                return Err(format!("`{name}` is not a valid header name"));
            }
            if !is_value(value) {
                return Err(format!("the header `{name}` has a character that is not allowed in a header"));
            }
            if name.eq_ignore_ascii_case("content-type") {
                return Err("the header `Content-Type` is set by `PartHead::content_type`".to_owned());
            }
        }
        Ok(&self.headers)
    }
}

/// Whether a text can be the value of a header: it ends neither the header nor the head.
fn is_value(text: &str) -> bool {
    HeaderValue::from_bytes(text.as_bytes()).is_ok()
}

/// Formats names, because values may be secret.
impl fmt::Debug for PartHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("PartHead")
            .field("content_type", &self.content_type)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}
