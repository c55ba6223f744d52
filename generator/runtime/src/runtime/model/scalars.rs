//! Booleans, numbers, strings, any JSON and the unit type as model values.

use super::value::{Json, Placeholder, Slot, Value, View};

macro_rules! scalar {
    ($($ty:ty = $placeholder:expr, $slot:ident, $value:ident => $view:expr;)*) => {$(
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
        }
    )*};
}

scalar! {
    bool = false, Bool, value => View::Bool(*value);
    i32 = 0, I32, value => View::I64(i64::from(*value));
    i64 = 0, I64, value => View::I64(*value);
    u64 = 0, U64, value => View::U64(*value);
    f64 = 0.0, F64, value => View::F64(*value);
    String = String::new(), String, value => View::Str(value);
    Json = Json::Null, Json, value => View::Json(value);
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
