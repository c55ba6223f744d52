//! A limit of the document is checked wherever a value is sent, before a request is.

use cases::operations_limits::a::{GetParams, get, get_with};
use cases::operations_limits::models::{J, JMergePatch, MultiBody, RestBody};
use cases::operations_limits::{form, lines, list, map, multi, patch, rest, text, xml};

/// The fault that a request is refused with, without the name of its operation.
macro_rules! fault {
    ($request:expr) => {
        $request.check().map_err(|fault| fault.to_string().split_once(": ").unwrap().1.to_owned()).expect_err("a fault")
    };
}

const LONG: &str = "at most 3 characters are allowed, 4 are given";

#[test]
fn limits_of_parameters() {
    assert_eq!(fault!(get("abcd")), format!("parameter `p`: {LONG}"));
    let fault = |params: GetParams| fault!(get_with("abc", params));
    assert_eq!(fault(GetParams::new().q("abcd")), format!("parameter `q`: {LONG}"));
    assert_eq!(fault(GetParams::new().h("abcd")), format!("parameter `h`: {LONG}"));
    assert_eq!(fault(GetParams::new().c("abcd")), format!("parameter `c`: {LONG}"));
    assert_eq!(fault(GetParams::new().l(["abcd"])), format!("parameter `l/0`: {LONG}"));
    assert_eq!(fault(GetParams::new().l(["a", "b"])), "parameter `l`: at most 1 item is allowed, 2 are given");
    assert_eq!(fault(GetParams::new().j(J::new().s("abcd"))), format!("parameter `j/s`: {LONG}"));
    assert_eq!(fault(GetParams::new().d(J::new().s("abcd"))), format!("parameter `d/s`: {LONG}"));
    assert_eq!(fault(GetParams::new().hl([4])), "parameter `hl/0`: the number must be at most 3, but is 4");
}

#[test]
fn limits_of_bodies_and_of_their_members() {
    let member = format!("body at /s: {LONG}");
    assert_eq!(fault!(form::form(J::new().s("abcd"))), member);
    assert_eq!(fault!(xml::xml(J::new().s("abcd"))), member);
    assert_eq!(fault!(multi::multi(MultiBody::new().s("abcd"))), member);
    assert_eq!(fault!(multi::multi(MultiBody::new().n([4]))), "body at /n/0: the number must be at most 3, but is 4");
    assert_eq!(fault!(patch::patch(JMergePatch::new().s("abcd"))), member);
    assert_eq!(fault!(lines::lines(vec![J::new().s("abcd")])), format!("body at /0/s: {LONG}"));
    assert_eq!(fault!(text::text("abcd".to_owned())), format!("body: {LONG}"));
    let named = [("x".to_owned(), "abcd".to_owned())];
    assert_eq!(
        fault!(map::map(named.clone().into_iter().collect::<cases::runtime::Map<_>>())),
        format!("body at /x: {LONG}")
    );
    assert_eq!(fault!(rest::rest(RestBody::new().extra(named))), format!("body at /x: {LONG}"));
    assert_eq!(fault!(list::list(vec!["abcd".to_owned()])), format!("body at /0: {LONG}"));
}

#[test]
fn of_media_types_that_hold_the_same_the_widest_limit_is_checked() {
    assert_eq!(list::list(vec![String::new(); 3]).check().map_err(|fault| fault.to_string()), Ok(()));
}
