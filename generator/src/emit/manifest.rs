//! `Cargo.toml` of the emitted crate.

use super::cx::Model;
use super::needed::{Needed, OnDemand};
use super::webhooks::HasWebhooks;
use super::{features, licence};
use crate::config::version::is_release;
use crate::config::{Config, Runtime, Workspace};
use crate::names::features::Features;
use crate::output::regions::region;

/// The dependencies that only some platforms have. They stand before the others, since lines of the user follow below the
/// last table.
const OF_PLATFORMS: &str = r#"# Connections of the program's own, which a browser does not let it have.
[target.'cfg(not(target_family = "wasm"))'.dependencies]
hyper = { version = "1", default-features = false, optional = true }
hyper-rustls = { version = "0.27", default-features = false, features = ["http1", "rustls-platform-verifier", "tls12"], optional = true }
hyper-util = { version = "0.1", default-features = false, features = ["client-legacy", "client-proxy", "http1", "tokio"], optional = true }
reqwest = { version = "0.13", default-features = false, features = ["http2"], optional = true }
rustls = { version = "0.23", default-features = false, features = ["std", "tls12"], optional = true }
tokio = { version = "1", default-features = false, features = ["rt", "time"], optional = true }
ureq = { version = "3.5", default-features = false, features = ["platform-verifier", "rustls"], optional = true }

# `fetch`, timers and clocks of browsers.
[target.'cfg(all(target_family = "wasm", target_os = "unknown"))'.dependencies]
js-sys = { version = "0.3", optional = true }
wasm-bindgen = { version = "0.2", optional = true }
wasm-bindgen-futures = { version = "0.4", optional = true }
web-sys = { version = "0.3", features = ["AbortController", "AbortSignal", "Headers", "Performance", "ReadableStream", "ReadableStreamDefaultReader", "Request", "RequestCache", "RequestCredentials", "RequestInit", "RequestRedirect", "Response", "ResponseType"], optional = true }

"#;

/// The dependencies of the runtime, as in the manifest of its own package.
const DEPENDENCIES: &str = r#"[dependencies]
base64 = "0.23"
bytes = "1"
fastrand = "2"
futures-core = { version = "0.3", default-features = false }
http = "1"
http-body = { version = "1", optional = true }
httpdate = "1"
percent-encoding = "2"
regress = { version = "0.12", default-features = false, features = ["std", "prohibit-unsafe"], optional = true }
serde_core = "1"
serde_json = { version = "1", features = ["float_roundtrip", "raw_value"] }
tower-service = { version = "0.3", optional = true }
tracing = { version = "0.1", default-features = false, optional = true }
"#;

/// The dependency of crates with bodies of XML.
const QUICK_XML: &str = r#"# For bodies of XML. It is without features: text is UTF-8 here, and neither serde nor async is used.
quick-xml = { version = "0.42", default-features = false, optional = true }
"#;

/// The dependencies of crates with webhooks.
const SIGNATURES: &str = r#"# Signatures of webhooks.
hmac = { version = "0.13", optional = true }
sha2 = { version = "0.11", default-features = false, optional = true }
"#;

