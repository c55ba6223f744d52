//! How an event stream goes on after its connection has ended: by another request, with the id of the last event.

use super::body_stream::BodyStream;
use super::client::Client;
use super::request::Request;
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use super::resume_policy::ResumePolicy;
use super::stream_error::StreamError;
use super::stream_setup::{Reopen, Reopened, StreamSetup};
use super::timing::BoxFuture;
use super::transport_error::TransportError;
use super::undecodable::Undecodable;
use crate::runtime::model::printable::brief;
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::may_be_events;
use http::{StatusCode, header};
use std::borrow::Cow;
use std::time::Duration;

/// The request of a stream, which is sent again to resume it.
pub(crate) struct Resumer {
    client: Client,
    parts: RequestParts,
    policy: ResumePolicy,
    /// The number of requests since the last event.
    resumes: u32,
}

impl Resumer {
    /// Returns `None` if the stream of the request is not resumed.
    fn new(client: &Client, parts: &RequestParts) -> Option<Self> {
        let policy = parts.options.resume.as_ref().or(client.config().resume.as_ref())?;
        let resumes = policy.allows(parts.method) && !parts.is_spent();
        resumes.then(|| Self { policy: policy.clone(), client: client.clone(), parts: parts.clone(), resumes: 0 })
    }
}

impl Reopen for Resumer {
    fn event_received(&mut self) {
        self.resumes = 0;
    }

    fn begin(
        &mut self,
        error: Option<&TransportError>,
        last_id: Option<&str>,
        delay: Option<Duration>,
    ) -> Option<BoxFuture<'static, Reopened>> {
        if !self.policy.resumes(error, self.resumes) {
            return None;
        }
        self.resumes += 1;
        let mut parts = self.parts.clone();
        if let Some(id) = last_id.filter(|id| !id.is_empty()) {
            parts.header("last-event-id", id);
        }
        let client = self.client.clone();
        let wait = self.policy.wait(delay);
        Some(Box::pin(async move {
            client.sleep(wait).await;
            let opened = client.open::<BodyStream, Json>(Request::from_parts(parts)).await;
            let opened = opened.map_err(|error| StreamError::Resume(Box::new(error)))?;
            match opened.header(header::CONTENT_TYPE.as_str()) {
                _ if opened.status() == StatusCode::NO_CONTENT => Ok(None),
                Some(other) if !may_be_events(Some(other)) => {
                    let reason = format!("the stream was resumed as {}, which has no events", brief(other));
                    Err(StreamError::Decode(Undecodable::new(reason)))
                }
                Some(_) | None => Ok(Some(opened.into_body())),
            }
        }))
    }
}

impl Client {
    /// What the stream of a request needs.
    pub(crate) fn stream_setup(&self, parts: &RequestParts) -> StreamSetup {
        let documented = parts.operation.stream_end.map(Cow::Borrowed);
        let end = parts.options.stream_end.clone().map(Cow::Owned).or(documented);
        StreamSetup { end, reopen: Resumer::new(self, parts).map(|resumer| Box::new(resumer) as Box<dyn Reopen>) }
    }
}

/// How a stream of items ends, and goes on.
impl<O, E> Request<O, E> {
    /// Resumes the event stream of the response after its connection has ended. Sending the request fails if the policy
    /// does not allow its method.
    pub fn resume(mut self, policy: ResumePolicy) -> Self {
        let parts = self.parts_mut();
        if !policy.allows(parts.method) {
            let reason = "only streams of GET are resumed; allow others by `ResumePolicy::any_method`";
            parts.reject(RequestError::malformed(parts.operation, reason));
        }
        parts.options.resume = Some(policy);
        self
    }

    /// Ends the stream of the response with this item, such as `[DONE]`, in place of the one that the document names.
    pub fn stream_end(mut self, item: impl Into<String>) -> Self {
        self.parts_mut().options.stream_end = Some(item.into());
        self
    }
}
