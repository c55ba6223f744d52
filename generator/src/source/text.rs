//! How bytes become text and text becomes a raw value: the encoding, the format, and the errors in either.

use super::parsed::{Fault, Parsed};
use super::{json, yaml};

/// Reads a file. Text that begins with a bracket, or with a comment as some write them in JSON, is read as JSON, and as YAML if it
/// is not JSON and the file is named `.yaml` or `.yml`. Other text is read as YAML.
///
/// # Errors
///
/// Returns the first syntax error.
pub fn parse(path: &str, text: &str) -> Result<Parsed, Fault> {
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) && !json::is_comment(start) {
        return yaml::parse(text);
    }
    let lower = path.to_ascii_lowercase();
    let named_yaml = lower.ends_with(".yaml") || lower.ends_with(".yml");
    match json::parse(text) {
        Err(Fault::Syntax { .. }) if named_yaml => yaml::parse(text),
        result => result,
    }
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable {
    pub message: String,
    pub help: String,
    /// The line and column, from 1.
    pub at: (usize, usize),
    /// The text up to there, to show it.
    pub text: String,
}

/// The text, without its byte order mark.
///
/// # Errors
///
/// Returns an error if the bytes are not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if is_utf16(&bytes) {
        return Err(Undecodable {
            message: "the file is UTF-16".to_owned(),
            help: "save it as UTF-8".to_owned(),
            at: (1, 1),
            text: String::new(),
        });
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(not_utf8(&error)),
    }
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Undecodable {
    let bytes = error.as_bytes();
    let valid_up_to = error.utf8_error().valid_up_to();
    let valid = bytes.get(..valid_up_to).map(String::from_utf8_lossy).unwrap_or_default();
    let valid = valid.strip_prefix('\u{feff}').unwrap_or(&valid);
    let line = valid.matches('\n').count() + 1;
    let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    let all = String::from_utf8_lossy(bytes);
    Undecodable {
        message: format!("the byte 0x{byte:02X} is not valid UTF-8"),
        help: "save the file as UTF-8".to_owned(),
        at: (line, column),
        text: all.strip_prefix('\u{feff}').unwrap_or(&all).to_owned(),
    }
}

/// Whether the bytes are UTF-16: they begin with its byte order mark, or have a zero byte beside the first character,
/// which is ASCII in YAML and JSON.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=255, ..] | [1..=255, 0, ..])
}
