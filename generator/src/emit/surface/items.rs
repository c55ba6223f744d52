//! What a user of emitted code can name, as values: functions, types with their parts, constants and enums.

use crate::analyse::{Construction, Form};
use crate::emit::member::WrapperReason;
use crate::emit::model::payload::PointerReason;
use crate::emit::rust_type::RustType;
use crate::ir::{OperationId, ParamLocation, TypeId};
use crate::location::Location;
use crate::names::Name;

/// What users see of one API.
#[derive(Debug, Clone, Default)]
pub struct Surface {
    /// The module of the emitted crate that holds the API. None: the crate root.
    pub module: Option<Name>,
    /// In the order of the IR.
    pub operations: Vec<Callable>,
    /// The types of `models`, in the order of the IR. Each name is there once.
    pub types: Vec<Def>,
    /// The constants of modules, each by its path: headers of responses, and token endpoints.
    pub constants: Vec<Constant>,
    /// The labels of path arguments.
    pub labels: Vec<Name>,
    /// The variants of the enums at the crate root, and of the enum of webhooks.
    pub enums: Vec<RootEnum>,
}

/// The functions of an operation, and the types beside them.
#[derive(Debug, Clone)]
pub struct Callable {
    pub id: OperationId,
    pub location: Location,
    pub module: Name,
    pub function: Name,
    /// The function that takes the parameters outside the path too, if the first one does not.
    pub with: Option<Name>,
    /// The arguments of the path and of the body.
    pub arguments: Vec<Argument>,
    /// Whether the parameters outside the path are the last argument of the first function.
    pub needs_params: bool,
    pub params_type: Name,
    /// The struct of the parameters outside the path, if there are any.
    pub params: Option<Record>,
    /// The enum of bodies, if there are several media types.
    pub bodies: Option<(Name, Choice)>,
    pub output: RustType,
    pub error: RustType,
    /// The enum of successful outcomes, if their types differ.
    pub outcomes: Option<(Name, Choice)>,
    /// The enum of error bodies, if their types differ.
    pub errors: Option<(Name, Choice)>,
    /// Whether it is read page by page.
    pub is_paged: bool,
    /// Whether it is followed until it ends.
    pub is_long_running: bool,
}

/// An argument of a function or of `new`.
#[derive(Debug, Clone)]
pub struct Argument {
    pub name: Name,
    /// The name in the document. Empty: it is the body.
    pub wire: String,
    /// Where a parameter is sent. None: it is none.
    pub sent_in: Option<ParamLocation>,
    /// The label that it stands in.
    pub label: Option<Name>,
    pub passed: Passed,
    pub location: Location,
}

/// How a caller passes a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passed {
    Plain(RustType),
    Into(RustType),
    Nullable(RustType),
    List(RustType),
    Map(RustType),
}

/// A type of `models`.
#[derive(Debug, Clone)]
pub struct Def {
    pub name: Name,
    pub id: TypeId,
    pub form: Form,
    pub location: Location,
    pub shape: Shape,
}

/// What kind of Rust type it is.
#[derive(Debug, Clone)]
pub enum Shape {
    Record(Record),
    Choice(Choice),
    Alias(RustType),
}

/// A struct.
#[derive(Debug, Clone)]
pub struct Record {
    pub fields: Vec<Field>,
    pub construction: Construction,
    /// What `new` asks for, if there is one.
    pub arguments: Vec<Argument>,
    /// Whether `Default` is implemented.
    pub has_default: bool,
    /// The types that it is made from.
    pub from: Vec<RustType>,
}

/// A field of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: Name,
    /// The name in the document. Empty: it keeps the members that the document does not name.
    pub wire: String,
    /// Where a parameter is sent, since two of one name may be sent in two places. None: it is no parameter.
    pub sent_in: Option<ParamLocation>,
    pub ty: RustType,
    /// Whether JSON must have it, and it has no value of its own.
    pub is_required: bool,
    /// Why it is wrapped as it is. None: it is a parameter, or keeps the members that
    /// the document does not name.
    pub because: Option<WrapperReason>,
    pub location: Location,
}

/// An enum.
#[derive(Debug, Clone)]
pub struct Choice {
    pub variants: Vec<Variant>,
    /// The types that it is made from.
    pub from: Vec<RustType>,
}

/// A variant of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    pub name: Name,
    /// What it stands for in the document. Empty: what this version does not know.
    pub wire: String,
    /// What it holds. None: nothing.
    pub payload: Option<RustType>,
    /// Why that is behind a pointer. None: it is not.
    pub pointer: Option<PointerReason>,
    pub location: Location,
}

/// A constant of a module.
#[derive(Debug, Clone)]
pub struct Constant {
    /// `pets::RATE_LIMIT`.
    pub path: String,
    pub ty: RustType,
    pub location: Location,
}

/// An enum that is not a type of `models`.
#[derive(Debug, Clone)]
pub struct RootEnum {
    /// `Server`, `Scheme`, `webhooks::WebhookEvent`.
    pub path: &'static str,
    pub choice: Choice,
}
