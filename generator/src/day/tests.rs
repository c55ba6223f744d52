//! The days of the calendar.

use super::day;

#[test]
fn a_day_is_that_of_the_calendar() {
    let expected = ["1970-01-01", "1970-03-01", "1972-02-29", "2000-12-31", "2026-11-26"];
    assert_eq!([0, 59, 789, 11_322, 20_783].map(day), expected);
}
