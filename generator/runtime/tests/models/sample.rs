//! Models as the compiler emits them.

#[path = "sample/contact.rs"]
mod contact;
#[path = "sample/pets.rs"]
mod pets;
#[path = "sample/small.rs"]
mod small;
#[path = "sample/wide.rs"]
mod wide;

pub use contact::*;
pub use pets::*;
pub use small::*;
pub use wide::*;
