//! The support code of this crate, in four modules: `http` (the client, requests and responses), `wire` (how values are
//! written into a request), `spec` (the tables of the document) and `model` (values, and how they are read and written).
//! Each of them uses only those that are named after it.
// An emitted crate uses a part of this code, which depends on its document.
#![allow(dead_code, unused_macros, unused_imports)]

pub(crate) mod http;
pub(crate) mod model;
pub(crate) mod spec;
pub(crate) mod wire;

#[cfg(feature = "webhooks")] // only with webhooks
pub use ::http::HeaderMap; // only with webhooks
pub use ::http::StatusCode;
pub use serde_core as serde;

pub use self::http::attempts::{Attempts, RetryLimit};
#[cfg(feature = "batch")] // only with batches
pub use self::http::batch::{Batch, BatchError, BatchHandle, BatchId, BatchResults}; // only with batches
#[cfg(all(any(feature = "blocking", feature = "ureq"), not(target_family = "wasm")))]
pub use self::http::blocking;
pub use self::http::body_stream::{BodyStream, Chunks};
pub use self::http::client::Client;
pub use self::http::client_builder::ClientBuilder;
pub use self::http::config::BuildError;
pub use self::http::continuation::{Continuation, InvalidContinuation};
pub use self::http::credential::{
    BasicCredentials, StaticToken, Token, TokenError, TokenFn, TokenProvider, TokenRequest, token_fn,
};
#[cfg(feature = "oauth2")]
pub use self::http::device_code::DevicePrompt;
pub use self::http::door::Deserialized;
pub use self::http::error::{ApiError, CredentialError, DecodeError, Error, TransportFailure};
pub use self::http::error_kind::ErrorKind;
pub use self::http::events::{Event, Events};
pub use self::http::failure::Failure;
#[cfg(all(feature = "fetch", target_family = "wasm", target_os = "unknown"))]
pub use self::http::fetch::transport::FetchTransport;
#[cfg(all(feature = "hyper", not(target_family = "wasm")))]
pub use self::http::hyper_transport::HyperTransport;
#[cfg(feature = "paging")]
pub use self::http::items::Items;
#[cfg(feature = "mock")]
pub use self::http::mock;
pub use self::http::mock_transport::{MockResponse, MockTransport};
pub use self::http::next_page_fault::NextPageFault;
#[cfg(feature = "oauth2")]
pub use self::http::oauth::OAuthTokens;
#[cfg(feature = "oauth2")]
pub use self::http::oauth_error::OAuthError;
pub use self::http::observer::{AttemptEnd, CallEnd, CallEvent, CallInfo, Observer, WaitReason};
#[cfg(feature = "tower")]
pub use self::http::outgoing_body::OutgoingBody;
pub use self::http::page::{Page, Paged};
#[cfg(feature = "paging")]
pub use self::http::pages::Pages;
pub use self::http::pauses::PauseScope;
#[cfg(feature = "long-running")]
pub use self::http::poll_token::{InvalidPollToken, PollToken};
#[cfg(feature = "long-running")]
pub use self::http::poller::{OperationState, Poller, RunningOperation};
pub use self::http::raw_response::RawResponse;
pub use self::http::request::Request;
pub use self::http::request_error::RequestError;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use self::http::reqwest_transport::ReqwestTransport;
pub use self::http::response::{FromResponse, Response, ResponseVariant, UndecodedBody};
pub use self::http::response_header::ResponseHeader;
pub use self::http::resume_policy::ResumePolicy;
pub use self::http::retry::RetryPolicy;
pub use self::http::retry_budget::RetryBudget;
pub use self::http::retry_strategy::RetryStrategy;
pub use self::http::shared_transport::SharedTransport;
pub use self::http::stream::JsonLines;
pub use self::http::stream_error::StreamError;
pub use self::http::timing::BoxFuture;
#[cfg(feature = "oauth2")]
pub use self::http::token_endpoint::ClientAuthentication;
#[cfg(feature = "tower")]
pub use self::http::tower_transport::TowerTransport;
#[cfg(feature = "tracing")]
pub use self::http::tracing_observer::TracingObserver;
pub use self::http::transport::{NewConnection, Transport};
pub use self::http::transport_error::{TransportError, TransportErrorKind};
#[cfg(feature = "tower")]
pub use self::http::transport_service::TransportService;
pub use self::http::undecodable::Undecodable;
#[cfg(all(feature = "ureq", not(target_family = "wasm")))]
pub use self::http::ureq::transport::UreqTransport;
#[cfg(feature = "webhooks")] // only with webhooks
pub use self::http::webhook_event::{UnknownEvent, WebhookError, WebhookEvents, read_event, unknown_event}; // only with webhooks
#[cfg(feature = "webhooks")] // only with webhooks
pub use self::http::webhook_signature::{SignatureError, WebhookEncoding, WebhookHash, WebhookSignature}; // only with webhooks
pub use self::model::bytes::Bytes;
pub use self::model::changes::{Nested, changes};
pub use self::model::check::{Violation, check, check_view};
pub use self::model::comma_separated::CommaSeparated;
pub use self::model::convert::Convert;
pub use self::model::erased_box::ErasedBox;
pub use self::model::kind::Modeled;
pub use self::model::member::{Bound, Check, Presence, Rule};
pub use self::model::misfit::Misfit;
pub use self::model::nullable::Nullable;
pub use self::model::patch::Patch;
pub use self::model::quantity::{Milliseconds, Seconds, UnixTime};
pub use self::model::read::{ReadError, read_json, read_json_value, read_text};
pub use self::model::request_body::RequestBody;
pub use self::model::request_body::observed::Transferred;
pub use self::model::request_body::source::Replay;
pub use self::model::request_body::streams::ByteStream;
pub use self::model::scalar_traits::{Integer, Text, Whole};
pub use self::model::setter_impls::entries;
pub use self::model::shape::{Keyword, Shape, UnionShape, Unlisted};
pub use self::model::text::InvalidText;
pub use self::model::text::base64::{Base64, Base64Url};
pub use self::model::text::date::Date;
pub use self::model::text::date_time::DateTime;
pub use self::model::text::decimal::Decimal;
pub use self::model::text::decimal_string::DecimalString;
pub use self::model::text::duration::Duration;
pub use self::model::text::http_date::HttpDate;
pub use self::model::text::secret::Secret;
pub use self::model::text::time::Time;
pub use self::model::text::uuid::Uuid;
pub use self::model::value::{
    Choice, Digits, Entries, Json, List, Map, MemberView, Optional, OptionalPlace, Placeholder, Record, Slot, Value,
    View, Visit, VisitMut, placeholder,
};
pub use self::model::write::{WriteError, plain_text, write_json, write_json_value};
pub use self::model::xml::xml_body; // only with XML
pub use self::model::xml_body::XmlBody;
pub use self::model::xml_node::Xml;
#[cfg(feature = "batch")] // only with batches
pub use self::spec::batching::Batching; // only with batches
pub use self::spec::content::{Content, Part, PartHeader};
pub use self::spec::long_running::{LongRunning, ResultPlace, StatePlace};
pub use self::spec::media_type::ContentKind;
pub use self::spec::method::Method;
pub use self::spec::oauth::OAuth2;
pub use self::spec::operation::Operation;
pub use self::spec::paging::{CursorSource, NextPage, PageParam, Paging};
pub use self::spec::param::{Param, ParamLocation, ParamSpec, Style};
pub use self::spec::response_spec::{Outcome, ResponseSpec, Status};
pub use self::spec::security::{Scheme, SchemeKind, SchemeName, SecurityRequirement};
pub use self::spec::server::{Server, ServerName};
pub use self::spec::server_variable::ServerVariable;
pub use self::spec::undocumented::Undocumented;
pub use self::wire::part_head::PartHead;

pub(crate) use self::http::response::response_enum;
#[cfg(feature = "webhooks")] // only with webhooks
pub(crate) use self::http::webhook_event::webhook_events; // only with webhooks
pub(crate) use self::model::check::checks;
pub(crate) use self::model::convert::conversion;
pub(crate) use self::model::enums::{integer_enum, string_enum};
pub(crate) use self::model::labels::labels;
pub(crate) use self::model::patch::{optional_from, patch_from};
pub(crate) use self::model::record::{record, serde_forward};
pub(crate) use self::model::setters::setters;
pub(crate) use self::model::union::union;
