//! Strings with a format: they are kept unchanged, compared by meaning, and checked if a user makes them.
use crate::runtime as rt;
use crate::{read, written};
use rt::{Base64, Base64Url, Bytes, Date, DateTime, Duration, HttpDate, Secret, Time, Uuid};
use serde_json::json;
use std::time::SystemTime;

fn time(text: &str) -> DateTime {
    text.parse().expect("is a point in time")
}

#[test]
fn odd_text_from_a_server_is_kept() {
    for text in ["", "tomorrow", "2014-13-01", "0001-01-01T00:00:00Z", "2014-01-01T00:00:00.1234567Z"] {
        assert_eq!(written(&read::<DateTime>(json!(text))), json!(text));
        assert_eq!(written(&read::<Date>(json!(text))), json!(text));
        assert_eq!(written(&read::<Duration>(json!(text))), json!(text));
        assert_eq!(written(&read::<Uuid>(json!(text))), json!(text));
        assert_eq!(written(&read::<Base64>(json!(text))), json!(text));
        assert_eq!(written(&read::<HttpDate>(json!(text))), json!(text));
    }
}

#[test]
fn what_a_user_makes_is_checked() {
    for odd in ["", "2014-02-30", "2014-1-1", "2014-01-01T", "2014-07-04Z", "20140704"] {
        assert!(odd.parse::<Date>().is_err(), "{odd}");
    }
    for odd in
        ["", "2014-01-01T25:00:00Z", "2014-01-01T00:00:00.Z", "2014-01-01T00:00:00+25:00", "2014-01-01T00:00:00Zx"]
    {
        assert!(odd.parse::<DateTime>().is_err(), "{odd}");
    }
    let message = "x".parse::<Date>().expect_err("is no date").to_string();
    assert_eq!(message, "expected a date such as 2014-07-04");
    assert_eq!(Date::new(2013, 2, 29), None);
    assert_eq!(Date::new(2012, 2, 29).expect("is a day").as_str(), "2012-02-29");
}

#[test]
fn dates_have_parts_and_an_order() {
    let date: Date = "2014-07-04".parse().expect("is a date");
    assert_eq!((date.year(), date.month(), date.day()), (Some(2014), Some(7), Some(4)));
    assert_eq!(Date::new(1970, 1, 1).and_then(|date| date.unix_days()), Some(0));
    assert_eq!(Date::new(2000, 3, 1).and_then(|date| date.unix_days()), Some(11_017));
    assert!(date < Date::new(2014, 10, 1).expect("is a day"));
}

#[test]
fn points_in_time_are_ordered_across_offsets() {
    assert!(time("2014-01-01T01:00:00+02:00") < time("2014-01-01T00:00:00Z"));
    assert!(time("2014-01-01T00:00:00.1Z") < time("2014-01-01T00:00:00.11Z"));
    assert_ne!(time("2014-01-01T00:00:00Z"), time("2014-01-01T00:00:00.0Z"), "the texts differ");
}

#[test]
fn a_day_is_read_where_a_point_in_time_was_promised() {
    let day: DateTime = read(json!("2014-07-04"));
    assert_eq!(day.unix_seconds(), time("2014-07-04T00:00:00Z").unix_seconds());
    assert_eq!(written(&day), json!("2014-07-04"));
}

/// What the check of a value that is sent says.
fn fault(value: &dyn rt::Value) -> String {
    rt::check(value).err().map(|fault| fault.message).unwrap_or_default()
}

#[test]
fn a_point_in_time_that_is_sent_has_day_time_and_offset() {
    for fine in [
        "2014-01-01T00:00:00Z",
        "2014-01-01t00:00:00.123456789012z",
        "2014-01-01T00:00:00-02:30",
        "2016-12-31T23:59:60Z",
    ] {
        assert_eq!(fault(&time(fine)), "", "{fine}");
    }
    let day = fault(&time("2014-01-01"));
    assert!(day.contains("is a day alone") && day.contains("to_utc()"), "{day}");
    for part in [
        "2014-01-01T00:00:00",
        "2014-01-01T00:00Z",
        "2014-01-01 00:00:00Z",
        "2014-01-01T00:00:00,5Z",
        "2014-01-01T00:00:00+0200",
    ] {
        let told = fault(&time(part));
        assert!(told.contains("with seconds and an offset"), "{part}: {told}");
        assert_eq!(fault(&time(part).to_utc().expect("a point in time")), "", "{part}");
    }
    for odd in ["", "soon", "2014-13-01T00:00:00Z"] {
        let odd: DateTime = read(json!(odd));
        assert_eq!(fault(&odd), "the value must be a point in time such as 2014-01-01T00:00:00Z");
        assert_eq!(odd.to_utc(), None);
    }
    assert_eq!(time("2014-01-01T01:00:00.50+02:00").to_utc(), Some(time("2013-12-31T23:00:00.5Z")));
    // Inside other values too.
    let list: Vec<Option<DateTime>> = vec![None, Some(time("2014-01-01"))];
    assert_eq!(rt::check(&list).expect_err("a day alone").path, "/1");
}

