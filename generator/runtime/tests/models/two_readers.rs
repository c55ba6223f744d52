//! JSON text is read straight into models, and what does not match is read again by the reader of serde. Both must judge
//! every text alike: what the first takes, the second takes, with the same value. So must both writers write every value
//! alike. `tests/fuzz` has a target that tries other texts.
use crate::runtime as rt;
use crate::sample::{Account, Amount, Contact, Folder, Pet};
use rt::{Decimal, Json, Map, Value};

/// Texts that readers of JSON have disagreed on: numbers, strings, white space, nesting, ends.
const ODD: &[&str] = &[
    "",
    " ",
    "nul",
    "null",
    "null ",
    " null",
    "nullx",
    "true",
    "True",
    "tru",
    "false",
    "falsey",
    "\u{feff}null",
    "/**/null",
    "0",
    "-0",
    "-",
    "+1",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "1.5",
    "-1.5",
    "1.5.",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "1e",
    "1e+",
    "1e400",
    "-1e400",
    "1e-400",
    "0e0",
    "0.0",
    "-0.0",
    "-0e1",
    "1.0",
    "1.50",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.1",
    "3.141592653589793238462643383279",
    "2.2250738585072011e-308",
    "5e-324",
    "0x1F",
    "1_000",
    "NaN",
    "Infinity",
    "-Infinity",
    "\"\"",
    "\"a\"",
    "\"",
    "\"a",
    "a\"",
    "'a'",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"",
    "\"\\x41\"",
    "\"\\\"",
    "\"\\u0041\"",
    "\"\\u00e9\"",
    "\"\\uD83D\\uDE00\"",
    "\"\\uD83D\"",
    "\"\\uDE00\"",
    "\"\\uD83D\\u0041\"",
    "\"\\uD83Dx\"",
    "\"\\uD83D\\uD83D\\uDE00\"",
    "\"\\u004\"",
    "\"\\u004g\"",
    "\"\\u+041\"",
    "\"\\u 041\"",
    "\"\\u\"",
    "\"\\U0041\"",
    "\"\n\"",
    "\"\t\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"\u{7f}\"",
    "\"é\"",
    "\"😀\"",
    "\"\\u0000\"",
    "\"12345678\"",
    "\"1234567\\n\"",
    "\"1234567é\"",
    "\"a long text whose escape \\n is past the first words\"",
    "\"seven b\"",
    "\"eight by\"",
    "\"nine byte\"",
    "[]",
    "[ ]",
    "[",
    "]",
    "[]]",
    "[[]]",
    "[,]",
    "[1,]",
    "[1",
    "[1 2]",
    "[1,2]",
    "[1,,2]",
    "[null]",
    "[null,\"a\"]",
    "[\"a\",]",
    "[1}",
    "{}",
    "{ }",
    "{",
    "}",
    "{}}",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1",
    "{\"a\":1,}",
    "{\"a\":1 \"b\":2}",
    "{a:1}",
    "{1:1}",
    "{\"a\" : 1}",
    "{\"a\":1,\"a\":2}",
    "{\"\":1}",
    "{\"\\u0061\":1}",
    "{\"id\":\"1\"}",
    "{ \"id\" : \"1\" }",
    "{\"\\u0069d\":\"1\"}",
    "{\"id\":\"1\",\"id\":\"2\"}",
    "{\"id\":null}",
    "{\"id\":1}",
    "{\"id\":1.5}",
    "{\"id\":\"1\"} x",
    "{\"id\":\"1\",\"displayName\":null}",
    "{\"id\":\"1\",\"displayName\":{}}",
    "{\"displayName\":\"a\",\"id\":\"1\"}",
    "{\"id\":\"1\",\"other\":{\"a\":[1,{\"b\":null}]}}",
    "{\"id\":\"1\",\"emailAddresses\":[{\"name\":\"a\",\"address\":null},{}]}",
    "{\"id\":\"1\",\"emailAddresses\":[1]}",
    "{\"name\":\"a\"}",
    "{\"kind\":\"cat\",\"name\":\"a\"}",
    "{\"petType\":\"cat\",\"name\":\"a\",\"lives\":9}",
    "{\"petType\":\"none\"}",
    "\t\r\n [ 1 , 2 ] \t\r\n",
    "\u{a0}1",
    "1\u{0}",
    "1 //",
    "{\"a\":\"\u{8}\"}",
];

