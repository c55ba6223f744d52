//! The same with the client that blocks.

use msgraph::v1_0::{education_user, models};
use msgraph::{Client, Scheme, Server, StaticToken, blocking};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client =
        Client::builder().server(Server::Global).credential(Scheme::Application, StaticToken::new("token")).build()?;
    let client = blocking::Client::new(client)?;
    let user = models::EducationUserPatch::new().given_name("Rogelio").surname("Cazares");
    println!("{:?}", client.send(education_user::update("13020", user))?);
    Ok(())
}
