//! Support code.
// Emitted crates use what their documents need; the rest is no mistake there.
#![allow(dead_code, unused_macros, unused_imports)]

// Models.
mod bytes;
mod check;
mod comma;
mod containers;
mod convert;
mod debug;
mod enums;
mod nested;
mod patch;
mod read;
mod record;
mod scalars;
mod setters;
mod text;
mod union;
mod value;
mod write;

pub use bytes::Bytes;
pub use check::{Bound, Check, Violation, check, check_view};
pub use comma::CommaSeparated;
pub use convert::Convert;
pub use nested::Nested;
pub use patch::Patch;
pub use read::{ReadError, read_json, read_json_value, read_text};
pub use record::{Member, Presence, Record, Shape};
pub use serde;
pub use text::InvalidText;
pub use text::base64::{Base64, Base64Url};
pub use text::date::Date;
pub use text::date_time::DateTime;
pub use text::decimal::Decimal;
pub use text::duration::Duration;
pub use text::secret::Secret;
pub use text::time::Time;
pub use text::uuid::Uuid;
pub use union::{Choice, UnionShape};
pub use value::{Blank, Entries, Integer, Json, List, Map, Optional, Slot, Text, Value, View};
pub use write::{WriteError, plain_text, write_json, write_json_value};

pub(crate) use convert::convert;
pub(crate) use enums::{integer_enum, string_enum};
pub(crate) use record::{record, serde_forward};
pub(crate) use setters::setters;
pub(crate) use union::union;
