//! The runtime of emitted crates, copied as text.

use super::xml::XmlBodies;

/// Embeds files of the runtime by name.
macro_rules! embedded {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name))),)+]
    };
}

/// Every file below `generator/runtime/src/runtime`, but for those of XML.
pub const FILES: &[(&str, &str)] = embedded![
    "http.rs",
    "http/attempts.rs",
    "http/auth.rs",
    "http/blocking.rs",
    "http/body_stream.rs",
    "http/call.rs",
    "http/client.rs",
    "http/client_builder.rs",
    "http/config.rs",
    "http/continuation.rs",
    "http/credential.rs",
    "http/door.rs",
    "http/error.rs",
    "http/error_body.rs",
    "http/failure.rs",
    "http/flow.rs",
    "http/follow.rs",
    "http/headers.rs",
    "http/idempotency.rs",
    "http/idle.rs",
    "http/link.rs",
    "http/mock_transport.rs",
    "http/next_page.rs",
    "http/next_page_fault.rs",
    "http/page.rs",
    "http/page_body.rs",
    "http/pages.rs",
    "http/pauses.rs",
    "http/places.rs",
    "http/progress.rs",
    "http/raw_response.rs",
    "http/request.rs",
    "http/request_changes.rs",
    "http/request_error.rs",
    "http/request_options.rs",
    "http/request_parts.rs",
    "http/reqwest_error.rs",
    "http/reqwest_transport.rs",
    "http/response.rs",
    "http/retry.rs",
    "http/retry_budget.rs",
    "http/retry_strategy.rs",
    "http/server_selection.rs",
    "http/stream.rs",
    "http/timing.rs",
    "http/transport.rs",
    "http/transport_error.rs",
    "http/turn.rs",
    "http/url.rs",
    "mod.rs",
    "model.rs",
    "model/bytes.rs",
    "model/changes.rs",
    "model/check.rs",
    "model/check/number.rs",
    "model/check/pattern.rs",
    "model/comma_separated.rs",
    "model/containers.rs",
    "model/convert.rs",
    "model/debug.rs",
    "model/enums.rs",
    "model/equal.rs",
    "model/erased_box.rs",
    "model/members.rs",
    "model/patch.rs",
    "model/printable.rs",
    "model/read.rs",
    "model/read/digits.rs",
    "model/read/json.rs",
    "model/read/scalar.rs",
    "model/read/trace.rs",
    "model/read/variant.rs",
    "model/read/variant_score.rs",
    "model/record.rs",
    "model/scalars.rs",
    "model/setter_impls.rs",
    "model/setters.rs",
    "model/shape.rs",
    "model/text.rs",
    "model/text/base64.rs",
    "model/text/date.rs",
    "model/text/date_time.rs",
    "model/text/decimal.rs",
    "model/text/duration.rs",
    "model/text/moment.rs",
    "model/text/numeral.rs",
    "model/text/scan.rs",
    "model/text/secret.rs",
    "model/text/time.rs",
    "model/text/uuid.rs",
    "model/union.rs",
    "model/value.rs",
    "model/write.rs",
    "model/xml_body.rs",
    "model/xml_node.rs",
    "spec.rs",
    "spec/content.rs",
    "spec/media_type.rs",
    "spec/method.rs",
    "spec/operation.rs",
    "spec/origin.rs",
    "spec/paging.rs",
    "spec/param.rs",
    "spec/response_spec.rs",
    "spec/security.rs",
    "spec/server.rs",
    "spec/server_url.rs",
    "spec/server_variable.rs",
    "spec/undocumented.rs",
    "wire.rs",
    "wire/body.rs",
    "wire/form_value.rs",
    "wire/multipart.rs",
    "wire/part_head.rs",
    "wire/path_template.rs",
    "wire/percent.rs",
    "wire/style.rs",
];

/// The files that are emitted only with bodies of XML.
pub const XML_FILES: &[(&str, &str)] = embedded![
    "model/xml.rs",
    "model/xml/choice.rs",
    "model/xml/fault.rs",
    "model/xml/json.rs",
    "model/xml/parse.rs",
    "model/xml/print.rs",
    "model/xml/read.rs",
    "model/xml/tree.rs",
    "model/xml/write.rs",
];

/// The end of a line that is emitted only with bodies of XML.
const XML_LINE: &str = "// only with XML\n";

/// The files of the runtime, by their path in the emitted crate.
pub fn files(xml: XmlBodies) -> impl Iterator<Item = (String, String)> {
    let more = match xml {
        XmlBodies::Some => XML_FILES,
        XmlBodies::None => &[],
    };
    FILES.iter().chain(more).map(move |(name, text)| {
        let lines = text.split_inclusive('\n').filter(|line| xml == XmlBodies::Some || !line.ends_with(XML_LINE));
        (format!("src/runtime/{name}"), lines.collect())
    })
}
