//! The crate root, and the root module of an API: which modules there are, and what stands at the top.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;

use super::cx::{Cx, Model};
use super::docs::{Lines, attribute, prose};
use super::example::readme_example::ReadmeExample;
use super::source_file::SourceFile;
use super::text::{join, string};
use super::{features, operation};
use crate::config::{Config, Examples};
use crate::names::Name;
use crate::names::features::Features;

/// The types of the runtime that users name or meet in signatures, exported at the root. The module `runtime` is hidden
/// from the documentation, so a type that is missing here has no page.
const EXPORTS: &str = "\
pub use runtime::{
    ApiError, Base64, Base64Url, BasicCredentials, BodyStream, BoxFuture, BuildError, Bytes, Chunks, Client,
    ClientBuilder, CommaSeparated, CredentialError, Date, DateTime, Decimal, DecodeError, Duration, ErasedBox, Error,
    Event, Events, Failure, FromResponse, InvalidText, Json, JsonLines, Map, Method, MockResponse, MockTransport,
    Operation, Patch, RawResponse, Request, RequestError, Response, RetryPolicy, SchemeName, Secret, ServerName,
    StaticToken, StreamError, Time, Token, TokenError, TokenFn, TokenProvider, TokenRequest, Transport, TransportError,
    TransportErrorKind, TransportFailure, Undecodable, UndecodedBody, Uuid, Value, token_fn,
};
#[cfg(feature = \"blocking\")]
pub use runtime::blocking;
#[cfg(feature = \"reqwest\")]
pub use runtime::ReqwestTransport;
";

/// How many types lead from one to another at most is known to be few in a crate of up to so many.
const FEW_TYPES: usize = 100;

/// rustc follows a chain of types through code that is made for each of them, in this crate only, and gives up after
/// 128. In a large document types contain one another in a tangle, whose longest path nobody knows.
fn recursion_limit(models: &[Model]) -> String {
    let types: usize = models.iter().map(|model| model.api.types.len()).sum();
    if types <= FEW_TYPES {
        return String::new();
    }
    // A power of two: one more type seldom changes it. Each type has up to four forms.
    format!("#![recursion_limit = \"{}\"]\n", types.saturating_mul(4).next_power_of_two())
}

/// `src/lib.rs`.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, example: Option<&ReadmeExample>) -> String {
    let mut file = SourceFile::new(&crate_docs(config, models, features));
    let limit = recursion_limit(models);
    file.text(&format!("#![forbid(unsafe_code)]\n#![deny(missing_docs)]\n{limit}{ALLOWED}"));
    let mut modules = String::new();
    let mut docs = Vec::new();
    for model in models {
        match model.module {
            Some(module) => {
                modules.push_str(&format!("pub mod {module};\n"));
            }
            None => docs.push(modules_of(model)),
        }
    }
    file.text(&modules);
    file.text(&docs.concat());
    file.text("/// The support code of requests and models. Its public types are exported at the root.\n#[doc(hidden)]\npub mod runtime;");
    file.text(EXPORTS);
    match config.examples {
        Examples::Doctests => file.text(&readme_doctest(features::shown(models, example))),
        Examples::Omitted => {}
    }
    servers(&mut file, models);
    schemes(&mut file, models);
    file.finish()
}

/// The code of the README is compiled with the other examples, where the module that it shows is on.
fn readme_doctest(shown: Option<&String>) -> String {
    let when = shown.map_or("doctest".to_owned(), |feature| format!("all(doctest, feature = {})", string(feature)));
    format!("#[cfg({when})]\n#[doc = include_str!(\"../README.md\")]\nstruct Readme;\n")
}

/// Lints that emitted code does not keep, each with the reason.
const ALLOWED: &str = "\
#![allow(
    // What the document calls deprecated is emitted all the same, and named by the tables.
    deprecated,
    // Prose is the document's own.
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    // Names, sizes and numbers of arguments are the document's own.
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::new_without_default,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention
)]
";

/// `mod.rs` of an API that has a module of its own.
pub fn module(cx: &Cx) -> String {
    let mut file = SourceFile::new(&about(&cx.model));
    file.text(&modules_of(&cx.model));
    file.finish()
}

fn about(model: &Model) -> Vec<String> {
    let title = prose::line(&format!("{} {}", model.api.title, model.api.version));
    let mut lines = Lines::default();
    lines.paragraph([format!("{}.", if title.is_empty() { "API" } else { &title })]);
    lines.paragraph(Lines::of(&model.api.docs).into_lines());
    lines.into_lines()
}

