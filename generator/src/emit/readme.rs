//! `README.md` of the emitted crate.

use super::cx::Model;
use super::docs::prose;
use super::example::readme_example::ReadmeExample;
use super::features;
use super::operation_list::{self, Place};
use super::text::join;
use super::xml::XmlBodies;
use crate::config::Config;
use crate::names::features::Features;

/// What becomes of answers that the document does not describe as they are.
const READING: &str = "
## Answers that do not match the document

What is certain is always read: a number in quotes, an integer where text is documented, null in a member that may be absent,
values of an enum and members that nobody documented. Any other deviation is an `Error::Decode`, which names the place. With
`.lenient()` on a request or on the client builder, such a part is left out where its type allows it, and
`Response::misfits()` lists each of them. A body that is exactly the documented error is `Error::Api`, whatever its status.
";

/// The text.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, example: Option<&ReadmeExample>) -> String {
    let package = &config.package;
    let mut out = format!("# {}\n\n", package.name);
    out.push_str(&format!("{}\n\n", prose::line(&super::manifest::description(config, models))));
    out.push_str("Generated code: change the OpenAPI documents that it is made of, not these files.\n\n");
    let name = &package.name;
    let shown = features::shown(models, example);
    out.push_str(&format!("## Use\n\n{}", features::dependency(name, features, shown)));
    out.push_str("An operation is a function. It returns a request, which is a value, and a client sends it.\n\n");
    if let Some(ReadmeExample { lines, .. }) = example {
        out.push_str(&format!("```rust,no_run\n{}\n```\n\n", lines.join("\n")));
    }
    out.push_str("## Features\n\n");
    out.push_str(&join(features::list(features, XmlBodies::of(models)).iter().map(|line| format!("{line}\n")), ""));
    if let Some(features) = features {
        out.push_str(&features::readme(name, features, XmlBodies::of(models), shown));
    }
    out.push_str(READING);
    // If modules are features, the table of features lists them already.
    if features.is_none() {
        let operations = operation_list::lines(models, Place::Readme);
        if !operations.is_empty() {
            out.push_str(&format!("\n## Operations\n\n{}\n", operations.join("\n")));
        }
    }
    out
}
