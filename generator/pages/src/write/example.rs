//! What must be mended before a payload of a page is an example that its schema allows?

use serde_json::{Map, Value, json};

use super::model::{Member, Model, Resource};
use super::resource::resource_of;
use super::schema::{is_nullable, is_read_only, is_required};
use crate::facts::{Mark, Side, Type};
use crate::profile::Writing;

/// Mends payloads; each mend is a sentence.
pub struct Mender<'m> {
    pub model: &'m Model,
    pub writing: &'m Writing,
    pub side: Side,
    pub mends: Vec<String>,
}

impl Mender<'_> {
    /// The payload of a resource, as far as the schema allows it. None: a member that must be there is not.
    pub fn object(&mut self, payload: &Value, resource: &Resource, at: &str) -> Option<Value> {
        if !resource.values.is_empty() {
            let known = payload.as_str().is_some_and(|it| resource.values.iter().any(|value| value == it));
            return known.then(|| payload.clone());
        }
        let members = payload.as_object()?;
        if resource.members.is_empty() {
            return Some(payload.clone());
        }
        let mut mended = Map::new();
        for (key, value) in members {
            let Some(member) = resource.members.get(key) else { continue };
            let path = format!("{at}/{key}");
            if self.side == Side::Request && is_read_only(member, resource) {
                self.mends.push(format!("`{path}` is read-only and left out"));
                continue;
            }
            match self.member(value, key, member, resource, &path) {
                Some(value) => {
                    mended.insert(key.clone(), value);
                }
                None => self.mends.push(format!("`{path}` is not of its type and left out")),
            }
        }
        let must = |(name, it): (&String, &Member)| is_required(name, it, resource) && !mended.contains_key(name);
        let lacks = resource
            .members
            .iter()
            .any(|(name, it)| must((name, it)) && !(self.side == Side::Request && is_read_only(it, resource)));
        (!lacks).then_some(Value::Object(mended))
    }

    fn member(&mut self, value: &Value, name: &str, member: &Member, resource: &Resource, at: &str) -> Option<Value> {
        if value.is_null() {
            return is_nullable(name, member, resource, self.writing).then_some(Value::Null);
        }
        if let Some(inside) = &member.inside {
            return match value {
                Value::Array(items) => Some(items.iter().filter_map(|item| self.object(item, inside, at)).collect()),
                other => self.object(other, inside, at),
            };
        }
        let Some(of) = &member.of else { return self.guessed(value, member) };
        if !member.values.is_empty()
            && resource_of(of).is_some()
            && value.as_str().is_some_and(|it| !member.values.iter().any(|known| known == it))
        {
            return None;
        }
        let mended = self.typed(value, of, at)?;
        if member.is(Mark::ReplacedWhole) && self.side == Side::Request {
            return Some(self.whole(mended, of, at));
        }
        Some(mended)
    }

    /// A value of a member that only examples show: its type is that of the first value.
    fn guessed(&self, value: &Value, member: &Member) -> Option<Value> {
        let first = member.shown.iter().find(|it| !it.is_null())?;
        let same = std::mem::discriminant(first) == std::mem::discriminant(value);
        same.then(|| value.clone())
    }

    /// An object that the server replaces has all its members.
    fn whole(&mut self, value: Value, of: &Type, at: &str) -> Value {
        let (Value::Object(mut members), Some(resource)) =
            (value.clone(), resource_of(of).and_then(|it| self.model.known(it)))
        else {
            return value;
        };
        for (name, member) in &resource.members {
            if !members.contains_key(name)
                && !is_read_only(member, resource)
                && is_nullable(name, member, resource, self.writing)
            {
                self.mends.push(format!("`{at}/{name}` is null, because the whole is replaced"));
                members.insert(name.clone(), Value::Null);
            }
        }
        Value::Object(members)
    }

    fn typed(&mut self, value: &Value, of: &Type, at: &str) -> Option<Value> {
        match of {
            Type::Plain(text) => self.plain(value, text, at),
            Type::Resource(name) => {
                let resource = self.model.known(name)?.clone();
                self.object(value, &resource, at)
            }
            Type::List(of) => {
                let items = value.as_array()?;
                Some(items.iter().filter_map(|item| self.typed(item, of, at)).collect())
            }
            Type::Union(types) => types.iter().find_map(|of| self.typed(value, of, at)),
            Type::Unknown(_) => Some(value.clone()),
        }
    }

    fn plain(&mut self, value: &Value, text: &str, at: &str) -> Option<Value> {
        let (base, format) = text.split_once(':').unwrap_or((text, ""));
        let fits = match base {
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "object" => value.is_object(),
            "array" => value.is_array(),
            _ => true,
        };
        let written = value.as_str().unwrap_or_default();
        match format {
            _ if !fits => None,
            "date-time" if is_day(written) => {
                self.mends.push(format!("`{at}` is a timestamp, not a day"));
                Some(json!(format!("{written}T00:00:00Z")))
            }
            "date-time" => is_timestamp(written).then(|| value.clone()),
            "date" => written.get(..10).filter(|day| is_day(day)).map(|day| json!(day)),
            "uuid" => is_uuid(written).then(|| value.clone()),
            "time" | "duration" | "byte" | "base64url" | "binary" | "uri" => None,
            _ => Some(value.clone()),
        }
    }
}

fn matches(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.chars().zip(pattern.chars()).all(|(c, wanted)| match wanted {
            '0' => c.is_ascii_digit(),
            'x' => c.is_ascii_hexdigit(),
            other => c == other,
        })
}

fn is_day(text: &str) -> bool {
    matches(text, "0000-00-00")
}

/// Whether a text is a timestamp of RFC 3339.
pub fn is_timestamp(text: &str) -> bool {
    let start = text.get(..19).is_some_and(|start| matches(start, "0000-00-00T00:00:00"));
    let rest = text.get(19..).unwrap_or_default();
    let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    start && (zone == "Z" || matches(zone, "+00:00") || matches(zone, "-00:00"))
}

fn is_uuid(text: &str) -> bool {
    matches(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
}
