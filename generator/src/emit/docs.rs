//! The docs of each emitted item: the prose of the document, then limits and access, then its source.

pub mod prose;
mod subject;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::cx::Cx;
use super::text::join;
use crate::analyse::Form;
use crate::ir::{Access, Additional, Check, Constant, Docs, Field, Item, Kind, Param, Replace, TypeId, Variant};

/// The doc lines of an item.
#[derive(Debug, Default, Clone)]
pub struct Lines {
    lines: Vec<String>,
}

impl Lines {
    /// Prose of the document: summary, description, link.
    pub fn from_docs(docs: &Docs) -> Self {
        let mut lines = Self::default();
        let summary = docs.summary.as_deref().map(str::trim).unwrap_or_default();
        let description = docs.description.as_deref().map(str::trim).unwrap_or_default();
        if !summary.is_empty() && !description.starts_with(summary) {
            lines.paragraph([prose::line(summary)]);
        }
        lines.paragraph(prose::lines(description));
        if let Some(link) = docs.link.as_deref().filter(|link| !link.trim().is_empty()) {
            lines.paragraph([format!("See {}.", prose::line(link))]);
        }
        lines
    }

    /// Appends a paragraph, unless it is empty.
    pub fn paragraph(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().skip_while(String::is_empty).peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }

    /// Appends a section, unless it is empty.
    pub fn section(&mut self, heading: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.paragraph([format!("# {heading}")]);
            self.paragraph(lines);
        }
    }

    /// The lines, or one with the name of the thing if the document says nothing.
    pub fn or(mut self, wire: &str) -> Self {
        if self.lines.is_empty() {
            self.lines.push(format!("{}.", prose::code(wire)));
        }
        self
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// The lines as doc comments.
    pub fn comment(&self) -> String {
        self.lines
            .iter()
            .map(|line| if line.is_empty() { "///\n".to_owned() } else { format!("/// {line}\n") })
            .collect()
    }

    /// The lines as attributes of an item.
    pub fn attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote!(#(#[doc = #lines])*)
    }
}

/// One doc line, as an attribute.
pub fn attribute(line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#[doc = #line])
}

/// `#[deprecated]`, where the document says so.
pub fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// The docs of a form of a type. The first line says which form it is, since the forms are listed beside each other.
pub fn type_docs(cx: &Cx, id: TypeId, form: Form) -> Lines {
    let def = cx.def(id);
    let mut lines = Lines::default();
    lines.paragraph(subject::of_form(cx, id, form));
    lines.paragraph(Lines::from_docs(&def.docs).into_lines());
    if lines.lines.is_empty() {
        lines.paragraph([subject::of_type(cx, def)]);
    }
    let checks = match &def.kind {
        Kind::Object(object) => object.checks.as_slice(),
        Kind::Alias(item) => item.checks.as_slice(),
        Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => &[],
    };
    let mut rules: Vec<String> = checks.iter().map(|check| rule(check, "")).collect();
    if let Kind::Object(object) = &def.kind
        && matches!(object.additional, Additional::Closed)
    {
        rules.push("The document allows no other members.".to_owned());
    }
    lines.paragraph(sentence(rules));
    lines.paragraph([format!("Source: {}.", prose::code(&cx.source(&def.location)))]);
    lines
}

/// The docs of a field.
pub fn field_docs(field: &Field) -> Lines {
    let mut lines = Lines::from_docs(&field.docs).or(&field.name);
    // What has one value needs no limits.
    let mut rules = if field.constant.is_some() { Vec::new() } else { rules(&field.value, "") };
    match field.access {
        Access::ReadWrite => {}
        Access::ReadOnly => rules.push("Read-only.".to_owned()),
        Access::WriteOnly => rules.push("Write-only.".to_owned()),
    }
    match field.replace {
        Replace::Unspecified => {}
        Replace::Whole => rules.push("The server replaces the whole value.".to_owned()),
    }
    rules.extend(field.constant.as_ref().map(constant));
    rules.extend(field.default.as_ref().map(default));
    lines.paragraph(sentence(rules));
    lines
}