#[test]
fn a_date_that_is_sent_has_no_time() {
    assert_eq!(fault(&Date::new(2014, 7, 4).expect("is a day")), "");
    let midnight: Date = read(json!("2001-01-01T00:00:00Z"));
    assert!(fault(&midnight).starts_with("the value must be a date such as 2014-07-04, without a time"));
    assert_eq!(midnight.without_time(), Date::new(2001, 1, 1));
    assert_eq!(read::<Date>(json!("2001-01-01T00:00:00")).without_time(), Date::new(2001, 1, 1));
    assert_eq!(read::<Date>(json!("2001-01-01")).without_time(), Date::new(2001, 1, 1));
    for unclear in ["2001-01-01T00:00:00+02:00", "2001-01-01T12:00:00Z", "soon"] {
        assert_eq!(read::<Date>(json!(unclear)).without_time(), None, "{unclear}");
        assert_ne!(fault(&read::<Date>(json!(unclear))), "", "{unclear}");
    }
}

#[test]
fn points_in_time_have_parts() {
    let local = time("2014-07-04T23:30:15.25-02:30");
    assert_eq!(
        (local.hour(), local.minute(), local.second(), local.nanosecond()),
        (Some(23), Some(30), Some(15), Some(250_000_000))
    );
    assert_eq!(local.offset_seconds(), Some(-9_000));
    assert_eq!(local.date(), Date::new(2014, 7, 4));
    assert_eq!(local.unix_seconds(), time("2014-07-05T02:00:15Z").unix_seconds());
}

#[test]
fn points_in_time_turn_into_system_time_and_back() {
    for text in [
        "1970-01-01T00:00:00Z",
        "2014-01-01T00:00:00.1234567Z",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z",
        "9999-12-31T23:59:59Z",
    ] {
        let system = SystemTime::try_from(time(text)).expect("fits");
        assert_eq!(DateTime::from(system).as_str(), text);
    }
    assert!(SystemTime::try_from(read::<DateTime>(json!("soon"))).is_err());
}

#[test]
fn every_day_of_some_centuries_is_found_again() {
    let first = Date::new(1890, 1, 1).and_then(|date| date.unix_days()).expect("is a day");
    let mut before: Option<Date> = None;
    for day in first..first + 366 * 220 {
        let date = DateTime::from_unix(day * 86_400, 0).and_then(|time| time.date()).expect("is a day");
        assert_eq!(date.unix_days(), Some(day));
        assert!(before.is_none_or(|before| before < date));
        before = Some(date);
    }
}

#[test]
fn times_of_day() {
    let time: Time = "16:30:00.5".parse().expect("is a time");
    assert_eq!(
        (time.hour(), time.minute(), time.second(), time.nanosecond()),
        (Some(16), Some(30), Some(0), Some(500_000_000))
    );
    assert_eq!(Time::new(7, 5, 0).expect("is a time").as_str(), "07:05:00");
    assert_eq!(Time::new(24, 0, 0), None);
    assert!("16:30".parse::<Time>().is_ok() && "1630".parse::<Time>().is_err());
}

