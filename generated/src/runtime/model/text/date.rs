// @generated
//! The text type of a date: `2014-07-04`.

use super::moment::midnight;
use super::scan::{Day, Scan};
use super::text_type;

/// A date, as the text that the server sent. A text that is not a date alone is refused when it is sent.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

text_type!(Date, "a date such as 2014-07-04", |text: &str| parse(text).is_some(), sent: fault);

/// What is wrong with a text that is sent as a date.
fn fault(text: &str) -> Option<&'static str> {
    parse(text).is_none().then_some(
        "the value must be a date such as 2014-07-04, without a time; `without_time()` makes a date of midnight",
    )
}

fn parse(text: &str) -> Option<Day> {
    let mut scan = Scan(text);
    Day::scan(&mut scan).filter(|_| scan.is_done())
}

impl Date {
    /// Makes a date of the Gregorian calendar. Returns `None` if there is no such day.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        Day::new(year, month, day).map(Date::from_day)
    }

    pub(super) fn from_day(day: Day) -> Self {
        Date(format!("{:04}-{:02}-{:02}", day.year, day.month, day.day))
    }

    /// The year, if the text is a date.
    pub fn year(&self) -> Option<u32> {
        parse(&self.0).map(|day| day.year)
    }

    /// The month, from 1 to 12, if the text is a date.
    pub fn month(&self) -> Option<u32> {
        parse(&self.0).map(|day| day.month)
    }

    /// The day of the month, from 1 to 31, if the text is a date.
    pub fn day(&self) -> Option<u32> {
        parse(&self.0).map(|day| day.day)
    }

    /// The date, where a server sent a point in time for it: the day of a midnight in UTC or without an offset. Returns
    /// `None` for any other text that is not a date, because the day depends on the place.
    pub fn without_time(&self) -> Option<Date> {
        match parse(&self.0) {
            Some(day) => Some(Date::from_day(day)),
            None => midnight(&self.0).map(Date::from_day),
        }
    }

    /// The number of days since 1970-01-01, if the text is a date.
    pub fn unix_days(&self) -> Option<i64> {
        parse(&self.0).map(Day::number)
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Dates are ordered by day. Text that is not a date comes last.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |date: &Date| parse(&date.0).map_or((1, None), |day| (0, Some(day)));
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
