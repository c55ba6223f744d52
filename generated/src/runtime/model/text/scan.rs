// @generated
//! The parser of the parts of dates and times.

/// The rest of a text that is being parsed.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a>(pub(super) &'a str);

impl Scan<'_> {
    /// Parses exactly `count` digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    /// Parses all digits at the start of the text, of which there must be one.
    pub(super) fn number(&mut self) -> Option<u64> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        digits.parse().ok()
    }

    /// Parses one of these characters.
    pub(super) fn one_of(&mut self, chars: &[char]) -> Option<char> {
        let next = self.0.chars().next().filter(|next| chars.contains(next))?;
        self.0 = self.0.strip_prefix(next)?;
        Some(next)
    }

    /// Parses a fraction of a second, if there is one. Digits after the ninth are ignored.
    pub(super) fn nanoseconds(&mut self) -> Option<u32> {
        if self.one_of(&['.', ',']).is_none() {
            return Some(0);
        }
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end)?;
        if digits.is_empty() {
            return None;
        }
        self.0 = rest;
        let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
        nine.parse().ok()
    }

    /// Skips all digits at the start of the text, of which there must be one.
    pub(super) fn number_of_digits(&mut self) -> Option<usize> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        self.0 = self.0.get(end..)?;
        (end > 0).then_some(end)
    }

    /// Whether all of the text was parsed.
    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
}

impl Day {
    pub(super) fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => return None,
        };
        (year <= 9999 && (1..=length).contains(&day)).then_some(Day { year, month, day })
    }

    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        let year = scan.digits(4)?;
        scan.one_of(&['-'])?;
        let month = scan.digits(2)?;
        scan.one_of(&['-'])?;
        Day::new(year, month, scan.digits(2)?)
    }

    /// The number of days since 1970-01-01.
    pub(super) fn number(self) -> i64 {
        // The computation starts years in March, so that a leap day is the last day of a year, and counts in eras of 400
        // years, which have equal lengths.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day with this number of days since 1970-01-01. Returns `None` outside the years 0 to 9999.
    pub(super) fn from_number(number: i64) -> Option<Self> {
        let number = number.checked_add(719_468)?;
        let era = number.div_euclid(146_097);
        let day = number.rem_euclid(146_097);
        let of_era = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let year = of_era + era * 400 + i64::from(month >= 10);
        Day::new(
            u32::try_from(year).ok()?,
            u32::try_from(if month < 10 { month + 3 } else { month - 9 }).ok()?,
            u32::try_from(of_year - (153 * month + 2) / 5 + 1).ok()?,
        )
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) nanosecond: u32,
}

impl Clock {
    /// Makes a time of day. The second may be 60, for leap seconds.
    pub(super) fn new(hour: u32, minute: u32, second: u32, nanosecond: u32) -> Option<Self> {
        let legal = hour <= 23 && minute <= 59 && second <= 60 && nanosecond <= 999_999_999;
        legal.then_some(Clock { hour, minute, second, nanosecond })
    }

    /// Parses a time of day, whose seconds may be left out.
    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        let hour = scan.digits(2)?;
        scan.one_of(&[':'])?;
        let minute = scan.digits(2)?;
        if scan.one_of(&[':']).is_none() {
            return Clock::new(hour, minute, 0, 0);
        }
        let second = scan.digits(2)?;
        Clock::new(hour, minute, second, scan.nanoseconds()?)
    }

    /// The number of seconds since midnight.
    pub(super) fn seconds(self) -> u32 {
        self.hour * 3600 + self.minute * 60 + self.second
    }

    /// The text of the time, with as many digits of the fraction as needed.
    pub(super) fn text(self) -> String {
        let Clock { hour, minute, second, nanosecond } = self;
        let fraction = if nanosecond == 0 { String::new() } else { format!(".{nanosecond:09}") };
        format!("{hour:02}:{minute:02}:{second:02}{}", fraction.trim_end_matches('0'))
    }
}

/// Parses an offset from UTC, in seconds. A missing offset means UTC, because servers that leave it out mean UTC.
pub(super) fn offset(scan: &mut Scan<'_>) -> Option<i64> {
    let sign = match scan.one_of(&['Z', 'z', '+', '-']) {
        None | Some('Z' | 'z') => return Some(0),
        Some('-') => -1,
        Some(_) => 1,
    };
    let hours = scan.digits(2)?;
    let _ = scan.one_of(&[':']);
    let minutes = scan.digits(2)?;
    (hours <= 23 && minutes <= 59).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}
