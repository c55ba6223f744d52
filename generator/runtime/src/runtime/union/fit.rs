//! How well a JSON value fits a type, judged by the type's shape.

use super::super::record::{Presence, Record};
use super::super::value::{Json, Slot};
use std::cmp::Reverse;

/// How well a value fits. The greatest is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// Members with a text that their enum does not name: the fewer the better.
    odd: Reverse<usize>,
    /// Members of the value that the type names.
    known: usize,
    /// Members of the value that the type does not name.
    unknown: Reverse<usize>,
    /// Members of the value that the type demands.
    required: usize,
    /// How narrow the type is: an enum before a format before any text, an integer before a number.
    narrow: u8,
}

impl Fit {
    const fn plain(narrow: u8) -> Self {
        Fit { odd: Reverse(0), known: 0, unknown: Reverse(0), required: 0, narrow }
    }

    const fn odd(narrow: u8) -> Self {
        Fit { odd: Reverse(1), known: 0, unknown: Reverse(0), required: 0, narrow }
    }
}

/// How well `json` fits the type behind an empty place. `None` when it does not at all.
/// The discriminator does not count: where shapes are compared, its value has not decided.
pub(super) fn fit(slot: Slot<'_>, json: &Json, discriminator: Option<&str>) -> Option<Fit> {
    match (slot, json) {
        (Slot::Optional(_), Json::Null) => Some(Fit::plain(1)),
        (Slot::Optional(optional), json) => fit(optional.some(), json, discriminator),
        (Slot::Json(_) | Slot::Choice(_) | Slot::Nothing, _) => Some(Fit::plain(0)),
        (Slot::Bool(_), Json::Bool(_)) => Some(Fit::plain(1)),
        (Slot::I32(_), Json::Number(number)) => {
            number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()).then_some(Fit::plain(3))
        }
        (Slot::I64(_), Json::Number(number)) => number.as_i64().map(|_| Fit::plain(2)),
        (Slot::U64(_), Json::Number(number)) => number.as_u64().map(|_| Fit::plain(2)),
        (Slot::F64(_), Json::Number(_)) => Some(Fit::plain(1)),
        (Slot::Integer(integer), Json::Number(number)) => {
            number.as_i64().map(|number| if integer.fits(number) { Fit::plain(4) } else { Fit::odd(4) })
        }
        (Slot::String(_), Json::String(_)) => Some(Fit::plain(1)),
        (Slot::Bytes(_), Json::String(_)) => Some(Fit::plain(0)),
        (Slot::Text(place), Json::String(text)) => Some(if place.fits(text) { Fit::plain(2) } else { Fit::odd(2) }),
        (Slot::Text(place), Json::Number(number)) => place.put_number(&number.to_string()).then_some(Fit::plain(0)),
        (Slot::List(list), Json::Array(items)) => match items.first() {
            Some(first) => fit(list.push(), first, discriminator),
            None => Some(Fit::plain(1)),
        },
        (Slot::Map(entries), Json::Object(members)) => match members.iter().next() {
            Some((key, first)) => fit(entries.insert(key), first, discriminator).map(|_| Fit::plain(0)),
            None => Some(Fit::plain(0)),
        },
        (Slot::Record(record), Json::Object(members)) => fit_record(record, members, discriminator),
        (
            Slot::Bool(_)
            | Slot::I32(_)
            | Slot::I64(_)
            | Slot::U64(_)
            | Slot::F64(_)
            | Slot::Integer(_)
            | Slot::String(_)
            | Slot::Bytes(_)
            | Slot::Text(_)
            | Slot::List(_)
            | Slot::Map(_)
            | Slot::Record(_),
            _,
        ) => None,
    }
}

fn fit_record(
    record: &mut dyn Record,
    json: &serde_json::Map<String, Json>,
    discriminator: Option<&str>,
) -> Option<Fit> {
    let shape = record.shape();
    let counted = json.len() - usize::from(discriminator.is_some_and(|name| json.contains_key(name)));
    let (mut odd, mut known, mut required) = (0, 0, 0);
    for (member, place) in shape.members.iter().zip(record.members_mut()) {
        match json.get(member.name) {
            None if member.presence == Presence::Required => return None,
            None => {}
            Some(_) if discriminator == Some(member.name) => {}
            Some(value) => {
                known += 1;
                required += usize::from(member.presence == Presence::Required);
                odd += usize::from(is_odd(place.slot(), value));
            }
        }
    }
    Some(Fit { odd: Reverse(odd), known, unknown: Reverse(counted.saturating_sub(known)), required, narrow: 0 })
}

/// Whether a member says that the value is of another type: a constant that is another, a value of another kind.
/// Members with parts are not looked into: that is left to reading.
fn is_odd(slot: Slot<'_>, json: &Json) -> bool {
    match slot {
        Slot::Optional(optional) => !json.is_null() && is_odd(optional.some(), json),
        Slot::Record(_) => !json.is_object(),
        Slot::Map(_) => !json.is_object(),
        Slot::List(_) => !json.is_array(),
        Slot::Text(text) => match json {
            Json::String(value) => !text.fits(value),
            Json::Number(value) => !text.put_number(&value.to_string()),
            Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => true,
        },
        Slot::Integer(integer) => !json.as_i64().is_some_and(|value| integer.fits(value)),
        Slot::Bool(_) => !json.is_boolean(),
        Slot::String(_) | Slot::Bytes(_) => !json.is_string(),
        Slot::I32(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => !json.is_number(),
        Slot::Nothing | Slot::Json(_) | Slot::Choice(_) => false,
    }
}
