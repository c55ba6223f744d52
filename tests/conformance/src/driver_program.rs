//! Calls the operations of the emitted crates: reads a line of JSON for each call, and prints one for what came of it.

use std::collections::BTreeMap;
use std::future::Future;
use std::io::BufRead;
use std::pin::Pin;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a call is given.
#[derive(Deserialize)]
pub struct Input {
    pub call: usize,
    pub path: Vec<Value>,
    pub others: Value,
    pub content: Option<usize>,
    pub json: Value,
    pub base64: Option<String>,
    pub media_type: Option<String>,
    pub accept: Option<String>,
    pub prefer: Option<String>,
    pub sending: Sending,
    pub has_server: bool,
    pub credentials: Vec<(String, String)>,
    pub variables: BTreeMap<String, String>,
}

/// Whether a request that fails is sent again.
#[derive(Clone, Copy, Deserialize)]
pub enum Sending {
    Once,
    Retried,
}

impl Input {
    pub fn path(&self, index: usize) -> Result<&Value, String> {
        self.path.get(index).ok_or_else(|| "a value of the path is missing".to_owned())
    }

    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        STANDARD.decode(self.base64.as_deref().unwrap_or_default()).map_err(|error| error.to_string())
    }
}

/// What came of a call.
#[derive(Serialize)]
pub struct Seen {
    pub status: u16,
    pub body: Written,
}

/// A decoded body, written again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Written {
    Nothing,
    Json(Value),
    Base64(String),
    Xml(String),
    /// The items of a stream.
    Items(Vec<Value>),
}

pub fn json_of(value: &impl Serialize) -> Result<Written, String> {
    serde_json::to_value(value).map(Written::Json).map_err(|error| error.to_string())
}

pub fn bytes_of(bytes: &[u8]) -> Result<Written, String> {
    Ok(Written::Base64(STANDARD.encode(bytes)))
}

/// The server of the suite.
pub fn origin() -> String {
    std::env::args().nth(1).unwrap_or_default()
}

type Called<'a> = Pin<Box<dyn Future<Output = Result<Seen, String>> + 'a>>;

/// What the calls of one crate need of it.
macro_rules! support {
    ($module:ident, $krate:ident) => {
        #[allow(dead_code)]
        mod $module {
            use super::*;
            use $krate as api;

            pub fn client(input: &Input) -> Result<api::Client, String> {
                let builder = api::Client::builder();
                let mut builder = if input.has_server { builder.origin(origin()) } else { builder.base_url(origin()) };
                if let Sending::Once = input.sending {
                    builder = builder.retry(api::RetryPolicy::none());
                }
                for (name, value) in &input.variables {
                    builder = builder.server_variable(name, value);
                }
                for (scheme, credential) in &input.credentials {
                    let scheme: &'static str = Box::leak(scheme.clone().into_boxed_str());
                    let credential = api::StaticToken::new(credential.clone());
                    builder = builder.credential(api::SchemeName::new(scheme), credential);
                }
                builder.build().map_err(|error| error.to_string())
            }

            pub fn read<T: api::runtime::Value>(json: &Value) -> Result<T, String> {
                api::runtime::read_json_value(json).map_err(|error| error.to_string())
            }

            /// Text of a number or a boolean is what a parameter has.
            pub fn read_parameter<T: api::runtime::Value>(json: &Value) -> Result<T, String> {
                read(json).or_else(|fault| {
                    let text = json.as_str().ok_or_else(|| fault.clone())?;
                    let inner: Value = serde_json::from_str(text).map_err(|_| fault.clone())?;
                    read(&inner).map_err(|_| fault)
                })
            }

            /// The request with what the caller chooses beside the arguments.
            pub fn with_choices<O, E>(input: &Input, mut request: api::Request<O, E>) -> api::Request<O, E> {
                if let Some(media_type) = &input.media_type {
                    request = request.media_type(media_type);
                }
                if let Some(accept) = &input.accept {
                    request = request.header("accept", accept);
                }
                if let Some(prefer) = &input.prefer {
                    request = request.header("prefer", prefer);
                }
                request
            }

            pub fn failed<E: 'static>(
                error: &api::Error<E>,
                written: impl FnOnce(&E) -> Result<Written, String>,
            ) -> Result<Seen, String> {
                let Some(error) = error.api() else { return Err(error.to_string()) };
                let body = error.body().map_or(Ok(Written::Nothing), written)?;
                Ok(Seen { status: error.status().as_u16(), body })
            }

            pub async fn events<T: Serialize>(mut events: api::Events<T>) -> Result<Written, String> {
                let mut items = Vec::new();
                while let Some(event) = events.next().await {
                    let event = event.map_err(|error| error.to_string())?;
                    items.push(json!({"event": event.event, "data": event.data}));
                }
                Ok(Written::Items(items))
            }

            pub async fn lines<T: Serialize>(mut lines: api::JsonLines<T>) -> Result<Written, String> {
                let mut items = Vec::new();
                while let Some(line) = lines.next().await {
                    items.push(json!(line.map_err(|error| error.to_string())?));
                }
                Ok(Written::Items(items))
            }
        }
    };
}

/// What the calls of a crate with bodies of XML need of it.
macro_rules! support_xml {
    ($module:ident, $krate:ident) => {
        #[allow(dead_code)]
        mod $module {
            use super::*;
            use $krate::runtime as rt;

            /// Any root element is read alike.
            pub fn read<T: rt::Value>(input: &Input) -> Result<T, String> {
                rt::xml_body(rt::Xml::element("root")).read(&input.bytes()?).map_err(|error| error.to_string())
            }

            pub fn written_success(operation: &'static rt::Operation, value: &impl rt::Value) -> Result<Written, String> {
                written(operation, rt::Outcome::Success, value)
            }

            pub fn written_error(operation: &'static rt::Operation, value: &impl rt::Value) -> Result<Written, String> {
                written(operation, rt::Outcome::Error, value)
            }

            fn written(
                operation: &'static rt::Operation,
                outcome: rt::Outcome,
                value: &impl rt::Value,
            ) -> Result<Written, String> {
                let of_outcome = operation.responses.iter().filter(|response| response.outcome() == outcome);
                let body = of_outcome.filter_map(|response| response.kind()).find_map(|kind| match kind {
                    rt::ContentKind::Xml(body) => Some(body),
                    _ => None,
                });
                let bytes = body.ok_or("no response is XML")?.write(value.view())?;
                String::from_utf8(bytes).map(Written::Xml).map_err(|error| error.to_string())
            }
        }
    };
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a readable line");
        let input: Input = serde_json::from_str(&line).expect("an input");
        let seen = match CALLS.get(input.call) {
            Some(call) => call(&input).await,
            None => Err("there is no such call".to_owned()),
        };
        println!("{}", serde_json::to_string(&seen).expect("JSON"));
    }
}
