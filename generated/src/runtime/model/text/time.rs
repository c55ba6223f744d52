// @generated
//! The text type of a time of day: `16:30:00`.

use super::scan::{Clock, Scan, offset};
use super::text_type;

/// A time of day, as the text that the server sent.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(String);

text_type!(Time, "a time of day such as 16:30:00", |text: &str| parse(text).is_some());

/// Parses a time of day. An offset is accepted and ignored: RFC 3339 requires it of a `time`, but few servers send it.
fn parse(text: &str) -> Option<Clock> {
    let mut scan = Scan(text);
    let clock = Clock::scan(&mut scan)?;
    offset(&mut scan)?;
    scan.is_done().then_some(clock)
}

impl Time {
    /// Makes a time of day. Returns `None` if there is no such time.
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        Time::with_nanosecond(hour, minute, second, 0)
    }

    /// Makes a time of day with a fraction of a second. Returns `None` if there is no such time.
    pub fn with_nanosecond(hour: u32, minute: u32, second: u32, nanosecond: u32) -> Option<Self> {
        Clock::new(hour, minute, second, nanosecond).map(|clock| Time(clock.text()))
    }

    /// The hour, if the text is a time of day.
    pub fn hour(&self) -> Option<u32> {
        parse(&self.0).map(|clock| clock.hour)
    }

    /// The minute, if the text is a time of day.
    pub fn minute(&self) -> Option<u32> {
        parse(&self.0).map(|clock| clock.minute)
    }

    /// The second, if the text is a time of day.
    pub fn second(&self) -> Option<u32> {
        parse(&self.0).map(|clock| clock.second)
    }

    /// The fraction of the second in nanoseconds, if the text is a time of day.
    pub fn nanosecond(&self) -> Option<u32> {
        parse(&self.0).map(|clock| clock.nanosecond)
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Values are ordered by time of day. Text that is not a time of day comes last.
impl Ord for Time {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |time: &Time| parse(&time.0).map_or((1, None), |clock| (0, Some(clock)));
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
