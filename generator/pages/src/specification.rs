//! What does a specification say at a place? Files, nodes and references, as a reader of documentation needs them.

mod files;
mod index;
mod node;
mod operation;
mod shape;
mod whereabouts;

pub use files::Specification;
pub use index::{Index, same_call};
pub use node::Node;
pub use operation::{METHODS, Operation, same_path, segments};
pub use shape::Bound;
pub use whereabouts::Whereabouts;
