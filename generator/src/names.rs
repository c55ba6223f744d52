//! What everything is called: every identifier of the emitted code is decided here, once.
//!
//! Words come first and case second: two names that differ only in case or punctuation collide, and the collision
//! is resolved in document order and reported.

pub mod assign;
pub mod features;
pub mod ident;
pub mod reserved;
pub mod scope;
mod transliterate;
pub mod words;

pub use assign::name;
pub use ident::Name;

use std::collections::BTreeMap;

use crate::analyse::Form;
use crate::ir::{ArenaMap, OperationId, ServerId, TypeId};

/// The identifiers of one API.
#[derive(Debug, Clone)]
pub struct Names {
    pub(crate) types: BTreeMap<(TypeId, Form), Name>,
    pub(crate) files: ArenaMap<TypeId, Name>,
    pub(crate) members: ArenaMap<TypeId, Members>,
    pub(crate) operations: ArenaMap<OperationId, OperationNames>,
    pub(crate) servers: ArenaMap<ServerId, ServerNames>,
    /// The names of security schemes, in the order of `Api::security_schemes`.
    pub(crate) schemes: Vec<SchemeNames>,
}

/// The identifiers inside a type.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// Object: a name for each field. Enum: for each value. Union: for each variant. In the order of the IR.
    pub items: Vec<Name>,
    /// Object: a name for each method that clears a member, in the order of the fields.
    pub clears: Vec<Name>,
    /// Object: the field that keeps unknown members. Enum and union: the variant for what is not known.
    pub rest: Option<Name>,
}

/// The identifiers of an operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// The module of its tag.
    pub module: Name,
    /// Its function.
    pub function: Name,
    /// The static table of the function.
    pub table: Name,
    /// A name for each parameter, in the order of the IR: argument or field.
    pub params: Vec<Name>,
    /// The argument that takes the body.
    pub body: Name,
    /// The argument that takes all parameters outside the path.
    pub params_arg: Name,
    /// The struct of all parameters outside the path.
    pub params_type: Name,
    /// The enum of bodies, one variant a media type, for operations with several.
    pub body_type: Name,
    /// A variant name for each media type of the body, in the order of the IR.
    pub body_variants: Vec<Name>,
    /// The enum of success outcomes, for operations with several.
    pub outcome_type: Name,
    /// The enum of error bodies, for operations with several.
    pub error_type: Name,
    /// For each response, for each of its media types (or one for an empty response): a variant name.
    pub answer_variants: Vec<Vec<Name>>,
}

/// The identifiers of a server.
#[derive(Debug, Clone)]
pub struct ServerNames {
    /// What identifies it to the runtime: `x-name`, or a word made from the URL or the description.
    pub wire: String,
    /// The static that holds it.
    pub constant: Name,
    /// Its variant in the enum of servers.
    pub variant: Name,
}

/// The identifiers of a security scheme.
#[derive(Debug, Clone)]
pub struct SchemeNames {
    /// The static that holds it.
    pub constant: Name,
    /// Its variant in the enum of schemes.
    pub variant: Name,
}

impl Names {
    /// The name of a form of a type. Forms that are not emitted have the name of the read form.
    pub fn ty(&self, id: TypeId, form: Form) -> &Name {
        self.types.get(&(id, form)).or_else(|| self.types.get(&(id, Form::Read))).unwrap_or(Name::missing())
    }

    /// The file under `models/` that holds a type, as a module name.
    pub fn file(&self, id: TypeId) -> &Name {
        &self.files[id]
    }

    /// The names inside a type.
    pub fn members(&self, id: TypeId) -> &Members {
        &self.members[id]
    }

    /// The names of an operation.
    pub fn operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[id]
    }

    /// The names of a server.
    pub fn server(&self, id: ServerId) -> &ServerNames {
        &self.servers[id]
    }

    /// The names of a security scheme, by its key in the document.
    pub fn scheme(&self, position: usize) -> Option<&SchemeNames> {
        self.schemes.get(position)
    }
}
