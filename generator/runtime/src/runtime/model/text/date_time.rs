//! A point in time: `2014-01-01T00:00:00Z`.

use super::InvalidText;
use super::date::Date;
use super::scan::{Clock, Day, Scan, offset};
use super::text_type;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time, as the server wrote it: with its offset and all digits of its fraction.
///
/// A day without a time is read as its midnight, UTC.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

text_type!(DateTime, "a point in time such as 2014-01-01T00:00:00Z", |text: &str| parse(text).is_some());

/// Whole seconds since 1970 and the nanoseconds after them, with the local day and time.
#[derive(Clone, Copy)]
struct Parsed {
    seconds: i64,
    day: Day,
    clock: Clock,
    offset: i64,
}

fn parse(text: &str) -> Option<Parsed> {
    let mut scan = Scan(text);
    let day = Day::scan(&mut scan)?;
    let (clock, offset) = if scan.is_done() {
        (Clock::new(0, 0, 0, 0)?, 0)
    } else {
        scan.one_of(&['T', 't', ' '])?;
        (Clock::scan(&mut scan)?, offset(&mut scan)?)
    };
    let seconds = day.number() * 86_400 + i64::from(clock.seconds()) - offset;
    scan.is_done().then_some(Parsed { seconds, day, clock, offset })
}

impl DateTime {
    /// A point in time in UTC, if there is such a day and time.
    pub fn utc(year: u32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<Self> {
        let day = Day::new(year, month, day)?;
        let clock = Clock::new(hour, minute, second, 0)?;
        Some(DateTime::from_parts(day, clock))
    }

    fn from_parts(day: Day, clock: Clock) -> Self {
        DateTime(format!("{}T{}Z", Date::from_day(day), clock.text()))
    }

    /// From seconds since 1970 and the nanoseconds after them, between the years 0 and 9999.
    pub fn from_unix(seconds: i64, nanosecond: u32) -> Option<Self> {
        let day = Day::from_number(seconds.div_euclid(86_400))?;
        let second = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
        let clock = Clock::new(second / 3600, second / 60 % 60, second % 60, nanosecond)?;
        Some(DateTime::from_parts(day, clock))
    }

    /// The day that is written, in the offset that is written.
    pub fn date(&self) -> Option<Date> {
        parse(&self.0).map(|parsed| Date::from_day(parsed.day))
    }

    /// The year that is written, in the offset that is written.
    pub fn year(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.year)
    }

    /// The month that is written, from 1 to 12.
    pub fn month(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.month)
    }

    /// The day that is written, from 1 to 31.
    pub fn day(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.day.day)
    }

    /// The hour that is written.
    pub fn hour(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.hour)
    }

    /// The minute that is written.
    pub fn minute(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.minute)
    }

    /// The second that is written.
    pub fn second(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.second)
    }

    /// The nanoseconds after the second.
    pub fn nanosecond(&self) -> Option<u32> {
        parse(&self.0).map(|parsed| parsed.clock.nanosecond)
    }

    /// Seconds that are added to UTC to give what is written.
    pub fn offset_seconds(&self) -> Option<i64> {
        parse(&self.0).map(|parsed| parsed.offset)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(&self) -> Option<i64> {
        parse(&self.0).map(|parsed| parsed.seconds)
    }

    /// The same point in time.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let parsed = parse(&self.0)?;
        let distance = Duration::from_secs(parsed.seconds.unsigned_abs());
        let second =
            if parsed.seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        second?.checked_add(Duration::from_nanos(u64::from(parsed.clock.nanosecond)))
    }
}

/// The same point in time. Times before the year 0 and after the year 9999 become the first and the last that can be
/// written.
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

/// By point in time, whatever the offset. Equal points are ordered by text; text that is no time comes last.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |time: &DateTime| match parse(&time.0) {
            Some(parsed) => (0, parsed.seconds, parsed.clock.nanosecond),
            None => (1, 0, 0),
        };
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
