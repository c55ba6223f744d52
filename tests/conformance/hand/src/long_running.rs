//! Long-running operations: each is followed to its result.

use crate::{Outcome, same, scenarios};

scenarios! {
    Azure_Core_Lro_Rpc_longRunningRpc = rpc,
    Azure_Core_Lro_Standard_createOrReplace = core_create,
    Azure_Core_Lro_Standard_delete = core_delete,
    Azure_Core_Lro_Standard_export = core_export,
    Azure_ResourceManager_LargeHeader_LargeHeaders_two6k = large_headers,
    Azure_ResourceManager_OperationTemplates_LroPaging_postPagingLro = paged_result,
    Azure_ResourceManager_OperationTemplates_LroPaging_postPagingLroWithBody = paged_result_with_body,
    Azure_ResourceManager_OperationTemplates_Lro_createOrReplace = arm_create,
    Azure_ResourceManager_OperationTemplates_Lro_delete = arm_delete,
    Azure_ResourceManager_OperationTemplates_Lro_export = arm_export,
    Azure_ResourceManager_OperationTemplates_Lro_exportArray = arm_export_array,
}

const CORE_VERSION: &str = "2022-12-01-preview";
const ARM_VERSION: &str = "2023-12-01-preview";
/// The id of the subscription.
const SUBSCRIPTION: [u8; 16] = [0; 16];
const GROUP: &str = "test-rg";

async fn rpc(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_lro_rpc_openapi_2022_12_01_preview as crates;
    use crates::{Client, azure, models};
    let client = Client::builder().base_url(origin).build()?;
    let params = azure::LongRunningRpcParams::new(CORE_VERSION);
    let request = azure::long_running_rpc(models::GenerationOptions::new("text"), params);
    let response = request.poller(&client).wait().await?;
    same(response.into_body().result.map(|result| result.data).as_deref(), Some("text data"))
}

async fn core_create(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_lro_standard_openapi_2022_12_01_preview as crates;
    use crates::{Client, azure, models};
    let client = Client::builder().base_url(origin).build()?;
    let params = azure::CreateOrReplaceParams::new(CORE_VERSION);
    let request = azure::create_or_replace("madge", models::UserInput::new("contributor"), params);
    same(request.poller(&client).wait().await?.into_body().name.as_str(), "madge")
}

async fn core_delete(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_lro_standard_openapi_2022_12_01_preview::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let request = azure::delete("madge", azure::DeleteParams::new(CORE_VERSION));
    same(request.poller(&client).wait().await?.into_body().id.as_str(), "operation2")
}

async fn core_export(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_lro_standard_openapi_2022_12_01_preview::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let request = azure::export("madge", azure::ExportParams::new(CORE_VERSION, "json"));
    let state = request.poller(&client).wait().await?.into_body();
    same(state.result.map(|result| result.resource_uri).as_deref(), Some("/users/madge"))
}

async fn large_headers(origin: String) -> Outcome {
    use c_azure_http_specs_azure_resource_manager_large_header_openapi_2023_12_01_preview as crates;
    use crates::{Client, StaticToken, large_headers};
    let client = Client::builder().base_url(origin).credential("azure_auth", StaticToken::new("token")).build()?;
    let params = large_headers::Two6kParams::new(ARM_VERSION);
    let request = large_headers::two6k(
        crates::Uuid::from_bytes(SUBSCRIPTION),
        crates::ids::ResourceGroupName(GROUP),
        crates::ids::LargeHeaderName("header1"),
        params,
    );
    let result = request.poller(&client).wait().await?.into_body();
    same(result.map(|result| result.succeeded), Some(true))
}

use c_azure_http_specs_azure_resource_manager_operation_templates_openapi_2023_12_01_preview as arm;

fn arm_client(origin: String) -> Result<arm::Client, arm::BuildError> {
    arm::Client::builder().base_url(origin).credential("azure_auth", arm::StaticToken::new("token")).build()
}

async fn paged_result(origin: String) -> Outcome {
    let client = arm_client(origin)?;
    let params = arm::lro_paging::PostPagingLroParams::new(ARM_VERSION);
    let request = arm::lro_paging::post_paging_lro(
        arm::Uuid::from_bytes(SUBSCRIPTION),
        arm::ids::ResourceGroupName(GROUP),
        arm::ids::ProductName("default"),
        params,
    );
    let first = request.clone().poller(&client).wait().await?.into_body().ok_or("no first page")?;
    let next = format!("link:{}", first.next_link.ok_or("no link")?);
    let second = request.pages(&client).resume(next.parse()?).next().await.ok_or("no second page")??;
    same((first.value.len(), second.into_items().len()), (1, 1))
}

async fn paged_result_with_body(origin: String) -> Outcome {
    let client = arm_client(origin)?;
    let params = arm::lro_paging::PostPagingLroWithBodyParams::new(ARM_VERSION);
    let body = arm::models::VnetProfile::new("vnet1");
    let request = arm::lro_paging::post_paging_lro_with_body(
        arm::Uuid::from_bytes(SUBSCRIPTION),
        arm::ids::ResourceGroupName(GROUP),
        arm::ids::ProductName("default"),
        body,
        params,
    );
    let first = request.clone().poller(&client).wait().await?.into_body();
    let next = format!("link:{}", first.next_link.ok_or("no link")?);
    let second = request.pages(&client).resume(next.parse()?).next().await.ok_or("no second page")??;
    same((first.value.len(), second.into_items().len()), (1, 1))
}

async fn arm_create(origin: String) -> Outcome {
    use arm::{lro, models};
    let client = arm_client(origin)?;
    let order = models::OrderInput::new("eastus").properties(models::OrderPropertiesInput::new("product1", 1));
    let params = lro::CreateOrReplaceParams::new(ARM_VERSION);
    let request = lro::create_or_replace(
        arm::Uuid::from_bytes(SUBSCRIPTION),
        arm::ids::ResourceGroupName(GROUP),
        arm::ids::OrderName("order1"),
        order,
        params,
    );
    same(request.poller(&client).wait().await?.into_body().name.as_deref(), Some("order1"))
}

async fn arm_delete(origin: String) -> Outcome {
    let client = arm_client(origin)?;
    let request = arm::lro::delete(
        arm::Uuid::from_bytes(SUBSCRIPTION),
        arm::ids::ResourceGroupName(GROUP),
        arm::ids::OrderName("order1"),
        arm::lro::DeleteParams::new(ARM_VERSION),
    );
    same(request.poller(&client).wait().await?.status().as_u16(), 204)
}

async fn arm_export(origin: String) -> Outcome {
    let client = arm_client(origin)?;
    let (body, params) = (arm::models::ExportRequest::new("csv"), arm::lro::ExportParams::new(ARM_VERSION));
    let request = arm::lro::export(
        arm::Uuid::from_bytes(SUBSCRIPTION),
        arm::ids::ResourceGroupName(GROUP),
        arm::ids::OrderName("order1"),
        body,
        params,
    );
    let result = request.poller(&client).wait().await?.into_body();
    same(result.is_some_and(|result| result.content.contains("order1")), true)
}

async fn arm_export_array(origin: String) -> Outcome {
    let client = arm_client(origin)?;
    let (body, params) = (arm::models::ExportRequest::new("csv"), arm::lro::ExportArrayParams::new(ARM_VERSION));
    let request = arm::lro::export_array(arm::Uuid::from_bytes(SUBSCRIPTION), body, params);
    let result = request.poller(&client).wait().await?.into_body();
    same(result.is_some_and(|list| !list.is_empty()), true)
}
