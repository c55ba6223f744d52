//! The value of a member of a request that is absent, null or set.

use super::value::{Empty, MemberView, Optional, OptionalPlace, Placeholder, Slot, Stored, Value, View};

/// The value of a member of a request: absent, null, or a value.
///
/// An `Option<T>` converts into a `Patch<T>`, and `None` becomes [`Patch::Absent`]: a member that was not received stays as
/// it is on the server when it is sent back. Only [`Patch::Null`], and the methods `clear_…` that set it, clear a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The member is not sent, and the server does not change it.
    #[default]
    Absent,
    /// The member is sent as null, and the server clears it.
    Null,
    /// The member is sent with this value.
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

    /// The value, if it is neither absent nor null.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Absent | Patch::Null => None,
            Patch::Value(value) => Some(value),
        }
    }

    /// Borrows as nested options: the outer one is `None` if absent, the inner one is `None` if null.
    pub fn as_option(&self) -> Option<Option<&T>> {
        match self {
            Patch::Absent => None,
            Patch::Null => Some(None),
            Patch::Value(value) => Some(Some(value)),
        }
    }

    /// Converts into nested options: the outer one is `None` if absent, the inner one is `None` if null.
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Patch::Absent => None,
            Patch::Null => Some(None),
            Patch::Value(value) => Some(Some(value)),
        }
    }

    /// Applies a function to the value, if it is neither absent nor null.
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
        value.map_or(Patch::Absent, Patch::Value)
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

/// Makes a patch from all that its value is made from: `patch_from!(Colour: &str, String)`.
macro_rules! patch_from {
    ($ty:ty: $($source:ty),+ $(,)?) => {
        $(
            impl From<$source> for $crate::runtime::Patch<$ty> {
                #[inline]
                fn from(value: $source) -> Self {
                    $crate::runtime::Patch::Value(std::convert::Into::into(value))
                }
            }
        )+
    };
}
pub(crate) use patch_from;

/// Makes a value that may be omitted from all that it is made from, if this is of the same crate: `optional_from!(Pet: Cat)`.
macro_rules! optional_from {
    ($ty:ty: $($source:ty),+ $(,)?) => {
        $(
            impl From<$source> for Option<$ty> {
                #[inline]
                fn from(value: $source) -> Self {
                    Some(std::convert::Into::into(value))
                }
            }
        )+
    };
}
pub(crate) use optional_from;

impl<T> Empty for Patch<T> {
    const EMPTY: Self = Patch::Absent;
}

impl<T> Placeholder for Patch<T> {
    fn placeholder() -> Self {
        Patch::Absent
    }
}

impl<T: Value> Value for Patch<T> {
    fn member_view(&self) -> MemberView<'_> {
        match self {
            Patch::Absent => MemberView::Absent,
            Patch::Null => MemberView::Null,
            Patch::Value(value) => value.member_view(),
        }
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(OptionalPlace::Other(self, T::digits()))
    }
    fn view(&self) -> View<'_> {
        self.member_view().view()
    }
}

impl<T: Value> Optional for Patch<T> {
    fn store(&mut self, what: Stored) -> Slot<'_> {
        *self = match what {
            Stored::Absent => Patch::Absent,
            Stored::Null => Patch::Null,
            Stored::Placeholder => Patch::Value(T::placeholder()),
        };
        match self {
            Patch::Value(value) => value.slot(),
            Patch::Absent | Patch::Null => Slot::Nothing,
        }
    }
}

impl<T: Value> serde_core::Serialize for Patch<T> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write::write(self, serializer)
    }
}

impl<'de, T: Value> serde_core::Deserialize<'de> for Patch<T> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read::read(deserializer)
    }
}

/// The items of a list that may contain null, from items that convert into a patch. Absent items become null.
pub fn options<T>(items: impl IntoIterator<Item = impl Into<Patch<T>>>) -> Vec<Option<T>> {
    items.into_iter().map(|item| item.into().into_option().flatten()).collect()
}
