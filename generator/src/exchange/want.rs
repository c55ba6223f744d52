//! Which values does a rule of the user need at the places that it names, and can the type that a document has there be one?
//!
//! What a document leaves open is taken from the rule, and so is what the runtime reads all the same: numbers as text, and
//! booleans as text.

use crate::ir::{Api, Item, JsonScalar, Kind, Scalar, TypeExpr};

/// What a rule needs at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The URL of another request.
    Link,
    /// What is sent back as it came.
    Cursor,
    /// Whether another page follows.
    Flag,
    /// A number that is sent as text: in a query or a header.
    NumberInText,
    /// A number that is sent as JSON.
    Number,
}

/// What a value of a type is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Boolean,
    Number,
    /// A text of any content.
    Text,
    /// A text of one kind, such as a day or base64.
    FormedText,
    List,
    Object,
    /// The document does not say, or allows several.
    Open,
}

impl Want {
    /// Whether a value of the type can be what is needed.
    ///
    /// # Errors
    /// When it cannot: what it is, and what is needed. `place` is what the message calls it.
    pub fn met_by(self, api: &Api, item: &Item, place: &str) -> Result<(), String> {
        let form = form(api, &item.ty);
        if self.takes(form) {
            return Ok(());
        }
        Err(format!("{place} is {}, and {} is needed there", form.word(), self.word()))
    }

    fn takes(self, form: Form) -> bool {
        match form {
            Form::Open => true,
            Form::Boolean => self == Self::Flag,
            Form::Number => matches!(self, Self::Cursor | Self::NumberInText | Self::Number),
            Form::Text => matches!(self, Self::Link | Self::Cursor | Self::Flag | Self::NumberInText),
            Form::FormedText => self == Self::Cursor,
            Form::List | Form::Object => false,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Link => "the text of a link",
            Self::Cursor => "a text or a number",
            Self::Flag => "a boolean",
            Self::NumberInText | Self::Number => "a number",
        }
    }
}

impl Form {
    fn word(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::FormedText => "a text of another kind",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Open => "any value",
        }
    }
}

fn form(api: &Api, ty: &TypeExpr) -> Form {
    match api.resolve(ty) {
        TypeExpr::Named(id) => match &api.types[*id].kind {
            Kind::Object(_) => Form::Object,
            Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Form::Open,
        },
        TypeExpr::Scalar(scalar) => of_scalar(*scalar),
        TypeExpr::List(_) | TypeExpr::CommaSeparated(_) => Form::List,
        TypeExpr::Map(_) => Form::Object,
        TypeExpr::Json => Form::Open,
    }
}

fn of_scalar(scalar: Scalar) -> Form {
    match scalar.in_json() {
        JsonScalar::Boolean => Form::Boolean,
        JsonScalar::Number => Form::Number,
        JsonScalar::String if matches!(scalar, Scalar::String | Scalar::Secret | Scalar::DecimalString) => Form::Text,
        JsonScalar::String => Form::FormedText,
    }
}
