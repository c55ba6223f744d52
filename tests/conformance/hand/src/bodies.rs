//! Bodies: merge patches with null, bodies that may be left out, media types, files, and content negotiation.

use crate::{Outcome, asset, same, scenarios};

scenarios! {
    Payload_JsonMergePatch_createResource = create_resource,
    Payload_JsonMergePatch_updateResource = update_resource,
    Payload_JsonMergePatch_updateOptionalResource = update_optional_resource,
    Parameters_BodyOptionality_OptionalExplicit = optional_body,
    Payload_MediaType_StringBody_sendAsText = send_as_text,
    Payload_MediaType_StringBody_getAsJson = get_as_json,
    Payload_ContentNegotiation_SameBody = same_body,
    Payload_ContentNegotiation_DifferentBody = different_body,
    Type_File_Body_uploadFileMultipleContentTypes = upload_file,
    Response_BodyOrNoContent_getBody = body_or_no_content,
    Response_BodyOrNoContent_getNoContent = no_content,
    Azure_ResourceManager_OperationTemplates_OptionalBody_patch = optional_patch,
    Azure_ResourceManager_OperationTemplates_OptionalBody_post = optional_post,
    Azure_ResourceManager_OperationTemplates_OptionalBody_providerPost = optional_provider_post,
    Azure_ResourceManager_OperationTemplates_Legacy_createOrReplaceOptionalBody = optional_put,
}

async fn create_resource(origin: String) -> Outcome {
    use c_http_specs_payload_json_merge_patch::{Client, json_merge_patch, models};
    let client = Client::builder().base_url(origin).build()?;
    let inner = models::InnerModel::new().name("InnerMadge").description("innerDesc");
    let resource = models::Resource::new("Madge")
        .description("desc")
        .map([("key", inner.clone())])
        .array([inner.clone()])
        .int_value(1)
        .float_value(1.25)
        .inner_model(inner)
        .int_array([1, 2, 3]);
    let created = client.send(json_merge_patch::create_resource(resource.clone())).await?;
    same(created, resource)
}

fn merge_patch() -> c_http_specs_payload_json_merge_patch::models::ResourcePatchMergePatch {
    use c_http_specs_payload_json_merge_patch::models;
    let inner = models::InnerModelMergePatch::new().clear_description();
    models::ResourcePatchMergePatch::new()
        .map([("key", Some(inner)), ("key2", None)])
        .clear_description()
        .clear_array()
        .clear_int_value()
        .clear_float_value()
        .clear_inner_model()
        .clear_int_array()
}

async fn update_resource(origin: String) -> Outcome {
    use c_http_specs_payload_json_merge_patch::{Client, json_merge_patch};
    let client = Client::builder().base_url(origin).build()?;
    let updated = client.send(json_merge_patch::update_resource(merge_patch())).await?;
    same((updated.name.as_str(), updated.description), ("Madge", None))
}

async fn update_optional_resource(origin: String) -> Outcome {
    use c_http_specs_payload_json_merge_patch::{Client, json_merge_patch};
    let client = Client::builder().base_url(origin).build()?;
    let updated = client.send(json_merge_patch::update_optional_resource(merge_patch())).await?;
    same((updated.name.as_str(), updated.inner_model), ("Madge", None))
}

async fn optional_body(origin: String) -> Outcome {
    use c_http_specs_parameters_body_optionality::{Client, models, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::optional_explicit_set(models::BodyModel::new("foo"))).await?;
    client.send(parameters::optional_explicit_omit(None)).await?;
    Ok(())
}

async fn send_as_text(origin: String) -> Outcome {
    use c_http_specs_payload_media_type::{Client, payload};
    let client = Client::builder().base_url(origin).build()?;
    client.send(payload::string_body_send_as_text("{cat}")).await?;
    Ok(())
}

async fn get_as_json(origin: String) -> Outcome {
    use c_http_specs_payload_media_type::{Client, payload};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(payload::string_body_get_as_json()).await?, "foo")
}

async fn same_body(origin: String) -> Outcome {
    use c_http_specs_payload_content_negotiation::{Client, StatusCode, content_negotiation::*};
    let client = Client::builder().base_url(origin).build()?;
    let request = same_body_get_avatar_as_png_same_body_get_avatar_as_jpeg;
    same(client.send(request().header("accept", "image/png")).await?, asset("image.png")?)?;
    same(client.send(request().header("accept", "image/jpeg")).await?, asset("image.jpg")?)?;
    let refused = client.send(request().header("accept", "wrongAccept")).await;
    same(refused.err().and_then(|error| error.status()), Some(StatusCode::BAD_REQUEST))
}

async fn different_body(origin: String) -> Outcome {
    use DifferentBodyGetAvatarAsPngDifferentBodyGetAvatarAsJsonOutcome as Avatar;
    use c_http_specs_payload_content_negotiation::{Client, StatusCode, content_negotiation::*};
    let client = Client::builder().base_url(origin).build()?;
    let request = different_body_get_avatar_as_png_different_body_get_avatar_as_json;
    match client.send(request().header("accept", "image/png")).await? {
        Avatar::OkBytes(png) => same(png, asset("image.png")?)?,
        other => return Err(format!("{other:?} is no image").into()),
    }
    match client.send(request().header("accept", "application/json")).await? {
        Avatar::OkJson(json) => same(json.content.decode()?, asset("image.png")?)?,
        other => return Err(format!("{other:?} is no JSON").into()),
    }
    let refused = client.send(request().header("accept", "wrongAccept")).await;
    same(refused.err().and_then(|error| error.status()), Some(StatusCode::BAD_REQUEST))
}

