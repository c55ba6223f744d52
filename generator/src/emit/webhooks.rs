//! `webhooks.rs`: one enum for all events that an API tells of, and how they are signed.

use std::collections::BTreeSet;

use super::cx::{Cx, Model};
use super::docs::Lines;
use super::source_file::SourceFile;
use super::text::string;
use super::typing::item_type;
use crate::analyse::Context;
use crate::config::webhooks::{SignatureEncoding, SignatureHash, SignatureScheme};
use crate::config::{Config, Examples};
use crate::ir::{Api, ConstantKind, Kind, TypeExpr, Webhook};

/// Whether a crate has webhooks: what reads them is emitted only then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasWebhooks {
    Some,
    None,
}

impl HasWebhooks {
    pub fn of(config: &Config, models: &[Model]) -> Self {
        let has_events = models.iter().any(|model| model.api.events().next().is_some());
        if has_events || config.webhooks.signature.is_some() { Self::Some } else { Self::None }
    }
}

/// Whether an API has a module of webhooks.
pub fn has_module(config: &Config, model: &Model) -> bool {
    !model.api.webhooks.is_empty() || config.webhooks.signature.is_some()
}

/// What tells events apart.
struct Selector {
    header: Option<String>,
    member: Option<String>,
}

/// The module of an API.
pub fn file(cx: &Cx) -> String {
    let mut file = SourceFile::new(&about(cx));
    if let Some(scheme) = &cx.config.webhooks.signature {
        file.table(&signature(scheme));
    }
    if !cx.api().webhooks.is_empty() {
        let selector = selector(cx);
        let events = events(cx, &selector, &mut file);
        file.table(&events);
    }
    file.finish()
}

/// The docs of the module, with an example.
fn about(cx: &Cx) -> Vec<String> {
    let mut lines = vec!["Webhooks: what the API sends to a program of yours.".to_owned()];
    let Some(variant) = cx.model.names.webhooks().first() else { return lines };
    let fence = match cx.config.examples {
        Examples::Doctests => "no_run",
        // It is shown all the same.
        Examples::Omitted => "ignore",
    };
    let (root, path) = (cx.crate_name(), cx.crate_path());
    let (imported, from, signature) = match &cx.config.webhooks.signature {
        Some(_) => ("HeaderMap", "{SIGNATURE, WebhookEvent}", "SIGNATURE"),
        None => ("{HeaderMap, WebhookSignature}", "WebhookEvent", "WebhookSignature::new(\"X-Signature\")"),
    };
    let example = format!(
        "\n```{fence}\nuse {root}::{imported};\nuse {path}::webhooks::{from};\n\n\
         fn receive(secret: &[u8], headers: &HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {{\n    \
         {signature}.verify(secret, headers, body)?;\n    \
         match WebhookEvent::read(headers, body)? {{\n        \
         WebhookEvent::{variant}(event) => println!(\"{{event:?}}\"),\n        \
         other => println!(\"{{}} is of no interest\", other.name()),\n    }}\n    Ok(())\n}}\n```"
    );
    lines.extend(example.lines().map(str::to_owned));
    lines
}

/// What the user says, else a member of all bodies, or a header of all events, whose values differ.
fn selector(cx: &Cx) -> Selector {
    let said = &cx.config.webhooks;
    if said.header.is_some() || said.member.is_some() {
        return Selector { header: said.header.clone(), member: said.member.clone() };
    }
    let webhooks = &cx.api().webhooks;
    let members = |webhook: &Webhook| constants(cx.api(), webhook);
    let headers = |webhook: &Webhook| webhook.headers.clone();
    if let Some(member) = telling(webhooks, members) {
        return Selector { header: None, member: Some(member) };
    }
    Selector { header: telling(webhooks, headers), member: None }
}

/// The first name that all events have, each with another value.
fn telling(webhooks: &[Webhook], named: impl Fn(&Webhook) -> Vec<(String, String)>) -> Option<String> {
    let all: Vec<Vec<(String, String)>> = webhooks.iter().map(&named).collect();
    let candidates = all.first()?.iter().map(|(name, _)| name);
    let tells = |name: &&String| {
        let values = all.iter().map(|pairs| pairs.iter().find(|(other, _)| other == *name).map(|(_, value)| value));
        values.collect::<Option<BTreeSet<&String>>>().is_some_and(|values| values.len() == all.len())
    };
    candidates.into_iter().find(tells).cloned()
}

