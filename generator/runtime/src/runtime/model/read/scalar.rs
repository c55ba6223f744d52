//! Reads scalars into slots, with tolerance for common deviations of servers, such as numbers in quotes.

use super::super::bytes::Bytes;
use super::super::misfit::{Fault, NULL, shown};
use super::super::scalar_traits::Text;
use super::super::value::{Json, Slot};
use super::trace::Trace;
use super::variant::{self, TryRead};

/// A scalar, as a deserializer passes it to a visitor.
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    I64(i64),
    U64(u64),
    F64(f64),
    Str(&'a str),
    String(String),
}

impl Scalar<'_> {
    fn name(&self) -> &'static str {
        match self {
            Scalar::Null => NULL,
            Scalar::Bool(_) => "a boolean",
            Scalar::I64(_) | Scalar::U64(_) | Scalar::F64(_) => "a number",
            Scalar::Str(_) | Scalar::String(_) => "a string",
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Scalar::Str(text) => Some(text),
            Scalar::String(text) => Some(text),
            Scalar::Null | Scalar::Bool(_) | Scalar::I64(_) | Scalar::U64(_) | Scalar::F64(_) => None,
        }
    }

    /// The text of a value that may be shown where `slot` expects another one. Where it expects a string, none may be: the
    /// string may be a password.
    fn shown(&self, slot: &Slot<'_>) -> Option<String> {
        match (slot, self) {
            (Slot::String(_) | Slot::Bytes(_) | Slot::Text(_), _) | (_, Scalar::Null) => None,
            (_, Scalar::Bool(value)) => Some(value.to_string()),
            (_, Scalar::I64(_) | Scalar::U64(_) | Scalar::F64(_)) => self.number(),
            (_, Scalar::Str(_) | Scalar::String(_)) => self.text().map(shown),
        }
    }

    /// The boolean, also in quotes.
    fn boolean(&self) -> Option<bool> {
        match (self, self.text()) {
            (Scalar::Bool(value), _) => Some(*value),
            (_, Some("true")) => Some(true),
            (_, Some("false")) => Some(false),
            (_, Some(_) | None) => None,
        }
    }

    /// The text of an integer, which is certain. The digits of other numbers are lost.
    fn whole_text(&self) -> Option<String> {
        match self {
            Scalar::I64(_) | Scalar::U64(_) => self.number(),
            Scalar::Null | Scalar::Bool(_) | Scalar::F64(_) | Scalar::Str(_) | Scalar::String(_) => None,
        }
    }

    /// The integer, also of a number with a fraction of zero and of a number in quotes.
    fn integer(&self) -> Option<i128> {
        match self {
            Scalar::I64(value) => Some(i128::from(*value)),
            Scalar::U64(value) => Some(i128::from(*value)),
            // About 2^100: more than every integer type that is read, and less than the limit of the cast.
            Scalar::F64(value) if value.fract() == 0.0 && value.abs() < 1.3e30 => Some(*value as i128),
            Scalar::Str(_) | Scalar::String(_) => self.text().and_then(|text| text.trim().parse().ok()),
            Scalar::F64(_) | Scalar::Null | Scalar::Bool(_) => None,
        }
    }

    fn float(&self) -> Option<f64> {
        match self {
            Scalar::I64(value) => Some(*value as f64),
            Scalar::U64(value) => Some(*value as f64),
            Scalar::F64(value) => Some(*value),
            Scalar::Str(_) | Scalar::String(_) => self.text().and_then(|text| float_in_quotes(text.trim())),
            Scalar::Null | Scalar::Bool(_) => None,
        }
    }

    fn json(self) -> Json {
        match self {
            Scalar::Null => Json::Null,
            Scalar::Bool(value) => Json::Bool(value),
            Scalar::I64(value) => Json::from(value),
            Scalar::U64(value) => Json::from(value),
            Scalar::F64(value) => Json::from(value),
            Scalar::Str(value) => Json::from(value),
            Scalar::String(value) => Json::String(value),
        }
    }

    /// The shortest text of a number.
    fn number(&self) -> Option<String> {
        match self {
            Scalar::I64(value) => Some(value.to_string()),
            Scalar::U64(value) => Some(value.to_string()),
            Scalar::F64(value) => Some(Json::from(*value).to_string()),
            Scalar::Null | Scalar::Bool(_) | Scalar::Str(_) | Scalar::String(_) => None,
        }
    }
}

