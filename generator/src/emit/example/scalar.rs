//! How a scalar is written.

use serde_json::Value;

use super::value::{Accepts, Expr, Values};
use crate::emit::rust_type::RustType;
use crate::emit::text::string;
use crate::ir::Scalar;

impl Values<'_> {
    /// The expression for a JSON value. None: it has another type.
    pub fn scalar(&self, scalar: Scalar, json: &Value, accepts: Accepts) -> Option<Expr> {
        let root = self.root();
        let parsed =
            |ty: &str, text: &str| Expr::new(format!("{}.parse::<{root}::{ty}>()?", string(text)), json.clone());
        let suffix = |ty: &str| if accepts == Accepts::Into { ty.to_owned() } else { String::new() };
        let whole = |bits: u32, ty: &str| {
            let whole = json.as_i64().map(i128::from).or(json.as_u64().map(i128::from))?;
            let (least, most) = match ty.starts_with("_u") {
                true => (0, (1_i128 << bits) - 1),
                false => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
            };
            let fits = (least..=most).contains(&whole);
            fits.then(|| Expr::new(format!("{whole}{}", suffix(ty)), json.clone()))
        };
        Some(match (scalar, json) {
            (Scalar::Bool, Value::Bool(value)) => Expr::new(value.to_string(), json.clone()),
            (Scalar::I8, Value::Number(_)) => whole(8, "_i8")?,
            (Scalar::I16, Value::Number(_)) => whole(16, "_i16")?,
            (Scalar::I32, Value::Number(number)) => {
                Expr::new(i32::try_from(number.as_i64()?).ok()?.to_string(), json.clone())
            }
            (Scalar::I64, Value::Number(_)) => whole(64, "_i64")?,
            (Scalar::U8, Value::Number(_)) => whole(8, "_u8")?,
            (Scalar::U16, Value::Number(_)) => whole(16, "_u16")?,
            (Scalar::U32, Value::Number(_)) => whole(32, "_u32")?,
            (Scalar::U64, Value::Number(_)) => whole(64, "_u64")?,
            (Scalar::F64, Value::Number(number)) => {
                let float = number.as_f64()?;
                Expr::new(format!("{float:?}"), Value::from(float))
            }
            (Scalar::String, Value::String(text)) => match accepts {
                Accepts::Into => Expr::new(string(text), json.clone()),
                Accepts::Exact => Expr::new(format!("{}.to_owned()", string(text)), json.clone()),
            },
            (Scalar::Secret, Value::String(text)) => {
                Expr::new(format!("{root}::Secret::from({})", string(text)), json.clone())
            }
            (Scalar::Bytes, Value::String(text)) => {
                Expr::new(format!("{root}::RequestBody::from({})", string(text)), json.clone())
            }
            (Scalar::DateTime, Value::String(text))
                if text.ends_with('Z') && text.len() == 20 && is_point_in_time(text) =>
            {
                parsed("DateTime", text)
            }
            (Scalar::Date, Value::String(text)) if is_day(text) => parsed("Date", text),
            // A text of another form is read, but may not be sent.
            (Scalar::DateTime, Value::String(text)) if !is_point_in_time(text) => self.unsure(scalar, json),
            (Scalar::Date, Value::String(_)) => self.unsure(scalar, json),
            (Scalar::Time, Value::String(text)) if has_form(text, "00:00:00") => parsed("Time", text),
            // Another text may be an obsolete form, which is read and not sent.
            (Scalar::HttpDate, Value::String(_)) => self.unsure(scalar, json),
            (Scalar::UnixTime | Scalar::Seconds | Scalar::Milliseconds, Value::Number(number)) => {
                match (number.as_i64(), scalar) {
                    (Some(count), Scalar::UnixTime) => {
                        Expr::new(format!("{root}::UnixTime::from({count})"), json.clone())
                    }
                    _ => self.read(&RustType::Scalar(scalar), json),
                }
            }
            (Scalar::Base64, Value::String(text)) if is_base64(text) => parsed("Base64", text),
            (Scalar::Base64Url, Value::String(text)) if is_base64(text) => parsed("Base64Url", text),
            (Scalar::Uuid, Value::String(text)) if has_form(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") => {
                parsed("Uuid", text)
            }
            // These types keep any text, and a decimal the text of a number.
            (
                Scalar::DateTime
                | Scalar::Time
                | Scalar::Duration
                | Scalar::Uuid
                | Scalar::Decimal
                | Scalar::DecimalString
                | Scalar::Base64
                | Scalar::Base64Url,
                Value::String(_),
            )
            | (Scalar::Decimal | Scalar::DecimalString, Value::Number(_)) => self.read(&RustType::Scalar(scalar), json),
            _ => return None,
        })
    }

    /// A value that is read from JSON, and of which it is not certain that it can be sent.
    fn unsure(&self, scalar: Scalar, json: &Value) -> Expr {
        Expr { is_sure: false, ..self.read(&RustType::Scalar(scalar), json) }
    }
}

/// Whether a text has the form of a point in time: RFC 3339.
fn is_point_in_time(text: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked(19) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (fraction, offset) = rest.split_at_checked(end).unwrap_or_default();
    let (Some(day), Some(clock)) = (start.get(..10), start.get(11..)) else { return false };
    is_day(day)
        && has_form(start, "0000-00-00T00:00:00")
        && clock.split(':').zip(["23", "59", "59"]).all(|(part, most)| part <= most)
        && (fraction.is_empty() || fraction.strip_prefix('.').is_some_and(digits))
        && (offset == "Z" || has_form(offset, "+00:00") || has_form(offset, "-00:00"))
}

/// Whether a text is a day that every year has.
fn is_day(text: &str) -> bool {
    const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u8>().ok());
    let (Some(month), Some(day)) = (number(5..7), number(8..10)) else { return false };
    let length = usize::from(month).checked_sub(1).and_then(|month| LENGTHS.get(month));
    has_form(text, "0000-00-00") && day > 0 && length.is_some_and(|length| day <= *length)
}

/// Whether a text is base64 in either alphabet.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    digits.len() % 4 != 1 && digits.chars().all(|c| c.is_ascii_alphanumeric() || "+/-_".contains(c))
}

/// Whether a text matches a pattern of digits, hexadecimal digits and signs.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(c, form): (char, char)| match form {
        '0' => c.is_ascii_digit(),
        'x' => c.is_ascii_hexdigit(),
        sign => c == sign,
    };
    text.len() == form.len() && text.chars().zip(form.chars()).all(fits)
}
