//! What the document does not know: requests for any path, query pairs and bodies of one's own, other response types, and
//! responses as streams of bytes.

use super::body_stream::BodyStream;
use super::client::Client;
use super::error::Error;
use super::request::Request;
use super::request_error::RequestError;
use super::request_options::Reading;
use super::request_parts::RequestParts;
use super::response::{FromResponse, Response, UndecodedBody};
use super::undecodable::Undecodable;
use super::url::{Url, target};
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::Json;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::operation::Operation;
use crate::runtime::wire::body::{Body, BodySource};
use crate::runtime::wire::path_template::dot_segment;
use crate::runtime::wire::percent::{Component, encode};
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use std::fmt;

/// Requests for any path, whether the document has it or not. They have the server, the credentials, the retries and the
/// errors of the client.
///
/// The path is relative to the server, and may have a query. Sending it fails if a segment of it is `.` or `..`, so that a
/// path that is made of what others say stays below that of the server. A whole URL is allowed too; the credentials of the client are
/// sent to it only if its host is a server of the client or of the document, or a trusted host. The response is JSON;
/// [`Request::response_as`] chooses another type.
///
/// ```text
/// let page: Json = client.send(client.get("/things").query_pair("limit", 10)).await?;
/// let Deserialized(thing) = client.send(client.post("/things").json(&new).response_as::<Deserialized<Thing>>()).await?;
/// ```
impl Client {
    /// A `GET` of this path or URL.
    pub fn get(&self, path: &str) -> Request<Json, Json> {
        self.request(Method::GET, path)
    }

    /// A `POST` to this path or URL.
    pub fn post(&self, path: &str) -> Request<Json, Json> {
        self.request(Method::POST, path)
    }

    /// A `PUT` to this path or URL.
    pub fn put(&self, path: &str) -> Request<Json, Json> {
        self.request(Method::PUT, path)
    }

    /// A `PATCH` of this path or URL.
    pub fn patch(&self, path: &str) -> Request<Json, Json> {
        self.request(Method::PATCH, path)
    }

    /// A `DELETE` of this path or URL.
    pub fn delete(&self, path: &str) -> Request<Json, Json> {
        self.request(Method::DELETE, path)
    }

    /// A request with this method, for this path or URL.
    pub fn request(&self, method: Method, path: &str) -> Request<Json, Json> {
        Request::from_parts(RequestParts::for_any_path(self.config().undocumented.operation(method), path))
    }

    /// Sends a request and returns the response with its status and headers as soon as they are received, with a body that is
    /// received chunk by chunk. Errors of the server are received and decoded as always.
    ///
    /// The limit on the size of bodies does not apply, and a compressed body is returned as it was sent.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`].
    pub async fn open<O, E: FromResponse>(&self, request: Request<O, E>) -> Result<Response<BodyStream>, Error<E>> {
        let mut parts = request.into_parts();
        parts.options.reading = Reading::Raw;
        self.execute(Request::<BodyStream, E>::from_parts(parts)).await
    }
}

/// What a request can have beside what the document says of its operation.
impl<O, E> Request<O, E> {
    /// Adds a parameter to the query, whether the document has it or not. Name and value are percent-encoded.
    pub fn query_pair(mut self, name: &str, value: impl fmt::Display) -> Self {
        let value = encode(&value.to_string(), Component::Value);
        self.parts_mut().query.push((encode(name, Component::Name), value));
        self
    }

    /// Sends this value as JSON, in place of any other body. Sending the request fails if `serde` cannot write the value.
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        self.parts_mut().own_json(serde_json::to_vec(value));
        self
    }

    /// Sends these bytes under this media type, in place of any other body. They are in memory, of a file, or of a stream.
    ///
    /// ```text
    /// client.send(client.put("/photo").content("image/jpeg", RequestBody::file("photo.jpeg")?)).await?;
    /// ```
    pub fn content(mut self, media_type: &str, body: impl Into<RequestBody>) -> Self {
        self.parts_mut().own_body(media_type, body.into());
        self
    }

    /// Decodes a successful response into another type than that of the document: a model, [`Json`],
    /// [`Bytes`](crate::runtime::Bytes), [`Deserialized`] for a type of one's own, or a stream. The media type that the
    /// server sends decides how.
    ///
    /// ```text
    /// let picture = client.send(request.response_as::<Bytes>()).await?;
    /// ```
    pub fn response_as<T: FromResponse>(self) -> Request<T, E> {
        let mut parts = self.into_parts();
        parts.options.reading = Reading::Chosen;
        Request::from_parts(parts)
    }
}

impl RequestParts {
    /// The parts of a request for a path or URL.
    pub(crate) fn for_any_path(operation: &'static Operation, path: &str) -> Self {
        let mut parts = Self::new(operation);
        parts.options.reading = Reading::Chosen;
        match Url::parse(path) {
            Some(url) => parts.locate(url),
            None => parts.target = target(path),
        }
        if let Some(odd) = dot_segment(&parts.target.path) {
            let reason = format!("the path must not have the segment `{odd}`, which changes the path; leave it out");
            parts.reject(RequestError::malformed(operation, reason));
        }
        parts
    }

    /// Sets the URL of the request, which replaces server, path and parameters.
    pub(crate) fn locate(&mut self, url: Url) {
        self.options.base_url = Some(url.root);
        self.target = url.target;
        self.query.clear();
    }

    /// Sets a body that the document does not describe.
    pub(crate) fn own_body(&mut self, media_type: &str, content: RequestBody) {
        self.body =
            Some(Body { content_type: media_type.to_owned().into(), content, parts: None, source: BodySource::Caller });
    }

    fn own_json(&mut self, written: serde_json::Result<Vec<u8>>) {
        match written {
            Ok(json) => self.own_body("application/json", json.into()),
            Err(error) => self.reject(RequestError::body(self.operation, "", format!("cannot be written: {error}"))),
        }
    }
}

/// A response body that `serde` reads from JSON into a type of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deserialized<T>(pub T);

#[doc(hidden)]
impl<T: DeserializeOwned + Send + 'static> FromResponse for Deserialized<T> {
    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable> {
        let json = body.json()?;
        serde_json::from_slice(&json).map(Self).map_err(|error| Undecodable::new(error.to_string()))
    }
}

#[doc(hidden)]
impl FromResponse for BodyStream {
    const STREAMS: bool = true;

    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable> {
        Ok(body.into_stream())
    }
}
