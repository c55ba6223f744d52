//! A small program on the emitted crate, with the async client.

use msgraph::v1_0::{education_user, models};
use msgraph::{Client, Scheme, Server, StaticToken};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client =
        Client::builder().server(Server::Global).credential(Scheme::Application, StaticToken::new("token")).build()?;
    let user = models::EducationUserPatch::new().given_name("Rogelio").surname("Cazares");
    println!("{:?}", client.send(education_user::update("13020", user)).await?);
    Ok(())
}
