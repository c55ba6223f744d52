//! Bodies of XML: attributes, text beside them, lists without an element of their own, and an error.

use c_http_specs_payload_xml::{BuildError, Client, StatusCode, models, payload};

use crate::{Outcome, same, scenarios};

scenarios! {
    Payload_Xml_ModelWithAttributesValue_put = put_attributes,
    Payload_Xml_ModelWithAttributesValue_get = get_attributes,
    Payload_Xml_ModelWithUnwrappedModelArrayValue_put = put_unwrapped_list,
    Payload_Xml_XmlErrorValue_get = get_error,
}

fn client(origin: String) -> Result<Client, BuildError> {
    Client::builder().base_url(origin).build()
}

async fn put_attributes(origin: String) -> Outcome {
    let body = models::ModelWithAttributes::new(123, "foo", true);
    client(origin)?.send(payload::model_with_attributes_value_put(body)).await?;
    Ok(())
}

async fn get_attributes(origin: String) -> Outcome {
    let model = client(origin)?.send(payload::model_with_attributes_value_get()).await?;
    same((model.id1, model.id2.as_str(), model.enabled), (123, "foo", true))
}

async fn put_unwrapped_list(origin: String) -> Outcome {
    let items = [models::SimpleModel::new("foo", 123), models::SimpleModel::new("bar", 456)];
    let body = models::ModelWithUnwrappedModelArray::new(items);
    client(origin)?.send(payload::model_with_unwrapped_model_array_value_put(body)).await?;
    Ok(())
}

async fn get_error(origin: String) -> Outcome {
    let Err(error) = client(origin)?.send(payload::xml_error_value_get()).await else {
        return Err("there is no error".into());
    };
    same(error.status(), Some(StatusCode::BAD_REQUEST))?;
    same(error.body().map(|body| body.message.as_str()), Some("Something went wrong"))
}