/// What is said of a member that has one value.
fn constant(constant: &Constant) -> String {
    let text = prose::code(&constant.text);
    let others = constant.allowed.iter().filter(|other| **other != constant.text);
    let others = join(others.map(|other| prose::code(other)), ", ");
    if others.is_empty() {
        format!("Its only value is {text}.")
    } else {
        format!("Its values are {text}, {others}; the first is sent unless another one is set.")
    }
}

/// The docs of a variant of a union, which holds a value of the Rust type `ty`.
pub fn variant_docs(variant: &Variant, ty: &str) -> Lines {
    let mut lines = Lines::from_docs(&variant.docs).or(ty);
    lines.paragraph(sentence(rules(&variant.value, "")));
    lines
}

/// The docs of a parameter that is a field.
pub fn param_docs(param: &Param) -> Lines {
    let mut lines = Lines::from_docs(&param.docs).or(&param.name);
    lines.paragraph(sentence(rules_of_param(param)));
    lines
}

/// A sentence for each rule of a parameter.
pub fn rules_of_param(param: &Param) -> Vec<String> {
    let mut rules = rules(&param.value, "");
    rules.extend(param.default.as_ref().map(default));
    rules
}

fn sentence(rules: Vec<String>) -> Option<String> {
    (!rules.is_empty()).then(|| rules.join(" "))
}

fn default(value: &Value) -> String {
    format!("Default: {}.", prose::code(&short(&value.to_string())))
}

/// The value, cut if it is long.
fn short(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A sentence for each limit of a value and of its items.
fn rules(item: &Item, whose: &str) -> Vec<String> {
    let mut rules: Vec<String> = item.checks.iter().map(|check| rule(check, whose)).collect();
    if let crate::ir::TypeExpr::List(inner) | crate::ir::TypeExpr::Map(inner) = &item.ty {
        rules.extend(inner.checks.iter().map(|check| rule(check, "Each: ")));
    }
    rules
}

/// The limits of each value of many, each as a sentence after a space.
pub fn limits_of_each(item: &Item) -> String {
    rules(item, "Each: ").into_iter().map(|rule| format!(" {rule}")).collect()
}

fn rule(check: &Check, whose: &str) -> String {
    let text = match check {
        Check::MinLength(1) => "not empty".to_owned(),
        Check::MaxLength(1) => "at most 1 character".to_owned(),
        Check::MinLength(n) => format!("at least {n} characters"),
        Check::MaxLength(n) => format!("at most {n} characters"),
        Check::Pattern(pattern) => format!("matches {}", prose::code(pattern)),
        Check::Minimum(n) => format!("at least {n}"),
        Check::Maximum(n) => format!("at most {n}"),
        Check::ExclusiveMinimum(n) => format!("more than {n}"),
        Check::ExclusiveMaximum(n) => format!("less than {n}"),
        Check::MultipleOf(n) => format!("a multiple of {n}"),
        Check::MinItems(1) => "at least 1 item".to_owned(),
        Check::MinItems(n) => format!("at least {n} items"),
        Check::MaxItems(1) => "at most 1 item".to_owned(),
        Check::MaxItems(n) => format!("at most {n} items"),
        Check::UniqueItems => "no item twice".to_owned(),
        Check::MinProperties(1) => "at least 1 member".to_owned(),
        Check::MaxProperties(1) => "at most 1 member".to_owned(),
        Check::MinProperties(n) => format!("at least {n} members"),
        Check::MaxProperties(n) => format!("at most {n} members"),
        Check::Numbers(numbers) => join(numbers.iter().map(|number| prose::code(&number.to_string())), " or "),
        Check::Boolean(only) => prose::code(&only.to_string()),
        Check::NotWritten(values) => {
            format!("never sent: {}", join(values.iter().map(|value| prose::code(value)), ", "))
        }
    };
    match (whose, text.split_at_checked(1)) {
        ("", Some((first, rest))) => format!("{}{rest}.", first.to_uppercase()),
        (whose, _) => format!("{whose}{text}."),
    }
}