async fn upload_file(origin: String) -> Outcome {
    use c_http_specs_type_file::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let request = r#type::body_upload_file_multiple_content_types(asset("image.png")?);
    client.send(request.media_type("image/png")).await?;
    Ok(())
}

async fn body_or_no_content(origin: String) -> Outcome {
    use c_http_specs_response_body_or_no_content::{Client, response};
    let client = Client::builder().base_url(origin).build()?;
    let layout = client.send(response::get_body()).await?;
    same(layout.map(|layout| layout.content.is_empty()), Some(false))
}

async fn no_content(origin: String) -> Outcome {
    use c_http_specs_response_body_or_no_content::{Client, response};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(response::get_no_content()).await?, None)
}

/// What the operations of the resource manager below have in common.
mod arm {
    pub use c_azure_http_specs_azure_resource_manager_operation_templates_openapi_2023_12_01_preview::*;

    pub const VERSION: &str = "2023-12-01-preview";

    pub fn subscription() -> Uuid {
        Uuid::from_bytes([0; 16])
    }

    pub fn client(origin: String) -> Result<Client, BuildError> {
        Client::builder().base_url(origin).credential(Scheme::AzureAuth, StaticToken::new("token")).build()
    }
}

async fn optional_patch(origin: String) -> Outcome {
    use arm::{ids, models, optional_body, subscription};
    let client = arm::client(origin)?;
    let params = optional_body::PatchParams::new(arm::VERSION);
    let request = optional_body::patch(
        subscription(),
        ids::ResourceGroupName("test-rg"),
        ids::WidgetName("widget1"),
        None,
        params.clone(),
    );
    same(client.send(request).await?.name.as_deref(), Some("widget1"))?;
    let properties = models::WidgetPropertiesPatch::new().name("updated-widget").description("Updated description");
    let body = models::WidgetUpdatePatch::new().properties(properties);
    let updated = client
        .send(optional_body::patch(
            subscription(),
            ids::ResourceGroupName("test-rg"),
            ids::WidgetName("widget1"),
            body,
            params,
        ))
        .await?;
    same(updated.properties.and_then(|properties| properties.name).as_deref(), Some("updated-widget"))
}

async fn optional_post(origin: String) -> Outcome {
    use arm::{ids, models, optional_body, subscription};
    let client = arm::client(origin)?;
    let params = optional_body::PostParams::new(arm::VERSION);
    let request = optional_body::post(
        subscription(),
        ids::ResourceGroupName("test-rg"),
        ids::WidgetName("widget1"),
        None,
        params.clone(),
    );
    same(client.send(request).await?.result.as_str(), "Action completed successfully")?;
    let body = models::ActionRequest::new().action_type("perform").parameters("test-parameters");
    let done = client
        .send(optional_body::post(
            subscription(),
            ids::ResourceGroupName("test-rg"),
            ids::WidgetName("widget1"),
            body,
            params,
        ))
        .await?;
    same(done.result.as_str(), "Action completed successfully with parameters")
}

async fn optional_provider_post(origin: String) -> Outcome {
    use arm::{models, optional_body, subscription};
    let client = arm::client(origin)?;
    let params = optional_body::ProviderPostParams::new(arm::VERSION);
    let request = optional_body::provider_post(subscription(), None, params.clone());
    same(client.send(request).await?.total_allowed, 50)?;
    let body = models::ChangeAllowanceRequest::new().total_allowed(100).reason("Increased demand");
    let changed = client.send(optional_body::provider_post(subscription(), body, params)).await?;
    same((changed.total_allowed, changed.status.as_str()), (100, "Changed to requested allowance"))
}

async fn optional_put(origin: String) -> Outcome {
    use arm::{ids, models, subscription, subscriptions};
    let client = arm::client(origin)?;
    let params = subscriptions::LegacyCreateOrReplaceOptionalBodyParams::new(arm::VERSION);
    let replaced = client
        .send(subscriptions::legacy_create_or_replace_optional_body(
            subscription(),
            ids::ResourceGroupName("test-rg"),
            ids::ConfigurationName("default"),
            None,
            params.clone(),
        ))
        .await?;
    same(replaced.properties.and_then(|properties| properties.config_value).as_deref(), Some("default-value"))?;
    let properties = models::ConfigurationPropertiesInput::new().config_value("custom-value");
    let body = models::ConfigurationInput::new("eastus").properties(properties);
    let replaced = client
        .send(subscriptions::legacy_create_or_replace_optional_body(
            subscription(),
            ids::ResourceGroupName("test-rg"),
            ids::ConfigurationName("default"),
            Some(body),
            params,
        ))
        .await?;
    same(replaced.properties.and_then(|properties| properties.config_value).as_deref(), Some("custom-value"))
}
