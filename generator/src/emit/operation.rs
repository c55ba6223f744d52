//! The modules of operations: a function that makes a request, with the types and the table that belong to it.

mod docs;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{Lines, deprecated, prose};
use super::source_file::SourceFile;
use super::{answers, body, params, table};
use crate::ir::OperationId;
use crate::names::Name;

/// The operations of each module, by its name, in document order.
pub fn modules(cx: &Cx) -> BTreeMap<Name, Vec<OperationId>> {
    let mut modules: BTreeMap<Name, Vec<OperationId>> = BTreeMap::new();
    for id in cx.api().operations.ids() {
        modules.entry(cx.model.names.operation(id).module.clone()).or_default().push(id);
    }
    modules
}

/// A module of operations.
pub fn file(cx: &Cx, ids: &[OperationId]) -> String {
    let mut items = SourceFile::empty();
    for id in ids {
        emit(cx, &mut items, *id);
    }
    let items = items.finish();
    let mut file = SourceFile::new(&module_docs(cx, ids));
    // Prose may say `models::` too.
    let code = |line: &&str| !line.trim_start().starts_with("///");
    let models = items.lines().filter(code).any(|line| line.contains("models::"));
    file.text(if models { "use super::models;\nuse crate::runtime as rt;\n" } else { "use crate::runtime as rt;\n" });
    file.text(&items);
    file.finish()
}

fn module_docs(cx: &Cx, ids: &[OperationId]) -> Vec<String> {
    let operations = ids.iter().map(|id| &cx.api().operations[*id]);
    let tag = operations.flat_map(|operation| operation.tags.first()).next();
    let described = cx.api().tags.iter().find(|known| Some(&known.name) == tag);
    let mut lines = described.map(|tag| Lines::of(&tag.docs)).unwrap_or_default();
    let subject = match tag {
        Some(tag) => format!("Operations of {}.", prose::code(tag)),
        None => "Operations.".to_owned(),
    };
    lines.paragraph([subject]);
    lines.into_lines()
}

/// An operation with all that belongs to it.
fn emit(cx: &Cx, file: &mut SourceFile, id: OperationId) {
    let names = cx.model.names.operation(id);
    let answers = answers::of(cx, id);
    let params = params::of(cx, id);
    let body = body::of(cx, id);
    file.documented(&docs::of(cx, id, &params), function(cx, id, &answers, &params, body.as_ref()));
    file.text(&table::of(cx, id, &answers));
    params::emit(cx, file, id, &params);
    if let Some(body) = &body {
        body.emit(cx, id, file);
    }
    answers.emit(file, &names.function);
}

fn function(
    cx: &Cx,
    id: OperationId,
    answers: &answers::Answers,
    params: &params::Params,
    body: Option<&body::BodyArgument>,
) -> TokenStream {
    let names = cx.model.names.operation(id);
    let mut arguments = Vec::new();
    let mut bindings = TokenStream::new();
    let table = names.table.ident();
    let mut request = quote!(rt::Request::new(&#table));
    for named in &params.path {
        let (name, ty) = (named.name.ident(), named.argument(cx).ty());
        arguments.push(quote!(#name: #ty));
        bindings.extend(named.binding(cx));
        request.extend(quote!(.arg(&#name)));
    }
    if !params.others.is_empty() {
        let (name, ty) = (names.params_arg.ident(), names.params_type.ident());
        arguments.push(quote!(#name: #ty));
        request.extend(quote!(.args(&#name)));
    }
    if let Some(body) = body {
        arguments.push(body.argument());
        bindings.extend(body.binding());
        request = body.apply(cx, id, request);
    }
    let deprecated = deprecated(cx.api().operations[id].deprecated);
    let (name, output, error) = (names.function.ident(), answers.success.ty(), answers.error.ty());
    quote! {
        #deprecated
        pub fn #name(#(#arguments),*) -> rt::Request<#output, #error> {
            #bindings
            #request
        }
    }
}

/// The number of modules of operations.
pub fn count(model: &super::Model) -> usize {
    let modules = model.api.operations.ids().map(|id| &model.names.operation(id).module);
    modules.collect::<std::collections::BTreeSet<_>>().len()
}