/// The outcome of a reader: what the value is written as, or that it was refused.
fn outcome<T: Value, E>(value: Result<T, E>) -> Option<Vec<u8>> {
    value.ok().map(|value| rt::write_json(&value).expect("what was read is written"))
}

/// What the reader of serde reads.
fn read_by_serde<T: Value>(text: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = rt::model::read::read(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// Both readers, on one text.
fn agree<T: Value>(text: &[u8]) {
    let (straight, by_serde) = (outcome(rt::read_json::<T>(text)), outcome(read_by_serde::<T>(text)));
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(
        straight.as_deref().map(shown),
        by_serde.as_deref().map(shown),
        "{} as {}",
        shown(text),
        std::any::type_name::<T>()
    );
}

/// Both writers, on what was read from one text.
fn written_alike<T: Value + serde_core::Serialize>(text: &[u8]) {
    let Ok(value) = rt::read_json::<T>(text) else { return };
    let straight = rt::write_json(&value).expect("what was read is written");
    let by_serde = serde_json::to_vec(&value).expect("what was read is written");
    assert_eq!(String::from_utf8_lossy(&straight), String::from_utf8_lossy(&by_serde));
    // The value may be another one: `serde_json` reads the last digit of some numbers as a neighbour.
    rt::read_json::<T>(&straight).expect("what was written is read");
}

pub(crate) fn agree_on_all_types(text: &[u8]) {
    agree::<Json>(text);
    agree::<bool>(text);
    agree::<i32>(text);
    agree::<u64>(text);
    agree::<f64>(text);
    agree::<String>(text);
    agree::<Option<String>>(text);
    agree::<Decimal>(text);
    agree::<Vec<Option<Decimal>>>(text);
    agree::<Vec<f64>>(text);
    agree::<Map<Json>>(text);
    agree::<Map<Vec<String>>>(text);
    agree::<Contact>(text);
    agree::<Vec<Contact>>(text);
    agree::<Pet>(text);
    agree::<Vec<Amount>>(text);
    agree::<Account>(text);
    agree::<Folder>(text);
    written_alike::<Contact>(text);
    written_alike::<Vec<Contact>>(text);
    written_alike::<Folder>(text);
}

#[test]
fn odd_texts_are_judged_alike() {
    for text in ODD {
        agree_on_all_types(text.as_bytes());
        agree_on_all_types(format!("[{text}]").as_bytes());
        agree_on_all_types(format!("{{\"id\":\"1\",\"displayName\":{text}}}").as_bytes());
        agree_on_all_types(format!("{{\"id\":\"1\",\"other\":{text}}}").as_bytes());
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_by_both() {
    for bytes in [&b"\"\xff\""[..], b"\"\xc3\"", b"\xff", b"{\"\xff\":1}", b"\"\xed\xa0\x80\"", b"[1\xff]"] {
        agree_on_all_types(bytes);
    }
}

#[test]
fn texts_nest_as_deep_for_both() {
    for depth in [1, 2, 126, 127, 128, 129, 5_000] {
        let list = "[".repeat(depth) + &"]".repeat(depth);
        let object = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        agree_on_all_types(list.as_bytes());
        agree_on_all_types(object.as_bytes());
        agree_on_all_types(format!("{{\"id\":\"1\",\"other\":{list}}}").as_bytes());
    }
}

#[test]
fn changed_texts_are_judged_alike() {
    let whole = r#" {"@odata.etag":"W/\"1\"","id":"AAMk=","displayName":"Gärth \"Bob\" Fört","emailAddresses":[{"name":"a",
        "address":"a@example.com"},null],"birthday":"1974-07-22T00:00:00Z","size":-12.50e1,"flag":[true,false,null]} "#;
    let mut random = fastrand::Rng::with_seed(7);
    let pieces =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1e9", "-", "null", " ", "\n", "\\u00e9", "é", "\"id\":"];
    for _ in 0..20_000 {
        let mut text = whole.to_owned();
        for _ in 0..random.usize(1..4) {
            let at = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).nth(random.usize(0..whole.len() / 2));
            let at = at.unwrap_or(0);
            match random.usize(0..3) {
                0 => text.insert_str(at, pieces[random.usize(0..pieces.len())]),
                1 if at < text.len() => drop(text.remove(at)),
                _ if at > whole.len() / 3 => text.truncate(at),
                _ => text.insert(at, ' '),
            }
        }
        agree::<Contact>(text.as_bytes());
        agree::<Json>(text.as_bytes());
    }
}

