//! Numbers that count a unit of time: what is read into them, and what is written.
use crate::runtime as rt;
use crate::{read, refused};
use rt::{DateTime, Milliseconds, Seconds, UnixTime};
use serde_json::json;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What is written of a JSON text that is read.
fn again<T: rt::Value>(json: &str) -> String {
    let value: T = rt::read_json(json.as_bytes()).expect("reads");
    String::from_utf8(rt::write_json(&value).expect("writes").to_vec()).expect("UTF-8")
}

#[test]
fn numbers_are_written_as_they_were_meant() {
    for same in ["0", "784111777", "-1", "784111777.123456789", "-0.5", "9223372036854775807"] {
        assert_eq!(again::<UnixTime>(same), same);
        assert_eq!(again::<Seconds>(same), same);
    }
    assert_eq!(again::<Milliseconds>("1500.000001"), "1500.000001");
    for (read, written) in [("1.50", "1.5"), ("7.84e8", "784000000"), ("1E-3", "0.001"), ("-0", "0"), ("\"5\"", "5")] {
        assert_eq!(again::<UnixTime>(read), written, "{read}");
    }
    // A nanosecond is the least.
    assert_eq!(again::<Seconds>("0.0000000009"), "0");
    assert_eq!(again::<Option<Seconds>>("0.123456789"), "0.123456789");
}

#[test]
fn what_is_no_such_number_is_refused() {
    for odd in ["true", "\"soon\"", "9223372036854775808", "1e400", "\"\"", "[]"] {
        let told = refused::<UnixTime>(odd);
        assert!(told.contains("a number of seconds since 1970"), "{odd}: {told}");
    }
    assert_eq!(
        "x".parse::<Milliseconds>().expect_err("no number").to_string(),
        "expected a number of milliseconds such as 1500"
    );
}

#[test]
fn points_in_time_convert() {
    let at = UnixTime::from_unix(784_111_777, 5);
    assert_eq!((at.unix_seconds(), at.nanosecond(), at.to_string().as_str()), (784_111_777, 5, "784111777.000000005"));
    assert_eq!(at.to_system_time(), Some(UNIX_EPOCH + Duration::new(784_111_777, 5)));
    assert_eq!(UnixTime::from(UNIX_EPOCH + Duration::new(5, 999)), UnixTime::from(5));
    assert_eq!(UnixTime::from(UNIX_EPOCH - Duration::new(5, 1)), UnixTime::from(-6));
    let before: UnixTime = read(json!(-1.25));
    assert_eq!((before.unix_seconds(), before.nanosecond()), (-2, 750_000_000));
    assert_eq!(SystemTime::try_from(before), Ok(UNIX_EPOCH - Duration::from_millis(1250)));
    let text: DateTime = "1994-11-06T08:49:37.5Z".parse().expect("a point in time");
    let at = UnixTime::try_from(text.clone()).expect("a point in time");
    assert_eq!((at.to_string().as_str(), at.to_date_time()), ("784111777.5", Some(text)));
    assert!(UnixTime::from(1) < UnixTime::from_unix(1, 1));
}

#[test]
fn durations_convert() {
    let duration = Duration::from_micros(1_500);
    assert_eq!(Seconds::from(duration).to_string(), "0.0015");
    assert_eq!(Milliseconds::from(duration).to_string(), "1.5");
    assert_eq!(Duration::try_from(Milliseconds::from(1500)), Ok(Duration::from_millis(1500)));
    assert!(Duration::try_from(Seconds::from(-1)).is_err());
    assert_eq!(Seconds::from(Duration::MAX), Seconds::from(i64::MAX));
    assert_eq!(Seconds::from(2).as_nanos(), 2_000_000_000);
    assert_eq!(Milliseconds::from(35.625).as_nanos(), 35_625_000);
    assert_eq!((Seconds::from(f64::MAX), Seconds::from(f64::NAN)), (Seconds::from(i64::MAX), Seconds::from(0)));
}
