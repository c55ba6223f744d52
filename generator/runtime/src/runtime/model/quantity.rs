//! Numbers that count a unit of time: seconds since 1970, and durations in seconds or milliseconds.

use super::scalar_traits::Text;
use super::text::InvalidText;
use super::text::date_time::DateTime;
use super::text::numeral::Numeral;
use super::value::{Digits, Placeholder, Slot, Value, View};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A unit, as the power of ten of the nanoseconds that it has.
const SECOND: u32 = 9;
const MILLISECOND: u32 = 6;

/// The nanoseconds of a count of a unit. What is finer than a nanosecond is left out. Returns `None` if the text is not a
/// number, or the count is beyond 64 bits.
fn parse(text: &str, unit: u32) -> Option<i128> {
    if let Ok(count) = text.parse::<i64>() {
        return Some(i128::from(count) * 10_i128.pow(unit));
    }
    let nanoseconds = Numeral::parse(text)?.scaled(unit)?;
    i64::try_from(nanoseconds / 10_i128.pow(unit)).ok()?;
    Some(nanoseconds)
}

/// The count of a unit, if it has no fraction.
fn whole(nanoseconds: i128, unit: u32) -> Option<i64> {
    let one = 10_i64.pow(unit);
    match i64::try_from(nanoseconds) {
        Ok(nanoseconds) => (nanoseconds % one == 0).then_some(nanoseconds / one),
        Err(_) => {
            let one = i128::from(one);
            i64::try_from(nanoseconds / one).ok().filter(|_| nanoseconds % one == 0)
        }
    }
}

/// The count of a unit, with as many digits of the fraction as needed.
fn text(nanoseconds: i128, unit: u32) -> String {
    let one = 10_u128.pow(unit);
    let (whole, rest) = (nanoseconds.unsigned_abs() / one, nanoseconds.unsigned_abs() % one);
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let width = usize::try_from(unit).unwrap_or_default();
    let fraction = if rest == 0 { String::new() } else { format!(".{rest:0width$}") };
    format!("{sign}{whole}{}", fraction.trim_end_matches('0'))
}

/// Implements what all these numbers have in common.
macro_rules! quantity {
    ($ty:ident, $unit:ident, $expected:literal) => {
        impl $ty {
            /// The nanoseconds.
            #[inline]
            pub fn as_nanos(self) -> i128 {
                self.0
            }
        }
        impl From<i64> for $ty {
            #[inline]
            fn from(count: i64) -> Self {
                $ty(i128::from(count) * 10_i128.pow($unit))
            }
        }
        /// Converts a count with a fraction. One beyond 64 bits becomes the nearest, and what is no number becomes zero.
        impl From<f64> for $ty {
            #[inline]
            fn from(count: f64) -> Self {
                parse(&count.to_string(), $unit).map_or_else(|| $ty::from(count as i64), $ty)
            }
        }
        impl std::str::FromStr for $ty {
            type Err = InvalidText;
            #[inline]
            fn from_str(text: &str) -> Result<Self, InvalidText> {
                parse(text, $unit).map($ty).ok_or(InvalidText { expected: $expected })
            }
        }
        impl std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&text(self.0, $unit))
            }
        }
        impl std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&text(self.0, $unit))
            }
        }
        impl Placeholder for $ty {
            #[inline]
            fn placeholder() -> Self {
                $ty(0)
            }
            #[inline]
            fn digits() -> Digits {
                Digits::Kept
            }
        }
        impl Value for $ty {
            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Text(self)
            }
            #[inline]
            fn view(&self) -> View<'_> {
                match whole(self.0, $unit) {
                    Some(count) => View::I64(count),
                    None => View::Number(text(self.0, $unit).into()),
                }
            }
        }
        impl Text for $ty {
            #[inline]
            fn put(&mut self, text: &str) -> Result<(), String> {
                if self.put_number(text.trim()) { Ok(()) } else { Err(concat!("expected ", $expected).to_owned()) }
            }
            #[inline]
            fn matches(&self, _text: &str) -> bool {
                // Text is read where nothing else is possible. A union may have a variant for it.
                false
            }
            #[inline]
            fn expected(&self) -> &'static str {
                $expected
            }
            #[inline]
            fn put_number(&mut self, text: &str) -> bool {
                match parse(text, $unit) {
                    Some(nanoseconds) => {
                        self.0 = nanoseconds;
                        true
                    }
                    None => false,
                }
            }
            #[inline]
            fn keeps_digits(&self) -> bool {
                true
            }
        }
        super::record::serde_forward!($ty);
    };
}

/// A point in time, as the number of seconds since 1970-01-01T00:00:00Z, to the nanosecond.
///
/// Where the document has an integer, a fraction is refused when it is sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(i128);

