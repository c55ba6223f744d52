//! The runtime of emitted crates, copied as text.

use super::batching::Batches;
use super::webhooks::HasWebhooks;
use super::xml::XmlBodies;

/// Embeds files of the runtime by name.
macro_rules! embedded {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name))),)+]
    };
}

/// Every file below `generator/runtime/src/runtime`, but for those of XML and of webhooks.
pub const FILES: &[(&str, &str)] = embedded![
    "http.rs",
    "http/attempt_timeout.rs",
    "http/attempts.rs",
    "http/auth.rs",
    "http/blocking.rs",
    "http/blocking/pages.rs",
    "http/blocking/poller.rs",
    "http/body_stream.rs",
    "http/call.rs",
    "http/client.rs",
    "http/client_builder.rs",
    "http/config.rs",
    "http/continuation.rs",
    "http/credential.rs",
    "http/default_transport.rs",
    "http/destinations.rs",
    "http/device_code.rs",
    "http/door.rs",
    "http/error.rs",
    "http/error_body.rs",
    "http/error_kind.rs",
    "http/events.rs",
    "http/failure.rs",
    "http/fetch.rs",
    "http/fetch/exchange.rs",
    "http/fetch/failure.rs",
    "http/fetch/pipe.rs",
    "http/fetch/request.rs",
    "http/fetch/timer.rs",
    "http/fetch/transport.rs",
    "http/flow.rs",
    "http/follow.rs",
    "http/frames.rs",
    "http/headers.rs",
    "http/hyper_connector.rs",
    "http/hyper_transport.rs",
    "http/idempotency.rs",
    "http/idle.rs",
    "http/link.rs",
    "http/lines.rs",
    "http/matching.rs",
    "http/mock.rs",
    "http/mock/answer.rs",
    "http/mock/asked.rs",
    "http/mock/book.rs",
    "http/mock/cassette.rs",
    "http/mock/declared.rs",
    "http/mock/difference.rs",
    "http/mock/expectation.rs",
    "http/mock/expected.rs",
    "http/mock/recording.rs",
    "http/mock/replay.rs",
    "http/mock/secrets.rs",
    "http/mock/server.rs",
    "http/mock/stored_body.rs",
    "http/mock/unmet.rs",
    "http/mock_transport.rs",
    "http/next_page.rs",
    "http/next_page_fault.rs",
    "http/oauth.rs",
    "http/oauth_error.rs",
    "http/observation.rs",
    "http/observed_send.rs",
    "http/observer.rs",
    "http/outgoing_body.rs",
    "http/page.rs",
    "http/page_body.rs",
    "http/pages.rs",
    "http/pauses.rs",
    "http/places.rs",
    "http/poll_token.rs",
    "http/poller.rs",
    "http/pooled.rs",
    "http/polling.rs",
    "http/progress.rs",
    "http/raw_response.rs",
    "http/request.rs",
    "http/request_changes.rs",
    "http/request_error.rs",
    "http/request_options.rs",
    "http/request_parts.rs",
    "http/reqwest_error.rs",
    "http/reqwest_request.rs",
    "http/reqwest_transport.rs",
    "http/response.rs",
    "http/response_header.rs",
    "http/resume.rs",
    "http/resume_policy.rs",
    "http/retry.rs",
    "http/retry_budget.rs",
    "http/retry_strategy.rs",
    "http/second_reading.rs",
    "http/server_selection.rs",
    "http/shared_transport.rs",
    "http/stack_error.rs",
    "http/stream.rs",
    "http/stream_error.rs",
    "http/stream_setup.rs",
    "http/timing.rs",
    "http/token_endpoint.rs",
    "http/tower_transport.rs",
    "http/tracing_observer.rs",
    "http/transport.rs",
    "http/transport_error.rs",
    "http/transport_service.rs",
    "http/turn.rs",
    "http/undecodable.rs",
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
    "model/labels.rs",
    "model/members.rs",
    "model/misfit.rs",
    "model/nullable.rs",
    "model/patch.rs",
    "model/platform.rs",
    "model/printable.rs",
    "model/quantity.rs",
    "model/read.rs",
    "model/read/digits.rs",
    "model/read/give_way.rs",
    "model/read/json.rs",
    "model/read/keys.rs",
    "model/read/overlap.rs",
    "model/read/scalar.rs",
    "model/read/skip.rs",
    "model/read/trace.rs",
    "model/read/variant.rs",
    "model/read/variant_score.rs",
    "model/record.rs",
    "model/request_body.rs",
    "model/request_body/inline_reader.rs",
    "model/request_body/observed.rs",
    "model/request_body/reader.rs",
    "model/request_body/source.rs",
    "model/request_body/streams.rs",
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
    "model/text/http_date.rs",
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
    "spec/long_running.rs",
    "spec/media_type.rs",
    "spec/method.rs",
    "spec/oauth.rs",
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

/// The files that are emitted only with webhooks.
pub const WEBHOOK_FILES: &[(&str, &str)] = embedded!["http/webhook_event.rs", "http/webhook_signature.rs",];
/// The files that are emitted only with batches.
pub const BATCH_FILES: &[(&str, &str)] = embedded![
    "http/batch.rs",
    "http/batch/entry.rs",
    "http/batch/error.rs",
    "http/batch/group.rs",
    "http/batch/message.rs",
    "http/batch/requests.rs",
    "http/batch/results.rs",
    "http/batch/run.rs",
    "http/batch/schedule.rs",
    "spec/batching.rs",
];

/// The end of a line that is emitted only with batches.
const BATCH_LINE: &str = "// only with batches\n";

/// The end of a line that is emitted only with bodies of XML.
const XML_LINE: &str = "// only with XML\n";
/// The end of a line that is emitted only with webhooks.
const WEBHOOK_LINE: &str = " // only with webhooks\n";

/// The files of the runtime, by their path in the emitted crate.
pub fn files(xml: XmlBodies, webhooks: HasWebhooks, batches: Batches) -> impl Iterator<Item = (String, String)> {
    let of_xml = match xml {
        XmlBodies::Some => XML_FILES,
        XmlBodies::None => &[],
    };
    let of_webhooks = match webhooks {
        HasWebhooks::Some => WEBHOOK_FILES,
        HasWebhooks::None => &[],
    };
    let of_batches = match batches {
        Batches::Some => BATCH_FILES,
        Batches::None => &[],
    };
    let is_kept = move |line: &&str| {
        (xml == XmlBodies::Some || !line.ends_with(XML_LINE))
            && (webhooks == HasWebhooks::Some || !line.ends_with(WEBHOOK_LINE))
            && (batches == Batches::Some || !line.ends_with(BATCH_LINE))
    };
    FILES
        .iter()
        .chain(of_xml)
        .chain(of_webhooks)
        .chain(of_batches)
        .map(move |(name, text)| (format!("src/runtime/{name}"), text.split_inclusive('\n').filter(is_kept).collect()))
}
