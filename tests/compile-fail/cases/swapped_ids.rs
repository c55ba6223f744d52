//! Ids that could be mistaken for one another have labels, so that swapped ones do not compile.

use msgraph::v1_0::contact;
use msgraph::v1_0::ids::{ContactId, UserId};

fn main() {
    let _ = contact::get_for_user(ContactId("AAMk="), UserId("adelev@contoso.com"));
    let _ = contact::get_for_user("adelev@contoso.com", "AAMk=");
}
