//! The reading of input that is discarded.

use serde_core::de::{IgnoredAny, MapAccess, SeqAccess};

/// Reads the rest of a list and discards it.
pub(super) fn skip_items<'de, A: SeqAccess<'de>>(items: &mut A) -> Result<(), A::Error> {
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Reads the rest of an object and discards it.
pub(super) fn skip_members<'de, A: MapAccess<'de>>(members: &mut A) -> Result<(), A::Error> {
    while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}
