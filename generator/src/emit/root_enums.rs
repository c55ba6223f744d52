//! The enums at the crate root, by which users name a server or a security scheme of any of the APIs.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Model;
use super::docs::{Lines, prose};
use super::servers::{owner, variable_docs, what_is_sent};
use super::source_file::SourceFile;
use super::text::join;
use crate::config::Config;
use crate::ir::{SecurityScheme, Server};
use crate::names::Name;

/// A variant, with what it stands for in each API that has it.
struct Entry<'a, T> {
    variant: &'a Name,
    wire: &'a str,
    meant: Vec<&'a T>,
}

/// `pub enum Server`, of the servers of all APIs.
pub fn servers(file: &mut SourceFile, models: &[Model]) {
    let all = models.iter().flat_map(|model| {
        model.api.servers.iter().map(|(id, server)| {
            let names = model.names.server(id);
            (&names.variant, names.wire.as_str(), server)
        })
    });
    let docs = " A server of the API, for [`ClientBuilder::server`].";
    emit(file, "Server", "ServerName", docs, distinct(all), server_docs, |name| quote!(Self::new(#name)));
}

/// `pub enum Scheme`, of the security schemes of all APIs.
pub fn schemes(file: &mut SourceFile, models: &[Model], config: &Config) {
    let all = models.iter().flat_map(|model| {
        model.api.security_schemes.iter().enumerate().filter_map(|(position, scheme)| {
            let names = model.names.scheme(position)?;
            Some((&names.variant, scheme.name.as_str(), scheme))
        })
    });
    let docs = " A security scheme of the API, for [`ClientBuilder::credential`].";
    let made = |name| match owner(config) {
        None => quote!(Self::new(#name)),
        Some(owner) => quote!(Self::of_crate(#name, #owner)),
    };
    emit(file, "Scheme", "SchemeName", docs, distinct(all), scheme_docs, made);
}

/// One entry for each name in the documents and for each variant. APIs name their own servers, so two names may become
/// one variant: the later name has none, and users write it as `ServerName::new`.
fn distinct<'a, T>(all: impl Iterator<Item = (&'a Name, &'a str, &'a T)>) -> Vec<Entry<'a, T>> {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut variants = BTreeSet::new();
    let mut entries: Vec<Entry<T>> = Vec::new();
    for (variant, wire, meant) in all {
        match positions.get(wire).and_then(|position| entries.get_mut(*position)) {
            Some(known) => known.meant.push(meant),
            None if variants.insert(variant) => {
                positions.insert(wire, entries.len());
                entries.push(Entry { variant, wire, meant: vec![meant] });
            }
            None => {}
        }
    }
    entries
}

fn emit<T>(
    file: &mut SourceFile,
    name: &str,
    target: &str,
    doc: &str,
    entries: Vec<Entry<T>>,
    docs: impl Fn(&[&T]) -> Lines,
    made: impl Fn(TokenStream) -> TokenStream,
) {
    if entries.is_empty() {
        return;
    }
    let source = Name::new(name).ident();
    let target = Name::new(target).ident();
    let variants = entries.iter().map(|Entry { variant, meant, .. }| {
        let (docs, variant) = (docs(meant).attributes(), variant.ident());
        quote!(#docs #variant)
    });
    let arms = entries.iter().map(|Entry { variant, wire, .. }| {
        let variant = variant.ident();
        quote!(#source::#variant => #wire)
    });
    file.item(quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #source { #(#variants,)* }
    });
    let made = made(quote!(match value { #(#arms,)* }));
    file.item(quote! {
        impl From<#source> for runtime::#target {
            fn from(value: #source) -> Self {
                #made
            }
        }
    });
}

/// The description of the first server, the URLs of all, and their variables.
fn server_docs(servers: &[&Server]) -> Lines {
    let mut lines = servers.first().map(|server| Lines::from_docs(&server.docs)).unwrap_or_default();
    lines.paragraph([format!("{}.", join(once_each(servers.iter().map(|server| prose::code(&server.url))), ", "))]);
    lines.paragraph(once_each(servers.iter().flat_map(|server| &server.variables).map(variable_docs)));
    lines
}

/// The description of the first scheme, and what each scheme sends.
fn scheme_docs(schemes: &[&SecurityScheme]) -> Lines {
    let mut lines = schemes.first().map(|scheme| Lines::from_docs(&scheme.docs)).unwrap_or_default();
    let each = schemes.iter().map(|scheme| format!("{}: {}.", prose::code(&scheme.name), what_is_sent(&scheme.kind)));
    lines.paragraph(once_each(each));
    lines
}

fn once_each(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
    known
}
