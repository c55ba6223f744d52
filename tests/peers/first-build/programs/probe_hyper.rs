//! A request by `hyper-util` and rustls alone.

use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = hyper_rustls::HttpsConnectorBuilder::new().with_provider_and_platform_verifier(provider)?;
    let tls = tls.https_or_http();
    #[cfg(feature = "http2")]
    let connector = tls.enable_all_versions().build();
    #[cfg(not(feature = "http2"))]
    let connector = tls.enable_http1().build();
    let client: Client<_, Empty<&'static [u8]>> = Client::builder(TokioExecutor::new()).build(connector);
    let response = client.get("https://graph.microsoft.com/v1.0/".parse()?).await?;
    println!("{:?}", response.into_body().collect().await?.to_bytes());
    Ok(())
}
