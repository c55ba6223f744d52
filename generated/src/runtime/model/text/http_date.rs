// @generated
//! The text type of a point in time in the headers of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.

use super::InvalidText;
use super::date_time::DateTime;
use super::text_type;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time as HTTP writes it (RFC 9110, 5.6.7), as the text that the server sent. It has whole seconds, in UTC, from
/// 1970 to 9999.
///
/// The two obsolete forms, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`, may be read and are refused when
/// they are sent; [`HttpDate::to_fixdate`] gives them the current form.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct HttpDate(String);

text_type!(
    HttpDate,
    "an HTTP-date such as Sun, 06 Nov 1994 08:49:37 GMT",
    |text: &str| parse(text).is_some(),
    sent: fault
);

/// The first second that `httpdate` cannot write: it panics from the year 10000 on.
const END: u64 = 253_402_300_800;

fn parse(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

/// The form that is sent. Returns `None` before 1970 and after 9999, where HTTP-dates have none.
fn fixdate(time: SystemTime) -> Option<HttpDate> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    (since.as_secs() < END).then(|| HttpDate(httpdate::fmt_http_date(time)))
}

/// What is wrong with a text that is sent as an HTTP-date: only one of the three forms is sent.
fn fault(text: &str) -> Option<&'static str> {
    match parse(text).map(fixdate) {
        Some(Some(HttpDate(sent))) if sent == text => None,
        Some(_) => Some(
            "the value must be an HTTP-date such as Sun, 06 Nov 1994 08:49:37 GMT, and is one in an obsolete form; `to_fixdate()` makes it the current one",
        ),
        None => Some("the value must be an HTTP-date such as Sun, 06 Nov 1994 08:49:37 GMT"),
    }
}

impl HttpDate {
    /// Makes an HTTP-date from whole seconds since 1970. Returns `None` before 1970 and after the year 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        fixdate(UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))?)
    }

    /// Makes an HTTP-date from a time of the system, without its fraction of a second. Returns `None` before 1970 and after
    /// the year 9999.
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        fixdate(time)
    }

    /// The same point in time in the form in which it is sent. Returns `None` if the text is not an HTTP-date.
    pub fn to_fixdate(&self) -> Option<HttpDate> {
        fixdate(parse(&self.0)?)
    }

    /// The whole seconds since 1970-01-01T00:00:00Z, if the text is an HTTP-date.
    pub fn unix_seconds(&self) -> Option<i64> {
        let since = parse(&self.0)?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }

    /// Converts to a `SystemTime`. Returns `None` if the text is not an HTTP-date.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        parse(&self.0)
    }

    /// The same point in time as RFC 3339 writes it. Returns `None` if the text is not an HTTP-date.
    pub fn to_date_time(&self) -> Option<DateTime> {
        DateTime::from_unix(self.unix_seconds()?, 0)
    }
}

/// Converts a point in time, without its fraction of a second. Points before 1970 become the first one that can be written,
/// points after the year 9999 the last one.
impl From<SystemTime> for HttpDate {
    fn from(time: SystemTime) -> Self {
        fixdate(time).unwrap_or_else(|| {
            let edge =
                if time < UNIX_EPOCH { "Thu, 01 Jan 1970 00:00:00 GMT" } else { "Fri, 31 Dec 9999 23:59:59 GMT" };
            HttpDate(edge.to_owned())
        })
    }
}

impl TryFrom<HttpDate> for SystemTime {
    type Error = InvalidText;
    fn try_from(time: HttpDate) -> Result<Self, InvalidText> {
        time.to_system_time().ok_or(InvalidText { expected: "an HTTP-date such as Sun, 06 Nov 1994 08:49:37 GMT" })
    }
}

impl TryFrom<DateTime> for HttpDate {
    type Error = InvalidText;
    fn try_from(time: DateTime) -> Result<Self, InvalidText> {
        let seconds = time.unix_seconds().and_then(HttpDate::from_unix);
        seconds.ok_or(InvalidText { expected: "a point in time from 1970 to 9999" })
    }
}

impl TryFrom<HttpDate> for DateTime {
    type Error = InvalidText;
    fn try_from(time: HttpDate) -> Result<Self, InvalidText> {
        time.to_date_time().ok_or(InvalidText { expected: "an HTTP-date such as Sun, 06 Nov 1994 08:49:37 GMT" })
    }
}

impl PartialOrd for HttpDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Values are ordered by point in time, then by text. Text that is not an HTTP-date comes last.
impl Ord for HttpDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |time: &HttpDate| match parse(&time.0) {
            Some(time) => (0, time),
            None => (1, UNIX_EPOCH),
        };
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}
