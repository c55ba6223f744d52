//! The Cargo features of the emitted crate: their definitions, the gates in code, and their documentation.

use std::collections::BTreeSet;

use super::batching::Batches;
use super::cx::Model;
use super::needed::{Needed, OnDemand};
use super::text::{join, string, strings};
use super::webhooks::HasWebhooks;
use crate::names::Name;
use crate::names::features::{ALL, Feature, Features, OTHER, UnlessChosen};

/// The features that every emitted crate has.
const ALWAYS: &[&str] = &[
    "- `rustls` (default): the client sends over `hyper`, with the TLS of rustls and the certificates of the operating system.",
    "- `http2` (default): it speaks HTTP/2 with servers that offer it over TLS, and else HTTP/1.1.",
    "- `aws-lc-rs`: the cryptography of TLS is that of aws-lc, which agrees on keys that quantum computers do not break, in",
    "  place of ring. It is C code that takes longer to compile than all else; without `rustls`, ring is not compiled too.",
    "- `rustls-no-provider`: TLS with the cryptography that your program installs for its process, and none of ours.",
    "- `hyper`: the same without TLS. Without this and `reqwest`, give a transport of your own to the builder, and no HTTP",
    "  stack is compiled.",
    "- `reqwest`: the client sends through `reqwest`, which `ClientBuilder::http` sets up, with the TLS that your own program",
    "  turns on in `reqwest`, such as `native-tls`. It goes before `hyper`.",
    "- `fetch` (default): in a browser (`wasm32-unknown-unknown`) the client sends over `fetch`. Elsewhere it is nothing.",
    "- `blocking`: a client for programs that are not async.",
    "- `ureq`: a client for programs that are not async, which sends through `ureq`, with threads and HTTP/1.1. Without",
    "  `rustls` and `hyper`, neither tokio nor hyper is compiled, and clients use it by themselves.",
    "- `mock`: for tests of your own program, as a feature of a dev-dependency: `MockServer` expects requests in any order,",
    "  exchanges are recorded without secrets and replayed, and each model is made.",
    "- `tracing`: `TracingObserver` makes a span for each attempt, with the names that OpenTelemetry has for HTTP clients.",
    "- `tower`: `TowerTransport` sends through a service of `tower`; a transport and a client are services too.",
    "- `pattern`: text that is sent is checked against the `pattern` of its schema too. An expression that repeats what it",
    "  repeats may take long for text that nearly matches, so that this is off by default.",
];

