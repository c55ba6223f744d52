//! `Cargo.toml` of the emitted crate.

use super::batching::Batches;
use super::cx::Model;
use super::features;
use super::needed::{Needed, OnDemand};
use crate::config::{Config, Workspace};
use crate::names::features::Features;

/// The dependencies of the runtime, as in the manifest of its own package.
const DEPENDENCIES: &str = r#"[dependencies]
base64 = "0.23"
bytes = "1"
fastrand = "2"
futures-core = { version = "0.3", default-features = false }
http = "1"
http-body = { version = "1", optional = true }
httpdate = "1"
hyper = { version = "1", default-features = false, optional = true }
hyper-rustls = { version = "0.27", default-features = false, features = ["aws-lc-rs", "http1", "http2", "rustls-platform-verifier", "tls12"], optional = true }
hyper-util = { version = "0.1", default-features = false, features = ["client-legacy", "client-proxy", "http1", "http2", "tokio"], optional = true }
percent-encoding = "2"
regress = { version = "0.12", default-features = false, features = ["std", "prohibit-unsafe"], optional = true }
reqwest = { version = "0.13", default-features = false, features = ["http2"], optional = true }
rustls = { version = "0.23", default-features = false, features = ["aws_lc_rs", "std", "tls12"], optional = true }
serde = "1"
serde_json = { version = "1", features = ["raw_value"] }
tokio = { version = "1", default-features = false, features = ["rt", "time"], optional = true }
tower-service = { version = "0.3", optional = true }
tracing = { version = "0.1", default-features = false, optional = true }
"#;

/// The dependency of crates with bodies of XML.
const QUICK_XML: &str = r#"# For bodies of XML. It is without features: text is UTF-8 here, and neither serde nor async is used.
quick-xml = { version = "0.42", default-features = false, optional = true }
"#;

/// Names that no feature of a module may take: those of other features, and of dependencies.
pub const FEATURES: &[&str] = &[
    "default",
    "reqwest",
    "rustls",
    "batch",
    "blocking",
    "mock",
    "pattern",
    "tower",
    "tracing",
    "xml",
    "oauth2",
    "paging",
    "long-running",
    "base64",
    "bytes",
    "fastrand",
    "futures-core",
    "http",
    "http-body",
    "httpdate",
    "hyper",
    "hyper-rustls",
    "hyper-util",
    "percent-encoding",
    "regress",
    "quick-xml",
    "serde",
    "serde-json",
    "tokio",
    "tower-service",
];

/// The manifest.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>) -> String {
    let package = &config.package;
    let mut out = String::from("[package]\n");
    out.push_str(&format!("name = {}\n", string(&package.name)));
    out.push_str(&format!("version = {}\n", string(&version(config, models))));
    out.push_str(&format!("description = {}\n", string(&description(config, models))));
    out.push_str("edition = \"2024\"\nrust-version = \"1.95\"\n");
    match &package.license {
        Some(license) => out.push_str(&format!("license = {}\n", string(license))),
        None => out.push_str("publish = false\n"),
    }
    if let Some(repository) = &package.repository {
        out.push_str(&format!("repository = {}\n", string(repository)));
    }
    let needed = Needed::of(models);
    let dependencies = if needed.has(OnDemand::Xml) {
        DEPENDENCIES.replace("reqwest = {", &format!("{QUICK_XML}reqwest = {{"))
    } else {
        DEPENDENCIES.to_owned()
    };
    out.push_str(&format!("\n{}\n{dependencies}", features::manifest(features, &needed, Batches::of(config))));
    match config.workspace {
        Workspace::Member => {}
        // Without this table Cargo would look for a workspace above the crate.
        Workspace::Own => out.push_str("\n[workspace]\n"),
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

/// The configured version, else that of the first document if Cargo accepts it.
fn version(config: &Config, models: &[Model]) -> String {
    let document = || models.first().map(|model| model.api.version.trim()).filter(|version| is_version(version));
    config.package.version.as_deref().or_else(document).unwrap_or("0.1.0").to_owned()
}

/// Whether the text is three numbers without leading zeros. A version with a suffix is not used.
fn is_version(text: &str) -> bool {
    let number = |part: &str| part.parse::<u32>().is_ok_and(|number| number.to_string() == part);
    text.split('.').count() == 3 && text.split('.').all(number)
}

/// A basic string of TOML. It is a JSON string, except that TOML also wants U+007F escaped.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
