//! What follows from the types: facts that several emitters ask for, each computed once, in its own file.

pub mod features;
pub mod forms;
pub mod reach;
pub mod recursion;

pub use forms::{Context, Form, Forms};
pub use recursion::Edge;

use crate::ir::{Api, TypeId};

/// Everything that is computed about an [`Api`]. Frozen once made.
#[derive(Debug, Clone)]
pub struct Facts {
    forms: Forms,
    edges: recursion::Edges,
}

/// Computes all facts.
pub fn analyse(api: &Api) -> Facts {
    let reach = reach::reach(api);
    Facts { forms: forms::forms(api, &reach), edges: recursion::edges(api) }
}

impl Facts {
    /// The forms of a type that are emitted, in the order of [`Form`].
    ///
    /// Where both [`Form::Patch`] and [`Form::Input`] stand, they have the same members: `Patch` is the type and
    /// `Input` a second name for it.
    pub fn forms(&self, id: TypeId) -> &[Form] {
        self.forms.of(id)
    }

    /// The form of a type that is used in a context.
    pub fn form_in(&self, id: TypeId, context: Context) -> Form {
        self.forms.form_in(id, context)
    }

    /// Whether a client sends this form, so that it needs a constructor and setters.
    pub fn is_sent(&self, id: TypeId, form: Form) -> bool {
        self.forms.is_sent(id, form)
    }

    /// How a field of an object, or a variant of a union, holds its type; by position.
    pub fn edge(&self, id: TypeId, position: usize) -> Edge {
        self.edges.of(id, position)
    }
}
