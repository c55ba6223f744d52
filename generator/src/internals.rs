//! What the tests and the research tools of this repository use of the inside, by room. It may change at any time.

pub mod analyse {
    pub use crate::analyse::{Edge, Form};

    pub mod features {
        pub use crate::analyse::features::{Part, Parts, User, parts};
    }
}

pub mod document {
    pub use crate::document::{Bundle, read_bundle};

    pub mod extras {
        pub use crate::document::extras::{SchemaExtras, ValueExtras};
    }
}

pub mod emit {
    pub use crate::emit::{
        BodyMapping, CallMapping, ContentMapping, FEATURES, OutcomeMapping, ParamMapping, ParamShape, Role, TypeMapping,
    };
}

pub mod ir {
    pub use crate::ir::{Api, Kind, MediaKind, Method, ParamLocation, SecurityKind, Style};

    pub mod dump {
        pub use crate::ir::dump::dump;
    }

    pub mod edges {
        pub use crate::ir::edges::types_of;
    }
}

pub mod link {
    pub use crate::link::link;
}

pub mod names {
    pub use crate::names::Name;

    pub mod features {
        pub use crate::names::features::{ALL, OTHER};
    }
}

pub mod output {
    pub use crate::output::HEADER;
}

pub mod pipeline {
    pub use crate::pipeline::{Compiled, call_map, compile, type_map};
}

pub mod selection {
    pub use crate::selection::Selection;
}

pub mod source {
    pub use crate::source::{MOST_BYTES, OverlayOf, Raw, Roots, load};

    pub mod index {
        pub use crate::source::index::{Located, Position, Span, locate};
    }
}

pub mod pointer {
    pub use crate::pointer::*;
}

pub mod vocabulary {
    pub use crate::vocabulary::{Extension, Format, Kind, Shape, essence, member, members, nothing};
}
