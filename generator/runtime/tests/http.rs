//! Tests of requests and the client. The runtime is a module of this crate, as it is in an emitted crate.
#![allow(dead_code)] // The samples have more than the tests use.
#[path = "../src/runtime/mod.rs"]
mod runtime;

#[path = "http/support.rs"]
mod support;

#[path = "http/auth.rs"]
mod auth;
#[cfg(all(feature = "batch", feature = "mock"))]
#[path = "http/batches.rs"]
mod batches;
#[cfg(any(feature = "blocking", feature = "ureq"))]
#[path = "http/blocking.rs"]
mod blocking;
#[path = "http/bodies.rs"]
mod bodies;
#[path = "http/budget.rs"]
mod budget;
#[path = "http/credentials.rs"]
mod credentials;
#[path = "http/device_code.rs"]
mod device_code;
#[path = "http/door.rs"]
mod door;
#[path = "http/errors.rs"]
mod errors;
#[path = "http/follow.rs"]
mod follow;
#[path = "http/framing.rs"]
mod framing;
#[cfg(feature = "hyper")]
#[path = "http/hyper_transport.rs"]
mod hyper_transport;
#[path = "http/idempotency.rs"]
mod idempotency;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "ureq"))]
#[path = "http/idle.rs"]
mod idle;
#[path = "http/kept.rs"]
mod kept;
#[path = "http/leniency.rs"]
mod leniency;
#[path = "http/list_items.rs"]
mod list_items;
#[cfg(feature = "mock")]
#[path = "http/mock.rs"]
mod mock;
#[path = "http/negotiation.rs"]
mod negotiation;
#[path = "http/oauth.rs"]
mod oauth;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "ureq"))]
#[path = "http/oauth_socket.rs"]
mod oauth_socket;
#[path = "http/observer.rs"]
mod observer;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/parameters.rs"]
mod parameters;
#[path = "http/parts.rs"]
mod parts;
#[path = "http/paths.rs"]
mod paths;
#[path = "http/polling.rs"]
mod polling;
#[cfg(feature = "mock")]
#[path = "http/recordings.rs"]
mod recordings;
#[cfg(feature = "reqwest")]
#[path = "http/reqwest_transport.rs"]
mod reqwest_transport;
#[path = "http/responses.rs"]
mod responses;
#[path = "http/resumes.rs"]
mod resumes;
#[path = "http/retries.rs"]
mod retries;
#[path = "http/secrets.rs"]
mod secrets;
#[path = "http/servers.rs"]
mod servers;
#[path = "http/stalls.rs"]
mod stalls;
#[path = "http/streams.rs"]
mod streams;
#[path = "http/tables.rs"]
mod tables;
#[cfg(feature = "tower")]
#[path = "http/tower.rs"]
mod tower;
#[cfg(feature = "tracing")]
#[path = "http/tracing.rs"]
mod tracing;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "ureq"))]
#[path = "http/transfers.rs"]
mod transfers;
#[path = "http/turns.rs"]
mod turns;
#[path = "http/uploads.rs"]
mod uploads;
#[cfg(feature = "ureq")]
#[path = "http/ureq_transport.rs"]
mod ureq_transport;
#[path = "http/variables.rs"]
mod variables;
#[path = "http/virtual_time.rs"]
mod virtual_time;
#[cfg(feature = "webhooks")]
#[path = "http/webhooks.rs"]
mod webhooks;
#[cfg(any(feature = "hyper", feature = "reqwest", feature = "ureq"))]
#[path = "http/wire.rs"]
mod wire;
