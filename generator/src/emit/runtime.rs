//! The support code of emitted crates, copied as text.

/// Embeds files of the runtime by name.
macro_rules! embedded {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name))),)+]
    };
}

/// Every file below `generator/runtime/src/runtime`.
pub const FILES: &[(&str, &str)] = embedded![
    "answer.rs",
    "auth.rs",
    "blocking.rs",
    "body.rs",
    "builder.rs",
    "bytes.rs",
    "check.rs",
    "check/number.rs",
    "client.rs",
    "comma.rs",
    "containers.rs",
    "content.rs",
    "convert.rs",
    "credential.rs",
    "debug.rs",
    "destination.rs",
    "diagnose.rs",
    "draft.rs",
    "enums.rs",
    "equal.rs",
    "error.rs",
    "exchange.rs",
    "headers.rs",
    "idle.rs",
    "memory.rs",
    "mod.rs",
    "multipart.rs",
    "nested.rs",
    "operation.rs",
    "origin.rs",
    "param.rs",
    "patch.rs",
    "put.rs",
    "path.rs",
    "percent.rs",
    "printable.rs",
    "read.rs",
    "read/json.rs",
    "read/scalar.rs",
    "record.rs",
    "request.rs",
    "request_error.rs",
    "reqwest_error.rs",
    "reqwest_transport.rs",
    "response.rs",
    "retry.rs",
    "scalars.rs",
    "scheme.rs",
    "server.rs",
    "server_url.rs",
    "setters.rs",
    "stream.rs",
    "style.rs",
    "text.rs",
    "text/base64.rs",
    "text/date.rs",
    "text/date_time.rs",
    "text/decimal.rs",
    "text/duration.rs",
    "text/scan.rs",
    "text/secret.rs",
    "text/time.rs",
    "text/uuid.rs",
    "transport.rs",
    "tree.rs",
    "union.rs",
    "union/fit.rs",
    "value.rs",
    "write.rs",
];

/// The files at their place in the emitted crate.
pub fn files() -> impl Iterator<Item = (String, String)> {
    FILES.iter().map(|(name, text)| (format!("src/runtime/{name}"), (*text).to_owned()))
}
