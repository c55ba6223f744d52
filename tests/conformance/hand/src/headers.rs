//! Headers and URLs: conditional requests, repeatable requests, versions, variables of servers, and special words.

use crate::{Outcome, same, scenarios};

scenarios! {
    SpecialHeaders_ConditionalRequest_postIfMatch = if_match,
    SpecialHeaders_ConditionalRequest_headIfModifiedSince = if_modified_since,
    SpecialHeaders_Repeatability_immediateSuccess = repeatable,
    Azure_Core_Traits_smokeTest = traits,
    Azure_Core_Traits_repeatableAction = repeatable_action,
    Azure_Core_Basic_list = list,
    Server_Path_Multiple_withOperationPathParam = server_variables,
    Server_Versions_Versioned_withQueryApiVersion = query_version,
    Versioning_Added_v1 = added_in_version,
    SpecialWords_Parameters_continue = special_parameter,
    SpecialWords_Operations_class = special_operation,
    SpecialWords_Models_class = special_model,
}

async fn if_match(origin: String) -> Outcome {
    use c_http_specs_special_headers_conditional_request::{Client, special_headers};
    let client = Client::builder().base_url(origin).build()?;
    let params = special_headers::PostIfMatchParams::new().if_match("\"valid\"");
    client.send(special_headers::post_if_match_with(params)).await?;
    Ok(())
}

async fn if_modified_since(origin: String) -> Outcome {
    use c_http_specs_special_headers_conditional_request::{Client, HttpDate, special_headers};
    let client = Client::builder().base_url(origin).build()?;
    let since = special_headers::HeadIfModifiedSinceParams::new()
        .if_modified_since("Fri, 26 Aug 2022 14:38:00 GMT".parse::<HttpDate>()?);
    client.send(special_headers::head_if_modified_since_with(since)).await?;
    Ok(())
}

async fn repeatable(origin: String) -> Outcome {
    use c_http_specs_special_headers_repeatability::{Client, HttpDate, special_headers};
    let client = Client::builder().base_url(origin).build()?;
    let params = special_headers::ImmediateSuccessParams::new(
        "2378d9bc-1726-11ee-be56-0242ac120002",
        "Tue, 15 Nov 2022 12:45:26 GMT".parse::<HttpDate>()?,
    );
    let response = client.execute(special_headers::immediate_success(params)).await?;
    same(response.header("repeatability-result"), Some("accepted"))
}

mod traits {
    pub use c_azure_http_specs_azure_core_traits_openapi_2022_12_01_preview::*;
}

async fn traits(origin: String) -> Outcome {
    use traits::{Client, HttpDate, Uuid, azure};
    let client = Client::builder().base_url(origin).build()?;
    let id: Uuid = "86aede1f-96fa-4e7f-b1e1-bf8a947cb804".parse()?;
    let params = azure::SmokeTestParams::new("2022-12-01-preview", "123")
        .if_match("\"valid\"")
        .if_none_match("\"invalid\"")
        .if_modified_since("Thu, 26 Aug 2021 14:38:00 GMT".parse::<HttpDate>()?)
        .if_unmodified_since("Fri, 26 Aug 2022 14:38:00 GMT".parse::<HttpDate>()?)
        .x_ms_client_request_id(id.clone());
    let response = client.execute(azure::smoke_test(1, params)).await?;
    same((response.header("bar"), response.header("x-ms-client-request-id")), (Some("456"), Some(id.as_str())))?;
    same(response.into_body().name.as_deref(), Some("Madge"))
}

async fn repeatable_action(origin: String) -> Outcome {
    use traits::{Client, HttpDate, azure, models};
    let client = Client::builder().base_url(origin).build()?;
    let params = azure::RepeatableActionParams::new("2022-12-01-preview")
        .repeatability_request_id("86aede1f-96fa-4e7f-b1e1-bf8a947cb804")
        .repeatability_first_sent("Mon, 27 Nov 2023 11:58:00 GMT".parse::<HttpDate>()?);
    let done = client.send(azure::repeatable_action(1, models::UserActionParam::new("test"), params)).await?;
    same(done.user_action_result.as_str(), "test")
}

async fn list(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_basic_openapi_2022_12_01_preview::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let params = azure::ListParams::new("2022-12-01-preview")
        .top(5)
        .skip(10)
        .orderby(["id"])
        .filter("id lt 10")
        .select(["id", "orders", "etag"])
        .expand(["orders"]);
    let page = client.send(azure::list(params)).await?;
    let names: Vec<&str> = page.value.iter().map(|user| user.name.as_str()).collect();
    same(names, ["Madge", "John"])
}

async fn server_variables(origin: String) -> Outcome {
    use c_http_specs_server_path_multiple_openapi_v1_0::{Client, root};
    let builder = Client::builder().server_variable("endpoint", origin).server_variable("apiVersion", "v1.0");
    builder.build()?.send(root::with_operation_path_param("test")).await?;
    Ok(())
}

async fn query_version(origin: String) -> Outcome {
    use c_http_specs_server_versions_versioned_openapi_2022_12_01_preview::{Client, server};
    let client = Client::builder().server_variable("endpoint", origin).build()?;
    let params = server::WithQueryApiVersionParams::new("2022-12-01-preview");
    client.send(server::with_query_api_version(params)).await?;
    Ok(())
}

async fn added_in_version(origin: String) -> Outcome {
    use c_http_specs_versioning_added_openapi_v2::{Client, models, v1};
    let client = Client::builder().server_variable("endpoint", origin).server_variable("version", "v2").build()?;
    let body = models::ModelV1::new("foo", models::EnumV1::EnumMemberV2, 10);
    let answer = client.send(v1::v1(body.clone(), v1::V1Params::new("bar"))).await?;
    same(answer, body)
}

async fn special_parameter(origin: String) -> Outcome {
    use c_http_specs_special_words::{Client, special_words};
    let client = Client::builder().base_url(origin).build()?;
    let params = special_words::ParametersWithContinueParams::new("ok");
    client.send(special_words::parameters_with_continue(params)).await?;
    Ok(())
}

async fn special_operation(origin: String) -> Outcome {
    use c_http_specs_special_words::{Client, special_words};
    let client = Client::builder().base_url(origin).build()?;
    client.send(special_words::operations_class()).await?;
    Ok(())
}

async fn special_model(origin: String) -> Outcome {
    use c_http_specs_special_words::{Client, models, special_words};
    let client = Client::builder().base_url(origin).build()?;
    client.send(special_words::models_with_class(models::ModelsClass::new("ok"))).await?;
    Ok(())
}