/// The number that a text in quotes says. What JSON has no number for has the names that OData and XML Schema or protobuf
/// give it; a number that is too large for `f64` is none of these.
fn float_in_quotes(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "INF" | "Infinity" => Some(f64::INFINITY),
        "-INF" | "-Infinity" => Some(f64::NEG_INFINITY),
        text => text.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

/// The text of a JSON number as `serde_json` passes it to a visitor. Returns `None` if the number is too large for `f64`.
pub(super) fn of_number(text: &str) -> Option<Scalar<'static>> {
    let whole = match text {
        "-0" => None,
        text if text.starts_with('-') => text.parse().map(Scalar::I64).ok(),
        text => text.parse().map(Scalar::U64).ok(),
    };
    whole.or_else(|| text.parse().ok().filter(|number: &f64| number.is_finite()).map(Scalar::F64))
}

/// Puts a scalar into a slot. `try_read` reads the variants of unions.
pub(super) fn put(slot: Slot<'_>, mut value: Scalar<'_>, try_read: TryRead) -> Result<(), Fault> {
    match slot {
        Slot::Nothing => Ok(()),
        Slot::Optional(optional) => match value {
            Scalar::Null => {
                optional.null();
                Ok(())
            }
            value => put(optional.some(), value, try_read),
        },
        Slot::Choice(choice) => match value.text().and_then(|_| variant::of_strings(choice)) {
            Some(variant) => put(choice.choose(variant), value, try_read),
            None => variant::read_variant(choice, value.json(), &mut Trace::default(), try_read)
                .map_err(|message| Fault::new("any value", "another one", None).because(message)),
        },
        Slot::Json(place) => {
            *place = value.json();
            Ok(())
        }
        mut slot => match put_plain(&mut slot, &mut value) {
            Some(Ok(())) => Ok(()),
            Some(Err(message)) => Err(fault(&slot, &value).because(message)),
            None => Err(fault(&slot, &value)),
        },
    }
}

/// Puts a scalar into a slot if it is of the type of the slot without any tolerance.
pub(super) fn put_exactly(slot: Slot<'_>, value: Scalar<'_>, try_read: TryRead) -> Result<(), Fault> {
    match (slot, value) {
        (Slot::Optional(optional), Scalar::Null) => put(Slot::Optional(optional), Scalar::Null, try_read),
        (Slot::Optional(optional), value) => put_exactly(optional.some(), value, try_read),
        (mut slot, value) => match is_exact(&mut slot, &value) {
            true => put(slot, value, try_read),
            false => Err(fault(&slot, &value)),
        },
    }
}

/// Whether a scalar has the JSON type of a slot, and is a value of it that a client may send.
fn is_exact(slot: &mut Slot<'_>, value: &Scalar<'_>) -> bool {
    match slot {
        Slot::Nothing | Slot::Optional(..) | Slot::Choice(_) | Slot::Json(_) => true,
        Slot::Bool(_) => matches!(value, Scalar::Bool(_)),
        Slot::Whole(_) | Slot::F64(_) => value.number().is_some(),
        Slot::Integer(place) => match (value.text(), value.integer()) {
            (None, Some(number)) => i64::try_from(number).is_ok_and(|number| place.matches(number)),
            (Some(_), _) | (None, None) => false,
        },
        Slot::String(_) | Slot::Bytes(_) => value.text().is_some(),
        Slot::Text(place) => match (value.text(), value.number()) {
            (Some(text), _) => place.is_exact(text),
            (None, Some(number)) => place.put_number(&number),
            (None, None) => false,
        },
        Slot::Record(_) | Slot::List(_) | Slot::Map(_) => false,
    }
}

