//! The crate root, and the root module of an API.

use std::collections::BTreeMap;

use super::cx::{Cx, Model};
use super::docs::{Lines, prose};
use super::example::readme_example::ReadmeExamples;
use super::source_file::SourceFile;
use super::text::join;
use super::webhooks::HasWebhooks;
use super::{batching, features, front_page, root_enums, undocumented, webhooks};
use crate::config::{ApiConfig, Config, Runtime};
use crate::names::Name;
use crate::names::features::Features;
use crate::output::OWN_CODE;

/// What stands above the declaration of the runtime.
const RUNTIME: &str = "\
/// The support code of requests and models. Its public types are exported at the root.
#[doc(hidden)]
";

/// The types of the runtime that users name, exported at the root. The module `runtime` is hidden from the documentation,
/// so what is missing here, such as the traits that every model implements, has no page.
const EXPORTS: &str = "\
#[doc(inline)]
pub use runtime::{
    ApiError, AttemptEnd, Attempts, Base64, Base64Url, BasicCredentials, BodyStream, BoxFuture, BuildError, ByteStream,
    Bytes, CallEnd, CallEvent, CallInfo, Chunks, Client, ClientBuilder, CommaSeparated, Continuation, CredentialError,
    Date, DateTime, Decimal, DecimalString, DecodeError, Deserialized, Duration, Error, ErrorKind, Event, Events,
    Failure, FromResponse, HttpDate, InvalidContinuation, InvalidText, Json, JsonLines, Map, Method, Milliseconds,
    Misfit, MockResponse, MockTransport, NextPageFault, Nullable, OAuth2, Observer, Operation, Page, Paged, PartHead,
    Patch, PauseScope, RawResponse, Replay, Request, RequestBody, RequestError, Response, ResponseHeader, ResumePolicy,
    RetryBudget, RetryLimit, RetryPolicy, RetryStrategy, SchemeName, Seconds, Secret, ServerName, SharedTransport,
    StaticToken, StatusCode, StreamError, Time, Token, TokenError, TokenFn, TokenProvider, TokenRequest, Transferred,
    Transport, TransportError, TransportErrorKind, TransportFailure, Undecodable, UnixTime, Uuid, WaitReason, token_fn,
};
#[cfg(all(any(feature = \"blocking\", feature = \"ureq\"), not(target_family = \"wasm\")))]
#[doc(inline)]
pub use runtime::blocking;
#[cfg(all(feature = \"fetch\", target_family = \"wasm\", target_os = \"unknown\"))]
#[doc(inline)]
pub use runtime::FetchTransport;
#[cfg(all(feature = \"hyper\", not(target_family = \"wasm\")))]
#[doc(inline)]
pub use runtime::HyperTransport;
#[cfg(feature = \"long-running\")]
#[doc(inline)]
pub use runtime::{InvalidPollToken, OperationState, PollToken, Poller, RunningOperation};
#[cfg(feature = \"mock\")]
#[doc(inline)]
pub use runtime::mock;
#[cfg(feature = \"oauth2\")]
#[doc(inline)]
pub use runtime::{ClientAuthentication, DevicePrompt, OAuthError, OAuthTokens};
#[cfg(feature = \"paging\")]
#[doc(inline)]
pub use runtime::{Items, Pages};
#[cfg(all(feature = \"reqwest\", not(target_family = \"wasm\")))]
#[doc(inline)]
pub use runtime::ReqwestTransport;
#[cfg(feature = \"tower\")]
#[doc(inline)]
pub use runtime::{OutgoingBody, TowerTransport, TransportService};
#[cfg(feature = \"tracing\")]
#[doc(inline)]
pub use runtime::TracingObserver;
#[cfg(all(feature = \"ureq\", not(target_family = \"wasm\")))]
#[doc(inline)]
pub use runtime::UreqTransport;
";

/// The type of members in long chains of types. Other crates have none, so that it would only puzzle a reader there.
const ERASED_BOX: &str = "\
#[doc(inline)]
pub use runtime::ErasedBox;
";

/// The types of webhooks, which other crates do not have.
const WEBHOOKS: &str = "\
#[cfg(feature = \"webhooks\")]
#[doc(inline)]
pub use runtime::{
    HeaderMap, SignatureError, UnknownEvent, WebhookEncoding, WebhookError, WebhookHash, WebhookSignature,
};
";

/// A crate with up to this many types has no chain of types that is long enough for the limit.
const FEW_TYPES: usize = 100;

/// rustc follows a chain of types through code that is generic over each of them, and gives up after 128 types. That
/// code is compiled in this crate, so that the limit is raised here. The types of a large document form a tangle, whose
/// longest path is not known.
fn recursion_limit(models: &[Model]) -> String {
    let types: usize = models.iter().map(|model| model.api.types.len()).sum();
    if types <= FEW_TYPES {
        return String::new();
    }
    // The limit is a power of two, so that one more type seldom changes it. Each type has up to four forms.
    format!("#![recursion_limit = \"{}\"]\n", types.saturating_mul(4).next_power_of_two())
}

