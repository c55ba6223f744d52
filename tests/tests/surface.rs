//! What users of the emitted crate see of each specification, short enough to be read in a review.
//!
//! Each item names the specification that it comes from (`Source: …`). What is named by none, such as the servers,
//! stands in a snapshot of its own. Of documentation, the first line is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use insta::assert_snapshot;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Expr, ImplItem, Item, ItemMacro, Lit, Meta, Visibility};
use tests::trials::{no_snapshot_is_left_over, run, trial};

/// The specification that items belong to when they name none.
const NONE: &str = "none";

/// The folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

fn main() -> ExitCode {
    let surface = surface(&workspace().join("generated/src"));
    let specifications = specifications(&workspace());
    let all: BTreeSet<String> = surface.keys().chain(&specifications).cloned().collect();
    let left = no_snapshot_is_left_over("surface__", all.iter().map(|specification| title(specification)));
    let shown = all.into_iter().map(|specification| {
        let text = surface.get(&specification).cloned();
        let is_known = specification == NONE || specifications.contains(&specification);
        trial(title(&specification), move || {
            assert!(is_known, "{specification} is no file");
            let text = text.unwrap_or_else(|| panic!("nothing is emitted for {specification}"));
            assert_snapshot!(title(&specification), text);
        })
    });
    run(shown.chain([left]).collect())
}

/// The name of the snapshot of a specification.
fn title(specification: &str) -> String {
    specification.trim_start_matches("specs/").trim_end_matches(".yaml").replace('/', "_")
}

/// The OpenAPI documents and shared components below `specs/`.
fn specifications(workspace: &Path) -> Vec<String> {
    let is_one =
        |path: &String| path.ends_with(".yaml") && !path.ends_with(".facts.yaml") && path != "specs/redocly.yaml";
    files_below(&workspace.join("specs"))
        .iter()
        .map(|path| path.strip_prefix(workspace).expect("below").display().to_string().replace('\\', "/"))
        .filter(is_one)
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What each specification gives, by its path.
fn surface(source: &Path) -> BTreeMap<String, String> {
    let mut surface = BTreeMap::new();
    for path in files_below(source) {
        let name = path.strip_prefix(source).expect("below").display().to_string().replace('\\', "/");
        if name.starts_with("runtime/") {
            continue;
        }
        let file = syn::parse_file(&fs::read_to_string(&path).expect("a file")).expect("Rust");
        for (specification, text) in items_by_specification(&file) {
            let whole: &mut String = surface.entry(specification).or_default();
            whole.push_str(&format!("// {name}\n{text}\n"));
        }
    }
    surface
}

/// What one file holds of each specification.
fn items_by_specification(file: &syn::File) -> BTreeMap<String, String> {
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for item in &file.items {
        let (name, text) = match item {
            Item::Struct(_) | Item::Enum(_) | Item::Fn(_) | Item::Type(_) | Item::Static(_) => {
                let Some((name, attributes, text)) = declared(item) else { continue };
                home.insert(name.clone(), specification_path(attributes));
                (name, text)
            }
            Item::Impl(block) if block.trait_.is_none() => (written(&block.self_ty), methods(&block.items)),
            Item::Macro(table) => table_entries(table),
            _ => continue,
        };
        let specification = home.get(&name).map_or(NONE, String::as_str).to_owned();
        shown.entry(specification).or_default().push_str(&text);
    }
    shown
}

/// A public item: its name, its attributes, and how it is declared.
fn declared(item: &Item) -> Option<(String, &[Attribute], String)> {
    let public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    match item {
        Item::Struct(item) if public(&item.vis) => {
            let fields = item.fields.iter().map(|field| {
                let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                commented(&format!("    {name}: {}", written(&field.ty)), &field.attrs)
            });
            let head = commented(&format!("struct {}", item.ident), &item.attrs);
            Some((item.ident.to_string(), &item.attrs, head + &fields.collect::<String>()))
        }
        Item::Enum(item) if public(&item.vis) => {
            let variants = item.variants.iter().map(|variant| {
                commented(&format!("    {}{}", variant.ident, written(&variant.fields)), &variant.attrs)
            });
            let head = commented(&format!("enum {}", item.ident), &item.attrs);
            Some((item.ident.to_string(), &item.attrs, head + &variants.collect::<String>()))
        }
        Item::Fn(item) if public(&item.vis) => {
            Some((item.sig.ident.to_string(), &item.attrs, commented(&signature(&item.sig), &item.attrs)))
        }
        Item::Type(item) if public(&item.vis) => {
            let text = format!("type {} = {}", item.ident, written(&item.ty));
            Some((item.ident.to_string(), &item.attrs, commented(&text, &item.attrs)))
        }
        Item::Static(item) if public(&item.vis) => {
            let text = format!("static {} = {}", item.ident, written(&item.expr));
            Some((item.ident.to_string(), &item.attrs, commented(&text, &item.attrs)))
        }
        _ => None,
    }
}

fn methods(items: &[ImplItem]) -> String {
    let shown = items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(commented(&format!("    {}", signature(&method.sig)), &method.attrs)),
        _ => None,
    });
    shown.collect()
}

