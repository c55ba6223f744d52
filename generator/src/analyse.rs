//! What follows from the types. Each fact that several emitters need is computed once, in a file of its own, with its
//! reason.

pub mod chains;
mod conversion;
pub mod features;
mod form;
mod forms;
mod overlap;
pub mod reach;
pub mod recursion;
mod spread;
#[cfg(test)]
mod tests;
pub mod xml;

pub use conversion::Obstacle;
pub use form::{Context, Form};
pub use forms::{Difference, DifferingMember, Use};
pub use overlap::may_overlap;
pub use recursion::{CompiledIn, Edge, Indirection};
pub use spread::Reason;

use std::collections::BTreeSet;

use forms::Forms;
use spread::{Dependents, Spread};

use crate::ir::{Api, TypeId};

/// All facts about an [`Api`]. They do not change after they are computed.
#[derive(Debug, Clone)]
pub struct Facts {
    forms: Forms,
    edges: recursion::Edges,
    obstacles: Spread<Obstacle>,
    /// The types that are part of a body of XML.
    in_xml: BTreeSet<TypeId>,
}

/// How a client makes a value of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Construction {
    /// Not at all, because only a server sends it.
    Never,
    /// By `new`, which takes the required members, and setters for the others.
    Setters,
    /// By a struct literal, so that the compiler reports a forgotten member.
    Literal,
}

/// Computes all facts.
pub fn analyse(api: &Api) -> Facts {
    let dependents = Dependents::new(api);
    let forms = forms::forms(api, &dependents, &reach::roots(api));
    let obstacles = conversion::obstacles(&dependents, &forms);
    Facts { forms, edges: recursion::edges(api), obstacles, in_xml: xml::xml_types(api) }
}

impl Facts {
    /// The forms of a type that are emitted, in the order of [`Form`].
    ///
    /// If both [`Form::Patch`] and [`Form::Input`] are emitted, they have the same members: `Patch` is the type, and
    /// `Input` an alias of it, unless what was read converts into the two otherwise.
    pub fn forms(&self, id: TypeId) -> &[Form] {
        self.forms.forms(id)
    }

    /// Whether a form is an alias of the form of PATCH.
    pub fn is_second_name(&self, id: TypeId, form: Form) -> bool {
        form == Form::Input && self.forms(id).contains(&Form::Patch) && self.forms.is_patch_input(id)
    }

    /// The form of a type that is used in a context.
    pub fn form_in(&self, id: TypeId, context: Context) -> Form {
        self.forms.form_in(id, context)
    }

    /// Why a form is another type than the read form. None: the read form is used for it.
    pub fn form_reason(&self, id: TypeId, form: Form) -> Option<Reason<DifferingMember>> {
        self.forms.reason(id, form)
    }

    /// The first use of a form. None: it is not emitted.
    pub fn form_use(&self, id: TypeId, form: Form) -> Option<Use> {
        self.forms.first_use(id, form)
    }

    /// Whether a client sends this form.
    pub fn is_sent(&self, id: TypeId, form: Form) -> bool {
        self.forms.is_sent(id, form)
    }

    /// The first use by which a client sends the read form of a type. None: no client sends it.
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

    /// Whether the read form of a type converts into this form.
    pub fn is_converted(&self, id: TypeId, form: Form) -> bool {
        match form {
            // What a server sent says nothing of what is to change: see `changes` of the form.
            Form::Read | Form::MergePatch => false,
            Form::Patch | Form::Input | Form::Full => self.forms(id).contains(&Form::Read) && !self.obstacles.holds(id),
        }
    }

    /// Why the read form of a type does not convert into its other forms. None: it converts.
    pub fn conversion_obstacle(&self, id: TypeId) -> Option<Reason<Obstacle>> {
        self.obstacles.reason(id)
    }

    /// Whether a type is part of a body of XML.
    pub fn is_in_xml(&self, id: TypeId) -> bool {
        self.in_xml.contains(&id)
    }

    /// How a field of an object, or a variant of a union, holds its type; by position.
    pub fn edge(&self, id: TypeId, position: usize) -> Edge {
        self.edges.edge(id, position)
    }

    /// Whether any field or variant is [`Edge::Erased`].
    pub fn has_erased_edges(&self) -> bool {
        self.edges.has_erased()
    }

    /// Where the code of a type is compiled.
    pub fn compiled_in(&self, id: TypeId) -> CompiledIn {
        self.edges.compiled_in(id)
    }

    /// Why a field or a variant does not hold its type plainly. None: it holds it plainly.
    pub fn edge_reason(&self, id: TypeId, position: usize) -> Option<Indirection> {
        self.edges.reason(id, position)
    }
}
