//! An API with all that is known of it, and how its things are called in sentences.

use crate::analyse::Form;
use crate::emit::rust_type::{ImportStyle, RustType};
use crate::emit::surface::{Callable, Def, Surface};
use crate::ir::edges::Via;
use crate::ir::{Kind, NameOrigin, OperationId, Step, TypeDef, TypeId};
use crate::names::Name;
use crate::pipeline::Compiled;

/// An API with all that is known of it.
pub(super) struct Subject<'a> {
    pub compiled: &'a Compiled,
    pub surface: &'a Surface,
    pub crate_name: String,
}

impl<'a> Subject<'a> {
    pub fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.compiled.api.types[id]
    }

    /// The form of a type that names it: the read form, unless the type is only sent.
    pub fn first_form(&self, id: TypeId) -> Form {
        self.compiled.facts.forms(id).first().copied().unwrap_or(Form::Read)
    }

    /// The name of a type, as `models` has it.
    pub fn name(&self, id: TypeId) -> &'a Name {
        self.compiled.names.ty(id, self.first_form(id))
    }

    /// Each form of a type as users see it, without the other names of it.
    pub fn defs(&self, id: TypeId) -> impl Iterator<Item = &'a Def> {
        let names = &self.compiled.names;
        self.surface.types.iter().filter(move |def| def.id == id && def.name == *names.ty(id, def.form))
    }

    pub fn callable(&self, id: OperationId) -> Option<&'a Callable> {
        self.surface.operations.iter().find(|callable| callable.id == id)
    }

    /// The path of something of the crate, with the module of the API.
    pub fn path(&self, inner: &str) -> String {
        match &self.compiled.module {
            Some(module) => format!("{}::{module}::{inner}", self.crate_name),
            None => format!("{}::{inner}", self.crate_name),
        }
    }

    /// A type as a program writes it that imports `models` and the crate.
    pub fn written(&self, ty: &RustType) -> String {
        ty.display(ImportStyle::Example { root: &self.crate_name }).to_string()
    }

    /// What a type is called in the document.
    pub fn in_document(&self, id: TypeId) -> String {
        match &self.def(id).name {
            NameOrigin::Component(key) => format!("schema `{key}`"),
            NameOrigin::Inside { parent, path } if matches!(path.as_slice(), [Step::Base]) => {
                format!("{}, the object alone", self.in_document(*parent))
            }
            NameOrigin::Inside { parent, .. } => format!("an inline schema in {}", self.in_document(*parent)),
            NameOrigin::InOperation { operation, .. } => format!("an inline schema in {}", self.operation(*operation)),
            NameOrigin::InPart { key, .. } => format!("an inline schema in the component `{key}`"),
        }
    }

    /// An operation as the document calls it.
    pub fn operation(&self, id: OperationId) -> String {
        let operation = &self.compiled.api.operations[id];
        let spoken = format!("{} {}", operation.method.key().to_ascii_uppercase(), operation.path);
        match &operation.id {
            Some(id) => format!("`{id}` ({spoken})"),
            None => format!("`{spoken}`"),
        }
    }

    /// A step from a type to one that it mentions: `Pet.owner`.
    pub fn step(&self, id: TypeId, via: Via) -> String {
        let name = self.name(id);
        match via {
            Via::Member(position) => match &self.def(id).kind {
                Kind::Object(object) => {
                    format!("{name}.{}", object.fields.get(position).map_or("", |field| &field.name))
                }
                Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => name.to_string(),
            },
            Via::Others => format!("{name} (other members)"),
            Via::Variant(position) => {
                let variant = self.compiled.names.members(id).items.get(position).map_or("", Name::text);
                format!("{name}::{variant}")
            }
            Via::Alias => format!("{name} (another name)"),
        }
    }
}
