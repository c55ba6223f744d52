//! What every emitter of one API reads: the model, the configuration, and what follows for all of it.

use crate::analyse::{Context, Form};
use crate::diag::{At, Place};
use crate::ir::{Api, Kind, TypeDef, TypeExpr, TypeId};

use super::Model;
use super::convert::Convertible;
use crate::config::Config;
use crate::source::{SourceFile, SourceSet};

/// Read-only look-ups for one API.
pub struct Cx<'a> {
    pub config: &'a Config,
    pub model: Model<'a>,
    pub sources: &'a SourceSet,
    pub convertible: Convertible,
}

impl<'a> Cx<'a> {
    pub fn new(config: &'a Config, model: Model<'a>, sources: &'a SourceSet) -> Self {
        Self { config, model, sources, convertible: Convertible::of(model) }
    }

    pub fn api(&self) -> &'a Api {
        self.model.api
    }

    pub fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.model.api.types[id]
    }

    /// The shape behind any number of aliases. `lower` admits no loop of aliases.
    pub fn resolve<'t>(&'t self, ty: &'t TypeExpr) -> &'t TypeExpr {
        let mut ty = ty;
        while let TypeExpr::Named(id) = ty {
            match &self.def(*id).kind {
                Kind::Alias(item) => ty = &item.ty,
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid => break,
            }
        }
        ty
    }

    /// Where a node stands, as `file#pointer`.
    pub fn source(&self, place: &Place) -> String {
        let path = self.sources.get(place.file).map_or("", SourceFile::emitted);
        match &place.at {
            At::Pointer(pointer) if pointer.is_empty() => path.to_owned(),
            At::Pointer(pointer) => format!("{path}#{pointer}"),
            At::LineColumn(line, column) => format!("{path}:{line}:{column}"),
        }
    }

    /// The name of the emitted crate.
    pub fn crate_name(&self) -> String {
        self.config.package.name.replace('-', "_")
    }

    /// The module of this API, as a user of the crate names it: `msgraph` or `msgraph::v1_0`.
    pub fn crate_path(&self) -> String {
        match self.model.module {
            Some(module) => format!("{}::{module}", self.crate_name()),
            None => self.crate_name(),
        }
    }

    /// The folder of this API below `src/`, with a slash behind it unless it is `src/` itself.
    pub fn folder(&self) -> String {
        match self.model.module {
            Some(module) => format!("{}/", module.text()),
            None => String::new(),
        }
    }
}

/// The context of what stands behind a member of `form`.
pub fn behind(form: Form, replace: crate::ir::Replace) -> Context {
    use crate::ir::Replace;
    match (form, replace) {
        (Form::Read, _) => Context::Read,
        (Form::Patch | Form::Input | Form::Full, Replace::Whole) => Context::Full,
        (Form::Patch | Form::Input | Form::Full, Replace::Unspecified) => form.context(),
    }
}
