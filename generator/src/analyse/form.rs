//! Which forms a type can have, and in which context each is used.

use crate::ir::{Access, Replace, TypeExpr, TypeId};

/// A form of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// What a server sends, and what a client sends where that is the same.
    Read,
    /// What a client sends by PATCH.
    Patch,
    /// What a client sends by another method.
    Input,
    /// What a client sends as a JSON merge patch (RFC 7396): null removes a member.
    MergePatch,
    /// What a client sends where the server replaces the whole value, so that every member is given.
    Full,
}

/// Where a type is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// In a response.
    Read,
    /// In the body of a PATCH.
    Patch,
    /// In another body, or in a parameter.
    Input,
    /// In a body of the media type `application/merge-patch+json`.
    MergePatch,
    /// Behind a member that is replaced whole.
    Full,
}

impl Form {
    /// The context of the members of this form.
    pub fn context(self) -> Context {
        match self {
            Form::Read => Context::Read,
            Form::Patch => Context::Patch,
            Form::Input => Context::Input,
            Form::MergePatch => Context::MergePatch,
            Form::Full => Context::Full,
        }
    }

    /// Whether a member with this access is part of the form.
    pub fn has(self, access: Access) -> bool {
        match (self, access) {
            (_, Access::ReadWrite) | (Form::Read, Access::ReadOnly) => true,
            (Form::Read, Access::WriteOnly) => false,
            (Form::Patch | Form::Input | Form::MergePatch | Form::Full, Access::ReadOnly) => false,
            (Form::Patch | Form::Input | Form::MergePatch | Form::Full, Access::WriteOnly) => true,
        }
    }
}

impl Context {
    /// The context of the value of a member.
    pub fn behind(self, replace: Replace) -> Context {
        match (self, replace) {
            (Context::Read, _) => Context::Read,
            (Context::Patch | Context::Input | Context::MergePatch | Context::Full, Replace::Whole) => Context::Full,
            (Context::Patch | Context::Input | Context::MergePatch | Context::Full, Replace::Unspecified) => self,
        }
    }

    /// The context of the items of a list. A merge patch replaces a list whole.
    pub fn in_list(self) -> Context {
        match self {
            Context::MergePatch => Context::Input,
            Context::Read | Context::Patch | Context::Input | Context::Full => self,
        }
    }
}

/// Calls `visit` for each type that a use in a context mentions, with the context that it has there.
pub fn types_in_context(ty: &TypeExpr, context: Context, visit: &mut impl FnMut(TypeId, Context)) {
    match ty {
        TypeExpr::Named(id) => visit(*id, context),
        TypeExpr::List(item) | TypeExpr::CommaSeparated(item) => types_in_context(&item.ty, context.in_list(), visit),
        TypeExpr::Map(item) => types_in_context(&item.ty, context, visit),
        TypeExpr::Scalar(_) | TypeExpr::Json => {}
    }
}
