//! The id of what is asked for is an argument.

use msgraph::v1_0::contact;

fn main() {
    let _ = contact::get_mine();
}
