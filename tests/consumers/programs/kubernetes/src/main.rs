//! Lists the deployments of a namespace, scales one of them, and watches until all its replicas are ready.
//!
//! `KUBE_TOKEN=… KUBE_SERVER=https://… scale NAMESPACE NAME REPLICAS`

use kubernetes_client::apps_v1::{self, ListDeploymentsParams};
use kubernetes_client::models::{Deployment, WatchEvent};
use kubernetes_client::{Client, JsonLines, Scheme, StaticToken, ids};
use serde_json::json;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [namespace, name, replicas] = arguments.as_slice() else { return Err("namespace, name, replicas?".into()) };
    let token = StaticToken::new(format!("Bearer {}", std::env::var("KUBE_TOKEN")?));
    let client = kubernetes_client::builder()
        .credential(Scheme::BearerToken, token)
        .base_url(std::env::var("KUBE_SERVER")?)
        .build()?;
    list(&client, namespace).await?;
    scale(&client, namespace, name, replicas.parse()?).await
}

/// Prints each deployment. The server gives them in pieces.
async fn list(client: &Client, namespace: &str) -> Outcome {
    let params = ListDeploymentsParams::new().limit(2);
    let mut deployments = apps_v1::list_deployments_with(namespace, params).items(client);
    while let Some(deployment) = deployments.next().await {
        let deployment = deployment?;
        let name = deployment.metadata.as_ref().and_then(|metadata| metadata.name.as_deref());
        println!("{} {}/{}", name.unwrap_or("?"), ready(&deployment), wanted(&deployment));
    }
    Ok(())
}

async fn scale(client: &Client, namespace: &str, name: &str, replicas: i32) -> Outcome {
    let change = [("spec".to_owned(), json!({"replicas": replicas}))];
    client.send(apps_v1::scale_deployment(ids::Namespace(namespace), ids::Name(name), change)).await?;
    let params = ListDeploymentsParams::new().watch(true).field_selector(format!("metadata.name={name}"));
    let watch = apps_v1::list_deployments_with(namespace, params).response_as::<JsonLines<WatchEvent>>();
    let mut events = client.send(watch).await?;
    while let Some(event) = events.next().await {
        let deployment: Deployment = serde_json::from_value(event?.object.into_iter().collect())?;
        println!("{} of {replicas} ready", ready(&deployment));
        if ready(&deployment) == replicas {
            break;
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
