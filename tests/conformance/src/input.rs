//! What a call is given: the values of an exchange, sorted into the arguments of an operation and split by their styles.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generator::internals::emit::{CallMapping, ParamMapping, ParamShape};
use generator::internals::ir::{MediaKind, ParamLocation, SecurityKind, Style};
use generator::internals::vocabulary::essence;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::scenario::{Content, Exchange, text};

/// The input of the driver for one exchange, which it reads as a line of JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Input {
    /// Which of the calls of the driver.
    pub call: usize,
    pub path: Vec<Value>,
    pub others: Value,
    /// Which content of the body, if there is a body.
    pub content: Option<usize>,
    pub json: Value,
    pub base64: Option<String>,
    /// The media type of the body, if it is not the first that the document lists.
    pub media_type: Option<String>,
    /// The header `Accept`, if the caller chooses it.
    pub accept: Option<String>,
    /// The header `Prefer`, by which a mock server is asked for a status.
    pub prefer: Option<String>,
    pub sending: Sending,
    /// Whether the document has a server.
    pub has_server: bool,
    /// By the name of the security scheme.
    pub credentials: Vec<(String, String)>,
    /// Of the server's URL.
    pub variables: BTreeMap<String, String>,
}

/// Whether a request that fails is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Sending {
    Once,
    Retried,
}

/// Headers that a client writes by itself.
const OF_THE_CLIENT: [&str; 4] = ["accept", "content-type", "content-length", "host"];

/// Makes the input.
///
/// # Errors
///
/// Returns what of the exchange the operation has no place for.
pub fn input(
    exchange: &Exchange,
    number: usize,
    version: &str,
    call: &CallMapping,
    values: &BTreeMap<String, String>,
) -> Result<Input, String> {
    let mut given = Given { query: exchange.query.clone(), headers: exchange.headers.clone(), values: values.clone() };
    let credentials = given.credentials(call);
    let path = call.path_params.iter().map(|param| given.path_value(param)).collect::<Result<_, _>>()?;
    let mut others = Map::new();
    let mut objects = Vec::new();
    for param in &call.other_params {
        if param.shape == ParamShape::Object && param.explode && param.style == Style::Form {
            // Its members stand beside the other parameters, so that they are what is left.
            objects.push(param);
        } else if let Some(value) = given.value(param).or_else(|| left_open(param, version)) {
            others.insert(param.name.clone(), value);
        }
    }
    for param in objects {
        others.insert(param.name.clone(), Value::Object(std::mem::take(&mut given.query).into_iter().collect()));
    }
    given.is_used_up()?;
    let (content, json, base64) = body(exchange, call)?;
    Ok(Input {
        call: number,
        path,
        others: Value::Object(others),
        content,
        json,
        base64,
        media_type: media_type(exchange, call, content),
        accept: exchange.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("accept")).map(|(_, it)| text(it)),
        prefer: None,
        sending: Sending::Retried,
        has_server: !call.servers.is_empty(),
        credentials,
        variables: given.values,
    })
}

/// The value of a required parameter that the scenario leaves open: the version of the API.
fn left_open(param: &ParamMapping, version: &str) -> Option<Value> {
    (param.required && param.name == "api-version").then(|| Value::String(version.to_owned()))
}

/// The media type of the body, unless it is the one that is sent anyway.
fn media_type(exchange: &Exchange, call: &CallMapping, content: Option<usize>) -> Option<String> {
    let given = exchange.body.as_ref()?.content_type.as_deref()?;
    let known = &call.body.as_ref()?.contents.get(content?)?.media_types;
    let has_range = known.iter().any(|known| known.contains('*'));
    (essence(known.first()?) != essence(given) && has_range).then(|| given.to_owned())
}

/// What is not sorted yet.
struct Given {
    query: BTreeMap<String, Value>,
    headers: BTreeMap<String, Value>,
    /// The values of the path, and of the variables of the server.
    values: BTreeMap<String, String>,
}