/// `src/lib.rs`.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, examples: &ReadmeExamples) -> String {
    let mut file = SourceFile::new(&front_page::lines(config, models, features, examples));
    let limit = recursion_limit(models);
    let case = if config.package.name.contains(|c: char| c.is_ascii_uppercase()) { CAPITALS } else { "" };
    file.text(&format!("#![forbid(unsafe_code)]\n#![deny(missing_docs)]\n{limit}{ALLOWED}{case}"));
    let mut modules = String::new();
    let mut docs = Vec::new();
    for model in models {
        match model.module {
            Some(module) => {
                modules.push_str(&format!("pub mod {module};\n"));
            }
            None => docs.push(module_declarations(config, model)),
        }
    }
    file.text(&modules);
    file.text(&docs.concat());
    let runtime = match config.runtime {
        Runtime::Own => "pub mod runtime;".to_owned(),
        Runtime::Shared => format!("pub use {}::runtime;", config.shared_runtime_name().replace('-', "_")),
    };
    file.text(&format!("{RUNTIME}{runtime}"));
    file.text(OWN_CODE);
    file.text(EXPORTS);
    if HasWebhooks::of(config, models) == HasWebhooks::Some {
        file.text(WEBHOOKS);
    }
    if models.iter().any(|model| model.facts.has_erased_edges()) {
        file.text(ERASED_BOX);
    }
    undocumented::emit(&mut file, models, config.runtime);
    batching::emit(&mut file, config, models);
    root_enums::servers(&mut file, models);
    root_enums::schemes(&mut file, models, config);
    file.finish()
}

/// The lint that a name with capitals breaks.
const CAPITALS: &str = "\
// The name of the crate is the choice of its owner.
#![allow(non_snake_case)]
";

/// Lints that emitted code breaks, each with the reason.
const ALLOWED: &str = "\
#![allow(
    // What the document calls deprecated is emitted all the same, and named by the tables.
    deprecated,
    // Prose is the document's own.
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    // Names, sizes and numbers of arguments are the document's own.
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::new_without_default,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention
)]
";

/// `mod.rs` of an API that has a module of its own.
pub fn module(cx: &Cx) -> String {
    let mut file = SourceFile::new(&about(cx));
    file.text(&module_declarations(cx.config, &cx.model));
    file.finish()
}

/// The docs of an API. The title and description of a document describe it only if it is the only document.
fn about(cx: &Cx) -> Vec<String> {
    let api = cx.api();
    let version = prose::code(api.version.trim());
    let of_this = |known: &&ApiConfig| known.module.as_deref() == cx.model.module.map(Name::text);
    let documents = cx.config.apis.iter().find(of_this).map_or(1, |known| known.documents.len());
    let mut lines = Lines::default();
    if documents == 1 {
        let title = prose::line(&api.title);
        lines.paragraph([if title.is_empty() {
            format!("Version {version} of the API.")
        } else {
            format!("{title}, version {version}.")
        }]);
        lines.paragraph(Lines::from_docs(&api.docs).into_lines());
    } else {
        lines.paragraph([format!("Version {version} of the API, from {documents} documents.")]);
    }
    lines.into_lines()
}

/// The module declarations of an API.
fn module_declarations(config: &Config, model: &Model) -> String {
    let api = model.api;
    let operations: BTreeMap<&Name, ()> =
        api.operations.ids().map(|id| (&model.names.operation(id).module, ())).collect();
    // Users name servers and schemes by the enums at the crate root, and token endpoints where the schemes are.
    let has_endpoint = api.security_schemes.iter().any(|scheme| scheme.token_endpoint.is_some());
    let fixed = [
        ("#[cfg(feature = \"webhooks\")]\npub mod callbacks;\n", !api.callbacks.is_empty()),
        ("pub mod ids;\n", !model.names.labels().is_empty()),
        ("pub mod models;\n", !api.types.is_empty()),
        ("#[doc(hidden)]\npub mod schemes;\n", !api.security_schemes.is_empty() && !has_endpoint),
        ("pub mod schemes;\n", has_endpoint),
        ("#[doc(hidden)]\npub mod servers;\n", !api.servers.is_empty()),
        ("#[cfg(feature = \"webhooks\")]\npub mod webhooks;\n", webhooks::has_module(config, model)),
    ];
    let fixed = fixed.iter().filter(|(_, there)| *there).map(|(text, _)| (*text).to_owned());
    let operations = operations
        .keys()
        .map(|name| format!("{}pub mod {name};\n", features::gate(features::module_feature(model, name))));
    join(fixed.chain(operations), "")
}
