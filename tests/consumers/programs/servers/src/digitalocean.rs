//! What does DigitalOcean answer to a program that makes a droplet, and what should the program have asked?

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(answer)?;
    let variables = [("DIGITALOCEAN_TOKEN", "dop_v1_1"), ("DIGITALOCEAN_API_URL", server.origin.as_str())];
    let ran = program.run(&variables, &["web-3.example.com", "fra1"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "web-3.example.com is being made\nweb-3.example.com is ready\n");
    let again = program.run(&variables, &["web-2.example.com", "fra1"])?;
    assert_eq!(again.stdout, "web-2.example.com is there already\n", "{again:?}");

    let asked = server.asked();
    let lines: Vec<&str> = asked.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "GET /v2/droplets?per_page=200",
            "GET /v2/droplets?page=2&per_page=200",
            "POST /v2/droplets",
            "GET /v2/actions/7515",
            "GET /v2/actions/7515",
            "GET /v2/droplets?per_page=200",
            "GET /v2/droplets?page=2&per_page=200",
        ]
    );
    assert_eq!(
        asked[2].json(),
        json!({
            "name": "web-3.example.com", "image": "ubuntu-20-04-x64", "region": "fra1", "size": "s-1vcpu-1gb",
            "tags": ["web"]
        })
    );
    for request in &asked {
        assert_eq!(request.header("authorization"), "Bearer dop_v1_1");
    }
    Ok(())
}

fn answer(origin: &str, asked: &Asked) -> Answer {
    static LOOKS: AtomicUsize = AtomicUsize::new(0);
    let answer = match asked.line.as_str() {
        "POST /v2/droplets" => Answer::json(
            202,
            &json!({
                "droplet": droplet(3_164_444, "web-3.example.com", "new"),
                "links": {"actions": [{"id": 7515, "rel": "create", "href": format!("{origin}/v2/actions/7515")}]}
            }),
        ),
        line if line.starts_with("GET /v2/actions/") => {
            let status = if LOOKS.fetch_add(1, Ordering::SeqCst) == 0 { "in-progress" } else { "completed" };
            Answer::json(200, &json!({"action": action(status)}))
        }
        line if line.contains("page=2&") => {
            let first = format!("{origin}/v2/droplets?page=1&per_page=200");
            let links = json!({"pages": {"first": first, "prev": first}});
            let droplets = json!([droplet(2, "web-2.example.com", "active")]);
            Answer::json(200, &json!({"droplets": droplets, "links": links, "meta": {"total": 2}}))
        }
        _ => {
            let next = format!("{origin}/v2/droplets?page=2&per_page=200");
            let droplets = json!([droplet(1, "web-1.example.com", "active")]);
            let links = json!({"pages": {"next": next, "last": next}});
            Answer::json(200, &json!({"droplets": droplets, "links": links, "meta": {"total": 2}}))
        }
    };
    answer
        .header("ratelimit-limit", "1200")
        .header("ratelimit-remaining", "1193")
        .header("ratelimit-reset", "1402425459")
}

fn region() -> Value {
    json!({
        "name": "Frankfurt 1", "slug": "fra1", "available": true, "sizes": ["s-1vcpu-1gb", "s-1vcpu-2gb"],
        "features": ["private_networking", "backups", "ipv6", "metadata"]
    })
}

fn action(status: &str) -> Value {
    json!({
        "id": 7515, "status": status, "type": "create", "started_at": "2020-07-21T18:37:44Z",
        "completed_at": if status == "completed" { json!("2020-07-21T18:38:12Z") } else { json!(null) },
        "resource_id": 3_164_444, "resource_type": "droplet", "region": region(), "region_slug": "fra1"
    })
}

fn droplet(id: u32, name: &str, status: &str) -> Value {
    json!({
        "id": id, "name": name, "memory": 1024, "vcpus": 1, "disk": 25, "locked": status == "new", "status": status,
        "kernel": null, "created_at": "2020-07-21T18:37:44Z", "features": ["ipv6"], "backup_ids": [],
        "next_backup_window": null, "snapshot_ids": [],
        "image": {
            "id": 63_663_980, "name": "20.04 (LTS) x64", "distribution": "Ubuntu", "slug": "ubuntu-20-04-x64",
            "public": true, "regions": ["fra1", "nyc1"], "created_at": "2020-05-15T05:47:50Z", "min_disk_size": 20,
            "type": "snapshot", "size_gigabytes": 2.36, "description": "", "tags": [], "status": "available"
        },
        "volume_ids": [], "size_slug": "s-1vcpu-1gb", "tags": ["web"], "region": region(),
        "vpc_uuid": "760e09ef-dc84-11e8-981e-3cfdfeaae000",
        "size": {
            "slug": "s-1vcpu-1gb", "memory": 1024, "vcpus": 1, "disk": 25, "transfer": 1.0, "price_monthly": 5.0,
            "price_hourly": 0.00744, "regions": ["fra1", "nyc1"], "available": true, "description": "Basic"
        },
        "networks": {
            "v4": [{"ip_address": "104.236.32.182", "netmask": "255.255.192.0", "gateway": "104.236.0.1", "type": "public"}],
            "v6": []
        }
    })
}
