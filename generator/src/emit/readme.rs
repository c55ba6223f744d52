//! `README.md` of the emitted crate.

use super::batching::Batches;
use super::cx::Model;
use super::docs::prose;
use super::example::readme_example::{ReadmeExample, ReadmeExamples};
use super::features;
use super::needed::Needed;
use super::operation_list::{self, Place};
use super::text::join;
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

/// Operations whose items come in pages.
const PAGES: &str = "
## Pages

`.items(&client)` has the items of all pages as a stream, `.pages(&client)` the pages, each with its status and headers. A page that
fails is requested again by the next call; `Page::continuation()` is text that another process goes on with.
";

/// Operations that end after their first response.
const LONG_RUNNING: &str = "
## Long-running operations

`.poller(&client)` is a stream of states that ends with the result, and waits as the server says; `.wait()` returns the result
alone. `Poller::token()` is what another process goes on with.
";

/// Requests that are sent together.
const BATCHES: &str = "
## Batches

With the feature `batch`, `Batch::add` takes requests of any operations and returns a handle for each, and `client.send_batch(batch)` sends
them together. `results.get(handle)` has the typed response. What is throttled is sent again alone, when the service says.
";

/// Where names are looked up.
const NAMES: &str = "
## Names

[NAMES.md](NAMES.md) has each type and function with its place in the documents and what is inside it, and the key by which `[rename]`
in `codegen.toml` gives it another name.
";

/// The text.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, examples: &ReadmeExamples) -> String {
    let package = &config.package;
    let mut out = format!("# {}\n\n", package.name);
    out.push_str(&format!("{}\n\n", prose::line(&super::manifest::description(config, models))));
    out.push_str("Generated code: change the OpenAPI documents that it is made of, not these files.\n\n");
    let name = &package.name;
    let shown = examples.first.as_ref().and_then(|example| example.feature);
    out.push_str(&format!("## Use\n\n{}", features::dependency(name, features, shown)));
    out.push_str("An operation is a function. It returns a request, which is a value, and a client sends it.\n\n");
    out.push_str(&code(examples.first.as_ref()));
    out.push_str("## Features\n\n");
    let optional = features::list(features, &Needed::of(config, models));
    out.push_str(&join(optional.iter().map(|line| format!("{line}\n")), ""));
    if let Some(features) = features {
        out.push_str(&features::readme(name, features, &Needed::of(config, models), shown));
    }
    for (about, example) in [(PAGES, &examples.pages), (LONG_RUNNING, &examples.long_running)] {
        if let Some(example) = example {
            out.push_str(&format!("{about}\n{}", code(Some(example)).trim_end()));
            out.push('\n');
        }
    }
    match Batches::of(config) {
        Batches::Some => out.push_str(BATCHES),
        Batches::None => {}
    }
    out.push_str(READING);
    out.push_str(NAMES);
    // If modules are features, the table of features lists them already.
    if features.is_none() {
        let operations = operation_list::lines(models, Place::Readme);
        if !operations.is_empty() {
            out.push_str(&format!("\n## Operations\n\n{}\n", operations.join("\n")));
        }
    }
    out
}

/// A block of code.
fn code(example: Option<&ReadmeExample>) -> String {
    example.map(|example| format!("```rust,no_run\n{}\n```\n\n", example.lines.join("\n"))).unwrap_or_default()
}
