//! What every emitter of one API reads: the model, the configuration, and look-ups in them.

use std::collections::BTreeSet;

use crate::ir::{Api, NameOrigin, TypeDef, TypeExpr, TypeId};
use crate::location::Location;

use crate::analyse::{Facts, Form};
use crate::config::Config;
use crate::exchange::Exchange;
use crate::names::features::Gates;
use crate::names::{Name, Names};
use crate::source::SourceSet;

/// One API with all that was computed about it.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// The module of the emitted crate that holds it. None: the crate root.
    pub module: Option<&'a Name>,
    pub api: &'a Api,
    pub facts: &'a Facts,
    pub names: &'a Names,
    pub exchange: &'a Exchange,
    /// The gates of its parts. None: the crate is compiled as a whole.
    pub gates: Option<&'a Gates>,
}

/// Read-only look-ups for one API.
pub struct Cx<'a> {
    pub config: &'a Config,
    pub model: Model<'a>,
    pub sources: &'a SourceSet,
    /// The types that others wrap. Whoever emits types finds them.
    pub wrapped: Wrapped,
}

/// The types that are the value of a member that is absent, null or set, or of a body that may be omitted, with aliases resolved.
#[derive(Default)]
pub struct Wrapped {
    /// In `Patch`.
    pub patched: BTreeSet<TypeId>,
    /// In `Option`, as the body of a request.
    pub optional: BTreeSet<TypeId>,
}

impl<'a> Cx<'a> {
    pub fn new(config: &'a Config, model: Model<'a>, sources: &'a SourceSet) -> Self {
        Self { config, model, sources, wrapped: Wrapped::default() }
    }

    pub fn api(&self) -> &'a Api {
        self.model.api
    }

    pub fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.model.api.types[id]
    }

    /// The name of the schema of a type, for messages.
    pub fn schema_name(&self, id: TypeId) -> String {
        match &self.def(id).name {
            NameOrigin::Component(name) => name.clone(),
            NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
                // A type that is only sent has no form that is read.
                let form = self.model.facts.forms(id).first().copied().unwrap_or(Form::Read);
                self.model.names.ty(id, form).to_string()
            }
        }
    }

    /// The shape after all aliases are resolved.
    pub fn resolve<'t>(&'t self, ty: &'t TypeExpr) -> &'t TypeExpr {
        self.model.api.resolve(ty)
    }

    /// Where a node stands, as `file#pointer`.
    pub fn source(&self, location: &Location) -> String {
        self.sources.place(location)
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

    /// The folder of this API below `src/`, with a slash at the end. Empty: it is `src/` itself.
    pub fn folder(&self) -> String {
        match self.model.module {
            Some(module) => format!("{}/", module.text()),
            None => String::new(),
        }
    }
}
