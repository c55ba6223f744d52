//! How data is written as Rust text: literals, slices and lists.

use std::fmt::Display;

use proc_macro2::Literal;

/// A string literal.
pub fn string(text: &str) -> String {
    Literal::string(text).to_string()
}

/// `&["a", "b"]`.
pub fn strings(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    format!("&[{}]", join(texts.into_iter().map(|text| string(text.as_ref())), ", "))
}

/// `&[a, b]`.
pub fn slice(entries: &[String]) -> String {
    format!("&[{}]", entries.join(", "))
}

/// A slice with one entry on each line, whose brackets are indented by `indent`.
pub fn slice_of_lines(entries: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    match entries {
        [] => "&[]".to_owned(),
        [one] if one.len() < 60 => format!("&[{one}]"),
        many => {
            let mut out = String::from("&[\n");
            for entry in many {
                out.push_str(&format!("{pad}    {entry},\n"));
            }
            out.push_str(&pad);
            out.push(']');
            out
        }
    }
}

/// The texts with `separator` between.
pub fn join(parts: impl IntoIterator<Item = impl Display>, separator: &str) -> String {
    let mut out = String::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(&part.to_string());
    }
    out
}
