//! Lists the droplets of an account, makes one if its name is not there yet, and waits until it has been made.
//!
//! `DIGITALOCEAN_TOKEN=… ensure web-1.example.com fra1`

use std::time::Duration;

use digitalocean_client::models::{ActionStatus, DropletsCreateResponse202, SingleDropletRequestInput};
use digitalocean_client::{Client, Scheme, StaticToken, actions, droplets};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, region] = arguments.as_slice() else { return Err("name and region?".into()) };
    let token = StaticToken::new(std::env::var("DIGITALOCEAN_TOKEN")?);
    let mut builder = digitalocean_client::builder().credential(Scheme::BearerAuth, token);
    if let Ok(url) = std::env::var("DIGITALOCEAN_API_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;
    if exists(&client, name).await? {
        println!("{name} is there already");
        return Ok(());
    }
    let action = create(&client, name, region).await?;
    println!("{name} is being made");
    wait(&client, action).await?;
    println!("{name} is ready");
    Ok(())
}

/// Whether there is a droplet of this name, on any page.
async fn exists(client: &Client, name: &str) -> Result<bool> {
    let mut droplets = droplets::list_with(droplets::ListParams::new().per_page(200)).items(client);
    while let Some(droplet) = droplets.next().await {
        if droplet?.name == name {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Asks for a droplet. Returns the id of the action that makes it.
async fn create(client: &Client, name: &str, region: &str) -> Result<i64> {
    let droplet = SingleDropletRequestInput::new(name, "ubuntu-20-04-x64", "s-1vcpu-1gb").region(region).tags(["web"]);
    let DropletsCreateResponse202::SingleDropletResponse(made) = client.send(droplets::create(droplet)).await? else {
        return Err("one droplet was asked for".into());
    };
    let actions = made.links.actions.unwrap_or_default();
    Ok(actions.first().and_then(|action| action.id).ok_or("nothing says how far it is")?)
}

async fn wait(client: &Client, action: i64) -> Result<()> {
    loop {
        let state = client.send(actions::get(action)).await?.action.and_then(|action| action.status);
        match state {
            Some(ActionStatus::Completed) => return Ok(()),
            Some(ActionStatus::InProgress) => tokio::time::sleep(Duration::from_millis(200)).await,
            other => return Err(format!("the action has failed: {other:?}").into()),
        }
    }
}
