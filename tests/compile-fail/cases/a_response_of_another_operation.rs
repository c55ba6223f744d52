//! The type of a response is that of its operation.

use msgraph::Client;
use msgraph::v1_0::{contact, models::User};

async fn example(client: &Client) -> Option<User> {
    let user: User = client.send(contact::get_mine("AAMk=")).await.ok()?;
    Some(user)
}

fn main() {}
