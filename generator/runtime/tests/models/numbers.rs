//! The reading of numbers, in the ways that servers send them.
use crate::runtime as rt;
use crate::{read, refused, written};
use rt::Decimal;
use serde_json::json;

#[test]
fn an_integer_may_have_a_fraction_of_zero_or_quotes() {
    assert_eq!(read::<i32>(json!(1.0)), 1);
    assert_eq!(read::<i64>(json!("123")), 123);
    assert_eq!(read::<u64>(json!("18446744073709551615")), u64::MAX);
    assert_eq!(refused::<i64>("1.5"), "expected a 64-bit integer, found a number at line 1 column 3");
    assert_eq!(refused::<i32>("2147483648"), "expected a 32-bit integer, found a number at line 1 column 10");
    assert!(refused::<u64>("-1").starts_with("expected an unsigned 64-bit integer"));
    assert!(refused::<i64>("1e300").starts_with("expected a 64-bit integer"));
}

#[test]
fn numbers_are_written_as_serde_json_writes_them() {
    assert_eq!(rt::write_json(&1.0f64), Ok(b"1.0".to_vec()));
    assert_eq!(rt::write_json(&u64::MAX), Ok(b"18446744073709551615".to_vec()));
    assert_eq!(read::<f64>(json!("1.5")), 1.5);
}

#[test]
fn a_decimal_goes_back_as_it_came() {
    for sent in [json!("12.50"), json!(12.5), json!(7), json!("123456789012345678901234567890.1"), json!("NaN")] {
        assert_eq!(written(&read::<Decimal>(sent.clone())), sent);
    }
}

#[test]
fn a_decimal_that_json_cannot_hold_is_written_as_text() {
    let decimal = |text: &str| text.parse::<Decimal>().expect("is a number");
    assert_eq!(written(&decimal("12.5")), json!(12.5));
    assert_eq!(written(&decimal("12.50")), json!(12.5));
    assert_eq!(written(&decimal("12.50").quoted()), json!("12.50"));
    assert_eq!(
        written(&decimal("0.1000000000000000055511151231257827")),
        json!("0.1000000000000000055511151231257827")
    );
    assert_eq!(written(&Decimal::from(7)), json!(7));
}

#[test]
fn decimals_are_ordered_by_value() {
    let mut numbers: Vec<Decimal> = ["1e3", "-2", "0.0", "-10", "12.49", "12.5", "0.02", "-0.5"]
        .iter()
        .map(|t| t.parse().expect("is a number"))
        .collect();
    numbers.sort();
    let texts: Vec<&str> = numbers.iter().map(Decimal::as_str).collect();
    assert_eq!(texts, ["-10", "-2", "-0.5", "0.0", "0.02", "12.49", "12.5", "1e3"]);
    for odd in ["", ".", "1.2.3", "e5", "NaN", "1e", "--1", "0x1"] {
        assert!(odd.parse::<Decimal>().is_err(), "{odd}");
    }
}

#[test]
fn plain_text_is_read_without_quotes() {
    assert_eq!(rt::read_text::<bool>("true"), Ok(true));
    assert_eq!(rt::read_text::<Option<i32>>("7"), Ok(Some(7)));
    assert_eq!(rt::read_text::<String>("7"), Ok("7".to_owned()));
    assert!(rt::read_text::<bool>("maybe").is_err());
}
