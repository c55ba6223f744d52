//! The client, requests and responses. Uses `wire`, `spec` and `model`.

pub(crate) mod attempt_timeout;
pub(crate) mod attempts;
pub(crate) mod auth;
#[cfg(feature = "batch")] // only with batches
pub(crate) mod batch; // only with batches
#[cfg(all(any(feature = "blocking", feature = "ureq"), not(target_family = "wasm")))]
pub mod blocking;
pub(crate) mod body_stream;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod client_builder;
pub(crate) mod config;
pub(crate) mod continuation;
pub(crate) mod credential;
#[cfg(all(feature = "rustls-no-provider", not(target_family = "wasm")))]
pub(crate) mod cryptography;
pub(crate) mod default_transport;
pub(crate) mod destinations;
#[cfg(feature = "oauth2")]
pub(crate) mod device_code;
pub(crate) mod door;
pub(crate) mod error;
pub(crate) mod error_body;
pub(crate) mod error_kind;
pub(crate) mod events;
pub(crate) mod failure;
#[cfg(all(feature = "fetch", target_family = "wasm", target_os = "unknown"))]
pub(crate) mod fetch;
pub(crate) mod flow;
pub(crate) mod follow;
pub(crate) mod form_object;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
pub(crate) mod frames;
pub(crate) mod headers;
#[cfg(all(feature = "hyper", not(target_family = "wasm")))]
pub(crate) mod hyper_connector;
#[cfg(all(feature = "hyper", not(target_family = "wasm")))]
pub(crate) mod hyper_transport;
pub(crate) mod idempotency;
pub(crate) mod idle;
#[cfg(feature = "paging")]
pub(crate) mod items;
pub(crate) mod lines;
#[cfg(feature = "paging")]
pub(crate) mod link;
#[cfg(feature = "paging")]
pub(crate) mod list_body;
#[cfg(feature = "paging")]
pub(crate) mod list_scanner;
pub(crate) mod matching;
#[cfg(feature = "mock")]
pub mod mock;
pub mod mock_transport;
#[cfg(feature = "paging")]
pub(crate) mod next_page;
pub(crate) mod next_page_fault;
#[cfg(feature = "oauth2")]
pub(crate) mod oauth;
#[cfg(feature = "oauth2")]
pub(crate) mod oauth_error;
pub(crate) mod observation;
pub(crate) mod observed_send;
pub(crate) mod observer;
#[cfg(feature = "paging")]
pub(crate) mod open_page;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "tower"))]
pub(crate) mod outgoing_body;
pub(crate) mod page;
#[cfg(any(feature = "paging", feature = "long-running"))]
pub(crate) mod page_body;
#[cfg(feature = "paging")]
pub(crate) mod pages;
pub(crate) mod pauses;
#[cfg(any(
    all(feature = "fetch", target_family = "wasm", target_os = "unknown"),
    all(feature = "ureq", not(target_family = "wasm"))
))]
pub(crate) mod pipe;
pub(crate) mod places;
#[cfg(feature = "long-running")]
pub(crate) mod poll_token;
#[cfg(feature = "long-running")]
pub(crate) mod poller;
#[cfg(feature = "long-running")]
pub(crate) mod polling;
#[cfg(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm")))]
pub(crate) mod pooled;
pub(crate) mod progress;
pub(crate) mod raw_response;
pub(crate) mod rejections;
pub(crate) mod request;
pub(crate) mod request_changes;
pub(crate) mod request_error;
pub(crate) mod request_options;
pub(crate) mod request_parts;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod reqwest_error;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod reqwest_request;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod reqwest_transport;
pub(crate) mod response;
pub(crate) mod response_header;
pub(crate) mod resume;
pub(crate) mod resume_policy;
pub(crate) mod retry;
pub(crate) mod retry_budget;
pub(crate) mod retry_strategy;
pub(crate) mod second_reading;
pub(crate) mod server_selection;
pub(crate) mod shared_transport;
#[cfg(all(any(feature = "hyper", feature = "reqwest"), not(target_family = "wasm")))]
pub(crate) mod stack_error;
pub(crate) mod stream;
pub(crate) mod stream_error;
pub(crate) mod stream_setup;
pub(crate) mod timing;
#[cfg(feature = "oauth2")]
pub(crate) mod token_endpoint;
#[cfg(feature = "tower")]
pub(crate) mod tower_transport;
#[cfg(feature = "tracing")]
pub(crate) mod tracing_observer;
pub(crate) mod transport;
pub(crate) mod transport_error;
#[cfg(feature = "tower")]
pub(crate) mod transport_service;
pub(crate) mod turn;
pub(crate) mod undecodable;
#[cfg(all(feature = "ureq", not(target_family = "wasm")))]
pub(crate) mod ureq;
pub(crate) mod url;
#[cfg(feature = "webhooks")] // only with webhooks
pub(crate) mod webhook_event; // only with webhooks
#[cfg(feature = "webhooks")] // only with webhooks
pub(crate) mod webhook_signature; // only with webhooks
