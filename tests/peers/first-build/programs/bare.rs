//! A small program on the emitted crate that sends nothing: it only makes a request.

use msgraph::v1_0::{education_user, models};

fn main() {
    let user = models::EducationUserPatch::new().given_name("Rogelio").surname("Cazares");
    println!("{:?}", education_user::update("13020", user));
}
