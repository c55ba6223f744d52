//! What everything is called. Every identifier of the emitted code is decided here, once.
//!
//! A name is split into words before a case is applied. So two names that differ only in case or punctuation collide;
//! collisions are resolved in document order and reported. What is derived yields to what the document names itself.

pub mod assign;
pub mod emitted;
pub mod features;
pub mod holder;
pub mod ident;
pub mod kept;
pub mod listed;
pub mod reason;
pub mod rename;
pub mod reserved;
pub mod scope;
mod transliterate;
pub mod type_words;
pub mod unknown;
pub mod words;

pub use assign::name;
pub use ident::Name;

use std::collections::BTreeMap;

use crate::analyse::Form;
use crate::ir::{ArenaMap, OperationId, ServerId, TypeId};
use reason::NameReason;

/// The identifiers of one API.
#[derive(Debug, Clone)]
pub struct Names {
    pub(crate) types: BTreeMap<(TypeId, Form), Name>,
    /// What the first place of a type that several places share is called. The type itself is called after what it holds.
    pub(crate) places: BTreeMap<(TypeId, Form), Name>,
    /// Why each type that is emitted has its name, its forms aside.
    pub(crate) reasons: ArenaMap<TypeId, Option<NameReason>>,
    pub(crate) files: ArenaMap<TypeId, Name>,
    /// The key of each type in the tables of [`Rename`](rename::Rename).
    pub(crate) keys: ArenaMap<TypeId, String>,
    pub(crate) members: ArenaMap<TypeId, Members>,
    pub(crate) operations: ArenaMap<OperationId, OperationNames>,
    pub(crate) servers: ArenaMap<ServerId, ServerNames>,
    /// The labels of path arguments that could be mistaken for one another, each with the name in the path.
    pub(crate) labels: Vec<(Name, String)>,
    /// The names of security schemes, in the order of `Api::security_schemes`.
    pub(crate) schemes: Vec<SchemeNames>,
    /// The variant of each webhook, in the order of `Api::webhooks`.
    pub(crate) webhooks: Vec<Name>,
    /// The names of each callback, in the order of `Api::callbacks`.
    pub(crate) callbacks: Vec<CallbackNames>,
    /// What is neither a function, a type nor inside one, as `NAMES.md` lists it, by the module or function that it is in.
    pub(crate) others: BTreeMap<String, String>,
}

/// The identifiers inside a type.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// A name for each field of an object, value of an enum, or variant of a union, in the order of the IR.
    pub items: Vec<Name>,
    /// Why each of these is called so.
    pub reasons: Vec<NameReason>,
    /// For an object with a form whose members can be cleared: the name of the method that clears each, in the order of the fields.
    pub clears: Vec<Name>,
    /// For an object: the field that keeps unknown members. For an enum or union: the variant of unknown values.
    pub rest: Option<Name>,
}

/// The names of a callback.
#[derive(Debug, Clone)]
pub struct CallbackNames {
    /// The module of the operation's callbacks.
    pub module: Name,
    /// The function that reads it.
    pub function: Name,
}

/// The identifiers of an operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// The key of its module in the tables of [`Rename`](rename::Rename).
    pub module_key: String,
    /// The module that holds it.
    pub module: Name,
    /// Why it is called so.
    pub module_reason: NameReason,
    /// The function that makes a request.
    pub function: Name,
    /// Why it is called so.
    pub function_reason: NameReason,
    /// The static that holds its table.
    pub table: Name,
    /// The argument or field of each parameter, in the order of the IR.
    pub params: Vec<Name>,
    /// Why each of these is called so.
    pub param_reasons: Vec<NameReason>,
    /// The label of each parameter that could be mistaken for another one, in the order of the IR.
    pub labels: Vec<Option<Name>>,
    /// The function that takes the parameters outside the path too, for an operation that needs none of them.
    pub with_function: Name,
    /// The argument that takes the body.
    pub body: Name,
    /// The argument that takes all parameters outside the path.
    pub params_arg: Name,
    /// The struct of all parameters outside the path.
    pub params_type: Name,
    /// The enum of bodies, for operations with several media types.
    pub body_type: Name,
    /// Its variant for each media type, in the order of the IR.
    pub body_variants: Vec<Name>,
    /// The enum of success outcomes, for operations with several.
    pub outcome_type: Name,
    /// The enum of error bodies, for operations with several.
    pub error_type: Name,
    /// The constant of each header of its responses, by the place of the header among them all. Headers of one name and
    /// type have one constant in a module.
    pub headers: Vec<Name>,
    /// The variants of each response: one for each of its media types, or one for a response without a body.
    pub response_variants: Vec<Vec<Name>>,
}

/// The identifiers of a server.
#[derive(Debug, Clone)]
pub struct ServerNames {
    /// The name by which the runtime identifies it: `x-name`, or a word from the description or URL.
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

impl Members {
    /// The field for members that the document does not name, if no member has this name.
    pub const OTHER_MEMBERS: &str = "extra";
    /// The variant for values that the document does not name, if none of those that it names has this name.
    pub const OTHER_VALUES: &str = "Unknown";
}

impl Names {
    /// The name of a form of a type. Forms that are not emitted have the name of the read form.
    pub fn ty(&self, id: TypeId, form: Form) -> &Name {
        self.types.get(&(id, form)).or_else(|| self.types.get(&(id, Form::Read))).unwrap_or(Name::missing())
    }

    /// The name of the first place of a type that several places share, if the type has another name.
    pub fn place(&self, id: TypeId, form: Form) -> Option<&Name> {
        self.places.get(&(id, form))
    }

    /// The key of a type in the tables of [`Rename`](rename::Rename).
    pub fn key(&self, id: TypeId) -> &str {
        &self.keys[id]
    }

    /// Why a type is called so, the suffix of a form aside. None: it is not emitted.
    pub fn reason(&self, id: TypeId) -> Option<&NameReason> {
        self.reasons[id].as_ref()
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

    /// The labels of path arguments, each with the name in the path.
    pub fn labels(&self) -> &[(Name, String)] {
        &self.labels
    }

    /// The names of a server.
    pub fn server(&self, id: ServerId) -> &ServerNames {
        &self.servers[id]
    }

    /// The names of a security scheme, by its key in the document.
    pub fn scheme(&self, position: usize) -> Option<&SchemeNames> {
        self.schemes.get(position)
    }

    /// The variant of each webhook, in the order of `Api::webhooks`.
    pub fn webhooks(&self) -> &[Name] {
        &self.webhooks
    }

    /// The names of each callback, in the order of `Api::callbacks`.
    pub fn callbacks(&self) -> &[CallbackNames] {
        &self.callbacks
    }
}
