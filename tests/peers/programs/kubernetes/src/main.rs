//! Lists the deployments of a namespace, scales one of them, and watches until all its replicas are ready.
//!
//! `KUBE_TOKEN=… KUBE_SERVER=https://… scale NAMESPACE NAME REPLICAS`

mod generated;

use futures_util::StreamExt;
use generated::{HttpClient, IoK8sApiAppsV1Deployment as Deployment, IoK8sApimachineryPkgApisMetaV1WatchEvent};
use serde_json::json;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [namespace, name, replicas] = arguments.as_slice() else { return Err("namespace, name, replicas?".into()) };
    let (token, server) = (std::env::var("KUBE_TOKEN")?, std::env::var("KUBE_SERVER")?);
    let client = HttpClient::new().with_api_key(&token).with_base_url(&server);
    list(&client, namespace).await?;
    let change = json!([{"op": "replace", "path": "/spec/replicas", "value": replicas.parse::<i32>()?}]);
    client.patch_apps_v1_namespaced_deployment_scale_builder(name, namespace, change).send().await?;
    watch(&server, &token, namespace, name, replicas.parse()?).await
}

/// Prints each deployment. The server gives them in pieces.
async fn list(client: &HttpClient, namespace: &str) -> Outcome {
    let mut from = None;
    loop {
        let mut request = client.list_apps_v1_namespaced_deployment_builder(namespace).limit(2);
        if let Some(from) = from {
            request = request.r#continue(from);
        }
        let page = request.send().await?;
        for deployment in &page.items {
            let name = deployment.metadata.as_ref().and_then(|metadata| metadata.name.as_deref());
            println!("{} {}/{}", name.unwrap_or("?"), ready(deployment), wanted(deployment));
        }
        from = page.metadata.and_then(|metadata| metadata.r#continue).filter(|from| !from.is_empty());
        if from.is_none() {
            return Ok(());
        }
    }
}

/// The client reads bodies whole, so that the lines of a watch are read without it.
async fn watch(server: &str, token: &str, namespace: &str, name: &str, replicas: i32) -> Outcome {
    let field = format!("metadata.name={name}");
    let response = reqwest::Client::new()
        .get(format!("{server}/apis/apps/v1/namespaces/{namespace}/deployments"))
        .query(&[("watch", "true"), ("fieldSelector", &field)])
        .bearer_auth(token)
        .send()
        .await?
        .error_for_status()?;
    let (mut body, mut buffer) = (response.bytes_stream(), Vec::new());
    while let Some(chunk) = body.next().await {
        buffer.extend_from_slice(&chunk?);
        while let Some(end) = buffer.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = buffer.drain(..=end).collect();
            let event: IoK8sApimachineryPkgApisMetaV1WatchEvent = serde_json::from_slice(&line)?;
            let deployment: Deployment = serde_json::from_value(event.object)?;
            println!("{} of {replicas} ready", ready(&deployment));
            if ready(&deployment) == replicas {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn ready(deployment: &Deployment) -> i32 {
    deployment.status.as_ref().and_then(|status| status.ready_replicas).unwrap_or_default()
}

fn wanted(deployment: &Deployment) -> i32 {
    deployment.spec.as_ref().and_then(|spec| spec.replicas).unwrap_or(1)
}
