//! Decodes the instances of the file that it is given, each into its type, and prints a line of JSON for each.

use json_schema_suite::runtime as rt;
use serde_json::{Value, json};

/// Reads a value and writes it again.
type Decode = fn(&str) -> Result<String, String>;

/// Reads and writes as the emitted client does.
fn decode<T: rt::Value>(text: &str) -> Result<String, String> {
    let value: T = rt::read_json(text.as_bytes()).map_err(|error| error.to_string())?;
    let written = rt::write_json(&value).map_err(|error| format!("it decodes, and is not written: {error}"))?;
    String::from_utf8(written).map_err(|error| error.to_string())
}

fn main() {
    let file = std::env::args().nth(1).expect("a file of instances");
    let text = std::fs::read_to_string(file).expect("a readable file");
    for line in text.lines() {
        let input: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = input["json"].as_str().expect("an instance");
        let ty = input["ty"].as_u64().and_then(|ty| usize::try_from(ty).ok()).expect("the number of a type");
        let answer = match TYPES[ty](text) {
            Ok(written) => json!({"written": written}),
            Err(error) => json!({"error": error}),
        };
        println!("{answer}");
    }
}
