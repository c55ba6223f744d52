// @generated
//! The text type of a point in time: `2014-01-01T00:00:00Z`.

use super::InvalidText;
use super::date::Date;
use super::moment::{is_whole, parse};
use super::scan::{Clock, Day, Scan};
use super::text_type;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time, as the text that the server sent, with its offset and all digits of its fraction.
///
/// A date without a time means midnight of that day in UTC. Such a text, and one without an offset, may be read and is
/// refused when it is sent.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

text_type!(
    DateTime,
    "a point in time such as 2014-01-01T00:00:00Z",
    |text: &str| parse(text).is_some(),
    sent: fault
);

/// What is wrong with a text that is sent as a point in time: RFC 3339 has a day, a time with seconds, and an offset.
fn fault(text: &str) -> Option<&'static str> {
    let mut scan = Scan(text);
    let is_day = Day::scan(&mut scan).is_some() && scan.is_done();
    match parse(text) {
        Some(_) if is_day => Some(
            "the value must be a point in time such as 2014-01-01T00:00:00Z, and is a day alone; `to_utc()` makes it midnight in UTC",
        ),
        Some(_) if is_whole(text) => None,
        Some(_) => Some(
            "the value must be a point in time such as 2014-01-01T00:00:00Z, with seconds and an offset; `to_utc()` makes it one in UTC",
        ),
        None => Some("the value must be a point in time such as 2014-01-01T00:00:00Z"),
    }
}

impl DateTime {
    /// Makes a point in time in UTC. Returns `None` if there is no such day or time.
    pub fn utc(year: u32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<Self> {
        let day = Day::new(year, month, day)?;
        let clock = Clock::new(hour, minute, second, 0)?;
        Some(DateTime::from_parts(day, clock))
    }

    fn from_parts(day: Day, clock: Clock) -> Self {
        DateTime(format!("{}T{}Z", Date::from_day(day), clock.text()))
    }

    /// Makes a point in time from seconds since 1970 and nanoseconds. Returns `None` outside the years 0 to 9999.
    pub fn from_unix(seconds: i64, nanosecond: u32) -> Option<Self> {
        let day = Day::from_number(seconds.div_euclid(86_400))?;
        let second = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
        let clock = Clock::new(second / 3600, second / 60 % 60, second % 60, nanosecond)?;
        Some(DateTime::from_parts(day, clock))
    }

    /// The same point in time in UTC, in the form in which it is sent. Returns `None` if the text is not a point in time, or
    /// the year is not from 0 to 9999.
    pub fn to_utc(&self) -> Option<DateTime> {
        let parsed = parse(&self.0)?;
        DateTime::from_unix(parsed.seconds, parsed.clock.nanosecond)
    }

    /// The date in the offset of the text, if the text is a point in time.
    pub fn date(&self) -> Option<Date> {
        parse(&self.0).map(|parsed| Date::from_day(parsed.day))
    }

    /// The year in the offset of the text, if the text is a point in time.
    pub fn year(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.year)
    }

    /// The month in the offset of the text, from 1 to 12.
    pub fn month(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.month)
    }

    /// The day of the month in the offset of the text, from 1 to 31.
    pub fn day(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.day)
    }

    /// The hour in the offset of the text.
    pub fn hour(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.hour)
    }

    /// The minute in the offset of the text.
    pub fn minute(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.minute)
    }

    /// The second.
    pub fn second(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.second)
    }

    /// The fraction of the second in nanoseconds.
    pub fn nanosecond(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.nanosecond)
    }

    /// The offset of the text from UTC, in seconds.
    pub fn offset_seconds(&self) -> Option<i64> {
        parse(&self.0).map(|parsed| parsed.offset)
    }

    /// The whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(&self) -> Option<i64> {
        parse(&self.0).map(|parsed| parsed.seconds)
    }

    /// Converts to a `SystemTime`. Returns `None` if the text is not a point in time, or the platform cannot hold it.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let parsed = parse(&self.0)?;
        let distance = Duration::from_secs(parsed.seconds.unsigned_abs());
        let second =
            if parsed.seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        second?.checked_add(Duration::from_nanos(u64::from(parsed.clock.nanosecond)))
    }
}

/// Converts a point in time. Points before the year 0 become the first one that can be written, points after the year 9999
/// the last one.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let (seconds, nanosecond) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).unwrap_or(i64::MAX), after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).map_or(i64::MIN, |seconds| -seconds);
                match before.subsec_nanos() {
                    0 => (seconds, 0),
                    nanos => (seconds.saturating_sub(1), 1_000_000_000 - nanos),
                }
            }
        };
        DateTime::from_unix(seconds, nanosecond).unwrap_or_else(|| {
            let edge = if seconds < 0 { "0000-01-01T00:00:00Z" } else { "9999-12-31T23:59:59.999999999Z" };
            DateTime(edge.to_owned())
        })
    }
}

impl TryFrom<DateTime> for SystemTime {
    type Error = InvalidText;
    fn try_from(time: DateTime) -> Result<Self, InvalidText> {
        time.to_system_time().ok_or(InvalidText { expected: "a point in time that this platform can hold" })
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Values are ordered by point in time, whatever their offset, then by text. Text that is not a point in time comes last.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |time: &DateTime| match parse(&time.0) {
            Some(parsed) => (0, parsed.seconds, parsed.clock.nanosecond),
            None => (1, 0, 0),
        };
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
