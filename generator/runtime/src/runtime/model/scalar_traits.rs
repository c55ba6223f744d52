//! The traits of the scalars that a type of its own stores: strings with a format, integers, and enums of them.

/// A string with a format, or an enum of strings.
pub trait Text {
    /// Stores `text`. A format stores text that does not match it unchanged, because servers send such text.
    ///
    /// # Errors
    ///
    /// Says why `text` is rejected. Only types that store the parts of a text, such as a comma-separated list, reject it.
    fn put(&mut self, text: &str) -> Result<(), String>;
    /// Whether `text` matches the format, or is a value that the document lists. The reader of unions compares variants
    /// by it.
    fn matches(&self, text: &str) -> bool;
    /// Whether `text` is a value of the type that a client may send. The reader of unions asks for it where several variants
    /// match: a date alone is read as a point in time, and is a date where a variant is one.
    fn is_exact(&self, text: &str) -> bool {
        self.matches(text)
    }
    /// What is expected, for error messages.
    fn expected(&self) -> &'static str;
    /// Stores the text of a JSON number. Returns whether the type accepts numbers.
    fn put_number(&mut self, _text: &str) -> bool {
        false
    }
    /// Whether the type keeps the text of a JSON number.
    fn keeps_digits(&self) -> bool {
        false
    }
}

/// An integer of a width of Rust.
pub trait Whole {
    /// Stores `value`. Returns whether the type has it.
    fn put(&mut self, value: i128) -> bool;
    /// What is expected, for error messages.
    fn expected(&self) -> &'static str;
    /// The number of bits.
    fn bits(&self) -> u32;
}

/// An enum of integers.
pub trait Integer {
    /// The number that is sent.
    fn get(&self) -> i64;
    /// Stores `value`.
    fn put(&mut self, value: i64);
    /// Whether the document lists this value.
    fn matches(&self, value: i64) -> bool;
}
