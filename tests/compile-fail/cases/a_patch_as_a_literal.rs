//! A patch has `new` and setters: members may be added to it.

use msgraph::v1_0::models::ContactPatch;

fn main() {
    let _ = ContactPatch { job_title: "Web Marketing Manager".into(), ..ContactPatch::new() };
}