#[cold]
fn fault(slot: &Slot<'_>, value: &Scalar<'_>) -> Fault {
    Fault::new(expected(slot), value.name(), value.shown(slot))
}

/// Puts a scalar into a slot of a scalar type. Returns `None` if it is of another type.
fn put_plain(slot: &mut Slot<'_>, value: &mut Scalar<'_>) -> Option<Result<(), String>> {
    match (slot, value) {
        (Slot::Bool(place), value) => **place = value.boolean()?,
        (Slot::Whole(place), value) => return place.put(value.integer()?).then_some(Ok(())),
        (Slot::F64(place), value) => **place = value.float()?,
        (Slot::Integer(place), value) => place.put(i64::try_from(value.integer()?).ok()?),
        (Slot::String(place), Scalar::String(value)) => **place = std::mem::take(value),
        (Slot::String(place), Scalar::Str(value)) => (*value).clone_into(place),
        (Slot::String(place), value) => **place = value.whole_text()?,
        (Slot::Bytes(place), value) => **place = Bytes::copy_from_slice(value.text()?.as_bytes()),
        (Slot::Text(place), value) => return put_format(*place, value),
        (Slot::Record(_) | Slot::List(_) | Slot::Map(_), _) => return None,
        (Slot::Nothing | Slot::Optional(..) | Slot::Choice(_) | Slot::Json(_), _) => return None,
    }
    Some(Ok(()))
}

/// Puts a scalar into a string with a format, or into an enum of strings.
fn put_format(place: &mut dyn Text, value: &Scalar<'_>) -> Option<Result<(), String>> {
    if let Some(text) = value.text() {
        return Some(place.put(text));
    }
    if place.put_number(&value.number()?) {
        return Some(Ok(()));
    }
    let text = value.whole_text().filter(|text| place.matches(text))?;
    Some(place.put(&text))
}

/// Puts text without quotes into a slot. Text such as `1` is read as a boolean too if the slot is one. In a union it is a
/// string if a variant can be this string, or else the number or the boolean that it says.
pub(super) fn put_text(slot: Slot<'_>, text: &str, try_read: TryRead) -> Result<(), Fault> {
    match slot {
        Slot::Optional(optional) => put_text(optional.some(), text, try_read),
        Slot::Bool(place) => match text.trim() {
            "true" | "True" | "1" => {
                *place = true;
                Ok(())
            }
            "false" | "False" | "0" => {
                *place = false;
                Ok(())
            }
            _ => Err(Fault::new(expected(&Slot::Bool(place)), "another string", Some(shown(text)))),
        },
        Slot::Choice(choice) => {
            let value = if variant::any_fits_string(choice, text) { Scalar::Str(text) } else { without_quotes(text) };
            put(Slot::Choice(choice), value, try_read)
        }
        slot => put(slot, Scalar::Str(text), try_read),
    }
}

/// The scalar that a text without quotes is if it is no string.
fn without_quotes(text: &str) -> Scalar<'_> {
    match text {
        "true" => Scalar::Bool(true),
        "false" => Scalar::Bool(false),
        text => of_number(text).unwrap_or(Scalar::Str(text)),
    }
}

/// The type that a slot expects, for error messages.
pub(super) fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Nothing | Slot::Json(_) | Slot::Choice(_) => "any value",
        Slot::Optional(..) => "a value or null",
        Slot::Bool(_) => "a boolean",
        Slot::Whole(whole) => whole.expected(),
        Slot::F64(_) => "a number",
        Slot::Integer(_) => "an integer",
        Slot::String(_) | Slot::Bytes(_) => "a string",
        Slot::Text(text) => text.expected(),
        Slot::Record(_) | Slot::Map(_) => "an object",
        Slot::List(_) => "a list",
    }
}

/// The fault of a list or an object where the slot expects something else.
#[cold]
pub(super) fn mismatch(slot: &Slot<'_>, found: &'static str) -> Fault {
    Fault::new(expected(slot), found, None)
}
