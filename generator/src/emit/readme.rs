//! `README.md` of the emitted crate.

use super::cx::Model;
use super::docs::prose;
use super::example::readme_example::ReadmeExample;
use super::features;
use super::operation_spec::method;
use super::text::join;
use crate::config::Config;
use crate::names::features::Features;

/// With more operations than this, a list helps nobody.
const LISTED: usize = 50;

/// The text.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, example: Option<&ReadmeExample>) -> String {
    let package = &config.package;
    let mut out = format!("# {}\n\n", package.name);
    out.push_str(&format!("{}\n\n", prose::line(&super::manifest::description(config, models))));
    out.push_str("Generated code: change the OpenAPI documents that it is made of, not these files.\n\n");
    let name = &package.name;
    let shown = features::shown(models, example);
    out.push_str(&format!("## Use\n\n{}", features::dependency(name, features, shown)));
    out.push_str("An operation is a function that returns a request; a request is a value; a client sends it.\n\n");
    if let Some(ReadmeExample { lines, .. }) = example {
        out.push_str(&format!("```rust,no_run\n{}\n```\n\n", lines.join("\n")));
    }
    out.push_str("## Features\n\n");
    out.push_str(&join(features::list(features).iter().map(|line| format!("{line}\n")), ""));
    if let Some(features) = features {
        out.push_str(&features::readme(name, features, shown));
    }
    let count: usize = models.iter().map(|model| model.api.operations.len()).sum();
    if count <= LISTED && count > 0 {
        out.push_str(&list(models));
    } else {
        out.push_str(&format!("\n{count} operations; `cargo doc --open` lists them.\n"));
    }
    out
}

fn list(models: &[Model]) -> String {
    let mut out = String::from("\n## Operations\n\n| Function | Request |\n|---|---|\n");
    for model in models {
        let prefix = model.module.map(|module| format!("{module}::")).unwrap_or_default();
        for (id, operation) in model.api.operations.iter() {
            let names = model.names.operation(id);
            let function = prose::code_cell(&format!("{prefix}{}::{}", names.module, names.function));
            let route = prose::code_cell(&format!("{} {}", method(operation.method), operation.path));
            out.push_str(&format!("| {function} | {route} |\n"));
        }
    }
    out
}
