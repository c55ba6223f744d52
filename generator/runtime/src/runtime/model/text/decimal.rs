//! A decimal number of any precision.

use super::super::value::{Placeholder, Slot, Text, Value, View};
use super::InvalidText;
use std::fmt;

/// A decimal number, as its text.
///
/// A server sends it as a JSON number or as a string, and it goes back as it came. What is made here is written as a
/// number where JSON numbers hold it exactly, else as a string; [`Decimal::quoted`] makes it a string in any case.
/// The text of a JSON number with more than 17 digits is the shortest of the nearest binary number.
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

    /// Whether the text is a number. A server may send other text.
    pub fn is_valid(&self) -> bool {
        Parsed::new(&self.text).is_some()
    }

    /// The same number, sent as a JSON string.
    #[must_use]
    pub fn quoted(self) -> Self {
        Decimal { quoted: true, ..self }
    }

    /// The nearest binary number.
    pub fn to_f64(&self) -> Option<f64> {
        self.text.parse().ok().filter(|_| self.is_valid())
    }

    /// The number, when it is an integer.
    pub fn to_i64(&self) -> Option<i64> {
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
        match Parsed::new(text) {
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
from_integer!(i32, u32, i64, u64);

impl Placeholder for Decimal {
    fn placeholder() -> Self {
        Decimal { text: String::new(), quoted: false }
    }
}

impl Value for Decimal {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn view(&self) -> View<'_> {
        if self.quoted { View::Str(&self.text) } else { View::Number(&self.text) }
    }
}

impl Text for Decimal {
    fn put(&mut self, text: &str) -> Result<(), String> {
        *self = Decimal { text: text.to_owned(), quoted: true };
        Ok(())
    }
    fn fits(&self, text: &str) -> bool {
        Parsed::new(text).is_some()
    }
    fn expected(&self) -> &'static str {
        "a decimal number"
    }
    fn put_number(&mut self, text: &str) -> bool {
        *self = Decimal { text: text.to_owned(), quoted: false };
        true
    }
}

super::super::record::serde_forward!(Decimal);

/// Sign, digits without zeros at either end, and the power of ten of the first digit.
#[derive(PartialEq, Eq)]
struct Parsed {
    negative: bool,
    digits: String,
    magnitude: i64,
}

impl Parsed {
    fn new(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all: String = [whole, fraction].concat();
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_start_matches('0');
        let leading = all.len() - digits.len();
        let magnitude = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()? + i64::from(exponent);
        let digits = digits.trim_end_matches('0').to_owned();
        let zero = digits.is_empty();
        Some(Parsed {
            negative: mantissa.starts_with('-') && !zero,
            digits,
            magnitude: if zero { 0 } else { magnitude },
        })
    }

    /// Sign and signed magnitude: order by value but for the digits.
    fn key(&self) -> (i64, i64) {
        let sign = match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        (sign, sign * self.magnitude)
    }
}

/// Whether two texts are the same number.
pub fn same_number(a: &str, b: &str) -> bool {
    Parsed::new(a).is_some_and(|a| Parsed::new(b) == Some(a))
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By value. Equal values are ordered by text; text that is no number comes last.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let value = match (Parsed::new(&self.text), Parsed::new(&other.text)) {
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
