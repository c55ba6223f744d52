//! A member of a request that has three states.

use super::value::{Empty, Optional, Placeholder, Slot, Value, View};

/// What a request says about a member: nothing, null, or a value.
///
/// `Option<T>` turns into a patch by clearing: `None` is [`Patch::Null`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The member is not sent, and the server leaves it as it is.
    #[default]
    Absent,
    /// The member is sent as null, and the server clears it.
    Null,
    /// The member is sent.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the member is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// Whether the member is sent as null.
    pub fn is_null(&self) -> bool {
        matches!(self, Patch::Null)
    }

    /// The value that is sent, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Absent | Patch::Null => None,
            Patch::Value(value) => Some(value),
        }
    }

    /// Absence as the outer, null as the inner `Option`.
    pub fn as_option(&self) -> Option<Option<&T>> {
        match self {
            Patch::Absent => None,
            Patch::Null => Some(None),
            Patch::Value(value) => Some(Some(value)),
        }
    }

    /// Absence as the outer, null as the inner `Option`.
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Patch::Absent => None,
            Patch::Null => Some(None),
            Patch::Value(value) => Some(Some(value)),
        }
    }

    /// Changes the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Absent => Patch::Absent,
            Patch::Null => Patch::Null,
            Patch::Value(value) => Patch::Value(change(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Patch::Value(value)
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Patch::Null, Patch::Value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Patch::Value(value.to_owned())
    }
}

impl From<&String> for Patch<String> {
    fn from(value: &String) -> Self {
        Patch::Value(value.clone())
    }
}

impl From<Option<&str>> for Patch<String> {
    fn from(value: Option<&str>) -> Self {
        value.map(str::to_owned).into()
    }
}

impl<T> Empty for Patch<T> {
    const EMPTY: Self = Patch::Absent;
}

impl<T> Placeholder for Patch<T> {
    fn placeholder() -> Self {
        Patch::Absent
    }
}

impl<T: Value> Value for Patch<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
    fn view(&self) -> View<'_> {
        match self {
            Patch::Absent => View::Absent,
            Patch::Null => View::Null,
            Patch::Value(value) => value.view(),
        }
    }
}

impl<T: Value> Optional for Patch<T> {
    fn reset(&mut self) {
        *self = Patch::Absent;
    }
    fn null(&mut self) {
        *self = Patch::Null;
    }
    fn some(&mut self) -> Slot<'_> {
        *self = Patch::Value(T::placeholder());
        match self {
            Patch::Value(value) => value.slot(),
            Patch::Absent | Patch::Null => Slot::Nothing,
        }
    }
}

impl<T: Value> serde::Serialize for Patch<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write::write(self, serializer)
    }
}

impl<'de, T: Value> serde::Deserialize<'de> for Patch<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read::read(deserializer)
    }
}

/// The items of a list that may hold null, from anything that says a value or null.
pub fn options<T>(items: impl IntoIterator<Item = impl Into<Patch<T>>>) -> Vec<Option<T>> {
    items.into_iter().map(|item| item.into().into_option().flatten()).collect()
}
