//! How a file of Rust is put together: header, docs, items, an empty line between.

use proc_macro2::TokenStream;

use super::docs::Lines;

/// A Rust file in the making.
pub struct SourceFile {
    text: String,
}

impl SourceFile {
    /// A file that begins with its `//!` docs. The header is written by `output`.
    pub fn new(docs: &[String]) -> Self {
        let mut text = String::new();
        for line in docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
        Self { text }
    }

    /// Items without docs above them.
    pub fn empty() -> Self {
        Self { text: String::new() }
    }

    /// A file whose docs are one sentence of ours.
    pub fn about(sentence: &str) -> Self {
        Self::new(&[sentence.to_owned()])
    }

    /// Appends text as it is: declarations and tables.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.gap();
        self.text.push_str(text);
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Appends an item.
    pub fn item(&mut self, tokens: TokenStream) {
        self.text(&formatted(tokens));
    }

    /// Appends an item below its docs. They are written as text, which costs less than attributes do.
    pub fn documented(&mut self, docs: &Lines, tokens: TokenStream) {
        self.text(&format!("{}{}", docs.comment(), formatted(tokens)));
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// Formatting is looks only: tokens that are no item stay as they are, and the compiler says what is wrong with them.
fn formatted(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => tokens.to_string(),
    }
}
