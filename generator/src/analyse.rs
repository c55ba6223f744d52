//! What follows from the types: facts that several emitters ask for, each computed once, in its own file, with the
//! reason that it has.

mod conversion;
pub mod features;
mod form;
mod forms;
pub mod reach;
pub mod recursion;
mod spread;
#[cfg(test)]
mod tests;

pub use conversion::Obstacle;
pub use form::{Context, Form};
pub use forms::{DifferingMember, Use};
pub use recursion::{Edge, Indirection};
pub use spread::Reason;

use forms::Forms;
use spread::{Dependents, Spread};

use crate::ir::{Api, TypeId};

/// Everything that is computed about an [`Api`]. Frozen once made.
#[derive(Debug, Clone)]
pub struct Facts {
    forms: Forms,
    edges: recursion::Edges,
    obstacles: Spread<Obstacle>,
}

/// How a client makes a value of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Construction {
    /// Not at all: only a server sends it.
    Never,
    /// By `new`, which takes what is required, and by setters for the rest.
    Setters,
    /// By a struct literal, so that the compiler tells of a member that was forgotten.
    Literal,
}

/// Computes all facts.
pub fn analyse(api: &Api) -> Facts {
    let dependents = Dependents::of(api);
    let forms = forms::forms(api, &dependents, &reach::roots(api));
    let obstacles = conversion::obstacles(&dependents, &forms);
    Facts { forms, edges: recursion::edges(api), obstacles }
}

impl Facts {
    /// The forms of a type that are emitted, in the order of [`Form`].
    ///
    /// Where both [`Form::Patch`] and [`Form::Input`] stand, they have the same members: `Patch` is the type and
    /// `Input` a second name for it.
    pub fn forms(&self, id: TypeId) -> &[Form] {
        self.forms.of(id)
    }

    /// Whether a form is a second name for the form of PATCH.
    pub fn is_second_name(&self, id: TypeId, form: Form) -> bool {
        form == Form::Input && self.forms(id).contains(&Form::Patch)
    }

    /// The form of a type that is used in a context.
    pub fn form_in(&self, id: TypeId, context: Context) -> Form {
        self.forms.form_in(id, context)
    }

    /// Why a form is a type beside the read form. None: the read form serves for it.
    pub fn form_reason(&self, id: TypeId, form: Form) -> Option<Reason<DifferingMember>> {
        self.forms.reason(id, form)
    }

    /// What a form is emitted for. None: it is not emitted.
    pub fn form_use(&self, id: TypeId, form: Form) -> Option<Use> {
        self.forms.first_use(id, form)
    }

    /// Whether a client sends this form.
    pub fn is_sent(&self, id: TypeId, form: Form) -> bool {
        self.forms.is_sent(id, form)
    }

    /// What makes a client send the read form of a type. None: no client does.
    pub fn sent_use(&self, id: TypeId) -> Option<Use> {
        self.forms.first_sent_by(id)
    }

    /// How a client makes a value of a form.
    pub fn construction(&self, id: TypeId, form: Form) -> Construction {
        match form {
            Form::Full => Construction::Literal,
            Form::Read | Form::Patch | Form::Input | Form::MergePatch if self.is_sent(id, form) => {
                Construction::Setters
            }
            Form::Read | Form::Patch | Form::Input | Form::MergePatch => Construction::Never,
        }
    }

    /// Whether the read form of a type turns into this form.
    pub fn is_converted(&self, id: TypeId, form: Form) -> bool {
        match form {
            // What a server sent says nothing of what is to change: see `changes` of the form.
            Form::Read | Form::MergePatch => false,
            Form::Patch | Form::Input | Form::Full => self.forms(id).contains(&Form::Read) && !self.obstacles.holds(id),
        }
    }

    /// Why the read form of a type does not turn into its other forms. None: it does.
    pub fn conversion_obstacle(&self, id: TypeId) -> Option<Reason<Obstacle>> {
        self.obstacles.reason(id)
    }

    /// How a field of an object, or a variant of a union, holds its type; by position.
    pub fn edge(&self, id: TypeId, position: usize) -> Edge {
        self.edges.of(id, position)
    }

    /// Why a field or a variant does not hold its type plainly. None: it does.
    pub fn edge_reason(&self, id: TypeId, position: usize) -> Option<Indirection> {
        self.edges.reason(id, position)
    }
}
