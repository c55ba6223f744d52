//! The front page of the emitted crate, as `cargo doc` shows it: what the crate is, a first example, its operations.

use super::cx::Model;
use super::docs::{Lines, prose};
use super::example::readme_example::{ReadmeExample, ReadmeExamples};
use super::needed::Needed;
use super::operation_list::{self, Place};
use super::text::string;
use super::{features, manifest, operation};
use crate::config::Config;
use crate::names::features::Features;

/// What a user needs beside the operations and the models.
const CLIENT: &[&str] = &[
    "- [`ClientBuilder`] sets the server, the credentials, time limits and how often a request is tried again.",
    "- [`Client::send`] returns the body of a successful response, [`Client::execute`] its status and headers too.",
    "- [`Error`] tells the failures apart: a request that was not sent, a transport that failed, a response that means an",
    "  error, a response that cannot be read.",
    "- [`RetryPolicy`] says which failures are retried, and [`RetryBudget`] how many of all calls; [`Attempts`] counts them.",
    "- [`Client::get`] and the like make requests for paths that the document does not have. Every request takes query",
    "  pairs, headers and another response type that the document does not know; [`Client::open`] returns the body of a",
    "  response as a stream of bytes.",
    "- [`RequestBody`] is what is sent as bytes: in memory, of a file, or of a stream.",
    "- [`Observer`] sees calls, attempts and waits, for logs, metrics and traces.",
    "- [`MockTransport`] answers requests in tests from a script, without a network. With the feature `mock` there is a server",
    "  of expectations too, which tells what was not asked.",
];

/// The lines of the crate's own comment.
pub fn lines(config: &Config, models: &[Model], features: Option<&Features>, examples: &ReadmeExamples) -> Vec<String> {
    let mut lines = Lines::default();
    let what = prose::line(&manifest::description(config, models));
    lines.paragraph([format!("{}.", what.trim_end_matches('.'))]);
    for model in models.iter().filter(|model| model.module.is_none()) {
        lines.paragraph(Lines::from_docs(&model.api.docs).into_lines());
    }
    lines.paragraph(models.iter().map(contents));
    lines.section("Example", doctest(examples.first.as_ref()));
    lines.paragraph(no_schemes(models).map(str::to_owned));
    lines.paragraph([
        "An operation is a function. It returns a [`Request`], a value that can be looked at, kept and sent by a [`Client`]."
            .to_owned(),
    ]);
    lines.paragraph([arguments(models)].into_iter().filter(|line| !line.is_empty()));
    let place = if features.is_some() { Place::FrontPageOfParts } else { Place::FrontPage };
    lines.section("Pages", doctest(examples.pages.as_ref()));
    lines.section("Long-running operations", doctest(examples.long_running.as_ref()));
    lines.section("Operations", operation_list::lines(models, place));
    lines.section("Client", CLIENT.iter().map(|line| (*line).to_owned()).collect());
    lines.section("Features", features::list(features, &Needed::of(config, models)));
    lines.into_lines()
}

/// Where credentials go if no document says it.
fn no_schemes(models: &[Model]) -> Option<&'static str> {
    let none = models.iter().all(|model| model.api.security_schemes.is_empty());
    none.then_some(
        "The document names no security scheme. What the API wants as a credential is a header of all requests: \
         `builder.default_header(\"authorization\", \"Bearer …\")`, which is sent to its servers only.",
    )
}

/// How arguments are given, of those kinds that the operations have.
fn arguments(models: &[Model]) -> String {
    let has = |of: fn(&Model) -> bool| models.iter().any(of);
    let with = has(|model| model.api.operations.iter().any(|(_, operation)| operation.offers_others()));
    let labels = has(|model| !model.names.labels().is_empty());
    let with = if with { "What may be omitted is given to the function of that name with `_with`. " } else { "" };
    let labels =
        if labels { "Arguments of a path that could be swapped stand in labels, of the module `ids`." } else { "" };
    format!("{with}{labels}").trim_end().to_owned()
}

/// How large an API is, and which version of it this is.
fn contents(model: &Model) -> String {
    let operations = counted(model.api.operations.len(), "operation");
    let modules = counted(operation::count(model), "module");
    let types = counted(model.api.types.len(), "type");
    let version = prose::code(model.api.version.trim());
    match model.module {
        Some(module) => {
            let module = module.text();
            format!("- [`mod@{module}`]: version {version} of the API, with {operations} in {modules}, and {types}.")
        }
        None => format!("Version {version} of the API, with {operations} in {modules}, and {types}."),
    }
}

/// `1 type`, `2 types`.
fn counted(count: usize, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// An example of the README, which rustdoc compiles here. It compiles only where the module that it calls is on, so
/// hidden lines leave it out where that is off.
fn doctest(example: Option<&ReadmeExample>) -> Vec<String> {
    let Some(ReadmeExample { lines: code, feature }) = example else { return Vec::new() };
    let mut lines = vec!["```no_run".to_owned()];
    if let Some(feature) = feature {
        lines.push(format!("# #[cfg(feature = {})]", string(feature)));
        lines.push("# mod example {".to_owned());
    }
    lines.extend(code.iter().cloned());
    if feature.is_some() {
        lines.push("# }".to_owned());
    }
    lines.push("```".to_owned());
    lines
}
