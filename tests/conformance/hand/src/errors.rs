//! Responses that mean an error: the status, and the typed body.

use c_azure_http_specs_azure_resource_manager_common_properties_openapi_2023_12_01_preview as arm;

use arm::ids::{ConfidentialResourceName, ResourceGroupName, SubscriptionId};
use arm::{BuildError, Client, Scheme, StaticToken, StatusCode, error, models};

use crate::{Outcome, same, scenarios};

scenarios! {
    Azure_ResourceManager_CommonProperties_Error_getForPredefinedError = predefined_error,
    Azure_ResourceManager_CommonProperties_Error_createForUserDefinedError = user_defined_error,
}

const SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";
const VERSION: &str = "2023-12-01-preview";

fn client(origin: String) -> Result<Client, BuildError> {
    Client::builder().base_url(origin).credential(Scheme::AzureAuth, StaticToken::new("token")).build()
}

async fn predefined_error(origin: String) -> Outcome {
    let params = error::GetForPredefinedErrorParams::new(VERSION);
    let request = error::get_for_predefined_error(
        SubscriptionId(SUBSCRIPTION),
        ResourceGroupName("test-rg"),
        ConfidentialResourceName("confidential"),
        params,
    );
    let Err(error) = client(origin)?.send(request).await else { return Err("there is such a resource".into()) };
    same(error.status(), Some(StatusCode::NOT_FOUND))?;
    // The code is found below `error`, where services put it.
    same(error.code(), Some("ResourceNotFound"))
}

async fn user_defined_error(origin: String) -> Outcome {
    let properties = models::ConfidentialResourcePropertiesInput::new("00");
    let body = models::ConfidentialResourceInput::new("eastus").properties(properties);
    let params = error::CreateForUserDefinedErrorParams::new(VERSION);
    let request = error::create_for_user_defined_error(
        SubscriptionId(SUBSCRIPTION),
        ResourceGroupName("test-rg"),
        ConfidentialResourceName("confidential"),
        body,
        params,
    );
    let Err(error) = client(origin)?.send(request).await else { return Err("the name is accepted".into()) };
    same(error.status(), Some(StatusCode::BAD_REQUEST))?;
    let inner = error.body().and_then(|body| body.error.as_ref()?.innererror.as_ref()?.exceptiontype.as_deref());
    same(inner, Some("general"))
}
