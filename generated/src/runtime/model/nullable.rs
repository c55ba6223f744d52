// @generated
//! What a required member is made from whose value may be null: a value, text, or an `Option` of these.

/// The argument for a required member that may be null. It is made from a value, from an `Option`, and from text where the
/// value is text: `new("Seattle")`, `new(None)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nullable<T>(Option<T>);

impl<T> Nullable<T> {
    /// The value. `None` is null.
    pub fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Nullable(Some(value))
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        Nullable(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Nullable(Some(text.to_owned()))
    }
}

impl From<&String> for Nullable<String> {
    fn from(text: &String) -> Self {
        Nullable(Some(text.clone()))
    }
}
