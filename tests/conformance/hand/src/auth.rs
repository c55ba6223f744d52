//! Credentials: an API key, a bearer token, a scheme of HTTP with a name of its own, and a choice of several.

use c_http_specs_authentication_api_key as api_key;
use c_http_specs_authentication_http_custom as custom;
use c_http_specs_authentication_noauth_union as noauth;
use c_http_specs_authentication_oauth2 as oauth2;
use c_http_specs_authentication_union as union;

use crate::{Outcome, same, scenarios};

scenarios! {
    Authentication_ApiKey_valid = api_key,
    Authentication_ApiKey_invalid = invalid_api_key,
    Authentication_OAuth2_valid = bearer,
    Authentication_Http_Custom_valid = custom_scheme,
    Authentication_Union_validKey = union_key,
    Authentication_Union_validToken = union_token,
    Authentication_Noauth_Union_validNoAuth = no_credential,
}

const TOKEN: &str = "https://security.microsoft.com/.default";

async fn api_key(origin: String) -> Outcome {
    use api_key::{Client, Scheme, StaticToken, authentication};
    let key = StaticToken::new("valid-key");
    let client = Client::builder().base_url(origin).credential(Scheme::ApiKeyAuth, key).build()?;
    client.send(authentication::valid()).await?;
    Ok(())
}

async fn invalid_api_key(origin: String) -> Outcome {
    use api_key::{Client, Scheme, StaticToken, StatusCode, authentication};
    let client = Client::builder().base_url(origin).build()?;
    let request = authentication::invalid().credential(Scheme::ApiKeyAuth, StaticToken::new("invalid-key"));
    let Err(error) = client.send(request).await else { return Err("the key is accepted".into()) };
    same(error.status(), Some(StatusCode::FORBIDDEN))?;
    same(error.body().map(|body| body.error.as_str()), Some("invalid-api-key"))
}

async fn bearer(origin: String) -> Outcome {
    use oauth2::{Client, Scheme, StaticToken, authentication};
    let token = StaticToken::new(TOKEN);
    let client = Client::builder().base_url(origin).credential(Scheme::OAuth2Auth, token).build()?;
    client.send(authentication::valid()).await?;
    Ok(())
}

async fn custom_scheme(origin: String) -> Outcome {
    use custom::{Client, Scheme, StaticToken, authentication};
    let key = StaticToken::new("valid-key");
    let client = Client::builder().base_url(origin).credential(Scheme::Http, key).build()?;
    client.send(authentication::valid()).await?;
    Ok(())
}

async fn union_key(origin: String) -> Outcome {
    use union::{Client, Scheme, StaticToken, authentication};
    let key = StaticToken::new("valid-key");
    let client = Client::builder().base_url(origin).credential(Scheme::ApiKeyAuth, key).build()?;
    client.send(authentication::valid_key()).await?;
    Ok(())
}

async fn union_token(origin: String) -> Outcome {
    use union::{Client, Scheme, StaticToken, authentication};
    let token = StaticToken::new(TOKEN);
    let client = Client::builder().base_url(origin).credential(Scheme::OAuth2Auth, token).build()?;
    client.send(authentication::valid_token()).await?;
    Ok(())
}

async fn no_credential(origin: String) -> Outcome {
    use noauth::{Client, authentication};
    let client = Client::builder().base_url(origin).build()?;
    client.send(authentication::valid_no_auth()).await?;
    Ok(())
}
