//! Only what comes in pages has items.

use msgraph::Client;
use msgraph::v1_0::contact;

fn example(client: &Client) {
    let _ = contact::get_mine("AAMk=").items(client);
}

fn main() {}
