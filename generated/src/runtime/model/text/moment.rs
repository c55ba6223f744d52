// @generated
//! The parser of points in time, as servers write them.

use super::scan::{Clock, Day, Scan, offset};

/// The parts of a point in time: seconds since 1970, and the day and time in its own offset.
#[derive(Clone, Copy)]
pub(super) struct Parsed {
    pub(super) seconds: i64,
    pub(super) day: Day,
    pub(super) clock: Clock,
    pub(super) offset: i64,
}

/// Parses a point in time. A day alone is its midnight in UTC.
pub(super) fn parse(text: &str) -> Option<Parsed> {
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

/// Whether a point in time is written as RFC 3339 has it.
pub(super) fn is_whole(text: &str) -> bool {
    let mut scan = Scan(text);
    let mut parts = || {
        Day::scan(&mut scan)?;
        scan.one_of(&['T', 't'])?;
        scan.digits(2)?;
        scan.one_of(&[':'])?;
        scan.digits(2)?;
        scan.one_of(&[':'])?;
        scan.digits(2)?;
        if scan.one_of(&['.']).is_some() {
            scan.number_of_digits()?;
        }
        if scan.one_of(&['Z', 'z']).is_none() {
            scan.one_of(&['+', '-'])?;
            scan.digits(2)?;
            scan.one_of(&[':'])?;
            scan.digits(2)?;
        }
        scan.is_done().then_some(())
    };
    parts().is_some()
}

/// The day of a text that is midnight in UTC, or has no offset.
pub(super) fn midnight(text: &str) -> Option<Day> {
    let Parsed { day, clock, offset, seconds: _ } = parse(text)?;
    (clock == Clock::new(0, 0, 0, 0)? && offset == 0).then_some(day)
}