/// A function without its body, an argument a line where there are several.
fn signature(signature: &syn::Signature) -> String {
    let arguments: Vec<String> = signature.inputs.iter().map(written).collect();
    let arguments = match arguments.len() {
        0 | 1 => arguments.join(""),
        _ => arguments.iter().map(|argument| format!("\n        {argument},")).collect::<String>() + "\n    ",
    };
    format!("fn {}({arguments}) {}", signature.ident, written(&signature.output)).trim_end().to_owned()
}

/// A table of the runtime: the type that it is for, and those of its lines that say more than the type does.
fn table_entries(table: &ItemMacro) -> (String, String) {
    let kind = written(&table.mac.path).replace("rt::", "");
    let tokens: Vec<TokenTree> = table.mac.tokens.clone().into_iter().collect();
    let name = tokens.first().map(ToString::to_string).unwrap_or_default();
    let head: TokenStream = tokens.iter().take_while(|token| !is_braced(token)).cloned().collect();
    let mut text = format!("  {kind} {}\n", tidy(&head.to_string()));
    for braced in tokens.iter().filter(|token| is_braced(token)) {
        let TokenTree::Group(group) = braced else { continue };
        let lines = without_docs(group.stream());
        let lines = lines.split(';').map(str::trim).filter(|line| !line.is_empty());
        match kind.as_str() {
            // The members of both forms.
            "conversion" => {}
            "record" => {
                lines.filter(|line| !says_its_name(line)).for_each(|line| text.push_str(&format!("    {line}\n")))
            }
            _ => lines.for_each(|line| text.push_str(&format!("    {line}\n"))),
        }
    }
    (name, text)
}

/// Whether a member of a record has its own name on the wire, and nothing else is said about it.
fn says_its_name(line: &str) -> bool {
    let Some((field, wire)) = line.split_once(" = ") else { return false };
    let mut camel = String::new();
    for (n, word) in field.split('_').enumerate() {
        let (first, rest) = word.split_at(usize::from(n > 0 && !word.is_empty()));
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    wire == format!("\"{camel}\"")
}

fn is_braced(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Tokens as text, but for attributes.
fn without_docs(tokens: TokenStream) -> String {
    let mut kept = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next();
            }
            _ => kept.extend([token]),
        }
    }
    tidy(&kept.to_string())
}

/// A declaration with the first line of its documentation.
fn commented(text: &str, attributes: &[Attribute]) -> String {
    match docs(attributes).into_iter().next() {
        Some(line) => format!("{text}  // {line}\n"),
        None => format!("{text}\n"),
    }
}

/// The specification that the documentation of an item names.
fn specification_path(attributes: &[Attribute]) -> String {
    let lines = docs(attributes);
    let source = lines.iter().find_map(|line| line.strip_prefix("Source: `")?.split_once('#'));
    source.map_or(NONE, |(specification, _)| specification).to_owned()
}

fn docs(attributes: &[Attribute]) -> Vec<String> {
    let text = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(text).collect()
}

fn written(tokens: &impl ToTokens) -> String {
    tidy(&tokens.to_token_stream().to_string())
}

/// Tokens as a person spaces them.
fn tidy(tokens: &str) -> String {
    let mut text = tokens.to_owned();
    for (spaced, close) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" :", ":"),
        (" ;", ";"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        ("[ ", "["),
        (" ]", "]"),
        (",)", ")"),
    ] {
        text = text.replace(spaced, close);
    }
    text
}
