//! The reading of numbers, in the ways that servers send them.
use crate::runtime as rt;
use crate::{read, refused, written};
use rt::{Decimal, DecimalString};
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
fn a_number_is_read_as_the_nearest_and_goes_back_with_the_same_digits() {
    // The last is the greatest `f64`; the first is one of those that a fast parser takes for its neighbour.
    for text in [
        "30.265642000000014",
        "-0.15509",
        "8.41",
        "9007199254740993.0",
        "2.2250738585072014e-308",
        "5e-324",
        "1.7976931348623157e308",
    ] {
        let nearest: f64 = text.parse().expect("a number");
        assert_eq!(rt::read_json::<f64>(text.as_bytes()).map(f64::to_bits), Ok(nearest.to_bits()), "{text}");
        let model: rt::Patch<f64> = serde_json::from_str(text).expect("a number");
        assert_eq!(model.value().copied().map(f64::to_bits), Some(nearest.to_bits()), "{text}");
        let any: rt::Json = rt::read_json(text.as_bytes()).expect("any JSON");
        assert_eq!(any.as_f64().map(f64::to_bits), Some(nearest.to_bits()), "{text}");
    }
    let point = "[30.265642000000014,-97.73494300000002]";
    assert_eq!(as_sent::<Vec<f64>>(point), point);
    assert_eq!(as_sent::<rt::Json>(point), point);
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
fn a_decimal_of_a_string_is_sent_in_quotes_and_goes_back_as_it_came() {
    let price: DecimalString = "0.10".parse().expect("is a number");
    assert_eq!(rt::write_json(&price), Ok(b"\"0.10\"".to_vec()));
    assert_eq!(rt::write_json(&vec![DecimalString::from(7)]), Ok(b"[\"7\"]".to_vec()));
    assert_eq!((price.as_decimal().to_f64(), Decimal::from(price).to_string()), (Some(0.1), "0.10".to_owned()));
    for sent in ["\"12.50\"", "12.50", "\"none\""] {
        assert_eq!(as_sent::<DecimalString>(sent), sent);
    }
    assert!("none".parse::<DecimalString>().is_err());
}

const LONG: &str = "-1234567890123456789012345.67890000000";

/// A value that is read from JSON text, and what the writer of bodies makes of it.
fn as_sent<T: rt::Value>(text: &str) -> String {
    let value: T = rt::read_json(text.as_bytes()).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    String::from_utf8(rt::write_json(&value).expect("written")).expect("UTF-8")
}

#[test]
fn a_json_number_keeps_all_its_digits() {
    for number in [LONG, "12.50", "0.10000000000000000555", "1e400", "-0", "18446744073709551616", "1E+2"] {
        assert_eq!(as_sent::<Decimal>(number), number);
        let list = format!("[{number},null,\"{number}\"]");
        assert_eq!(as_sent::<Vec<Option<Decimal>>>(&list), list);
        let map = format!("{{\"a\":{number}}}");
        assert_eq!(as_sent::<rt::Map<rt::Patch<Decimal>>>(&map), map);
    }
    // By serde too, from a slice and from a reader.
    let decimal: Decimal = serde_json::from_str(LONG).expect("a number");
    assert_eq!(decimal.as_str(), LONG);
    let decimal: Decimal = serde_json::from_reader(LONG.as_bytes()).expect("a number");
    assert_eq!(decimal.as_str(), LONG);
    // Serde has no number of so many digits, for a value of serde_json or for its text.
    assert_eq!(written(&decimal), json!(LONG));
    assert_eq!(serde_json::to_string(&decimal).expect("text"), format!("\"{LONG}\""));
    assert_eq!("340282366920938463463374607431768211455".parse::<Decimal>().ok(), Some(Decimal::from(u128::MAX)));
    assert_eq!(Decimal::from(i128::MIN).to_i128(), Some(i128::MIN));
}

#[test]
fn a_decimal_is_read_from_what_is_no_number_and_no_json() {
    use serde_core::Deserialize;
    use serde_core::de::IntoDeserializer;
    use serde_core::de::value::{Error, F64Deserializer, MapDeserializer, StrDeserializer};
    for refused_text in ["true", "{}", "[1]", "null", "{\"$serde_json::private::Number\":\"x\"}"] {
        assert!(refused::<Decimal>(refused_text).starts_with("expected a decimal number"), "{refused_text}");
    }
    let other: F64Deserializer<Error> = 1.5.into_deserializer();
    assert_eq!(Decimal::deserialize(other).map(|it| it.to_string()), Ok("1.5".to_owned()));
    let other: StrDeserializer<Error> = "2.5".into_deserializer();
    assert_eq!(Decimal::deserialize(other).map(|it| it.to_string()), Ok("2.5".to_owned()));
    // How numbers come where a program turns on `arbitrary_precision` of serde_json.
    let number =
        |text: &'static str| MapDeserializer::<_, Error>::new([("$serde_json::private::Number", text)].into_iter());
    assert_eq!(rt::Patch::<i64>::deserialize(number("7")), Ok(rt::Patch::Value(7)));
    assert_eq!(rt::Patch::<f64>::deserialize(number("1.5")), Ok(rt::Patch::Value(1.5)));
    assert!(rt::Patch::<i64>::deserialize(number("1.5")).is_err());
}

#[test]
fn what_is_no_number_is_read_and_written_as_text_and_not_sent() {
    for (text, written) in [("NaN", "NaN"), ("Infinity", "Infinity"), ("-INF", "-Infinity")] {
        let value: f64 = rt::read_json(format!("\"{text}\"").as_bytes()).expect("text");
        assert_eq!(rt::write_json(&value), Ok(format!("\"{written}\"").into_bytes()));
        assert!(rt::check(&value).is_err());
        let value: Decimal = rt::read_json(format!("\"{text}\"").as_bytes()).expect("text");
        assert_eq!(rt::write_json(&value), Ok(format!("\"{text}\"").into_bytes()));
        assert!(rt::check(&value).is_err());
    }
    let quoted: Decimal = rt::read_json(b"\"12.50\"").expect("text");
    assert_eq!((rt::check(&quoted), rt::write_json(&quoted)), (Ok(()), Ok(b"\"12.50\"".to_vec())));
    let odd: Decimal = "+5".parse().expect("a number");
    assert_eq!(rt::write_json(&odd), Ok(b"5".to_vec()), "JSON has no plus sign");
}

#[test]
fn a_text_that_names_no_number_or_one_out_of_range_is_none() {
    for text in ["1e400", "-1e400", "inf", "nan", "infinity", "+Infinity", "-NaN", "one", ""] {
        assert!(refused::<f64>(&format!("\"{text}\"")).starts_with("expected a number, found a string"), "{text}");
    }
    for text in ["1.5", " 1.5 ", "1e3", "1e-400"] {
        assert_eq!(read::<f64>(json!(text)), text.trim().parse::<f64>().expect("a number"));
    }
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
