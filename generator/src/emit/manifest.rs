//! `Cargo.toml` of the emitted crate.

use super::{Options, Workspace};

/// What the runtime needs, as the manifest of its own package has it.
const DEPENDENCIES: &str = r#"[features]
default = ["reqwest"]
reqwest = ["dep:reqwest"]

[dependencies]
base64 = "0.23"
bytes = "1"
fastrand = "2"
http = "1"
httpdate = "1"
percent-encoding = "2"
reqwest = { version = "0.13", default-features = false, features = ["rustls", "http2"], optional = true }
serde = "1"
serde_json = "1"
"#;

/// The manifest.
pub fn emit(options: &Options) -> String {
    let package = &options.package;
    let mut out = String::from("[package]\n");
    out.push_str(&format!("name = {}\n", string(&package.name)));
    out.push_str(&format!("version = {}\n", string(&package.version)));
    if !package.description.is_empty() {
        out.push_str(&format!("description = {}\n", string(&package.description)));
    }
    out.push_str("edition = \"2024\"\nrust-version = \"1.95\"\n");
    match &package.license {
        Some(license) => out.push_str(&format!("license = {}\n", string(license))),
        None => out.push_str("publish = false\n"),
    }
    out.push('\n');
    out.push_str(DEPENDENCIES);
    match options.workspace {
        Workspace::Member => {}
        // A crate of its own is no member of a workspace that happens to stand above it.
        Workspace::Own => out.push_str("\n[workspace]\n"),
    }
    out
}

/// A basic string of TOML, which JSON's strings are too.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
