//! What a request is made of: values of the schemas, sorted into the arguments of the operation.

use std::collections::BTreeMap;

use generator::internals::emit::CallMapping;
use generator::internals::ir::{MediaKind, ParamLocation};
use generator::internals::vocabulary::essence;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::input::{Input, Sending};

/// What requests of an operation may be made of.
#[derive(Debug, Deserialize)]
pub struct Sample {
    method: String,
    path: String,
    all: Values,
    required: Values,
    pub statuses: Vec<String>,
}

impl Sample {
    /// Whether it is of this operation.
    pub fn is_of(&self, call: &CallMapping) -> bool {
        self.method.eq_ignore_ascii_case(call.method.key()) && self.path == call.path
    }
}

#[derive(Debug, Deserialize)]
struct Values {
    path: Vec<Named>,
    query: Vec<Named>,
    headers: Vec<Named>,
    cookies: Vec<Named>,
    bodies: Vec<Body>,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
    value: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    media_type: String,
    value: Option<Value>,
}

/// Which of the values a request has, and which of the contents of a body.
#[derive(Debug, Clone, Copy)]
pub enum Try {
    All {
        body: Option<usize>,
    },
    Required {
        body: Option<usize>,
        /// The status that Prism is asked for.
        status: Option<u16>,
    },
}

/// A user and a password, which a bearer token and a key may be too.
const CREDENTIAL: &str = "dXNlcjpwYXNz";

/// Makes the input of the program.
///
/// # Errors
///
/// Returns what no value can be made for.
pub fn input(number: usize, call: &CallMapping, sample: &Sample, attempt: Try) -> Result<Input, String> {
    let (given, body, status) = match attempt {
        Try::All { body } => (&sample.all, body, None),
        Try::Required { body, status } => (&sample.required, body, status),
    };
    let path = call.path_params.iter().map(|param| {
        let value = named(&given.path, &param.name).or_else(|| named(&sample.all.path, &param.name));
        value.ok_or_else(|| format!("there is no value for `{}` of the path", param.name))
    });
    let mut others = Map::new();
    for param in &call.other_params {
        let value = match param.sent_in {
            ParamLocation::Query => named(&given.query, &param.name),
            ParamLocation::Header => named(&given.headers, &param.name),
            ParamLocation::Cookie => named(&given.cookies, &param.name),
            ParamLocation::Path => None,
        };
        others.extend(value.map(|value| (param.name.clone(), value)));
    }
    let (json, base64) = match body {
        Some(index) => content(call, &given.bodies, index)?,
        None => (Value::Null, None),
    };
    Ok(Input {
        call: number,
        path: path.collect::<Result<_, _>>()?,
        others: Value::Object(others),
        content: body,
        json,
        base64,
        media_type: None,
        accept: None,
        prefer: status.map(|status| format!("code={status}")),
        sending: Sending::Once,
        has_server: false,
        credentials: call.schemes.iter().map(|(scheme, _)| (scheme.clone(), CREDENTIAL.to_owned())).collect(),
        variables: BTreeMap::new(),
    })
}

/// A value by name. Prism writes the names of headers in small letters.
fn named(values: &[Named], name: &str) -> Option<Value> {
    values.iter().find(|known| known.name.eq_ignore_ascii_case(name))?.value.clone()
}

/// The body as JSON or as bytes.
fn content(call: &CallMapping, bodies: &[Body], index: usize) -> Result<(Value, Option<String>), String> {
    let known = call.body.as_ref().and_then(|body| body.contents.get(index)).ok_or("there is no such body")?;
    let is_this = |body: &&Body| known.media_types.iter().any(|known| essence(known) == essence(&body.media_type));
    let value = bodies.iter().find(is_this).and_then(|body| body.value.clone());
    match known.kind {
        MediaKind::Bytes => Ok((Value::Null, Some(CREDENTIAL.to_owned()))),
        MediaKind::Xml => Err("Prism has no values in XML".to_owned()),
        MediaKind::Json
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::EventStream
        | MediaKind::JsonLines => {
            Ok((value.ok_or_else(|| format!("there is no value for a body of {:?}", known.kind))?, None))
        }
    }
}
