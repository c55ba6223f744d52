// @generated
//! Decimal numbers of any precision, parsed from text for comparison.

/// A decimal number: its sign, its digits without zeros at either end, and the power of ten of the first digit.
#[derive(PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(super) negative: bool,
    pub(super) digits: String,
    magnitude: i64,
}

impl Numeral {
    pub(crate) fn parse(text: &str) -> Option<Self> {
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
        Some(Numeral {
            negative: mantissa.starts_with('-') && !zero,
            digits,
            magnitude: if zero { 0 } else { magnitude },
        })
    }

    /// The whole part of the number times this power of ten. Returns `None` if it is beyond 128 bits.
    pub(crate) fn scaled(&self, power: u32) -> Option<i128> {
        let whole = self.magnitude.checked_add(i64::from(power))?;
        // As many digits as 128 bits have at most.
        let whole = usize::try_from(whole.clamp(0, 39)).ok()?;
        let kept = self.digits.get(..whole).unwrap_or(&self.digits);
        let text = format!("{kept:0<whole$}");
        let value: i128 = if text.is_empty() { 0 } else { text.parse().ok()? };
        Some(if self.negative { -value } else { value })
    }

    /// Sign and signed magnitude. Numbers with different keys are ordered by them.
    pub(super) fn key(&self) -> (i64, i64) {
        let sign = match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        (sign, sign * self.magnitude)
    }
}

/// Whether a text is a number of JSON (RFC 8259, 6).
pub(crate) fn is_json(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

/// Whether two texts mean the same number.
pub(crate) fn same_number(a: &str, b: &str) -> bool {
    Numeral::parse(a).is_some_and(|a| Numeral::parse(b) == Some(a))
}