#[test]
fn names_that_json_escapes_are_found_in_each_order() {
    // The order of one record is the first guess for the next one.
    let text = br#"[{"id":"1","displayName":"a"},{"displayName":"b","id":"2"},{"\u0069d":"3"},{"id":"4","x":1,"displayName":"c"}]"#;
    let contacts: Vec<Contact> = rt::read_json(text).expect("reads");
    let names: Vec<_> = contacts.iter().map(|contact| contact.display_name.as_deref()).collect();
    assert_eq!(names, [Some("a"), Some("b"), None, Some("c")]);
}

#[test]
fn texts_of_every_length_are_written_with_their_escapes() {
    let ascii = (0..128_u8).map(char::from).map(String::from);
    for special in ascii.chain(["", "é", "😀"].map(str::to_owned)) {
        for length in 0..40 {
            for at in 0..=length {
                let text = format!("{}{special}{}", "a".repeat(at), "b".repeat(length - at));
                let written = rt::write_json(&text).expect("text is written");
                assert_eq!(written, serde_json::to_vec(&text).expect("text is written"));
            }
        }
    }
}

#[test]
fn every_byte_of_a_text_is_judged_alike_at_each_place() {
    for byte in 0..=u8::MAX {
        for (before, behind) in (0..10).flat_map(|before| [(before, 0), (before, 1), (before, 9)]) {
            let quoted = [&b"\""[..], &b"~".repeat(before), &[byte], &b"!".repeat(behind), b"\""].concat();
            agree::<String>(&quoted);
        }
    }
}

#[test]
fn integers_of_every_length_are_written() {
    let powers = (0..20).map(|power| 10_u64.pow(power));
    for value in powers.flat_map(|power| [power - 1, power, power + 1]).chain([0, u64::MAX]) {
        assert_eq!(rt::write_json(&value).expect("is written"), value.to_string().as_bytes());
        let signed = (value as i64).wrapping_neg();
        assert_eq!(rt::write_json(&signed).expect("is written"), signed.to_string().as_bytes());
    }
    assert_eq!(rt::write_json(&i64::MIN).expect("is written"), i64::MIN.to_string().as_bytes());
}

#[test]
fn lists_and_indented_texts_are_read_whole() {
    let contacts: Vec<String> =
        (0..300).map(|id| format!("{{\"id\":\"{id}\",\"displayName\":\"{}\"}}", "x".repeat(id % 70))).collect();
    let compact = format!("[{}]", contacts.join(","));
    let indented =
        serde_json::from_str::<Json>(&compact).and_then(|json| serde_json::to_string_pretty(&json)).expect("is JSON");
    for text in [&compact, &indented, &indented.replace("  ", "\t"), &indented.replace('\n', "\r\n           ")] {
        let read: Vec<Contact> = rt::read_json(text.as_bytes()).expect("reads");
        assert_eq!(read.len(), 300);
        agree_on_all_types(text.as_bytes());
    }
}
