//! Whether what a call saw is what the suite answers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generator::internals::vocabulary::essence;
use serde::Deserialize;
use serde_json::Value;

use crate::scenario::{Content, Exchange};

/// What came of a call, as the driver prints it.
pub type Answer = Result<Seen, String>;

/// A response as the emitted client saw it.
#[derive(Debug, Clone, Deserialize)]
pub struct Seen {
    pub status: u16,
    pub body: Written,
}

/// A decoded body, written again.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Written {
    Nothing,
    Json(Value),
    Base64(String),
    Xml(String),
    Items(Vec<Value>),
}

/// A line of the driver: serde's form of a `Result`.
#[derive(Deserialize)]
pub enum AnswerLine {
    Ok(Seen),
    Err(String),
}

impl From<AnswerLine> for Answer {
    fn from(line: AnswerLine) -> Self {
        match line {
            AnswerLine::Ok(seen) => Ok(seen),
            AnswerLine::Err(reason) => Err(reason),
        }
    }
}

/// Compares the response with what the suite answers.
///
/// # Errors
///
/// Returns the first difference.
pub fn compare(exchange: &Exchange, answer: &Answer, origin: &str) -> Result<(), String> {
    let seen = answer.as_ref().map_err(Clone::clone)?;
    if let Some(status) = exchange.status.filter(|status| *status != seen.status) {
        return Err(format!("the status is {}, and not {status}", seen.status));
    }
    let Some(content) = &exchange.response_body else { return Ok(()) };
    match &seen.body {
        // The document may say nothing of a body, such as that of an error.
        Written::Nothing => match content.text.as_deref().unwrap_or_default() {
            "" if content.base64.is_none() => Ok(()),
            _ if seen.status >= 400 => Ok(()),
            text => Err(format!("the body is not decoded: {text}")),
        },
        Written::Json(json) => same_json(content, json, origin),
        Written::Base64(bytes) => same_bytes(content, bytes),
        Written::Xml(xml) => same_xml(content, xml),
        Written::Items(items) => same_items(content, items),
    }
}

fn same_json(content: &Content, written: &Value, origin: &str) -> Result<(), String> {
    // Links in the scenarios are those of the port that the suite has by default.
    let Some(text) = content.text.as_ref().map(|text| text.replace("http://localhost:3000", origin)) else {
        return Ok(());
    };
    let is_json = content.content_type.as_deref().is_none_or(|media_type| essence(media_type).ends_with("json"));
    let read: Value = match serde_json::from_str(&text) {
        Ok(read) if is_json => read,
        _ => Value::String(text),
    };
    match difference(&read, written) {
        None => Ok(()),
        Some(place) => Err(format!("what was read is written otherwise at {place}")),
    }
}

/// The first place where two values differ. Null and an absent member are the same to a type that has one of them.
pub fn difference(read: &Value, written: &Value) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let names = read.keys().chain(written.keys().filter(|name| !read.contains_key(*name)));
            names.into_iter().find_map(|name| {
                let one = read.get(name).unwrap_or(&Value::Null);
                let other = written.get(name).unwrap_or(&Value::Null);
                Some(format!("/{name}{}", difference(one, other)?))
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let mut pairs = read.iter().zip(written).enumerate();
            pairs.find_map(|(index, (read, written))| Some(format!("/{index}{}", difference(read, written)?)))
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (read, written) if read == written => None,
        (read, written) => Some(format!(": {read} became {written}")),
    }
}

/// The items of a stream: JSON lines, or events.
fn same_items(content: &Content, written: &[Value]) -> Result<(), String> {
    let text = content.utf8().unwrap_or_default().replace("\r\n", "\n");
    let is_json = content.content_type.as_deref().is_some_and(|media_type| essence(media_type).contains("json"));
    let count = if is_json {
        let read: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        if let Some(place) = difference(&Value::Array(read.clone()), &Value::Array(written.to_vec())) {
            return Err(format!("what was read is written otherwise at {place}"));
        }
        read.len()
    } else {
        text.split("\n\n").filter(|block| block.lines().any(|line| line.starts_with("data"))).count()
    };
    if count == written.len() {
        Ok(())
    } else {
        Err(format!("the stream has {} items, and not {count}", written.len()))
    }
}

fn same_bytes(content: &Content, written: &str) -> Result<(), String> {
    let expected = match (&content.base64, &content.text) {
        (Some(base64), _) => base64.clone(),
        (None, Some(text)) => STANDARD.encode(text),
        (None, None) => return Ok(()),
    };
    if expected == written { Ok(()) } else { Err("the bytes differ".to_owned()) }
}

fn same_xml(content: &Content, written: &str) -> Result<(), String> {
    let Some(text) = content.utf8() else { return Ok(()) };
    let (read, written) = (tags(&text), tags(written));
    match read.iter().zip(&written).find(|(read, written)| read != written) {
        Some((read, written)) => Err(format!("what was read is written otherwise: `{read}` became `{written}`")),
        None if read.len() == written.len() => Ok(()),
        None => Err("what was read is written with more or fewer elements".to_owned()),
    }
}

/// The tags and texts of an XML, without its declaration and without the white space of its layout.
fn tags(xml: &str) -> Vec<String> {
    let body = xml.split_once("?>").map_or(xml, |(_, body)| body);
    let parts = body.split_inclusive('>').flat_map(|part| {
        let (text, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        [text.trim().to_owned(), tag.trim().replace(" />", "/>")]
    });
    parts.filter(|part| !part.is_empty()).collect()
}
