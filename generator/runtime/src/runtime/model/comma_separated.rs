//! A list of values in one comma-separated string.

use super::read;
use super::scalar_traits::Text;
use super::value::{Placeholder, Slot, Value, View};
use super::write::plain_text;
use std::borrow::Cow;
use std::fmt;

/// A list of values that is sent as one string: `read, write`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct CommaSeparated<T>(pub Vec<T>);

impl<S: Into<T>, T> From<Vec<S>> for CommaSeparated<T> {
    fn from(values: Vec<S>) -> Self {
        CommaSeparated(values.into_iter().map(Into::into).collect())
    }
}

impl<S: Into<T>, T, const N: usize> From<[S; N]> for CommaSeparated<T> {
    fn from(values: [S; N]) -> Self {
        CommaSeparated(values.into_iter().map(Into::into).collect())
    }
}

impl<S: Into<T> + Clone, T> From<&[S]> for CommaSeparated<T> {
    fn from(values: &[S]) -> Self {
        CommaSeparated(values.iter().cloned().map(Into::into).collect())
    }
}

impl<S: Into<T> + Clone, T> From<&Vec<S>> for CommaSeparated<T> {
    fn from(values: &Vec<S>) -> Self {
        values.as_slice().into()
    }
}

impl<T> FromIterator<T> for CommaSeparated<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        CommaSeparated(values.into_iter().collect())
    }
}

impl<T> std::ops::Deref for CommaSeparated<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> std::ops::DerefMut for CommaSeparated<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Value> fmt::Debug for CommaSeparated<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::debug::debug(self, f)
    }
}

impl<T> Placeholder for CommaSeparated<T> {
    fn placeholder() -> Self {
        CommaSeparated(Vec::new())
    }
}

impl<T: Value> Value for CommaSeparated<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn view(&self) -> View<'_> {
        let mut read_only = false;
        let parts: Vec<Cow<'_, str>> = self
            .0
            .iter()
            .filter_map(|value| {
                let view = value.view();
                read_only |= matches!(view, View::Text { read_only: true, .. });
                plain_text(view)
            })
            .collect();
        View::Text { text: parts.join(", ").into(), read_only }
    }
}

impl<T: Value> Text for CommaSeparated<T> {
    fn put(&mut self, text: &str) -> Result<(), String> {
        self.0.clear();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            self.0.push(read::read_text(part).map_err(|error| error.message)?);
        }
        Ok(())
    }
    fn matches(&self, _text: &str) -> bool {
        true
    }
    fn expected(&self) -> &'static str {
        "a comma-separated string"
    }
}

impl<T: Value> serde_core::Serialize for CommaSeparated<T> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write::write(self, serializer)
    }
}

impl<'de, T: Value> serde_core::Deserialize<'de> for CommaSeparated<T> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::read(deserializer)
    }
}