impl Given {
    fn credentials(&mut self, call: &CallMapping) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut asked = Vec::new();
        for (scheme, kind) in &call.schemes {
            let value = match kind {
                SecurityKind::ApiKey { sent_in: ParamLocation::Header, name } => self.take_header(name),
                SecurityKind::ApiKey { sent_in: ParamLocation::Query, name } => {
                    self.query.remove(name).map(|it| text(&it))
                }
                SecurityKind::ApiKey { .. } | SecurityKind::MutualTls => None,
                SecurityKind::Bearer | SecurityKind::Basic | SecurityKind::Http { .. } => self
                    .take_header("authorization")
                    .map(|value| value.split_once(' ').map_or(value.clone(), |(_, credential)| credential.to_owned())),
            };
            match value {
                Some(value) => found.push((scheme.clone(), value)),
                None => asked.push((scheme.clone(), "secret".to_owned())),
            }
        }
        // A scenario that is not about credentials gives none, and the document asks for them all the same.
        if found.is_empty() { asked } else { found }
    }

    fn take_header(&mut self, name: &str) -> Option<String> {
        let key = self.headers.keys().find(|known| known.eq_ignore_ascii_case(name))?.clone();
        self.headers.remove(&key).map(|value| text(&value))
    }

    fn path_value(&mut self, param: &ParamMapping) -> Result<Value, String> {
        let value = self.values.remove(&param.name).ok_or_else(|| format!("`{}` is not in the path", param.name))?;
        let value = match param.style {
            Style::Label => value.trim_start_matches('.').to_owned(),
            // Each item has the name of the parameter before it; the members of an object have their own.
            Style::Matrix if param.explode && param.shape == ParamShape::Object => {
                value.trim_start_matches(';').to_owned()
            }
            Style::Matrix => value.replace(&format!(";{}=", param.name), ";").trim_start_matches(';').to_owned(),
            Style::Simple | Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject => value,
        };
        Ok(split(param, &value))
    }

    /// The value of a parameter outside the path.
    fn value(&mut self, param: &ParamMapping) -> Option<Value> {
        if param.style == Style::DeepObject {
            return self.deep_object(&param.name);
        }
        let given = match param.sent_in {
            ParamLocation::Query => self.query.remove(&param.name)?,
            ParamLocation::Header => Value::String(self.take_header(&param.name)?),
            ParamLocation::Cookie => {
                let cookies = self.take_header("cookie")?;
                let cookie = cookies.split(';').find_map(|it| it.trim().strip_prefix(&format!("{}=", param.name)))?;
                Value::String(cookie.to_owned())
            }
            ParamLocation::Path => return None,
        };
        Some(match given {
            Value::String(text) => split(param, &text),
            single @ (Value::Null | Value::Bool(_) | Value::Number(_)) if param.shape == ParamShape::List => {
                Value::Array(vec![single])
            }
            other => other,
        })
    }

    fn deep_object(&mut self, name: &str) -> Option<Value> {
        let start = format!("{name}[");
        let keys: Vec<String> = self.query.keys().filter(|key| key.starts_with(&start)).cloned().collect();
        let members = keys.iter().filter_map(|key| {
            let member = key.strip_prefix(&start)?.strip_suffix(']')?.to_owned();
            Some((member, self.query.remove(key)?))
        });
        let members: Map<String, Value> = members.collect();
        (!members.is_empty()).then_some(Value::Object(members))
    }

    fn is_used_up(&self) -> Result<(), String> {
        let own: BTreeSet<&str> = OF_THE_CLIENT.into();
        let headers = self.headers.keys().filter(|name| !own.contains(name.to_ascii_lowercase().as_str()));
        let left: Vec<&str> = self.query.keys().chain(headers).map(String::as_str).collect();
        match left.as_slice() {
            [] => Ok(()),
            left => Err(format!("the document does not declare {}", left.join(", "))),
        }
    }
}

/// Splits the text of a parameter by its style.
fn split(param: &ParamMapping, text: &str) -> Value {
    let separator = match param.style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::Label if param.explode => '.',
        Style::Matrix if param.explode => ';',
        Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::DeepObject => ',',
    };
    let item = |text: &str| Value::String(text.to_owned());
    match param.shape {
        _ if param.is_json => serde_json::from_str(text).unwrap_or_else(|_| item(text)),
        ParamShape::Single => item(text),
        ParamShape::List => Value::Array(text.split(separator).map(item).collect()),
        ParamShape::Object if param.explode => {
            let pairs = text.split(separator).filter_map(|pair| pair.split_once('='));
            Value::Object(pairs.map(|(name, value)| (name.to_owned(), item(value))).collect())
        }
        ParamShape::Object => {
            let parts: Vec<&str> = text.split(separator).collect();
            let pairs = parts.chunks(2).filter_map(|pair| Some(((*pair.first()?).to_owned(), item(pair.get(1)?))));
            Value::Object(pairs.collect())
        }
    }
}

/// Which content the body is, and its value as JSON or as bytes.
type BodyValue = (Option<usize>, Value, Option<String>);

fn body(exchange: &Exchange, call: &CallMapping) -> Result<BodyValue, String> {
    let Some(content) = &exchange.body else {
        let is_required = call.body.as_ref().is_some_and(|body| body.required);
        // All members of such a body are read-only.
        return Ok((is_required.then_some(0), Value::Object(Map::new()), None));
    };
    let Some(body) = &call.body else { return Err("the document has no request body".to_owned()) };
    if content.multipart {
        return Err("the suite does not give the parts of a multipart body as data".to_owned());
    }
    let media_type = content.content_type.as_deref().unwrap_or("application/json");
    let is_this = |known: &String| essence(known) == essence(media_type) || known == "*/*";
    let index = body.contents.iter().position(|known| known.media_types.iter().any(is_this));
    let index = index.or((body.contents.len() == 1).then_some(0));
    let kind = index.and_then(|index| body.contents.get(index)).map(|known| known.kind);
    let Some(kind) = kind else { return Err(format!("the document has no request body as {media_type}")) };
    let text = || content.utf8().ok_or_else(|| "the suite gives the body not as text".to_owned());
    let json = match kind {
        MediaKind::Json => serde_json::from_str(&text()?).map_err(|error| error.to_string())?,
        MediaKind::JsonLines => {
            let lines = text()?;
            let lines = lines.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
            Value::Array(lines.collect::<Result<_, _>>().map_err(|error| error.to_string())?)
        }
        // The suite writes some texts as JSON.
        MediaKind::Text | MediaKind::EventStream => match serde_json::from_str(&text()?) {
            Ok(Value::String(inner)) => Value::String(inner),
            _ => Value::String(text()?),
        },
        MediaKind::Bytes => return Ok((index, Value::Null, Some(bytes(content)?))),
        MediaKind::Xml => return Ok((index, Value::Null, Some(bytes(content)?))),
        MediaKind::Form | MediaKind::Multipart => return Err("a form is not given as data".to_owned()),
    };
    Ok((index, json, None))
}

/// The bytes of a body, in base64.
fn bytes(content: &Content) -> Result<String, String> {
    match (&content.base64, &content.text) {
        (Some(base64), _) => Ok(base64.clone()),
        (None, Some(text)) => Ok(STANDARD.encode(text)),
        (None, None) => Err("the suite gives no content of the body".to_owned()),
    }
}
