//! The text type of a decimal number of any precision.

use super::super::scalar_traits::Text;
use super::super::value::{Digits, Placeholder, Slot, Value, View};
use super::InvalidText;
use super::numeral::Numeral;
use std::fmt;

/// A decimal number of any precision, as text.
///
/// A number that a server sent as a JSON number or as a string is sent in the same way, with the same digits. Other numbers
/// are sent as JSON numbers; [`Decimal::quoted`] makes it a string. Inside a union or any JSON value, a number has the 17
/// digits of an `f64`.
///
/// By `Serialize`, which `serde_json::to_string` and other formats use, it is a number only if a 64-bit integer or an `f64`
/// holds it exactly (`12.50` is `12.5` then), and a string with all its digits otherwise: serde has no way to write the text
/// of a number that means one in every format. `Deserialize` reads both, and reads all digits of JSON text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
    quoted: bool,
}

impl Decimal {
    /// The text of the number.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the text is a number. A server may send text that is not.
    pub fn is_valid(&self) -> bool {
        Numeral::parse(&self.text).is_some()
    }

    /// Makes the number one that is sent as a JSON string.
    #[must_use]
    pub fn quoted(self) -> Self {
        Decimal { quoted: true, ..self }
    }

    /// The nearest `f64`, if the text is a number.
    pub fn to_f64(&self) -> Option<f64> {
        self.text.parse().ok().filter(|_| self.is_valid())
    }

    /// The number, if it is an integer that fits into an `i64`.
    pub fn to_i64(&self) -> Option<i64> {
        self.text.parse().ok()
    }

    /// The number, if it is an integer that fits into an `i128`.
    pub fn to_i128(&self) -> Option<i128> {
        self.text.parse().ok()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for Decimal {
    type Err = InvalidText;
    fn from_str(text: &str) -> Result<Self, InvalidText> {
        match Numeral::parse(text) {
            Some(_) => Ok(Decimal { text: text.to_owned(), quoted: false }),
            None => Err(InvalidText { expected: "a decimal number such as 12.50" }),
        }
    }
}

impl TryFrom<&str> for Decimal {
    type Error = InvalidText;
    fn try_from(text: &str) -> Result<Self, InvalidText> {
        text.parse()
    }
}

impl TryFrom<f64> for Decimal {
    type Error = InvalidText;
    fn try_from(value: f64) -> Result<Self, InvalidText> {
        value.to_string().parse()
    }
}

macro_rules! from_integer {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Decimal {
            fn from(value: $ty) -> Self {
                Decimal { text: value.to_string(), quoted: false }
            }
        }
    )*};
}
from_integer!(i32, u32, i64, u64, i128, u128);

impl Placeholder for Decimal {
    fn placeholder() -> Self {
        Decimal { text: String::new(), quoted: false }
    }
    fn digits() -> Digits {
        Digits::Kept
    }
}

/// What is wrong with a text that is sent as a number.
fn fault(text: &str) -> Option<&'static str> {
    Numeral::parse(text).is_none().then_some("the value must be a decimal number such as 12.50")
}

impl Value for Decimal {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn view(&self) -> View<'_> {
        if self.quoted { View::Formatted { text: &self.text, fault } } else { View::Number(self.text.as_str().into()) }
    }
}

impl Text for Decimal {
    fn put(&mut self, text: &str) -> Result<(), String> {
        *self = Decimal { text: text.to_owned(), quoted: true };
        Ok(())
    }
    fn matches(&self, text: &str) -> bool {
        Numeral::parse(text).is_some()
    }
    fn is_exact(&self, _text: &str) -> bool {
        // It is a number, which a server may write in quotes.
        false
    }
    fn expected(&self) -> &'static str {
        "a decimal number"
    }
    fn put_number(&mut self, text: &str) -> bool {
        *self = Decimal { text: text.to_owned(), quoted: false };
        true
    }
    fn keeps_digits(&self) -> bool {
        true
    }
}

super::super::record::serde_forward!(Decimal);

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Numbers are ordered by value, then by text. Text that is not a number comes last.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let value = match (Numeral::parse(&self.text), Numeral::parse(&other.text)) {
            (Some(a), Some(b)) => a.key().cmp(&b.key()).then_with(|| {
                let order = a.digits.cmp(&b.digits);
                if a.negative { order.reverse() } else { order }
            }),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        };
        value.then_with(|| self.text.cmp(&other.text)).then_with(|| self.quoted.cmp(&other.quoted))
    }
}
