//! A number is no text.

use msgraph::v1_0::contact::ListMineParams;

fn main() {
    let _ = ListMineParams::new().top("10");
}
