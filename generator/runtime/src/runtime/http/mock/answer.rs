//! The response of a mock server with a value of a model as its body.

use crate::runtime::http::mock_transport::MockResponse;
use crate::runtime::model::value::{Json, Value, View};
use crate::runtime::model::write::{write_json, write_json_value};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::choose;
use crate::runtime::wire::form_value::FormValue;
use http::StatusCode;

/// Writes a value as the body that the document has for this status. An error is the message.
pub(crate) fn written(operation: &'static Operation, status: u16, value: &dyn Value) -> Result<MockResponse, String> {
    let code = StatusCode::from_u16(status).map_err(|_| format!("{status} is no status of HTTP"))?;
    let spec = choose(operation.responses, code, None);
    let kind = match spec {
        Some(spec) => spec.kind(),
        None => Some(ContentKind::Json),
    };
    let Some(kind) = kind.filter(|_| !matches!(value.view(), View::Absent)) else {
        return Ok(MockResponse::empty(status));
    };
    let media_type = spec.and_then(|spec| spec.media_type()).filter(|name| !name.contains('*'));
    let respond = |default: &str, body: Vec<u8>| Ok(MockResponse::new(status, media_type.unwrap_or(default), body));
    match kind {
        ContentKind::Json => respond("application/json", write_json(value).map_err(|error| error.to_string())?),
        ContentKind::Xml(xml) => respond("application/xml", xml.write(value.view())?),
        ContentKind::Text => respond("text/plain", FormValue::new(value).to_text().into()),
        ContentKind::EventStream => respond("text/event-stream", items(value, "data: ", "\n\n")?),
        ContentKind::JsonLines => respond("application/x-ndjson", items(value, "", "\n")?),
        ContentKind::Bytes => match FormValue::new(value) {
            FormValue::Bytes(bytes) => {
                respond("application/octet-stream", bytes.as_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default())
            }
            value => respond("application/octet-stream", value.to_text().into()),
        },
        ContentKind::Form | ContentKind::Multipart => {
            Err("a response of this media type is given as bytes, by `respond_with`".to_owned())
        }
    }
}

/// The items of a stream, each between these texts. A value that is no list is one item.
fn items(value: &dyn Value, before: &str, after: &str) -> Result<Vec<u8>, String> {
    let json = write_json_value(value).map_err(|error| error.to_string())?;
    let items = match json {
        Json::Array(items) => items,
        item => vec![item],
    };
    Ok(items.iter().map(|item| format!("{before}{item}{after}")).collect::<String>().into())
}

/// A body for a response that has the type `O`: a value of it, or a value `T` where it is `Option<T>`.
pub trait BodyOf<O> {
    /// The value that is written.
    #[doc(hidden)]
    fn value(&self) -> &dyn Value;
}

impl<O: Value> BodyOf<O> for O {
    fn value(&self) -> &dyn Value {
        self
    }
}

impl<O: Value> BodyOf<Option<O>> for O {
    fn value(&self) -> &dyn Value {
        self
    }
}
