//! Decodes the examples of the file that it is given, each into its type, and prints a line of JSON for each.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a value and writes it again.
type Decode = fn(&str) -> Result<Value, String>;

fn decode<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| format!("it decodes, and is not written: {error}"))
}

fn main() {
    let file = std::env::args().nth(1).expect("a file of examples");
    let text = std::fs::read_to_string(file).expect("a readable file");
    for (index, line) in text.lines().enumerate() {
        let example: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = example["json"].as_str().expect("an example");
        let ty = example["type"].as_u64().and_then(|ty| usize::try_from(ty).ok()).expect("the number of a type");
        println!("{}", result_line(index, TYPES[ty], text));
    }
}

fn result_line(index: usize, decode: Decode, text: &str) -> Value {
    match decode(text) {
        Ok(written) => {
            let read: Value = serde_json::from_str(text).expect("JSON");
            json!({"example": index, "changed": changed(&read, &written)})
        }
        Err(error) => json!({"example": index, "error": error}),
    }
}

/// The first place where something is written that was not read. What is left out does not count: members that the
/// document does not name are not kept, nor is null where a member may be absent.
fn changed(read: &Value, written: &Value) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => written.iter().find_map(|(name, written)| {
            let at = match read.get(name) {
                Some(read) => changed(read, written)?,
                None => format!(": {written} was not read"),
            };
            Some(format!("/{name}{at}"))
        }),
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let mut pairs = read.iter().zip(written).enumerate();
            pairs.find_map(|(index, (read, written))| Some(format!("/{index}{}", changed(read, written)?)))
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (read, written) if read == written => None,
        (read, written) => Some(format!(": {read} became {written}")),
    }
}
