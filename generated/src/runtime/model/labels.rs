// @generated
//! What keeps two arguments of one type from being swapped: each stands in a label, `get(Owner("rust-lang"), Repo("rust"))`.

/// Writes labels: structs around what an argument is made from.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name<T>(pub T);
        )*
    };
}
pub(crate) use labels;