quantity!(UnixTime, SECOND, "a number of seconds since 1970 such as 784111777");

impl UnixTime {
    /// Makes a point in time from whole seconds since 1970 and nanoseconds.
    #[inline]
    pub fn from_unix(seconds: i64, nanosecond: u32) -> Self {
        UnixTime(i128::from(seconds) * 1_000_000_000 + i128::from(nanosecond))
    }

    /// The whole seconds since 1970, without the fraction: the greatest number that is not after the point in time.
    #[inline]
    pub fn unix_seconds(self) -> i64 {
        // More than 64 bits are not read, and cannot be made.
        i64::try_from(self.0.div_euclid(1_000_000_000)).unwrap_or(if self.0 < 0 { i64::MIN } else { i64::MAX })
    }

    /// The fraction of the second in nanoseconds.
    #[inline]
    pub fn nanosecond(self) -> u32 {
        u32::try_from(self.0.rem_euclid(1_000_000_000)).unwrap_or_default()
    }

    /// Converts to a `SystemTime`. Returns `None` if the platform cannot hold it.
    #[inline]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.unix_seconds().unsigned_abs());
        let second = if self.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        second?.checked_add(Duration::from_nanos(u64::from(self.nanosecond())))
    }

    /// The same point in time as RFC 3339 writes it. Returns `None` if the year is not from 0 to 9999.
    #[inline]
    pub fn to_date_time(self) -> Option<DateTime> {
        DateTime::from_unix(self.unix_seconds(), self.nanosecond())
    }
}

/// Converts a point in time, without its fraction of a second: most servers count whole seconds.
/// [`UnixTime::from_unix`] makes one with a fraction.
impl From<SystemTime> for UnixTime {
    #[inline]
    fn from(time: SystemTime) -> Self {
        let whole = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        UnixTime::from(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => whole(after),
            Err(before) if before.duration().subsec_nanos() == 0 => -whole(before.duration()),
            Err(before) => -whole(before.duration()).saturating_add(1),
        })
    }
}

impl TryFrom<UnixTime> for SystemTime {
    type Error = InvalidText;
    #[inline]
    fn try_from(time: UnixTime) -> Result<Self, InvalidText> {
        time.to_system_time().ok_or(InvalidText { expected: "a point in time that this platform can hold" })
    }
}

impl TryFrom<DateTime> for UnixTime {
    type Error = InvalidText;
    #[inline]
    fn try_from(time: DateTime) -> Result<Self, InvalidText> {
        let parts = time.unix_seconds().zip(time.nanosecond());
        let parts = parts.ok_or(InvalidText { expected: "a point in time such as 2014-01-01T00:00:00Z" });
        parts.map(|(seconds, nanosecond)| UnixTime::from_unix(seconds, nanosecond))
    }
}

impl TryFrom<UnixTime> for DateTime {
    type Error = InvalidText;
    #[inline]
    fn try_from(time: UnixTime) -> Result<Self, InvalidText> {
        time.to_date_time().ok_or(InvalidText { expected: "a point in time from the year 0 to the year 9999" })
    }
}

/// Implements the conversions of a duration.
macro_rules! span {
    ($ty:ident) => {
        impl $ty {
            /// Converts to a `std::time::Duration`. Returns `None` if the duration is negative.
            #[inline]
            pub fn to_std(self) -> Option<Duration> {
                let nanoseconds = u128::try_from(self.0).ok()?;
                let seconds = u64::try_from(nanoseconds / 1_000_000_000).ok()?;
                Some(Duration::new(seconds, u32::try_from(nanoseconds % 1_000_000_000).ok()?))
            }
        }
        /// Converts a duration, with its fraction. One that is longer than the longest becomes that.
        impl From<Duration> for $ty {
            #[inline]
            fn from(duration: Duration) -> Self {
                let longest = $ty::from(i64::MAX).0;
                $ty(i128::try_from(duration.as_nanos()).map_or(longest, |nanoseconds| nanoseconds.min(longest)))
            }
        }
        impl TryFrom<$ty> for Duration {
            type Error = InvalidText;
            #[inline]
            fn try_from(duration: $ty) -> Result<Self, InvalidText> {
                duration.to_std().ok_or(InvalidText { expected: "a duration that is not negative" })
            }
        }
    };
}

/// A duration, as a number of seconds, to the nanosecond.
///
/// Where the document has an integer, a fraction is refused when it is sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(i128);

quantity!(Seconds, SECOND, "a number of seconds such as 90");
span!(Seconds);

/// A duration, as a number of milliseconds, to the nanosecond.
///
/// Where the document has an integer, a fraction is refused when it is sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Milliseconds(i128);

quantity!(Milliseconds, MILLISECOND, "a number of milliseconds such as 1500");
span!(Milliseconds);
