//! Booleans, numbers, strings, any JSON and the unit type as model values.

use super::scalar_traits::Whole;
use super::value::{Json, MemberView, OptionalPlace, Placeholder, Slot, Value, View};

macro_rules! scalar {
    ($($ty:ty = $placeholder:expr, $slot:ident, $value:ident => $view:expr $(, { $($other:tt)* })?;)*) => {$(
        impl Placeholder for $ty {
            fn placeholder() -> Self {
                $placeholder
            }
        }
        impl Value for $ty {
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }
            $($($other)*)?
        }
    )*};
}

scalar! {
    bool = false, Bool, value => View::Bool(*value), {
        fn member_view(&self) -> MemberView<'_> {
            MemberView::Bool(*self)
        }
    };
    f64 = 0.0, F64, value => View::F64(*value);
    String = String::new(), String, value => View::Str(value), {
        fn member_view(&self) -> MemberView<'_> {
            MemberView::Str(self)
        }
        #[inline(always)]
        fn optional_slot(value: &mut Option<Self>) -> Slot<'_> {
            Slot::Optional(OptionalPlace::String(value))
        }
    };
    Json = Json::Null, Json, value => View::Json(value);
}

macro_rules! whole {
    ($($ty:ident = $view:ident, $expected:literal;)*) => {$(
        scalar! { $ty = 0, Whole, value => View::$view((*value).into()), {
            fn member_view(&self) -> MemberView<'_> {
                MemberView::$view((*self).into())
            }
        }; }
        impl Whole for $ty {
            fn put(&mut self, value: i128) -> bool {
                $ty::try_from(value).map(|value| *self = value).is_ok()
            }
            fn expected(&self) -> &'static str {
                $expected
            }
            fn bits(&self) -> u32 {
                $ty::BITS
            }
        }
    )*};
}

whole! {
    i8 = I64, "an 8-bit integer";
    i16 = I64, "a 16-bit integer";
    i32 = I64, "a 32-bit integer";
    i64 = I64, "a 64-bit integer";
    u8 = U64, "an unsigned 8-bit integer";
    u16 = U64, "an unsigned 16-bit integer";
    u32 = U64, "an unsigned 32-bit integer";
    u64 = U64, "an unsigned 64-bit integer";
}

impl Placeholder for () {
    fn placeholder() -> Self {}
}

/// The body of a response without a body.
impl Value for () {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Nothing
    }
    fn view(&self) -> View<'_> {
        View::Absent
    }
}
