//! Who makes the calls: the emitted client over a socket and in memory, and what is written by hand with `serde_json`.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, header};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};
use service::models::Thing;
use service::{BodyStream, BoxFuture, RequestBody, Transport, TransportError, thing};

use crate::server::THING;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What is called.
#[derive(Debug, Clone, Copy)]
pub enum Operation {
    /// `PUT /things/{id}` with a body.
    Put,
    /// `GET /things/{id}`.
    Get,
}

/// Something that makes calls. Each returns the name of the thing that was decoded.
pub enum Side {
    /// The emitted client; over a socket with its defaults, or in memory.
    Emitted(service::Client),
    Reqwest(reqwest::Client, String),
    Hyper(legacy::Client<HttpConnector, Full<Bytes>>, String),
    /// The request is made and the answer is decoded by hand; nothing is between.
    Hand(String),
}

impl Side {
    /// The side of this name, which calls this server.
    pub fn named(name: &str, origin: &str) -> Outcome<Self> {
        let origin = origin.to_owned();
        Ok(match name {
            "emitted" => Self::Emitted(emitted(&origin).build()?),
            "emitted-memory" => Self::Emitted(emitted(&origin).transport(Memory).build()?),
            "reqwest" => Self::Reqwest(with_limits()?, origin),
            "hyper" => Self::Hyper(legacy::Client::builder(TokioExecutor::new()).build_http(), origin),
            "hand-memory" => Self::Hand(origin),
            _ => return Err(format!("`{name}` is no side").into()),
        })
    }

    /// Makes one call.
    pub async fn call(&self, operation: Operation, number: usize) -> Outcome<Option<String>> {
        let id = number.to_string();
        Ok(match self {
            Self::Emitted(client) => match operation {
                Operation::Put => {
                    let body = Thing::new(&id).name("Ada").count(7);
                    client.send(thing::replace(&id, body)).await?.name
                }
                Operation::Get => client.send(thing::get(&id)).await?.name,
            },
            Self::Reqwest(client, origin) => {
                let url = format!("{origin}/things/{id}");
                let request = match operation {
                    Operation::Put => client.put(url).header("content-type", "application/json").body(body(id)?),
                    Operation::Get => client.get(url),
                };
                let request = request.bearer_auth("secret").header("accept", "application/json");
                let response = request.send().await?.error_for_status()?;
                serde_json::from_slice::<PlainThing>(&response.bytes().await?)?.name
            }
            Self::Hyper(client, origin) => {
                let response = client.request(request(operation, origin, id)?.map(Full::new)).await?;
                if !response.status().is_success() {
                    return Err(response.status().as_str().into());
                }
                let bytes = response.into_body().collect().await?.to_bytes();
                serde_json::from_slice::<PlainThing>(&bytes)?.name
            }
            Self::Hand(origin) => {
                let (head, body) = request(operation, origin, id)?.into_parts();
                let answer = answered(head, body)?;
                serde_json::from_slice::<PlainThing>(answer.body())?.name
            }
        })
    }
}

fn emitted(origin: &str) -> service::ClientBuilder {
    let token = service::StaticToken::new("secret");
    service::Client::builder().base_url(origin).credential(&service::schemes::TOKEN, token)
}

/// A client of `reqwest` with the limits that the emitted client has by default.
fn with_limits() -> reqwest::Result<reqwest::Client> {
    let client = reqwest::Client::builder().user_agent("service/1.0.0").connect_timeout(Duration::from_secs(10));
    let client = client.timeout(Duration::from_secs(60)).read_timeout(Duration::from_secs(60));
    client.redirect(reqwest::redirect::Policy::none()).build()
}

/// What `serde` derives.
#[derive(Serialize, Deserialize)]
struct PlainThing {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
}

fn body(id: String) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&PlainThing { id, name: Some("Ada".to_owned()), count: Some(7) })
}

/// The request as `hyper` takes it, with the headers that all sides send.
fn request(operation: Operation, origin: &str, id: String) -> Outcome<http::Request<Bytes>> {
    let request = http::Request::builder().uri(format!("{origin}/things/{id}"));
    let request = request.header(header::USER_AGENT, HeaderValue::from_static("service/1.0.0"));
    let request = request.header(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut token = HeaderValue::try_from(format!("Bearer {}", "secret"))?;
    token.set_sensitive(true);
    let request = request.header(header::AUTHORIZATION, token);
    let json = HeaderValue::from_static("application/json");
    Ok(match operation {
        Operation::Put => request.method("PUT").header(header::CONTENT_TYPE, json).body(body(id)?.into())?,
        Operation::Get => request.method("GET").body(Bytes::new())?,
    })
}

/// What the server answers to a request, without a server.
fn answered(head: http::request::Parts, body: Bytes) -> Result<http::Response<Bytes>, http::Error> {
    let body = if head.method == "GET" { Bytes::from_static(THING.as_bytes()) } else { body };
    let json = HeaderValue::from_static("application/json");
    let response = http::Response::builder().header(header::CONTENT_TYPE, json);
    response.header(header::CONTENT_LENGTH, body.len()).body(body)
}

/// A transport that answers at once, and sends nothing.
struct Memory;

impl Transport for Memory {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let (head, body) = request.into_parts();
        let body = body.as_bytes().cloned().unwrap_or_default();
        let answer = answered(head, body).expect("the response is valid").map(BodyStream::full);
        Box::pin(std::future::ready(Ok(answer)))
    }

    fn reads_operation(&self) -> bool {
        false
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
