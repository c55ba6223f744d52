// @generated
//! The text type of a duration: `PT1H30M`.

use super::InvalidText;
use super::scan::Scan;
use super::text_type;

/// A duration in the form of ISO 8601, as the text that the server sent.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(String);

text_type!(Duration, "a duration such as PT1H30M", |text: &str| parse(text).is_some());

/// The parts of a duration. Years and months are kept apart from the rest, because their length is not fixed.
struct Parsed {
    negative: bool,
    months: u64,
    seconds: u64,
    nanosecond: u32,
}

fn parse(text: &str) -> Option<Parsed> {
    let mut scan = Scan(text);
    let negative = scan.one_of(&['-', '+']) == Some('-');
    scan.one_of(&['P'])?;
    let mut parsed = Parsed { negative, months: 0, seconds: 0, nanosecond: 0 };
    let mut parts = 0;
    let mut last = 0;
    let mut in_time = false;
    while !scan.is_done() {
        if !in_time && scan.one_of(&['T']).is_some() {
            in_time = true;
            // A part must follow `T`.
            if scan.is_done() {
                return None;
            }
        }
        let number = scan.number()?;
        let fraction = scan.nanoseconds()?;
        let unit = scan.one_of(&['Y', 'M', 'W', 'D', 'H', 'S'])?;
        // Ranks must increase, so that units are in order and none is repeated.
        let (rank, months, seconds) = match (in_time, unit) {
            (false, 'Y') => (1, 12, 0),
            (false, 'M') => (2, 1, 0),
            (false, 'W') => (3, 0, 604_800),
            (false, 'D') => (4, 0, 86_400),
            (true, 'H') => (5, 0, 3_600),
            (true, 'M') => (6, 0, 60),
            (true, 'S') => (7, 0, 1),
            _ => return None,
        };
        if rank <= last || (fraction != 0 && rank != 7) {
            return None;
        }
        parsed.months = parsed.months.checked_add(number.checked_mul(months)?)?;
        parsed.seconds = parsed.seconds.checked_add(number.checked_mul(seconds)?)?;
        parsed.nanosecond = fraction;
        last = rank;
        parts += 1;
    }
    (parts > 0).then_some(parsed)
}

impl Duration {
    /// Converts to a `std::time::Duration`. Returns `None` if the duration is negative, or has years or months, whose length
    /// is not fixed.
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let parsed = parse(&self.0)?;
        let fixed = parsed.months == 0 && !(parsed.negative && (parsed.seconds, parsed.nanosecond) != (0, 0));
        fixed.then(|| std::time::Duration::new(parsed.seconds, parsed.nanosecond))
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        let seconds = duration.as_secs();
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut text = String::from("PT");
        if hours > 0 {
            text.push_str(&format!("{hours}H"));
        }
        if minutes > 0 {
            text.push_str(&format!("{minutes}M"));
        }
        match duration.subsec_nanos() {
            0 if rest == 0 && seconds > 0 => {}
            0 => text.push_str(&format!("{rest}S")),
            nanos => text.push_str(&format!("{rest}.{}S", format!("{nanos:09}").trim_end_matches('0'))),
        }
        Duration(text)
    }
}

impl TryFrom<Duration> for std::time::Duration {
    type Error = InvalidText;
    fn try_from(duration: Duration) -> Result<Self, InvalidText> {
        duration.to_std().ok_or(InvalidText { expected: "a duration of fixed length that is not negative" })
    }
}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Durations are ordered by length, with months of 30.4 days, then by text. Text that is not a duration comes last.
impl Ord for Duration {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |duration: &Duration| match parse(&duration.0) {
            Some(parsed) => {
                let nanos = (i128::from(parsed.months) * 2_629_746 + i128::from(parsed.seconds)) * 1_000_000_000
                    + i128::from(parsed.nanosecond);
                (0, if parsed.negative { -nanos } else { nanos })
            }
            None => (1, 0),
        };
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
