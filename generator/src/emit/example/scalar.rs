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
        Some(match (scalar, json) {
            (Scalar::Bool, Value::Bool(value)) => Expr::new(value.to_string(), json.clone()),
            (Scalar::I32, Value::Number(number)) => {
                Expr::new(i32::try_from(number.as_i64()?).ok()?.to_string(), json.clone())
            }
            (Scalar::I64, Value::Number(number)) => {
                Expr::new(format!("{}{}", number.as_i64()?, suffix("_i64")), json.clone())
            }
            (Scalar::U64, Value::Number(number)) => {
                Expr::new(format!("{}{}", number.as_u64()?, suffix("_u64")), json.clone())
            }
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
                Expr::new(format!("{root}::Bytes::from({})", string(text)), json.clone())
            }
            (Scalar::DateTime, Value::String(text)) if has_form(text, "0000-00-00T00:00:00Z") => {
                parsed("DateTime", text)
            }
            (Scalar::Date, Value::String(text)) if has_form(text, "0000-00-00") => parsed("Date", text),
            (Scalar::Time, Value::String(text)) if has_form(text, "00:00:00") => parsed("Time", text),
            (Scalar::Base64, Value::String(text)) if is_base64(text) => parsed("Base64", text),
            (Scalar::Base64Url, Value::String(text)) if is_base64(text) => parsed("Base64Url", text),
            (Scalar::Uuid, Value::String(text)) if has_form(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") => {
                parsed("Uuid", text)
            }
            // These types keep any text.
            (
                Scalar::DateTime
                | Scalar::Date
                | Scalar::Time
                | Scalar::Duration
                | Scalar::Uuid
                | Scalar::Decimal
                | Scalar::Base64
                | Scalar::Base64Url,
                Value::String(_) | Value::Number(_),
            ) => self.read(&RustType::Scalar(scalar), json),
            _ => return None,
        })
    }
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