/// The members of a body that have one value.
fn constants(api: &Api, webhook: &Webhook) -> Vec<(String, String)> {
    let TypeExpr::Named(id) = api.resolve(&webhook.body.ty) else { return Vec::new() };
    match &api.types[*id].kind {
        Kind::Object(object) => {
            let constant = |field: &crate::ir::Field| {
                let constant = field.constant.as_ref().filter(|constant| constant.kind == ConstantKind::Text)?;
                Some((field.name.clone(), constant.text.clone()))
            };
            object.fields.iter().filter_map(constant).collect()
        }
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
    }
}

/// The text that names an event: the value of the member or header that tells events apart, else its key.
fn wire_name(api: &Api, webhook: &Webhook, selector: &Selector) -> String {
    let value_of = |name: &String, pairs: Vec<(String, String)>| {
        pairs.into_iter().find(|(other, _)| other == name).map(|(_, value)| value)
    };
    let found = match selector {
        Selector { header: None, member: Some(member) } => value_of(member, constants(api, webhook)),
        Selector { header: Some(header), member: None } => value_of(header, webhook.headers.clone()),
        Selector { header: Some(_), member: Some(_) } | Selector { header: None, member: None } => None,
    };
    found.unwrap_or_else(|| webhook.key.clone())
}

/// The enum, as data for a macro of the runtime.
fn events(cx: &Cx, selector: &Selector, file: &mut SourceFile) -> String {
    let option =
        |name: &Option<String>| name.as_ref().map_or("None".to_owned(), |name| format!("Some({})", string(name)));
    let (header, member) = (option(&selector.header), option(&selector.member));
    let mut known = BTreeSet::new();
    let mut out = format!(
        "rt::webhook_events!(\n    /// An event that the API tells of.\n    WebhookEvent, header: {header}, member: {member}, {{\n"
    );
    for (webhook, variant) in cx.api().webhooks.iter().zip(cx.model.names.webhooks()) {
        let name = wire_name(cx.api(), webhook, selector);
        // Of two with one name, only the first could ever be found.
        let name = if known.contains(&name) { webhook.key.clone() } else { name };
        known.insert(name.clone());
        let mut docs = Lines::from_docs(&webhook.docs);
        docs.paragraph([format!("Source: `{}`.", cx.source(&webhook.location))]);
        let ty = file.ty(&item_type(cx, &webhook.body, Context::Read));
        for line in docs.comment().lines() {
            out.push_str(&format!("        {line}\n"));
        }
        if webhook.deprecated {
            out.push_str("        #[deprecated]\n");
        }
        out.push_str(&format!("        {} => {variant}({ty}),\n", string(&name)));
    }
    out.push_str("    }\n);\n");
    out
}

/// The constant of the scheme of signatures.
fn signature(scheme: &SignatureScheme) -> String {
    let mut calls = String::new();
    match scheme.algorithm {
        SignatureHash::Sha256 => {}
        SignatureHash::Sha384 => calls.push_str("\n    .hash(rt::WebhookHash::Sha384)"),
        SignatureHash::Sha512 => calls.push_str("\n    .hash(rt::WebhookHash::Sha512)"),
    }
    match scheme.encoding {
        SignatureEncoding::Hex => {}
        SignatureEncoding::Base64 => calls.push_str("\n    .encoding(rt::WebhookEncoding::Base64)"),
    }
    if let Some(separator) = scheme.separator {
        calls.push_str(&format!("\n    .separator({separator:?})"));
    }
    let texts = [
        ("prefix", &scheme.prefix),
        ("timestamp_prefix", &scheme.timestamp_prefix),
        ("timestamp_header", &scheme.timestamp_header),
        ("signed", &scheme.signed),
    ];
    for (call, text) in texts {
        if let Some(text) = text {
            calls.push_str(&format!("\n    .{call}({})", string(text)));
        }
    }
    if let Some(seconds) = scheme.tolerance {
        calls.push_str(&format!("\n    .tolerance(std::time::Duration::from_secs({seconds}))"));
    }
    format!(
        "/// How webhooks are signed: `SIGNATURE.verify(secret, &headers, &body)` checks one.\n\
         pub const SIGNATURE: rt::WebhookSignature = rt::WebhookSignature::new({}){calls};\n",
        string(&scheme.header)
    )
}
