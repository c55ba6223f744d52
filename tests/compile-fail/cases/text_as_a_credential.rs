//! A credential says what kind it is.

use msgraph::{Client, Scheme};

fn main() {
    let _ = Client::builder().credential(Scheme::DelegatedWorkAccount, "token");
}
