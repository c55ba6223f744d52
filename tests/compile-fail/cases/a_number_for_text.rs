//! Text is no number.

use msgraph::v1_0::models::ContactPatch;

fn main() {
    let _ = ContactPatch::new().job_title(5);
}
