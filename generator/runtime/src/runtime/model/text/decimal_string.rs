//! The text type of a decimal number that a document has as a string.

use super::super::value::{Digits, Placeholder, Slot, Value, View};
use super::InvalidText;
use super::decimal::Decimal;
use std::fmt;

/// A decimal number of any precision, where the document has a string: `"12.50"`.
///
/// It is sent as a JSON string. A number that a server sent without quotes is written in the same way, with the same
/// digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalString(Decimal);

impl DecimalString {
    /// The text of the number.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The number.
    pub fn as_decimal(&self) -> &Decimal {
        &self.0
    }
}

impl fmt::Display for DecimalString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for DecimalString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<Decimal> for DecimalString {
    fn from(number: Decimal) -> Self {
        DecimalString(number.quoted())
    }
}

macro_rules! from_integer {
    ($($ty:ty),*) => {$(
        impl From<$ty> for DecimalString {
            fn from(value: $ty) -> Self {
                Decimal::from(value).into()
            }
        }
    )*};
}
from_integer!(i32, u32, i64, u64, i128, u128);

impl From<DecimalString> for Decimal {
    fn from(number: DecimalString) -> Self {
        number.0
    }
}

impl From<DecimalString> for String {
    fn from(number: DecimalString) -> Self {
        number.to_string()
    }
}

impl std::str::FromStr for DecimalString {
    type Err = InvalidText;
    fn from_str(text: &str) -> Result<Self, InvalidText> {
        text.parse().map(|number: Decimal| number.into())
    }
}

impl TryFrom<&str> for DecimalString {
    type Error = InvalidText;
    fn try_from(text: &str) -> Result<Self, InvalidText> {
        text.parse()
    }
}

impl Placeholder for DecimalString {
    fn placeholder() -> Self {
        DecimalString(Decimal::placeholder())
    }
    fn digits() -> Digits {
        Decimal::digits()
    }
}

impl Value for DecimalString {
    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
    fn view(&self) -> View<'_> {
        self.0.view()
    }
}

super::super::record::serde_forward!(DecimalString);