#[test]
fn durations() {
    let std = |text: &str| text.parse::<Duration>().expect("is a duration").to_std();
    assert_eq!(std("PT1H30M"), Some(std::time::Duration::from_secs(5_400)));
    assert_eq!(std("P1DT0.5S"), Some(std::time::Duration::from_millis(86_400_500)));
    assert_eq!(std("P2W"), Some(std::time::Duration::from_secs(1_209_600)));
    assert_eq!((std("P1M"), std("-PT1S")), (None, None), "no fixed length, and negative");
    for odd in ["", "P", "PT", "P1", "1H", "PT1H1H", "PT1M1H", "P1H", "PT1D", "P1.5D"] {
        assert!(odd.parse::<Duration>().is_err(), "{odd}");
    }
    for seconds in [0.0, 0.25, 59.0, 60.0, 3_600.0, 5_400.0, 90_061.001] {
        let duration = std::time::Duration::from_secs_f64(seconds);
        assert_eq!(Duration::from(duration).to_std(), Some(duration));
    }
    assert_eq!(Duration::from(std::time::Duration::from_secs(3_660)).as_str(), "PT1H1M");
}

#[test]
fn uuids() {
    let text = "123e4567-e89b-12d3-a456-426614174000";
    let uuid: Uuid = text.parse().expect("is a UUID");
    assert_eq!(uuid.to_bytes().map(Uuid::from_bytes), Some(uuid));
    assert!("123e4567e89b12d3a456426614174000".parse::<Uuid>().is_err());
    assert!("123e4567-e89b-12d3-a456-42661417400g".parse::<Uuid>().is_err());
}

#[test]
fn base64_reads_both_alphabets_and_writes_its_own() {
    let bytes = vec![0xfb, 0xff, 0xfe, 0x00];
    assert_eq!(Base64::from(bytes.clone()).as_str(), "+//+AA==");
    assert_eq!(Base64Url::from(bytes.clone()).as_str(), "-__-AA");
    for text in ["+//+AA==", "+//+AA", "-__-AA", "-__-AA==", "+//+\r\nAA=="] {
        assert_eq!(read::<Base64>(json!(text)).decode(), Ok(bytes.clone()), "{text}");
    }
    assert!(read::<Base64>(json!("?")).decode().is_err());
}

#[test]
fn bytes_in_json_are_text() {
    assert_eq!(rt::write_json_value(&read::<Bytes>(json!("häi"))), Ok(json!("häi")));
    assert!(rt::write_json(&Bytes::from_static(b"\xff")).is_err());
}

#[test]
fn secrets_are_compared_and_not_printed() {
    let secret = Secret::from("hunter2");
    assert_eq!((secret.expose(), format!("{secret:?}").as_str()), ("hunter2", "<redacted>"));
    assert!(secret == "hunter2".into() && secret != "hunter3".into() && secret != "hunter".into());
}

#[test]
fn http_dates_are_read_in_three_forms_and_sent_in_one() {
    let sent = "Sun, 06 Nov 1994 08:49:37 GMT";
    for text in [sent, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        let date: HttpDate = text.parse().expect("is an HTTP-date");
        assert_eq!(date.unix_seconds(), Some(784_111_777), "{text}");
        assert_eq!(date.to_fixdate().expect("a date").as_str(), sent);
        assert_eq!(date.to_date_time(), Some(time("1994-11-06T08:49:37Z")));
        assert_eq!(fault(&date).contains("obsolete form"), text != sent, "{text}");
    }
    for odd in ["Mon, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 +0000"] {
        assert!(odd.parse::<HttpDate>().is_err(), "{odd}");
        assert!(fault(&read::<HttpDate>(json!(odd))).starts_with("the value must be an HTTP-date"), "{odd}");
    }
    let earlier = HttpDate::from_unix(784_111_776).expect("a date");
    assert!(earlier < sent.parse().expect("a date") && earlier < read(json!("?")));
}

#[test]
fn times_that_http_cannot_write_are_none_or_the_nearest() {
    use std::time::{Duration, UNIX_EPOCH};
    let before = UNIX_EPOCH - Duration::from_millis(1);
    let after = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    assert_eq!((HttpDate::from_system_time(before), HttpDate::from_unix(-1)), (None, None));
    assert_eq!((HttpDate::from_system_time(after), HttpDate::from_unix(i64::MAX)), (None, None));
    assert_eq!(HttpDate::from(before).as_str(), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(HttpDate::from(after).as_str(), "Fri, 31 Dec 9999 23:59:59 GMT");
    assert!(HttpDate::try_from(time("1960-01-01T00:00:00Z")).is_err());
    assert_eq!(HttpDate::from(after - Duration::from_nanos(1)).to_fixdate(), Some(HttpDate::from(after)));
}