/// Names that no feature of a module may take: those of other features, and of dependencies.
pub const FEATURES: &[&str] = &[
    "default",
    "reqwest",
    "rustls",
    "rustls-no-provider",
    "aws-lc-rs",
    "http2",
    "batch",
    "blocking",
    "fetch",
    "mock",
    "pattern",
    "tower",
    "tracing",
    "webhooks",
    "xml",
    "oauth2",
    "paging",
    "long-running",
    "base64",
    "bytes",
    "fastrand",
    "futures-core",
    "hmac",
    "http",
    "http-body",
    "httpdate",
    "hyper",
    "hyper-rustls",
    "hyper-util",
    "js-sys",
    "percent-encoding",
    "regress",
    "quick-xml",
    "serde",
    "serde-core",
    "serde-json",
    "sha2",
    "tokio",
    "tower-service",
    "ureq",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// What the manifest says of itself to those who open it.
const SHARED: &str = "\
# What stands between the marks is written by each run; what you write elsewhere is kept. A key that you add to a table, below
# its end mark, takes the place of ours: `license`, `description`, a dependency with more features.

";

/// The oldest Rust that compiles the crate: what its newest dependencies ask for, and `let` in conditions.
const RUST_VERSION: &str = "1.88";

/// The manifest.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>) -> String {
    let mut out = format!("{SHARED}{}", region("package", &table_of_package(config, models)));
    let needed = Needed::of(config, models);
    let dependencies = match config.runtime {
        Runtime::Own => own_dependencies(&needed),
        // Lines of the user follow below the last table.
        Runtime::Shared => format!(
            "# For examples in the documentation.\n[dev-dependencies]\nserde_json = \"1\"\n\n[dependencies]\n{} = {{ path = {}, default-features = false }}\n",
            config.shared_runtime_name(),
            string(&config.runtime_path)
        ),
    };
    let shared = (config.runtime == Runtime::Shared).then(|| config.shared_runtime_name());
    out.push_str(&format!("\n{}", region("features", &features::manifest(features, &needed, shared))));
    out.push_str(&format!("\n{}", region("dependencies", &dependencies)));
    match config.workspace {
        Workspace::Member => {}
        // Without this table Cargo would look for a workspace above the crate.
        Workspace::Own => out.push_str(&format!("\n{}", region("workspace", "[workspace]\n"))),
    }
    out
}

/// The manifest of a runtime that several crates share.
pub fn of_shared_runtime(name: &str) -> String {
    let package = format!(
        "[package]\nname = {}\nversion = \"0.1.0\"\ndescription = \"What emitted clients of this workspace share\"\n\
         edition = \"2024\"\nrust-version = {}\npublish = false\n",
        string(name),
        string(RUST_VERSION)
    );
    let needed = Needed::everything();
    let (features, dependencies) = (features::manifest(None, &needed, None), own_dependencies(&needed));
    let regions = [("package", package), ("features", features), ("dependencies", dependencies)];
    format!("{SHARED}{}", regions.map(|(name, text)| region(name, &text)).join("\n"))
}

/// The dependencies of a crate that has the runtime in it.
fn own_dependencies(needed: &Needed) -> String {
    let mut dependencies = if needed.has(OnDemand::Xml) {
        DEPENDENCIES.replace("regress = {", &format!("{QUICK_XML}regress = {{"))
    } else {
        DEPENDENCIES.to_owned()
    };
    if needed.webhooks() == HasWebhooks::Some {
        dependencies.push_str(SIGNATURES);
    }
    format!("{OF_PLATFORMS}{dependencies}")
}

/// The table `[package]`.
fn table_of_package(config: &Config, models: &[Model]) -> String {
    let package = &config.package;
    let mut out = String::from("[package]\n");
    out.push_str(&format!("name = {}\n", string(&package.name)));
    out.push_str(&format!("version = {}\n", string(&version(config, models))));
    out.push_str(&format!("description = {}\n", string(&description(config, models))));
    out.push_str(&format!("edition = \"2024\"\nrust-version = {}\n", string(RUST_VERSION)));
    let of_document = || models.iter().find_map(|model| licence::spdx(model.api.license.as_deref()?));
    match package.license.as_deref().or_else(of_document) {
        Some(license) => out.push_str(&format!("license = {}\n", string(license))),
        None => out.push_str("publish = false\n"),
    }
    if let Some(repository) = &package.repository {
        out.push_str(&format!("repository = {}\n", string(repository)));
    }
    out
}

/// One line on what the crate is.
pub fn description(config: &Config, models: &[Model]) -> String {
    let title = || models.iter().map(|model| model.api.title.trim()).find(|title| !title.is_empty());
    match (config.package.description.as_deref().map(str::trim), title()) {
        (Some(description), _) if !description.is_empty() => description.to_owned(),
        (Some(_) | None, Some(title)) => {
            format!("A client for {}", title.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        (Some(_) | None, None) => "A client for an HTTP API".to_owned(),
    }
}

/// The configured version, else that of the first document if it is three numbers. A version with a suffix is not used.
pub fn version(config: &Config, models: &[Model]) -> String {
    let document = || models.first().map(|model| model.api.version.trim()).filter(|version| is_release(version));
    config.package.version.as_deref().or_else(document).unwrap_or("0.1.0").to_owned()
}

/// A basic string of TOML. It is a JSON string, except that TOML also wants U+007F escaped.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