/// The module declarations of an API.
fn modules_of(model: &Model) -> String {
    let api = model.api;
    let operations: BTreeMap<&Name, ()> =
        api.operations.ids().map(|id| (&model.names.operation(id).module, ())).collect();
    let fixed = [
        ("models", !api.types.is_empty()),
        ("schemes", !api.security_schemes.is_empty()),
        ("servers", !api.servers.is_empty()),
    ];
    let fixed = fixed.iter().filter(|(_, there)| *there).map(|(name, _)| format!("pub mod {name};\n"));
    let operations =
        operations.keys().map(|name| format!("{}pub mod {name};\n", features::gate(features::of_module(model, name))));
    join(fixed.chain(operations), "")
}

/// A variant of an enum at the root.
struct Entry<'a> {
    variant: &'a Name,
    wire: &'a str,
    /// What it stands for in each API that has it.
    shown: Vec<&'a str>,
}

/// `pub enum Server`, of the servers of all APIs.
fn servers(file: &mut SourceFile, models: &[Model]) {
    let entries = models.iter().flat_map(|model| {
        model.api.servers.iter().map(|(id, server)| {
            let names = model.names.server(id);
            (&names.variant, names.wire.as_str(), server.url.as_str())
        })
    });
    choice(file, "Server", "ServerName", " A server of the API, for [`ClientBuilder`].", &distinct(entries));
}

/// `pub enum Scheme`, of the security schemes of all APIs.
fn schemes(file: &mut SourceFile, models: &[Model]) {
    let entries = models.iter().flat_map(|model| {
        model.api.security_schemes.iter().enumerate().filter_map(|(position, scheme)| {
            let names = model.names.scheme(position)?;
            Some((&names.variant, scheme.name.as_str(), scheme.name.as_str()))
        })
    });
    choice(file, "Scheme", "SchemeName", " A security scheme of the API, for [`ClientBuilder`].", &distinct(entries));
}

/// One entry a wire name and one a variant. APIs name their own servers, so two may want one variant for two names:
/// the later one is left to `ServerName::new`.
fn distinct<'a>(all: impl Iterator<Item = (&'a Name, &'a str, &'a str)>) -> Vec<Entry<'a>> {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut variants = BTreeSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (variant, wire, shown) in all {
        match positions.get(wire).and_then(|position| entries.get_mut(*position)) {
            Some(known) if !known.shown.contains(&shown) => known.shown.push(shown),
            Some(_) => {}
            None if variants.insert(variant) => {
                positions.insert(wire, entries.len());
                entries.push(Entry { variant, wire, shown: vec![shown] });
            }
            None => {}
        }
    }
    entries
}

fn choice(file: &mut SourceFile, name: &str, target: &str, doc: &str, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let variants = entries.iter().map(|Entry { variant, shown, .. }| {
        let docs = attribute(&format!("{}.", join(shown.iter().map(|shown| prose::code(shown)), ", ")));
        let variant = variant.ident();
        quote!(#docs #variant)
    });
    let arms = entries.iter().map(|Entry { variant, wire, .. }| {
        let variant = variant.ident();
        quote!(#variant => #wire)
    });
    let source = Name::new(name).ident();
    let target = Name::new(target).ident();
    let arms = arms.map(|arm| quote!(#source::#arm));
    file.item(quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #source { #(#variants,)* }
    });
    file.item(quote! {
        impl From<#source> for runtime::#target {
            fn from(value: #source) -> Self {
                Self::new(match value { #(#arms,)* })
            }
        }
    });
}

fn crate_docs(config: &Config, models: &[Model], features: Option<&Features>) -> Vec<String> {
    let mut lines = Lines::default();
    let what = prose::line(&super::manifest::description(config, models));
    lines.paragraph([format!("{}.", what.trim_end_matches('.'))]);
    for model in models.iter().filter(|model| model.module.is_none()) {
        lines.paragraph(Lines::of(&model.api.docs).into_lines());
    }
    lines.paragraph([
        "An operation is a function that returns a [`Request`]: a value that can be looked at, kept and sent by a [`Client`]."
            .to_owned(),
    ]);
    lines.section("Features", features::list(features));
    let contents = models.iter().map(|model| {
        let title = prose::line(&format!("{} {}", model.api.title, model.api.version));
        let operations = counted(model.api.operations.len(), "operation");
        let modules = counted(operation::count(model), "module");
        format!("- {title}: {operations} in {modules}, {}.", counted(model.api.types.len(), "type"))
    });
    lines.section("Contents", contents.collect());
    lines.into_lines()
}

/// `1 type`, `2 types`.
fn counted(count: usize, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}
