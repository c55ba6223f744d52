//! What a client returns is a future.
#![deny(unused_must_use)]

use msgraph::Client;
use msgraph::v1_0::contact;

async fn example(client: &Client) {
    client.send(contact::delete_mine("AAMk="));
    let contact = client.send(contact::get_mine("AAMk="));
    println!("{:?}", contact.display_name);
}

fn main() {}
