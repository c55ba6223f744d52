//! What does Kubernetes answer to a program that scales a deployment, and what should the program have asked?

use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

const DEPLOYMENTS: &str = "/apis/apps/v1/namespaces/shop/deployments";

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(|_, asked| answer(asked))?;
    let ran = program.run(&[("KUBE_TOKEN", "t1"), ("KUBE_SERVER", &server.origin)], &["shop", "web", "3"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "db 1/1\nmail 0/1\nweb 2/2\n2 of 3 ready\n3 of 3 ready\n");

    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(Asked::path).collect();
    let list = format!("GET {DEPLOYMENTS}");
    assert_eq!(paths, [&list, &list, &format!("PATCH {DEPLOYMENTS}/web/scale"), &list]);
    assert_eq!(asked[0].query(), ["limit=2"]);
    assert_eq!(asked[1].query(), ["continue=eyJ2IjoibWV0YS5rOHMuaW8=", "limit=2"]);
    assert_eq!(asked[3].query(), ["fieldSelector=metadata.name=web", "watch=true"]);
    // Kubernetes takes both forms of a change.
    match asked[2].header("content-type") {
        "application/merge-patch+json" => assert_eq!(asked[2].json(), json!({"spec": {"replicas": 3}})),
        "application/json-patch+json" => {
            assert_eq!(asked[2].json(), json!([{"op": "replace", "path": "/spec/replicas", "value": 3}]));
        }
        other => return Err(format!("a change is no {other}").into()),
    }
    for request in &asked {
        assert_eq!(request.header("authorization"), "Bearer t1");
    }
    Ok(())
}

fn answer(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        line if line.starts_with("PATCH") => Answer::json(
            200,
            &json!({
                "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata("web"), "spec": {"replicas": 3},
                "status": {"replicas": 2, "selector": "app=web"}
            }),
        ),
        line if line.contains("watch=true") => {
            let events = [("ADDED", 2), ("MODIFIED", 3)]
                .map(|(kind, ready)| format!("{}\n", json!({"type": kind, "object": deployment("web", 3, ready)})));
            Answer::stream("application/json", events)
        }
        line if line.contains("continue=") => {
            Answer::json(200, &list(&[("web", 2, 2)], &json!({"resourceVersion": "10245"})))
        }
        _ => {
            let more = json!({
                "resourceVersion": "10245", "continue": "eyJ2IjoibWV0YS5rOHMuaW8=", "remainingItemCount": 1
            });
            Answer::json(200, &list(&[("db", 1, 1), ("mail", 1, 0)], &more))
        }
    }
}

fn list(deployments: &[(&str, u32, u32)], metadata: &Value) -> Value {
    let items: Vec<Value> = deployments.iter().map(|(name, wanted, ready)| deployment(name, *wanted, *ready)).collect();
    json!({"kind": "DeploymentList", "apiVersion": "apps/v1", "metadata": metadata, "items": items})
}

fn metadata(name: &str) -> Value {
    json!({
        "name": name, "namespace": "shop", "uid": "3f1e8a5c-6a3b-4c7e-9f53-5f3f8a1f0c11", "resourceVersion": "10240",
        "generation": 2, "creationTimestamp": "2024-01-12T08:10:44Z", "labels": {"app": name},
        "annotations": {"deployment.kubernetes.io/revision": "2"},
        "managedFields": [{
            "manager": "kubectl", "operation": "Update", "apiVersion": "apps/v1", "time": "2024-01-12T08:10:44Z",
            "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {"f:replicas": {}}}
        }]
    })
}

fn deployment(name: &str, wanted: u32, ready: u32) -> Value {
    let mut status = json!({
        "observedGeneration": 2, "replicas": wanted, "updatedReplicas": wanted,
        "conditions": [{
            "type": "Available", "status": "True", "lastUpdateTime": "2024-01-12T08:10:50Z",
            "lastTransitionTime": "2024-01-12T08:10:50Z", "reason": "MinimumReplicasAvailable",
            "message": "Deployment has minimum availability."
        }]
    });
    // Kubernetes leaves out what is nought.
    if ready > 0 {
        status["readyReplicas"] = json!(ready);
        status["availableReplicas"] = json!(ready);
    }
    json!({
        "kind": "Deployment", "apiVersion": "apps/v1", "metadata": metadata(name),
        "spec": {
            "replicas": wanted, "selector": {"matchLabels": {"app": name}},
            "template": {
                "metadata": {"creationTimestamp": null, "labels": {"app": name}},
                "spec": {"containers": [{"name": name, "image": format!("registry.example/{name}:2"), "resources": {}}]}
            },
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": "25%"}},
            "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600
        },
        "status": status
    })
}
