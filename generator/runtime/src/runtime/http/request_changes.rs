//! Changes of a request that is written already, by which it becomes the request of another page.

use super::idempotency::is_key;
use super::request_parts::RequestParts;
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::param::Param;
use crate::runtime::wire::body::{Body, BodySource};
use crate::runtime::wire::percent::{Component, encode};
use crate::runtime::wire::style::Layout;
use bytes::Bytes;
use http::HeaderName;

impl RequestParts {
    /// Adds the parameters of the query of another request with these names, if this one does not have them.
    pub(crate) fn repeat_query(&mut self, other: &Self, names: &[&str]) {
        for name in names.iter().filter(|name| !self.target.has_pair(name)) {
            let encoded = encode(name, Component::Name);
            self.query.extend(other.query.iter().filter(|(name, _)| *name == encoded).cloned());
        }
    }

    /// Removes the key by which a server recognizes a repeated request.
    pub(crate) fn remove_idempotency_key(&mut self) {
        let keys: Vec<HeaderName> = self.headers.keys().filter(|name| is_key(name.as_str())).cloned().collect();
        for key in keys {
            self.headers.remove(key);
        }
    }

    /// The decoded text of a parameter of the query, if the request has it.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let name = encode(name, Component::Name);
        let (_, value) = self.query.iter().find(|(other, _)| *other == name)?;
        Some(percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// The text of a header, if the request has it.
    pub(crate) fn header_value(&self, name: &str) -> Option<String> {
        Some(self.headers.get(name)?.to_str().ok()?.to_owned())
    }

    /// Sets a parameter of the query, which replaces any other of this name.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        let known = |param: &&Param| param.name() == name;
        let place =
            self.operation.other_params().find(known).map_or(Component::Value, |it| Layout::for_param(it).place);
        let (name, value) = (encode(name, Component::Name), encode(value, place));
        match self.query.iter_mut().find(|(other, _)| *other == name) {
            Some((_, other)) => *other = value,
            None => self.query.push((name, value)),
        }
    }

    /// The bytes of the body. They are empty if there is no body.
    pub(crate) fn body_bytes(&self) -> &[u8] {
        self.body.as_ref().and_then(|body| body.content.as_bytes()).map(|bytes| bytes.as_ref()).unwrap_or_default()
    }

    /// Replaces the bytes of a body of JSON. Returns `None` if the operation has no such body.
    pub(crate) fn set_body_bytes(&mut self, bytes: Bytes) -> Option<()> {
        let documented = || self.operation.bodies.iter().find(|content| content.kind() == ContentKind::Json);
        let content_type = match &self.body {
            Some(body) => body.content_type.clone(),
            None => documented()?.media_type().into(),
        };
        self.body = Some(Body { content_type, content: bytes.into(), parts: None, source: BodySource::Document });
        Some(())
    }
}
