//! Does one scalar hold every value of another one?

use crate::ir::Scalar;

/// What a scalar is in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Bool,
    /// Whole numbers from and to these.
    Whole(i128, i128),
    Number,
    /// Any text.
    Text,
    /// Text of a format.
    Formatted,
    /// A number of any precision.
    Decimal,
    Bytes,
}

fn nature(scalar: Scalar) -> Nature {
    match scalar {
        Scalar::Bool => Nature::Bool,
        Scalar::I8 => Nature::Whole(i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => Nature::Whole(i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => Nature::Whole(i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 => Nature::Whole(i64::MIN.into(), i64::MAX.into()),
        Scalar::U8 => Nature::Whole(0, u8::MAX.into()),
        Scalar::U16 => Nature::Whole(0, u16::MAX.into()),
        Scalar::U32 => Nature::Whole(0, u32::MAX.into()),
        Scalar::U64 => Nature::Whole(0, u64::MAX.into()),
        Scalar::F64 | Scalar::UnixTime | Scalar::Seconds | Scalar::Milliseconds => Nature::Number,
        // A password is text that is not printed.
        Scalar::String | Scalar::Secret => Nature::Text,
        Scalar::DateTime
        | Scalar::Date
        | Scalar::Time
        | Scalar::Duration
        | Scalar::HttpDate
        | Scalar::Uuid
        | Scalar::DecimalString
        | Scalar::Base64
        | Scalar::Base64Url => Nature::Formatted,
        Scalar::Decimal => Nature::Decimal,
        Scalar::Bytes => Nature::Bytes,
    }
}

/// Whether each value of `inner` is one of `outer` too.
pub fn holds(outer: Scalar, inner: Scalar) -> bool {
    if outer == inner {
        return true;
    }
    match (nature(outer), nature(inner)) {
        (Nature::Whole(least, most), Nature::Whole(inner_least, inner_most)) => {
            least <= inner_least && inner_most <= most
        }
        (Nature::Number, Nature::Whole(..) | Nature::Number) | (Nature::Text, Nature::Text | Nature::Formatted) => true,
        (
            Nature::Bool
            | Nature::Whole(..)
            | Nature::Number
            | Nature::Text
            | Nature::Formatted
            | Nature::Decimal
            | Nature::Bytes,
            _,
        ) => false,
    }
}