/// What each of them turns on in a crate that has the runtime in it.
const FIXED: &[(&str, &str)] = &[
    ("hyper", r#""dep:hyper", "dep:hyper-util", "dep:http-body", "dep:tower-service", "dep:tokio", "tokio/net""#),
    ("rustls", r#""rustls-no-provider", "rustls/ring""#),
    ("rustls-no-provider", r#""hyper", "dep:hyper-rustls", "dep:rustls""#),
    ("aws-lc-rs", r#""rustls-no-provider", "rustls/aws_lc_rs""#),
    ("http2", r#""hyper-rustls?/http2", "hyper-util?/http2""#),
    ("reqwest", r#""dep:reqwest", "dep:hyper", "dep:http-body", "dep:tokio""#),
    ("fetch", r#""dep:js-sys", "dep:wasm-bindgen", "dep:wasm-bindgen-futures", "dep:web-sys""#),
    ("blocking", r#""dep:tokio", "tokio/rt-multi-thread""#),
    ("ureq", r#""dep:ureq", "dep:rustls", "tokio?/rt-multi-thread""#),
    ("mock", ""),
    ("pattern", r#""dep:regress""#),
    ("tracing", r#""dep:tracing""#),
    ("tower", r#""dep:tower-service", "dep:http-body""#),
    ("oauth2", ""),
    ("paging", ""),
    ("long-running", ""),
];

/// The feature of crates with batches.
const BATCH: (&str, &str) = ("batch", "");

/// The feature of crates with bodies of XML.
const XML: (&str, &str) = ("xml", "\"dep:quick-xml\"");

/// The feature of crates with webhooks.
const WEBHOOKS: (&str, &str) = ("webhooks", "\"dep:hmac\", \"dep:sha2\"");

/// The attribute that compiles the next item only if the feature is on.
pub fn gate(feature: Option<&String>) -> String {
    feature.map(|name| format!("#[cfg(feature = {})]\n", string(name))).unwrap_or_default()
}

/// The feature of a module of operations.
pub fn module_feature<'a>(model: &Model<'a>, module: &Name) -> Option<&'a String> {
    model.gates.and_then(|gates| gates.modules.get(module))
}

/// The feature of a file of models.
pub fn file_feature<'a>(model: &Model<'a>, file: &Name) -> Option<&'a String> {
    model.gates.and_then(|gates| gates.files.get(file))
}

/// The list of features, as lines of Markdown.
pub fn list(features: Option<&Features>, needed: &Needed) -> Vec<String> {
    let mut lines: Vec<String> = ALWAYS.iter().map(|line| (*line).to_owned()).collect();
    if needed.batches() == Batches::Some {
        let what = "- `batch`: `Batch` sends many requests at once, and each has a typed result of its own.";
        lines.push(what.to_owned());
    }
    lines.extend(on_demand(needed).map(str::to_owned));
    if needed.webhooks() == HasWebhooks::Some {
        let webhooks = "- `webhooks`: what the API sends to a program of yours is read, and its signature checked.";
        lines.push(webhooks.to_owned());
    }
    let Some(features) = features else { return lines };
    let modules = match features.unless_chosen {
        UnlessChosen::AllOn => [
            format!("- `{ALL}` (default): every module of operations. Each is a feature of its own, with the models that it"),
            "  needs: to compile less, turn the defaults off and name those that you use.".to_owned(),
        ],
        UnlessChosen::AllOff => [
            "- One for each module of operations, with the models that it needs. None is on by default: name those that you".to_owned(),
            format!("  use. `{ALL}` turns on all of them, which takes long to compile."),
        ],
    };
    lines.extend(modules);
    if features.other.is_some() {
        lines.push(format!("- `{OTHER}`: models that no operation names, such as those that webhooks send."));
    }
    lines
}

/// The features that some documents need.
fn on_demand(needed: &Needed) -> impl Iterator<Item = &'static str> {
    let if_needed = |feature, line| needed.has(feature).then_some(line);
    let oauth2 = match needed.has(OnDemand::OAuth2) {
        true => {
            "- `oauth2` (default): `OAuthTokens`, tokens from a token endpoint: client credentials, refresh tokens, device codes."
        }
        false => {
            "- `oauth2`: `OAuthTokens`, tokens from a token endpoint: client credentials, refresh tokens, device codes."
        }
    };
    let paging = match needed.has(OnDemand::Paging) {
        true => {
            "- `paging` (default): the pages of an operation, and the items of a page or a list, each when it arrives."
        }
        false => "- `paging`: the items of a list, each when it arrives.",
    };
    let lines = [
        Some(oauth2),
        Some(paging),
        if_needed(
            OnDemand::LongRunning,
            "- `long-running` (default): the states of a long-running operation, and its result.",
        ),
        if_needed(OnDemand::Xml, "- `xml` (default): bodies of XML are read and written. Without it they are errors."),
    ];
    lines.into_iter().flatten()
}

/// The features that are on by default in every crate.
const DEFAULTS: [&str; 3] = ["rustls", "http2", "fetch"];

/// The names of the features that users of a crate turn on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFeatures {
    pub all: BTreeSet<String>,
    /// Those that are on by default. Modules are on by default where [`ALL`] is.
    pub by_default: BTreeSet<String>,
}

/// The features of a crate that stand in its manifest, but for those that only other features turn on.
pub fn of_users(features: Option<&Features>, needed: &Needed) -> UserFeatures {
    let fixed = FIXED.iter().map(|(name, _)| *name).chain(needed.has(OnDemand::Xml).then_some(XML.0));
    let webhooks = (needed.webhooks() == HasWebhooks::Some).then_some(WEBHOOKS.0);
    let batch = (needed.batches() == Batches::Some).then_some(BATCH.0);
    let mut all: BTreeSet<String> = fixed.chain(webhooks).chain(batch).map(str::to_owned).collect();
    let mut by_default: BTreeSet<String> = DEFAULTS.into_iter().chain(needed.names()).map(str::to_owned).collect();
    let Some(features) = features else { return UserFeatures { all, by_default } };
    let modules = || features.modules.iter().map(|feature| feature.name.clone());
    all.extend(modules().chain(features.other.iter().map(|feature| feature.name.clone())));
    all.insert(ALL.to_owned());
    match features.unless_chosen {
        UnlessChosen::AllOn => by_default.extend(modules().chain([ALL.to_owned()])),
        UnlessChosen::AllOff => {}
    }
    UserFeatures { all, by_default }
}

/// What is on by default, without the modules.
fn defaults(needed: &Needed) -> String {
    join(DEFAULTS.into_iter().chain(needed.names()).map(string), ", ")
}

/// The table `[features]` of the manifest. `shared` is the crate of the runtime, if it is not in this one.
pub fn manifest(features: Option<&Features>, needed: &Needed, shared: Option<&str>) -> String {
    let defaults = defaults(needed);
    let turned_on = |(name, own): (&str, &str)| match shared {
        None => own.to_owned(),
        Some(runtime) => string(&format!("{runtime}/{name}")),
    };
    let of_runtime = FIXED.iter().copied().chain(needed.has(OnDemand::Xml).then_some(XML));
    let definitions = join(of_runtime.map(|(name, own)| format!("{name} = [{}]\n", turned_on((name, own)))), "");
    let default = match features.map(|features| features.unless_chosen) {
        Some(UnlessChosen::AllOn) => format!("default = [{defaults}, \"{ALL}\"]\n"),
        Some(UnlessChosen::AllOff) | None => format!("default = [{defaults}]\n"),
    };
    let mut out = format!("[features]\n{default}{definitions}");
    if needed.webhooks() == HasWebhooks::Some {
        // What webhooks alone send is with the models that no operation names.
        let other =
            features.and_then(|features| features.other.as_ref()).map(|other| format!(", {}", string(&other.name)));
        out.push_str(&format!("webhooks = [{}{}]\n", turned_on(WEBHOOKS), other.unwrap_or_default()));
    }
    if needed.batches() == Batches::Some {
        out.push_str(&format!("batch = [{}]\n", turned_on(BATCH)));
    }
    let Some(features) = features else { return out };
    out.push_str(&format!("# Every module of operations.\n{ALL} = [\n"));
    out.push_str(&join(features.modules.iter().map(|feature| format!("    {},\n", string(&feature.name))), ""));
    out.push_str("]\n");
    if let Some(other) = &features.other {
        out.push_str(&format!("# Models that no operation names.\n{}", line(other)));
    }
    out.push_str("# A module of operations, with the models that it needs.\n");
    out.push_str(&join(features.modules.iter().map(line), ""));
    if !features.shared.is_empty() {
        out.push_str("# Models that several modules need: the features above turn them on.\n");
        out.push_str(&join(features.shared.iter().map(line), ""));
    }
    out
}

fn line(feature: &Feature) -> String {
    let needs = strings(&feature.needs);
    format!("{} = {}\n", feature.name, needs.trim_start_matches('&'))
}

/// The dependency that a user writes. `shown` is the feature of the operation that the README shows.
pub fn dependency(name: &str, features: Option<&Features>, shown: Option<&String>) -> String {
    let chosen = match features.map(|features| (features.unless_chosen, features)) {
        Some((UnlessChosen::AllOff, features)) => example(features, shown),
        Some((UnlessChosen::AllOn, _)) | None => None,
    };
    let features = chosen.map(|feature| format!(", features = [{}]", string(feature))).unwrap_or_default();
    format!("```toml\n[dependencies]\n{name} = {{ path = \"path/to/{name}\"{features} }}\n```\n\n")
}

fn example<'a>(features: &'a Features, shown: Option<&'a String>) -> Option<&'a String> {
    shown.or_else(|| features.modules.first().map(|feature| &feature.name))
}

/// The part of the README on modules.
pub fn readme(name: &str, features: &Features, needed: &Needed, shown: Option<&String>) -> String {
    let mut out = String::from("\n## Modules\n\n");
    out.push_str("Each module of operations is a feature, named as the module is, with `-` for `_`. It brings the models that it\n");
    let example = example(features, shown).map(|feature| string(feature)).unwrap_or_default();
    let defaults = defaults(needed);
    match features.unless_chosen {
        UnlessChosen::AllOn => out.push_str(&format!(
            "needs. All are on unless you choose; fewer compile faster:\n\n\
             ```toml\n[dependencies]\n{name} = {{ path = \"path/to/{name}\", default-features = false, features = [{defaults}, {example}] }}\n```\n\n"
        )),
        UnlessChosen::AllOff => {
            out.push_str("needs. None is on until you choose: turn on those that you call, as shown above.\n\n");
        }
    }
    out.push_str("`Types` is how many models are compiled with a feature: the time that it takes grows with them.\n\n");
    out.push_str("| Feature | Operations | Types |\n|---|---:|---:|\n");
    let rows = features.modules.iter().chain(&features.other);
    out.push_str(&join(
        rows.map(|feature| format!("| `{}` | {} | {} |\n", feature.name, feature.operations, feature.types)),
        "",
    ));
    out
}
